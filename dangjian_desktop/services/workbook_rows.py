"""From cells to rows with meaning: which sheet it is, where its headings stand, what each row says."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from dangjian_desktop.core.dates import print_day
from dangjian_desktop.models.member import Member
from dangjian_desktop.schemes.scheme import Column, Kind
from dangjian_desktop.services.cells import CellError, Names, parse_cell
from dangjian_desktop.services.workbook_reading import RawSheet, text_of
from dangjian_desktop.services.workbook_sheets import SheetForm

HEAD_ROWS = 10
REMARK = re.compile(r"\(.*?\)|[*:]|\s")
LAYOUT_HEADINGS = frozenset({"序号", "编号", "原因", "原行号", ""})
FOOTERS = re.compile(r"[:：\d]|^(合计|总计|小计|共计)")
SERIAL_DAYS = (7672, 73050)
"""Excel's numbers for the days of 1921 to 2099."""


@dataclass(frozen=True)
class Problem:
    """What cannot be taken: the sheet's own row number, the column's heading, the value and what would be right."""

    row: int
    column: str
    value: str
    code: str
    message: str


@dataclass(frozen=True)
class Head:
    """Where a sheet's headings stand: the row (from 0), the column of each place, and headings that are not known."""

    row: int
    columns: Mapping[int, Column]
    unknown: tuple[str, ...]

    @property
    def headings(self) -> frozenset[str]:
        """The headings of the columns that were found."""
        return frozenset(column.heading for column in self.columns.values())


@dataclass
class ReadRow:
    """One row of a sheet: the values given (by column key), the texts as written (by heading), and its problems."""

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, column: Column, code: str, message: str) -> None:
        """Note a problem of one cell."""
        problem = Problem(self.number, column.heading, self.texts.get(column.heading, ""), code, message)
        if problem not in self.problems:
            self.problems.append(problem)


def recognise(sheet: RawSheet, forms: Sequence[SheetForm]) -> tuple[SheetForm, Head] | None:
    """Return what a sheet is and where its headings stand: by its name, else by its headings; None when unknown."""
    named = form_named(sheet.title, forms)
    if named and (head := find_head(sheet, named)):
        return named, head
    found = [(form, head) for form in forms if (head := find_head(sheet, form)) and form.needed <= head.headings]
    most = max((len(head.columns) for _, head in found), default=0)
    best = [(form, head) for form, head in found if len(head.columns) == most]
    return best[0] if len(best) == 1 and most > 1 else None


def form_named(title: str, forms: Iterable[SheetForm]) -> SheetForm | None:
    """Return the sheet that a title names: exactly, or as the longest name within it (1.党员名册2026)."""
    key = simplified(title)
    within = [form for form in forms if form.name in key]
    return max(within, key=lambda form: len(form.name), default=None)


def find_head(sheet: RawSheet, form: SheetForm) -> Head | None:
    """Return the head row among the first ten: the one in which most headings are known."""
    heads = [_head(place, row, form) for place, row in enumerate(sheet.rows[:HEAD_ROWS])]
    best = max(heads, key=lambda head: len(head.columns), default=None)
    return best if best and best.columns else None


def simplified(text: str) -> str:
    """Return a heading without spaces, remarks in brackets, stars and colons."""
    return REMARK.sub("", unicodedata.normalize("NFKC", text))


def read_rows(sheet: RawSheet, form: SheetForm, head: Head, names: Names, today: date) -> list[ReadRow]:
    """Return the rows below the headings; blank rows, repeated heads and rows with nothing but a number are layout."""
    rows: list[ReadRow] = []
    above: dict[str, str] = {}
    for place in range(head.row + 1, len(sheet.rows)):
        cells = sheet.rows[place]
        row = ReadRow(place + 1)
        raw = {head.columns[at].heading: (head.columns[at], cells[at]) for at in head.columns if at < len(cells)}
        row.texts = {heading: text for heading, (_, cell) in raw.items() if (text := text_of(cell))}
        if not row.texts or _repeats_head(cells, form, head):
            above = {}
            continue
        if _only_goes_on(row, raw.values(), above):
            continue
        for column, cell in raw.values():
            _take(row, column, cell, above, names, today)
        above = row.texts
        rows.append(row)
    return rows


