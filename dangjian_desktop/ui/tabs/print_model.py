"""The nine forms as a table: ticked or not, for whom, how many copies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from dangjian_desktop.ui import look
from dangjian_desktop.ui.palette import Colour
from dangjian_desktop.ui.print_verbs import PaperState
from dangjian_desktop.ui.words import FORM_TITLES, PER_PERSON, TWO_COPIES

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
NOTHING = PaperState()
COPIES_TIP = "打几份，按 F2 或直接打数字修改"
HEADINGS = ("表格", "对象", "份数", "状态")
TITLE, OBJECTS, COPIES, STATE = range(len(HEADINGS))
CHECKED, UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


@dataclass
class Choice:
    """One form's line."""

    number: int
    ticked: bool = False
    copies: int = 1
    state: PaperState = NOTHING

    @property
    def title(self) -> str:
        """The form's number and title."""
        return f"样例{self.number}　{FORM_TITLES[self.number]}"

    @property
    def objects(self) -> str:
        """Whom the form is for."""
        unit = "人" if self.number in PER_PERSON else "张"
        return f"{self.state.papers} {unit}" if self.state.papers else "还没有内容"

    @property
    def told(self) -> str:
        """How many were printed before, and how many of these changed since."""
        if not self.state.printed:
            return "未打印" if self.state.papers else ""
        whole = self.state.printed == self.state.papers
        printed = "已打印" if whole else f"已打印 {self.state.printed}"
        return f"{printed}，{self.state.changed} 有改动" if self.state.changed else printed


class PrintModel(QAbstractTableModel):
    """Which forms to print."""

    ticked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.choices = [Choice(number, copies=2 if number in TWO_COPIES else 1) for number in FORM_TITLES]

    def chosen(self) -> list[Choice]:
        """Return the ticked forms."""
        return [choice for choice in self.choices if choice.ticked]

    def tick_only(self, numbers: tuple[int, ...]) -> None:
        """Tick these forms and no others."""
        for choice in self.choices:
            choice.ticked = choice.number in numbers
        self._announce()

    def tell_states(self, states: dict[int, PaperState]) -> None:
        """Say how many papers each form would be, and what became of them."""
        for choice in self.choices:
            choice.state = states.get(choice.number, NOTHING)
        self._show_all()

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return the number of forms."""
        return 0 if parent.isValid() else len(self.choices)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:  # noqa: ANN401
        """Return a heading."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return HEADINGS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return a form's title, objects and copies."""
        choice = self.choices[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return (choice.title, choice.objects, choice.copies, choice.told)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return (choice.title, choice.objects, COPIES_TIP, choice.told)[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == STATE and choice.state.changed:
            return look.colour(Colour.WARN)
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == TITLE:
            return CHECKED if choice.ticked else UNCHECKED
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what may be changed: the tick and the copies."""
        flags = super().flags(index)
        if index.column() == TITLE:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == COPIES else flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401
        """Take a tick or a number of copies."""
        choice = self.choices[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == TITLE:
            choice.ticked = Qt.CheckState(value) == CHECKED
        elif role == Qt.ItemDataRole.EditRole and index.column() == COPIES and str(value).isdecimal():
            choice.copies = max(1, min(99, int(value)))
        else:
            return False
        self._announce()
        return True

    def _announce(self) -> None:
        self._show_all()
        self.ticked.emit()

    def _show_all(self) -> None:
        self.dataChanged.emit(self.index(0, 0), self.index(len(self.choices) - 1, len(HEADINGS) - 1))
