"""An office's records of a year as plain values: what rules and forms read, without a database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar

from dangjian_desktop.models.base import Record
from dangjian_desktop.models.member import Member
from dangjian_desktop.models.office import Office, OfficeName
from dangjian_desktop.models.posts import Post, PostAssignment
from dangjian_desktop.schemes.options import Options

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Book:
    """One office's living records with the year and quarter looked at; ``superior`` is the name of the level above."""

    office: Office
    year: int
    quarter: int
    today: date
    records: Mapping[type[Record], tuple[Record, ...]]
    options: Options = field(default_factory=Options)
    superior: str = ""

    def of(self, kind: type[R]) -> tuple[R, ...]:
        """Return all living records of a kind, in the order of their ids."""
        return self.records.get(kind, ())  # type: ignore[return-value]

    def this_year(self, kind: type[R]) -> list[R]:
        """Return the records of a yearly kind that belong to the book's year."""
        return [record for record in self.of(kind) if getattr(record, "year") == self.year]  # noqa: B009

    def this_quarter(self, kind: type[R]) -> list[R]:
        """Return the records of a quarterly kind that belong to the book's year and quarter."""
        return [record for record in self.this_year(kind) if getattr(record, "quarter") == self.quarter]  # noqa: B009

    @cached_property
    def members(self) -> list[Member]:
        """The members whose organisation relation is in the branch, in roster order."""
        return sorted((m for m in self.of(Member) if m.state == "在册"), key=lambda m: (m.position, m.id))

    @cached_property
    def by_id(self) -> Mapping[str, Record]:
        """Every record by its id."""
        return {record.id: record for records in self.records.values() for record in records}

    def name_of(self, member_id: str | None) -> str:
        """Return a member's name; no member means the branch itself."""
        member = self.by_id.get(member_id or "")
        return member.name if isinstance(member, Member) else self.office.name

    def class_of(self, member: Member) -> str:
        """Return 离退休, 在职 or 无职, derived in this order unless overridden (A7-9)."""
        if member.class_override:
            return member.class_override
        if member.staff_kind == "离退休":
            return "离退休"
        cadre_counts = self.options.flag("member.student_cadre_is_duty")
        holds = bool(member.duty.strip()) and (cadre_counts or member.staff_kind != "学生")
        return "在职" if holds else "无职"

    def in_force(self, assignment: PostAssignment) -> bool:
        """Tell whether an assignment belongs to the book's year and has not been ended."""
        return assignment.year == self.year and (assignment.ended_on is None or assignment.ended_on > self.today)

    def post_of(self, member: Member) -> str:
        """Return the name of the post that a member is on, or an empty text."""
        for assignment in self.of(PostAssignment):
            if assignment.member_id == member.id and self.in_force(assignment):
                post = self.by_id.get(assignment.post_id)
                return post.name if isinstance(post, Post) else ""
        return ""

    def duty_or_post(self, member: Member) -> str:
        """Return what forms 3, 4 and 6 print: the 职务, else the post's name (Z09, F3.3, F6.3)."""
        return member.duty.strip() or self.post_of(member)

    def office_name(self, day: date | None = None) -> str:
        """Return the office's full name as it was valid on a day (F1.9)."""
        names = [n for n in self.of(OfficeName) if n.office_id == self.office.id]
        valid = [n for n in sorted(names, key=lambda n: (n.valid_from, n.id)) if day is None or n.valid_from <= day]
        return valid[-1].name if valid else self.office.name


def book_from(
    office: Office, records: Iterable[Record], *, year: int, quarter: int, today: date, options: Options | None = None
) -> Book:
    """Make a book from records in any order."""
    sorted_records: dict[type[Record], list[Record]] = {}
    for record in sorted(records, key=lambda record: record.id):
        sorted_records.setdefault(type(record), []).append(record)
    frozen = {kind: tuple(rows) for kind, rows in sorted_records.items()}
    return Book(office, year, quarter, today, frozen, options or Options())
