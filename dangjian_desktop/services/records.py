"""What the grids do: show a ledger's rows as texts, save edited texts, retire members."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.names import match_key
from dangjian_desktop.models.areas import Area
from dangjian_desktop.models.member import STATES, Member
from dangjian_desktop.models.nomination import Nomination
from dangjian_desktop.models.office import Installation
from dangjian_desktop.models.office import Office as OfficeRecord
from dangjian_desktop.models.posts import Post
from dangjian_desktop.models.tables import BY_TABLE, references, table_of
from dangjian_desktop.schemes.options import BY_KEY
from dangjian_desktop.schemes.scheme import Kind, Ledger
from dangjian_desktop.services.catalogue import with_former_name
from dangjian_desktop.services.cells import CellError, Names, parse_cell, show_cell
from dangjian_desktop.services.locks import locked_nominations, reopened
from dangjian_desktop.services.memberships import change_state, update_members
from dangjian_desktop.services.pushed_settings import refuse_locked, value_in_words, write_own_setting
from dangjian_desktop.services.reading import read_names
from dangjian_desktop.services.row_order import free_position
from dangjian_desktop.services.work import Changes, Office, Work


@dataclass(frozen=True)
class GridRow:
    """A row of a ledger as shown: one text per column; ``editable`` only when this office owns it."""

    id: str
    texts: tuple[str, ...]
    editable: bool
    owner: str


@dataclass(frozen=True)
class Edit:
    """Texts typed into a row, by column key; without an id it is a new row, put before the row ``before`` if given."""

    id: str | None
    texts: Mapping[str, str]
    before: str = ""


@dataclass(frozen=True)
class CellProblem:
    """A text that could not be taken: which edit, which column, and what would be right."""

    row: int
    column: str
    value: str
    message: str


@dataclass(frozen=True)
class Saved:
    """What a save did: ids in the order of the edits (empty where a new row lacks a needed cell), the refused cells."""

    changes: Changes
    problems: tuple[CellProblem, ...]
    ids: tuple[str, ...]


@dataclass(frozen=True)
class OfficeCard:
    """Who this data file belongs to; ``demo`` says that it is made up."""

    id: str
    name: str
    kind: str
    secretary: str
    superior: str
    phone: str
    demo: bool = False


def office_card(office: Office) -> OfficeCard:
    """Return who this data file belongs to."""
    with office.reading() as connection:
        row = connection.execute(select(table_of(OfficeRecord)).where(OfficeRecord.id == office.office_id)).one()
        demo = bool(connection.execute(select(table_of(Installation).c.demo)).scalar_one())
    return OfficeCard(row.id, row.name, row.kind, row.secretary, row.superior_name, row.phone, demo)


def save_office(office: Office, **fields: str | None) -> Changes:
    """Change the office's own particulars: secretary, phone, short_name, superior_name."""
    given = {key: value.strip() for key, value in fields.items() if value is not None}
    with office.work("修改单位资料") as work:
        work.update(OfficeRecord, {office.office_id: given})
    return work.changes


def save_option(office: Office, key: str, value: int | str | bool) -> Changes:
    """Set one declared option of this office; raise UserError for a value of another type or shape."""
    option = BY_KEY.get(key)
    if option is None:
        raise UserError("OPTION", f"没有设置“{key}”。请核对名称。")
    if not option.accepts(value):
        raise UserError("OPTION", f"“{option.title}”不能写成“{value_in_words(value)}”。{option.shape}。")
    refuse_locked(office, option)
    with office.work(f"设置：{option.title}") as work:
        write_own_setting(work, key, value)
    return work.changes


def lookup(office: Office) -> Names:
    """Return what reference columns may name; ``choices(column)`` lists it for pickers."""
    return read_names(office)


