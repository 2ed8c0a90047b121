"""Writes finished pages as a workbook: the same words, cells and merges, editable in WPS and Excel."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from itertools import accumulate, pairwise
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from dangjian_desktop.reports.fonts import shown
from dangjian_desktop.reports.page import LETTER, POINT, wide
from dangjian_desktop.reports.page import edges as table_edges
from dangjian_desktop.reports.pdf import Document
from dangjian_desktop.reports.repeatable import repeatable
from dangjian_desktop.reports.sheet import BELOW_TABLE, Grid, Line, Margins, Sheet, paragraphs, parts
from dangjian_desktop.reports.xlsx_table import FACES, font, put, write_grid, write_pictures

NORMAL, PIXEL, DIGIT = ("fangsong", 12), 25.4 / 96, 8
"""The workbook's own font, a pixel in millimetres, and a digit of that font in pixels, as column widths count it.

A digit of 仿宋 is half an em, on Windows as in the shipped face. At 12 points that is 8 pixels and no fraction, so that
Excel, which rounds digits to pixels, and LibreOffice, which does not, make columns equally wide.
"""

SPARE = 6.0
"""How much wider than the paper's text area a letter's column is: Excel keeps free its edges and never squeezes type."""

BESIDE, BELOW = 10.0, 6.0
"""How much more room than on the page a table has: a PC rounds columns and rows, and must not shrink the sheet for it."""

NUMBER_BELOW = 10.0
"""How far below the text area a page number's line ends, in millimetres."""

HEADER = 11.0
"""How far from the paper's upper edge a mark stands, in millimetres."""

MARK = 9.0
"""How high a mark is, so that it stands on no text where the upper margin is small, in millimetres."""

TALLEST = 408.0
"""The tallest row that Excel has even when it is rounded to pixels, in points."""

NATURAL = 1.3
"""The height of a line of 仿宋 in sizes of the type, when nothing leads it."""

INDENT_STEP = 9 * 25.4 / 96
"""A step of indentation in millimetres."""

FORBIDDEN = "[]:*?/\\"
NAME_UNITS = 31
A3 = 420.0


def write_xlsx(documents: Sequence[Document], *, title: str, author: str, created: datetime) -> bytes:
    """Return a workbook with one worksheet for each letter, table and attached sheet.

    A table over several pages is one table there: its head is repeated by the print titles. A paper's mark stands in
    the header.
    """
    workbook = Workbook()
    workbook.properties.title, workbook.properties.creator = title, author
    workbook.properties.created = workbook.properties.modified = created
    _set_normal_font(workbook)
    if workbook.active is not None:
        workbook.remove(workbook.active)
    for number, document in enumerate(documents, start=1):
        for place, part in enumerate(parts(document.sheets)):
            name = _sheet_name(f"{number}{'-附页' if place else ''} {document.bookmark}")
            _write(workbook.create_sheet(name), part, document.mark)
    buffer = BytesIO()
    workbook.save(buffer)
    return repeatable(buffer.getvalue())


def _set_normal_font(workbook: Any) -> None:  # noqa: ANN401  (the stubs do not know the list of named styles)
    """Name the font that column widths are counted in."""
    normal = workbook._named_styles["Normal"]
    normal.font = font(*NORMAL)
    normal.bind(workbook)


def _sheet_name(wanted: str) -> str:
    """Excel takes 31 UTF-16 units without brackets and slashes, and no apostrophe at the end."""
    name = "".join("_" if c in FORBIDDEN else c for c in shown(wanted).replace("\n", " "))
    return name.encode("utf-16-le")[: 2 * NAME_UNITS].decode("utf-16-le", errors="ignore").rstrip(" '")


