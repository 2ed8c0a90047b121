"""How every verb on nominations runs: one transaction, each nomination judged by itself, the others told why not."""

import uuid
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dangjian_desktop.core.dates import QUARTER_NAMES
from dangjian_desktop.core.errors import UserError
from dangjian_desktop.models.base import Record
from dangjian_desktop.models.nomination import Decision
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.schemes.nomination_states import SENT_BACK, WORDS, Actor, State, is_returned
from dangjian_desktop.services.nomination_cases import Case, read_cases
from dangjian_desktop.services.work import Changes, Office, Work

TOLD_AT_MOST = 5
NOT_YET_HERE = frozenset({State.DRAFT, State.STUDIED, State.REPORTED})


@dataclass(frozen=True)
class Outcome:
    """What a verb did: the nominations it was done to, and for each of the others one sentence that says why not."""

    changes: Changes
    done: tuple[str, ...]
    refused: Mapping[str, str]


class Refusal(Exception):
    """One nomination cannot be treated so; the sentence says what, where and what next."""


Fields = Mapping[str, Any]
Judge = Callable[[Case], Fields]
"""Returns the fields to write for a case, or raises Refusal."""


def decide(office: Office, verb: str, nominations: Collection[str], judge: Judge, *, title: str = "") -> Outcome:
    """Write fields of this office's decisions; UserError when no nomination could be treated, with the reasons."""

    def write(work: Work, found: Sequence[tuple[Case, Fields]]) -> None:
        write_decisions(work, [(case, {**after_return(case), **fields}) for case, fields in found])

    return run(office, verb, nominations, judge, write, title=title)


def run(
    office: Office,
    verb: str,
    nominations: Collection[str],
    judge: Judge,
    write: Callable[[Work, Sequence[tuple[Case, Fields]]], None],
    *,
    title: str = "",
) -> Outcome:
    """Judge every nomination and write those that pass in one transaction named ``title`` or by the verb's own word."""
    if not nominations:
        raise UserError("DECIDE-NONE", "没有选推荐人选。请先在左边的名单里选一个。")
    with office.work(title or f"{WORDS[verb]} {len(nominations)} 人") as work:
        cases = {case.nomination.id: case for case in read_cases(work.connection, office, ids=nominations)}
        found: list[tuple[Case, Fields]] = []
        refused: dict[str, str] = {}
        for row_id in dict.fromkeys(nominations):
            try:
                case = ours(cases.get(row_id), verb)
                found.append((case, judged(case, verb, judge)))
            except Refusal as refusal:
                refused[row_id] = str(refusal)
        if not found:
            raise UserError("DECIDE-REFUSED", "".join(list(dict.fromkeys(refused.values()))[:TOLD_AT_MOST]))
        write(work, found)
    return Outcome(work.changes, tuple(case.nomination.id for case, _ in found), refused)


def judged(case: Case, verb: str, judge: Judge) -> Fields:
    """Return what a step writes on a case; raise Refusal, or UserError, where it may not be taken now."""
    fields = judge(case)  # before the state is asked: it knows what is lacking, which tells more
    if not case.may(verb):
        raise Refusal(_not_now(case, verb))
    return fields


def write_decisions(work: Work, found: Sequence[tuple[Case, Fields]]) -> None:
    """Write fields of this office's own decision on each nomination, making those that are not there yet."""
    own = work.office.office_id
    known: dict[str, Fields] = {}
    new: list[tuple[Case, Fields]] = []
    for case, fields in found:
        decision = case.facts.decision
        if decision is not None and decision.owner_id == own:
            known[decision.id] = fields
        else:
            new.append((case, fields))
    work.update(Decision, known)
    put_derived(work, Decision, "decision", new)


def put_derived(work: Work, kind: type[Record], what: str, found: Sequence[tuple[Case, Fields]]) -> None:
    """Write one row a nomination under an id that follows from both, new or taken back earlier."""
    rows = {
        derived_id(work, what, case.nomination.id): {"nomination_id": case.nomination.id, **fields}
        for case, fields in found
    }
    known = work.rows_by_id(table_of(kind), list(rows))
    work.update(kind, {row_id: {**rows[row_id], "deleted": False} for row_id in known})
    work.insert(kind, [{"id": row_id, **fields} for row_id, fields in rows.items() if row_id not in known])


def derived_id(work: Work, what: str, row_id: str) -> str:
    """Return an id that two PCs of one office give alike, so that what both write is one record."""
    return str(uuid.uuid5(uuid.UUID(work.office.office_id), f"{what}/{row_id}"))


def named(case: Case) -> str:
    """Return 机电党支部张三的先锋岗推荐."""
    nomination = case.nomination
    quarter = QUARTER_NAMES[nomination.quarter or 0]
    return f"{case.unit}{case.person}的{quarter}{nomination.kind or nomination.award}推荐"


def checked_day(case: Case, day: date, what: str, *, after: date | None = None, after_what: str = "") -> date:
    """Return a day that is not to come and not before another one; raise Refusal otherwise."""
    if day > case.facts.today:
        raise Refusal(f"{named(case)}：{what}写的是 {day}，还没有到。请改成实际日期。")
    if after is not None and day < after:
        raise Refusal(f"{named(case)}：{what} {day} 早于{after_what} {after}。请核对日期。")
    return day


def returned_fields(case: Case, reason: str, day: date) -> Fields:
    """Return the fields of a return; a plaque's number that was not used yet is free again."""
    if not reason.strip():
        raise UserError("RETURN-REASON", "没有写退回的理由。请写明要支部修改什么。")
    decided = {"decision": SENT_BACK, "return_reason": reason.strip(), "decided_on": checked_day(case, day, "退回日期")}
    return {**decided, "answers": case.nomination.reported_in, "plaque_number": ""}


def after_return(case: Case) -> Fields:
    """Return what is examined anew after a return: it was published as it stood before, so that has to be done again."""
    decision = case.facts.decision
    if decision is None or decision.decision != SENT_BACK or is_returned(case.nomination, decision):
        return {}
    anew: dict[str, Any] = {"decision": "", "decided_on": None, "public_from": None, "public_to": None}
    return {**anew, "objection": "", "objection_handled": "", "answers": ""}


def ours(case: Case | None, verb: str) -> Case:
    """Return a case on which this office may act at all; raise Refusal otherwise."""
    if case is None:
        raise Refusal("这条推荐已经不在了。请刷新后再试。")
    if not case.actors or case.actors == {Actor.BRANCH}:
        raise Refusal(_not_ours(case))
    if case.state in NOT_YET_HERE:
        raise Refusal(f"{named(case)}还是“{case.state}”，没有呈报上来，不能{WORDS[verb]}。请等支部上报。")
    return case


def _not_ours(case: Case) -> str:
    if case.actors:
        return f"{named(case)}是本单位自己的，不能由本单位审批。请上报，由上级党组织审批。"
    return f"{named(case)}不由本单位审批。请由它的上级党组织审批。"


def _not_now(case: Case, verb: str) -> str:
    if verb in ("file", "unfile") and Actor.FILER not in case.actors:
        return f"{named(case)}由学院党委备案，本单位不能代为备案。请登记党委给的备案编号。"
    return f"{named(case)}现在是“{case.state}”，不能{WORDS[verb]}。请核对后再办。"
