"""Wishes to change what was reported: the branch asks with a reason, the approver answers (case 28)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.models.nomination import ChangeRequest, Nomination, RequestAnswer
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.schemes import SCHEMES
from dangjian_desktop.schemes.nomination_states import Actor
from dangjian_desktop.schemes.scheme import Column, Ledger
from dangjian_desktop.services.cells import CellError, parse_cell, show_cell
from dangjian_desktop.services.deciding import Refusal, named, returned_fields, write_decisions
from dangjian_desktop.services.locks import locked_nominations
from dangjian_desktop.services.nomination_cases import Case, read_cases
from dangjian_desktop.services.reading import read_names
from dangjian_desktop.services.work import Changes, Office, Work

KEPT = frozenset({"year", "quarter", "kind", "member_id"})
"""What a nomination is about: another person or kind is another nomination."""


@dataclass(frozen=True)
class Request:
    """A wish as both sides see it; ``accepted`` is None until the answer has come."""

    id: str
    nomination_id: str
    field: str
    heading: str
    present: str
    wanted: str
    reason: str
    asked_on: date
    accepted: bool | None = None
    answer: str = ""


def ledger_of(award: str) -> Ledger:
    """Return the ledger in which a branch fills nominations for an award."""
    return next(
        ledger
        for scheme in SCHEMES
        for ledger in scheme.ledgers
        if ledger.record is Nomination and ledger.fixed.get("award") == award
    )


def askable(ledger: Ledger) -> tuple[Column, ...]:
    """Return the columns of a nomination that may be asked to change."""
    return tuple(column for column in ledger.columns if column.key not in KEPT)


def present_texts(office: Office, *, nomination: str) -> dict[str, tuple[str, str]]:
    """Return heading and present text of each field of a nomination that may be asked to change."""
    with office.reading() as connection:
        found = _case(connection, office, nomination).nomination
    return {column.key: _shown(found, column.key) for column in askable(ledger_of(found.award))}


def ask(office: Office, *, nomination: str, field: str, wanted: str, reason: str) -> Changes:
    """Ask the approver for leave to change a field of a closed nomination; asking again replaces the wish."""
    if not reason.strip():
        raise UserError("REQUEST-REASON", "没有写修改的理由，申请没有提出。请写明为什么要改。")
    names, today = read_names(office), office.clock().date()
    with office.work("提出修改申请") as work:
        case = _case(work.connection, office, nomination)
        if Actor.BRANCH not in case.actors:
            raise UserError("NOT-OWNER", f"{named(case)}不由本单位填写，不能提出修改申请。")
        if nomination not in locked_nominations(work.connection):
            raise UserError("REQUEST-OPEN", f"{named(case)}现在可以直接修改，不用申请。请在表格里修改。")
        column = next((c for c in askable(ledger_of(case.nomination.award)) if c.key == field), None)
        if column is None:
            raise UserError(
                "REQUEST-FIELD", "这一项不能申请修改。换人、换类型的，请在申请理由里写明，由党总支退回后重报。"
            )
        try:
            value = parse_cell(column, wanted, names, today)
        except CellError as error:
            raise UserError("REQUEST-VALUE", error.message) from error
        if value == getattr(case.nomination, field):
            raise UserError("REQUEST-SAME", f"想改成的“{column.heading}”与现在的相同，不用申请。")
        _put(work, case, field, show_cell(column, value, names), reason.strip())
    return work.changes


def _put(work: Work, case: Case, field: str, wanted: str, reason: str) -> None:
    row = {"field": field, "wanted": wanted, "reason": reason, "asked_on": work.office.clock().date()}
    open_ones = [each for each in read_requests(work.connection, [case]) if each.accepted is None]
    same = next((each.id for each in open_ones if each.field == field), None)
    if same:
        work.update(ChangeRequest, {same: row})
    else:
        work.insert(ChangeRequest, [{"nomination_id": case.nomination.id, **row}])


def take_back(office: Office, *, request: str) -> Changes:
    """Withdraw a wish of one's own that has not been answered."""
    with office.work("收回修改申请") as work:
        _refuse_answered(work, request)
        work.remove(ChangeRequest, [request])
    return work.changes


