"""Approval forms 8 and 9: always one page, long texts in smaller type, the rest on an attached sheet."""

from collections.abc import Sequence
from typing import NamedTuple

from dangjian_desktop.reports.form import Approval, Box, Form, Values
from dangjian_desktop.reports.linebreak import line_starts
from dangjian_desktop.reports.page import (
    BODY,
    INNER,
    LETTER,
    MOST_SPARE,
    ONE_PAGE,
    POINT,
    TABLE,
    Options,
    baseline,
    edges,
    numbered,
    outline,
    spread,
    title_lines,
    wide,
    wrap,
    wrap_name,
)
from dangjian_desktop.reports.sheet import Cell, Grid, Line, Picture, Rule, Sheet, within
from dangjian_desktop.reports.wording import Wording

SIZES = (12.0, 10.5, 9.0)
LEADING = 1.35
PADDING = 1.5
ABOVE_LONG = 2.0
"""What is left free above a long text, in millimetres; 1 mm is left below any text and above a short one."""

DEEDS_ROW = 4
PHOTO_ROWS = 4
TALLEST = 26.0
"""How far a row of short cells may grow for a long name, in millimetres: the deeds keep most of the page."""

CONTINUED = "（续附页）"
INDENT = 2
SEAL_LINES = (("（盖章）", 8.5), ("　年　月　日", 2.5))
"""The lines of an opinion cell to be stamped and dated, and how far they stand above its lower rule (A7-24)."""

SEAL_LINES_ROOM = 14.0


class Fitted(NamedTuple):
    """A cell's text set into its box; ``rest`` did not fit and goes to the attached sheet.

    ``told`` are the lines that say so, below the text's own. A rest that begins a paragraph begins with its line feed.
    """

    box: Box
    row: int
    text: str
    lines: tuple[str, ...]
    size: float
    rest: str = ""
    told: tuple[str, ...] = ()


class Room(NamedTuple):
    """How a long text stands in its cell: its size, how many characters still go in, and how many do not."""

    size: float
    left: int
    over: int


def lay_out_approval(
    form: Form, body: Approval, values: Values, *, blank: bool, wording: Wording, options: Options
) -> tuple[Sheet, ...]:
    """Return the form's page, and an attached sheet when a text is too long for it."""
    heads, top = _heads(form, values, wording, blank=blank)
    texts = _texts(form, body, values, wording, blank=blank)
    heights = _heights(body, texts, ONE_PAGE.end - top)
    fitted = [_fit(box, row, text, body, heights, options) for row, box, text in texts]
    xs, ys = edges(ONE_PAGE.left, body.widths), edges(top, heights)
    lines = heads + [line for cell in fitted for line in _cell_lines(cell, xs, ys, options)]
    cells = sorted([_cell(cell, options) for cell in fitted] + _photo_cells(body), key=lambda c: (c.row, c.column))
    page = Sheet(
        ONE_PAGE.width,
        ONE_PAGE.height,
        tuple(lines),
        tuple(_rules(body, xs, ys)),
        _pictures(values, xs, ys),
        Grid(ONE_PAGE.left, top, body.widths, tuple(heights), tuple(cells), leading=LEADING),
        () if blank else _notices(fitted),
        ONE_PAGE,
    )
    rests = [(wording.text(form, cell.box.field).replace("\n", ""), cell.rest) for cell in fitted if cell.rest]
    return (page, *_attached(form, rests, values, wording)) if rests else (page,)


def room_in_cell(form: Form, body: Approval, values: Values, field: str, *, wording: Wording, options: Options) -> Room:
    """Return how a long text stands in its cell; what is left counts Chinese characters of the smallest size."""
    _, top = _heads(form, values, wording, blank=False)
    texts = _texts(form, body, values, wording, blank=False)
    heights = _heights(body, texts, ONE_PAGE.end - top)
    row, box, text = next(each for each in texts if each[1].field == field)
    fitted = _fit(box, row, text, body, heights, options)
    if fitted.rest:
        return Room(fitted.size, 0, len(fitted.rest.replace("\n", "")))
    size, width = SIZES[-1], _room(box, body)
    lines = _lines(text, size, width, box)
    begun = text.rpartition("\n")[2]
    ending = _lines(begun, size, width, box)
    spent = wide(ending[-1], TABLE, size) if ending else 0.0
    indent = _indent(box, size) if len(ending) <= 1 else 0.0
    of_line = [int((width - each + 0.01) / (size * POINT)) for each in (indent + spent, 0.0)]
    free = _lines_of(box, row, heights, options) - max(len(lines), 1)
    return Room(fitted.size, max(of_line[0] + of_line[1] * free, 0), 0)


def _heads(form: Form, values: Values, wording: Wording, *, blank: bool) -> tuple[list[Line], float]:
    """The title and 填报单位 under it; return where the grid begins."""
    heads, top = title_lines(wording.text(form, "title"), ONE_PAGE, ONE_PAGE.top)
    info = wording.marked(form, "info", values.fields, blank=blank)
    parts = wrap(info.text, TABLE, SIZES[0], ONE_PAGE.inner)
    for part, start in zip(parts, line_starts(parts, info.text), strict=True):
        top += 6.5
        line = Line(ONE_PAGE.left, top, part, TABLE, SIZES[0], paragraph=10, role="info", leading=6.5 / POINT)
        heads.append(line._replace(values=within(info.values, start, len(part))))
    return heads, top + 2


