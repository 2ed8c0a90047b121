"""Choosing people from a list: ticks, a filter while typing, all or none at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QRegularExpression, QSortFilterProxyModel, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QDialog, QLineEdit, QListView, QVBoxLayout, QWidget

from dangjian_desktop.core.search import pattern
from dangjian_desktop.ui import look, verbs
from dangjian_desktop.ui.help.asking import HelpedDialog
from dangjian_desktop.ui.parts import button, label, row
from dangjian_desktop.ui.read_table import MarkDelegate

CHECKED, UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked
ID = Qt.ItemDataRole.UserRole
KEY = ID + 1


TOLD = "只打印勾选的人。空格键勾选或取消。"


class PeopleDialog(HelpedDialog):
    """People with a tick each; nobody ticked cannot be accepted, for it would mean everybody elsewhere."""

    help_section = "print-people"

    def __init__(
        self, parent: QWidget, people: Sequence[tuple[str, str]], chosen: Collection[str], told: str = TOLD
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("选人")
        self.setMinimumSize(look.scaled(380), look.scaled(480))
        self.model = QStandardItemModel(self)
        keys = verbs.search_keys([name for _, name in people])
        for (person, name), key in zip(people, keys, strict=True):
            item = QStandardItem(name)
            item.setData(person, ID)
            item.setData(key, KEY)
            item.setEditable(False)
            item.setCheckable(True)
            item.setCheckState(CHECKED if not chosen or person in chosen else UNCHECKED)
            self.model.appendRow(item)
        self._shown = QSortFilterProxyModel(self)
        self._shown.setSourceModel(self.model)
        self._shown.setFilterRole(KEY)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("打汉字、全拼或首字母，只看这些人")
        self.filter.setAccessibleName("查找姓名")
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._show_matching)
        self.list = QListView()
        self.list.setAccessibleName("党员")
        self.list.setModel(self._shown)
        self.list.setItemDelegate(MarkDelegate(self.list))
        self.accept_button = button("", self.accept, "primary")
        self._lay_out(told)
        self.model.itemChanged.connect(lambda _item: self._tell())
        self._tell()

    def _lay_out(self, told: str) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(label(told, "quiet", wrap=True))
        layout.addWidget(self.filter)
        layout.addWidget(self.list, 1)
        every = button("全选", lambda: self._tick(CHECKED))
        none = button("全不选", lambda: self._tick(UNCHECKED))
        layout.addLayout(row(every, none, None, button("放弃", self.reject), self.accept_button))

    @classmethod
    def ask(
        cls, parent: QWidget, people: Sequence[tuple[str, str]], chosen: Collection[str], told: str = TOLD
    ) -> tuple[str, ...] | None:
        """Return the ids of the people ticked, in their order; empty for all of them; None when given up."""
        dialog = cls(parent, people, chosen, told)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        ticked = dialog.ticked()
        dialog.deleteLater()
        if not accepted:
            return None
        return () if len(ticked) == len(people) else ticked

    def ticked(self) -> tuple[str, ...]:
        """Return the ids of the people ticked."""
        items = [self.model.item(place) for place in range(self.model.rowCount())]
        return tuple(item.data(ID) for item in items if item.checkState() == CHECKED)

    def _show_matching(self, typed: str) -> None:
        wanted = pattern(typed).pattern if typed.strip() else ""
        self._shown.setFilterRegularExpression(QRegularExpression(wanted))

    def _tick(self, state: Qt.CheckState) -> None:
        """Tick or clear those on the screen; whom the filter hides stay as they are."""
        for place in range(self._shown.rowCount()):
            self.model.itemFromIndex(self._shown.mapToSource(self._shown.index(place, 0))).setCheckState(state)

    def _tell(self) -> None:
        count = len(self.ticked())
        self.accept_button.setText(f"选定 {count} 人")
        self.accept_button.setEnabled(count > 0)
