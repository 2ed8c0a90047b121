"""套打: only what a user's data put on a page, for printing onto a form that was printed before."""

import re
from collections.abc import Iterator, Sequence

from dangjian_desktop.core.dates import print_day
from dangjian_desktop.reports.page import INNER, POINT, spacing, wide
from dangjian_desktop.reports.sheet import Cell, Grid, Line, Rule, Sheet

NUMBER = re.compile(r"\d+\.?")
NEAR = 0.05
"""How far apart two texts of the same place may stand, in millimetres."""

BELOW = 0.8
"""How far below its descent a chosen word is underlined, in millimetres."""

BLANK_DAY = print_day(None).strip()
"""A date to be written by hand stands on the printed form already."""

Place = tuple[str, int, int]
"""A text and where it begins, in units of NEAR."""

MISPLACED = "套打：内容较多，有的字或格线与空表位置不同。请先在白纸上试印对齐，或改为整张打印。"


def values_only(filled: Sequence[Sheet], blank: Sequence[Sheet]) -> tuple[Sheet, ...]:
    """Return the pages of a filled form with its values alone, each at exactly the place where the whole form has it.

    ``filled`` and ``blank`` are the same form laid out with the same options and wording. Titles, labels, rules, fixed
    sentences and page numbers are left out, and so are numbers that the blank form prints itself. Of choices that the
    blank form prints side by side (样例9, 标兵类型) the chosen one is underlined. An attached sheet has no printed form
    to go onto and stays whole. A notice says when something fixed stands elsewhere than on the blank form.
    """
    printed = {_number(found[0], line, blank[0]) for line in blank[0].lines if (found := NUMBER.match(line.text))}
    moved = _is_moved(filled[0], blank[0])
    made = []
    for place, sheet in enumerate(filled):
        if place and filled[0].grid and not sheet.grid:
            made.append(sheet)
        else:
            notices = (*sheet.notices, MISPLACED) if moved or place else sheet.notices
            made.append(_page(sheet, blank[0], printed)._replace(notices=notices))
    return tuple(made)


def _page(sheet: Sheet, blank: Sheet, printed: set[Place]) -> Sheet:
    choices = list(_choices(sheet, blank))
    chosen = {cell for cell, _ in choices}
    values = [
        value
        for line in sheet.lines
        if not any(_holds(sheet.grid, cell, line) for cell in chosen if sheet.grid)
        for value in _values(line, blank, printed)
    ]
    lines = tuple(line._replace(paragraph=place) for place, line in enumerate(values))
    rules = tuple(rule for _, rule in choices)
    return sheet._replace(lines=lines, rules=rules, grid=None, whole=None)


def _values(line: Line, blank: Sheet, printed: set[Place]) -> Iterator[Line]:
    """Cut the values out of a line, each as far from its left as the whole line spreads it."""
    text = line.text.rstrip()
    gap, loose = 0.0, frozenset[int]()
    if line.width is not None:
        gap, loose = spacing(text, line.face, line.size, line.width)
    for first, last in line.values:
        if first == 0 and (number := NUMBER.match(text)) and _number(number[0], line, blank) in printed:
            first = number.end()
        value = text[first:last]
        if value.strip() and value.strip() != BLANK_DAY:
            before, inside = sum(p <= first for p in loose), sum(first < p < last for p in loose)
            x = line.x + wide(text[:first], line.face, line.size) + before * gap
            length = wide(value, line.face, line.size) + inside * gap
            spread = None if line.width is None or len(value) < 2 else length
            yield Line(x, line.y, value, line.face, line.size, spread)


def _number(text: str, line: Line, blank: Sheet) -> Place:
    """A number and where it stands: in a table wherever its row stands."""
    return text, round(line.x / NEAR), 0 if blank.grid else round(line.y / NEAR)


def _place(line: Line) -> Place:
    return line.text, round(line.x / NEAR), round(line.y / NEAR)


def _choices(sheet: Sheet, blank: Sheet) -> Iterator[tuple[Cell, Rule]]:
    """Underline in the blank form's line the one of its choices that a cell of the filled form says."""
    for cell, other in _pairs(sheet.grid, blank.grid):
        for line in blank.lines:
            options = line.text.split("/")
            if len(options) > 1 and cell.text in options and blank.grid and _holds(blank.grid, other, line):
                before = line.text[: line.text.index(cell.text)]
                x = line.x + wide(before, line.face, line.size)
                y = line.y + line.size * 0.14 * POINT + BELOW
                yield cell, Rule(x, y, x + wide(cell.text, line.face, line.size), y, 2 * INNER)


def _pairs(filled: Grid | None, blank: Grid | None) -> Iterator[tuple[Cell, Cell]]:
    others = {(cell.row, cell.column): cell for cell in blank.cells} if blank else {}
    for cell in filled.cells if filled else ():
        if other := others.get((cell.row, cell.column)):
            yield cell, other


def _holds(grid: Grid | None, cell: Cell, line: Line) -> bool:
    if not grid:
        return False
    left, top = grid.x + sum(grid.widths[: cell.column]), grid.y + sum(grid.heights[: cell.row])
    right = left + sum(grid.widths[cell.column : cell.column + cell.columns])
    bottom = top + sum(grid.heights[cell.row : cell.row + cell.rows])
    return left <= line.x <= right and top <= line.y <= bottom


def _is_moved(filled: Sheet, blank: Sheet) -> bool:
    """Tell whether a rule or a line of the form's own words stands elsewhere than on the blank form."""
    if filled.grid and blank.grid:
        common = list(zip(filled.grid.heights, blank.grid.heights, strict=False))
        return filled.grid.y != blank.grid.y or any(abs(one - other) > NEAR for one, other in common)
    there = {_place(line) for line in blank.lines}
    return any(_place(line) not in there for line in filled.lines if not line.values)
