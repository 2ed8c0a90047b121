"""The order by hand: rows carry their position, which travels with them and is undone like any change."""

from collections.abc import Sequence

from sqlalchemy import func, select

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.models.base import Record
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.schemes.scheme import Ledger
from dangjian_desktop.services.work import Changes, Office, Work


def is_by_hand(ledger: Ledger) -> bool:
    """Say whether a ledger's rows stand in an order of the user's; others stand by date or as they were entered."""
    return ledger.order[0] == "position"


def free_position(work: Work, kind: type[Record], before: str = "") -> int:
    """Return the position for a new row: after all own rows, or in the place of row ``before``, which moves on."""
    table = table_of(kind)
    own = table.c.owner_id == work.office.office_id
    known = select(table.c.id, table.c.position).where(own, table.c.deleted.is_(False))
    rows = work.connection.execute(known.order_by(table.c.position, table.c.id)).all() if before else []
    place = next((place for place, row in enumerate(rows) if row.id == before), None)
    if place is None:
        return (work.connection.execute(select(func.max(table.c.position)).where(own)).scalar() or 0) + 1
    first = int(rows[place].position)
    work.update(kind, {row.id: {"position": row.position + 1} for row in rows[place:]})
    return first


def reorder(office: Office, ledger: Ledger, ids: Sequence[str], *, verb: str) -> Changes:
    """Put own rows into this order among themselves; raise UserError where the order is not by hand."""
    if not is_by_hand(ledger):
        raise UserError("ORDER", f"“{ledger.title}”按日期或登记先后排列，不能用手调整。请改日期，或点栏目名排序。")
    table = table_of(ledger.record)
    with office.work(verb) as work:
        known = select(table.c.id, table.c.position).where(table.c.id.in_(ids))
        present = {row.id: int(row.position) for row in work.connection.execute(known)}
        changed: dict[str, dict[str, int]] = {}
        last = min(present.values(), default=1) - 1
        for row_id, place in zip((each for each in ids if each in present), sorted(present.values()), strict=True):
            last = max(last + 1, place)
            if present[row_id] != last:
                changed[row_id] = {"position": last}
        work.update(ledger.record, changed)
    return work.changes
