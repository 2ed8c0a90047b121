"""Decisions of the level above on its units: 改名, 分设, 合并, 撤销, 转隶 (exchange.md, cases 16-19)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from dangjian_desktop.bundle.manifest import Party
from dangjian_desktop.core.dates import print_day
from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.names import match_key
from dangjian_desktop.models.member import Member
from dangjian_desktop.models.moves import CHANGE_KINDS, UnitAssignment, UnitChange
from dangjian_desktop.models.office import Adoption
from dangjian_desktop.models.office import Office as OfficeRecord
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.services.exchange_rows import handed_over_rows
from dangjian_desktop.services.head_counts import counted_members
from dangjian_desktop.services.pc_fonts import use_office_fonts
from dangjian_desktop.services.reading import load_books
from dangjian_desktop.services.sending import Packed, reply, send_transfer
from dangjian_desktop.services.unit_words import Unit, decision_text, units_of, units_text
from dangjian_desktop.services.work import Changes, Office

RENAMED, SPLIT, MERGED, DISSOLVED, MOVED = CHANGE_KINDS
MOVING = (SPLIT, MERGED, DISSOLVED)
"""Decisions by which members change their branch."""
ONE = (1, 1)
SIZES = {RENAMED: (ONE, ONE), SPLIT: (ONE, (2, 9)), MERGED: ((2, 9), ONE), DISSOLVED: (ONE, ONE), MOVED: (ONE, ONE)}
WRONG_SIZE = {
    RENAMED: "改名要选一个支部，写一个新名称",
    SPLIT: "分设要选一个支部，写两个以上的新支部",
    MERGED: "合并要选两个以上的支部，写一个合并后的支部",
    DISSOLVED: "撤销要选一个支部，写党员转到的一个支部",
    MOVED: "转隶要选一个支部，写一个新的上级",
}


@dataclass(frozen=True)
class Wanted:
    """A decision as asked for, by names.

    ``continues`` names the unit whose data file goes on: of a split the new branch, of a merger the old one; none by
    default. ``staff`` gives members of a 人员类别 a target, the empty one all others; ``assigned`` single members, by id.
    """

    kind: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    effective_on: date
    cutoff_on: date | None = None
    continues: str = ""
    staff: Mapping[str, str] = field(default_factory=dict)
    assigned: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Decision:
    """A decision as it would be written, and what it means in sentences; ``goals`` are members' targets by member id."""

    kind: str
    sources: tuple[Unit, ...]
    targets: tuple[Unit, ...]
    effective_on: date
    cutoff_on: date
    goals: Mapping[str, str]
    sentences: tuple[str, ...]


def plan_change(office: Office, wanted: Wanted) -> Decision:
    """Return what a decision would mean; nothing is written. Raises UserError for names and days that do not fit."""
    if office.kind == "branch":
        raise UserError("UNIT-OWNER", "支部的分设、合并、转隶由上级党组织决定，本支部不能自己决定。请等上级的回执。")
    with office.reading() as connection:
        units = known_units(connection, office.office_id)
        _refuse_sizes(wanted)
        sources = tuple(_named(units, name) for name in wanted.sources)
        targets = tuple(_target(units, sources, wanted, name.strip()) for name in wanted.targets)
        members = _members(connection, sources)
    cutoff = wanted.cutoff_on or wanted.effective_on - timedelta(days=1)
    if cutoff > wanted.effective_on:
        raise UserError("UNIT-DAY", "计算人数的日期晚于生效日期。请改为生效日期或以前的一天。")
    goals = _goals(wanted, targets, members)
    made = Decision(wanted.kind, sources, targets, wanted.effective_on, cutoff, goals, ())
    return Decision(**{**vars(made), "sentences": tuple(_sentences(office, made, members))})


