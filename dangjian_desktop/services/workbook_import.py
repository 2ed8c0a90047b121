"""Reading a workbook into the office: all problems at once, good rows in one transaction, bad rows into a file of their own."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.progress import Progress, silent
from dangjian_desktop.models.areas import Area, AreaActivity, AreaAssignment
from dangjian_desktop.models.living import living
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
from dangjian_desktop.services.reading import names_of
from dangjian_desktop.services.work import Office, Work
from dangjian_desktop.services.workbook_areas import make_areas, only_area
from dangjian_desktop.services.workbook_decisions import judge_moves, write_moves
from dangjian_desktop.services.workbook_heads import Head, form_named, recognise
from dangjian_desktop.services.workbook_matching import Part, columns_given, match
from dangjian_desktop.services.workbook_nominations import Named, find_nomination, read_nominations
from dangjian_desktop.services.workbook_reading import RawSheet
from dangjian_desktop.services.workbook_report import ImportReport, Task, report_of, write_error_file
from dangjian_desktop.services.workbook_rows import Problem, ReadRow, read_rows, refuse_nameless
from dangjian_desktop.services.workbook_sheets import Layout, SheetForm, in_order_of_reference, sheet_forms
from dangjian_desktop.services.workbook_storing import add_rows, own_rows
from dangjian_desktop.services.workbook_told import Told
from dangjian_desktop.services.workbook_wishes import UNAIDED_WISHES, Source, Wishes, read_source

NAMED = (OfficeRecord, Member, Post, Area, Nomination)
PHASES = 2
"""How often the work on a sheet tells how far it is."""


class _OnlyRehearsed(Exception):
    """Leaves the transaction so that nothing is written."""


def import_workbook(office: Office, path: Path, *, dry_run: bool = False, progress: Progress = silent) -> ImportReport:
    """Read a roster or a whole workbook; rows without a problem go in, in one transaction that undo takes back.

    The rows with problems go to ``<name>.错误行.xlsx`` with a column 原因. With ``dry_run`` the same is only counted.
    Raises UserError (IMPORT-…) when the file or all of its sheets cannot be understood.
    """
    return import_source(office, read_source(path), dry_run=dry_run, progress=progress)


def import_source(
    office: Office,
    source: Source,
    wishes: Wishes = UNAIDED_WISHES,
    *,
    dry_run: bool = False,
    progress: Progress = silent,
) -> ImportReport:
    """Import what was read, as `import_workbook` does, in the way that a person wishes."""
    forms = sheet_forms()
    tasks: list[Task] = []
    refused: dict[str, Problem] = {}
    sheets = [sheet for sheet in source.sheets if wishes.takes(sheet)]
    for place, sheet in enumerate(sheets):
        sheet = sheets[place] = wishes.corrected(sheet)
        found = recognise(sheet, forms, wishes.reading(sheet.title))
        if refusal := _refusal(office, sheet, found, forms):
            refused[sheet.title] = refusal
        elif found:
            tasks.append(Task(sheet, *found, left_out=wishes.reading(sheet.title).left_out))
    if not tasks and not wishes.sheets and all(problem.code == "SHEET" for problem in refused.values()):
        raise UserError(
            "IMPORT-UNKNOWN",
            f"“{source.name}”里没有认出可以导入的表：前十行里没有“姓名”等表头。请补上表头，或用“导出模板”的表格填写。",
        )
    if not dry_run:
        keep_copy_before(office, BEFORE_IMPORT)
    error_file = None
    with suppress(_OnlyRehearsed), office.work(f"导入 {source.name}") as work:
        _take_in(work, tasks, wishes, progress)
        if dry_run:
            raise _OnlyRehearsed
        # Before the commit: where the bad rows cannot be kept, the good ones do not go in either.
        error_file = write_error_file(office, source, sheets, tasks, refused)
    reports = {sheet.title: report_of(sheet, tasks, refused) for sheet in sheets}
    skipped = [sheet.title for sheet in source.sheets if not wishes.takes(sheet) and recognise(sheet, forms)]
    return ImportReport(
        reports, error_file, work.changes, tuple(skipped), tuple(cell for task in tasks for cell in task.red)
    )


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


def _take_in(work: Work, tasks: Sequence[Task], wishes: Wishes, progress: Progress) -> None:
    order = [form.name for form in in_order_of_reference(task.form for task in tasks)]
    ordered = sorted(tasks, key=lambda task: order.index(task.form.name))
    names = _names(work)
    for done, task in enumerate(ordered):
        task.red_allowed = wishes.red
        progress(done * PHASES, len(ordered) * PHASES, f"正在读“{task.sheet.title}”")
        _read(work, task, names, wishes.told)
        progress(done * PHASES + 1, len(ordered) * PHASES, f"正在导入“{task.sheet.title}”")
        _write(work, task)
        if any(ledger.record in NAMED for ledger in task.form.ledgers) or task.form.name == "责任区":
            names = _names(work)
    progress(len(ordered) * PHASES, len(ordered) * PHASES, "正在保存")


def _names(work: Work) -> Names:
    return names_of(work.office.office_id, [row for kind in NAMED for row in living(work.connection, kind)])


def _read(work: Work, task: Task, names: Names, told: Told) -> None:
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
    task.drop_layout()
    refuse_nameless(task.form, task.rows)
    nominations = read_nominations(work.connection) if task.form.layout is Layout.DECISIONS else []
    task.parts = [part for row in task.rows for part in _parts(work, task.form, row, nominations)]
    _require(task)
    for ledger in task.form.ledgers:
        match(ledger, task.good_parts(ledger), own_rows(work.connection, work.office.office_id, ledger), told)
    _refuse_locked(work, task)
    judge_moves(work, task)


def _areas_to_make(rows: Iterable[ReadRow]) -> list[str]:
    return [
        row.texts["责任区域"]
        for row in rows
        if [(each.column, each.code) for each in row.problems] == [("责任区域", "UNKNOWN")]
    ]


def _make_ready_areas(work: Work, task: Task) -> bool:
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


def _require(task: Task) -> None:
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


def _refuse_locked(work: Work, task: Task) -> None:
    if not any(ledger.record is Nomination for ledger in task.form.ledgers):
        return
    locked = locked_nominations(work.connection)
    for part in task.parts:
        if part.known and part.changed and (reason := locked.get(part.known["id"])):
            part.refuse("LOCKED", reason, next(iter(part.changed)))


def _write(work: Work, task: Task) -> None:
    write_moves(work, task)
    for ledger in (ledger for ledger in task.form.ledgers if not ledger.by_moves):
        parts = task.good_parts(ledger)
        changed = {part.known["id"]: part.changed for part in parts if part.known and part.changed}
        if ledger.record is Member:
            update_members(work, changed, reason="表格导入")
        elif ledger.record is Nomination:
            known = {part.known["id"]: part.known for part in parts if part.known}
            work.update(Nomination, {row_id: reopened(known[row_id], new) for row_id, new in changed.items()})
        else:
            work.update(ledger.record, changed)
        new = [part for part in parts if part.known is None]
        ids = dict(zip(map(id, new), add_rows(work, ledger, [part.values for part in new]), strict=True))
        for part in parts:
            task.note_red(part, part.known["id"] if part.known else ids[id(part)])