def _pictures(values: Values, xs: Sequence[float], ys: Sequence[float]) -> tuple[Picture, ...]:
    if not values.photo:
        return ()
    return (Picture(xs[6] + 1, ys[0] + 1, xs[7] - xs[6] - 2, ys[PHOTO_ROWS] - ys[0] - 2, values.photo),)


def _texts(form: Form, body: Approval, values: Values, wording: Wording, *, blank: bool) -> list[tuple[int, Box, str]]:
    def text(box: Box) -> str:
        if box.label:
            return wording.text(form, box.label)
        return wording.text(form, f"blank.{box.field}") if blank else values.fields.get(box.field, "")

    return [(row, box, text(box)) for row, boxes in enumerate(body.rows) for box in boxes if not box.photo]


def _room(box: Box, body: Approval) -> float:
    return sum(body.widths[box.first - 1 : box.last]) - 2 * PADDING


def _height(lines: int, size: float) -> float:
    return lines * size * LEADING * POINT + 2


def _heights(body: Approval, texts: Sequence[tuple[int, Box, str]], room: float) -> list[float]:
    """Short rows grow for a long name; the deeds take what the page has to spare."""
    heights = list(body.heights)
    for row, box, text in texts:
        if not box.long and box.field and text:
            smallest = wrap_name(text, TABLE, SIZES[-1], _room(box, body))
            heights[row] = max(heights[row], min(_height(len(smallest), SIZES[-1]), TALLEST))
    heights[DEEDS_ROW] += room - sum(heights)
    return heights


def _fit(box: Box, row: int, text: str, body: Approval, heights: Sequence[float], options: Options) -> Fitted:
    """Set a text in the largest size that fits; a short one rather smaller than broken (维吾尔族, not 维吾尔-族)."""
    width, room = _room(box, body), _height_for(box, row, heights, options)
    broken = {size: _lines(text, size, width, box) for size in SIZES}
    fitting = [size for size in SIZES if _height(len(broken[size]), size) <= room + 0.01]
    whole = [size for size in fitting[:2] if not box.long and len(broken[size]) == 1]
    if fitting:
        size = (whole or fitting)[0]
        return Fitted(box, row, text, tuple(broken[size]), size)
    return _divided(box, row, text, width, room)


def _height_for(box: Box, row: int, heights: Sequence[float], options: Options) -> float:
    room = heights[row] - (SEAL_LINES_ROOM if _is_sealed(box, options) else 0)
    return room - (ABOVE_LONG - 1 if box.long else 0)


