"""What the approving level fills in beside the form: each field is saved when it is left, Enter goes to the next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFormLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from dangjian_desktop.ui import look
from dangjian_desktop.ui.parts import label, row
from dangjian_desktop.ui.tabs.consult_tick import ConsultTick

if TYPE_CHECKING:
    from dangjian_desktop.services.decision_queue import Waiting

NEEDS: Mapping[str, tuple[str, ...]] = {
    "opinion": ("opinion",),
    "signer": ("opinion",),
    "decided_on": ("approve", "refuse"),
    "organisation_opinion": ("consult",),
    "discipline_opinion": ("consult",),
    "police_opinion": ("consult",),
    "public_from": ("publish",),
    "public_to": ("publish",),
    "objection": ("object",),
    "objection_handled": ("handle",),
    "clash_note": ("opinion",),
    "plaque_number": ("number",),
    "plaque_issued_on": ("award",),
    "filing_number": ("file", "note_filing"),
    "filed_on": ("file", "note_filing"),
}
"""Which steps make a field one to write in; otherwise it is only read."""
TITLES = {
    "opinion": "党总支意见",
    "signer": "签发人",
    "decided_on": "审批日期",
    "organisation_opinion": "组织部（人事处）",
    "discipline_opinion": "纪检监察室",
    "police_opinion": "派出所",
    "public_from": "公示开始",
    "public_to": "公示结束",
    "objection": "异议",
    "objection_handled": "异议处理",
    "clash_note": "重复说明",
    "plaque_number": "标牌编号",
    "plaque_issued_on": "授牌日期",
    "filing_number": "备案编号",
    "filed_on": "备案日期",
}
HINTS = {
    "organisation_opinion": "同意，或“不适用：理由”",
    "discipline_opinion": "同意，或“不适用：理由”",
    "police_opinion": "同意，或“不适用：理由”",
    "public_to": "不填就自动算",
    "objection": "没有异议的留空",
    "clash_note": "为什么可以都保留，如：不是同一人",
}
PAIRS = (("signer", "decided_on"),)
"""Fields that share a row; two dates, or a number and a date, are too long for that in large type."""
ROW_TITLES = {"organisation_opinion": "组织部"}
"""What stands before a row where the field's own name would be too long."""
SHORT = {"decided_on": "日期"}
CONSULTED = ("organisation_opinion", "discipline_opinion", "police_opinion")
LONG_HEIGHT = 66
LOCAL = "decided_on"
"""The day of the next word, not of one that is saved by itself."""


EDGES = 20  # frame, padding and the cursor of a field


