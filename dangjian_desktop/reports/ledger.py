"""Ledgers: forms 3, 4, 5 and 7, with heads repeated, long cells wrapped and merged names carried over pages."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from dangjian_desktop.reports.form import Form, Ledger, TableColumn, Values
from dangjian_desktop.reports.linebreak import line_starts
from dangjian_desktop.reports.page import (
    INNER,
    LETTER,
    POINT,
    TABLE,
    WIDE,
    Options,
    baseline,
    edges,
    numbered,
    outline,
    title_lines,
    wide,
    wrap,
    wrap_name,
)
from dangjian_desktop.reports.sheet import Cell, Grid, Line, Margins, Rule, Sheet, within
from dangjian_desktop.reports.wording import Marked, Wording, mark_in

SIZES = (12.0, 10.5, 9.0)
SIZE, LONG_SIZE, _ = SIZES
MOST_LINES = (2, 8)
"""A text that needs more lines than this in 12 points is set in 10.5, one that still needs more than this in 9."""

LEADING = 1.3
PADDING = 1.5
ABOVE = 1.2
"""What is left free beside and above the text of a cell, in millimetres."""

BEGUN_FROM = 30.0
"""How much of a page must be free for a row taller than a page to begin there, in millimetres."""

HEAD_LEAST = 9.0
NUMBER_LEAST = 12.0
REMARK_BELOW = 6.0
NAME_COLUMN = 1
GAP = re.compile(r" {2,}")
GAP_SHOWN = "　　"
INFO, REMARK = 10, 90
"""The paragraphs of a ledger outside its table; 0 is the title."""


@dataclass(frozen=True)
class Setting:
    """One cell's text in its lines and size; its first ``value`` characters are a user's data."""

    text: str
    lines: tuple[str, ...]
    size: float
    centred: bool
    value: int = 0

    @property
    def height(self) -> float:
        """The height that the lines need, in millimetres."""
        return len(self.lines) * self.size * LEADING * POINT + 2 * ABOVE


Standing = tuple[int, int, int, Setting]
"""A cell in its place: row, column, how many rows it spans, and what is set in it."""


@dataclass(frozen=True)
class TableRow:
    """A body row before it has a page: its cells, its height and its block.

    In a grouped ledger the cell of the name does not count for the height: it is merged over its block.
    """

    cells: tuple[Setting, ...]
    height: float
    group: int


@dataclass(frozen=True)
class Frame:
    """What the pages of one ledger share: margins, widths, head row, and where the table of the first page begins."""

    margins: Margins
    widths: tuple[float, ...]
    first_top: float
    head: tuple[Setting, ...]
    head_height: float

    def top(self, page: int) -> float:
        """Return where the table of a page begins."""
        return self.margins.top if page else self.first_top

    def room(self, page: int) -> float:
        """Return how much height a page has for rows."""
        return self.margins.end - self.top(page) - self.head_height


def lay_out_ledger(
    form: Form, body: Ledger, values: Values, *, blank: bool, wording: Wording, options: Options
) -> tuple[Sheet, ...]:
    """Return a ledger's pages."""
    margins = LETTER if options.landscape is False else WIDE
    widths = _widths(body, margins)
    heads, top = title_lines(
        wording.filled(form, "title", values.fields, blank=blank),
        margins,
        margins.top,
        office=values.fields.get("branch", ""),
    )
    top += 3
    if body.info:
        info, top = _info(_info_fields(form, values.fields, wording, blank=blank), margins, top)
        heads += info
    head = tuple(
        _set(wording.text(form, c.key), w, SIZE, centred=True) for c, w in zip(body.columns, widths, strict=True)
    )
    frame = Frame(margins, widths, top + 2, head, max(HEAD_LEAST, *(cell.height for cell in head)))
    rows = _sample_rows(body, frame) if blank else _filled_rows(body, values, frame)
    pages = _pages(body, rows, frame)
    sheets = [
        _sheet(body, heads if place == 0 else [], page, frame, place, continued=_continues(pages[: place + 1]))
        for place, page in enumerate(pages)
    ]
    if len(sheets) > 1:
        sheets[0] = replace(sheets[0], whole=_whole(body, rows, frame))
    if body.remark and blank and options.remark:
        sheets[-1] = _with_remark(sheets[-1], wording.text(form, body.remark), margins)
    return numbered(sheets, margins)


def _widths(body: Ledger, margins: Margins) -> tuple[float, ...]:
    """The declared widths fill landscape A4; on portrait they shrink alike, but 序号 stays on one line."""
    declared = [column.width for column in body.columns]
    scale = margins.inner / sum(declared)
    number = max(declared[0] * scale, NUMBER_LEAST)
    scale = (margins.inner - number) / sum(declared[1:])
    return (round(number, 3), *(round(width * scale, 3) for width in declared[1:]))


