"""The columns of a ledger on paper: ticked or not, renamed in place, moved, added and taken out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QPushButton, QTableView, QVBoxLayout, QWidget

from dangjian_desktop.ui import look, wording_verbs
from dangjian_desktop.ui.dialogs.wording_editor_text import PUSH_NAME, PushChoice
from dangjian_desktop.ui.parts import button, label, row
from dangjian_desktop.ui.read_table import MarkDelegate

if TYPE_CHECKING:
    from dangjian_desktop.services.wording import FormColumns
    from dangjian_desktop.services.wording_in_force import LedgerColumn

CHECKED, UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked
COLUMN = Qt.ItemDataRole.UserRole
HANDWRITTEN, ITS_OWN = "空着手写", "表格原有"
LINE_END = "↵"
RENEWED = "默认栏目有更新。自己的栏目没有改动，可以对照着改，或仍用自己的。"
UNUSED = "上级统一规定了栏目。自己原来的栏目留着，没有采用。"
LOCKED = "上级统一规定了栏目，本单位不能改。"
SUGGESTED = "上级建议用这些栏目。改了以后就用自己的。"
HINT = "勾选的栏目才印出来；按 F2 键改名称，“↵”是换行。不印的栏目，登记的内容都在。"
ROW_HEIGHT = 30
CONTENT_WIDTH = 130


class ColumnsTable(QTableView):
    """Tells by ``moved`` that the chosen row is to go up (-1) or down (1)."""

    moved = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move a row by Alt and an arrow, as editors move lines."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(step)
        else:
            super().keyPressEvent(event)


class ColumnsPanel(QWidget):
    """Edits columns; ``changed`` says that `columns` is something else now."""

    changed = Signal()
    pushed = Signal(str)
    reset_asked_for = Signal()
    keep_asked_for = Signal()

    def __init__(self, *, below: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._extras: dict[str, str] = {}
        self.model = QStandardItemModel(0, 2, self)
        self.model.setHorizontalHeaderLabels(["栏目", "内容"])
        self.table = self._make_table()
        self.up_button = button("上移", lambda: self._move(-1))
        self.down_button = button("下移", lambda: self._move(1))
        self.add_button = QPushButton("加一栏")
        self._menu = QMenu(self)
        self.add_button.setMenu(self._menu)
        self.remove_button = button("删去", self._remove)
        self.reset_button = button("恢复默认（栏目）", self.reset_asked_for.emit)
        self.keep_button = button("仍用自己的", self.keep_asked_for.emit)
        self.note = label("", "quiet", wrap=True)
        self.push = PushChoice()
        self.push.chosen.connect(self.pushed)
        self._lay_out(below=below)
        self.model.itemChanged.connect(lambda _item: self.changed.emit())
        self.table.selectionModel().currentChanged.connect(lambda _now, _before: self._tell())
        self.table.moved.connect(self._move)

    def _make_table(self) -> ColumnsTable:
        table = ColumnsTable()
        table.setAccessibleName("栏目")
        table.setModel(self.model)
        table.setItemDelegate(MarkDelegate(table))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        triggers = QAbstractItemView.EditTrigger
        table.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)  # the space bar ticks, and only ticks
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(look.scaled(ROW_HEIGHT))
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.setColumnWidth(1, look.scaled(CONTENT_WIDTH))
        return table

    def _lay_out(self, *, below: bool) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(label("栏目", "heading"))
        layout.addWidget(label(HINT, "quiet", wrap=True))
        layout.addWidget(self.table, 1)
        self.up_button.setToolTip("Alt+↑")
        self.down_button.setToolTip("Alt+↓")
        layout.addLayout(row(self.up_button, self.down_button, self.add_button, self.remove_button, None))
        layout.addWidget(self.note)
        push_title = label(PUSH_NAME, "quiet")
        layout.addLayout(row(push_title, self.push, None))
        for each in (push_title, self.push):
            each.setVisible(below)
        layout.addLayout(row(self.reset_button, self.keep_button, None))

    def show_columns(self, found: FormColumns, columns: Sequence[LedgerColumn], push: str) -> None:
        """Show columns as they stand, saved or not."""
        self._extras = dict(found.extras)
        locked = found.state.value == "上级规定"
        with QSignalBlocker(self.model):
            self.model.removeRows(0, self.model.rowCount())
            for column in columns:
                self.model.appendRow(self._items(column))
        self.model.layoutChanged.emit()
        self.table.setEnabled(not locked)
        self.add_button.setEnabled(not locked)
        self.note.setText(_note(found))
        self.note.setVisible(bool(self.note.text()))
        self.reset_button.setEnabled(found.has_own)
        self.keep_button.setVisible(found.renewed and not locked)
        self._menu.clear()
        self._menu.addAction(HANDWRITTEN, lambda: self._add("", "新栏目"))
        for field, heading in found.extras.items():
            self._menu.addAction(heading, partial(self._add, field, heading))
        self.push.show_push(push)
        self._choose(0)

    def columns(self) -> tuple[LedgerColumn, ...]:
        """Return the columns as they stand."""
        return tuple(self._column(place) for place in range(self.model.rowCount()))

    def _items(self, column: LedgerColumn) -> list[QStandardItem]:
        name = QStandardItem(column.heading.replace("\n", LINE_END))
        name.setData(column, COLUMN)
        name.setCheckState(CHECKED if column.shown else UNCHECKED)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable
        name.setFlags(flags if column.fixed else flags | Qt.ItemFlag.ItemIsUserCheckable)
        content = QStandardItem(self._content(column))
        content.setEditable(False)
        return [name, content]

    def _content(self, column: LedgerColumn) -> str:
        if column.field:
            return self._extras.get(column.field, HANDWRITTEN)
        return HANDWRITTEN if _is_added(column) else ITS_OWN

    def _column(self, place: int) -> LedgerColumn:
        item = self.model.item(place)
        column: LedgerColumn = item.data(COLUMN)
        heading = item.text().replace(LINE_END, "\n")
        return replace(column, heading=heading, shown=item.checkState() == CHECKED)

    def _choose(self, place: int) -> None:
        index = self.model.index(place, 0)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.table.selectionModel().setCurrentIndex(index, flags)
        self._tell()

    def _tell(self) -> None:
        place, movable = self.table.currentIndex().row(), self.table.isEnabled()
        fixed = sum(self._column(n).fixed for n in range(self.model.rowCount()))
        self.up_button.setEnabled(movable and place > fixed)
        self.down_button.setEnabled(movable and fixed <= place < self.model.rowCount() - 1)
        self.remove_button.setEnabled(movable and place >= 0 and _is_added(self._column(place)))

    def _move(self, step: int) -> None:
        made = self.up_button if step < 0 else self.down_button
        if made.isEnabled():
            place = self.table.currentIndex().row()
            items = self.model.takeRow(place)
            self.model.insertRow(place + step, items)
            self._choose(place + step)
            self.changed.emit()

    def _add(self, field: str, heading: str) -> None:
        self.model.appendRow(self._items(wording_verbs.new_column(heading, field)))
        self._choose(self.model.rowCount() - 1)
        self.table.setFocus()
        self.changed.emit()

    def _remove(self) -> None:
        place = self.table.currentIndex().row()
        self.model.removeRow(place)
        self._choose(min(place, self.model.rowCount() - 1))
        self.changed.emit()


def _note(found: FormColumns) -> str:
    if found.state.value == "上级规定":
        return UNUSED if found.unused else LOCKED
    if found.renewed:
        return RENEWED
    return SUGGESTED if found.state.value == "上级建议" else ""


def _is_added(column: LedgerColumn) -> bool:
    return not column.key or column.key.startswith("own")
