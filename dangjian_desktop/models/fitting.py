"""Whether JSON values from outside fit a kind of row: their types, their sizes, nothing missing (case 34)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from operator import itemgetter
from typing import Any

from sqlalchemy import Boolean, Column, Date, Integer, String

from dangjian_desktop.models.base import Record
from dangjian_desktop.models.bounds import (
    ANY,
    RANGES,
    TEXT_LENGTH,
    UNSHOWABLE,
    are_versions,
    day_fault,
    is_revision,
    number_fault,
    text_fault,
)
from dangjian_desktop.models.tables import defaults_of, table_of


def misfit(kind: type[Record], values: Mapping[str, Any]) -> str | None:
    """Return a Chinese reason why JSON values do not fit a kind of row, or None when they do."""
    if _fits_at_a_glance(_glance(kind), values):
        return None
    for name, nullable, wanted, fault in _expected(kind):
        value = values.get(name)
        if value is None:
            if not nullable and (name in values or name not in defaults_of(table_of(kind))):
                return f"缺少“{name}”"
        elif type(value) is not wanted:
            return f"“{name}”的内容类型不对"
        elif wrong := fault(value):
            return f"“{name}”{wrong}"
    if not is_revision(values["revision"]):
        return "“revision”数值不对"
    return None if are_versions(values.get("versions", {})) else "“versions”的写法不对"


@cache
def _expected(kind: type[Record]) -> tuple[tuple[str, bool, type, Callable[[Any], str]], ...]:
    """Return each column's name, whether it may be empty, its JSON type, and what finds fault with a value."""
    return tuple(
        (
            column.name,
            bool(column.nullable),
            int if isinstance(column.type, Integer) else bool if isinstance(column.type, Boolean) else str,
            _fault_of(column),
        )
        for column in table_of(kind).columns
        if column.name not in ("versions", "unknown")
    )


def _fault_of(column: Column[Any]) -> Callable[[Any], str]:
    if isinstance(column.type, Date):
        return day_fault
    if isinstance(column.type, Boolean):
        return lambda _: ""
    if isinstance(column.type, Integer):
        least, most = RANGES.get(column.name, ANY)
        return partial(number_fault, least=least, most=most)
    return partial(text_fault, length=column.type.length if isinstance(column.type, String) else None)


@dataclass(frozen=True)
class _Glance:
    """Where in a kind's row its days, whole numbers (with their least and most) and texts (some with a length) stand."""

    kind: type[Record]
    values: Callable[[Mapping[str, Any]], tuple[Any, ...]]
    days: tuple[int, ...]
    numbers: tuple[tuple[int, int, int], ...]
    texts: tuple[int, ...]
    short: tuple[tuple[int, int], ...]


@cache
def _glance(kind: type[Record]) -> _Glance:
    columns = [table_of(kind).columns[name] for name, *_ in _expected(kind)]
    lengths = [column.type.length if isinstance(column.type, String) else None for column in columns]
    return _Glance(
        kind,
        itemgetter(*(column.name for column in columns)),
        tuple(at for at, column in enumerate(columns) if isinstance(column.type, Date)),
        tuple(
            (at, *RANGES.get(column.name, ANY))
            for at, column in enumerate(columns)
            if isinstance(column.type, Integer) and column.name != "revision"
        ),
        tuple(at for at, column in enumerate(columns) if isinstance(column.type, String)),
        tuple((at, length) for at, length in enumerate(lengths) if length),
    )


def _fits_at_a_glance(glance: _Glance, row: Mapping[str, Any]) -> bool:
    """Tell whether a row is whole and in order, as nearly all are; what is not is looked at value by value."""
    try:
        values = glance.values(row)
    except KeyError:
        return False
    if not _are_types(glance.kind, tuple(map(type, values))):
        return False
    whole = "".join([values[at] or "" for at in glance.texts])
    faults: list[Any] = [day_fault(values[at]) for at in glance.days if values[at] is not None]
    faults += [not least <= values[at] <= most for at, least, most in glance.numbers if values[at] is not None]
    faults += [values[at] for at, length in glance.short if values[at] and len(values[at]) > length]
    return (
        len(whole) <= TEXT_LENGTH
        and not UNSHOWABLE.search(whole)
        and not any(faults)
        and is_revision(row["revision"])
        and are_versions(row.get("versions", {}))
    )


@lru_cache(4096)
def _are_types(kind: type[Record], types: tuple[type, ...]) -> bool:
    """Tell whether these are the types of a row's values, or nothing where that is allowed."""
    return all(
        found is wanted or (found is type(None) and nullable)
        for found, (_, nullable, wanted, _) in zip(types, _expected(kind), strict=True)
    )
