"""A table that is only read: looks, keys and copying, for whatever model."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from dangjian_desktop.ui import look
from dangjian_desktop.ui.grid.clipboard import write_block

TICK_GAP = 3
Feature = QStyleOptionViewItem.ViewItemFeature


class MarkDelegate(QStyledItemDelegate):
    """Keeps the colour of a mark in a chosen row too, and a tick off its text."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Write a chosen cell in its own colour, where it has one; an empty picture stands between a tick and its text."""
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus  # type: ignore[attr-defined]  # the row is chosen, not a cell of it
        if option.features & Feature.HasCheckIndicator:  # type: ignore[attr-defined]
            option.features |= Feature.HasDecoration  # type: ignore[attr-defined]
            option.decorationSize = QSize(look.scaled(TICK_GAP), 1)  # type: ignore[attr-defined]
        colour = index.data(Qt.ItemDataRole.ForegroundRole)
        if colour is not None:
            option.palette.setColor(QPalette.ColorRole.HighlightedText, colour)  # type: ignore[attr-defined]


class ReadTable(QTableView):
    """One row is chosen at a time, Tab leaves the table."""

    def __init__(self, name: str, model: QAbstractTableModel, row_height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        model.setParent(self)
        self.setModel(model)
        self.setItemDelegate(MarkDelegate(self))
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        look.fit(self, lambda: self.verticalHeader().setDefaultSectionSize(look.scaled(row_height)))
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)

    def copy(self) -> None:
        """Copy the chosen row for WPS."""
        texts = [str(index.data() or "") for index in self.selectionModel().selectedIndexes()]
        if texts:
            QGuiApplication.clipboard().setText(write_block([texts]))
