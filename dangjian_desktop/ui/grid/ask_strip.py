"""A question above a grid, answered by Enter, Esc or the mouse; the grid stays in sight behind no dialog."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from dangjian_desktop.ui.parts import button, label

Answer = tuple[str, Callable[[], object]]


class AskStrip(QFrame):
    """One question with its answers; the first is the one that Enter gives, Esc gives none."""

    def __init__(self, back_to: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self.setProperty("kind", "asked")
        self._back_to = back_to
        self._question = label(wrap=True)
        self.answers: list[QPushButton] = []
        self._room = QHBoxLayout(self)
        self._room.setContentsMargins(12, 6, 12, 6)
        self._room.addWidget(self._question, 1)
        self.hide()

    @property
    def question(self) -> str:
        """What is asked at present, or an empty text."""
        return "" if self.isHidden() else self._question.text()

    def ask(self, question: str, answers: Sequence[Answer]) -> None:
        """Ask; the answer's verb runs after the strip is gone."""
        self._question.setText(question)
        for old in self.answers:
            self._room.removeWidget(old)
            old.deleteLater()
        self.answers = [self._button(*answer, "primary" if not place else "") for place, answer in enumerate(answers)]
        self.answers.append(self._button("放弃", lambda: None, "quiet"))
        self.show()
        self.answers[0].setFocus()

    def _button(self, text: str, verb: Callable[[], object], look: str) -> QPushButton:
        made = button(text, lambda: self._answered(verb), look)
        self._room.addWidget(made)
        return made

    def _answered(self, verb: Callable[[], object]) -> None:
        self.hide()
        self._back_to.setFocus()
        verb()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give up on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self._answered(lambda: None)
        else:
            super().keyPressEvent(event)
