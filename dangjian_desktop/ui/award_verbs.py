"""The verbs of the approval forms and the vote, run on the worker; each imports its service when it is first called."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dangjian_desktop.ui.period import Period
from dangjian_desktop.ui.print_verbs import Pdf

if TYPE_CHECKING:
    from dangjian_desktop.services.award_form import AwardForm, Nominee
    from dangjian_desktop.services.tally import Ballot, Tally
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


def read_tally(office: Office, period: Period) -> Tally:
    """Return the counts of the quarter looked at."""
    from dangjian_desktop.services import tally

    return tally.read_tally(office, year=period.year, quarter=period.quarter)


def add_votes(office: Office, ballot: Ballot, member: str, more: int) -> Changes:
    """Give somebody more votes, or fewer."""
    from dangjian_desktop.services import tally

    return tally.add_votes(office, ballot, member, more)


def set_votes(office: Office, ballot: Ballot, member: str, votes: int) -> Changes:
    """Write how many votes somebody has."""
    from dangjian_desktop.services import tally

    return tally.set_votes(office, ballot, member, votes)


def take_out(office: Office, ballot: Ballot, member: str) -> Changes:
    """Take somebody out of a type."""
    from dangjian_desktop.services import tally

    return tally.take_out(office, ballot, member)


def resolve_tie(office: Office, ballot: Ballot, text: str) -> Changes:
    """Write how a tie was resolved."""
    from dangjian_desktop.services import tally

    return tally.resolve_tie(office, ballot, text)


def put_forward(office: Office, ballot: Ballot, member: str) -> Changes:
    """Nominate the first of a count."""
    from dangjian_desktop.services import tally

    return tally.put_forward(office, ballot, member)


def take_back_plaques(office: Office, award: str, year: int) -> Changes:
    """Note that the plaques of revoked titles were taken back."""
    from dangjian_desktop.services import plaques

    return plaques.take_back(office, award=award, year=year)


def pdf_of(form: AwardForm) -> Pdf:
    """Return a form for the preview and the printer."""
    return Pdf(form.made.pdf, form.pages, form.made.notes, form.made)
