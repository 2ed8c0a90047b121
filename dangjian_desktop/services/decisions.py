"""What the approving level writes on forms 8 and 9: opinion, consultations, publicity, and its word (X07, B14-B16)."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from dangjian_desktop.core.dates import print_day
from dangjian_desktop.core.errors import UserError
from dangjian_desktop.models.nomination import Decision
from dangjian_desktop.schemes.nomination_states import (
    AGREED,
    REFUSED,
    State,
    has_objection,
    is_open_objection,
)
from dangjian_desktop.schemes.options import Options
from dangjian_desktop.schemes.pacesetters_approval_rules import CONSULTED, opinions_lacking, working_days
from dangjian_desktop.services.clashes import clashes_of, read_standings
from dangjian_desktop.services.deciding import Fields, Outcome, Refusal, checked_day, decide, named, returned_fields
from dangjian_desktop.services.nomination_cases import Case
from dangjian_desktop.services.reading import read_options
from dangjian_desktop.services.work import Office

Clashes = Mapping[str, tuple[str, ...]]
TYPES = "pacesetters.types_per_quarter"


def write_opinion(
    office: Office, *, nominations: Collection[str], opinion: str | None = None, signer: str | None = None
) -> Outcome:
    """Write 党总支意见 and who signs it without deciding yet; None leaves it as it is."""
    fields = {key: text.strip() for key, text in (("opinion", opinion), ("signer", signer)) if text is not None}
    return decide(office, "opinion", nominations, lambda _case: fields)


def consult(
    office: Office,
    *,
    nominations: Collection[str],
    organisation: str | None = None,
    discipline: str | None = None,
    police: str | None = None,
) -> Outcome:
    """Write what 组织部（人事处）, 纪检监察室 and 派出所 answered; None leaves an answer as it is (B14)."""
    answers = zip(CONSULTED, (organisation, discipline, police), strict=True)
    fields = {field: text.strip() for field, text in answers if text is not None}
    for field, text in fields.items():
        if text.strip("。") == "不适用":
            raise UserError("CONSULT-REASON", f"{CONSULTED[field]}写了“不适用”，没有写理由。请写成“不适用：理由”。")

    def judge(case: Case) -> Fields:
        if case.nomination.award != "标兵":
            raise Refusal(f"{named(case)}不用征求三个部门意见，这是标兵的资格审查。请直接写党总支意见。")
        return fields

    return decide(office, "consult", nominations, judge)


def publish(office: Office, *, nominations: Collection[str], begins_on: date, ends_on: date) -> Outcome:
    """Write the days of the publicity; too short a one is refused with the first day that would do (B15, A7-21)."""
    if ends_on < begins_on:
        raise UserError("PUBLIC-DATES", f"公示结束 {ends_on} 早于公示开始 {begins_on}。请核对起止日期。")
    options = read_options(office)

    def judge(case: Case) -> Fields:
        decision, nomination = _decision(case), case.nomination
        if nomination.studied_on and begins_on < nomination.studied_on:
            raise Refusal(f"{named(case)}：公示开始 {begins_on} 早于支部研究 {nomination.studied_on}。请核对日期。")
        if nomination.award == "标兵":
            if lacking := opinions_lacking(decision):
                raise Refusal(f"{named(case)}还缺{'、'.join(lacking)}意见，不能公示。请先征求意见。")
            _refuse_short(case, options, begins_on, ends_on)
        return {"public_from": begins_on, "public_to": ends_on}

    return decide(office, "publish", nominations, judge)


def publish_long_enough(office: Office, *, nominations: Collection[str], begins_on: date) -> Outcome:
    """Write a publicity that begins on a day and lasts just as long as it has to (A7-21)."""
    ends_on = last_public_day(read_options(office), begins_on)
    return publish(office, nominations=nominations, begins_on=begins_on, ends_on=ends_on)


def last_public_day(options: Options, begins_on: date) -> date:
    """Return the first day on which a publicity that begins on a day is long enough (A7-21)."""
    least = max(options.number("pacesetters.public_days"), 1)
    days = (begins_on + timedelta(days=number) for number in range(366))
    return next((day for day in days if working_days(options, begins_on, day) >= least), begins_on)


def object_to(office: Office, *, nomination: str, objection: str) -> Outcome:
    """Write an objection heard during the publicity; it holds the case until it is handled (B16)."""
    return decide(office, "object", [nomination], lambda _case: {"objection": objection.strip()})


def handle_objection(office: Office, *, nomination: str, handling: str) -> Outcome:
    """Write what became of an objection."""
    if not handling.strip():
        raise UserError("OBJECTION-HANDLING", "没有写异议的处理结果。请写明怎样核查、结果如何。")

    def judge(case: Case) -> Fields:
        if not has_objection(_decision(case)):
            raise Refusal(f"{named(case)}没有登记异议，不用写处理。请先登记异议。")
        return {"objection_handled": handling.strip()}

    return decide(office, "handle", [nomination], judge)


def explain_clash(office: Office, *, nomination: str, note: str) -> Outcome:
    """Write why someone who stands twice may: 不是同一人, for instance; empty takes the word back (case 22)."""
    return decide(office, "opinion", [nomination], lambda _case: {"clash_note": note.strip()}, title="重复情况的说明")


def approve(
    office: Office, *, nominations: Collection[str], decided_on: date, signer: str = "", opinion: str = ""
) -> Outcome:
    """Agree to nominations on a day; who cannot be approved yet is left with the reason (X07, B14-B16, case 22)."""
    options = read_options(office)
    with office.reading() as connection:
        clashes = clashes_of(read_standings(connection), kinds_allowed=options.number(TYPES))

    def judge(case: Case) -> Fields:
        if reasons := blocks(case, options, clashes):
            raise Refusal(reasons[0])
        nomination, decision = case.nomination, _decision(case)
        checked_day(case, decided_on, "审批日期", after=nomination.studied_on, after_what="支部研究")
        if decision.public_to and decided_on <= decision.public_to:
            raise Refusal(
                f"{named(case)}：审批日期 {decided_on} 在公示期内（到 {decision.public_to}）。请改到公示期满以后。"
            )
        return {"decision": AGREED, **_signed(case, decided_on, signer, opinion)}

    return decide(office, "approve", nominations, judge)


def refuse(office: Office, *, nominations: Collection[str], decided_on: date, reason: str, signer: str = "") -> Outcome:
    """Disagree, with the reason as 党总支意见 (X07)."""
    if not reason.strip():
        raise UserError("REFUSE-REASON", "没有写不批准的理由。请写在党总支意见里。")

    def judge(case: Case) -> Fields:
        checked_day(case, decided_on, "审批日期", after=case.nomination.studied_on, after_what="支部研究")
        return {"decision": REFUSED, **_signed(case, decided_on, signer, reason)}

    return decide(office, "refuse", nominations, judge)


def send_back(office: Office, *, nominations: Collection[str], reason: str, returned_on: date | None = None) -> Outcome:
    """Return nominations for mending, also those decided already whose title has not been filed or awarded (退回)."""
    if not reason.strip():
        raise UserError("RETURN-REASON", "没有写退回的理由。请写明要支部修改什么。")
    day = returned_on or office.clock().date()

    def judge(case: Case) -> Fields:
        return returned_fields(case, reason.strip(), day)

    return decide(office, "return", nominations, judge)


def withdraw(office: Office, *, nominations: Collection[str]) -> Outcome:
    """Take back this office's own word, so that the case is open again; what was filed or awarded ends otherwise."""
    undecided = {"decision": "", "decided_on": None, "answers": "", "plaque_number": ""}
    return decide(office, "withdraw", nominations, lambda _case: undecided)


