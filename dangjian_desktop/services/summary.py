"""The headquarters summary: the figures of every unit and of the whole, of a year and quarter (screens.md 2.11)."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from fractions import Fraction
from functools import cache
from typing import Any

from dangjian_desktop.core.dates import quarter_of
from dangjian_desktop.core.names import match_key
from dangjian_desktop.core.paths import resource
from dangjian_desktop.models.commitments import OUTCOMES
from dangjian_desktop.models.member import STAFF_KINDS, Member
from dangjian_desktop.models.nomination import Decision, Nomination, TitleEnd
from dangjian_desktop.models.posts import Post
from dangjian_desktop.reports.figures import share, shown
from dangjian_desktop.schemes.book import Book
from dangjian_desktop.schemes.commitments_rules import standing
from dangjian_desktop.schemes.pacesetters_rules import nominated as pacesetters
from dangjian_desktop.schemes.pioneers_rules import nominated as pioneers
from dangjian_desktop.schemes.posts_rules import on_post
from dangjian_desktop.services.head_counts import counted_members
from dangjian_desktop.services.reading import load_books
from dangjian_desktop.services.reporting import Period, Report, read_reports
from dangjian_desktop.services.statistics import Figures, figures_of
from dangjian_desktop.services.work import Office

UNSAID, OWN_POST, UNJUDGED = "未填", "自设岗位", "未评定"
Counts = Mapping[str, int]


@dataclass(frozen=True)
class UnitSummary:
    """A unit's figures, or with ``level`` 0 above other units the sum of theirs.

    Counts are by name: members by 人员类别, people on posts by post, commitments by 践诺情况, 标兵 by type, of the year
    and of the quarter; people with a title in force by department and 人员类别.
    """

    id: str
    name: str
    level: int
    is_sum: bool
    figures: Figures
    kinds: Counts
    posts: Counts
    outcomes: Counts
    nominated: Counts
    approved: Counts
    nominated_in_quarter: Counts
    approved_in_quarter: Counts
    departments: Counts
    winners_by_department: Counts
    winners_by_kind: Counts
    winners: int
    report: Report | None = None

    @property
    def coverage(self) -> str:
        """The share of members with an area as text."""
        return shown(coverage_of(self))


@dataclass(frozen=True)
class Summary:
    """The whole: the units in order, a unit of units before its own, and the sum of all that are not sums."""

    office: str
    kind: str
    year: int
    quarter: int
    units: tuple[UnitSummary, ...]
    total: UnitSummary
    reports: tuple[Report, ...]


def coverage_of(unit: UnitSummary) -> Fraction | None:
    """Return the share of members with an area, exempt ones counted; None for an empty unit (Z06, case 38)."""
    return share(unit.figures.with_area + unit.figures.exempt, unit.figures.in_branch)


@cache
def shipped_post_names() -> tuple[str, ...]:
    """Return the names of the ten posts of the source document."""
    posts = json.loads(resource("posts", "posts.json").read_text(encoding="utf-8"))
    return tuple(post["name"] for post in posts)


@cache
def _shipped_keys() -> Mapping[str, str]:
    posts = json.loads(resource("posts", "posts.json").read_text(encoding="utf-8"))
    return {match_key(name): post["name"] for post in posts for name in (post["name"], post["alias"]) if name}


def summarise(
    office: Office,
    *,
    year: int | None = None,
    quarter: int | None = None,
    seen: Mapping[str, Period] | None = None,
) -> Summary:
    """Return the figures of a year and quarter: of each unit that is known here, or of a branch itself.

    ``seen`` is what `read_reports` takes.
    """
    today = office.clock().date()
    period = (year or today.year, quarter or quarter_of(today))
    books = load_books(office, year=period[0], quarter=period[1])
    reports = read_reports(office, year=period[0], quarter=period[1], seen=seen) if office.kind != "branch" else []
    own = books[office.office_id]
    placed = [(report, books[report.unit]) for report in reports if report.unit in books]
    counted = counted_members({r.unit: book for r, book in placed if r.kind == "branch"}, own.day)
    units = _with_sums(placed, counted)
    if office.kind == "branch":
        units = [_of_book(own, own.members, 0, None)]
    leaves = [unit for unit in units if not unit.is_sum]
    total = _sum("合计", "合计", 0, leaves, None)
    return Summary(own.office.name, office.kind, *period, tuple(units), total, tuple(reports))


def _with_sums(placed: Sequence[tuple[Report, Book]], counted: Mapping[str, Sequence[Member]]) -> list[UnitSummary]:
    """Return each branch's figures, and before those of a unit of units their sum."""
    made: list[UnitSummary] = []
    for report, book in placed:
        if report.kind == "branch":
            made.append(_of_book(book, counted[report.unit], report.level, report))
        elif report.level == 0:
            mine = [(r, b) for r, b in placed if r.above == report.unit and r.kind == "branch"]
            below = [_of_book(b, counted[r.unit], 1, r) for r, b in mine]
            made.append(_sum(report.unit, report.name, 0, below, report))
    return made


