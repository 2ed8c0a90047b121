"""Many rows at once as JSON values: one fixed statement a table, however many rows and whichever package."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Boolean, Connection, Table

from dangjian_desktop.models.tables import Plain, canonical, defaults_of


@dataclass(frozen=True)
class Statements:
    """A table's columns in order, which of them are yes or no, and its two statements."""

    columns: tuple[str, ...]
    known: frozenset[str]
    flags: tuple[str, ...]
    select: str
    upsert: str


@cache
def statements_of(table: Table) -> Statements:
    """Return the statements of a table; they are made once."""
    columns = tuple(column.name for column in table.columns)
    quoted = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join("?" * len(columns))
    changes = ", ".join(f'"{name}" = excluded."{name}"' for name in columns if name != "id")
    flags = tuple(column.name for column in table.columns if isinstance(column.type, Boolean))
    return Statements(
        columns,
        frozenset(columns),
        flags,
        f'SELECT {quoted} FROM "{table.name}" WHERE id IN (SELECT value FROM json_each(?))',
        f'INSERT INTO "{table.name}" ({quoted}) VALUES ({marks}) ON CONFLICT (id) DO UPDATE SET {changes}',
    )


def read_plain(connection: Connection, table: Table, ids: Iterable[str]) -> dict[str, Plain]:
    """Return the rows with these ids as JSON values, by id."""
    statements = statements_of(table)
    found: dict[str, Plain] = {}
    for values in connection.exec_driver_sql(statements.select, (json.dumps(list(ids)),)):
        row = dict(zip(statements.columns, values, strict=True))
        for flag in statements.flags:
            row[flag] = bool(row[flag])
        found[row["id"]] = row
    return found


def write_plain(connection: Connection, table: Table, rows: Sequence[Plain]) -> None:
    """Add these whole rows of JSON values, or replace those of their ids."""
    statements = statements_of(table)
    if rows:
        values = [tuple(row[name] for name in statements.columns) for row in rows]
        connection.exec_driver_sql(statements.upsert, values)


def as_travels(plain: Plain) -> Plain:
    """Return a stored record's row as it stands in a package: ``versions`` as an object, ``unknown`` as fields."""
    row = dict(plain)
    versions, unknown = row.pop("versions"), row.pop("unknown")
    if versions:
        row["versions"] = json.loads(versions)
    return {**json.loads(unknown), **row} if unknown else row


def as_stored(table: Table, row: Mapping[str, Any]) -> Plain:
    """Return a package's row as a whole row of ``table``, with defaults for what its older program did not know.

    Fields that the table does not know become ``unknown``.
    """
    statements, versions = statements_of(table), row.get("versions")
    plain = {**defaults_of(table), **{name: row[name] for name in statements.columns if name in row}}
    plain["versions"] = canonical(versions) if versions else ""
    unknown = {name: row[name] for name in row.keys() - statements.known}
    plain["unknown"] = canonical(unknown) if unknown else ""
    return plain
