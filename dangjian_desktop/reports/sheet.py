"""A finished page: lines of text, rules and pictures in millimetres from the top left corner."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

Role = Literal["title", "info", "body", "signed", "seal", "remark"]
"""What a running text is: a title, the line above a table, a paragraph, a line to be signed, office and date, a remark."""


Spans = tuple[tuple[int, int], ...]
"""Stretches of a text: where each begins and ends."""


def within(spans: Spans, start: int, length: int) -> Spans:
    """Return the stretches of a text as a line of it sees them that begins at ``start``."""
    end = start + length
    found = [
        (max(first, start) - start, min(last, end) - start) for first, last in spans if first < end and last > start
    ]
    return tuple([(first, last) for first, last in found if first < last])


BELOW_TABLE: frozenset[Role] = frozenset({"signed", "seal", "remark"})
"""The running texts that stand below a table; the others stand above it."""


class Margins(NamedTuple):
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


class Line(NamedTuple):
    """One line of text on its baseline, in points of type; ``width`` spreads it to that many millimetres.

    ``paragraph`` numbers the running texts outside tables, so that a writer may join their lines again; for these
    ``role`` says what they are, ``leading`` is in points, and ``space`` are millimetres left free before the line.
    ``values`` are the stretches of the text that a user's data put there; all else is the form's own. A ``turned``
    line stands upside down, its beginning at the right.
    """

    x: float
    y: float
    text: str
    face: str
    size: float
    width: float | None = None
    paragraph: int = -1
    align: str = "left"
    role: Role = "body"
    leading: float = 0
    space: float = 0
    values: Spans = ()
    turned: bool = False

    @property
    def pitch(self) -> float:
        """The leading in points; a line that stands alone has that of its size."""
        return self.leading or 1.5 * self.size


class Rule(NamedTuple):
    """A straight rule; ``weight`` in points."""

    x1: float
    y1: float
    x2: float
    y2: float
    weight: float


class Fill(NamedTuple):
    """A filled rectangle in millimetres: a bar; ``grey`` 0 is black, 1 white."""

    x: float
    y: float
    width: float
    height: float
    grey: float


class Cell(NamedTuple):
    """A table cell as a grid sees it: where it stands, how far it spans, what it says in which size.

    Its paragraphs begin ``indent`` characters in; the last ``at_end`` lines of its text stand at the bottom right.
    """

    row: int
    column: int
    rows: int
    columns: int
    text: str
    size: float = 12
    align: str = "left"
    photo: bool = False
    indent: int = 0
    at_end: int = 0


class Picture(NamedTuple):
    """A picture within a box, in millimetres."""

    x: float
    y: float
    width: float
    height: float
    data: bytes


class Grid(NamedTuple):
    """The table of a page: widths and heights in millimetres, where its top left corner is, and its cells.

    The first ``head`` rows are repeated on every page; ``leading`` counts in sizes of the type.
    """

    x: float
    y: float
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    cells: tuple[Cell, ...]
    head: int = 0
    leading: float = 1.3


class Sheet(NamedTuple):
    """A page; ``notices`` say in Chinese what the layout had to do (smaller type, a second page).

    ``whole`` is the undivided table of which the pages show parts; the first of them has it, the others run on. A page
    that shows everything ``again`` millimetres lower has only the first of both in its grid and its paragraphs.
    """

    width: float
    height: float
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...] = ()
    pictures: tuple[Picture, ...] = ()
    grid: Grid | None = None
    notices: tuple[str, ...] = ()
    margins: Margins | None = None
    whole: Grid | None = None
    runs_on: bool = False
    fills: tuple[Fill, ...] = ()
    again: float = 0

    def ends_at(self) -> float:
        """Return how low the last line outside the table stands, in millimetres."""
        return max((line.y for line in self.outside()), default=0.0)

    def as_text(self) -> str:
        """Return the page as text for golden files: size, running lines, then the grid's cells with their places."""
        out = [f"页面 {self.width:g}×{self.height:g} mm"]
        out += [f"{line.x:6.1f} {line.y:6.1f} {line.face} {line.size:g}｜{line.text}" for line in self.outside()]
        if self.grid:
            out.append(f"表格 列宽 {'+'.join(f'{w:g}' for w in self.grid.widths)}")
            out.append(f"行高 {'+'.join(f'{h:.1f}' for h in self.grid.heights)}")
            for cell in self.grid.cells:
                span = f"{cell.rows}×{cell.columns}" if (cell.rows, cell.columns) != (1, 1) else ""
                words = cell.text.replace("\n", "⏎")
                out.append(f"[{cell.row},{cell.column}]{span}｜{'（照片）' if cell.photo else words}")
        out += [f"说明：{notice}" for notice in self.notices]
        return "\n".join(out) + "\n"

    def outside(self) -> list[Line]:
        """Return the lines that belong to no cell."""
        return [line for line in self.lines if line.paragraph >= 0]


def paragraphs(sheets: Iterable[Sheet]) -> list[tuple[Line, ...]]:
    """Return the running texts by their lines; the end of a letter's page is no end of a paragraph."""
    found: dict[int, list[Line]] = {}
    for sheet in sheets:
        for line in sheet.outside():
            found.setdefault(line.paragraph, []).append(line)
    return [tuple(lines) for lines in found.values()]


def parts(sheets: Iterable[Sheet]) -> list[list[Sheet]]:
    """Group pages that run on: those of one table, and those of one running text."""
    grouped: list[list[Sheet]] = []
    for sheet in sheets:
        if grouped and (sheet.runs_on or not (sheet.grid or grouped[-1][-1].grid)):
            grouped[-1].append(sheet)
        else:
            grouped.append([sheet])
    return grouped
