"""The rows of a ledger before they have a page: each cell's text in its lines and size."""

from collections.abc import Sequence, Set
from functools import lru_cache
from typing import NamedTuple

from dangjian_desktop.reports import fonts
from dangjian_desktop.reports.form import Ledger, TableColumn, Values
from dangjian_desktop.reports.linebreak import ends_alone
from dangjian_desktop.reports.page import POINT, REMEMBERED, TABLE, wrap, wrap_name
from dangjian_desktop.reports.sheet import Margins

SIZES = (12.0, 10.5, 9.0)
SIZE, LONG_SIZE, _ = SIZES
MOST_LINES = (2, 8)
"""A text that needs more lines than this in 12 points is set in 10.5, one that still needs more than this in 9."""

ONE_IN = 3
"""When one long text in so many of a column is set in 10.5 points, the others are too."""

LEADING = 1.3
PADDING = 1.5
ABOVE = 1.2
"""What is left free beside and above the text of a cell, in millimetres."""

NAME_COLUMN = 1


class Setting(NamedTuple):
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


class TableRow(NamedTuple):
    """A body row before it has a page: its cells, its height and its block.

    In a grouped ledger the cell of the name does not count for the height: it is merged over its block.
    """

    cells: tuple[Setting, ...]
    height: float
    group: int


class Frame(NamedTuple):
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


def filled_rows(body: Ledger, values: Values, frame: Frame) -> list[TableRow]:
    """Return the rows with their numbers, and number the blocks of one name; a sample's blank rows stay below few records."""
    made: list[TableRow] = []
    group = 0
    for place, row in enumerate(values.rows):
        if place and not (body.grouped and row.same_block(values.rows[place - 1])):
            group += 1
        texts = [str(place + 1), *((row.group,) if body.grouped else ()), *row.cells]
        made.append(_row(body, texts, frame, group, filled=True))
    made = _evened(body, made, frame)
    empty = [""] * len(body.columns)
    return made + [_row(body, empty, frame, group + 1 + place) for place in range(body.least_rows - len(made))]


def _evened(body: Ledger, rows: Sequence[TableRow], frame: Frame) -> list[TableRow]:
    """Set the texts of a column alike: in the smaller type once a day or post, or one long text in three, takes it."""
    uneven = {
        place
        for place, column in enumerate(body.columns)
        if place > NAME_COLUMN and _is_uneven([row.cells[place] for row in rows], days=column.centred)
    }
    return [_alike(body, row, uneven, frame) for row in rows] if uneven else list(rows)


def _is_uneven(cells: Sequence[Setting], *, days: bool) -> bool:
    if days:
        return any(len(cell.lines) == 1 and cell.size < SIZE for cell in cells)
    filled = [cell.size for cell in cells if cell.text]
    return len(set(filled)) > 1 and sum(size < SIZE for size in filled) * ONE_IN >= len(filled)


def _alike(body: Ledger, row: TableRow, columns: Set[int], frame: Frame) -> TableRow:
    cells = list(row.cells)
    for place in columns:
        cell = cells[place]
        if cell.text and cell.size == SIZE and (len(cell.lines) == 1 or not cell.centred):
            cells[place] = set_cell(cell.text, frame.widths[place], LONG_SIZE, centred=cell.centred, value=cell.value)
    return row._replace(cells=tuple(cells), height=_height(body, cells))


def _height(body: Ledger, cells: Sequence[Setting]) -> float:
    return max(body.row_height, *(cell.height for place, cell in enumerate(cells) if not is_name(body, place)))


def sample_rows(body: Ledger, frame: Frame) -> list[TableRow]:
    """Return the rows of the blank form: as many rows as the sample, or a full page of them."""
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
    edition = fonts.edition()
    cells = tuple([_fit(text, column, width, filled, edition) for text, column, width in columns])
    return TableRow(cells, _height(body, cells), group)


def is_name(body: Ledger, column: int) -> bool:
    """Tell whether a column is the one whose cells are merged over their blocks."""
    return body.grouped and column == NAME_COLUMN


def set_cell(text: str, width: float, size: float, *, centred: bool, value: int = 0) -> Setting:
    """Break a text into the lines of its cell; a centred one, a name, after its dots."""
    broken = (wrap_name if centred else wrap)(text, TABLE, size, width - 2 * PADDING)
    return Setting(text, broken, size, centred, value)


@lru_cache(maxsize=REMEMBERED)
def _fit(text: str, column: TableColumn, width: float, filled: bool, _edition: int) -> Setting:
    """Set a cell in 12 points, a long one in 10.5 or 9.

    In 10.5 too a name or a day that stays on one line by it, and a text whose last character else stands alone. A column
    says the same again and again: the rows of a person bear one name, those of a month one day.
    """
    centred, value = column.centred, len(text) if filled else 0
    cell = set_cell(text, width, SIZES[0], centred=centred, value=value)
    if len(cell.lines) == 1:
        return cell
    small = set_cell(text, width, SIZES[1], centred=centred, value=value)
    whole = centred and len(cell.lines) > 1 == len(small.lines)
    whole |= ends_alone(cell.lines) and len(small.lines) < len(cell.lines)
    gains = centred or len(small.lines) < len(cell.lines) or not ends_alone(small.lines)
    if not whole and (len(cell.lines) <= MOST_LINES[0] or not gains):
        return cell
    return small if len(small.lines) <= MOST_LINES[1] else set_cell(text, width, SIZES[2], centred=centred, value=value)
