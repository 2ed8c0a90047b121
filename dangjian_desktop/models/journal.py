"""The journal: one entry a transaction, with every row's values before and after."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from dangjian_desktop.models.base import ID, Base


class JournalEntry(Base):
    """One user action. ``reverses`` names the entry that this one undoes or redoes."""

    __tablename__ = "journal_entries"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=True, init=False)
    verb: Mapped[str]
    who: Mapped[str] = mapped_column(default="")
    at: Mapped[str]
    kind: Mapped[str] = mapped_column(default="do")
    reverses: Mapped[int | None] = mapped_column(default=None)
    undone: Mapped[bool] = mapped_column(default=False)


class JournalChange(Base):
    """One row's values before and after, as JSON; an empty side means that the row did not exist."""

    __tablename__ = "journal_changes"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True, init=False)
    entry_seq: Mapped[int] = mapped_column(ForeignKey("journal_entries.seq"), index=True)
    table_name: Mapped[str]
    row_id: Mapped[str] = mapped_column(ID)
    before: Mapped[str] = mapped_column(default="")
    after: Mapped[str] = mapped_column(default="")


class PrintedPaper(Base):
    """What was printed, with the digest of its data, so that only changed papers are printed again.

    ``paper`` is a form's number or a further paper's key; ``unit_id``, ``member_id`` and ``record_id`` say whose it is,
    so that namesakes are two; ``options`` is JSON of how it was printed.
    """

    __tablename__ = "printed_papers"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True, init=False)
    paper: Mapped[str]
    year: Mapped[int]
    unit_id: Mapped[str] = mapped_column(ID)
    member_id: Mapped[str] = mapped_column(ID, default="")
    record_id: Mapped[str] = mapped_column(ID, default="")
    values_digest: Mapped[str]
    printed_at: Mapped[str]
    copies: Mapped[int]
    wording: Mapped[str]
    options: Mapped[str]
