"""Units as decisions know them: new ones get their id when they are met, released ones still get a last reply."""

from sqlalchemy import Connection, select

from dangjian_desktop.core.names import match_key
from dangjian_desktop.models.bulk import rows_of
from dangjian_desktop.models.moves import UnitChange
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.services.unit_words import Unit, units_of, units_text
from dangjian_desktop.services.work import Work


def note_unit(work: Work, unit: str, name: str) -> None:
    """Let the decisions that foresaw a branch by name know its id, once it has been confirmed."""
    statement = "SELECT id, targets FROM unit_changes WHERE owner_id = ? AND NOT deleted AND kind <> '转隶'"
    noted = {}
    for row_id, text in list(rows_of(work.connection, statement, work.office.office_id)):
        targets = units_of(text)
        if name and unit not in {each.id for each in targets}:
            named = tuple(
                Unit(each.name, unit) if not each.id and match_key(each.name) == match_key(name) else each
                for each in targets
            )
            noted[row_id] = {"targets": units_text(named)}
    if noted:
        work.update(UnitChange, noted)


def released_units(connection: Connection, office_id: str) -> frozenset[str]:
    """Return the units that an office has handed over to another."""
    table = table_of(UnitChange)
    mine = (table.c.owner_id == office_id, table.c.deleted.is_(False), table.c.kind == "转隶")
    texts = connection.execute(select(table.c.sources).where(*mine)).scalars()
    return frozenset(unit.id for text in texts for unit in units_of(text))
