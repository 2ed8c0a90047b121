"""The computable rules of 标兵评选 (B); all quarters of the book's year are looked at."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import groupby, pairwise

from dangjian_desktop.core.dates import QUARTER_NAMES, print_day
from dangjian_desktop.models.member import Member
from dangjian_desktop.models.nomination import PACESETTER_KINDS, Decision, Nomination
from dangjian_desktop.models.pacesetters import Candidacy, Vote
from dangjian_desktop.models.publicity import Publicity
from dangjian_desktop.schemes.book import Book
from dangjian_desktop.schemes.scheme import Found, Rule, Severity, rule

STAFF_OF_KIND = {
    "学习标兵": ("教师", "双肩挑", "离退休", "学生"),
    "工作标兵": ("教师",),
    "服务标兵": ("管理岗", "双肩挑"),
}
SOURCE_OF_KIND = {
    "学习标兵": "“学习标兵”：在教师（含离退休）党员或学习成绩优异、获得各类奖学金的学生党员中评选。",
    "工作标兵": "“工作标兵”：着重在爱岗敬业、乐于奉献、敢于担当作为的一线教师党员中评选。",
    "服务标兵": "“服务标兵”：着重在一线服务的管理岗或“双肩挑”教师党员中评选。",
}


def nominated(book: Book) -> list[Nomination]:
    """Return this year's pacesetter nominations of all quarters."""
    return [n for n in book.this_year(Nomination) if n.award == "标兵"]


def decided(book: Book) -> Iterator[tuple[Nomination, Decision, str]]:
    """Yield each approved nomination with its decision and the member's name."""
    decisions = {d.nomination_id: d for d in book.of(Decision) if d.decision == "同意"}
    for nomination in nominated(book):
        if nomination.id in decisions:
            yield nomination, decisions[nomination.id], book.name_of(nomination.member_id)


def _period(quarter: int | None, kind: str) -> str:
    return f"{QUARTER_NAMES[quarter or 0]}{kind}"


@rule("B03", Severity.MUST, "每人每季度仅能参与一项评选。", "candidacies")
def two_types(book: Book) -> Iterator[Found]:
    """B03: a person stands in one type a quarter."""
    most = book.options.number("pacesetters.types_per_quarter")
    kinds: dict[tuple[str, int], set[str]] = defaultdict(set)
    for candidacy in book.this_year(Candidacy):
        kinds[candidacy.member_id, candidacy.quarter].add(candidacy.kind)
    for (member_id, quarter), stood in kinds.items():
        if len(stood) > most:
            name = book.name_of(member_id)
            yield Found(
                f"{name}在{QUARTER_NAMES[quarter]}参加了{'、'.join(sorted(stood))}，每人每季度仅能参与一项。请去掉其中一项。",
                f"{len(stood)}>{most}",
                (name,),
            )


def _kind_rule(rule_id: str, kind: str) -> Rule:
    def check(book: Book) -> Iterator[Found]:
        stood: dict[str, Candidacy] = {c.member_id: c for c in book.this_year(Candidacy) if c.kind == kind}
        for candidacy in stood.values():
            member = book.by_id.get(candidacy.member_id)
            if not isinstance(member, Member):
                continue
            lacks_evidence = member.staff_kind == "学生" and not candidacy.evidence.strip()
            if member.staff_kind not in STAFF_OF_KIND[kind] or lacks_evidence:
                why = "没有写成绩或奖学金" if lacks_evidence else f"人员类别是“{member.staff_kind or '未填'}”"
                yield Found(
                    f"{member.name}参加{kind}评选，但{why}，不在着重评选的范围。请核对，或写明参评依据。",
                    f"着重范围={'、'.join(STAFF_OF_KIND[kind])}",
                    (member.name,),
                )

    return Rule(rule_id, Severity.SHOULD, SOURCE_OF_KIND[kind], check, "candidacies")


@rule("B09", Severity.SHOULD, "坚持“公平、公正、公开”，严禁弄虚作假。", "votes")
def vote_left_open(book: Book) -> Iterator[Found]:
    """B09: a vote that led to a nomination is closed, so that its figures stay."""
    led = {(n.quarter, n.kind): book.name_of(n.member_id) for n in nominated(book)}
    for vote in book.this_year(Vote):
        if not vote.closed and (vote.quarter, vote.kind) in led:
            yield Found(
                f"{_period(vote.quarter, vote.kind)}已有推荐人选，测评会还没有封票。请核对票数后封票。",
                "",
                (led[vote.quarter, vote.kind],),
            )


