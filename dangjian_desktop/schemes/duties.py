"""What the source's clauses ask of a branch in this quarter, each with its due day (screens.md 2.1)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dangjian_desktop.core.dates import QUARTER_NAMES, one_year_later, print_day, quarter_end, quarter_of
from dangjian_desktop.models.areas import AreaProblem, QuarterReport
from dangjian_desktop.models.commitments import APPRAISAL_METHODS, Appraisal, Commitment
from dangjian_desktop.models.nomination import Nomination
from dangjian_desktop.models.pacesetters import Candidacy, Vote
from dangjian_desktop.models.pioneers import PioneerInspection
from dangjian_desktop.models.posts import PostAssignment, PostReview
from dangjian_desktop.models.publicity import Publicity
from dangjian_desktop.schemes.areas_rules import serving
from dangjian_desktop.schemes.book import Book
from dangjian_desktop.schemes.commitments_rules import by_member, due_day, of_branch, pledging, standing
from dangjian_desktop.schemes.pioneers_rules import nominated as pioneers
from dangjian_desktop.schemes.posts_rules import effective, on_post

ONE_DAY, FORTNIGHT = timedelta(days=1), timedelta(days=14)
OBJECTIONS_ASKED = timedelta(days=30)
"""For how long after its end a publicity is asked for the objections heard."""
PUBLICITY_PAGES = {
    "设岗定责": ("posts", "posts_publicity"),
    "责任区": ("areas", "areas_publicity"),
    "承诺践诺": ("commitments", "commitments_publicity"),
    "先锋岗": ("pioneers", "pioneers_publicity"),
    "标兵评选": ("pacesetters", "pacesetters_publicity"),
}


@dataclass(frozen=True)
class Duty:
    """One thing to do by a day: ``key`` tells it from others in the year, ``verb`` is the button's text.

    ``page`` and ``ledger`` are where it is done, ``rows`` the ids of the records there that it is about, ``persons`` the
    names of those concerned: of those who have no record yet where there are no ``rows``. ``source`` is the clause.
    """

    key: str
    sentence: str
    due: date
    verb: str
    page: str
    ledger: str
    source: str
    persons: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()


def duties(book: Book) -> list[Duty]:
    """Return what is overdue or due in this quarter or the next two weeks, the oldest day first."""
    if not book.members:
        return []
    until = max(quarter_end(book.today.year, quarter_of(book.today)), book.today + FORTNIGHT)
    found = [duty for asked in ASKED for duty in asked(book) if duty.due <= until]
    return sorted(found, key=lambda duty: (duty.due, duty.key))


def next_event(book: Book) -> tuple[date, str]:
    """Return the next fixed day of the source's year and what it is for, looking past this quarter."""
    return min((day, title) for year in (book.today.year, book.today.year + 1) for day, title in _events(book, year))


def _events(book: Book, year: int) -> Iterator[tuple[date, str]]:
    events = [
        (book.options.day("commitments.proposed_by", year), "提出承诺"),
        (book.options.day("pioneers.commended_on", year), "先锋岗表彰授牌"),
        (date(year, 12, 31), "年末述职与承诺评议"),
    ]
    events += [(date(year, month, 1), "标兵评选") for month in book.options.numbers("pacesetters.months")]
    events += [(quarter_end(year, quarter), f"{QUARTER_NAMES[quarter]}责任区汇报") for quarter in (1, 2, 3, 4)]
    return (event for event in events if event[0] > book.today)


def _commitments_proposed(book: Book) -> Iterator[Duty]:
    last = book.options.day("commitments.proposed_by", book.year)
    least = book.options.number("commitments.member_least")
    kept = by_member(book)
    asked = [member.id for member in book.members if book.class_of(member) != "离退休"]
    missing = book.names_of(each for each in asked if len(kept[each]) < least)
    branch = len(of_branch(book)) < book.options.number("commitments.branch_least")
    told = [f"{len(missing)} 名党员"] if missing else []
    if told or branch:
        who = "和".join(["党支部", *told] if branch else told)
        yield Duty(
            f"commitments.proposed.{book.year}",
            f"年初提出承诺：{who}的承诺还没有提够。",
            last,
            "去填写",
            "commitments",
            "commitments",
            "一般在每年年初提出。",
            missing,
        )


