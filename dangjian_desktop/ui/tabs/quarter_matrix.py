"""Members by quarters with a tick for each report; a cell leads to the report of that member and quarter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from dangjian_desktop.core.dates import QUARTER_NAMES
from dangjian_desktop.ui import look
from dangjian_desktop.ui.read_table import ReadTable

if TYPE_CHECKING:
    from dangjian_desktop.services.area_ledgers import Told

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
DONE = "✓"
ROW_HEIGHT, WIDTH, QUARTER_WIDTH = 28, 340, 52
SHORT = ("党员", "一季度", "二季度", "三季度", "四季度")


class QuarterModel(QAbstractTableModel):
    """Names and ticks; the headings count them."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[Told] = ()

    def show(self, rows: Sequence[Told]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return the number of members."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Return the name and the four quarters."""
        return 0 if parent.isValid() else len(SHORT)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:  # noqa: ANN401
        """Return a heading; its tooltip counts who reported."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return SHORT[section]
        if role == Qt.ItemDataRole.ToolTipRole and section:
            done = sum(row.quarters[section - 1] for row in self.rows)
            return f"{QUARTER_NAMES[section]}已汇报 {done}/{len(self.rows)} 人"
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return a name or a tick, said in words to who cannot see it."""
        row, quarter = self.rows[index.row()], index.column()
        if not quarter:
            return row.name if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) else None
        told = row.quarters[quarter - 1]
        if role == Qt.ItemDataRole.DisplayRole:
            return DONE if told else ""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row.name}{QUARTER_NAMES[quarter]}{'已汇报，按回车查看' if told else '还没有汇报，按回车登记'}"
        return None


class QuarterMatrix(ReadTable):
    """``asked`` tells the member and the quarter whose report is wanted."""

    asked = Signal(str, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        self.quarters = QuarterModel()
        super().__init__("四个季度的汇报", self.quarters, ROW_HEIGHT, parent)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setShowGrid(True)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        look.fit(self, self._fit)
        self.clicked.connect(self._ask)

    def _fit(self) -> None:
        self.setFixedWidth(look.scaled(WIDTH))
        for quarter in range(1, len(SHORT)):
            self.setColumnWidth(quarter, look.scaled(QUARTER_WIDTH))

    def show_rows(self, rows: Sequence[Told]) -> None:
        """Show other rows, the cursor staying in its place."""
        index = self.currentIndex()
        row, quarter = max(index.row(), 0), max(index.column(), 1)
        self.quarters.show(rows)
        if rows:
            self.setCurrentIndex(self.quarters.index(min(row, len(rows) - 1), quarter))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the report on Enter or the space bar."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._ask(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _ask(self, index: QModelIndex) -> None:
        if index.isValid() and index.column():
            self.asked.emit(self.quarters.rows[index.row()].name, index.column())
