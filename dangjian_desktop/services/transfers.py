"""转出: the old branch's half of a member's transfer (exchange.md, cases 13 and 15)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from dangjian_desktop.bundle.manifest import Party
from dangjian_desktop.core.dates import print_day
from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.names import join_people, match_key
from dangjian_desktop.models.areas import AreaAssignment
from dangjian_desktop.models.attachment import Attachment
from dangjian_desktop.models.base import Record
from dangjian_desktop.models.commitments import Commitment
from dangjian_desktop.models.member import Member, MemberState
from dangjian_desktop.models.moves import Transfer
from dangjian_desktop.models.office import Office as OfficeRecord
from dangjian_desktop.models.posts import PostAssignment
from dangjian_desktop.models.tables import table_of, to_travel
from dangjian_desktop.services.careers import career_of
from dangjian_desktop.services.exchange_rows import card_of
from dangjian_desktop.services.memberships import change_state
from dangjian_desktop.services.pc_fonts import use_office_fonts
from dangjian_desktop.services.sending import Packed, send_transfer
from dangjian_desktop.services.work import Changes, Office, Work

LEFT = "转出"
OPEN: tuple[tuple[str, str, type[Record]], ...] = (
    ("岗位", "个", PostAssignment),
    ("责任区", "个", AreaAssignment),
    ("没有结果的承诺", "项", Commitment),
)
"""What ends when a member leaves."""


@dataclass(frozen=True)
class Destination:
    """Where members go: a branch of ours, by id once that is known, or a unit outside."""

    name: str
    outside: bool = False
    id: str = ""


def destination(office: Office, *, to: str = "", outside: str = "") -> Destination:
    """Return where members go, of a name as typed; raise UserError for none, both, or the branch itself."""
    with office.reading() as connection:
        return _destination(connection, office, to=to.strip(), outside=outside.strip())


def plan_transfer(office: Office, members: Sequence[str], goal: Destination, *, on: date) -> tuple[str, ...]:
    """Say in sentences what a transfer would do; nothing is written. Raises UserError as `transfer` does."""
    with office.reading() as connection:
        people = _leaving(connection, office, members, on)
        ended = _open_rows(connection, office, members, on)
    names = join_people([row["name"] for row in people])
    told = [f"{names} 从{print_day(on)}起转出到“{goal.name}”，留在名册里，状态记为“{LEFT}”。"]
    counts = [f"{title} {len(ended[kind])} {unit}" for title, unit, kind in OPEN if ended[kind]]
    if counts:
        told.append(f"结束在任的{'、'.join(counts)}，原因记为“{LEFT}”；以前的记录都留在本支部。")
    if goal.outside:
        told.append("转到外单位，不生成转出包。")
    else:
        told.append(f"生成转出包交给“{goal.name}”接收；接收以前，上级仍把这 {len(people)} 人算在本支部。")
    return tuple(told)


def transfer(office: Office, members: Sequence[str], goal: Destination, *, on: date, reason: str = "") -> Changes:
    """Record that members leave, and end what they hold; one undo takes it back.

    Raises UserError for who is not in the branch, and for a day to come.
    """
    with office.work(f"转出 {len(members)} 人到{goal.name}") as work:
        write_transfer(work, members, goal, on=on, reason=reason)
    return work.changes


def write_transfer(
    work: Work, members: Sequence[str], goal: Destination, *, on: date, reason: str = "", change_id: str = ""
) -> None:
    """Do a transfer as part of a larger action."""
    office, connection = work.office, work.connection
    people = _leaving(connection, office, members, on)
    summaries = {row["id"]: career_of(connection, row["id"]) for row in people}
    for kind, rows in _open_rows(connection, office, members, on).items():
        work.update(kind, {row: {"ended_on": on, "ended_reason": LEFT} for row in rows})
    words = f"转到{goal.name}" + (f"：{reason.strip()}" if reason.strip() else "")
    change_state(work, members, state=LEFT, since=on, reason=words)
    common = {"to_id": goal.id, "to_name": goal.name, "outside": goal.outside, "left_on": on, "reason": reason.strip()}
    work.insert(
        Transfer,
        [{"member_id": row["id"], "summary": summaries[row["id"]], "change_id": change_id, **common} for row in people],
    )


def write_packages(office: Office, members: Sequence[str], folder: Path, *, password: str = "") -> list[Packed]:
    """Write a 转出包 for each branch that these members went to, anew if it was written before.

    Raises UserError when none of them was transferred to a branch.
    """
    use_office_fonts(office)
    with office.work("生成转出包") as work:
        by_goal: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
        for row in standing_transfers(work.connection, members):
            if not row["outside"]:
                by_goal.setdefault((row["to_id"], row["to_name"]), []).append(row)
        if not by_goal:
            raise UserError("TRANSFER-NONE", "这些党员没有转到别的支部，不用生成转出包。请先办理转出。")
        return [
            send_transfer(work, folder, Party(id=unit, name=name), _package_rows(work.connection, rows), password)
            for (unit, name), rows in by_goal.items()
        ]


def standing_transfers(connection: Connection, members: Sequence[str]) -> list[Mapping[str, Any]]:
    """Return the newest transfer of each of these members who is away."""
    transfers, people = table_of(Transfer), table_of(Member)
    statement = (
        select(transfers)
        .join(people, people.c.id == transfers.c.member_id)
        .where(
            transfers.c.member_id.in_(members),
            transfers.c.deleted.is_(False),
            people.c.state == LEFT,
            transfers.c.left_on == people.c.state_since,
        )
        .order_by(transfers.c.left_on, transfers.c.id)
    )
    return list({row["member_id"]: dict(row) for row in connection.execute(statement).mappings()}.values())


def _package_rows(connection: Connection, transfers: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """The person and no more: roster fields, states, photo, the transfer itself."""
    members = [row["member_id"] for row in transfers]
    people, states, attachments = table_of(Member), table_of(MemberState), table_of(Attachment)
    found = {
        "members": select(people).where(people.c.id.in_(members)),
        "member_states": select(states).where(states.c.member_id.in_(members), states.c.deleted.is_(False)),
        "transfers": select(table_of(Transfer)).where(Transfer.id.in_([row["id"] for row in transfers])),
    }
    rows: dict[str, list[Any]] = {
        table: [to_travel(row) for row in connection.execute(statement.order_by("id")).mappings()]
        for table, statement in found.items()
    }
    photos = {row["photo"] for row in rows["members"]} - {""}
    mine = select(attachments).where(
        attachments.c.sha256.in_(photos), attachments.c.owner_id == transfers[0]["owner_id"]
    )
    rows["attachments"] = [to_travel(row) for row in connection.execute(mine.order_by("id")).mappings()]
    return rows


def _destination(connection: Connection, office: Office, *, to: str, outside: str) -> Destination:
    if bool(to) == bool(outside):
        raise UserError("TRANSFER-GOAL", "转到哪里没有说清。请填写接收的支部，或外单位名称，只填一个。")
    if outside:
        return Destination(outside, outside=True)
    if match_key(to) == match_key(card_of(connection, office.office_id)["name"]):
        raise UserError("TRANSFER-GOAL", f"“{to}”就是本支部。请填写接收的支部。")
    offices = table_of(OfficeRecord)
    known = [
        row
        for row in connection.execute(select(offices).where(offices.c.deleted.is_(False), offices.c.kind == "branch"))
        if match_key(to) in (match_key(row.name), match_key(row.short_name))
    ]
    return Destination(known[0].name, id=known[0].id) if len(known) == 1 else Destination(to)


def _leaving(connection: Connection, office: Office, members: Sequence[str], on: date) -> list[Mapping[str, Any]]:
    if on > office.clock().date():
        raise UserError("TRANSFER-DAY", f"转出日期{print_day(on)}还没有到。请到那一天再办理，或改用今天的日期。")
    table = table_of(Member)
    mine = select(table).where(table.c.id.in_(members), table.c.owner_id == office.office_id)
    found = connection.execute(mine.order_by(table.c.position, table.c.id)).mappings()
    rows: list[Mapping[str, Any]] = [dict(row) for row in found]
    present = [row for row in rows if row["state"] == "在册" and not row["deleted"]]
    if not members or len(present) != len(set(members)):
        away = "、".join(row["name"] for row in rows if row not in present)
        text = f"{away}已经不在册" if away else "没有选中本支部在册的党员"
        raise UserError("TRANSFER-MEMBER", f"{text}，不能转出。请在名册里选在册的党员。")
    return present


def _open_rows(
    connection: Connection, office: Office, members: Sequence[str], on: date
) -> dict[type[Record], list[str]]:
    """Return what members hold on the day they leave, by kind: rows of years gone by are history."""
    found: dict[type[Record], list[str]] = {}
    for _, _, kind in OPEN:
        table = table_of(kind)
        statement = select(table.c.id).where(
            table.c.member_id.in_(members),
            table.c.owner_id == office.office_id,
            table.c.deleted.is_(False),
            table.c.year >= on.year,
            table.c.ended_on.is_(None),
        )
        if kind is Commitment:
            statement = statement.where(table.c.outcome == "")
        found[kind] = list(connection.execute(statement).scalars())
    return found
