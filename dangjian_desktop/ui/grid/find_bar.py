"""The find bar of a grid: characters, pinyin or initials; step from hit to hit, or see only the rows that have one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLineEdit, QWidget

from dangjian_desktop.core.search import SearchIndex
from dangjian_desktop.ui.grid.lines import names_a_person
from dangjian_desktop.ui.parts import button, label

if TYPE_CHECKING:
    from dangjian_desktop.ui.grid.view import GridView

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
ReadKeys = Callable[[Sequence[str], Callable[[list[str]], object]], None]


class FindLine(QLineEdit):
    """Enter goes to the next hit, Shift+Enter to the one before, Esc back to the grid."""

    stepped = Signal(int)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Obey these keys; the others are typing."""
        if event.key() in ENTER:
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class FindBar(QFrame):
    """Finds in one grid; ``read_keys`` gives texts their search keys, away from the window."""

    def __init__(self, view: GridView, read_keys: ReadKeys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("find")
        self._view, self._read_keys = view, read_keys
        self._index: SearchIndex | None = None
        self._hits: list[tuple[int, int]] = []
        self.line = FindLine()
        self.line.setAcceptDrops(False)  # a file dropped here is for the window
        self.line.setPlaceholderText("汉字、全拼或首字母")
        self.line.setAccessibleName("查找")
        self.line.setClearButtonEnabled(True)
        self.told = label("", "quiet")
        self.only = QCheckBox("只看找到的行")
        self._lay_out()
        self.line.textChanged.connect(lambda _text: self._search())
        self.line.stepped.connect(self.step)
        self.line.left.connect(self.close_bar)
        self.only.toggled.connect(lambda _on: self._filter())
        self.hide()

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.told)
        layout.addWidget(button("上一处", lambda: self.step(-1)))
        layout.addWidget(button("下一处", lambda: self.step(1)))
        layout.addWidget(self.only)
        layout.addWidget(button("收起", self.close_bar, "quiet"))

    def open_bar(self) -> None:
        """Show the bar, ready for typing."""
        self.show()
        self.line.setFocus()
        self.line.selectAll()
        self.renew()

    def close_bar(self) -> None:
        """Show all rows again and go back to the grid."""
        self.hide()
        self.only.setChecked(False)
        self._index = None
        self._view.setFocus()

    def renew(self) -> None:
        """Read what the grid holds now; called when the bar opens and when the grid's texts change."""
        if self.isHidden():
            return
        rows = self._view.ledger_model.rows
        self._read_keys([text for entry in rows.entries for text in entry.texts], self._take)

    def _take(self, keys: list[str]) -> None:
        self._index = SearchIndex(keys)
        self._search(go=False)

    def _search(self, *, go: bool = True) -> None:
        if self._index is None:
            return
        count = self._view.ledger_model.columnCount()
        hidden = self._view.isColumnHidden
        found = (divmod(place, count) for place in self._index.find(self.line.text()))
        hits = [(entry, place) for entry, place in found if not hidden(place)]
        columns = self._view.ledger_model.ledger.columns
        people = [(entry, place) for entry, place in hits if names_a_person(columns[place])]
        # Letters are typed for people; in other columns they fit so much that nobody would be found.
        self._hits = people if people and self.line.text().isascii() else hits
        self._filter()
        if go and self._hits:
            self._go(self._spots()[0])
        self._tell()

    def _filter(self) -> None:
        wanted = self.only.isChecked() and bool(self.line.text().strip())
        self._view.show_only({entry for entry, _ in self._hits} if wanted else None)
        self._tell()

    def _spots(self) -> list[tuple[int, int]]:
        """Return the hits as they stand on the screen."""
        rows = {entry: row for row, entry in enumerate(self._view.ledger_model.rows.shown)}
        return sorted((rows[entry], place) for entry, place in self._hits if entry in rows)

    def step(self, by: int) -> None:
        """Go to the next hit or the one before, going round."""
        spots = self._spots()
        if not spots:
            return
        index = self._view.currentIndex()
        here = (index.row(), index.column())
        if by > 0:
            self._go(next((spot for spot in spots if spot > here), spots[0]))
        else:
            self._go(next((spot for spot in reversed(spots) if spot < here), spots[-1]))

    def _go(self, spot: tuple[int, int]) -> None:
        self._view.go_to(*spot)
        self._tell()

    def _tell(self) -> None:
        if not self.line.text().strip():
            self.told.setText("")
            return
        spots = self._spots()
        index = self._view.currentIndex()
        here = (index.row(), index.column())
        self.told.setText(
            f"第 {spots.index(here) + 1} 处，共 {len(spots)} 处" if here in spots else f"共 {len(spots)} 处"
        )
