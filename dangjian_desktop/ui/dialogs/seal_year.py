"""Asking before a year can only be read."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from dangjian_desktop.ui.help.asking import HelpedDialog
from dangjian_desktop.ui.parts import button, label, row


class SealYearDialog(HelpedDialog):
    """What becomes read-only, what does not, and the way back."""

    help_section = "rollover"

    def __init__(self, parent: QWidget, year: int) -> None:
        super().__init__(parent)
        self.setWindowTitle("封存年度")
        self.setMinimumWidth(480)
        self.accept_button = button(f"封存{year}年度", self.accept, "primary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(
            label(
                f"封存以后，{year}年度的岗位、责任区、承诺和评选记录只能查看，不能修改。仍然可以打印和上报。", wrap=True
            )
        )
        layout.addWidget(
            label(
                "名册不分年度，不受影响。要改时点灰条上的“解锁修改”，或“数据”菜单里的“解除封存”。", "quiet", wrap=True
            )
        )
        layout.addLayout(row(None, button("放弃", self.reject), self.accept_button))
        self.accept_button.setFocus()

    @classmethod
    def ask(cls, parent: QWidget, year: int) -> bool:
        """Return whether the year is to be sealed."""
        dialog = cls(parent, year)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return accepted
