"""The computable rules of 党员先锋岗 (X)."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import NamedTuple

from dangjian_desktop.core.dates import print_day
from dangjian_desktop.models.member import Member
from dangjian_desktop.models.nomination import STANDARDS, Decision, Nomination, Plaque, TitleEnd
from dangjian_desktop.models.pioneers import PioneerInspection, QuotaWaiver
from dangjian_desktop.schemes.book import Book
from dangjian_desktop.schemes.scheme import Found, Rule, Severity, rule

ROUNDING = {"四舍五入": ROUND_HALF_UP, "进一": ROUND_CEILING, "舍去": ROUND_FLOOR}


def nominated(book: Book) -> list[Nomination]:
    """Return this year's pioneer nominations."""
    return [n for n in book.this_year(Nomination) if n.award == "先锋岗"]


def decision_on(book: Book, nomination: Nomination) -> Decision | None:
    """Return the decision from above on a nomination, once it has come."""
    return next((d for d in book.of(Decision) if d.nomination_id == nomination.id), None)


def approved(book: Book, nomination: Nomination) -> bool:
    """Tell whether the level above has agreed."""
    decision = decision_on(book, nomination)
    return decision is not None and decision.decision == "同意"


def cut_off(book: Book) -> date:
    """Return the day whose members the quota is reckoned by: the branch's study, before that today (A7-10)."""
    return max((n.studied_on for n in nominated(book) if n.studied_on), default=book.day)


class Quota(NamedTuple):
    """How many may be nominated, and how that is reckoned (A7-10)."""

    counted: int
    percent: int
    raw: str
    rounded: int
    mode: str
    least: int
    extra: int

    @property
    def allowed(self) -> int:
        """With what the level above has allowed besides."""
        return self.rounded + self.extra

    @property
    def formula(self) -> str:
        """24×10%=2.4 → 2（四舍五入，至少1）."""
        text = f"{self.counted}×{self.percent}%={self.raw} → {self.rounded}（{self.mode}，至少{self.least}）"
        return text + (f"，总支增加 {self.extra}" if self.extra else "")

    @property
    def sum_in_words(self) -> str:
        """党员 24 人 × 10% = 2.4 → 推荐 2 人（四舍五入，至少 1 人，可在设置里改）."""
        more = f"，总支增加 {self.extra} 人" if self.extra else ""
        reckoned = f"党员 {self.counted} 人 × {self.percent}% = {self.raw}"
        return f"{reckoned} → 推荐 {self.allowed} 人（{self.mode}，至少 {self.least} 人{more}，可在设置里改）"


def reckon(book: Book) -> Quota:
    """Return this year's quota of a branch."""
    percent = book.options.number("pioneers.quota_percent")
    mode = book.options.text("pioneers.rounding")
    least = book.options.number("pioneers.least")
    counted = len(book.members_on(cut_off(book)))
    raw = Decimal(counted) * percent / 100
    rounded = max(int(raw.quantize(Decimal(1), ROUNDING[mode])), least)
    extra = sum(w.extra for w in book.this_year(QuotaWaiver) if w.office_id == book.office.id)
    return Quota(counted, percent, f"{raw.normalize():f}", rounded, mode, least, extra)


def quota(book: Book) -> tuple[int, str]:
    """Return how many may be nominated, and the formula: 24×10%=2.4 → 2 (A7-10)."""
    found = reckon(book)
    return found.allowed, found.formula


def _each(book: Book) -> Iterator[tuple[Nomination, str]]:
    for nomination in nominated(book):
        yield nomination, book.name_of(nomination.member_id)


def _of_staff_kind(book: Book, kind: str) -> Iterator[str]:
    for nomination, name in _each(book):
        member = book.by_id.get(nomination.member_id)
        if isinstance(member, Member) and member.staff_kind == kind:
            yield name


@rule("X01", Severity.MUST, "一、创建对象 全体教职工党员。", "pioneer_nominations")
def student_nominated(book: Book) -> Iterator[Found]:
    """X01: students are not eligible."""
    for name in _of_staff_kind(book, "学生"):
        yield Found(f"{name}是学生党员，先锋岗的创建对象是全体教职工党员。请改推教职工党员。", "人员类别=学生", (name,))


@rule("A7-11", Severity.SHOULD, "一、创建对象 全体教职工党员。", "pioneer_nominations")
def retired_nominated(book: Book) -> Iterator[Found]:
    """A7-11: whether the retired count as staff is asked, not stopped."""
    for name in _of_staff_kind(book, "离退休"):
        yield Found(f"{name}是离退休党员，是否属教职工请上级党组织明确。请写一句说明。", "人员类别=离退休", (name,))


