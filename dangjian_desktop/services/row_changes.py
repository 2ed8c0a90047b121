"""What the journal tells of one row, and whom rows are about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from dangjian_desktop.models.base import BOOKKEEPING
from dangjian_desktop.models.journal import JournalChange, JournalEntry
from dangjian_desktop.models.member import Member
from dangjian_desktop.models.nomination import Nomination
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.schemes.scheme import Ledger
from dangjian_desktop.services.cells import Names, show_cell
from dangjian_desktop.services.reading import read_names
from dangjian_desktop.services.work import Office, stored_values

MADE, REMOVED, BACK = "新增", "删除", "恢复"


@dataclass(frozen=True)
class RowChange:
    """One column's change: when, by which action, from which text to which."""

    at: str
    verb: str
    column: str
    before: str
    after: str


def row_changes(office: Office, ledger: Ledger, row_id: str) -> list[RowChange]:
    """Return what was done to a row, newest first; a row that came or went is told in one line."""
    names, table = read_names(office), table_of(ledger.record)
    changes, journal = table_of(JournalChange), table_of(JournalEntry)
    statement = (
        select(journal.c.at, journal.c.verb, changes.c.before, changes.c.after)
        .join(journal, journal.c.seq == changes.c.entry_seq)
        .where(changes.c.table_name == table.name, changes.c.row_id == row_id)
        .order_by(changes.c.id.desc())
    )
    with office.reading() as connection:
        found = connection.execute(statement).all()
    told: list[RowChange] = []
    for at, verb, old, new in found:
        before, after = stored_values(old, table), stored_values(new, table)
        told += [RowChange(at[:16].replace("T", " "), verb, *texts) for texts in _texts(ledger, before, after, names)]
    return told


def _texts(
    ledger: Ledger, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None, names: Names
) -> list[tuple[str, str, str]]:
    # The journal keeps the fields that changed, and whole rows only where one came or went for good.
    old, new = before or {}, after or {}
    was, is_now = (
        before is not None and not old.get("deleted", False),
        after is not None and not new.get("deleted", False),
    )
    if was != is_now:
        word = REMOVED if was else BACK if before else MADE
        return [(word, _whole(ledger, old, names) if was else "", _whole(ledger, new, names) if is_now else "")]
    told = [
        (column.heading, show_cell(column, old.get(column.key), names), show_cell(column, new.get(column.key), names))
        for column in ledger.columns
        if old.get(column.key) != new.get(column.key)
    ]
    if not told and any(old.get(key) != new.get(key) for key in {*old, *new} - BOOKKEEPING):
        told = [("顺序及其他", "", "")]
    return told


def _whole(ledger: Ledger, values: Mapping[str, Any], names: Names) -> str:
    texts = (show_cell(column, values[column.key], names) for column in ledger.columns if column.key in values)
    return "，".join(text for text in texts if text)


def members_of(office: Office, ledger: Ledger, ids: Sequence[str]) -> list[str]:
    """Return the members that rows are about, each once, in the rows' order; none for rows about no person."""
    if ledger.record is Member:
        return list(dict.fromkeys(ids))
    table = table_of(ledger.record)
    statement = None
    if "member_id" in table.columns:
        statement = select(table.c.id, table.c.member_id)
    elif "nomination_id" in table.columns:
        nominations = table_of(Nomination)
        statement = select(table.c.id, nominations.c.member_id).join(
            nominations, nominations.c.id == table.c.nomination_id
        )
    if statement is None:
        return []
    with office.reading() as connection:
        rows = connection.execute(statement.where(table.c.id.in_(ids))).all()
    whose = {row.id: row.member_id for row in rows}
    return list(dict.fromkeys(whose[row_id] for row_id in ids if whose.get(row_id)))
