"""A cell's text and the value that a record keeps: the same rules for the grid and for the workbook."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from typing import Any, Self

from dangjian_desktop.core.dates import parse_day, parse_month, print_day, print_month
from dangjian_desktop.core.names import match_key
from dangjian_desktop.core.texts import clean_text
from dangjian_desktop.schemes.scheme import Column, Kind

YES = frozenset({"是", "√", "✓", "1", "有", "启用", "true"})
NO = frozenset({"", "否", "×", "0", "无", "停用", "false"})
OTHER_WORDS = {
    "大专": "大学专科",
    "硕士": "硕士研究生",
    "博士": "博士研究生",
    "退休": "离退休",
    "离休": "离退休",
    "管理人员": "管理岗",
    "专任教师": "教师",
    "在校学生": "学生",
    "去逝": "去世",
    "中共党员": "正式党员",
}
"""Words in real rosters for what the lists of choices call otherwise."""
DIGITS_MISTYPED = str.maketrans("OoIl", "0011")
MARKED = re.compile(r"^(.+?)[（(](.+)[)）]$")


class CellError(Exception):
    """A cell's text that cannot be taken; ``code`` is short, ``message`` says what would be right.

    ``suggestions`` are texts that may have been meant and would be taken.
    """

    def __init__(self, code: str, message: str, suggestions: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.suggestions = suggestions


@dataclass(frozen=True)
class Names:
    """What reference columns may name: for each kind, ids by name and names by id.

    ``ids`` maps a compared name (`match_key`) to every id of this office that bears it; ``shown`` gives the text for
    any id, received ones too.
    """

    office_name: str = ""
    ids: Mapping[Kind, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    shown: Mapping[Kind, Mapping[str, str]] = field(default_factory=dict)

    def of(self, owner: str) -> Self:
        """Return the names as rows of this office are shown: whoever pledges without a name is their office."""
        return replace(self, office_name=self.shown.get(Kind.OFFICE, {}).get(owner, self.office_name))

    def choices(self, column: Column) -> list[str]:
        """Return the texts that a column offers."""
        if column.kind is Kind.CHOICE:
            return list(column.choices)
        if column.kind is Kind.FLAG:
            return ["是", "否"]
        kind = _kind(column)
        own = {row_id for found in self.ids.get(kind, {}).values() for row_id in found}
        listed = [text for row_id, text in self.shown.get(kind, {}).items() if row_id in own]
        return [self.office_name, *listed] if column.kind is Kind.PLEDGER else listed


def parse_cell(column: Column, text: str, names: Names, today: date) -> Any:  # noqa: ANN401  (a record's value)
    """Return the value of a cell's text; raise CellError when it is not what the column holds."""
    cleaned = clean_text(text)
    if column.kind is Kind.FLAG:
        return _flag(column, cleaned)
    if not cleaned:
        if column.needed:
            raise CellError("NEEDED", f"“{column.heading}”没有填写。请补上。")
        return None if column.kind not in TEXTS else ""
    return PARSERS.get(column.kind, _text)(column, cleaned, names, today)


def show_cell(column: Column, value: Any, names: Names) -> str:  # noqa: ANN401  (a record's value)
    """Return the text that shows a value, and that `parse_cell` reads back."""
    if column.kind is Kind.FLAG:
        return "是" if value else "否"
    if column.kind is Kind.PLEDGER and value is None:
        return names.office_name
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if column.kind in REFERENCES:
        return names.shown.get(_kind(column), {}).get(value, "（已不在名单）")
    return str(value)


def _kind(column: Column) -> Kind:
    return Kind.MEMBER if column.kind is Kind.PLEDGER else column.kind


def _text(_column: Column, text: str, _names: Names, _today: date) -> str:
    return text


def _day(column: Column, text: str, _names: Names, today: date) -> date:
    try:
        return parse_day(text, today)
    except ValueError:
        meant = _meant(text, lambda repaired: print_day(parse_day(repaired, today)))
        advice = _question(meant) or "请写成 2026-11-24 的样子。"
        raise CellError("DATE", f"“{column.heading}”写的是“{text}”，不是日期。{advice}", meant) from None


def _month(column: Column, text: str, _names: Names, today: date) -> str:
    try:
        month = parse_month(text)
    except ValueError:
        meant = _meant(text, lambda repaired: print_month(parse_month(repaired)))
        advice = _question(meant) or "请写成 1978.05 的样子。"
        raise CellError("DATE", f"“{column.heading}”写的是“{text}”，不是年月。{advice}", meant) from None
    if month > today.isoformat():
        raise CellError("FUTURE", f"“{column.heading}”写的是“{text}”，晚于今天。请改成实际年月，或留空以后再填。")
    if month < "1900":
        raise CellError("DATE", f"“{column.heading}”写的是“{text}”，太早了。请核对年份。")
    return month


