"""修改记录: what was changed in one row, when and by which action."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dangjian_desktop.ui import look
from dangjian_desktop.ui.help.asking import HelpedDialog
from dangjian_desktop.ui.parts import button, label, row
from dangjian_desktop.ui.plain_table import PlainTable

if TYPE_CHECKING:
    from dangjian_desktop.services.row_changes import RowChange

COLUMNS = (("时间", 130), ("操作", 170), ("栏目", 110), ("原来", 180), ("改为", 180))


class RowChangesDialog(HelpedDialog):
    """The changes of a row, newest first."""

    help_section = "row-changes"

    def __init__(self, parent: QWidget, title: str, changes: Sequence[RowChange]) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"修改记录 - {title}")
        self.resize(look.room_for(self, (860, 420)))
        self.table = PlainTable("修改记录", COLUMNS, stretch=4)
        self.table.show_rows([(each.at, each.verb, each.column, each.before, each.after) for each in changes])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(label(f"共 {len(changes)} 处修改，最近的在最上面。" if changes else "没有修改记录。", "quiet"))
        layout.addWidget(self.table, 1)
        layout.addLayout(row(None, button("收起", self.accept)))
        self.finished.connect(self.deleteLater)
