"""Whose membership may begin: not while the same person's in another branch goes on (exchange.md, case 14)."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from dangjian_desktop.bundle.compare import Key

Row = Mapping[str, Any]
PRESENT = "在册"


def not_released(
    connection: Connection, tables: Mapping[str, Sequence[Row]], known: Mapping[Key, Row]
) -> dict[Key, str]:
    """Return the memberships that would begin while the same person's in another branch goes on, with that branch's name.

    Who leaves in the same package is released.
    """
    rows = tables.get("members", ())
    beginning = [row for row in rows if _is_present(row) and not _was_present(row, known.get(("members", row["id"])))]
    if not beginning:
        return {}
    leaving = {row["id"] for row in rows if not _is_present(row)}
    held: dict[Key, str] = {}
    statement = (
        "SELECT m.person_id, m.id, m.owner_id, o.name FROM members m LEFT JOIN offices o ON o.id = m.owner_id"
        " WHERE m.person_id IN (SELECT value FROM json_each(?)) AND m.state = ? AND NOT m.deleted"
    )
    persons = json.dumps([row["person_id"] for row in beginning if isinstance(row.get("person_id"), str)])
    others = connection.exec_driver_sql(statement, (persons, PRESENT)).all()
    for row in beginning:
        for person, member_id, owner, name in others:
            if person == row["person_id"] and owner != row.get("owner_id") and member_id not in leaving:
                held["members", row["id"]] = f"“{name}”尚未转出，等该支部上报转出以后自动读入"
    return held


def _is_present(row: Row) -> bool:
    return row.get("state") == PRESENT and not row.get("deleted")


def _was_present(row: Row, before: Row | None) -> bool:
    return before is not None and _is_present(before) and before["person_id"] == row.get("person_id")
