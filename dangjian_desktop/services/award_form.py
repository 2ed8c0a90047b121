"""Forms 8 and 9 as they are filled in on paper: the page itself, where each value stands on it, and how it is saved."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.progress import silent
from dangjian_desktop.models.nomination import Nomination
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.reports.form import Approval, Form, Values
from dangjian_desktop.reports.layout import room_in_cell
from dangjian_desktop.reports.page import Options
from dangjian_desktop.reports.pdf import write_pdf
from dangjian_desktop.reports.sheet import Sheet
from dangjian_desktop.reports.wording import Wording
from dangjian_desktop.schemes.awards_forms import approval_papers
from dangjian_desktop.schemes.book import Book
from dangjian_desktop.schemes.pacesetters_rules import nominated as pacesetters
from dangjian_desktop.schemes.pioneers_rules import nominated as pioneers
from dangjian_desktop.schemes.pioneers_rules import reckon
from dangjian_desktop.schemes.scheme import Column, Kind, Ledger
from dangjian_desktop.schemes.shared import ROSTER
from dangjian_desktop.services.cells import Names, show_cell
from dangjian_desktop.services.locks import locked_nominations
from dangjian_desktop.services.pc_fonts import use_office_fonts
from dangjian_desktop.services.print_drawing import documents_of, notes_of, options_of
from dangjian_desktop.services.print_jobs import Job, choose, prepare
from dangjian_desktop.services.printing import Made, page_count
from dangjian_desktop.services.reading import load_book
from dangjian_desktop.services.records import Edit, save_texts
from dangjian_desktop.services.requests import ledger_of
from dangjian_desktop.services.rollover import why_closed
from dangjian_desktop.services.work import Changes, Office

FORM_OF: Mapping[str, int] = {"先锋岗": 8, "标兵": 9}
ABOVE, NAME = "general_opinion", "name"
NOT_HERE: Mapping[str, str] = {
    ABOVE: "由党总支填写，收到回执后显示在这里。",
    NAME: "姓名来自党员名册。要改姓名，请到“党员名册”。",
}
PHOTO_TOLD = "照片"
GONE = "这条推荐已经不在了。请刷新后再试。"


class Box(NamedTuple):
    """A rectangle on the page in millimetres."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class FormField:
    """A value on the page: its column's heading, its text and where it stands, in type of ``size`` points.

    ``lacking`` says that the branch has yet to write it. ``locked`` says why it cannot be changed here. What is ``from_roster`` is the member's, whichever form shows it.
    """

    key: str
    heading: str
    text: str
    box: Box
    size: float
    long: bool
    locked: str = ""
    from_roster: bool = False
    lacking: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Nominee:
    """Somebody whose form is to be filled in, with what of it is still empty; ``locked`` says why it cannot be."""

    id: str
    member_id: str
    name: str
    kind: str
    lacking: tuple[str, ...]
    locked: str = ""


@dataclass(frozen=True)
class Fullness:
    """How full the page is with a text: the size of its type, how many characters go in, how many go on a 附页."""

    size: float
    left: int
    over: int

    @property
    def words(self) -> str:
        """What is to be told of it."""
        if self.over:
            return f"超出 {self.over} 字：将另起附页"
        return f"还能写约 {self.left} 字" + (f"（已缩小到 {self.size:g} 磅字）" if self.size < FULL_SIZE else "")


FULL_SIZE = 12


@dataclass(frozen=True)
class AwardForm:
    """A nominee's form: its PDF, the fields in reading order, the photo's place after ``photo_after`` fields.

    ``width`` and ``height`` are the page's in millimetres. ``made`` is for the printer. ``beside`` are texts of the
    nomination that the form does not print, by column; ``over_quota`` says by how many the branch's quota is exceeded,
    where this nominee is one of those.
    """

    nominee: Nominee
    number: int
    title: str
    made: Made
    pages: int
    width: float
    height: float
    fields: tuple[FormField, ...]
    photo: Box
    photo_after: int
    has_photo: bool
    beside: Mapping[str, str]
    over_quota: str
    _form: Form = field(repr=False)
    _values: Values = field(repr=False)
    _wording: Wording = field(repr=False)
    _options: Options = field(repr=False)

    def fullness(self, key: str, text: str) -> Fullness:
        """Return how full the page would be with another text in a long field."""
        values = self._values._replace(fields={**self._values.fields, key: text})
        return Fullness(*room_in_cell(self._form, values, key, wording=self._wording, options=self._options))


def nominees(office: Office, award: str, *, year: int, quarter: int) -> list[Nominee]:
    """Return whose forms are filled in: this year's pioneers, or this quarter's pacesetters, in the forms' order."""
    book = load_book(office, year=year, quarter=quarter)
    with office.reading() as connection:
        locked = locked_nominations(connection)
    closed = why_closed(office, ledger_of(award), year)
    return [
        Nominee(
            each.id,
            each.member_id,
            book.name_of(each.member_id),
            each.kind,
            tuple(_lacking(book, each)),
            closed or locked.get(each.id, ""),
        )
        for each in _nominated(book, award)
    ]


