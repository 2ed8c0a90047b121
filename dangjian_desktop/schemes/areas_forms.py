"""How records of 党员责任区 become the values of forms 3 and 4."""

from datetime import date

from dangjian_desktop.core.dates import print_day
from dangjian_desktop.models.areas import Area, AreaActivity, AreaAssignment, AreaExemption
from dangjian_desktop.models.member import Member
from dangjian_desktop.reports.form import Row, Values
from dangjian_desktop.schemes.areas_rules import area_path, serving
from dangjian_desktop.schemes.book import Book
from dangjian_desktop.schemes.extras import MEMBER_EXTRAS, member_more
from dangjian_desktop.schemes.scheme import Extra, Fill, Paper


def _duties(book: Book, assignment: AreaAssignment) -> str:
    area = book.by_id.get(assignment.area_id)
    return assignment.duties or (area.duties if isinstance(area, Area) else "")


def arrangement(book: Book, _members: frozenset[str], day: date | None) -> list[Paper]:
    """Form 3: a row for each member and area; whoever has none is exempt with a reason, or a gap to see (F3.1-F3.5)."""
    exempt = {e.member_id: e.reason for e in book.this_year(AreaExemption)}
    assignments = serving(book)
    if not assignments and not exempt:
        return []
    rows: list[Row] = []
    for member in book.members:
        duty = book.duty_or_post(member)
        more = member_more(book, member)
        held = [
            Row((member.name, duty, area_path(book, a.area_id), _duties(book, a)), more={**more, **_opinions(a)})
            for a in assignments
            if a.member_id == member.id
        ]
        none = ("（豁免）", exempt[member.id]) if member.id in exempt else ("", "")
        rows += held or [Row((member.name, duty, *none), more=more)]
    name = book.office_name(day)
    return [Paper(name, Values(fields={"branch": name}, rows=tuple(rows)))]


def _opinions(assignment: AreaAssignment) -> dict[str, str]:
    return {
        "consent": assignment.consent,
        "committee_opinion": assignment.committee_opinion,
        "served_opinion": assignment.served_opinion,
    }


def ledgers(book: Book, members: frozenset[str], _day: date | None) -> list[Paper]:
    """Form 4: one ledger a member and area, lines by date (F4.1-F4.8, A7-28)."""
    order = {member.id: place for place, member in enumerate(book.members)}
    papers = []
    for assignment in sorted(serving(book), key=lambda a: (order[a.member_id], a.id)):
        member = book.by_id[assignment.member_id]
        if not isinstance(member, Member) or (members and member.id not in members):
            continue
        fields = {
            "member": member.name,
            "duty": book.duty_or_post(member),
            "area": area_path(book, assignment.area_id),
        }
        papers.append(
            Paper(member.name, Values(fields=fields, rows=_lines(book, assignment)), member.id, assignment.id)
        )
    return papers


def _lines(book: Book, assignment: AreaAssignment) -> tuple[Row, ...]:
    kept = [
        a
        for a in book.of(AreaActivity)
        if (a.member_id, a.area_id) == (assignment.member_id, assignment.area_id) and a.held_on.year == book.year
    ]
    ordered = sorted(kept, key=lambda a: (a.held_on, a.id))
    return tuple(Row((a.name, print_day(a.held_on), a.content, a.note), more={"kind": a.kind}) for a in ordered)


OPINIONS = (
    Extra("consent", "本人同意"),
    Extra("committee_opinion", "支委意见"),
    Extra("served_opinion", "责任对象意见"),
)

FILLS: tuple[Fill, ...] = (
    Fill(3, arrangement, (*MEMBER_EXTRAS, *OPINIONS)),
    Fill(4, ledgers, (Extra("kind", "活动类别"),)),
)
