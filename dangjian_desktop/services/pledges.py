"""What the tab of the commitments counts, and two ways to begin: the duties of the posts, and the year before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.names import match_key
from dangjian_desktop.models.commitments import Commitment
from dangjian_desktop.models.member import Member
from dangjian_desktop.schemes.book import Book
from dangjian_desktop.schemes.commitments_papers import reminders
from dangjian_desktop.schemes.commitments_rules import by_member, due_day, last_years, of_branch
from dangjian_desktop.schemes.posts_rules import on_post
from dangjian_desktop.services.reading import load_book
from dangjian_desktop.services.row_order import free_position
from dangjian_desktop.services.work import Changes, Office

OPEN, DONE, LATE, MISSED = "未到期", "已完成", "逾期", "未完成"
STATES = (LATE, OPEN, DONE, MISSED)


@dataclass(frozen=True)
class PledgeCount:
    """How many commitments somebody made and should make; the branch itself has no member.

    ``asked`` is False for 离退休, who do as they wish (C09). ``duties`` counts those of the post that could be a beginning.
    """

    member_id: str
    name: str
    count: int
    least: int
    most: int
    asked: bool
    duties: int

    @property
    def fits(self) -> bool:
        """Whether the number is as it usually should be (C04, C08)."""
        return not self.asked or self.least <= self.count <= self.most


@dataclass(frozen=True)
class Pledged:
    """Everybody's counts, the state of each commitment by its id, and how many reminders there are to print."""

    counts: tuple[PledgeCount, ...] = ()
    states: tuple[tuple[str, str], ...] = ()
    reminders: int = 0


def read_pledged(office: Office, *, year: int) -> Pledged:
    """Return what the tab shows of a year; nothing above the branches."""
    if office.kind != "branch":
        return Pledged()
    book = load_book(office, year=year)
    states = tuple((each.id, state_of(book, each)) for each in _all(book))
    return Pledged(tuple(_counts(book)), states, len(reminders(book, frozenset())))


def _all(book: Book) -> list[Commitment]:
    kept = by_member(book)
    return [*of_branch(book), *(each for own in kept.values() for each in own)]


def state_of(book: Book, commitment: Commitment) -> str:
    """Return 已完成, 未完成, 逾期 or 未到期; what has no day is not late (C15, C16)."""
    if commitment.outcome:
        return DONE if commitment.outcome == "已兑现" else MISSED
    day = due_day(commitment)
    return LATE if day and day < book.today else OPEN


def _counts(book: Book) -> Iterable[PledgeCount]:
    number = book.options.number
    least, most = number("commitments.branch_least"), number("commitments.branch_most")
    yield PledgeCount("", book.name_of(None), len(of_branch(book)), least, most, asked=True, duties=0)
    least, most = number("commitments.member_least"), number("commitments.member_most")
    kept = by_member(book)
    for member in book.members:
        count, asked = len(kept[member.id]), book.class_of(member) != "离退休"
        duties = len(_new_duties(book, member, kept[member.id]))
        yield PledgeCount(member.id, book.name_of(member.id), count, least, most, asked, duties)


def _new_duties(book: Book, member: Member, kept: Sequence[Commitment]) -> list[tuple[str, str]]:
    """Return the post and the text of each duty that a member has not promised yet (依岗承诺)."""
    known = {match_key(commitment.text) for commitment in kept}
    found = []
    for assignment, holder, post in on_post(book):
        if holder.id == member.id:
            lines = (line.strip() for line in (assignment.duties or post.duties).splitlines())
            found += [(post.name, line) for line in lines if line and match_key(line) not in known]
    return found


def add_duties(office: Office, members: Sequence[str], *, year: int) -> Changes:
    """Add the duties of these members' posts as commitments to begin with, as many as usual: one step (C07, C08).

    Raises UserError when none of them is on a post whose duties are not promised already.
    """
    book = load_book(office, year=year)
    kept, most = by_member(book), book.options.number("commitments.member_most")
    rows: list[dict[str, str | None]] = []
    for member in book.members:
        if member.id in members:
            room = max(most - len(kept[member.id]), 0)
            duties = _new_duties(book, member, kept[member.id])[:room]
            rows += [{"member_id": member.id, "text": text, "link": post} for post, text in duties]
    if not rows:
        raise UserError("PLEDGE-DUTIES", "没有可以参考的岗位职责：没有岗位，或已经够项数。请先在“设岗定责”里确定岗位。")
    return _add(office, rows, year, f"参考岗位职责 {len(rows)} 项")


def copy_last_year(office: Office, *, year: int) -> Changes:
    """Add the year before's commitments of those who have none yet, to be changed and reviewed anew: one step.

    Raises UserError when there is nothing to copy.
    """
    book = load_book(office, year=year)
    begun = {commitment.member_id for commitment in book.this_year(Commitment)}
    rows = [
        {
            "member_id": c.member_id,
            "text": c.text,
            "due": _moved(c.due, year),
            "responsible": c.responsible,
            "link": c.link,
        }
        for c in last_years(book)
        if c.member_id not in begun
    ]
    if not rows:
        raise UserError("PLEDGE-COPY", f"{year - 1}年度没有可以复制的承诺。请直接填写，或从 WPS 粘贴。")
    return _add(office, rows, year, f"复制上一年承诺 {len(rows)} 项")


def _moved(due: str, year: int) -> str:
    """A day of the year before becomes the same day of this one; 年底前 stays."""
    return due.replace(str(year - 1), str(year))


def _add(office: Office, rows: Sequence[dict[str, str | None]], year: int, verb: str) -> Changes:
    with office.work(verb) as work:
        first = free_position(work, Commitment)
        work.insert(Commitment, [{**row, "year": year, "position": first + at} for at, row in enumerate(rows)])
    return work.changes
