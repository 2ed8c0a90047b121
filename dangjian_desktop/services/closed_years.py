"""Which years are closed, and which year a row belongs to: a setting of the office, not a copy of its tables (rulings.md, Periods)."""

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection

from dangjian_desktop.models.bulk import rows_of

KEY = "years.closed"
Row = Mapping[str, Any]
DAYS: Mapping[str, tuple[str, ...]] = {
    "meetings": ("held_on",),
    "area_activities": ("held_on",),
    "area_assessments": ("held_on",),
    "commitment_reminders": ("reminded_on",),
    "commitment_feedback": ("heard_on",),
    "area_problems": ("heard_on", "solved_on"),
    "post_reviews": ("held_on", "closed_on"),
    "post_difficulties": ("raised_on", "solved_on"),
    "pioneer_inspections": ("held_on", "done_on"),
}
"""The days that say in which year a row of a ledger without 年度 belongs; what was settled later belongs to that later year.

The roster and its history of memberships belong to no year.
"""
DAYS_OF_NOMINATIONS: Mapping[str, tuple[str, ...]] = {
    "plaques": ("placed_on", "returned_on"),
    "change_requests": ("asked_on",),
    "request_answers": ("answered_on",),
    "decisions": ("decided_on", "filed_on", "plaque_issued_on"),
    "title_ends": ("ended_on",),
    "filings": ("filed_on",),
}
"""The same for what hangs on a nomination; without a day of its own it belongs to the nomination's year."""
WRITTEN_DAY = re.compile(r"(\d{4})-\d{2}-\d{2}")


def closed_years(connection: Connection, office_id: str) -> frozenset[int]:
    """Return the years that an office has closed; their records are only read."""
    statement = "SELECT value FROM settings WHERE key = ? AND owner_id = ? AND NOT deleted"
    stored = [value for (value,) in rows_of(connection, statement, KEY, office_id)]
    return (
        frozenset(int(year) for year in re.findall(r"\d{4}", str(json.loads(stored[0]))))
        if any(stored)
        else frozenset()
    )


def as_setting(years: frozenset[int]) -> str:
    """Return the setting's text for these years."""
    return ",".join(str(year) for year in sorted(years))


def year_of(table: str, row: Row) -> int | None:
    """Return the year to which a row belongs by its 年度 or its days; None for what has neither, or no sound ones."""
    if "year" in row:
        return row["year"] if type(row["year"]) is int else None
    days = DAYS.get(table) or DAYS_OF_NOMINATIONS.get(table, ())
    years = [year for day in days if (year := _year(row.get(day))) is not None]
    return max(years, default=None)


def years_touched(table: str, before: Row | None, after: Row) -> set[int]:
    """Return the years that a change of a row touches: moving it out of a year touches that one too."""
    goes_on = len(DAYS.get(table) or DAYS_OF_NOMINATIONS.get(table, ())) > 1
    rows = [after] if before is None or goes_on else [before, after]
    return {year for row in rows if (year := year_of(table, row)) is not None}


def _year(day: object) -> int | None:
    if isinstance(day, date):
        return day.year
    found = WRITTEN_DAY.fullmatch(day) if isinstance(day, str) else None
    return int(found[1]) if found else None
