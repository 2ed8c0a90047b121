"""Reading a workbook into the office: all problems at once, good rows in one transaction, bad rows into a file of their own."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.progress import Progress, silent
from dangjian_desktop.models.areas import Area, AreaActivity, AreaAssignment
from dangjian_desktop.models.member import Member
from dangjian_desktop.models.nomination import Nomination
from dangjian_desktop.models.office import Office as OfficeRecord
from dangjian_desktop.models.posts import Post
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.schemes.scheme import Column, Kind, Ledger
from dangjian_desktop.schemes.shared import YEAR
from dangjian_desktop.services.backups import BEFORE_IMPORT, keep_copy_before
from dangjian_desktop.services.cells import Names
from dangjian_desktop.services.locks import locked_nominations, reopened
from dangjian_desktop.services.memberships import update_members
from dangjian_desktop.services.reading import living, names_of
from dangjian_desktop.services.work import Changes, Office, Work
from dangjian_desktop.services.workbook_areas import make_areas, only_area
from dangjian_desktop.services.workbook_errors import refused_rows, refused_sheet, write_errors
from dangjian_desktop.services.workbook_matching import Part, columns_given, match
from dangjian_desktop.services.workbook_nominations import Named, find_nomination, read_nominations
from dangjian_desktop.services.workbook_reading import RawSheet, read_sheets
from dangjian_desktop.services.workbook_rows import (
    Head,
    Problem,
    ReadRow,
    form_named,
    read_rows,
    recognise,
    refuse_footers,
)
from dangjian_desktop.services.workbook_sheets import Layout, SheetForm, in_order_of_reference, sheet_forms
from dangjian_desktop.services.workbook_storing import add_rows, own_rows

NAMED = (OfficeRecord, Member, Post, Area, Nomination)
EXPLAINED = "填写说明"


@dataclass(frozen=True)
class SheetReport:
    """What a sheet brought or would bring: rows new, changed and same, every problem, headings that were left out."""

    new: int = 0
    changed: int = 0
    same: int = 0
    problems: tuple[Problem, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True)
class ImportReport:
    """What a file brought, by the titles of its sheets; ``error_file`` holds the rows that were not taken."""

    sheets: Mapping[str, SheetReport]
    error_file: Path | None
    changes: Changes

    def as_json(self) -> dict[str, Any]:
        """Return the object that ``import --json`` prints (command-line.md)."""
        return {"sheets": {title: _sheet_json(sheet) for title, sheet in self.sheets.items()}}


@dataclass
class _Task:
    """One sheet on its way in; ``made`` are rows written while others of the sheet waited for them."""

    sheet: RawSheet
    form: SheetForm
    head: Head
    rows: list[ReadRow] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    made: set[str] = field(default_factory=set)

    def good_parts(self, ledger: Ledger) -> list[Part]:
        """Return what the rows without a problem say of a ledger."""
        return [part for part in self.parts if part.ledger is ledger and not part.row.problems]


class _OnlyRehearsed(Exception):
    """Leaves the transaction so that nothing is written."""


def import_workbook(office: Office, path: Path, *, dry_run: bool = False, progress: Progress = silent) -> ImportReport:
    """Read a roster or a whole workbook; rows without a problem go in, in one transaction that undo takes back.

    The rows with problems go to ``<name>.错误行.xlsx`` with a column 原因. With ``dry_run`` the same is only counted.
    Raises UserError (IMPORT-…) when the file or all of its sheets cannot be understood.
    """
    sheets = [sheet for sheet in read_sheets(path) if not sheet.empty and sheet.title != EXPLAINED]
    if not sheets:
        raise UserError("IMPORT-EMPTY", f"“{path.name}”里没有内容。请填好以后再导入。")
    forms = sheet_forms()
    tasks: list[_Task] = []
    refused: dict[str, Problem] = {}
    for sheet in sheets:
        found = recognise(sheet, forms)
        if refusal := _refusal(office, sheet, found, forms):
            refused[sheet.title] = refusal
        elif found:
            tasks.append(_Task(sheet, *found))
    if not tasks and all(problem.code == "SHEET" for problem in refused.values()):
        raise UserError(
            "IMPORT-UNKNOWN",
            f"“{path.name}”里没有认出可以导入的表：前十行里没有“姓名”等表头。请补上表头，或用“导出模板”的表格填写。",
        )
    if not dry_run:
        keep_copy_before(office, BEFORE_IMPORT)
    error_file = None
    with suppress(_OnlyRehearsed), office.work(f"导入 {path.name}") as work:
        _take_in(work, tasks, progress)
        if dry_run:
            raise _OnlyRehearsed
        # Before the commit: where the bad rows cannot be kept, the good ones do not go in either.
        error_file = _write_errors(office, path, sheets, tasks, refused)
    reports = {sheet.title: _report(sheet, tasks, refused) for sheet in sheets}
    return ImportReport(reports, error_file, work.changes)


def _refusal(
    office: Office, sheet: RawSheet, found: tuple[SheetForm, Head] | None, forms: Sequence[SheetForm]
) -> Problem | None:
    """Return why a whole sheet cannot be taken, or None."""
    if found is None:
        named = form_named(sheet.title, forms)
        what = f"没有找到表头（要有{'、'.join(sorted(named.needed))}）" if named else "不认识这张工作表"
        return Problem(1, "", sheet.title, "SHEET", f"“{sheet.title}”：{what}。请对照“导出模板”的表头改好，再导入。")
    form, head = found
    if form.above and office.kind == "branch":
        return Problem(
            head.row + 1, "", sheet.title, "NOT-OWNER", f"“{form.name}”由上级党组织填写，本支部不能导入。请等待回执。"
        )
    missing = [column.heading for column in form.columns if column.heading in form.needed - head.headings]
    if missing:
        return Problem(
            head.row + 1,
            missing[0],
            "",
            "COLUMN",
            f"“{sheet.title}”缺少“{'”“'.join(missing)}”列。请补上这一列，再导入。",
        )
    return None


def _take_in(work: Work, tasks: Sequence[_Task], progress: Progress) -> None:
    order = [form.name for form in in_order_of_reference(task.form for task in tasks)]
    ordered = sorted(tasks, key=lambda task: order.index(task.form.name))
    names = _names(work)
    for done, task in enumerate(ordered):
        progress(done, len(ordered), f"正在导入“{task.sheet.title}”")
        _read(work, task, names)
        _write(work, task)
        if any(ledger.record in NAMED for ledger in task.form.ledgers) or task.form.name == "责任区":
            names = _names(work)
    progress(len(ordered), len(ordered), "正在保存")


def _names(work: Work) -> Names:
    return names_of(work.office.office_id, [row for kind in NAMED for row in living(work.connection, kind)])


def _read(work: Work, task: _Task, names: Names) -> None:
    """Read the rows; where areas are named that are not there yet, make them first or wait for their own row."""
    today = work.office.clock().date()

    def read() -> list[ReadRow]:
        return read_rows(task.sheet, task.form, task.head, names, today)

    task.rows = read()
    record = task.form.ledgers[0].record
    if record is AreaAssignment and (wanted := _areas_to_make(task.rows)):
        make_areas(work, wanted, names.shown.get(Kind.AREA, {}))
        names = _names(work)
        task.rows = read()
    while record is Area and _make_ready_areas(work, task):
        names = _names(work)
        task.rows = read()
    refuse_footers(task.form, task.rows)
    nominations = read_nominations(work.connection) if task.form.layout is Layout.DECISIONS else []
    task.parts = [part for row in task.rows for part in _parts(work, task.form, row, nominations)]
    _require(task)
    for ledger in task.form.ledgers:
        match(ledger, task.good_parts(ledger), own_rows(work.connection, work.office.office_id, ledger))
    _refuse_locked(work, task)


def _areas_to_make(rows: Iterable[ReadRow]) -> list[str]:
    return [
        row.texts["责任区域"]
        for row in rows
        if [(each.column, each.code) for each in row.problems] == [("责任区域", "UNKNOWN")]
    ]


def _make_ready_areas(work: Work, task: _Task) -> bool:
    """Write the rows of 责任区域 whose upper area is known; tell whether others were waiting for one of them."""
    waiting = [row for row in task.rows if any(each.code == "UNKNOWN" for each in row.problems)]
    if not waiting:
        return False
    ready = [row for row in task.rows if not row.problems]
    ledger = task.form.ledgers[0]
    parts = [Part(row, ledger, dict(row.values)) for row in ready]
    match(ledger, parts, own_rows(work.connection, work.office.office_id, ledger))
    new = [part for part in parts if part.known is None and not part.row.problems and "name" in part.values]
    task.made.update(add_rows(work, ledger, [part.values for part in new]))
    return bool(new)


def _parts(work: Work, form: SheetForm, row: ReadRow, nominations: Sequence[Named]) -> list[Part]:
    values = row.values
    if form.layout is Layout.CHOSEN:
        ledger = next((each for each in form.ledgers if each.fixed.get("subject") == values.get("subject")), None)
        if ledger is None:
            row.refuse(form.columns[0], "NEEDED", f"“{form.columns[0].heading}”没有填写。请补上。")
            return []
        return [_part(work, ledger, row)]
    if form.layout is Layout.DECISIONS:
        nomination = None if row.problems else find_nomination(nominations, row)
        if nomination is None:
            return []
        part = _part(work, form.ledgers[0], row)
        part.values["nomination_id"] = nomination
        return [part] if columns_given(part) else []
    if form.layout is Layout.JOINED:
        return [part for ledger in form.ledgers if columns_given(part := _part(work, ledger, row))]
    return [_part(work, form.ledgers[0], row)]


def _part(work: Work, ledger: Ledger, row: ReadRow) -> Part:
    keys = {column.key for column in ledger.columns}
    values = {key: value for key, value in row.values.items() if key in keys}
    if "year" in table_of(ledger.record).columns:
        day = values.get("begins_on")
        values.setdefault("year", day.year if isinstance(day, date) else work.office.clock().year)
    if ledger.record is AreaActivity and "area_id" not in values:
        values |= only_area(work, values)
    return Part(row, ledger, values)


def _require(task: _Task) -> None:
    """Note the needed cells that are empty in what a row says of a ledger."""
    for part in task.parts:
        for column in part.ledger.columns:
            if column.needed and column.key not in part.values:
                _refuse_empty(part.row, column)
    if YEAR.heading in task.form.needed:
        for row in task.rows:
            if YEAR.key not in row.values:
                _refuse_empty(row, YEAR)


def _refuse_empty(row: ReadRow, column: Column) -> None:
    if column.heading not in {problem.column for problem in row.problems}:
        row.refuse(column, "NEEDED", f"“{column.heading}”没有填写。请补上。")


def _refuse_locked(work: Work, task: _Task) -> None:
    if not any(ledger.record is Nomination for ledger in task.form.ledgers):
        return
    locked = locked_nominations(work.connection)
    for part in task.parts:
        if part.known and part.changed and (reason := locked.get(part.known["id"])):
            part.refuse("LOCKED", reason, next(iter(part.changed)))


def _write(work: Work, task: _Task) -> None:
    for ledger in task.form.ledgers:
        parts = task.good_parts(ledger)
        changed = {part.known["id"]: part.changed for part in parts if part.known and part.changed}
        if ledger.record is Member:
            update_members(work, changed, reason="表格导入")
        elif ledger.record is Nomination:
            known = {part.known["id"]: part.known for part in parts if part.known}
            work.update(Nomination, {row_id: reopened(known[row_id], new) for row_id, new in changed.items()})
        else:
            work.update(ledger.record, changed)
        add_rows(work, ledger, [part.values for part in parts if part.known is None])


def _report(sheet: RawSheet, tasks: Iterable[_Task], refused: Mapping[str, Problem]) -> SheetReport:
    if problem := refused.get(sheet.title):
        return SheetReport(problems=(problem,))
    task = next(each for each in tasks if each.sheet is sheet)
    parts: dict[int, list[Part]] = {row.number: [] for row in task.rows}
    for part in task.parts:
        parts[part.row.number].append(part)
    counts = {"new": 0, "changed": 0, "same": 0}
    for row in task.rows:
        if not row.problems:
            counts[_fate(parts[row.number], task.made)] += 1
    problems = tuple(problem for row in task.rows for problem in row.problems)
    return SheetReport(**counts, problems=problems, unknown=task.head.unknown)


def _fate(parts: Sequence[Part], made: set[str]) -> str:
    if any(part.known and part.changed for part in parts):
        return "changed"
    new = [part.known is None or part.known["id"] in made for part in parts]
    return "same" if not any(new) else "new" if all(new) else "changed"


def _write_errors(
    office: Office, path: Path, sheets: Sequence[RawSheet], tasks: Iterable[_Task], refused: Mapping[str, Problem]
) -> Path | None:
    known = {task.sheet.title: task for task in tasks}
    unread = []
    for sheet in sheets:
        if problem := refused.get(sheet.title):
            unread.append(refused_sheet(sheet, problem.message))
        elif bad := [row for row in known[sheet.title].rows if row.problems]:
            unread.append(refused_rows(sheet.title, known[sheet.title].head, bad))
    return write_errors(path, Path(str(office.engine.url.database)).parent, unread) if unread else None


def _sheet_json(sheet: SheetReport) -> dict[str, Any]:
    problems = [
        {"row": p.row, "column": p.column, "value": p.value, "code": p.code, "message": p.message}
        for p in sheet.problems
    ]
    return {
        "new": sheet.new,
        "changed": sheet.changed,
        "same": sheet.same,
        "problems": problems,
        "unknown": list(sheet.unknown),
    }
