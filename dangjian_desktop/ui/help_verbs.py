"""What the help window asks of the services; imported with them when help is first wanted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dangjian_desktop.core.progress import Progress, silent
from dangjian_desktop.ui.help.keys import all_keys
from dangjian_desktop.ui.print_verbs import Pdf

if TYPE_CHECKING:
    from dangjian_desktop.core.handbook import Handbook
    from dangjian_desktop.services.about import About, Licence
    from dangjian_desktop.services.handbook import Search


def read_handbook() -> Handbook:
    """Return the handbook with the window's own keys."""
    from dangjian_desktop.services import handbook

    return handbook.read_handbook(all_keys())


def search_of(book: Handbook) -> Search:
    """Return what finds sections of the handbook."""
    from dangjian_desktop.services import handbook

    return handbook.Search(book)


def save_pdf(path: Path, progress: Progress) -> Path:
    """Write the handbook as a PDF."""
    from dangjian_desktop.services import handbook_book

    return handbook_book.save_pdf(path, all_keys(), progress)


def make_pdf(progress: Progress = silent) -> Pdf:
    """Return the handbook as a PDF for the printer."""
    from dangjian_desktop.services import handbook_book, printing

    data = handbook_book.make_pdf(all_keys(), progress)
    return Pdf(data, printing.page_count(data))


def about() -> About:
    """Return the versions, the licences and the doubtful places of the source."""
    from dangjian_desktop.services import about as told

    return told.about()


def licence_text(licence: Licence) -> str:
    """Return the text of a licence."""
    from dangjian_desktop.services import about as told

    return told.licence_text(licence)
