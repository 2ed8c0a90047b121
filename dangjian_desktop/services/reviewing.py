"""A package's plan entry by entry, for a person to look through: what is here, what came, who wrote it and when."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from dangjian_desktop.bundle.archive import Incoming
from dangjian_desktop.bundle.compare import NOT_TAKEN, WAITING, Key, Outcome, Plan, Step
from dangjian_desktop.bundle.merge import WHOLE_ROW
from dangjian_desktop.bundle.siblings import Sibling, differ
from dangjian_desktop.core.dates import print_month
from dangjian_desktop.models.tables import canonical, from_plain, table_of
from dangjian_desktop.services.cells import Names, show_cell
from dangjian_desktop.services.choosing import Choice, Place, read_choices
from dangjian_desktop.services.plan_words import (
    heading_of,
    ledger_of,
    person_of,
    problem_sentences,
    shown_value,
    title_of,
)
from dangjian_desktop.services.same_person import Twins, likely_twins

CONFLICT, PERSON, CHANGED, REMOVED, NEW, KEPT, ASIDE, LATE, WAITS = ORDER = (
    *("conflict", "person", "changed", "removed", "new", "kept", "aside", "late", "waits"),
)
MERGED = "合并上报包"
HERE, CAME, EARLIER = "本机", "上报", "先前收到"
TELLING = 4
"""Columns that tell what a new row is."""
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Side:
    """One of a field's values: where it stands, as a person reads it, who brought it and when (empty: not known)."""

    place: str
    text: str
    who: str = ""
    value: Any = None


@dataclass(frozen=True)
class Entry:
    """One thing in a package: a field in conflict, two who may be one, a changed field, a new row, one that waits.

    ``sides`` are the values, the one that is shown first at ``shown``. ``answered`` tells of a conflict or of two persons
    whether somebody has chosen. ``row`` is the received row; what has one may be set aside.
    """

    kind: str
    key: Key
    whose: str
    what: str
    note: str
    sides: tuple[Side, ...] = ()
    column: str = ""
    shown: int = 0
    answered: bool = False
    twins: Twins | None = None
    row: Row = field(default_factory=dict)

    @property
    def place(self) -> Place:
        """Where a field in conflict stands."""
        return (*self.key, self.column)

    @property
    def asks(self) -> bool:
        """Whether a person here has something to answer; a deletion in doubt is for the branch alone."""
        return self.kind == PERSON or (self.kind == CONFLICT and self.column != WHOLE_ROW)

    @property
    def name(self) -> str:
        """What it is called in the journal."""
        return f"{self.whose} {self.what}".strip()


def review(connection: Connection, office_id: str, package: Incoming, plan: Plan, names: Names) -> tuple[Entry, ...]:
    """Return what a plan holds, what asks for an answer first, then what changes, then what is new, then what waits."""
    told = [step for step in plan.steps if step.outcome not in (Outcome.SAME, Outcome.NOT_OWNED)]
    manifest = package.manifest
    last = last_changes(connection, [step.id for step in told if step.before is not None], manifest.sender.name)
    choices = read_choices(connection, office_id)
    sent = f"第{manifest.sequence}号，{_day(manifest.claimed_time)}生成"
    found: dict[str, list[Entry]] = defaultdict(list)
    for step in told:
        for entry in _entries(step, names, last, sent, choices):
            found[entry.kind].append(entry)
    taken = [s.after for s in told if s.table == "members" and s.outcome not in NOT_TAKEN]
    found[PERSON] = [
        twins_entry(twins)
        for twins in likely_twins(connection, taken, sender=(manifest.sender.id, manifest.sender.name))
    ]
    return tuple(entry for kind in ORDER for entry in found[kind])


def _entries(
    step: Step, names: Names, last: Mapping[Place, str], sent: str, choices: Mapping[Place, Choice]
) -> Iterable[Entry]:
    whose, title = person_of(step, names), title_of(step.table, step.after)
    key = (step.table, step.id)
    if step.outcome in WAITING:
        kind = {Outcome.LATE: LATE, Outcome.ASIDE: ASIDE}.get(step.outcome, WAITS)
        yield Entry(kind, key, whose, title, step.reason, row=step.received)
        return
    for name, siblings in step.siblings.items():
        if differ(name, siblings):
            yield conflict_entry(step, name, siblings, names, last.get((*key, name), ""), sent, choices)
    if step.before is None:
        if not step.siblings:
            yield Entry(NEW, key, whose, title, "", (Side(CAME, _summary(step, names)),), row=step.received)
        return
    if step.after["deleted"] != step.before.get("deleted"):
        note = "删除" if step.after["deleted"] else "恢复"
        yield Entry(REMOVED, key, whose, title, f"支部{note}了这一行", row=step.received)
        return
    yield from _changed(step, names, last, sent, whose, title)


