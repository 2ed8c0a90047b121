"""Records of 标兵评选: the democratic vote of a quarter and its candidates (B11, B12)."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from dangjian_desktop.models.base import Record, reference


class Vote(Record):
    """The vote on one type in a quarter; once closed its figures stay (B09, B11)."""

    __tablename__ = "votes"

    year: Mapped[int]
    quarter: Mapped[int]
    kind: Mapped[str]
    held_on: Mapped[date | None] = mapped_column(default=None)
    expected: Mapped[int | None] = mapped_column(default=None)
    attended: Mapped[int | None] = mapped_column(default=None)
    issued: Mapped[int | None] = mapped_column(default=None)
    returned: Mapped[int | None] = mapped_column(default=None)
    valid: Mapped[int | None] = mapped_column(default=None)
    probationary: Mapped[int | None] = mapped_column(default=None)
    closed: Mapped[bool] = mapped_column(default=False)
    vacant_reason: Mapped[str] = mapped_column(default="")
    tie_resolution: Mapped[str] = mapped_column(default="")


class Candidacy(Record):
    """A person standing in one type of a quarter, and the votes won (B03, B11)."""

    __tablename__ = "candidacies"

    member_id: Mapped[str] = reference("members")
    year: Mapped[int]
    quarter: Mapped[int]
    kind: Mapped[str]
    votes: Mapped[int | None] = mapped_column(default=None)
    evidence: Mapped[str] = mapped_column(default="")
