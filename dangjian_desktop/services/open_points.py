"""What is open between an office and its units or the level above, as a list: whose, which values, what can be done."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, select

from dangjian_desktop.bundle.compare import Outcome, Plan, Step
from dangjian_desktop.bundle.siblings import NOBODY, Sibling
from dangjian_desktop.core.ids import writer_of
from dangjian_desktop.models.bulk import read_plain
from dangjian_desktop.models.received import ReceivedPackage
from dangjian_desktop.models.tables import BY_TABLE, table_of, to_travel
from dangjian_desktop.services.choosing import Choice, Place, read_choices
from dangjian_desktop.services.conflicts import open_conflicts
from dangjian_desktop.services.exchange_rows import card_of, family
from dangjian_desktop.services.parked import Parked, parked_rows
from dangjian_desktop.services.plan_names import plan_names
from dangjian_desktop.services.plan_words import person_of, title_of
from dangjian_desktop.services.questions import ATTACHMENT, RETURNED, Asked, open_questions, questions_for
from dangjian_desktop.services.receiving import subordinates
from dangjian_desktop.services.reviewing import ASIDE, LATE, WAITS, Entry, Side, conflict_entry, twins_entry
from dangjian_desktop.services.same_person import likely_twins
from dangjian_desktop.services.work import Office

PROPOSAL, ASKED, TOLD = "proposal", "asked", "told"
SHOWN, OTHER = "暂取", "另一份"


@dataclass(frozen=True)
class Point:
    """One open thing: of which unit (or from which level above), as an entry, and by which id it is answered.

    ``entry.kind`` says what can be done: choose (conflict), tell persons apart (person), take up (aside, late, proposal),
    answer the level above (asked), or wait for the unit (waits, told).
    """

    unit: str
    unit_name: str
    id: str
    entry: Entry


def open_points(office: Office) -> list[Point]:
    """Return what the level above asks, then what is open in what the units sent, unit by unit."""
    above, units = open_questions(office), subordinates(office)
    with office.reading() as connection:
        found = list(_asked(connection, office, above))
        choices = read_choices(connection, office.office_id)
        for unit in units:
            found += _of_unit(connection, unit.id, unit.name, choices)
        names = {unit.id: unit.name for unit in units}
        for twins in likely_twins(connection) if units else ():
            if twins.same is not False:
                owner = twins.first.owner_id
                found.append(Point(owner, names.get(owner, twins.first.unit), "", twins_entry(twins)))
    return found


def _asked(connection: Connection, office: Office, above: Iterable[Asked]) -> Iterable[Point]:
    """What the level above asks: the own row, and between which values it is."""
    asked = list(above)
    rows: dict[tuple[str, str], Mapping[str, Any]] = {}
    for table in {each.table for each in asked if each.table in BY_TABLE}:
        ids = [each.row_id for each in asked if each.table == table]
        rows |= {
            (table, k): to_travel(row) for k, row in read_plain(connection, table_of(BY_TABLE[table]), ids).items()
        }
    steps = [Step(*key, Outcome.CONFLICT, None, row) for key, row in rows.items()]
    names = plan_names(connection, office.office_id, Plan(tuple(steps)))
    superior = card_of(connection, office.office_id)["superior_name"]
    for each in asked:
        row = rows.get((each.table, each.row_id))
        entry = Entry(ASKED, (each.table, each.row_id), "", "", each.text, column=each.field)
        if row is not None and each.choices and each.field in row:
            step = Step(each.table, each.row_id, Outcome.CONFLICT, None, row)
            siblings = [Sibling(value, {}) for value in each.choices]
            made = conflict_entry(step, each.field, siblings, names, "", "", {})
            sides = [_placed(side, "本机" if side.value == row[each.field] else OTHER, "") for side in made.sides]
            shown = next((at for at, side in enumerate(sides) if side.value == row[each.field]), 0)
            entry = replace(made, kind=ASKED, sides=tuple(sides), shown=shown, note=each.text)
        elif row is not None:
            entry = replace(entry, whose=person_of(Step(*entry.key, Outcome.SAME, None, row), names))
        yield Point("", superior, each.id, entry)


def _of_unit(connection: Connection, unit: str, name: str, choices: Mapping[Place, Choice]) -> Iterable[Point]:
    owners = family(connection, unit)
    yield from _conflicts(connection, unit, name, owners, choices)
    waiting = parked_rows(connection, unit)
    late = [row for row in waiting if row.kind == Outcome.LATE]
    if late:
        note = f"{late[0].reason}，共 {len(late)} 条已另外留存"
        yield Point(unit, name, name, Entry(LATE, ("", ""), "", "迟报", note))
    others = [row for row in waiting if row.kind != Outcome.LATE]
    steps = [Step(row.table, row.row_id, Outcome(row.kind), None, row.values, row.reason) for row in others]
    names = plan_names(connection, unit, Plan(tuple(steps)))
    for row, step in zip(others, steps, strict=True):
        kind = {Outcome.ASIDE: ASIDE, Outcome.PROPOSAL: PROPOSAL}.get(step.outcome, WAITS)
        known = row.table in BY_TABLE and step.outcome is not Outcome.INVALID
        whose = person_of(step, names) if known else ""
        yield Point(unit, name, row.id, Entry(kind, step_key(row), whose, title_of(row.table, row.values), row.reason))
    for line in questions_for(connection, unit):
        if line["kind"] in (ATTACHMENT, RETURNED, "fresh"):
            yield Point(unit, name, line["id"], Entry(TOLD, (line["table"], line["row_id"]), "", "", line["text"]))


def step_key(row: Parked) -> tuple[str, str]:
    """Return where a row that waits would stand."""
    return row.table, row.row_id


def _conflicts(
    connection: Connection, unit: str, name: str, owners: frozenset[str], choices: Mapping[Place, Choice]
) -> Iterable[Point]:
    kept = open_conflicts(connection, owners)
    if not kept:
        return
    steps = []
    for each in kept:
        row = to_travel(read_plain(connection, table_of(BY_TABLE[each.table]), [each.row_id])[each.row_id])
        siblings = {each.field: each.siblings}
        steps.append(Step(each.table, each.row_id, Outcome.CONFLICT, None, row, siblings=siblings))
    names, who = plan_names(connection, unit, Plan(tuple(steps))), _who_wrote(connection, unit)
    for each, step in zip(kept, steps, strict=True):
        entry = conflict_entry(step, each.field, each.siblings, names, "", "", choices)
        wrote = {repr(sibling.value): _whom(sibling, who) for sibling in each.siblings}
        sides = [
            _placed(side, SHOWN if at == entry.shown else OTHER, wrote.get(repr(side.value), ""))
            for at, side in enumerate(entry.sides)
        ]
        note = "已选定，随回执请支部核实" if entry.answered else "随回执请支部核实"
        yield Point(unit, name, each.id, replace(entry, sides=tuple(sides), note=entry.note if not sides else note))


def _placed(side: Side, place: str, who: str) -> Side:
    return Side(place, side.text, who, side.value)


def _whom(sibling: Sibling, who: Mapping[str, str]) -> str:
    told = "这一行新增时的内容" if NOBODY in sibling.versions else ""
    return next((who[writer] for writer in sibling.versions if writer in who), told)


def _who_wrote(connection: Connection, unit: str) -> dict[str, str]:
    """Return for each PC of a unit, as rows name their writers, its newest package and when that came."""
    table = table_of(ReceivedPackage)
    statement = select(table).where(table.c.from_id == unit).order_by(table.c.sequence)
    return {
        writer_of(
            row.installation_id
        ): f"第{row.sequence}号的电脑，{int(row.received_at[5:7])}月{int(row.received_at[8:10])}日收到"
        for row in connection.execute(statement)
    }