def accept(office: Office, *, request: str, note: str = "") -> Changes:
    """Grant a wish: the nomination goes back to its branch for just that change."""
    with office.work("同意修改申请") as work:
        case, wish = _asked(work, office, request)
        if not case.may("return"):
            state = case.state
            raise UserError(
                "REQUEST-STATE", f"{named(case)}现在是“{state}”，不能退回修改。请不同意这项申请，并写明理由。"
            )
        reason = f"同意修改“{wish.heading}”：{note.strip() or wish.reason}"
        try:
            fields = returned_fields(case, reason, office.clock().date())
        except Refusal as refusal:
            raise UserError("REQUEST-STATE", str(refusal)) from refusal
        write_decisions(work, [(case, fields)])
        _answer(work, wish, accepted=True, reason=note.strip())
    return work.changes


def decline(office: Office, *, request: str, reason: str) -> Changes:
    """Refuse a wish; the reason goes down with the reply."""
    if not reason.strip():
        raise UserError("REQUEST-ANSWER", "没有写不同意修改的理由。请写明，理由会随回执发给支部。")
    with office.work("不同意修改申请") as work:
        _case_found, wish = _asked(work, office, request)
        _answer(work, wish, accepted=False, reason=reason.strip())
    return work.changes


def read_requests(connection: Connection, cases: Collection[Case]) -> list[Request]:
    """Return the wishes about these nominations, oldest first, with their answers."""
    by_id = {case.nomination.id: case for case in cases}
    requests, answers = table_of(ChangeRequest), table_of(RequestAnswer)
    living = connection.execute(select(answers).where(answers.c.deleted.is_(False)))
    answered = {row.request_id: row for row in living}
    statement = select(requests).where(requests.c.deleted.is_(False)).order_by(requests.c.asked_on, requests.c.id)
    found = []
    for row in connection.execute(statement):
        case = by_id.get(row.nomination_id)
        if case is None or row.owner_id != case.nomination.owner_id:
            continue
        heading, present = _shown(case.nomination, row.field)
        reply = answered.get(row.id)
        said = (reply.accepted, reply.reason) if reply else (None, "")
        wish = (row.id, row.nomination_id, row.field, heading, present, row.wanted, row.reason, row.asked_on)
        found.append(Request(*wish, *said))
    return found


def _shown(nomination: Nomination, field: str) -> tuple[str, str]:
    columns = {column.key: column for column in ledger_of(nomination.award).columns}
    value = getattr(nomination, field, "")
    text = value.isoformat() if isinstance(value, date) else str(value or "")
    return (columns[field].heading if field in columns else field), text


def _asked(work: Work, office: Office, request: str) -> tuple[Case, Request]:
    _refuse_answered(work, request)
    row = work.rows_by_id(table_of(ChangeRequest), [request])[request]
    case = _case(work.connection, office, row["nomination_id"])
    if Actor.APPROVER not in case.actors:
        raise UserError("NOT-OWNER", f"{named(case)}不由本单位审批，不能答复它的修改申请。")
    wish = next(each for each in read_requests(work.connection, [case]) if each.id == request)
    return case, wish


def _refuse_answered(work: Work, request: str) -> None:
    table = table_of(RequestAnswer)
    statement = select(table.c.id).where(table.c.request_id == request, table.c.deleted.is_(False))
    if work.connection.execute(statement).first():
        raise UserError("REQUEST-ANSWERED", "这项修改申请已经答复过了。请刷新后查看。")
    row: Mapping[str, object] = work.rows_by_id(table_of(ChangeRequest), [request]).get(request, {"deleted": True})
    if row["deleted"]:
        raise UserError("REQUEST-GONE", "这项修改申请已经不在了。请刷新后再试。")


def _answer(work: Work, wish: Request, *, accepted: bool, reason: str) -> None:
    told = {"accepted": accepted, "reason": reason, "answered_on": work.office.clock().date()}
    work.insert(RequestAnswer, [{"nomination_id": wish.nomination_id, "request_id": wish.id, **told}])


def _case(connection: Connection, office: Office, nomination: str) -> Case:
    for case in read_cases(connection, office, ids=[nomination]):
        return case
    raise UserError("ROW-GONE", "这条推荐已经不在了。请刷新后再试。")
