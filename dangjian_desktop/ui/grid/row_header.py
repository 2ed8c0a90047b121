"""The numbers beside the rows: a click chooses rows, and chosen rows are dragged to another place."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QHeaderView, QTableView

from dangjian_desktop.ui import look
from dangjian_desktop.ui.palette import Colour

LINE = 3
NOWHERE = -1


class RowHeader(QHeaderView):
    """Tells ``dropped`` with the row above which the chosen rows were let go."""

    dropped = Signal(int)

    def __init__(self, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        self.setSectionsClickable(True)
        self.setHighlightSections(True)
        self.may_move = False
        self._view = view
        self._pressed: QPoint | None = None
        self._target = NOWHERE

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of rows that are chosen already; choose others."""
        place = event.position().toPoint()
        row = self.logicalIndexAt(place)
        plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
        if plain and self.may_move and row >= 0 and self._view.selectionModel().isRowSelected(row):
            self._pressed = place
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show where the rows would go."""
        if self._pressed is None:
            super().mouseMoveEvent(event)
            return
        place = event.position().toPoint()
        if self._target == NOWHERE and (place - self._pressed).manhattanLength() < QApplication.startDragDistance():
            return
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self._aim(place.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the rows go; without a move it was a click, which chooses the one row."""
        if self._pressed is None:
            super().mouseReleaseEvent(event)
            return
        row, target = self.logicalIndexAt(self._pressed), self._target
        self._pressed = None
        self._target = NOWHERE
        self.unsetCursor()
        self._view.viewport().update()
        self.viewport().update()
        if target == NOWHERE:
            self._view.selectRow(row)
        else:
            self.dropped.emit(target)

    def _aim(self, y: int) -> None:
        """Choose the gap between rows that is nearest, and scroll at the edges."""
        room = self.viewport().height()
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.value() + (y > room) - (y < 0))
        row = self.logicalIndexAt(0, max(0, min(y, room - 1)))
        if row < 0:
            row = self.count() - 1
        below = y > self.sectionViewportPosition(row) + self.sectionSize(row) // 2
        self._target = row + below
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the gap that the rows would go to."""
        super().paintEvent(event)
        if self._target == NOWHERE:
            return
        last = self._target >= self.count()
        row = self.count() - 1 if last else self._target
        y = self.sectionViewportPosition(row) + (self.sectionSize(row) if last else 0)
        painter = QPainter(self.viewport())
        painter.setPen(QPen(look.colour(Colour.ACCENT), LINE))
        painter.drawLine(0, y, self.width(), y)
        painter.end()
