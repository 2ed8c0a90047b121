"""Records of 党员承诺践诺: commitments of branch and members, letters, reminders, appraisal (C01-C19)."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from dangjian_desktop.models.base import Record, reference


class Commitment(Record):
    """One commitment; without a member it is the branch's own (C02, C05)."""

    __tablename__ = "commitments"

    member_id: Mapped[str | None] = reference("members", optional=True)
    year: Mapped[int]
    position: Mapped[int] = mapped_column(default=0)
    text: Mapped[str]
    due: Mapped[str] = mapped_column(default="")
    responsible: Mapped[str] = mapped_column(default="")
    link: Mapped[str] = mapped_column(default="")
    proposed_on: Mapped[date | None] = mapped_column(default=None)
    review: Mapped[str] = mapped_column(default="待审核")
    review_opinion: Mapped[str] = mapped_column(default="")
    reviewed_on: Mapped[date | None] = mapped_column(default=None)
    reviewer: Mapped[str] = mapped_column(default="")
    result: Mapped[str] = mapped_column(default="")
    outcome: Mapped[str] = mapped_column(default="")
    fulfilled_on: Mapped[date | None] = mapped_column(default=None)
    note: Mapped[str] = mapped_column(default="")
    ended_on: Mapped[date | None] = mapped_column(default=None)
    ended_reason: Mapped[str] = mapped_column(default="")


class CommitmentLetter(Record):
    """A member's 公开承诺践诺书 of a year, signed or not yet (C13)."""

    __tablename__ = "commitment_letters"

    member_id: Mapped[str] = reference("members")
    year: Mapped[int]
    signed_on: Mapped[date | None] = mapped_column(default=None)


class CommitmentReminder(Record):
    """A reminder or help given for an overdue commitment (C16)."""

    __tablename__ = "commitment_reminders"

    member_id: Mapped[str] = reference("members")
    reminded_on: Mapped[date]
    text: Mapped[str] = mapped_column(default="")


class CommitmentFeedback(Record):
    """What the masses said of a published commitment (C14)."""

    __tablename__ = "commitment_feedback"

    member_id: Mapped[str | None] = reference("members", optional=True)
    heard_on: Mapped[date]
    text: Mapped[str]
    answer: Mapped[str] = mapped_column(default="")


class Appraisal(Record):
    """One of the four opinions on a pledger (C17), tied to a meeting (C18)."""

    __tablename__ = "appraisals"

    member_id: Mapped[str | None] = reference("members", optional=True)
    year: Mapped[int]
    method: Mapped[str]
    opinion: Mapped[str]
    held_on: Mapped[date | None] = mapped_column(default=None)
    meeting: Mapped[str] = mapped_column(default="")


REVIEWS = ("待审核", "通过", "退回")
OUTCOMES = ("已兑现", "部分兑现", "未兑现")
APPRAISAL_METHODS = ("个人自评", "党员互评", "群众评议", "领导点评")
APPRAISAL_MEETINGS = ("组织生活会", "民主评议")
