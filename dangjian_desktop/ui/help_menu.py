"""What the menu 帮助 does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from dangjian_desktop.ui import help_verbs
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.dialogs.about import AboutDialog

if TYPE_CHECKING:
    from dangjian_desktop.services.about import About


def open_logs(desk: Desk, _parent: QWidget) -> None:
    """Show the folder with the log."""
    folder = desk.home / "logs"
    folder.mkdir(parents=True, exist_ok=True)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def open_data_folder(desk: Desk, _parent: QWidget) -> None:
    """Show the folder with the data file."""
    folder = desk.path.parent if desk.path else desk.home
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def about(desk: Desk, parent: QWidget) -> None:
    """Tell the versions, the licences and the doubtful places of the source."""

    def show(found: About) -> None:
        folders = (lambda: open_logs(desk, parent), lambda: open_data_folder(desk, parent))
        dialog = AboutDialog(parent, found, lambda place: help_verbs.licence_text(found.licences[place]), folders)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    desk.tasks.run(help_verbs.about, show)


VERBS: Mapping[str, Callable[[Desk, QWidget], None]] = {
    "open_logs": open_logs,
    "open_data_folder": open_data_folder,
    "about": about,
}
