"""The tables of the headquarters summary, with the bars that go with them."""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from dangjian_desktop.core.dates import QUARTER_NAMES, print_day
from dangjian_desktop.models.commitments import OUTCOMES
from dangjian_desktop.models.member import STAFF_KINDS
from dangjian_desktop.models.nomination import PACESETTER_KINDS
from dangjian_desktop.reports.figures import Bars, Figure, Line, Table, share
from dangjian_desktop.services.reporting import PARTS, Report, State
from dangjian_desktop.services.summary import (
    OWN_POST,
    UNJUDGED,
    UNSAID,
    Counts,
    Summary,
    UnitSummary,
    coverage_of,
    shipped_post_names,
)

UNIT = "单位"
KINDS = (*STAFF_KINDS, UNSAID)
STATES = tuple(State)


def period_of(summary: Summary) -> str:
    """Return 2026年第四季度."""
    return f"{summary.year}年{QUARTER_NAMES[summary.quarter]}"


def tables(summary: Summary) -> list[Table]:
    """Return all tables in the order of the workbook."""
    return [
        main_table(summary),
        progress_table(summary),
        reports_table(summary),
        members_table(summary),
        coverage_table(summary),
        commitments_table(summary),
        posts_table(summary),
        posts_by_unit(summary),
        awards_table(summary),
        *representation_tables(summary),
    ]


def _by_unit(summary: Summary, cells: Callable[[UnitSummary], Sequence[Figure]]) -> dict[str, tuple[object, ...]]:
    lines = tuple(Line((unit.name, *cells(unit)), unit.level) for unit in summary.units)
    return {"lines": lines, "total": ("合计", *cells(summary.total))}


def _counts(counts: Counts, names: Iterable[str]) -> list[Figure]:
    return [counts.get(name, 0) for name in names]


def main_table(summary: Summary) -> Table:
    """One line a unit with the figures that are asked for most."""

    def cells(unit: UnitSummary) -> list[Figure]:
        each = unit.figures
        people = [each.members, each.without_office, each.on_post, each.with_area, each.exempt, coverage_of(unit)]
        awards = [each.pioneers, each.pioneers_approved, each.pacesetters, each.pacesetters_approved]
        return [*people, each.commitments, each.fulfilled, *awards, each.must, each.should]

    work = ("党员人数", "无职党员", "已上岗", "有责任区", "豁免", "责任区覆盖", "承诺个数", "践诺个数")
    titles = ("先锋岗推荐", "先锋岗批准", "标兵推荐", "标兵批准", "必须改", "建议改")
    return _table("main", "汇总表", (UNIT, *work, *titles), _by_unit(summary, cells))


def _table(
    key: str,
    title: str,
    heads: tuple[str, ...],
    rows: dict[str, tuple[object, ...]],
    *,
    bars: Bars | None = None,
    note: str = "",
    widths: tuple[float, ...] = (),
) -> Table:
    return Table(key, title, heads, bars=bars, note=note, widths=widths, **rows)  # type: ignore[arg-type]


def progress_table(summary: Summary) -> Table:
    """How many units are in which state; those of units are not asked to report here."""
    direct = [report for report in summary.reports if report.level == 0]
    lines = []
    for state in STATES:
        count = sum(report.state is state for report in direct)
        lines.append(Line((state.value, count, share(count, len(direct)))))
    total = ("应报", len(direct), share(len(direct), len(direct)))
    full = Fraction(len(direct)) if direct else Fraction(1)
    late = [report.name for report in direct if report.late]
    note = f"逾期：{'、'.join(late)}。" if late else ""
    heads = ("状态", "单位数", "占比")
    return Table("progress", "上报进度", heads, tuple(lines), total, Bars((1,), full=full), note, (3, 2, 2))


def reports_table(summary: Summary) -> Table:
    """Each unit's report: its state, in all and by part, the day, number and check code."""

    def cells(report: Report) -> tuple[Figure, ...]:
        parts = [report.part(key).value for key, _ in PARTS]
        number = report.sequence or ""
        return (report.name, *parts, _day(report), number, report.check_code, report.state.value)

    heads = (UNIT, *(title for _, title in PARTS), "上报时间", "序号", "校验码", "状态")
    lines = tuple(Line(cells(report), report.level) for report in summary.reports)
    return Table("reports", "上报情况", heads, lines, note=_open_note(summary.reports))


def _day(report: Report) -> str:
    if report.received_on is None:
        return "逾期未报" if report.late else ""
    return print_day(report.received_on) + ("（迟报）" if report.late else "")


def _open_note(reports: Iterable[Report]) -> str:
    told = [f"{r.name}被退回：{r.opinion.rstrip('。')}" for r in reports if r.state is State.RETURNED and r.opinion]
    return "；".join(told) + ("。" if told else "")


def members_table(summary: Summary) -> Table:
    """Members by 人员类别."""
    rows = _by_unit(summary, lambda unit: [unit.figures.members, *_counts(unit.kinds, KINDS)])
    return _table("members", "党员队伍", (UNIT, "党员人数", *KINDS), rows)


def coverage_table(summary: Summary) -> Table:
    """How many members have an area, with the line at 100 % (Z06)."""

    def cells(unit: UnitSummary) -> list[Figure]:
        each = unit.figures
        return [each.in_branch, each.with_area, each.exempt, coverage_of(unit)]

    heads = (UNIT, "在册党员", "有区党员", "豁免", "覆盖率")
    note = "覆盖率 =（有责任区的党员 + 豁免的党员）÷ 在册党员；没有党员的支部写“—”。粗虚线是要求的 100%。"
    bars = Bars((4,), full=Fraction(1), mark=Fraction(1))
    return _table(
        "coverage", "责任区覆盖率", heads, _by_unit(summary, cells), bars=bars, note=note, widths=(6, 2, 2, 2, 2)
    )


