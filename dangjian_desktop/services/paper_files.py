"""Papers beside the nine forms as files: the same order, copies, offset and history as the forms have."""

from collections.abc import Sequence
from pathlib import Path

from dangjian_desktop.core.progress import Progress, silent
from dangjian_desktop.reports.pdf import Document
from dangjian_desktop.schemes.book import Book
from dangjian_desktop.schemes.scheme import Paper
from dangjian_desktop.services.papers import PaperOptions, kind_of, paper_documents
from dangjian_desktop.services.print_history import Printed, keep, last_printed, values_digest
from dangjian_desktop.services.print_jobs import Job, copies_of, is_wanted, prepare
from dangjian_desktop.services.print_output import check_formats, free_name, write_documents
from dangjian_desktop.services.work import Office


def print_paper(
    office: Office,
    key: str,
    job: Job,
    out: Path,
    *,
    formats: Sequence[str] = ("pdf",),
    separate: bool = False,
    progress: Progress = silent,
) -> list[Path]:
    """Write the papers of one kind (its key, see `papers.PAPERS`) and remember them; return the paths.

    One file a format, or with ``separate`` one a person; none when the records fill no such paper. Of the job count
    period, members, units, order, copies, paper, offset, ``blank`` and ``only``. Raises UserError for an unknown key.
    """
    check_formats(formats, job)
    kind, desk = kind_of(key), prepare(office, job)
    known = last_printed(office)
    taken: set[str] = set()
    written: list[Path] = []
    chosen = [
        (paper, document, printed)
        for book in desk.arranged
        for paper, document in _of_book(office, book, key, job)
        if is_wanted(printed := _printed(key, paper, book, job), known, job.only)
    ]
    groups = [[each] for each in chosen] if separate else [chosen] if chosen else []
    for place, group in enumerate(groups):
        progress(place, len(groups), f"第 {place + 1}/{len(groups)} 份：{kind.title}")
        suffix = f"_{group[0][0].subject}" if separate else ""
        path = out / free_name(f"{kind.title}{suffix}", taken)
        documents = [document for _, document, _ in group]
        written += write_documents(office, job, desk, documents, path, formats, kind.title)
        if kind.filled and not job.blank:
            keep(office, (printed for _, _, printed in group))
    return written


def _of_book(office: Office, book: Book, key: str, job: Job) -> list[tuple[Paper, Document]]:
    made = paper_documents(office, [book], key, job.members, job.blank, PaperOptions(paper=job.paper))
    return [(paper, document._replace(copies=copies_of(job, 0, 1))) for paper, document in made]


def _printed(key: str, paper: Paper, book: Book, job: Job) -> Printed:
    return Printed(
        paper=key,
        year=book.year,
        unit_id=book.office.id,
        member_id=paper.member_id,
        record_id=paper.record_id,
        digest=values_digest(paper.values, {}),
        copies=copies_of(job, 0, 1),
        wording="",
        options={"paper": job.paper, "order": job.order},
    )
