"""提出修改申请: what was reported is closed, so a change is asked for with a reason (case 28)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QPlainTextEdit, QWidget

from dangjian_desktop.ui import decision_verbs, look
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.help.asking import HelpedDialog
from dangjian_desktop.ui.parts import button, label, row

TEXT_HEIGHT = 110


class ChangeRequestDialog(HelpedDialog):
    """Which field, what it should be, and why; the wish travels with the next package."""

    help_section = "change-request"

    def __init__(self, desk: Desk, parent: QWidget, asked: decision_verbs.Asked, field: str) -> None:
        super().__init__(parent)
        self._desk, self._asked = desk, asked
        self.setWindowTitle("提出修改申请")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(look.scaled(520))
        self.field = QComboBox()
        for key, (heading, _present) in asked.fields.items():
            self.field.addItem(heading, key)
        self.wanted = QPlainTextEdit()
        self.wanted.setTabChangesFocus(True)
        self.wanted.setFixedHeight(look.scaled(TEXT_HEIGHT))
        self.reason = QLineEdit()
        self._problem = label("", "problem", wrap=True)
        form = QFormLayout(self)
        form.setContentsMargins(20, 16, 20, 16)
        form.setSpacing(10)
        form.addRow(
            label(
                "这份推荐已经上报，内容不能直接改。申请随下次上报包报给上级，上级同意后退回修改。", "quiet", wrap=True
            )
        )
        form.addRow("修改哪一项", self.field)
        form.addRow("改成", self.wanted)
        form.addRow("理由", self.reason)
        form.addRow(self._problem)
        self.ask_button = button("提出申请", self._ask, "primary")
        form.addRow(row(None, button("放弃", self.reject), self.ask_button))
        self.field.currentIndexChanged.connect(lambda _index: self._show_present())
        self.field.setCurrentIndex(max(self.field.findData(field), 0))
        self._show_present()
        self.wanted.setFocus()

    def _show_present(self) -> None:
        self.wanted.setPlainText(self._asked.fields[self.field.currentData()][1])
        self.wanted.selectAll()

    def _ask(self) -> None:
        nomination, field = self._asked.nomination, self.field.currentData()
        wanted, reason = self.wanted.toPlainText(), self.reason.text()
        self._desk.run(
            lambda office: decision_verbs.ask(office, nomination, field, wanted, reason),
            self._asked_for,
            self._problem.setText,
        )

    def _asked_for(self, changes: object) -> None:
        self.accept()
        self._desk.tell("已提出修改申请，随下次上报包报给上级。答复来了会列在首页。")
        self._desk.changed.emit(changes)


def offer_change_request(desk: Desk, parent: QWidget, nomination: str, field: str) -> None:
    """Open the dialog for a closed nomination, beginning with a field where that may be asked for."""

    def show(asked: decision_verbs.Asked) -> None:
        ChangeRequestDialog(desk, parent, asked, field).open()

    desk.run(lambda office: decision_verbs.askable(office, nomination), show)
