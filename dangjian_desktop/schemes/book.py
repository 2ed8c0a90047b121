"""An office's records of a year as plain values: what rules and forms read, without a database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar

from dangjian_desktop.core.names import told_apart
from dangjian_desktop.models.base import Record
from dangjian_desktop.models.member import Member, MemberState
from dangjian_desktop.models.office import Office, OfficeName
from dangjian_desktop.models.posts import Post, PostAssignment
from dangjian_desktop.schemes.options import Options

R = TypeVar("R", bound=Record)
NO_DUTY = frozenset({"", "无", "无职务", "—", "－", "-", "/"})
"""What people write into 职务 for someone who holds none."""


@dataclass(frozen=True)
class Book:
    """One office's living records with the year and quarter looked at; ``superior`` is the name of the level above.

    ``arranged`` are ids of members in an order that goes before the roster's own.
    """

    office: Office
    year: int
    quarter: int
    today: date
    records: Mapping[type[Record], tuple[Record, ...]]
    options: Options = field(default_factory=Options)
    superior: str = ""
    arranged: tuple[str, ...] = ()

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
    def day(self) -> date:
        """The day on which the book is looked at: today, or the last day of a year gone by."""
        return min(self.today, date(self.year, 12, 31))

    @cached_property
    def members(self) -> list[Member]:
        """The members whose organisation relation is in the branch, in roster order."""
        return self.members_on(self.day)

    def members_on(self, day: date) -> list[Member]:
        """Return the members whose organisation relation was in the branch on a day, in roster order (A7-10)."""
        present = [m for m in self.of(Member) if self._state_on(m, day) == "在册"]
        places = {member_id: place for place, member_id in enumerate(self.arranged)}
        return sorted(present, key=lambda m: (places.get(m.id, len(places)), m.position, m.id))

    def _state_on(self, member: Member, day: date) -> str:
        if member.state_since is None or member.state_since <= day:
            return member.state
        steps = sorted((s for s in self.of(MemberState) if s.member_id == member.id), key=lambda s: (s.since, s.id))
        earlier = [step.state for step in steps if step.since <= day]
        if earlier:
            return earlier[-1]
        # Who came in later was not in the branch yet; who left later was.
        return "" if steps and steps[0].state == "在册" else "在册"

    @cached_property
    def by_id(self) -> Mapping[str, Record]:
        """Every record by its id."""
        return {record.id: record for records in self.records.values() for record in records}

    @cached_property
    def _names(self) -> Mapping[str, str]:
        members = self.of(Member)
        shown = told_apart([(member.name, member.birth, member.joined) for member in members])
        return {member.id: name for member, name in zip(members, shown, strict=True)}

    def name_of(self, member_id: str | None) -> str:
        """Return a member's name, marked where two share it; no member means the branch itself."""
        return self._names.get(member_id or "", self.office.name)

    def names_of(self, member_ids: Iterable[str | None]) -> tuple[str, ...]:
        """Return the name of each different member, in the order given."""
        return tuple(self.name_of(member_id) for member_id in dict.fromkeys(member_ids))

    def class_of(self, member: Member) -> str:
        """Return 离退休, 在职 or 无职, derived in this order unless overridden (A7-9)."""
        if member.class_override:
            return member.class_override
        if member.staff_kind == "离退休":
            return "离退休"
        cadre_counts = self.options.flag("member.student_cadre_is_duty")
        holds = bool(duty_of(member)) and (cadre_counts or member.staff_kind != "学生")
        return "在职" if holds else "无职"

    def in_force(self, assignment: PostAssignment) -> bool:
        """Tell whether an assignment belongs to the book's year and has not been ended."""
        return assignment.year == self.year and (assignment.ended_on is None or assignment.ended_on > self.day)

    @cached_property
    def _posts(self) -> Mapping[str, str]:
        posts: dict[str, str] = {}
        for assignment in self.of(PostAssignment):
            post = self.by_id.get(assignment.post_id)
            if self.in_force(assignment) and isinstance(post, Post):
                posts.setdefault(assignment.member_id, post.name)
        return posts

    def post_of(self, member: Member) -> str:
        """Return the name of the post that a member is on, or an empty text."""
        return self._posts.get(member.id, "")

    def duty_or_post(self, member: Member) -> str:
        """Return what forms 3, 4 and 6 print: the 职务, else the post's name (Z09, F3.3, F6.3)."""
        return duty_of(member) or self.post_of(member)

    def office_name(self, day: date | None = None) -> str:
        """Return the office's full name as it was valid on a day (F1.9)."""
        names = [n for n in self.of(OfficeName) if n.office_id == self.office.id]
        valid = [n for n in sorted(names, key=lambda n: (n.valid_from, n.id)) if day is None or n.valid_from <= day]
        if valid:
            return valid[-1].name
        return min(names, key=lambda n: (n.valid_from, n.id)).name if names else self.office.name


def duty_of(member: Member) -> str:
    """Return a member's 职务; 无 and its like count as none."""
    duty = member.duty.strip()
    return "" if duty in NO_DUTY else duty


def book_from(
    office: Office, records: Iterable[Record], *, year: int, quarter: int, today: date, options: Options | None = None
) -> Book:
    """Make a book from records in any order."""
    sorted_records: dict[type[Record], list[Record]] = {}
    for record in sorted(records, key=lambda record: record.id):
        sorted_records.setdefault(type(record), []).append(record)
    frozen = {kind: tuple(rows) for kind, rows in sorted_records.items()}
    return Book(office, year, quarter, today, frozen, options or Options())
