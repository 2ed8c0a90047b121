"""批量修改: one value into a column of the selected rows; the dialog stays open for the next column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QFormLayout, QWidget

from dangjian_desktop.ui import look
from dangjian_desktop.ui.help.asking import HelpedDialog
from dangjian_desktop.ui.parts import button, label, row

if TYPE_CHECKING:
    from dangjian_desktop.ui.grid.ledger_grid import LedgerGrid


class BatchChange(HelpedDialog):
    """Writes into the rows that are selected in a grid when 应用 is pressed."""

    help_section = "batch-change"

    def __init__(self, grid: LedgerGrid, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("批量修改")
        self.setMinimumWidth(look.scaled(420))
        self._grid = grid
        self.field, self.value = QComboBox(), QComboBox()
        self.value.setEditable(True)
        for place, column in enumerate(grid.ledger.columns):
            if column.key != "name":
                self.field.addItem(column.heading, place)
        self.told = label("", "quiet", wrap=True)
        form = QFormLayout(self)
        form.setContentsMargins(20, 16, 20, 16)
        form.setSpacing(10)
        form.addRow("栏目", self.field)
        form.addRow("改为", self.value)
        form.addRow(self.told)
        self.apply_button = button("", self.apply, "primary")
        form.addRow(row(None, button("收起", self.reject), self.apply_button))
        self.field.currentIndexChanged.connect(lambda _index: self._offer())
        grid.view.selectionModel().selectionChanged.connect(lambda _new, _old: self._count())
        self._offer()
        self._count()
        self.finished.connect(self.deleteLater)

    def _offer(self) -> None:
        column = self._grid.ledger.columns[self.field.currentData()]
        self.value.clear()
        self.value.addItems(list(self._grid.model.choices.get(column.key, ())))
        self.value.setCurrentText("")

    def _count(self) -> None:
        count = len(self._grid.view.selected_rows())
        self.apply_button.setText(f"应用到 {count} 人")
        self.apply_button.setEnabled(count > 0)

    def apply(self) -> None:
        """Write the value; what cannot be taken turns red in the grid."""
        rows, place = self._grid.view.selected_rows(), self.field.currentData()
        heading, text = self.field.currentText(), self.value.currentText().strip()
        self._grid.view.write({(line, place): text for line in rows}, f"批量修改{heading} {len(rows)} 人")
        self.told.setText(f"{len(rows)} 人的“{heading}”已改为“{text or '空'}”。可以接着改别的栏目。")