def _meant(text: str, read: Callable[[str], str]) -> tuple[str, ...]:
    """Return what a date with letters in place of digits may mean; nothing is guessed silently."""
    try:
        return (read(text.translate(DIGITS_MISTYPED)),)
    except ValueError:
        return ()


def _question(meant: tuple[str, ...]) -> str:
    return f"里面有字母，是不是{meant[0]}？请把字母改成数字。" if meant else ""


def _integer(column: Column, text: str, _names: Names, _today: date) -> int:
    for prefix, suffix in (("第", "季度"), ("", "年度"), ("", "年"), ("", "季度"), ("", "人"), ("", "票"), ("", "")):
        core = text.removeprefix(prefix).removesuffix(suffix)
        core = {"一": "1", "二": "2", "三": "3", "四": "4"}.get(core, core)
        if core.isdecimal():
            return _quarter_checked(column, int(core), text)
    raise CellError("NUMBER", f"“{column.heading}”写的是“{text}”，不是整数。请只写数字。")


def _quarter_checked(column: Column, number: int, text: str) -> int:
    if column.key == "quarter" and not 1 <= number <= 4:
        raise CellError("NUMBER", f"“季度”写的是“{text}”。请写 1、2、3、4。")
    if column.key == "year" and not 1921 <= number <= 2999:
        raise CellError("NUMBER", f"“年度”写的是“{text}”。请写四位数的年份，例如 2026。")
    if number > 10**9:
        raise CellError("NUMBER", f"“{column.heading}”写的是“{text}”，太大了。请核对。")
    return number


def _flag(column: Column, text: str) -> bool:
    if text.lower() in YES:
        return True
    if text.lower() in NO:
        return not text and column.key == "enabled"
    raise CellError("CHOICE", f"“{column.heading}”写的是“{text}”。请写“是”或“否”。")


def _choice(column: Column, text: str, _names: Names, _today: date) -> str:
    if text in column.choices:
        return text
    if OTHER_WORDS.get(text) in column.choices:
        return OTHER_WORDS[text]
    close = [choice for choice in column.choices if choice.startswith(text) or text.startswith(choice)]
    close = close or [choice for choice in column.choices if len(text) > 1 and text in choice]
    if len(close) == 1:
        return close[0]
    close = close or get_close_matches(text, column.choices, n=2)
    shown = "、".join(column.choices[:8]) + ("等" if len(column.choices) > 8 else "")
    raise CellError("CHOICE", f"“{column.heading}”写的是“{text}”。请从{shown}中选一个。", tuple(close[:3]))


def _reference(column: Column, text: str, names: Names, _today: date) -> str:
    kind = _kind(column)
    found = _ids_named(names.ids.get(kind, {}), kind, text)
    if len(found) == 1:
        return found[0]
    if not found:
        raise CellError("UNKNOWN", f"“{column.heading}”写的是“{text}”，名单里没有。请核对，或先登记。")
    raise CellError(
        "NAMESAKE", f"“{column.heading}”写的是“{text}”，有 {len(found)} 个同名。请{TOLD_APART.get(kind, RENAME)}。"
    )


def _ids_named(ids: Mapping[str, tuple[str, ...]], kind: Kind, text: str) -> tuple[str, ...]:
    if kind is Kind.AREA:
        text = text.replace("／", "/")
    found = ids.get(match_key(text), ())
    marked = MARKED.match(text) if kind is Kind.MEMBER and not found else None
    if marked is None:
        return found
    try:
        months = "，".join(parse_month(mark) for mark in re.split("[，,、]", marked[2]))
    except ValueError:
        return ()
    return ids.get(match_key(f"{marked[1]}（{months}）"), ())


def _pledger(column: Column, text: str, names: Names, today: date) -> str | None:
    if match_key(text) in {match_key(names.office_name), "党支部", "本支部"}:
        return None
    return _reference(column, text, names, today)


Parser = Callable[[Column, str, Names, date], Any]
PARSERS: Mapping[Kind, Parser] = {
    Kind.DAY: _day,
    Kind.MONTH: _month,
    Kind.INTEGER: _integer,
    Kind.CHOICE: _choice,
    Kind.MEMBER: _reference,
    Kind.PLEDGER: _pledger,
    Kind.POST: _reference,
    Kind.AREA: _reference,
    Kind.NOMINATION: _reference,
    Kind.OFFICE: _reference,
}
TOLD_APART = {Kind.MEMBER: "写明出生年月", Kind.AREA: "写明上级区域，例如“机电楼/三层”"}
RENAME = "先把它们改成不同的名称"
TEXTS = frozenset({Kind.TEXT, Kind.LONG, Kind.LINES, Kind.CHOICE})
REFERENCES = frozenset({Kind.MEMBER, Kind.PLEDGER, Kind.POST, Kind.AREA, Kind.NOMINATION, Kind.OFFICE})
