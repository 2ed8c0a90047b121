"""The computable rules of 党员承诺践诺 (C)."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from dangjian_desktop.core.dates import parse_day, parse_month, print_day
from dangjian_desktop.models.commitments import (
    APPRAISAL_METHODS,
    Appraisal,
    Commitment,
    CommitmentLetter,
    CommitmentReminder,
)
from dangjian_desktop.models.member import Member
from dangjian_desktop.models.publicity import Publicity
from dangjian_desktop.schemes.book import Book
from dangjian_desktop.schemes.scheme import Found, Rule, Severity, rule

SHORT = ("部分兑现", "未兑现")


def by_member(book: Book) -> dict[str, list[Commitment]]:
    """Return this year's commitments of each member present in the branch, in roster order, without those sent back.

    One that ended because its member left does not come back with him.
    """
    kept: dict[str, list[Commitment]] = {member.id: [] for member in book.members}
    for commitment in sorted(book.this_year(Commitment), key=lambda c: (c.position, c.id)):
        ended = commitment.ended_on is not None and commitment.ended_on <= book.day
        if commitment.member_id in kept and commitment.review != "退回" and not ended:
            kept[commitment.member_id].append(commitment)
    return kept


def of_branch(book: Book) -> list[Commitment]:
    """Return this year's commitments of the branch itself, without those sent back."""
    own = [c for c in book.this_year(Commitment) if c.member_id is None and c.review != "退回"]
    return sorted(own, key=lambda c: (c.position, c.id))


def standing(book: Book) -> list[Commitment]:
    """Return the branch's own commitments and those of its members, none of them sent back."""
    return [*of_branch(book), *(commitment for kept in by_member(book).values() for commitment in kept)]


def last_years(book: Book) -> list[Commitment]:
    """Return what the branch and its present members promised the year before, to begin with, in its order."""
    present = {member.id for member in book.members} | {None}
    found = [c for c in book.of(Commitment) if c.year == book.year - 1 and c.member_id in present]
    kept = [c for c in found if c.review != "退回" and c.ended_on is None]
    return sorted(kept, key=lambda c: (c.position, c.id))


def pledging(book: Book) -> list[Member]:
    """Return the members who have at least one commitment this year."""
    kept = by_member(book)
    return [member for member in book.members if kept[member.id]]


def due_day(commitment: Commitment) -> date | None:
    """Return the day a commitment is due, where 计划完成时限 is a day, a month or 年底前; other words have none."""
    text = commitment.due.strip()
    for ending in ("以前", "之前", "前"):
        text = text.removesuffix(ending)
    if text in ("年底", "全年"):
        return date(commitment.year, 12, 31)
    try:
        return parse_day(text, date(commitment.year, 1, 1))
    except ValueError:
        return _month_end(text.removesuffix("底"), commitment.year)


def _month_end(text: str, year: int) -> date | None:
    whole = f"{year}年{text}" if text.endswith("月") and not text[:4].isdecimal() else text
    try:
        month = date.fromisoformat(f"{parse_month(whole)}-01")
    except ValueError:
        return None
    return month.replace(day=monthrange(month.year, month.month)[1])


def last_day(book: Book, member: Member | None) -> date:
    """Return until when commitments are proposed; who joined the Party during the year has some days more (A7-14)."""
    last = book.options.day("commitments.proposed_by", book.year)
    joined = (member.joined or "") if member else ""
    if not joined.startswith(str(book.year)):
        return last
    since = _month_end(joined, book.year)
    more = timedelta(days=book.options.number("commitments.joiner_days"))
    return max(last, since + more) if since else last


@rule("C01", Severity.SHOULD, "一般在每年年初提出。", "commitments")
def proposed_late(book: Book) -> Iterator[Found]:
    """C01: commitments are proposed at the year's beginning."""
    kept = by_member(book)
    pledgers: list[tuple[Member | None, list[Commitment]]] = [(None, of_branch(book))]
    for member, commitments in [*pledgers, *((member, kept[member.id]) for member in book.members)]:
        last = last_day(book, member)
        late = [c.proposed_on for c in commitments if c.proposed_on and c.proposed_on > last]
        if late:
            name = book.name_of(member.id if member else None)
            yield Found(
                f"{name}有 {len(late)} 项承诺到 {print_day(max(late))}才提出，晚于 {print_day(last)}。请注明原因。",
                f"{max(late).isoformat()}>{last.isoformat()}",
                (name,),
            )


