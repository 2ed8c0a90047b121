"""What a branch owes after a title was revoked: the plaque taken back from the desk (X15)."""

from sqlalchemy import select

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.models.nomination import Plaque
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.schemes.pioneers_rules import revoked_with_plaque
from dangjian_desktop.services.reading import load_book
from dangjian_desktop.services.work import Changes, Office


def take_back(office: Office, *, award: str, year: int) -> Changes:
    """Note today as the day on which every plaque of a revoked title of a year was taken back, in one step.

    Raises UserError when none is out.
    """
    owed = [each.id for each in revoked_with_plaque(load_book(office, year=year), award)]
    if not owed:
        raise UserError("PLAQUE-NONE", "没有要收回的标牌。称号被撤销以后，这里才有要收回的。")
    today, table = office.clock().date(), table_of(Plaque)
    with office.work(f"收回标牌 {len(owed)} 块") as work:
        mine = (table.c.owner_id == office.office_id) & table.c.deleted.is_(False) & table.c.nomination_id.in_(owed)
        known = {row.nomination_id: row.id for row in work.connection.execute(select(table).where(mine))}
        work.update(Plaque, {row_id: {"returned_on": today} for row_id in known.values()})
        missing = [each for each in owed if each not in known]
        work.insert(Plaque, [{"nomination_id": each, "returned_on": today} for each in missing])
    return work.changes
