"""A table as the cells of a worksheet: merges, rules, wrapped texts that have room, and its photo."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from math import ceil

from openpyxl.cell.cell import Cell as OutCell
from openpyxl.cell.cell import MergedCell
from openpyxl.drawing.image import Image
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

from dangjian_desktop.reports.linebreak import line_starts
from dangjian_desktop.reports.page import POINT, TABLE, edges, wrap, wrap_name
from dangjian_desktop.reports.sheet import Cell, Grid, Picture

FACES = {"fangsong": "仿宋", "kai": "楷体", "title": "方正小标宋简体", "hei": "黑体", "song": "宋体"}
CHINESE = 134
"""The character set by which a PC without a font finds another Chinese one."""

THIN, MEDIUM, HAIR = Side("thin"), Side("medium"), Side("hair")
LINE = 1.45
"""A line's height in sizes of the type in the tallest of the usual faces: no PC sets wrapped lines closer than its own."""

EDGE, ABOVE = 3.0, 4.0
"""What is kept free beside a text, in millimetres, and above and below it together, in points."""

PIECE = 283.0
"""How tall a row may be, in points: a worksheet breaks its pages between rows, and never within one."""

SEAL_ROOM = 40.0
LEAST_SIZE = 6.0
EMU = 36000


def put(cell: OutCell | MergedCell, text: str) -> None:
    """Write a user's text as what it is: never a formula, whatever it begins with."""
    assert isinstance(cell, OutCell)
    cell.value = text
    cell.data_type = "s"
    cell.number_format = "@"
    cell.quotePrefix = text.lstrip().startswith(("=", "+", "-", "@"))


def font(face: str, size: float) -> Font:
    """Return a face of Chinese office PCs."""
    return Font(name=FACES[face], size=size, charset=CHINESE)


def write_grid(worksheet: Worksheet, grid: Grid, first: int, *, divided: bool) -> int:
    """Write a table from a row on and return the row below it; ``divided`` tells that pages will end within it."""
    heights = [_heights(grid, row) for row in range(len(grid.heights))]
    starts = [round(start) for start in edges(first, [len(each) for each in heights])]
    for row, height in enumerate((each for part in heights for each in part), start=first):
        worksheet.row_dimensions[row].height = height
    for cell in grid.cells:
        top, end = starts[cell.row], starts[cell.row + cell.rows]
        parts = list(_parts(cell, grid, top, end))
        torn = grid.head > 0 and len(parts) > 1
        for part, start, stop in parts:
            # In the middle of its block or of its row, the end of a page could cut a name, and a text would be torn.
            upper = torn or part.align == "justify" or (divided and part.rows > 1)
            _write_cell(worksheet, part, grid, start, stop, upper=upper)
        _rule(worksheet, cell, (top, end - 1), (first, starts[-1] - 1), len(grid.widths), HAIR if torn else None)
    return starts[-1]


def write_pictures(worksheet: Worksheet, grid: Grid, pictures: Sequence[Picture], first: int) -> None:
    """Put the photo into its cell, as large as its proportions allow."""
    for picture, photo in zip(pictures, (cell for cell in grid.cells if cell.photo), strict=False):
        image = Image(BytesIO(picture.data))
        scale = min(picture.width / image.width, picture.height / image.height)
        width, height = image.width * scale, image.height * scale
        x = picture.x - edges(grid.x, grid.widths)[photo.column] + (picture.width - width) / 2
        y = picture.y - edges(grid.y, grid.heights)[photo.row] + (picture.height - height) / 2
        corner = AnchorMarker(photo.column, round(x * EMU), first - 1 + photo.row, round(y * EMU))
        image.anchor = OneCellAnchor(corner, XDRPositiveSize2D(round(width * EMU), round(height * EMU)))
        worksheet.add_image(image)


