"""Letters and notices: forms 1, 2 and 6."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dangjian_desktop.reports.form import Form, ItemList, Letter, RowList, Seal, Signatures, Text, Values
from dangjian_desktop.reports.linebreak import line_starts
from dangjian_desktop.reports.page import (
    BODY,
    LETTER,
    POINT,
    baseline,
    grid_step,
    numbered,
    spread,
    title_lines,
    wide,
    wrap,
)
from dangjian_desktop.reports.sheet import Line, Role, Sheet, Spans, within
from dangjian_desktop.reports.wording import Marked, Wording, put_in

SIZES = ((16.0, 28.99), (16.0, 28.0), (16.0, 27.0), (16.0, 26.0), (15.0, 26.0))
"""Type and leading in points, tried in turn until the letter fits its page (forms.md, Typography)."""

SEAL = 42.0
SEAL_ROOM = SEAL / 2 - SIZES[0][1] * POINT
"""What a round seal over the office's name and the date needs above these two lines, in millimetres."""

SEAL_INDENT = 4
BROKEN_AT = 448.0 / 442.2


class Placed(NamedTuple):
    """A line before it has a page: its text, how far from the left, how it is spread, and what it belongs to.

    ``space`` are the millimetres left free before it; a line ``beside`` another stands on the same baseline.
    """

    text: str
    x: float
    width: float | None = None
    paragraph: int = 0
    align: str = "left"
    beside: bool = False
    space: float = 0
    role: Role = "body"
    values: Spans = ()


class Composed(NamedTuple):
    """A letter in one size: the body's lines, then the lines of the signature."""

    body: list[Placed]
    closing: list[Placed]


def lay_out_letter(form: Form, body: Letter, values: Values, *, blank: bool, wording: Wording) -> tuple[Sheet, ...]:
    """Return the letter's pages: one if any of the allowed sizes fits, else as few as any of them takes.

    Of the sizes that take equally many pages the first is the best: nothing is gained by smaller type.
    """
    title = wording.filled(form, "title", values.fields, blank=blank)
    heads, end = title_lines(title, LETTER, LETTER.top)
    divided: list[tuple[list[list[Placed]], float, float, float]] = []
    made: dict[float, Composed] = {}
    for size, leading in SIZES:
        if size not in made:
            made[size] = _compose(form, body, values, blank=blank, wording=wording, size=size)
        composed = made[size]
        top = end + leading * POINT
        lines = [*composed.body, *composed.closing]
        if top + _height(lines, leading) <= LETTER.end + 0.01:
            return (_sheet(heads, lines, top, size, leading, _notice(size, leading)),)
        divided.append((_divide(composed, top, leading), top, size, leading))
    return numbered(_several(heads, *min(divided, key=lambda found: len(found[0]))), LETTER)


def _notice(size: float, leading: float) -> tuple[str, ...]:
    if (size, leading) == SIZES[0]:
        return ()
    return (f"内容较多，正文用 {size:g} 磅字、行距 {leading:g} 磅，放在一页内。",)


def _height(lines: Sequence[Placed], leading: float) -> float:
    return sum(line.space + (0 if line.beside else leading * POINT) for line in lines)


