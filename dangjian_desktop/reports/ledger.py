"""Ledgers: forms 3, 4, 5 and 7, with heads repeated, long cells wrapped and merged names carried over pages."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dangjian_desktop.reports.form import Form, Ledger, Row, TableColumn, Values
from dangjian_desktop.reports.page import (
    LETTER,
    POINT,
    TABLE,
    WIDE,
    Margins,
    Options,
    numbered,
    title_lines,
    wide,
    wrap,
)
from dangjian_desktop.reports.sheet import Cell, Grid, Line, Rule, Sheet
from dangjian_desktop.reports.wording import Wording

SIZE, LONG_SIZE = 12.0, 10.5
LEADING = 1.3
PADDING = 1.5
OUTER, INNER = 1.0, 0.5
HEAD_LEAST = 9.0
NAME_COLUMN = 1
GAP = re.compile(r" {2,}")


@dataclass(frozen=True)
class Setting:
    """One cell's text in its lines and size."""

    text: str
    lines: tuple[str, ...]
    size: float
    centred: bool

    @property
    def height(self) -> float:
        """The height that the lines need, in millimetres."""
        return len(self.lines) * self.size * LEADING * POINT + 2 * PADDING * 0.6


@dataclass(frozen=True)
class TableRow:
    """A body row before it has a page: its cells, its height, its block and the block's name."""

    cells: tuple[Setting, ...]
    height: float
    group: int
    name: str = ""


@dataclass(frozen=True)
class Frame:
    """What the pages of one ledger share: margins, widths, where the table begins and its head row."""

    margins: Margins
    widths: tuple[float, ...]
    top: float
    head: tuple[Setting, ...]
    head_height: float


def lay_out_ledger(
    form: Form, body: Ledger, values: Values, *, blank: bool, wording: Wording, options: Options
) -> tuple[Sheet, ...]:
    """Return a ledger's pages."""
    margins = LETTER if options.landscape is False else WIDE
    widths = _widths(body, margins)
    heads, top = title_lines(wording.filled(form, "title", values.fields, blank=blank), margins, margins.top)
    top += 3
    if body.info:
        info, top = _info(wording.filled(form, "info", values.fields, blank=blank), margins, top)
        heads += info
    top += 2
    head = tuple(
        _set(wording.text(form, c.key), w, SIZE, centred=True) for c, w in zip(body.columns, widths, strict=True)
    )
    head_height = max(HEAD_LEAST, *(cell.height for cell in head))
    room = margins.end - top - head_height
    foot = _foot(form, body, wording, margins, blank=blank, options=options)
    rows = _rows(form, body, values, widths, room, blank=blank)
    rows = [part for row in rows for part in _cut(row, margins.end - margins.top - head_height)]
    sheets = []
    pages = _pages(rows, room, margins.end - margins.top - head_height)
    for place, page in enumerate(pages):
        frame = Frame(margins, widths, top if place == 0 else margins.top, head, head_height)
        continued = place > 0 and pages[place - 1][-1].group == page[0].group
        sheets.append(_sheet(body, heads if place == 0 else [], page, frame, continued=continued))
    if foot:
        sheets[-1] = replace(sheets[-1], lines=(*sheets[-1].lines, *foot))
    return numbered(sheets, margins)


def _widths(body: Ledger, margins: Margins) -> tuple[float, ...]:
    """The declared widths fill landscape A4; on portrait they shrink alike."""
    scale = margins.inner / sum(column.width for column in body.columns)
    return tuple(round(column.width * scale, 3) for column in body.columns)


def _info(text: str, margins: Margins, top: float) -> tuple[list[Line], float]:
    """Spread the line's fields evenly where they fit, else one after the other."""
    fields = [part for part in GAP.split(text.strip()) if part]
    share = margins.inner / max(len(fields), 1)
    step = SIZE * 1.5 * POINT
    if all(wide(part, TABLE, SIZE) < share for part in fields):
        base = top + step - 1.2
        return [
            Line(margins.left + share * place, base, part, TABLE, SIZE, paragraph=10 + place)
            for place, part in enumerate(fields)
        ], top + step
    lines, y = [], top
    for part in wrap("　".join(fields), TABLE, SIZE, margins.inner):
        y += step
        lines.append(Line(margins.left, y - 1.2, part, TABLE, SIZE, paragraph=10))
    return lines, y


def _foot(form: Form, body: Ledger, wording: Wording, margins: Margins, *, blank: bool, options: Options) -> list[Line]:
    if not (body.remark and blank and options.remark):
        return []
    text = wording.text(form, body.remark)
    return [Line(margins.left, margins.end + 6, text, TABLE, LONG_SIZE, paragraph=90)]


