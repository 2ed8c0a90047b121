"""The frozen columns: who a row is about stays in sight however far the grid is scrolled to the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from dangjian_desktop.ui.grid.delegate import CellDelegate, draw_frame
from dangjian_desktop.ui.grid.lines import names_a_person

if TYPE_CHECKING:
    from dangjian_desktop.ui.grid.model import LedgerModel

Index = QModelIndex | QPersistentModelIndex
MOST = 4
WIDEST_SHARE = 0.5


def frozen_count(model: LedgerModel) -> int:
    """Return how many columns stay: up to the name, or up to the first that is typed."""
    columns = model.ledger.columns[:MOST]
    named = next((place for place, column in enumerate(columns) if names_a_person(column)), model.first_place)
    return named + 1


class FrozenColumns(QTableView):
    """A second view of the first columns, laid over the grid while these are scrolled out of it."""

    def __init__(self, grid: QTableView, count: int) -> None:
        super().__init__(grid)
        self._grid, self.count = grid, count
        self.setModel(grid.model())
        self.setSelectionModel(grid.selectionModel())
        self.setItemDelegate(CellDelegate(self))
        self.setObjectName("frozen")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setWordWrap(False)
        self.setVerticalScrollMode(grid.verticalScrollMode())
        self.verticalHeader().hide()
        for bar in (self.setVerticalScrollBarPolicy, self.setHorizontalScrollBarPolicy):
            bar(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.setDefaultAlignment(grid.horizontalHeader().defaultAlignment())
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setSectionResizeMode(header.ResizeMode.Fixed)
        self.hide()
        grid.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(grid.verticalScrollBar().setValue)

    def lay_out(self) -> None:
        """Take the widths, heights and place that the grid gives; show only what the grid has scrolled away."""
        grid, header = self._grid, self._grid.horizontalHeader()
        self.verticalHeader().setDefaultSectionSize(grid.verticalHeader().defaultSectionSize())
        for place in range(self.model().columnCount()):
            self.setColumnHidden(place, place >= self.count or grid.isColumnHidden(place))
            self.setColumnWidth(place, grid.columnWidth(place))
        width = self.horizontalHeader().length()
        self.horizontalHeader().setFixedHeight(header.height())
        frame = grid.frameWidth()
        left, height = frame + grid.verticalHeader().width(), header.height() + grid.viewport().height()
        self.setGeometry(left, frame, width, height)
        wide = width > WIDEST_SHARE * grid.viewport().width()
        self.setVisible(grid.horizontalScrollBar().value() > 0 and not wide)
        self.verticalScrollBar().setValue(grid.verticalScrollBar().value())

    def covers(self, place: int) -> bool:
        """Say whether a column is shown here at present."""
        return self.isVisible() and place < self.count

    def covered(self) -> int:
        """Return how much of the grid's left side lies below this view."""
        return self.width() if self.isVisible() else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cursor's frame, which belongs to the grid's focus, and a line where the scrolled part begins."""
        super().paintEvent(event)
        current, painter = self._grid.currentIndex(), QPainter(self.viewport())
        if current.isValid() and self.covers(current.column()) and self._grid.hasFocus():
            draw_frame(painter, self.visualRect(current))
        edge: QRect = self.viewport().rect()
        painter.setPen(self.palette().mid().color())
        painter.drawLine(edge.topRight(), edge.bottomRight())
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose cells as in the grid, which has the keys."""
        self._grid.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit in the grid's editor, which comes up here."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self._grid.edit(index, QAbstractItemView.EditTrigger.DoubleClicked, event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the grid."""
        self._grid.wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Leave the right button to the grid's menu."""
        if event.type() == QEvent.Type.ContextMenu:
            place: QPoint = event.globalPos()  # type: ignore[attr-defined]
            self._grid.customContextMenuRequested.emit(self._grid.viewport().mapFromGlobal(place))
            return True
        return super().viewportEvent(event)
