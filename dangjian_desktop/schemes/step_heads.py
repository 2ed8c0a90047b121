"""What stands above a step's grid: the figures with their formula, who is still missing, how many papers it makes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from dangjian_desktop.core.dates import QUARTER_NAMES
from dangjian_desktop.models.areas import AreaActivity, AreaAssignment, AreaExemption, QuarterReport
from dangjian_desktop.models.nomination import PACESETTER_KINDS
from dangjian_desktop.models.pacesetters import Candidacy
from dangjian_desktop.models.posts import PostApplication
from dangjian_desktop.schemes.areas_rules import serving
from dangjian_desktop.schemes.book import Book
from dangjian_desktop.schemes.commitments_rules import by_member, last_years, of_branch, pledging
from dangjian_desktop.schemes.pacesetters_rules import nominated as pacesetters
from dangjian_desktop.schemes.pioneers_rules import nominated as pioneers
from dangjian_desktop.schemes.pioneers_rules import reckon, revoked_with_plaque
from dangjian_desktop.schemes.posts_rules import on_post
from dangjian_desktop.schemes.progress import Progress, progress_of, without_area

SHOWN = 6
OWED = "没有收回标牌"
EMPTY_ROSTER = "名册里还没有党员。名册是所有表格的来源，请先录入。"
NOBODY_WITHOUT_OFFICE = "还没有无职党员。名册里“职务”一栏为空的党员会自动出现在这里。"
EMPTY: Mapping[str, str] = {
    "areas": "先给每名党员划一个责任区。可以按办公室、班级、宿舍划分。",
    "commitments": "还没有承诺。年初由党支部提 5-8 项，党员提 3-5 项。",
}
"""What stands above the first step while nothing of a scheme is there (screens.md 2.3, 2.4)."""


@dataclass(frozen=True)
class Offer:
    """A way to begin a step in which nothing is yet: a key for what does it, and the words of its button."""

    key: str
    text: str


FROM_ROSTER = (Offer("roster", "去名册"), Offer("import", "从 Excel 导入"))


@dataclass(frozen=True)
class StepHead:
    """How a step stands: a sentence with its figures, and the names of those still missing under a word for it.

    ``papers`` says for how many the step's form is made; ``fillable`` counts those whom one verb can give what they chose.
    ``offers`` are ways to begin while nothing is there.
    """

    progress: Progress
    sentence: str = ""
    missing: tuple[str, ...] = ()
    missing_word: str = ""
    papers: str = ""
    fillable: int = 0
    offers: tuple[Offer, ...] = ()

    @property
    def from_roster(self) -> bool:
        """Whether the roster has to be filled first."""
        return self.offers == FROM_ROSTER


Words = Callable[[Book, list[StepHead]], None]
PASTE = Offer("paste", "粘贴")


def _offers_of_areas(book: Book) -> tuple[Offer, ...]:
    present = {member.id for member in book.members}
    before = {a.member_id for a in book.of(AreaAssignment) if a.year == book.year - 1 and a.ended_on is None}
    copying = (Offer("copy", f"从上一年复制 {len(before & present)} 人"),) if before & present else ()
    return (*copying, PASTE)


def _offers_of_commitments(book: Book) -> tuple[Offer, ...]:
    count = len(last_years(book))
    copying = (Offer("copy", f"复制上一年 {count} 项再改"),) if count else ()
    return (PASTE, *copying, Offer("blank", "打印空白征集表"))


EMPTY_OFFERS: Mapping[str, Callable[[Book], tuple[Offer, ...]]] = {
    "areas": _offers_of_areas,
    "commitments": _offers_of_commitments,
}


def heads_of(book: Book, scheme: str) -> tuple[StepHead, ...]:
    """Return the head of each step of a scheme's card, in the card's order; raise KeyError for an unknown key."""
    heads = [StepHead(progress) for progress in progress_of(book, scheme)]
    if not book.members:
        return tuple(replace(head, sentence=EMPTY_ROSTER, offers=FROM_ROSTER) for head in heads)
    WORDS[scheme](book, heads)
    if scheme in EMPTY and not heads[0].progress.done:
        offers = EMPTY_OFFERS[scheme](book)
        heads[0] = replace(heads[0], sentence=f"{EMPTY[scheme]}{heads[0].sentence}", offers=offers)
    if scheme == "posts" and not heads[2].progress.total:
        heads[1:3] = [replace(head, sentence=NOBODY_WITHOUT_OFFICE, offers=FROM_ROSTER) for head in heads[1:3]]
    return tuple(heads)


def unplaced(book: Book) -> list[str]:
    """Return the ids of the members without office who are on no post (P06)."""
    placed = {member.id for _, member, _ in on_post(book)}
    return [member.id for member in book.members if book.class_of(member) == "无职" and member.id not in placed]


def choices(book: Book) -> dict[str, str]:
    """Return the first choice, a post's id, of each member who has one and is on no post yet."""
    chosen = {a.member_id: a.first_id for a in book.this_year(PostApplication) if a.first_id}
    return {each: chosen[each] for each in unplaced(book) if each in chosen}


def _posts(book: Book, heads: list[StepHead]) -> None:
    asked = [member.id for member in book.members if book.class_of(member) == "无职"]
    chosen = {a.member_id for a in book.this_year(PostApplication) if a.first_id}
    silent = book.names_of(each for each in asked if each not in chosen)
    sentence = f"无职党员 {len(asked)} 人，已选报 {len(asked) - len(silent)} 人。"
    heads[1] = replace(heads[1], sentence=sentence, missing=silent, missing_word="未选报")
    missing = book.names_of(unplaced(book))
    heads[2] = replace(
        heads[2],
        sentence=f"已上岗 {len(asked) - len(missing)}/{len(asked)} 人。",
        missing=missing,
        missing_word="未上岗",
        fillable=len(choices(book)),
    )
    placed = len({member.id for _, member, _ in on_post(book)})
    heads[3] = replace(heads[3], papers=f"{placed} 人" if placed else "")
    heads[4] = replace(heads[4], papers=f"{placed} 人" if placed else "")


