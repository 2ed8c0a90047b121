"""How nominations and decisions become the values of forms 8 and 9."""

from dangjian_desktop.core.dates import print_month
from dangjian_desktop.models.member import Member
from dangjian_desktop.models.nomination import Decision, Nomination
from dangjian_desktop.reports.form import Values
from dangjian_desktop.schemes.book import Book
from dangjian_desktop.schemes.scheme import Paper


def approval_papers(book: Book, nominations: list[Nomination], members: frozenset[str]) -> list[Paper]:
    """Return one approval form a nomination; the cell of the level above is filled by its decision (F8, F9)."""
    decisions = {decision.nomination_id: decision for decision in book.of(Decision)}
    papers = []
    for nomination in nominations:
        member = book.by_id.get(nomination.member_id)
        if isinstance(member, Member) and (not members or member.id in members):
            values = _values(book, nomination, member, decisions.get(nomination.id))
            papers.append(Paper(member.name, values, member.id, nomination.id))
    return papers


def _values(book: Book, nomination: Nomination, member: Member, decision: Decision | None) -> Values:
    style = book.options.text("print.month_style")
    return Values(
        fields={
            "office": book.office_name(),
            "name": member.name,
            "sex": member.sex,
            "ethnicity": member.ethnicity,
            "birth": print_month(member.birth, style),
            "work_start": print_month(member.work_start, style),
            "joined": print_month(member.joined, style),
            "education": member.education,
            "duty": member.duty,
            "kind": nomination.kind,
            "deeds": nomination.deeds,
            "branch_opinion": nomination.branch_opinion,
            "general_opinion": _opinion(decision),
        }
    )


def _opinion(decision: Decision | None) -> str:
    if decision is None or decision.decision not in ("同意", "不同意"):
        return ""
    return decision.opinion.strip() or f"{decision.decision}。"
