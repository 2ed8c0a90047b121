"""What a package would change: a pure function from rows received and rows known to a plan, field by field."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

from dangjian_desktop.bundle.merge import WHOLE_ROW, Merged, deletion_in_question, merged
from dangjian_desktop.bundle.siblings import Sibling

Row = Mapping[str, Any]
Key = tuple[str, str]
NOT_SENDERS = "不由发送单位填写"
UNKNOWN_TABLE = "本机程序不认识这一类内容，已原样保存，升级后自动读入"
ORPHAN = "它所指的那一项不在这里，也不在包里"
IN_CONFLICT = "同一项有两份不同的内容，暂取其一，请支部核实"
EDITED_AFTER_DELETION = "一处删除了这一行，另一处还在改，暂按删除，请支部核实"
PROPOSED = "本单位的数据里没有这一条，或比它旧；下级留有这一份，请确认是否采用"


class Outcome(StrEnum):
    """What becomes of a received row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    CONFLICT = "conflict"
    PARKED = "parked"
    NOT_OWNED = "not_owned"
    STALE = "stale"
    PARALLEL = "parallel"
    LOCKED = "locked"
    INVALID = "invalid"
    FOREIGN = "foreign"
    PROPOSAL = "proposal"
    LATE = "late"
    ASIDE = "aside"


BROADLY = {
    Outcome.STALE: Outcome.SAME,
    Outcome.PARALLEL: Outcome.CHANGED,
    Outcome.LOCKED: Outcome.PARKED,
    Outcome.INVALID: Outcome.PARKED,
    Outcome.FOREIGN: Outcome.PARKED,
    Outcome.PROPOSAL: Outcome.PARKED,
    Outcome.LATE: Outcome.PARKED,
    Outcome.ASIDE: Outcome.PARKED,
}
"""Which of the six outcomes of command-line.md each finer one counts as."""
WAITING = (
    Outcome.PARKED,
    Outcome.LOCKED,
    Outcome.INVALID,
    Outcome.FOREIGN,
    Outcome.PROPOSAL,
    Outcome.LATE,
    Outcome.ASIDE,
)
NOT_TAKEN = frozenset({*WAITING, Outcome.NOT_OWNED})
NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True)
class Schema:
    """What a row may look like: which column points to which table, and a reason when values do not fit."""

    references: Mapping[str, Mapping[str, str]]
    misfit: Callable[[str, Row], str | None]


@dataclass(frozen=True)
class Rights:
    """Whose rows a sender may bring, in which tables; rows of the ``receiver`` itself come back as proposals.

    ``diverged`` says that the sender's history is not the one known here (restored, or two copies of one file): then
    no value gives way to another unasked.
    """

    owners: frozenset[str]
    tables: frozenset[str]
    receiver: str = ""
    diverged: bool = False


