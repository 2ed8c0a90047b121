"""接收: the new branch's half of a member's transfer (exchange.md, cases 13 and 14)."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from dangjian_desktop.bundle.archive import Incoming
from dangjian_desktop.bundle.compare import Outcome, Plan, Step
from dangjian_desktop.core.dates import print_day
from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.names import match_key
from dangjian_desktop.models.attachment import Attachment
from dangjian_desktop.models.fitting import misfit
from dangjian_desktop.models.member import Member, MemberState
from dangjian_desktop.models.moves import Arrival
from dangjian_desktop.models.tables import BY_TABLE, from_travel, table_of, to_travel
from dangjian_desktop.services.memberships import change_state
from dangjian_desktop.services.row_order import free_position
from dangjian_desktop.services.work import Work

CARRIED = (
    "person_id", "name", "sex", "ethnicity", "birth", "work_start", "joined", "education", "duty", "staff_kind",
    "party_kind", "department", "class_override", "class_reason", "photo",
)  # fmt: skip
"""Fields of the roster that are the person's own."""
TABLES = ("transfers", "members", "attachments")
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Newcomer:
    """A person in a 转出包, as the receiving branch would take him; ``known`` is his row there, if he has one."""

    transfer: Row
    member: Row
    known: Row | None

    @property
    def here(self) -> bool:
        """Whether he is in the branch already, under the same identity."""
        known = self.known
        return known is not None and known["state"] == "在册" and known["person_id"] == self.member["person_id"]


def newcomers(connection: Connection, office_id: str, package: Incoming) -> list[Newcomer]:
    """Return the persons that a 转出包 brings; raise UserError when it brings anything but its sender's own people."""
    tables = {table: list(_checked(package, table)) for table in TABLES}
    members = {row["id"]: row for row in tables["members"]}
    table = table_of(Member)
    mine = select(table).where(table.c.owner_id == office_id, table.c.deleted.is_(False)).order_by(table.c.id)
    own = [dict(row) for row in connection.execute(mine).mappings()]
    found = []
    for transfer in tables["transfers"]:
        member = members.get(transfer["member_id"])
        if member is None or transfer["deleted"] or transfer["outside"]:
            raise _strange(package)
        found.append(Newcomer(transfer, member, _same_person(own, member)))
    return found


def arrival_plan(people: Sequence[Newcomer]) -> Plan:
    """Return the plan of a 转出包: each person is new, known by name, or here already."""
    return Plan(tuple(_step(person) for person in people))


def arrival_sentences(people: Sequence[Newcomer], sender: str) -> tuple[str, ...]:
    """Say of each person what receiving him does."""
    return tuple(_sentence(person, sender) for person in people)


def write_arrivals(work: Work, people: Sequence[Newcomer], package: Incoming) -> None:
    """Take the persons into this branch: a membership of its own for each, of the same person."""
    sender = package.manifest.sender
    photos = {row["sha256"]: row for row in _checked(package, "attachments")}
    for person in people:
        if not person.here:
            _write(work, person, sender.id, sender.name)
            _keep_photo(work, photos.get(person.member["photo"]))


def _write(work: Work, person: Newcomer, from_id: str, from_name: str) -> None:
    day = date.fromisoformat(person.transfer["left_on"])
    member_id, reason = _member_id(work, person), f"由{from_name}转入"
    if person.known is None:
        carried = {name: person.member[name] for name in CARRIED}
        row = {**carried, "state": "在册", "state_since": day, "state_reason": reason, "deleted": False}
        if work.rows_by_id(table_of(Member), [member_id]):  # received before, and taken back since
            work.update(Member, {member_id: row})
        else:
            work.insert(Member, [{**row, "id": member_id, "position": free_position(work, Member)}])
        work.insert(MemberState, [{"member_id": member_id, "state": "在册", "since": day, "reason": reason}])
    else:
        work.update(Member, {member_id: {"person_id": person.member["person_id"]}})
        if person.known["state"] != "在册":
            change_state(work, [member_id], state="在册", since=day, reason=reason)
    arrival = {
        "member_id": member_id,
        "transfer_id": person.transfer["id"],
        "from_id": from_id,
        "from_name": from_name,
        "arrived_on": day,
        "summary": person.transfer["summary"],
    }
    work.insert(Arrival, [arrival])


def _member_id(work: Work, person: Newcomer) -> str:
    """Two computers of one branch that receive the same package make the same row."""
    if person.known is not None:
        return str(person.known["id"])
    return str(uuid.uuid5(uuid.UUID(work.office.office_id), person.transfer["id"]))


def _keep_photo(work: Work, photo: Row | None) -> None:
    if photo is None:
        return
    table = table_of(Attachment)
    mine = (table.c.sha256 == photo["sha256"], table.c.owner_id == work.office.office_id)
    if work.connection.execute(select(table.c.id).where(*mine)).first() is None:
        work.insert(Attachment, [{name: photo[name] for name in ("sha256", "extension", "title", "size")}])


def _same_person(own: Sequence[Row], member: Row) -> Row | None:
    """The same identity; else who was typed in by hand under the same name and month of birth."""
    same = [row for row in own if row["person_id"] == member["person_id"]]
    alike = [
        row
        for row in own
        if member["birth"] and (match_key(row["name"]), row["birth"]) == (match_key(member["name"]), member["birth"])
    ]
    return next(iter(same), None) or (alike[0] if len(alike) == 1 and alike[0]["state"] == "在册" else None)


def _step(person: Newcomer) -> Step:
    before = to_travel(person.known) if person.known else None
    outcome = Outcome.NEW if person.known is None else Outcome.SAME if person.here else Outcome.CHANGED
    return Step("members", person.member["id"], outcome, before, person.member, received=person.member)


def _sentence(person: Newcomer, sender: str) -> str:
    name = person.member["name"]
    if person.here:
        return f"{name}已在本支部名册，不用再接收。"
    day = print_day(date.fromisoformat(person.transfer["left_on"]))
    text = f"接收{name}：从{day}起由“{sender}”转入本支部名册"
    if person.known is not None:
        was = "名册里已有同名、同出生年月的一行，按同一人登记" if person.known["state"] == "在册" else "恢复原来的一行"
        text += f"（{was}）"
    told = person.transfer["summary"]
    return f"{text}。{f'在原支部：{told}。' if told else ''}"


def _checked(package: Incoming, table: str) -> Iterator[Row]:
    kind = BY_TABLE[table]
    for row in package.rows(table) if table in package.table_names else ():
        if misfit(kind, row) or row["owner_id"] != package.manifest.sender.id:
            raise _strange(package)
        yield {**row, **_complete(kind, row)}


def _complete(kind: type[Any], row: Row) -> Row:
    return to_travel(from_travel(table_of(kind), row))


def _strange(package: Incoming) -> UserError:
    text = f"这个转出包的内容与“{package.manifest.sender.name}”的党员对不上，没有读入。请让该支部重新生成。"
    return UserError("BUNDLE-CONTENT", text)
