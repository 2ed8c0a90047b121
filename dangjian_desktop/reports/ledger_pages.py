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


def divide_rows(body: Ledger, rows: Sequence[TableRow], frame: Frame) -> list[list[TableRow]]:
    """Return the rows of each page, filled from the top; a row that is taller than a page goes on to the next."""
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
    return [stretched(body, pages[: place + 1], frame) for place in range(len(pages))]


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
    return sum(row.height for row in stretched(body, pages, frame))


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
