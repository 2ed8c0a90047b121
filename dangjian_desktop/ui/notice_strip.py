"""A grey strip for what holds as long as it holds: why nothing can be changed here, and the way out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from dangjian_desktop.ui.parts import button, label


class NoticeStrip(QFrame):
    """One sentence and one button; ``pressed`` tells that the button was used."""

    pressed = Signal()

    def __init__(self, action: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._sentence = label(wrap=True)
        self.button = button(action, self.pressed.emit)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 6, 12, 6)
        layout.addWidget(self._sentence, 1)
        layout.addWidget(self.button)
        self.hide()

    @property
    def sentence(self) -> str:
        """What the strip says at present; empty when it is closed."""
        return "" if self.isHidden() else self._sentence.text()

    def show_or_hide(self, sentence: str) -> None:
        """Say this, or nothing."""
        self._sentence.setText(sentence)
        self.setVisible(bool(sentence))
