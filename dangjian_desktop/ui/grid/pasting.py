"""Where the cells of a pasted block belong: tables of WPS have headings, merged names, and no column for the year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from dangjian_desktop.ui.grid.clipboard import Block
from dangjian_desktop.ui.grid.lines import PERSON_KINDS
from dangjian_desktop.ui.grid.model import PERIOD_KEYS

if TYPE_CHECKING:
    from dangjian_desktop.schemes.scheme import Column

FEWEST_HEADINGS = 2


class Fitted(NamedTuple):
    """The rows to write, the grid's column for each of their cells, and what of the block found none."""

    block: Block
    places: list[int]
    lost: str


def fit(block: Block, columns: Sequence[Column], places: Sequence[int]) -> Fitted:
    """Return where a block goes whose first cell was put on the first of these places.

    A first row that is headings says so itself, wherever the cursor is. Else the year and quarter of the page are passed
    over when the block has none. A row without a name goes on about the person of the row above it, as merged cells do.
    """
    fitted = _by_headings(block, columns) or _by_place(block, columns, places)
    _go_on_about_people(fitted, columns)
    return fitted


def _by_headings(block: Block, columns: Sequence[Column]) -> Fitted | None:
    named = {name: place for place, column in enumerate(columns) for name in (*column.synonyms, column.heading)}
    found = [named.get("".join(cell.split())) for cell in block[0]]
    known = [place for place in found if place is not None]
    if len(block) == 1 or len(known) < FEWEST_HEADINGS or len(set(known)) < len(known):
        return None
    ats = [at for at, place in enumerate(found) if place is not None]
    rows = [[row[at] if at < len(row) else "" for at in ats] for row in block[1:]]
    lost = [cell.strip() for at, cell in enumerate(block[0]) if at not in ats and cell.strip() not in ("", "序号")]
    return Fitted(rows, known, f"“{'、'.join(lost)}”" if lost else "")


def _by_place(block: Block, columns: Sequence[Column], places: Sequence[int]) -> Fitted:
    kept: list[int] = []
    for place in places:
        if not _is_passed_over(block, len(kept), columns[place]):
            kept.append(place)
    width = max(map(len, block))
    lost = width - len(kept)
    return Fitted([list(row) for row in block], kept[:width], f"右边多出的 {lost} 列" if lost > 0 else "")


def _is_passed_over(block: Block, at: int, column: Column) -> bool:
    """Say whether a column of the page's own period meets cells that cannot be meant for it."""
    if column.key not in PERIOD_KEYS or at == 0:
        return False
    met = [row[at].strip() for row in block if at < len(row)]
    return any(met) and not all(cell.isdecimal() for cell in met if cell)


def _go_on_about_people(fitted: Fitted, columns: Sequence[Column]) -> None:
    at = next((at for at, place in enumerate(fitted.places) if columns[place].kind.value in PERSON_KINDS), None)
    if at is None or len(fitted.places) == 1:
        return
    for above, row in zip(fitted.block, fitted.block[1:], strict=False):
        if at < len(row) and not row[at].strip() and any(cell.strip() for cell in row):
            row[at] = above[at] if at < len(above) else ""
