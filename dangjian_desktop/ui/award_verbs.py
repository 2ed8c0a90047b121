"""The verbs of the approval forms and the vote, run on the worker; each imports its service when it is first called."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dangjian_desktop.ui.period import Period
from dangjian_desktop.ui.print_verbs import Pdf

if TYPE_CHECKING:
    from dangjian_desktop.services.award_form import AwardForm, Nominee
    from dangjian_desktop.services.work import Changes, Office

PASTED = "剪贴板里的图片"


def read_forms(office: Office, award: str, nomination: str, period: Period) -> tuple[list[Nominee], AwardForm | None]:
    """Return whose forms there are, and that of one of them, the first when it is gone."""
    from dangjian_desktop.services import award_form

    span = {"year": period.year, "quarter": period.quarter}
    found = award_form.nominees(office, award, **span)
    wanted = next((each for each in found if each.id == nomination), found[0] if found else None)
    return found, award_form.award_form(office, wanted, award, **span) if wanted else None


def save_field(office: Office, award: str, nomination: str, key: str, text: str) -> Changes:
    """Save a value of the form."""
    from dangjian_desktop.services import award_form

    return award_form.save_field(office, award, nomination, key, text)


def put_photo(office: Office, member: str, picture: Path | bytes) -> Changes:
    """Give a member the photo in a file, or one that was copied."""
    from dangjian_desktop.services import photos

    if isinstance(picture, Path):
        return photos.set_photo(office, member, picture)
    return photos.put_photo(office, member, picture, PASTED)


def clear_photo(office: Office, member: str) -> Changes:
    """Take a member's photo away."""
    from dangjian_desktop.services import photos

    return photos.clear_photo(office, member)


def pdf_of(form: AwardForm) -> Pdf:
    """Return a form for the preview and the printer."""
    return Pdf(form.made.pdf, form.pages, form.made.notes, form.made)
