"""Which rows travel, and what a receiver knows of rows that arrive (exchange.md, principles 1 and 2)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select

from dangjian_desktop.bundle.compare import Key, Present, Rights, Schema
from dangjian_desktop.models.bulk import ids_among, read_owned, read_plain, rows_of
from dangjian_desktop.models.nomination import Decision, Nomination
from dangjian_desktop.models.office import Adoption
from dangjian_desktop.models.office import Office as OfficeRecord
from dangjian_desktop.models.tables import BY_TABLE, RECORDS, as_travelling, references, table_of, to_travel
from dangjian_desktop.services.conflicts import siblings_of
from dangjian_desktop.services.releases import not_released
from dangjian_desktop.services.row_faults import fault_of
from dangjian_desktop.services.unit_words import units_of
from dangjian_desktop.services.work import CHUNK

if TYPE_CHECKING:
    from dangjian_desktop.bundle.archive import Incoming

Row = Mapping[str, Any]
ABOVE = frozenset(
    {
        *("decisions", "title_ends", "filings", "request_answers", "quota_waivers", "adoptions"),
        *("unit_changes", "unit_assignments"),
    }
)
PRIVATE = frozenset({"settings", "wordings"})
DOWN = frozenset({"offices", "office_names", "key_revocations"}) | ABOVE | PRIVATE
UP_FROM_BRANCH = frozenset(BY_TABLE) - ABOVE - PRIVATE
UP = frozenset(BY_TABLE) - PRIVATE
OWN_AFFAIRS = ("todo.", "years.", "print.face_")
"""Settings that are about an office itself: what it put off, the years that it closed, the fonts of its PC."""
PUSHED = frozenset({"locked", "suggested"})
FINAL = ("同意", "不同意")
FROZEN_REASON = "已经审批，支部后来的改动没有采用；确需修改请先由党总支退回"

SCHEMA = Schema(references(), fault_of)


def owned_rows(connection: Connection, owners: frozenset[str], tables: frozenset[str]) -> dict[str, list[Row]]:
    """Return every row of these owners in these tables as JSON values, deletion marks included."""
    found: dict[str, list[Row]] = {}
    for record in RECORDS:
        table = table_of(record)
        if table.name in tables:
            found[table.name] = [to_travel(row) for row in read_owned(connection, table, owners)]
    return found


def family(connection: Connection, office_id: str) -> frozenset[str]:
    """Return an office with its units, their units and so on, as far as adoptions are known here."""
    table = table_of(Adoption)
    statement = select(table.c.owner_id, table.c.office_id).where(table.c.deleted.is_(False))
    return _family(office_id, [(row.owner_id, row.office_id) for row in connection.execute(statement)])


def _family(office_id: str, pairs: Sequence[tuple[str, str]]) -> frozenset[str]:
    members = {office_id}
    while True:
        more = {unit for owner, unit in pairs if owner in members} - members
        if not more:
            return frozenset(members)
        members |= more


def reply_rows(connection: Connection, office_id: str, unit: str) -> dict[str, list[Row]]:
    """Return what this office decided for one unit: its own rows that concern the unit, and its settings."""
    nominations, units = table_of(Nomination), family(connection, unit)
    statement = select(nominations.c.id).where(nominations.c.owner_id.in_(units))
    theirs = set(connection.execute(statement).scalars())
    rows = owned_rows(connection, frozenset({office_id}), DOWN)
    changes = {row["id"] for row in rows["unit_changes"] if not unit or unit in _concerned(row)}
    told = {row["id"] for row in rows["unit_changes"] if unit and unit in _concerned(row, "sources")}
    for table in ABOVE:
        rows[table] = [
            row
            for row in rows[table]
            if row.get("nomination_id") in theirs
            or row.get("office_id") in units
            or row["id"] in changes
            or row.get("change_id") in told
        ]
    rows["settings"] = [row for row in rows["settings"] if not row["key"].startswith(OWN_AFFAIRS)]
    rows["wordings"] = [_sent_down(row) for row in rows["wordings"]]
    return rows


def _concerned(change: Row, *keys: str) -> set[str]:
    return {unit.id for key in keys or ("sources", "targets") for unit in units_of(change[key])}


def handed_over_rows(connection: Connection, office_id: str, unit: str) -> dict[str, list[Row]]:
    """Return what an office hands over of a unit (case 19): the unit's rows, and its own decisions about them."""
    rows = reply_rows(connection, office_id, unit)
    for table, theirs in owned_rows(connection, family(connection, unit), UP).items():
        rows[table] = [*rows.get(table, ()), *theirs]
    return {table: found for table, found in rows.items() if table not in {*PRIVATE, "unit_assignments"}}


