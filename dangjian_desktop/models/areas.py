"""Records of 党员责任区: the tree of areas, who has which, the ledger and the quarterly reports (Z01-Z17)."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from dangjian_desktop.models.base import Record, reference


class Area(Record):
    """A place or group in the tree of areas: unit, building, room or class (Z07)."""

    __tablename__ = "areas"

    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str]
    parent_id: Mapped[str | None] = reference("areas", optional=True)
    duties: Mapped[str] = mapped_column(default="")


class AreaAssignment(Record):
    """A member's area with the opinions asked for beforehand (Z01-Z04)."""

    __tablename__ = "area_assignments"

    area_id: Mapped[str] = reference("areas")
    member_id: Mapped[str] = reference("members")
    year: Mapped[int]
    duties: Mapped[str] = mapped_column(default="")
    consent: Mapped[str] = mapped_column(default="")
    committee_opinion: Mapped[str] = mapped_column(default="")
    served_opinion: Mapped[str] = mapped_column(default="")
    ended_on: Mapped[date | None] = mapped_column(default=None)
    ended_reason: Mapped[str] = mapped_column(default="")


class AreaExemption(Record):
    """A member who need not have an area this year, with the reason (A7-12)."""

    __tablename__ = "area_exemptions"

    member_id: Mapped[str] = reference("members")
    year: Mapped[int]
    reason: Mapped[str]


class AreaActivity(Record):
    """A line of the ledger (form 4); a heart-to-heart talk is a kind of activity (Z13, Z16)."""

    __tablename__ = "area_activities"

    member_id: Mapped[str] = reference("members")
    area_id: Mapped[str] = reference("areas")
    kind: Mapped[str] = mapped_column(default="活动")
    name: Mapped[str]
    held_on: Mapped[date]
    content: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")


class QuarterReport(Record):
    """A member's quarterly report at the 党员大会 (Z14)."""

    __tablename__ = "quarter_reports"

    member_id: Mapped[str] = reference("members")
    year: Mapped[int]
    quarter: Mapped[int]
    meeting_on: Mapped[date | None] = mapped_column(default=None)
    content: Mapped[str] = mapped_column(default="")


class AreaProblem(Record):
    """A problem heard in an area, and what was done (Z15)."""

    __tablename__ = "area_problems"

    member_id: Mapped[str] = reference("members")
    heard_on: Mapped[date]
    problem: Mapped[str]
    measure: Mapped[str] = mapped_column(default="")
    responsible: Mapped[str] = mapped_column(default="")
    due_on: Mapped[date | None] = mapped_column(default=None)
    solved_on: Mapped[date | None] = mapped_column(default=None)


class AreaPlan(Record):
    """The branch's activity plan of a year (Z11)."""

    __tablename__ = "area_plans"

    year: Mapped[int]
    title: Mapped[str]
    text: Mapped[str] = mapped_column(default="")
    attachment: Mapped[str] = mapped_column(default="")


class AreaAssessment(Record):
    """A periodic assessment of a member's work in his area (Z17)."""

    __tablename__ = "area_assessments"

    member_id: Mapped[str] = reference("members")
    held_on: Mapped[date]
    result: Mapped[str] = mapped_column(default="")
    summary: Mapped[str] = mapped_column(default="")


ACTIVITY_KINDS = ("活动", "谈心")
