"""How one member's records of all five schemes become the member card (P16, Z10, C19)."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeVar

from dangjian_desktop.core.dates import QUARTER_NAMES, one_year_later, print_day, print_month
from dangjian_desktop.models.areas import (
    AreaActivity,
    AreaAssessment,
    AreaExemption,
    AreaProblem,
    QuarterReport,
)
from dangjian_desktop.models.commitments import Appraisal, CommitmentFeedback, CommitmentLetter, CommitmentReminder
from dangjian_desktop.models.member import Member
from dangjian_desktop.models.nomination import Decision, Nomination, TitleEnd
from dangjian_desktop.models.pacesetters import Candidacy
from dangjian_desktop.models.pioneers import PioneerInspection
from dangjian_desktop.models.posts import PostAssignment, PostDifficulty, PostReview
from dangjian_desktop.reports.form import Row, Values
from dangjian_desktop.schemes.areas_rules import area_path, serving
from dangjian_desktop.schemes.book import Book
from dangjian_desktop.schemes.commitments_forms import due_text
from dangjian_desktop.schemes.commitments_rules import by_member
from dangjian_desktop.schemes.pacesetters_rules import period
from dangjian_desktop.schemes.posts_forms import duties_of
from dangjian_desktop.schemes.posts_rules import effective, on_post
from dangjian_desktop.schemes.scheme import Paper, PaperFill

R = TypeVar("R", PostReview, AreaActivity, AreaAssessment)
Facts = Iterator[tuple[str, str]]
NOTHING = "无记录。"


def cards(book: Book, members: frozenset[str]) -> list[Paper]:
    """One card a member; the roster's facts, then what each scheme holds of him this year."""
    papers = []
    for member in book.members:
        if not members or member.id in members:
            rows = tuple(row for title, facts in SECTIONS for row in _section(title, facts(book, member)))
            papers.append(Paper(book.name_of(member.id), Values(_facts(book, member), rows=rows), member.id))
    return papers


def _facts(book: Book, member: Member) -> dict[str, str]:
    style = book.options.text("print.month_style")
    return {
        "branch": book.office_name(),
        "year": str(book.year),
        "name": member.name,
        "sex": member.sex,
        "ethnicity": member.ethnicity,
        "birth": print_month(member.birth, style),
        "joined": print_month(member.joined, style),
        "education": member.education,
        "department": member.department,
        "staff_kind": member.staff_kind,
        "party_kind": member.party_kind,
        "duty": book.duty_or_post(member),
        "class": book.class_of(member),
    }


def _section(title: str, facts: Iterable[tuple[str, str]]) -> list[Row]:
    rows = [Row(fact, group=title) for fact in facts if fact[1]]
    return rows or [Row(("—", NOTHING), group=title)]


def _post(book: Book, member: Member) -> Facts:
    """Post, duties, 目标责任状, 督查 and 述职 (P12, P15-P17)."""
    for assignment, holder, post in on_post(book):
        if holder.id == member.id:
            yield "岗　位", post.name
            yield "岗位职责", "；".join(duties_of(assignment.duties or post.duties))
            yield "目标责任状", _contract(assignment)
    for review in _dated(book.of(PostReview), book, member):
        told = [("", review.finding), ("整改：", review.correction), ("办结：", _day(review.closed_on))]
        yield review.kind, _entry(review.held_on, told)
    for trouble in book.of(PostDifficulty):
        if trouble.member_id == member.id and trouble.raised_on.year == book.year:
            yield "困难帮助", _entry(trouble.raised_on, [("", trouble.difficulty), ("帮助：", trouble.help)])


def _contract(assignment: PostAssignment) -> str:
    begins = effective(assignment)
    if begins:
        return f"{print_day(begins)}双方签字生效，有效期到{print_day(one_year_later(begins))}。"
    signed = [("书记", assignment.secretary_signed_on), ("党员", assignment.member_signed_on)]
    return "、".join(f"{who}{print_day(day)}签字" if day else f"{who}未签字" for who, day in signed) + "，尚未生效。"


def _area(book: Book, member: Member) -> Facts:
    """Areas, activities, quarterly reports, problems and assessments (Z10, Z14-Z17)."""
    for exemption in book.this_year(AreaExemption):
        if exemption.member_id == member.id:
            yield "豁　免", exemption.reason
    for assignment in serving(book):
        if assignment.member_id == member.id:
            yield "责任区域", area_path(book, assignment.area_id)
    acts = _dated(book.of(AreaActivity), book, member)
    yield "活　动", _listed(_entry(a.held_on, [("", a.name), ("", a.content)]) for a in acts)
    reports = sorted((r for r in book.this_year(QuarterReport) if r.member_id == member.id), key=lambda r: r.quarter)
    for report in reports:
        yield QUARTER_NAMES[report.quarter], _entry(report.meeting_on, [("", report.content or "已汇报")])
    for problem in book.of(AreaProblem):
        if problem.member_id == member.id and problem.heard_on.year == book.year:
            told = [("", problem.problem), ("措施：", problem.measure), ("解决：", _day(problem.solved_on))]
            yield "反映问题", _entry(problem.heard_on, told)
    for result in _dated(book.of(AreaAssessment), book, member):
        yield "考　核", _entry(result.held_on, [("", result.result), ("", result.summary)])


