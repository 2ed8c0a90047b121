"""Single rows of a package that a person here does not take for now: kept, asked about, taken up whenever he likes."""

import hashlib
import json
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from dangjian_desktop.bundle.compare import Key, Outcome
from dangjian_desktop.models.received import Question
from dangjian_desktop.models.tables import canonical, table_of
from dangjian_desktop.services.conflicts import SPACE
from dangjian_desktop.services.parked import parked_rows
from dangjian_desktop.services.waiting import take_waiting
from dangjian_desktop.services.work import Changes, Office

ASIDE = "aside"
REASON = "接收单位暂不采用，请核实"
Row = Mapping[str, Any]


def rows_aside(connection: Connection, office_id: str, tables: Mapping[str, Sequence[Row]]) -> dict[Key, str]:
    """Return those of these rows that were set aside as they are now; one that its unit changed since is asked about anew."""
    table = table_of(Question)
    statement = select(table).where(table.c.kind == ASIDE, table.c.from_id == office_id)
    kept = {(row.table_name, row.row_id): json.loads(row.values) for row in connection.execute(statement)}
    if not kept:
        return {}
    found = [(name, row) for name, rows in tables.items() for row in rows if (name, str(row.get("id"))) in kept]
    return {(name, row["id"]): REASON for name, row in found if kept[name, row["id"]] == [_hash(row)]}


def set_aside(office: Office, table: str, row: Row, *, what: str) -> Changes:
    """Do not take a received row when its package is merged; what points to it waits with it."""
    with office.work(f"暂不采用：{what}") as work:
        kept = {
            "id": _id(office.office_id, table, row["id"]),
            "from_id": office.office_id,
            "package_id": "",
            "kind": ASIDE,
            "table_name": table,
            "row_id": row["id"],
            "field": "",
            "text": what,
            "values": json.dumps([_hash(row)]),
            "settled": True,  # nobody waits for an answer to it here
        }
        work.put(Question, [kept])
    return work.changes


def take_up(office: Office, table: str, row_id: str, *, what: str) -> Changes:
    """Take a row after all: with its package, or at once when that is merged already, with what waited for it."""
    with office.work(f"改为采用：{what}") as work:
        work.erase(table_of(Question), [_id(office.office_id, table, row_id)])
        waiting = parked_rows(work.connection)
        mine = [row for row in waiting if (row.kind, row.table, row.row_id) == (Outcome.ASIDE, table, row_id)]
        for row in mine:
            others = [each for each in waiting if each.from_id == row.from_id and each.kind == Outcome.PARKED]
            take_waiting(work, row.from_id, [row, *others])
    return work.changes


def _hash(row: Row) -> str:
    return hashlib.sha256(canonical(row).encode()).hexdigest()


def _id(office_id: str, table: str, row_id: str) -> str:
    return str(uuid.uuid5(SPACE, "/".join((ASIDE, office_id, table, row_id))))
