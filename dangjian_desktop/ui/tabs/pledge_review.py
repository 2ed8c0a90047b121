"""Reviewing commitments: Enter passes the selected ones, F8 sends them back with a reason."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from dangjian_desktop.ui.parts import button, label

HOW = "回车通过，F8 退回，Ctrl+A 全选"
NO_REASON = "请写明退回的原因，再按回车。"
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ReasonEdit(QLineEdit):
    """Esc leaves."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give up on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class PledgeReview(QFrame):
    """``passed`` and ``returned`` with its reason are about the rows selected in the grid."""

    passed = Signal()
    returned = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pass_button = button("", self.passed.emit, "primary")
        self.return_button = button("", self.ask_reason)
        self.reason = ReasonEdit()
        self.reason.setAcceptDrops(False)
        self.reason.setAccessibleName("退回原因")
        self.reason.setPlaceholderText("退回原因，例如：写得太空，请写明次数和时限")
        self.told = label(HOW, "quiet")
        self.enabled = True
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.pass_button)
        layout.addWidget(self.return_button)
        layout.addWidget(self.reason, 1)
        layout.addWidget(self.told)
        layout.addStretch(0)
        self.reason.returnPressed.connect(self._return)
        self.reason.left.connect(self._leave)
        self.reason.hide()

    def count(self, rows: int) -> None:
        """Say how many would be passed or sent back."""
        self.pass_button.setText(f"通过 {rows} 项")
        self.return_button.setText(f"退回 {rows} 项…")
        for each in (self.pass_button, self.return_button):
            each.setEnabled(rows > 0)

    def ask_reason(self) -> None:
        """Ask why the selected ones are sent back."""
        if self.return_button.isEnabled():
            self.reason.show()
            self.reason.setFocus()

    def _return(self) -> None:
        reason = self.reason.text().strip()
        if not reason:
            self.told.setText(NO_REASON)
            return
        self._leave()
        self.returned.emit(reason)

    def _leave(self) -> None:
        self.reason.setText("")
        self.reason.hide()
        self.told.setText(HOW)
        self.left.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take these two keys from the grid while commitments are reviewed."""
        if not self.enabled or event.type() != QEvent.Type.KeyPress:
            return False
        pressed: QKeyEvent = event  # type: ignore[assignment]
        if pressed.key() in ENTER and not pressed.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.passed.emit()
            return True
        if pressed.key() == Qt.Key.Key_F8:
            self.ask_reason()
            return True
        return False
