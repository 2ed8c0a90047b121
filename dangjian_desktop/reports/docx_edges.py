"""The upper and lower edges of a Word document's pages: 演示 and 草稿 above the text, the page number below it."""

from collections.abc import Iterable
from typing import Any

from docx.oxml.ns import qn

from dangjian_desktop.reports.docx_styles import FOOTER, PLAIN
from dangjian_desktop.reports.docx_text import node, paragraph, runs

ODD, EVEN = "default", "even"
FOOTERS = ((ODD, "right", {"rightChars": 100, "right": 280}), (EVEN, "left", {"leftChars": 100, "left": 280}))
MARK_SIZE, MARK_LEADING, MARK_COLOUR = 22.0, 26.0, "808080"
"""A header this high, 13 mm from the paper's edge, moves no text: the least upper margin is 24 mm."""


class Edges:
    """Headers with a mark and without one, footers with a number and without one, each written once for all sections."""

    def __init__(self, written: Any, *, numbers: bool, marks: Iterable[str]) -> None:  # noqa: ANN401  (no types)
        written.settings.odd_and_even_pages_header_footer = numbers
        wanted = list(dict.fromkeys(marks))
        kinds = (ODD, EVEN) if numbers else (ODD,)
        self._headers = {m: [_header(written, kind, m) for kind in kinds] for m in wanted} if any(wanted) else {}
        self._footers = {
            numbered: [_footer(written, *each, numbered=numbered) for each in FOOTERS]
            for numbered in ((True, False) if numbers else ())
        }

    def references(self, *, numbered: bool, mark: str) -> list[Any]:
        """Return what a section says of its headers and footers; one that said nothing would have those before it."""
        named = [("headerReference", *each) for each in self._headers.get(mark, ())]
        named += [("footerReference", *each) for each in self._footers.get(numbered, ())]
        made = []
        for tag, kind, identity in named:
            reference = node(tag, type=kind)
            reference.set(qn("r:id"), identity)
            made.append(reference)
        return made


def _header(written: Any, kind: str, mark: str) -> tuple[str, str]:  # noqa: ANN401
    part, identity = written.part.add_header_part()
    look = node(
        "rPr",
        node("rFonts", ascii="黑体", hAnsi="黑体", eastAsia="黑体"),
        node("color", val=MARK_COLOUR),
        node("sz", val=round(2 * MARK_SIZE)),
        node("szCs", val=round(2 * MARK_SIZE)),
    )
    words = node("t")
    words.text = mark
    return _put(
        part,
        kind,
        identity,
        paragraph(FOOTER, [node("r", look, words)] if mark else [], align="center", leading=MARK_LEADING),
    )


def _footer(
    written: Any,  # noqa: ANN401
    kind: str,
    align: str,
    indent: dict[str, int],
    *,
    numbered: bool,
) -> tuple[str, str]:
    part, identity = written.part.add_footer_part()
    number = node("fldSimple", *runs("1", PLAIN, 16), instr=" PAGE ")
    content = [*runs("— ", PLAIN, 16), number, *runs(" —", PLAIN, 16)] if numbered else []
    return _put(part, kind, identity, paragraph(FOOTER, content, align=align, indent=indent))


def _put(part: Any, kind: str, identity: str, content: Any) -> tuple[str, str]:  # noqa: ANN401
    """Let a paragraph be all that a header or a footer has."""
    for child in list(part.element):
        part.element.remove(child)
    part.element.append(content)
    return kind, identity
