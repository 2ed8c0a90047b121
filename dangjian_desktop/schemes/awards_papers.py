"""How nominations, votes and decisions become plaques, ballots, the tally and the sheet of consultations."""

from collections.abc import Iterable

from dangjian_desktop.core.dates import QUARTER_NAMES, print_day
from dangjian_desktop.models.member import Member
from dangjian_desktop.models.nomination import PACESETTER_KINDS, Decision, Nomination, TitleEnd
from dangjian_desktop.models.pacesetters import Candidacy, Vote
from dangjian_desktop.reports.form import Row, Values
from dangjian_desktop.schemes import pacesetters_rules, pioneers_rules
from dangjian_desktop.schemes.book import Book
from dangjian_desktop.schemes.public_names import public_name
from dangjian_desktop.schemes.scheme import Paper, PaperFill


def period(book: Book) -> str:
    """Return the book's year and quarter as papers print it."""
    return f"{book.year}年{QUARTER_NAMES[book.quarter]}"


def pioneer_plaques(book: Book, members: frozenset[str]) -> list[Paper]:
    """A desk plaque for each approved 先锋岗 whose title lasts; the number is given at the approving level (X09, A7-34)."""
    ended = {end.nomination_id for end in book.of(TitleEnd)}
    found = [n for n in pioneers_rules.nominated(book) if n.id not in ended and pioneers_rules.approved(book, n)]
    return _papers(book, found, members)


def pacesetter_plaques(book: Book, members: frozenset[str]) -> list[Paper]:
    """A card for each approved 标兵 of the quarter (B18)."""
    ended = {end.nomination_id for end in book.of(TitleEnd)}
    agreed = {d.nomination_id for d in book.of(Decision) if d.decision == "同意"} - ended
    return _papers(book, (n for n in _of_quarter(book) if n.id in agreed), members)


def consultations(book: Book, members: frozenset[str]) -> list[Paper]:
    """The three opinions on each nominee of the quarter, as far as they are known (B14, A7-23)."""
    return _papers(book, _of_quarter(book), members)


def _of_quarter(book: Book) -> list[Nomination]:
    return [n for n in pacesetters_rules.nominated(book) if n.quarter == book.quarter]


def _papers(book: Book, nominations: Iterable[Nomination], members: frozenset[str]) -> list[Paper]:
    decisions = {decision.nomination_id: decision for decision in book.of(Decision)}
    papers = []
    for nomination in nominations:
        member = book.by_id.get(nomination.member_id)
        if isinstance(member, Member) and (not members or member.id in members):
            values = Values(_fields(book, nomination, member, decisions.get(nomination.id)))
            papers.append(Paper(member.name, values, member.id, nomination.id))
    return papers


def _fields(book: Book, nomination: Nomination, member: Member, decision: Decision | None) -> dict[str, str]:
    fields = {
        "office": book.office_name(),
        "name": member.name,
        "department": member.department,
        "kind": nomination.kind,
        "period": period(book) if nomination.quarter else f"{book.year}年度",
    }
    if decision:
        fields |= {
            "number": decision.plaque_number,
            "organisation": decision.organisation_opinion,
            "discipline": decision.discipline_opinion,
            "police": decision.police_opinion,
        }
    return fields


def ballots(book: Book, _members: frozenset[str]) -> list[Paper]:
    """One ballot with the quarter's candidates; it is secret, so no voter is named (B11)."""
    rows = [Row(row.cells[:2]) for row in _candidates(book)]
    fields = {"branch": book.office_name(), "period": period(book)}
    return [Paper(book.office_name(), Values(fields, rows=tuple(rows)))] if rows else []


def tallies(book: Book, _members: frozenset[str]) -> list[Paper]:
    """One tally with the quarter's candidates and the figures that are recorded (B11, B12)."""
    rows, votes = _candidates(book), book.this_quarter(Vote)
    if not rows and not votes:
        return []
    fields = {"branch": book.office_name(), "period": period(book), "voters": str(len(book.members))}
    return [Paper(book.office_name(), Values(fields | _figures(votes), rows=tuple(rows)))]


def _figures(votes: list[Vote]) -> dict[str, str]:
    """The figures of the meeting where all types that were voted on agree in them."""
    names = {
        "应到人数": "expected",
        "实到人数": "attended",
        "发出票数": "issued",
        "收回票数": "returned",
        "有效票数": "valid",
    }
    found = {name: {getattr(vote, key) for vote in votes} for name, key in names.items()}
    agreed = {name: next(iter(each)) for name, each in found.items() if len(each) == 1}
    figures = {name: str(number) for name, number in agreed.items() if number is not None}
    if {"收回票数", "有效票数"} <= figures.keys():
        figures["无效票数"] = str(int(figures["收回票数"]) - int(figures["有效票数"]))
    days = {vote.held_on for vote in votes}
    return figures | ({"day": print_day(next(iter(days)))} if len(days) == 1 and None not in days else {})


def _candidates(book: Book) -> list[Row]:
    standing = book.this_quarter(Candidacy)
    return [
        Row((kind, public_name(book, member), "" if stood.votes is None else str(stood.votes)))
        for kind in PACESETTER_KINDS
        for member in book.members
        for stood in standing
        if (stood.kind, stood.member_id) == (kind, member.id)
    ]


PAPER_FILLS: tuple[PaperFill, ...] = (
    PaperFill("pioneer_plaque", pioneer_plaques),
    PaperFill("ballot", ballots),
    PaperFill("tally", tallies),
    PaperFill("consultation", consultations),
    PaperFill("pacesetter_plaque", pacesetter_plaques),
)
