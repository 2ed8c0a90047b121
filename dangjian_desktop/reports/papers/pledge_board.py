"""党员承诺公示栏 (C12): the branch's commitments first, then a card for each member."""

from itertools import groupby

from dangjian_desktop.reports.form import Row, Values
from dangjian_desktop.reports.page import BODY, TITLE, wide, wrap
from dangjian_desktop.reports.papers.boxes import Box, Part, numbered
from dangjian_desktop.reports.papers.kind import PaperKind
from dangjian_desktop.reports.papers.table import LANDSCAPE, Band, TablePaper, info, lay_out_table
from dangjian_desktop.reports.sheet import Sheet

ACROSS = 3
NAME_SIZE, DUTY_SIZE, TEXT_SIZE = 16.0, 11.0, 12.0
PADDING, GAP = 3.5, Part("", size=4)


def lay_out_pledge_board(values: Values, blank: bool) -> tuple[Sheet, ...]:
    """Return the board; rows are commitments (duty, text, due) in blocks of one pledger, the branch's without owner."""
    branch = values.fields.get("branch", "")
    cards = [list(rows) for _, rows in groupby(values.rows, key=lambda row: (row.group, row.owner))]
    own = [Band((_card(rows, columns=ACROSS),)) for rows in cards if not rows[0].owner]
    people = [_card(rows) for rows in cards if rows[0].owner]
    shelves = [people[start : start + ACROSS] for start in range(0, len(people), ACROSS)]
    bands = [*own, *(Band((*shelf, *(Box(()),) * (ACROSS - len(shelf)))) for shelf in shelves)]
    width = round(LANDSCAPE.inner / ACROSS, 3)
    title = f"{branch}党员承诺公示栏"
    line = (info(values.fields.get("line", "")),)
    return lay_out_table(TablePaper(title, LANDSCAPE, (width,) * ACROSS, tuple(bands), above=line, office=branch))


def _card(rows: list[Row], columns: int = 1) -> Box:
    duty = rows[0].cells[0]
    heads = [
        Part(rows[0].group, TITLE, NAME_SIZE, "center"),
        *([Part(duty, "kai", DUTY_SIZE, "center")] if duty else []),
    ]
    room = LANDSCAPE.inner * columns / ACROSS - 2 * PADDING
    items = [_item(words, due, room) for _, words, due in (row.cells for row in rows)]
    parts = (*heads, GAP, *numbered(items, face=BODY, size=TEXT_SIZE), GAP)
    return Box(parts, columns, top=True, padding=PADDING)


def _item(words: str, due: str, room: float) -> str:
    """Return a commitment with its day, which is never torn: it begins a line where the last one has no room for it."""
    if not due:
        return words
    until, hang = f"（时限：{due}）", wide("1.", BODY, TEXT_SIZE)
    last = wrap(words, BODY, TEXT_SIZE, room - hang)[-1]
    fits = wide(f"{last}{until}", BODY, TEXT_SIZE) <= room - hang
    return f"{words}{until}" if fits else f"{words}\n{until}"


PLEDGE_BOARD = PaperKind("pledge_board", "党员承诺公示栏", "C12", "office", lay_out_pledge_board, wall=True)
