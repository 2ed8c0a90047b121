"""检查数据完整性: what the check of the data file and its backups found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QListWidget, QVBoxLayout, QWidget

from dangjian_desktop.ui import look
from dangjian_desktop.ui.help.asking import HelpedDialog
from dangjian_desktop.ui.parts import button, label, row

if TYPE_CHECKING:
    from dangjian_desktop.services.integrity import Verified


class VerifiedDialog(HelpedDialog):
    """One sentence for each file that is not sound."""

    help_section = "verify"

    def __init__(self, parent: QWidget, found: Verified) -> None:
        super().__init__(parent)
        self.setWindowTitle("检查数据完整性")
        self.setMinimumWidth(look.scaled(620))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        data = f"数据文件完好（{found.rows} 行），" if found.rows else "数据文件有问题，"
        layout.addWidget(
            label(f"{data}完好的备份 {found.backups} 份，有问题的文件 {len(found.faults)} 个：", wrap=True)
        )
        self.faults = QListWidget()
        self.faults.setAccessibleName("有问题的文件")
        self.faults.setWordWrap(True)
        self.faults.addItems(found.faults)
        layout.addWidget(self.faults)
        layout.addLayout(row(None, button("关闭", self.accept, "primary")))
