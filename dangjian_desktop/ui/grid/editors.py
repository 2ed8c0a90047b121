"""The cell editors: they know the keys of a spreadsheet and tell the grid where to go next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QPlainTextEdit, QWidget

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def way_out(event: QKeyEvent) -> tuple[int, int] | None:
    """Return the step (rows, columns) that a key means after an edit, or None when it edits."""
    back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    if event.key() in ENTER and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
        return (-1, 0) if back else (1, 0)
    if event.key() == Qt.Key.Key_Backtab:
        return 0, -1
    if event.key() == Qt.Key.Key_Tab:
        return (0, -1) if back else (0, 1)
    return None


class LineEditor(QLineEdit):
    """Edits one line; offers a column's choices while typing."""

    left = Signal(int, int)

    def __init__(self, choices: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrame(False)
        if choices:
            completer = QCompleter(list(choices), self)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setMaxVisibleItems(12)
            self.setCompleter(completer)

    def offer_all(self) -> None:
        """Show every choice, whatever is typed."""
        if self.completer():
            self.completer().setCompletionPrefix("")
            self.completer().complete()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Enter with the choice that is pointed at, if any; Down shows all choices."""
        step = way_out(event)
        if step:
            event.accept()
            self.left.emit(*step)
        elif event.key() == Qt.Key.Key_Down and self.completer() and not self.completer().popup().isVisible():
            self.offer_all()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Leave on Tab, which Qt would hand to the grid before this editor has given its text."""
        self.left.emit(0, 1 if forward else -1)
        return True


class TextEditor(QPlainTextEdit):
    """Edits several lines; Alt+Enter begins a new one."""

    left = Signal(int, int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Enter; Alt+Enter breaks the line."""
        step = way_out(event)
        if step:
            event.accept()
            self.left.emit(*step)
        elif event.key() in ENTER:
            self.insertPlainText("\n")
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Leave on Tab, as the line editor does."""
        self.left.emit(0, 1 if forward else -1)
        return True