def _heights(grid: Grid, row: int) -> list[float]:
    """Return a row's height, or the heights of the pieces that it takes: of a seal below a text, or of a tall row."""
    height = grid.heights[row] / POINT
    own = [cell for cell in grid.cells if cell.row == row and cell.rows == 1]
    if any(cell.at_end for cell in own):
        return [height - SEAL_ROOM, SEAL_ROOM]
    if not grid.head:
        return [height]
    needed = max(_needed(cell, grid, cell.size) for cell in own)
    count = ceil(needed / PIECE)
    return [max(height, needed)] if count == 1 else [needed / count + LINE * max(cell.size for cell in own)] * count


def _lines(cell: Cell, grid: Grid, size: float) -> tuple[str, ...]:
    room = sum(grid.widths[cell.column : cell.column + cell.columns]) - EDGE
    if cell.align == "center":
        return wrap_name(cell.text, TABLE, size, room)
    return wrap(cell.text, TABLE, size, room, indent=cell.indent * size * POINT)


def _needed(cell: Cell, grid: Grid, size: float) -> float:
    return len(_lines(cell, grid, size)) * size * LINE + ABOVE


def _parts(cell: Cell, grid: Grid, top: int, end: int) -> Iterator[tuple[Cell, int, int]]:
    """Return what a cell says in which rows: most cells say all of it in the rows that they span."""
    if cell.at_end:
        text = cell.text.split("\n")
        seals = cell._replace(text="\n".join(text[-cell.at_end :]), align="right", indent=0)
        yield cell._replace(text="\n".join(text[: -cell.at_end]), at_end=0), top, end - 1
        yield seals, end - 1, end
    elif cell.rows > 1 or end - top == 1 or not grid.head:
        yield cell, top, end
    else:
        lines = _lines(cell, grid, cell.size)
        starts = [*line_starts(lines, cell.text), len(cell.text)]
        each = ceil(len(lines) / (end - top))
        for row in range(top, end):
            begin, stop = (starts[min(each * place, len(lines))] for place in (row - top, row - top + 1))
            yield cell._replace(text=cell.text[begin:stop].strip("\n")), row, row + 1


def _write_cell(worksheet: Worksheet, cell: Cell, grid: Grid, top: int, end: int, *, upper: bool) -> None:
    left = cell.column + 1
    if end - top > 1 or cell.columns > 1:
        worksheet.merge_cells(start_row=top, end_row=end - 1, start_column=left, end_column=cell.column + cell.columns)
    written = worksheet.cell(top, left)
    blanks = "　" * cell.indent
    put(written, "\n".join(blanks + part if part else "" for part in cell.text.split("\n")))
    written.font = font(TABLE, cell.size if grid.head else _fitting(cell, grid))
    indent = 2 if cell.align == "right" else 0
    written.alignment = Alignment(cell.align, "top" if upper else "center", wrap_text=True, indent=indent)


def _fitting(cell: Cell, grid: Grid) -> float:
    """Return the largest size in which a cell of fixed height shows its whole text in any usual face."""
    room = sum(grid.heights[cell.row : cell.row + cell.rows]) / POINT
    size = cell.size
    while size > LEAST_SIZE and _needed(cell, grid, size) > room:
        size -= 0.5
    return size


def _rule(
    worksheet: Worksheet, cell: Cell, rows: tuple[int, int], table: tuple[int, int], columns: int, inside: Side | None
) -> None:
    """Draw the rules around a cell, heavier ones at the table's edge; ``inside`` between the pieces of a tall row."""
    left, right = cell.column + 1, cell.column + cell.columns
    for row in range(rows[0], rows[1] + 1):
        for column in range(left, right + 1):
            worksheet.cell(row, column).border = Border(
                left=(MEDIUM if column == 1 else THIN) if column == left else None,
                right=(MEDIUM if column == columns else THIN) if column == right else None,
                top=(MEDIUM if row == table[0] else THIN) if row == rows[0] else inside,
                bottom=(MEDIUM if row == table[1] else THIN) if row == rows[1] else inside,
            )
