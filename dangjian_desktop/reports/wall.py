"""Wall versions: the pages of A4, every measure enlarged by √2 to a sheet of A3."""

from collections.abc import Iterable
from math import sqrt

from dangjian_desktop.reports.sheet import Grid, Line, Margins, Picture, Rule, Sheet

A3 = (297.0, 420.0)
WALL_FORMS = frozenset({2, 3, 5, 7})
"""The forms that have a wall version (forms.md, Typography)."""

LARGER = sqrt(2)


def on_a3(sheets: Iterable[Sheet]) -> tuple[Sheet, ...]:
    """Return pages of A4 as pages of A3: the same words on the same pages, type, rules and margins √2 times larger."""
    return tuple(map(_page, sheets))


def _page(sheet: Sheet) -> Sheet:
    width, height = A3 if sheet.width < sheet.height else A3[::-1]
    return sheet._replace(
        width=width,
        height=height,
        lines=tuple(map(_line, sheet.lines)),
        rules=tuple(map(_rule, sheet.rules)),
        pictures=tuple(map(_picture, sheet.pictures)),
        grid=sheet.grid and _grid(sheet.grid),
        notices=tuple(f"{notice.removesuffix('。')}（A4 的字号，A3 上按 1.41 倍放大）。" for notice in sheet.notices),
        margins=sheet.margins and _margins(sheet.margins, width, height),
        whole=sheet.whole and _grid(sheet.whole),
    )


def _line(line: Line) -> Line:
    return line._replace(
        x=line.x * LARGER,
        y=line.y * LARGER,
        size=line.size * LARGER,
        width=None if line.width is None else line.width * LARGER,
        leading=line.leading * LARGER,
        space=line.space * LARGER,
    )


def _rule(rule: Rule) -> Rule:
    return Rule(*(measure * LARGER for measure in (rule.x1, rule.y1, rule.x2, rule.y2, rule.weight)))


def _picture(picture: Picture) -> Picture:
    x, y, width, height = (each * LARGER for each in (picture.x, picture.y, picture.width, picture.height))
    return Picture(x, y, width, height, picture.data)


def _grid(grid: Grid) -> Grid:
    return grid._replace(
        x=grid.x * LARGER,
        y=grid.y * LARGER,
        widths=tuple(width * LARGER for width in grid.widths),
        heights=tuple(height * LARGER for height in grid.heights),
        cells=tuple(cell._replace(size=cell.size * LARGER) for cell in grid.cells),
    )


def _margins(margins: Margins, width: float, height: float) -> Margins:
    top, left, right, bottom = (each * LARGER for each in (margins.top, margins.left, margins.right, margins.bottom))
    return Margins(width, height, top, left, right, bottom)
