"""What all three kinds of layout share: measures, faces, titles, page numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from dangjian_desktop.reports import fonts
from dangjian_desktop.reports.linebreak import break_lines
from dangjian_desktop.reports.sheet import Line, Rule, Sheet

POINT = 25.4 / 72
"""A point in millimetres."""

BODY, TITLE, TABLE = "fangsong", "title", "song"
TITLE_SIZE, TITLE_LEAST = 22.0, 16.0
OUTER, INNER = 1.0, 0.5
"""The weights of a table's rules in points."""

DESCENT = 0.14
"""How far a Chinese character reaches below its baseline, in parts of its size."""


@dataclass(frozen=True)
class Options:
    """The switches of the print centre: ``landscape`` None means the form's own way."""

    landscape: bool | None = None
    seal_lines: bool = False
    remark: bool = False


@dataclass(frozen=True)
class Margins:
    """A page's paper size and margins in millimetres."""

    width: float
    height: float
    top: float
    left: float
    right: float
    bottom: float

    @property
    def inner(self) -> float:
        """The width of the text area."""
        return self.width - self.left - self.right

    @property
    def end(self) -> float:
        """Where the text area ends, from the top."""
        return self.height - self.bottom


LETTER = Margins(210, 297, 37, 28, 26, 35)
WIDE = Margins(297, 210, 26, 33.5, 33.5, 24)
ONE_PAGE = Margins(210, 297, 27, 28, 26, 22)


def wide(text: str, face: str, size: float) -> float:
    """Return how wide a text is, in millimetres."""
    return fonts.width(text, face, size) * POINT


def wrap(text: str, face: str, size: float, room: float, *, indent: float = 0) -> list[str]:
    """Break a text to ``room`` millimetres."""
    return break_lines(text, room, lambda part: wide(part, face, size), indent=indent)


def baseline(bottom: float, size: float, leading: float) -> float:
    """Return the baseline of a line of type that ends at ``bottom`` and is ``leading`` points high, in millimetres."""
    return bottom - ((leading - size) / 2 + size * DESCENT) * POINT


def edges(start: float, sizes: Sequence[float]) -> list[float]:
    """Return where columns or rows begin and end."""
    return list(accumulate(sizes, initial=start))


def outline(xs: Sequence[float], ys: Sequence[float]) -> list[Rule]:
    """Return the outer rules of a table."""
    left, right, top, bottom = xs[0], xs[-1], ys[0], ys[-1]
    return [
        Rule(left, top, right, top, OUTER),
        Rule(left, bottom, right, bottom, OUTER),
        Rule(left, top, left, bottom, OUTER),
        Rule(right, top, right, bottom, OUTER),
    ]


def title_lines(text: str, margins: Margins, top: float) -> tuple[list[Line], float]:
    """Set a title centred, smaller when long, on two lines when it must be; return the end of it from the top."""
    size = TITLE_SIZE
    while size > TITLE_LEAST and wide(text, TITLE, size) > margins.inner:
        size -= 1
    lines, y = [], top
    for part in wrap(text, TITLE, size, margins.inner):
        y += size * 1.3 * POINT
        lines.append(centred(part, TITLE, size, margins.left, margins.inner, y - size * 0.3 * POINT, 0))
    return lines, y


def centred(text: str, face: str, size: float, left: float, room: float, y: float, paragraph: int) -> Line:
    """Return a line in the middle of ``room``."""
    x = left + max(0.0, (room - wide(text, face, size)) / 2)
    return Line(x, y, text, face, size, paragraph=paragraph, align="center")


def numbered(sheets: Sequence[Sheet], margins: Margins) -> tuple[Sheet, ...]:
    """Put page numbers under more than one page: — 1 —, odd ones right, even ones left (GB/T 9704)."""
    if len(sheets) < 2:
        return tuple(sheets)
    made = []
    for place, sheet in enumerate(sheets, start=1):
        text, size = f"— {place} —", 14.0
        space = size * POINT
        x = sheet.width - margins.right - space - wide(text, TABLE, size) if place % 2 else margins.left + space
        number = Line(x, margins.end + 7, text, TABLE, size)
        made.append(replace(sheet, lines=(*sheet.lines, number)))
    return tuple(made)