def _info_fields(form: Form, fields: Mapping[str, str], wording: Wording, *, blank: bool) -> list[Marked]:
    """Divide the line at its own gaps, before a value with spaces is put in."""
    parts = [part for part in GAP.split(wording.text(form, "info").strip()) if part]
    return [mark_in(part, {} if blank else fields) for part in parts]


def _info(fields: Sequence[Marked], margins: Margins, top: float) -> tuple[list[Line], float]:
    """Spread the fields evenly where they fit, else one after the other."""
    share = margins.inner / max(len(fields), 1)
    step = SIZE * 1.5 * POINT
    gapped = [f"{part.text}{GAP_SHOWN}" for part in fields[:-1]] + [part.text for part in fields[-1:]]
    if all(wide(part, TABLE, SIZE) <= share for part in gapped):
        placed = [(share * place, 1, part) for place, part in enumerate(gapped)]
    else:
        placed = [(0.0, place, part) for place, part in enumerate(_flowed(gapped, margins.inner), start=1)]
    starts = edges(0, [len(part) for part in gapped])
    whole = tuple(
        (int(start) + first, int(start) + last)
        for start, part in zip(starts, fields, strict=False)
        for first, last in part.values
    )
    lines, start = [], 0
    for x, y, part in placed:
        place, values = (margins.left + x, top + y * step - 1.2), within(whole, start, len(part))
        lines.append(Line(*place, part, TABLE, SIZE, None, INFO, "left", "info", step / POINT, 3, values))
        start += len(part)
    return lines, top + step * max((y for _, y, _ in placed), default=0)


def _flowed(fields: Sequence[str], room: float) -> list[str]:
    """Set fields one after the other, a new line before one that does not fit."""
    lines = [""]
    for part in fields:
        if lines[-1] and wide((lines[-1] + part).rstrip(), TABLE, SIZE) > room:
            lines.append("")
        lines[-1] += part
    return [piece for line in lines for piece in wrap(line, TABLE, SIZE, room)]


def _with_remark(sheet: Sheet, text: str, margins: Margins) -> Sheet:
    """Put the remark of L399 below the table."""
    bottom = sheet.grid.y + sum(sheet.grid.heights) if sheet.grid else margins.end
    place = margins.left, bottom + REMARK_BELOW
    remark = Line(*place, text, TABLE, LONG_SIZE, None, REMARK, "left", "remark", LONG_SIZE * LEADING, 2)
    return replace(sheet, lines=(*sheet.lines, remark))


def _set(text: str, width: float, size: float, *, centred: bool) -> Setting:
    broken = (wrap_name if centred else wrap)(text, TABLE, size, width - 2 * PADDING)
    return Setting(text, tuple(broken), size, centred)


def _fit(text: str, column: TableColumn, width: float) -> Setting:
    """Set a cell in 12 points, a long one in 10.5 or 9; in 10.5 too a name or a day that stays on one line by it."""
    cell, small = (_set(text, width, size, centred=column.centred) for size in SIZES[:2])
    whole = column.centred and len(cell.lines) > 1 == len(small.lines)
    if not whole and len(cell.lines) <= MOST_LINES[0]:
        return cell
    return small if len(small.lines) <= MOST_LINES[1] else _set(text, width, SIZES[2], centred=column.centred)


def _filled_rows(body: Ledger, values: Values, frame: Frame) -> list[TableRow]:
    """Number the rows, and number the blocks of one name; a sample's blank rows stay below few records."""
    made: list[TableRow] = []
    group = 0
    for place, row in enumerate(values.rows):
        if place and not (body.grouped and row.same_block(values.rows[place - 1])):
            group += 1
        texts = [str(place + 1), *((row.group,) if body.grouped else ()), *row.cells]
        made.append(_row(body, texts, frame, group, filled=True))
    empty = [""] * len(body.columns)
    return made + [_row(body, empty, frame, group + 1 + place) for place in range(body.least_rows - len(made))]


