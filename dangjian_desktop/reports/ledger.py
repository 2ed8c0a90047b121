"""Ledgers: forms 3, 4, 5 and 7, with heads repeated, long cells wrapped and merged names carried over pages."""

import re
from collections.abc import Mapping, Sequence

from dangjian_desktop.reports.form import Form, Ledger, Values
from dangjian_desktop.reports.ledger_pages import blocks, continues, fewest_pages, name_of, stretched
from dangjian_desktop.reports.ledger_rows import (
    LEADING,
    LONG_SIZE,
    NAME_COLUMN,
    PADDING,
    SIZE,
    Frame,
    Setting,
    TableRow,
    filled_rows,
    is_name,
    sample_rows,
    set_cell,
)
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
)
from dangjian_desktop.reports.sheet import Cell, Grid, Line, Margins, Rule, Sheet, Spans, within
from dangjian_desktop.reports.wording import Marked, Wording, mark_in

HEAD_LEAST = 9.0
NUMBER_LEAST = 12.0
REMARK_BELOW = 6.0
GAP = re.compile(r" {2,}")
GAP_SHOWN = "　　"
INFO, REMARK = 10, 90
"""The paragraphs of a ledger outside its table; 0 is the title."""

Standing = tuple[int, int, int, Setting]
"""A cell in its place: row, column, how many rows it spans, and what is set in it."""


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
        set_cell(wording.text(form, c.key), w, SIZE, centred=True) for c, w in zip(body.columns, widths, strict=True)
    )
    frame = Frame(margins, widths, top + 2, head, max(HEAD_LEAST, *(cell.height for cell in head)))
    rows = sample_rows(body, frame) if blank else filled_rows(body, values, frame)
    rows, pages = fewest_pages(body, rows, frame)
    sheets = [
        _sheet(body, heads if place == 0 else [], page, frame, place, continued=continues(pages[: place + 1]))
        for place, page in enumerate(pages)
    ]
    if len(sheets) > 1:
        sheets[0] = sheets[0]._replace(whole=_whole(body, rows, frame))
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
    return sheet._replace(lines=(*sheet.lines, remark))


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
    own = [column for column in range(len(frame.head)) if not is_name(body, column)]
    for place, row in enumerate(page, start=1):
        placed += [(place, column, 1, row.cells[column]) for column in own]
    if body.grouped:
        placed += _names(page, frame, continued=continued)
    return sorted(placed)


def _grid(placed: Sequence[Standing], heights: Sequence[float], frame: Frame, top: float) -> Grid:
    cells = [
        Cell(place, column, rows, 1, cell.text, cell.size, "center" if cell.centred else "left")
        for place, column, rows, cell in placed
    ]
    return Grid(frame.margins.left, top, frame.widths, tuple(heights), tuple(cells), head=1, leading=LEADING)


def _whole(body: Ledger, rows: Sequence[TableRow], frame: Frame) -> Grid:
    """The table before it is divided into pages: for those who go on writing in it."""
    grown = stretched(body, [rows], frame)
    heights = [frame.head_height, *(row.height for row in grown)]
    return _grid(_placed(body, grown, frame, continued=False), heights, frame, frame.first_top)


def _names(page: Sequence[TableRow], frame: Frame, *, continued: bool) -> list[Standing]:
    """Merge each name over its block."""
    found, start = [], 1
    for block in blocks(page):
        found.append((start, NAME_COLUMN, len(block), name_of(block[0], frame, continued=continued and start == 1)))
        start += len(block)
    return found


def _notices(page: Sequence[TableRow]) -> tuple[str, ...]:
    least = min((cell.size for row in page for cell in row.cells if cell.text), default=SIZE)
    return (f"较长的格子用 {least:g} 磅字。",) if least < SIZE else ()


def _cell_lines(cell: Setting, x: float, width: float, y: float, height: float) -> list[Line]:
    text, lines, size, centred, value = cell
    if not text:
        return []
    step = size * LEADING * POINT
    base = baseline(y + (height - len(lines) * step) / 2 + step, size, size * LEADING)
    starts = line_starts(lines, text) if len(lines) > 1 else [0]
    made = []
    for place, line in enumerate(lines):
        if not line:
            continue
        inset = max(0.0, (width - wide(line, TABLE, size)) / 2) if centred else PADDING
        known = min(value - starts[place], len(line))
        made.append(_table_line(x + inset, base + place * step, line, size, ((0, known),) if known > 0 else ()))
    return made


def _table_line(x: float, y: float, text: str, size: float, values: Spans) -> Line:
    return Line(x, y, text, TABLE, size, None, -1, "left", "body", 0, 0, values)


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
