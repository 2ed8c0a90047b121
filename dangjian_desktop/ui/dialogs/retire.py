"""Asking how and when members left."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QComboBox, QDateEdit, QDialog, QFormLayout, QLineEdit, QWidget

from dangjian_desktop.ui.parts import button, label, row

STATES = ("转出", "停止党籍", "去世", "在册")


class RetireDialog(QDialog):
    """State, reason and day of a change in the roster."""

    def __init__(self, parent: QWidget, count: int, today: date) -> None:
        super().__init__(parent)
        self.setWindowTitle("转出/变动")
        self.setMinimumWidth(420)
        self.state = QComboBox()
        self.state.addItems(STATES)
        self.reason = QLineEdit()
        self.since = QDateEdit(QDate(today.year, today.month, today.day))
        self.since.setCalendarPopup(True)
        self.since.setDisplayFormat("yyyy-MM-dd")
        form = QFormLayout(self)
        form.setContentsMargins(20, 16, 20, 16)
        form.setSpacing(10)
        form.addRow(label("党员留在名册里，历史记录不会丢。", "quiet"))
        form.addRow("变动情况", self.state)
        form.addRow("日期", self.since)
        form.addRow("说明", self.reason)
        self.accept_button = button(f"登记 {count} 人", self.accept, "primary")
        form.addRow(row(None, button("放弃", self.reject), self.accept_button))

    @classmethod
    def ask(cls, parent: QWidget, count: int, today: date) -> tuple[str, str, date] | None:
        """Return state, reason and day, or None when given up."""
        dialog = cls(parent, count, today)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if not accepted:
            return None
        picked = dialog.since.date()
        return dialog.state.currentText(), dialog.reason.text(), date(picked.year(), picked.month(), picked.day())
