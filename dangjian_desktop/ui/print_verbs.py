"""The verbs of the print centre, run on the worker; each imports its service when it is first called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from dangjian_desktop.core.paths import write_whole
from dangjian_desktop.core.progress import Progress
from dangjian_desktop.ui.period import Period

if TYPE_CHECKING:
    from dangjian_desktop.services.own_fonts import OwnFont
    from dangjian_desktop.services.print_jobs import Job
    from dangjian_desktop.services.printing import Made
    from dangjian_desktop.services.work import Changes, Office

Picture = tuple[bytes, int, int]
"""A page as RGBA bytes, with its width and height in pixels."""

ALL_FORMS = tuple(range(1, 10))
REPORT_REMINDER = "report_reminder"
"""催报单 is made of what the office knows of its units, not of their records."""


@dataclass(frozen=True)
class Wanted:
    """Which forms to print and how; ids of members and units, none for all; ``copies`` by form for the printer.

    ``other`` is the key of a paper beside the forms, wanted instead of them. The other choices are those of services.printing.Job.
    """

    forms: tuple[int, ...]
    period: Period
    blank: bool = False
    wording: str = "proofread"
    units: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    order: str = "roster"
    by: Literal["form", "person"] = "form"
    paper: Literal["A4", "A3"] = "A4"
    day: date | None = None
    only: Literal["all", "changed", "unprinted"] = "all"
    copies: Mapping[int, int] = field(default_factory=dict)
    values_only: bool = False
    other: str = ""


@dataclass(frozen=True)
class Pdf:
    """A finished PDF with its number of pages, what is to be told of it, and what to remember once it is on paper."""

    data: bytes
    pages: int
    notes: tuple[str, ...] = ()
    made: Made | None = None


@dataclass(frozen=True)
class PrinterPage:
    """A page for the printer, with the paper's width and height in millimetres."""

    picture: Picture
    width: float
    height: float


@dataclass(frozen=True)
class PaperState:
    """How many papers a form would be, how many of them were printed before, and of these how many changed since."""

    papers: int = 0
    printed: int = 0
    changed: int = 0


@dataclass(frozen=True)
class FontChoices:
    """The user's own font files, the usable families of this PC, and the family chosen for each face."""

    own: tuple[OwnFont, ...]
    families: tuple[str, ...]
    chosen: Mapping[str, str]


def unit_names(office: Office) -> list[tuple[str, str]]:
    """Return the ids and names of the offices below, whose papers this office may print."""
    from dangjian_desktop.services import exchange

    return [(unit.id, unit.name) for unit in exchange.subordinates(office)]


def people(office: Office) -> list[tuple[str, str]]:
    """Return the ids and names of the members of this office, in roster order."""
    from dangjian_desktop.services.reading import load_book

    book = load_book(office)
    return [(member.id, book.name_of(member.id)) for member in book.members]


def paper_states(office: Office, wanted: Wanted) -> dict[int, PaperState]:
    """Return what the list of forms says of each."""
    from dangjian_desktop.services import printing

    found = printing.subjects(office, _job(office, replace(wanted, forms=ALL_FORMS)))
    return {
        number: PaperState(len(papers), sum(bool(p.printed_at) for p in papers), sum(p.changed for p in papers))
        for number, papers in found.items()
    }


def make_pdf(office: Office, wanted: Wanted, progress: Progress) -> Pdf:
    """Return one PDF with the papers of the wanted forms."""
    from dangjian_desktop.services import printing

    job = _job(office, wanted)
    made = _other_pdf(office, job, wanted.other) if wanted.other else printing.make_pdf(office, job, progress)
    return Pdf(made.pdf, printing.page_count(made.pdf), made.notes, made)


def _other_pdf(office: Office, job: Job, key: str) -> Made:
    from dangjian_desktop.services import papers

    options = papers.PaperOptions(paper=job.paper)
    period = {"year": job.year, "quarter": job.quarter}
    units = () if key == REPORT_REMINDER else job.units
    return papers.make_paper_pdf(
        office, key, **period, members=job.members, blank=job.blank, units=units, options=options
    )


def other_papers(office: Office) -> list[tuple[str, str]]:
    """Return the keys and titles of the papers beside the nine forms that this kind of office prints."""
    from dangjian_desktop.services.papers import BY_KEY

    above = office.kind != "branch"
    return [(key, kind.title) for key, kind in BY_KEY.items() if kind.filled and (above or key != REPORT_REMINDER)]


