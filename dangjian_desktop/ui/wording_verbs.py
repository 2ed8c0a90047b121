"""The verbs of the wording editor, run on the worker; each imports its service when it is first called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.patterns import pieces
from dangjian_desktop.ui.period import Period
from dangjian_desktop.ui.print_verbs import Pdf

if TYPE_CHECKING:
    from dangjian_desktop.services.wording import FormColumns, FormText
    from dangjian_desktop.services.wording_in_force import LedgerColumn
    from dangjian_desktop.services.wording_rows import Push
    from dangjian_desktop.services.work import Changes, Office


@dataclass(frozen=True)
class FormWords:
    """A form's texts, and its columns where it is a ledger."""

    number: int
    texts: tuple[FormText, ...]
    columns: FormColumns | None


@dataclass(frozen=True)
class Draft:
    """Words of a form that are not saved yet: texts by key, columns (None: as they are), what is sent down by key."""

    number: int
    texts: Mapping[str, str]
    columns: Sequence[LedgerColumn] | None
    push: Mapping[str, Push]


@dataclass(frozen=True)
class Look:
    """How a form would look, or in one sentence why it cannot be so."""

    pdf: Pdf | None
    fault: str = ""


def read(office: Office, number: int) -> FormWords:
    """Return a form's words."""
    from dangjian_desktop.services import wording

    return FormWords(number, tuple(wording.texts(office, number)), wording.columns(office, number))


def compare(office: Office, number: int) -> list[tuple[str, str, str, str]]:
    """Return what a form says otherwise than the shipped words: name, state, the shipped words and these."""
    from dangjian_desktop.services import wording

    shown = {key: name for text in wording.texts(office, number) for key, name in text.fields.items()}

    def plain(pattern: str) -> str:
        return "".join(p if isinstance(p, str) else f"‹{shown.get(p.name, p.name)}›" for p in pieces(pattern))

    return [
        (
            pair.name,
            f"{pair.state}，默认有更新" if pair.renewed else str(pair.state),
            plain(pair.default),
            plain(pair.text),
        )
        for pair in wording.compare(office, number)
    ]


def look_at(office: Office, draft: Draft, period: Period, *, blank: bool) -> Look:
    """Return how a form would look with a draft."""
    from dangjian_desktop.services import printing
    from dangjian_desktop.services.wording_preview import look_at as look_at_form

    try:
        made = look_at_form(
            office,
            draft.number,
            draft.texts,
            draft.columns,
            blank=blank,
            year=period.year,
            quarter=period.quarter,
        )
    except UserError as error:
        return Look(None, error.message)
    return Look(Pdf(made.pdf, printing.page_count(made.pdf), made.notes))


def save(office: Office, draft: Draft) -> Changes:
    """Save a draft."""
    from dangjian_desktop.services import wording

    return wording.save(office, draft.number, draft.texts, draft.columns, push=draft.push)


def keep(office: Office, key: str) -> Changes:
    """Stay with own words although the shipped ones have changed."""
    from dangjian_desktop.services import wording

    return wording.keep(office, [key])


def reset_text(office: Office, key: str) -> Changes:
    """Go back to the shipped words of one text."""
    from dangjian_desktop.services import wording

    return wording.reset_text(office, key)


def reset_form(office: Office, number: int) -> Changes:
    """Go back to the shipped words of a form."""
    from dangjian_desktop.services import wording

    return wording.reset_form(office, number)


def new_column(heading: str, field: str) -> LedgerColumn:
    """Return a column that is not kept yet; an empty field leaves it for handwriting."""
    from dangjian_desktop.services.wording_in_force import LedgerColumn

    return LedgerColumn("", heading, field=field)