def handed_over(package: Incoming) -> frozenset[str]:
    """Return the units that a 移交包 hands over to its addressee, by its sender's own decision."""
    if package.manifest.kind != "transfer":
        return frozenset()
    mine = [row for row in package.rows("unit_changes") if row.get("owner_id") == package.manifest.sender.id]
    moved = [row for row in mine if row.get("kind") == "转隶" and not row.get("deleted")]
    return frozenset(unit.id for row in moved for unit in units_of(row.get("sources")))


def kept_for_superior(connection: Connection, superior: str) -> dict[str, list[Row]]:
    """Return this office's copies of what its superior decided: a restored superior finds again what it lost (case 12)."""
    return owned_rows(connection, frozenset({superior}), ABOVE) if superior else {}


def _sent_down(row: Row) -> Row:
    """Words that are free stay here; the unit learns no more than that any that it had are withdrawn."""
    return row if row["push"] in PUSHED else {**row, "text": "", "push": "free", "deleted": True}


def rights_of(connection: Connection, package: Incoming, office_id: str, *, diverged: bool = False) -> Rights:
    """Return whose rows the sender may bring: its own, and upward those of its units that no other office claims."""
    sender = package.manifest.sender.id
    if package.manifest.kind in ("reply", "settings"):
        return Rights(frozenset({sender}), DOWN, diverged=diverged)
    adoptions = [row for row in package.rows("adoptions") if not row.get("deleted")]
    pairs = [(str(row.get("owner_id")), str(row.get("office_id"))) for row in adoptions]
    claims = _family(sender, [*pairs, *((sender, unit) for unit in handed_over(package))])
    statement = (
        "SELECT owner_id, office_id FROM adoptions WHERE NOT deleted AND office_id IN (SELECT value FROM json_each(?))"
    )
    found = rows_of(connection, statement, json.dumps(sorted(claims)))
    others = {unit for owner, unit in found if owner not in claims}
    owners = claims - (others - {sender}) - {office_id}
    tables = UP_FROM_BRANCH if package.manifest.sender.kind == "branch" else UP
    return Rights(owners, tables, office_id, diverged)


def present(connection: Connection, tables: Mapping[str, Sequence[Row]], *, frozen: bool) -> Present:
    """Return what is known here of these rows and of those that they point to, and which of them are decided already."""
    touched = {name: {str(row["id"]) for row in rows} for name, rows in tables.items() if name in SCHEMA.references}
    leaning = _pointed(tables)
    about = Nomination.__tablename__  # what hangs on one belongs to its year, so it is known whole
    touched[about] = touched.get(about, set()) | leaning.get(about, set())
    known: dict[Key, Row] = {}
    for name, ids in touched.items():
        if ids:
            found = read_plain(connection, table_of(BY_TABLE[name]), sorted(ids))
            known |= {(name, row_id): as_travelling(row) for row_id, row in found.items()}
    pointed: set[Key] = set()
    for name, ids in leaning.items():
        if further := ids - touched.get(name, set()):
            here = ids_among(connection, table_of(BY_TABLE[name]), sorted(further))
            pointed |= {(name, row_id) for row_id in here}
    every = [row_id for ids in touched.values() for row_id in ids]
    nominations = [str(row["id"]) for row in tables.get(Nomination.__tablename__, ())]
    decided = _decided(connection, nominations) if frozen and nominations else {}
    held = not_released(connection, tables, known)
    return Present(known, decided, siblings_of(connection, every), held, pointed=pointed)


def _pointed(tables: Mapping[str, Sequence[Row]]) -> dict[str, set[str]]:
    """Return the ids that rows point to, by table."""
    ids: dict[str, set[str]] = {}
    for table, rows in tables.items():
        for column, target in SCHEMA.references.get(table, {}).items():
            ids.setdefault(target, set()).update([row[column] for row in rows if isinstance(row.get(column), str)])
    return ids


def _decided(connection: Connection, nominations: Sequence[str]) -> dict[Key, str]:
    table = table_of(Decision)
    found: dict[Key, str] = {}
    for start in range(0, len(nominations), CHUNK):
        statement = select(table.c.nomination_id).where(
            table.c.deleted.is_(False),
            table.c.decision.in_(FINAL),
            table.c.nomination_id.in_(nominations[start : start + CHUNK]),
        )
        found |= {("nominations", row): FROZEN_REASON for row in connection.execute(statement).scalars()}
    return found


def card_of(connection: Connection, office_id: str) -> dict[str, Any]:
    """Return an office's own row."""
    return read_plain(connection, table_of(OfficeRecord), [office_id])[office_id]


def superior_name(connection: Connection, card: Row) -> str:
    """Return the name of an office's superior: as received, else as noted when the data file was made."""
    above = str(card["superior_id"] or "")
    known = read_plain(connection, table_of(OfficeRecord), [above]) if above else {}
    return str(known[above]["name"] if above in known else "") or str(card["superior_name"])
