"""One fingerprint of an office's content: equal content, equal digest (rulings.md)."""

import hashlib

from dangjian_desktop.models.bulk import read_living
from dangjian_desktop.models.tables import RECORDS, canonical, table_of
from dangjian_desktop.services.work import Office


def digest(office: Office) -> str:
    """Return a SHA-256 over all living rows, own and received, sorted by id, without revision counters."""
    total = hashlib.sha256()
    with office.reading() as connection:
        for kind in RECORDS:
            table = table_of(kind)
            total.update(f"{table.name}\n".encode())
            for values in read_living(connection, table):
                del values["revision"], values["deleted"], values["versions"]
                total.update(canonical(values).encode() + b"\n")
    return total.hexdigest()
