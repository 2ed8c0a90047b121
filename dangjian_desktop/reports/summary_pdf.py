"""汇总图: tables of figures with bars in their last column, black and white, on A4 (screens.md 2.11)."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dangjian_desktop.reports.bars import (
    BAR_COLUMN,
    Plot,
    bars_of,
    legend_of,
    mark_rules,
    scale_fills,
    scale_lines,
    swatches,
)
from dangjian_desktop.reports.figures import Line as Figures
from dangjian_desktop.reports.figures import Table, shown
from dangjian_desktop.reports.page import TABLE, numbered, wide
from dangjian_desktop.reports.papers.boxes import PADDING, Box, Part, label
from dangjian_desktop.reports.papers.table import PORTRAIT, Band, Passage, TablePaper, info, lay_out_part, small
from dangjian_desktop.reports.sheet import Fill, Grid, Line, Rule, Sheet

GAP = 7.0
HEADING, SIZE, SMALL = 14.0, 10.5, 9.0
ROW = 7.5


def lay_out_summary(title: str, office: str, period: str, tables: Sequence[Table]) -> tuple[Sheet, ...]:
    """Return the pages: one table after the other, each whole where it fits on the page, pages numbered."""
    pages: list[Sheet] = []
    for place, table in enumerate(tables):
        heads = (info(f"填报单位：{office}"), info(f"年度季度：{period}")) if place == 0 else ()
        made = _lay_out(table, title if place == 0 else "", office, heads)
        joined = _below(pages[-1], made[0]) if pages and len(made) == 1 else None
        if joined:
            pages[-1] = joined
        else:
            pages += made
    return numbered(pages, PORTRAIT)


def _lay_out(table: Table, title: str, office: str, heads: tuple[Passage, ...]) -> list[Sheet]:
    heading = Passage(table.title, "hei", HEADING, space=3 if heads else 0, role="info")
    legend = legend_of(table)
    keys = (Passage(legend, "song", SIZE, role="info"),) if legend else ()
    rows = [*table.lines, *([Figures(table.total)] if table.total else [])]
    paper = TablePaper(
        title,
        PORTRAIT,
        _widths(table),
        tuple(Band(_cells(row, table), least=ROW, leads=place == len(rows) - 2) for place, row in enumerate(rows)),
        (Band(_heads(table), least=10),),
        (*heads, heading, *keys),
        (small(table.note, space=1),) if table.note else (),
        office,
    )
    return list(_with_bars(lay_out_part(paper), table, legend)) if table.bars else lay_out_part(paper)


def _widths(table: Table) -> tuple[float, ...]:
    room = PORTRAIT.inner - (BAR_COLUMN if table.bars else 0)
    parts = table.widths or (3.0, *(1.0 for _ in table.heads[1:]))
    columns = tuple(room * part / sum(parts) for part in parts)
    return (*columns, BAR_COLUMN) if table.bars else columns


def _heads(table: Table) -> tuple[Box, ...]:
    """A heading too long for its column is divided in the middle (党员/人数), a short one is set smaller."""
    made = []
    for name, width in zip(table.heads, _widths(table), strict=False):
        half = len(name) // 2
        if wide(name, TABLE, SIZE) <= width - 2 * PADDING:
            made.append(label(name, size=SIZE))
        elif half < 2:
            made.append(label(name, size=SMALL))
        else:
            made.append(label(f"{name[:half]}\n{name[half:]}", size=SIZE))
    return (*made, *_for_bars(table))


def _cells(row: Figures, table: Table) -> tuple[Box, ...]:
    first, *others = map(shown, row.cells)
    name = Box((Part("　" * row.level + first, size=SIZE),))
    return (name, *(label(text, size=SIZE) for text in others), *_for_bars(table))


def _for_bars(table: Table) -> tuple[Box, ...]:
    return (label(""),) if table.bars else ()


def _with_bars(sheets: Sequence[Sheet], table: Table, legend: str) -> Iterator[Sheet]:
    """Draw the bars of each page's rows; a row that goes on to the next page has them where it begins."""
    waiting = iter(table.lines)
    for sheet in sheets:
        drawn = _samples(sheet, table, legend)
        if sheet.grid is not None:
            drawn = drawn.joined(_plotted(sheet.grid, table, waiting))
        yield sheet._replace(
            lines=(*sheet.lines, *drawn.lines), rules=(*sheet.rules, *drawn.rules), fills=(*sheet.fills, *drawn.fills)
        )


class _Drawn(NamedTuple):
    """What is added to a page."""

    fills: tuple[Fill, ...] = ()
    rules: tuple[Rule, ...] = ()
    lines: tuple[Line, ...] = ()

    def joined(self, other: "_Drawn") -> "_Drawn":
        """Return both."""
        return _Drawn((*self.fills, *other.fills), (*self.rules, *other.rules), (*self.lines, *other.lines))


def _samples(sheet: Sheet, table: Table, legend: str) -> _Drawn:
    """The samples of the bars, where the legend stands on this page."""
    line = next((each for each in sheet.lines if legend and each.text == legend), None)
    fills, rules = swatches(table, line) if line else ([], [])
    return _Drawn(tuple(fills), tuple(rules))


def _plotted(grid: Grid, table: Table, waiting: Iterator[Figures]) -> _Drawn:
    """Scale, bars and mark of the rows that begin on this page; the total has none."""
    plot = Plot(grid.x + sum(grid.widths[:-1]), grid.widths[-1])
    rows = list(zip(_beginnings(grid), waiting, strict=False))
    if not rows:
        return _Drawn()
    (top, _), _ = rows[0]
    (last, height), _ = rows[-1]
    ends = top, last + height
    fills = list(scale_fills(table, plot, *ends))
    rules: list[Rule] = []
    for (begin, high), figures in rows:
        bars = bars_of(table, figures, plot, begin, high)
        fills += bars[0]
        rules += bars[1]
    rules += mark_rules(table, plot, *ends)
    return _Drawn(tuple(fills), tuple(rules), tuple(scale_lines(table, plot, grid.y, grid.heights[0])))


def _beginnings(grid: Grid) -> Iterator[tuple[float, float]]:
    """Yield top and height of each row of figures that begins on a page: one that is continued has no figures."""
    begun = {cell.row for cell in grid.cells if cell.column == 1 and cell.text}
    top = grid.y
    for row, height in enumerate(grid.heights):
        if row >= grid.head and row in begun:
            yield top, height
        top += height


def _below(page: Sheet, part: Sheet) -> Sheet | None:
    """Return a page with another table below what it shows, or None where it does not fit."""
    end = max([rule.y2 for rule in page.rules] + [line.y + 1.5 for line in page.lines])
    down = end + GAP - PORTRAIT.top
    if max([rule.y2 for rule in part.rules] + [line.y + 1.5 for line in part.lines]) + down > PORTRAIT.end:
        return None
    return page._replace(
        lines=(*page.lines, *(line._replace(y=line.y + down) for line in part.lines)),
        rules=(*page.rules, *(rule._replace(y1=rule.y1 + down, y2=rule.y2 + down) for rule in part.rules)),
        fills=(*page.fills, *(fill._replace(y=fill.y + down) for fill in part.fills)),
    )