def _write(worksheet: Worksheet, part: Sequence[Sheet], mark: str) -> None:
    first, margins = part[0], part[0].margins or LETTER
    grid = first.whole or first.grid
    widths = grid.widths if grid else (margins.inner + SPARE,)
    starts = [round(start / PIXEL) for start in table_edges(0, widths)]
    for place, (start, end) in enumerate(pairwise(starts), start=1):
        worksheet.column_dimensions[get_column_letter(place)].width = (end - start) / DIGIT
    _set_up_page(worksheet, part, margins, spare=BESIDE if grid else SPARE)
    if mark:
        _mark_pages(worksheet, mark, margins)
    row = _write_content(worksheet, part, 1, margins, len(widths))
    if first.again:
        row = _write_cut_line(worksheet, first, row, margins, len(widths))
        _write_content(worksheet, part, row, margins, len(widths))
    _count_in_pixels(worksheet)
    worksheet.print_area = f"A1:{get_column_letter(len(widths))}{worksheet.max_row}"


def _write_content(worksheet: Worksheet, part: Sequence[Sheet], row: int, margins: Margins, columns: int) -> int:
    first, running = part[0], paragraphs(part)
    grid = first.whole or first.grid
    if grid:
        above = [each for each in running if each[0].role not in BELOW_TABLE]
        row = _write_heads(worksheet, above, row, grid, margins)
        if grid.head and not first.again:
            worksheet.print_title_rows = f"{row}:{row + grid.head - 1}"
        if first.whole:
            worksheet.freeze_panes = f"A{row + grid.head}"
        write_pictures(worksheet, grid, first.pictures, row)
        row = write_grid(worksheet, grid, row, divided=first.whole is not None)
        running = [lines for lines in running if lines[0].role in BELOW_TABLE]
    return _write_running(worksheet, running, row, margins, columns)


def _write_cut_line(worksheet: Worksheet, sheet: Sheet, row: int, margins: Margins, columns: int) -> int:
    """Write what stands between two that are cut apart, so high that the second begins where it does on the page."""
    for column in range(1, columns + 1):
        worksheet.cell(row, column).border = Border(bottom=Side("dashed"))
    above = sum(worksheet.row_dimensions[number].height or 0 for number in range(1, row))
    worksheet.row_dimensions[row].height = (sheet.again - margins.top) / POINT - above
    worksheet.row_dimensions[row + 1].height = margins.top / POINT
    return row + 2


def _count_in_pixels(worksheet: Worksheet) -> None:
    """Let each row end on a whole pixel, as every program rounds it: what one row loses another gains."""
    rows = [worksheet.row_dimensions[row] for row in range(1, worksheet.max_row + 1)]
    ends = [round(end * POINT / PIXEL) for end in accumulate((row.height or 0 for row in rows), initial=0)]
    for row, (start, end) in zip(rows, pairwise(ends), strict=True):
        row.height = (end - start) * PIXEL / POINT


def _set_up_page(worksheet: Worksheet, part: Sequence[Sheet], margins: Margins, *, spare: float) -> None:
    width, height = part[0].width, part[0].height
    setup, edges, inch = worksheet.page_setup, worksheet.page_margins, 25.4
    setup.paperSize = 8 if max(width, height) >= A3 else 9
    setup.orientation = "landscape" if width > height else "portrait"
    setup.fitToWidth, setup.fitToHeight = 1, 1 if len(part) == 1 else 0
    setup.firstPageNumber, setup.useFirstPageNumber = 1, True
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    worksheet.print_options.horizontalCentered = True
    edges.left, edges.right = (margins.left - spare / 2) / inch, (margins.right - spare / 2) / inch
    edges.top, edges.bottom = margins.top / inch, (margins.bottom - (BELOW if len(part) == 1 else 0)) / inch
    edges.header, edges.footer = margins.top / 2 / inch, max(margins.bottom - NUMBER_BELOW, 5) / inch
    if len(part) > 1:
        worksheet.HeaderFooter.differentOddEven = True
        _number_pages(worksheet)


def _number_pages(worksheet: Any) -> None:  # noqa: ANN401  (the stubs do not know a footer's sides)
    """Odd ones right, even ones left (GB/T 9704)."""
    for side, text in ((worksheet.oddFooter.right, "— &P —　"), (worksheet.evenFooter.left, "　— &P —")):
        side.text, side.font, side.size = text, f"{FACES['song']},Regular", 14


