"""How the rows of a ledger fill its pages: rows that no page holds, and names merged over their blocks."""

from collections.abc import Sequence
from itertools import groupby

from dangjian_desktop.reports.form import Ledger
from dangjian_desktop.reports.ledger_rows import (
    ABOVE,
    LEADING,
    NAME_COLUMN,
    Frame,
    Setting,
    TableRow,
    is_name,
    set_cell,
)
from dangjian_desktop.reports.linebreak import line_starts
from dangjian_desktop.reports.page import POINT

BEGUN_FROM = 30.0
"""How much of a page must be free for a row taller than a page to begin there, in millimetres."""


class _Page:
    """A page that is being filled: its rows, and the height that they need when each block has room for its name.

    ``before`` is the last row of the page before. The height is carried on: each row would measure all others again.
    """

    def __init__(self, body: Ledger, frame: Frame, before: TableRow | None) -> None:
        self.rows: list[TableRow] = []
        self.before = before
        self._body, self._frame = body, frame
        self._above = self._block = self._name = 0.0
        self._group: int | None = None

    @property
    def height(self) -> float:
        """What the rows need."""
        return self._above + max(self._block, self._name)

    def with_row(self, row: TableRow) -> float:
        """Return what they need with one more."""
        if row.group == self._group:
            return self._above + max(self._block + row.height, self._name)
        return self.height + max(row.height, self._name_height(row))

    def add(self, row: TableRow) -> None:
        """Put one more below the others."""
        if row.group != self._group:
            self._above, self._block, self._name = self.height, 0.0, self._name_height(row)
            self._group = row.group
        self._block += row.height
        self.rows.append(row)

    def take(self, block: Sequence[TableRow], room: float) -> bool:
        """Put a whole new block below the others if it fits: nearly all do, and need no second look at each row."""
        name, height = self._name_height(block[0]), sum([row.height for row in block])
        if block[0].group == self._group or self.height + max(height, name) > room:
            return False
        self._above, self._block, self._name, self._group = self.height, height, name, block[0].group
        self.rows += block
        return True

    def _name_height(self, row: TableRow) -> float:
        if not self._body.grouped:
            return 0.0
        continued = not self.rows and self.before is not None and self.before.group == row.group
        return name_of(row, self._frame, continued=continued).height


MOST_ALONG = (30.0, 15.0, 9.0)
"""How much of a page may stay empty so that no row of a block stands alone, in millimetres: less where it costs a page."""

LOWERED = 2.0
"""By how much rows are lowered at a time, in millimetres."""


def fewest_pages(body: Ledger, rows: list[TableRow], frame: Frame) -> tuple[list[TableRow], list[list[TableRow]]]:
    """Return the rows and their pages; rows with much room to write are lowered, alike, as far as that saves a page."""
    pages, height = divide_rows(body, rows, frame), body.row_height - LOWERED
    while len(pages) > 1 and body.lowest and height >= body.lowest:
        lower = [row._replace(height=max(height, *(cell.height for cell in row.cells))) for row in rows]
        fewer = divide_rows(body, lower, frame)
        if len(fewer) < len(pages):
            return lower, fewer
        height -= LOWERED
    return rows, pages


def divide_rows(body: Ledger, rows: Sequence[TableRow], frame: Frame) -> list[list[TableRow]]:
    """Return the rows of each page, filled from the top; a row that is taller than a page goes on to the next.

    A block is kept together, or two rows of it on either page, where that costs no page.
    """
    pages = _divided(body, rows, frame, most=0)
    if body.grouped and len(pages) > 1:
        tried = (_divided(body, rows, frame, most=most) for most in MOST_ALONG)
        pages = next((kept for kept in tried if len(kept) <= len(pages)), pages)
    return [stretched(body, pages[: place + 1], frame) for place in range(len(pages))]


def _divided(body: Ledger, rows: Sequence[TableRow], frame: Frame, *, most: float) -> list[list[TableRow]]:
    made, start = [_Page(body, frame, None)], 0
    for block in blocks(rows):
        if not made[-1].take(block, frame.room(len(made) - 1) + 0.01):
            for place in range(start, start + len(block)):
                _place(body, rows, place, made, frame, most=most)
        start += len(block)
    return [page.rows for page in made]


def _place(body: Ledger, rows: Sequence[TableRow], place: int, made: list[_Page], frame: Frame, *, most: float) -> None:
    """Put a row on the last page, or on as many new ones as it needs."""
    rest: TableRow | None = rows[place]
    while rest:
        page, room = made[-1], frame.room(len(made) - 1)
        if page.rows and page.with_row(rest) > room + 0.01:
            if begun := _begun(body, page, rest, room, frame):
                page.add(begun[0])
                rest = begun[1]
                made.append(_Page(body, frame, page.rows[-1]))
                continue
            along = _taken_along(rows, place, page.rows, most) if most and rest is rows[place] else []
            if along:
                page = made[-1] = _filled(body, frame, page, len(page.rows) - len(along))
            made.append(_Page(body, frame, page.rows[-1]))
            for each in along:
                made[-1].add(each)
            continue
        part, rest = _cut(body, rest, room)
        page.add(part)