def remember(office: Office, pdf: Pdf) -> None:
    """Remember the papers of a PDF as printed, a printer having taken them."""
    from dangjian_desktop.services import printing

    if pdf.made is not None:
        printing.remember(office, pdf.made)


def save_files(office: Office, wanted: Wanted, folder: Path, kinds: tuple[str, ...], progress: Progress) -> list[Path]:
    """Write a file for each wanted form and kind into a folder, for changes in WPS; return the paths."""
    from dangjian_desktop.services import printing

    return printing.print_files(office, _job(office, wanted), folder, formats=kinds, progress=progress)


def save_pdf(office: Office, wanted: Wanted, path: Path, progress: Progress) -> Path:
    """Write one PDF with the papers of the wanted forms."""
    pdf = make_pdf(office, wanted, progress)
    write_whole(path, pdf.data)
    remember(office, pdf)
    return path


def font_choices(office: Office) -> FontChoices:
    """Return the user's own font files, the families of this PC that papers can use, and those chosen by face."""
    from dangjian_desktop.services import own_fonts, pc_fonts

    usable = tuple(family.name for family in pc_fonts.families() if not family.fault)
    return FontChoices(tuple(own_fonts.own_fonts(office)), usable, pc_fonts.chosen_families(office))


def add_font(office: Office, path: Path) -> str:
    """Add a font file for characters that no other font has; return its family's name."""
    from dangjian_desktop.services import own_fonts

    return own_fonts.add_font(office, path).family


def remove_font(office: Office, name: str) -> None:
    """Remove a font file that was added."""
    from dangjian_desktop.services import own_fonts

    own_fonts.remove_font(office, name)


def choose_family(office: Office, face: str, family: str) -> Changes:
    """Prefer a family of this PC for a face; an empty one takes the shipped font."""
    from dangjian_desktop.services import pc_fonts

    return pc_fonts.choose_family(office, face, family)


def ruler(office: Office) -> Pdf:
    """Return the test page that shows how far a printer prints beside the mark."""
    from dangjian_desktop.services import printers, printing

    data = printers.ruler_pdf(office.clock())
    return Pdf(data, printing.page_count(data))


def correction(folder: Path, printer: str) -> tuple[float, float]:
    """Return how far a printer is corrected to the right and down, in millimetres."""
    from dangjian_desktop.services import printers

    return printers.offset_of(folder, printer)


def keep_correction(folder: Path, printer: str, correction: tuple[float, float]) -> None:
    """Keep a printer's correction on this PC."""
    from dangjian_desktop.services import printers

    printers.set_offset(folder, printer, correction)


def picture(pdf: bytes, page: int, width: int, height: int | None = None) -> Picture:
    """Return a page of a PDF, ``width`` pixels wide, or less where it would be higher than ``height``."""
    from dangjian_desktop.services import printing

    if height is not None:
        across, down = printing.page_size(pdf, page)
        width = min(width, int(height * across / down))
    return printing.render(pdf, page, width)


def page_for_printer(pdf: bytes, page: int, dots_per_inch: int) -> PrinterPage:
    """Return a page in the printer's own dots."""
    from dangjian_desktop.services import printing

    width, height = printing.page_size(pdf, page)
    return PrinterPage(printing.render(pdf, page, round(width / 25.4 * dots_per_inch)), width, height)


def _job(office: Office, wanted: Wanted) -> Job:
    """A branch prints its own papers; the levels above print those of the offices below."""
    from dangjian_desktop.services.print_jobs import Job

    below = office.kind != "branch" and not wanted.blank
    chosen: Sequence[str] = wanted.units or (tuple(unit_id for unit_id, _ in unit_names(office)) if below else ())
    return Job(
        wanted.forms,
        wanted.blank,
        wanted.period.year,
        wanted.period.quarter,
        members=wanted.members,
        wording=wanted.wording,
        copies={number: wanted.copies.get(number, 1) for number in wanted.forms},
        units=tuple(chosen),
        order=wanted.order,
        by=wanted.by,
        day=wanted.day,
        only=wanted.only,
        paper=wanted.paper,
        values_only=wanted.values_only,
    )
