"""Paragraphs and runs of a Word document; a user's text is always a text node, never markup."""

from collections.abc import Mapping, Sequence
from math import floor
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from dangjian_desktop.reports.docx_styles import INDENTED, LEADINGS, PLAIN, SIZES, SQUEEZED

TWENTIETHS = 1440 / 25.4
"""Word measures in twentieths of a point; this many are a millimetre."""


def node(tag: str, *children: Any, **attributes: object) -> Any:  # noqa: ANN401  (python-docx has no types)
    """Return an element of WordprocessingML with its attributes; children that are None are left out."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    for child in children:
        if child is not None:
            made.append(child)
    return made


def twentieths(millimetres: float) -> int:
    """Return a length as Word counts it."""
    return round(millimetres * TWENTIETHS)


def runs(text: str, style: str, size: float, *, apart: int | None = None) -> list[Any]:
    """Return a text in its size, its line feeds as line breaks; ``apart`` spaces its characters, in twentieths."""
    run = node("r", _look(style, size, apart))
    for place, line in enumerate(text.split("\n")):
        if place:
            run.append(node("br"))
        if line:
            words = node("t")
            words.text = line
            words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            run.append(words)
    return [run]


def _look(style: str, size: float, apart: int | None) -> Any:  # noqa: ANN401
    """Quotation marks and dashes are Chinese ones; what the style says already is not said again."""
    look = node("rPr", node("rFonts", hint="eastAsia"))
    if apart is None and size != SIZES[style] and style in (INDENTED, PLAIN):
        apart = floor(SQUEEZED * size / SIZES[style])
    if apart is not None:
        look.append(node("spacing", val=apart))
    if size != SIZES[style]:
        look.append(node("sz", val=round(2 * size)))
        look.append(node("szCs", val=round(2 * size)))
    return look


def paragraph(
    style: str,
    content: list[Any],
    *,
    leading: float = 0,
    before: float = 0,
    after: float = 0,
    align: str = "",
    keep: bool = False,
    tabs: Sequence[float] = (),
    indent: Mapping[str, int] | None = None,
) -> Any:  # noqa: ANN401
    """Return a paragraph of a style; ``leading`` in points, ``before``, ``after`` and ``tabs`` in millimetres."""
    look = node("pPr", node("pStyle", val=style), node("keepNext") if keep else None)
    if tabs:
        look.append(node("tabs", *(node("tab", val="left", pos=twentieths(place)) for place in tabs)))
    spacing: dict[str, object] = {}
    spacing |= {name: twentieths(value) for name, value in (("before", before), ("after", after)) if value > 0}
    line = int(leading * 20 + 0.01)
    if line and line != LEADINGS[style]:
        spacing |= {"line": line, "lineRule": "exact"}
    if spacing:
        look.append(node("spacing", **spacing))
    if indent:
        look.append(node("ind", **indent))
    if align:
        look.append(node("jc", val={"justify": "both"}.get(align, align)))
    return node("p", look, *content)