def _areas(book: Book, heads: list[StepHead]) -> None:
    total, missing = len(book.members), book.names_of(without_area(book))
    covered, wanted = total - len(missing), book.options.number("areas.coverage_percent")
    held = {a.member_id for a in serving(book)}
    exempt = len({e.member_id for e in book.this_year(AreaExemption)} & {m.id for m in book.members} - held)
    note = f"（含豁免 {exempt} 人）" if exempt else ""
    sentence = f"覆盖 {covered}/{total} = {covered * 100 // total}%{note}，要求 {wanted}%"
    heads[0] = replace(heads[0], sentence=sentence, missing=missing, missing_word="未划分")
    for place in (1, 2):
        heads[place] = replace(heads[place], papers=f"{len(held)} 人" if held else "")
    active = {activity.member_id for activity in book.of(AreaActivity) if activity.held_on.year == book.year}
    idle = book.names_of(a.member_id for a in serving(book) if a.member_id not in active)
    sentence = f"{book.year}年有活动记录 {len(held) - len(idle)}/{len(held)} 人"
    heads[2] = replace(heads[2], sentence=sentence if held else "", missing=idle, missing_word="还没有记录")
    given = {report.member_id for report in book.this_quarter(QuarterReport)}
    silent = book.names_of(a.member_id for a in serving(book) if a.member_id not in given)
    sentence = f"{QUARTER_NAMES[book.quarter]}已汇报 {len(held) - len(silent)}/{len(held)} 人"
    heads[3] = replace(heads[3], sentence=sentence, missing=silent, missing_word="未汇报")


def _commitments(book: Book, heads: list[StepHead]) -> None:
    low, high = book.options.number("commitments.member_least"), book.options.number("commitments.member_most")
    least, most = book.options.number("commitments.branch_least"), book.options.number("commitments.branch_most")
    kept = by_member(book)
    asked = [member for member in book.members if book.class_of(member) != "离退休"]
    outside = [member.id for member in asked if not low <= len(kept[member.id]) <= high]
    told = "　".join(f"{book.name_of(each)} {len(kept[each])}/{low}–{high}" for each in outside[:SHOWN])
    sentence = (
        f"党支部 {len(of_branch(book))}/{least}–{most} 项　"
        f"党员 {len(asked) - len(outside)}/{len(asked)} 人够数（每人 {low}–{high} 项）　{told}"
    ).rstrip()
    heads[0] = replace(heads[0], sentence=sentence, missing=book.names_of(outside), missing_word="项数不合")
    waiting = [c for each in kept.values() for c in each if c.review == "待审核"]
    people = book.names_of(c.member_id for c in waiting)
    sentence = f"待审核 {len(waiting)} 项" if waiting else ""
    heads[1] = replace(heads[1], sentence=sentence, missing=people, missing_word="待审核")
    for place in (1, 2, 3, 4):
        heads[place] = replace(heads[place], papers=f"{len(pledging(book))} 人" if pledging(book) else "")


def _pioneers(book: Book, heads: list[StepHead]) -> None:
    reckoned, found = reckon(book), len(pioneers(book))
    unexplained = sum(not n.over_quota_reason.strip() for n in pioneers(book)[reckoned.allowed :])
    over = f"　超出名额 {found - reckoned.allowed} 人，请写说明" if unexplained else ""
    heads[0] = replace(heads[0], sentence=f"{reckoned.sum_in_words}　已推荐 {found} 人{over}")
    heads[1] = replace(heads[1], papers=f"{found} 人" if found else "")
    _owed_plaques(book, heads, "先锋岗")


def _owed_plaques(book: Book, heads: list[StepHead], award: str) -> None:
    """Say in an award's last step whose plaques are still out after a revocation."""
    names = book.names_of(each.member_id for each in revoked_with_plaque(book, award))
    if names:
        sentence = f"称号已撤销，标牌还没有收回：{'、'.join(names)}"
        heads[-1] = replace(heads[-1], sentence=sentence, missing=names, missing_word=OWED)


def _pacesetters(book: Book, heads: list[StepHead]) -> None:
    leaders = [_leader(book, kind) for kind in PACESETTER_KINDS]
    told = "　".join(each for each in leaders if each)
    heads[0] = replace(heads[0], sentence=f"{QUARTER_NAMES[book.quarter]}　{told or '还没有得票'}")
    found = sum(nomination.quarter == book.quarter for nomination in pacesetters(book))
    heads[1] = replace(heads[1], papers=f"{found} 人" if found else "")
    _owed_plaques(book, heads, "标兵")


def _leader(book: Book, kind: str) -> str:
    """Say who leads a kind with how many votes; a tie is told, for the branch has to decide anew."""
    votes = {c.member_id: c.votes for c in book.this_quarter(Candidacy) if c.kind == kind and c.votes}
    if not votes:
        return ""
    most = max(votes.values())
    first = book.names_of(each for each, count in votes.items() if count == most)
    if len(first) > 1:
        return f"{kind}：{'、'.join(first)}并列第一（{most} 票），请在“测评会”记录复议结果"
    return f"{kind}：{first[0]} {most} 票第一"


WORDS: Mapping[str, Words] = {
    "posts": _posts,
    "areas": _areas,
    "commitments": _commitments,
    "pioneers": _pioneers,
    "pacesetters": _pacesetters,
}
