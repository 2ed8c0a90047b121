"""Rows that could not be taken: kept with their reason until a later package is taken (exchange.md, principle 4)."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select

from dangjian_desktop.bundle.compare import WAITING, Outcome, Plan
from dangjian_desktop.bundle.merge import merged
from dangjian_desktop.bundle.siblings import APART
from dangjian_desktop.core.errors import UserError
from dangjian_desktop.models.bulk import as_stored, read_plain, rows_of
from dangjian_desktop.models.received import ForeignRow, ParkedRow
from dangjian_desktop.models.tables import BY_TABLE, canonical, from_travel, table_of, to_travel
from dangjian_desktop.services.work import Office, Work

if TYPE_CHECKING:
    from dangjian_desktop.bundle.archive import Incoming


@dataclass(frozen=True)
class Parked:
    """A row that waits, with the reason in Chinese; ``kind`` is the outcome it had in the plan."""

    id: str
    kind: str
    from_id: str
    table: str
    row_id: str
    reason: str
    values: Mapping[str, Any]


def park(work: Work, package: "Incoming", plan: Plan) -> None:
    """Keep what cannot be taken, and let go of what waited and is taken now."""
    sender = package.manifest.sender.id
    waiting = plan.of(*WAITING)
    work.put(
        ParkedRow,
        [
            {
                "id": _parked_id(sender, step.table, step.id),
                "package_id": package.manifest.package_id,
                "from_id": sender,
                "kind": step.outcome.value,
                "table_name": step.table,
                "row_id": step.id,
                "reason": step.reason,
                "values": canonical(step.received),
            }
            for step in waiting
            if step.outcome is not Outcome.FOREIGN
        ],
    )
    _keep_foreign(work, plan)
    table = table_of(ParkedRow)
    held = {row_id for (row_id,) in rows_of(work.connection, "SELECT id FROM parked_rows WHERE from_id = ?", sender)}
    still = {_parked_id(sender, step.table, step.id) for step in waiting}
    came = {_parked_id(sender, step.table, step.id) for step in plan.steps} if held else set()
    work.erase(table, sorted((held & came) - still))


def parked_rows(connection: Connection, sender: str | None = None) -> list[Parked]:
    """Return the rows that wait, those of one sender or all."""
    table = table_of(ParkedRow)
    statement = select(table).order_by(table.c.from_id, table.c.table_name, table.c.id)
    if sender is not None:
        statement = statement.where(table.c.from_id == sender)
    return [
        Parked(
            row["id"], row["kind"], row["from_id"], row["table_name"], row["row_id"], row["reason"],
            json.loads(row["values"]),
        )
        for row in connection.execute(statement).mappings()
    ]  # fmt: skip


def accept_proposal(office: Office, parked_id: str) -> None:
    """Take back a row of this office that a unit still holds (case 12): it counts as written here and now."""
    with office.work("采用下级留存的内容") as work:
        row = work.rows_by_id(table_of(ParkedRow), [parked_id]).get(parked_id)
        if row is None or row["kind"] != Outcome.PROPOSAL:
            raise UserError("PROPOSAL-GONE", "这一条已经处理过，或不是下级留存的内容。请刷新后再看。")
        values = json.loads(row["values"])
        kind = BY_TABLE[row["table_name"]]
        before = read_plain(work.connection, table_of(kind), [row["row_id"]])
        known = to_travel(before[row["row_id"]]) if before else values
        work.put_plain(table_of(kind), [as_stored(table_of(kind), merged(known, values, {}).row)], before)
        proposed = from_travel(table_of(kind), values)
        work.update(kind, {row["row_id"]: {k: v for k, v in proposed.items() if k not in (*APART, "unknown")}})
        work.erase(table_of(ParkedRow), [parked_id])


def _keep_foreign(work: Work, plan: Plan) -> None:
    """Rows of tables that only a newer program knows are kept whole, and sent on (case 24)."""
    rows = [
        {
            "id": f"{step.table}/{step.id}",
            "table_name": step.table,
            "owner_id": step.received["owner_id"],
            "values": canonical(step.received),
        }
        for step in plan.of(Outcome.FOREIGN)
    ]
    work.put(ForeignRow, rows)


def foreign_rows(connection: Connection, owners: frozenset[str]) -> dict[str, list[Mapping[str, Any]]]:
    """Return the rows of unknown tables that these offices own, by table."""
    table = table_of(ForeignRow)
    found: dict[str, list[Mapping[str, Any]]] = {}
    statement = select(table).where(table.c.owner_id.in_(owners)).order_by(table.c.id)
    for row in connection.execute(statement).mappings():
        found.setdefault(row["table_name"], []).append(json.loads(row["values"]))
    return found


def _parked_id(sender: str, table: str, row_id: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{sender}/{table}/{row_id}"))
