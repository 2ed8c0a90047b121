"""Lines of packages that are merged here already: what is taken is not read again (exchange.md, How it is built)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from dangjian_desktop.bundle.compare import NOT_TAKEN, Key, Plan, Row
from dangjian_desktop.models.received import TakenLines
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.services.work import Work

if TYPE_CHECKING:
    from dangjian_desktop.bundle.archive import Incoming

WIDTH = 16
"""Characters of a line's hash that are kept; a sender could only mislead itself by finding two lines of one hash."""


QUESTIONS = "questions"
"""The file data/questions.jsonl of a reply, which holds no records."""


@dataclass(frozen=True)
class Fresh:
    """The rows of a package that are not merged here yet; ``known`` are the hashes kept before, ``met`` those met again."""

    tables: Mapping[str, list[Row]]
    hashes: Mapping[Key, str]
    known: Mapping[str, str]
    met: Mapping[str, list[str]]

    @property
    def skipped(self) -> int:
        """How many lines were merged before."""
        return sum(len(keys) for keys in self.met.values())


def fresh(connection: Connection, package: "Incoming") -> Fresh:
    """Return what is new in a package; lines known already are neither parsed nor compared."""
    known = _known(connection, package)
    tables: dict[str, list[Row]] = {}
    hashes: dict[Key, str] = {}
    met: dict[str, list[str]] = {}
    for table in _records(package):
        text = known.get(table, "")
        seen = {text[start : start + WIDTH] for start in range(0, len(text), WIDTH)}
        lines = package.lines(table)
        keys = [sha256(line).hexdigest()[:WIDTH] for line in lines]
        unread = [at for at, key in enumerate(keys) if key not in seen]
        met[table] = [key for key in keys if key in seen] if unread else keys
        tables[table] = package.parse(table, [lines[at] for at in unread])
        for at, row in zip(unread, tables[table], strict=True):
            hashes[table, row["id"]] = keys[at]
    return Fresh(tables, hashes, known, met)


def remember(work: Work, package: "Incoming", new: Fresh, plan: Plan) -> None:
    """Note the lines that are merged now; those that were parked or not taken are tried anew with every package."""
    merged = {table: list(keys) for table, keys in new.met.items()}
    for step in plan.steps:
        if step.outcome not in NOT_TAKEN:
            merged[step.table].append(new.hashes[step.table, step.id])
    sender, rows, before = package.manifest.sender.id, [], {}
    for table, keys in merged.items():
        text, old = "".join(keys), new.known.get(table, "")
        if text != old:
            row_id = f"{sender}/{table}"
            rows.append({"id": row_id, "hashes": text})
            if table in new.known:
                before[row_id] = {"id": row_id, "hashes": old}
    work.put_plain(table_of(TakenLines), rows, before)


def _known(connection: Connection, package: "Incoming") -> dict[str, str]:
    statement = "SELECT id, hashes FROM taken_lines WHERE id IN (SELECT value FROM json_each(?))"
    ids = json.dumps([f"{package.manifest.sender.id}/{table}" for table in _records(package)])
    return {row_id.partition("/")[2]: hashes for row_id, hashes in connection.exec_driver_sql(statement, (ids,))}


def _records(package: "Incoming") -> list[str]:
    """Return the tables of a package but the list of questions."""
    return [table for table in package.table_names if table != QUESTIONS]