@rule("X02", Severity.SHOULD, "各党支部对照岗位标准评选推荐。", "pioneer_nominations")
def standards_unremarked(book: Book) -> Iterator[Found]:
    """X02: one remark on each of the five standards."""
    for nomination, name in _each(book):
        remarks = (nomination.politics, nomination.style, nomination.skill, nomination.discipline, nomination.example)
        missing = [standard for standard, text in zip(STANDARDS, remarks, strict=True) if not text.strip()]
        if missing:
            yield Found(
                f"{name}没有对照{'、'.join(missing)}写评语。请逐条补写。",
                f"{5 - len(missing)}/5",
                (name,),
            )


@rule("X03", Severity.SHOULD, "以支部为单位，党支部书记为第一责任人。", "pioneer_nominations")
def first_responsible_missing(book: Book) -> Iterator[Found]:
    """X03: the secretary is recorded as first responsible person."""
    for nomination, name in _each(book):
        if not nomination.first_responsible.strip():
            yield Found(f"{name}的推荐没有写第一责任人。请填写党支部书记姓名。", "", (name,))


@rule("X04", Severity.MUST, "按照支部党员人数的10%进行推荐。", "pioneer_nominations")
def over_quota(book: Book) -> Iterator[Found]:
    """X04: not more than ten per cent unless waived from above."""
    allowed, formula = quota(book)
    people = tuple(name for _, name in _each(book))
    if len(people) > allowed:
        yield Found(
            f"先锋岗推荐了 {len(people)} 人，名额 {allowed} 人：{'、'.join(people)}。请减少人选，或报党总支增加名额。",
            formula,
            people,
        )


@rule("X05", Severity.MUST, "支部研究后将审批表（样例8）呈报上级党组织。", "pioneer_nominations")
def not_studied(book: Book) -> Iterator[Found]:
    """X05: the branch studies a nomination and comes to a conclusion, at least in form 8, before reporting it."""
    for nomination, name in _each(book):
        if nomination.studied_on is None:
            yield Found(f"{name}的推荐没有支部研究日期。请开会研究后填写。", "", (name,))
        elif not nomination.conclusion.strip() and not nomination.branch_opinion.strip():
            yield Found(f"{name}的推荐没有写研究结论或党支部意见。请补写。", "", (name,))


@rule("X06", Severity.MUST, "将审批表（样例8）呈报上级党组织。", "pioneer_nominations")
def deeds_missing(book: Book) -> Iterator[Found]:
    """X06: form 8 needs its 主要事迹."""
    for nomination, name in _each(book):
        if not nomination.deeds.strip():
            yield Found(f"{name}的审批表没有写主要事迹。请补写。", "字数=0", (name,))


@rule("X07", Severity.SHOULD, "党总支对支部推荐的“党员先锋岗”人员进行审批。", "decisions")
def decision_undated(book: Book) -> Iterator[Found]:
    """X07: the level above decides on each nominee on a day."""
    for nomination, name in _each(book):
        decision = decision_on(book, nomination)
        if decision and decision.decision and decision.decided_on is None:
            yield Found(f"{name}的先锋岗推荐已有决定“{decision.decision}”，没有审批日期。请由党总支补登。", "", (name,))


@rule("X08", Severity.NOTE, "结合庆祝“七一”系列活动，对确定的“党员先锋岗”进行表彰并授牌。", "pioneer_nominations")
def commendation_near(book: Book) -> Iterator[Found]:
    """X08: titles are given around 1 July: what is not yet nominated before it, not yet given after it."""
    day = book.options.day("pioneers.commended_on", book.year)
    ahead = timedelta(days=book.options.number("pioneers.commended_ahead_days"))
    if day - ahead <= book.today <= day and book.members and not nominated(book):
        left = (day - book.today).days
        yield Found(
            f"离 {print_day(day)}表彰授牌还有 {left} 天，还没有推荐先锋岗。请评选推荐并呈报。",
            f"{day.isoformat()}−{book.today.isoformat()}={left}",
            (book.office.name,),
        )
    ended = {end.nomination_id for end in book.of(TitleEnd)}
    for nomination, name in _each(book):
        decision = decision_on(book, nomination)
        lacks = decision and decision.decision == "同意" and decision.plaque_issued_on is None
        if book.today > day and lacks and nomination.id not in ended:
            sentence = f"{name}已批准为党员先锋岗，{print_day(day)}已过，没有授牌日期。请由党总支补登。"
            yield Found(sentence, "", (name,), "decisions")


