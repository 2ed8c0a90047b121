"""Where printed papers go: files in the formats asked for, under safe names that do not meet."""

from collections.abc import Sequence
from pathlib import Path

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.paths import safe_name, write_whole
from dangjian_desktop.reports.docx import write_docx
from dangjian_desktop.reports.pdf import Document, write_pdf
from dangjian_desktop.reports.xlsx import write_xlsx
from dangjian_desktop.services.print_jobs import Desk, Job
from dangjian_desktop.services.work import Office

FORMATS = ("pdf", "xlsx", "docx")


def check_formats(formats: Sequence[str], job: Job) -> None:
    """Raise UserError for a format that is not known, or that cannot be printed over."""
    for kind in formats:
        if kind not in FORMATS:
            raise UserError("FORMAT", f"不能导出“{kind}”格式。请从 pdf、xlsx、docx 中选。")
        if job.values_only and kind != "pdf":
            raise UserError("FORMAT", f"套打不能导出“{kind}”格式。请改用 pdf。")


def write_documents(
    office: Office, job: Job, desk: Desk, documents: Sequence[Document], path: Path, formats: Sequence[str], title: str
) -> list[Path]:
    """Write papers to ``path`` with the ending of each format; return the files."""
    written = []
    for kind in formats:
        written.append(path.with_name(f"{path.name}.{kind}"))
        write_whole(written[-1], _bytes(office, job, desk, documents, kind, title))
    return written


def free_name(name: str, taken: set[str]) -> str:
    """Return a safe file name without its ending that is not among those ``taken``, and take it."""
    base = safe_name(name, 90)
    free, number = base, 2
    while free in taken:
        free, number = f"{base}_{number}", number + 1
    taken.add(free)
    return free


def _bytes(office: Office, job: Job, desk: Desk, documents: Sequence[Document], kind: str, title: str) -> bytes:
    if kind == "xlsx":
        return write_xlsx(documents, title=title, author=desk.author, created=office.clock())
    if kind == "docx":
        return write_docx(documents, title=title, author=desk.author, created=office.clock())
    return write_pdf(documents, title=title, author=desk.author, created=office.clock(), shift=job.offset)
