"""要办的事: what waits in the exchange with other offices, each line with a button that goes there (screens.md 2.1)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from dangjian_desktop.core.dates import print_day
from dangjian_desktop.ui.parts import button, label, row

if TYPE_CHECKING:
    from dangjian_desktop.services.todo import Todo

SHOWN = 4


class TodoList(QFrame):
    """A white frame with a line a thing; hidden while nothing waits."""

    chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(14, 8, 8, 8)
        self._layout.setSpacing(0)
        self._todos: Sequence[Todo] | None = None
        self._lines: list[QWidget] = []
        self.hide()

    def show_todos(self, todos: Sequence[Todo]) -> None:
        """Show what waits; the same list leaves everything, and the focus, as it is."""
        if todos == self._todos:
            return
        self._todos = todos
        for line in self._lines:
            self._layout.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [self._line(todo) for todo in todos[:SHOWN]]
        if len(todos) > SHOWN:
            self._lines.append(label(f"另有 {len(todos) - SHOWN} 件，办完上面的就会列出。", "quiet"))
        for line in self._lines:
            self._layout.addWidget(line)
            line.show()
        self.setVisible(bool(todos))

    def _line(self, todo: Todo) -> QWidget:
        line = QWidget()
        text = label(todo.sentence, wrap=True)
        go = button("去办理", partial(self.chosen.emit, todo.page, todo.ledger), "link")
        go.setAccessibleName(f"去办理：{todo.sentence}")
        day = label(print_day(todo.due) if todo.due else "", "quiet")
        inside = row(text, day, go)
        inside.setStretch(0, 1)
        inside.setContentsMargins(0, 2, 0, 2)
        line.setLayout(inside)
        return line
