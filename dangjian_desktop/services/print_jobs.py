"""What a job prints: the papers that its forms make of the records, whose they are, and in which sequence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from sqlalchemy import select

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.models.attachment import AttachmentContent
from dangjian_desktop.models.member import Member
from dangjian_desktop.models.office import Office as OfficeRecord
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.reports.adapted import OwnColumn, adapted_form, adapted_values
from dangjian_desktop.reports.form import Approval, Form, Values
from dangjian_desktop.reports.forms import FORMS
from dangjian_desktop.reports.wording import Wording
from dangjian_desktop.schemes import SCHEMES
from dangjian_desktop.schemes.book import Book
from dangjian_desktop.schemes.scheme import Fill, Paper
from dangjian_desktop.services.people_order import ORDERS, ordered
from dangjian_desktop.services.print_history import Key, Printed, last_printed, values_digest
from dangjian_desktop.services.reading import load_book, load_books
from dangjian_desktop.services.wording_in_force import wording_of
from dangjian_desktop.services.work import Office

Only = Literal["all", "changed", "unprinted"]
By = Literal["form", "person"]

BLANK = Paper("空表", Values())
MOST_COPIES = 99


@dataclass(frozen=True)
class Job:
    """What to print: form numbers, blank or filled, whose, in which wording, in which order, how often.

    ``records`` keeps to the papers of these records: one of a person's several approval forms, for instance.
    ``units`` are ids of subordinate offices whose received records are printed; empty means the office's own.
    ``copies`` is for all forms or by form number; without it a form has its own number, a blank form one.
    ``order`` is a key of ORDERS; ``by`` says whether all papers of a person or of a form stay together. ``day`` dates the
    papers, else they are dated by hand. ``only`` keeps to papers that changed since they were printed, or that never
    were. ``paper`` A3 is for the forms that have a wall version, the others stay A4. ``landscape`` and ``seal_lines``
    None mean as set for the office. ``values_only`` (套打) prints the data without the form, onto a form that was
    printed before; with ``blank`` it prints that form, without XXX and hints. ``offset`` moves everything by millimetres to the right and down. ``author`` False leaves the
    office's name out of a file's properties.
    """

    forms: tuple[int, ...]
    blank: bool = False
    year: int | None = None
    quarter: int | None = None
    members: tuple[str, ...] = ()
    wording: str = "proofread"
    copies: int | Mapping[int, int] | None = None
    units: tuple[str, ...] = ()
    order: str = "roster"
    by: By = "form"
    day: date | None = None
    only: Only = "all"
    paper: Literal["A4", "A3"] = "A4"
    landscape: bool | None = None
    seal_lines: bool | None = None
    values_only: bool = False
    records: tuple[str, ...] = ()
    offset: tuple[float, float] = (0, 0)
    author: bool = True


@dataclass(frozen=True)
class Chosen:
    """One paper of a job, from whose book it is, and what would be remembered of it once it is printed."""

    form: Form
    paper: Paper
    book: Book
    copies: int
    printed: Printed

    @property
    def person(self) -> str:
        """Whose it is: the member's name, told apart from a namesake's, else the office's."""
        return self.book.name_of(self.paper.member_id) if self.paper.member_id else self.paper.subject


@dataclass(frozen=True)
class Desk:
    """What a job is printed with: the books of its offices, plain and in the job's order, and the forms' words.

    ``author`` is the office that prints, whosever papers they are.
    """

    author: str
    books: tuple[Book, ...]
    arranged: tuple[Book, ...]
    wording: Wording
    photos: Mapping[str, bytes] = field(default_factory=dict)

    def columns(self, form: Form) -> tuple[OwnColumn, ...]:
        """Return the own columns of a ledger; none where it has those of the form."""
        return self.wording.columns.get(form.number, ())


def form_of(number: int) -> Form:
    """Return a form by its number; raise UserError when there is none."""
    if not 1 <= number <= len(FORMS):
        raise UserError("FORM", f"没有样例{number}。请从样例1到样例9中选。")
    return FORMS[number - 1]


def prepare(office: Office, job: Job) -> Desk:
    """Read what a job is printed from; raise UserError for a job that cannot be."""
    if job.order not in ORDERS:
        raise UserError("ORDER", f"没有“{job.order}”这种排序。请从{'、'.join(ORDERS)}中选。")
    if job.units:
        found = load_books(office, year=job.year, quarter=job.quarter)
        books = tuple(found[unit] for unit in job.units)
    else:
        books = (load_book(office, year=job.year, quarter=job.quarter),)
    arranged = tuple(replace(book, arranged=tuple(m.id for m in ordered(book, job.order))) for book in books)
    return Desk(
        _author(office) if job.author else "",
        books,
        arranged,
        wording_of(office, job.wording),
        {} if job.blank else photos_of(office, books),
    )


def _author(office: Office) -> str:
    table = table_of(OfficeRecord)
    with office.reading() as connection:
        return str(connection.execute(select(table.c.name).where(table.c.id == office.office_id)).scalar_one())


