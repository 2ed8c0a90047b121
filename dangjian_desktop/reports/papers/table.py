"""Papers with one table between running texts: any cells, merged blocks, heads repeated, pages that run on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dangjian_desktop.reports.page import (
    BODY,
    INNER,
    POINT,
    TABLE,
    baseline,
    edges,
    numbered,
    outline,
    title_lines,
    wide,
    wrap,
)
from dangjian_desktop.reports.papers.boxes import LEADING, Align, Box, SetBox, box_lines, continued, divide, set_box
from dangjian_desktop.reports.sheet import Cell, Grid, Line, Margins, Role, Rule, Sheet

PORTRAIT = Margins(210, 297, 27, 25, 25, 25)
LANDSCAPE = Margins(297, 210, 24, 25, 25, 22)
AFTER_TITLE = 3.0
TALLEST_BLOCK = 100.0
"""A taller name of a block is divided over pages like any text instead of being merged, in millimetres."""

LOWERED = 0.5
"""By how much rows are lowered at a time, in millimetres."""

WORTH_A_CUT = 40.0
"""How much room makes it worthwhile to begin a row that is taller than a page, in millimetres."""


@dataclass(frozen=True)
class Band:
    """A row of cells at least ``least`` millimetres high; one that ``leads`` is never the last of its page.

    ``under`` are the headings that stand again above the row when it begins a page.
    """

    boxes: tuple[Box, ...]
    least: float = 9.0
    leads: bool = False
    under: tuple["Band", ...] = ()


@dataclass(frozen=True)
class Passage:
    """A running text above or below the table; ``space`` millimetres are free before it, ``indent`` is in characters.

    ``line`` millimetres of rule follow it: a place to write.
    """

    text: str
    face: str = BODY
    size: float = 14.0
    align: Align = "left"
    indent: float = 0
    space: float = 0
    line: float = 0
    role: Role = "body"


@dataclass(frozen=True)
class TablePaper:
    """What a paper shows, in order: title, texts, a table of ``widths`` (in millimetres) and texts below it.

    Rows with room to write are lowered, alike, down to ``lowest`` millimetres where that saves a page; 0 leaves them.
    """

    title: str
    margins: Margins
    widths: tuple[float, ...]
    bands: tuple[Band, ...]
    head: tuple[Band, ...] = ()
    above: tuple[Passage, ...] = ()
    below: tuple[Passage, ...] = ()
    office: str = ""
    lowest: float = 0


@dataclass(frozen=True)
class SetBand:
    """A row broken into lines: its cells by their first column."""

    cells: tuple[tuple[int, SetBox], ...]
    least: float
    leads: bool = False
    under: tuple["SetBand", ...] = ()

    @property
    def height(self) -> float:
        """The height that the cells need which no block merges."""
        return max(self.least, *(cell.height for _, cell in self.cells if not cell.box.block), 0.0)


def lay_out_table(paper: TablePaper) -> tuple[Sheet, ...]:
    """Return a paper's pages; a row taller than a page goes on to the next, and so do the texts below the table."""
    return numbered(lay_out_part(paper), paper.margins)


def lay_out_part(paper: TablePaper) -> list[Sheet]:
    """Return the pages of a table that is part of a longer paper: without numbers, and without a title if it has none."""
    made, least = _laid_out(paper), max((band.least for band in paper.bands), default=0) - LOWERED
    while len(made) > 1 and paper.lowest and least >= paper.lowest:
        lower = tuple(replace(band, least=min(band.least, least)) for band in paper.bands)
        fewer = _laid_out(replace(paper, bands=lower))
        if len(fewer) < len(made):
            return fewer
        least -= LOWERED
    return made


def _laid_out(paper: TablePaper) -> list[Sheet]:
    margins = paper.margins
    lines: list[Line] = []
    top = margins.top - AFTER_TITLE
    if paper.title:
        lines, top = title_lines(paper.title, margins, margins.top, office=paper.office)
    above, top = _passages(paper.above, margins, top + AFTER_TITLE, first=10)
    head = [_set(band, paper.widths) for band in paper.head]
    bands = [_set(band, paper.widths) for band in paper.bands]
    tops = (top + 2 if paper.above else top, margins.top)
    pages = _pages(bands, [margins.end - each - sum(b.height for b in head) for each in tops])
    sheets = [
        _sheet(paper, [*head, *page], tops[min(place, 1)], [*lines, *above] if place == 0 else [])
        for place, page in enumerate(pages)
    ]
    sheets = [sheet._replace(runs_on=place > 0) for place, sheet in enumerate(sheets)]
    if len(sheets) > 1:
        sheets[0] = sheets[0]._replace(whole=_grid(paper, [*head, *bands], tops[0]))
    return _with_below(paper, sheets, tops[0])


