"""Wall versions: the pages of A4, every measure enlarged by √2 to a sheet of A3."""

from collections.abc import Iterable
from dataclasses import replace
from math import sqrt

from dangjian_desktop.reports.sheet import Cell, Grid, Line, Picture, Rule, Sheet

A3 = (297.0, 420.0)
WALL_FORMS = frozenset({2, 3, 5, 7})
"""The forms that have a wall version (forms.md, Typography)."""

LARGER = sqrt(2)


def on_a3(sheets: Iterable[Sheet]) -> tuple[Sheet, ...]:
    """Return pages of A4 as pages of A3: the same words on the same pages, type, rules and margins √2 times larger."""
    return tuple(map(_page, sheets))


def _page(sheet: Sheet) -> Sheet:
    width, height = A3 if sheet.width < sheet.height else A3[::-1]
    return Sheet(
        width,
        height,
        tuple(map(_line, sheet.lines)),
        tuple(map(_rule, sheet.rules)),
        tuple(map(_picture, sheet.pictures)),
        sheet.grid and _grid(sheet.grid),
        tuple(f"{notice.removesuffix('。')}（A4 的字号，A3 上按 1.41 倍放大）。" for notice in sheet.notices),
    )


def _line(line: Line) -> Line:
    spread = None if line.width is None else line.width * LARGER
    return replace(line, x=line.x * LARGER, y=line.y * LARGER, size=line.size * LARGER, width=spread)


def _rule(rule: Rule) -> Rule:
    return Rule(*(measure * LARGER for measure in (rule.x1, rule.y1, rule.x2, rule.y2, rule.weight)))


def _picture(picture: Picture) -> Picture:
    x, y, width, height = (each * LARGER for each in (picture.x, picture.y, picture.width, picture.height))
    return Picture(x, y, width, height, picture.data)


def _grid(grid: Grid) -> Grid:
    return Grid(
        grid.x * LARGER,
        grid.y * LARGER,
        tuple(width * LARGER for width in grid.widths),
        tuple(height * LARGER for height in grid.heights),
        tuple(map(_cell, grid.cells)),
    )


def _cell(cell: Cell) -> Cell:
    return replace(cell, size=cell.size * LARGER)
