"""The computable rules of 党员责任区 (Z)."""

from collections.abc import Callable, Iterator

from dangjian_desktop.core.dates import QUARTER_NAMES, print_day, quarter_end, quarter_of
from dangjian_desktop.models.areas import (
    Area,
    AreaActivity,
    AreaAssessment,
    AreaAssignment,
    AreaExemption,
    AreaPlan,
    AreaProblem,
    QuarterReport,
)
from dangjian_desktop.models.publicity import Publicity
from dangjian_desktop.schemes.book import Book
from dangjian_desktop.schemes.scheme import Found, Rule, Severity, rule

CONSENT = "区域的划分、确定，一般应征得党员本人同意，还应主动征求支委意见和责任对象的意见。"
"""With 一般 where the source document has a hyphen (A7-4)."""


def ancestors(book: Book, area_id: str) -> list[str]:
    """Return the ids of an area's superior areas, nearest first."""
    found: list[str] = []
    area = book.by_id.get(area_id)
    while isinstance(area, Area) and area.parent_id and area.parent_id not in found:
        found.append(area.parent_id)
        area = book.by_id.get(area.parent_id)
    return found


def area_path(book: Book, area_id: str) -> str:
    """Return an area's path from the top: 教学楼/三楼."""
    areas = [book.by_id.get(each) for each in [area_id, *ancestors(book, area_id)]]
    return "/".join(area.name for area in reversed(areas) if isinstance(area, Area))


def serving(book: Book) -> list[AreaAssignment]:
    """Return this year's assignments, none of them ended, of members who are still in the branch."""
    present = {member.id for member in book.members}
    return [
        a
        for a in book.this_year(AreaAssignment)
        if a.member_id in present and (a.ended_on is None or a.ended_on > book.day)
    ]


@rule("Z01", Severity.SHOULD, "划分党员责任区范围，明确党员责任区任务。", "area_assignments")
def task_missing(book: Book) -> Iterator[Found]:
    """Z01: each member's area has a task, written for him or for the area."""
    missing = []
    for assignment in serving(book):
        area = book.by_id.get(assignment.area_id)
        if not assignment.duties.strip() and not (isinstance(area, Area) and area.duties.strip()):
            missing.append(assignment.member_id)
    if missing:
        people = book.names_of(missing)
        yield Found(
            f"{len(people)} 名党员的责任区没有写职责：{'、'.join(people)}。请在“责任区”或“责任区域”里补写。",
            f"应有 {len(serving(book))}，缺 {len(missing)}",
            people,
        )


def _opinion(rule_id: str, title: str, opinion_of: Callable[[AreaAssignment], str]) -> Rule:
    def check(book: Book) -> Iterator[Found]:
        missing = [a.member_id for a in serving(book) if not opinion_of(a).strip()]
        if missing:
            people = book.names_of(missing)
            yield Found(
                f"{len(people)} 名党员的责任区没有记录“{title}”：{'、'.join(people)}。请征求后补记。",
                f"应有 {len(serving(book))}，缺 {len(missing)}",
                people,
            )

    return Rule(rule_id, Severity.SHOULD, CONSENT, check, "area_assignments")


@rule("Z05", Severity.SHOULD, "每个党员的责任区域范围要公布，便于群众了解、联系和监督。", "areas_publicity")
def areas_not_published(book: Book) -> Iterator[Found]:
    """Z05: each member's area is published."""
    if serving(book) and not any(p.subject == "责任区" for p in book.this_year(Publicity)):
        yield Found(f"{book.year}年度的责任区安排还没有公布记录。请公布后登记。", "公示记录=0", (book.office.name,))


@rule("Z06", Severity.SHOULD, "责任区的覆盖面要达到100%，构成纵向到底、横向到边的责任区域网络。", "area_assignments")
def coverage_gaps(book: Book) -> Iterator[Found]:
    """Z06: members with an area, and declared areas with a member; each gap by name."""
    placed = {a.member_id for a in serving(book)}
    exempt = {e.member_id for e in book.this_year(AreaExemption)} & {m.id for m in book.members}
    missing = book.names_of(m.id for m in book.members if m.id not in placed | exempt)
    total = len(book.members)
    wanted = book.options.number("areas.coverage_percent")
    covered = total - len(missing)
    if missing and covered * 100 < wanted * total:
        note = f"（含豁免{len(exempt - placed)}人）" if exempt - placed else ""
        yield Found(
            f"责任区覆盖 {covered}/{total} 人{note}，还有 {len(missing)} 人没有责任区：{'、'.join(missing)}。请划分，或写明豁免理由。",
            f"{covered}÷{total}={covered * 100 // total}%，要求 {wanted}%",
            missing,
        )
    yield from _areas_without_member(book)


def _areas_without_member(book: Book) -> Iterator[Found]:
    served = {a.area_id for a in serving(book)}
    parents = {area.parent_id for area in book.of(Area)}
    for area in book.of(Area):
        if area.id not in parents and not ({area.id, *ancestors(book, area.id)} & served):
            path = area_path(book, area.id)
            yield Found(f"责任区域“{path}”没有责任党员。请安排党员，或从区域表里去掉。", "责任党员=0", (path,))