def _mark_pages(worksheet: Any, mark: str, margins: Margins) -> None:  # noqa: ANN401
    """演示 or 草稿 stands above the text of each page; a line of 仿宋, one em high, moves no text in LibreOffice."""
    worksheet.page_margins.header = min(HEADER, margins.top - MARK) / 25.4
    for head in (worksheet.oddHeader.center, worksheet.evenHeader.center):
        head.text, head.font, head.size, head.color = mark, f"{FACES['fangsong']},Regular", 22, "808080"


def _write_heads(
    worksheet: Worksheet, above: Sequence[Sequence[Line]], first: int, grid: Grid, margins: Margins
) -> int:
    """Write title and info line so high that the table begins where it does on the page."""
    left = (grid.y - margins.top) / POINT
    for row, lines in enumerate(above, start=first):
        height = left if lines is above[-1] else len({line.y for line in lines}) * lines[0].pitch
        left -= height
        _cell(worksheet, row, _said(lines), lines[0], len(grid.widths))
        worksheet.row_dimensions[row].height = height
    return first + len(above)


def _write_running(
    worksheet: Worksheet, running: Sequence[Sequence[Line]], row: int, margins: Margins, columns: int
) -> int:
    """Write paragraphs, each into a cell, with what is free between them as rows of their own."""
    owed = 0.0
    for lines in running:
        most = int(TALLEST // lines[0].pitch)
        for start in range(0, len(lines), most):
            taken = lines[start : start + most]
            height, edge = _height(taken)
            free = owed + edge + (0 if start else lines[0].space / POINT)
            if free:
                worksheet.row_dimensions[row].height = free
                row += 1
            blanks = "" if start else _blanks(lines[0], margins)
            _cell(worksheet, row, blanks + _said(taken), lines[0], columns, several=edge > 0)
            if lines[0].role == "seal":
                worksheet.cell(row, 1).alignment = Alignment("right", "center", indent=_seal_indent(lines, margins))
            worksheet.row_dimensions[row].height = height
            row, owed = row + 1, edge
    return row


def _height(lines: Sequence[Line]) -> tuple[float, float]:
    """Return a cell's height, and what it leaves free above and below it.

    A cell spreads several lines from its upper edge to its lower one: they are led evenly when the edges are closer.
    """
    count, first = len({line.y for line in lines}), lines[0]
    edge = max(first.pitch - NATURAL * first.size, 0) / 2 if count > 1 and first.role == "body" else 0
    return count * first.pitch - 2 * edge, edge


def _seal_indent(lines: Sequence[Line], margins: Margins) -> int:
    right = margins.left + margins.inner
    spare = min(right - line.x - wide(line.text, line.face, line.size) for line in lines)
    return max(round(spare / INDENT_STEP), 0)


def _blanks(line: Line, margins: Margins) -> str:
    """A cell cannot indent its first line alone: full-width spaces do it, as people do it themselves."""
    if line.role not in ("body", "signed"):
        return ""
    return "　" * round((line.x - margins.left) / (line.size * POINT))


def _said(lines: Sequence[Line]) -> str:
    """Return a paragraph's text; a label that is spread on paper has spaces between its characters."""
    if lines[0].role == "title":
        return "\n".join(line.text for line in lines)
    if lines[0].role == "info":
        return _spaced(lines)
    return "".join(" ".join(line.text) if line.role == "signed" and line.width else line.text for line in lines)


def _spaced(lines: Sequence[Line]) -> str:
    """Keep the fields of an info line as far apart as on paper: a blank form needs room to write in."""
    text, first = "", lines[0]
    for line in lines:
        gap = line.x - first.x - wide(text, first.face, first.size) if line.y == first.y else 0
        text += "　" * max(round(gap / (first.size * POINT)), 0) + line.text.rstrip("　" if line.y == first.y else "")
    return text


def _cell(worksheet: Worksheet, row: int, text: str, line: Line, columns: int, *, several: bool = False) -> None:
    if columns > 1:
        worksheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)
    cell = worksheet.cell(row, 1)
    put(cell, text)
    cell.font = font(line.face, line.size)
    across = (
        "center"
        if line.role == "title" or (line.role, line.align) == ("info", "center")
        else "justify"
        if line.role == "body"
        else "left"
    )
    upright = "distributed" if several else "center"
    cell.alignment = Alignment(across, upright, wrap_text=True)
