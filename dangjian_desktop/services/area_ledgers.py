"""What the tab of the areas counts: who reported in which quarter, whose ledger has lines that are not on paper yet."""

from dataclasses import dataclass

from dangjian_desktop.models.areas import AreaActivity, QuarterReport
from dangjian_desktop.schemes.areas_rules import serving
from dangjian_desktop.services.print_jobs import Job
from dangjian_desktop.services.printing import subjects
from dangjian_desktop.services.reading import load_book
from dangjian_desktop.services.work import Office

LEDGER_FORM = 4


@dataclass(frozen=True)
class Told:
    """A member and whether he reported in each of the four quarters (Z14)."""

    name: str
    quarters: tuple[bool, ...]


def quarters_told(office: Office, *, year: int) -> tuple[Told, ...]:
    """Return for each member with an area the quarters that he reported in; none above the branches."""
    if office.kind != "branch":
        return ()
    book = load_book(office, year=year)
    given = {(report.member_id, report.quarter) for report in book.this_year(QuarterReport)}
    asked = {assignment.member_id for assignment in serving(book)} | {member for member, _ in given}
    return tuple(
        Told(book.name_of(member.id), tuple((member.id, quarter) in given for quarter in (1, 2, 3, 4)))
        for member in book.members
        if member.id in asked
    )


def with_new_lines(office: Office, *, year: int, quarter: int) -> tuple[str, ...]:
    """Return whose 样例4 has something in it that was not printed so, in the order of the papers."""
    if office.kind != "branch":
        return ()
    book = load_book(office, year=year)
    active = {activity.member_id for activity in book.of(AreaActivity) if activity.held_on.year == year}
    papers = subjects(office, Job((LEDGER_FORM,), year=year, quarter=quarter))[LEDGER_FORM]
    new = (paper.member_id for paper in papers if paper.changed or not paper.printed_at)
    return tuple(dict.fromkeys(member for member in new if member in active))