class LongText(QPlainTextEdit):
    """Several lines; Ctrl+Enter or Tab goes on, as Enter does in the others."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        look.fit(self, lambda: self.setFixedHeight(look.scaled(LONG_HEIGHT)))

    def focusOutEvent(self, event: object) -> None:
        """Tell that it was left."""
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self.left.emit()


class ApprovalFields(QWidget):
    """The fields of one nomination; ``written`` tells which one was changed and left."""

    written = Signal(str)

    def __init__(self, today: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._shown: Mapping[str, str] = {}
        self._id = ""
        self.opinion = LongText()
        self.lines = {key: QLineEdit() for key in TITLES if key != "opinion"}
        asked = {key: ROW_TITLES.get(key, TITLES[key]) for key in CONSULTED}
        day = date.fromisoformat(today)
        self.ticks = {key: ConsultTick(who, self.lines[key], day) for key, who in asked.items()}
        self._form = QFormLayout()
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setVerticalSpacing(5)
        self._form.setHorizontalSpacing(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._form)
        self._rows: dict[str, int] = {}
        self._build()
        look.fit(self, self._fit)

    def _fit(self) -> None:
        """Leave the second field of each pair, which is a date, the room of one."""
        for _, second in PAIRS:
            self.lines[second].setMinimumWidth(self.fontMetrics().horizontalAdvance("0000-00-00") + EDGES)

    def _build(self) -> None:
        paired = {second: first for first, second in PAIRS}
        self._add("opinion", self.opinion)
        for key, line in self.lines.items():
            line.setPlaceholderText(HINTS.get(key, ""))
            line.editingFinished.connect(partial(self._left, key))
            line.installEventFilter(self)
            line.setAccessibleName(TITLES[key])
            if key not in paired:
                second = next((s for s, first in paired.items() if first == key), "")
                self._add(key, line, second)
        self.opinion.setAccessibleName(TITLES["opinion"])
        self.opinion.left.connect(partial(self._left, "opinion"))

    def _add(self, key: str, widget: QWidget, second: str = "") -> None:
        field: QWidget = widget
        if second:
            field = QWidget()
            both = row(widget, label(SHORT[second], "quiet"), self.lines[second])
            both.setContentsMargins(0, 0, 0, 0)
            field.setLayout(both)
        elif key in self.ticks:
            field = QWidget()
            both = row(self.ticks[key], widget)
            both.setContentsMargins(0, 0, 0, 0)
            field.setLayout(both)
        self._rows[key] = self._form.rowCount()
        self._form.addRow(ROW_TITLES.get(key, TITLES[key]), field)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes to the next field, as in a form of WPS; Escape restores what was there."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(watched, QLineEdit):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.focusNextChild()
                if isinstance(self.window().focusWidget(), ConsultTick):
                    self.focusNextChild()  # Enter goes from field to field; Tab reaches the ticks
                return True
            if event.key() == Qt.Key.Key_Escape:
                key = next(key for key, line in self.lines.items() if line is watched)
                watched.setText(self._stored(key))
                return True
        return False

    @property
    def texts(self) -> dict[str, str]:
        """What stands in the fields now."""
        return {"opinion": self.opinion.toPlainText(), **{key: line.text() for key, line in self.lines.items()}}

    def show_case(self, case: Waiting | None) -> None:
        """Show another nomination, or the same one anew; what is being typed in a field that has the focus stays."""
        typed = {key for key, text in self.texts.items() if case and case.id == self._id and text != self._stored(key)}
        self._id, self._shown = (case.id, case.texts) if case else ("", {})
        for key in ("opinion", *self.lines):
            widget: QWidget = self.opinion if key == "opinion" else self.lines[key]
            can = case is not None and bool(case.moves & set(NEEDS[key]))
            self._set_writable(widget, can)
            if not (key in typed and can and (widget.hasFocus() or key == LOCAL)):
                self._set_text(key, self._stored(key) or (self._today if key == LOCAL and can else ""))
        for tick in self.ticks.values():
            tick.follow()
        for key, place in self._rows.items():
            self._form.setRowVisible(place, case is not None and _concerns(key, case))

    def forget(self) -> None:
        """Put back what is stored, a text having been refused."""
        for key in ("opinion", *self.lines):
            if key != LOCAL:
                self._set_text(key, self._stored(key))

    def _stored(self, key: str) -> str:
        return self._shown.get(key, "")

    def _set_text(self, key: str, text: str) -> None:
        if key == "opinion":
            if self.opinion.toPlainText() != text:
                self.opinion.setPlainText(text)
        elif self.lines[key].text() != text:
            with QSignalBlocker(self.lines[key]):
                self.lines[key].setText(text)
                self.lines[key].setCursorPosition(0)

    def _set_writable(self, widget: QWidget, can: bool) -> None:
        widget.setReadOnly(not can)  # type: ignore[attr-defined]
        widget.setProperty("locked", not can)
        widget.style().polish(widget)
        widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus if can else Qt.FocusPolicy.ClickFocus)

    def _left(self, key: str) -> None:
        read_only = self.opinion.isReadOnly() if key == "opinion" else self.lines[key].isReadOnly()
        if self._id and not read_only and key != LOCAL and self.texts[key] != self._stored(key):
            self.written.emit(key)


def _concerns(key: str, case: Waiting) -> bool:
    """Tell whether a row is worth its place: something is written there, or can be now."""
    if key == "clash_note":
        return bool(case.clash)
    if key in ("opinion", "signer"):
        return True
    second = next((second for first, second in PAIRS if first == key), key)
    return bool(case.texts[key] or case.texts[second] or (case.moves & set(NEEDS[key]) and _has_cause(key, case)))


def _has_cause(key: str, case: Waiting) -> bool:
    return key != "objection_handled" or bool(case.texts["objection"])
