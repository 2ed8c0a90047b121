"""Asking how a title ends: 调整, or 撤销 on one of exactly four grounds (X13, X14)."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QComboBox, QDateEdit, QDialog, QFormLayout, QLineEdit, QWidget

from dangjian_desktop.schemes.shared import TITLE_END
from dangjian_desktop.ui import look
from dangjian_desktop.ui.help.asking import HelpedDialog
from dangjian_desktop.ui.parts import button, label, row

KINDS = ("撤销", "调整")
GROUNDS = TITLE_END.column("ground").choices
CHOOSE = "请从四种情形中选一种"


class TitleEndDialog(HelpedDialog):
    """Kind, ground, day and explanation."""

    help_section = "title-end"

    def __init__(self, parent: QWidget, who: str, today: date) -> None:
        super().__init__(parent)
        self.setWindowTitle("调整或撤销称号")
        self.setMinimumWidth(look.scaled(460))
        self.kind = QComboBox()
        self.kind.addItems(KINDS)
        self.ground = QComboBox()
        self.ground.addItems([CHOOSE, *GROUNDS])
        self.day = QDateEdit(QDate(today.year, today.month, today.day))
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.explanation = QLineEdit()
        form = QFormLayout(self)
        form.setContentsMargins(20, 16, 20, 16)
        form.setSpacing(10)
        form.addRow(label(f"{who}。撤销以后，支部要收回标牌；调整要写不符合哪条标准。", "quiet", wrap=True))
        form.addRow("类别", self.kind)
        form.addRow("撤销情形", self.ground)
        form.addRow("日期", self.day)
        form.addRow("说明", self.explanation)
        self.accept_button = button("撤销称号", self.accept, "primary")
        form.addRow(row(None, button("放弃", self.reject), self.accept_button))
        self.kind.currentTextChanged.connect(self._tell)

    def _tell(self, kind: str) -> None:
        self.ground.setEnabled(kind == KINDS[0])
        self.accept_button.setText("撤销称号" if kind == KINDS[0] else "调整")

    @classmethod
    def ask(cls, parent: QWidget, who: str, today: date) -> tuple[str, str, date, str] | None:
        """Return kind, ground, day and explanation, or None when given up; no ground is an empty text."""
        dialog = cls(parent, who, today)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if not accepted:
            return None
        picked, ground = dialog.day.date(), dialog.ground.currentText()
        day = date(picked.year(), picked.month(), picked.day())
        return dialog.kind.currentText(), "" if ground == CHOOSE else ground, day, dialog.explanation.text()
