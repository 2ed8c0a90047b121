"""Bars on paper: what they look like in black and white, and where they stand in the last column of a table."""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from dangjian_desktop.reports.figures import Line as Figures
from dangjian_desktop.reports.figures import Table
from dangjian_desktop.reports.page import POINT, TABLE, wide
from dangjian_desktop.reports.sheet import Fill, Line, Rule

BAR_COLUMN = 62.0
"""How wide the column with the bars is, in millimetres."""

BEFORE, AFTER = 3.0, 6.0
THICK, THIN = 4.2, 2.4
EDGE, MARK, HATCHED = 0.35, 1.2, 0.3
TICK, PALE = 0.18, 0.72
HATCH_STEP = 1.1
SCALE_SIZE = 9.0
SWATCH = 4.0
SWATCH_ROOM = "　　"
"""What a legend leaves free for the sample of a bar."""


class Ink(NamedTuple):
    """How a bar is filled: a grey (0 black, 1 white), and whether it is hatched."""

    grey: float
    hatched: bool = False


STACKED = (Ink(0.25), Ink(1, hatched=True), Ink(0.72), Ink(1))
PAIRED = (Ink(1), Ink(0.25))
SINGLE = (Ink(0.35),)


def inks_of(table: Table) -> tuple[Ink, ...]:
    """Return how the bars of each column are filled, told apart without colours."""
    if table.bars is None or len(table.bars.columns) == 1:
        return SINGLE
    return PAIRED if table.bars.style == "paired" else STACKED


def legend_of(table: Table) -> str:
    """Return the line above a table that names its bars; empty for bars of one kind."""
    columns = table.bars.columns if table.bars else ()
    if len(columns) < 2:
        return ""
    return "　".join(f"{SWATCH_ROOM}{table.heads[column]}" for column in columns)


def swatches(table: Table, legend: Line) -> tuple[list[Fill], list[Rule]]:
    """Return the samples of the bars in the legend's line."""
    fills: list[Fill] = []
    rules: list[Rule] = []
    place = 0
    columns = table.bars.columns if table.bars else ()
    for column, ink in zip(columns, inks_of(table), strict=False):
        x = legend.x + wide(legend.text[:place], legend.face, legend.size) + 2
        y = legend.y - legend.size * POINT * 0.78
        _add(fills, rules, (x, y, SWATCH, legend.size * POINT * 0.8), ink)
        place += len(SWATCH_ROOM + table.heads[column]) + 1
    return fills, rules


class Plot(NamedTuple):
    """The column of a page in which bars stand: its left edge and width in millimetres."""

    left: float
    width: float

    @property
    def start(self) -> float:
        """Where nought is."""
        return self.left + BEFORE

    def at(self, value: Fraction, end: Fraction) -> float:
        """Return where a figure is, on a scale that goes to ``end``."""
        return self.start + float(value / end) * (self.width - BEFORE - AFTER)


def scale_lines(table: Table, plot: Plot, top: float, height: float) -> Iterator[Line]:
    """Yield the numbers along the scale, in the heading's cell."""
    for value, text in table.scale():
        x = plot.at(value, table.end_of_scale) - wide(text, TABLE, SCALE_SIZE) / 2
        yield Line(max(x, plot.left + 0.8), top + height - 1.6, text, TABLE, SCALE_SIZE)


def scale_fills(table: Table, plot: Plot, top: float, bottom: float) -> Iterator[Fill]:
    """Yield the pale lines of the scale through the rows, behind the bars."""
    mark = table.bars.mark if table.bars else None
    for value, _ in table.scale():
        if value != mark:
            yield Fill(plot.at(value, table.end_of_scale) - TICK / 2, top, TICK, bottom - top, PALE)


def mark_rules(table: Table, plot: Plot, top: float, bottom: float) -> Iterator[Rule]:
    """Yield the heavy broken line at the mark, across the bars."""
    if table.bars and table.bars.mark is not None:
        yield from _broken(plot.at(table.bars.mark, table.end_of_scale), top, bottom)


def _broken(x: float, top: float, bottom: float) -> Iterator[Rule]:
    y = top + 0.6
    while y < bottom - 0.6:
        yield Rule(x, y, x, min(y + 1.6, bottom - 0.6), MARK)
        y += 2.8


def bars_of(table: Table, line: Figures, plot: Plot, top: float, height: float) -> tuple[list[Fill], list[Rule]]:
    """Return the bars of one row."""
    fills: list[Fill] = []
    rules: list[Rule] = []
    lengths, inks, end = table.lengths(line), inks_of(table), table.end_of_scale
    paired = table.bars is not None and table.bars.style == "paired"
    thick = THIN if paired else THICK
    y = top + (height - thick * (len(lengths) if paired else 1)) / 2
    begin = Fraction()
    for length, ink in zip(lengths, inks, strict=False):
        x1, x2 = plot.at(begin, end), plot.at(min(begin + length, end), end)
        if length:
            _add(fills, rules, (x1, y, x2 - x1, thick), ink)
        if paired:
            y += thick
        else:
            begin += length
    return fills, rules


def _add(fills: list[Fill], rules: list[Rule], box: tuple[float, float, float, float], ink: Ink) -> None:
    x, y, width, height = box
    fills.append(Fill(x, y, width, height, ink.grey))
    rules += [
        Rule(x, y, x + width, y, EDGE),
        Rule(x, y + height, x + width, y + height, EDGE),
        Rule(x, y, x, y + height, EDGE),
        Rule(x + width, y, x + width, y + height, EDGE),
    ]
    if ink.hatched:
        rules += _hatch(x, y, width, height)


def _hatch(x: float, y: float, width: float, height: float) -> Iterator[Rule]:
    """Yield lines at 45 degrees, cut off at the edges of the bar."""
    offset = HATCH_STEP
    while offset < width + height:
        x1, y1 = (x + offset, y) if offset <= width else (x + width, y + offset - width)
        x2, y2 = (x, y + offset) if offset <= height else (x + offset - height, y + height)
        yield Rule(x1, y1, x2, y2, HATCHED)
        offset += HATCH_STEP
