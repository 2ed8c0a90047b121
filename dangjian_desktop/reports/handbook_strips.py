"""What a page of the handbook is stacked from: headings, lines of text, rows of tables, pictures, each with its height."""

import struct
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dangjian_desktop.core.handbook import Picture as Shown
from dangjian_desktop.core.handbook import Run, Runs, Section, Table, Text, words_of
from dangjian_desktop.reports.linebreak import line_starts, loose_places
from dangjian_desktop.reports.page import MOST_SPARE, POINT, baseline, centred, wide, wrap
from dangjian_desktop.reports.sheet import Fill, Line, Picture, Rule

BODY_FACE, BOLD_FACE = "song", "hei"
ROOM = 160.0
SIZE, LEADING = 10.5, 17.5
CELL_SIZE, CELL_LEADING = 9.5, 13.5
HEADS = {1: (20.0, 30.0, 0.0, 6.0), 2: (14.0, 22.0, 6.0, 2.0), 3: (11.5, 18.0, 4.0, 1.0)}
"""Of a heading of each level: size and leading in points, millimetres before and after it."""

AFTER_TEXT, AFTER_BLOCK = 1.6, 3.0
INSET = 6.0
PADDING = 1.6
PALE, LINE_WEIGHT, HEAD_GREY = 0.95, 0.4, 0.92
NARROWEST, MEASURED = 16.0, 26.0
CAPTION = 9.0
PICTURE_DOTS_PER_MILLIMETRE = 6.4
"""How many dots of a picture stand on a millimetre at most: a small picture is not blown up."""


class Strip(NamedTuple):
    """A stretch across the text area, its parts counted from its own top left corner in millimetres.

    ``keep`` holds it together with the next; ``head`` is repeated where a page begins with it; ``section`` begins here, ``before`` is free above it.
    """

    height: float
    lines: tuple[Line, ...] = ()
    rules: tuple[Rule, ...] = ()
    fills: tuple[Fill, ...] = ()
    pictures: tuple[Picture, ...] = ()
    links: tuple[tuple[float, float, float, float, str], ...] = ()
    keep: bool = False
    head: "Strip | None" = None
    section: Section | None = None
    before: float = 0.0

    def at_top(self) -> "Strip":
        """Return it without what is free above it."""
        up = self.before
        return self._replace(
            height=self.height - up,
            before=0.0,
            lines=tuple(line._replace(y=line.y - up) for line in self.lines),
            rules=tuple(rule._replace(y1=rule.y1 - up, y2=rule.y2 - up) for rule in self.rules) if up else self.rules,
        )


class _Set(NamedTuple):
    """One broken line of a text: its segments, and the links among them as (x, width, target)."""

    lines: tuple[Line, ...]
    links: tuple[tuple[float, float, str], ...]


def heading(section: Section) -> Strip:
    """Return a section's heading; it stays with what follows."""
    size, leading, before, after = HEADS[section.level]
    rows = wrap(section.title, BOLD_FACE, size, ROOM)
    step = leading * POINT
    lines = tuple(
        Line(0, baseline(before + (place + 1) * step, size, leading), row, BOLD_FACE, size)
        for place, row in enumerate(rows)
    )
    height = before + len(rows) * step + after
    rules = (Rule(0, height - after / 2, ROOM, height - after / 2, 0.8),) if section.level == 1 else ()
    return Strip(height, lines, rules, keep=True, section=section, before=before)


def text_strips(text: Text) -> Iterator[Strip]:
    """Yield a paragraph line by line; neither its first nor its last line stands alone on a page."""
    mark = {"item": "•", "step": f"{text.number}."}.get(text.role, "")
    inset = INSET if text.role != "text" else 0.0
    rows = _set(text.runs, SIZE, inset, ROOM - inset)
    step = LEADING * POINT
    for place, row in enumerate(rows):
        last = place == len(rows) - 1
        y = baseline(step, SIZE, LEADING)
        lines = [line._replace(y=y) for line in row.lines]
        if mark and not place:
            lines.insert(0, Line(inset - 2 - wide(mark, BODY_FACE, SIZE), y, mark, BODY_FACE, SIZE))
        height = step + (AFTER_TEXT if last else 0)
        fills = (Fill(2, 0, 1.2, height, 0.7),) if text.role == "note" else ()
        keep = not last and place in (0, len(rows) - 2)
        yield Strip(height, tuple(lines), fills=fills, links=_links(row, 0, step), keep=keep)


def _links(row: _Set, top: float, height: float) -> tuple[tuple[float, float, float, float, str], ...]:
    return tuple((x, top, width, height, target) for x, width, target in row.links)


def _set(runs: Runs, size: float, left: float, room: float) -> list[_Set]:
    """Break a text of several faces into justified lines."""
    whole = words_of(runs)
    rows = wrap(whole, BODY_FACE, size, room)
    made = []
    for place, (row, start) in enumerate(zip(rows, line_starts(rows, whole), strict=True)):
        pieces = list(_pieces(runs, start, start + len(row.rstrip())))
        made.append(_spread(pieces, size, left, room, last=place == len(rows) - 1))
    return made