def _commitments_due(book: Book) -> Iterator[Duty]:
    by_day: dict[date, list[Commitment]] = {}
    for commitment in standing(book):
        day = due_day(commitment)
        if day and not commitment.outcome:
            by_day.setdefault(max(day, book.today - ONE_DAY), []).append(commitment)
    for day, found in by_day.items():
        late = day < book.today
        names = book.names_of(commitment.member_id for commitment in found)
        what = "到期未填践诺情况" if late else f"到 {print_day(day)}为止"
        yield Duty(
            f"commitments.late.{book.year}" if late else f"commitments.due.{day.isoformat()}",
            f"{'、'.join(names[:3])}{f'等 {len(names)} 名' if len(names) > 3 else ''}的 {len(found)} 项承诺{what}。",
            min(filter(None, map(due_day, found))),
            "去填写",
            "commitments",
            "commitments",
            "对没有按时完成承诺事项的党员要及时提醒和帮助。",
            names,
            tuple(commitment.id for commitment in found),
        )


def _quarter_reports(book: Book) -> Iterator[Duty]:
    reports = book.this_year(QuarterReport)
    holders = dict.fromkeys(a.member_id for a in serving(book))
    last = quarter_of(book.today) if book.today.year == book.year else 4
    for quarter in range(1, last + 1):
        given = {report.member_id for report in reports if report.quarter == quarter}
        missing = book.names_of(each for each in holders if each not in given)
        if missing:
            yield Duty(
                f"areas.report.{book.year}.{quarter}",
                f"{QUARTER_NAMES[quarter]}党员大会：{len(missing)} 名党员未汇报责任区工作。",
                quarter_end(book.year, quarter),
                "打开名单",
                "areas",
                "quarter_reports",
                "在每季度的党员大会上向党支部汇报自己在责任区工作的情况。",
                missing,
            )


def _problems(book: Book) -> Iterator[Duty]:
    for problem in book.of(AreaProblem):
        if problem.due_on and not problem.solved_on:
            name = book.name_of(problem.member_id)
            yield Duty(
                f"areas.problem.{problem.id}",
                f"{name}责任区的问题“{problem.problem[:20]}”还没有解决。",
                problem.due_on,
                "去登记",
                "areas",
                "area_problems",
                "了解群众的思想动态，采取有力措施，及时解决问题。",
                (name,),
                (problem.id,),
            )


