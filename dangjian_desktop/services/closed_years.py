"""Which years are closed: a setting of the office, not a copy of its tables (rulings.md, Periods)."""

import json
import re

from sqlalchemy import Connection, select

from dangjian_desktop.models.office import Setting
from dangjian_desktop.models.tables import table_of

KEY = "years.closed"


def closed_years(connection: Connection, office_id: str) -> frozenset[int]:
    """Return the years that an office has closed; their records are only read."""
    table = table_of(Setting)
    mine = (table.c.key == KEY, table.c.owner_id == office_id, table.c.deleted.is_(False))
    stored = connection.execute(select(table.c.value).where(*mine)).scalar()
    return frozenset(int(year) for year in re.findall(r"\d{4}", str(json.loads(stored)))) if stored else frozenset()


def as_setting(years: frozenset[int]) -> str:
    """Return the setting's text for these years."""
    return ",".join(str(year) for year in sorted(years))
