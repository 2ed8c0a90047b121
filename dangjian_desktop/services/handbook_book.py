"""The handbook as one PDF, to print or to keep."""

from pathlib import Path

from dangjian_desktop.core.paths import resource, write_whole
from dangjian_desktop.core.progress import Progress
from dangjian_desktop.reports.handbook_pdf import write_handbook
from dangjian_desktop.services.handbook import Keys, read_handbook


def make_pdf(keys: Keys, progress: Progress) -> bytes:
    """Return the handbook as a book: the same bytes each time."""
    return write_handbook(read_handbook(keys), resource("help", "pictures"), progress)


def save_pdf(path: Path, keys: Keys, progress: Progress) -> Path:
    """Write the handbook as a PDF."""
    write_whole(path, make_pdf(keys, progress))
    return path
