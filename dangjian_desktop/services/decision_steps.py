"""What each step on a nomination writes and what forbids it: pure, so that page, workbook and command judge alike."""

from collections.abc import Mapping
from datetime import date, timedelta

from dangjian_desktop.core.dates import print_day
from dangjian_desktop.core.errors import UserError
from dangjian_desktop.models.nomination import GROUNDS, TITLE_ENDS, Decision
from dangjian_desktop.schemes.nomination_states import AGREED, REFUSED, has_objection, is_open_objection
from dangjian_desktop.schemes.options import Options
from dangjian_desktop.schemes.pacesetters_approval_rules import CONSULTED, opinions_lacking, working_days
from dangjian_desktop.services.deciding import Fields, Refusal, checked_day, named
from dangjian_desktop.services.nomination_cases import Case

Clashes = Mapping[str, tuple[str, ...]]
Numbers = Mapping[str, str]
"""Numbers of plaques or filings by nomination."""


def consulted(case: Case, answers: Mapping[str, str]) -> Fields:
    """Return what the three offices answered, by field; 不适用 needs a reason (B14)."""
    for field, text in answers.items():
        if text.strip().strip("。") == "不适用":
            raise UserError("CONSULT-REASON", f"{CONSULTED[field]}写了“不适用”，没有写理由。请写成“不适用：理由”。")
    if case.nomination.award != "标兵":
        raise Refusal(f"{named(case)}不用征求三个部门意见，这是标兵的资格审查。请直接写党总支意见。")
    return {field: text.strip() for field, text in answers.items()}


def published(case: Case, options: Options, begins_on: date, ends_on: date) -> Fields:
    """Return the days of a publicity; too short a one is refused with the first day that would do (B15, A7-21)."""
    if ends_on < begins_on:
        raise UserError("PUBLIC-DATES", f"公示结束 {ends_on} 早于公示开始 {begins_on}。请核对起止日期。")
    nomination = case.nomination
    if nomination.studied_on and begins_on < nomination.studied_on:
        raise Refusal(f"{named(case)}：公示开始 {begins_on} 早于支部研究 {nomination.studied_on}。请核对日期。")
    if nomination.award == "标兵":
        if lacking := opinions_lacking(decision_of(case)):
            raise Refusal(f"{named(case)}还缺{'、'.join(lacking)}意见，不能公示。请先征求意见。")
        refuse_short(case, options, begins_on, ends_on)
    return {"public_from": begins_on, "public_to": ends_on}


def last_public_day(options: Options, begins_on: date) -> date:
    """Return the first day on which a publicity that begins on a day is long enough (A7-21)."""
    least = max(options.number("pacesetters.public_days"), 1)
    days = (begins_on + timedelta(days=number) for number in range(366))
    return next((day for day in days if working_days(options, begins_on, day) >= least), begins_on)


def handled(case: Case, handling: str) -> Fields:
    """Return what became of an objection."""
    if not handling.strip():
        raise UserError("OBJECTION-HANDLING", "没有写异议的处理结果。请写明怎样核查、结果如何。")
    if not has_objection(decision_of(case)):
        raise Refusal(f"{named(case)}没有登记异议，不用写处理。请先登记异议。")
    return {"objection_handled": handling.strip()}


def approved(case: Case, options: Options, clashes: Clashes, decided_on: date, signer: str, opinion: str) -> Fields:
    """Return the word of approval, unless something stands against it today (X07, B14-B16, case 22)."""
    if reasons := blocks(case, options, clashes):
        raise Refusal(reasons[0])
    nomination, decision = case.nomination, decision_of(case)
    checked_day(case, decided_on, "审批日期", after=nomination.studied_on, after_what="支部研究")
    if decision.public_to and decided_on <= decision.public_to:
        raise Refusal(
            f"{named(case)}：审批日期 {decided_on} 在公示期内（到 {decision.public_to}）。请改到公示期满以后。"
        )
    return {"decision": AGREED, **_signed(case, decided_on, signer, opinion)}


def refused(case: Case, decided_on: date, signer: str, reason: str) -> Fields:
    """Return the word of refusal, with the reason as 党总支意见 (X07)."""
    if not reason.strip():
        raise UserError("REFUSE-REASON", "没有写不批准的理由。请写在党总支意见里。")
    checked_day(case, decided_on, "审批日期", after=case.nomination.studied_on, after_what="支部研究")
    return {"decision": REFUSED, **_signed(case, decided_on, signer, reason)}


def numbered(case: Case, taken: Numbers, number: str) -> Fields:
    """Return a plaque's number; each is given once and by the approving level alone (case 21)."""
    if not number:
        raise Refusal(f"{named(case)}没有写标牌编号。请填写编号。")
    if any(other == number and row_id != case.nomination.id for row_id, other in taken.items()):
        raise Refusal(f"标牌编号“{number}”已经给了别人，{named(case)}没有编号。请换一个编号。")
    return {"plaque_number": number}


