"""Which nominations are closed to their branch: reported or decided, unless sent back (exchange.md, States)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select

from dangjian_desktop.models.nomination import Decision, Nomination
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.schemes.nomination_states import AGREED, REFUSED, SENT_BACK

REPORTED = "已上报，内容不能再改。确需修改，请用“提出修改申请”，由党总支退回后再改；刚上报的也可以撤销“生成上报包”。"
DECIDED = "党总支已经审批，内容不能再改。确需修改，请用“提出修改申请”，向党总支提出。"


def locked_nominations(connection: Connection) -> dict[str, str]:
    """Return the ids of closed nominations with a sentence that says why."""
    nominations, decisions = table_of(Nomination), table_of(Decision)
    statement = select(decisions.c.nomination_id, decisions.c.decision, decisions.c.answers).where(
        decisions.c.deleted.is_(False)
    )
    decided = {row.nomination_id: row for row in connection.execute(statement)}
    reported = connection.execute(
        select(nominations.c.id, nominations.c.reported_in).where(nominations.c.reported.is_(True))
    )
    locked = {row.id: REPORTED for row in reported if not _is_open(decided.get(row.id), row.reported_in)}
    return locked | {row_id: DECIDED for row_id, row in decided.items() if row.decision in (AGREED, REFUSED)}


def _is_open(decision: Any, reported_in: str) -> bool:  # noqa: ANN401  (a row of the select above)
    return decision is not None and decision.decision == SENT_BACK and decision.answers in ("", reported_in)


def reopened(before: Mapping[str, Any], values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what to write of a nomination that is changed: what was sent back is a draft again, to be reported anew."""
    changed = any(before[key] != value for key, value in values.items())
    return {**values, "reported": False} if changed and before["reported"] else values
