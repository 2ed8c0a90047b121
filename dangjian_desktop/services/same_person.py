"""Possibly one person: members of one name whose month of birth or of joining agrees, and what people said about them."""

import json
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from sqlalchemy import Connection, select

from dangjian_desktop.core.names import match_key
from dangjian_desktop.models.received import Question
from dangjian_desktop.models.tables import canonical, table_of
from dangjian_desktop.services.conflicts import SPACE
from dangjian_desktop.services.work import Changes, Office

PERSON = "person"
PRESENT = (
    "SELECT id, person_id, owner_id, name, birth, joined, state, deleted FROM members"
    " WHERE state = '在册' AND NOT deleted"
)
Both = frozenset[str]
"""The identities (``person_id``) of two members."""


@dataclass(frozen=True)
class Someone:
    """A member as he is told from others; ``unit`` is the name of his branch."""

    row_id: str
    person_id: str
    owner_id: str
    unit: str
    name: str
    birth: str
    joined: str


@dataclass(frozen=True)
class Twins:
    """Two members who may be one person, and what was said about them (None: nothing yet)."""

    first: Someone
    second: Someone
    same: bool | None = None

    @property
    def both(self) -> Both:
        """Whom it is about."""
        return frozenset((self.first.person_id, self.second.person_id))

    @property
    def text(self) -> str:
        """What follows from the answer, in a sentence."""
        one, other = self.first, self.second
        where = f"“{one.unit}”和“{other.unit}”" if one.owner_id != other.owner_id else f"“{one.unit}”里有两行"
        if self.same is None:
            return f"{one.name}：{where}，可能是同一人，请核实。"
        if self.same and one.owner_id != other.owner_id:
            return f"{one.name}：{where}的名册里都有，已核定是同一人。请已转走的支部办理转出。"
        return f"{one.name}：{where}，已核定是同一人。请删去重复的一行。" if self.same else f"{one.name}：不是同一人。"


def read_answers(connection: Connection) -> dict[Both, bool]:
    """Return what was said of two persons."""
    table = table_of(Question)
    statement = select(table.c["values"]).where(table.c.kind == PERSON, table.c.table_name == "members")
    kept = [json.loads(text) for text in connection.execute(statement).scalars()]
    return {frozenset(each["both"]): each["same"] for each in kept if isinstance(each, dict)}


def likely_twins(
    connection: Connection, rows: Iterable[Mapping[str, Any]] | None = None, *, sender: tuple[str, str] = ("", "")
) -> list[Twins]:
    """Return who may be one person, answered or not: ``rows`` that came, beside all that are here, or these alone.

    ``sender`` is the id and name of the unit that the rows came from: it may not be known here yet.
    """
    given = {} if rows is None else {row["id"]: row for row in rows if _present(row)}
    if rows is not None and not given:
        return []
    answers, names = read_answers(connection), dict([sender]) | _unit_names(connection)
    known = {row["id"]: row for row in _members(connection, None if rows is None else list(given.values()))}
    alike: dict[tuple[str, str, str], dict[str, Someone]] = defaultdict(dict)
    for row in (known | given).values():
        someone = _someone(row, names)
        for field, month in (("birth", someone.birth), ("joined", someone.joined)):
            if month:
                alike[match_key(someone.name), field, month][someone.row_id] = someone
    found: dict[Both, Twins] = {}
    for people in alike.values():
        order = sorted(people.values(), key=lambda each: (each.row_id in given, each.unit, each.row_id))
        for one, other in combinations(order, 2):
            both = frozenset((one.person_id, other.person_id))
            if len(both) > 1 and (rows is None or one.row_id in given or other.row_id in given):
                found.setdefault(both, Twins(one, other, answers.get(both)))
    return sorted(found.values(), key=lambda twins: (twins.first.unit, twins.first.name, twins.first.row_id))


def answer(office: Office, twins: Twins, *, same: bool | None) -> Changes:
    """Remember whether two are one person; None takes the answer back. Names are never merged by it: branches do that."""
    verb = {True: "是同一人", False: "不是同一人", None: "重新核实是否同一人"}[same]
    row_id = str(uuid.uuid5(SPACE, "/".join((PERSON, *sorted(twins.both)))))
    with office.work(f"{verb}：{twins.first.name}") as work:
        if same is None:
            work.erase(table_of(Question), [row_id])
        else:
            kept = {"both": sorted(twins.both), "same": same}
            row = {"id": row_id, "from_id": office.office_id, "package_id": "", "kind": PERSON, "table_name": "members"}
            row |= {"row_id": twins.first.row_id, "field": "", "text": twins.first.name}
            # Nobody waits for an answer to it here.
            work.put(Question, [{**row, "values": canonical(kept), "settled": True}])
    return work.changes


def said_same(connection: Connection, owners: frozenset[str]) -> list[Twins]:
    """Return who was said to be one person and still stands twice, at least once in a roster of these offices."""
    told = [person for both, same in read_answers(connection).items() if same for person in both]
    wanted = f"{PRESENT} AND person_id IN (SELECT value FROM json_each(?))"
    rows = [dict(row) for row in connection.exec_driver_sql(wanted, (json.dumps(told),)).mappings()] if told else []
    return [t for t in likely_twins(connection, rows) if t.same and owners & {t.first.owner_id, t.second.owner_id}]


def _present(row: Mapping[str, Any]) -> bool:
    return row["state"] == "在册" and not row["deleted"]


def _members(connection: Connection, like: Sequence[Mapping[str, Any]] | None) -> list[Mapping[str, Any]]:
    """The members on rosters here; of the whole college only those who share a month with one looked for."""
    statement = PRESENT
    months: list[str] = []
    if like is not None:
        statement += " AND (birth IN (SELECT value FROM json_each(?)) OR joined IN (SELECT value FROM json_each(?)))"
        months = [json.dumps([row[field] for row in like if row.get(field)]) for field in ("birth", "joined")]
    return [dict(row) for row in connection.exec_driver_sql(statement, tuple(months)).mappings()]


def _someone(row: Mapping[str, Any], names: Mapping[str, str]) -> Someone:
    return Someone(
        row["id"],
        row.get("person_id") or row["id"],
        row["owner_id"],
        names.get(row["owner_id"], ""),
        row["name"],
        row.get("birth") or "",
        row.get("joined") or "",
    )


def _unit_names(connection: Connection) -> dict[str, str]:
    return {row[0]: row[1] for row in connection.exec_driver_sql("SELECT id, name FROM offices")}
