"""Who has reported: each unit below with the state of its report for a period, and sending one back (screens.md 2.11)."""

import json
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, select

from dangjian_desktop.core.dates import quarter_end, quarter_of
from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.names import match_key
from dangjian_desktop.models.office import Adoption
from dangjian_desktop.models.office import Office as OfficeRecord
from dangjian_desktop.models.received import Question, ReceivedPackage
from dangjian_desktop.models.tables import BY_TABLE, table_of
from dangjian_desktop.schemes import SCHEMES
from dangjian_desktop.services.parked import parked_rows
from dangjian_desktop.services.questions import HELD, RETURNED, questions_for
from dangjian_desktop.services.receiving import Subordinate, subordinates
from dangjian_desktop.services.work import Changes, Office

Period = tuple[int, int]


class State(StrEnum):
    """What came of a unit's report: 已收 is looked at and not merged yet, 有问题 leaves something open."""

    MERGED = "已合并"
    SEEN = "已收"
    OPEN = "有问题"
    RETURNED = "已退回"
    NONE = "未报"


PARTS: tuple[tuple[str, str], ...] = (
    ("members", "名册"),
    ("posts", "设岗"),
    ("areas", "责任区"),
    ("commitments", "承诺"),
    ("pioneers", "先锋岗"),
    ("pacesetters", "标兵"),
)
"""The columns of the matrix: the roster and the five schemes."""

_SCHEME_OF = {ledger.record.__tablename__: scheme.key for scheme in reversed(SCHEMES) for ledger in scheme.ledgers}
_AWARDS = {"先锋岗": "pioneers", "标兵": "pacesetters"}


@dataclass(frozen=True)
class Fault:
    """Something open in a unit's report: whose row, in which part (empty: in none), and the sentence."""

    owner: str
    part: str
    text: str


@dataclass(frozen=True)
class Report:
    """A unit and its report for a period; ``level`` 1 is a unit of a unit, which reports with the one above it.

    ``late`` says that it came after the deadline, or has not come although the deadline is over.
    """

    unit: str
    name: str
    level: int
    above: str
    kind: str
    state: State
    received_on: date | None = None
    sequence: int = 0
    check_code: str = ""
    late: bool = False
    replied_on: date | None = None
    opinion: str = ""
    faults: tuple[Fault, ...] = ()

    def part(self, key: str) -> State:
        """Return the state of the roster or of a scheme: what is open elsewhere does not touch it."""
        if self.state is State.OPEN and not any(fault.part in (key, "") for fault in self.faults):
            return State.MERGED
        return self.state


@dataclass(frozen=True)
class _Came:
    """A package of a unit as received."""

    id: str
    period: Period
    day: date
    sequence: int
    check_code: str


def read_reports(
    office: Office,
    *,
    year: int | None = None,
    quarter: int | None = None,
    deadline: date | None = None,
    seen: Mapping[str, Period] | None = None,
) -> list[Report]:
    """Return the report of every unit below for a year and quarter, units of units after the one above them.

    The period is the one that the package names. The deadline is the quarter's last day unless another is given.
    ``seen`` are units, by id, with a newer package that was looked at and not merged yet, and its period.
    """
    today = office.clock().date()
    period = (year or today.year, quarter or quarter_of(today))
    last_day = deadline or quarter_end(*period)
    direct = subordinates(office)
    with office.reading() as connection:
        came = packages_of_units(connection)
        below = _units_below(connection, [unit.id for unit in direct])
        found: list[Report] = []
        for unit in direct:
            mine = came.get(unit.id, [])
            faults = _faults(connection, unit.id) if mine else ()
            waiting = (seen or {}).get(unit.id) == period
            report = _judge(connection, unit, mine, faults, period, last_day, today, seen=waiting)
            found.append(report)
            found += [_with_above(report, faults, *each) for each in below[unit.id]]
    return found


def packages_of_units(connection: Connection) -> dict[str, list[_Came]]:
    """Return the reports that were merged, by unit, the newest last."""
    table = table_of(ReceivedPackage)
    statement = select(table).where(table.c.kind == "report").order_by(table.c.received_at, table.c.sequence)
    found: dict[str, list[_Came]] = {}
    for row in connection.execute(statement):
        day = date.fromisoformat(row.received_at[:10])
        found.setdefault(row.from_id, []).append(
            _Came(row.id, (row.year, row.quarter), day, row.sequence, row.check_code)
        )
    return found


def _judge(
    connection: Connection,
    unit: Subordinate,
    came: list[_Came],
    faults: tuple[Fault, ...],
    period: Period,
    deadline: date,
    today: date,
    *,
    seen: bool,
) -> Report:
    card = connection.execute(select(table_of(OfficeRecord)).where(table_of(OfficeRecord).c.id == unit.id)).one()
    basis: dict[str, Any] = {"unit": unit.id, "name": unit.name, "level": 0, "above": "", "kind": card.kind}
    mine = next((each for each in reversed(came) if each.period == period), None)
    if mine is None:
        state = State.SEEN if seen else State.NONE
        return Report(**basis, state=state, late=today > deadline and not seen)
    newest = came[-1]
    opinion = _returned(connection, unit.id, newest.id) if mine is newest else ""
    open_faults = faults if mine is newest else ()
    state = State.OPEN if open_faults else State.MERGED
    if opinion:
        state = State.RETURNED
    if seen:
        state = State.SEEN
    return Report(
        **basis,
        state=state,
        received_on=mine.day,
        sequence=mine.sequence,
        check_code=mine.check_code,
        late=mine.day > deadline,
        replied_on=date.fromisoformat(unit.replied_at[:10]) if unit.replied_at else None,
        opinion=opinion,
        faults=open_faults,
    )