@rule("B10", Severity.SHOULD, "评选工作原则上于每季度最后一个月开展。", "votes")
def vote_outside_month(book: Book) -> Iterator[Found]:
    """B10: votes are held in March, June, September and December."""
    months = book.options.text("pacesetters.months").split(",")
    for vote in book.this_year(Vote):
        if vote.held_on and str(vote.held_on.month) not in months:
            yield Found(
                f"{_period(vote.quarter, vote.kind)}测评在 {print_day(vote.held_on)}，不在评选月（{'、'.join(months)}月）。请说明原因。",
                "",
                (book.office.name,),
            )


@rule("B11", Severity.MUST, "由党支部进行民主测评。", "votes")
def figures_disagree(book: Book) -> Iterator[Found]:
    """B11: 应到 ≥ 实到 ≥ 发出 ≥ 收回 ≥ 有效, and the votes of a type do not exceed the valid ballots."""
    names = ("应到", "实到", "发出", "收回", "有效")
    for vote in book.this_year(Vote):
        figures = (vote.expected, vote.attended, vote.issued, vote.returned, vote.valid)
        known = [(name, figure) for name, figure in zip(names, figures, strict=True) if figure is not None]
        for (upper, more), (lower, less) in pairwise(known):
            if less > more:
                yield Found(
                    f"{_period(vote.quarter, vote.kind)}测评的{lower} {less} 多于{upper} {more}。请核对票数。",
                    f"{lower} {less}>{upper} {more}",
                    (book.office.name,),
                )
        won = sum(c.votes or 0 for c in _standing(book, vote.quarter, vote.kind))
        if vote.valid is not None and won > vote.valid:
            yield Found(
                f"{_period(vote.quarter, vote.kind)}各人得票合计 {won}，多于有效票 {vote.valid}。请核对票数。",
                f"{won}>{vote.valid}",
                (book.office.name,),
            )


def _standing(book: Book, quarter: int | None, kind: str) -> list[Candidacy]:
    return [c for c in book.this_year(Candidacy) if (c.quarter, c.kind) == (quarter, kind)]


@rule("B12", Severity.MUST, "每类“标兵”得票第1名为该类“标兵”推荐人选。", "pacesetter_nominations")
def nominee_not_first(book: Book) -> Iterator[Found]:
    """B12, A7-18: the top vote is the nominee, one a type; a tie is resolved by people and written down."""
    votes = {(v.quarter, v.kind): v for v in book.this_year(Vote)}
    ordered = sorted(nominated(book), key=lambda n: (n.quarter or 0, PACESETTER_KINDS.index(n.kind), n.id))
    for (quarter, kind), group in groupby(ordered, key=lambda n: (n.quarter, n.kind)):
        people = list(group)
        vote = votes.get((quarter or 0, kind))
        if len(people) > 1:
            names = tuple(book.name_of(n.member_id) for n in people)
            yield Found(
                f"{_period(quarter, kind)}推荐了{'、'.join(names)}，每类只推荐 1 人。请只保留一人。",
                f"{len(people)}>1",
                names,
            )
        for nomination in people:
            yield from _top_vote(book, nomination, bool(vote and vote.tie_resolution.strip()))


def _top_vote(book: Book, nomination: Nomination, resolved: bool) -> Iterator[Found]:
    won = {c.member_id: c.votes or 0 for c in _standing(book, nomination.quarter, nomination.kind)}
    if not won:
        return
    best = max(won.values())
    first = [member_id for member_id, votes in won.items() if votes == best]
    name = book.name_of(nomination.member_id)
    period = _period(nomination.quarter, nomination.kind)
    if nomination.member_id not in first:
        top = "、".join(book.name_of(member_id) for member_id in first)
        yield Found(
            f"{period}推荐的是{name}（{won.get(nomination.member_id, 0)} 票），得票第1名是{top}（{best} 票）。请核对。",
            f"{won.get(nomination.member_id, 0)}<{best}",
            (name,),
        )
    elif len(first) > 1 and not resolved:
        tied = "、".join(book.name_of(member_id) for member_id in first)
        yield Found(f"{period}{tied}并列第一（各 {best} 票）。请在测评会里写明并列处理。", f"{best}={best}", (name,))