def _changed(step: Step, names: Names, last: Mapping[Place, str], sent: str, whose: str, title: str) -> Iterable[Entry]:
    ledger, before = ledger_of(step.table, step.after), step.before or {}
    for column in ledger.columns if ledger else ():
        name = column.key
        if before.get(name) != step.after.get(name) and not differ(name, step.siblings.get(name, ())):
            texts = [shown_value(step.table, row, name, row.get(name), names) for row in (before, step.after)]
            sides = (Side(HERE, texts[0], last.get((step.table, step.id, name), "")), Side(CAME, texts[1], sent))
            what = f"{title}“{column.heading}”"
            yield Entry(
                CHANGED, (step.table, step.id), whose, what, "自动（只有支部改）", sides, name, 1, row=step.received
            )
    for name in step.kept:
        if name != "deleted":
            texts = [shown_value(step.table, row, name, row[name], names) for row in (step.after, step.received)]
            sides = (Side(HERE, texts[0], last.get((step.table, step.id, name), "")), Side(CAME, texts[1], sent))
            what = f"{title}“{heading_of(step.table, step.after, name)}”"
            yield Entry(KEPT, (step.table, step.id), whose, what, "本机的较新，不改回去", sides, name)


def conflict_entry(
    step: Step,
    name: str,
    siblings: Sequence[Sibling],
    names: Names,
    told: str,
    sent: str,
    choices: Mapping[Place, Choice],
) -> Entry:
    """Return a field that several wrote without knowing of each other: the value here, the one that came, earlier ones."""
    key, title = (step.table, step.id), title_of(step.table, step.after)
    if name == WHOLE_ROW:
        (text,) = problem_sentences(step, names)[:1]
        return Entry(CONFLICT, key, person_of(step, names), title, text, column=name, row=step.received)
    here = (step.before or {}).get(name)
    unique = {canonical({"": each.value}): each.value for each in siblings}.values()
    sides = []
    for value in sorted(unique, key=lambda each: (each != here, each != step.received.get(name))):
        text = shown_value(step.table, step.after, name, value, names)
        if value == here:
            sides.append(Side(HERE, text, told, value))
        elif value == step.received.get(name):
            sides.append(Side(CAME, text, sent, value))
        else:
            sides.append(Side(EARLIER, text, "", value))
    shown = next(at for at, side in enumerate(sides) if side.value == siblings[0].value)
    choice = choices.get((*key, name))
    what = title if name == "deleted" else f"{title}“{heading_of(step.table, step.after, name)}”"
    answered = bool(choice and choice.holds(siblings))
    return Entry(
        CONFLICT,
        key,
        person_of(step, names),
        what,
        "两处都改过",
        tuple(sides),
        name,
        shown,
        answered,
        row=step.received,
    )


def twins_entry(twins: Twins) -> Entry:
    """Return two members who may be one person."""
    sides = tuple(
        Side(each.unit, f"{each.name}　出生 {_month(each.birth)}　入党 {_month(each.joined)}")
        for each in (twins.first, twins.second)
    )
    note = {None: "可能是同一人", True: "是同一人", False: "不是同一人"}[twins.same]
    first, second = twins.first.name, twins.second.name
    key = ("members", twins.first.row_id)
    return Entry(PERSON, key, f"{first} ≈ {second}", "", note, sides, answered=twins.same is not None, twins=twins)


def _month(text: str) -> str:
    return print_month(text) if text else "—"


def _summary(step: Step, names: Names) -> str:
    """Return what tells a new row, as its first cells show it."""
    ledger = ledger_of(step.table, step.after)
    typed = from_plain(table_of(ledger.record), step.after) if ledger else {}
    texts = [show_cell(column, typed.get(column.key), names) for column in ledger.columns] if ledger else []
    whose = person_of(step, names)
    return "　".join([text.replace("\n", "；") for text in texts if text and text != whose][:TELLING])


def last_changes(connection: Connection, ids: Sequence[str], sender: str) -> dict[Place, str]:
    """Return for each field of these rows by which action it got its value here, and on which day."""
    statement = (
        "SELECT c.table_name, c.row_id, c.after, e.at, e.verb FROM journal_changes c"
        " JOIN journal_entries e ON e.seq = c.entry_seq WHERE NOT e.undone AND c.after <> ''"
        " AND c.row_id IN (SELECT value FROM json_each(?)) ORDER BY c.id"
    )
    found: dict[Place, str] = {}
    for table, row_id, after, at, verb in connection.exec_driver_sql(statement, (json.dumps(ids),)) if ids else ():
        package = verb.removeprefix(f"{MERGED}：{sender}")
        told = f"{package}，{_day(at)}" + ("合并" if package != verb else "")
        found |= {(table, row_id, name): told for name in json.loads(after)}
    return found


def _day(moment: str) -> str:
    return f"{int(moment[5:7])}月{int(moment[8:10])}日"
