"""The answers of 合并审阅 and 待核实, run on the worker; each imports its service when it is first called."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dangjian_desktop.services.choosing import Chosen
    from dangjian_desktop.services.open_points import Point
    from dangjian_desktop.services.reviewing import Entry
    from dangjian_desktop.services.todo import Todo
    from dangjian_desktop.services.work import Changes, Office


def answer(office: Office, entry: Entry, side: int) -> Changes:
    """Answer an entry that asks: by one of its values, or by whether two are one person."""
    from dangjian_desktop.services import choosing, same_person

    if entry.twins is not None:
        return same_person.answer(office, entry.twins, same=side == 0)
    return choosing.choose(office, _chosen(entry, side))


def answer_again(office: Office, entry: Entry) -> Changes:
    """Take an answer back."""
    from dangjian_desktop.services import choosing, same_person

    if entry.twins is not None:
        return same_person.answer(office, entry.twins, same=None)
    return choosing.choose_again(office, entry.place, what=entry.name)


def accept_all(office: Office, entries: Sequence[Entry], unit: str) -> Changes:
    """Take for every field in conflict of a branch the value that is shown; one undo takes all back."""
    from dangjian_desktop.services import choosing

    chosen = [_chosen(entry, entry.shown) for entry in entries if entry.twins is None]
    return choosing.choose(office, *chosen, verb=f"采用整个支部：{unit}")


def _chosen(entry: Entry, side: int) -> Chosen:
    from dangjian_desktop.services import choosing

    return choosing.Chosen(entry.place, entry.sides[side].value, [each.value for each in entry.sides], entry.name)


def turn(office: Office, entry: Entry) -> Changes:
    """Set a row of a package aside, or take one up that was set aside."""
    from dangjian_desktop.services import set_aside

    table, row_id = entry.key
    if entry.kind == "aside":
        return set_aside.take_up(office, table, row_id, what=entry.name)
    return set_aside.set_aside(office, table, entry.row, what=entry.name)


def read_points(office: Office) -> list[Point]:
    """Return what is open with the units and the level above."""
    from dangjian_desktop.services import open_points

    return open_points.open_points(office)


def take(office: Office, point: Point) -> None:
    """Take what waits: rows reported late, a row set aside, a row of this office's own that a unit has kept."""
    from dangjian_desktop.services import late, parked

    if point.entry.kind == "late":
        late.take_late(office, point.unit_name)
    elif point.entry.kind == "proposal":
        parked.accept_proposal(office, point.id)
    else:
        turn(office, point.entry)


def settle(office: Office, point: Point, side: int) -> None:
    """Answer the level above with one of the values that it asks about."""
    from dangjian_desktop.services import questions

    questions.settle(office, point.id, point.entry.sides[side].value)


def place_of(point: Point) -> Todo:
    """Return the way to the cell that an open thing is about."""
    from dangjian_desktop.services import todo

    return todo.look_at_row(point.entry.note, *point.entry.key, point.entry.column)