def _set(text: str, width: float, size: float, *, centred: bool) -> Setting:
    return Setting(text, tuple(wrap(text, TABLE, size, width - 2 * PADDING)), size, centred)


def _fit(text: str, column: TableColumn, width: float) -> Setting:
    """Set a cell in 12 points, a long one in 10.5."""
    cell = _set(text, width, SIZE, centred=column.centred)
    return cell if len(cell.lines) < 3 else _set(text, width, LONG_SIZE, centred=column.centred)


def _rows(
    form: Form, body: Ledger, values: Values, widths: Sequence[float], room: float, *, blank: bool
) -> list[TableRow]:
    if blank:
        return _sample_rows(body, widths, room)
    filled = [_line(body, row, place, widths, group) for place, row, group in _groups(body, values.rows)]
    missing = max(0, body.least_rows - len(filled))
    empty = ["" for _ in widths]
    return filled + [_plain(body, empty, widths, -1 - number) for number in range(missing)]


def _groups(body: Ledger, rows: Sequence[Row]) -> list[tuple[int, Row, int]]:
    """Number the rows, and number the blocks of one name."""
    found, group = [], 0
    for place, row in enumerate(rows, start=1):
        if place > 1 and (not body.grouped or row.group != rows[place - 2].group):
            group += 1
        found.append((place, row, group))
    return found


def _line(body: Ledger, row: Row, place: int, widths: Sequence[float], group: int) -> TableRow:
    texts = [str(place), *((row.group,) if body.grouped else ()), *row.cells]
    made = _plain(body, texts, widths, group)
    return replace(made, name=row.group) if body.grouped else made


def _plain(body: Ledger, texts: Sequence[str], widths: Sequence[float], group: int) -> TableRow:
    cells = tuple(_fit(text, column, width) for text, column, width in zip(texts, body.columns, widths, strict=True))
    measured = [cell for place, cell in enumerate(cells) if not (body.grouped and place == NAME_COLUMN)]
    return TableRow(cells, max(body.row_height, *(cell.height for cell in measured)), group)


