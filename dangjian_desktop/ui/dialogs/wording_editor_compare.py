"""对比默认: what a form says otherwise than the shipped words, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QVBoxLayout, QWidget

from dangjian_desktop.ui import look
from dangjian_desktop.ui.help.asking import HelpedDialog
from dangjian_desktop.ui.parts import button, label, row
from dangjian_desktop.ui.plain_table import ROW_HEIGHT, PlainModel
from dangjian_desktop.ui.read_table import ReadTable

SAME = "用的都是默认的措辞和栏目"
SIZE = (960, 520)
HEADINGS = ("措辞", "状态", "默认", "现在")
WIDTHS = (130, 130)


class CompareTable(ReadTable):
    """Rows of name, state, shipped words and those in force; long ones whole."""

    def __init__(self, pairs: Sequence[tuple[str, str, str, str]]) -> None:
        model = PlainModel(HEADINGS)
        super().__init__("对比默认", model, ROW_HEIGHT)
        model.show(pairs, {})
        self.selectRow(0)
        self.setWordWrap(True)
        self.setShowGrid(True)
        for place, width in enumerate(WIDTHS):
            self.setColumnWidth(place, look.scaled(width))
        for place in (2, 3):
            self.horizontalHeader().setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give each row the height of its words in the new width."""
        super().resizeEvent(event)
        self.resizeRowsToContents()


class CompareDialog(HelpedDialog):
    """Shows a form's own words beside the shipped ones."""

    help_section = "wording-compare"

    def __init__(self, parent: QWidget, title: str, pairs: Sequence[tuple[str, str, str, str]]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("对比默认")
        self.resize(look.room_for(self, SIZE))
        self.title = label(title if pairs else f"{title}　{SAME}", "heading")
        self.table = CompareTable(pairs)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(10)
        layout.addWidget(self.title)
        layout.addWidget(self.table, 1)
        layout.addLayout(row(None, button("关闭", self.accept, "primary")))
