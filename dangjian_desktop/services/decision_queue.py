"""The queue of forms 8 and 9 before the approving or filing level, with what blocks each and the quotas (screens.md 2.11)."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from dangjian_desktop.core.dates import QUARTER_NAMES
from dangjian_desktop.models.base import Record
from dangjian_desktop.models.member import Member, MemberState
from dangjian_desktop.models.nomination import Decision, Nomination
from dangjian_desktop.models.office import Office as OfficeRecord
from dangjian_desktop.models.pioneers import QuotaWaiver
from dangjian_desktop.schemes.book import Book, book_from
from dangjian_desktop.schemes.nomination_states import OPEN, SETTLED, Actor, State, moves_of
from dangjian_desktop.schemes.options import Options
from dangjian_desktop.schemes.pioneers_rules import nominated, quota
from dangjian_desktop.services.clashes import clashes_of, read_standings
from dangjian_desktop.services.decision_steps import blocks
from dangjian_desktop.services.decisions import TYPES
from dangjian_desktop.services.nomination_cases import Case, living_by, read_cases, waiting_days
from dangjian_desktop.services.reading import read_options
from dangjian_desktop.services.requests import Request, read_requests
from dangjian_desktop.services.work import Office

FIELDS = (
    "opinion",
    "signer",
    "decided_on",
    "organisation_opinion",
    "discipline_opinion",
    "police_opinion",
    "public_from",
    "public_to",
    "objection",
    "objection_handled",
    "plaque_number",
    "plaque_issued_on",
    "filing_number",
    "filed_on",
    "return_reason",
    "clash_note",
)
"""What the approving level fills in, as texts; the filing may be the committee's."""
UNSEEN = frozenset({State.DRAFT, State.STUDIED, State.REPORTED})
ORDER = {state: place for place, state in enumerate(State)}


@dataclass(frozen=True)
class Waiting:
    """One nomination in the queue; ``moves`` are the steps that this office may take now, ``blocks`` what stands against approving."""

    id: str
    unit_id: str
    unit: str
    member_id: str
    person: str
    award: str
    title: str
    year: int
    quarter: int
    state: State
    days: int
    texts: Mapping[str, str]
    moves: frozenset[str]
    blocks: tuple[str, ...] = ()
    clash: str = ""
    requests: tuple[Request, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether something is left for this office to decide or to file."""
        undecided = self.state in OPEN and "refuse" in self.moves
        unfiled = self.state is State.APPROVED and "file" in self.moves
        return undecided or unfiled or bool(self.open_requests)

    @property
    def open_requests(self) -> tuple[Request, ...]:
        """The branch's wishes that have no answer yet."""
        return tuple(each for each in self.requests if each.accepted is None)


@dataclass(frozen=True)
class Queue:
    """The nominations of a year in the order of work, and the quota of each unit that nominated pioneers."""

    rows: tuple[Waiting, ...]
    quotas: Mapping[str, str]


def read_queue(office: Office, *, year: int) -> Queue:
    """Return what was reported to this office for a year: what is open first, by award, unit and person."""
    options = read_options(office)
    with office.reading() as connection:
        cases = [
            case
            for case in read_cases(connection, office, year=year)
            if case.state not in UNSEEN and case.actors - {Actor.BRANCH}
        ]
        clashes = clashes_of(read_standings(connection), kinds_allowed=options.number(TYPES))
        wishes = _by_nomination(read_requests(connection, [c for c in cases if Actor.APPROVER in c.actors]))
        quotas = _quotas(connection, office, cases, year, options)
    rows = [_waiting(case, options, clashes, wishes.get(case.nomination.id, ())) for case in cases]
    rows.sort(key=lambda row: (not row.is_open, row.award, row.quarter, row.unit, ORDER[row.state], row.person, row.id))
    return Queue(tuple(rows), quotas)


def _by_nomination(wishes: Sequence[Request]) -> dict[str, list[Request]]:
    found: dict[str, list[Request]] = {}
    for wish in wishes:
        found.setdefault(wish.nomination_id, []).append(wish)
    return found


def _waiting(
    case: Case, options: Options, clashes: Mapping[str, tuple[str, ...]], wishes: Sequence[Request]
) -> Waiting:
    nomination = case.nomination
    quarter = nomination.quarter or 0
    moves = frozenset(verb for actor in case.actors for verb in moves_of(actor, nomination.award, case.state))
    undecided = case.state in OPEN and Actor.APPROVER in case.actors
    return Waiting(
        nomination.id,
        nomination.owner_id,
        case.unit,
        nomination.member_id,
        case.person,
        nomination.award,
        f"{QUARTER_NAMES[quarter]}{nomination.kind}" if quarter else nomination.award,
        nomination.year,
        quarter,
        case.state,
        waiting_days(nomination, case.facts.today),
        _texts(case),
        moves,
        tuple(blocks(case, options, clashes)) if undecided else (),
        "、".join(clashes.get(nomination.id, ())),
        tuple(wishes),
    )


def _texts(case: Case) -> dict[str, str]:
    decision = case.facts.decision or Decision(nomination_id=case.nomination.id)
    texts = {field: str(getattr(decision, field) or "") for field in FIELDS}
    if filing := case.facts.filing:
        texts |= {"filing_number": filing.filing_number, "filed_on": filing.filed_on.isoformat()}
    return texts


def _quotas(
    connection: Connection, office: Office, cases: Collection[Case], year: int, options: Options
) -> dict[str, str]:
    """Return 24×10%=2.4 → 2，推荐 3 人，批准 1 人，超出 1 人 for each unit with pioneers (X04)."""
    pioneers = [case for case in cases if case.nomination.award == "先锋岗"]
    approved = Counter(case.nomination.owner_id for case in pioneers if case.state in SETTLED)
    found = {}
    books = unit_books(connection, office, {case.nomination.owner_id for case in pioneers}, year, options)
    for unit, book in books.items():
        allowed, formula = quota(book)
        put_up = len(nominated(book))
        over = f"，超出 {put_up - allowed} 人" if put_up > allowed else ""
        found[unit] = f"先锋岗名额 {formula}，推荐 {put_up} 人，批准 {approved[unit]} 人{over}"
    return found


def unit_books(
    connection: Connection, office: Office, units: Collection[str], year: int, options: Options
) -> dict[str, Book]:
    """Return books of these units with what the quota is reckoned from: members, nominations, waivers."""
    records: dict[str, list[Record]] = {unit: [] for unit in units}
    for kind in (OfficeRecord, Member, MemberState, Nomination):
        for record in living_by(connection, kind, "owner_id", units):
            records[record.owner_id].append(record)
    for waiver in living_by(connection, QuotaWaiver, "office_id", units):
        records[waiver.office_id].append(waiver)
    books = {}
    for unit, rows in records.items():
        card = next(row for row in rows if isinstance(row, OfficeRecord) and row.id == unit)
        books[unit] = book_from(card, rows, year=year, quarter=4, today=office.clock().date(), options=options)
    return books