def _pieces(runs: Runs, start: int, end: int) -> Iterator[Run]:
    """Yield what of each run stands between two places of the whole text."""
    place = 0
    for run in runs:
        first, last = max(start, place), min(end, place + len(run.text))
        if first < last:
            yield run._replace(text=run.text[first - place : last - place])
        place += len(run.text)


def _spread(pieces: Sequence[Run], size: float, left: float, room: float, *, last: bool) -> _Set:
    faces = [BOLD_FACE if piece.bold else BODY_FACE for piece in pieces]
    natural = [wide(piece.text, face, size) for piece, face in zip(pieces, faces, strict=True)]
    gaps = [len(loose_places(piece.text)) for piece in pieces]
    spare = room - sum(natural)
    loose = sum(gaps) + len(pieces) - 1
    unit = spare / loose if loose > 0 and (not last or spare < 0) and spare < MOST_SPARE * size * POINT else 0.0
    lines, links, x = [], [], left
    for piece, face, width, count in zip(pieces, faces, natural, gaps, strict=True):
        full = width + unit * count
        lines.append(Line(x, 0, piece.text, face, size, width=full if unit and count else None))
        if piece.target:
            links.append((x, full, piece.target))
        x += full + unit
    return _Set(tuple(lines), tuple(links))


def table_strips(table: Table) -> Iterator[Strip]:
    """Yield a table row by row; its heads are repeated on every page, and no row of several stands alone with them."""
    widths = _widths(table)
    head = _row(tuple((Run(words_of(cell), bold=True),) for cell in table.heads), widths, top=True, grey=True)
    yield head._replace(keep=True)
    for place, cells in enumerate(table.rows):
        row = _row(cells, widths, top=False, grey=False)
        yield row._replace(head=head, keep=len(table.rows) > 1 and place in (0, len(table.rows) - 2))
        if place == len(table.rows) - 1:
            yield Strip(AFTER_BLOCK)


def _widths(table: Table) -> tuple[float, ...]:
    """Give short columns what they need, and share the rest by how much the others say."""
    columns = list(zip(*(table.heads, *table.rows), strict=True))
    longest = [max(wide(words_of(cell), BODY_FACE, CELL_SIZE) for cell in column) for column in columns]
    needed = [each + 2 * PADDING + 0.5 for each in longest]
    if sum(needed) <= ROOM:
        return (*needed[:-1], ROOM - sum(needed[:-1]))
    short = [each if each <= MEASURED else 0.0 for each in needed]
    rest = ROOM - sum(short)
    weights = [0.0 if fixed else each**0.5 for fixed, each in zip(short, needed, strict=True)]
    return tuple(
        fixed or max(NARROWEST, rest * weight / sum(weights)) for fixed, weight in zip(short, weights, strict=True)
    )


def _row(cells: Sequence[Runs], widths: Sequence[float], *, top: bool, grey: bool) -> Strip:
    step = CELL_LEADING * POINT
    texts = [_set(cell, CELL_SIZE, 0, width - 2 * PADDING) for cell, width in zip(cells, widths, strict=True)]
    height = max(len(rows) for rows in texts) * step + 2 * PADDING * 0.8
    lines: list[Line] = []
    links: list[tuple[float, float, float, float, str]] = []
    rules = [Rule(0, height, sum(widths), height, LINE_WEIGHT)]
    if top:
        rules.append(Rule(0, 0, sum(widths), 0, LINE_WEIGHT))
    x = 0.0
    for rows, width in zip(texts, widths, strict=True):
        for place, row in enumerate(rows):
            y = PADDING * 0.8 + baseline((place + 1) * step, CELL_SIZE, CELL_LEADING)
            lines += [line._replace(x=line.x + x + PADDING, y=y) for line in row.lines]
            top_of_line = PADDING * 0.8 + place * step
            links += [(left + x + PADDING, top_of_line, wide_, step, to) for left, wide_, to in row.links]
        rules.append(Rule(x, 0, x, height, LINE_WEIGHT))
        x += width
    rules.append(Rule(x, 0, x, height, LINE_WEIGHT))
    fills = (Fill(0, 0, sum(widths), height, HEAD_GREY),) if grey else ()
    return Strip(height, tuple(lines), tuple(rules), fills, links=tuple(links))


def picture_strip(shown: Shown, data: bytes) -> Strip:
    """Return a picture with its frame and caption."""
    across, down = struct.unpack(">II", data[16:24])  # a PNG's own first words
    width = min(ROOM, across / PICTURE_DOTS_PER_MILLIMETRE)
    height = width * down / across
    left = (ROOM - width) / 2
    right = left + width
    rules = (
        Rule(left, 0, right, 0, LINE_WEIGHT),
        Rule(left, height, right, height, LINE_WEIGHT),
        Rule(left, 0, left, height, LINE_WEIGHT),
        Rule(right, 0, right, height, LINE_WEIGHT),
    )
    caption = centred(shown.caption, BODY_FACE, CAPTION, 0, ROOM, height + 4.5, 0)
    return Strip(height + 8, (caption,), rules, pictures=(Picture(left, 0, width, height, data),))
