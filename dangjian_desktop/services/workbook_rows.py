"""From cells to rows with meaning: what each row says, and what of it cannot be taken."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from dangjian_desktop.core.dates import print_day
from dangjian_desktop.models.member import Member
from dangjian_desktop.schemes.scheme import Column, Kind
from dangjian_desktop.services.cells import CellError, Names, parse_cell
from dangjian_desktop.services.workbook_heads import Head, heading_at, letter_of, simplified
from dangjian_desktop.services.workbook_reading import RawSheet, text_of
from dangjian_desktop.services.workbook_sheets import SheetForm

NO_NAME = re.compile(r"[:：\d#]|^(合计|总计|小计|共计)")
FOOTER = re.compile(
    r"^(合计|总计|小计|共计|累计|(共|计)\d+(人|名)|(制表|填表|审核|复核|填报|统计|报送|打印|盖章|截至|截止)"
    r"|(负责人|经办人|联系人|联系电话|支部书记|党支部书记|书记签字|单位|注|备注|说明|填写说明|日期|时间)[:：(（])"
)
"""How lines below a roster begin that are no people."""
FAILED_FORMULA = re.compile(r"^#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!)$")
BROKEN = 10**15
"""From here on a number may have lost its last digits."""
BROKEN_TEXT = re.compile(r"^\d(\.\d+)?[Ee]\+?1[5-9]$")
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
    place: int = -1
    """The column's place in the sheet from 0, -1 for the whole row or sheet."""
    suggestions: tuple[str, ...] = ()
    """Texts that may have been meant, each of which would be taken."""
    key: str = ""
    """What the row is known by when a person tells who it is (workbook_told)."""
    rivals: tuple[tuple[str, str], ...] = ()
    """Whom the row may be: what `Told` knows each by, and a text that names him."""

    @property
    def letter(self) -> str:
        """The column's letter in WPS, or an empty text."""
        return letter_of(self.place) if self.place >= 0 else ""


@dataclass
class ReadRow:
    """One row of a sheet: the values given (by column key), the texts as written (by heading), and its problems."""

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    places: Mapping[str, int] = field(default_factory=dict)
    """The place in the sheet of each heading."""
    repeats: int = 0
    """The number of an earlier row that a person says is the same, 0 for none."""

    def refuse(
        self,
        column: Column,
        code: str,
        message: str,
        suggestions: tuple[str, ...] = (),
        key: str = "",
        rivals: tuple[tuple[str, str], ...] = (),
    ) -> None:
        """Note a problem of one cell."""
        text, place = self.texts.get(column.heading, ""), self.places.get(column.heading, -1)
        problem = Problem(self.number, column.heading, text, code, message, place, suggestions, key, rivals)
        if problem not in self.problems:
            self.problems.append(problem)


def read_rows(sheet: RawSheet, form: SheetForm, head: Head, names: Names, today: date) -> list[ReadRow]:
    """Return the rows below the headings; blank rows, repeated heads and rows with nothing but a number are layout."""
    rows: list[ReadRow] = []
    above: dict[str, str] = {}
    places = {column.heading: at for at, column in head.columns.items()}
    for place in range(head.row + 1, len(sheet.rows)):
        cells = sheet.rows[place]
        row = ReadRow(place + 1, places=places)
        raw = {head.columns[at].heading: (head.columns[at], cells[at]) for at in head.columns if at < len(cells)}
        row.texts = {heading: text for heading, (_, cell) in raw.items() if (text := text_of(cell))}
        if not row.texts or _repeats_head(sheet, place, form, head):
            above = {}
            continue
        if _only_goes_on(row, raw.values(), above):
            continue
        for column, cell in raw.values():
            _take(row, column, cell, above, names, today)
        above = row.texts
        rows.append(row)
    return rows


def _only_goes_on(row: ReadRow, raw: Iterable[tuple[Column, object]], above: Mapping[str, str]) -> bool:
    """Tell a blank line of a block: nothing but the name that is merged over it."""
    people = {column.heading for column, _ in raw if column.kind in (Kind.MEMBER, Kind.PLEDGER)}
    return set(row.texts) <= people and all(above.get(heading) == text for heading, text in row.texts.items())


def _repeats_head(sheet: RawSheet, row: int, form: SheetForm, head: Head) -> bool:
    same = [at for at, column in head.columns.items() if _names(sheet, row, at, form, head, column)]
    return len(same) > 1 and len(same) * 2 > len(head.columns)


