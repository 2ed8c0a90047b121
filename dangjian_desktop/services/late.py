"""迟报: what a package brings for a year that is closed here waits until a person takes it after all (case 36)."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from dangjian_desktop.bundle.compare import Key, Outcome
from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.names import match_key
from dangjian_desktop.models.nomination import Nomination
from dangjian_desktop.models.office import Office as OfficeRecord
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.services.closed_years import DAYS_OF_NOMINATIONS, closed_years, year_of, years_touched
from dangjian_desktop.services.parked import Parked, parked_rows
from dangjian_desktop.services.waiting import take_waiting
from dangjian_desktop.services.work import Office

Row = Mapping[str, Any]
TAKEN_WITH = (Outcome.LATE, Outcome.PARKED)
"""What points to a row that came late waits with it."""


def late_rows(
    connection: Connection, office_id: str, tables: Mapping[str, Sequence[Row]], known: Mapping[Key, Row]
) -> dict[Key, str]:
    """Return the rows of years that are closed here, with the reason why they wait.

    A row belongs to its 年度, else to the year of its own days, else to that of its nomination; ``known`` are the rows
    here that these touch or point to.
    """
    closed = closed_years(connection, office_id)
    if not closed:
        return {}
    nominations = {key: row for (table, key), row in known.items() if table == Nomination.__tablename__}
    nominations |= {str(row["id"]): row for row in tables.get(Nomination.__tablename__, ())}
    found: dict[Key, str] = {}
    for table, rows in tables.items():
        for row in rows:
            key = table, str(row["id"])
            years = years_touched(table, known.get(key), row) or _year_of_nomination(table, row, nominations)
            if late := sorted(years & closed):
                found[key] = f"迟报：{late[0]}年度已经结转，没有计入"
    return found


def _year_of_nomination(table: str, row: Row, nominations: Mapping[str, Row]) -> set[int]:
    """Return the year of the nomination that a row without days of its own hangs on."""
    about = row.get("nomination_id") if table in DAYS_OF_NOMINATIONS else None
    nomination = nominations.get(about) if isinstance(about, str) else None
    year = year_of(Nomination.__tablename__, nomination) if nomination else None
    return set() if year is None else {year}


def late_reports(office: Office) -> dict[str, int]:
    """Return by unit, by its name, how many late rows wait."""
    with office.reading() as connection:
        names = _names(connection)
        waiting = [row for row in parked_rows(connection) if row.kind == Outcome.LATE]
    counts: dict[str, int] = {}
    for row in waiting:
        name = names.get(row.from_id, row.from_id)
        counts[name] = counts.get(name, 0) + 1
    return counts


def take_late(office: Office, unit: str) -> tuple[str, ...]:
    """Take what a unit, named in full, reported late after all; one undo lets it wait again.

    Return what was taken, in sentences. Raises UserError when nothing of that unit waits.
    """
    with office.work(f"采用迟报：{unit}") as work:
        names = _names(work.connection)
        rows = [row for row in parked_rows(work.connection) if _is_of(row, names, unit)]
        if not any(row.kind == Outcome.LATE for row in rows):
            known = "、".join(_late_units(parked_rows(work.connection), names)) or "没有"
            raise UserError("LATE-NONE", f"没有“{unit}”的迟报。有迟报留存的支部：{known}。")
        return tuple(take_waiting(work, rows[0].from_id, rows))


def _is_of(row: Parked, names: Mapping[str, str], unit: str) -> bool:
    return row.kind in TAKEN_WITH and match_key(names.get(row.from_id, "")) == match_key(unit)


def _names(connection: Connection) -> dict[str, str]:
    table = table_of(OfficeRecord)
    return {row.id: row.name for row in connection.execute(select(table.c.id, table.c.name))}


def _late_units(rows: Sequence[Parked], names: Mapping[str, str]) -> list[str]:
    return list(dict.fromkeys(names.get(row.from_id, row.from_id) for row in rows if row.kind == Outcome.LATE))
