"""Writes finished pages as a workbook: the same words, cells and merges, editable in WPS and Excel."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as OutCell
from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from dangjian_desktop.reports.fonts import shown
from dangjian_desktop.reports.page import BODY, LETTER, wrap
from dangjian_desktop.reports.pdf import Document
from dangjian_desktop.reports.repeatable import repeatable
from dangjian_desktop.reports.sheet import Grid, Line, Sheet, paragraphs, parts

FACES = {"fangsong": "仿宋", "kai": "楷体", "title": "方正小标宋简体", "hei": "黑体", "song": "宋体"}
THIN, MEDIUM = Side("thin"), Side("medium")
CHARACTER, COLUMN_EDGE = 7 * 25.4 / 96, 5 * 25.4 / 96
"""Excel counts a column's width in digits of 7 pixels and adds 5, at 96 pixels an inch; here in millimetres."""

SPARE, LEADING, TALLEST = 8.0, 1.9, 409.0
"""Room left free in wrapped rows (Excel never grows merged ones), leading, and Excel's tallest row in points."""

A4, A3 = 9, 8
"""Excel's numbers of the papers."""

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
    workbook.save(buffer)
    return repeatable(buffer.getvalue())


def _sheet_name(number: int, bookmark: str) -> str:
    """Excel takes 31 UTF-16 units without brackets and slashes, and no apostrophe at the end."""
    name = "".join("_" if c in FORBIDDEN else c for c in shown(f"{number} {bookmark}").replace("\n", " "))
    return name.encode("utf-16-le")[: 2 * NAME_UNITS].decode("utf-16-le", errors="ignore").rstrip(" '")


def _write(worksheet: Worksheet, sheets: Sequence[Sheet]) -> None:
    grid = next((sheet.grid for sheet in sheets if sheet.grid), None)
    larger = max(sheets[0].width, sheets[0].height) / LETTER.height
    widths = grid.widths if grid else (LETTER.inner * larger,)
    for place, width in enumerate(widths, start=1):
        worksheet.column_dimensions[get_column_letter(place)].width = (width - COLUMN_EDGE) / CHARACTER
    worksheet.page_setup.paperSize = A3 if larger > 1 else A4
    worksheet.page_setup.orientation = "landscape" if sheets[0].width > sheets[0].height else "portrait"
    worksheet.page_setup.fitToHeight = 0
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    row = 1
    for part in parts(sheets):
        if row > 1:
            worksheet.row_breaks.append(Break(id=row - 1))
        for lines in paragraphs(part):
            _write_text(worksheet, "".join(line.text for line in lines), lines[0], row, widths)
            row += 1
        if grid := part[0].grid:
            row = _write_grid(worksheet, grid, row)
    worksheet.print_area = f"A1:{get_column_letter(len(widths))}{max(row - 1, 1)}"


def _write_text(worksheet: Worksheet, text: str, line: Line, row: int, widths: Sequence[float]) -> None:
    worksheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(widths))
    cell = worksheet.cell(row, 1)
    indent = 2 if line.align == "left" and line.face == BODY else 0
    _put(cell, text)
    cell.font = Font(name=FACES[line.face], size=line.size)
    cell.alignment = Alignment(horizontal=line.align, vertical="center", wrap_text=True, indent=indent)
    lines = len(wrap(text, line.face, line.size, sum(widths) - SPARE))
    worksheet.row_dimensions[row].height = min(line.size * LEADING * lines, TALLEST)


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
