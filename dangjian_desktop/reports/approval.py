"""Approval forms 8 and 9: always one page, long texts in smaller type, the rest on an attached sheet."""

from collections.abc import Sequence
from dataclasses import dataclass

from dangjian_desktop.reports.form import Approval, Box, Form, Values
from dangjian_desktop.reports.page import (
    BODY,
    LETTER,
    ONE_PAGE,
    POINT,
    TABLE,
    Options,
    title_lines,
    wide,
    wrap,
)
from dangjian_desktop.reports.sheet import Cell, Grid, Line, Picture, Rule, Sheet
from dangjian_desktop.reports.wording import Wording

SIZES = (12.0, 10.5, 9.0)
LEADING = 1.35
PADDING = 1.5
OUTER, INNER = 1.0, 0.5
DEEDS_ROW = 4
PHOTO_ROWS = 4
CONTINUED = "（续附页）"
INDENT = 2


@dataclass(frozen=True)
class Fitted:
    """A cell's text set into its box; ``rest`` did not fit and goes to the attached sheet."""

    box: Box
    row: int
    text: str
    lines: tuple[str, ...]
    size: float
    rest: str = ""

    @property
    def height(self) -> float:
        """The height of the lines with their padding, in millimetres."""
        return _height(len(self.lines), self.size)


def lay_out_approval(
    form: Form, body: Approval, values: Values, *, blank: bool, wording: Wording, options: Options
) -> tuple[Sheet, ...]:
    """Return the form's page, and an attached sheet when a text is too long for it."""
    heads, top = title_lines(wording.text(form, "title"), ONE_PAGE, ONE_PAGE.top)
    office = wording.filled(form, "info", values.fields, blank=blank)
    office_lines = wrap(office, TABLE, SIZES[0], ONE_PAGE.inner)
    for part in office_lines:
        top += 6.5
        heads.append(Line(ONE_PAGE.left, top, part, TABLE, SIZES[0], paragraph=10))
    top += 2
    texts = _texts(form, body, values, wording, blank=blank)
    heights = _heights(body, texts, ONE_PAGE.end - top)
    fitted = [_fit(box, row, text, body, heights, options) for row, box, text in texts]
    xs, ys = _edges(ONE_PAGE.left, body.widths), _edges(top, heights)
    lines = list(heads)
    for cell in fitted:
        lines += _cell_lines(cell, xs, ys)
    if options.seal_lines:
        lines += _seal_lines(body, xs, ys)
    photo_height = sum(heights[:PHOTO_ROWS]) - 2
    photo = (Picture(xs[6] + 1, top + 1, body.widths[6] - 2, photo_height, values.photo),) if values.photo else ()
    notices = tuple(dict.fromkeys(notice for cell in fitted for notice in _notice(cell)))
    first = Sheet(
        ONE_PAGE.width,
        ONE_PAGE.height,
        tuple(lines),
        tuple(_rules(body, xs, ys)),
        photo,
        Grid(ONE_PAGE.left, top, body.widths, tuple(heights), tuple(_cells(body, fitted)), 0),
        notices,
    )
    rests = [(cell, wording.text(form, cell.box.field).replace("\n", "")) for cell in fitted if cell.rest]
    return (first, *_attached(form, rests, values, wording)) if rests else (first,)


def _texts(form: Form, body: Approval, values: Values, wording: Wording, *, blank: bool) -> list[tuple[int, Box, str]]:
    found = []
    for row, boxes in enumerate(body.rows):
        for box in boxes:
            if box.photo:
                continue
            value = wording.text(form, f"blank.{box.field}") if blank else values.fields.get(box.field, "")
            found.append((row, box, wording.text(form, box.label) if box.label else value))
    return found


def _width(box: Box, body: Approval) -> float:
    return sum(body.widths[box.first - 1 : box.last])


def _height(lines: int, size: float) -> float:
    return lines * size * LEADING * POINT + 2


def _heights(body: Approval, texts: Sequence[tuple[int, Box, str]], room: float) -> list[float]:
    """Short rows grow for a long name; the deeds take what the page has to spare."""
    heights = list(body.heights)
    for row, box, text in texts:
        if not box.long and box.field and text:
            smallest = wrap(text, TABLE, SIZES[-1], _width(box, body) - 2 * PADDING)
            heights[row] = max(heights[row], _height(len(smallest), SIZES[-1]))
    heights[DEEDS_ROW] += room - sum(heights)
    return heights