def _sample_rows(body: Ledger, widths: Sequence[float], room: float) -> list[TableRow]:
    """The blank form: as many rows as the sample, or a full page of them."""
    count = body.sample_rows or int((room + 0.01) // body.row_height)
    rows, group, name = [], 0, ""
    for number in range(1, count + 1):
        named = number <= body.numbered_samples
        if number in body.sample_names or not named:
            group += 1
        name = body.sample_names.get(number, name) if named else ""
        texts = ["" for _ in widths]
        if named:
            texts[0] = str(number)
        if body.grouped and named:
            texts[NAME_COLUMN] = name
        rows.append(replace(_plain(body, texts, widths, group), name=name))
    return rows


def _cut(row: TableRow, room: float) -> list[TableRow]:
    """Divide a row that is taller than a page; the first part carries the short cells."""
    if row.height <= room + 0.01:
        return [row]
    parts: list[TableRow] = []
    rest = list(row.cells)
    while any(cell.lines for cell in rest):
        taken, left = [], []
        for cell in rest:
            fits = max(1, int((room - 2 * PADDING * 0.6) // (cell.size * LEADING * POINT)))
            taken.append(replace(cell, text="".join(cell.lines[:fits]), lines=cell.lines[:fits]))
            left.append(replace(cell, text="".join(cell.lines[fits:]), lines=cell.lines[fits:]))
        parts.append(replace(row, cells=tuple(taken), height=max(8.0, *(cell.height for cell in taken))))
        rest = left
    return parts


def _pages(rows: Sequence[TableRow], first: float, other: float) -> list[list[TableRow]]:
    """Fill pages from the top; a block's part grows to hold its name where it must."""
    pages: list[list[TableRow]] = [[]]
    room = first
    for row in rows:
        if pages[-1] and row.height > room + 0.01:
            pages.append([])
            room = other
        pages[-1].append(row)
        room -= row.height
    return [_grown(page, first if place == 0 else other) for place, page in enumerate(pages)]


def _grown(page: list[TableRow], room: float) -> list[TableRow]:
    """Stretch the last row of a block whose name needs more height than its rows, as far as the page allows."""
    spare = room - sum(row.height for row in page)
    grown = list(page)
    for start, end in _blocks(page):
        if not page[start].name:
            continue
        lack = page[start].cells[NAME_COLUMN].height + 4 - sum(row.height for row in page[start:end])
        if 0 < lack <= spare + 0.01:
            grown[end - 1] = replace(grown[end - 1], height=grown[end - 1].height + lack)
            spare -= lack
    return grown


def _blocks(page: Sequence[TableRow]) -> list[tuple[int, int]]:
    starts = [place for place, row in enumerate(page) if place == 0 or row.group != page[place - 1].group]
    return list(zip(starts, [*starts[1:], len(page)], strict=True))


def _sheet(body: Ledger, heads: Sequence[Line], page: Sequence[TableRow], frame: Frame, *, continued: bool) -> Sheet:
    widths, heights = frame.widths, (frame.head_height, *(row.height for row in page))
    xs, ys = _edges(frame.margins.left, widths), _edges(frame.top, heights)
    placed = [(0, 1, column, cell) for column, cell in enumerate(frame.head)]
    for place, row in enumerate(page, start=1):
        placed += [
            (place, 1, column, cell)
            for column, cell in enumerate(row.cells)
            if not (body.grouped and column == NAME_COLUMN)
        ]
    if body.grouped:
        for start, end in _blocks(page):
            height = ys[end + 1] - ys[start + 1]
            name = _name_cell(page[start].name, continued and start == 0, widths[NAME_COLUMN], height)
            placed.append((start + 1, end - start, NAME_COLUMN, name))
    lines, cells = list(heads), []
    for place, rows, column, cell in sorted(placed, key=lambda found: (found[0], found[2])):
        height = ys[place + rows] - ys[place]
        lines += _cell_lines(cell, xs[column], widths[column], ys[place], height)
        align = "center" if cell.centred else "left"
        cells.append(Cell(place, column, rows, 1, cell.text, cell.size, align))
    grid = Grid(frame.margins.left, frame.top, widths, heights, tuple(cells))
    rules = _rules(xs, ys, page, merged=body.grouped)
    size = (frame.margins.width, frame.margins.height)
    return Sheet(*size, tuple(lines), tuple(rules), grid=grid, notices=_notices(page))


def _name_cell(name: str, continued: bool, width: float, height: float) -> Setting:
    """The merged name, smaller where its block is short; on the next page it is repeated with （续）."""
    text = f"{name}（续）" if continued and name else name
    sizes = (size for size in (SIZE, LONG_SIZE, 9.0) if _set(text, width, size, centred=True).height <= height)
    return _set(text, width, next(sizes, 7.5), centred=True)


def _notices(page: Sequence[TableRow]) -> tuple[str, ...]:
    small = any(cell.size < SIZE and cell.lines for row in page for cell in row.cells)
    return (f"较长的格子用 {LONG_SIZE:g} 磅字。",) if small else ()


def _edges(start: float, sizes: Sequence[float]) -> list[float]:
    edges = [start]
    for size in sizes:
        edges.append(edges[-1] + size)
    return edges


def _cell_lines(cell: Setting, x: float, width: float, y: float, height: float) -> list[Line]:
    step = cell.size * LEADING * POINT
    base = (
        y
        + (height - len(cell.lines) * step) / 2
        + step
        - (LEADING - 1) / 2 * cell.size * POINT
        - cell.size * 0.14 * POINT
    )
    made = []
    for place, text in enumerate(cell.lines):
        if not text:
            continue
        inset = max(0.0, (width - wide(text, TABLE, cell.size)) / 2) if cell.centred else PADDING
        made.append(Line(x + inset, base + place * step, text, TABLE, cell.size))
    return made


def _rules(xs: Sequence[float], ys: Sequence[float], page: Sequence[TableRow], *, merged: bool) -> list[Rule]:
    left, right, top, bottom = xs[0], xs[-1], ys[0], ys[-1]
    rules = [
        Rule(left, top, right, top, OUTER),
        Rule(left, bottom, right, bottom, OUTER),
        Rule(left, top, left, bottom, OUTER),
        Rule(right, top, right, bottom, OUTER),
    ]
    rules += [Rule(x, top, x, bottom, INNER) for x in xs[1:-1]]
    for place, y in enumerate(ys[1:-1], start=1):
        inside = merged and place > 1 and page[place - 1].group == page[place - 2].group
        if inside:
            rules.append(Rule(left, y, xs[NAME_COLUMN], y, INNER))
            rules.append(Rule(xs[NAME_COLUMN + 1], y, right, y, INNER))
        else:
            rules.append(Rule(left, y, right, y, INNER))
    return rules