@rule("Z07", Severity.NOTE, "纵向到底、横向到边的责任区域网络。", "area_assignments")
def areas_overlap(book: Book) -> Iterator[Found]:
    """Z07: a member should not hold both an area and one above it."""
    held: dict[str, set[str]] = {}
    for assignment in serving(book):
        held.setdefault(assignment.member_id, set()).add(assignment.area_id)
    for member_id, areas in held.items():
        for area_id in sorted(areas):
            upper = areas & set(ancestors(book, area_id))
            if upper:
                name = book.name_of(member_id)
                yield Found(
                    f"{name}的责任区“{area_path(book, area_id)}”已包含在“{area_path(book, min(upper))}”里。请只保留一个。",
                    "",
                    (name,),
                )


@rule("Z11", Severity.SHOULD, "制定与自身业务工作相适应的活动方案和责任区安排表（样例3）。", "area_plans")
def plan_missing(book: Book) -> Iterator[Found]:
    """Z11: one activity plan a year."""
    if serving(book) and not book.this_year(AreaPlan):
        yield Found(f"{book.year}年度没有责任区活动方案。请登记方案名称和内容。", "方案=0", (book.office.name,))


@rule("Z14", Severity.SHOULD, "在每季度的党员大会上向党支部汇报自己在责任区工作的情况。", "quarter_reports")
def quarter_reports_missing(book: Book) -> Iterator[Found]:
    """Z14: each member with an area reports every quarter; a late meeting is told too."""
    reports = book.this_year(QuarterReport)
    holders = dict.fromkeys(a.member_id for a in serving(book))
    for quarter in range(1, _quarters_due(book) + 1):
        given = {r.member_id for r in reports if r.quarter == quarter}
        missing = book.names_of(member_id for member_id in holders if member_id not in given)
        if missing:
            yield Found(
                f"{QUARTER_NAMES[quarter]}有 {len(missing)} 名党员没有汇报责任区工作：{'、'.join(missing)}。请在党员大会汇报后登记。",
                f"{len(holders)}−{len(holders) - len(missing)}={len(missing)}",
                missing,
            )
    for report in reports:
        if report.meeting_on and report.meeting_on > quarter_end(report.year, report.quarter):
            name = book.name_of(report.member_id)
            yield Found(
                f"{name}的{QUARTER_NAMES[report.quarter]}汇报在 {print_day(report.meeting_on)}，晚于季度末。请说明原因。",
                "",
                (name,),
            )


def _quarters_due(book: Book) -> int:
    """A quarter is asked for from its last month on."""
    if book.today.year != book.year:
        return 4 if book.today.year > book.year else 0
    quarter = quarter_of(book.today)
    return quarter if book.today.month % 3 == 0 else quarter - 1


@rule("Z15", Severity.SHOULD, "了解群众的思想动态，采取有力措施，及时解决问题。", "area_problems")
def problem_overdue(book: Book) -> Iterator[Found]:
    """Z15: a problem heard is solved by its due day."""
    for problem in book.of(AreaProblem):
        if problem.due_on and not problem.solved_on and problem.due_on < book.today:
            name = book.name_of(problem.member_id)
            yield Found(
                f"{name}责任区的问题“{problem.problem[:20]}”应在 {print_day(problem.due_on)}前解决。请解决后填写日期。",
                f"超期 {(book.today - problem.due_on).days} 天",
                (name,),
            )


@rule("Z16", Severity.SHOULD, "建立党员责任区活动台账（样例4），并认真做好记录。", "area_activities")
def ledger_empty(book: Book) -> Iterator[Found]:
    """Z16: every member and area has a ledger with something in it."""
    kept = {(a.member_id, a.area_id) for a in book.of(AreaActivity) if a.held_on.year == book.year}
    missing = book.names_of(a.member_id for a in serving(book) if (a.member_id, a.area_id) not in kept)
    if missing:
        yield Found(
            f"有 {len(missing)} 名党员的责任区活动台账本年还没有记录：{'、'.join(missing)}。请补记活动。",
            "记录=0",
            missing,
        )


@rule("Z17", Severity.NOTE, "定期考核总结。党支部要及时跟踪了解责任区党员的工作情况。", "area_assessments")
def assessment_missing(book: Book) -> Iterator[Found]:
    """Z17: each member's work in his area is assessed; asked for from December on."""
    if (book.today.year, book.today.month) < (book.year, 12):
        return
    done = {a.member_id for a in book.of(AreaAssessment) if a.held_on.year == book.year}
    missing = book.names_of(a.member_id for a in serving(book) if a.member_id not in done)
    if missing:
        yield Found(
            f"有 {len(missing)} 名党员的责任区工作本年没有考核：{'、'.join(missing)}。请考核后登记。", "", missing
        )


RULES: tuple[Rule, ...] = (
    task_missing,
    _opinion("Z02", "本人同意", lambda a: a.consent),
    _opinion("Z03", "支委意见", lambda a: a.committee_opinion),
    _opinion("Z04", "责任对象意见", lambda a: a.served_opinion),
    areas_not_published,
    coverage_gaps,
    areas_overlap,
    plan_missing,
    quarter_reports_missing,
    problem_overdue,
    ledger_empty,
    assessment_missing,
)
