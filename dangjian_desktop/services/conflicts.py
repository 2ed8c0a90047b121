"""Fields that two installations of one office wrote without knowing of each other: every value is kept (exchange.md)."""

import json
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from dangjian_desktop.bundle.compare import Key, Plan, Step
from dangjian_desktop.bundle.siblings import Sibling, differ
from dangjian_desktop.models.received import FieldConflict
from dangjian_desktop.models.tables import canonical, table_of
from dangjian_desktop.services.work import Work

SPACE = uuid.UUID("6b0f6f0e-6a53-5a0b-9f1a-3f0c1d0a5b11")
"""Makes the id of a conflict follow from its place, so that every office gives it the same."""


@dataclass(frozen=True)
class Conflict:
    """A field whose several values wait for its owner's choice; the first of ``siblings`` is shown."""

    id: str
    table: str
    row_id: str
    field: str
    owner_id: str
    siblings: tuple[Sibling, ...]


def siblings_of(connection: Connection, rows: Sequence[str]) -> dict[Key, dict[str, tuple[Sibling, ...]]]:
    """Return the values kept of fields of these rows, by table and row id."""
    table = table_of(FieldConflict)
    statement = f'SELECT table_name, row_id, field, siblings FROM "{table.name}" WHERE row_id IN (SELECT value FROM json_each(?))'
    found: dict[Key, dict[str, tuple[Sibling, ...]]] = defaultdict(dict)
    for name, row_id, field, text in connection.exec_driver_sql(statement, (json.dumps(rows),)):
        found[name, row_id][field] = _siblings(text)
    return dict(found)


def open_conflicts(connection: Connection, owners: Iterable[str]) -> list[Conflict]:
    """Return the conflicts in rows of these offices that nobody has settled."""
    table = table_of(FieldConflict)
    statement = select(table).where(table.c.settled.is_(False), table.c.owner_id.in_(owners)).order_by(table.c.id)
    return [_conflict(row) for row in connection.execute(statement)]


def conflicts_at(connection: Connection, place: tuple[str, str, str]) -> list[Conflict]:
    """Return the conflict at a place (table, row, field) that nobody has settled, if there is one."""
    table = table_of(FieldConflict)
    statement = select(table).where(table.c.settled.is_(False), table.c.id == _conflict_id(*place))
    return [_conflict(row) for row in connection.execute(statement)]


def _conflict(row: Any) -> Conflict:  # noqa: ANN401  (a row of the table)
    return Conflict(row.id, row.table_name, row.row_id, row.field, row.owner_id, _siblings(row.siblings))


def remember(work: Work, plan: Plan) -> None:
    """Keep the values of fields that have several now, and close the questions that a later value has answered."""
    opened = [_record(work, step, field, found) for step in plan.steps for field, found in step.siblings.items()]
    answered = [_conflict_id(step.table, step.id, field) for step in plan.steps for field in step.settled]
    work.put(FieldConflict, opened)
    known = work.rows_by_id(table_of(FieldConflict), answered)
    work.put(FieldConflict, [{**row, "settled": True} for row in known.values() if not row["settled"]])


def _record(work: Work, step: Step, field: str, siblings: tuple[Sibling, ...]) -> Mapping[str, Any]:
    return {
        "id": _conflict_id(step.table, step.id, field),
        "table_name": step.table,
        "row_id": step.id,
        "field": field,
        "owner_id": step.after["owner_id"],
        "siblings": canonical_list(siblings),
        "opened_at": work.office.clock().isoformat(),
        "settled": not differ(field, siblings),
    }


def canonical_list(siblings: Iterable[Sibling]) -> str:
    """Return siblings as JSON text, in their order."""
    return "[" + ",".join(canonical({"value": each.value, "versions": each.versions}) for each in siblings) + "]"


def _siblings(text: str) -> tuple[Sibling, ...]:
    return tuple(Sibling(each["value"], each["versions"]) for each in json.loads(text))


def _conflict_id(table: str, row_id: str, field: str) -> str:
    return str(uuid.uuid5(SPACE, f"{table}/{row_id}/{field}"))
