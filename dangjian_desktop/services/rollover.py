"""The roll-over to the next year: what goes on is proposed anew, what was promised or won stays in its year (P21)."""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.models.areas import Area, AreaAssignment, AreaExemption
from dangjian_desktop.models.base import Record
from dangjian_desktop.models.member import Member
from dangjian_desktop.models.posts import Post, PostAssignment
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.schemes.scheme import Ledger
from dangjian_desktop.services.backups import BEFORE_ROLLOVER, keep_copy_before
from dangjian_desktop.services.closed_years import KEY, as_setting, closed_years
from dangjian_desktop.services.pushed_settings import canonical_value, write_setting
from dangjian_desktop.services.work import Changes, Office, Work


@dataclass(frozen=True)
class Part:
    """One kind of record that may be carried: which fields go on (the rest is asked for anew), and to what it points."""

    title: str
    kind: type[Record]
    fields: tuple[str, ...]
    target: tuple[str, type[Record]] | None = None


PARTS: Mapping[str, Part] = {
    "posts": Part("岗位安排", PostAssignment, ("member_id", "post_id", "duties"), ("post_id", Post)),
    "areas": Part("责任区划分", AreaAssignment, ("member_id", "area_id", "duties"), ("area_id", Area)),
    "exemptions": Part("责任区豁免", AreaExemption, ("member_id", "reason")),
}
"""What can be carried. The roster, the posts and the tree of areas have no year and are there in any case; signatures,
consent and opinions are left empty, so that what is carried is a proposal. Commitments and awards stay in their year."""