@rule("C03", Severity.SHOULD, "提出承诺事项，明确责任人。", "commitments")
def branch_without_responsible(book: Book) -> Iterator[Found]:
    """C03: every commitment of the branch has a responsible person."""
    for commitment in of_branch(book):
        if not commitment.responsible.strip():
            yield Found(f"党支部承诺“{commitment.text[:24]}”没有写责任人。请填写责任人。", "", (book.office.name,))


@rule("C04", Severity.SHOULD, "承诺事项一般为5-8项。", "commitments")
def branch_count(book: Book) -> Iterator[Found]:
    """C04: the branch makes five to eight commitments."""
    least, most = book.options.number("commitments.branch_least"), book.options.number("commitments.branch_most")
    count = len(of_branch(book))
    asked = count or (book.members and book.today > last_day(book, None))
    if asked and not least <= count <= most:
        yield Found(
            f"党支部承诺有 {count} 项，一般为 {least}-{most} 项。请增减，或说明理由。",
            f"{least}≤{count}≤{most} 不成立",
            (book.office.name,),
        )


@rule("C07", Severity.SHOULD, "无职党员推行设岗定责，依岗承诺。", "post_assignments")
def pledge_without_post(book: Book) -> Iterator[Found]:
    """C07: a member without office commits himself by his post."""
    for member in pledging(book):
        if book.class_of(member) == "无职" and not book.post_of(member):
            name = book.name_of(member.id)
            yield Found(f"{name}是无职党员，还没有岗位，不能依岗承诺。请先在“设岗定责”里确定岗位。", "", (name,))


@rule("C08", Severity.SHOULD, "在职党员和无职党员承诺事项一般为3-5项。", "commitments")
def member_count(book: Book) -> Iterator[Found]:
    """C08: a member makes three to five commitments; 离退休 as they wish (C09); none is told once the time is over."""
    least, most = book.options.number("commitments.member_least"), book.options.number("commitments.member_most")
    kept = by_member(book)
    for member in book.members:
        count = len(kept[member.id])
        asked = book.class_of(member) != "离退休" and (count or book.today > last_day(book, member))
        if asked and not least <= count <= most:
            name = book.name_of(member.id)
            yield Found(
                f"{name}的承诺有 {count} 项，一般为 {least}-{most} 项。请增减，或说明理由。",
                f"{least}≤{count}≤{most} 不成立",
                (name,),
            )


@rule("C10", Severity.SHOULD, "党支部要对党员承诺进行审核，建立承诺台账（样例5）。", "commitments")
def not_reviewed(book: Book) -> Iterator[Found]:
    """C10: the branch reviews a commitment before it enters the ledger."""
    waiting = [c for c in standing(book) if c.member_id and c.review == "待审核"]
    people = book.names_of(c.member_id for c in waiting)
    if waiting:
        yield Found(
            f"有 {len(waiting)} 项承诺还没有审核：{'、'.join(people)}。请在“审核”里通过或退回。",
            f"待审核={len(waiting)}",
            people,
        )


@rule(
    "C12",
    Severity.SHOULD,
    "党支部要通过党员大会、党务政务公开栏、电子显示屏、校内网等形式公布承诺事项。",
    "commitments_publicity",
)
def commitments_not_published(book: Book) -> Iterator[Found]:
    """C12: commitments are published."""
    if standing(book) and not any(p.subject == "承诺践诺" for p in book.this_year(Publicity)):
        yield Found(f"{book.year}年度的承诺事项还没有公布记录。请公布后登记。", "公示记录=0", (book.office.name,))


@rule("C13", Severity.SHOULD, "党员要签订承诺践诺书（样例6），亮出身份，作出承诺。", "commitment_letters")
def letter_unsigned(book: Book) -> Iterator[Found]:
    """C13: each pledging member signs his letter."""
    signed = {letter.member_id for letter in book.this_year(CommitmentLetter) if letter.signed_on}
    missing = book.names_of(m.id for m in pledging(book) if m.id not in signed)
    if missing:
        yield Found(
            f"有 {len(missing)} 名党员没有签订承诺践诺书：{'、'.join(missing)}。请签名后登记日期。",
            f"{len(pledging(book))}−{len(pledging(book)) - len(missing)}={len(missing)}",
            missing,
        )


