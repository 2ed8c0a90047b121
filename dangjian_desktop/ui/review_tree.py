"""The list of 合并审阅: packages that open to their entries; arrows choose lines and sides, Enter answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QStyleOptionViewItem, QTreeView, QWidget

from dangjian_desktop.ui import look
from dangjian_desktop.ui.exchange_verbs import Parcel
from dangjian_desktop.ui.grid.clipboard import write_block
from dangjian_desktop.ui.palette import Colour
from dangjian_desktop.ui.read_table import MarkDelegate
from dangjian_desktop.ui.review_lines import (
    CAME,
    CHOSEN,
    COLUMNS,
    DO,
    HERE,
    WHAT,
    WHO,
    Line,
    answers_of,
    parcel_lines,
    zone_of,
)

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
GAP = 4
NARROW = 900
"""Below this width the two values are read in the box under the list."""
NARROW_WIDTHS = {WHO: 170, WHAT: 200, DO: 180}
Role = Qt.ItemDataRole


class ReviewModel(QAbstractItemModel):
    """Lines as a Qt model; those below a line are made when it is opened."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []
        self._numbered: dict[int, Line] = {}

    def show(self, parcels: Sequence[Parcel]) -> None:
        """Show other packages."""
        self.beginResetModel()
        self.lines, self._numbered = parcel_lines(parcels), {}
        self.endResetModel()

    def line(self, index: Index) -> Line | None:
        """Return the line at an index."""
        return self._numbered.get(index.internalId()) if index.isValid() else None

    def index_of(self, line: Line, column: int = 0) -> QModelIndex:
        """Return where a line is."""
        self._numbered[id(line)] = line
        return self.createIndex(line.row, column, id(line))

    def index(self, row: int, column: int, parent: Index = ROOT) -> QModelIndex:
        """Return the index of a cell."""
        lines = self._below(parent)
        inside = 0 <= row < len(lines) and 0 <= column < len(COLUMNS)
        return self.index_of(lines[row], column) if inside else QModelIndex()

    def parent(self, index: Index = ROOT) -> QModelIndex:  # type: ignore[override]
        """Return the line above one."""
        line = self.line(index)
        return self.index_of(line.parent) if line and line.parent else QModelIndex()

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return how many lines are below one."""
        return 0 if parent.column() > 0 else len(self._below(parent))

    def hasChildren(self, parent: Index = ROOT) -> bool:
        """Tell it without making the lines."""
        line = self.line(parent)
        return line.has_lines and parent.column() == 0 if line else not parent.isValid() and bool(self.lines)

    def columnCount(self, _parent: Index = ROOT) -> int:
        """Return the number of columns."""
        return len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:  # noqa: ANN401
        """Return a heading."""
        if role == Role.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return COLUMNS[section][0]
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:  # noqa: ANN401
        """Return a cell's text, its colour and weight, and what a reader says of the line."""
        line = self.line(index)
        if line is None:
            return None
        column = index.column()
        if role in (Role.DisplayRole, Role.ToolTipRole):
            across = role == Role.DisplayRole and column == WHAT and line.is_refusal
            return "" if across else line.text(column)
        if role == Role.AccessibleTextRole:
            return "，".join(filter(None, (line.text(at) for at in range(len(COLUMNS))))) if column == WHO else None
        if role == Role.ForegroundRole:
            colour = _colour(line, column)
            return look.colour(colour) if colour else None
        if role == Role.FontRole:
            font = QFont()
            font.setBold((line.entry is None and not line.folded and column == WHO) or _is_chosen(line, column))
            return font
        return None

    def _below(self, parent: Index) -> list[Line]:
        line = self.line(parent)
        return line.lines if line else self.lines if not parent.isValid() else []


def _is_chosen(line: Line, column: int) -> bool:
    return bool(line.entry and line.entry.asks and column in (HERE, CAME)) and line.text(column).startswith(CHOSEN)


def _colour(line: Line, column: int) -> Colour | None:
    if line.entry is None:
        return zone_of(line.parcel).colour if column in (WHO, DO) and not line.folded else Colour.QUIET
    if line.waits and column == DO:
        return Colour.WARN
    return Colour.QUIET if column == DO else None


