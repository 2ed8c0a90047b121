"""The grid as people who live in WPS know it: typing, Enter, Tab, F2, Delete, copy, paste and fill down."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QTableView, QWidget

from dangjian_desktop.ui.grid.clipboard import read_block, tile, write_block
from dangjian_desktop.ui.grid.delegate import CellDelegate, put_cursor_at_end
from dangjian_desktop.ui.grid.editors import way_out
from dangjian_desktop.ui.grid.headers import dress_headers
from dangjian_desktop.ui.grid.model import LedgerModel

Index = QModelIndex | QPersistentModelIndex
Trigger = QAbstractItemView.EditTrigger
EDGES = {
    Qt.Key.Key_Home: (-1, -1),
    Qt.Key.Key_End: (1, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}
BY_USER = (Trigger.DoubleClicked, Trigger.EditKeyPressed, Trigger.AnyKeyPressed)


class GridView(QTableView):
    """Shows and edits one ledger."""

    removal_asked_for = Signal(object)
    locked = Signal(int)
    did = Signal(str)

    def __init__(self, model: LedgerModel, today: str, removal: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._removal = removal
        self.ledger_model = model
        self._today = today
        self._sorted: tuple[int, bool] | None = None
        self.setModel(model)
        delegate = CellDelegate(self)
        delegate.left.connect(self.step)
        self.setItemDelegate(delegate)
        self.setEditTriggers(Trigger.DoubleClicked | Trigger.EditKeyPressed | Trigger.AnyKeyPressed)
        self.setWordWrap(False)
        self.setAccessibleName(model.ledger.title)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)
        dress_headers(self, model.ledger)
        self.horizontalHeader().sectionClicked.connect(self._sort)

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
        """Obey the spreadsheet's keys; everything else is typing or moving."""
        step = way_out(event)
        if step:
            self.step(*step)
        elif event.key() == Qt.Key.Key_Delete:
            self.clear_cells()
        elif event.key() == Qt.Key.Key_F8:
            self.next_problem()
        elif event.key() == Qt.Key.Key_Space and self._is_flag():
            self._toggle()
        elif not self._control_key(event):
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Hand characters that come at once to the editor they open; Qt does so only after a composition."""
        had_editor = self.indexWidget(self.currentIndex()) is not None
        super().inputMethodEvent(event)
        editor = self.indexWidget(self.currentIndex())
        if editor is not None and not had_editor and event.commitString():
            QApplication.sendEvent(editor, event)

    def _control_key(self, event: QKeyEvent) -> bool:
        verbs = {
            QKeySequence.StandardKey.Copy: self.copy,
            QKeySequence.StandardKey.Cut: self.cut,
            QKeySequence.StandardKey.Paste: self.paste,
        }
        for key, verb in verbs.items():
            if event.matches(key):
                verb()
                return True
        if event.modifiers() != Qt.KeyboardModifier.ControlModifier:
            return False
        if event.key() in EDGES:
            self._go_to_edge(*EDGES[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_D:
            self.fill_down()
        elif event.key() == Qt.Key.Key_Semicolon:
            self.put_today()
        elif event.key() == Qt.Key.Key_Minus:
            self.ask_removal()
        else:
            return False
        return True

    def step(self, rows: int, columns: int) -> None:
        """Move the cursor; Tab past the last column goes to the next row's first."""
        index = self.currentIndex()
        if not index.isValid():
            index = self.model().index(0, 0)
        row, place = index.row() + rows, index.column() + columns
        if place >= self.model().columnCount():
            row, place = row + 1, self.ledger_model.first_place
        elif place < 0:
            row, place = (row - 1, self.model().columnCount() - 1) if row else (0, 0)
        row = max(0, min(row, self.model().rowCount() - 1))
        self.go_to(row, place)

    def _go_to_edge(self, down: int, right: int) -> None:
        """Go to the first (-1) or last (1) row and column; Qt would move the cursor but not the selection."""
        index, model = self.currentIndex(), self.model()
        row = {-1: 0, 0: index.row(), 1: model.rowCount() - 1}[down]
        place = {-1: 0, 0: index.column(), 1: model.columnCount() - 1}[right]
        self.go_to(row, place)

    def go_to(self, row: int, place: int) -> None:
        """Put the cursor on a cell and show it."""
        index = self.model().index(row, place)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Mark what is missing in a new row when the cursor leaves it."""
        super().currentChanged(current, previous)
        if previous.isValid() and current.row() != previous.row():
            self.ledger_model.mark_missing(previous.row())

    # Blocks.

    def selected(self) -> list[tuple[int, int]]:
        """Return the selected cells in reading order."""
        return sorted((index.row(), index.column()) for index in self.selectedIndexes())

    def _bounds(self) -> tuple[int, int, int, int] | None:
        spots = self.selected()
        if not spots:
            return None
        rows, places = [row for row, _ in spots], [place for _, place in spots]
        return min(rows), min(places), max(rows), max(places)

    def copy(self) -> None:
        """Copy the selected cells for WPS."""
        bounds = self._bounds()
        if bounds:
            top, left, bottom, right = bounds
            chosen = set(self.selected())
            block = [
                [
                    self.ledger_model.text(row, place) if (row, place) in chosen else ""
                    for place in range(left, right + 1)
                ]
                for row in range(top, bottom + 1)
            ]
            QGuiApplication.clipboard().setText(write_block(block))

    def cut(self) -> None:
        """Copy the selected cells and clear them."""
        self.copy()
        self.clear_cells(verb="剪切")

    def paste(self) -> None:
        """Put the clipboard's block at the selection; it may add rows."""
        text = QGuiApplication.clipboard().text()
        bounds = self._bounds()
        if not text or not bounds:
            return
        top, left, bottom, right = bounds
        block = tile(read_block(text), bottom - top + 1, right - left + 1)
        cells = {
            (top + row, left + place): cell.strip()
            for row, texts in enumerate(block)
            for place, cell in enumerate(texts)
        }
        known = self.ledger_model.filled()
        self._write(cells, f"粘贴{self.ledger_model.ledger.title} {len(block)} 行")
        self._tell_paste(len(block), left + max(map(len, block)), self.ledger_model.filled() - known)

    def _tell_paste(self, rows: int, end: int, added: int) -> None:
        """Say what a look at the block does not show: rows that were added, columns that found no place."""
        lost = end - self.model().columnCount()
        told = f"已粘贴 {rows} 行，其中新增 {added} 行。按 Ctrl+Z 可以撤销。" if added else ""
        if lost > 0:
            told += f"右边多出的 {lost} 列没有对应的栏目，没有粘贴。"
        if told:
            self.did.emit(told)

    def _write(self, cells: Mapping[tuple[int, int], str], verb: str) -> None:
        """Write into the cells that may be changed; say why when one may not."""
        locked = [
            row for row, _ in cells if row < self.ledger_model.filled() and not self.ledger_model.line(row).editable
        ]
        self.ledger_model.write(cells, verb)
        if locked:
            self.locked.emit(locked[0])

    def clear_cells(self, verb: str = "清除") -> None:
        """Empty the selected cells."""
        spots = [spot for spot in self.selected() if self.ledger_model.text(*spot)]
        cells = dict.fromkeys(spots, "")
        self._write(cells, f"{verb}{self.ledger_model.ledger.title} {len(cells)} 格")

    def fill_down(self) -> None:
        """Copy the selection's first row to the rows below it; with one row, the row above into it."""
        bounds = self._bounds()
        if not bounds:
            return
        top, left, bottom, right = bounds
        source = top if bottom > top else top - 1
        if source < 0:
            return
        cells = {
            (row, place): self.ledger_model.text(source, place)
            for row in range(source + 1, bottom + 1)
            for place in range(left, right + 1)
        }
        self._write(cells, f"向下填充{self.ledger_model.ledger.title}")

    def put_today(self) -> None:
        """Write today's date into the selected cells."""
        cells = dict.fromkeys(self.selected(), self._today)
        self._write(cells, f"填写今天的日期 {len(cells)} 格")

    def ask_removal(self) -> None:
        """Ask that the selected rows be removed."""
        self.removal_asked_for.emit(sorted({row for row, _ in self.selected()}))

    def next_problem(self) -> None:
        """Go to the next marked cell."""
        index = self.currentIndex()
        spot = self.ledger_model.problem_after(index.row(), index.column())
        if spot:
            self.go_to(*spot)

    def _is_flag(self) -> bool:
        index = self.currentIndex()
        return index.isValid() and self.ledger_model.ledger.columns[index.column()].kind == "flag"

    def _toggle(self) -> None:
        index = self.currentIndex()
        spot = index.row(), index.column()
        turned = "否" if self.ledger_model.text(*spot) == "是" else "是"
        self._write({spot: turned}, f"修改{self.ledger_model.ledger.title}")

    def _sort(self, place: int) -> None:
        """First click sorts, the second turns round, the third restores the order by hand."""
        if self._sorted == (place, False):
            self._sorted = (place, True)
        elif self._sorted == (place, True):
            self._sorted = None
        else:
            self._sorted = (place, False)
        header = self.horizontalHeader()
        header.setSortIndicatorShown(self._sorted is not None)
        if self._sorted:
            order = Qt.SortOrder.DescendingOrder if self._sorted[1] else Qt.SortOrder.AscendingOrder
            header.setSortIndicator(place, order)
            self.ledger_model.sort_by(place, downward=self._sorted[1])
        else:
            self.ledger_model.sort_by(None)

    def menu(self) -> QMenu:
        """Return what the right button offers."""
        menu = QMenu(self)
        for text, verb in (
            ("复制", self.copy),
            ("剪切", self.cut),
            ("粘贴", self.paste),
            ("清除内容", self.clear_cells),
            ("向下填充", self.fill_down),
            ("填写今天的日期", self.put_today),
            (self._removal, self.ask_removal),
            ("到下一处问题", self.next_problem),
        ):
            action = QAction(text, menu)
            action.triggered.connect(lambda _checked=False, run=verb: run())
            menu.addAction(action)
        return menu

    def _show_menu(self, place: QPoint) -> None:
        self.menu().exec(self.viewport().mapToGlobal(place))
