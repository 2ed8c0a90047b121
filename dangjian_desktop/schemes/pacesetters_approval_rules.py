"""The computable rules of 标兵评选 from the approval on (B14-B19); all quarters of the book's year are looked at."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from dangjian_desktop.core.dates import QUARTER_NAMES, print_day, quarter_of
from dangjian_desktop.models.nomination import Decision, Nomination
from dangjian_desktop.models.publicity import Publicity
from dangjian_desktop.schemes.book import Book
from dangjian_desktop.schemes.nomination_states import is_open_objection
from dangjian_desktop.schemes.options import Options
from dangjian_desktop.schemes.pacesetters_rules import nominated, period
from dangjian_desktop.schemes.scheme import Found, Rule, Severity, rule


def decided(book: Book) -> Iterator[tuple[Nomination, Decision, str]]:
    """Yield each approved nomination with its decision and the member's name."""
    decisions = {d.nomination_id: d for d in book.of(Decision) if d.decision == "同意"}
    for nomination in nominated(book):
        if nomination.id in decisions:
            yield nomination, decisions[nomination.id], book.name_of(nomination.member_id)


CONSULTED = {"organisation_opinion": "组织部（人事处）", "discipline_opinion": "纪检监察室", "police_opinion": "派出所"}
"""Whose opinions a qualification review asks for, by the field that holds each (B14)."""


def opinions_lacking(decision: Decision) -> list[str]:
    """Return who has not been heard yet; 不适用 counts with a reason only."""
    return [
        office for field, office in CONSULTED.items() if getattr(decision, field).strip().strip("。") in ("", "不适用")
    ]


@rule("B14", Severity.MUST, "征求组织部（人事处）、纪检监察室及学院所在派出所意见。", "decisions")
def opinions_missing(book: Book) -> Iterator[Found]:
    """B14: approval needs all three opinions, or 不适用 with a reason."""
    for nomination, decision, name in decided(book):
        missing = opinions_lacking(decision)
        if missing:
            yield Found(
                f"{name}的{period(nomination.quarter, nomination.kind)}已同意，缺{'、'.join(missing)}意见。请由党总支补齐。",
                f"{3 - len(missing)}/3",
                (name,),
            )


@rule("B15", Severity.SHOULD, "在党务公示栏内进行公示，接受党员群众监督。", "decisions")
def not_published(book: Book) -> Iterator[Found]:
    """B15: an approved case was published from a day to a day."""
    for nomination, decision, name in decided(book):
        if decision.public_from is None or decision.public_to is None:
            yield Found(
                f"{name}的{period(nomination.quarter, nomination.kind)}已同意，没有公示起止日期。请由党总支补登。",
                "",
                (name,),
            )


def working_days(options: Options, begins: date, ends: date) -> int:
    """Return how many working days lie between two days, both counted; the calendar's exceptions are settings."""
    off, worked = options.days("calendar.days_off"), options.days("calendar.days_worked")
    span = [begins + timedelta(days=number) for number in range(min((ends - begins).days + 1, 366))]
    return sum((day.weekday() < 5 and day not in off) or day in worked for day in span)


@rule("A7-21", Severity.SHOULD, "在党务公示栏内进行公示，接受党员群众监督。", "decisions")
def published_too_shortly(book: Book) -> Iterator[Found]:
    """A7-21: the publicity lasts a set number of working days."""
    least = book.options.number("pacesetters.public_days")
    for nomination, decision, name in decided(book):
        if decision.public_from and decision.public_to:
            days = working_days(book.options, decision.public_from, decision.public_to)
            if days < least:
                yield Found(
                    f"{name}的{period(nomination.quarter, nomination.kind)}从 {print_day(decision.public_from)}公示到 "
                    f"{print_day(decision.public_to)}，只有 {days} 个工作日，应有 {least} 个。请由党总支核对。",
                    f"{days}<{least}",
                    (name,),
                )


@rule("B16", Severity.MUST, "经公示无异议，确定为最终人选。", "decisions")
def objection_open(book: Book) -> Iterator[Found]:
    """B16: an objection holds the case until it is handled."""
    for nomination, decision, name in decided(book):
        if is_open_objection(decision):
            yield Found(
                f"{name}的{period(nomination.quarter, nomination.kind)}公示有异议，还没有处理结果。请核查后再确定。",
                "异议=1，已处理=0",
                (name,),
            )
    for notice in book.this_year(Publicity):
        if notice.subject == "标兵评选" and _objected(notice.objection) and not notice.objection_handled.strip():
            yield Found(
                f"{print_day(notice.begins_on)}开始的标兵评选公示有异议，还没有处理结果。请核查后填写异议处理。",
                "异议=1，已处理=0",
                (book.office.name,),
                "pacesetters_publicity",
            )


def _objected(text: str) -> bool:
    return text.strip().strip("。") not in ("", "无", "无异议")


def _after_approval(
    rule_id: str, severity: Severity, source: str, lacks: Callable[[Decision], bool], what: str, ledger: str
) -> Rule:
    def check(book: Book) -> Iterator[Found]:
        for nomination, decision, name in decided(book):
            if lacks(decision):
                yield Found(f"{name}的{period(nomination.quarter, nomination.kind)}已批准，{what}", "", (name,))

    return Rule(rule_id, severity, source, check, ledger)


@rule("B19", Severity.NOTE, "通过学院官网、公众号、荣誉栏等做好宣传工作。", "winners_publicity")
def winners_not_published(book: Book) -> Iterator[Found]:
    """B19: the winners of a quarter are made known."""
    told = {p.quarter or quarter_of(p.begins_on) for p in book.this_year(Publicity) if p.subject == "标兵宣传"}
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
    opinions_missing,
    not_published,
    published_too_shortly,
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
