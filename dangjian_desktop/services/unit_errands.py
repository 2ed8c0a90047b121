"""What a branch does about a decision of the level above on it: one preview, one action, one undo (cases 16-19)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select, update

from dangjian_desktop.core.dates import print_day
from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.names import match_key
from dangjian_desktop.models.journal import JournalChange
from dangjian_desktop.models.member import Member
from dangjian_desktop.models.moves import UnitAssignment, UnitChange
from dangjian_desktop.models.office import Installation
from dangjian_desktop.models.office import Office as OfficeRecord
from dangjian_desktop.models.received import SentPackage
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.services.exchange_rows import card_of
from dangjian_desktop.services.offices import write_name
from dangjian_desktop.services.sending import Packed
from dangjian_desktop.services.transfers import Destination, write_packages, write_transfer
from dangjian_desktop.services.unit_words import Unit, decision_text, units_of
from dangjian_desktop.services.units import MOVED, MOVING
from dangjian_desktop.services.work import Office, Work


@dataclass(frozen=True)
class Errand:
    """A decision with what is left to do about it here; ``open`` are members whose new branch nobody has chosen yet."""

    id: str
    text: str
    effective_on: date
    name: str = ""
    superior: Unit | None = None
    moves: tuple[tuple[Unit, tuple[str, ...]], ...] = ()
    open: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()

    @property
    def members(self) -> list[str]:
        """All who go to another branch."""
        return [member for _, ids in self.moves for member in ids]

    @property
    def done(self) -> bool:
        """Whether nothing is left to do."""
        return not (self.name or self.superior or self.moves or self.open)


def errands(office: Office, goals: Mapping[str, str] | None = None) -> list[Errand]:
    """Return the decisions about this office, oldest first; ``goals`` are targets chosen here, by member id."""
    with office.reading() as connection:
        return [_errand(connection, office, row, goals or {}) for row in _about(connection, office.office_id)]


def carry_out(
    office: Office, errand_id: str, folder: Path | None = None, goals: Mapping[str, str] | None = None
) -> list[Packed]:
    """Do what a decision asks of this branch, then write the 转出包 of those who leave into ``folder``.

    Raises UserError before its day, and while a member of a branch that ends has no new one.
    """
    errand = next((each for each in errands(office, goals) if each.id == errand_id), None)
    if errand is None or errand.done:
        raise UserError("UNIT-CHANGE", "没有这个要办理的组织变动，或已经办理。请刷新后再看。")
    if errand.effective_on > office.clock().date():
        raise UserError("UNIT-DAY", f"这个决定从{print_day(errand.effective_on)}起生效。请到那一天再办理。")
    if errand.open:
        names = "、".join(errand.open)
        raise UserError(
            "UNIT-GOAL", f"还有 {len(errand.open)} 人没有确定去向：{names}。请从{'、'.join(errand.targets)}中选。"
        )
    with office.work(f"办理组织变动：{errand.text}") as work:
        _write(work, errand)
    return write_packages(office, errand.members, folder) if errand.moves and folder else []


def close_if_ended(work: Work, acknowledged: Iterable[str]) -> str:
    """Make the file of a branch that has ended read-only once its last report is answered; return why, or nothing."""
    connection, own = work.connection, work.office.office_id
    ended = [row for row in _about(connection, own) if row["kind"] in MOVING and not _goes_on(row, own)]
    members = table_of(Member)
    here = (members.c.owner_id == own, members.c.state == "在册", members.c.deleted.is_(False))
    if not ended or connection.execute(select(members.c.id).where(*here)).first():
        return ""
    changes, sent = table_of(JournalChange), table_of(SentPackage)
    last = select(func.max(changes.c.entry_seq)).where(changes.c.table_name.in_(["members", "transfers"]))
    answered = select(func.max(sent.c.journal_seq)).where(sent.c.id.in_(list(acknowledged)), sent.c.kind == "report")
    if (connection.execute(answered).scalar() or 0) < (connection.execute(last).scalar() or 0):
        return ""
    text = f"{decision_text(ended[-1])}，最后一次上报已经收到回执，这里只能查看。"
    connection.execute(update(table_of(Installation)).values(standing=text))
    return text


def _about(connection: Connection, own: str) -> list[Mapping[str, Any]]:
    table = table_of(UnitChange)
    statement = select(table).where(table.c.deleted.is_(False), table.c.owner_id != own)
    rows = connection.execute(statement.order_by(table.c.effective_on, table.c.id)).mappings()
    return [dict(row) for row in rows if own in {unit.id for unit in units_of(row["sources"])}]


def _goes_on(change: Mapping[str, Any], own: str) -> bool:
    return own in {unit.id for unit in units_of(change["targets"])}


def _errand(connection: Connection, office: Office, change: Mapping[str, Any], chosen: Mapping[str, str]) -> Errand:
    own, targets = office.office_id, units_of(change["targets"])
    card = card_of(connection, own)
    name, superior = "", None
    moves: dict[Unit, list[str]] = {}
    left: list[str] = []
    going_on = next((unit for unit in targets if unit.id == own), None)
    if going_on and change["kind"] != MOVED and match_key(going_on.name) != match_key(card["name"]):
        name = going_on.name
    if change["kind"] == MOVED and card["superior_id"] == change["owner_id"] and targets:
        superior = targets[0]
    if change["kind"] in MOVING:
        moves, left = _moves(connection, own, change, targets, going_on, chosen)
    made = Errand(
        change["id"], decision_text(change), change["effective_on"], name, superior,
        tuple((unit, tuple(ids)) for unit, ids in moves.items()), tuple(left),
        tuple(unit.name for unit in targets),
    )  # fmt: skip
    return Errand(**{**vars(made), "sentences": _sentences(made)})


def _moves(
    connection: Connection,
    own: str,
    change: Mapping[str, Any],
    targets: Sequence[Unit],
    going_on: Unit | None,
    chosen: Mapping[str, str],
) -> tuple[dict[Unit, list[str]], list[str]]:
    """Who goes where: as chosen here, else above, else to the only target; the rest stays where the branch goes on."""
    assignments, members = table_of(UnitAssignment), table_of(Member)
    given = select(assignments).where(assignments.c.change_id == change["id"], assignments.c.deleted.is_(False))
    decided = {row.member_id: row.target for row in connection.execute(given)} | dict(chosen)
    here = (members.c.owner_id == own, members.c.state == "在册", members.c.deleted.is_(False))
    by_name = {match_key(unit.name): unit for unit in targets}
    moves: dict[Unit, list[str]] = {}
    left: list[str] = []
    for row in connection.execute(select(members).where(*here).order_by(members.c.position, members.c.id)):
        unit = by_name.get(match_key(decided.get(row.id, "")), targets[0] if len(targets) == 1 else going_on)
        if unit is None:
            left.append(row.name)
        elif unit.id != own:
            moves.setdefault(unit, []).append(row.id)
    return moves, left


def _sentences(errand: Errand) -> tuple[str, ...]:
    told = [f"{errand.text}。"]
    told += [
        f"{len(ids)} 人转出到“{unit.name}”，各自的岗位、责任区和没有结果的承诺随之结束。" for unit, ids in errand.moves
    ]
    if errand.open:
        told.append(f"还有 {len(errand.open)} 人没有确定去向：{'、'.join(errand.open)}。")
    if errand.name:
        told.append(f"本支部改名为“{errand.name}”，以前的表格仍印原来的名称。")
    if errand.superior:
        told.append(f"本支部改向“{errand.superior.name}”上报；原上级已作的审批照旧保留。")
    return tuple(told)


def _write(work: Work, errand: Errand) -> None:
    own, on = work.office.office_id, errand.effective_on
    for unit, ids in errand.moves:
        goal = Destination(unit.name, id=unit.id)
        write_transfer(work, ids, goal, on=on, reason="组织变动", change_id=errand.id)
    if errand.name:
        write_name(work, errand.name, on)
    if errand.superior:
        above = {"superior_id": errand.superior.id or None, "superior_name": errand.superior.name}
        work.update(OfficeRecord, {own: above})
