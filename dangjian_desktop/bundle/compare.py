"""What a package would change: a pure function from rows received and rows known to a plan."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from dangjian_desktop.bundle.manifest import canonical_json

Row = Mapping[str, Any]
Key = tuple[str, str]


class Outcome(StrEnum):
    """What becomes of a received row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    CONFLICT = "conflict"
    PARKED = "parked"
    NOT_OWNED = "not_owned"


@dataclass(frozen=True)
class Schema:
    """What a row may look like: which column points to which table, and a reason when values do not fit."""

    references: Mapping[str, Mapping[str, str]]
    misfit: Callable[[str, Row], str | None]


@dataclass(frozen=True)
class Rights:
    """Whose rows a sender may bring, and in which tables."""

    owners: frozenset[str]
    tables: frozenset[str]


@dataclass(frozen=True)
class Step:
    """One row's fate; ``after`` is what to write (for a conflict: the provisional winner), ``reason`` in Chinese."""

    table: str
    id: str
    outcome: Outcome
    before: Row | None
    after: Row
    reason: str = ""
    loser: Row | None = None


@dataclass(frozen=True)
class Plan:
    """Every row of a package with its fate, in the package's order."""

    steps: tuple[Step, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many rows have each fate; every fate is named."""
        counts = {outcome.value: 0 for outcome in Outcome}
        for step in self.steps:
            counts[step.outcome.value] += 1
        return counts

    def of(self, *outcomes: Outcome) -> tuple[Step, ...]:
        """Return the steps with one of these fates."""
        return tuple(step for step in self.steps if step.outcome in outcomes)


@dataclass(frozen=True)
class Present:
    """The receiver's side: known rows by table and id, and rows whose content is frozen with the reason."""

    rows: Mapping[Key, Row]
    frozen: Mapping[Key, str] = field(default_factory=dict)


def compare(tables: Mapping[str, Iterable[Row]], present: Present, rights: Rights, schema: Schema) -> Plan:
    """Return the plan of a package; the same rows give the same plan in whatever order packages came."""
    steps = [_step(table, row, present, rights, schema) for table, rows in tables.items() for row in rows]
    return Plan(tuple(_park_orphans(steps, present, schema)))


def _step(table: str, row: Row, present: Present, rights: Rights, schema: Schema) -> Step:
    row_id = str(row["id"])
    before = present.rows.get((table, row_id))

    def step(outcome: Outcome, reason: str = "", after: Row = row, loser: Row | None = None) -> Step:
        return Step(table, row_id, outcome, before, after, reason, loser)

    if table not in schema.references:
        return step(Outcome.PARKED, "本机程序不认识这一类内容，请升级")
    if reason := schema.misfit(table, row):
        return step(Outcome.PARKED, reason)
    owner = row["owner_id"]
    if table not in rights.tables or owner not in rights.owners or (before and before["owner_id"] != owner):
        return step(Outcome.NOT_OWNED, "不由发送单位填写")
    if before is None:
        return step(Outcome.SAME if row["deleted"] else Outcome.NEW)
    if _content(before) == _content(row):
        return step(Outcome.SAME, after=max(before, row, key=lambda each: int(each["revision"])))
    if reason := present.frozen.get((table, row_id), ""):
        return step(Outcome.PARKED, reason)
    if row["revision"] > before["revision"]:
        return step(Outcome.CHANGED)
    # An equal or lower revision with other values means two files of one office: a fixed order, never arrival, decides.
    wins = (row["revision"], canonical_json(dict(row))) > (before["revision"], canonical_json(dict(before)))
    winner, loser = (row, before) if wins else (before, row)
    return step(Outcome.CONFLICT, "同一项两次上报不同，暂取其一，请支部核实", winner, loser)


def _content(row: Row) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key not in ("revision", "versions")}


def _park_orphans(steps: list[Step], present: Present, schema: Schema) -> list[Step]:
    """Park rows that point to nothing, then rows that point to those, until all that is left stands."""
    while True:
        standing = set(present.rows) | {(s.table, s.id) for s in steps if s.outcome is not Outcome.PARKED}
        orphans = {
            (step.table, step.id)
            for step in steps
            if step.outcome not in (Outcome.PARKED, Outcome.NOT_OWNED)
            for column, target in schema.references[step.table].items()
            if step.after.get(column) is not None and (target, step.after[column]) not in standing
        }
        if not orphans:
            return steps
        steps = [
            Step(s.table, s.id, Outcome.PARKED, s.before, s.after, "它所指的那一项不在这里，也不在包里")
            if (s.table, s.id) in orphans
            else s
            for s in steps
        ]
