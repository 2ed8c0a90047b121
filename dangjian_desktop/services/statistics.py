"""Figures of an office and of its branches, for the overview and the headquarters summary."""

from dataclasses import dataclass

from dangjian_desktop.models.areas import AreaExemption
from dangjian_desktop.models.nomination import Decision
from dangjian_desktop.schemes.areas_rules import serving
from dangjian_desktop.schemes.book import Book
from dangjian_desktop.schemes.commitments_rules import standing
from dangjian_desktop.schemes.pacesetters_rules import nominated as pacesetters
from dangjian_desktop.schemes.pioneers_rules import nominated as pioneers
from dangjian_desktop.schemes.posts_rules import on_post
from dangjian_desktop.services.checks import check_book
from dangjian_desktop.services.head_counts import counted_members
from dangjian_desktop.services.reading import load_books
from dangjian_desktop.services.work import Office


@dataclass(frozen=True)
class Figures:
    """One office's figures of a year; ``members`` counts those under way to another unit, ``in_branch`` does not."""

    name: str
    members: int
    in_branch: int
    without_office: int
    on_post: int
    with_area: int
    exempt: int
    commitments: int
    fulfilled: int
    pioneers: int
    pioneers_approved: int
    pacesetters: int
    pacesetters_approved: int
    must: int
    should: int

    @property
    def coverage(self) -> str:
        """The share of members with an area, exempt ones counted; a dash for an empty branch (case 38)."""
        return f"{(self.with_area + self.exempt) * 100 // self.in_branch}%" if self.in_branch else "—"


def figures_of(book: Book, members: int | None = None) -> Figures:
    """Return the figures of one office's book; above the branches, ``members`` is how many are counted there."""
    held = {a.member_id for a in serving(book)}
    present = {m.id for m in book.members}
    exempt = {e.member_id for e in book.this_year(AreaExemption)} & present
    commitments = [c for c in standing(book) if c.member_id is None or c.review == "通过"]
    agreed = {d.nomination_id for d in book.of(Decision) if d.decision == "同意"}
    findings = check_book(book)
    return Figures(
        name=book.office.name,
        members=len(book.members) if members is None else members,
        in_branch=len(book.members),
        without_office=sum(book.class_of(member) == "无职" for member in book.members),
        on_post=len({member.id for _, member, _ in on_post(book)}),
        with_area=len(held),
        exempt=len(exempt - held),
        commitments=len(commitments),
        fulfilled=sum(c.outcome == "已兑现" for c in commitments),
        pioneers=len(pioneers(book)),
        pioneers_approved=sum(n.id in agreed for n in pioneers(book)),
        pacesetters=len(pacesetters(book)),
        pacesetters_approved=sum(n.id in agreed for n in pacesetters(book)),
        must=sum(finding.severity == "必须改" for finding in findings),
        should=sum(finding.severity == "建议改" for finding in findings),
    )


def summary(office: Office, *, year: int | None = None, quarter: int | None = None) -> list[Figures]:
    """Return the figures of this office's units that have reported, or of the branch itself."""
    books = load_books(office, year=year, quarter=quarter)
    own = books[office.office_id]
    units = {owner: book for owner, book in books.items() if owner != office.office_id and book.office.kind == "branch"}
    if not units:
        return [figures_of(own)]
    counted = counted_members(units, own.day)
    return [figures_of(book, len(counted[owner])) for owner, book in units.items()]