def _of_book(book: Book, counted: Sequence[Member], level: int, report: Report | None) -> UnitSummary:
    """Return a branch's figures; ``counted`` are its members and those under way to another unit (case 13)."""
    agreed = {d.nomination_id for d in book.of(Decision) if d.decision == "同意"}
    stars = pacesetters(book)
    now = [n for n in stars if n.quarter == book.quarter]
    winners = _winners(book, agreed)
    return UnitSummary(
        id=book.office.id,
        name=book.office.name,
        level=level,
        is_sum=False,
        figures=figures_of(book, len(counted)),
        kinds=Counter(_kind(m) for m in counted),
        posts=Counter(key for key, _ in {(_post_key(post), member.id) for _, member, post in on_post(book)}),
        outcomes=_outcomes(book),
        nominated=Counter(n.kind for n in stars),
        approved=Counter(n.kind for n in stars if n.id in agreed),
        nominated_in_quarter=Counter(n.kind for n in now),
        approved_in_quarter=Counter(n.kind for n in now if n.id in agreed),
        departments=Counter(_department(m) for m in counted),
        winners_by_department=Counter(map(_department, winners)),
        winners_by_kind=Counter(map(_kind, winners)),
        winners=len(winners),
        report=report,
    )


def _winners(book: Book, agreed: set[str]) -> list[Member]:
    """Members with a title of the year that is in force, each once."""
    ended = {end.nomination_id for end in book.of(TitleEnd)}
    won: Iterable[Nomination] = [n for n in (*pioneers(book), *pacesetters(book)) if n.id in agreed - ended]
    people = {n.member_id: book.by_id.get(n.member_id) for n in won}
    return [member for member in people.values() if isinstance(member, Member)]


def _outcomes(book: Book) -> Counts:
    kept = [c for c in standing(book) if c.member_id is None or c.review == "通过"]
    return Counter(c.outcome if c.outcome in OUTCOMES else UNJUDGED for c in kept)


def _kind(member: Member) -> str:
    return member.staff_kind if member.staff_kind in STAFF_KINDS else UNSAID


def _department(member: Member) -> str:
    return member.department.strip() or UNSAID


def _post_key(post: Post) -> str:
    keys = _shipped_keys()
    return keys.get(match_key(post.name)) or keys.get(match_key(post.alias)) or OWN_POST


def _sum(unit: str, name: str, level: int, parts: Sequence[UnitSummary], report: Report | None) -> UnitSummary:
    counts = {
        field.name: sum((Counter(getattr(part, field.name)) for part in parts), Counter[str]())
        for field in fields(UnitSummary)
        if field.type is Counts
    }
    figures = [asdict(part.figures) for part in parts]
    numbers = {
        field.name: sum(each[field.name] for each in figures) for field in fields(Figures) if field.name != "name"
    }
    return UnitSummary(
        id=unit,
        name=name,
        level=level,
        is_sum=True,
        figures=Figures(name=name, **numbers),
        winners=sum(part.winners for part in parts),
        report=report,
        **counts,
    )


def as_json(summary: Summary) -> dict[str, Any]:
    """Return the object that ``report --json`` prints (command-line.md)."""
    states = Counter(report.state.value for report in summary.reports if report.level == 0)
    return {
        "office": summary.office,
        "year": summary.year,
        "quarter": summary.quarter,
        "reporting": {
            "due": sum(states.values()),
            "states": dict(states),
            "units": [_report_json(report) for report in summary.reports],
        },
        "units": [_unit_json(unit) for unit in summary.units],
        "totals": _unit_json(summary.total),
    }


def _report_json(report: Report) -> dict[str, Any]:
    return {
        "name": report.name,
        "level": report.level,
        "state": report.state.value,
        "received_on": report.received_on.isoformat() if report.received_on else None,
        "sequence": report.sequence,
        "check_code": report.check_code,
        "late": report.late,
        "replied_on": report.replied_on.isoformat() if report.replied_on else None,
        "opinion": report.opinion,
        "open": [fault.text for fault in report.faults],
    }


def _unit_json(unit: UnitSummary) -> dict[str, Any]:
    counted = {f.name: dict(getattr(unit, f.name)) for f in fields(UnitSummary) if f.type is Counts}
    figures = asdict(replace(unit.figures, name=unit.name))
    state = unit.report.state.value if unit.report else None
    return {**figures, "level": unit.level, "coverage": shown(coverage_of(unit)), "state": state, **counted}