def rows(office: Office, ledger: Ledger, *, year: int | None = None, quarter: int | None = None) -> list[GridRow]:
    """Return a ledger's living rows of a year and quarter (where it has them) as texts, in the ledger's order."""
    names = read_names(office)
    table = table_of(ledger.record)
    statement = select(table).where(table.c.deleted.is_(False))
    for key, value in {**ledger.fixed, **_period(ledger, year, quarter)}.items():
        statement = statement.where(table.c[key] == value)
    if office.kind == "branch" and not ledger.above:
        statement = statement.where(table.c.owner_id == office.office_id)
    if ledger.award:
        nominations = table_of(Nomination)
        about = select(nominations.c.id).where(nominations.c.award == ledger.award)
        statement = statement.where(table.c.nomination_id.in_(about))
    statement = statement.order_by(*(table.c[key] for key in ledger.order), table.c.id)
    with office.reading() as connection:
        found = connection.execute(statement).mappings().all()
        locked = locked_nominations(connection) if ledger.record is Nomination else {}
    named = {owner: names.of(owner) for owner in {row["owner_id"] for row in found}}
    return [
        GridRow(
            row["id"],
            tuple(show_cell(column, row[column.key], named[row["owner_id"]]) for column in ledger.columns),
            row["owner_id"] == office.office_id and row["id"] not in locked,
            row["owner_id"],
        )
        for row in found
    ]


def save_texts(
    office: Office,
    ledger: Ledger,
    edits: Sequence[Edit],
    *,
    year: int | None = None,
    quarter: int | None = None,
    verb: str,
) -> Saved:
    """Save edited rows in one transaction; texts that cannot be taken come back as problems, the rest is saved."""
    _refuse_foreign_ledger(office, ledger)
    names, today = read_names(office), office.clock().date()
    problems: list[CellProblem] = []
    ids = [""] * len(edits)
    with office.work(verb) as work:
        locked = locked_nominations(work.connection) if ledger.record is Nomination else {}
        for place, edit in enumerate(edits):
            if edit.id in locked:
                column, text = next(iter(edit.texts.items()), ("", ""))
                problems.append(CellProblem(place, column, text, locked[edit.id]))
                continue
            values, found = _parsed(ledger, edit, names, today, place)
            problems += found
            if edit.id:
                _update(work, ledger, edit.id, values)
                ids[place] = edit.id
            elif not any(ledger.column(problem.column).needed for problem in found):
                ids[place] = _insert(work, ledger, values, _period(ledger, year, quarter), edit.before)
            if ledger.record is Area:
                names = read_names_inside(work, names)
    return Saved(work.changes, tuple(problems), tuple(ids))


def read_names_inside(work: Work, names: Names) -> Names:
    """Return the names with the areas that this transaction has just added, so that a block may build a tree."""
    table = table_of(Area)
    shown = dict(names.shown.get(Kind.AREA, {}))
    ids = dict(names.ids.get(Kind.AREA, {}))
    for row in work.connection.execute(select(table).where(table.c.owner_id == work.office.office_id)):
        if row.id not in shown:
            parent = shown.get(row.parent_id, "")
            shown[row.id] = f"{parent}/{row.name}" if parent else row.name
            for text in {match_key(shown[row.id]), match_key(row.name)}:
                ids[text] = (*ids.get(text, ()), row.id)
    return Names(names.office_name, {**names.ids, Kind.AREA: ids}, {**names.shown, Kind.AREA: shown})


def remove(office: Office, ledger: Ledger, ids: Sequence[str], *, verb: str) -> Changes:
    """Take rows away (undoable); members leave by `retire` instead, for their history stays."""
    _refuse_foreign_ledger(office, ledger)
    if ledger.record is Member:
        raise UserError("MEMBER-KEEP", "党员不能直接删除。请用“转出/变动”，历史记录会保留。")
    with office.work(verb) as work:
        if ledger.record is Nomination:
            locked = locked_nominations(work.connection)
            for row_id in ids:
                if row_id in locked:
                    raise UserError("LOCKED", locked[row_id])
        work.remove(ledger.record, ids)
        _refuse_while_used(work, ledger, ids)
    return work.changes