def _votes(book: Book) -> Iterator[Duty]:
    """Until the month begins its first day counts, then its last."""
    quarter = quarter_of(book.today)
    months = [month for month in book.options.numbers("pacesetters.months") if (month + 2) // 3 == quarter]
    voted = {vote.quarter for vote in book.this_year(Vote)}
    voted |= {candidacy.quarter for candidacy in book.this_year(Candidacy) if candidacy.votes is not None}
    if not months or quarter in voted or book.today.year != book.year:
        return
    first = date(book.today.year, months[-1], 1)
    yield Duty(
        f"pacesetters.vote.{book.year}.{quarter}",
        f"{months[-1]}月为评选月：{QUARTER_NAMES[quarter]}标兵民主测评。",
        first if book.today < first else quarter_end(book.year, quarter),
        "开始测评",
        "pacesetters",
        "candidacies",
        "评选工作原则上于每季度最后一个月开展。",
    )


def _commendation(book: Book) -> Iterator[Duty]:
    day = book.options.day("pioneers.commended_on", book.year)
    if not pioneers(book) and book.today <= quarter_end(day.year, quarter_of(day)):
        yield Duty(
            f"pioneers.nominate.{book.year}",
            "“七一”表彰前：评选推荐党员先锋岗并呈报。",
            day,
            "去推荐",
            "pioneers",
            "pioneer_nominations",
            "结合庆祝“七一”系列活动，对确定的“党员先锋岗”进行表彰并授牌。",
        )


def _rectifications(book: Book) -> Iterator[Duty]:
    for check in book.of(PioneerInspection):
        nomination = book.by_id.get(check.nomination_id)
        if isinstance(nomination, Nomination) and check.due_on and not check.done_on:
            name = book.name_of(nomination.member_id)
            yield Duty(
                f"pioneers.rectify.{check.id}",
                f"{name}的先锋岗检查问题还没有整改完。",
                check.due_on,
                "去登记",
                "pioneers",
                "pioneer_inspections",
                "加强对党员先锋岗检查考核，发现问题督促整改。",
                (name,),
                (check.id,),
            )


def _contracts(book: Book) -> Iterator[Duty]:
    limit = timedelta(days=book.options.number("posts.unsigned_days"))
    unsigned = [
        (assignment.decided_on + limit, assignment)
        for assignment, _, _ in on_post(book)
        if assignment.decided_on and effective(assignment) is None
    ]
    if unsigned:
        first, found = min(day for day, _ in unsigned), [assignment for _, assignment in unsigned]
        source = "选择以上适合自己的岗位，签订目标责任状（样例1）。"
        yield _contract_duty(book, f"posts.sign.{book.year}", first, found, "还没有双方签字", "去登记", source)
    ends: dict[date, list[PostAssignment]] = {}
    present, latest = {member.id for member in book.members}, _latest(book)
    for assignment in book.of(PostAssignment):
        start = effective(assignment)
        over = assignment.ended_on is not None and assignment.ended_on <= book.day
        if start and not over and assignment.member_id in present and assignment.year == latest[assignment.member_id]:
            ends.setdefault(one_year_later(start), []).append(assignment)
    for day, found in ends.items():
        what = "有效期届满（一年）"
        yield _contract_duty(book, f"posts.renew.{day.isoformat()}", day, found, what, "准备续签", "有效期一年。")


def _latest(book: Book) -> dict[str, int]:
    """Return the year of each member's newest contract: an older one was renewed."""
    return {a.member_id: a.year for a in sorted(book.of(PostAssignment), key=lambda a: a.year)}


def _contract_duty(
    book: Book, key: str, day: date, found: list[PostAssignment], what: str, verb: str, source: str
) -> Duty:
    names = book.names_of(assignment.member_id for assignment in found)
    rows = tuple(assignment.id for assignment in found)
    return Duty(key, f"{len(found)} 份责任状{what}。", day, verb, "posts", "post_assignments", source, names, rows)


def _publicities(book: Book) -> Iterator[Duty]:
    for each in book.this_year(Publicity):
        ended = each.ends_on
        if ended is None or each.objection.strip() or each.subject not in PUBLICITY_PAGES:
            continue
        if book.today - ended <= OBJECTIONS_ASKED:
            page, ledger = PUBLICITY_PAGES[each.subject]
            yield Duty(
                f"publicity.{each.id}",
                f"{each.subject}公示（{each.channel}）到 {print_day(ended)}期满：请登记有无异议。",
                ended,
                "去登记",
                page,
                ledger,
                "进行公示，接受党员群众监督。",
                rows=(each.id,),
            )


def _year_end(book: Book) -> Iterator[Duty]:
    last = date(book.year, 12, 31)
    people = list(dict.fromkeys(member.id for _, member, _ in on_post(book)))
    told = {r.member_id for r in book.of(PostReview) if r.kind == "述职" and r.held_on.year == book.year}
    missing = book.names_of(each for each in people if each not in told)
    if missing:
        yield Duty(
            f"posts.account.{book.year}",
            f"年度述职：{len(missing)} 名在岗党员还没有述职。",
            last,
            "打开名单",
            "posts",
            "post_reviews",
            "每年向党支部、党员和群众代表述职，汇报上岗履行职责情况。",
            missing,
        )
    given: dict[str | None, set[str]] = {}
    for appraisal in book.this_year(Appraisal):
        given.setdefault(appraisal.member_id, set()).add(appraisal.method)
    short = book.names_of(m.id for m in pledging(book) if not set(APPRAISAL_METHODS) <= given.get(m.id, set()))
    if short:
        yield Duty(
            f"commitments.appraise.{book.year}",
            f"年末评议：{len(short)} 名党员的承诺评议还不全。",
            last,
            "去评议",
            "commitments",
            "appraisals",
            "采取个人自评、党员互评、群众评议、领导点评等方式对党员承诺践诺进行评议。",
            short,
        )


ASKED = (
    _commitments_proposed,
    _commitments_due,
    _quarter_reports,
    _problems,
    _votes,
    _commendation,
    _rectifications,
    _contracts,
    _publicities,
    _year_end,
)
