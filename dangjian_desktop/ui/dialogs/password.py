"""输入口令: the password of a package that has one, as it was told over the phone."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from dangjian_desktop.ui import look
from dangjian_desktop.ui.help.asking import HelpedDialog
from dangjian_desktop.ui.parts import button, label, row

HINT = "口令由发送单位的程序生成，共20位数字，请打电话问。空格可以不输。"


class PasswordDialog(HelpedDialog):
    """Asks for one password; the digits are shown as they are typed, for they are heard and compared."""

    help_section = "password"

    def __init__(self, parent: QWidget | None, file: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("输入口令")
        self.setMinimumWidth(look.scaled(460))
        self.password = QLineEdit()
        self.password.setAccessibleName("口令")
        self.password.setPlaceholderText("0000 0000 0000 0000 0000")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(label(f"“{file}”加了口令。", wrap=True))
        layout.addWidget(self.password)
        layout.addWidget(label(HINT, "quiet", wrap=True))
        ready = button("打开", self.accept, "primary")
        ready.setDefault(True)
        ready.setEnabled(False)
        self.password.textChanged.connect(lambda text: ready.setEnabled(bool(text.strip())))
        layout.addLayout(row(None, button("放弃", self.reject), ready))

    @classmethod
    def ask(cls, parent: QWidget | None, file: str) -> str:
        """Return what was typed, empty when nothing was or the person changed his mind."""
        dialog = cls(parent, file)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        return dialog.password.text().strip() if accepted else ""
