"""Undo and redo of any verb through the journal, whole imports and merges included."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from dangjian_desktop.core.errors import Cancelled, UserError
from dangjian_desktop.core.progress import Progress, silent
from dangjian_desktop.models.base import Base
from dangjian_desktop.models.journal import JournalChange, JournalEntry
from dangjian_desktop.models.received import SentPackage
from dangjian_desktop.models.tables import canonical, table_of
from dangjian_desktop.services.versions import versioned
from dangjian_desktop.services.work import Changes, Office, Work, stored_values

Values = Mapping[str, Any]
ALL: frozenset[str] = frozenset({"*"})
"""Every field of a row, because it came or went."""
COUNTERS = frozenset({"revision", "versions"})


@dataclass(frozen=True)
class Entry:
    """A line of the journal as shown to the user."""

    seq: int
    verb: str
    who: str
    at: str
    kind: str
    undone: bool


def entries(office: Office, limit: int = 200) -> list[Entry]:
    """Return the newest journal entries, newest first."""
    with office.reading() as connection:
        rows = connection.execute(select(table_of(JournalEntry)).order_by(JournalEntry.seq.desc()).limit(limit))
        return [Entry(r.seq, r.verb, r.who, r.at, r.kind, r.undone) for r in rows]


def undoable(office: Office) -> Entry | None:
    """Return the entry that undo would take back: the newest action still in force."""
    journal = table_of(JournalEntry)
    statement = select(journal).where(journal.c.undone.is_(False), journal.c.kind != "undo", journal.c.seq > 1)
    with office.reading() as connection:
        row = connection.execute(statement.order_by(journal.c.seq.desc()).limit(1)).first()
    return Entry(row.seq, row.verb, row.who, row.at, row.kind, row.undone) if row else None


def redoable(office: Office) -> Entry | None:
    """Return the undo that redo would take back; a new action after it ends the chance."""
    journal = table_of(JournalEntry)
    with office.reading() as connection:
        last_do = connection.execute(select(func.max(journal.c.seq)).where(journal.c.kind == "do")).scalar() or 0
        statement = select(journal).where(
            journal.c.kind == "undo", journal.c.undone.is_(False), journal.c.seq > last_do
        )
        row = connection.execute(statement.order_by(journal.c.seq.desc()).limit(1)).first()
    return Entry(row.seq, row.verb, row.who, row.at, row.kind, row.undone) if row else None


def undo(office: Office, seq: int | None = None) -> Changes:
    """Take back the newest action, or entry ``seq`` alone if nothing later touched the same fields."""
    target = undoable(office) if seq is None else _entry(office, seq)
    if target is None:
        raise UserError("UNDO-NONE", "没有可以撤销的操作。")
    if target.undone or target.seq == 1 or target.kind == "undo":
        raise UserError("UNDO-NONE", f"第 {target.seq} 条“{target.verb}”不能撤销，或已经撤销。请用“撤销”列表查看。")
    return _reverse(office, target, "undo", f"撤销：{target.verb}", alone=seq is not None)


def done_since(office: Office, seq: int) -> list[int]:
    """Return the actions after an entry that are still in force, oldest first."""
    journal = table_of(JournalEntry)
    done = select(journal.c.seq).where(journal.c.seq > seq, journal.c.kind != "undo", journal.c.undone.is_(False))
    with office.reading() as connection:
        return list(connection.execute(done.order_by(journal.c.seq)).scalars())


def newest(office: Office) -> int:
    """Return the number of the newest entry."""
    with office.reading() as connection:
        return connection.execute(select(func.max(table_of(JournalEntry).c.seq))).scalar() or 0


def undo_all(office: Office, seqs: Collection[int], progress: Progress = silent) -> tuple[int, tuple[int, ...]]:
    """Take back several actions, newest first; return how many, and which are left; those undone already are passed over.

    Raises UserError and takes none back where something else has touched the same fields later. Stopped between two, the
    older ones stay.
    """
    targets = [entry for entry in (_entry(office, seq) for seq in sorted(seqs, reverse=True)) if not entry.undone]
    if not targets:
        raise UserError("UNDO-NONE", "这些操作已经撤销了。")
    with office.reading() as connection:
        for target in targets:
            _refuse_if_touched_later(connection, target, seqs)
    done = 0
    with suppress(Cancelled):
        for target in targets:
            progress(done, len(targets), f"正在撤销第 {done + 1}/{len(targets)} 步")
            _reverse(office, target, "undo", f"撤销：{target.verb}", alone=True)
            done += 1
    return done, tuple(target.seq for target in reversed(targets[done:]))


def redo(office: Office) -> Changes:
    """Do again what the newest undo took back."""
    target = redoable(office)
    if target is None:
        raise UserError("REDO-NONE", "没有可以重做的操作。")
    return _reverse(office, target, "redo", target.verb.removeprefix("撤销："), alone=False)


def _entry(office: Office, seq: int) -> Entry:
    journal = table_of(JournalEntry)
    with office.reading() as connection:
        row = connection.execute(select(journal).where(journal.c.seq == seq)).first()
    if row is None:
        raise UserError("UNDO-NONE", f"没有第 {seq} 条记录。请用 undo --list 查看编号。")
    return Entry(row.seq, row.verb, row.who, row.at, row.kind, row.undone)


def _reverse(office: Office, target: Entry, kind: str, verb: str, *, alone: bool) -> Changes:
    # Newest first needs no check: whatever touched the rows later has been taken back already.
    changes = table_of(JournalChange)
    journal = table_of(JournalEntry)
    with office.work(verb) as work:
        work.kind, work.reverses = kind, target.seq
        if alone:
            _refuse_if_touched_later(work.connection, target)
        rows = work.connection.execute(
            select(changes).where(changes.c.entry_seq == target.seq).order_by(changes.c.id.desc())
        ).all()
        sent = work.connection.execute(
            select(func.count()).select_from(SentPackage).where(SentPackage.journal_seq >= target.seq)
        ).scalar_one()
        for table_name in dict.fromkeys(row.table_name for row in rows):
            _restore(work, table_name, [row for row in rows if row.table_name == table_name], left=bool(sent))
        work.connection.execute(update(journal).where(journal.c.seq == target.seq).values(undone=True))
        if kind == "redo":
            original = select(journal.c.reverses).where(journal.c.seq == target.seq).scalar_subquery()
            work.connection.execute(update(journal).where(journal.c.seq == original).values(undone=True))
    return work.changes


def _restore(work: Work, table_name: str, rows: Sequence[Row[Any]], *, left: bool) -> None:
    """Put the changed fields back; own rows count a further revision, for the change must reach the level above."""
    table = Base.metadata.tables[table_name]
    kind = next(mapper.class_ for mapper in Base.registry.mappers if mapper.local_table is table)
    present = work.rows_by_id(table, [row.row_id for row in rows])
    whole, gone = [], []
    for row in rows:
        before, after = stored_values(row.before, table), stored_values(row.after, table)
        now = present.get(row.row_id)
        own = "revision" in table.columns and (now or before or {})["owner_id"] == work.office.office_id
        if before is None and not (own and left):
            gone.append(row.row_id)
            continue
        restored = _restored(now, before, after)
        if own:
            known = now or restored
            restored["revision"] = known["revision"] + 1
            restored["versions"] = versioned(known, restored, work.office.writer)
        whole.append(restored)
    work.put(kind, whole)
    work.erase(table, gone)


def _restored(now: Values | None, before: Values | None, after: Values | None) -> dict[str, Any]:
    """Return a row with the fields of one change put back, and what was changed later in other fields left alone."""
    if now is None or after is None:
        return {**(now or {}), **(before or {})}
    if before is None:
        return {**now, "deleted": True}
    fields = changed_fields(before, after)
    restored = {**now, **{name: before[name] for name in fields}}
    if all(now.get(name) == after.get(name, now.get(name)) for name in COUNTERS):
        return {**restored, **{name: before[name] for name in COUNTERS if name in before}}
    if "versions" in before:
        restored["versions"] = _versions_put_back(str(now["versions"]), str(before["versions"]), fields)
    return restored


def _versions_put_back(now: str, before: str, fields: Iterable[str]) -> str:
    versions, old = json.loads(now or "{}"), json.loads(before or "{}")
    for name in fields:
        versions.pop(name, None)
    versions |= {name: old[name] for name in fields if name in old}
    return canonical(versions) if versions else ""


def changed_fields(before: Values | None, after: Values | None) -> frozenset[str]:
    """Return the fields that a change in the journal is about; ALL when the row came or went."""
    if before is None or after is None:
        return ALL
    names = before.keys() | after.keys()
    return frozenset(n for n in names if n not in COUNTERS and before.get(n) != after.get(n))


def _refuse_if_touched_later(connection: Connection, target: Entry, among: Collection[int] = ()) -> None:
    changes, journal = table_of(JournalChange), table_of(JournalEntry)
    later = changes.alias()
    statement = (
        select(
            journal.c.seq, journal.c.verb, changes.c.before, changes.c.after, later.c.before.label("then_before"),
            later.c.after.label("then_after"),
        )
        .select_from(changes)
        .join(later, (later.c.table_name == changes.c.table_name) & (later.c.row_id == changes.c.row_id))
        .join(journal, journal.c.seq == later.c.entry_seq)
        .where(
            changes.c.entry_seq == target.seq,
            later.c.entry_seq > target.seq,
            later.c.entry_seq.not_in(among),
            journal.c.undone.is_(False),
            journal.c.kind != "undo",
        )
        .order_by(journal.c.seq)
    )  # fmt: skip
    names: dict[str, None] = {}
    for row in connection.execute(statement):
        first = changed_fields(_values(row.before), _values(row.after))
        second = changed_fields(_values(row.then_before), _values(row.then_after))
        if first is ALL or second is ALL or first & second:
            names[f"第 {row.seq} 条“{row.verb}”"] = None
    if names:
        raise UserError("UNDO-LATER", f"后来的操作改过同样的内容：{'、'.join([*names][:5])}。请先撤销它们。")


def _values(text: str) -> Values | None:
    return json.loads(text) if text else None
