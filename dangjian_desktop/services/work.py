"""The gateway through which every change goes: one transaction, one journal entry with values before and after."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnDefault, Connection, Engine, Table, bindparam, delete, insert, select, update

from dangjian_desktop.core.clock import Clock
from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.ids import NewId
from dangjian_desktop.models.base import Base, Record
from dangjian_desktop.models.bulk import add_plain, change_plain, difference
from dangjian_desktop.models.journal import JournalChange, JournalEntry
from dangjian_desktop.models.tables import Plain, canonical, from_plain, table_of, to_plain
from dangjian_desktop.services.closed_years import DAYS, closed_years, years_touched
from dangjian_desktop.services.identity import Identity
from dangjian_desktop.services.versions import written

CHUNK = 500
ADD_CHANGE = f'INSERT INTO "{JournalChange.__tablename__}" (entry_seq, table_name, row_id, "before", "after") VALUES (?, ?, ?, ?, ?)'


@dataclass(frozen=True)
class Changes:
    """What a verb changed: tables touched and how many rows; windows refresh by it."""

    verb: str
    seq: int | None
    rows: Mapping[str, int]


def _nothing() -> None:
    """Let go of nothing."""


@dataclass
class Office:
    """An open data file with its identity, clock and source of ids; owned by one worker thread.

    ``identity`` says which of an office's data files it is, and whether it is for reading only; ``taken`` says who
    else has it open, which makes it so too; ``release`` lets others have it.
    """

    engine: Engine
    office_id: str
    kind: str
    clock: Clock
    new_id: NewId
    who: str = ""
    writer: str = ""
    identity: Identity | None = None
    taken: str = ""
    release: Callable[[], None] = _nothing

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection for reading one consistent state."""
        with self.engine.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            try:
                yield connection
            finally:
                connection.exec_driver_sql("ROLLBACK")

    @contextmanager
    def work(self, verb: str) -> Iterator["Work"]:
        """Run one user action: commit at the end, or change nothing when the block raises.

        Raises UserError when this data file is for reading only.
        """
        if self.taken:
            raise UserError("DATA-TAKEN", self.taken)
        if self.standing:
            raise UserError("DATA-STANDING", self.standing)
        with self.engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                if self.identity:
                    self.identity.settle(connection)
                work = Work(self, connection, verb)
                yield work
                work.write_journal()
                connection.exec_driver_sql("COMMIT")
            except BaseException:
                connection.exec_driver_sql("ROLLBACK")
                raise
        if self.identity:
            self.identity.settled(self.engine)

    @property
    def standing(self) -> str:
        """Why this data file is for reading only; empty when it is not."""
        return self.taken or (self.identity.standing if self.identity else "")

    def close(self) -> None:
        """Close the data file."""
        if self.identity:
            self.identity.leave(self.engine)
        self.engine.dispose()
        self.release()


