"""The cell editors: they know the keys of a spreadsheet and tell the grid where to go next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCompleter, QLineEdit, QPlainTextEdit, QWidget

from dangjian_desktop.core.search import SearchIndex, key_of, normal

UNDOING = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
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


def is_undo(event: QEvent) -> bool:
    """Tell whether an editor is asked if it wants the keys of undo or redo, before the window's verbs get them."""
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.ShortcutOverride:
        return False
    return any(event.matches(key) for key in UNDOING)


class Choices:
    """What a column offers, found by characters, pinyin or initials; without keys by characters alone."""

    def __init__(self, texts: Sequence[str] = (), keys: Sequence[str] = ()) -> None:
        self.texts = texts
        plain = [key_of((character, ()) for character in normal(text)) for text in texts]
        self._index = SearchIndex(keys if len(keys) == len(texts) else plain)

    def matching(self, typed: str) -> list[str]:
        """Return what may be meant, in the order offered; all for an empty text."""
        return [self.texts[place] for place in self._index.find(typed)] if typed.strip() else list(self.texts)

    def meant(self, typed: str) -> str:
        """Return the choice that a text plainly means: the only one it fits, or for pinyin the first; else the text."""
        found = [] if typed in self.texts or not typed.strip() else self.matching(typed)
        return found[0] if len(found) == 1 or (found and typed.isascii() and typed.isalpha()) else typed


class LineEditor(QLineEdit):
    """Edits one line; offers a column's choices while typing."""

    left = Signal(int, int)

    def __init__(self, choices: Choices, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrame(False)
        self.setAcceptDrops(False)  # a file dropped here is for the window
        self._choices = choices
        if choices.texts:
            self._offered = QStringListModel(list(choices.texts), self)
            completer = QCompleter(self._offered, self)
            completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
            completer.setMaxVisibleItems(12)
            self.setCompleter(completer)
            self.textEdited.connect(lambda typed: self._offered.setStringList(choices.matching(typed)))

    def offer_all(self) -> None:
        """Show every choice, whatever is typed."""
        if self.completer():
            self._offered.setStringList(list(self._choices.texts))
            self.completer().complete()

    def take_meant(self) -> None:
        """Put the choice in place of what was typed for it."""
        meant = self._choices.meant(self.text())
        if self._choices.texts and meant != self.text():
            self.setText(meant)

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
        self.setAcceptDrops(False)

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
