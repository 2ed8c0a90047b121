"""Which nominations are closed to their branch: reported or decided, unless sent back (exchange.md, States)."""

from sqlalchemy import Connection, select

from dangjian_desktop.models.nomination import Decision, Nomination
from dangjian_desktop.models.tables import table_of

SENT_BACK = "退回"
REPORTED = "已上报，内容不能再改。确需修改，请先由党总支退回，或撤销“生成上报包”。"
DECIDED = "党总支已经审批，内容不能再改。确需修改，请向党总支提出。"


def locked_nominations(connection: Connection) -> dict[str, str]:
    """Return the ids of closed nominations with a sentence that says why."""
    nominations, decisions = table_of(Nomination), table_of(Decision)
    statement = select(decisions.c.nomination_id, decisions.c.decision).where(decisions.c.deleted.is_(False))
    decided = {row.nomination_id: row.decision for row in connection.execute(statement)}
    reported = connection.execute(select(nominations.c.id).where(nominations.c.reported.is_(True))).scalars()
    locked = {row: REPORTED for row in reported if decided.get(row) != SENT_BACK}
    return locked | {row: DECIDED for row, decision in decided.items() if decision not in ("", SENT_BACK)}
