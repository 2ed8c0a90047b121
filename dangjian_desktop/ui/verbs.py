"""The verbs that pages run on the worker; each imports its service when it is first called, never before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from dangjian_desktop.core.clock import Clock
from dangjian_desktop.core.ids import NewId
from dangjian_desktop.core.progress import Progress
from dangjian_desktop.ui.period import Period

if TYPE_CHECKING:
    from dangjian_desktop.schemes.scheme import Finding, Ledger, Scheme
    from dangjian_desktop.services.history import Entry
    from dangjian_desktop.services.records import GridRow, OfficeCard, Saved
    from dangjian_desktop.services.restoring import Restored
    from dangjian_desktop.services.row_changes import RowChange
    from dangjian_desktop.services.work import Changes, Office
    from dangjian_desktop.services.workbook import ImportReport
    from dangjian_desktop.ui.grid.lines import Typed


BY_MOVES = "这里只能查看：批准、退回、编号、授牌和撤销都在“审批”里办理，点“去审批”。"


@dataclass(frozen=True)
class Page:
    """A ledger's rows as shown, what its columns offer by column key, and the names of the other offices that own rows.

    ``closed`` says why nothing of it may be changed, empty when it may; ``asked`` is what the level above asks about a row's
    field.
    """

    rows: Sequence[GridRow]
    choices: Mapping[str, Sequence[str]]
    owners: Mapping[str, str]
    closed: str = ""
    asked: Mapping[tuple[str, str], str] = field(default_factory=dict)


@dataclass(frozen=True)
class Cards:
    """The five schemes and the ledgers that belong to none of them."""

    schemes: tuple[Scheme, ...]
    roster: Ledger
    decisions: tuple[Ledger, ...]


@dataclass(frozen=True)
class Overview:
    """What the first page counts and lists."""

    members: int
    counts: tuple[tuple[str, str, int], ...]
    findings: tuple[Finding, ...]


def cards() -> Cards:
    """Return the schemes' cards; importing them is the heavy part of starting."""
    from dangjian_desktop.schemes import SCHEMES
    from dangjian_desktop.schemes.pioneers import WAIVERS
    from dangjian_desktop.schemes.shared import DECISION, ROSTER, TITLE_END

    return Cards(SCHEMES, ROSTER, (DECISION, TITLE_END, WAIVERS))


def open_office(path: Path, clock: Clock, new_id: NewId) -> Office:
    """Open a data file; what a copy is for, a person has to choose first."""
    from dangjian_desktop.services import offices

    return offices.open_office(path, clock=clock, new_id=new_id, ask=True)


def open_demo(folder: Path, name: str, clock: Clock, new_id: NewId, progress: Progress, *, fresh: bool) -> Office:
    """Open a made-up office, made first where it is not there or is wanted as it was."""
    from dangjian_desktop.services import demo_office, offices

    demo_office.make_ready(folder, fresh=fresh, progress=progress)
    return offices.open_office(folder / name / f"{name}.db", clock=clock, new_id=new_id, ask=True)


def demo_period() -> Period:
    """Return the period that the made-up offices work in."""
    from dangjian_desktop.services import demo_office

    return Period(*demo_office.PERIOD)


def restore(path: Path, source: Path, clock: Clock, progress: Progress) -> Restored:
    """Put a backup in the place of a closed data file."""
    from dangjian_desktop.services import restoring

    return restoring.restore(path, source, clock=clock, progress=progress)


def create_office(
    path: Path, kind: str, name: str, superior: str, secretary: str, clock: Clock, new_id: NewId
) -> Office:
    """Make a data file."""
    from dangjian_desktop.services import offices, records

    office = offices.create_office(path, kind=kind, name=name, superior=superior, clock=clock, new_id=new_id)
    if secretary:
        records.save_office(office, secretary=secretary)
    return office


def office_card(office: Office) -> OfficeCard:
    """Return the open office's name, kind, secretary and superior."""
    from dangjian_desktop.services import records

    return records.office_card(office)


def save_particulars(office: Office, fields: Mapping[str, str]) -> Changes:
    """Save the office's particulars; a new name counts from today."""
    from dangjian_desktop.services import offices, records

    card, name = records.office_card(office), fields["name"]
    changes = records.save_office(office, **{key: text for key, text in fields.items() if key != "name"})
    if name != card.name:
        offices.rename_office(office, name=name)
    return changes


def read_page(office: Office, ledger: Ledger, period: Period) -> Page:
    """Return a ledger's rows of the period, above the branches unit by unit, and the texts that its columns offer."""
    from dangjian_desktop.schemes.scheme import Kind
    from dangjian_desktop.services import questions, records, rollover

    names = records.lookup(office)
    # A nomination's text ends with its award; a ledger of one award offers no other.
    choices = {
        column.key: [
            text for text in names.choices(column) if column.kind is not Kind.NOMINATION or text.endswith(ledger.award)
        ]
        for column in ledger.columns
    }
    if ledger.given:
        from dangjian_desktop.services import appraisal_sheet

        rows = appraisal_sheet.rows(office, ledger, year=period.year)
    else:
        rows = records.rows(office, ledger, year=period.year, quarter=period.quarter)
    offices = names.shown.get(Kind.OFFICE, {}) if office.kind != "branch" else {}
    owners = {row_id: name for row_id, name in offices.items() if row_id != office.office_id}
    rows.sort(key=lambda row: (row.owner != office.office_id, owners.get(row.owner, "")))
    closed = BY_MOVES if ledger.by_moves else rollover.why_closed(office, ledger, period.year)
    if closed:
        rows = [replace(row, editable=False) for row in rows]
    asked = questions.asked_cells(office, ledger.record.__tablename__)
    return Page(rows, {key: texts for key, texts in choices.items() if texts}, owners, closed, asked)


