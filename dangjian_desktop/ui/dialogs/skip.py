"""Asking why something is not done this year."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from dangjian_desktop.ui import look
from dangjian_desktop.ui.help.asking import HelpedDialog
from dangjian_desktop.ui.parts import button, label, row


class SkipDialog(HelpedDialog):
    """One line to write; without it nothing can be skipped."""

    help_section = "home"

    def __init__(self, parent: QWidget, sentence: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("本年不办")
        self.setMinimumWidth(look.scaled(460))
        self.reason = QLineEdit()
        self.reason.setAccessibleName("说明")
        self.reason.setPlaceholderText("写一句说明，例如：本年度经党总支同意不开展")
        self.accept_button = button("本年不办", self.accept, "primary")
        self.accept_button.setEnabled(False)
        self.reason.textChanged.connect(lambda text: self.accept_button.setEnabled(bool(text.strip())))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(label(sentence, wrap=True))
        layout.addWidget(self.reason)
        layout.addWidget(label("说明会保留下来；在首页“看推后的”里可以恢复提醒。", "quiet"))
        layout.addLayout(row(None, button("放弃", self.reject), self.accept_button))
        self.reason.setFocus()

    @classmethod
    def ask(cls, parent: QWidget, sentence: str) -> str:
        """Return the reason, or an empty text when given up."""
        dialog = cls(parent, sentence)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return dialog.reason.text().strip() if accepted else ""
