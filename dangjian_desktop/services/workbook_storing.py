"""A ledger's rows in the data file, as the workbook reads and adds them."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from dangjian_desktop.models.base import Record
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.schemes.scheme import Ledger
from dangjian_desktop.services.work import Work


def own_rows(connection: Connection, office_id: str, ledger: Ledger) -> list[Mapping[str, Any]]:
    """Return the living rows of a ledger that an office owns, in the ledger's order."""
    table = table_of(ledger.record)
    statement = select(table).where(table.c.deleted.is_(False), table.c.owner_id == office_id)
    for key, value in ledger.fixed.items():
        statement = statement.where(table.c[key] == value)
    ordered = statement.order_by(*(table.c[key] for key in ledger.order), table.c.id)
    return [dict(row) for row in connection.execute(ordered).mappings()]


def add_rows(work: Work, ledger: Ledger, rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Add rows to a ledger, in their order behind those that are there; return their ids."""
    first = next_position(work, ledger.record) if "position" in table_of(ledger.record).columns else None
    placed: list[dict[str, Any]] = [{} if first is None else {"position": first + place} for place in range(len(rows))]
    return work.insert(
        ledger.record, [{**place, **ledger.fixed, **row} for place, row in zip(placed, rows, strict=True)]
    )


def next_position(work: Work, kind: type[Record]) -> int:
    """Return the place behind the last row of a kind."""
    table = table_of(kind)
    statement = select(func.max(table.c.position)).where(table.c.owner_id == work.office.office_id)
    return (work.connection.execute(statement).scalar() or 0) + 1
