"""What stands pale across a paper: 演示 for made-up people, 草稿 while the check has a 必须改 about it."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select

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


def marks_of(office: Office, chosen: Iterable[Chosen]) -> list[str]:
    """Return what stands across each paper; a mark never keeps a paper from being printed."""
    demo = is_demo(office)
    open_findings: dict[str, list[Finding]] = {}
    made = []
    for each in chosen:
        book = each.book
        if book.office.id not in open_findings:
            open_findings[book.office.id] = [f for f in check_book(book) if f.severity is Severity.MUST]
        draft = any(_touches(finding, each, book) for finding in open_findings[book.office.id])
        made.append("　".join([DEMO] * demo + [DRAFT] * draft))
    return made


def is_demo(office: Office) -> bool:
    """Tell whether the people in a data file are made up."""
    with office.reading() as connection:
        return bool(connection.execute(select(table_of(Installation).c.demo)).scalar_one())


def _touches(finding: Finding, each: Chosen, book: Book) -> bool:
    """A finding about persons touches their papers and those that list everyone; one about nobody touches all."""
    if finding.scheme != SCHEME_OF[each.form.number]:
        return False
    person = each.paper.member_id
    return not (person and finding.persons) or book.name_of(person) in finding.persons