def _fit(box: Box, row: int, text: str, body: Approval, heights: Sequence[float], options: Options) -> Fitted:
    width = _width(box, body) - 2 * PADDING
    room = heights[row] - (14 if options.seal_lines and _is_opinion(box) else 0)
    for size in SIZES:
        lines = _lines(text, size, width, box)
        if _height(len(lines), size) <= room + 0.01:
            return Fitted(box, row, text, tuple(lines), size)
    if not box.long:
        return Fitted(box, row, text, tuple(lines), SIZES[-1])
    fits = int((room - 2) // (SIZES[-1] * LEADING * POINT)) - 1
    return Fitted(box, row, text, (*lines[:fits], CONTINUED), SIZES[-1], "".join(lines[fits:]))


def _lines(text: str, size: float, width: float, box: Box) -> list[str]:
    if not box.long:
        return wrap(text, TABLE, size, width)
    indent = INDENT * size * POINT
    made: list[str] = []
    for paragraph in text.split("\n"):
        broken = wrap(paragraph, TABLE, size, width, indent=indent)
        made += [("　" * INDENT + broken[0]) if paragraph else "", *broken[1:]]
    return made if text else []


def _is_opinion(box: Box) -> bool:
    return box.field in ("branch_opinion", "general_opinion")


def _notice(cell: Fitted) -> list[str]:
    if cell.rest:
        return ["文字较多，放不下的部分印在附页上。"]
    return [f"文字较多，用 {cell.size:g} 磅字。"] if cell.box.long and cell.size < SIZES[0] else []


def _cell_lines(cell: Fitted, xs: Sequence[float], ys: Sequence[float]) -> list[Line]:
    box, step = cell.box, cell.size * LEADING * POINT
    left, width = xs[box.first - 1], xs[box.last] - xs[box.first - 1]
    top, height = ys[cell.row], ys[cell.row + 1] - ys[cell.row]
    start = top + 1 if box.long else top + (height - len(cell.lines) * step) / 2
    base = start + step - (LEADING - 1) / 2 * cell.size * POINT - cell.size * 0.14 * POINT
    made = []
    for place, text in enumerate(cell.lines):
        inset = PADDING if box.long else max(0.0, (width - wide(text, TABLE, cell.size)) / 2)
        if text:
            made.append(Line(left + inset, base + place * step, text, TABLE, cell.size))
    return made


def _seal_lines(body: Approval, xs: Sequence[float], ys: Sequence[float]) -> list[Line]:
    """（盖章） and 年 月 日 at the bottom right of the opinion cells (A7-24)."""
    made = []
    for row, boxes in enumerate(body.rows):
        if any(_is_opinion(box) for box in boxes):
            for text, above in (("（盖章）", 8.5), ("　　年　　月　　日", 2.5)):
                x = xs[-1] - 6 - wide("　　年　　月　　日", TABLE, SIZES[0])
                inset = 14 if text == "（盖章）" else 0
                made.append(Line(x + inset, ys[row + 1] - above, text, TABLE, SIZES[0]))
    return made


def _cells(body: Approval, fitted: Sequence[Fitted]) -> list[Cell]:
    cells = [
        Cell(
            cell.row,
            cell.box.first - 1,
            1,
            cell.box.last - cell.box.first + 1,
            cell.text[: len(cell.text) - len(cell.rest)] + (CONTINUED if cell.rest else ""),
            cell.size,
            "left" if cell.box.long else "center",
        )
        for cell in fitted
    ]
    cells += [
        Cell(row, box.first - 1, PHOTO_ROWS, 1, "", photo=True)
        for row, boxes in enumerate(body.rows)
        for box in boxes
        if box.photo
    ]
    return sorted(cells, key=lambda cell: (cell.row, cell.column))


def _rules(body: Approval, xs: Sequence[float], ys: Sequence[float]) -> list[Rule]:
    rules = [
        Rule(xs[0], ys[0], xs[-1], ys[0], OUTER),
        Rule(xs[0], ys[-1], xs[-1], ys[-1], OUTER),
        Rule(xs[0], ys[0], xs[0], ys[-1], OUTER),
        Rule(xs[-1], ys[0], xs[-1], ys[-1], OUTER),
    ]
    for place, y in enumerate(ys[1:-1], start=1):
        rules.append(Rule(xs[0], y, xs[6] if place < PHOTO_ROWS else xs[-1], y, INNER))
    for row, boxes in enumerate(body.rows):
        rules += [Rule(xs[box.last], ys[row], xs[box.last], ys[row + 1], INNER) for box in boxes if box.last < 7]
    return rules


def _edges(start: float, sizes: Sequence[float]) -> list[float]:
    edges = [start]
    for size in sizes:
        edges.append(edges[-1] + size)
    return edges


def _attached(form: Form, rests: Sequence[tuple[Fitted, str]], values: Values, wording: Wording) -> list[Sheet]:
    """The attached sheet: whose it is, and the rest of each text under its label."""
    size, step = 14.0, 14.0 * 1.6 * POINT
    heads, start = title_lines(f"{wording.text(form, 'title')}附页", LETTER, LETTER.top)
    who = f"{wording.text(form, 'name')}：{values.fields.get('name', '')}"
    texts = [who]
    for cell, label in rests:
        texts += [f"{label}（接正页）：", cell.rest.strip("　")]
    broken = [(number, line) for number, text in enumerate(texts) for line in wrap(text, BODY, size, LETTER.inner)]
    sheets: list[Sheet] = []
    lines, y = list(heads), start + 4
    for number, line in broken:
        if y + step > LETTER.end:
            sheets.append(Sheet(LETTER.width, LETTER.height, tuple(lines)))
            lines, y = [], LETTER.top
        y += step
        lines.append(Line(LETTER.left, y - 2, line, BODY, size, paragraph=100 + number))
    return [*sheets, Sheet(LETTER.width, LETTER.height, tuple(lines))]