def _head(place: int, row: Sequence[Any], form: SheetForm) -> Head:
    columns: dict[int, Column] = {}
    unknown = []
    texts = {at: simplified(text_of(cell)) for at, cell in enumerate(row)}
    # A column's own name is looked for first, so that 职务 is not taken from a column 现任职务 beside it.
    for at, text in sorted(texts.items(), key=lambda pair: all(c.heading != pair[1] for c in form.columns)):
        column = form.column_of(text)
        if column and column not in columns.values():
            columns[at] = column
        elif text not in LAYOUT_HEADINGS:
            unknown.append(text)
    return Head(place, dict(sorted(columns.items())), tuple(unknown))


def _only_goes_on(row: ReadRow, raw: Iterable[tuple[Column, object]], above: Mapping[str, str]) -> bool:
    """Tell a blank line of a block: nothing but the name that is merged over it."""
    people = {column.heading for column, _ in raw if column.kind in (Kind.MEMBER, Kind.PLEDGER)}
    return set(row.texts) <= people and all(above.get(heading) == text for heading, text in row.texts.items())


def _repeats_head(cells: Sequence[Any], form: SheetForm, head: Head) -> bool:
    same = [at for at, column in head.columns.items() if at < len(cells) and _names(form, column, cells[at])]
    return len(same) > 1 and len(same) * 2 > len(head.columns)


def _names(form: SheetForm, column: Column, cell: object) -> bool:
    return form.column_of(simplified(text_of(cell))) is column


def _take(row: ReadRow, column: Column, cell: Any, above: Mapping[str, str], names: Names, today: date) -> None:  # noqa: ANN401  (whatever a cell holds)
    text = row.texts.get(column.heading, "")
    if not text and column.kind in (Kind.MEMBER, Kind.PLEDGER):
        text = above.get(column.heading, "")
        if not text:
            row.refuse(column, "NEEDED", f"“{column.heading}”没有填写。请补上。")
            return
        row.texts[column.heading] = text
    if not text:
        return
    if spoilt := _spoilt(column, cell):
        row.refuse(column, "SPOILT", spoilt)
        return
    try:
        row.values[column.key] = parse_cell(column, text, names, today)
    except CellError as error:
        row.refuse(column, error.code, error.message)


def _spoilt(column: Column, cell: object) -> str:
    """Return what a number that Excel has changed may have been; such a cell is never guessed at."""
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return ""
    shown = text_of(cell)
    dated = column.kind in (Kind.DAY, Kind.MONTH) or column.key == "due"
    if dated and cell == int(cell) and SERIAL_DAYS[0] <= cell <= SERIAL_DAYS[1]:
        day = print_day((datetime(1899, 12, 30) + timedelta(days=int(cell))).date())
        return f"“{column.heading}”写的是“{shown}”，像是 Excel 把日期变成了序号（{day}）。请把这一格设成日期格式，或直接写日期。"
    if column.kind is Kind.MONTH and shown[-2:] == ".1":
        year = shown[:-2]
        return f"“{column.heading}”写的是“{shown}”，可能是{year}年1月，也可能是{year}年10月（Excel 会丢掉末尾的 0）。请写成 {year}年1月 或 {year}年10月。"
    if dated and column.kind is not Kind.MONTH and cell != int(cell) and len(shown.partition(".")[2]) == 1:
        return f"“{column.heading}”写的是“{shown}”，Excel 可能丢掉了末尾的 0。请写成 2026-11-24 的样子。"
    if column.kind in (Kind.TEXT, Kind.LONG, Kind.LINES) and abs(cell) >= 10**15:
        return f"“{column.heading}”是一个太长的数，Excel 已经把末几位变成 0。请把这一格设成“文本”格式，重新填写。"
    return ""


def refuse_footers(form: SheetForm, rows: Iterable[ReadRow]) -> None:
    """Refuse rows of the roster that are no people: totals, 填表人：…, dates."""
    if form.ledgers[0].record is not Member:
        return
    name = form.columns[0]
    for row in rows:
        text = row.texts.get(name.heading, "")
        if FOOTERS.search(text):
            row.refuse(
                name, "NAME", f"“{name.heading}”写的是“{text}”，不像姓名。是合计或落款就不用导入，是党员请改成姓名。"
            )
        elif not text:
            row.refuse(name, "NEEDED", f"“{name.heading}”没有填写。请补上。")
