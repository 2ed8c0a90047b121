"""Which sheet it is and where its headings stand: as a person says, by its name, or by its headings."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from openpyxl.utils import get_column_letter

from dangjian_desktop.models.member import Member
from dangjian_desktop.schemes.scheme import Column, Kind
from dangjian_desktop.services.cells import CellError, Names, parse_cell
from dangjian_desktop.services.pinyin import sound
from dangjian_desktop.services.workbook_reading import RawSheet, text_of
from dangjian_desktop.services.workbook_sheets import SheetForm

HEAD_ROWS = 10
REMARK = re.compile(r"\(.*?\)|[*:]|\s")
LAYOUT_HEADINGS = frozenset({"序号", "编号", "原因", "原行号", ""})
ANOTHER_MATTER = re.compile(
    "身份证|证件|证书|编号|号码|电话|手机|邮箱|转正|介绍|申请|积极|发展|确定|父|母|配偶|紧急|籍贯|出生地|专业|毕业|院校|"
    "年龄|工龄|党龄|曾用|拼音|英文|级别|层次|婚|健康|职称|照片"
)
"""What a heading holds that only looks like one of the roster's (入党介绍人姓名, 专业技术职务)."""
SAMPLE_ROWS = 40


@dataclass(frozen=True)
class Head:
    """Where a sheet's headings stand: the row (from 0), the column of each place, and headings that are not known."""

    row: int
    columns: Mapping[int, Column]
    unknown: tuple[str, ...]

    @property
    def headings(self) -> frozenset[str]:
        """The headings of the columns that were found."""
        return frozenset(column.heading for column in self.columns.values())


@dataclass(frozen=True)
class Reading:
    """How a person wants a sheet to be read; what is left out is found unaided.

    ``head`` is the row of the headings from 0, -1 for none. ``columns`` gives column keys by place, an empty one is not
    imported; places that it does not name are found unaided. ``corrections`` are texts by row and place, both from 0;
    ``left_out`` are rows, from 0.
    """

    form: str = ""
    head: int | None = None
    columns: Mapping[int, str] = field(default_factory=dict)
    corrections: Mapping[tuple[int, int], str] = field(default_factory=dict)
    left_out: frozenset[int] = frozenset()


UNAIDED = Reading()


def recognise(sheet: RawSheet, forms: Sequence[SheetForm], reading: Reading = UNAIDED) -> tuple[SheetForm, Head] | None:
    """Return what a sheet is and where its headings stand: as wished, by its name, else by its headings."""
    chosen = next((form for form in forms if form.name == reading.form), None) or form_named(sheet.title, forms)
    if chosen and (head := find_head(sheet, chosen, reading)):
        return chosen, head
    found = [(form, head) for form in forms if (head := find_head(sheet, form, reading))]
    complete = [(form, head) for form, head in found if form.needed <= head.headings]
    most = max((len(head.columns) for _, head in complete), default=0)
    best = [(form, head) for form, head in complete if len(head.columns) == most]
    return best[0] if len(best) == 1 and most > 1 else None


def form_named(title: str, forms: Iterable[SheetForm]) -> SheetForm | None:
    """Return the sheet that a title names: exactly, or as the longest name within it (1.党员名册2026)."""
    key = simplified(title)
    within = [form for form in forms if form.name in key]
    return max(within, key=lambda form: len(form.name), default=None)


def find_head(sheet: RawSheet, form: SheetForm, reading: Reading = UNAIDED) -> Head | None:
    """Return the head row: the one wished, or that among the first ten in which most headings are known."""
    if reading.head is not None:
        return _settled(sheet, form, _head(sheet, reading.head, form), reading)
    heads = [_head(sheet, place, form) for place in range(min(HEAD_ROWS, len(sheet.rows)))]
    best = max(heads, key=lambda head: len(head.columns), default=None)
    if best is None or not (best.columns or reading.columns):
        return None
    return _settled(sheet, form, best, reading)


def letter_of(place: int) -> str:
    """Return what WPS calls the column at a place from 0."""
    return get_column_letter(place + 1)


def simplified(text: str) -> str:
    """Return a heading without spaces, remarks in brackets, stars and colons."""
    return REMARK.sub("", unicodedata.normalize("NFKC", text))


def heading_at(sheet: RawSheet, row: int, place: int) -> str:
    """Return what stands over a column: its heading, or for one of two lines the line above it."""
    text = _text(sheet, row, place)
    return text or (_text(sheet, row - 1, place) if row else "")


