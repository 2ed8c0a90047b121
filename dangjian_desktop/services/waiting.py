"""Rows that wait for another office's word, and how they are taken once that has come (case 14)."""

from collections.abc import Mapping, Sequence
from typing import Any

from dangjian_desktop.bundle.compare import NOT_TAKEN, Outcome, Plan, Rights, compare
from dangjian_desktop.models.bulk import as_stored, stored_difference
from dangjian_desktop.models.received import ParkedRow
from dangjian_desktop.models.tables import BY_TABLE, table_of
from dangjian_desktop.services import conflicts
from dangjian_desktop.services.exchange_rows import SCHEMA, present
from dangjian_desktop.services.parked import Parked, parked_rows
from dangjian_desktop.services.plan_names import plan_names
from dangjian_desktop.services.plan_words import sentences
from dangjian_desktop.services.work import Work

Row = Mapping[str, Any]


def write_rows(work: Work, plan: Plan) -> None:
    """Write what is taken; a row of equal content is, too, when its counters moved on, and a mark of deletion."""
    changed = [step for step in plan.steps if step.outcome not in NOT_TAKEN and step.before != step.after]
    for name in dict.fromkeys(step.table for step in changed):
        table = table_of(BY_TABLE[name])
        steps = [step for step in changed if step.table == name]
        work.put_plain(table, [as_stored(table, step.after) for step in steps if step.before is None], {})
        known = ((step.id, step.before, step.after, () if step.siblings else step.taken) for step in steps)
        changes = {
            key: stored_difference(table, before, after, names)
            for key, before, after, names in known
            if before is not None
        }
        work.change_plain(table, changes)


def retry(work: Work, sender: str) -> tuple[str, ...]:
    """Take what other senders' rows waited for and ``sender`` has now brought; return what was taken, in sentences.

    It belongs to the same action: undoing the merge lets them wait again.
    """
    waiting: dict[str, list[Parked]] = {}
    for row in parked_rows(work.connection):
        if row.kind == Outcome.PARKED and row.from_id != sender:
            waiting.setdefault(row.from_id, []).append(row)
    told: list[str] = []
    for other, rows in waiting.items():
        told += take_waiting(work, other, rows)
    return tuple(told)


def take_waiting(work: Work, sender: str, rows: Sequence[Parked]) -> list[str]:
    """Take those of a sender's waiting rows that nothing holds back any more; return what was taken, in sentences."""
    tables: dict[str, list[Row]] = {}
    for row in rows:
        tables.setdefault(row.table, []).append(row.values)
    known = present(work.connection, tables, frozen=True)
    owners = frozenset(str(row.values["owner_id"]) for row in rows) - {work.office.office_id}
    plan = compare(tables, known, Rights(owners, frozenset(BY_TABLE), work.office.office_id), SCHEMA)
    taken = {(step.table, step.id) for step in plan.steps if step.outcome not in NOT_TAKEN}
    if not taken:
        return []
    names = plan_names(work.connection, sender, plan)
    plan = Plan(tuple(step for step in plan.steps if (step.table, step.id) in taken))
    told = [f"先前等待的内容现在读入：{text}" for text in sentences(plan, names)]
    write_rows(work, plan)
    conflicts.remember(work, plan)
    work.erase(table_of(ParkedRow), [row.id for row in rows if (row.table, row.row_id) in taken])
    return told