def _set(band: Band, widths: Sequence[float]) -> SetBand:
    column, cells = 0, []
    for box in band.boxes:
        cell = set_box(box, sum(widths[column : column + box.columns]))
        if box.block and cell.height > TALLEST_BLOCK:
            cell = replace(cell, box=replace(cell.box, block=""))
        cells.append((column, cell))
        column += box.columns
    return SetBand(tuple(cells), band.least, band.leads, tuple(_set(each, widths) for each in band.under))


def _pages(bands: Sequence[SetBand], rooms: Sequence[float]) -> list[list[SetBand]]:
    """Fill pages from the top; ``rooms`` are the heights for rows on the first page and on the others."""
    pages: list[list[SetBand]] = [[]]
    for band in bands:
        rest: SetBand | None = band
        while rest:
            page, room = pages[-1], rooms[min(len(pages) - 1, 1)]
            if sum(_heights([*page, rest])) <= room + 0.01:
                page.append(rest)
                break
            part, left = _cut(rest, room - sum(_heights(page)))
            begins = rest.height > rooms[1] and room - sum(_heights(page)) >= WORTH_A_CUT
            if page and not (begins and sum(_heights([*page, part])) <= room + 0.01):
                along = _taken_along(page)
                pages.append([*(along or [rest])[0].under, *along])
                rest = replace(_continued(rest, page[-1:]), under=())
                continue
            page.append(part)
            rest = left and _continued(left, [part])
            pages += [[]] if rest else []
    return pages


def _taken_along(page: list[SetBand]) -> list[SetBand]:
    """Take the rows that lead at the end of a page along to the next, unless no other row would be left."""
    kept = len(page)
    while kept and page[kept - 1].leads:
        kept -= 1
    along = page[kept:] if kept else []
    del page[len(page) - len(along) :]
    return along


def _continued(band: SetBand, before: Sequence[SetBand]) -> SetBand:
    """Repeat the names of the blocks that began on the page before."""
    blocks = {(column, cell.box.block) for each in before for column, cell in each.cells if cell.box.block}
    cells = tuple(
        (column, set_box(continued(cell.box), cell.width) if (column, cell.box.block) in blocks else cell)
        for column, cell in band.cells
    )
    return replace(band, cells=cells)


def _cut(band: SetBand, room: float) -> tuple[SetBand, SetBand | None]:
    divided = [(c, (cell, cell) if cell.box.block else divide(cell, room)) for c, cell in band.cells]
    rest = any(tail.lines for _, (_, tail) in divided if not tail.box.block)
    first = replace(band, cells=tuple((column, head) for column, (head, _) in divided))
    return first, replace(band, cells=tuple((column, tail) for column, (_, tail) in divided)) if rest else None


def _heights(bands: Sequence[SetBand]) -> list[float]:
    """Return the rows' heights; the last row of a block grows when the block's name needs more than its rows."""
    heights = [band.height for band in bands]
    for start, end, _, cell in _merged(bands):
        heights[end - 1] += max(0.0, cell.height - sum(heights[start:end]))
    return heights


def _merged(bands: Sequence[SetBand]) -> Iterator[tuple[int, int, int, SetBox]]:
    """Yield each cell: the rows that it spans (from, to), its column and itself."""
    for row, band in enumerate(bands):
        for column, cell in band.cells:
            same = (column, cell.box.block)
            if not cell.box.block:
                yield row, row + 1, column, cell
            elif row == 0 or same not in _blocks(bands[row - 1]):
                end = row + 1
                while end < len(bands) and same in _blocks(bands[end]):
                    end += 1
                yield row, end, column, cell


def _blocks(band: SetBand) -> set[tuple[int, str]]:
    return {(column, cell.box.block) for column, cell in band.cells if cell.box.block}


