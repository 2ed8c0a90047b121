"""The words of the forms as an office has them: the shipped ones and its own sentences over them (L399, A7-26)."""

from sqlalchemy import select

from dangjian_desktop.models.office import WordingText
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.reports.wording import Wording, load
from dangjian_desktop.services.work import Office


def wording_of(office: Office, name: str) -> Wording:
    """Return the wording that papers are printed in: ``proofread`` with the office's own words over it, or ``source``.

    The source's wording is the source's, character by character, whatever the office has made its own.
    """
    if name == "source":
        return load("source")
    table = table_of(WordingText)
    statement = select(table.c.key, table.c.text).where(table.c.deleted.is_(False)).order_by(table.c.id)
    with office.reading() as connection:
        own = {row.key: row.text for row in connection.execute(statement)}
    return load("proofread").with_overrides(own)
