"""The verbs of the import window, run on the worker; each imports its service when it is first called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dangjian_desktop.core.progress import Progress
    from dangjian_desktop.services.work import Office
    from dangjian_desktop.services.workbook import ImportReport, SheetReport, Source, Wishes
    from dangjian_desktop.services.workbook_heads import Head
    from dangjian_desktop.services.workbook_reading import RawSheet

SAMPLES = 5


@dataclass(frozen=True)
class FileColumn:
    """A column of a sheet as it is mapped: its letter, its heading, samples, the key of the column it goes to."""

    place: int
    letter: str
    heading: str
    samples: tuple[str, ...]
    key: str


@dataclass(frozen=True)
class PreviewRow:
    """A row of the file: its number, its fate, its texts by place, what is wrong or replaced at places."""

    number: int
    fate: str
    texts: Mapping[int, str]
    problems: Mapping[int, str]
    before: Mapping[int, str]


@dataclass(frozen=True)
class SheetView:
    """A sheet as the window shows it: its form's name, its head row from 0, its columns, what the form offers.

    ``known`` tells whether it was recognised, ``is_roster`` whether it is the roster.
    """

    form: str
    head: int
    columns: tuple[FileColumn, ...]
    offered: tuple[tuple[str, str], ...]
    known: bool
    is_roster: bool
    rows: tuple[PreviewRow, ...] = ()

    @property
    def headings(self) -> tuple[str, ...]:
        """What the columns are called in the file, and where; what is chosen for them is remembered under that."""
        return (self.form, *(f"{column.letter}{column.heading}" for column in self.columns))


@dataclass(frozen=True)
class Preview:
    """What an import would bring: the report, each sheet as it is shown, the names of all forms."""

    report: ImportReport
    views: dict[str, SheetView]
    forms: tuple[str, ...]


def read(path: Path) -> Source:
    """Read a file."""
    from dangjian_desktop.services import workbook

    return workbook.read_source(path)


def pasted(rows: Sequence[Sequence[str]]) -> Source:
    """Take what was copied in WPS as a source."""
    from dangjian_desktop.services import workbook

    return workbook.pasted_source(rows)


def preview(office: Office, source: Source, wishes: Wishes, progress: Progress) -> Preview:
    """Say what an import would bring, writing nothing."""
    from dangjian_desktop.services import workbook
    from dangjian_desktop.services.workbook_sheets import sheet_forms

    report = workbook.import_source(office, source, wishes, dry_run=True, progress=progress)
    forms = [form for form in sheet_forms() if not (form.above and office.kind == "branch")]
    views = {sheet.title: _view(wishes, sheet.title, source, report) for sheet in source.sheets}
    return Preview(report, views, tuple(form.name for form in forms))


def write(office: Office, source: Source, wishes: Wishes, progress: Progress) -> ImportReport:
    """Import."""
    from dangjian_desktop.services import workbook

    return workbook.import_source(office, source, wishes, progress=progress)


def _view(wishes: Wishes, title: str, source: Source, report: ImportReport) -> SheetView:
    from dangjian_desktop.services.workbook_heads import recognise
    from dangjian_desktop.services.workbook_sheets import sheet_forms

    sheet = wishes.corrected(next(each for each in source.sheets if each.title == title))
    done, forms, reading = report.sheets.get(title), sheet_forms(), wishes.reading(title)
    found = (
        (done.form, done.head) if done and done.form and done.head else recognise(sheet, forms, wishes.reading(title))
    )
    wished = next((form for form in forms if form.name == reading.form), forms[0])
    form, head = found or (wished, None)
    return SheetView(
        form.name,
        head.row if head else reading.head or 0,
        tuple(_columns(sheet, head, reading.head or 0)),
        tuple((column.key, column.heading) for column in form.columns),
        found is not None,
        form.name == forms[0].name,
        tuple(_rows(sheet, done)) if done else (),
    )


def _columns(sheet: RawSheet, head: Head | None, wished: int) -> Iterator[FileColumn]:
    from dangjian_desktop.services.workbook_heads import heading_at, letter_of
    from dangjian_desktop.services.workbook_reading import text_of

    row = head.row if head else wished
    for place in range(max(map(len, sheet.rows))):
        below = (text_of(cells[place]) for cells in sheet.rows[row + 1 :] if place < len(cells))
        samples = tuple(islice((text for text in below if text), SAMPLES))
        heading = heading_at(sheet, row, place) if row >= 0 else ""
        if heading or samples:
            key = head.columns[place].key if head and place in head.columns else ""
            yield FileColumn(place, letter_of(place), heading, samples, key)


def _rows(sheet: RawSheet, done: SheetReport) -> Iterator[PreviewRow]:
    from dangjian_desktop.services.workbook_reading import text_of

    problems: dict[int, dict[int, str]] = defaultdict(dict)
    for problem in done.problems:
        problems[problem.row][problem.place] = problem.message
    for row in done.rows:
        texts = {place: text_of(cell) for place, cell in enumerate(sheet.rows[row.number - 1])}
        yield PreviewRow(row.number, row.fate, texts, problems.get(row.number, {}), row.before)
