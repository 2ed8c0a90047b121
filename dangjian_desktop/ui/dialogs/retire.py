"""Asking how, when and where to members left, with what that does in sentences."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateEdit, QDialog, QFormLayout, QLineEdit, QWidget

from dangjian_desktop.ui import look
from dangjian_desktop.ui.help.asking import HelpedDialog
from dangjian_desktop.ui.parts import button, label, row
from dangjian_desktop.ui.unit_verbs import LEFT, Leaving

STATES = (LEFT, "停止党籍", "去世", "在册")
NO_GOAL = "请填写转到的支部全称；转到外单位的，打上后面的勾。"
Preview = Callable[[Leaving, Callable[[str], object]], object]


class RetireDialog(HelpedDialog):
    """State, goal, reason and day of a change in the roster."""

    help_section = "retire"

    def __init__(self, parent: QWidget, count: int, today: date, preview: Preview) -> None:
        super().__init__(parent)
        self.setWindowTitle("转出/变动")
        self.setMinimumWidth(look.scaled(560))
        self._preview = preview
        self.state = QComboBox()
        self.state.addItems(STATES)
        self.goal = QLineEdit()
        self.goal.setPlaceholderText("单位全称，同公章")
        self.goal.setAccessibleName("转到")
        self.outside = QCheckBox("外单位")
        self.reason = QLineEdit()
        self.since = QDateEdit(QDate(today.year, today.month, today.day))
        self.since.setCalendarPopup(True)
        self.since.setDisplayFormat("yyyy-MM-dd")
        self.told = label("", "quiet", wrap=True)
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.told.setMinimumHeight(self.told.fontMetrics().lineSpacing() * 5)
        self.accept_button = button(f"登记 {count} 人", self.accept, "primary")
        self._lay_out()
        self._show()

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(20, 16, 20, 16)
        form.setSpacing(10)
        form.addRow(label("党员留在名册里，历史记录不会丢。", "quiet"))
        form.addRow("变动情况", self.state)
        form.addRow("转到", row(self.goal, self.outside))
        form.addRow("日期", self.since)
        form.addRow("说明", self.reason)
        form.addRow(self.told)
        form.addRow(row(None, button("放弃", self.reject), self.accept_button))
        self.state.currentTextChanged.connect(self._show)
        self.goal.textChanged.connect(self._show)
        self.outside.toggled.connect(self._show)
        self.since.dateChanged.connect(self._show)

    @property
    def leaving(self) -> Leaving:
        """What is filled in now."""
        picked = self.since.date()
        since = date(picked.year(), picked.month(), picked.day())
        return Leaving(
            self.state.currentText(), self.reason.text(), since, self.goal.text().strip(), self.outside.isChecked()
        )

    def _show(self) -> None:
        leaves = self.state.currentText() == LEFT
        for widget in (self.goal, self.outside):
            widget.setEnabled(leaves)
        lacks = leaves and not self.goal.text().strip()
        self.accept_button.setEnabled(not lacks)
        if lacks:
            self.told.setText(NO_GOAL)
        else:
            self._preview(self.leaving, self.told.setText)

    @classmethod
    def ask(cls, parent: QWidget, count: int, today: date, preview: Preview) -> Leaving | None:
        """Return what was filled in, or None when given up; ``preview`` is asked what it would do."""
        dialog = cls(parent, count, today, preview)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        leaving = dialog.leaving
        dialog.deleteLater()
        return leaving if accepted else None
