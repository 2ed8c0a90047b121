"""The count of a 民主测评: who stands in each type of a quarter with how many votes, a tie, the winner (B03, B11, B12)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Table, select

from dangjian_desktop.core.dates import QUARTER_NAMES
from dangjian_desktop.core.errors import UserError
from dangjian_desktop.models.nomination import PACESETTER_KINDS, Nomination
from dangjian_desktop.models.pacesetters import Candidacy, Vote
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.schemes.book import Book
from dangjian_desktop.schemes.pacesetters_rules import SOURCE_OF_KIND, STAFF_OF_KIND, nominated
from dangjian_desktop.services.reading import load_book
from dangjian_desktop.services.requests import ledger_of
from dangjian_desktop.services.rollover import why_closed
from dangjian_desktop.services.search_keys import search_key
from dangjian_desktop.services.work import Changes, Office, Work

AWARD = "标兵"
MOST_VOTES = 9999


@dataclass(frozen=True)
class Ballot:
    """Which vote is counted: a year, a quarter and one of PACESETTER_KINDS."""

    year: int
    quarter: int
    kind: str


@dataclass(frozen=True)
class Stander:
    """Somebody who stands or may stand: votes (None: does not stand), whether the type is meant for such people.

    ``barred`` says in which other type the person stands already; ``key`` is what the name is found by.
    """

    member_id: str
    name: str
    votes: int | None
    eligible: bool
    barred: str
    key: str


@dataclass(frozen=True)
class Count:
    """One type's count, the most votes first: who leads, and what was written about a tie.

    ``nominee`` is the name of the one put forward. ``closed`` says why nothing can be counted any more.
    """

    ballot: Ballot
    source: str
    standers: tuple[Stander, ...]
    leaders: tuple[str, ...]
    resolution: str
    nominee: str
    closed: str

    @property
    def tied(self) -> bool:
        """Whether several lead with the same votes."""
        return len(self.leaders) > 1

    @property
    def total(self) -> int:
        """All votes given."""
        return sum(each.votes or 0 for each in self.standers)


@dataclass(frozen=True)
class Tally:
    """The three counts of a quarter; ``season`` says when its vote is held, where that is not now and none has begun."""

    counts: tuple[Count, ...]
    season: str


def read_tally(office: Office, *, year: int, quarter: int) -> Tally:
    """Return the counts of a quarter in the source's order of types."""
    book = load_book(office, year=year, quarter=quarter)
    closed = why_closed(office, ledger_of(AWARD), year)
    counts = tuple(_count(book, Ballot(year, quarter, kind), closed) for kind in PACESETTER_KINDS)
    return Tally(counts, _season(book))


def _count(book: Book, ballot: Ballot, closed: str) -> Count:
    stood = book.this_quarter(Candidacy)
    mine = {each.member_id: each.votes or 0 for each in stood if each.kind == ballot.kind}
    others = {each.member_id: each.kind for each in stood if each.kind != ballot.kind}
    allowed = book.options.number("pacesetters.types_per_quarter") > 1
    people = [book.by_id[each] for each in mine if each in book.by_id and each not in {m.id for m in book.members}]
    standers = [
        Stander(
            member.id,
            book.name_of(member.id),
            mine.get(member.id),
            getattr(member, "staff_kind", "") in STAFF_OF_KIND[ballot.kind],
            "" if allowed or member.id in mine else others.get(member.id, ""),
            search_key(book.name_of(member.id)),
        )
        for member in (*book.members, *people)
    ]
    standers.sort(key=lambda each: -1 if each.votes is None else each.votes, reverse=True)
    best = max(mine.values(), default=0)
    vote = next((v for v in book.this_quarter(Vote) if v.kind == ballot.kind), None)
    found = next((n for n in nominated(book) if (n.quarter, n.kind) == (ballot.quarter, ballot.kind)), None)
    sealed = f"{ballot.kind}测评已封票，只能查看。要改票数，请先在“测评会”里取消封票。" if vote and vote.closed else ""
    return Count(
        ballot,
        SOURCE_OF_KIND[ballot.kind],
        tuple(standers),
        tuple(each.member_id for each in standers if best and each.votes == best),
        vote.tie_resolution if vote else "",
        book.name_of(found.member_id) if found else "",
        closed or sealed,
    )


