"""The cells of a paper's tables: what stands in them, broken into lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dangjian_desktop.reports.linebreak import ends_alone, line_starts
from dangjian_desktop.reports.page import POINT, TABLE, baseline, wide, wrap, wrap_name
from dangjian_desktop.reports.sheet import Line

LEADING, PADDING, ABOVE, TOP = 1.3, 1.5, 1.2, 2.0
"""Leading in sizes of the type; what is left free beside and above a cell's text, and more above one at the upper edge,
in millimetres."""

SMALLER = 10.5
"""The size in which a short text is set when it stays on one line by it."""

CONTINUED = "（续）"
Align = Literal["left", "center", "right"]


@dataclass(frozen=True)
class Part:
    """One paragraph of a cell; all lines but the first begin below the end of ``hang``, its number."""

    text: str
    face: str = TABLE
    size: float = 12.0
    align: Align = "left"
    hang: str = ""


@dataclass(frozen=True)
class Box:
    """A cell over ``columns`` columns; those of one ``block`` below each other are merged.

    ``foot`` are lines at the bottom right; ``top`` sets the text to the upper edge instead of the middle; ``padding``
    millimetres are free beside it.
    """

    parts: tuple[Part, ...]
    columns: int = 1
    block: str = ""
    foot: tuple[str, ...] = ()
    top: bool = False
    padding: float = PADDING

    @property
    def text(self) -> str:
        """What the cell says, a line for each part."""
        return "\n".join([*(part.text for part in self.parts if part.text), *self.foot])


@dataclass(frozen=True)
class SetLine:
    """A line of a cell: its text, from where it begins, and the part that it belongs to."""

    text: str
    inset: float
    part: Part


@dataclass(frozen=True)
class SetBox:
    """A cell broken into lines; ``height`` is what it needs, in millimetres."""

    box: Box
    lines: tuple[SetLine, ...]
    width: float

    @property
    def height(self) -> float:
        """The height that the lines and the foot need."""
        size = self.box.parts[-1].size if self.box.parts else 12.0
        return sum(map(_step, self.lines)) + len(self.box.foot) * size * 1.6 * POINT + 2 * ABOVE + self.above

    @property
    def above(self) -> float:
        """What is left free above a text that stands at the upper edge."""
        return TOP if self.box.top else 0


def label(text: str, columns: int = 1, *, size: float = 12.0, block: str = "") -> Box:
    """Return a cell whose text stands in the middle: a heading, a name, a day, a number."""
    return Box((Part(text, size=size, align="center"),), columns, block)


def text(words: str, columns: int = 1, *, size: float = 12.0) -> Box:
    """Return a cell with running text."""
    return Box((Part(words, size=size),), columns)


def numbered(items: Sequence[str], *, face: str = TABLE, size: float = 12.0) -> tuple[Part, ...]:
    """Return items as paragraphs of a cell, numbered when there is more than one; further lines hang."""
    if len(items) == 1:
        return (Part(items[0], face, size),)
    return tuple(Part(f"{n}.{item}", face, size, hang=f"{n}.") for n, item in enumerate(items, start=1))


def set_box(box: Box, width: float) -> SetBox:
    """Break a cell's parts to its width; a short centred one is rather set smaller than broken."""
    parts = tuple(_sized(part, width - 2 * box.padding) for part in box.parts)
    lines = tuple(line for part in parts for line in _broken(part, width, box.padding))
    return SetBox(replace(box, parts=parts), lines, width)


def _sized(part: Part, room: float) -> Part:
    """Return a part in smaller type where it stays on one line by it, or where its last character else stands alone."""
    fits = wide(part.text, part.face, part.size) <= room
    if fits or part.size <= SMALLER:
        return part
    small = replace(part, size=part.size * 0.875)
    if part.align == "center" and "\n" not in part.text:
        return small if wide(part.text, part.face, small.size) <= room else part
    lines, fewer = (_lines(each, room) for each in (part, small))
    return small if part.align == "left" and ends_alone(lines) and len(fewer) < len(lines) else part


