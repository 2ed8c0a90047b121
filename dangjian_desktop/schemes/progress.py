"""How far each step of each scheme is, counted over the book: what the step bar and the first page show."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dangjian_desktop.models.areas import AreaActivity, AreaAssessment, AreaExemption, QuarterReport
from dangjian_desktop.models.commitments import APPRAISAL_METHODS, Appraisal, CommitmentLetter
from dangjian_desktop.models.nomination import PACESETTER_KINDS, Decision, Nomination, Plaque
from dangjian_desktop.models.pacesetters import Candidacy
from dangjian_desktop.models.pioneers import PioneerInspection
from dangjian_desktop.models.posts import Post, PostApplication, PostReview
from dangjian_desktop.models.publicity import Publicity
from dangjian_desktop.schemes.areas_rules import serving
from dangjian_desktop.schemes.book import Book
from dangjian_desktop.schemes.commitments_rules import by_member, pledging, standing
from dangjian_desktop.schemes.pacesetters_rules import nominated as pacesetters
from dangjian_desktop.schemes.pioneers_rules import nominated as pioneers
from dangjian_desktop.schemes.pioneers_rules import quota
from dangjian_desktop.schemes.posts_rules import effective, on_post

NOT_BEGUN, UNDER_WAY, COMPLETE = "○", "◐", "●"
MARK_WORDS = {NOT_BEGUN: "未开始", UNDER_WAY: "进行中", COMPLETE: "完成"}


@dataclass(frozen=True)
class Progress:
    """How much of a step is done; without a total nothing is asked for yet."""

    done: int
    total: int

    @property
    def mark(self) -> str:
        """○ not begun, ◐ under way, ● complete."""
        if not self.done:
            return NOT_BEGUN
        return COMPLETE if self.done >= self.total else UNDER_WAY

    @property
    def words(self) -> str:
        """The mark in words, for tooltips and screen readers."""
        return MARK_WORDS[self.mark]

    @property
    def count(self) -> str:
        """The count as shown: 18/19, or nothing while nothing is asked for."""
        return f"{self.done}/{self.total}" if self.total else ""


Counts = list[tuple[int, int]]


def progress_of(book: Book, scheme: str) -> tuple[Progress, ...]:
    """Return the progress of each step of a scheme's card, in the card's order; raise KeyError for an unknown key."""
    return tuple(Progress(min(done, total) if total else 0, total) for done, total in COUNTS[scheme](book))


def _published(book: Book, subject: str, *, wanted: bool, quarter: int | None = None) -> tuple[int, int]:
    found = [p for p in book.this_year(Publicity) if p.subject == subject and quarter in (None, p.quarter)]
    return (1 if found else 0), (1 if wanted or found else 0)


def _posts(book: Book) -> Counts:
    used = [post for post in book.of(Post) if post.enabled]
    asked = {member.id for member in book.members if book.class_of(member) == "无职"}
    placed = on_post(book)
    people = {member.id for _, member, _ in placed}
    chosen = {a.member_id for a in book.this_year(PostApplication) if a.first_id}
    reported = {r.member_id for r in book.of(PostReview) if r.kind == "述职" and r.held_on.year == book.year}
    return [
        (sum(bool(post.duties.strip()) for post in used), len(used)),
        (len(chosen & asked), len(asked)),
        (len(people & asked), len(asked)),
        (sum(effective(assignment) is not None for assignment, _, _ in placed), len(placed)),
        _published(book, "设岗定责", wanted=bool(placed)),
        (len(reported & people), len(people)),
    ]


def without_area(book: Book) -> list[str]:
    """Return the ids of the members who have neither an area nor a reason for having none (Z06)."""
    placed = {a.member_id for a in serving(book)} | {e.member_id for e in book.this_year(AreaExemption)}
    return [member.id for member in book.members if member.id not in placed]


def _areas(book: Book) -> Counts:
    holders = {a.member_id for a in serving(book)}
    active = {a.member_id for a in book.of(AreaActivity) if a.held_on.year == book.year}
    told = {r.member_id for r in book.this_quarter(QuarterReport)}
    assessed = {a.member_id for a in book.of(AreaAssessment) if a.held_on.year == book.year}
    return [
        (len(book.members) - len(without_area(book)), len(book.members)),
        _published(book, "责任区", wanted=bool(holders)),
        *((len(found & holders), len(holders)) for found in (active, told, assessed)),
    ]


def _commitments(book: Book) -> Counts:
    least = book.options.number("commitments.member_least")
    kept = by_member(book)
    asked = [member for member in book.members if book.class_of(member) != "离退休"]
    own = [commitment for each in kept.values() for commitment in each]
    people = {member.id for member in pledging(book)}
    signed = {letter.member_id for letter in book.this_year(CommitmentLetter) if letter.signed_on}
    given: dict[str | None, set[str]] = {}
    for appraisal in book.this_year(Appraisal):
        given.setdefault(appraisal.member_id, set()).add(appraisal.method)
    return [
        (sum(len(kept[member.id]) >= least for member in asked), len(asked)),
        (sum(commitment.review == "通过" for commitment in own), len(own)),
        (len(signed & people), len(people)),
        (sum(bool(commitment.outcome) for commitment in standing(book)), len(standing(book))),
        (sum(set(APPRAISAL_METHODS) <= given.get(person, set()) for person in people), len(people)),
    ]


def _pioneers(book: Book) -> Counts:
    found = pioneers(book)
    decided, agreed = _decisions(book, found)
    placed = {plaque.nomination_id for plaque in book.of(Plaque) if plaque.placed_on}
    inspected = {check.nomination_id for check in book.of(PioneerInspection)}
    return [
        (len(found), max(quota(book)[0], len(found)) if book.members else 0),
        (sum(nomination.reported for nomination in found), len(found)),
        (len(decided), len(found)),
        (len(placed & agreed), len(agreed)),
        (len(inspected & agreed), len(agreed)),
    ]


def _decisions(book: Book, found: list[Nomination]) -> tuple[set[str], set[str]]:
    """Return the ids of the nominations that have a decision, and of those agreed to."""
    ids = {nomination.id for nomination in found}
    words = {d.nomination_id: d.decision for d in book.of(Decision) if d.nomination_id in ids}
    return {each for each, word in words.items() if word}, {each for each, word in words.items() if word == "同意"}


def _pacesetters(book: Book) -> Counts:
    found = [nomination for nomination in pacesetters(book) if nomination.quarter == book.quarter]
    voted = {c.kind for c in book.this_quarter(Candidacy) if c.votes is not None}
    ids = {nomination.id for nomination in found}
    asked = {
        d.nomination_id
        for d in book.of(Decision)
        if d.organisation_opinion.strip() and d.discipline_opinion.strip() and d.police_opinion.strip()
    }
    kinds = len(PACESETTER_KINDS) if book.members else 0
    return [
        (len(voted), kinds),
        (len({nomination.kind for nomination in found}), kinds),
        (len(asked & ids), len(found)),
        _published(book, "标兵评选", wanted=bool(found), quarter=book.quarter),
        (len(_decisions(book, found)[1]), len(found)),
    ]


COUNTS: Mapping[str, Callable[[Book], Counts]] = {
    "posts": _posts,
    "areas": _areas,
    "commitments": _commitments,
    "pioneers": _pioneers,
    "pacesetters": _pacesetters,
}
MAIN_STEP: Mapping[str, int] = {"posts": 2, "areas": 0, "commitments": 3, "pioneers": 2, "pacesetters": 1}
"""The step whose progress stands for the whole scheme on the first page."""
