"""The chosen papers of a job laid out, one at a time, and what is to be told of them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dangjian_desktop.core.names import join_people
from dangjian_desktop.core.progress import Progress
from dangjian_desktop.reports.form import Form, Values
from dangjian_desktop.reports.layout import lay_out
from dangjian_desktop.reports.overprint import printed_before, values_only
from dangjian_desktop.reports.page import Options
from dangjian_desktop.reports.pdf import Document
from dangjian_desktop.reports.sheet import Sheet
from dangjian_desktop.reports.wall import WALL_FORMS
from dangjian_desktop.services.lacking import lacking_notes
from dangjian_desktop.services.print_jobs import Chosen, Desk, Job
from dangjian_desktop.services.print_marks import marks_of
from dangjian_desktop.services.work import Office

NAMED_AT_MOST = 5


def documents_of(
    office: Office, job: Job, desk: Desk, chosen: Sequence[Chosen], progress: Progress
) -> Iterator[Document]:
    """Lay papers out one at a time, telling how far it is before each."""
    marks = [""] * len(chosen) if job.blank else marks_of(office, chosen)
    blanks: dict[int, tuple[Sheet, ...]] = {}
    for place, (each, mark) in enumerate(zip(chosen, marks, strict=True)):
        form, name = each.form, f"样例{each.form.number}"
        progress(place, len(chosen), f"第 {place + 1}/{len(chosen)} 份：{name} {each.person}")
        sheets = _sheets(form, each.paper.values, job, desk)
        if job.values_only and job.blank:
            sheets = printed_before(sheets)
        elif job.values_only:
            if form.number not in blanks:
                blanks[form.number] = _sheets(form, Values(), replace(job, blank=True), desk)
            sheets = values_only(sheets, blanks[form.number])
        by_person = job.by == "person"
        group = each.person if by_person else f"{name} {form.title}"
        bookmark = f"{name} {form.title}" if by_person else f"{name} {each.person}"
        yield Document(sheets, bookmark, each.copies, "" if job.blank else group, mark)


def notes_of(chosen: Sequence[Chosen], documents: Sequence[Document]) -> list[str]:
    """Return, by form, what the layout had to do and which characters no font has, with the persons."""
    told: dict[tuple[int, str], list[str]] = {}
    for each, document in zip(chosen, documents, strict=True):
        notices = [notice for sheet in document.sheets for notice in sheet.notices]
        for notice in dict.fromkeys([*notices, *lacking_notes(each.paper.values)]):
            told.setdefault((each.form.number, notice), []).append(each.person)
    return [f"样例{number} {_listed(people)}：{notice}" for (number, notice), people in told.items()]


def _listed(people: Sequence[str]) -> str:
    shown = join_people(list(people[:NAMED_AT_MOST]))
    return shown if len(people) <= NAMED_AT_MOST else f"{shown}等 {len(people)} 份"


def options_of(form: Form, job: Job, desk: Desk) -> Options:
    """Return the switches that a job lays a form out with, the office's own where the job says nothing."""
    settings = desk.books[0].options
    return Options(
        landscape=(None if settings.flag("print.landscape") else False) if job.landscape is None else job.landscape,
        seal_lines=settings.flag("print.seal_lines") if job.seal_lines is None else job.seal_lines,
        remark=settings.flag("print.remark"),
        paper=job.paper if form.number in WALL_FORMS else "A4",
    )


def _sheets(form: Form, values: Values, job: Job, desk: Desk) -> tuple[Sheet, ...]:
    return lay_out(form, values, blank=job.blank, wording=desk.wording, options=options_of(form, job, desk))
