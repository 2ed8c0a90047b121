"""The list of nominations before this office: filters above, one line each, several may be chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QVBoxLayout, QWidget

from dangjian_desktop.ui import words
from dangjian_desktop.ui.palette import Colour
from dangjian_desktop.ui.parts import label, row
from dangjian_desktop.ui.plain_table import PlainTable

if TYPE_CHECKING:
    from dangjian_desktop.services.decision_queue import Waiting

COLUMNS = (("姓名", 70), ("事项", 126), ("支部", 88), ("状态", 92))
OPEN, EVERYTHING = "待办理", "全部状态"
ALL_AWARDS, ALL_UNITS = "全部事项", "全部支部"
EMPTY = "没有符合的推荐人选。支部上报、接收合并以后，先锋岗和标兵的推荐会列在这里。"
HELD = "✕ "


class ApprovalList(QWidget):
    """Shows what the filters leave; ``moved`` tells that another line is the current one, or the choice changed."""

    help_section = "approval"
    moved = Signal()
    approve_asked_for = Signal()
    return_asked_for = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[Waiting] = ()
        self.rows: list[Waiting] = []
        self.award, self.unit, self.state = (self._filter(name) for name in ("事项", "支部", "状态"))
        self.table = PlainTable("推荐人选", COLUMNS, stretch=2)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._count = label("", "quiet", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        filters = row(self.state, self.award, self.unit)
        for place in (1, 2):
            filters.setStretch(place, 1)
        layout.addLayout(filters)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._count)
        self.table.selectionModel().selectionChanged.connect(lambda _new, _old: self._tell())
        approving, returning = words.APPROVAL_KEYS
        for key, signal in (
            (approving, self.approve_asked_for),
            (Qt.Key.Key_Enter, self.approve_asked_for),
            (returning, self.return_asked_for),
        ):
            shortcut = QShortcut(QKeySequence(key), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(signal)

    def _filter(self, name: str) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName(name)
        made.setMinimumContentsLength(5)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.currentIndexChanged.connect(lambda _index: self._refill())
        return made

    @property
    def current(self) -> Waiting | None:
        """The line with the cursor."""
        place = self.table.currentIndex().row()
        return self.rows[place] if 0 <= place < len(self.rows) else None

    @property
    def chosen(self) -> list[Waiting]:
        """The chosen lines in their order, the current one first among equals."""
        places = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        return [self.rows[place] for place in places if place < len(self.rows)]

    def show_rows(self, rows: Sequence[Waiting]) -> None:
        """Show other rows; the cursor stays with its person, or at its place when that one is done with."""
        self._all = rows
        self._offer(self.state, [OPEN, EVERYTHING, *dict.fromkeys(each.state.value for each in rows)])
        self._offer(self.award, [ALL_AWARDS, *dict.fromkeys(each.title for each in rows)])
        self._offer(self.unit, [ALL_UNITS, *sorted({each.unit for each in rows})])
        self._refill()

    def _offer(self, box: QComboBox, texts: Sequence[str]) -> None:
        before = box.currentText()
        with QSignalBlocker(box):
            box.clear()
            box.addItems(list(texts))
            box.setCurrentIndex(max(box.findText(before), 0))

    def _refill(self) -> None:
        before = self.current
        place = max(self.table.currentIndex().row(), 0)
        self.rows = [each for each in self._all if self._fits(each)]
        marks = {(at, 3): colour for at, each in enumerate(self.rows) if (colour := self._colour(each))}
        with QSignalBlocker(self.table):
            self.table.show_rows([self._texts(each) for each in self.rows], marks)
        ids = [each.id for each in self.rows]
        if ids:
            self._go_to(ids.index(before.id) if before and before.id in ids else min(place, len(ids) - 1))
        self._tell()

    def _go_to(self, place: int) -> None:
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.table.selectionModel().setCurrentIndex(self.table.plain.index(place, 0), flags)

    def _fits(self, each: Waiting) -> bool:
        wanted = self.state.currentText()
        state = each.is_open if wanted == OPEN else wanted in (EVERYTHING, each.state.value)
        award = self.award.currentText() in (ALL_AWARDS, each.title)
        return state and award and self.unit.currentText() in (ALL_UNITS, each.unit)

    def _texts(self, each: Waiting) -> tuple[str, ...]:
        state = "有修改申请" if each.open_requests else each.state.value
        return each.person, each.title, each.unit, f"{HELD if each.clash and each.blocks else ''}{state}"

    def _colour(self, each: Waiting) -> Colour | None:
        if each.open_requests or (each.clash and each.blocks) or each.state.value.startswith("有异议"):
            return Colour.ACCENT
        return Colour.WARN if each.blocks else None

    def _hint(self) -> str:
        moves = self.current.moves if self.current else frozenset()
        if "file" in moves:
            return "。在右边填备案编号，回车就备案"
        return "。回车批准，F8 退回" if "refuse" in moves else ""

    def _tell(self) -> None:
        chosen = len(self.chosen)
        if not self.rows:
            self._count.setText(EMPTY)
        else:
            self._count.setText(f"{len(self.rows)} 人" + (f"，选中 {chosen} 人" if chosen > 1 else self._hint()))
        self.moved.emit()