def save(
    office: Office,
    ledger: Ledger,
    edits: Sequence[Typed],
    period: Period,
    verb: str,
) -> tuple[Saved, Page]:
    """Save cells of a ledger and return what came of it with the ledger's present rows."""
    from dangjian_desktop.services import records

    wanted = [records.Edit(*edit) for edit in edits]
    if ledger.given:
        from dangjian_desktop.services import appraisal_sheet

        saved = appraisal_sheet.save(office, wanted, year=period.year, verb=verb)
    else:
        saved = records.save_texts(office, ledger, wanted, year=period.year, quarter=period.quarter, verb=verb)
    return saved, read_page(office, ledger, period)


def reorder(office: Office, ledger: Ledger, ids: Sequence[str], verb: str) -> Changes:
    """Put rows of a ledger into an order by hand."""
    from dangjian_desktop.services import row_order

    return row_order.reorder(office, ledger, ids, verb=verb)


def search_keys(texts: Sequence[str]) -> list[str]:
    """Return what texts are found by."""
    from dangjian_desktop.services import search_keys as keys

    return keys.search_keys(texts)


def members_of(office: Office, ledger: Ledger, ids: Sequence[str]) -> list[str]:
    """Return the members that rows are about."""
    from dangjian_desktop.services import row_changes

    if ledger.given:
        return [each for each in ids if each != office.office_id]
    return row_changes.members_of(office, ledger, ids)


def row_changes(office: Office, ledger: Ledger, row_id: str) -> list[RowChange]:
    """Return what was changed in a row."""
    from dangjian_desktop.services import row_changes as journal

    return journal.row_changes(office, ledger, row_id)


def remove(office: Office, ledger: Ledger, ids: Sequence[str]) -> Changes:
    """Remove rows of a ledger."""
    from dangjian_desktop.services import records

    return records.remove(office, ledger, ids, verb=f"删除{ledger.title} {len(ids)} 行")


def overview(office: Office, period: Period) -> Overview:
    """Return the first page's numbers and findings."""
    from dangjian_desktop.schemes import SCHEMES
    from dangjian_desktop.schemes.shared import ROSTER
    from dangjian_desktop.services import records

    def count(ledger: Ledger) -> int:
        return len(records.rows(office, ledger, year=period.year, quarter=period.quarter))

    main = {"posts": "post_assignments", "areas": "area_assignments", "commitments": "commitments"}
    main |= {"pioneers": "pioneer_nominations", "pacesetters": "pacesetter_nominations"}
    counts = tuple((s.key, s.words.tab, count(s.ledger(main.get(s.key, s.ledgers[0].key)))) for s in SCHEMES)
    return Overview(count(ROSTER), counts, tuple(findings(office, period)))


def findings(office: Office, period: Period) -> list[Finding]:
    """Return what the data check finds, gravest first; above the branches, for each unit under its name."""
    from dangjian_desktop.services import across, checks

    if office.kind == "branch":
        return checks.check(office, year=period.year, quarter=period.quarter)
    units = checks.check_subordinates(office, year=period.year, quarter=period.quarter)
    found = [replace(each, message=f"{name}：{each.message}") for name, group in units.items() for each in group]
    # A quota is in its unit's findings already.
    found += [each.finding for each in across.check_across(office, year=period.year) if each.rows]
    return sorted(found, key=lambda finding: checks.ORDER[finding.severity])


def history(office: Office) -> tuple[Entry | None, Entry | None]:
    """Return what undo and redo would do."""
    from dangjian_desktop.services import history as journal

    return journal.undoable(office), journal.redoable(office)


def undo(office: Office) -> Changes:
    """Take back the newest action."""
    from dangjian_desktop.services import history as journal

    return journal.undo(office)


def redo(office: Office) -> Changes:
    """Do again what undo took back."""
    from dangjian_desktop.services import history as journal

    return journal.redo(office)


def import_workbook(office: Office, path: Path, *, dry_run: bool, progress: Progress) -> ImportReport:
    """Read a workbook into the office, or only say what it would do."""
    from dangjian_desktop.services import workbook

    return workbook.import_workbook(office, path, dry_run=dry_run, progress=progress)


def export_workbook(office: Office, path: Path) -> Path:
    """Write everything as a workbook."""
    from dangjian_desktop.services import workbook

    workbook.export_workbook(office, path)
    return path


def write_template(office: Office, path: Path) -> Path:
    """Write the empty workbook to fill in."""
    from dangjian_desktop.services import workbook

    workbook.write_template(path, office.kind)
    return path


def write_summary(office: Office, path: Path, period: Period) -> Path:
    """Write the summary of the units."""
    from dangjian_desktop.services import summary_files

    summary_files.write_summary(office, path, year=period.year, quarter=period.quarter)
    return path
