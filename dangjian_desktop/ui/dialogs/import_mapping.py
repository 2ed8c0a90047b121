"""Stage ② of the import: which column each heading of the file goes to, with what stands below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QScrollArea, QWidget

from dangjian_desktop.ui import look
from dangjian_desktop.ui.parts import label

if TYPE_CHECKING:
    from dangjian_desktop.ui.import_verbs import FileColumn, SheetView

NOT_TAKEN = "不导入"
WIDTH, HEIGHT = 124, 196


class MappingStrip(QScrollArea):
    """The file's columns side by side; ``changed`` tells a place and the key of the column chosen for it."""

    changed = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("mapping")
        self.setWidgetResizable(True)
        self.setFixedHeight(look.scaled(HEIGHT))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.boxes: dict[int, QComboBox] = {}
        self._shown: SheetView | None = None

    def show_sheet(self, view: SheetView) -> None:
        """Show a sheet's columns; the box that has the focus keeps it."""
        if view == self._shown:
            return
        focused = next((place for place, box in self.boxes.items() if box.hasFocus()), None)
        offset = self.horizontalScrollBar().value()
        self._shown, self.boxes = view, {}
        strip = QWidget()
        strip.setObjectName("strip-of-columns")
        grid = QGridLayout(strip)
        grid.setContentsMargins(8, 6, 8, 4)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(1)
        for number, column in enumerate(view.columns):
            self._add(grid, number, column, view)
        grid.setColumnStretch(len(view.columns), 1)
        grid.setRowStretch(grid.rowCount(), 1)
        self.setWidget(strip)
        self.horizontalScrollBar().setValue(offset)
        if focused in self.boxes:
            self.boxes[focused].setFocus()

    def _add(self, grid: QGridLayout, number: int, column: FileColumn, view: SheetView) -> None:
        box = QComboBox()
        box.setFixedWidth(look.scaled(WIDTH))
        box.addItem(NOT_TAKEN, "")
        for key, heading in view.offered:
            box.addItem(heading, key)
        box.setCurrentIndex(max(box.findData(column.key), 0))
        box.setAccessibleName(f"{column.letter} 列“{column.heading}”对应的栏目")
        box.setProperty("taken", bool(column.key))
        box.activated.connect(lambda _index: self.changed.emit(column.place, box.currentData()))
        self.boxes[column.place] = box
        grid.addWidget(box, 0, number)
        named = self._text(f"{column.letter} {' '.join(column.heading.split()) or '（无表头）'}", "heading")
        grid.addWidget(named, 1, number)
        for line, sample in enumerate(column.samples, start=2):
            grid.addWidget(self._text(" ".join(sample.split()), "quiet"), line, number)

    def _text(self, text: str, name: str) -> QWidget:
        made = label("", name)
        width = look.scaled(WIDTH)
        made.ensurePolished()
        made.setText(made.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width - 4))
        made.setToolTip(text)
        made.setFixedWidth(width)
        return made
