"""The headers of a grid: heights, the widths of columns by what they hold and as the user left them, the chooser."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QTableView

from dangjian_desktop.ui import look
from dangjian_desktop.ui.grid import memory
from dangjian_desktop.ui.grid.delegate import LONG_KINDS

if TYPE_CHECKING:
    from dangjian_desktop.schemes.scheme import Ledger
    from dangjian_desktop.ui.grid.model import LedgerModel

ROW_HEIGHT = 30
NUMBER_WIDTH, OWNER_WIDTH = 36, 150
WIDEST = 420
LOOKED_AT = 200
PADDING = 18
HEADING_PADDING = 26


def dress_headers(view: QTableView) -> None:
    """Give the headers their looks, in the present size of text."""
    rows, header = view.verticalHeader(), view.horizontalHeader()
    rows.setDefaultSectionSize(look.scaled(ROW_HEIGHT))
    rows.setMinimumWidth(look.scaled(NUMBER_WIDTH))
    rows.setMaximumWidth(look.scaled(OWNER_WIDTH))
    rows.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setHighlightSections(False)
    header.setSectionsClickable(True)
    header.setStretchLastSection(True)


class Columns(QObject):
    """The columns of one grid: how wide they are and which of them are shown."""

    def __init__(self, view: QTableView, model: LedgerModel, home: Path) -> None:
        super().__init__(view)
        self._view, self._model, self._home = view, model, home
        self._ledger: Ledger = model.ledger
        self._kept: Mapping[str, int] = memory.kept_widths(home, self._ledger.key)
        needed = {column.key for column in self._ledger.columns if column.needed}
        self._hidden = set(memory.hidden_columns(home, self._ledger.key)) - needed
        self.show_for_step(())
        self.fit()
        view.horizontalHeader().sectionResized.connect(self._resized)

    def fit(self) -> None:
        """Make each column as wide as the user left it, else as its card, heading and short texts need.

        Long texts are cut off, and shown whole when pointed at.
        """
        view, model, header = self._view, self._model, self._view.horizontalHeader()
        digit = view.fontMetrics().horizontalAdvance("0")
        rows = range(min(model.filled(), LOOKED_AT))
        self._fitting = True
        for place, column in enumerate(self._ledger.columns):
            heading = header.fontMetrics().horizontalAdvance(column.heading) + HEADING_PADDING
            width = max(column.width * digit + PADDING, heading)
            if column.kind not in LONG_KINDS:
                texts = {model.text(row, place) for row in rows}
                widest = max((view.fontMetrics().horizontalAdvance(text) for text in texts), default=0) + PADDING
                width = max(width, min(widest, look.scaled(WIDEST)))
            kept = self._kept.get(column.key)
            view.setColumnWidth(place, look.scaled(kept) if kept else width)
        self._fitting = False

    def _resized(self, place: int, _old: int, new: int) -> None:
        """Keep what the user's hand did; the last column takes the room that is left by itself."""
        if self._fitting or not new or place == self._last_shown():
            return
        key, usual = self._ledger.columns[place].key, round(new * look.POINTS / self._view.font().pointSizeF())
        self._kept = {**self._kept, key: usual}
        memory.keep_width(self._home, self._ledger.key, key, usual)

    def _last_shown(self) -> int:
        header = self._view.horizontalHeader()
        return max(place for place in range(header.count()) if not header.isSectionHidden(place))

    def forget_widths(self) -> None:
        """Let the columns be as wide as they come."""
        self._kept = {}
        memory.forget_widths(self._home, self._ledger.key)
        self.fit()

    def show(self, place: int, *, shown: bool) -> None:
        """Show or hide a column, now and at the next start."""
        self._view.setColumnHidden(place, not shown)
        (self._hidden.discard if shown else self._hidden.add)(self._ledger.columns[place].key)
        memory.keep_hidden(self._home, self._ledger.key, self._hidden)

    def show_for_step(self, keys: Collection[str]) -> None:
        """Show the columns that a step is about, or without any named all that the user wants to see."""
        for place, column in enumerate(self._ledger.columns):
            wanted = column.key in keys if keys else column.key not in self._hidden
            self._view.setColumnHidden(place, not wanted)

    def show_all(self) -> None:
        """Show every column."""
        for place in range(len(self._ledger.columns)):
            self.show(place, shown=True)

    def menu(self) -> QMenu:
        """Return the chooser: a tick for each column; needed ones cannot be hidden."""
        menu = QMenu(self._view)
        menu.setAccessibleName("显示栏目")
        for place, column in enumerate(self._ledger.columns):
            action = QAction(column.heading, menu, checkable=True)
            action.setChecked(not self._view.isColumnHidden(place))
            action.setEnabled(not column.needed)
            action.toggled.connect(lambda shown, place=place: self.show(place, shown=shown))
            menu.addAction(action)
        menu.addSeparator()
        _add(menu, "显示全部栏目", self.show_all)
        _add(menu, "列宽恢复原样", self.forget_widths)
        return menu


def _add(menu: QMenu, text: str, verb: Callable[[], object]) -> None:
    action = QAction(text, menu)
    action.triggered.connect(lambda _checked=False: verb())
    menu.addAction(action)