@dataclass(frozen=True)
class Rollover:
    """What a roll-over brings or brought: rows carried and rows that stand in the new year already, by part.

    ``left`` names the people who are no longer in the branch; ``closes`` tells whether the old year becomes read-only.
    """

    from_year: int
    to_year: int
    members: int
    carried: Mapping[str, int]
    present: Mapping[str, int]
    left: tuple[str, ...]
    closes: bool
    changes: Changes | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the object that ``rollover --json`` prints."""
        return {
            "from": self.from_year,
            "to": self.to_year,
            "members": self.members,
            "carried": dict(self.carried),
            "present": dict(self.present),
            "left": list(self.left),
            "closed": self.closes,
        }


def preview_rollover(
    office: Office, to_year: int, *, carry: Collection[str] = tuple(PARTS), close: bool | None = None
) -> Rollover:
    """Say what a roll-over would bring; nothing is written."""
    with office.reading() as connection:
        return _planned(connection, office, to_year, carry, close)[0]


def roll_over(
    office: Office, to_year: int, *, carry: Collection[str] = tuple(PARTS), close: bool | None = None
) -> Rollover:
    """Carry the chosen parts of the year before into ``to_year`` and close that year; one undo takes it all back.

    A year is closed by default once it is over. What is there already is not carried again, so a second time changes
    nothing. Raises UserError for a year that is closed, over, or further away than the next.
    """
    with office.reading() as connection:
        plan, rows = _planned(connection, office, to_year, carry, close)
        known = closed_years(connection, office.office_id)
    if not any(rows.values()) and (not plan.closes or plan.from_year in known):
        return plan
    keep_copy_before(office, BEFORE_ROLLOVER)
    with office.work(f"结转到{to_year}年度") as work:
        for key, new in rows.items():
            work.insert(PARTS[key].kind, new)
        if plan.closes:
            _write_closed(work, known | {plan.from_year})
    return Rollover(**{**vars(plan), "changes": work.changes})


def unlock_year(office: Office, year: int) -> Changes:
    """Let the records of a closed year be changed again."""
    with office.work(f"解锁{year}年度") as work:
        _write_closed(work, closed_years(work.connection, office.office_id) - {year})
    return work.changes


def close_year(office: Office, year: int) -> Changes:
    """Let the records of a year only be read from now on."""
    with office.work(f"封存{year}年度") as work:
        _write_closed(work, closed_years(work.connection, office.office_id) | {year})
    return work.changes


def years_closed(office: Office) -> frozenset[int]:
    """Return the years whose records are only read."""
    with office.reading() as connection:
        return closed_years(connection, office.office_id)


def why_closed(office: Office, ledger: Ledger, year: int) -> str:
    """Return why nothing of a ledger may be changed in a year, empty when it may."""
    if office.standing:
        return office.standing
    yearly = "year" in table_of(ledger.record).columns
    return f"{year}年度已经封存，只能查看。" if yearly and year in years_closed(office) else ""


def _planned(
    connection: Connection, office: Office, to_year: int, carry: Collection[str], close: bool | None
) -> tuple[Rollover, dict[str, list[dict[str, Any]]]]:
    today = office.clock().date()
    _refuse_year(to_year, today, closed_years(connection, office.office_id))
    members = _own(connection, office, Member)
    staying = {row["id"] for row in members if row["state"] == "在册"}
    rows: dict[str, list[dict[str, Any]]] = {}
    present: dict[str, int] = {}
    left: set[str] = set()
    for key in (key for key in PARTS if key in carry):
        wanted = _wanted(connection, office, PARTS[key], to_year - 1)
        left |= {row["member_id"] for row in wanted} - staying
        wanted = [row for row in wanted if row["member_id"] in staying]
        rows[key] = _new(connection, office, PARTS[key], wanted, to_year)
        present[key] = len(wanted) - len(rows[key])
    names = tuple(row["name"] for row in members if row["id"] in left)
    closes = today.year >= to_year if close is None else close
    carried = {key: len(new) for key, new in rows.items()}
    return Rollover(to_year - 1, to_year, len(staying), carried, present, names, closes), rows


def _refuse_year(to_year: int, today: date, closed: frozenset[int]) -> None:
    if to_year in closed or to_year < today.year:
        raise UserError(
            "YEAR-CLOSED", f"{to_year}年度已经结束，不能再结转到它。请选{today.year}或{today.year + 1}年度。"
        )
    if to_year > today.year + 1:
        raise UserError("YEAR-RANGE", f"还不能结转到{to_year}年度。请选{today.year}或{today.year + 1}年度。")


def _own(connection: Connection, office: Office, kind: type[Record]) -> list[Mapping[str, Any]]:
    table = table_of(kind)
    mine = select(table).where(table.c.owner_id == office.office_id, table.c.deleted.is_(False)).order_by(table.c.id)
    return [dict(row) for row in connection.execute(mine).mappings()]


def _wanted(connection: Connection, office: Office, part: Part, year: int) -> list[Mapping[str, Any]]:
    """Return the rows of a year that are still in force and point to what is still in use."""
    found = [row for row in _own(connection, office, part.kind) if row["year"] == year and not row.get("ended_on")]
    if part.target is None:
        return found
    column, kind = part.target
    living = {row["id"] for row in _own(connection, office, kind) if row.get("enabled", True)}
    return [row for row in found if row[column] in living]


def _new(
    connection: Connection, office: Office, part: Part, wanted: Collection[Mapping[str, Any]], year: int
) -> list[dict[str, Any]]:
    """Return the rows to add: not those carried before, removed since or not, nor for people who have theirs already."""
    table = table_of(part.kind)
    known = set(connection.execute(select(table.c.id).where(table.c.owner_id == office.office_id)).scalars())
    settled = {row["member_id"] for row in _own(connection, office, part.kind) if row["year"] == year}
    made = [
        {"id": str(uuid.uuid5(uuid.UUID(row["id"]), str(year))), "year": year, **{f: row[f] for f in part.fields}}
        for row in wanted
    ]
    return [row for row in made if row["id"] not in known and row["member_id"] not in settled]


def _write_closed(work: Work, years: frozenset[int]) -> None:
    write_setting(work, KEY, canonical_value(as_setting(years)))