def _with_above(above: Report, faults: tuple[Fault, ...], unit: str, name: str, kind: str) -> Report:
    """A unit of a unit came with the package of the one above it; only what is open in its own rows counts as its."""
    own = tuple(fault for fault in faults if fault.owner == unit) if above.faults else ()
    state = above.state
    if state is State.OPEN and not own:
        state = State.MERGED
    return Report(
        unit, name, 1, above.unit, kind, state, above.received_on, above.sequence, above.check_code, above.late,
        above.replied_on, "", own,
    )  # fmt: skip


def _units_below(connection: Connection, units: Collection[str]) -> dict[str, list[tuple[str, str, str]]]:
    """Return for each unit its own units, at any depth: id, name and kind, in the order of their names."""
    offices, adoptions = table_of(OfficeRecord), table_of(Adoption)
    statement = (
        select(adoptions.c.owner_id, offices.c.id, offices.c.name, offices.c.kind)
        .join(offices, offices.c.id == adoptions.c.office_id)
        .where(adoptions.c.deleted.is_(False))
        .order_by(offices.c.name, offices.c.id)
    )
    children: dict[str, list[tuple[str, str, str]]] = {}
    for owner, *child in connection.execute(statement):
        children.setdefault(owner, []).append((child[0], child[1], child[2]))
    taken = set(units)
    return {unit: _descend(unit, children, taken) for unit in units}


def _descend(
    unit: str, children: Mapping[str, list[tuple[str, str, str]]], taken: set[str]
) -> list[tuple[str, str, str]]:
    found = []
    for child in children.get(unit, ()):
        if child[0] not in taken:
            taken.add(child[0])
            found += [child, *_descend(child[0], children, taken)]
    return found


def _faults(connection: Connection, unit: str) -> tuple[Fault, ...]:
    """Return what the next reply asks the unit about: conflicts, parked rows and missing attachments."""
    parked = {(row.table, row.row_id): row.values for row in parked_rows(connection, unit)}
    found = []
    for line in questions_for(connection, unit):
        if line["kind"] not in (HELD, RETURNED):
            values = parked.get((line["table"], line["row_id"])) or _row(connection, line["table"], line["row_id"])
            found.append(Fault(str(values.get("owner_id", unit)), _part(line["table"], values), line["text"]))
    return tuple(found)


def _row(connection: Connection, table: str, row_id: str) -> Mapping[str, Any]:
    if table not in BY_TABLE:
        return {}
    found = connection.execute(select(table_of(BY_TABLE[table])).where(table_of(BY_TABLE[table]).c.id == row_id))
    return dict(found.mappings().first() or {})


def _part(table: str, values: Mapping[str, Any]) -> str:
    if table.startswith("member"):
        return "members"
    return _AWARDS.get(str(values.get("award", "")), _SCHEME_OF.get(table, ""))


def _returned(connection: Connection, unit: str, package: str) -> str:
    table = table_of(Question)
    statement = select(table.c["values"]).where(
        table.c.kind == RETURNED, table.c.row_id == unit, table.c.package_id == package
    )
    found = connection.execute(statement).scalar()
    return str(json.loads(found)[0]) if found else ""


def send_back(office: Office, unit: str, opinion: str) -> Changes:
    """Send a unit's newest report back with an opinion, which travels in the next reply; a newer report answers it.

    ``unit`` is a direct unit's id or name. Raises UserError when there is no such unit, no report or no opinion.
    """
    chosen = _unit_named(office, unit)
    text = opinion.strip()
    if not text:
        raise UserError("REPORT-OPINION", f"退回{chosen.name}的上报没有写意见。请写明哪里要改。")
    with office.work(f"退回上报：{chosen.name}") as work:
        came = packages_of_units(work.connection).get(chosen.id)
        if not came:
            raise UserError("REPORT-NONE", f"{chosen.name}还没有上报，不能退回。请先接收它的上报包，或打印催报单。")
        row = {
            "id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"{RETURNED}/{office.office_id}/{chosen.id}")),
            "from_id": office.office_id,
            "package_id": came[-1].id,
            "kind": RETURNED,
            "table_name": "",
            "row_id": chosen.id,
            "field": "",
            "text": _sentence(came[-1], text),
            "values": json.dumps([text], ensure_ascii=False),
            "settled": True,  # it is the unit's to answer, not this office's
        }
        work.put(Question, [row])
    return work.changes


def _sentence(came: _Came, opinion: str) -> str:
    end = "" if opinion[-1] in "。！？!?" else "。"
    return f"第 {came.sequence} 号上报包（校验码 {came.check_code}）被退回：{opinion}{end}请修改后重新生成上报包。"


def _unit_named(office: Office, name: str) -> Subordinate:
    units = subordinates(office)
    found = [unit for unit in units if unit.id == name] or [u for u in units if match_key(u.name) == match_key(name)]
    if len(found) == 1:
        return found[0]
    known = "、".join(unit.name for unit in units) or "还没有接收过任何支部的包"
    raise UserError("REPORT-UNIT", f"没有叫“{name}”的下属支部。请从这些里选：{known}。")