def _filled(body: Ledger, frame: Frame, page: _Page, count: int) -> _Page:
    """Return a page with only the first of its rows."""
    fewer = _Page(body, frame, page.before)
    for row in page.rows[:count]:
        fewer.add(row)
    return fewer


def _taken_along(rows: Sequence[TableRow], place: int, page: Sequence[TableRow], most: float) -> list[TableRow]:
    """Return the rows at a page's end that go on to the next with the row at ``place``.

    A block of three rows or fewer is not divided, and of a longer one no row stands alone on either page, unless that
    leaves more than ``most`` millimetres of the page empty.
    """
    group, here = rows[place].group, 0
    while here < len(page) and page[-1 - here] is rows[place - 1 - here] and rows[place - 1 - here].group == group:
        here += 1
    begins = place == here or rows[place - here - 1].group != group
    last = place + 1 == len(rows) or rows[place + 1].group != group
    count = 1 if (here == 1 and begins) or (here > 1 and last) else 0
    if here == 2 and begins and last:
        count = here
    along = list(page[len(page) - count :]) if count else []
    return along if count < len(page) and sum(row.height for row in along) <= most else []


def _begun(
    body: Ledger, page: _Page, row: TableRow, room: float, frame: Frame
) -> tuple[TableRow, TableRow | None] | None:
    """Divide a row that no page holds where a page ends, so that little of that page stays empty."""
    left = room - page.height
    if row.height <= frame.room(1) + 0.01 or left < BEGUN_FROM:
        return None
    part, rest = _cut(body, row, left)
    return (part, rest) if page.with_row(part) <= room + 0.01 else None


def stretched(body: Ledger, pages: Sequence[Sequence[TableRow]], frame: Frame) -> list[TableRow]:
    """Return the last page, the last row of each block stretched whose name needs more height than its rows."""
    grown: list[TableRow] = []
    for place, block in enumerate(blocks(pages[-1])):
        lack = 0.0
        if body.grouped:
            name = name_of(block[0], frame, continued=place == 0 and continues(pages))
            lack = max(lack, name.height - sum(row.height for row in block))
        last = block[-1]._replace(height=block[-1].height + lack) if lack else block[-1]
        grown += [*block[:-1], last]
    return grown


def name_of(row: TableRow, frame: Frame, *, continued: bool) -> Setting:
    """Return the name of a block; one that began on the page before is repeated with （续）."""
    name = row.cells[NAME_COLUMN]
    if not (continued and name.text):
        return name
    repeated = set_cell(f"{name.text}（续）", frame.widths[NAME_COLUMN], name.size, centred=True)
    return repeated._replace(value=name.value)


def _cut(body: Ledger, row: TableRow, room: float) -> tuple[TableRow, TableRow | None]:
    """Divide a row that is taller than a page; its first part carries the short cells, each part its block's name."""
    if row.height <= room + 0.01:
        return row, None
    taken, left = [], []
    for column, cell in enumerate(row.cells):
        fits = len(cell.lines) if is_name(body, column) else _lines_in(room, cell.size)
        head, tail = _divide(cell, fits)
        taken.append(head)
        left.append(cell if is_name(body, column) else tail)
    rest = max(body.row_height, *(cell.height for column, cell in enumerate(left) if not is_name(body, column)))
    return row._replace(cells=tuple(taken), height=room), row._replace(cells=tuple(left), height=rest)


def _lines_in(room: float, size: float) -> int:
    return max(1, int((room - 2 * ABOVE + 0.01) // (size * LEADING * POINT)))


def _divide(cell: Setting, fits: int) -> tuple[Setting, Setting]:
    """Divide a cell after some of its lines."""
    place = line_starts(cell.lines, cell.text)[fits] if fits < len(cell.lines) else len(cell.text)
    head = cell._replace(text=cell.text[:place].rstrip("\n"), lines=cell.lines[:fits])
    value = max(cell.value - place, 0)
    return head, cell._replace(text=cell.text[place:], lines=cell.lines[fits:], value=value)


def blocks(page: Sequence[TableRow]) -> list[list[TableRow]]:
    """Return the rows of each name of a page."""
    return [list(block) for _, block in groupby(page, key=lambda row: row.group)]


def continues(pages: Sequence[Sequence[TableRow]]) -> bool:
    """Tell whether the last page begins within a block of the page before."""
    return len(pages) > 1 and pages[-2][-1].group == pages[-1][0].group