class Step(NamedTuple):
    """One row's fate; ``after`` is what to write, or what is kept aside when it is not taken; ``reason`` in Chinese.

    ``siblings`` are all values of the fields that were written by several without knowledge of each other, the shown
    one first; ``settled`` the fields whose question a later value has answered; ``kept`` those whose known value is the later one;
    ``taken`` those whose value is new.
    """

    table: str
    id: str
    outcome: Outcome
    before: Row | None
    after: Row
    reason: str = ""
    siblings: Mapping[str, tuple[Sibling, ...]] = NOTHING
    settled: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    received: Row = NOTHING
    taken: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """Every row of a package with its fate, in the package's order; ``skipped`` rows are merged here already.

    ``missing`` are the titles of attachments whose content neither came nor is here.
    """

    steps: tuple[Step, ...] = ()
    skipped: int = 0
    missing: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many rows have each fate: the six add up to all rows, the finer ones are among them."""
        counts = {outcome.value: 0 for outcome in Outcome}
        counts[Outcome.SAME.value] = self.skipped
        for outcome, count in Counter(step.outcome for step in self.steps).items():
            counts[outcome.value] += count
            if outcome in BROADLY:
                counts[BROADLY[outcome].value] += count
        return {**counts, "attachment_missing": len(self.missing)}

    def of(self, *outcomes: Outcome) -> tuple[Step, ...]:
        """Return the steps with one of these fates."""
        return tuple(step for step in self.steps if step.outcome in outcomes)


@dataclass(frozen=True)
class Present:
    """The receiver's side: known rows, frozen ones with the reason, and fields of which several values are kept.

    ``held`` are rows that have to wait for another office's word, with the reason; ``late`` those of a year that is closed
    here: they wait unless they bring nothing new; ``aside`` those that a person here does not take for now. ``pointed``
    are further rows that are here, of which no more is known.
    """

    rows: Mapping[Key, Row]
    frozen: Mapping[Key, str] = field(default_factory=dict)
    siblings: Mapping[Key, Mapping[str, tuple[Sibling, ...]]] = field(default_factory=dict)
    held: Mapping[Key, str] = field(default_factory=dict)
    late: Mapping[Key, str] = field(default_factory=dict)
    aside: Mapping[Key, str] = field(default_factory=dict)
    pointed: Set[Key] = frozenset()

    def has(self, key: Key) -> bool:
        """Tell whether a row is here."""
        return key in self.rows or key in self.pointed


def compare(
    tables: Mapping[str, Iterable[Row]],
    present: Present,
    rights: Rights,
    schema: Schema,
    *,
    skipped: int = 0,
    contents: frozenset[str] | None = None,
) -> Plan:
    """Return the plan of a package; the same rows give the same content in whatever order packages came.

    ``contents`` are the hashes of attachments that came or are here.
    """
    steps = [_step(table, row, present, rights, schema) for table, rows in tables.items() for row in rows]
    steps = _park_orphans(steps, present, schema)
    missing = () if contents is None else tuple(_missing(steps, contents))
    return Plan(tuple(steps), skipped, missing)


def _missing(steps: Iterable[Step], contents: frozenset[str]) -> Iterator[str]:
    rows = [step.after for step in steps if step.table == "attachments" and step.outcome not in NOT_TAKEN]
    for row in rows:
        if not row["deleted"] and row["sha256"] not in contents:
            yield row["title"] or row["sha256"][:8]


def _step(table: str, row: Row, present: Present, rights: Rights, schema: Schema) -> Step:
    key = (table, str(row["id"]))
    before = present.rows.get(key)

    def step(outcome: Outcome, reason: str = "") -> Step:
        return Step(table, key[1], outcome, before, row, reason, received=row)

    if table not in schema.references:
        owner = row.get("owner_id")
        owned = isinstance(owner, str) and owner in rights.owners
        return step(Outcome.FOREIGN, UNKNOWN_TABLE) if owned else step(Outcome.NOT_OWNED, NOT_SENDERS)
    if reason := schema.misfit(table, row):
        return step(Outcome.INVALID, reason)
    owner = row["owner_id"]
    if owner == rights.receiver and (before is None or before["owner_id"] == owner):
        return _proposal(step, before, row)
    if table not in rights.tables or owner not in rights.owners or (before and before["owner_id"] != owner):
        return step(Outcome.NOT_OWNED, NOT_SENDERS)
    if reason := present.held.get(key, ""):
        return step(Outcome.PARKED, reason)
    outcome, waits = (
        (Outcome.ASIDE, present.aside[key]) if key in present.aside else (Outcome.LATE, present.late.get(key, ""))
    )
    if before is None and waits and not row["deleted"]:
        return step(outcome, waits)
    if before is None:
        if asked := deletion_in_question(row):
            return step(Outcome.CONFLICT, EDITED_AFTER_DELETION)._replace(siblings={WHOLE_ROW: asked})
        return step(Outcome.SAME if row["deleted"] else Outcome.NEW)
    both = merged(before, row, present.siblings.get(key, {}), diverged=rights.diverged)
    reason = present.frozen.get(key, "")
    if reason and (both.taken or both.opened):
        return step(Outcome.LOCKED, reason)
    if waits and (both.taken or both.opened):
        return step(outcome, waits)
    return _outcome(table, key[1], before, row, both)


def _outcome(table: str, row_id: str, before: Row, row: Row, both: Merged) -> Step:
    outcome, reason = Outcome.STALE if both.kept else Outcome.SAME, ""
    if both.opened:
        outcome, reason = Outcome.CONFLICT, EDITED_AFTER_DELETION if both.opened == (WHOLE_ROW,) else IN_CONFLICT
    elif both.taken:
        outcome = Outcome.PARALLEL if both.kept else Outcome.CHANGED
    return Step(
        table, row_id, outcome, before, both.row, reason, both.siblings, both.settled, both.kept, row, both.taken
    )


def _proposal(step: Callable[..., Step], before: Row | None, row: Row) -> Step:
    """What a unit holds of this office's own rows matters only when this office has lost it (restored)."""
    if before is None:
        return step(Outcome.SAME) if row["deleted"] else step(Outcome.PROPOSAL, PROPOSED)
    both = merged(before, row, {})
    lost = both.taken or both.opened
    return step(Outcome.PROPOSAL, PROPOSED) if lost else step(Outcome.SAME)._replace(after=before)


def _park_orphans(steps: list[Step], present: Present, schema: Schema) -> list[Step]:
    """Park rows that point to nothing, then rows that point to those, until all that is left stands."""
    taken = {(step.table, step.id): step for step in steps if step.outcome not in NOT_TAKEN}
    leaning: dict[Key, list[Key]] = {}
    for key, step in taken.items():
        for column, target in schema.references[step.table].items():
            value = step.after.get(column)
            if value is not None:
                leaning.setdefault((target, value), []).append(key)
    missing = [target for target in leaning if target not in taken and not present.has(target)]
    fallen = [key for target in missing for key in leaning[target]]
    if not fallen:
        return steps
    orphans: set[Key] = set()
    while fallen:
        key = fallen.pop()
        if key not in orphans:
            orphans.add(key)
            fallen += () if present.has(key) else leaning.get(key, ())
    return [
        Step(s.table, s.id, Outcome.PARKED, s.before, s.received, ORPHAN, received=s.received)
        if (s.table, s.id) in orphans
        else s
        for s in steps
    ]
