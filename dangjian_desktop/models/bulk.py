"""Many rows at once as JSON values: one fixed statement a table, however many rows and whichever package."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from sqlalchemy import Boolean, Connection, Table

from dangjian_desktop.models.tables import Plain, canonical, defaults_of


@dataclass(frozen=True)
class Statements:
    """A table's columns in order, which of them are yes or no, and its statements."""

    columns: tuple[str, ...]
    known: frozenset[str]
    flags: tuple[str, ...]
    select: str
    by_id: str
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
        f'SELECT {quoted} FROM "{table.name}"',
        f'SELECT {quoted} FROM "{table.name}" WHERE id IN (SELECT value FROM json_each(?))',
        f'INSERT INTO "{table.name}" ({quoted}) VALUES ({marks}) ON CONFLICT (id) DO UPDATE SET {changes}',
    )


def read_plain(connection: Connection, table: Table, ids: Iterable[str]) -> dict[str, Plain]:
    """Return the rows with these ids as JSON values, by id."""
    found = rows_of(connection, statements_of(table).by_id, json.dumps(list(ids)))
    return {row["id"]: row for row in _plain(table, found)}


def read_owned(connection: Connection, table: Table, owners: Iterable[str]) -> list[Plain]:
    """Return all rows of these owners as JSON values, by id, those marked as deleted too."""
    statement = f"{statements_of(table).select} WHERE owner_id IN (SELECT value FROM json_each(?)) ORDER BY id"
    return list(_plain(table, rows_of(connection, statement, json.dumps(list(owners)))))


def read_living(connection: Connection, table: Table) -> Iterator[Plain]:
    """Return all rows that are not marked as deleted as JSON values, by id, one at a time."""
    return _plain(table, rows_of(connection, f"{statements_of(table).select} WHERE NOT deleted ORDER BY id"))


def rows_of(connection: Connection, statement: str, *values: Any) -> Iterable[tuple[Any, ...]]:  # noqa: ANN401  (SQL values)
    """Return what the driver itself gives for a statement: for many small ones SQLAlchemy's results cost too much."""
    cursor = connection.connection.cursor()
    cursor.execute(statement, values)
    return cast("Iterable[tuple[Any, ...]]", cursor)


def _plain(table: Table, found: Iterable[Any]) -> Iterator[Plain]:
    statements = statements_of(table)
    for values in found:
        row = dict(zip(statements.columns, values, strict=True))
        for flag in statements.flags:
            row[flag] = bool(row[flag])
        yield row


def write_plain(connection: Connection, table: Table, rows: Sequence[Plain]) -> None:
    """Add these whole rows of JSON values, or replace those of their ids."""
    statements = statements_of(table)
    if rows:
        values = [tuple(row[name] for name in statements.columns) for row in rows]
        connection.exec_driver_sql(statements.upsert, values)


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