def commitments_table(summary: Summary) -> Table:
    """Commitments by what became of them: the number is that of 样例5, the kept ones that of 样例7."""
    names = (*OUTCOMES, UNJUDGED)
    rows = _by_unit(summary, lambda unit: [unit.figures.commitments, *_counts(unit.outcomes, names)])
    note = "承诺个数是党支部的承诺和审核通过的党员承诺；践诺个数是其中“已兑现”的。"
    heads = (UNIT, "承诺个数", *names)
    widths = (6, 2, 2, 2, 2, 2)
    return _table("commitments", "承诺践诺情况", heads, rows, bars=Bars((2, 3, 4, 5)), note=note, widths=widths)


def _posts_of(summary: Summary) -> tuple[str, ...]:
    return (*shipped_post_names(), OWN_POST)


def posts_table(summary: Summary) -> Table:
    """How many people are on each of the ten kinds of posts, and in how many branches."""
    branches = [unit for unit in summary.units if not unit.is_sum]
    lines = []
    for name in _posts_of(summary):
        people = summary.total.posts.get(name, 0)
        lines.append(Line((name, sum(bool(unit.posts.get(name)) for unit in branches), people)))
    total = ("合计", None, sum(summary.total.posts.values()))
    note = "支部自行设置的岗位合并为“自设岗位”；同一人在两个岗位的各算一次。"
    return Table(
        "posts", "岗位类型分布", ("岗位", "设岗支部", "人数"), tuple(lines), total, Bars((2,)), note, (5, 2, 2)
    )


def posts_by_unit(summary: Summary) -> Table:
    """People on the kinds of posts in each unit."""
    names = _posts_of(summary)
    rows = _by_unit(summary, lambda unit: [*_counts(unit.posts, names), sum(unit.posts.values())])
    return _table("posts_by_unit", "设岗明细", (UNIT, *names, "合计"), rows)


def awards_table(summary: Summary) -> Table:
    """先锋岗 of the year and 标兵 by type, of the quarter and of the year: put forward and approved."""

    def cells(unit: UnitSummary) -> list[Figure]:
        quarter = [c.get(k, 0) for k in PACESETTER_KINDS for c in (unit.nominated_in_quarter, unit.approved_in_quarter)]
        year = [counts.get(k, 0) for k in PACESETTER_KINDS for counts in (unit.nominated, unit.approved)]
        return [unit.figures.pioneers, unit.figures.pioneers_approved, *quarter, *year]

    kinds = [f"{kind}{what}" for kind in PACESETTER_KINDS for what in ("推荐", "批准")]
    when = QUARTER_NAMES[summary.quarter]
    heads = (UNIT, "先锋岗推荐", "先锋岗批准", *(f"{when}{each}" for each in kinds), *(f"全年{each}" for each in kinds))
    return _table("awards", "先锋岗和标兵", heads, _by_unit(summary, cells))


def representation_tables(summary: Summary) -> list[Table]:
    """The share of winners beside the share of members: by department, and by 人员类别 (B08)."""
    total = summary.total
    named = {*total.departments, *total.winners_by_department}
    departments = sorted(named, key=lambda name: (name == UNSAID, name))
    kinds = [kind for kind in KINDS if kind in {*total.kinds, *total.winners_by_kind}]
    return [
        _representation(total, "departments", "部门", departments, total.departments, total.winners_by_department),
        _representation(total, "kinds", "人员类别", kinds, total.kinds, total.winners_by_kind),
    ]


def _representation(
    total: UnitSummary, key: str, what: str, names: Iterable[str], members: Counts, winners: Counts
) -> Table:
    people, won = sum(members.values()), total.winners
    lines = []
    for name in names:
        there, best = members.get(name, 0), winners.get(name, 0)
        lines.append(Line((name, there, share(there, people), best, share(best, won))))
    without = [str(line.cells[0]) for line in lines if not line.cells[3]]
    note = f"获评是本年度先锋岗和标兵称号仍有效的党员，一人只算一次。{_gaps(what, without) if won else ''}"
    heads = (what, "党员人数", "党员占比", "获评人数", "获评占比")
    sums = ("合计", people, share(people, people), won, share(won, won))
    title = f"获评人选的代表性（按{what}）"
    return Table(key, title, heads, tuple(lines), sums, Bars((2, 4), "paired"), note, (5, 2, 2, 2, 2))


def _gaps(what: str, without: Sequence[str]) -> str:
    return f"还没有获评的{what}：{'、'.join(without)}。" if without else ""


def on_paper(summary: Summary) -> list[Table]:
    """Return the tables that are printed, each with its bars; the list of reports follows the progress."""
    return [
        progress_table(summary),
        _short_reports(summary),
        coverage_table(summary),
        commitments_table(summary),
        posts_table(summary),
        *representation_tables(summary),
    ]


def on_screen(summary: Summary) -> list[Table]:
    """The four charts of 总支总览."""
    return [
        progress_table(summary),
        coverage_table(summary),
        commitments_table(summary),
        posts_table(summary),
    ]


def _short_reports(summary: Summary) -> Table:
    """The list of reports as it fits on paper: without the parts, which are the window's."""
    lines = tuple(
        Line((r.name, r.state.value, _day(r).replace("（", "\n（"), r.sequence or "", r.check_code), r.level)
        for r in summary.reports
    )
    heads = (UNIT, "状态", "上报时间", "序号", "校验码")
    return Table("reports", "上报情况", heads, lines, note=_open_note(summary.reports), widths=(6, 2, 4.2, 1.4, 2.6))
