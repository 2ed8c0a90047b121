"""Tables of figures with the bars that go with them: what workbook, paper and window show alike."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Figure = str | int | Fraction | None
"""A cell: words, a number, a share of a whole, or none where there is nothing to divide by."""

NONE = "—"


def share(part: int, whole: int) -> Fraction | None:
    """Return a share; none of nothing."""
    return Fraction(part, whole) if whole else None


def percent(value: Fraction) -> Fraction:
    """Return a share in per cent, to one place; what is not the whole is never rounded to 100."""
    tenths = (value * 2000 + 1) // 2
    return Fraction(min(tenths, 999) if value < 1 else tenths, 10)


def shown(figure: Figure) -> str:
    """Return a cell as text: 75%, 33.3%, — for none."""
    if figure is None:
        return NONE
    return f"{float(percent(figure)):g}%" if isinstance(figure, Fraction) else str(figure)


@dataclass(frozen=True)
class Bars:
    """Bars of some columns of a table: stacked on each other, or one below the other.

    ``full`` is the figure at the end of the scale, none for the greatest there is; ``mark`` is where a line is drawn.
    """

    columns: tuple[int, ...]
    style: Literal["stacked", "paired"] = "stacked"
    full: Fraction | None = None
    mark: Fraction | None = None


@dataclass(frozen=True)
class Line:
    """A row of a table; ``level`` 0 stands for itself or its units, 1 lies below the row before it."""

    cells: tuple[Figure, ...]
    level: int = 0


@dataclass(frozen=True)
class Table:
    """A table of figures; the first column names what the row is about, ``total`` is the last row.

    ``note`` says how to read it; ``widths`` are parts of the room.
    """

    key: str
    title: str
    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    total: tuple[Figure, ...] = ()
    bars: Bars | None = None
    note: str = ""
    widths: tuple[float, ...] = ()

    @property
    def end_of_scale(self) -> Fraction:
        """The figure at the end of the bars' scale; never nought."""
        if self.bars is None or self.bars.full:
            return self.bars.full if self.bars and self.bars.full else Fraction(1)
        lengths = [self.lengths(line) for line in self.lines]
        each = [sum(found) if self.bars.style == "stacked" else max(found, default=Fraction()) for found in lengths]
        return round_up(max((Fraction(length) for length in each), default=Fraction()), is_share=self.draws_shares)

    @property
    def draws_shares(self) -> bool:
        """Whether the bars are shares of a whole."""
        columns = self.bars.columns if self.bars else ()
        return any(isinstance(line.cells[column], Fraction) for line in self.lines for column in columns)

    def lengths(self, line: Line) -> list[Fraction]:
        """Return how long each bar of a row is."""
        columns = self.bars.columns if self.bars else ()
        cells = [line.cells[column] for column in columns]
        return [Fraction(cell) if isinstance(cell, int | Fraction) else Fraction() for cell in cells]

    def texts(self, line: Line) -> tuple[str, ...]:
        """Return a row's cells as texts."""
        return tuple(map(shown, line.cells))

    def block(self) -> list[list[str]]:
        """Return headings, rows and total as texts, for the clipboard."""
        rows = [self.heads, *(line.cells for line in self.lines), *([self.total] if self.total else [])]
        return [[shown(cell) for cell in cells] for cells in rows]

    def scale(self) -> tuple[tuple[Fraction, str], ...]:
        """Return the numbers along the scale with their texts: nought, the middle and the end."""
        end = self.end_of_scale
        marks = (Fraction(), end / 2, end) if self.draws_shares or end % 2 == 0 else (Fraction(), end)
        return tuple((mark, shown(mark) if self.draws_shares else str(int(mark))) for mark in marks)


def round_up(value: Fraction, *, is_share: bool) -> Fraction:
    """Return a round number that is not less: 23 → 30, 3.1% → 4%; for counts a whole one."""
    if value <= 0:
        return Fraction(1)
    unit = Fraction(1, 1000) if is_share else Fraction(1)
    while unit * 10 < value:
        unit *= 10
    halves = [Fraction(3, 2), Fraction(5, 2)] if is_share or unit > 1 else []
    steps = [*halves, *map(Fraction, (1, 2, 3, 4, 5, 6, 8, 10))]
    ends: list[Fraction] = [unit * step for step in steps]
    return min(end for end in ends if end >= value)
