"""Records as objects, read past the ORM's session: a check looks at all rows of a data file, and changes none of them."""

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Boolean, Connection, Date

from dangjian_desktop.models.base import Record
from dangjian_desktop.models.bulk import rows_of, statements_of
from dangjian_desktop.models.tables import table_of

AnyRecord = TypeVar("AnyRecord", bound=Record)
Convert = Callable[[Any], Any]


def living(connection: Connection, kind: type[AnyRecord], clause: str = "", *values: Any) -> list[AnyRecord]:  # noqa: ANN401  (SQL values)
    """Return the records of a kind that are not deleted, in the order of their ids; they belong to no session.

    ``clause`` is SQL that narrows them down, with a ? for each of ``values``.
    """
    statements, converted = statements_of(table_of(kind)), _converted(kind)
    manager = kind.__mapper__.class_manager
    narrowed = f" AND ({clause})" if clause else ""
    found = []
    for row in rows_of(connection, f"{statements.select} WHERE NOT deleted{narrowed} ORDER BY id", *values):
        fields = dict(zip(statements.columns, row, strict=True))
        for name, convert in converted:
            if fields[name] is not None:
                fields[name] = convert(fields[name])
        record: AnyRecord = manager.new_instance()
        record.__dict__.update(fields)
        found.append(record)
    return found


@cache
def _converted(kind: type[Record]) -> tuple[tuple[str, Convert], ...]:
    """Return the columns whose values are not as SQLite keeps them; objects can be read once the mappers are configured."""
    kind.registry.configure()
    columns = table_of(kind).columns
    days: list[tuple[str, Convert]] = [(c.name, date.fromisoformat) for c in columns if isinstance(c.type, Date)]
    return (*days, *((c.name, bool) for c in columns if isinstance(c.type, Boolean)))
