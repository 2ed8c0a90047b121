"""What the menu 文件 does with workbooks and with the office's particulars."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from dangjian_desktop.core.paths import safe_name
from dangjian_desktop.ui import verbs, words
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.dialogs.files import WORKBOOK, WORKBOOKS, Files
from dangjian_desktop.ui.dialogs.particulars import ParticularsDialog

if TYPE_CHECKING:
    from dangjian_desktop.services.workbook import ImportReport
    from dangjian_desktop.ui.dialogs.import_window import ImportWindow


def choose_import(desk: Desk, parent: QWidget) -> None:
    """Ask for a workbook and show what it would bring."""
    path = Files.ask_open(parent, "导入 Excel/WPS 表格", WORKBOOKS)
    if path:
        import_workbook(desk, parent, path)


def import_workbook(desk: Desk, parent: QWidget, path: Path) -> None:
    """Show what a workbook would bring in a window that writes it when the user says so."""
    _import_window(desk, parent).read_file(path)


def paste_workbook(desk: Desk, parent: QWidget) -> None:
    """Show what was copied in WPS in the window of the import."""
    _import_window(desk, parent).paste()


def _import_window(desk: Desk, parent: QWidget) -> ImportWindow:
    from dangjian_desktop.ui.dialogs.import_window import ImportWindow

    window = ImportWindow(desk, parent)
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    window.imported.connect(lambda report: _imported(desk, report))
    window.open()
    return window


def _imported(desk: Desk, report: ImportReport) -> None:
    from dangjian_desktop.ui.dialogs.import_stages import sentence_for

    desk.changed.emit(report.changes)
    if report.red:
        desk.asked_for.emit(words.ROSTER, "")
        desk.red_asked_for.emit(report.red)
    desk.tell(sentence_for(report))


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
    "paste_workbook": paste_workbook,
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