@rule("B14", Severity.MUST, "征求组织部（人事处）、纪检监察室及学院所在派出所意见。", "decisions")
def opinions_missing(book: Book) -> Iterator[Found]:
    """B14: approval needs all three opinions, or 不适用 with a reason."""
    for nomination, decision, name in decided(book):
        opinions = {
            "组织部（人事处）": decision.organisation_opinion,
            "纪检监察室": decision.discipline_opinion,
            "派出所": decision.police_opinion,
        }
        missing = [office for office, opinion in opinions.items() if not opinion.strip()]
        if missing:
            yield Found(
                f"{name}的{_period(nomination.quarter, nomination.kind)}已同意，缺{'、'.join(missing)}意见。请由党总支补齐。",
                f"{3 - len(missing)}/3",
                (name,),
            )


@rule("B15", Severity.SHOULD, "在党务公示栏内进行公示，接受党员群众监督。", "decisions")
def not_published(book: Book) -> Iterator[Found]:
    """B15: an approved case was published from a day to a day."""
    for nomination, decision, name in decided(book):
        if decision.public_from is None or decision.public_to is None:
            yield Found(
                f"{name}的{_period(nomination.quarter, nomination.kind)}已同意，没有公示起止日期。请由党总支补登。",
                "",
                (name,),
            )


@rule("B16", Severity.MUST, "经公示无异议，确定为最终人选。", "decisions")
def objection_open(book: Book) -> Iterator[Found]:
    """B16: an objection holds the case until it is handled."""
    for nomination, decision, name in decided(book):
        objected = decision.objection.strip() not in ("", "无", "无异议")
        if objected and not decision.objection_handled.strip():
            yield Found(
                f"{name}的{_period(nomination.quarter, nomination.kind)}公示有异议，还没有处理结果。请核查后再确定。",
                "异议=1，已处理=0",
                (name,),
            )


def _after_approval(
    rule_id: str, severity: Severity, source: str, lacks: Callable[[Decision], bool], what: str, ledger: str
) -> Rule:
    def check(book: Book) -> Iterator[Found]:
        for nomination, decision, name in decided(book):
            if lacks(decision):
                yield Found(f"{name}的{_period(nomination.quarter, nomination.kind)}已批准，{what}", "", (name,))

    return Rule(rule_id, severity, source, check, ledger)


@rule("B19", Severity.NOTE, "通过学院官网、公众号、荣誉栏等做好宣传工作。", "winners_publicity")
def winners_not_published(book: Book) -> Iterator[Found]:
    """B19: the winners of a quarter are made known."""
    told = {p.quarter for p in book.this_year(Publicity) if p.subject == "标兵宣传"}
    winners: dict[int | None, list[str]] = defaultdict(list)
    for nomination, _, name in decided(book):
        winners[nomination.quarter].append(name)
    for quarter, names in winners.items():
        if quarter not in told:
            yield Found(
                f"{QUARTER_NAMES[quarter or 0]}当选标兵{'、'.join(names)}还没有宣传记录。请宣传后登记渠道。",
                "",
                tuple(names),
            )


RULES: tuple[Rule, ...] = (
    two_types,
    _kind_rule("B04", "学习标兵"),
    _kind_rule("B05", "工作标兵"),
    _kind_rule("B06", "服务标兵"),
    vote_left_open,
    vote_outside_month,
    figures_disagree,
    nominee_not_first,
    opinions_missing,
    not_published,
    objection_open,
    _after_approval(
        "B17",
        Severity.NOTE,
        "将审批表报学院党委组织部备案。",
        lambda d: d.filed_on is None,
        "还没有报学院党委组织部备案。请由党总支备案后登记。",
        "decisions",
    ),
    _after_approval(
        "B18",
        Severity.NOTE,
        "为当选的标兵发标兵亮相牌。",
        lambda d: d.plaque_issued_on is None,
        "还没有发标兵亮相牌。请由党总支发牌后登记。",
        "decisions",
    ),
    winners_not_published,
)
