"""Which keys are believed and sealed to: this office's own, and those of the offices that it has met."""

from sqlalchemy import Connection, select

from dangjian_desktop.bundle.archive import Trust
from dangjian_desktop.bundle.manifest import CHAIN_AT_MOST, Link
from dangjian_desktop.bundle.seal import Keys, PublicKeys
from dangjian_desktop.models.office import Installation, KeyRevocation, OfficeKey
from dangjian_desktop.models.received import SentPackage
from dangjian_desktop.models.tables import table_of

BELIEVED = frozenset({"未确认", "已确认"})
"""A key that was met counts at once; 已确认 says that people have compared its fingerprint too."""


def own_keys(connection: Connection) -> Keys | None:
    """Return the secrets of this installation, or None in a data file that has none yet."""
    row = connection.execute(select(table_of(Installation))).one()
    return Keys(row.signing_key, row.sealing_key) if row.signing_key and row.sealing_key else None


def trust_of(connection: Connection, *, password: str = "") -> Trust:
    """Return what this office brings to open and to believe packages; ``password`` is what a person typed."""
    known: dict[str, frozenset[str]] = {}
    keys, revocations = table_of(OfficeKey), table_of(KeyRevocation)
    for row in connection.execute(select(keys.c.office_id, keys.c.verify_key, keys.c.state)):
        mine = frozenset({row.verify_key}) if row.state in BELIEVED else frozenset()
        known[row.office_id] = known.get(row.office_id, frozenset()) | mine
    revoked = connection.execute(select(revocations.c.fingerprint).where(revocations.c.deleted.is_(False))).scalars()
    return Trust(own_keys(connection), password, known, frozenset(revoked))


def recipients_of(connection: Connection, office_id: str) -> tuple[PublicKeys, ...]:
    """Return the keys that a package for an office is sealed to; none before the two have met."""
    table = table_of(OfficeKey)
    statement = select(table).where(table.c.office_id == office_id, table.c.state.in_(BELIEVED)).order_by(table.c.id)
    return tuple(PublicKeys(row.verify_key, row.seal_key) for row in connection.execute(statement))


def chain(connection: Connection) -> tuple[Link, ...]:
    """Return the packages that this office sent last, oldest first."""
    table = table_of(SentPackage)
    statement = select(table.c.sequence, table.c.digest).order_by(table.c.sequence.desc()).limit(CHAIN_AT_MOST)
    rows = connection.execute(statement).all()
    return tuple(Link(sequence=row.sequence, digest=row.digest) for row in reversed(rows))