@rule("X09", Severity.NOTE, "先锋岗标牌置于该党员办公桌显著位置。", "plaques")
def plaque_not_placed(book: Book) -> Iterator[Found]:
    """X09: an approved pioneer's plaque stands on the desk."""
    placed = {plaque.nomination_id for plaque in book.of(Plaque) if plaque.placed_on}
    ended = {end.nomination_id for end in book.of(TitleEnd)}
    for nomination, name in _each(book):
        if approved(book, nomination) and nomination.id not in placed | ended:
            yield Found(f"{name}已批准为党员先锋岗，标牌还没有置于办公桌。请安放后登记日期。", "", (name,))


@rule("X10", Severity.SHOULD, "“党员先锋岗”原则上每年推选一次。", "pioneer_nominations")
def several_rounds(book: Book) -> Iterator[Found]:
    """X10: one round a year; rounds are told apart by the day of study."""
    days = sorted({n.studied_on for n in nominated(book) if n.studied_on})
    most = book.options.number("pioneers.rounds")
    if len(days) > most:
        later = tuple(name for n, name in _each(book) if n.studied_on in days[most:])
        listed = "、".join(print_day(day) for day in days)
        yield Found(
            f"{book.year}年度在 {listed}分 {len(days)} 次推选先锋岗，原则上每年 {most} 次。请说明原因。",
            f"{len(days)}>{most}",
            later,
        )


@rule("X12", Severity.SHOULD, "加强对党员先锋岗检查考核，发现问题督促整改。", "pioneer_inspections")
def rectification_overdue(book: Book) -> Iterator[Found]:
    """X12: a problem found is rectified by its due day."""
    for check in book.of(PioneerInspection):
        nomination = book.by_id.get(check.nomination_id)
        if isinstance(nomination, Nomination) and check.due_on and not check.done_on and check.due_on < book.today:
            name = book.name_of(nomination.member_id)
            yield Found(
                f"{name}的先锋岗整改应在 {print_day(check.due_on)}前完成。请整改后填写完成日期。",
                f"超期 {(book.today - check.due_on).days} 天",
                (name,),
            )


def _ends(book: Book, award: str) -> Iterator[tuple[TitleEnd, str]]:
    for end in book.of(TitleEnd):
        nomination = book.by_id.get(end.nomination_id)
        if isinstance(nomination, Nomination) and nomination.award == award:
            yield end, book.name_of(nomination.member_id)


def revoked_with_plaque(book: Book, award: str) -> list[Nomination]:
    """Return the nominations whose title was revoked and whose plaque has not been taken back yet (X15)."""
    returned = {plaque.nomination_id for plaque in book.of(Plaque) if plaque.returned_on}
    owed = [e.nomination_id for e, _ in _ends(book, award) if e.kind == "撤销" and e.nomination_id not in returned]
    return [each for row_id in owed if isinstance(each := book.by_id.get(row_id), Nomination)]


@rule("X13", Severity.SHOULD, "对不符合“党员先锋岗”标准的及时调整。", "title_ends")
def adjusted_without_reason(book: Book) -> Iterator[Found]:
    """X13: an adjustment says which standard is no longer met."""
    for end, name in _ends(book, "先锋岗"):
        if end.kind == "调整" and not end.explanation.strip():
            yield Found(f"{name}的先锋岗称号已调整，没有写不符合哪条标准。请由党总支补写说明。", "", (name,))


@rule("X14", Severity.MUST, "情况之一者，立即撤销称号，收回标牌。", "title_ends")
def revoked_without_ground(book: Book) -> Iterator[Found]:
    """X14: a revocation rests on one of exactly four grounds."""
    for end, name in _ends(book, "先锋岗"):
        if end.kind == "撤销" and not end.ground:
            yield Found(
                f"{name}的先锋岗称号已撤销，没有选撤销情形。请由党总支从四种情形中选一种。", "情形=0/4", (name,)
            )


@rule("X15", Severity.SHOULD, "立即撤销称号，收回标牌。", "plaques")
def plaque_not_returned(book: Book) -> Iterator[Found]:
    """X15: revocation leaves a task until the plaque is taken back."""
    for nomination in revoked_with_plaque(book, "先锋岗"):
        name = book.name_of(nomination.member_id)
        yield Found(f"{name}的先锋岗称号已撤销，标牌还没有收回。请收回后登记日期。", "", (name,))


RULES: tuple[Rule, ...] = (
    student_nominated,
    retired_nominated,
    standards_unremarked,
    first_responsible_missing,
    over_quota,
    not_studied,
    deeds_missing,
    decision_undated,
    commendation_near,
    plaque_not_placed,
    several_rounds,
    rectification_overdue,
    adjusted_without_reason,
    revoked_without_ground,
    plaque_not_returned,
)
