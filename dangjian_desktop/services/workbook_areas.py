"""Areas as the sheets name them: made from their paths, or the only one that a member has."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select

from dangjian_desktop.core.names import match_key
from dangjian_desktop.models.areas import Area, AreaAssignment
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.services.work import Work
from dangjian_desktop.services.workbook_storing import next_position


def make_areas(work: Work, paths: Iterable[str], shown: Mapping[str, str]) -> None:
    """Add the areas of paths such as 机电楼/三层, those above them included; ``shown`` are known paths by id."""
    known = {match_key(text): row_id for row_id, text in shown.items()}
    for path in paths:
        parent, sofar = None, ""
        for name in (each.strip() for each in path.replace("／", "/").split("/") if each.strip()):
            sofar = f"{sofar}/{name}" if sofar else name
            key = match_key(sofar)
            if key not in known:
                place = next_position(work, Area)
                (known[key],) = work.insert(Area, [{"name": name, "parent_id": parent, "position": place}])
            parent = known[key]


def only_area(work: Work, values: Mapping[str, Any]) -> dict[str, str]:
    """Return the area of who has but one, so that it need not be written on every line."""
    table, day = table_of(AreaAssignment), values.get("held_on")
    statement = select(table.c.area_id).where(
        table.c.member_id == values.get("member_id"),
        table.c.deleted.is_(False),
        table.c.owner_id == work.office.office_id,
    )
    found = set(work.connection.execute(statement.where(table.c.year == getattr(day, "year", 0))).scalars())
    return {"area_id": found.pop()} if len(found) == 1 else {}
