"""What all three kinds of layout share: measures, faces, titles, page numbers."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Literal, NamedTuple

from dangjian_desktop.reports import fonts
from dangjian_desktop.reports.linebreak import break_lines, loose_places
from dangjian_desktop.reports.sheet import Line, Margins, Rule, Sheet

POINT = 25.4 / 72
"""A point in millimetres."""

BODY, TITLE, TABLE = "fangsong", "title", "song"
TITLE_SIZE, TITLE_LEAST = 22.0, 16.0
TITLE_LEADING = 28.99 / TITLE_SIZE
"""A title's leading in sizes of its type: one of its lines takes one of the 22 lines of a page (GB/T 9704)."""

OUTER, INNER = 1.0, 0.5
"""The weights of a table's rules in points."""

NUMBER_BELOW, DASH = 7.0, 0.29
"""How far below the text area the dashes of a page number lie, in millimetres, and their height in parts of the size."""

DESCENT = 0.14
"""How far a Chinese character reaches below its baseline, in parts of its size."""


class Options(NamedTuple):
    """The switches of the print centre: ``landscape`` None means the form's own way.

    ``paper`` A3 is the wall version, for the forms in ``wall.WALL_FORMS`` only.
    """

    landscape: bool | None = None
    seal_lines: bool = False
    remark: bool = False
    paper: Literal["A4", "A3"] = "A4"


REMEMBERED = 512
"""How many broken texts are kept at hand."""

MOST_SPARE = 5
"""How many characters a line may lack and still be spread."""

NAME_PARTS = re.compile("[^·]*·|[^·]+")

LETTER = Margins(210, 297, 37, 28, 26, 35)
WIDE = Margins(297, 210, 26, 33.5, 33.5, 24)
ONE_PAGE = Margins(210, 297, 27, 28, 26, 22)


def wide(text: str, face: str, size: float) -> float:
    """Return how wide a text is, in millimetres."""
    return fonts.width(text, face, size) * POINT


def wrap(text: str, face: str, size: float, room: float, *, indent: float = 0) -> tuple[str, ...]:
    """Break a text to ``room`` millimetres."""
    return _wrapped(text, face, size, room, indent, fonts.edition())


@lru_cache(maxsize=REMEMBERED)
def _wrapped(text: str, face: str, size: float, room: float, indent: float, _edition: int) -> tuple[str, ...]:
    """A thousand letters share their fixed sentences, and one letter is tried in several leadings."""
    return tuple(break_lines(text, room, lambda part: wide(part, face, size), indent=indent))


def wrap_name(text: str, face: str, size: float, room: float) -> tuple[str, ...]:
    """Break a name after its middle dots where its parts fit (阿卜杜拉·|玛木提江), else anywhere."""
    names = NAME_PARTS.findall(text) if "·" in text else ()
    if len(names) < 2 or any(wide(part, face, size) > room for part in names):
        return wrap(text, face, size, room)
    lines = [""]
    for part in names:
        if lines[-1] and wide(lines[-1] + part, face, size) > room:
            lines.append("")
        lines[-1] += part
    return tuple(lines)


def spread(
    text: str, face: str, size: float, room: float, *, indent: float = 0, pitch: float = 1
) -> list[tuple[str, float, float | None]]:
    """Break one paragraph into justified lines: text, inset, and the width that it is spread to.

    Lines are broken against ``room`` × ``pitch`` and set into ``room``. The last one keeps to the pitch of a full line,
    and so does one that ends far too early because a long foreign word follows.
    """
    step = grid_step(size, room, pitch)
    lines = wrap(text, face, size, room * pitch, indent=indent)
    made: list[tuple[str, float, float | None]] = []
    for place, line in enumerate(lines):
        inset = 0.0 if place else indent
        natural, full = wide(line.rstrip(), face, size), room - inset
        is_short = full - natural > MOST_SPARE * size * POINT or place == len(lines) - 1
        on_grid = natural + (len(line.rstrip()) - 1) * (step - size * POINT)
        made.append((line, inset, on_grid if is_short and on_grid <= full else full))
    return made


def grid_step(size: float, room: float, pitch: float) -> float:
    """Return the millimetres from one character of a full line to the next, the line broken and set as by `spread`."""
    em = size * POINT
    count = int(room * pitch / em + 1e-6)
    return em if pitch == 1 or count < 2 else (room - em) / (count - 1)


def spacing(text: str, face: str, size: float, width: float) -> tuple[float, frozenset[int]]:
    """Return the millimetres to be put before characters so that a text is ``width`` wide, and before which ones.

    A text is loosened between its words only (—— and 98.5% stay whole), but tightened everywhere.
    """
    spare = width - wide(text, face, size)
    everywhere = frozenset(range(1, len(text)))
    places = (loose_places(text) if spare > 0 else everywhere) or everywhere
    return (spare / len(places) if places else 0.0), places


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


def title_lines(text: str, margins: Margins, top: float, *, office: str = "") -> tuple[list[Line], float]:
    """Set a title centred, smaller when long, on two lines when it must be; return the end of it from the top.

    Two lines divide after the name of the ``office`` that the title begins with, so that no word is torn.
    """
    if office and text.startswith(office) and wide(text, TITLE, TITLE_LEAST) > margins.inner:
        text = f"{office}\n{text.removeprefix(office)}"
    size = TITLE_SIZE
    while size > TITLE_LEAST and any(wide(part, TITLE, size) > margins.inner for part in text.split("\n")):
        size -= 1
    lines, y = [], top
    for part in wrap(text, TITLE, size, margins.inner):
        y += size * TITLE_LEADING * POINT
        line = centred(part, TITLE, size, margins.left, margins.inner, y - size * 0.3 * POINT, 0)
        lines.append(line._replace(role="title", leading=size * TITLE_LEADING))
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
        number = Line(x, margins.end + NUMBER_BELOW + DASH * space, text, TABLE, size)
        made.append(sheet._replace(lines=(*sheet.lines, number)))
    return tuple(made)
