"""What waits for this office in the exchange with others: sentences with a day and the place to go (screens.md 2.1)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, select

from dangjian_desktop.models.nomination import RequestAnswer
from dangjian_desktop.models.received import Question, SentPackage
from dangjian_desktop.models.tables import BY_TABLE, table_of
from dangjian_desktop.schemes import SCHEMES
from dangjian_desktop.schemes.nomination_states import OPEN, Actor, State, is_returned
from dangjian_desktop.services.nomination_cases import Case, read_cases
from dangjian_desktop.services.requests import Request, read_requests
from dangjian_desktop.services.work import Office

EXCHANGE, APPROVAL = "exchange", "approval"
OPEN_LIST = "待核实"
SCHEME_OF = {"先锋岗": "pioneers", "标兵": "pacesetters"}
REMEMBERED = timedelta(days=30)


@dataclass(frozen=True)
class Todo:
    """One thing to do: the sentence, the day since which or until which (None: no day), and where it is done.

    ``page`` is a page of the window, ``ledger`` a ledger there, if any; ``rows`` and ``persons`` are what is looked at
    there. ``deadline`` says that ``due`` is the day by which, ``source`` is the clause that asks for it. What has a ``key``
    may be put off. ``column`` is the field of a row that it is about.
    """

    sentence: str
    due: date | None
    page: str
    ledger: str = ""
    verb: str = "去办理"
    source: str = ""
    persons: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    key: str = ""
    deadline: bool = False
    column: str = ""


def read_todos(office: Office) -> list[Todo]:
    """Return what waits, the oldest day first."""
    today = office.clock().date()
    with office.reading() as connection:
        cases = read_cases(connection, office)
        requests = read_requests(connection, cases)
        own = [case for case in cases if Actor.BRANCH in case.actors]
        found = [
            *_questions(connection),
            *_unanswered(connection, today),
            *[todo for case in own for todo in branch_todos(case)],
            *_answers(connection, own, requests, today),
            *approver_todos([case for case in cases if Actor.APPROVER in case.actors], requests),
            *filer_todos([case for case in cases if Actor.FILER in case.actors]),
        ]
    return sorted(found, key=lambda todo: todo.due or today)


def branch_todos(case: Case) -> list[Todo]:
    """Return what a branch owes for one nomination of its own: to mend it, or to take a plaque back (X15)."""
    nomination, facts = case.nomination, case.facts
    page, decision = SCHEME_OF[nomination.award], facts.decision
    what = f"{case.person}的{nomination.kind or nomination.award}"
    if decision is not None and is_returned(nomination, decision):
        ledger = "pioneer_nominations" if nomination.award == "先锋岗" else "pacesetter_nominations"
        reason = decision.return_reason.strip() or decision.opinion.strip() or "没有写原因"
        sentence = f"{what}推荐被退回：{reason.rstrip('。')}。请修改后重新生成上报包。"
        return [Todo(sentence, decision.decided_on, page, ledger)]
    if facts.end is not None and case.state is State.REVOKED and _has_plaque(case):
        sentence = f"收回标牌：{what}称号已撤销（{facts.end.ground}）。请收回标牌，登记收回日期。"
        return [Todo(sentence, facts.end.ended_on, page, "plaques")]
    return []


def _has_plaque(case: Case) -> bool:
    decision, plaque = case.facts.decision, case.facts.plaque
    issued = decision is not None and decision.plaque_issued_on is not None
    return issued or (plaque is not None and plaque.placed_on is not None)


def approver_todos(cases: Collection[Case], requests: Collection[Request]) -> list[Todo]:
    """Return what waits for the approving level, counted."""
    mine = {case.nomination.id for case in cases}
    waiting = [case for case in cases if case.state in OPEN]
    due = [case for case in waiting if case.state is State.PUBLISHED]
    held = [case for case in waiting if case.state is State.OBJECTED]
    asked = [each for each in requests if each.accepted is None and each.nomination_id in mine]
    found = []
    if waiting:
        since = min((c.nomination.reported_on for c in waiting if c.nomination.reported_on), default=None)
        found.append(Todo(f"{len(waiting)} 名推荐人选等待审批。", since, APPROVAL))
    if due:
        found.append(Todo(f"{len(due)} 人公示期满，可以决定了。", None, APPROVAL))
    if held:
        found.append(Todo(f"{len(held)} 人公示有异议，还没有处理结果。", None, APPROVAL))
    if asked:
        found.append(Todo(f"{len(asked)} 项修改申请等待答复。", min(each.asked_on for each in asked), APPROVAL))
    return found


def filer_todos(cases: Collection[Case]) -> list[Todo]:
    """Return how many approved 标兵 wait to be filed."""
    waiting = [case for case in cases if case.nomination.award == "标兵" and case.state is State.APPROVED]
    return [Todo(f"{len(waiting)} 名标兵已批准，等待备案。", None, APPROVAL)] if waiting else []


def _questions(connection: Connection) -> list[Todo]:
    table = table_of(Question)
    rows = connection.execute(select(table).where(table.c.settled.is_(False)).order_by(table.c.id))
    return [look_at_row(f"上级回执提出：{row.text}", row.table_name, row.row_id, row.field) for row in rows]


def look_at_row(sentence: str, table: str, row_id: str, column: str) -> Todo:
    """Return the way to a row, or to the list of what is open where no ledger shows it."""
    page, ledger = _place_of(table)
    if page == EXCHANGE or not row_id:
        return Todo(sentence, None, EXCHANGE, OPEN_LIST, verb="去核实")
    return Todo(sentence, None, page, ledger, verb="去核实", rows=(row_id,), column=column)


def _place_of(table: str) -> tuple[str, str]:
    for scheme in SCHEMES:
        for ledger in scheme.ledgers:
            if ledger.record is BY_TABLE.get(table):
                return scheme.key, ledger.key
    return ("members", "") if table.startswith("member") else (EXCHANGE, "")


def _unanswered(connection: Connection, today: date) -> list[Todo]:
    """A report that no reply has acknowledged yet; a later one that was stands for those before it."""
    table = table_of(SentPackage)
    reports = connection.execute(select(table).where(table.c.kind == "report").order_by(table.c.sequence)).all()
    known = max((row.sequence for row in reports if row.acknowledged_at), default=0)
    waiting = [row for row in reports if row.sequence > known]
    if not waiting:
        return []
    since = date.fromisoformat(waiting[0].sent_at[:10])
    days, asked = (today - since).days, f"请向{waiting[0].to_name or '上级党组织'}询问。"
    sentence = f"已上报，未收到回执（{days}天）。{asked}" if days > 0 else "已上报，未收到回执（今天）。"
    return [Todo(sentence, since, EXCHANGE)]


def _answers(connection: Connection, own: Collection[Case], requests: Collection[Request], today: date) -> list[Todo]:
    """A wish that was declined is told for a month; one that was granted shows as a return."""
    table, people = table_of(RequestAnswer), {case.nomination.id: case for case in own}
    days = {row.request_id: row.answered_on for row in connection.execute(select(table))}
    found = []
    for each in requests:
        case = people.get(each.nomination_id)
        if case and each.accepted is False and today - days[each.id] <= REMEMBERED:
            sentence = f"{case.person}的“{each.heading}”修改申请没有同意：{each.answer.rstrip('。')}。"
            found.append(Todo(sentence, days[each.id], SCHEME_OF[case.nomination.award]))
    return found
