"""What is kept of an office's words: its own rows and those that the level above has sent down, by key."""

import hashlib
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

from sqlalchemy import Connection, select

from dangjian_desktop.models.office import WordingText
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.reports.adapted import default_columns, parsed, stored
from dangjian_desktop.reports.form import Form
from dangjian_desktop.reports.forms import FORMS
from dangjian_desktop.reports.own_texts import columns_fault, places, text_fault
from dangjian_desktop.reports.wording import COLUMNS, load
from dangjian_desktop.services.exchange_rows import card_of
from dangjian_desktop.services.work import Work

Push = Literal["locked", "suggested", "free"]
"""What a text is to the units below: they cannot change it, they may, or it is not sent to them."""


class State(StrEnum):
    """Whose words a text prints, as the screen says it."""

    DEFAULT = "默认"
    OWN = "已自定义"
    LOCKED = "上级规定"
    SUGGESTED = "上级建议"


@dataclass(frozen=True)
class Kept:
    """What is kept over one shipped text: the office's own words and those from above; None where there are none."""

    own: str | None = None
    push: Push = "free"
    default_digest: str = ""
    above: str | None = None
    locked: bool = False

    @property
    def text(self) -> str | None:
        """The words that stand over the shipped ones; a lock weighs more than own words, these more than advice."""
        return self.above if self.state in (State.LOCKED, State.SUGGESTED) else self.own

    @property
    def state(self) -> State:
        """Whose words are printed."""
        if self.above is not None and self.locked:
            return State.LOCKED
        if self.own is not None:
            return State.OWN
        return State.DEFAULT if self.above is None else State.SUGGESTED


def read_kept(connection: Connection, office_id: str) -> dict[str, Kept]:
    """Return what is kept by key; words of an office that is not the one above count for nothing."""
    above_id = card_of(connection, office_id)["superior_id"]
    table = table_of(WordingText)
    statement = select(table).where(table.c.deleted.is_(False)).order_by(table.c.id)
    rows: list[Mapping[str, Any]] = [dict(row) for row in connection.execute(statement).mappings()]
    own = {row["key"]: row for row in rows if row["owner_id"] == office_id}
    above = {row["key"]: row for row in rows if above_id and row["owner_id"] == above_id and _is_usable(row)}
    return {key: _kept(own.get(key), above.get(key)) for key in [*own, *(key for key in above if key not in own)]}


def _kept(own: Mapping[str, Any] | None, above: Mapping[str, Any] | None) -> Kept:
    return Kept(
        own["text"] if own else None,
        own["push"] if own else "free",
        own["default_digest"] if own else "",
        above["text"] if above else None,
        bool(above) and above["push"] == "locked",  # type: ignore[index]
    )


def _is_usable(row: Mapping[str, Any]) -> bool:
    """Words from another version of the program may not fit this one's forms."""
    form, key = split_key(row["key"])
    if form is None or row["push"] not in ("locked", "suggested"):
        return False
    if key == COLUMNS:
        columns = parsed(form, row["text"])
        return bool(columns) and not columns_fault(form, columns, [column.field for column in columns])
    return key in places(form) and not text_fault(form, places(form)[key], row["text"])


def split_key(key: str) -> tuple[Form | None, str]:
    """Return the form that ``1.preamble`` belongs to, and its place there; None for no form or a fixed one."""
    number, _, rest = key.partition(".")
    found = next((form for form in FORMS if str(form.number) == number and not form.fixed), None)
    return found, rest


def default_of(form: Form, key: str) -> str:
    """Return the shipped words of a place; for columns as they are kept."""
    return stored(default_columns(form)) if key == COLUMNS else load("proofread").text(form, key)


def digest_of(text: str) -> str:
    """Return a mark by which a later program can tell that a shipped text has changed."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def write(work: Work, form: Form, wanted: Mapping[str, tuple[str, Push]], advised: Collection[str]) -> None:
    """Keep words by place; those that say nothing but the shipped ones are taken out, unless they are sent down.

    Where the level above advises others, the shipped words are a choice of one's own and stay too.
    """
    rows = own_rows(work, [f"{form.number}.{place}" for place in wanted])
    for place, (text, push) in wanted.items():
        key, default = f"{form.number}.{place}", default_of(form, place)
        row = rows.get(key)
        if text == default and push == "free" and place not in advised:
            remove(work, [row] if row else [])
            continue
        values = {"text": text, "push": push, "default_digest": digest_of(default), "deleted": False}
        if row:
            work.update(WordingText, {row["id"]: values})
        else:
            row_id = str(uuid.uuid5(uuid.UUID(work.office.office_id), f"wording/{key}"))
            work.insert(WordingText, [{"id": row_id, "key": key, **values}])


def own_rows(work: Work, keys: Sequence[str] | None = None) -> dict[str, Mapping[str, Any]]:
    """Return the office's own rows by key, deleted ones too; all of them without ``keys``."""
    table = table_of(WordingText)
    statement = select(table).where(table.c.owner_id == work.office.office_id).order_by(table.c.id)
    if keys is not None:
        statement = statement.where(table.c.key.in_(keys))
    return {row["key"]: dict(row) for row in work.connection.execute(statement).mappings()}


def remove(work: Work, rows: Sequence[Mapping[str, Any]]) -> None:
    """Take rows out; the mark travels to those that had them."""
    work.remove(WordingText, [row["id"] for row in rows if not row["deleted"]])
