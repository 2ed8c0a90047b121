"""资格审查: a tick for each department that was asked; it writes its agreement with the day (B14, screens.md 2.6)."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from dangjian_desktop.core.dates import print_day

AGREED = "同意"


class ConsultTick(QCheckBox):
    """Ticked while its field says that the department agrees; what else stands there is never overwritten."""

    def __init__(self, who: str, line: QLineEdit, today: date, parent: QWidget | None = None) -> None:
        super().__init__(AGREED, parent)
        self._line, self._today = line, today
        self.setAccessibleName(f"{who}{AGREED}")
        self.setToolTip("打勾就写上“同意”和今天的日期；日期可以在右边改。不适用的，在右边写“不适用：理由”")
        self.clicked.connect(self._turn)
        line.textChanged.connect(lambda _text: self.follow())

    def follow(self) -> None:
        """Show what the field says, and whether it may be ticked."""
        text = self._line.text().strip()
        self.setChecked(AGREED in text and f"不{AGREED}" not in text)
        can = not self._line.isReadOnly() and (not text or text.startswith(AGREED))
        self.setEnabled(can)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if can else Qt.FocusPolicy.NoFocus)

    def _turn(self, ticked: bool) -> None:
        self._line.setText(f"{AGREED}（{print_day(self._today)}）" if ticked else "")
        self._line.editingFinished.emit()
