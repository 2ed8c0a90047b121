"""What the menu 文件 does with workbooks and with the office's particulars."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from dangjian_desktop.core.paths import safe_name
from dangjian_desktop.ui import verbs
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.dialogs.files import WORKBOOK, WORKBOOKS, Files
from dangjian_desktop.ui.dialogs.import_report import ImportDialog
from dangjian_desktop.ui.dialogs.particulars import ParticularsDialog

if TYPE_CHECKING:
    from dangjian_desktop.services.workbook import ImportReport


def choose_import(desk: Desk, parent: QWidget) -> None:
    """Ask for a workbook and import it."""
    path = Files.ask_open(parent, "导入 Excel/WPS 表格", WORKBOOKS)
    if path:
        import_workbook(desk, parent, path)


def import_workbook(desk: Desk, parent: QWidget, path: Path) -> None:
    """Show what a workbook would bring, and write it when the user says so."""

    def shown(report: ImportReport) -> None:
        if ImportDialog.ask(parent, path.name, report):
            desk.run(
                lambda office: verbs.import_workbook(office, path, dry_run=False, progress=desk.tasks.progress),
                lambda done: _imported(desk, done),
                label="正在导入",
            )

    desk.run(
        lambda office: verbs.import_workbook(office, path, dry_run=True, progress=desk.tasks.progress),
        shown,
        label="正在读表格",
    )


def _imported(desk: Desk, report: ImportReport) -> None:
    new, changed = (sum(getattr(sheet, key) for sheet in report.sheets.values()) for key in ("new", "changed"))
    sentence = f"已导入：新增 {new} 行，更新 {changed} 行。"
    if report.error_file:
        sentence += f"有问题的行另存为“{report.error_file}”，请改好后再导入。"
    desk.tell(sentence)
    desk.changed.emit(report.changes)


def export_workbook(desk: Desk, parent: QWidget) -> None:
    """Ask where to and write everything as a workbook."""
    path = _ask_workbook(desk, parent, "导出为 Excel/WPS 表格", "台账")
    if path:
        desk.run(lambda office: verbs.export_workbook(office, path), _saved(desk), label="正在导出")


def write_template(desk: Desk, parent: QWidget) -> None:
    """Ask where to and write the empty workbook to fill in."""
    path = _ask_workbook(desk, parent, "导出模板", "模板")
    if path:
        desk.run(lambda office: verbs.write_template(office, path), _saved(desk))


def write_summary(desk: Desk, parent: QWidget) -> None:
    """Ask where to and write the summary of the period."""
    path = _ask_workbook(desk, parent, "汇总表", f"汇总表_{desk.period.year}年")
    period = desk.period
    if path:
        desk.run(lambda office: verbs.write_summary(office, path, period), _saved(desk), label="正在汇总")


def edit_particulars(desk: Desk, parent: QWidget) -> None:
    """Ask for the office's particulars and save them."""
    if desk.card is None:
        return
    given = ParticularsDialog.ask(parent, desk.card)
    if given is not None:
        desk.change(lambda office: verbs.save_particulars(office, given))
        desk.reread_card()


VERBS: Mapping[str, Callable[[Desk, QWidget], None]] = {
    "import_workbook": choose_import,
    "export_workbook": export_workbook,
    "write_template": write_template,
    "write_summary": write_summary,
    "particulars": edit_particulars,
}


def _ask_workbook(desk: Desk, parent: QWidget, title: str, what: str) -> Path | None:
    name = safe_name(desk.card.name) if desk.card else ""
    return Files.ask_save(parent, title, f"{name}_{what}.xlsx", WORKBOOK, ".xlsx")


def _saved(desk: Desk) -> Callable[[Path], None]:
    return lambda path: desk.tell(f"已保存为“{path}”。")