def awarded(case: Case, issued_on: date) -> Fields:
    """Return the day on which a plaque was given; it needs its number, 标兵 also the filing first (B17, B18)."""
    decision = case.facts.decision
    if decision is None or not decision.plaque_number:
        raise Refusal(f"{named(case)}还没有标牌编号，不能授牌。请先编号。")
    if case.nomination.award == "标兵" and not (case.facts.filing or decision.filed_on):
        raise Refusal(f"{named(case)}还没有报学院党委备案，不能授牌。请先备案。")
    day = checked_day(case, issued_on, "授牌日期", after=decision.decided_on, after_what="审批日期")
    return {"plaque_issued_on": day}


def filed(case: Case, taken: Numbers, number: str, filed_on: date) -> Fields:
    """Return the committee's number and day of a filing (B17)."""
    if not number:
        raise Refusal(f"{named(case)}没有写备案编号。请填写编号。")
    if any(other == number and row_id != case.nomination.id for row_id, other in taken.items()):
        raise Refusal(f"备案编号“{number}”已经用过，{named(case)}没有备案。请换一个编号。")
    return {"filing_number": number, "filed_on": _filed_on(case, filed_on)}


def filing_noted(case: Case, number: str, filed_on: date) -> Fields:
    """Return the number and day that the committee gave on paper."""
    if case.facts.filing is not None:
        raise Refusal(f"{named(case)}已由学院党委在回执里备案，不用另外登记。")
    return {"filing_number": number, "filed_on": _filed_on(case, filed_on)}


def ended(case: Case, kind: str, ground: str, ended_on: date, explanation: str) -> Fields:
    """Return the end of a title: 调整 with its explanation, 撤销 on one of exactly four grounds (X13, X14)."""
    checked_end(kind, ground, explanation)
    decided = case.facts.decision.decided_on if case.facts.decision else None
    day = checked_day(case, ended_on, "日期", after=decided, after_what="审批日期")
    end = {"kind": kind, "explanation": explanation.strip(), "ended_on": day}
    return {**end, "ground": ground} if kind == "撤销" else end


def checked_end(kind: str, ground: str, explanation: str) -> None:
    """Raise UserError for an end of a title that says too little."""
    if kind == TITLE_ENDS[0] and not explanation.strip():
        raise UserError("ADJUST-REASON", "没有写不符合哪条标准，没有调整。请写明情况。")
    if kind == "撤销" and ground not in GROUNDS:
        raise UserError("REVOKE-GROUND", f"没有选撤销情形。撤销称号只有四种情形：{'、'.join(GROUNDS)}。请从中选一种。")


def blocks(case: Case, options: Options, clashes: Clashes) -> list[str]:
    """Return every reason why a case cannot be approved today, each with what to do."""
    decision, who = decision_of(case), named(case)
    found = []
    if (rivals := clashes.get(case.nomination.id)) and not decision.clash_note.strip():
        found.append(
            f"{who}与{'、'.join(rivals)}是同一人，只能保留一项。请不批准或退回其中一项；不是同一人的，请写明。"
        )
    if case.nomination.award == "标兵":
        found += _review_blocks(who, decision)
    if is_open_objection(decision):
        found.append(f"{who}公示有异议，还没有处理结果。请核查后填写异议处理。")
    if decision.public_from and decision.public_to and case.facts.today <= decision.public_to:
        found.append(f"{who}公示到 {print_day(decision.public_to)}，还没有期满。请到期后再批准。")
    elif case.nomination.award == "标兵" and decision.public_from and decision.public_to:
        try:
            refuse_short(case, options, decision.public_from, decision.public_to)
        except Refusal as refusal:
            found.append(str(refusal))
    return found


def _review_blocks(who: str, decision: Decision) -> list[str]:
    found = []
    if lacking := opinions_lacking(decision):
        found.append(f"{who}还缺{'、'.join(lacking)}意见。请先征求意见。")
    against = [office for field, office in CONSULTED.items() if getattr(decision, field).strip().startswith(REFUSED)]
    if against:
        found.append(f"{who}：{'、'.join(against)}不同意。请核查，或不批准、退回支部。")
    if not (decision.public_from and decision.public_to):
        found.append(f"{who}还没有公示。请登记公示起止日期。")
    return found


def refuse_short(case: Case, options: Options, begins_on: date, ends_on: date) -> None:
    """Raise Refusal for a publicity of too few working days."""
    days, least = working_days(options, begins_on, ends_on), options.number("pacesetters.public_days")
    if days < least:
        enough = print_day(last_public_day(options, begins_on))
        raise Refusal(f"{named(case)}只公示 {days} 个工作日，应有 {least} 个。请公示到 {enough}或以后。")


def decision_of(case: Case) -> Decision:
    """Return the decision on a case, an empty one where there is none yet."""
    return case.facts.decision or Decision(nomination_id=case.nomination.id)


def _signed(case: Case, decided_on: date, signer: str, opinion: str) -> Fields:
    """The fields of a decision; what was written before stays where nothing new is given."""
    written = {key: text.strip() for key, text in (("signer", signer), ("opinion", opinion)) if text.strip()}
    return {"decided_on": decided_on, "answers": case.nomination.reported_in, "return_reason": "", **written}


def _filed_on(case: Case, filed_on: date) -> date:
    decided = case.facts.decision.decided_on if case.facts.decision else None
    return checked_day(case, filed_on, "备案日期", after=decided, after_what="审批日期")
