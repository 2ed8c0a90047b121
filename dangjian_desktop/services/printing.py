"""From records to paper: the same PDF for the preview, the printer and the file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.progress import Progress, silent
from dangjian_desktop.reports.pdf import Document, write_pdf
from dangjian_desktop.services.pc_fonts import use_office_fonts
from dangjian_desktop.services.print_drawing import documents_of, notes_of
from dangjian_desktop.services.print_history import Printed, keep, last_printed
from dangjian_desktop.services.print_jobs import Chosen, Desk, Job, Only, choose, form_of, prepare
from dangjian_desktop.services.print_output import check_formats, free_name, write_documents
from dangjian_desktop.services.work import Office

__all__ = [
    "EMPTY",
    "Job",
    "Made",
    "Subject",
    "form_of",
    "make_pdf",
    "notes",
    "page_count",
    "papers",
    "print_files",
    "remember",
    "render",
    "subjects",
]

TITLE = "党建台账"
EMPTY: Mapping[Only, str] = {
    "all": "选中的表格还没有可打印的内容。请先登记，或改为打印空表。",
    "changed": "打印以后没有改动过的表格。要全部重打，请选“全部”。",
    "unprinted": "选中的表格都已打印过。要全部重打，请选“全部”。",
}
"""What is said when a job has no paper."""


@dataclass(frozen=True)
class Made:
    """A PDF; in sentences what the layout had to do to hold a text and which characters no font has; and its papers.

    ``printed`` is for `remember`, once the PDF was written or a printer has taken it; blank forms leave it empty.
    """

    pdf: bytes
    notes: tuple[str, ...]
    printed: tuple[Printed, ...] = ()


@dataclass(frozen=True)
class Subject:
    """A paper that a form would make: whose it is, when it was printed, and whether it has changed since."""

    name: str
    printed_at: str
    changed: bool
    unit_id: str = ""
    member_id: str = ""
    record_id: str = ""
    copies: int = 0

    @property
    def state(self) -> str:
        """未打印, 已打印 with its day, or 有改动."""
        if not self.printed_at:
            return "未打印"
        if self.changed:
            return "有改动"
        return f"已打印 {int(self.printed_at[5:7])}月{int(self.printed_at[8:10])}日"


def papers(office: Office, number: int, job: Job) -> list[Subject]:
    """Return the papers of a form: their subjects, and what became of them since they were printed."""
    return subjects(office, replace(job, forms=(number,)))[number]


def subjects(office: Office, job: Job) -> dict[int, list[Subject]]:
    """Return the papers of each form of a job as `papers` does, the records read once."""
    known, job = last_printed(office), replace(job, blank=False, only="all")
    found: dict[int, list[Subject]] = {number: [] for number in job.forms}
    for each in choose(office, job, prepare(office, job)):
        now, before = each.printed, known.get(each.printed.key)
        changed = before is not None and before.digest != now.digest
        at, copies = (before.printed_at, before.copies) if before else ("", 0)
        subject = Subject(each.person, at, changed, now.unit_id, now.member_id, now.record_id, copies)
        found[each.form.number].append(subject)
    return found


def make_pdf(office: Office, job: Job, progress: Progress = silent) -> Made:
    """Return one PDF with every paper of a job, a line in its outline for each; may be cancelled between papers.

    Raises UserError when there is nothing to print. Nothing is remembered: see `remember`.
    """
    fonts = use_office_fonts(office)
    desk = prepare(office, job)
    chosen = _chosen(office, job, desk)
    drawn: list[Document] = []

    def documents() -> Iterator[Document]:
        for document in documents_of(office, job, desk, chosen, progress):
            drawn.append(document)
            yield document

    pdf = write_pdf(documents(), title=TITLE, author=desk.author, created=office.clock(), shift=job.offset)
    printed = () if job.blank else tuple(each.printed for each in chosen)
    return Made(pdf, (*fonts, *notes_of(chosen, drawn)), printed)


def remember(office: Office, made: Made) -> None:
    """Remember the papers of a PDF as printed; call it when the file was written or the printer has taken it."""
    keep(office, made.printed)


def print_files(
    office: Office,
    job: Job,
    out: Path,
    *,
    formats: Sequence[str] = ("pdf",),
    separate: bool = False,
    progress: Progress = silent,
) -> list[Path]:
    """Write a job's papers and remember them; return the paths, none when there is nothing (see EMPTY).

    One file a form and format, or with ``separate`` one a person. A job by person is one file, or one a person with
    all that is his. May be cancelled between papers: files written until then stay.
    """
    check_formats(formats, job)
    desk = prepare(office, job)
    chosen = choose(office, job, desk)
    drawn = zip(chosen, documents_of(office, job, desk, chosen, progress), strict=True)
    written: list[Path] = []
    taken: set[str] = set()
    for name, group in groupby(drawn, key=lambda pair: _file_name(pair[0], job, separate=separate)):
        pairs = list(group)
        title = TITLE if job.by == "person" else pairs[0][0].form.title
        path = out / free_name(name[-1], taken)
        documents = [document for _, document in pairs]
        written += write_documents(office, job, desk, documents, path, formats, title)
        if not job.blank:
            keep(office, (each.printed for each, _ in pairs))
    return written


def notes(office: Office, job: Job) -> list[str]:
    """Return what is to be told before a job is printed: smaller type, further pages, fonts and characters not at hand."""
    fonts = use_office_fonts(office)
    desk = prepare(office, job)
    chosen = choose(office, job, desk)
    return [*fonts, *notes_of(chosen, list(documents_of(office, job, desk, chosen, silent)))]


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def page_size(pdf: bytes, page: int) -> tuple[float, float]:
    """Return a page's width and height in millimetres."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        width, height = document[page].get_size()
        return width * 25.4 / 72, height * 25.4 / 72


def render(pdf: bytes, page: int, width: int) -> tuple[bytes, int, int]:
    """Return one page as RGBA bytes, ``width`` pixels wide, with its width and height."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        sheet = document[page]
        bitmap = sheet.render(scale=width / sheet.get_width(), rev_byteorder=True, prefer_bgrx=True)
        return bytes(bitmap.buffer), bitmap.width, bitmap.height


def _chosen(office: Office, job: Job, desk: Desk) -> list[Chosen]:
    chosen = choose(office, job, desk)
    if not chosen:
        raise UserError("PRINT-EMPTY", EMPTY[job.only])
    return chosen


def _file_name(each: Chosen, job: Job, *, separate: bool) -> tuple[str, ...]:
    """Return what keeps papers in one file, the last part being its name."""
    form = f"样例{each.form.number}_{each.form.title}"
    if job.by == "person":
        unit = each.book.office.id
        forms = "、".join(f"样例{number}" for number in job.forms) if len(job.forms) < len("123456789") else "样例1-9"
        return (unit, each.paper.member_id, each.person) if separate else (f"按人_{forms}",)
    if not separate:
        return (form,)
    return (*each.printed.key, f"{form}_{each.person}")
