"""Letters and notices: forms 1, 2 and 6."""

from dataclasses import dataclass

from dangjian_desktop.reports.form import Form, ItemList, Letter, RowList, Seal, Signatures, Text, Values
from dangjian_desktop.reports.linebreak import break_lines
from dangjian_desktop.reports.page import BODY, LETTER, POINT, numbered, title_lines, wide
from dangjian_desktop.reports.sheet import Line, Sheet
from dangjian_desktop.reports.wording import Wording

SIZES = ((16.0, 28.99), (16.0, 28.0), (16.0, 27.0), (16.0, 26.0), (15.0, 26.0))
"""Type and leading in points, tried in turn until the letter fits its page (forms.md, Typography)."""

SEAL_ROOM = 42.0
BROKEN_AT = 448.0 / 442.2


@dataclass(frozen=True)
class Placed:
    """A line before it has a page: its text, how far from the left, how it is spread, and what it belongs to."""

    text: str
    x: float
    width: float | None = None
    paragraph: int = 0
    align: str = "left"
    ends: bool = True
    beside: bool = False


@dataclass(frozen=True)
class Composed:
    """A letter in one size: the body's lines, then the lines of the signature, with millimetres before it."""

    body: list[Placed]
    closing: list[Placed]
    space: float


def lay_out_letter(form: Form, body: Letter, values: Values, *, blank: bool, wording: Wording) -> tuple[Sheet, ...]:
    """Return the letter's pages: one if any of the allowed sizes fits, else as many as it takes."""
    title = wording.filled(form, "title", values.fields, blank=blank)
    for size, leading in SIZES:
        composed = _compose(form, body, values, blank=blank, wording=wording, size=size)
        heads, top = title_lines(title, LETTER, LETTER.top)
        top += leading * POINT
        if top + _height(composed, leading) <= LETTER.end + 0.01:
            return (_sheet(heads, composed.body, composed, top, size, leading, _notice(size, leading)),)
    return numbered(_several(heads, composed, top, size, leading), LETTER)


def _notice(size: float, leading: float) -> tuple[str, ...]:
    if (size, leading) == SIZES[0]:
        return ()
    return (f"内容较多，正文用 {size:g} 磅字、行距 {leading:g} 磅，放在一页内。",)


def _height(composed: Composed, leading: float) -> float:
    rows = sum(not line.beside for line in (*composed.body, *composed.closing))
    return rows * leading * POINT + composed.space


