"""What one action of a person is: a click, a key combination, a text typed in one go, or a thing dropped."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QWheelEvent

MODIFIERS = (
    *(Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta),
    *(Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock),
)
COMMANDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
CLICK, KEY, TEXT, PASTE, WHEEL, DROP = "click", "key", "text", "paste", "wheel", "drop"


@dataclass
class Tally:
    """The actions so far by kind; ``presses`` are the single keys and buttons that they were made of."""

    kinds: Counter[str] = field(default_factory=Counter)
    presses: int = 0
    last: str = ""

    def count(self, kind: str) -> None:
        """Count an action; text that goes on, and a wheel that turns on, are the same action still."""
        if kind not in (TEXT, WHEEL) or self.last != kind:
            self.kinds[kind] += 1
        self.last = kind

    @property
    def actions(self) -> int:
        """How many actions there were."""
        return self.kinds.total()


class ActionFilter(QObject):
    """Counts what a person does to the application that it is installed on; what code does is not counted.

    Every press reaches a native window once, before any widget or shortcut, as a ShortcutOverride or a mouse event.
    The second click of a double click counts too; keys held down do not. A space that follows no text presses a button.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tally = Tally()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at an event and let it pass."""
        kind = event.type()
        if kind == QEvent.Type.InputMethod and watched is QGuiApplication.focusObject():
            if isinstance(event, QInputMethodEvent) and event.commitString():
                self.tally.count(TEXT)
        elif event.spontaneous() and watched.isWindowType():
            if kind == QEvent.Type.MouseButtonPress:
                self.tally.presses += 1
                self.tally.count(CLICK)
            elif kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
                self._key(event)
            elif kind == QEvent.Type.Wheel and isinstance(event, QWheelEvent):
                self.tally.count(WHEEL)
            elif kind == QEvent.Type.Drop:
                self.tally.count(DROP)
        return False

    def _key(self, event: QKeyEvent) -> None:
        if event.key() in MODIFIERS or event.isAutoRepeat():
            return
        self.tally.presses += 1
        writes = bool(event.text()) and event.text().isprintable() and not event.modifiers() & COMMANDING
        if writes and (event.text() != " " or self.tally.last == TEXT):
            self.tally.count(TEXT)
        elif event.key() == Qt.Key.Key_V and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.tally.count(PASTE)
        else:
            self.tally.count(KEY)