def _refuse_while_used(work: Work, ledger: Ledger, ids: Sequence[str]) -> None:
    """A post in use is switched off, not erased (P10); so it is with all that living rows point to."""
    used = 0
    for table_name, columns in references().items():
        table = table_of(BY_TABLE[table_name])
        for column, target in columns.items():
            if target == ledger.record.__tablename__:
                pointing = table.c.deleted.is_(False) & table.c[column].in_(ids)
                used += work.connection.execute(select(func.count()).where(pointing)).scalar_one()
    if used:
        what = "请把“启用”改成“否”" if ledger.record is Post else "请先改掉用到它的地方"
        raise UserError("ROW-USED", f"要删除的“{ledger.title}”还有 {used} 处在用，没有删除。{what}。")


def retire(office: Office, member_ids: Sequence[str], *, state: str, reason: str, since: date) -> Changes:
    """Record that members left or came back (转出, 停止党籍, 去世, 在册); nothing is erased."""
    if state not in STATES:
        raise UserError("MEMBER-STATE", f"状态“{state}”不认识。请从{'、'.join(STATES)}中选一个。")
    with office.work(f"转出/变动 {len(member_ids)} 人") as work:
        change_state(work, member_ids, state=state, since=since, reason=reason)
    return work.changes


def _refuse_foreign_ledger(office: Office, ledger: Ledger) -> None:
    if ledger.above and office.kind == "branch":
        raise UserError("NOT-OWNER", f"“{ledger.title}”由上级党组织填写，本支部只能查看。请等待回执。")
    if ledger.by_moves:
        raise UserError("BY-MOVES", f"“{ledger.title}”在“审批”页办理，这里只能查看。请到“审批”里选人办理。")


def _period(ledger: Ledger, year: int | None, quarter: int | None) -> dict[str, int]:
    columns = table_of(ledger.record).columns
    by_quarter = any(column.key == "quarter" and column.needed for column in ledger.columns)
    period = {"year": year} if "year" in columns else {}
    if by_quarter:
        period["quarter"] = quarter
    return {key: value for key, value in period.items() if value is not None}


def _parsed(
    ledger: Ledger, edit: Edit, names: Names, today: date, place: int
) -> tuple[dict[str, Any], list[CellProblem]]:
    values: dict[str, Any] = {}
    problems: list[CellProblem] = []
    for key, text in edit.texts.items():
        column = ledger.column(key)
        try:
            values[key] = parse_cell(column, text, names, today)
        except CellError as error:
            problems.append(CellProblem(place, key, text, error.message))
    if edit.id is None:
        period = {"year", "quarter"}
        missing = [c for c in ledger.columns if c.needed and c.key not in edit.texts and c.key not in period]
        problems += [CellProblem(place, c.key, "", f"“{c.heading}”没有填写。请补上。") for c in missing]
    return values, problems


def _update(work: Work, ledger: Ledger, row_id: str, values: Mapping[str, Any]) -> None:
    if ledger.record is Member:
        update_members(work, {row_id: values}, reason="在名册中修改")
        return
    before = work.rows_by_id(table_of(ledger.record), [row_id]).get(row_id, {})
    if before and ledger.record is Nomination:
        values = reopened(before, values)
    elif before and ledger.record is Post:
        values = with_former_name(before, values)
    work.update(ledger.record, {row_id: values})


def _insert(work: Work, ledger: Ledger, values: Mapping[str, Any], period: Mapping[str, int], before: str = "") -> str:
    table = table_of(ledger.record)
    given: dict[str, Any] = {**period, **ledger.fixed, **{k: v for k, v in values.items() if v not in (None, "")}}
    for key in ("year", "quarter"):
        if key in table.columns and given.get(key) is None and not table.columns[key].nullable:
            raise UserError("PERIOD", "没有选定年度和季度。请在窗口上方选定后再录入。")
    if "position" in table.columns:
        given.setdefault("position", free_position(work, ledger.record, before))
    return work.insert(ledger.record, [given])[0]