def _head(sheet: RawSheet, row: int, form: SheetForm) -> Head:
    """Read one row as headings; one that is not known by itself may go on from the row above (出生 over 年月)."""
    if row < 0:
        return Head(row, {}, ())
    width = len(sheet.rows[row]) if row < len(sheet.rows) else 0
    own = {place: simplified(_text(sheet, row, place)) for place in range(width)}
    columns: dict[int, Column] = {}

    def take(place: int, text: str) -> None:
        column = form.column_of(text)
        if column and place not in columns and column not in columns.values():
            columns[place] = column

    # A column's own name is looked for first, so that 职务 is not taken from a column 现任职务 beside it.
    for place, text in sorted(own.items(), key=lambda pair: all(c.heading != pair[1] for c in form.columns)):
        take(place, text)
    if row and len(columns) > 1:
        for place in own:
            above = simplified(_text(sheet, row - 1, place))
            take(place, above + own[place] if own[place] else above)
    if form.ledgers[0].record is Member and columns:
        for place, column in _guesses(form, own, columns).items():
            columns.setdefault(place, column)
    unknown = (own[place] for place in sorted(own) if place not in columns)
    return Head(row, dict(sorted(columns.items())), tuple(text for text in unknown if text not in LAYOUT_HEADINGS))


def _text(sheet: RawSheet, row: int, place: int) -> str:
    cells = sheet.rows[row] if 0 <= row < len(sheet.rows) else ()
    return text_of(cells[place]) if place < len(cells) else ""


def _guesses(form: SheetForm, texts: Mapping[int, str], known: Mapping[int, Column]) -> dict[int, Column]:
    """Guess the columns that headings mean: they hold a column's name, or sound like it (性別)."""
    found: dict[int, Column] = {}
    for place, text in texts.items():
        if place in known or not text or len(text) > 16 or ANOTHER_MATTER.search(text):
            continue
        free = [c for c in form.columns if c not in known.values() and c not in found.values()]
        held = [(len(name), c) for c in free for name in (c.heading, *c.synonyms) if len(name) > 1 and name in text]
        alike = [c for c in free if any(len(name) == len(text) and sound(name) == sound(text) for name in _names(c))]
        if held:
            found[place] = max(held, key=lambda pair: pair[0])[1]
        elif len(alike) == 1:
            found[place] = alike[0]
    return found


def _names(column: Column) -> tuple[str, ...]:
    return (column.heading, *column.synonyms)


def _settled(sheet: RawSheet, form: SheetForm, head: Head, reading: Reading) -> Head:
    """Put columns of choices where their words stand, then what a person said in the place of what was found."""
    columns = dict(head.columns)
    if form.ledgers[0].record is Member:
        columns |= (mended := _by_choices(sheet, form, head))
        if mended:
            columns |= _freed(sheet, form, head.row, columns)
    if reading.columns:
        wished = {
            place: column for place, key in reading.columns.items() for column in form.columns if column.key == key
        }
        taken = set(reading.columns)
        columns = {p: c for p, c in columns.items() if p not in taken and c not in wished.values()} | wished
    if columns == head.columns:
        return head
    places = range(len(sheet.rows[head.row])) if 0 <= head.row < len(sheet.rows) else ()
    texts = [(place, simplified(_text(sheet, head.row, place))) for place in places]
    unknown = tuple(text for place, text in texts if place not in columns and text not in LAYOUT_HEADINGS)
    return replace(head, columns=dict(sorted(columns.items())), unknown=unknown)


def _freed(sheet: RawSheet, form: SheetForm, row: int, columns: Mapping[int, Column]) -> dict[int, Column]:
    """Return the columns for headings that found theirs taken by one that has now moved."""
    found: dict[int, Column] = {}
    for place in range(len(sheet.rows[row])):
        column = form.column_of(simplified(_text(sheet, row, place)))
        if column and place not in columns and column not in columns.values() and column not in found.values():
            found[place] = column
    return found


def _by_choices(sheet: RawSheet, form: SheetForm, head: Head) -> dict[int, Column]:
    """Return other columns for those below which another column's choices stand (类别 over 正式党员)."""
    mended: dict[int, Column] = {}
    for place, column in head.columns.items():
        if column.kind is not Kind.CHOICE:
            continue
        below = {_text(sheet, row, place) for row in range(head.row + 1, min(len(sheet.rows), head.row + SAMPLE_ROWS))}
        below.discard("")
        if not below or any(_fits(column, text) for text in below):
            continue
        others = [c for c in form.columns if c.kind is Kind.CHOICE and c not in head.columns.values()]
        fitting = [c for c in others if c not in mended.values() and all(_fits(c, text) for text in below)]
        if len(fitting) == 1:
            mended[place] = fitting[0]
    return mended


def _fits(column: Column, text: str) -> bool:
    try:
        parse_cell(column, text, Names(), date.min)
    except CellError:
        return False
    return True
