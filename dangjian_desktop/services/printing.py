"""From records to paper: the same PDF for the preview, the printer and the file."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import insert, select

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.names import join_people
from dangjian_desktop.core.paths import safe_name, write_whole
from dangjian_desktop.core.progress import Progress, silent
from dangjian_desktop.models.journal import PrintedPaper
from dangjian_desktop.models.office import WordingText
from dangjian_desktop.models.tables import canonical, table_of
from dangjian_desktop.reports.docx import write_docx
from dangjian_desktop.reports.fonts import missing_characters
from dangjian_desktop.reports.form import Form, Values
from dangjian_desktop.reports.forms import FORMS
from dangjian_desktop.reports.layout import lay_out
from dangjian_desktop.reports.page import Options
from dangjian_desktop.reports.pdf import Document, write_pdf
from dangjian_desktop.reports.wording import Wording, load
from dangjian_desktop.reports.xlsx import write_xlsx
from dangjian_desktop.schemes import SCHEMES
from dangjian_desktop.schemes.book import Book
from dangjian_desktop.schemes.scheme import Paper
from dangjian_desktop.services.reading import load_book, load_books
from dangjian_desktop.services.work import Office

WRITERS = {"pdf": write_pdf, "xlsx": write_xlsx, "docx": write_docx}
BLANK = Paper("空表", Values())
NAMED_AT_MOST = 5


@dataclass(frozen=True)
class Job:
    """What to print: form numbers, blank or filled, whose, in which wording.

    ``units`` are ids of subordinate offices whose received records are printed; empty means the office's own.
    """

    forms: tuple[int, ...]
    blank: bool = False
    year: int | None = None
    quarter: int | None = None
    members: tuple[str, ...] = ()
    wording: str = "proofread"
    copies: int | None = None
    units: tuple[str, ...] = ()


@dataclass(frozen=True)
class Made:
    """A PDF, and in sentences what the layout had to do to hold a text and which characters no font has."""

    pdf: bytes
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Subject:
    """A paper that a form would make: whose it is, and whether it was printed and has changed since."""

    name: str
    printed_at: str
    changed: bool


def form_of(number: int) -> Form:
    """Return a form by its number; raise UserError when there is none."""
    if not 1 <= number <= len(FORMS):
        raise UserError("FORM", f"没有样例{number}。请从样例1到样例9中选。")
    return FORMS[number - 1]


def papers(office: Office, number: int, job: Job) -> list[Subject]:
    """Return the papers of a form: their subjects, and what became of them since they were printed."""
    table = table_of(PrintedPaper)
    with office.reading() as connection:
        rows = connection.execute(select(table).where(table.c.form == number).order_by(table.c.id)).all()
    printed = {row.subject: row for row in rows}
    found = []
    for paper in _papers(_books(office, job), number, job):
        row = printed.get(paper.subject)
        changed = row is not None and row.values_digest != _digest(paper.values)
        found.append(Subject(paper.subject, row.printed_at if row else "", changed))
    return found


def make_pdf(office: Office, job: Job) -> Made:
    """Return one PDF with every paper of a job; raise UserError when there is nothing to print."""
    papers_of = {number: _documents(office, number, job) for number in job.forms}
    documents = [each for made in papers_of.values() for _, each in made]
    if not documents:
        raise UserError("PRINT-EMPTY", "选中的表格还没有可打印的内容。请先登记，或改为打印空表。")
    pdf = write_pdf(documents, title="党建台账", author=_author(office), created=office.clock())
    return Made(pdf, tuple(note for number, made in papers_of.items() for note in _notes(number, made)))


def print_files(
    office: Office,
    job: Job,
    out: Path,
    *,
    formats: Sequence[str] = ("pdf",),
    separate: bool = False,
    progress: Progress = silent,
) -> list[Path]:
    """Write a job's papers: one file a form and format, or with ``separate`` one a person; return the paths."""
    written = []
    for place, number in enumerate(job.forms):
        form = form_of(number)
        progress(place, len(job.forms), f"样例{number}")
        documents = _documents(office, number, job)
        groups = (
            [(f"_{paper.subject}", [(paper, each)]) for paper, each in documents] if separate else [("", documents)]
        )
        taken: set[str] = set()
        for suffix, group in groups:
            if not group:
                continue
            name = _free(f"样例{number}_{form.title}{suffix}", taken)
            for kind in formats:
                written.append(_write(office, out / f"{name}.{kind}", form, [each for _, each in group], kind))
        if not job.blank:
            _remember(office, number, [paper for paper, _ in documents])
    return written


