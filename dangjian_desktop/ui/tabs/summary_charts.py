"""统计图: the four charts of 总支总览, each to be copied with its table."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from dangjian_desktop.ui.charts import BarChart, picture
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.grid.clipboard import mime_of
from dangjian_desktop.ui.parts import button, card, label, row

if TYPE_CHECKING:
    from dangjian_desktop.reports.figures import Table

COLUMNS = 2


class SummaryCharts(QScrollArea):
    """Two charts side by side; with many units they are as high as they need, and the page scrolls."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.charts: dict[str, BarChart] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setObjectName("page")
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(0, 0, 4, 0)
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        whole.addLayout(self._grid)
        whole.addStretch(1)
        self.setWidget(inside)

    def show_tables(self, tables: Sequence[Table]) -> None:
        """Draw these tables; the charts stay, so that what has the focus keeps it."""
        for place, table in enumerate(tables):
            if table.key in self.charts:
                self.charts[table.key].show_table(table)
            else:
                self._add(table, place)

    def _add(self, table: Table, place: int) -> None:
        chart = self.charts[table.key] = BarChart(table)
        copy = button("复制到WPS", partial(self.copy, table.key), "quiet")
        copy.setAccessibleName(f"复制{table.title}到WPS")
        copy.setToolTip("复制图和表：在 WPS 文字里粘贴得到图，在 WPS 表格里粘贴得到表")
        frame, layout = card()
        layout.addLayout(row(label(table.title, "heading"), None, copy))
        layout.addWidget(chart)
        layout.addStretch(1)
        self._grid.addWidget(frame, place // COLUMNS, place % COLUMNS)
        self._grid.setColumnStretch(place % COLUMNS, 1)

    def copy(self, key: str) -> None:
        """Put a chart's picture and its table on the clipboard."""
        chart = self.charts[key]
        data = mime_of(chart.table.block())
        data.setImageData(picture(chart.table, self.font()))
        QGuiApplication.clipboard().setMimeData(data)
        self._desk.tell(f"已复制“{chart.table.title}”的图和表，可以粘贴到 WPS。")
