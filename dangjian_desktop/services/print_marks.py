"""What stands pale across a paper: 演示 for made-up people, 草稿 while the check has a 必须改 about it."""

from collections.abc import Iterable, Mapping, Set

from sqlalchemy import Connection, select

from dangjian_desktop.models.office import Installation
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.schemes import SCHEMES
from dangjian_desktop.schemes.book import Book
from dangjian_desktop.schemes.scheme import Finding, Severity
from dangjian_desktop.services.checks import check_book
from dangjian_desktop.services.print_jobs import Chosen
from dangjian_desktop.services.work import Office

DEMO, DRAFT = "演示", "草稿"
SCHEME_OF: Mapping[int, str] = {fill.form: scheme.key for scheme in SCHEMES for fill in scheme.fills}
SCHEMES_OF_PAPER: Mapping[str, Set[str]] = {
    "area_board": {"areas"},
    "pledge_board": {"commitments"},
    "pioneer_plaque": {"pioneers"},
    "ballot": {"pacesetters"},
    "tally": {"pacesetters"},
    "consultation": {"pacesetters"},
    "pacesetter_plaque": {"pacesetters"},
    "member_card": {scheme.key for scheme in SCHEMES},
}
"""Which schemes' records of people a paper beside the nine forms shows; one that asks for what is missing is no draft."""


def marks_of(office: Office, chosen: Iterable[Chosen]) -> list[str]:
    """Return what stands across each paper; a mark never keeps a paper from being printed."""
    marker = Marker(is_demo(office))
    return [marker.mark(each.book, {SCHEME_OF[each.form.number]}, each.paper.member_id) for each in chosen]


class Marker:
    """Tells what stands across a paper; each book is checked once, and only when a paper asks."""

    def __init__(self, demo: bool) -> None:
        self._demo = demo
        self._open: dict[str, list[Finding]] = {}

    def mark(self, book: Book, schemes: Set[str], person: str) -> str:
        """Return the marks of a paper of some schemes; ``person`` is empty for one of the whole office."""
        if schemes and book.office.id not in self._open:
            self._open[book.office.id] = [f for f in check_book(book) if f.severity is Severity.MUST]
        found = self._open.get(book.office.id, ())
        draft = any(f.scheme in schemes and _touches(f, person, book) for f in found)
        return "　".join([DEMO] * self._demo + [DRAFT] * draft)


def is_demo(office: Office) -> bool:
    """Tell whether the people in a data file are made up."""
    with office.reading() as connection:
        return bool(demo_mark(connection))


def demo_mark(connection: Connection) -> str:
    """Return what stands across every paper of a data file: 演示 when its people are made up."""
    return DEMO if connection.execute(select(table_of(Installation).c.demo)).scalar_one() else ""


def _touches(finding: Finding, person: str, book: Book) -> bool:
    """A finding about persons touches their papers and those that list everyone; one about nobody touches all."""
    return not (person and finding.persons) or book.name_of(person) in finding.persons
