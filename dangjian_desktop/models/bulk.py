"""Many rows at once as JSON values: one fixed statement a table, however many rows and whichever package."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import Any, cast

from sqlalchemy import Boolean, Connection, Table

from dangjian_desktop.models.tables import Plain, canonical, defaults_of

VERSIONS = frozenset({"versions"})
COUNTERS = ("revision", "versions")
ABSENT = object()


@dataclass(frozen=True)
class Statements:
    """A table's columns in order, which of them are yes or no, and its statements."""

    columns: tuple[str, ...]
    known: frozenset[str]
    flags: tuple[str, ...]
    select: str
    by_id: str
    insert: str
    values: Callable[[Plain], tuple[Any, ...]]


@cache
def statements_of(table: Table) -> Statements:
    """Return the statements of a table; they are made once."""
    columns = tuple(column.name for column in table.columns)
    quoted = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join("?" * len(columns))
    flags = tuple(column.name for column in table.columns if isinstance(column.type, Boolean))
    return Statements(
        columns,
        frozenset(columns),
        flags,
        f'SELECT {quoted} FROM "{table.name}"',
        f'SELECT {quoted} FROM "{table.name}" WHERE id IN (SELECT value FROM json_each(?))',
        f'INSERT INTO "{table.name}" ({quoted}) VALUES ({marks})',
        itemgetter(*columns),
    )


@cache
def _update_of(table: Table, names: tuple[str, ...]) -> str:
    changes = ", ".join(f'"{name}" = ?' for name in names)
    return f'UPDATE "{table.name}" SET {changes} WHERE id = ?'


def read_plain(connection: Connection, table: Table, ids: Iterable[str]) -> dict[str, Plain]:
    """Return the rows with these ids as JSON values, by id."""
    found = rows_of(connection, statements_of(table).by_id, json.dumps(list(ids)))
    return {row["id"]: row for row in _plain(table, found)}


def ids_among(connection: Connection, table: Table, ids: Iterable[str]) -> set[str]:
    """Return those of these ids that the table has rows of."""
    statement = f'SELECT id FROM "{table.name}" WHERE id IN (SELECT value FROM json_each(?))'
    return {row_id for (row_id,) in rows_of(connection, statement, json.dumps(list(ids)))}


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
    columns, flags = statements_of(table).columns, statements_of(table).flags
    for values in found:
        row = dict(zip(columns, values, strict=True))
        for flag in flags:
            row[flag] = bool(row[flag])
        yield row


def add_plain(connection: Connection, table: Table, rows: Iterable[Plain]) -> None:
    """Add these whole rows of JSON values."""
    statements = statements_of(table)
    if values := [statements.values(row) for row in rows]:
        connection.exec_driver_sql(statements.insert, values)


def change_plain(connection: Connection, table: Table, changes: Mapping[str, Plain]) -> None:
    """Set some columns of rows that are there, by id; only these are named, so the indexes of the others rest."""
    alike: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
    for row_id, fields in changes.items():
        if fields:
            alike.setdefault(tuple(fields), []).append((*fields.values(), row_id))
    for names, values in alike.items():
        connection.exec_driver_sql(_update_of(table, names), values)


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Plain, Plain]:
    """Return the fields in which a row differs from the one before, as they were and as they are."""
    changed = [name for name, value in after.items() if before.get(name, ABSENT) != value]
    return {name: before.get(name) for name in changed}, {name: after[name] for name in changed}


def as_stored(table: Table, row: Mapping[str, Any]) -> Plain:
    """Return a package's row as a whole row of ``table``, with defaults for what its older program did not know.

    Fields that the table does not know become ``unknown``.
    """
    statements, versions = statements_of(table), row.get("versions")
    plain = {**defaults_of(table), **row, "versions": canonical(versions) if versions else "", "unknown": ""}
    unknown = {name: plain.pop(name) for name in row.keys() - statements.known}
    if unknown:
        plain["unknown"] = canonical(unknown)
    return plain


def stored_difference(
    table: Table, before: Mapping[str, Any], after: Mapping[str, Any], names: Sequence[str] = ()
) -> tuple[Plain, Plain]:
    """Return the columns in which two of a package's rows differ, as they are stored.

    ``names`` says which fields these are, but for the counters, where that is known; else all are looked at.
    """
    was, come = before.get("versions"), after.get("versions")
    known = statements_of(table).known
    as_many = len(before) - ("versions" in before) == len(after) - ("versions" in after)
    if names and as_many and known.issuperset(names):
        wanted = [*names, *(name for name in COUNTERS if before.get(name) != after.get(name))]
        old, new = {name: before.get(name) for name in wanted}, {name: after.get(name) for name in wanted}
    elif before.keys() ^ after.keys() <= VERSIONS and after.keys() <= known:
        old, new = difference(before, after)
    else:
        return difference(as_stored(table, before), as_stored(table, after))
    if was != come:
        old["versions"], new["versions"] = (canonical(versions) if versions else "" for versions in (was, come))
    return old, new
