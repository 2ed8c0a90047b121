"""The computable rules of 标兵评选 up to the nomination (B03-B13); all quarters of the book's year are looked at."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby, pairwise

from dangjian_desktop.core.dates import QUARTER_NAMES, print_day, quarter_of
from dangjian_desktop.models.member import Member
from dangjian_desktop.models.nomination import PACESETTER_KINDS, Nomination
from dangjian_desktop.models.pacesetters import Candidacy, Vote
from dangjian_desktop.schemes.book import Book
from dangjian_desktop.schemes.scheme import Found, Rule, Severity, rule

STAFF_OF_KIND = {
    "学习标兵": ("教师", "双肩挑", "离退休", "学生"),
    "工作标兵": ("教师",),
    "服务标兵": ("管理岗", "双肩挑"),
}
SOURCE_OF_KIND = {
    "学习标兵": "“学习标兵”：着重在积极学习党的最新理论并运用于实践，认真用好“学习强国”学习平台的"
    "教师（含离退休）党员或学习成绩优异、获得各类奖学金的学生党员中评选。",
    "工作标兵": "“工作标兵”：着重在爱岗敬业、乐于奉献、敢于担当作为的一线教师党员中评选。",
    "服务标兵": "“服务标兵”：着重在一线服务的管理岗或“双肩挑”教师党员中评选。",
}


def nominated(book: Book) -> list[Nomination]:
    """Return this year's pacesetter nominations of all quarters."""
    return [n for n in book.this_year(Nomination) if n.award == "标兵"]


def period(quarter: int | None, kind: str) -> str:
    """Return 第四季度学习标兵."""
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
        doubts: dict[tuple[str, str], None] = {}
        for candidacy in book.this_year(Candidacy):
            member = book.by_id.get(candidacy.member_id)
            if candidacy.kind == kind and isinstance(member, Member):
                doubts |= {(member.id, why): None for why in _outside(kind, member, candidacy)}
        for member_id, why in doubts:
            name = book.name_of(member_id)
            yield Found(
                f"{name}参加{kind}评选，但{why}，不在着重评选的范围。请核对，或写明参评依据。",
                f"着重范围={'、'.join(STAFF_OF_KIND[kind])}",
                (name,),
            )

    return Rule(rule_id, Severity.SHOULD, SOURCE_OF_KIND[kind], check, "candidacies")


def _outside(kind: str, member: Member, candidacy: Candidacy) -> Iterator[str]:
    if member.staff_kind not in STAFF_OF_KIND[kind]:
        yield f"人员类别是“{member.staff_kind or '未填'}”"
    elif member.staff_kind == "学生" and not candidacy.evidence.strip():
        yield "没有写成绩或奖学金"


@rule("B09", Severity.SHOULD, "坚持“公平、公正、公开”，严禁弄虚作假。", "votes")
def vote_left_open(book: Book) -> Iterator[Found]:
    """B09: a vote that led to a nomination is closed, so that its figures stay."""
    led = {(n.quarter, n.kind): book.name_of(n.member_id) for n in nominated(book)}
    for vote in book.this_year(Vote):
        if not vote.closed and (vote.quarter, vote.kind) in led:
            yield Found(
                f"{period(vote.quarter, vote.kind)}已有推荐人选，测评会还没有封票。请核对票数后封票。",
                "",
                (led[vote.quarter, vote.kind],),
            )


@rule("B10", Severity.SHOULD, "评选工作原则上于每季度最后一个月开展。", "votes")
def vote_outside_month(book: Book) -> Iterator[Found]:
    """B10: a quarter's votes are held in its last month: March, June, September, December; told when it has come."""
    months = book.options.numbers("pacesetters.months")
    listed = "、".join(str(month) for month in months)
    votes = book.this_year(Vote)
    for vote in votes:
        day = vote.held_on
        if day and (day.month not in months or (day.year, quarter_of(day)) != (vote.year, vote.quarter)):
            yield Found(
                f"{period(vote.quarter, vote.kind)}测评在 {print_day(day)}，不在该季度的评选月（{listed}月）。请说明原因。",
                f"测评月份={day.month}",
                (book.office.name,),
            )
    now = quarter_of(book.today)
    due = book.today.year == book.year and book.today.month in months and book.members
    if due and not any(vote.quarter == now for vote in votes):
        yield Found(
            f"{book.today.month}月是评选月，{QUARTER_NAMES[now]}还没有测评会。请组织民主测评并登记。",
            "测评会=0",
            (book.office.name,),
        )