def choose(office: Office, job: Job, desk: Desk) -> list[Chosen]:
    """Return a job's papers in the sequence in which they are printed."""
    forms = [form_of(number) for number in dict.fromkeys(job.forms)]
    if job.blank:
        book = desk.books[0]
        adapted = [adapted_form(form, desk.columns(form)) for form in forms]
        return [
            Chosen(form, BLANK, book, copies_of(job, form.number, form.copies), _printed(form, BLANK, book, job, ""))
            for form in adapted
        ]
    pairs = list(zip(desk.books, desk.arranged, strict=True))
    chosen = [each for form in forms for book, arranged in pairs for each in _of_form(form, book, arranged, job, desk)]
    if job.by == "person":
        chosen = _by_person(chosen, desk)
    known = last_printed(office)
    return [each for each in chosen if is_wanted(each.printed, known, job.only)]


def is_wanted(printed: Printed, known: Mapping[Key, Printed], only: Only) -> bool:
    """Tell whether a paper is to be printed, as it was printed the last time or never."""
    if only == "all":
        return True
    before = known.get(printed.key)
    return before is None if only == "unprinted" else before is not None and before.digest != printed.digest


def _of_form(form: Form, book: Book, arranged: Book, job: Job, desk: Desk) -> Iterator[Chosen]:
    """Fill one form from one book; the digest is of the data alone, whatever the order and the date of the paper.

    Data that the office's own columns do not show is no part of the paper.
    """
    places = {member.id: place for place, member in enumerate(arranged.members)}
    fill, chosen = FILLS[form.number], frozenset(job.members)
    papers = sorted(fill.papers(arranged, chosen, job.day), key=lambda paper: places.get(paper.member_id, -1))
    own_words = {
        key: text
        for key, text in desk.wording.texts.items()
        if key in desk.wording.customised and key.startswith(f"{form.number}.") and ".blank." not in key
    }
    plain = {(paper.member_id, paper.record_id): paper for paper in fill.papers(book, chosen, None)}
    adapted = adapted_form(form, desk.columns(form))
    for paper in papers:
        if job.records and paper.record_id not in job.records:
            continue
        data = _completed(form, plain[paper.member_id, paper.record_id], book, desk)
        digest = values_digest(data.values, own_words)
        printed = _printed(form, paper, book, job, digest)
        copies = copies_of(job, form.number, form.copies)
        yield Chosen(adapted, _completed(form, paper, book, desk), book, copies, printed)


def _by_person(chosen: Sequence[Chosen], desk: Desk) -> list[Chosen]:
    """The office's own papers first, then all papers of the first person, of the second and so on."""
    units = {book.office.id: place for place, book in enumerate(desk.arranged)}
    people = [{member.id: place for place, member in enumerate(book.members)} for book in desk.arranged]

    def place(each: Chosen) -> tuple[int, int]:
        unit, person = units[each.book.office.id], each.paper.member_id
        return unit, people[unit].get(person, len(people[unit])) if person else -1

    return sorted(chosen, key=place)


def copies_of(job: Job, number: int, usual: int) -> int:
    """Return how many copies a job has of a form, or with number 0 of another paper; raise UserError beyond 1 to 99."""
    asked = job.copies.get(number) if isinstance(job.copies, Mapping) else job.copies
    copies = asked if asked is not None else 1 if job.blank else usual
    if not 1 <= copies <= MOST_COPIES:
        raise UserError("COPIES", f"份数“{copies}”不对。请写 1 到 {MOST_COPIES}。")
    return copies


def _printed(form: Form, paper: Paper, book: Book, job: Job, digest: str) -> Printed:
    return Printed(
        paper=str(form.number),
        year=book.year,
        unit_id=book.office.id,
        member_id=paper.member_id,
        record_id=paper.record_id,
        digest=digest,
        copies=copies_of(job, form.number, form.copies),
        wording=job.wording,
        options={
            "day": job.day.isoformat() if job.day else "",
            "order": job.order,
            "paper": job.paper,
            "values_only": "是" if job.values_only else "",
        },
    )


def photos_of(office: Office, books: Sequence[Book]) -> dict[str, bytes]:
    """Return the photos that members name, by their hash."""
    wanted = {member.photo for book in books for member in book.of(Member) if member.photo}
    table = table_of(AttachmentContent)
    with office.reading() as connection:
        return {row.sha256: row.content for row in connection.execute(select(table)) if row.sha256 in wanted}


def _completed(form: Form, paper: Paper, book: Book, desk: Desk) -> Paper:
    """Return a paper with its member's photo, and with the office's own columns."""
    if columns := desk.columns(form):
        return replace(paper, values=adapted_values(form, paper.values, columns))
    member = book.by_id.get(paper.member_id)
    if not isinstance(form.body, Approval) or not isinstance(member, Member):
        return paper
    return replace(paper, values=paper.values._replace(photo=desk.photos.get(member.photo)))


FILLS: Mapping[int, Fill] = {fill.form: fill for scheme in SCHEMES for fill in scheme.fills}
"""How records fill each form, by its number."""
