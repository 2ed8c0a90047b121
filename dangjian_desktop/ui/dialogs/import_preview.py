"""Stage ③ of the import: the rows as they would go in, filtered by what becomes of them, mended in their cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from dangjian_desktop.ui import look
from dangjian_desktop.ui.palette import Colour

if TYPE_CHECKING:
    from dangjian_desktop.ui.import_verbs import PreviewRow

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
FATES = {"new": "新增", "changed": "更新", "same": "相同", "problem": "有问题"}
ROW_HEIGHT, WIDTH, LEAST = 28, 108, 60
DISPLAY, EDIT, TOOLTIP = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole


class PreviewModel(QAbstractTableModel):
    """The rows of one sheet; the first column tells their fate."""

    corrected = Signal(int, int, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: Sequence[tuple[int, str]] = ()
        self.rows: Sequence[PreviewRow] = ()

    def show(self, columns: Sequence[tuple[int, str]], rows: Sequence[PreviewRow]) -> None:
        """Show other rows under (place, heading) columns."""
        self.beginResetModel()
        self.columns, self.rows = columns, rows
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns) + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:  # noqa: ANN401
        """Return a heading, or the number of the row in the file."""
        if role != DISPLAY:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(self.rows[section].number)
        return self.columns[section - 1][1] if section else "结果"

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell of the file can be mended."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() > 0 else flags

    def data(self, index: Index, role: int = DISPLAY) -> Any:  # noqa: ANN401
        """Return a cell's text, its colour, and why it is marked."""
        row = self.rows[index.row()]
        if not index.column():
            if role == DISPLAY:
                return FATES[row.fate]
            return (
                look.colour(Colour.ACCENT) if role == Qt.ItemDataRole.ForegroundRole and row.fate == "problem" else None
            )
        place = self.columns[index.column() - 1][0]
        if role in (DISPLAY, EDIT):
            text = row.texts.get(place, "")
            return text.replace("\n", " ⏎ ") if role == DISPLAY else text
        if role == Qt.ItemDataRole.BackgroundRole:
            return self._ground(row, place)
        if role == TOOLTIP:
            replaced = f"现在是“{row.before[place] or '空'}”" if place in row.before else ""
            return row.problems.get(place, replaced)
        return None

    def _ground(self, row: PreviewRow, place: int) -> QColor | None:
        if place in row.problems:
            return look.colour(Colour.PROBLEM_GROUND)
        return look.colour(Colour.MISSING_GROUND) if place in row.before else None

    def setData(self, index: Index, value: Any, role: int = EDIT) -> bool:  # noqa: ANN401
        """Take a correction; the rows are then read anew."""
        if role != EDIT or not index.column() or str(value) == self.data(index, EDIT):
            return False
        self.corrected.emit(self.rows[index.row()].number, self.columns[index.column() - 1][0], str(value).strip())
        return True


class PreviewTable(QTableView):
    """Shows a PreviewModel; F2, typing or a double click mends a cell."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preview = PreviewModel(self)
        self.setModel(self.preview)
        self.setAccessibleName("预览")
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.verticalHeader().setDefaultSectionSize(look.scaled(ROW_HEIGHT))
        self.verticalHeader().setToolTip("表格里的行号")
        self.horizontalHeader().setDefaultSectionSize(look.scaled(WIDTH))
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setHighlightSections(False)

    def show_rows(self, columns: Sequence[tuple[int, str]], rows: Sequence[PreviewRow]) -> None:
        """Show other rows, the cursor staying at its row's number and its place."""
        at = self.spot
        self.preview.show(columns, rows)
        self.setColumnWidth(0, look.scaled(LEAST))
        if at is not None:
            self.go_to(*at)

    @property
    def spot(self) -> tuple[int, int] | None:
        """The number and place of the cell under the cursor."""
        index = self.currentIndex()
        if not index.isValid() or not index.column():
            return None
        return self.preview.rows[index.row()].number, self.preview.columns[index.column() - 1][0]

    def go_to(self, number: int, place: int) -> bool:
        """Put the cursor on a cell; tell whether it is shown."""
        rows = [row.number for row in self.preview.rows]
        places = [each for each, _ in self.preview.columns]
        if number not in rows:
            return False
        column = places.index(place) + 1 if place in places else 0
        self.setCurrentIndex(self.preview.index(rows.index(number), column))
        return True

    def mend(self) -> None:
        """Open the editor of the cell under the cursor."""
        self.setFocus()
        self.edit(self.currentIndex())
