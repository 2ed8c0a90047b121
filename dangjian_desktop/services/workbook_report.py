"""What an import brought or would bring: counts, rows, problems; and the file of what was not taken."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dangjian_desktop.models.member import Member
from dangjian_desktop.schemes.scheme import Ledger
from dangjian_desktop.services.cells import Names, show_cell
from dangjian_desktop.services.decision_rows import Taken
from dangjian_desktop.services.work import Changes, Office
from dangjian_desktop.services.workbook_errors import refused_rows, refused_sheet, write_errors
from dangjian_desktop.services.workbook_heads import Head
from dangjian_desktop.services.workbook_matching import Part
from dangjian_desktop.services.workbook_reading import RawSheet, text_of
from dangjian_desktop.services.workbook_rows import Problem, ReadRow, broken_numbers, is_footer
from dangjian_desktop.services.workbook_sheets import SheetForm
from dangjian_desktop.services.workbook_wishes import Source

NEW, CHANGED, SAME, PROBLEM = "new", "changed", "same", "problem"
CELL_CODES = frozenset({"DATE", "FUTURE", "CHOICE", "SPOILT", "NUMBER"})
"""Problems of a cell without which the row can still be taken."""


@dataclass(frozen=True)
class RowReport:
    """One row of a sheet: what becomes of it, and what its known row holds at the places that change."""

    number: int
    fate: str
    before: Mapping[int, str]


@dataclass(frozen=True)
class SheetReport:
    """What a sheet brought or would bring: rows new, changed and same, every problem, headings that were left out.

    ``notices`` are cells that are not imported but damaged, ``skipped`` lines below the roster that are no people, by
    number and text. ``form`` and ``head`` say how the sheet was read, None where it was refused whole.
    """

    new: int = 0
    changed: int = 0
    same: int = 0
    problems: tuple[Problem, ...] = ()
    unknown: tuple[str, ...] = ()
    notices: tuple[Problem, ...] = ()
    skipped: tuple[tuple[int, str], ...] = ()
    rows: tuple[RowReport, ...] = ()
    form: SheetForm | None = None
    head: Head | None = None


@dataclass(frozen=True)
class RedCell:
    """A text that could not be taken though its row was: the row's id and the column's key."""

    row_id: str
    column: str
    text: str


@dataclass(frozen=True)
class ImportReport:
    """What a source brought, by the titles of its sheets; ``error_file`` holds the rows that were not taken.

    ``skipped`` are the titles of sheets that could be imported but were not: hidden ones, and those left out.
    """

    sheets: Mapping[str, SheetReport]
    error_file: Path | None
    changes: Changes
    skipped: tuple[str, ...] = ()
    red: tuple[RedCell, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the object that ``import --json`` prints (command-line.md)."""
        return {"sheets": {title: _sheet_json(sheet) for title, sheet in self.sheets.items()}}


@dataclass
class Task:
    """One sheet on its way in; ``made`` are rows written while others of the sheet waited for them.

    ``moves`` are the steps on nominations that its rows ask for.
    """

    sheet: RawSheet
    form: SheetForm
    head: Head
    rows: list[ReadRow] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    made: set[str] = field(default_factory=set)
    left_out: frozenset[int] = frozenset()
    skipped: list[tuple[int, str]] = field(default_factory=list)
    red_allowed: bool = False
    red: list[RedCell] = field(default_factory=list)
    moves: list[tuple[Part, Taken]] = field(default_factory=list)

    def drop_layout(self) -> None:
        """Put aside the lines that are no people, and those that a person leaves out."""
        kept = []
        for row in self.rows:
            cells = self.sheet.rows[row.number - 1]
            if row.number - 1 in self.left_out or is_footer(self.form, row, cells):
                self.skipped.append((row.number, next(text for cell in cells if (text := text_of(cell)))))
            else:
                kept.append(row)
        self.rows = kept

    def takes(self, row: ReadRow) -> bool:
        """Tell whether a row goes in: it has no problem, or only cells that may stay red."""
        if row.repeats:
            return False
        return not row.problems or (self.red_allowed and self.form.ledgers[0].record is Member and _is_mild(row))

    def good_parts(self, ledger: Ledger) -> list[Part]:
        """Return what the rows that go in say of a ledger."""
        return [part for part in self.parts if part.ledger is ledger and self.takes(part.row)]

    def note_red(self, part: Part, row_id: str) -> None:
        """Remember the cells of a row that goes in which could not be taken."""
        for problem in part.row.problems:
            column = next(column for column in part.ledger.columns if column.heading == problem.column)
            # What Excel may have spoilt reads like a value; with a mark of question it is not taken for one.
            text = f"{problem.value}？" if problem.code == "SPOILT" else problem.value
            self.red.append(RedCell(row_id, column.key, text))