def _commitments(book: Book, member: Member) -> Facts:
    """Commitments with their results, the letter, the four opinions (C13, C15, C17)."""
    kept = by_member(book)[member.id]
    letter = next((each for each in book.this_year(CommitmentLetter) if each.member_id == member.id), None)
    if kept:
        done = sum(c.outcome == "已兑现" for c in kept)
        signed = f"，践诺书 {print_day(letter.signed_on)}签订" if letter and letter.signed_on else ""
        yield "承诺个数", f"{len(kept)} 项，已兑现 {done} 项{signed}。"
    for number, c in enumerate(kept, start=1):
        told = [
            ("", c.text),
            ("时限：", due_text(c)),
            ("践诺：", c.result),
            ("", c.outcome or "尚无结果"),
            ("", c.note),
        ]
        yield f"承诺 {number}", _sentence(told)
    for reminder in book.of(CommitmentReminder):
        if reminder.member_id == member.id and reminder.reminded_on.year == book.year:
            yield "提醒帮助", _entry(reminder.reminded_on, [("", reminder.text)])
    for voice in book.of(CommitmentFeedback):
        if voice.member_id == member.id and voice.heard_on.year == book.year:
            yield "群众意见", _entry(voice.heard_on, [("", voice.text), ("答复：", voice.answer)])
    for opinion in book.this_year(Appraisal):
        if opinion.member_id == member.id:
            yield opinion.method, _entry(opinion.held_on, [("", opinion.meeting), ("", opinion.opinion)])


def _pioneer(book: Book, member: Member) -> Facts:
    """Nominations for 先锋岗, what was decided, inspections, and titles ended (X07, X12-X14)."""
    for nomination in _nominations(book, member, "先锋岗"):
        yield (
            "推　荐",
            _entry(nomination.studied_on, [("", nomination.conclusion or nomination.branch_opinion or "支部推荐")]),
        )
        yield from _decided(book, nomination)
        for visit in book.of(PioneerInspection):
            if visit.nomination_id == nomination.id:
                yield "检查考核", _entry(visit.held_on, [("", visit.problem), ("整改：", visit.rectification)])


def _pacesetter(book: Book, member: Member) -> Facts:
    """Votes and nominations for 标兵 by quarter, and what was decided (B11-B14)."""
    for stood in sorted(book.this_year(Candidacy), key=lambda c: c.quarter):
        if stood.member_id == member.id:
            won = "" if stood.votes is None else f"得票 {stood.votes} 票"
            yield "参　评", _sentence([("", period(stood.quarter, stood.kind)), ("", won), ("", stood.evidence)])
    for nomination in _nominations(book, member, "标兵"):
        yield "推　荐", _entry(nomination.studied_on, [("", period(nomination.quarter, nomination.kind))])
        yield from _decided(book, nomination)


def _decided(book: Book, nomination: Nomination) -> Facts:
    for decision in book.of(Decision):
        if decision.nomination_id == nomination.id and decision.decision:
            told = [("", decision.opinion or decision.decision), ("标牌编号：", decision.plaque_number)]
            yield "审　批", _entry(decision.decided_on, told)
    for end in book.of(TitleEnd):
        if end.nomination_id == nomination.id:
            yield end.kind, _entry(end.ended_on, [("", end.ground), ("", end.explanation)])


def _nominations(book: Book, member: Member, award: str) -> list[Nomination]:
    found = [n for n in book.this_year(Nomination) if n.award == award and n.member_id == member.id]
    return sorted(found, key=lambda n: (n.quarter or 0, n.id))


def _dated(records: Iterable[R], book: Book, member: Member) -> list[R]:
    found = [r for r in records if r.member_id == member.id and r.held_on.year == book.year]
    return sorted(found, key=lambda r: (r.held_on, r.id))


def _day(day: date | None) -> str:
    return print_day(day) if day else ""


def _entry(day: date | None, told: list[tuple[str, str]]) -> str:
    return _sentence([("", _day(day)), *told])


def _sentence(told: list[tuple[str, str]]) -> str:
    """Join what is known; a part that ends its own sentence needs nothing after it."""
    text = ""
    for name, words in told:
        if words.strip():
            between = "；" if name else "，"
            text += ("" if not text or text.endswith(("。", "；", "！", "？")) else between) + name + words.strip()
    return text if not text or text.endswith(("。", "！", "？")) else f"{text}。"


def _listed(entries: Iterable[str]) -> str:
    found = list(entries)
    return (
        "\n".join(f"{number}.{entry}" for number, entry in enumerate(found, start=1))
        if len(found) > 1
        else "".join(found)
    )


SECTIONS = (
    ("一、设岗定责", _post),
    ("二、责任区", _area),
    ("三、承诺践诺", _commitments),
    ("四、先锋岗", _pioneer),
    ("五、标兵评选", _pacesetter),
)

PAPER_FILLS: tuple[PaperFill, ...] = (PaperFill("member_card", cards),)
