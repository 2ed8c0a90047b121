"""A chapter of the handbook as the rich text that Qt shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from dangjian_desktop.core.handbook import Block, Chapter, Picture, Runs, Section, Table, Text
from dangjian_desktop.ui import look
from dangjian_desktop.ui.palette import Colour

LISTS = {"item": "ul", "step": "ol"}
HEADINGS = {1: 1.5, 2: 1.2, 3: 1.05}
"""How large a heading of each level is, in sizes of the text."""


def style(points: float) -> str:
    """Return the style sheet for a size of text and the present theme."""
    quiet, link, line = (look.colour(each).name() for each in (Colour.QUIET, Colour.NOTE, Colour.LINE))
    heads = "".join(
        f".h{level} {{ font-size: {points * size:.1f}pt; font-weight: 600; margin-top: {0 if level == 1 else 24}px;"
        " margin-bottom: 6px; }"
        for level, size in HEADINGS.items()
    )
    return (
        f"p, li {{ margin-top: 4px; margin-bottom: 5px; line-height: 140%; }} {heads}"
        f" td, th {{ border-bottom: 1px solid {line}; }} .note {{ border: none; }}"
        f" a {{ color: {link}; text-decoration: none; }} .caption {{ color: {quiet}; }}"
    )


def chapter_html(chapter: Chapter, width: int) -> str:
    """Return a chapter; pictures are ``width`` pixels wide at most."""
    return "".join(f"{_heading(section)}{''.join(_blocks(section.blocks, width))}" for section in chapter)


def _heading(section: Section) -> str:
    """Qt makes its own headings larger than they are told to be, so these are paragraphs."""
    return f'<p class="h{section.level}"><a name="{section.anchor}"></a>{escape(section.title)}</p>'


def _blocks(blocks: Sequence[Block], width: int) -> Iterator[str]:
    """Yield blocks; items that follow each other are one list."""
    for role, group in groupby(blocks, lambda block: block.role if isinstance(block, Text) else ""):
        if role in LISTS:
            items = "".join(f"<li>{_inline(block.runs)}</li>" for block in group if isinstance(block, Text))
            yield f"<{LISTS[role]}>{items}</{LISTS[role]}>"
        else:
            yield from (_block(block, width) for block in group)


def _block(block: Block, width: int) -> str:
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Picture):
        return (
            f'<p><img src="{block.file}" width="{width}"><br><span class="caption">{escape(block.caption)}</span></p>'
        )
    if block.role == "note":
        ground = look.colour(Colour.MISSING_GROUND).name()
        return f'<table width="100%" cellpadding="8" cellspacing="0"><tr><td class="note" bgcolor="{ground}">{_inline(block.runs)}</td></tr></table>'
    return f"<p>{_inline(block.runs)}</p>"


def _table(table: Table) -> str:
    ground = look.colour(Colour.RAIL).name()
    heads = "".join(f'<th align="left" bgcolor="{ground}">{_inline(head)}</th>' for head in table.heads)
    rows = "".join(f"<tr>{''.join(f'<td>{_inline(cell)}</td>' for cell in row)}</tr>" for row in table.rows)
    return (
        '<table width="100%" border="0" cellpadding="5" cellspacing="0" style="margin-top: 6px; margin-bottom: 8px;">'
        f"<tr>{heads}</tr>{rows}</table>"
    )


def _inline(runs: Runs) -> str:
    made = []
    for run in runs:
        text = escape(run.text)
        if run.bold:
            text = f"<b>{text}</b>"
        made.append(f'<a href="#{run.target}">{text}</a>' if run.target else text)
    return "".join(made)
