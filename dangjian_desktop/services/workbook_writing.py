"""Writing sheets that people fill in and read: headings, widths, choices to pick from; texts never become formulas."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.paths import write_whole
from dangjian_desktop.core.texts import clean_text
from dangjian_desktop.schemes.scheme import Column, Kind

CELL_CHARACTERS = 32_767
LIST_CHARACTERS = 255
PREPARED_ROWS = 500
LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
HEAD_FILL = PatternFill("solid", fgColor="E7E6E6")
LONG = (Kind.LONG, Kind.LINES)

CellValue = str | int | date | None


@dataclass(frozen=True)
class OutSheet:
    """A sheet to be written; ``prepared`` adds choices and text format to empty rows below, for filling in."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[CellValue]] = field(default_factory=tuple)
    prepared: bool = False


def write_sheets(path: Path, sheets: Sequence[OutSheet]) -> None:
    """Write a workbook whole or not at all; raise UserError (EXPORT-…) when it cannot be written."""
    book = Workbook()
    if book.active is not None:
        book.remove(book.active)
    for sheet in sheets:
        _fill(book.create_sheet(re.sub(r"[\[\]:*?/\\]", "_", sheet.title)[:31]), sheet)
    buffer = BytesIO()
    book.save(buffer)
    try:
        write_whole(path, buffer.getvalue())
    except OSError as error:
        raise UserError(
            "EXPORT-FILE", f"“{path.name}”写不进去。请关掉正在打开它的 WPS 或 Excel，或换一个位置再试。"
        ) from error


def put(cell: Cell, value: CellValue) -> None:
    """Put a value into a cell; a text stays a text, whatever it begins with."""
    if not isinstance(value, str):
        cell.value = value
        if isinstance(value, date):
            cell.number_format = "yyyy-mm-dd"
        return
    text = LOOKS_ESCAPED.sub("_x005F_", clean_text(value))
    if len(text) > CELL_CHARACTERS:
        raise UserError(
            "EXPORT-LONG", f"有一格文字有 {len(text)} 个字，表格每格最多 {CELL_CHARACTERS} 个，没有导出。请先分成几条。"
        )
    if text:
        cell.value = text
        cell.data_type = "s"
        cell.number_format = "@"


def _fill(sheet: Worksheet, content: OutSheet) -> None:
    for place, column in enumerate(content.columns, start=1):
        head = sheet.cell(1, place)
        assert isinstance(head, Cell)
        put(head, column.heading)
        head.font, head.fill = Font(bold=True), HEAD_FILL
        head.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = max(column.width, len(column.heading)) * 1.6 + 3
        if content.prepared:
            _prepare(sheet, column, place, letter)
    wrapped = Alignment(vertical="top", wrap_text=True)
    for line, row in enumerate(content.rows, start=2):
        for place, (column, value) in enumerate(zip(content.columns, row, strict=True), start=1):
            cell = sheet.cell(line, place)
            assert isinstance(cell, Cell)
            put(cell, value)
            if column.kind in LONG:
                cell.alignment = wrapped
    sheet.freeze_panes = "A2"


def _prepare(sheet: Worksheet, column: Column, place: int, letter: str) -> None:
    """Let people pick choices, and keep Excel from turning what they type into something else."""
    if column.kind is not Kind.INTEGER:
        for line in range(2, PREPARED_ROWS + 2):
            sheet.cell(line, place).number_format = "@"
    choices = ("是", "否") if column.kind is Kind.FLAG else column.choices
    if choices and len(",".join(choices)) <= LIST_CHARACTERS:
        picked = DataValidation(
            type="list", formula1=f'"{",".join(choices)}"', allow_blank=True, showErrorMessage=False
        )
        sheet.add_data_validation(picked)
        picked.add(f"{letter}2:{letter}{PREPARED_ROWS + 1}")
