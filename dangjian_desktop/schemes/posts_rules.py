"""The computable rules of 无职党员设岗定责 (P)."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from dangjian_desktop.core.dates import one_year_later, print_day
from dangjian_desktop.models.member import Member
from dangjian_desktop.models.posts import Post, PostApplication, PostAssignment, PostReview
from dangjian_desktop.models.publicity import Publicity
from dangjian_desktop.schemes.book import Book
from dangjian_desktop.schemes.scheme import Found, Rule, Severity, rule

OnPost = tuple[PostAssignment, Member, Post]


def on_post(book: Book) -> list[OnPost]:
    """Return the assignments in force of members who are in the branch, with their member and post."""
    return [found for found in _assigned(book) if book.in_force(found[0])]


def _assigned(book: Book) -> Iterator[OnPost]:
    present = {member.id: member for member in book.members}
    for assignment in book.of(PostAssignment):
        member, post = present.get(assignment.member_id), book.by_id.get(assignment.post_id)
        if member and isinstance(post, Post):
            yield assignment, member, post


def effective(assignment: PostAssignment) -> date | None:
    """Return the day from which a contract is in force: the later of both signatures (P20)."""
    signed = (assignment.secretary_signed_on, assignment.member_signed_on)
    return max(day for day in signed if day) if all(signed) else None


@rule("P02", Severity.MUST, "党内外没有担任职务的普通党员。", "post_assignments")
def office_holder_on_post(book: Book) -> Iterator[Found]:
    """P02: only members without office are put on a post."""
    for _, member, post in on_post(book):
        group = book.class_of(member)
        if group != "无职":
            name = book.name_of(member.id)
            because = f"担任“{member.duty}”" if group == "在职" else "属离退休党员"
            yield Found(
                f"{name}{because}，不是无职党员，却列在“{post.name}”。请改为其他党员，或在名册更正其分类。",
                f"分类={group}",
                (name,),
            )


@rule("A7-9", Severity.SHOULD, "党内外没有担任职务的普通党员。", "members")
def class_overridden_without_reason(book: Book) -> Iterator[Found]:
    """A7-9: 在职, 无职 or 离退休 is derived; who writes another one says why."""
    for member in book.members:
        if member.class_override and not member.class_reason.strip():
            name = book.name_of(member.id)
            yield Found(
                f"{name}的分类更正为“{member.class_override}”，没有写更正说明。请在名册里写明理由。",
                f"分类更正={member.class_override}",
                (name,),
            )


@rule("P05", Severity.NOTE, "由党员根据自身条件自愿选报岗位。", "post_applications")
def choice_unrecorded(book: Book) -> Iterator[Found]:
    """P05: the own choice of each member on a post is recorded with its day."""
    chosen = {a.member_id for a in book.this_year(PostApplication) if a.first_id and a.applied_on}
    placed = _distinct(on_post(book))
    missing = book.names_of(member.id for member in placed if member.id not in chosen)
    if missing:
        yield Found(
            f"有 {len(missing)} 名在岗党员没有登记本人志愿和选报日期：{'、'.join(missing)}。请在“党员选报”里补登。",
            f"{len(placed)}−{len(placed) - len(missing)}={len(missing)}",
            missing,
        )


def _distinct(found: Iterable[OnPost]) -> list[Member]:
    """Who is on two posts counts once."""
    return list({member.id: member for _, member, _ in found}.values())


@rule("P06", Severity.SHOULD, "党支部书记根据整体情况进行统筹安排。", "post_assignments")
def member_without_post(book: Book) -> Iterator[Found]:
    """P06: every member without office has a post, given on a day by somebody."""
    placed = {member.id for _, member, _ in on_post(book)}
    missing = book.names_of(m.id for m in book.members if book.class_of(m) == "无职" and m.id not in placed)
    if missing:
        total = sum(book.class_of(m) == "无职" for m in book.members)
        yield Found(
            f"有 {len(missing)} 名无职党员还没有确定岗位：{'、'.join(missing)}。请在“支部确定”里安排岗位。",
            f"{total}−{total - len(missing)}={len(missing)}",
            missing,
        )
    undated = [found for found in on_post(book) if not (found[0].decided_on and found[0].decided_by.strip())]
    if undated:
        people = book.names_of(member.id for _, member, _ in undated)
        yield Found(
            f"{len(people)} 名党员的岗位没有登记确定日期或确定人：{'、'.join(people)}。请在“支部确定”里补登。",
            "",
            people,
        )


@rule("P07", Severity.SHOULD, "在尊重党员意愿的前提下，研究确定党员上岗名单。", "post_assignments")
def post_against_choice(book: Book) -> Iterator[Found]:
    """P07: an assignment differing from the application needs a note of consent."""
    chosen = {a.member_id: {a.first_id, a.second_id} - {None} for a in book.this_year(PostApplication)}
    for assignment, member, post in on_post(book):
        wishes = chosen.get(member.id, set())
        if wishes and post.id not in wishes and not assignment.consent.strip():
            name = book.name_of(member.id)
            yield Found(
                f"{name}确定的岗位“{post.name}”与本人志愿不同，没有注明本人意见。请在“本人意见”里注明。", "", (name,)
            )


@rule("P10", Severity.NOTE, "以上岗位种类仅供参考，各党支部可根据自身实际从中选择或另设岗位。", "posts")
def post_switched_off(book: Book) -> Iterator[Found]:
    """P10: a post in use should not be switched off."""
    for _, member, post in on_post(book):
        if not post.enabled:
            name = book.name_of(member.id)
            yield Found(f"岗位“{post.name}”已停用，{name}还在岗。请另行安排，或重新启用。", "", (name,))


@rule("P11", Severity.MUST, "自行设置岗位，明确工作职责。", "posts")
def post_without_duties(book: Book) -> Iterator[Found]:
    """P11: every post in use has at least one duty."""
    empty: dict[str, list[str]] = {}
    for assignment, member, post in on_post(book):
        if not assignment.duties.strip() and not post.duties.strip():
            empty.setdefault(post.name, []).append(book.name_of(member.id))
    for name, people in empty.items():
        yield Found(f"岗位“{name}”有人在岗，却没有一条岗位职责。请在“岗位设置”里补写。", "职责条数=0", tuple(people))


@rule("P12", Severity.SHOULD, "选择以上适合自己的岗位，签订目标责任状（样例1）。", "post_assignments")
def contract_unsigned(book: Book) -> Iterator[Found]:
    """P12: a contract is signed within a set number of days after the decision."""
    limit = book.options.number("posts.unsigned_days")
    for assignment, member, _ in on_post(book):
        decided = assignment.decided_on
        if assignment.secretary_signed_on or assignment.member_signed_on or decided is None:
            continue
        waited = (book.today - decided).days
        if waited > limit:
            name = book.name_of(member.id)
            yield Found(
                f"{name}的目标责任状自 {print_day(decided)}确定岗位后 {waited} 天仍未签字。请签字后登记日期。",
                f"{waited}>{limit}",
                (name,),
            )


@rule(
    "P13", Severity.SHOULD, "通过党员活动室、党务公开栏和召开会议等各种形式，公布无职党员定岗情况。", "posts_publicity"
)
def posts_not_published(book: Book) -> Iterator[Found]:
    """P13: the assignments of the year are published."""
    if on_post(book) and not any(p.subject == "设岗定责" for p in book.this_year(Publicity)):
        yield Found(
            f"{book.year}年度的设岗定责情况还没有公示记录。请公示后登记渠道和日期。", "公示记录=0", (book.office.name,)
        )


@rule("P15", Severity.SHOULD, "各党组织要定期督导，督促党员落实岗位责任。", "post_reviews")
def inspection_left_open(book: Book) -> Iterator[Found]:
    """P15: a correction asked for at an inspection is closed."""
    present = {member.id for member in book.members}
    for review in book.of(PostReview):
        wanting = review.kind == "督查" and review.correction.strip() and not review.closed_on
        if wanting and review.member_id in present:
            name = book.name_of(review.member_id)
            yield Found(
                f"{print_day(review.held_on)}督查要求{name}整改，还没有办结。请整改后填写办结日期。", "", (name,)
            )


@rule("P17", Severity.SHOULD, "每年向党支部、党员和群众代表述职，汇报上岗履行职责情况。", "post_reviews")
def yearly_account_missing(book: Book) -> Iterator[Found]:
    """P17: each member on a post gives one account a year; asked for from December on."""
    if book.today < date(book.year, 12, 1):
        return
    given = {r.member_id for r in book.of(PostReview) if r.kind == "述职" and r.held_on.year == book.year}
    placed = _distinct(on_post(book))
    missing = book.names_of(member.id for member in placed if member.id not in given)
    if missing:
        yield Found(
            f"{book.year}年度有 {len(missing)} 名在岗党员没有述职：{'、'.join(missing)}。请安排述职并登记。",
            f"在岗 {len(placed)}，已述职 {len(placed) - len(missing)}",
            missing,
        )


@rule("P20", Severity.SHOULD, "本责任状双方签字后生效。", "post_assignments")
def contract_half_signed(book: Book) -> Iterator[Found]:
    """P20: a contract is effective only when both have signed."""
    for assignment, member, _ in on_post(book):
        signed = (assignment.secretary_signed_on, assignment.member_signed_on)
        if any(signed) and not all(signed):
            who = "党员" if assignment.member_signed_on is None else "书记"
            name = book.name_of(member.id)
            yield Found(
                f"{name}的目标责任状缺{who}签字日期，尚未生效。请补签后登记。", "生效日=两个签字日期中较晚的", (name,)
            )


@rule("P21", Severity.SHOULD, "有效期一年。", "post_assignments")
def contract_expiring(book: Book) -> Iterator[Found]:
    """P21: a contract lasts twelve months, into the next year; a reminder comes before it ends, until it is renewed."""
    ahead = timedelta(days=book.options.number("posts.valid_reminder_days"))
    latest: dict[str, int] = {}
    for assignment, member, _ in _assigned(book):
        latest[member.id] = max(assignment.year, latest.get(member.id, 0))
    for assignment, member, _ in _assigned(book):
        over = assignment.ended_on is not None and assignment.ended_on <= book.day
        if over or not book.year - 1 <= assignment.year == latest[member.id] <= book.year:
            continue
        start = effective(assignment)
        if start is None:
            continue
        last = one_year_later(start)
        if last - ahead <= book.today:
            state = "已经期满" if last < book.today else "即将期满"
            name = book.name_of(member.id)
            yield Found(
                f"{name}的目标责任状有效期到 {print_day(last)}，{state}。请准备续签。",
                f"{print_day(start)}起 12 个月",
                (name,),
            )


RULES: tuple[Rule, ...] = (
    office_holder_on_post,
    class_overridden_without_reason,
    choice_unrecorded,
    member_without_post,
    post_against_choice,
    post_switched_off,
    post_without_duties,
    contract_unsigned,
    posts_not_published,
    inspection_left_open,
    yearly_account_missing,
    contract_half_signed,
    contract_expiring,
)
