"""Records of 党员先锋岗 beside the nomination: inspections and quota waivers (X04, X12)."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from dangjian_desktop.models.base import ID, Record, reference


class PioneerInspection(Record):
    """A check of a title holder: a problem and its rectification by a day (X12)."""

    __tablename__ = "pioneer_inspections"

    nomination_id: Mapped[str] = reference("nominations")
    held_on: Mapped[date]
    problem: Mapped[str] = mapped_column(default="")
    rectification: Mapped[str] = mapped_column(default="")
    due_on: Mapped[date | None] = mapped_column(default=None)
    done_on: Mapped[date | None] = mapped_column(default=None)


class QuotaWaiver(Record):
    """The general branch's leave to nominate more than the quota in a year (X04)."""

    __tablename__ = "quota_waivers"

    office_id: Mapped[str] = mapped_column(ID)
    year: Mapped[int]
    extra: Mapped[int]
    reason: Mapped[str] = mapped_column(default="")
