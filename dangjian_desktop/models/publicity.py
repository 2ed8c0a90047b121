"""Publicity records of all schemes, and meetings (P13, Z05, C12, B15, B19)."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from dangjian_desktop.models.base import Record

SUBJECTS = ("设岗定责", "责任区", "承诺践诺", "先锋岗", "标兵评选", "标兵宣传")
CHANNELS = (
    "党员活动室",
    "党务公开栏",
    "党务政务公开栏",
    "党务公示栏",
    "会议",
    "党员大会",
    "电子显示屏",
    "校内网",
    "学院官网",
    "公众号",
    "荣誉栏",
    "其他",
)
MEETING_KINDS = ("党员大会", "支委会", "组织生活会", "民主评议")


class Publicity(Record):
    """Something published on a channel from a day to a day, with the objections heard."""

    __tablename__ = "publicities"

    year: Mapped[int]
    quarter: Mapped[int | None] = mapped_column(default=None)
    subject: Mapped[str]
    channel: Mapped[str]
    begins_on: Mapped[date]
    ends_on: Mapped[date | None] = mapped_column(default=None)
    evidence: Mapped[str] = mapped_column(default="")
    objection: Mapped[str] = mapped_column(default="")
    objection_handled: Mapped[str] = mapped_column(default="")


class Meeting(Record):
    """A meeting that other records rest on (Z14, C18)."""

    __tablename__ = "meetings"

    held_on: Mapped[date]
    kind: Mapped[str]
    title: Mapped[str] = mapped_column(default="")
    attended: Mapped[int | None] = mapped_column(default=None)
    minutes: Mapped[str] = mapped_column(default="")