def _season(book: Book) -> str:
    """Say when the quarter's vote is held, while that month has not come and nobody has begun."""
    months = [m for m in book.options.numbers("pacesetters.months") if (m + 2) // 3 == book.quarter]
    begun = bool(book.this_quarter(Candidacy)) or bool(book.this_quarter(Vote))
    if begun or not months or (book.today.year, book.today.month) in {(book.year, month) for month in months}:
        return ""
    name = QUARTER_NAMES[book.quarter]
    if (book.today.year, book.today.month) > (book.year, months[-1]):
        return f"{name}评选在 {months[-1]} 月进行，没有计票。"
    return f"{name}评选在 {months[0]} 月进行。"


def add_votes(office: Office, ballot: Ballot, member_id: str, more: int) -> Changes:
    """Give somebody more votes, or fewer by a negative number; who did not stand then does."""
    return _put(office, ballot, member_id, lambda votes: votes + more)


def set_votes(office: Office, ballot: Ballot, member_id: str, votes: int) -> Changes:
    """Write how many votes somebody has; who did not stand then does."""
    return _put(office, ballot, member_id, lambda _votes: votes)


def _put(office: Office, ballot: Ballot, member_id: str, change: Callable[[int], int]) -> Changes:
    count = _count_of(office, ballot)
    stander = _stander(count, member_id)
    if stander.barred:
        raise UserError(
            "TALLY-TWICE",
            f"{stander.name}本季度已参加{stander.barred}评选，每人每季度仅能参与一项。请先在那里去掉，再在这里计票。",
        )
    votes = change(stander.votes or 0)
    if not 0 <= votes <= MOST_VOTES:
        raise UserError("TALLY-VOTES", f"{stander.name}的得票写的是 {votes}，请写 0 到 {MOST_VOTES}。")
    with office.work(f"{ballot.kind}计票：{stander.name} {votes} 票") as work:
        known = _standing(work, ballot, member_id)
        if known:
            work.update(Candidacy, {known: {"votes": votes}})
        else:
            work.insert(Candidacy, [{**_where(ballot), "member_id": member_id, "votes": votes}])
    return work.changes


def take_out(office: Office, ballot: Ballot, member_id: str) -> Changes:
    """Take somebody out of a type; the person may then stand in another."""
    name = _stander(_count_of(office, ballot), member_id).name
    with office.work(f"{ballot.kind}计票：去掉{name}") as work:
        known = _standing(work, ballot, member_id)
        if known:
            work.remove(Candidacy, [known])
    return work.changes


def resolve_tie(office: Office, ballot: Ballot, text: str) -> Changes:
    """Write how a tie was resolved: a second vote, or the committee's decision and why (A7-18)."""
    with office.work(f"{ballot.kind}并列处理") as work:
        table = table_of(Vote)
        statement = select(table.c.id).where(*_conditions(table, work, ballot))
        known = work.connection.execute(statement).scalar()
        if known:
            work.update(Vote, {known: {"tie_resolution": text.strip()}})
        elif text.strip():
            work.insert(Vote, [{**_where(ballot), "tie_resolution": text.strip()}])
    return work.changes


def put_forward(office: Office, ballot: Ballot, member_id: str = "") -> Changes:
    """Nominate the first of a count; of several, the one named, once it is written how the tie was resolved (B12)."""
    count = _count_of(office, ballot, sealed_too=True)
    if count.nominee:
        raise UserError(
            "TALLY-NOMINEE", f"{ballot.kind}已推荐{count.nominee}，每类只推荐 1 人。请先在“推荐人选”里删除。"
        )
    if not count.leaders:
        raise UserError("TALLY-EMPTY", f"{ballot.kind}还没有得票，不能推荐。请先计票。")
    if count.tied and not count.resolution.strip():
        raise UserError("TALLY-TIE", f"{ballot.kind}并列第一，不能推荐。请先记录复议结果。")
    chosen = count.leaders[0] if not count.tied else member_id
    if chosen not in count.leaders:
        names = "、".join(_stander(count, each).name for each in count.leaders)
        raise UserError(
            "TALLY-WHICH", f"{ballot.kind}并列第一的是{names}。请先在名单里选中复议定下的一人，再点“推荐”。"
        )
    name = _stander(count, chosen).name
    with office.work(f"推荐{ballot.kind} {name}") as work:
        work.insert(Nomination, [{"award": AWARD, **_where(ballot), "member_id": chosen}])
    return work.changes


def _count_of(office: Office, ballot: Ballot, *, sealed_too: bool = False) -> Count:
    """Return a count that may be changed; raise UserError with the reason otherwise."""
    tally = read_tally(office, year=ballot.year, quarter=ballot.quarter)
    count = next(each for each in tally.counts if each.ballot == ballot)
    if count.closed and not sealed_too:
        raise UserError("TALLY-CLOSED", count.closed)
    return count


def _stander(count: Count, member_id: str) -> Stander:
    for each in count.standers:
        if each.member_id == member_id:
            return each
    raise UserError("TALLY-GONE", "这名党员已不在名册里。请刷新后再试。")


def _standing(work: Work, ballot: Ballot, member_id: str) -> str | None:
    table = table_of(Candidacy)
    statement = select(table.c.id).where(*_conditions(table, work, ballot), table.c.member_id == member_id)
    found: str | None = work.connection.execute(statement).scalar()
    return found


def _conditions(table: Table, work: Work, ballot: Ballot) -> Iterator[ColumnElement[bool]]:
    yield table.c.owner_id == work.office.office_id
    yield table.c.deleted.is_(False)
    for key, value in _where(ballot).items():
        yield table.c[key] == value


def _where(ballot: Ballot) -> dict[str, Any]:
    return {"year": ballot.year, "quarter": ballot.quarter, "kind": ballot.kind}