def decide_change(office: Office, wanted: Wanted) -> Changes:
    """Write a decision, to be carried to its units by the next reply; one undo takes it back."""
    made = plan_change(office, wanted)
    with office.work(f"{made.kind}：{'、'.join(unit.name for unit in made.sources)}") as work:
        row = {
            "kind": made.kind,
            "sources": units_text(made.sources),
            "targets": units_text(made.targets),
            "effective_on": made.effective_on,
            "cutoff_on": made.cutoff_on,
        }
        (change_id,) = work.insert(UnitChange, [row])
        work.insert(
            UnitAssignment,
            [{"change_id": change_id, "member_id": member, "target": name} for member, name in made.goals.items()],
        )
        if made.kind == MOVED:
            table = table_of(Adoption)
            ours = (table.c.owner_id == office.office_id, table.c.office_id == made.sources[0].id)
            work.remove(Adoption, work.connection.execute(select(table.c.id).where(*ours)).scalars().all())
    return work.changes


def hand_over(office: Office, change_id: str, folder: Path) -> list[Packed]:
    """Write the two packages of a 转隶: the reply to the branch, and the 移交包 to the office that leads it from now on."""
    with office.reading() as connection:
        row = _own_change(connection, office, change_id)
    (source,), (target,) = units_of(row["sources"]), units_of(row["targets"])
    told = reply(office, source.name, folder)
    use_office_fonts(office)
    with office.work(f"移交：{source.name}") as work:
        rows = handed_over_rows(work.connection, office.office_id, source.id)
        return [told, send_transfer(work, folder, Party(id=target.id, name=target.name), rows)]


def decisions(office: Office) -> list[str]:
    """Return the decisions of this office in words, oldest first."""
    return [decision_text(row) for row in _own_changes(office)]


def newest_change(office: Office) -> str:
    """Return the id of this office's newest decision; raise UserError when there is none."""
    rows = _own_changes(office)
    if not rows:
        raise UserError("UNIT-CHANGE", "还没有作过组织变动的决定。请先作出决定。")
    return str(rows[-1]["id"])


def _own_changes(office: Office) -> list[Mapping[str, Any]]:
    table = table_of(UnitChange)
    mine = (table.c.owner_id == office.office_id, table.c.deleted.is_(False))
    with office.reading() as connection:
        found = connection.execute(select(table).where(*mine).order_by(table.c.id)).mappings()
        return [dict(row) for row in found]


def head_counts(office: Office, day: date) -> dict[str, int]:
    """Return how many members each unit counts on a day, by name; numbers of a decision are those of its cut-off day."""
    books = {owner: book for owner, book in load_books(office).items() if book.office.kind == "branch"}
    counted = counted_members(books, day)
    return {book.office.name: len(counted[owner]) for owner, book in books.items()}


def known_units(connection: Connection, office_id: str) -> tuple[Unit, ...]:
    """Return the units that an office has confirmed as its own, in the order of their names."""
    offices, adoptions = table_of(OfficeRecord), table_of(Adoption)
    statement = (
        select(offices.c.id, offices.c.name)
        .join(adoptions, adoptions.c.office_id == offices.c.id)
        .where(adoptions.c.owner_id == office_id, adoptions.c.deleted.is_(False))
        .order_by(offices.c.name)
    )
    return tuple(Unit(row.name, row.id) for row in connection.execute(statement))


def _own_change(connection: Connection, office: Office, change_id: str) -> Mapping[str, Any]:
    table = table_of(UnitChange)
    mine = (table.c.id == change_id, table.c.owner_id == office.office_id, table.c.deleted.is_(False))
    row = connection.execute(select(table).where(*mine)).mappings().one_or_none()
    if row is None or row["kind"] != MOVED:
        raise UserError("UNIT-CHANGE", "没有这个转隶决定，移交包没有生成。请在组织变动里先办理转隶。")
    return dict(row)


def _refuse_sizes(wanted: Wanted) -> None:
    if wanted.kind not in CHANGE_KINDS:
        raise UserError("UNIT-CHANGE", f"组织变动“{wanted.kind}”不认识。请从{'、'.join(CHANGE_KINDS)}中选一种。")
    for names, (least, most) in zip((wanted.sources, wanted.targets), SIZES[wanted.kind], strict=True):
        keys = {match_key(name) for name in names if name.strip()}
        if len(keys) != len(names) or not least <= len(names) <= most:
            raise UserError("UNIT-NAME", f"{WRONG_SIZE[wanted.kind]}，名称不能空着或重复。")


