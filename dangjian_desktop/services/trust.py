"""Which keys are believed and sealed to: this office's own, and those of the offices that it has met."""

from sqlalchemy import Connection, exists, select

from dangjian_desktop.bundle.archive import Trust
from dangjian_desktop.bundle.manifest import CHAIN_AT_MOST, Former, Link
from dangjian_desktop.bundle.seal import Keys, PublicKeys
from dangjian_desktop.models.office import FormerKeys, Installation, KeyRevocation, Office, OfficeKey
from dangjian_desktop.models.received import SentPackage
from dangjian_desktop.models.tables import table_of

UNCONFIRMED, CONFIRMED, WAITING, REPLACED, REVOKED = "未确认", "已确认", "待核对", "已更换", "已吊销"
BELIEVED = frozenset({UNCONFIRMED, CONFIRMED})
"""A key that was met counts at once; 已确认 says that people have compared its fingerprint too."""
HEARD = BELIEVED | {REPLACED}
"""What a replaced PC still signed is taken, with a note; nothing is sealed to it any more."""


def own_keys(connection: Connection) -> Keys | None:
    """Return the secrets of this installation, or None in a data file that has none yet."""
    row = connection.execute(select(table_of(Installation))).one()
    return Keys(row.signing_key, row.sealing_key) if row.signing_key and row.sealing_key else None


def trust_of(connection: Connection, *, password: str = "") -> Trust:
    """Return what this office brings to open and to believe packages; ``password`` is what a person typed."""
    known: dict[str, frozenset[str]] = {}
    keys, former = table_of(OfficeKey), table_of(FormerKeys)
    for row in connection.execute(select(keys.c.office_id, keys.c.verify_key, keys.c.state)):
        mine = frozenset({row.verify_key}) if row.state in HEARD else frozenset()
        known[row.office_id] = known.get(row.office_id, frozenset()) | mine
    secrets = connection.execute(select(former.c.sealing_secret).order_by(former.c.seq.desc())).scalars()
    return Trust(own_keys(connection), password, known, revoked_in(connection), tuple(secrets))


def revoked_in(connection: Connection) -> frozenset[str]:
    """Return the fingerprints of revoked keys.

    An office may revoke a key here when it is this one, the level above, or the one whose key it is: nobody else's word
    counts, for a unit could shut out another.
    """
    revocations, keys, offices = (table_of(kind) for kind in (KeyRevocation, OfficeKey, Office))
    own = select(table_of(Installation).c.office_id).scalar_subquery()
    above = select(offices.c.superior_id).where(offices.c.id == own).scalar_subquery()
    its_own = exists().where(
        keys.c.office_id == revocations.c.owner_id, keys.c.fingerprint == revocations.c.fingerprint
    )
    statement = select(revocations.c.fingerprint).where(
        revocations.c.deleted.is_(False),
        (revocations.c.owner_id == own) | (revocations.c.owner_id == above) | its_own,
    )
    return frozenset(connection.execute(statement).scalars())


def recipients_of(connection: Connection, office_id: str) -> tuple[PublicKeys, ...]:
    """Return the keys that a package for an office is sealed to; none before the two have met."""
    table = table_of(OfficeKey)
    statement = select(table).where(table.c.office_id == office_id, table.c.state.in_(BELIEVED)).order_by(table.c.id)
    return tuple(PublicKeys(row.verify_key, row.seal_key) for row in connection.execute(statement))


def chain(connection: Connection) -> tuple[Link, ...]:
    """Return the packages that this office sent last up or down, oldest first."""
    table = table_of(SentPackage)
    numbered = select(table.c.sequence, table.c.digest).where(table.c.kind != "transfer")
    statement = numbered.order_by(table.c.sequence.desc()).limit(CHAIN_AT_MOST)
    rows = connection.execute(statement).all()
    return tuple(Link(sequence=row.sequence, digest=row.digest) for row in reversed(rows))


def former_keys(connection: Connection) -> tuple[Former, ...]:
    """Return the keys that this data file had before, oldest first, as a package tells of them."""
    table = table_of(FormerKeys)
    rows = connection.execute(select(table).order_by(table.c.seq.desc()).limit(CHAIN_AT_MOST)).all()
    return tuple(
        Former(
            installation_id=row.installation_id,
            keys=f"{row.verify_key} {row.seal_key}",
            endorsement=row.endorsement,
            beside=row.beside,
        )
        for row in reversed(rows)
    )
