"""Which of several values of a field is shown until its owner has settled it: a person's choice here (exchange.md)."""

import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, select

from dangjian_desktop.bundle.compare import Plan, Step
from dangjian_desktop.bundle.merge import WHOLE_ROW, shown_first
from dangjian_desktop.bundle.siblings import Sibling, rank
from dangjian_desktop.core.errors import UserError
from dangjian_desktop.models.bulk import as_stored, read_plain
from dangjian_desktop.models.received import FieldConflict, Question
from dangjian_desktop.models.tables import BY_TABLE, canonical, table_of, to_travel
from dangjian_desktop.services.conflicts import SPACE, Conflict, canonical_list, conflicts_at
from dangjian_desktop.services.work import Changes, Office, Work

CHOSEN = "chosen"
Place = tuple[str, str, str]
"""A table, a row in it, and a field of the row."""


@dataclass(frozen=True)
class Choice:
    """The value chosen, and all between which it was: with another one among them the choice no longer holds."""

    value: Any
    among: frozenset[str]

    def holds(self, siblings: Iterable[Sibling]) -> bool:
        """Tell whether these are the values that were chosen between."""
        return self.among == values_of(siblings)


def values_of(siblings: Iterable[Sibling]) -> frozenset[str]:
    """Return what siblings say, as canonical texts."""
    return frozenset(_text(each.value) for each in siblings)


def _text(value: Any) -> str:  # noqa: ANN401  (a JSON value)
    return canonical({"value": value})


def read_choices(connection: Connection, office_id: str) -> dict[Place, Choice]:
    """Return what was chosen in this office, by place."""
    table = table_of(Question)
    statement = select(table).where(table.c.kind == CHOSEN, table.c.from_id == office_id)
    found = {}
    for row in connection.execute(statement):
        kept = json.loads(row.values)
        found[row.table_name, row.row_id, row.field] = Choice(kept["value"], frozenset(kept["among"]))
    return found


def heeded(plan: Plan, choices: Mapping[Place, Choice]) -> Plan:
    """Return a plan in which chosen values are the ones shown."""
    if not choices:
        return plan
    return replace(plan, steps=tuple(_heed(step, choices) for step in plan.steps))


def _heed(step: Step, choices: Mapping[Place, Choice]) -> Step:
    for name, siblings in step.siblings.items():
        choice = choices.get((step.table, step.id, name))
        if choice and choice.holds(siblings):
            after, order = shown_first(step.after, name, siblings, _sibling(siblings, choice.value))
            step = step._replace(after=after, siblings={**step.siblings, name: order})
    return step


def _sibling(siblings: Sequence[Sibling], value: Any) -> Sibling:  # noqa: ANN401  (a JSON value)
    return next(each for each in siblings if _text(each.value) == _text(value))


@dataclass(frozen=True)
class Chosen:
    """A value picked from those that a field has; ``what`` names the field."""

    place: Place
    value: Any
    among: Sequence[Any]
    what: str


def choose(office: Office, *chosen: Chosen, verb: str = "") -> Changes:
    """Show these values of fields in conflict, now or as soon as their package is merged; one undo takes all back.

    None of the others is dropped, and the owner is asked all the same. Raises UserError for a value that is not among them.
    """
    with office.work(verb or f"选定：{chosen[0].what}") as work:
        for each in chosen:
            texts = frozenset(map(_text, each.among))
            if _text(each.value) not in texts or each.place[2] == WHOLE_ROW:
                raise UserError("QUESTION-VALUE", "选的内容不在这几份之中。请从列出的内容里选一份，或请支部改正。")
            kept = {"value": each.value, "among": sorted(texts)}
            work.put(Question, [_row(office.office_id, each.place, each.what, kept)])
            _show(work, each.place, Choice(each.value, texts))
    return work.changes


def choose_again(office: Office, place: Place, *, what: str) -> Changes:
    """Take a choice back: the value first in the common order is shown, and the question is open again."""
    with office.work(f"重新选：{what}") as work:
        work.erase(table_of(Question), [_id(office.office_id, place)])
        for conflict in conflicts_at(work.connection, place):
            first = max(conflict.siblings, key=rank)
            _show(work, place, Choice(first.value, values_of(conflict.siblings)))
    return work.changes


def _show(work: Work, place: Place, choice: Choice) -> None:
    """Show a value of a field whose several values are kept here already."""
    for conflict in conflicts_at(work.connection, place):
        if choice.holds(conflict.siblings):
            _put_first(work, conflict, _sibling(conflict.siblings, choice.value))


def _put_first(work: Work, conflict: Conflict, chosen: Sibling) -> None:
    table = table_of(BY_TABLE[conflict.table])
    before = read_plain(work.connection, table, [conflict.row_id])
    row, order = shown_first(to_travel(before[conflict.row_id]), conflict.field, conflict.siblings, chosen)
    work.put_plain(table, [as_stored(table, row)], before)
    (kept,) = work.rows_by_id(table_of(FieldConflict), [conflict.id]).values()
    work.put(FieldConflict, [{**kept, "siblings": canonical_list(order)}])


def _id(office_id: str, place: Place) -> str:
    return str(uuid.uuid5(SPACE, "/".join((CHOSEN, office_id, *place))))


def _row(office_id: str, place: Place, what: str, kept: Mapping[str, Any]) -> dict[str, Any]:
    table, row_id, field = place
    return {
        "id": _id(office_id, place),
        "from_id": office_id,
        "package_id": "",
        "kind": CHOSEN,
        "table_name": table,
        "row_id": row_id,
        "field": field,
        "text": what,
        "values": canonical(kept),
        "settled": True,  # nobody waits for an answer to it here
    }