def blocks(case: Case, options: Options, clashes: Clashes) -> list[str]:
    """Return every reason why a case cannot be approved today, each with what to do."""
    decision, who = _decision(case), named(case)
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
            _refuse_short(case, options, decision.public_from, decision.public_to)
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


def _refuse_short(case: Case, options: Options, begins_on: date, ends_on: date) -> None:
    days, least = working_days(options, begins_on, ends_on), options.number("pacesetters.public_days")
    if days < least:
        enough = print_day(last_public_day(options, begins_on))
        raise Refusal(f"{named(case)}只公示 {days} 个工作日，应有 {least} 个。请公示到 {enough}或以后。")


def _signed(case: Case, decided_on: date, signer: str, opinion: str) -> Fields:
    """The fields of a decision; what was written before stays where nothing new is given."""
    written = {key: text.strip() for key, text in (("signer", signer), ("opinion", opinion)) if text.strip()}
    return {"decided_on": decided_on, "answers": case.nomination.reported_in, "return_reason": "", **written}


def _decision(case: Case) -> Decision:
    return case.facts.decision or Decision(nomination_id=case.nomination.id)


def is_waiting(case: Case) -> bool:
    """Tell whether a case waits for this level's word."""
    return case.state in (State.RECEIVED, State.CONSULTED, State.PUBLIC, State.PUBLISHED, State.OBJECTED)
