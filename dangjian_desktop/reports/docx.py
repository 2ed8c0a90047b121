"""Writes finished pages as a Word document: running paragraphs, and tables with the same cells and merges."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from dangjian_desktop.reports.page import BODY, LETTER
from dangjian_desktop.reports.pdf import Document
from dangjian_desktop.reports.repeatable import repeatable
from dangjian_desktop.reports.sheet import Grid, Line, Sheet, paragraphs, parts
from dangjian_desktop.reports.xlsx import FACES

ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}

LEADING = 28.95 / 16
"""The leading of running text, in parts of its size."""


def write_docx(documents: Sequence[Document], *, title: str, author: str, created: datetime) -> bytes:
    """Return a Word document with every paper, each page of the layout on a page of its own orientation."""
    written = docx.Document()
    written.core_properties.title, written.core_properties.author = title, author
    written.core_properties.comments = ""
    written.core_properties.created = written.core_properties.modified = created
    everything = [part for document in documents for part in parts(document.sheets)]
    for place, part in enumerate(everything):
        _section(written, part[0], first=place == 0)
        for lines in paragraphs(part):
            _write_text(written, "".join(line.text for line in lines), lines[0])
        if grid := part[0].grid:
            _table(written, grid)
    buffer = BytesIO()
    written.save(buffer)
    return repeatable(buffer.getvalue())


def _section(written: Any, sheet: Sheet, *, first: bool) -> None:  # noqa: ANN401  (python-docx has no types)
    section = written.sections[0] if first else written.add_section(WD_SECTION.NEW_PAGE)
    landscape = sheet.width > sheet.height
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(sheet.width), Mm(sheet.height)
    larger = max(sheet.width, sheet.height) / LETTER.height
    left = sheet.grid.x if sheet.grid else LETTER.left * larger
    section.left_margin = section.right_margin = Mm(left)
    top, bottom = (24, 18) if sheet.grid else (LETTER.top, LETTER.bottom)
    section.top_margin, section.bottom_margin = Mm(top * larger), Mm(bottom * larger)


def _write_text(written: Any, text: str, line: Line) -> None:  # noqa: ANN401
    paragraph = written.add_paragraph()
    paragraph.alignment = ALIGN[line.align]
    paragraph.paragraph_format.space_after = Pt(0)
    if line.face == BODY and line.align == "left":
        paragraph.paragraph_format.first_line_indent = Pt(2 * line.size)
        paragraph.paragraph_format.line_spacing = Pt(LEADING * line.size)
    _run(paragraph, text, line.face, line.size)


def _run(paragraph: Any, text: str, face: str, size: float) -> None:  # noqa: ANN401
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    run.font.name = FACES[face]
    run._element.rPr.rFonts.set(qn("w:eastAsia"), FACES[face])


def _table(written: Any, grid: Grid) -> None:  # noqa: ANN401
    table = written.add_table(rows=len(grid.heights), cols=len(grid.widths))
    table.style = "Table Grid"
    table.autofit = False
    for place, height in enumerate(grid.heights):
        table.rows[place].height = Mm(height)
        table.rows[place].height_rule = WD_ROW_HEIGHT_RULE.AT_LEAST
    for place, width in enumerate(grid.widths):
        table.columns[place].width = Mm(width)
    for each in grid.cells:
        cell = table.cell(each.row, each.column)
        if (each.rows, each.columns) != (1, 1):
            cell = cell.merge(table.cell(each.row + each.rows - 1, each.column + each.columns - 1))
        cell.width = Mm(sum(grid.widths[each.column : each.column + each.columns]))
        paragraph = cell.paragraphs[0]
        paragraph.alignment = ALIGN[each.align]
        paragraph.paragraph_format.space_after = Pt(0)
        _run(paragraph, each.text, "song", each.size)
