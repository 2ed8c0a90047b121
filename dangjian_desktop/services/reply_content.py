"""What a reply from above sets off in the receiving office beside the rows that it brings."""

from sqlalchemy import select

from dangjian_desktop.models.nomination import Decision, Filing
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.services.work import Work


def note_filings(work: Work) -> None:
    """Take the committee's filings over into this office's own decisions, so that its branches learn of them too.

    The filing stays the committee's fact; a filing that the committee took back is taken back here as well (B17).
    """
    own, filings, decisions = work.office.office_id, table_of(Filing), table_of(Decision)
    statement = (
        select(decisions.c.id, filings.c.filing_number, filings.c.filed_on, filings.c.deleted)
        .join(filings, filings.c.nomination_id == decisions.c.nomination_id)
        .where(decisions.c.owner_id == own, filings.c.owner_id != own, decisions.c.deleted.is_(False))
        .order_by(filings.c.deleted.desc(), filings.c.id)
    )
    noted = {}
    for row in work.connection.execute(statement):
        filed = (row.filing_number, row.filed_on) if not row.deleted else ("", None)
        noted[row.id] = dict(zip(("filing_number", "filed_on"), filed, strict=True))
    work.update(Decision, noted)
