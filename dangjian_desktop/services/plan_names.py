"""The names that a plan speaks of: of rows in the package, and of those that they point to and that are known here."""

from collections.abc import Iterable, Mapping
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Connection

from dangjian_desktop.bundle.compare import Outcome, Plan
from dangjian_desktop.models.bulk import read_plain
from dangjian_desktop.models.tables import BY_TABLE, as_travelling, defaults_of, table_of
from dangjian_desktop.services.cells import Names
from dangjian_desktop.services.exchange_rows import SCHEMA
from dangjian_desktop.services.plan_words import SHOWN_CHANGES
from dangjian_desktop.services.reading import names_in

NAMED = {"member_id": "members", "post_id": "posts", "area_id": "areas", "nomination_id": "nominations"}
"""Columns whose rows are called by name in sentences."""
DEPTH = 6
QUIET = (Outcome.SAME, Outcome.NOT_OWNED)
Row = Mapping[str, Any]


def plan_names(connection: Connection, sender: str, plan: Plan, *, every: bool = False) -> Names:
    """Return the names of all that the told rows of a plan are or point to; those of ``every`` change if wanted."""
    changed = () if every else plan.of(Outcome.CHANGED, Outcome.PARALLEL)
    quiet = {id(step) for step in changed[SHOWN_CHANGES:]}
    told = [step for step in plan.steps if step.outcome not in QUIET and id(step) not in quiet]
    known: dict[str, dict[str, Row]] = {table: {} for table in ("offices", *NAMED.values())}
    for step in told:
        if step.table in known and SCHEMA.misfit(step.table, step.after) is None:
            known[step.table][step.id] = step.after
    rows: list[tuple[str, Row]] = [(step.table, row) for step in told for row in (step.before, step.after) if row]
    for _ in range(DEPTH):
        found = _pointed_to(connection, rows, known)
        if not found:
            break
        rows = found
    named = [
        (table, SimpleNamespace(**{**defaults_of(table_of(BY_TABLE[table])), **row}))
        for table, held in known.items()
        for row in held.values()
    ]
    return names_in(sender, named)


def _pointed_to(
    connection: Connection, rows: Iterable[tuple[str, Row]], known: dict[str, dict[str, Row]]
) -> list[tuple[str, Row]]:
    wanted: dict[str, set[str]] = {table: set() for table in known}
    for table, row in rows:
        for column, target in (*NAMED.items(), *((("parent_id", "areas"),) if table == "areas" else ())):
            value = row.get(column)
            if isinstance(value, str) and value not in known[target]:
                wanted[target].add(value)
    found: list[tuple[str, Row]] = []
    for table, ids in wanted.items():
        if ids:
            for row_id, plain in read_plain(connection, table_of(BY_TABLE[table]), sorted(ids)).items():
                known[table][row_id] = as_travelling(plain)
                found.append((table, known[table][row_id]))
    return found
