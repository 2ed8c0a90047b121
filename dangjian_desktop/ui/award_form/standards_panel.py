"""What the branch decides beside form 8: the five standards as ticks, its study, and why it exceeds its quota."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QFrame, QLineEdit, QVBoxLayout, QWidget

from dangjian_desktop.schemes.pioneers import NOMINATIONS, STANDARD_KEYS, STANDARD_TEXTS
from dangjian_desktop.ui.parts import label

if TYPE_CHECKING:
    from dangjian_desktop.services.award_form import AwardForm

MET = "符合"
OVER = "over_quota_reason"
LINES = {"studied_on": "研究日期", "conclusion": "研究结论", "first_responsible": "第一责任人"}
HINTS = {"studied_on": "如 6.8", "conclusion": "如 同意推荐", "first_responsible": "党支部书记姓名"}


class StandardsPanel(QWidget):
    """Shows what of a nomination its form does not print; ``written`` tells which of it was changed."""

    written = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._shown: dict[str, str] = {}
        self.ticks: dict[str, QCheckBox] = {}
        self.lines = {key: QLineEdit() for key in (*LINES, OVER)}
        self.text = label("", "quiet", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 6, 0)
        layout.setSpacing(4)
        self._count = label("", "heading")
        layout.addWidget(self._count)
        for key, text in zip(STANDARD_KEYS, STANDARD_TEXTS, strict=True):
            tick = QCheckBox(NOMINATIONS.column(key).heading)
            tick.setToolTip(text)
            tick.setAccessibleDescription(text)
            tick.clicked.connect(partial(self._ticked, key))
            tick.installEventFilter(self)
            self.ticks[key] = tick
            layout.addWidget(tick)
        layout.addWidget(self.text)
        self._add_lines(layout)
        layout.insertWidget(0, self.over)

    def _add_lines(self, layout: QVBoxLayout) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(4)
        for key, line in self.lines.items():
            line.setAccessibleName(NOMINATIONS.column(key).heading)
            line.setPlaceholderText(HINTS.get(key, "为什么超出，或党总支已同意"))
            line.editingFinished.connect(partial(self._left, key))
            if key in LINES:
                form.addRow(LINES[key], line)
        layout.addLayout(form)
        self.over = QFrame()
        self.over.setObjectName("strip")
        self.over.setProperty("kind", "asked")
        inside = QVBoxLayout(self.over)
        inside.setContentsMargins(8, 6, 8, 6)
        self.told = label("", wrap=True)
        inside.addWidget(self.told)
        inside.addWidget(self.lines[OVER])
        layout.addStretch(1)

    def show_form(self, form: AwardForm) -> None:
        """Show another nomination, or the same one anew."""
        self._shown = dict(form.beside)
        open_ = not form.nominee.locked
        met = sum(bool(self._shown.get(key, "").strip()) for key in STANDARD_KEYS)
        self._count.setText(f"岗位标准 {met}/{len(STANDARD_KEYS)}")
        for key, tick in self.ticks.items():
            remark = self._shown.get(key, "")
            with QSignalBlocker(tick):
                tick.setChecked(bool(remark.strip()))
            tick.setEnabled(open_)
            own = f"评语：{remark}\n" if remark and remark != MET else ""
            tick.setToolTip(own + str(tick.accessibleDescription()))
        for key, line in self.lines.items():
            line.setReadOnly(not open_)
            if not (line.hasFocus() and line.isModified()):
                line.setText(self._shown.get(key, ""))
        self.told.setText(form.over_quota)
        self.over.setVisible(bool(form.over_quota))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show in full the standard that the keys or the mouse are on."""
        if isinstance(watched, QCheckBox) and event.type() in (QEvent.Type.FocusIn, QEvent.Type.Enter):
            self.text.setText(watched.accessibleDescription())
        return False

    def _ticked(self, key: str) -> None:
        """A tick says that the standard is met; a remark in other words is written in the grid."""
        self.written.emit(key, MET if self.ticks[key].isChecked() else "")

    def _left(self, key: str) -> None:
        if self.lines[key].isModified() and self.lines[key].text() != self._shown.get(key, ""):
            self.lines[key].setModified(False)
            self.written.emit(key, self.lines[key].text())
