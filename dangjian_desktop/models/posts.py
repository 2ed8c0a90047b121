"""Records of 无职党员设岗定责: posts, choices, assignments, inspections and yearly accounts (P01-P21)."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from dangjian_desktop.models.base import Record, reference


class Post(Record):
    """A post of the catalogue; one that is in use may be retired but not erased (P10)."""

    __tablename__ = "posts"

    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str]
    alias: Mapped[str] = mapped_column(default="")
    duties: Mapped[str] = mapped_column(default="")
    enabled: Mapped[bool] = mapped_column(default=True)
    reason: Mapped[str] = mapped_column(default="")


class PostApplication(Record):
    """A member's own choice; it is not an assignment (P05)."""

    __tablename__ = "post_applications"

    member_id: Mapped[str] = reference("members")
    year: Mapped[int]
    first_id: Mapped[str | None] = reference("posts", optional=True)
    second_id: Mapped[str | None] = reference("posts", optional=True)
    applied_on: Mapped[date | None] = mapped_column(default=None)


class PostAssignment(Record):
    """The branch's allocation and its 目标责任状, in force once both have signed (P06, P20)."""

    __tablename__ = "post_assignments"

    member_id: Mapped[str] = reference("members")
    post_id: Mapped[str] = reference("posts")
    year: Mapped[int]
    duties: Mapped[str] = mapped_column(default="")
    decided_on: Mapped[date | None] = mapped_column(default=None)
    decided_by: Mapped[str] = mapped_column(default="")
    consent: Mapped[str] = mapped_column(default="")
    secretary_signed_on: Mapped[date | None] = mapped_column(default=None)
    member_signed_on: Mapped[date | None] = mapped_column(default=None)
    ended_on: Mapped[date | None] = mapped_column(default=None)
    ended_reason: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")


class PostReview(Record):
    """An inspection (督查) or a member's yearly account (述职) (P15, P17)."""

    __tablename__ = "post_reviews"

    member_id: Mapped[str] = reference("members")
    kind: Mapped[str]
    held_on: Mapped[date]
    inspector: Mapped[str] = mapped_column(default="")
    audience: Mapped[str] = mapped_column(default="")
    finding: Mapped[str] = mapped_column(default="")
    correction: Mapped[str] = mapped_column(default="")
    closed_on: Mapped[date | None] = mapped_column(default=None)


class PostDifficulty(Record):
    """A difficulty raised by a member on a post, and the help given (P18)."""

    __tablename__ = "post_difficulties"

    member_id: Mapped[str] = reference("members")
    raised_on: Mapped[date]
    difficulty: Mapped[str]
    help: Mapped[str] = mapped_column(default="")
    solved_on: Mapped[date | None] = mapped_column(default=None)


REVIEW_KINDS = ("督查", "述职")
