"""The plain values that a form is filled with."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Row:
    """One table row: texts of the columns after 序号; ``group`` is the merged name of forms 5 and 7."""

    cells: tuple[str, ...]
    group: str = ""


@dataclass(frozen=True)
class Values:
    """What is printed into a form: named fields, numbered items, table rows and a photo."""

    fields: Mapping[str, str] = field(default_factory=dict)
    items: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rows: tuple[Row, ...] = ()
    photo: bytes | None = None
