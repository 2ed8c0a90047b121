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

from dangjian_desktop.reports.pdf import Document
from dangjian_desktop.reports.repeatable import repeatable
from dangjian_desktop.reports.sheet import Grid, Line, Sheet

FACES = {"fangsong": "仿宋", "kai": "楷体", "title": "方正小标宋简体", "hei": "黑体", "song": "宋体"}
THIN, MEDIUM = Side("thin"), Side("medium")
LETTER_WIDTH = 88
FORBIDDEN = "[]:*?/\\"


def write_xlsx(documents: Sequence[Document], *, title: str, author: str, created: datetime) -> bytes:
    """Return a workbook with one worksheet a paper; pages follow below each other with page breaks."""
    workbook = Workbook()
    workbook.properties.title, workbook.properties.creator = title, author
    workbook.properties.created = workbook.properties.modified = created
    if workbook.active is not None:
        workbook.remove(workbook.active)
    for number, document in enumerate(documents, start=1):
        name = "".join("_" if c in FORBIDDEN else c for c in document.bookmark)[:24]
        _write(workbook.create_sheet(f"{number} {name}"), document.sheets)
    buffer = BytesIO()
    workbook.save(buffer)
    return repeatable(buffer.getvalue())


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
    for place, sheet in enumerate(sheets):
        if place:
            worksheet.row_breaks.append(Break(id=row - 1))
        row = _write_lines(worksheet, _paragraphs(sheet), row, columns)
        if sheet.grid:
            row = _write_grid(worksheet, sheet.grid, row)
    worksheet.print_area = f"A1:{get_column_letter(columns)}{max(row - 1, 1)}"


def _paragraphs(sheet: Sheet) -> list[list[Line]]:
    """Join the lines of a paragraph; those that stand side by side share a row."""
    found: dict[int, list[Line]] = {}
    for line in sheet.outside():
        found.setdefault(line.paragraph, []).append(line)
    return list(found.values())


def _write_lines(worksheet: Worksheet, paragraphs: Sequence[Sequence[Line]], row: int, columns: int) -> int:
    rows: dict[float, list[str]] = {}
    for lines in paragraphs:
        rows.setdefault(round(lines[0].y, 1), []).append("".join(line.text for line in lines))
    first = {round(lines[0].y, 1): lines[0] for lines in reversed(paragraphs)}
    for place, texts in rows.items():
        line = first[place]
        worksheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)
        cell = worksheet.cell(row, 1)
        _put(cell, "　　".join(texts))
        cell.font = Font(name=FACES[line.face], size=line.size)
        indent = 2 if line.align == "left" and line.face == "fangsong" else 0
        cell.alignment = Alignment(horizontal=line.align, vertical="center", wrap_text=True, indent=indent)
        length = sum(len(text) for text in texts) * line.size
        worksheet.row_dimensions[row].height = line.size * 1.9 * max(1, -(-length // 440) if columns == 1 else 1)
        row += 1
    return row


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