def _lines_of(box: Box, row: int, heights: Sequence[float], options: Options) -> int:
    """How many lines of the smallest size a cell holds."""
    return int((_height_for(box, row, heights, options) - 2 + 0.01) // (SIZES[-1] * LEADING * POINT))


def _divided(box: Box, row: int, text: str, width: float, room: float) -> Fitted:
    """Fill the cell in the smallest size; the rest of the text is kept as it was written."""
    size = SIZES[-1]
    told = wrap(CONTINUED, TABLE, size, width)
    lines = _lines(text, size, width, box)
    fits = max(int((room - 2 + 0.01) // (size * LEADING * POINT)) - len(told), 0)
    place = line_starts(lines, text)[fits]
    place -= text[:place].endswith("\n")
    return Fitted(box, row, text[:place], tuple(lines[:fits]), size, text[place:], tuple(told))


def _lines(text: str, size: float, width: float, box: Box) -> tuple[str, ...]:
    if not text:
        return ()
    if box.long:
        return wrap(text, TABLE, size, width, indent=_indent(box, size))
    return wrap_name(text, TABLE, size, width)


def _indent(box: Box, size: float) -> float:
    """Each paragraph of a long text begins two characters in."""
    return INDENT * size * POINT if box.long else 0


def _is_sealed(box: Box, options: Options) -> bool:
    return options.seal_lines and box.field in ("branch_opinion", "general_opinion")


def _notices(fitted: Sequence[Fitted]) -> tuple[str, ...]:
    """Tell what was done to the values; a label in smaller type is part of the form."""
    told = []
    least = min((cell.size for cell in fitted if cell.box.field and cell.text), default=SIZES[0])
    if least < SIZES[0]:
        told.append(f"文字较多的格子用 {least:g} 磅字。")
    if any(cell.rest for cell in fitted):
        told.append("放不下的文字印在附页上。")
    return tuple(told)


def _cell_lines(cell: Fitted, xs: Sequence[float], ys: Sequence[float], options: Options) -> list[Line]:
    box, step = cell.box, cell.size * LEADING * POINT
    left, width = xs[box.first - 1], xs[box.last] - xs[box.first - 1]
    top, bottom = ys[cell.row], ys[cell.row + 1]
    first = (top + ABOVE_LONG if box.long else (top + bottom - (len(cell.lines) + len(cell.told)) * step) / 2) + step
    base = baseline(first, cell.size, cell.size * LEADING)
    made, placed = [], _placed(cell, width)
    for place, (text, inset, wanted) in enumerate(placed):
        if text:
            is_value = bool(box.field) and place < len(placed) - len(cell.told)
            values = ((0, len(text)),) if is_value else ()
            made.append(Line(left + inset, base + place * step, text, TABLE, cell.size, wanted, values=values))
    return made + (_seal_lines(xs[box.last], bottom) if _is_sealed(box, options) else [])


def _placed(cell: Fitted, width: float) -> list[tuple[str, float, float | None]]:
    """Justify a long text like a letter, centre a short one: text, inset and width of each line."""
    if not cell.box.long:
        centred = [(text, (width - wide(text, TABLE, cell.size)) / 2, None) for text in (*cell.lines, *cell.told)]
        return [(text, max(0.0, inset), wanted) for text, inset, wanted in centred]
    room, indent = width - 2 * PADDING, _indent(cell.box, cell.size)
    made: list[tuple[str, float, float | None]] = [
        (text, PADDING + inset, wanted)
        for paragraph in (cell.text.split("\n") if cell.text else [])
        for text, inset, wanted in spread(paragraph, TABLE, cell.size, room, indent=indent)
    ]
    if made and cell.rest and not cell.rest.startswith("\n"):
        # The paragraph goes on on the attached sheet: its last line here is not its end.
        text, inset, _ = made[-1]
        full = room + PADDING - inset
        if full - wide(text.rstrip(), TABLE, cell.size) <= MOST_SPARE * cell.size * POINT:
            made[-1] = (text, inset, full)
    return made + [(text, PADDING, None) for text in cell.told]


def _seal_lines(right: float, bottom: float) -> list[Line]:
    """Stand the lines below each other's middle at the bottom right of their cell."""
    widest = max(wide(text, TABLE, SIZES[0]) for text, _ in SEAL_LINES)
    return [
        Line(right - 6 - (widest + wide(text, TABLE, SIZES[0])) / 2, bottom - above, text, TABLE, SIZES[0])
        for text, above in SEAL_LINES
    ]


def _cell(cell: Fitted, options: Options) -> Cell:
    seals = [text for text, _ in SEAL_LINES * _is_sealed(cell.box, options)]
    text = "\n".join(filter(None, [cell.text, *([CONTINUED] if cell.rest else []), *seals]))
    align, indent = ("justify", INDENT) if cell.box.long else ("center", 0)
    span = cell.box.last - cell.box.first + 1
    return Cell(cell.row, cell.box.first - 1, 1, span, text, cell.size, align, indent=indent, at_end=len(seals))


def _photo_cells(body: Approval) -> list[Cell]:
    return [
        Cell(row, box.first - 1, PHOTO_ROWS, 1, "", photo=True)
        for row, boxes in enumerate(body.rows)
        for box in boxes
        if box.photo
    ]


def _rules(body: Approval, xs: Sequence[float], ys: Sequence[float]) -> list[Rule]:
    rules = outline(xs, ys)
    for place, y in enumerate(ys[1:-1], start=1):
        rules.append(Rule(xs[0], y, xs[6] if place < PHOTO_ROWS else xs[-1], y, INNER))
    for row, boxes in enumerate(body.rows):
        rules += [Rule(xs[box.last], ys[row], xs[box.last], ys[row + 1], INNER) for box in boxes if box.last < 7]
    return rules


def _attached(form: Form, rests: Sequence[tuple[str, str]], values: Values, wording: Wording) -> list[Sheet]:
    """The attached sheets: whose they are, and the rest of each text under its label."""
    size, step = 14.0, 14.0 * 1.6 * POINT
    lines, y = title_lines(f"{wording.text(form, 'title')}附页", LETTER, LETTER.top)
    y += 4
    texts = [(f"{wording.text(form, 'name')}：{values.fields.get('name', '')}", 0)]
    labels = {f"{label}（接正页）：" for label, _ in rests}
    for label, rest in rests:
        begun, *others = rest.split("\n")
        texts += [(f"{label}（接正页）：", 0), *([(begun, 0)] if begun else []), *((text, INDENT) for text in others)]
    sheets: list[Sheet] = []
    for number, (text, indent) in enumerate(texts):
        for part, inset, wanted in spread(text, BODY, size, LETTER.inner, indent=indent * size * POINT):
            # A label does not stand alone at the end of a page.
            if y + step * (2 if text in labels else 1) > LETTER.end:
                sheets.append(Sheet(LETTER.width, LETTER.height, tuple(lines), margins=LETTER))
                lines, y = [], LETTER.top
            y += step
            space = 4.0 if not number and not inset else 0
            lines.append(
                Line(
                    LETTER.left + inset, y - 2, part, BODY, size, wanted, 100 + number, leading=1.6 * size, space=space
                )
            )
    return list(numbered([*sheets, Sheet(LETTER.width, LETTER.height, tuple(lines), margins=LETTER)], LETTER))