def _several(heads: list[Line], composed: Composed, top: float, size: float, leading: float) -> list[Sheet]:
    """Fill pages from the top; the signature keeps at least two lines of text with it."""
    step = leading * POINT
    pages: list[list[Placed]] = []
    rest, start = list(composed.body), top
    closing = sum(not line.beside for line in composed.closing) * step + composed.space
    while True:
        room = int((LETTER.end - start + 0.01) // step)
        if len(rest) * step + closing <= LETTER.end - start + 0.01:
            pages.append(rest)
            break
        take = min(room, len(rest) - 2) if len(rest) > 2 else len(rest)
        pages.append(rest[:take])
        rest, start = rest[take:], LETTER.top
        if not rest:
            pages.append([])
            break
    notice = (f"内容较多，正文用 {size:g} 磅字，共 {len(pages)} 页。",)
    last = len(pages) - 1
    return [
        _sheet(
            heads if place == 0 else [],
            lines,
            composed if place == last else None,
            top if place == 0 else LETTER.top,
            size,
            leading,
            notice,
        )
        for place, lines in enumerate(pages)
    ]


def _sheet(
    heads: list[Line],
    body: list[Placed],
    composed: Composed | None,
    top: float,
    size: float,
    leading: float,
    notices: tuple[str, ...],
) -> Sheet:
    lines, y = list(heads), top
    for group, space in ((body, 0.0), (composed.closing if composed else [], composed.space if composed else 0.0)):
        y += space
        for line in group:
            if not line.beside:
                y += leading * POINT
            base = y - (leading - size) / 2 * POINT - size * 0.14 * POINT
            lines.append(
                Line(line.x, base, line.text, BODY, size, line.width, paragraph=line.paragraph, align=line.align)
            )
    return Sheet(LETTER.width, LETTER.height, tuple(lines), notices=notices)


def _compose(form: Form, body: Letter, values: Values, *, blank: bool, wording: Wording, size: float) -> Composed:
    lines: list[Placed] = []
    closing: list[Placed] = []
    space, paragraph = 0.0, 1
    fields = _fields(form, values, wording)
    for block in body.blocks:
        paragraph += 100
        if isinstance(block, Signatures):
            closing += _signatures(form, block, wording, size, paragraph)
        elif isinstance(block, Seal):
            closing += _seal(form, block, fields, wording, size, paragraph, blank=blank)
            space = max(SEAL_ROOM - 2 * 28.99 * POINT, 0) / 2
        else:
            for place, text in enumerate(_texts(form, block, values, fields, wording, blank=blank)):
                lines += _paragraph(text, size, paragraph + place)
    return Composed(lines, closing, space or 28.99 * POINT)


def _fields(form: Form, values: Values, wording: Wording) -> dict[str, str]:
    """Join a letter's listed values where they run inside one paragraph (forms 1 and 2)."""
    fields = dict(values.fields)
    if duties := values.items.get("duties"):
        numbered_duties = [
            wording.text(form, "duties.item").replace("{n}", str(place)).replace("{item}", text)
            for place, text in enumerate(duties, start=1)
        ]
        joined = wording.text(form, "duties.separator").join(numbered_duties)
        fields["duties"] = joined + wording.text(form, "duties.stop")
    if posts := values.items.get("posts"):
        fields["posts"] = "、".join(posts)
    return fields


def _texts(
    form: Form,
    block: Text | ItemList | RowList,
    values: Values,
    fields: dict[str, str],
    wording: Wording,
    *,
    blank: bool,
) -> list[str]:
    if isinstance(block, Text):
        if block.only_blank and not blank:
            return []
        return [wording.filled(form, block.key, fields, blank=blank)]
    if blank:
        return wording.text(form, f"blank.{block.key}").split("\n")
    pattern = wording.text(form, block.key)
    if isinstance(block, ItemList):
        items = values.items.get(block.items, ())
        return [pattern.replace("{n}", str(n)).replace("{item}", text) for n, text in enumerate(items, start=1)]
    return [
        pattern.replace("{n}", str(n)).replace("{post}", row.cells[0]).replace("{names}", row.cells[1])
        for n, row in enumerate(values.rows, start=1)
    ]


def _paragraph(text: str, size: float, paragraph: int) -> list[Placed]:
    """Break against 28 characters a line and spread full lines over the text area."""
    indent = 2 * size * POINT
    room = LETTER.inner * BROKEN_AT
    lines = break_lines(text, room, lambda part: wide(part, BODY, size), indent=indent)
    made = []
    for place, line in enumerate(lines):
        first, last = place == 0, place == len(lines) - 1
        inset = indent if first else 0.0
        natural = wide(line.rstrip(), BODY, size)
        full = LETTER.inner - inset
        spread = full if not last or natural > full else natural / BROKEN_AT if line else None
        made.append(Placed(line, LETTER.left + inset, spread, paragraph, ends=last))
    return made


def _signatures(form: Form, block: Signatures, wording: Wording, size: float, paragraph: int) -> list[Placed]:
    """The part of a label before its bracket is spread to one width, so that brackets stand below each other."""
    made = []
    em = size * POINT
    for place, key in enumerate(block.keys):
        text = wording.text(form, key)
        name, bracket, rest = text.partition("（" if "（" in text else "(")
        joined, x = name.replace(" ", ""), LETTER.left + block.indent * em
        natural = wide(joined, BODY, size)
        spread = block.label_width * em if bracket and natural < block.label_width * em else None
        made.append(Placed(joined, x, spread, paragraph + place))
        if bracket:
            made.append(Placed(bracket + rest, x + (spread or natural), None, paragraph + place, beside=True))
    return made


def _seal(
    form: Form, block: Seal, fields: dict[str, str], wording: Wording, size: float, paragraph: int, *, blank: bool
) -> list[Placed]:
    """The date ends four characters from the right, the office's name is centred above it (GB/T 9704)."""
    office = wording.filled(form, block.office, fields, blank=blank)
    day = wording.filled(form, block.day, fields, blank=blank)
    edge = LETTER.left + LETTER.inner - 4 * size * POINT
    day_wide, office_wide = wide(day, BODY, size), wide(office, BODY, size)
    middle = edge - day_wide / 2
    office_x = min(middle - office_wide / 2, LETTER.left + LETTER.inner - office_wide)
    return [
        Placed(office, max(office_x, LETTER.left), None, paragraph, "right"),
        Placed(day, edge - day_wide, None, paragraph + 1, "right"),
    ]