def award_form(office: Office, nominee: Nominee, award: str, *, year: int, quarter: int) -> AwardForm:
    """Return a nominee's form as it would be printed now; raise UserError when there is none any more."""
    fonts = use_office_fonts(office)
    job = Job((FORM_OF[award],), False, year, quarter, records=(nominee.id,), copies=1)
    desk = prepare(office, job)
    chosen = next(iter(choose(office, job, desk)), None)
    if chosen is None:
        raise UserError("ROW-GONE", GONE)
    (document,) = documents_of(office, job, desk, [chosen], silent)
    pdf = write_pdf([document], title=chosen.form.title, author=desk.author, created=office.clock())
    made = Made(pdf, (*fonts, *notes_of([chosen], [document])), (chosen.printed,))
    form, values, sheet = chosen.form, chosen.paper.values, document.sheets[0]
    fields, photo_after, photo = _fields(form, values, sheet, ledger_of(award), nominee)
    return AwardForm(
        nominee=nominee,
        number=form.number,
        title=form.title,
        made=made,
        pages=page_count(pdf),
        width=sheet.width,
        height=sheet.height,
        fields=fields,
        photo=photo,
        photo_after=photo_after,
        has_photo=bool(values.photo),
        beside=_beside(chosen.book, nominee.id, {each.key for each in fields}),
        over_quota=_over_quota(chosen.book, nominee.id) if award == "先锋岗" else "",
        _form=form,
        _values=values,
        _wording=desk.wording,
        _options=options_of(form, job, desk),
    )


def save_field(office: Office, award: str, nomination: str, key: str, text: str) -> Changes:
    """Save a value of the form in one step; what the roster holds is changed there.

    Raises UserError with one sentence for a text that the field cannot hold, and for a nomination that is closed.
    """
    number = FORM_OF[award]
    with office.reading() as connection:
        row = connection.execute(
            table_of(Nomination).select().where(table_of(Nomination).c.id == nomination)
        ).one_or_none()
        locked = locked_nominations(connection)
    if row is None or row.deleted:
        raise UserError("ROW-GONE", GONE)
    if nomination in locked:
        raise UserError("LOCKED", locked[nomination])
    name = load_book(office, year=row.year, quarter=row.quarter).name_of(row.member_id)
    ledger, row_id = (ROSTER, row.member_id) if _in_roster(key) else (ledger_of(award), nomination)
    where = "（名册）" if ledger is ROSTER else ""
    verb = f"样例{number} {name}的{ledger.column(key).heading}{where}"
    saved = save_texts(office, ledger, [Edit(row_id, {key: text})], year=row.year, quarter=row.quarter, verb=verb)
    if saved.problems:
        raise UserError("FORM-FIELD", saved.problems[0].message)
    return saved.changes


def _beside(book: Book, nomination: str, printed: Set[str]) -> dict[str, str]:
    row = book.by_id[nomination]
    columns = ledger_of(getattr(row, "award")).columns  # noqa: B009  (a nomination)
    return {c.key: show_cell(c, getattr(row, c.key), Names()) for c in columns if c.key not in printed}


def _over_quota(book: Book, nomination: str) -> str:
    found, quota = [each.id for each in pioneers(book)], reckon(book)
    if found.index(nomination) < quota.allowed:
        return ""
    return f"推荐 {len(found)} 人，名额 {quota.allowed} 人：超出名额，请写说明"


def _nominated(book: Book, award: str) -> list[Nomination]:
    if award == "先锋岗":
        return pioneers(book)
    return [each for each in pacesetters(book) if each.quarter == book.quarter]


def _lacking(book: Book, nomination: Nomination) -> Sequence[str]:
    """The headings of what the branch has yet to write on the form."""
    ledger, told = ledger_of(nomination.award), []
    for paper in approval_papers(book, [nomination], frozenset()):
        member = book.by_id.get(paper.member_id)
        for key, text in paper.values.fields.items():
            asked = _in_roster(key) or any(column.key == key for column in ledger.columns)
            may_lack = key == "duty" or (key == "work_start" and getattr(member, "staff_kind", "") == "学生")
            if asked and not text and not may_lack:
                told.append(_column(ledger, key).heading)
        if not getattr(member, "photo", ""):
            told.append(PHOTO_TOLD)
    return told


def _fields(
    form: Form, values: Values, sheet: Sheet, ledger: Ledger, nominee: Nominee
) -> tuple[tuple[FormField, ...], int, Box]:
    """Return the fields in reading order, how many stand before the photo, and the photo's place."""
    if not isinstance(form.body, Approval) or sheet.grid is None:
        raise TypeError(form.key)
    grid = sheet.grid
    xs = [grid.x + x for x in accumulate(grid.widths, initial=0.0)]
    ys = [grid.y + y for y in accumulate(grid.heights, initial=0.0)]
    sizes = {(cell.row, cell.column): cell.size for cell in grid.cells}
    rows = {(cell.row, cell.column): cell.rows for cell in grid.cells}
    made: list[FormField] = []
    photo, photo_after = Box(0, 0, 0, 0), 0
    for row, boxes in enumerate(form.body.rows):
        for box in boxes:
            place = (row, box.first - 1)
            bottom = ys[row + rows[place]]
            area = Box(xs[box.first - 1], ys[row], xs[box.last] - xs[box.first - 1], bottom - ys[row])
            if box.photo:
                photo, photo_after = area, len(made)
            elif box.field:
                made.append(_field(box.field, values, area, sizes[place], ledger, nominee, long=box.long))
    return tuple(made), photo_after, photo


def _field(
    key: str, values: Values, area: Box, size: float, ledger: Ledger, nominee: Nominee, *, long: bool
) -> FormField:
    column = _column(ledger, key)
    return FormField(
        key,
        column.heading,
        values.fields.get(key, ""),
        area,
        size,
        long,
        locked=NOT_HERE.get(key, nominee.locked),
        from_roster=_in_roster(key),
        lacking=column.heading in nominee.lacking,
        choices=column.choices,
    )


def _column(ledger: Ledger, key: str) -> Column:
    if key == ABOVE:
        return Column(key, "党总支（或基层党委）意见", Kind.LONG)
    return ROSTER.column(key) if _in_roster(key) else ledger.column(key)


def _in_roster(key: str) -> bool:
    return any(column.key == key for column in ROSTER.columns)
