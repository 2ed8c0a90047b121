"""What came in and went out: packages received, rows parked, packages sent. Not part of the digest."""

from sqlalchemy.orm import Mapped, mapped_column

from dangjian_desktop.models.base import ID, Base


class ReceivedPackage(Base):
    """A package that was applied; journaled, so that undoing a merge also forgets it.

    ``chain`` is JSON, [[sequence, digest], …], of the packages that its sender says were sent before it.
    """

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
    chain: Mapped[str] = mapped_column(default="")


class ParkedRow(Base):
    """A row that could not be taken, kept with its reason until a later package is taken; journaled.

    ``kind`` is the outcome that it had in the plan (bundle/compare.py).
    """

    __tablename__ = "parked_rows"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    package_id: Mapped[str] = mapped_column(ID, index=True)
    table_name: Mapped[str]
    row_id: Mapped[str] = mapped_column(ID)
    reason: Mapped[str]
    values: Mapped[str]
    from_id: Mapped[str] = mapped_column(ID, index=True, default="")
    kind: Mapped[str] = mapped_column(default="parked")


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
    to_id: Mapped[str] = mapped_column(ID, default="")


class FieldConflict(Base):
    """A field that two installations of one office changed without knowing of each other; journaled.

    ``siblings`` is a JSON list of {value, versions} in the fixed order whose first is shown; no value is ever dropped.
    """

    __tablename__ = "field_conflicts"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    table_name: Mapped[str]
    row_id: Mapped[str] = mapped_column(ID, index=True)
    field: Mapped[str]
    owner_id: Mapped[str] = mapped_column(ID, index=True)
    siblings: Mapped[str]
    opened_at: Mapped[str]
    settled: Mapped[bool] = mapped_column(default=False)


class Question(Base):
    """What the level above asks in its newest reply about this office's rows; replaced by the next reply; journaled."""

    __tablename__ = "questions"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    from_id: Mapped[str] = mapped_column(ID, index=True)
    package_id: Mapped[str] = mapped_column(ID)
    kind: Mapped[str]
    table_name: Mapped[str] = mapped_column(default="")
    row_id: Mapped[str] = mapped_column(ID, default="")
    field: Mapped[str] = mapped_column(default="")
    text: Mapped[str]
    values: Mapped[str] = mapped_column(default="")
    settled: Mapped[bool] = mapped_column(default=False)


class TakenLines(Base):
    """Which lines of one table of a sender are merged here already, as their hashes side by side; journaled."""

    __tablename__ = "taken_lines"

    id: Mapped[str] = mapped_column(primary_key=True)
    hashes: Mapped[str]


class ForeignRow(Base):
    """A row of a table that only a newer program knows: kept, and sent on (case 24); journaled."""

    __tablename__ = "foreign_rows"

    id: Mapped[str] = mapped_column(primary_key=True)
    table_name: Mapped[str]
    owner_id: Mapped[str] = mapped_column(ID, index=True)
    values: Mapped[str]
