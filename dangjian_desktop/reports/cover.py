"""The paper that goes with a package: what is in it, the check code, and places to sign and stamp."""

from collections.abc import Sequence
from dataclasses import dataclass

from dangjian_desktop.reports.fonts import shown
from dangjian_desktop.reports.page import LETTER, POINT, TABLE, title_lines, wide, wrap
from dangjian_desktop.reports.sheet import Line, Rule, Sheet

LABEL_WIDTH = 38.0
SIZE, CODE_SIZE = 14.0, 26.0
LEAST = 9.0
PADDING = 3.0


@dataclass(frozen=True)
class Cover:
    """A cover's words: ``facts`` are label and text; the fact labelled 校验码 is set large; ``places`` are signed."""

    title: str
    facts: tuple[tuple[str, str], ...]
    places: tuple[str, ...]
    note: str


def lay_out_cover(cover: Cover) -> tuple[Sheet, ...]:
    """Return the cover as pages of A4; long contents run on."""
    lines, y = title_lines(shown(cover.title), LETTER, LETTER.top - 10)
    y += 8
    sheets: list[Sheet] = []
    rules: list[Rule] = []
    left, end = LETTER.left, LETTER.left + LETTER.inner
    for label, text in cover.facts:
        size = CODE_SIZE if label == "校验码" else SIZE
        parts = wrap(shown(text), TABLE, size, end - left - LABEL_WIDTH - 6)
        height = max(LEAST, len(parts) * size * 1.5 * POINT + PADDING)
        if y + height > LETTER.end:
            sheets.append(_page(lines, rules))
            lines, rules, y = [], [], LETTER.top
        rules += _box(left, y, end, y + height)
        lines.append(_middle(label, SIZE, left + 3, y + height / 2))
        top = y + (height - len(parts) * size * 1.5 * POINT) / 2
        for number, part in enumerate(parts):
            lines.append(_middle(part, size, left + LABEL_WIDTH + 3, top + (number + 0.5) * size * 1.5 * POINT))
        y += height
    needed = 12.0 + len(cover.places) * 13
    if y + needed > LETTER.end:
        sheets.append(_page(lines, rules))
        lines, rules, y = [], [], LETTER.top
    y += 12
    for place in cover.places:
        lines.append(_middle(place, SIZE, left, y))
        start = left + wide(place, TABLE, SIZE) + 2
        rules.append(Rule(start, y + 3, min(start + 70, end), y + 3, 0.5))
        y += 13
    for part in wrap(cover.note, TABLE, 10.5, end - left):
        lines.append(_middle(part, 10.5, left, y + 2))
        y += 6
    sheets.append(_page(lines, rules))
    return tuple(sheets)


def _page(lines: Sequence[Line], rules: Sequence[Rule]) -> Sheet:
    return Sheet(LETTER.width, LETTER.height, tuple(lines), tuple(rules))


def _box(left: float, top: float, right: float, bottom: float) -> list[Rule]:
    middle = left + LABEL_WIDTH
    across = [Rule(left, y, right, y, 0.5) for y in (top, bottom)]
    return across + [Rule(x, top, x, bottom, 0.5) for x in (left, middle, right)]


def _middle(text: str, size: float, x: float, y: float) -> Line:
    return Line(x, y + size * 0.36 * POINT, text, TABLE, size)