def _divide(composed: Composed, top: float, leading: float) -> list[list[Placed]]:
    """Fill pages from the top; the signature keeps at least two lines of text with it."""
    pages: list[list[Placed]] = []
    rest, start, closing = composed.body, top, composed.closing
    while rest and _height([*rest, *closing], leading) > LETTER.end - start + 0.01:
        room = int((LETTER.end - start + 0.01) // (leading * POINT))
        take = min(room, len(rest) - 2) if len(rest) > 2 else len(rest)
        pages.append(rest[:take])
        rest, start = rest[take:], LETTER.top
    return [*pages, [*rest, *closing]]


def _several(
    heads: list[Line], pages: Sequence[Sequence[Placed]], top: float, size: float, leading: float
) -> list[Sheet]:
    notice = (f"内容较多，正文用 {size:g} 磅字、行距 {leading:g} 磅，共 {len(pages)} 页。",)
    starts = [top, *(LETTER.top for _ in pages[1:])]
    return [
        _sheet(heads if place == 0 else [], lines, starts[place], size, leading, notice)
        for place, lines in enumerate(pages)
    ]


def _sheet(
    heads: list[Line], placed: Sequence[Placed], top: float, size: float, leading: float, notices: tuple[str, ...]
) -> Sheet:
    lines, y = list(heads), top
    for place, line in enumerate(placed):
        y += line.space + (0 if line.beside else leading * POINT)
        base = baseline(y, size, leading)
        space = leading * POINT if heads and place == 0 else line.space
        belonging = (line.paragraph, line.align, line.role, leading, space, line.values)
        lines.append(Line(line.x, base, line.text, BODY, size, line.width, *belonging))
    return Sheet(LETTER.width, LETTER.height, tuple(lines), notices=notices, margins=LETTER)


def _compose(form: Form, body: Letter, values: Values, *, blank: bool, wording: Wording, size: float) -> Composed:
    lines: list[Placed] = []
    closing: list[Placed] = []
    fields = _fields(form, values, wording)
    for block in body.blocks:
        paragraph = max((group[-1].paragraph for group in (lines, closing) if group), default=0) + 1
        if isinstance(block, Signatures):
            closing += _signatures(form, block, wording, size, paragraph)
        elif isinstance(block, Seal):
            # Lines to be signed stand at the left of the seal, so it may reach beside them.
            space = SEAL_ROOM / 2 if closing else SEAL_ROOM
            closing += _seal(form, block, fields, wording, size, paragraph, space, blank=blank)
        else:
            for text in _texts(form, block, values, fields, wording, blank=blank):
                lines += _paragraph(text, size, lines[-1].paragraph + 1 if lines else 1)
    return Composed(lines, closing)


def _fields(form: Form, values: Values, wording: Wording) -> dict[str, str]:
    """Join a letter's listed values where they run inside one paragraph (forms 1 and 2).

    The form's own stops stand between duties and after them: those that a user typed at an end would be doubled (。；).
    """
    fields = dict(values.fields)
    if duties := values.items.get("duties"):
        separator, stop = wording.text(form, "duties.separator"), wording.text(form, "duties.stop")
        numbered_duties = [
            put_in(wording.text(form, "duties.item"), {"n": str(place), "item": text.rstrip(separator + stop)})
            for place, text in enumerate(duties, start=1)
        ]
        fields["duties"] = separator.join(numbered_duties) + stop
    if posts := values.items.get("posts"):
        fields["posts"] = "、".join(posts)
    return fields


def _texts(
    form: Form,
    block: Text | ItemList | RowList,
    values: Values,
    fields: Mapping[str, str],
    wording: Wording,
    *,
    blank: bool,
) -> list[Marked]:
    """The paragraphs of a block; those of a list stand there by the user's data, their numbers too."""
    if isinstance(block, Text):
        if block.only_blank and not blank:
            return []
        return wording.paragraphs(form, block.key, fields, blank=blank)
    if blank:
        return [Marked(text) for text in wording.text(form, f"blank.{block.key}").split("\n")]
    pattern = wording.text(form, block.key)
    if isinstance(block, ItemList):
        items = values.items.get(block.items, ())
        texts = [put_in(pattern, {"n": str(n), "item": text}) for n, text in enumerate(items, start=1)]
    else:
        texts = [
            put_in(pattern, {"n": str(n), "post": row.cells[0], "names": row.cells[1]})
            for n, row in enumerate(values.rows, start=1)
        ]
    return list(map(Marked.value, texts))


def _paragraph(marked: Marked, size: float, paragraph: int) -> list[Placed]:
    """Set a text; a line feed typed inside it ends a line without spreading it, and the next is not indented."""
    indent = 2 * grid_step(size, LETTER.inner, BROKEN_AT)
    made: list[Placed] = []
    start = 0
    for place, part in enumerate(marked.text.split("\n")):
        set_lines = spread(part, BODY, size, LETTER.inner, indent=0 if place else indent, pitch=BROKEN_AT)
        for line, inset, width in set_lines:
            values = within(marked.values, start, len(line))
            made.append(Placed(line, LETTER.left + inset, width, paragraph + place, values=values))
            start += len(line)
        start += 1
    return made


def _signatures(form: Form, block: Signatures, wording: Wording, size: float, paragraph: int) -> list[Placed]:
    """The part of a label before its bracket is spread to one width, so that brackets stand below each other."""
    made = []
    em = size * POINT
    texts = [text for key in block.keys if (text := wording.text(form, key))]
    for place, text in enumerate(texts):
        name, bracket, rest = text.partition("（" if "（" in text else "(")
        joined, x = name.replace(" ", ""), LETTER.left + block.indent * em
        natural = wide(joined, BODY, size)
        label = block.label_width * em if bracket and natural < block.label_width * em else None
        space = 0 if place else block.lines_before * SIZES[0][1] * POINT
        made.append(Placed(joined, x, label, paragraph + place, space=space, role="signed"))
        if bracket:
            x += label or natural
            made.append(Placed(bracket + rest, x, None, paragraph + place, beside=True, role="signed"))
    return made


def _seal(
    form: Form,
    block: Seal,
    fields: Mapping[str, str],
    wording: Wording,
    size: float,
    paragraph: int,
    space: float,
    *,
    blank: bool,
) -> list[Placed]:
    """The date ends four characters from the right, the office's name is centred above it (GB/T 9704)."""
    office = wording.marked(form, block.office, fields, blank=blank)
    day = wording.marked(form, block.day, fields, blank=blank)
    day_x = LETTER.left + LETTER.inner - SEAL_INDENT * size * POINT - wide(day.text, BODY, size)
    middle, right = day_x + wide(day.text, BODY, size) / 2, LETTER.left + LETTER.inner
    made = []
    parts = wrap(office.text, BODY, size, LETTER.inner)
    for place, (part, start) in enumerate(zip(parts, line_starts(parts, office.text), strict=True)):
        length, values = wide(part, BODY, size), within(office.values, start, len(part))
        x = max(min(middle - length / 2, right - length), LETTER.left)
        above = 0 if place else space
        made.append(Placed(part, x, None, paragraph, "right", space=above, role="seal", values=values))
    return [*made, Placed(day.text, day_x, None, paragraph + 1, "right", role="seal", values=day.values)]
