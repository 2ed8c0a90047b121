"""Writes finished pages as a Word document: real paragraphs and tables in styles of their own, to be edited further."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import docx

from dangjian_desktop.reports.docx_edges import Edges
from dangjian_desktop.reports.docx_styles import ABOVE, AFTER, CLOSING, INDENTED, PLAIN, TITLE, give_styles
from dangjian_desktop.reports.docx_table import table
from dangjian_desktop.reports.docx_text import node, paragraph, runs, twentieths
from dangjian_desktop.reports.page import LETTER, POINT, wide
from dangjian_desktop.reports.pdf import Document
from dangjian_desktop.reports.repeatable import repeatable
from dangjian_desktop.reports.sheet import BELOW_TABLE, Line, Margins, Sheet, paragraphs, parts

STYLES = {"title": TITLE, "info": ABOVE, "remark": ABOVE, "signed": CLOSING, "seal": CLOSING}
SPARE = 4.0
"""How much lower than on the page a table of one page may end: rules and the paragraph after it need some room."""

HEADER = 13
"""How far from the paper's upper edge a mark stands, in millimetres."""

MARK = 9.0
"""How high a mark is, so that it moves no text where the upper margin is small, in millimetres."""

NUMBER_BELOW = 8.4
"""How far below the text area a page number's line ends, in millimetres."""


def write_docx(documents: Sequence[Document], *, title: str, author: str, created: datetime) -> bytes:
    """Return a Word document with a section for each letter, table and attached sheet.

    A table over several pages is one table, its head repeated by Word. A paper's mark stands in the header.
    """
    written = docx.Document()
    written.core_properties.title, written.core_properties.author = title, author
    written.core_properties.comments = ""
    written.core_properties.created = written.core_properties.modified = created
    give_styles(written)
    everything = [(part, document.mark) for document in documents for part in parts(document.sheets)]
    numbers = any(len(part) > 1 for part, _ in everything)
    edges = Edges(written, numbers=numbers, marks=(mark for _, mark in everything))
    body = written.element.body
    body.remove(body.sectPr)
    for place, (part, mark) in enumerate(everything):
        blocks = _blocks(written, part)
        if part[0].again:
            blocks += [_cut_line(part[0]), *_blocks(written, part)]
        section = _section(part, edges.references(numbered=len(part) > 1, mark=mark))
        if place < len(everything) - 1:
            blocks[-1].pPr.append(section)
            body.extend(blocks)
        else:
            body.extend([*blocks, section])
    buffer = BytesIO()
    written.save(buffer)
    return repeatable(buffer.getvalue())


def _section(part: Sequence[Sheet], references: Sequence[Any]) -> Any:  # noqa: ANN401
    sheet, margins = part[0], part[0].margins or LETTER
    paper: dict[str, object] = {"w": twentieths(sheet.width), "h": twentieths(sheet.height)}
    if sheet.width > sheet.height:
        paper |= {"orient": "landscape"}
    bottom = margins.bottom - (SPARE if sheet.grid and len(part) == 1 else 0)
    edges = {"top": margins.top, "right": margins.right, "bottom": bottom, "left": margins.left}
    edges |= {"header": min(HEADER, margins.top - MARK), "footer": max(margins.bottom - NUMBER_BELOW, 5), "gutter": 0}
    return node(
        "sectPr",
        *references,
        node("type", val="nextPage"),
        node("pgSz", **paper),
        node("pgMar", **{name: twentieths(length) for name, length in edges.items()}),
        node("pgNumType", start=1),
        node("docGrid", **({} if sheet.grid else {"type": "lines"}), linePitch=579),
    )


def _blocks(written: Any, part: Sequence[Sheet]) -> list[Any]:  # noqa: ANN401
    """Return paragraphs and table of a section; after a table a line of one point ends it, as Word must have one."""
    first, margins = part[0], part[0].margins or LETTER
    running, grid = paragraphs(part), first.whole or first.grid
    if not grid:
        closing = next(
            (place for place, lines in enumerate(running) if lines[0].role in ("signed", "seal")), len(running)
        )
        last = len(running) - 1
        return [_paragraph(lines, margins, keep=closing - 1 <= place < last) for place, lines in enumerate(running)]
    above = [lines for lines in running if lines[0].role not in BELOW_TABLE]
    used = sum(lines[0].space + len({line.y for line in lines}) * lines[0].pitch * POINT for lines in above)
    after = grid.y - margins.top - used
    made = [_paragraph(lines, margins, after=after * (lines is above[-1]), keep=True) for lines in above]
    remarks = [_paragraph(lines, margins) for lines in running if lines[0].role in BELOW_TABLE]
    return [*made, table(written, grid, first.pictures), *(remarks or [paragraph(AFTER, [])])]


def _cut_line(sheet: Sheet) -> Any:  # noqa: ANN401
    """Return what stands between two that are cut apart, so high that the second begins where it does on the page."""
    margins = sheet.margins or LETTER
    made = paragraph(AFTER, [], before=sheet.again - sheet.ends_at(), after=margins.top)
    made.pPr.insert(1, node("pBdr", node("bottom", val="dashed", sz=4, space=0, color="auto")))
    return made


def _paragraph(lines: Sequence[Line], margins: Margins, *, after: float = 0, keep: bool = False) -> Any:  # noqa: ANN401
    first, inset = lines[0], lines[0].x - margins.left
    style = STYLES.get(first.role) or (INDENTED if inset > 0 else PLAIN)
    look: dict[str, Any] = {"leading": first.pitch, "before": first.space, "after": after, "keep": keep}
    em = first.size * POINT
    if first.role == "signed":
        look["indent"] = {"leftChars": round(100 * inset / em), "left": twentieths(inset)}
    elif first.role == "seal":
        spare = max(
            min(margins.inner + margins.left - line.x - wide(line.text, line.face, line.size) for line in lines), 0
        )
        look |= {"align": "right", "indent": {"rightChars": round(100 * spare / em), "right": twentieths(spare)}}
    elif first.role == "info" and first.align == "center":
        look["align"] = "center"
    elif style == INDENTED and first.size != 16:
        look["indent"] = {"firstLineChars": 200, "firstLine": round(40 * first.size)}
    if first.role == "info" and len(lines) > 1 and len({line.y for line in lines}) == 1:
        content: list[Any] = []
        for line in lines:
            content += ([node("r", node("tab"))] if content else []) + runs(line.text.rstrip(), style, line.size)
        return paragraph(style, content, tabs=[line.x - margins.left for line in lines[1:]], **look)
    return paragraph(style, _content(lines, style), **look)


def _content(lines: Sequence[Line], style: str) -> list[Any]:
    first = lines[0]
    if first.role == "title":
        return runs("\n".join(line.text for line in lines), style, first.size)
    if first.role != "signed":
        return runs("".join(line.text for line in lines), style, first.size)
    content: list[Any] = []
    for line in lines:
        if line.width and len(line.text) > 1:
            spare = (line.width - wide(line.text, line.face, line.size)) / (len(line.text) - 1)
            content += runs(line.text[:-1], style, line.size, apart=twentieths(spare))
            content += runs(line.text[-1], style, line.size)
        else:
            content += runs(line.text, style, line.size)
    return content
