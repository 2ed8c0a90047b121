"""The matrix of 总支总览: a unit's report and figures as a line of texts, and the colours of its states."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from dangjian_desktop.ui.palette import Colour
from dangjian_desktop.ui.tabs.unit_rows import KEYS, PARTS

if TYPE_CHECKING:
    from dangjian_desktop.services.reporting import Report
    from dangjian_desktop.services.summary import UnitSummary

WIDTHS = (84, 104, 96, 118, 92, 96)
COLUMNS = (
    ("单位", 180),
    *zip(PARTS.values(), WIDTHS, strict=True),
    ("上报时间", 112),
    ("序号", 44),
    ("校验码", 92),
    ("回执", 92),
    ("必须改", 56),
)
FIRST_PART, DAY, NUMBER, CODE, REPLY, MUST = 1, 7, 8, 9, 10, 11
STATE = ("已合并", "已收", "有问题", "已退回", "未报")
COLOURS = {
    "有问题": Colour.WARN,
    "已退回": Colour.ACCENT,
    "未报": Colour.QUIET,
    "已收": Colour.NOTE,
}
MERGED = "已合并"


def part_at(column: int) -> str:
    """Return the part that a column shows, or an empty text."""
    place = column - FIRST_PART
    return KEYS[place] if 0 <= place < len(KEYS) else ""


def unit_row(report: Report, unit: UnitSummary | None) -> tuple[str, ...]:
    """Return a unit's line: the state of each part with its figures, the day, number and check code, and the reply."""
    figures = figures_of(unit) if report.state.value == MERGED else {}
    parts = [" ".join(filter(None, (report.part(key).value, figures.get(key, "")))) for key in KEYS]
    name = "　" * report.level + report.name
    return (name, *parts, _day(report), str(report.sequence or ""), report.check_code, _reply(report), _must(unit))


def figures_of(unit: UnitSummary | None) -> Mapping[str, str]:
    """Return the figures of each part in short: 38/38 of 无职党员 on posts, 215/226 of commitments kept."""
    if unit is None:
        return {}
    each = unit.figures
    return {
        "members": f"{each.members}人",
        "posts": f"{each.on_post}/{each.without_office}",
        "areas": unit.coverage,
        "commitments": f"{each.fulfilled}/{each.commitments}",
        "pioneers": f"{each.pioneers_approved}/{each.pioneers}",
        "pacesetters": f"{each.pacesetters_approved}/{each.pacesetters}",
    }


def _day(report: Report) -> str:
    if report.received_on is None:
        return "逾期" if report.late else ""
    return report.received_on.isoformat() + (" 迟" if report.late else "")


def _reply(report: Report) -> str:
    if report.replied_on is not None:
        return report.replied_on.isoformat()
    return "未发" if report.received_on and report.level == 0 else ""


def _must(unit: UnitSummary | None) -> str:
    return str(unit.figures.must) if unit else ""


def marks_of(reports: Sequence[Report], rows: Sequence[Sequence[str]]) -> dict[tuple[int, int], Colour]:
    """Return the colours of what needs a look."""
    marks = {}
    for place, (report, texts) in enumerate(zip(reports, rows, strict=True)):
        for column, key in enumerate(KEYS, start=FIRST_PART):
            if colour := COLOURS.get(report.part(key).value):
                marks[place, column] = colour
        if report.late:
            marks[place, DAY] = Colour.ACCENT
        if texts[REPLY] == "未发":
            marks[place, REPLY] = Colour.WARN
        if texts[MUST].strip("0"):
            marks[place, MUST] = Colour.ACCENT
    return marks