def _names(sheet: RawSheet, row: int, at: int, form: SheetForm, head: Head, column: Column) -> bool:
    cells = sheet.rows[row]
    text = simplified(text_of(cells[at])) if at < len(cells) else ""
    return bool(text) and (
        form.column_of(text) is column or (head.row >= 0 and text == simplified(heading_at(sheet, head.row, at)))
    )


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
    if FAILED_FORMULA.match(text):
        row.refuse(column, "SPOILT", f"“{column.heading}”是“{text}”：原来表格里的公式出错了。请改成实际内容，或清空。")
        return
    if spoilt := _spoilt(column, cell):
        row.refuse(column, "SPOILT", *spoilt)
        return
    try:
        row.values[column.key] = parse_cell(column, text, names, today)
    except CellError as error:
        row.refuse(column, error.code, error.message, error.suggestions)


def _spoilt(column: Column, cell: object) -> tuple[str, tuple[str, ...]] | None:
    """Return what a number that Excel has changed may have been; such a cell is never guessed at."""
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return None
    shown = text_of(cell)
    said = f"“{column.heading}”写的是“{shown}”，"
    dated = column.kind in (Kind.DAY, Kind.MONTH) or column.key == "due"
    if dated and cell == int(cell) and SERIAL_DAYS[0] <= cell <= SERIAL_DAYS[1]:
        day = print_day((datetime(1899, 12, 30) + timedelta(days=int(cell))).date())
        return f"{said}像是 Excel 把日期变成了序号（{day}）。请把这一格设成日期格式，或直接写日期。", (day,)
    if column.kind is Kind.MONTH and shown[-2:] == ".1":
        both = f"{shown[:-2]}年1月", f"{shown[:-2]}年10月"
        return (
            f"{said}可能是{both[0]}，也可能是{both[1]}（Excel 会丢掉末尾的 0）。请写成 {both[0]} 或 {both[1]}。",
            both,
        )
    if dated and column.kind is not Kind.MONTH and cell != int(cell) and len(shown.partition(".")[2]) == 1:
        return f"{said}Excel 可能丢掉了末尾的 0。请写成 2026-11-24 的样子。", ()
    if column.kind in (Kind.TEXT, Kind.LONG, Kind.LINES) and abs(cell) >= BROKEN:
        return (
            f"“{column.heading}”是一个太长的数，Excel 已经把末几位变成 0。请把这一格设成“文本”格式，重新填写。",
            (),
        )
    return None


def is_footer(form: SheetForm, row: ReadRow, cells: Sequence[Any]) -> bool:
    """Tell a line of the roster that is no person beyond doubt: a total, or who filled it in."""
    if form.ledgers[0].record is not Member:
        return False
    name = row.texts.get(form.columns[0].heading, "")
    written = [name] if name else [text for cell in cells if (text := text_of(cell))][:2]
    return any(FOOTER.match(re.sub(r"\s", "", text)) for text in written)


def refuse_nameless(form: SheetForm, rows: Iterable[ReadRow]) -> None:
    """Refuse rows of the roster whose name is missing or is none."""
    if form.ledgers[0].record is not Member:
        return
    name = form.columns[0]
    for row in rows:
        text = row.texts.get(name.heading, "")
        if NO_NAME.search(text):
            row.refuse(
                name, "NAME", f"“{name.heading}”写的是“{text}”，不像姓名。是合计或落款就不用导入，是党员请改成姓名。"
            )
        elif not text:
            row.refuse(name, "NEEDED", f"“{name.heading}”没有填写。请补上。")


def broken_numbers(sheet: RawSheet, head: Head) -> tuple[Problem, ...]:
    """Return the long numbers in columns that are not imported whose last digits Excel has lost (identity numbers)."""
    found = []
    for row in range(head.row + 1, len(sheet.rows)):
        for place, cell in enumerate(sheet.rows[row]):
            if place not in head.columns and _is_broken(cell):
                heading = simplified(heading_at(sheet, head.row, place)) if head.row >= 0 else ""
                said = f"“{heading}”是“{text_of(cell)}”，Excel 已改坏此号码：末几位变成了 0。"
                advice = "这一列不导入；请对照证件改正原来的表格，这一格先设成“文本”格式。"
                found.append(Problem(row + 1, heading, text_of(cell), "SPOILT", said + advice, place))
    return tuple(found)


def _is_broken(cell: object) -> bool:
    if isinstance(cell, str):
        return bool(BROKEN_TEXT.match(cell.strip()))
    return isinstance(cell, int | float) and abs(cell) >= BROKEN
