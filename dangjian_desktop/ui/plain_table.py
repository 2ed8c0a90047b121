"""A table that is only read: rows of texts, one row chosen at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from dangjian_desktop.ui import look
from dangjian_desktop.ui.palette import Colour
from dangjian_desktop.ui.read_table import ReadTable

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
ROW_HEIGHT = 30
Marks = Mapping[tuple[int, int], Colour]


class PlainModel(QAbstractTableModel):
    """Rows of texts under headings; ``marks`` are the colours of single cells."""

    def __init__(self, headings: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.headings = headings
        self.rows: Sequence[Sequence[str]] = ()
        self._marks: Marks = {}

    def show(self, rows: Sequence[Sequence[str]], marks: Marks) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows, self._marks = rows, marks
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:  # noqa: ANN401
        """Return a heading."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self.headings[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return a cell's text, which is its tooltip too, and its colour."""
        place = index.row(), index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.rows[place[0]][place[1]]
        if role == Qt.ItemDataRole.ForegroundRole and place in self._marks:
            return look.colour(self._marks[place])
        return None


class PlainTable(ReadTable):
    """Shows a PlainModel; ``chosen`` tells the row, -1 for none."""

    chosen = Signal(int)

    def __init__(
        self, name: str, columns: Sequence[tuple[str, int]], stretch: int = 0, parent: QWidget | None = None
    ) -> None:
        self.plain = PlainModel([heading for heading, _ in columns])
        super().__init__(name, self.plain, ROW_HEIGHT, parent)
        self._columns, self._stretch = columns, stretch
        look.fit(self, self._fit)
        self.selectionModel().selectionChanged.connect(lambda _new, _old: self.chosen.emit(self.row))

    def _fit(self) -> None:
        for place, (_, width) in enumerate(self._columns):
            self.setColumnWidth(place, look.scaled(width))
        self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the room that is left to one column, but never less than it needs to be read."""
        super().resizeEvent(event)
        self._fill()

    def _fill(self) -> None:
        others = self.horizontalHeader().length() - self.columnWidth(self._stretch)
        least = look.scaled(self._columns[self._stretch][1])
        self.setColumnWidth(self._stretch, max(least, self.viewport().width() - others))

    @property
    def row(self) -> int:
        """The chosen row, or -1."""
        rows = self.selectionModel().selectedRows()
        return rows[0].row() if rows else -1

    def show_rows(self, rows: Sequence[Sequence[str]], marks: Marks | None = None) -> None:
        """Show other rows; the chosen place stays, as far as there are rows."""
        before = self.row
        self.plain.show(rows, marks or {})
        if rows:
            self.choose(min(max(before, 0), len(rows) - 1))
        else:
            self.chosen.emit(-1)

    def choose(self, row: int) -> None:
        """Choose a row as a click would."""
        index = self.plain.index(row, 0)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)