@dataclass
class Work:
    """One transaction in progress; all writing verbs take their rows through it."""

    office: Office
    connection: Connection
    verb: str
    kind: str = "do"
    reverses: int | None = None
    seq: int | None = None
    _closed: frozenset[int] | None = None
    _touched: dict[tuple[str, str], tuple[Plain | None, Plain | None]] = field(default_factory=dict)

    @property
    def changes(self) -> Changes:
        """What was changed so far."""
        rows: dict[str, int] = {}
        for table, _id in self._touched:
            rows[table] = rows.get(table, 0) + 1
        return Changes(self.verb, self.seq, rows)

    def insert(self, kind: type[Record], rows: Iterable[Mapping[str, Any]]) -> list[str]:
        """Add rows owned by this office; missing ids are made, missing values get their defaults. Return the ids."""
        table = table_of(kind)
        complete = [_with_defaults(kind, row, self.office.new_id, self.office.office_id) for row in rows]
        self._refuse_closed(table, ((None, row) for row in complete))
        self._write(table, complete, {})
        return [str(row["id"]) for row in complete]

    def update(self, kind: type[Record], values: Mapping[str, Mapping[str, Any]]) -> None:
        """Change fields of own rows, by id; a row of another office raises UserError (one owner for every fact)."""
        table = table_of(kind)
        before = self.rows_by_id(table, list(values))
        asked = self._asked(table, before) if before else {}
        changed = []
        for row_id, fields in values.items():
            old = before.get(row_id)
            if old is None:
                raise UserError("ROW-GONE", "要修改的这一行已经不在了。请刷新后再试。")
            if old["owner_id"] != self.office.office_id:
                raise UserError("NOT-OWNER", "这一项由别的单位填写，本单位只能查看。请向填写的单位提出修改。")
            new = {**old, **fields}
            if new != old:
                self._refuse_closed(table, [(old, new)])
                changed.append(written(old, new, self.office.writer, asked.get(row_id, {})))
        self._write(table, changed, before)

    def _asked(self, table: Table, ids: Iterable[str]) -> dict[str, dict[str, list[Mapping[str, int]]]]:
        """Return the versions of the values that the level above asks about, by row and field: an edit answers them."""
        statement = (
            'SELECT row_id, field, "values" FROM questions WHERE kind = ? AND NOT settled AND table_name = ?'
            " AND row_id IN (SELECT value FROM json_each(?))"
        )
        found: dict[str, dict[str, list[Mapping[str, int]]]] = {}
        for row_id, field_name, text in self.connection.exec_driver_sql(
            statement, ("conflict", table.name, json.dumps(list(ids)))
        ):
            found.setdefault(row_id, {})[field_name or "deleted"] = [each["versions"] for each in json.loads(text)]
        return found

    def remove(self, kind: type[Record], ids: Sequence[str]) -> None:
        """Mark own rows as deleted; the mark travels in the next package."""
        self.update(kind, {row_id: {"deleted": True} for row_id in ids})

    def put(self, kind: type[Base], rows: Sequence[Mapping[str, Any]], key: str = "id") -> None:
        """Write whole rows as they are, own or received, new or known."""
        table = table_of(kind)
        before = self.rows_by_id(table, [str(row[key]) for row in rows])
        self._write(table, [dict(row) for row in rows], before)

    def put_plain(self, table: Table, rows: Sequence[Plain], before: Mapping[str, Plain]) -> None:
        """Write whole rows of JSON values in bulk; ``before`` holds those of them that were there, by id."""
        new = [row for row in rows if row["id"] not in before]
        add_plain(self.connection, table, new)
        for row in new:
            self._remember(table.name, str(row["id"]), None, row)
        known = [row for row in rows if row["id"] in before]
        self.change_plain(table, {row["id"]: difference(before[row["id"]], row) for row in known})

    def change_plain(self, table: Table, changes: Mapping[str, tuple[Plain, Plain]]) -> None:
        """Set columns of rows that are there, in bulk: by id, the JSON values of the same columns before and after."""
        change_plain(self.connection, table, {row_id: after for row_id, (_, after) in changes.items()})
        for row_id, (before, after) in changes.items():
            self._remember(table.name, row_id, before, after)

    def erase(self, table: Table, ids: Sequence[str]) -> None:
        """Take rows out entirely; for undo alone."""
        before = self.rows_by_id(table, ids)
        for row_id, old in before.items():
            self.connection.execute(delete(table).where(table.c.id == row_id))
            self._touch(table, row_id, old, None)

    def rows_by_id(self, table: Table, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
        """Return the rows with these ids, one select per chunk."""
        found: dict[str, dict[str, Any]] = {}
        for start in range(0, len(ids), CHUNK):
            statement = select(table).where(table.c.id.in_(ids[start : start + CHUNK]))
            found |= {row["id"]: dict(row) for row in self.connection.execute(statement).mappings()}
        return found

    def write_journal(self) -> None:
        """Leave the journal entry; nothing is left when nothing changed."""
        touched = {key: _kept_of(*pair) for key, pair in self._touched.items() if pair[0] != pair[1]}
        if not touched:
            return
        entry = {
            "verb": self.verb,
            "who": self.office.who,
            "at": self.office.clock().isoformat(),
            "kind": self.kind,
            "reverses": self.reverses,
            "undone": False,
        }
        result = self.connection.execute(insert(table_of(JournalEntry)).values(entry))
        self.seq = int(result.inserted_primary_key[0]) if result.inserted_primary_key else None
        self.connection.exec_driver_sql(
            ADD_CHANGE,
            [
                (self.seq, table, row_id, canonical(before) if before else "", canonical(after) if after else "")
                for (table, row_id), (before, after) in touched.items()
            ],
        )

    def _refuse_closed(
        self, table: Table, changes: Iterable[tuple[Mapping[str, Any] | None, Mapping[str, Any]]]
    ) -> None:
        """Records of a closed year are only read; what others own and what undo puts back is not asked.

        What hangs on a nomination is not asked either: a title of the year before goes on to be awarded, or to end.
        """
        if "year" not in table.columns and table.name not in DAYS:
            return
        if self._closed is None:
            self._closed = closed_years(self.connection, self.office.office_id)
        years = {year for before, after in changes for year in years_touched(table.name, before, after)}
        for closed in sorted(years & self._closed):
            raise UserError("YEAR-CLOSED", f"{closed}年度已经封存，只能查看。确需修改，请先解锁{closed}年度。")

    def _write(self, table: Table, rows: Sequence[Mapping[str, Any]], before: Mapping[str, Mapping[str, Any]]) -> None:
        new = [row for row in rows if row["id"] not in before]
        known = [row for row in rows if row["id"] in before]
        if new:
            self.connection.execute(insert(table), new)
        if known:
            key = table.c.id == bindparam("b_id")
            self.connection.execute(update(table).where(key), [{**row, "b_id": row["id"]} for row in known])
        for row in rows:
            self._touch(table, str(row["id"]), before.get(str(row["id"])), row)

    def _touch(
        self, table: Table, row_id: str, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
    ) -> None:
        self._remember(table.name, row_id, to_plain(before) if before else None, to_plain(after) if after else None)

    def _remember(self, table: str, row_id: str, before: Plain | None, after: Plain | None) -> None:
        """Add to what was done to a row; both sides may be the changed fields alone."""
        if known := self._touched.get((table, row_id)):
            first, last = known
            before = None if first is None else {**(before or {}), **first}
            after = None if after is None else {**(last or {}), **after}
        self._touched[table, row_id] = (before, after)


def _kept_of(before: Plain | None, after: Plain | None) -> tuple[Plain | None, Plain | None]:
    """Return what the journal keeps of a row: all of one that came or went, else only what changed."""
    return (before, after) if before is None or after is None else difference(before, after)


def _with_defaults(kind: type[Record], row: Mapping[str, Any], new_id: NewId, owner_id: str) -> dict[str, Any]:
    complete: dict[str, Any] = {"id": row.get("id") or new_id(), "owner_id": owner_id}
    for column in table_of(kind).columns:
        if column.name in complete:
            continue
        if column.name in row:
            complete[column.name] = row[column.name]
        elif column.name == "person_id":
            complete[column.name] = complete["id"]
        elif isinstance(column.default, ColumnDefault) and column.default.is_scalar:
            complete[column.name] = column.default.arg
        elif column.nullable:
            complete[column.name] = None
        else:
            raise UserError("ROW-INCOMPLETE", f"“{column.name}”没有填写，这一行不能保存。请补上以后再试。")
    return complete


def stored_values(text: str, table: Table) -> dict[str, Any] | None:
    """Return the values that the journal keeps of one side of a change, as the table's types."""
    return from_plain(table, json.loads(text)) if text else None
