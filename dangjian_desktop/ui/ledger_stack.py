"""Several ledgers in one place: a segment bar above, one grid below, each made when first shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.grid.ledger_grid import LedgerGrid

if TYPE_CHECKING:
    from dangjian_desktop.schemes.scheme import Ledger


class LedgerStack(QWidget):
    """Shows one of a changing choice of ledgers; ``made`` tells a grid shown for the first time."""

    made = Signal(object)
    shown = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ledgers: Sequence[Ledger] = ()
        self._grids: dict[str, LedgerGrid] = {}
        self.segments = QTabBar()
        self.segments.setExpanding(False)
        self.segments.setAccessibleName("台账")
        self._pages = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.segments)
        layout.addWidget(self._pages, 1)
        self.segments.currentChanged.connect(self._show)

    @property
    def grid(self) -> LedgerGrid | None:
        """The grid on the screen."""
        shown = self._pages.currentWidget()
        return shown if isinstance(shown, LedgerGrid) else None

    @property
    def drafts(self) -> int:
        """How many rows of all ledgers are not saved."""
        return sum(grid.model.drafts() for grid in self._grids.values())

    def offer(self, ledgers: Sequence[Ledger]) -> None:
        """Show the first of these ledgers and offer the others."""
        self._ledgers = ledgers
        self.segments.blockSignals(True)
        while self.segments.count():
            self.segments.removeTab(0)
        for ledger in ledgers:
            self.segments.addTab(ledger.title)
        self.segments.blockSignals(False)
        self.segments.setVisible(len(ledgers) > 1)
        self._show(0)

    def go_to(self, key: str) -> None:
        """Show one of the offered ledgers."""
        place = next((i for i, ledger in enumerate(self._ledgers) if ledger.key == key), 0)
        self.segments.setCurrentIndex(place)
        self._show(place)

    def _show(self, place: int) -> None:
        if not 0 <= place < len(self._ledgers):
            return
        ledger = self._ledgers[place]
        if ledger.key not in self._grids:
            grid = LedgerGrid(self._desk, ledger)
            self._grids[ledger.key] = grid
            self._pages.addWidget(grid)
            self.made.emit(grid)
        self._pages.setCurrentWidget(self._grids[ledger.key])
        self._grids[ledger.key].refresh()
        self.shown.emit()
