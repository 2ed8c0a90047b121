"""The grid as people who live in WPS know it: typing, Enter, Tab, F2, Delete, sorting, moving rows, one menu."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QWidget

from dangjian_desktop.ui.grid.blocks import BlockView
from dangjian_desktop.ui.grid.delegate import CellDelegate, put_cursor_at_end
from dangjian_desktop.ui.grid.editors import way_out
from dangjian_desktop.ui.grid.frozen import FrozenColumns, frozen_count
from dangjian_desktop.ui.grid.headers import Columns, dress_headers
from dangjian_desktop.ui.grid.model import LedgerModel
from dangjian_desktop.ui.grid.row_header import RowHeader
from dangjian_desktop.ui.grid.view_menu import fill_menu

Index = QModelIndex | QPersistentModelIndex
Trigger = QAbstractItemView.EditTrigger
Flag = QItemSelectionModel.SelectionFlag
EDGES = {
    Qt.Key.Key_Home: (-1, -1),
    Qt.Key.Key_End: (1, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}
BY_USER = (Trigger.DoubleClicked, Trigger.EditKeyPressed, Trigger.AnyKeyPressed)
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class GridView(BlockView):
    """Shows and edits one ledger."""

    removal_asked_for = Signal(object)
    move_asked_for = Signal(object, int)
    find_asked_for = Signal()
    print_asked_for = Signal(object)
    changes_asked_for = Signal(int)

    def __init__(self, model: LedgerModel, today: str, removal: str, home: Path, parent: QWidget | None = None) -> None:
        super().__init__(model, today, parent)
        self._removal = removal
        self._sorted: tuple[int, bool] | None = None
        self.row_header = RowHeader(self)
        self.setVerticalHeader(self.row_header)
        delegate = CellDelegate(self, self._shown_over)
        delegate.left.connect(self.step)
        self.setItemDelegate(delegate)
        self.setEditTriggers(Trigger.DoubleClicked | Trigger.EditKeyPressed | Trigger.AnyKeyPressed)
        self.setWordWrap(False)
        self.setAccessibleName(model.ledger.title)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)
        dress_headers(self)
        self.columns = Columns(self, model, home)
        self.frozen = FrozenColumns(self, frozen_count(model))
        self._connect_headers()

    def _connect_headers(self) -> None:
        header = self.horizontalHeader()
        for each in (header, self.frozen.horizontalHeader()):
            each.sectionPressed.disconnect()  # Qt would move the cursor to the first row; a heading sorts here
            each.sectionEntered.disconnect()
            each.sectionClicked.connect(self.sort)
            each.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            each.customContextMenuRequested.connect(lambda _place: self.choose_columns())
        header.sectionResized.connect(lambda *_sizes: self.frozen.lay_out())
        header.geometriesChanged.connect(self.frozen.lay_out)
        self.horizontalScrollBar().valueChanged.connect(lambda _value: self.frozen.lay_out())
        self.row_header.dropped.connect(lambda row: self.move_asked_for.emit(self.selected_rows(), row))

    def _shown_over(self, place: int) -> QAbstractItemView | None:
        return self.frozen if self.frozen.covers(place) else None

    # What Qt asks.

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the frozen columns in their place."""
        super().resizeEvent(event)
        self.frozen.lay_out()

    def changeEvent(self, event: QEvent) -> None:
        """Give rows and columns the room that another size of text needs."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "frozen"):
            dress_headers(self)
            self.columns.fit()
            self.frozen.lay_out()

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Show a cell beside the frozen columns; one that is frozen is in sight already."""
        bar = self.horizontalScrollBar()
        before, is_frozen = bar.value(), self.frozen.covers(index.column())
        super().scrollTo(index, hint)
        if is_frozen:
            bar.setValue(before)
        elif (hidden := self.frozen.covered() - self.visualRect(index).left()) > 0:
            bar.setValue(bar.value() - hidden)

    def focusInEvent(self, event: object) -> None:
        """Draw the frame over the frozen columns too."""
        super().focusInEvent(event)  # type: ignore[arg-type]
        self.frozen.viewport().update()

    def focusOutEvent(self, event: object) -> None:
        """Take the frame away."""
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self.frozen.viewport().update()

    # Editing.

    def edit(self, index: Index, trigger: Trigger = Trigger.AllEditTriggers, event: QEvent | None = None) -> bool:  # type: ignore[override]
        """Begin an edit; F2 and the mouse keep the text, typing replaces it."""
        began = bool(super().edit(index, trigger, event))  # type: ignore[arg-type]
        if began and trigger != Trigger.AnyKeyPressed and (editor := self.indexWidget(index)):
            put_cursor_at_end(editor)
        if index.isValid() and trigger in BY_USER and not self.model().flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.locked.emit(index.row())
        return began

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Obey the spreadsheet's keys; everything else is typing or moving. The menus have keys of their own."""
        step = way_out(event)
        if step:
            self.step(*step)
        elif event.key() == Qt.Key.Key_Delete:
            self.clear_cells()
        elif event.key() == Qt.Key.Key_F8:
            self.next_problem()
        elif event.key() == Qt.Key.Key_Space and self._ticks():
            self._toggle()
        elif event.key() == Qt.Key.Key_Home and not event.modifiers():
            self.horizontalScrollBar().setValue(0)
            self.go_to(self.currentIndex().row(), self.places()[0])
        elif event.modifiers() & CTRL and event.key() in EDGES:
            self._go_to_edge(*EDGES[Qt.Key(event.key())], extend=bool(event.modifiers() & SHIFT))
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Hand characters that come at once to the editor they open; Qt does so only after a composition."""
        had_editor = self.indexWidget(self.currentIndex()) is not None
        super().inputMethodEvent(event)
        editor = self.indexWidget(self.currentIndex())
        if editor is not None and not had_editor and event.commitString():
            QApplication.sendEvent(editor, event)

    def step(self, rows: int, columns: int) -> None:
        """Move the cursor over what is shown; Tab past the last column goes to the next row's first."""
        index, places = self.currentIndex(), self.places()
        if not index.isValid():
            index = self.model().index(0, places[0])
        row, place = index.row() + rows, index.column()
        if columns:
            at = (places.index(place) if place in places else 0) + columns
            first = next((i for i, each in enumerate(places) if each >= self.ledger_model.first_place), 0)
            if at >= len(places):
                row, at = row + 1, first
                self.horizontalScrollBar().setValue(0)
            elif at < 0:
                row, at = (row - 1, len(places) - 1) if row else (0, 0)
            place = places[at]
        row = max(0, min(row, self.model().rowCount() - 1))
        self.go_to(row, place)

    def _go_to_edge(self, down: int, right: int, *, extend: bool = False) -> None:
        """Go to the first (-1) or last (1) row and column, or choose all up to there."""
        index, model, places = self.currentIndex(), self.model(), self.places()
        row = {-1: 0, 0: index.row(), 1: model.rowCount() - 1}[down]
        place = {-1: places[0], 0: index.column(), 1: places[-1]}[right]
        if right < 0:
            self.horizontalScrollBar().setValue(0)
        if extend:
            self._extend_to(row, place)
        else:
            self.go_to(row, place)

    def _extend_to(self, row: int, place: int) -> None:
        """Choose all cells from where the selection began up to a cell."""
        index, model = self.currentIndex(), self.model()
        ranges = self.selectionModel().selection().toList()
        began = next((each for each in ranges if each.contains(index)), None)
        if began is not None:
            index = model.index(
                began.top() + began.bottom() - index.row(), began.left() + began.right() - index.column()
            )
        target = model.index(row, place)
        self.selectionModel().select(QItemSelection(index, target), Flag.ClearAndSelect)
        self.selectionModel().setCurrentIndex(target, Flag.NoUpdate)

    def go_to(self, row: int, place: int) -> None:
        """Put the cursor on a cell and show it."""
        index = self.model().index(row, place)
        self.selectionModel().setCurrentIndex(index, Flag.ClearAndSelect)
        self.scrollTo(index)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Mark what is missing in a new row when the cursor leaves it."""
        super().currentChanged(current, previous)
        if previous.isValid() and current.row() != previous.row():
            self.ledger_model.mark_missing(previous.row())

    # Rows.

    def ask_removal(self) -> None:
        """Ask that the selected rows be removed."""
        self.removal_asked_for.emit(sorted({row for row, _ in self.selected()}))

    def insert_row(self) -> None:
        """Put an empty row above the cursor's; where rows have an order of their own, go to the blank last row."""
        row, model = self.currentIndex().row(), self.ledger_model
        if row < 0 or not model.may_add:
            return
        if self.row_header.may_move and row < model.filled():
            model.insert_row(row)
        else:
            row = model.filled()
        self.go_to(row, model.first_place)

    def move_up(self) -> None:
        """Move the selected rows above the one before them."""
        rows = self.selected_rows()
        if rows and rows[0] > 0:
            self.move_asked_for.emit(rows, rows[0] - 1)

    def move_down(self) -> None:
        """Move the selected rows below the one after them."""
        rows = self.selected_rows()
        if rows and rows[-1] + 1 < self.ledger_model.filled():
            self.move_asked_for.emit(rows, rows[-1] + 2)

    def select_rows(self, rows: list[int], place: int) -> None:
        """Choose whole rows, the cursor in the first."""
        self.go_to(rows[0], place)
        for row in rows:
            index = self.model().index(row, place)
            self.selectionModel().select(index, Flag.Select | Flag.Rows)

    def next_problem(self) -> None:
        """Go to the next marked cell."""
        index = self.currentIndex()
        spot = self.ledger_model.problem_after(index.row(), index.column())
        if spot:
            self.go_to(*spot)

    def _ticks(self) -> tuple[str, str] | None:
        """Return what the space bar puts into the cursor's cell, and what is there without; None where it is typed."""
        index = self.currentIndex()
        column = self.ledger_model.ledger.columns[index.column()] if index.isValid() else None
        if column is None or not (column.tick or column.kind == "flag"):
            return None
        return (column.tick, "") if column.tick else ("是", "否")

    def _toggle(self) -> None:
        index, ticks = self.currentIndex(), self._ticks()
        if ticks is not None:
            spot = index.row(), index.column()
            turned = ticks[self.ledger_model.text(*spot) == ticks[0]]
            self.write({spot: turned}, f"修改{self.ledger_model.ledger.title}")

    def sort(self, place: int) -> None:
        """First click sorts, the second turns round, the third restores the order by hand."""
        turned = {None: False, (place, False): True, (place, True): None}
        downward = turned.get(self._sorted, False)
        self._sorted = None if downward is None else (place, downward)
        self.sort_again()

    def sort_again(self) -> None:
        """Sort as the headings say, the cursor staying in its row."""
        place, downward = self._sorted or (None, False)
        with_cursor = self.ledger_model.entry_at(self.currentIndex().row())
        column = self.currentIndex().column()
        for header in (self.horizontalHeader(), self.frozen.horizontalHeader()):
            header.setSortIndicatorShown(place is not None)
            if place is not None:
                order = Qt.SortOrder.DescendingOrder if downward else Qt.SortOrder.AscendingOrder
                header.setSortIndicator(place, order)
        self.ledger_model.sort_by(place, downward=downward)
        row = self.ledger_model.row_of(with_cursor)
        if row is not None:
            self.go_to(row, column)

    def show_only(self, entries: Collection[int] | None) -> None:
        """Show these entries of the model alone, or all, the cursor staying in its row."""
        model, column = self.ledger_model, self.currentIndex().column()
        with_cursor = model.entry_at(self.currentIndex().row())
        model.show_only(entries)
        row = model.row_of(with_cursor)
        if row is None and model.rowCount():
            row = 0
        if row is not None:
            self.go_to(row, max(column, 0))

    @property
    def is_sorted(self) -> bool:
        """Whether the rows stand in another order than by hand."""
        return self._sorted is not None

    # The menu; what it offers is in the menu bar too.

    def find_text(self) -> None:
        """Ask for the find bar."""
        self.find_asked_for.emit()

    def choose_columns(self) -> None:
        """Offer the columns with a tick each."""
        self.columns.menu().exec(self.mapToGlobal(QPoint(self.row_header.width(), self.horizontalHeader().height())))

    def print_person(self) -> None:
        """Ask for the papers of the persons in the selected rows."""
        self.print_asked_for.emit(self.selected_rows())

    def show_changes(self) -> None:
        """Ask for what was changed in the cursor's row."""
        if 0 <= self.currentIndex().row() < self.ledger_model.filled():
            self.changes_asked_for.emit(self.currentIndex().row())

    def menu(self) -> QMenu:
        """Return what the right button offers."""
        menu = QMenu(self)
        fill_menu(menu, self, {"ask_removal": self._removal})
        return menu

    def _show_menu(self, place: QPoint) -> None:
        self.menu().exec(self.viewport().mapToGlobal(place))
