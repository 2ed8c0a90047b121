"""A grid's row, and how its texts are shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dangjian_desktop.schemes.scheme import Column

OWNER_LENGTH = 9
OFFICE_ENDINGS = ("总支部委员会", "支部委员会", "委员会", "党支部")
LONG = 12


@dataclass(eq=False)
class Line:
    """One row: ``dirty`` columns are not saved yet, ``problems`` say why a column's text was not taken."""

    texts: list[str]
    id: str | None = None
    editable: bool = True
    owner: str = ""
    dirty: set[int] = field(default_factory=set)
    problems: dict[int, str] = field(default_factory=dict)


def shown(column: Column, text: str) -> str:
    """A flag that is off shows nothing, so that the set ones stand out."""
    if column.kind == "flag":
        return "是" if text == "是" else ("" if text == "否" else text)
    return text.replace("\n", " ⏎ ")


def short_office(name: str) -> str:
    """Return the telling part of an office's full name; the tooltip has all of it."""
    core = name.removeprefix("中共")
    for suffix in OFFICE_ENDINGS:
        core = core.removesuffix(suffix)
    return core if len(core) <= OWNER_LENGTH else f"…{core[1 - OWNER_LENGTH :]}"


def long_tooltip(text: str) -> str:
    """Return a text that its cell may cut off."""
    return text if len(text) > LONG or "\n" in text else ""


def sort_key(text: str) -> tuple[bool, bool, int, str]:
    """Sort numbers by value before words, empty cells last."""
    number = int(text) if text.isdecimal() else 0
    return not text, not text.isdecimal(), number, text
