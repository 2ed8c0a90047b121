"""What came in and went out: packages received, rows parked, packages sent. Not part of the digest."""

from sqlalchemy.orm import Mapped, mapped_column

from dangjian_desktop.models.base import ID, Base


class ReceivedPackage(Base):
    """A package that was applied; journaled, so that undoing a merge also forgets it."""

    __tablename__ = "received_packages"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    digest: Mapped[str]
    kind: Mapped[str]
    from_id: Mapped[str] = mapped_column(ID, index=True)
    from_name: Mapped[str]
    installation_id: Mapped[str] = mapped_column(ID)
    lineage_id: Mapped[str] = mapped_column(ID)
    sequence: Mapped[int]
    check_code: Mapped[str]
    year: Mapped[int]
    quarter: Mapped[int]
    received_at: Mapped[str]
    counts: Mapped[str]


class ParkedRow(Base):
    """A row that could not be taken, kept with its reason; journaled."""

    __tablename__ = "parked_rows"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    package_id: Mapped[str] = mapped_column(ID, index=True)
    table_name: Mapped[str]
    row_id: Mapped[str] = mapped_column(ID)
    reason: Mapped[str]
    values: Mapped[str]


class SentPackage(Base):
    """A package that left this office; never undone, for it is out of the house."""

    __tablename__ = "sent_packages"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    kind: Mapped[str]
    to_name: Mapped[str]
    sequence: Mapped[int]
    digest: Mapped[str]
    check_code: Mapped[str]
    file_name: Mapped[str]
    sent_at: Mapped[str]
    journal_seq: Mapped[int]
    year: Mapped[int]
    quarter: Mapped[int]
    acknowledged_at: Mapped[str] = mapped_column(default="")
