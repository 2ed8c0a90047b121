"""Offices, their settings and wording, and this installation's own identity."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from dangjian_desktop.models.base import ID, Base, Record


class Office(Record):
    """A branch, general branch or committee; the tree has any depth (A7-31)."""

    __tablename__ = "offices"

    kind: Mapped[str]
    name: Mapped[str]
    short_name: Mapped[str] = mapped_column(default="")
    superior_id: Mapped[str | None] = mapped_column(ID, default=None)
    superior_name: Mapped[str] = mapped_column(default="")
    secretary: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")


class OfficeName(Record):
    """A name that an office bore from a day on: old papers print the name valid on their date (F1.9)."""

    __tablename__ = "office_names"

    office_id: Mapped[str] = mapped_column(ID)
    name: Mapped[str]
    valid_from: Mapped[date]


class Setting(Record):
    """One option that differs from the source's default; ``value`` is JSON."""

    __tablename__ = "settings"

    key: Mapped[str]
    value: Mapped[str]


class WordingText(Record):
    """One sentence of a form, or the columns of a ledger, in the office's own words (forms 1-7, A7-26).

    ``push`` says what it is to the units below: locked, suggested, or free, which stays here. ``default_digest`` is of
    the shipped text that it was made over, so that a new program can tell that its own has changed since.
    """

    __tablename__ = "wordings"

    key: Mapped[str]
    text: Mapped[str]
    push: Mapped[str] = mapped_column(default="free")
    default_digest: Mapped[str] = mapped_column(default="")


class Adoption(Record):
    """A unit that this office has confirmed as its own subordinate; from then on its id counts, not its name."""

    __tablename__ = "adoptions"

    office_id: Mapped[str] = mapped_column(ID)
    adopted_on: Mapped[date]


class KeyRevocation(Record):
    """A key that no longer speaks for its office, because its PC was lost; the list travels with replies."""

    __tablename__ = "key_revocations"

    office_id: Mapped[str] = mapped_column(ID)
    fingerprint: Mapped[str]
    revoked_on: Mapped[date]
    reason: Mapped[str] = mapped_column(default="")


class Installation(Base):
    """This data file's own identity; a single row, never travelling, never undone.

    ``demo`` says that its people are made up: papers printed from it carry 演示. ``home`` is where the file last
    was: the machine, as a hash, and the path there; ``standing`` is empty, or why this file is read-only (exchange.md, cases 8 and
    10); ``restored_at`` is when a backup was last put back. The two keys are secrets: they never leave the data file.
    """

    __tablename__ = "installation"

    row: Mapped[int] = mapped_column(primary_key=True, default=1)
    office_id: Mapped[str] = mapped_column(ID)
    installation_id: Mapped[str] = mapped_column(ID)
    lineage_id: Mapped[str] = mapped_column(ID)
    sequence: Mapped[int] = mapped_column(default=0)
    previous: Mapped[str] = mapped_column(default="")
    demo: Mapped[bool] = mapped_column(default=False)
    signing_key: Mapped[str] = mapped_column(default="")
    sealing_key: Mapped[str] = mapped_column(default="")
    home: Mapped[str] = mapped_column(default="")
    standing: Mapped[str] = mapped_column(default="")
    restored_at: Mapped[str] = mapped_column(default="")


class FormerKeys(Base):
    """What is left of the keys that this data file had under an earlier installation id; never travelling as a row.

    ``endorsement`` is that key's signature of the one that came after; ``sealing_secret`` opens what was sealed to it and
    is still under way. The secret to sign with is gone. ``beside`` says that the earlier installation works on: this file
    is a copy of it.
    """

    __tablename__ = "former_keys"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=True, init=False)
    installation_id: Mapped[str] = mapped_column(ID)
    verify_key: Mapped[str]
    seal_key: Mapped[str]
    sealing_secret: Mapped[str]
    endorsement: Mapped[str]
    beside: Mapped[bool] = mapped_column(default=False)


class OfficeKey(Base):
    """A public key of another office's installation as met here: to check what it signs, and to seal what goes to it.

    ``state`` is 未确认, 已确认, 待核对 (a second key that nobody vouches for: not believed), 已更换 or 已吊销; ``endorsed_by`` is the fingerprint of the key that vouched for it.
    """

    __tablename__ = "office_keys"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    office_id: Mapped[str] = mapped_column(ID, index=True)
    installation_id: Mapped[str] = mapped_column(ID, default="")
    verify_key: Mapped[str]
    seal_key: Mapped[str]
    fingerprint: Mapped[str]
    state: Mapped[str]
    endorsed_by: Mapped[str] = mapped_column(default="")
    met_at: Mapped[str] = mapped_column(default="")
    confirmed_at: Mapped[str] = mapped_column(default="")
