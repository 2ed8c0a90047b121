"""Nominations as the sheet 审批 names them: 支部, 类别, 年度, 季度, 标兵类型, 姓名."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from dangjian_desktop.core.names import match_key, told_apart
from dangjian_desktop.models.member import Member
from dangjian_desktop.models.nomination import Nomination
from dangjian_desktop.models.office import Office as OfficeRecord
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.services.workbook_rows import ReadRow
from dangjian_desktop.services.workbook_sheets import NOMINATION_COLUMNS


@dataclass(frozen=True)
class Named:
    """A nomination with the texts by which it is named; ``names`` are the person's, marked and plain."""

    id: str
    units: tuple[str, ...]
    names: tuple[str, ...]
    values: Mapping[str, Any]


def read_nominations(connection: Connection) -> list[Named]:
    """Return every nomination in the data file with its unit's and person's names, unit by unit."""
    offices = {row.id: row for row in connection.execute(select(table_of(OfficeRecord)))}
    members, shown = _members(connection)
    table = table_of(Nomination)
    statement = select(table).where(table.c.deleted.is_(False)).order_by(table.c.owner_id, table.c.id)
    found = []
    for row in connection.execute(statement):
        unit, person = offices.get(row.owner_id), members.get(row.member_id)
        if unit is None or person is None:
            continue
        values = {
            "unit": unit.name,
            "award": row.award,
            "year": row.year,
            "quarter": row.quarter,
            "nominated_kind": row.kind,
            "name": shown[row.member_id],
        }
        units = tuple(name for name in (unit.name, unit.short_name) if name)
        found.append(Named(row.id, units, (shown[row.member_id], person.name), values))
    return found


def find_nomination(nominations: Iterable[Named], row: ReadRow) -> str | None:
    """Return the id of the nomination that a row names; None with a problem noted when it is none or not one."""
    columns = {column.key: column for column in NOMINATION_COLUMNS}
    missing = [column for column in NOMINATION_COLUMNS if column.needed and column.key not in row.values]
    for column in missing:
        row.refuse(column, "NEEDED", f"“{column.heading}”没有填写。请补上。")
    if missing:
        return None
    fitting = [each for each in nominations if _fits(each, row.values)]
    name = columns["name"]
    if len(fitting) == 1:
        return fitting[0].id
    if not fitting:
        row.refuse(name, "UNKNOWN", f"没有收到“{row.values['name']}”的这一推荐。请核对支部、类别、年度、季度和姓名。")
    else:
        row.refuse(name, "NAMESAKE", f"有 {len(fitting)} 条推荐都对得上。请写明季度、标兵类型；同名的写明出生年月。")
    return None


def _fits(nomination: Named, given: Mapping[str, Any]) -> bool:
    exact = ("award", "year", "quarter", "nominated_kind")
    return (
        match_key(given["unit"]) in {match_key(unit) for unit in nomination.units}
        and match_key(given["name"]) in {match_key(name) for name in nomination.names}
        and all(given[key] == nomination.values[key] for key in exact if given.get(key))
    )


def _members(connection: Connection) -> tuple[dict[str, Any], dict[str, str]]:
    table = table_of(Member)
    rows = connection.execute(select(table).where(table.c.deleted.is_(False))).all()
    shown: dict[str, str] = {}
    for owner in dict.fromkeys(row.owner_id for row in rows):
        own = [row for row in rows if row.owner_id == owner]
        texts = told_apart([(row.name, row.birth, row.joined) for row in own])
        shown |= {row.id: text for row, text in zip(own, texts, strict=True)}
    return {row.id: row for row in rows}, shown
