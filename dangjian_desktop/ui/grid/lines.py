"""A grid's row, and how its texts are shown and sorted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from dangjian_desktop.core.strokes import by_surname

if TYPE_CHECKING:
    from dangjian_desktop.schemes.scheme import Column

OWNER_LENGTH = 9
OFFICE_ENDINGS = ("总支部委员会", "支部委员会", "委员会", "党支部")
LONG = 12
PERSON_KINDS = ("member", "pledger", "nomination")


class Typed(NamedTuple):
    """A row's texts to save by column key; without an id it is new, ``before`` names the row that it goes before."""

    id: str | None
    texts: Mapping[str, str]
    before: str


@dataclass(eq=False)
class Line:
    """One row: ``dirty`` columns are not saved yet, ``problems`` say why a column's text was not taken.

    A new row with ``before`` was put above the row of that id, not at the end. One that is ``offered`` has its person's name
    only: nothing of it is kept until somebody types into it.
    """

    texts: list[str]
    id: str | None = None
    editable: bool = True
    owner: str = ""
    before: str = ""
    dirty: set[int] = field(default_factory=set)
    problems: dict[int, str] = field(default_factory=dict)
    offered: bool = False

    @property
    def is_draft(self) -> bool:
        """Whether it holds something and was never saved."""
        return self.id is None and not self.offered and any(self.texts)


def shown(column: Column, text: str) -> str:
    """A flag that is off shows nothing, so that the set ones stand out."""
    if column.kind == "flag":
        return "是" if text == "是" else ("" if text == "否" else text)
    return text.replace("\n", " ⏎ ")


def names_a_person(column: Column) -> bool:
    """Say whether a column holds people's names."""
    return column.kind.value in PERSON_KINDS or (column.key == "name" and column.heading == "姓名")


def short_office(name: str) -> str:
    """Return the telling part of an office's full name; the tooltip has all of it."""
    core = name.removeprefix("中共")
    for suffix in OFFICE_ENDINGS:
        core = core.removesuffix(suffix)
    return core if len(core) <= OWNER_LENGTH else f"…{core[1 - OWNER_LENGTH :]}"


def long_tooltip(text: str) -> str:
    """Return a text that its cell may cut off."""
    return text if len(text) > LONG or "\n" in text else ""


def sort_key(column: Column) -> Callable[[str], Any]:
    """Return what sorts a column: people by strokes, choices as they are offered, numbers by value before words."""
    if names_a_person(column):
        return by_surname
    if column.choices:
        places = {text: place for place, text in enumerate(column.choices)}
        return lambda text: (places.get(text, len(places)), text)
    return _number_then_text


def _number_then_text(text: str) -> tuple[bool, int, str]:
    number = int(text) if text.isdecimal() else 0
    return not text.isdecimal(), number, text