def _lines(part: Part, room: float) -> tuple[str, ...]:
    hang = wide(part.hang, part.face, part.size)
    return wrap(part.text, part.face, part.size, room - hang, indent=-hang)


def _broken(part: Part, width: float, padding: float) -> Iterator[SetLine]:
    room, hang = width - 2 * padding, wide(part.hang, part.face, part.size)
    if part.align == "left":
        lines = _lines(part, room)
        for place, line in enumerate(lines):
            begins = place == 0 or lines[place - 1] == ""
            yield SetLine(line, padding + (0 if begins else hang), part)
        return
    for line in wrap_name(part.text, part.face, part.size, room):
        spare = max(0.0, room - wide(line, part.face, part.size))
        yield SetLine(line, padding + (spare if part.align == "right" else spare / 2), part)


def _step(line: SetLine) -> float:
    return line.part.size * LEADING * POINT


def continued(box: Box) -> Box:
    """Return a merged cell as it is repeated on the next page; a number stays as it is."""
    if not box.text or box.text.isdigit() or box.text.endswith(CONTINUED):
        return box
    return replace(box, parts=(*box.parts[:-1], replace(box.parts[-1], text=box.parts[-1].text + CONTINUED)))


def divide(cell: SetBox, room: float) -> tuple[SetBox, SetBox]:
    """Divide a cell after the lines that fit into ``room`` millimetres; the foot stays with the end."""
    if cell.height <= room + 0.01:
        return cell, SetBox(replace(cell.box, parts=(), foot=()), (), cell.width)
    used, fits = 2 * ABOVE + cell.above, 0
    while fits < len(cell.lines) and used + _step(cell.lines[fits]) <= room + 0.01:
        used += _step(cell.lines[fits])
        fits += 1
    fits = max(fits, 1)
    head, tail = _texts(cell, fits)
    first = replace(cell, box=replace(cell.box, parts=head, foot=()), lines=cell.lines[:fits])
    return first, set_box(replace(cell.box, parts=tail), cell.width)


def _texts(cell: SetBox, fits: int) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Return the parts before and after a line, each with the text that its lines show."""
    head: list[Part] = []
    tail: list[Part] = []
    place = 0
    for part in cell.box.parts:
        lines = [line.text for line in cell.lines[place:] if line.part is part]
        starts = [*line_starts(lines, part.text), len(part.text)]
        cut = starts[min(max(fits - place, 0), len(lines))]
        if cut or not part.text:
            head.append(replace(part, text=part.text[:cut].rstrip("\n")))
        if cut < len(part.text):
            tail.append(replace(part, text=part.text[cut:]))
        place += len(lines)
    return tuple(head), tuple(tail)


def box_lines(cell: SetBox, x: float, y: float, height: float) -> Iterator[Line]:
    """Yield the lines of a cell whose top left corner is given."""
    foot = cell.height - sum(map(_step, cell.lines)) - 2 * ABOVE - cell.above
    spare = height - cell.height
    end = y + ABOVE + (cell.above if cell.box.top else spare / 2)
    for line in cell.lines:
        end += _step(line)
        if line.text.strip():
            base = baseline(end, line.part.size, line.part.size * LEADING)
            yield Line(x + line.inset, base, line.text, line.part.face, line.part.size)
    yield from _foot_lines(cell, x, y + height - ABOVE - foot, foot)


def _foot_lines(cell: SetBox, x: float, top: float, height: float) -> Iterator[Line]:
    if not cell.box.foot:
        return
    size, step = cell.box.parts[-1].size, height / len(cell.box.foot)
    widest = max(wide(each, TABLE, size) for each in cell.box.foot)
    for place, words in enumerate(cell.box.foot, start=1):
        inset = cell.width - 6 - (widest + wide(words, TABLE, size)) / 2
        yield Line(x + inset, baseline(top + place * step, size, size * LEADING), words, TABLE, size)
