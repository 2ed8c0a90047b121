"""Writes finished pages as a workbook: the same words, cells and merges, editable in WPS and Excel."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as OutCell
from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from dangjian_desktop.reports.fonts import shown
from dangjian_desktop.reports.page import BODY, wrap
from dangjian_desktop.reports.pdf import Document
from dangjian_desktop.reports.repeatable import repeatable
from dangjian_desktop.reports.sheet import Grid, Line, Sheet, paragraphs, parts

FACES = {"fangsong": "仿宋", "kai": "楷体", "title": "方正小标宋简体", "hei": "黑体", "song": "宋体"}
THIN, MEDIUM = Side("thin"), Side("medium")
LETTER_WIDTH = 88
TEXT_WIDTH = 150.0
"""A safe estimate of the letter's column in millimetres, for the heights of rows that wrap."""

FORBIDDEN = "[]:*?/\\"
NAME_UNITS = 31


def write_xlsx(documents: Sequence[Document], *, title: str, author: str, created: datetime) -> bytes:
    """Return a workbook with one worksheet a paper; pages follow below each other with page breaks."""
    workbook = Workbook()
    workbook.properties.title, workbook.properties.creator = title, author
    workbook.properties.created = workbook.properties.modified = created
    if workbook.active is not None:
        workbook.remove(workbook.active)
    for number, document in enumerate(documents, start=1):
        _write(workbook.create_sheet(_sheet_name(number, document.bookmark)), document.sheets)
    buffer = BytesIO()
    # Workbook.save would put the present time in place of ``modified``.
    ExcelWriter(workbook, ZipFile(buffer, "w", ZIP_DEFLATED)).save()
    return repeatable(buffer.getvalue())


def _sheet_name(number: int, bookmark: str) -> str:
    """Excel takes 31 UTF-16 units without brackets and slashes, and no apostrophe at the end."""
    name = "".join("_" if c in FORBIDDEN else c for c in shown(f"{number} {bookmark}").replace("\n", " "))
    return name.encode("utf-16-le")[: 2 * NAME_UNITS].decode("utf-16-le", errors="ignore").rstrip(" '")


def _write(worksheet: Worksheet, sheets: Sequence[Sheet]) -> None:
    grid = next((sheet.grid for sheet in sheets if sheet.grid), None)
    columns = len(grid.widths) if grid else 1
    widths = [width / 2.1 for width in grid.widths] if grid else [LETTER_WIDTH]
    for place, width in enumerate(widths, start=1):
        worksheet.column_dimensions[get_column_letter(place)].width = width
    worksheet.page_setup.paperSize = 9
    worksheet.page_setup.orientation = "landscape" if sheets[0].width > sheets[0].height else "portrait"
    worksheet.page_setup.fitToHeight = 0
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    row = 1
    for part in parts(sheets):
        if row > 1:
            worksheet.row_breaks.append(Break(id=row - 1))
        for text, line in paragraphs(part):
            _write_text(worksheet, text, line, row, columns)
            row += 1
        if grid := part[0].grid:
            row = _write_grid(worksheet, grid, row)
    worksheet.print_area = f"A1:{get_column_letter(columns)}{max(row - 1, 1)}"


def _write_text(worksheet: Worksheet, text: str, line: Line, row: int, columns: int) -> None:
    worksheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)
    cell = worksheet.cell(row, 1)
    indent = 2 if line.align == "left" and line.face == BODY else 0
    _put(cell, text)
    cell.font = Font(name=FACES[line.face], size=line.size)
    cell.alignment = Alignment(horizontal=line.align, vertical="center", wrap_text=True, indent=indent)
    lines = len(wrap(text, line.face, line.size, TEXT_WIDTH)) if columns == 1 else 1
    worksheet.row_dimensions[row].height = line.size * 1.9 * lines


def _write_grid(worksheet: Worksheet, grid: Grid, row: int) -> int:
    last_row, last_column = row + len(grid.heights) - 1, len(grid.widths)
    for place, height in enumerate(grid.heights):
        worksheet.row_dimensions[row + place].height = height * 72 / 25.4
        for column in range(1, last_column + 1):
            worksheet.cell(row + place, column).border = Border(
                left=MEDIUM if column == 1 else THIN,
                right=MEDIUM if column == last_column else THIN,
                top=MEDIUM if place == 0 else THIN,
                bottom=MEDIUM if row + place == last_row else THIN,
            )
    for each in grid.cells:
        cell = worksheet.cell(row + each.row, each.column + 1)
        if (each.rows, each.columns) != (1, 1):
            worksheet.merge_cells(
                start_row=row + each.row,
                end_row=row + each.row + each.rows - 1,
                start_column=each.column + 1,
                end_column=each.column + each.columns,
            )
        _put(cell, each.text)
        cell.font = Font(name=FACES["song"], size=each.size)
        cell.alignment = Alignment(horizontal=each.align, vertical="center", wrap_text=True)
    return last_row + 2


def _put(cell: OutCell | MergedCell, text: str) -> None:
    """Users' texts are data: never a formula."""
    assert isinstance(cell, OutCell)
    cell.value = text
    cell.data_type = "s"
    cell.number_format = "@"
