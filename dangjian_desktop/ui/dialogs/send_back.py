"""Asking with which opinion a report is sent back."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from dangjian_desktop.ui import look
from dangjian_desktop.ui.help.asking import HelpedDialog
from dangjian_desktop.ui.parts import button, label, row


class SendBackDialog(HelpedDialog):
    """One opinion; it travels in the next reply."""

    help_section = "send-back"

    def __init__(self, parent: QWidget, unit: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("退回上报")
        self.setMinimumWidth(look.scaled(460))
        self.opinion = QPlainTextEdit()
        self.opinion.setAccessibleName("退回意见")
        self.opinion.setPlaceholderText("写明哪里要改，例如：名册里少了张老师，请补上后重新上报。")
        self.opinion.setTabChangesFocus(True)
        self.opinion.setFixedHeight(look.scaled(110))
        self.accept_button = button("退回", self.accept, "primary")
        self.accept_button.setEnabled(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(
            label(f"退回“{unit}”的上报。意见随下一份回执带去，支部重新上报后自动解除。", "quiet", wrap=True)
        )
        layout.addWidget(self.opinion)
        layout.addLayout(row(None, button("放弃", self.reject), self.accept_button))
        self.opinion.textChanged.connect(self._typed)

    def _typed(self) -> None:
        self.accept_button.setEnabled(bool(self.opinion.toPlainText().strip()))

    @classmethod
    def ask(cls, parent: QWidget, unit: str) -> str | None:
        """Return the opinion, or None when given up."""
        dialog = cls(parent, unit)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        text = dialog.opinion.toPlainText().strip()
        dialog.deleteLater()
        return text if accepted and text else None