def _named(units: Sequence[Unit], name: str) -> Unit:
    found = next((unit for unit in units if match_key(unit.name) == match_key(name)), None)
    if found is None:
        known = "、".join(unit.name for unit in units) or "还没有确认过任何支部"
        raise UserError("UNIT-NAME", f"没有叫“{name}”的下属支部。请从这些里选：{known}。")
    return found


def _target(units: Sequence[Unit], sources: Sequence[Unit], wanted: Wanted, name: str) -> Unit:
    """A unit that goes on has its source's id; one that is there already its own; a new one none yet."""
    known = next((unit for unit in units if match_key(unit.name) == match_key(name)), None)
    if wanted.kind == RENAMED:
        if known is not None:
            raise UserError("UNIT-NAME", f"已有叫“{name}”的支部。请换一个名称。")
        return Unit(name, sources[0].id)
    if wanted.kind == SPLIT and wanted.continues and match_key(wanted.continues) == match_key(name):
        return Unit(name, sources[0].id)
    if wanted.kind == MERGED and wanted.continues:
        return Unit(name, _named(sources, wanted.continues).id)
    if known is not None and wanted.kind == DISSOLVED and known in sources:
        raise UserError("UNIT-NAME", f"“{name}”就是要撤销的支部。请写党员转到的另一个支部。")
    return known or Unit(name)


def _members(connection: Connection, sources: Sequence[Unit]) -> list[Mapping[str, Any]]:
    table = table_of(Member)
    theirs = (table.c.owner_id.in_([unit.id for unit in sources]), table.c.deleted.is_(False), table.c.state == "在册")
    statement = select(table).where(*theirs).order_by(table.c.owner_id, table.c.position, table.c.id)
    return [dict(row) for row in connection.execute(statement).mappings()]


def _goals(wanted: Wanted, targets: Sequence[Unit], members: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    if wanted.kind != SPLIT:
        return {}
    names = {match_key(unit.name): unit.name for unit in targets}
    chosen = {
        member["id"]: wanted.assigned.get(member["id"])
        or wanted.staff.get(member["staff_kind"])
        or wanted.staff.get("", "")
        for member in members
    }
    strange = {name for name in (*chosen.values(), *wanted.staff.values()) if name and match_key(name) not in names}
    if strange or wanted.assigned.keys() - chosen.keys():
        what = "、".join(sorted(strange)) or "不在这个支部的党员"
        raise UserError("UNIT-GOAL", f"党员去向里有“{what}”，不在分设的支部里。请从{'、'.join(names.values())}中选。")
    return {member: names[match_key(name)] for member, name in chosen.items() if name}


def _sentences(office: Office, made: Decision, members: Sequence[Mapping[str, Any]]) -> list[str]:
    told = [f"{decision_text(vars(made) | {key: units_text(getattr(made, key)) for key in ('sources', 'targets')})}。"]
    own = {unit.id: unit.name for unit in made.sources}
    if made.kind in MOVING:
        for unit in made.targets:
            if unit.id in own:
                told.append(f"“{unit.name}”沿用“{own[unit.id]}”的数据文件。")
            elif not unit.id:
                told.append(f"“{unit.name}”新建自己的数据文件，第一次上报时由本单位确认。")
        counted = head_counts(office, made.cutoff_on)
        numbers = "、".join(f"{unit.name} {counted.get(unit.name, 0)} 人" for unit in made.sources)
        told.append(f"人数按{print_day(made.cutoff_on)}在册计算：{numbers}。")
    if made.kind == SPLIT:
        goals = list(made.goals.values())
        shares = [f"{unit.name} {goals.count(unit.name)} 人" for unit in made.targets]
        rest = len(members) - len(goals)
        told.append(f"党员去向：{'、'.join(shares)}" + (f"，其余 {rest} 人由原支部书记选定。" if rest else "。"))
    names = "、".join(own.values())
    if made.kind == MOVED:
        told.append(f"本单位不再接收“{names}”的上报包；已作的审批仍归本单位，双方都能查看。")
        told.append("接着生成给支部的回执和给新上级的移交包。")
    else:
        told.append(f"这个决定随下一份回执带给{names}，由该支部书记在生效以后办理。")
    return told