@rule("B11", Severity.MUST, "由党支部进行民主测评。", "votes")
def figures_disagree(book: Book) -> Iterator[Found]:
    """B11, A7-20: 应到 ≥ 实到 ≥ 发出 ≥ 收回 ≥ 有效, votes fit into the ballots, 预备党员 if set, no nominee without."""
    young = book.options.flag("pacesetters.probationary_vote")
    for vote in book.this_year(Vote):
        for (upper, more), (lower, less) in _steps(vote):
            if less > more:
                yield Found(
                    f"{period(vote.quarter, vote.kind)}测评的{lower} {less} 多于{upper} {more}。请核对票数。",
                    f"{lower} {less}>{upper} {more}",
                    (book.office.name,),
                )
        if vote.probationary and not young:
            yield Found(
                f"{period(vote.quarter, vote.kind)}有 {vote.probationary} 名预备党员投票，按设置预备党员不参加测评。请核对。",
                f"其中预备党员 {vote.probationary}>0",
                (book.office.name,),
            )
        won = sum(c.votes or 0 for c in _standing(book, vote.quarter, vote.kind))
        if vote.valid is not None and won > vote.valid:
            yield Found(
                f"{period(vote.quarter, vote.kind)}各人得票合计 {won}，多于有效票 {vote.valid}。请核对票数。",
                f"{won}>{vote.valid}",
                (book.office.name,),
            )
    for nomination in nominated(book):
        if not any(c.votes for c in _standing(book, nomination.quarter, nomination.kind)):
            name = book.name_of(nomination.member_id)
            yield Found(
                f"{period(nomination.quarter, nomination.kind)}推荐了{name}，没有民主测评的得票。请登记各人得票。",
                "得票=0",
                (name,),
                "candidacies",
            )


def _steps(vote: Vote) -> Iterator[tuple[tuple[str, int], tuple[str, int]]]:
    """Yield each two neighbouring figures that are known, the larger first."""
    names = ("应到", "实到", "发出", "收回", "有效")
    figures = (vote.expected, vote.attended, vote.issued, vote.returned, vote.valid)
    yield from pairwise((name, figure) for name, figure in zip(names, figures, strict=True) if figure is not None)
    if vote.attended is not None and vote.probationary is not None:
        yield ("实到", vote.attended), ("其中预备党员", vote.probationary)


def _standing(book: Book, quarter: int | None, kind: str) -> list[Candidacy]:
    return [c for c in book.this_year(Candidacy) if (c.quarter, c.kind) == (quarter, kind)]


@rule("B12", Severity.MUST, "每类“标兵”得票第1名为该类“标兵”推荐人选。", "pacesetter_nominations")
def nominee_not_first(book: Book) -> Iterator[Found]:
    """B12, A7-18: the top vote is the nominee, one a type; a tie is resolved by people and written down."""
    votes = {(v.quarter, v.kind): v for v in book.this_year(Vote)}
    ordered = sorted(nominated(book), key=lambda n: (n.quarter or 0, _place(n.kind), n.id))
    for (quarter, kind), group in groupby(ordered, key=lambda n: (n.quarter, n.kind)):
        people = list(group)
        vote = votes.get((quarter or 0, kind))
        if len(people) > 1:
            names = book.names_of(n.member_id for n in people)
            yield Found(
                f"{period(quarter, kind)}推荐了{'、'.join(names)}，每类只推荐 1 人。请只保留一人。",
                f"{len(people)}>1",
                names,
            )
        for nomination in people:
            yield from _top_vote(book, nomination, bool(vote and vote.tie_resolution.strip()))


def _place(kind: str) -> int:
    return PACESETTER_KINDS.index(kind) if kind in PACESETTER_KINDS else len(PACESETTER_KINDS)


def _top_vote(book: Book, nomination: Nomination, resolved: bool) -> Iterator[Found]:
    won = {c.member_id: c.votes or 0 for c in _standing(book, nomination.quarter, nomination.kind)}
    best = max(won.values(), default=0)
    if not best:
        return
    first = [member_id for member_id, votes in won.items() if votes == best]
    name = book.name_of(nomination.member_id)
    where = period(nomination.quarter, nomination.kind)
    if nomination.member_id not in first:
        top = "、".join(book.name_of(member_id) for member_id in first)
        yield Found(
            f"{where}推荐的是{name}（{won.get(nomination.member_id, 0)} 票），得票第1名是{top}（{best} 票）。请核对。",
            f"{won.get(nomination.member_id, 0)}<{best}",
            (name,),
        )
    elif len(first) > 1 and not resolved:
        tied = "、".join(book.name_of(member_id) for member_id in first)
        yield Found(f"{where}{tied}并列第一（各 {best} 票）。请在测评会里写明并列处理。", f"{best}={best}", (name,))


@rule("A7-18", Severity.SHOULD, "每类“标兵”得票第1名为该类“标兵”推荐人选。", "votes")
def vacancy_unexplained(book: Book) -> Iterator[Found]:
    """A7-18: a type may stay vacant, with a reason; asked for once its vote is closed."""
    filled = {(n.quarter, n.kind) for n in nominated(book)}
    for vote in book.this_year(Vote):
        if vote.closed and (vote.quarter, vote.kind) not in filled and not vote.vacant_reason.strip():
            yield Found(
                f"{period(vote.quarter, vote.kind)}测评已封票，没有推荐人选。请填写推荐人选，或写明空缺理由。",
                "推荐人选=0",
                (book.office.name,),
            )


@rule("B13", Severity.MUST, "填报审批表（样例9）。", "pacesetter_nominations")
def deeds_missing(book: Book) -> Iterator[Found]:
    """B13: form 9 needs its 主要事迹."""
    for nomination in nominated(book):
        if not nomination.deeds.strip():
            name = book.name_of(nomination.member_id)
            yield Found(
                f"{name}的{period(nomination.quarter, nomination.kind)}审批表没有写主要事迹。请补写。",
                "字数=0",
                (name,),
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
    vacancy_unexplained,
    deeds_missing,
)
