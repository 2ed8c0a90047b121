"""Which keys are believed and sealed to: this office's own, and those of the offices that it has met."""

from sqlalchemy import Connection, select

from dangjian_desktop.bundle.archive import Trust
from dangjian_desktop.bundle.manifest import CHAIN_AT_MOST, Former, Link
from dangjian_desktop.bundle.seal import Keys, PublicKeys
from dangjian_desktop.models.bulk import rows_of
from dangjian_desktop.models.office import FormerKeys, OfficeKey
from dangjian_desktop.models.received import SentPackage
from dangjian_desktop.models.tables import table_of

UNCONFIRMED, CONFIRMED, WAITING, REPLACED, REVOKED = "未确认", "已确认", "待核对", "已更换", "已吊销"
BELIEVED = frozenset({UNCONFIRMED, CONFIRMED})
"""A key that was met counts at once; 已确认 says that people have compared its fingerprint too."""
HEARD = BELIEVED | {REPLACED}
"""What a replaced PC still signed is taken, with a note; nothing is sealed to it any more."""
REVOKED_KEYS = """
    SELECT r.fingerprint FROM key_revocations r, (SELECT office_id AS own FROM installation) WHERE NOT r.deleted AND (
        r.owner_id IN (own, (SELECT superior_id FROM offices WHERE id = own))
        OR EXISTS (SELECT * FROM office_keys k WHERE k.office_id = r.owner_id AND k.fingerprint = r.fingerprint)
    )
"""


def own_keys(connection: Connection) -> Keys | None:
    """Return the secrets of this installation, or None in a data file that has none yet."""
    ((signing, sealing),) = rows_of(connection, "SELECT signing_key, sealing_key FROM installation")
    return Keys(signing, sealing) if signing and sealing else None


def trust_of(connection: Connection, *, password: str = "") -> Trust:
    """Return what this office brings to open and to believe packages; ``password`` is what a person typed."""
    known: dict[str, frozenset[str]] = {}
    for office_id, key, state in rows_of(connection, "SELECT office_id, verify_key, state FROM office_keys"):
        known[office_id] = known.get(office_id, frozenset()) | (frozenset({key}) if state in HEARD else frozenset())
    former = rows_of(connection, "SELECT sealing_secret FROM former_keys ORDER BY seq DESC")
    secrets = tuple(secret for (secret,) in former)
    return Trust(own_keys(connection), password, known, revoked_in(connection), secrets)


def revoked_in(connection: Connection) -> frozenset[str]:
    """Return the fingerprints of revoked keys.

    An office may revoke a key here when it is this one, the level above, or the one whose key it is: nobody else's word
    counts, for a unit could shut out another.
    """
    return frozenset(fingerprint for (fingerprint,) in rows_of(connection, REVOKED_KEYS))


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
