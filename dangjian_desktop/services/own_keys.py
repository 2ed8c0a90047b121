"""This installation's keys: made at the first run, made anew and endorsed whenever the installation id is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from dangjian_desktop.bundle.seal import Keys, endorse, fingerprint, new_keys, public_of
from dangjian_desktop.models.office import FormerKeys, Installation
from dangjian_desktop.models.tables import table_of


@dataclass(frozen=True)
class Succession:
    """New keys, and what is to be kept of those that they follow; None in a data file that had none."""

    keys: Keys
    former: Mapping[str, Any] | None

    @property
    def values(self) -> dict[str, str]:
        """The columns of the installation's row."""
        return {"signing_key": self.keys.signing, "sealing_key": self.keys.sealing}

    def keep_former(self, connection: Connection, *, beside: bool) -> None:
        """Keep the public side of the keys before, their endorsement, and the secret that opens packages under way."""
        if self.former:
            connection.execute(insert(table_of(FormerKeys)).values(**self.former, beside=beside))


def succeed(row: Row[Any]) -> Succession:
    """Return new keys for an installation's row, endorsed by those that stand in it."""
    keys = new_keys()
    if not row.signing_key:
        return Succession(keys, None)
    old = Keys(row.signing_key, row.sealing_key)
    public = public_of(old)
    former = {
        "installation_id": row.installation_id,
        "verify_key": public.verify,
        "seal_key": public.seal,
        "sealing_secret": old.sealing,
        "endorsement": endorse(old, public_of(keys)),
    }
    return Succession(keys, former)


def own_fingerprint(connection: Connection) -> str:
    """Return this installation's fingerprint; empty in a data file whose keys are not made yet."""
    row = connection.execute(select(table_of(Installation))).one()
    return fingerprint(public_of(Keys(row.signing_key, row.sealing_key))) if row.signing_key else ""