class ReviewTree(QTreeView):
    """Shows packages; ``moved`` when another line is current, the others when keys ask for something to be done there."""

    moved = Signal()
    answered = Signal(object)
    accepted_all = Signal(object)
    turned = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = ReviewModel(self)
        self.setModel(self.lines)
        self.setItemDelegate(MarkDelegate(self))
        self.setAccessibleName("收到的包")
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setExpandsOnDoubleClick(True)
        self.header().setStretchLastSection(True)
        self.header().setSectionsMovable(False)
        self.header().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        look.fit(self, self._fit)
        self.selectionModel().currentRowChanged.connect(lambda _new, _old: self.moved.emit())

    def _fit(self) -> None:
        narrow = self.viewport().width() < look.scaled(NARROW)
        for place, (_, width) in enumerate(COLUMNS):
            self.setColumnHidden(place, narrow and place in (HERE, CAME))
            self.setColumnWidth(place, look.scaled(NARROW_WIDTHS.get(place, width) if narrow else width))

    @property
    def line(self) -> Line | None:
        """The line with the cursor."""
        return self.lines.line(self.currentIndex())

    def show_parcels(self, parcels: Sequence[Parcel], *, onward: bool = False) -> None:
        """Show packages; what was open stays open, and the cursor stays, or goes ``onward`` to what is to be answered."""
        known = {line.key for line in self.lines.lines}
        opened = {line.key for line in self._every() if self.isExpanded(self.lines.index_of(line))}
        before = self.line.key if self.line else None
        row = self.line.row if self.line else 0
        self.lines.show(parcels)
        for line in self.lines.lines:
            asks = line.key not in known and any(each.asks for each in line.parcel.plan.entries)
            if line.key in opened or asks:
                self.expand(self.lines.index_of(line))
        for line in [each for each in self._every() if each.folded and each.key in opened]:
            self.expand(self.lines.index_of(line))
        place = next((line for line in self._every() if line.key == before), None)
        if place is None and self.lines.lines:
            place = self.lines.lines[min(row, len(self.lines.lines) - 1)]
        if place is not None:
            self._go(place)
        if onward or before is None:
            self.go_on()
        self.moved.emit()

    def copy(self) -> None:
        """Copy the chosen line for WPS."""
        if self.line is not None:
            QGuiApplication.clipboard().setText(write_block([[self.line.text(at) for at in range(len(COLUMNS))]]))

    def open_line(self) -> None:
        """Show what is below the line with the cursor."""
        self.expand(self.currentIndex().siblingAtColumn(0))

    def choose(self, place: int) -> None:
        """Go to a package by its place among the lines of packages."""
        self._go(self.lines.lines[place])

    def go_on(self) -> None:
        """Go to the next thing to be answered, from the cursor on and round the end; stay when there is none."""
        lines = list(self._every(unfold=True))
        here = next((at for at, line in enumerate(lines) if self.line and line.key == self.line.key), 0)
        wanted = next((line for line in [*lines[here:], *lines[:here]] if line.waits), None)
        if wanted is not None:
            self._go(wanted)

    def _go(self, line: Line) -> None:
        if line.parent is not None:
            self.expand(self.lines.index_of(line.parent))
        self.setCurrentIndex(self.lines.index_of(line))
        self.scrollTo(self.currentIndex())

    def _every(self, *, unfold: bool = False) -> Iterator[Line]:
        """Yield the packages and the entries of those that are open, or of all that ask."""
        for line in self.lines.lines:
            yield line
            asks = unfold and any(entry.asks for entry in line.parcel.plan.entries)
            if asks or self.isExpanded(self.lines.index_of(line)):
                yield from line.lines

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer by keys: Space opens, arrows choose the side, Enter answers, A answers for the whole branch."""
        line, key = self.line, event.key()
        if line is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif line.entry is not None and line.entry.asks and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.turn(line, 1 if key == Qt.Key.Key_Right else -1)
        elif key == Qt.Key.Key_Space or (key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and line.has_lines):
            self.setExpanded(
                self.currentIndex().siblingAtColumn(0), not self.isExpanded(self.currentIndex().siblingAtColumn(0))
            )
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.answered.emit(line)
        elif key == Qt.Key.Key_A:
            self.accepted_all.emit(line)
        elif key == Qt.Key.Key_Delete:
            self.turned.emit(line)
        else:
            super().keyPressEvent(event)

    def turn(self, line: Line, step: int) -> None:
        """Choose the next or the previous answer."""
        answers = len(answers_of(line.entry)) if line.entry else 0
        line.side = min(max(line.side + step, 0), answers - 1)
        index = self.lines.index_of(line)
        self.lines.dataChanged.emit(index, index.siblingAtColumn(len(COLUMNS) - 1))
        self.moved.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on one of two values chooses it, like the round buttons that they look like."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        line = self.lines.line(index)
        if line and line.entry and line.entry.asks and line.entry.twins is None and index.column() in (HERE, CAME):
            line.side = 0 if index.column() == HERE else max(1, line.side)
            self.answered.emit(line)

    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: Index) -> None:
        """Write why a package is not merged across the columns that have nothing to say about it."""
        super().drawRow(painter, options, index)
        line = self.lines.line(index)
        if line is not None and line.is_refusal:
            first, last = (self.visualRect(index.sibling(index.row(), at)) for at in (WHAT, DO))
            room = first.adjusted(GAP, 0, 0, 0)
            room.setRight(last.left() - GAP)
            text = self.fontMetrics().elidedText(line.text(WHAT), Qt.TextElideMode.ElideRight, room.width())
            painter.setPen(look.colour(Colour.QUIET))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the two values side by side where there is room."""
        super().resizeEvent(event)
        self._fit()