def _is_mild(row: ReadRow) -> bool:
    return all(problem.code in CELL_CODES for problem in row.problems)


def report_of(sheet: RawSheet, tasks: Iterable[Task], refused: Mapping[str, Problem]) -> SheetReport:
    """Return what came of a sheet."""
    if problem := refused.get(sheet.title):
        return SheetReport(problems=(problem,))
    task = next(each for each in tasks if each.sheet is sheet)
    parts: dict[int, list[Part]] = {row.number: [] for row in task.rows}
    for part in task.parts:
        parts[part.row.number].append(part)
    counts = {NEW: 0, CHANGED: 0, SAME: 0, PROBLEM: 0}
    rows = []
    for row in task.rows:
        fate = _fate(task, row, parts[row.number])
        counts[fate] += 1
        before = _before(row, parts[row.number]) if fate == CHANGED else {}
        rows.append(RowReport(row.number, PROBLEM if row.problems else fate, before))
    del counts[PROBLEM]
    return SheetReport(
        **counts,
        problems=tuple(problem for row in task.rows for problem in row.problems),
        unknown=task.head.unknown,
        notices=broken_numbers(sheet, task.head),
        skipped=tuple(task.skipped),
        rows=tuple(rows),
        form=task.form,
        head=task.head,
    )


def _fate(task: Task, row: ReadRow, parts: Sequence[Part]) -> str:
    if not task.takes(row):
        return SAME if row.repeats else PROBLEM
    if any(part.known and part.changed for part in parts):
        return CHANGED
    new = [part.known is None or part.known["id"] in task.made for part in parts]
    return SAME if not any(new) else NEW if all(new) else CHANGED


def _before(row: ReadRow, parts: Iterable[Part]) -> dict[int, str]:
    """Return what the known row holds where this one changes it, by place."""
    return {
        row.places[column.heading]: show_cell(column, part.known[column.key], Names())
        for part in parts
        if part.known
        for column in part.ledger.columns
        if column.key in part.changed and column.heading in row.places
    }


def write_error_file(
    office: Office, source: Source, sheets: Sequence[RawSheet], tasks: Iterable[Task], refused: Mapping[str, Problem]
) -> Path | None:
    """Write the rows that were not taken beside their source; return where, or None when all were."""
    known = {task.sheet.title: task for task in tasks}
    unread = []
    for sheet in sheets:
        if problem := refused.get(sheet.title):
            unread.append(refused_sheet(sheet, problem.message))
        elif bad := [row for row in known[sheet.title].rows if row.problems and not known[sheet.title].takes(row)]:
            unread.append(refused_rows(sheet.title, known[sheet.title].head, bad))
    folder = Path(str(office.engine.url.database)).parent
    return write_errors(source.path or folder / f"{source.name}.xlsx", folder, unread) if unread else None


def _sheet_json(sheet: SheetReport) -> dict[str, Any]:
    return {
        "new": sheet.new,
        "changed": sheet.changed,
        "same": sheet.same,
        "problems": [_problem_json(problem) for problem in sheet.problems],
        "unknown": list(sheet.unknown),
        "notices": [_problem_json(problem) for problem in sheet.notices],
        "skipped": [{"row": row, "value": text} for row, text in sheet.skipped],
    }


def _problem_json(problem: Problem) -> dict[str, Any]:
    return {
        "row": problem.row,
        "column": problem.column,
        "letter": problem.letter,
        "value": problem.value,
        "code": problem.code,
        "message": problem.message,
    }
