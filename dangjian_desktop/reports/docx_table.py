"""A table of a Word document: merged cells that are merged, rows that grow, a head that every page repeats."""

from io import BytesIO
from typing import Any

from docx.image.image import Image
from docx.shared import Mm

from dangjian_desktop.reports.docx_styles import CELL, EDGE, LEDGER, SIDE
from dangjian_desktop.reports.docx_text import TWENTIETHS, node, paragraph, runs, twentieths
from dangjian_desktop.reports.page import POINT, TABLE, wrap
from dangjian_desktop.reports.sheet import Cell, Grid, Picture

FRAME = 4.0
"""What is left free around a photo, in millimetres, so that its line never stretches the rows."""

SEAL_INDENT = 6.0
LEAST = 40.0
"""The most that a ledger's row is made to be high, in millimetres: a taller one grows by its text and may then divide."""


def table(written: Any, grid: Grid, pictures: tuple[Picture, ...]) -> Any:  # noqa: ANN401  (python-docx has no types)
    """Return a table centred between the margins, as wide as they are apart."""
    made = node(
        "tbl",
        node(
            "tblPr",
            node("tblStyle", val=LEDGER),
            node("tblW", w=twentieths(sum(grid.widths)), type="dxa"),
            node("jc", val="center"),
            node("tblLayout", type="fixed"),
        ),
        node("tblGrid", *(node("gridCol", w=twentieths(width)) for width in grid.widths)),
    )
    begun = {(cell.row + down, cell.column): cell for cell in grid.cells for down in range(cell.rows)}
    for row, height in enumerate(grid.heights):
        least = min(height, LEAST) if grid.head else height
        look = node("trPr", node("trHeight", val=twentieths(least), hRule="atLeast"))
        if row < grid.head:
            look.append(node("tblHeader"))
        cells = [begun[row, column] for column in range(len(grid.widths)) if (row, column) in begun]
        made.append(node("tr", look, *(_cell(written, grid, cell, row, pictures) for cell in cells)))
    return made


def _cell(written: Any, grid: Grid, cell: Cell, row: int, pictures: tuple[Picture, ...]) -> Any:  # noqa: ANN401
    width = sum(grid.widths[cell.column : cell.column + cell.columns])
    look = node("tcPr", node("tcW", w=twentieths(width), type="dxa"))
    if cell.columns > 1:
        look.append(node("gridSpan", val=cell.columns))
    if cell.rows > 1:
        look.append(node("vMerge", val="restart" if row == cell.row else "continue"))
    if cell.photo:
        look.append(node("tcMar", node("left", w=0, type="dxa"), node("right", w=0, type="dxa")))
    if cell.align != "justify":
        look.append(node("vAlign", val="center"))
    if row > cell.row:
        return node("tc", look, paragraph(CELL, []))
    if cell.photo and pictures:
        return node("tc", look, _photo(written, pictures[0]))
    return node("tc", look, *_paragraphs(cell, grid, width))


def _paragraphs(cell: Cell, grid: Grid, width: float) -> list[Any]:
    """A short text keeps its lines, a long one has a paragraph for each; office seal and date stand at the end."""
    leading = cell.size * grid.leading
    if cell.align == "center":
        return [paragraph(CELL, runs(cell.text, CELL, cell.size), leading=leading, align="center")]
    lines = cell.text.split("\n")
    texts, seals = lines[: len(lines) - cell.at_end], lines[len(lines) - cell.at_end :]
    indent = (
        {"firstLineChars": 100 * cell.indent, "firstLine": round(20 * cell.indent * cell.size)} if cell.indent else {}
    )
    made = [
        paragraph(CELL, runs(text, CELL, cell.size), leading=leading, align=cell.align, indent=indent) for text in texts
    ]
    if seals:
        room = width - 2 * SIDE / TWENTIETHS
        used = (
            len(wrap("\n".join(texts), TABLE, cell.size, room, indent=cell.indent * cell.size * POINT)) if texts else 0
        )
        height = grid.heights[cell.row] - 2 * EDGE / TWENTIETHS - 1
        before = height - (used + len(seals)) * leading * POINT
        made += [
            paragraph(
                CELL,
                runs(text, CELL, cell.size),
                leading=leading,
                before=0 if place else before,
                align="right",
                indent={"right": twentieths(SEAL_INDENT)},
            )
            for place, text in enumerate(seals)
        ]
    return made


def _photo(written: Any, picture: Picture) -> Any:  # noqa: ANN401
    """Stand the photo in the middle of its cell, as large as its proportions allow; a picture needs a line that grows."""
    image = Image.from_blob(picture.data)
    scale = min((picture.width - 1) / image.px_width, (picture.height - FRAME) / image.px_height)
    inline = written.part.new_pic_inline(BytesIO(picture.data), Mm(image.px_width * scale), Mm(image.px_height * scale))
    look = node("pPr", node("pStyle", val=CELL), node("spacing", line=240, lineRule="auto"), node("jc", val="center"))
    return node("p", look, node("r", node("drawing", inline)))
