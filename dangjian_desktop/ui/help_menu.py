"""What the menu 帮助 does."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget

from dangjian_desktop.core.version import VERSION
from dangjian_desktop.ui import words
from dangjian_desktop.ui.desk import Desk


def open_logs(desk: Desk, _parent: QWidget) -> None:
    """Show the folder with the log."""
    folder = desk.home / "logs"
    folder.mkdir(parents=True, exist_ok=True)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def about(_desk: Desk, parent: QWidget) -> None:
    """Say what program this is."""
    text = f"{words.PROGRAM} {VERSION}\n\n许可：GPL-3.0-or-later。\n界面使用 Qt（LGPL），字体的许可见程序文件夹。"
    box = QMessageBox(QMessageBox.Icon.NoIcon, f"关于{words.PROGRAM}", text, parent=parent)
    box.addButton("关闭", QMessageBox.ButtonRole.RejectRole)
    box.exec()


VERBS: Mapping[str, Callable[[Desk, QWidget], None]] = {"open_logs": open_logs, "about": about}