def _sample_rows(body: Ledger, frame: Frame) -> list[TableRow]:
    """The blank form: as many rows as the sample, or a full page of them."""
    count = body.sample_rows or int((frame.room(0) + 0.01) // body.row_height)
    rows, group, name = [], 0, ""
    for number in range(1, count + 1):
        named = number <= body.numbered_samples
        if number in body.sample_names or not named:
            group += 1
        texts = [""] * len(body.columns)
        if named:
            name = body.sample_names.get(number, name)
            texts[:2] = [str(number), name]
        rows.append(_row(body, texts, frame, group))
    return rows


def _row(body: Ledger, texts: Sequence[str], frame: Frame, group: int, *, filled: bool = False) -> TableRow:
    columns = zip(texts, body.columns, frame.widths, strict=True)
    cells = tuple(_fit(text, column, width) for text, column, width in columns)
    cells = tuple(replace(cell, value=len(cell.text) * filled) for cell in cells)
    measured = [cell for place, cell in enumerate(cells) if not _is_name(body, place)]
    return TableRow(cells, max(body.row_height, *(cell.height for cell in measured)), group)


def _is_name(body: Ledger, column: int) -> bool:
    return body.grouped and column == NAME_COLUMN


def _pages(body: Ledger, rows: Sequence[TableRow], frame: Frame) -> list[list[TableRow]]:
    """Fill pages from the top; a row that is taller than a page goes on to the next."""
    pages: list[list[TableRow]] = [[]]
    for row in rows:
        rest: TableRow | None = row
        while rest:
            page, place = pages[-1], len(pages) - 1
            if page and _needed(body, [*pages[:-1], [*page, rest]], frame) > frame.room(place) + 0.01:
                if begun := _begun(body, pages, rest, frame):
                    page.append(begun[0])
                    rest = begun[1]
                pages.append([])
                continue
            part, rest = _cut(body, rest, frame.room(place))
            page.append(part)
    return [_grown(body, pages[: place + 1], frame) for place in range(len(pages))]


def _begun(
    body: Ledger, pages: Sequence[Sequence[TableRow]], row: TableRow, frame: Frame
) -> tuple[TableRow, TableRow | None] | None:
    """Divide a row that no page holds where the last page ends, so that little of that page stays empty."""
    room = frame.room(len(pages) - 1)
    left = room - _needed(body, pages, frame)
    if row.height <= frame.room(1) + 0.01 or left < BEGUN_FROM:
        return None
    part, rest = _cut(body, row, left)
    fits = _needed(body, [*pages[:-1], [*pages[-1], part]], frame) <= room + 0.01
    return (part, rest) if fits else None


def _needed(body: Ledger, pages: Sequence[Sequence[TableRow]], frame: Frame) -> float:
    """Return the height of the last page's rows when each block has room for its name."""
    return sum(row.height for row in _grown(body, pages, frame))


def _grown(body: Ledger, pages: Sequence[Sequence[TableRow]], frame: Frame) -> list[TableRow]:
    """Stretch the last row of each block of the last page whose name needs more height than its rows."""
    grown: list[TableRow] = []
    for place, block in enumerate(_blocks(pages[-1])):
        lack = 0.0
        if body.grouped:
            name = _name(block[0], frame, continued=place == 0 and _continues(pages))
            lack = max(lack, name.height - sum(row.height for row in block))
        grown += [*block[:-1], replace(block[-1], height=block[-1].height + lack)]
    return grown


def _name(row: TableRow, frame: Frame, *, continued: bool) -> Setting:
    """The name of a block; one that began on the page before is repeated with （续）."""
    name = row.cells[NAME_COLUMN]
    if not (continued and name.text):
        return name
    repeated = _set(f"{name.text}（续）", frame.widths[NAME_COLUMN], name.size, centred=True)
    return replace(repeated, value=name.value)


def _cut(body: Ledger, row: TableRow, room: float) -> tuple[TableRow, TableRow | None]:
    """Divide a row that is taller than a page; its first part carries the short cells, each part its block's name."""
    if row.height <= room + 0.01:
        return row, None
    taken, left = [], []
    for column, cell in enumerate(row.cells):
        fits = len(cell.lines) if _is_name(body, column) else _lines_in(room, cell.size)
        head, tail = _divide(cell, fits)
        taken.append(head)
        left.append(cell if _is_name(body, column) else tail)
    rest = max(body.row_height, *(cell.height for column, cell in enumerate(left) if not _is_name(body, column)))
    return replace(row, cells=tuple(taken), height=room), replace(row, cells=tuple(left), height=rest)


def _lines_in(room: float, size: float) -> int:
    return max(1, int((room - 2 * ABOVE + 0.01) // (size * LEADING * POINT)))


def _divide(cell: Setting, fits: int) -> tuple[Setting, Setting]:
    """Divide a cell after some of its lines."""
    place = line_starts(cell.lines, cell.text)[fits] if fits < len(cell.lines) else len(cell.text)
    head = replace(cell, text=cell.text[:place].rstrip("\n"), lines=cell.lines[:fits])
    value = max(cell.value - place, 0)
    return head, replace(cell, text=cell.text[place:], lines=cell.lines[fits:], value=value)


def _blocks(page: Sequence[TableRow]) -> list[list[TableRow]]:
    return [list(block) for _, block in groupby(page, key=lambda row: row.group)]


def _continues(pages: Sequence[Sequence[TableRow]]) -> bool:
    """Tell whether the last page begins within a block of the page before."""
    return len(pages) > 1 and pages[-2][-1].group == pages[-1][0].group


def _sheet(
    body: Ledger, heads: Sequence[Line], page: Sequence[TableRow], frame: Frame, number: int, *, continued: bool
) -> Sheet:
    top, heights = frame.top(number), (frame.head_height, *(row.height for row in page))
    xs, ys = edges(frame.margins.left, frame.widths), edges(top, heights)
    placed, lines = _placed(body, page, frame, continued=continued), list(heads)
    for place, column, rows, cell in placed:
        lines += _cell_lines(cell, xs[column], frame.widths[column], ys[place], ys[place + rows] - ys[place])
    return Sheet(
        frame.margins.width,
        frame.margins.height,
        tuple(lines),
        tuple(_rules(xs, ys, page, merged=body.grouped)),
        grid=_grid(placed, heights, frame, top),
        notices=_notices(page),
        margins=frame.margins,
        runs_on=number > 0,
    )


def _placed(body: Ledger, page: Sequence[TableRow], frame: Frame, *, continued: bool) -> list[Standing]:
    placed = [(0, column, 1, cell) for column, cell in enumerate(frame.head)]
    for place, row in enumerate(page, start=1):
        placed += [(place, column, 1, cell) for column, cell in enumerate(row.cells) if not _is_name(body, column)]
    if body.grouped:
        placed += _names(page, frame, continued=continued)
    return sorted(placed, key=lambda found: found[:2])


def _grid(placed: Sequence[Standing], heights: Sequence[float], frame: Frame, top: float) -> Grid:
    cells = tuple(
        Cell(place, column, rows, 1, cell.text, cell.size, "center" if cell.centred else "left")
        for place, column, rows, cell in placed
    )
    return Grid(frame.margins.left, top, frame.widths, tuple(heights), cells, head=1, leading=LEADING)


def _whole(body: Ledger, rows: Sequence[TableRow], frame: Frame) -> Grid:
    """The table before it is divided into pages: for those who go on writing in it."""
    grown = _grown(body, [rows], frame)
    heights = [frame.head_height, *(row.height for row in grown)]
    return _grid(_placed(body, grown, frame, continued=False), heights, frame, frame.first_top)


def _names(page: Sequence[TableRow], frame: Frame, *, continued: bool) -> list[Standing]:
    """Merge each name over its block."""
    found, start = [], 1
    for block in _blocks(page):
        found.append((start, NAME_COLUMN, len(block), _name(block[0], frame, continued=continued and start == 1)))
        start += len(block)
    return found


def _notices(page: Sequence[TableRow]) -> tuple[str, ...]:
    least = min((cell.size for row in page for cell in row.cells if cell.text), default=SIZE)
    return (f"较长的格子用 {least:g} 磅字。",) if least < SIZE else ()


def _cell_lines(cell: Setting, x: float, width: float, y: float, height: float) -> list[Line]:
    step = cell.size * LEADING * POINT
    first = y + (height - len(cell.lines) * step) / 2 + step
    base = baseline(first, cell.size, cell.size * LEADING)
    made = []
    for place, (text, start) in enumerate(zip(cell.lines, line_starts(cell.lines, cell.text), strict=True)):
        if not text:
            continue
        inset = max(0.0, (width - wide(text, TABLE, cell.size)) / 2) if cell.centred else PADDING
        values = within(((0, cell.value),), start, len(text))
        made.append(Line(x + inset, base + place * step, text, TABLE, cell.size, values=values))
    return made


def _rules(xs: Sequence[float], ys: Sequence[float], page: Sequence[TableRow], *, merged: bool) -> list[Rule]:
    left, right, top, bottom = xs[0], xs[-1], ys[0], ys[-1]
    rules = outline(xs, ys)
    rules += [Rule(x, top, x, bottom, INNER) for x in xs[1:-1]]
    for place, y in enumerate(ys[1:-1], start=1):
        inside = merged and place > 1 and page[place - 1].group == page[place - 2].group
        if inside:
            rules.append(Rule(left, y, xs[NAME_COLUMN], y, INNER))
            rules.append(Rule(xs[NAME_COLUMN + 1], y, right, y, INNER))
        else:
            rules.append(Rule(left, y, right, y, INNER))
    return rules