def notes(office: Office, job: Job) -> list[str]:
    """Return what is to be told before a job is printed: smaller type, further pages, characters that no font has."""
    return [note for number in job.forms for note in _notes(number, _documents(office, number, job))]


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def render(pdf: bytes, page: int, width: int) -> tuple[bytes, int, int]:
    """Return one page as RGBA bytes, ``width`` pixels wide, with its width and height."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        sheet = document[page]
        bitmap = sheet.render(scale=width / sheet.get_width(), rev_byteorder=True, prefer_bgrx=True)
        return bytes(bitmap.buffer), bitmap.width, bitmap.height


def _books(office: Office, job: Job) -> list[Book]:
    if not job.units:
        return [load_book(office, year=job.year, quarter=job.quarter)]
    books = load_books(office, year=job.year, quarter=job.quarter)
    return [books[unit] for unit in job.units]


def _papers(books: Sequence[Book], number: int, job: Job) -> list[Paper]:
    fills = {fill.form: fill for scheme in SCHEMES for fill in scheme.fills}
    return [paper for book in books for paper in fills[number].papers(book, frozenset(job.members), None)]


def _documents(office: Office, number: int, job: Job) -> list[tuple[Paper, Document]]:
    form, wording = form_of(number), _wording(office, job.wording)
    books = _books(office, job)
    book = books[0]
    options = Options(
        landscape=None if book.options.flag("print.landscape") else False,
        seal_lines=book.options.flag("print.seal_lines"),
        remark=book.options.flag("print.remark"),
    )
    made = []
    for paper in [BLANK] if job.blank else _papers(books, number, job):
        sheets = lay_out(form, paper.values, blank=job.blank, wording=wording, options=options)
        copies = job.copies or (1 if job.blank else form.copies)
        made.append((paper, Document(sheets=sheets, bookmark=f"样例{number} {paper.subject}", copies=copies)))
    return made


def _notes(number: int, made: Sequence[tuple[Paper, Document]]) -> list[str]:
    told: dict[str, list[str]] = {}
    for paper, document in made:
        lacking = missing_characters(_text(paper.values))
        missing = [f"有字体里没有的字 {'、'.join(lacking)}，纸上印成它的编码。"] if lacking else []
        for notice in dict.fromkeys([*(each for sheet in document.sheets for each in sheet.notices), *missing]):
            told.setdefault(notice, []).append(paper.subject)
    return [f"样例{number} {_listed(subjects)}：{notice}" for notice, subjects in told.items()]


def _listed(subjects: Sequence[str]) -> str:
    shown = join_people(list(subjects[:NAMED_AT_MOST]))
    return shown if len(subjects) <= NAMED_AT_MOST else f"{shown}等 {len(subjects)} 份"


def _wording(office: Office, name: str) -> Wording:
    table = table_of(WordingText)
    statement = select(table.c.key, table.c.text).where(table.c.deleted.is_(False)).order_by(table.c.id)
    with office.reading() as connection:
        own = {row.key: row.text for row in connection.execute(statement)}
    return load("source" if name == "source" else "proofread").with_overrides(own)


def _write(office: Office, path: Path, form: Form, documents: Sequence[Document], kind: str) -> Path:
    if kind not in WRITERS:
        raise UserError("FORMAT", f"不能导出“{kind}”格式。请从 pdf、xlsx、docx 中选。")
    data = WRITERS[kind](documents, title=form.title, author=_author(office), created=office.clock())
    write_whole(path, data)
    return path


def _author(office: Office) -> str:
    return load_book(office).office.name


def _free(name: str, taken: set[str]) -> str:
    base = safe_name(name, 90)
    free, number = base, 2
    while free in taken:
        free, number = f"{base}_{number}", number + 1
    taken.add(free)
    return free


def _text(values: Values) -> str:
    cells = [cell for row in values.rows for cell in (row.group, *row.cells)]
    return "".join([*values.fields.values(), *(item for items in values.items.values() for item in items), *cells])


def _digest(values: Values) -> str:
    plain = {
        "fields": dict(values.fields),
        "items": {key: list(items) for key, items in values.items.items()},
        "rows": [[row.group, *row.cells] for row in values.rows],
        "photo": hashlib.sha256(values.photo or b"").hexdigest(),
    }
    return hashlib.sha256(canonical(plain).encode()).hexdigest()


def _remember(office: Office, number: int, printed: Sequence[Paper]) -> None:
    rows = [
        {
            "form": number,
            "subject": paper.subject,
            "values_digest": _digest(paper.values),
            "printed_at": office.clock().isoformat(),
        }
        for paper in printed
    ]
    if rows:
        with office.work("记下已打印") as work:
            work.connection.execute(insert(table_of(PrintedPaper)), rows)
