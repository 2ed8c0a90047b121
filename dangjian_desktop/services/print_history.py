"""What was printed, by person and with the digest of its data: print history, no record and never undone."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import insert, select

from dangjian_desktop.models.journal import PrintedPaper
from dangjian_desktop.models.tables import canonical, table_of
from dangjian_desktop.reports.form import Values
from dangjian_desktop.services.work import Office

Key = tuple[str, ...]


@dataclass(frozen=True)
class Printed:
    """One paper as it is or was printed; ``digest`` is of its data, whatever the order or date of the paper."""

    paper: str
    year: int
    unit_id: str
    member_id: str
    record_id: str
    digest: str
    copies: int
    wording: str
    options: Mapping[str, str] = field(default_factory=dict)
    printed_at: str = ""

    @property
    def key(self) -> Key:
        """Which paper it is: a person's, not a name's, so that namesakes are two."""
        return (self.paper, str(self.year), self.unit_id, self.member_id, self.record_id)


def last_printed(office: Office) -> dict[Key, Printed]:
    """Return how each paper was printed the last time, by its key."""
    table = table_of(PrintedPaper)
    with office.reading() as connection:
        rows = connection.execute(select(table).order_by(table.c.id)).all()
    known = [
        Printed(
            paper=row.paper,
            year=row.year,
            unit_id=row.unit_id,
            member_id=row.member_id,
            record_id=row.record_id,
            digest=row.values_digest,
            copies=row.copies,
            wording=row.wording,
            options=json.loads(row.options),
            printed_at=row.printed_at,
        )
        for row in rows
    ]
    return {printed.key: printed for printed in known}


def keep(office: Office, printed: Iterable[Printed]) -> None:
    """Remember papers as printed now; a data file that is only read remembers nothing."""
    now = office.clock().isoformat()
    rows = [
        {
            "paper": each.paper,
            "year": each.year,
            "unit_id": each.unit_id,
            "member_id": each.member_id,
            "record_id": each.record_id,
            "values_digest": each.digest,
            "printed_at": now,
            "copies": each.copies,
            "wording": each.wording,
            "options": canonical(each.options),
        }
        for each in printed
    ]
    if rows and not office.standing:
        with office.work("记下已打印") as work:
            work.connection.execute(insert(table_of(PrintedPaper)), rows)


def values_digest(values: Values, own_words: Mapping[str, str]) -> str:
    """Return the digest of a paper's data and of the words that an office has put into its form."""
    plain = {
        "fields": dict(values.fields),
        "items": {key: list(items) for key, items in values.items.items()},
        "rows": [[row.group, *row.cells] for row in values.rows],
        "photo": hashlib.sha256(values.photo or b"").hexdigest(),
        "words": dict(own_words),
    }
    return hashlib.sha256(canonical(plain).encode()).hexdigest()