@rule("C15", Severity.SHOULD, "践诺措施要具体有力，切实兑现承诺内容（样例7）。", "commitments")
def fulfilled_without_result(book: Book) -> Iterator[Found]:
    """C15: a commitment said to be fulfilled says how."""
    for commitment in standing(book):
        if commitment.outcome == "已兑现" and not commitment.result.strip():
            name = book.name_of(commitment.member_id)
            yield Found(f"{name}的承诺“{commitment.text[:24]}”已兑现，却没有写践诺情况。请补写。", "", (name,))


@rule("A7-17", Severity.SHOULD, "切实兑现承诺内容（样例7）。", "commitments")
def shortfall_unexplained(book: Book) -> Iterator[Found]:
    """A7-17: 践诺个数 counts 已兑现 alone; what was kept in part or not at all says why in 备注."""
    for commitment in standing(book):
        if commitment.outcome in SHORT and not commitment.note.strip():
            name = book.name_of(commitment.member_id)
            yield Found(
                f"{name}的承诺“{commitment.text[:24]}”{commitment.outcome}，备注里没有说明。请写明原因。", "", (name,)
            )


@rule("C16", Severity.SHOULD, "对没有按时完成承诺事项的党员要及时提醒和帮助。", "commitments")
def overdue(book: Book) -> Iterator[Found]:
    """C16: overdue commitments are listed by 计划完成时限; who fell short was reminded or helped."""
    for commitment in standing(book):
        day = due_day(commitment)
        if day and day < book.today and not commitment.outcome:
            name = book.name_of(commitment.member_id)
            yield Found(
                f"{name}的承诺“{commitment.text[:24]}”应在 {print_day(day)}前完成，没有填写兑现。请提醒并登记。",
                f"超期 {(book.today - day).days} 天",
                (name,),
            )
    reminded = {r.member_id for r in book.of(CommitmentReminder) if r.reminded_on.year == book.year}
    short = [c.member_id for c in standing(book) if c.outcome in SHORT and c.member_id and c.member_id not in reminded]
    if short:
        people = book.names_of(short)
        yield Found(
            f"{'、'.join(people)}有承诺没有按时兑现，没有提醒和帮助的记录。请在“提醒帮助”里登记。",
            f"提醒记录=0，未全部兑现={len(short)}",
            people,
            "commitment_reminders",
        )


@rule("C17", Severity.SHOULD, "采取个人自评、党员互评、群众评议、领导点评等方式对党员承诺践诺进行评议。", "appraisals")
def appraisal_incomplete(book: Book) -> Iterator[Found]:
    """C17: four opinions on each pledger; asked for from December on."""
    if (book.today.year, book.today.month) < (book.year, 12):
        return
    given: dict[str | None, set[str]] = {}
    for appraisal in book.this_year(Appraisal):
        given.setdefault(appraisal.member_id, set()).add(appraisal.method)
    for member in pledging(book):
        missing = [method for method in APPRAISAL_METHODS if method not in given.get(member.id, set())]
        if missing:
            name = book.name_of(member.id)
            yield Found(f"{name}的承诺评议缺少{'、'.join(missing)}。请评议后登记。", f"{4 - len(missing)}/4", (name,))


@rule("C18", Severity.NOTE, "要结合党员组织生活和民主评议。", "appraisals")
def appraisal_without_meeting(book: Book) -> Iterator[Found]:
    """C18: an appraisal is tied to a meeting."""
    loose = [a for a in book.this_year(Appraisal) if not a.meeting]
    people = book.names_of(a.member_id for a in loose)
    if people:
        yield Found(
            f"{'、'.join(people)}的评议没有写明结合哪个会议。请选择组织生活会或民主评议。", f"{len(loose)} 条", people
        )


RULES: tuple[Rule, ...] = (
    proposed_late,
    branch_without_responsible,
    branch_count,
    pledge_without_post,
    member_count,
    not_reviewed,
    commitments_not_published,
    letter_unsigned,
    fulfilled_without_result,
    shortfall_unexplained,
    overdue,
    appraisal_incomplete,
    appraisal_without_meeting,
)