def _sheet(paper: TablePaper, bands: Sequence[SetBand], top: float, lines: Sequence[Line]) -> Sheet:
    margins, heights = paper.margins, _heights(bands)
    xs, ys = edges(margins.left, paper.widths), edges(top, heights)
    drawn, rules = list(lines), outline(xs, ys) if bands else []
    for start, end, column, cell in _merged(bands):
        right = column + cell.box.columns
        drawn += box_lines(cell, xs[column], ys[start], ys[end] - ys[start])
        if right < len(xs) - 1:
            rules.append(Rule(xs[right], ys[start], xs[right], ys[end], INNER))
        if end < len(bands):
            rules.append(Rule(xs[column], ys[end], xs[right], ys[end], INNER))
    grid = _grid(paper, bands, top) if bands else None
    return Sheet(margins.width, margins.height, tuple(drawn), tuple(rules), grid=grid, margins=margins)


def _grid(paper: TablePaper, bands: Sequence[SetBand], top: float) -> Grid:
    cells = []
    for start, end, column, cell in _merged(bands):
        main = max(cell.box.parts, key=lambda part: len(part.text), default=None)
        align, size = (main.align, main.size) if main else ("left", 12.0)
        place = start, column, end - start, cell.box.columns
        cells.append(Cell(*place, cell.box.text, size, align, at_end=len(cell.box.foot)))
    heights = tuple(_heights(bands))
    head = len(paper.head) if bands else 0
    return Grid(paper.margins.left, top, paper.widths, heights, tuple(cells), head=head, leading=LEADING)


def _with_below(paper: TablePaper, sheets: Sequence[Sheet], top: float) -> list[Sheet]:
    """Put the texts below the table, those that do not fit on a page of their own."""
    made = list(sheets)
    grid = made[-1].grid
    y = grid.y + sum(grid.heights) + 2 if grid else top
    for place, passage in enumerate(paper.below):
        lines, end = _passages([passage], paper.margins, y, first=200 + place)
        if end > paper.margins.end + 8 and (made[-1].lines or made[-1].rules):
            made.append(Sheet(paper.margins.width, paper.margins.height, (), margins=paper.margins))
            lines, end = _passages([replace(passage, space=0)], paper.margins, paper.margins.top, first=200 + place)
        rules = _writing_lines(passage, lines)
        made[-1] = made[-1]._replace(lines=(*made[-1].lines, *lines), rules=(*made[-1].rules, *rules))
        y = end
    return made


def _writing_lines(passage: Passage, lines: Sequence[Line]) -> Iterable[Rule]:
    if passage.line and lines:
        last = lines[-1]
        start = last.x + wide(last.text, last.face, last.size) + 1
        yield Rule(start, last.y + 1.2, start + passage.line, last.y + 1.2, INNER)


def _passages(passages: Iterable[Passage], margins: Margins, y: float, *, first: int) -> tuple[list[Line], float]:
    """Set running texts one below the other; return where they end."""
    made: list[Line] = []
    for number, passage in enumerate(passages, start=first):
        face, size = passage.face, passage.size
        leading, indent = size * 1.6, passage.indent * size * POINT
        y += passage.space
        for place, part in enumerate(wrap(passage.text, face, size, margins.inner, indent=indent)):
            y += leading * POINT
            x = margins.left + (indent if place == 0 else 0)
            spare = margins.inner - wide(part, face, size)
            x = {"left": x, "center": margins.left + spare / 2, "right": margins.left + spare - 4}[passage.align]
            foot = baseline(y, size, leading)
            line = Line(x, foot, part, face, size, None, number, passage.align, passage.role, leading, passage.space)
            made.append(line)
    return made, y


def small(text: str, *, space: float = 2, align: Align = "left") -> Passage:
    """Return a note in small type."""
    return Passage(text, TABLE, 10.5, align, space=space, role="remark")


def signature(text: str, line: float = 50, *, space: float = 4) -> Passage:
    """Return a label with a line to sign on."""
    return Passage(text, TABLE, 12, line=line, space=space, role="signed")


def info(text: str) -> Passage:
    """Return the line between title and table."""
    return Passage(text, TABLE, 12, role="info")
