"""Nominations as the sheet 审批 names them: 支部, 类别, 年度, 季度, 标兵类型, 姓名."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from dangjian_desktop.core.names import match_key
from dangjian_desktop.models.living import living
from dangjian_desktop.models.member import Member
from dangjian_desktop.models.nomination import Nomination
from dangjian_desktop.models.office import Office as OfficeRecord
from dangjian_desktop.services.reading import shown_members
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
    everything = {r.id: r for kind in (OfficeRecord, Member, Nomination) for r in living(connection, kind)}
    shown = shown_members(everything.values())
    found = []
    for record in sorted(everything.values(), key=lambda each: (each.owner_id, each.id)):
        if not isinstance(record, Nomination):
            continue
        unit, person = everything.get(record.owner_id), everything.get(record.member_id)
        if isinstance(unit, OfficeRecord) and isinstance(person, Member):
            values = {
                "unit": unit.name,
                "award": record.award,
                "year": record.year,
                "quarter": record.quarter,
                "nominated_kind": record.kind,
                "name": shown[person.id],
            }
            units = tuple(name for name in (unit.name, unit.short_name) if name)
            found.append(Named(record.id, units, (shown[person.id], person.name), values))
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
