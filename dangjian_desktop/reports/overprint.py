"""套打: only what a user's data put on a page, for printing onto a form that was printed before."""

import math
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

NAMED = re.compile(r"\d+\..*：")
"""The label of a post in 样例2: the sample's posts are no office's own."""

DAY = re.compile(r"(\d+)年(\d+)月(\d+)日")
CUT = -2
"""The paragraph of a label that was cut off its XXX."""

DAY_EDGE = 0.2
"""How far a date's digits stay away from the printed 年, 月 and 日, in millimetres."""

PLACEHOLDER = re.compile(r"X{2,}|…+|张三|（[^（）]*请")
"""What a blank form shows where values go: XXX, dots, the sample's name, and the hints of 样例6."""

Place = tuple[str, int, int]
"""A text and where it begins, in units of NEAR."""

MISPLACED = "套打：内容较多，有的字或格线与空表位置不同。请先在白纸上试印对齐，或改为整张打印。"


def values_only(filled: Sequence[Sheet], blank: Sequence[Sheet]) -> tuple[Sheet, ...]:
    """Return the pages of a filled form with its values alone, each at exactly the place where the whole form has it.

    ``filled`` and ``blank`` are the same form laid out with the same options and wording. Labels, rules, fixed
    sentences and page numbers are left out, titles too unless they name an office where the blank form has XXX, and so are numbers that the blank form prints itself. Of choices that the
    blank form prints side by side (样例9, 标兵类型) the chosen one is underlined. An attached sheet has no printed form
    to go onto and stays whole. A notice says when something fixed stands elsewhere than on the blank form.
    """
    base = printed_before(blank)[0]
    printed = {_number(found[0], line, base) for line in base.lines if (found := NUMBER.match(line.text))}
    moved = _is_moved(filled[0], blank[0])
    made = []
    for place, sheet in enumerate(filled):
        if place and filled[0].grid and not sheet.grid:
            made.append(sheet)
        else:
            notices = (*sheet.notices, MISPLACED) if moved or place else sheet.notices
            made.append(_page(sheet, blank[0], base, printed)._replace(notices=notices))
    return tuple(made)


def printed_before(blank: Sequence[Sheet]) -> tuple[Sheet, ...]:
    """Return the pages to print in advance for `values_only`: a blank form without what its values would be printed over.

    Of a paragraph with XXX, dots or a hint only its label stays; a title or a seal that names an office is left out
    whole, and so are the sample's names. 年月日 stay.
    """
    return tuple(sheet._replace(lines=tuple(_kept(sheet.lines))) for sheet in blank)


def _kept(lines: Sequence[Line]) -> Iterator[Line]:
    open_ones = {line.paragraph for line in lines if PLACEHOLDER.search(line.text)} - {-1}
    begun: set[int] = set()
    for line in lines:
        if line.paragraph not in open_ones:
            if not PLACEHOLDER.search(line.text):
                yield line
        elif line.role == "body" and line.paragraph not in begun:
            text = line.text.rstrip()
            found = PLACEHOLDER.search(text)
            end = min(found.start() if found else len(text), text.find("：") + 1 or len(text))
            if text[:end].strip() and not NAMED.match(text[:end]):
                yield _piece(line, text, 0, end)._replace(paragraph=CUT)
        begun.add(line.paragraph)


def _page(sheet: Sheet, blank: Sheet, base: Sheet, printed: set[Place]) -> Sheet:
    choices = list(_choices(sheet, blank))
    chosen = {cell for cell, _ in choices}
    values = [
        value
        for line in sheet.lines
        if not any(_holds(sheet.grid, cell, line) for cell in chosen if sheet.grid)
        for value in (_ending(line, blank, base) or _values(line, base, printed))
    ]
    lines = tuple(line._replace(paragraph=place) for place, line in enumerate(values))
    rules = tuple(rule for _, rule in choices)
    return sheet._replace(lines=lines, rules=rules, grid=None, whole=None)


def _ending(line: Line, blank: Sheet, base: Sheet) -> list[Line]:
    """Return what follows a label, or a whole title or seal, where the form printed before leaves it out."""
    text = line.text.rstrip()
    if line.role in ("title", "seal"):
        left_out = any(other.role == line.role and PLACEHOLDER.search(other.text) for other in blank.lines)
        there = line.role == "seal" and (DAY.fullmatch(text) or BLANK_DAY in text)
        return [_piece(line, text, 0, len(text))] if text and left_out and not there else []
    for label in base.lines if line.values and line.paragraph >= 0 else ():
        if label.paragraph == CUT and abs(label.x - line.x) < NEAR and text.startswith(label.text):
            return [_piece(line, text, len(label.text), len(text))]
    return []


def _values(line: Line, blank: Sheet, printed: set[Place]) -> Iterator[Line]:
    """Cut the values out of a line, each as far from its left as the whole line spreads it."""
    text = line.text.rstrip()
    for first, last in line.values:
        if first == 0 and (number := NUMBER.match(text)) and _number(number[0], line, blank) in printed:
            first = number.end()
        value = text[first:last].strip()
        day, place = DAY.fullmatch(value), next((each for each in blank.lines if BLANK_DAY in each.text), None)
        if day and place and line.role == "seal":
            yield from _digits(day.groups(), place)
        elif value and value != BLANK_DAY:
            yield _piece(line, text, first, last)


def _piece(line: Line, text: str, first: int, last: int) -> Line:
    """Cut a stretch out of a line, as far from its left as the whole line spreads it."""
    gap, loose = 0.0, frozenset[int]()
    if line.width is not None:
        gap, loose = spacing(text, line.face, line.size, line.width)
    value = text[first:last]
    before, inside = sum(p <= first for p in loose), sum(first < p < last for p in loose)
    x = line.x + wide(text[:first], line.face, line.size) + before * gap
    length = wide(value, line.face, line.size) + inside * gap
    return Line(x, line.y, value, line.face, line.size, None if line.width is None or len(value) < 2 else length)


def _digits(numbers: Sequence[str], printed: Line) -> Iterator[Line]:
    """Set year, month and day before the printed 年, 月 and 日, in type that fits between them."""
    start = -math.inf
    for number, sign in zip(numbers, "年月日", strict=True):
        before = printed.text[: printed.text.index(sign)]
        end = printed.x + wide(before, printed.face, printed.size)
        room = end - start - 2 * DAY_EDGE
        size = min(printed.size, printed.size * room / wide(number, printed.face, printed.size))
        yield Line(end - DAY_EDGE - wide(number, printed.face, size), printed.y, number, printed.face, size)
        start = end + wide(sign, printed.face, printed.size)


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


def _label(line: Line) -> Place:
    """The label of a field above a table and where it begins."""
    words = line.text[: line.values[0][0]] if line.values else line.text
    return words.strip(), round(line.x / NEAR), round(line.y / NEAR)


def _is_moved(filled: Sheet, blank: Sheet) -> bool:
    """Tell whether a rule or a line of the form's own words stands elsewhere than on the blank form."""
    if filled.grid and blank.grid:
        common = list(zip(filled.grid.heights, blank.grid.heights, strict=False))
        labels = {_label(line) for line in blank.lines if line.role == "info"}
        moved = any(_label(line) not in labels for line in filled.lines if line.role == "info")
        return moved or filled.grid.y != blank.grid.y or any(abs(one - other) > NEAR for one, other in common)
    there = {_place(line) for line in blank.lines}
    return any(_place(line) not in there for line in filled.lines if not line.values)
