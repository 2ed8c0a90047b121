"""One type's count: a line to type votes into, the list with the first on top, a tie, and the button that nominates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QFrame,
    QHeaderView,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from dangjian_desktop.core.search import UNIT, SearchIndex, pattern
from dangjian_desktop.ui import look
from dangjian_desktop.ui.grid.editors import is_undo
from dangjian_desktop.ui.palette import Colour
from dangjian_desktop.ui.parts import button, label, row

if TYPE_CHECKING:
    from dangjian_desktop.services.tally import Count, Stander

TYPED = re.compile(r"^\s*(.+?)[\s，,:：]*(\d+)\s*票?\s*$")
PLACE, NAME, VOTES = range(3)
WIDTHS = {PLACE: 48, VOTES: 60}
TIE = "并列第一：请记录复议结果"
MOST_NAMED = 4


class StanderTable(QTableView):
    """Names with votes; a click, Space or + gives one vote, - takes one, Delete takes the person out."""

    voted = Signal(str, int)
    taken_out = Signal(str)

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items = QStandardItemModel(0, 3, self)
        self._items.setHorizontalHeaderLabels(["名次", "姓名", "得票"])
        self.setModel(self._items)
        self.setAccessibleName(f"{kind}得票")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setSectionsClickable(False)
        self.clicked.connect(lambda index: self._vote(index.row(), 1))
        look.fit(self, self._fit)

    def _fit(self) -> None:
        for place, width in WIDTHS.items():
            self.setColumnWidth(place, look.scaled(width))
        self.verticalHeader().setDefaultSectionSize(look.scaled(28))

    @property
    def member(self) -> str:
        """The id of the one in the cursor's row."""
        item = self.item(self.currentIndex().row(), NAME)
        return str(item.data(Qt.ItemDataRole.UserRole)) if item else ""

    def item(self, place: int, column: int) -> QStandardItem | None:
        """Return what stands in a cell, if there is one."""
        return self._items.item(place, column)

    def _vote(self, place: int, more: int) -> None:
        item = self.item(place, NAME)
        if item is not None and item.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.voted.emit(item.data(Qt.ItemDataRole.UserRole), more)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Count by keys."""
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Plus, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._vote(self.currentIndex().row(), 1)
        elif event.key() == Qt.Key.Key_Minus:
            self._vote(self.currentIndex().row(), -1)
        elif event.key() == Qt.Key.Key_Delete and self.member:
            self.taken_out.emit(self.member)
        else:
            super().keyPressEvent(event)

    def show_standers(self, standers: list[Stander], leaders: tuple[str, ...]) -> None:
        """Show these; the cursor stays on its person."""
        kept = self.member
        with QSignalBlocker(self):
            self.clearSpans()
            self._items.setRowCount(len(standers))
            for place, each in enumerate(standers):
                self._show(place, each, standers, each.member_id in leaders)
                if each.member_id == kept:
                    self.setCurrentIndex(self._items.index(place, NAME))

    def _show(self, place: int, each: Stander, standers: list[Stander], leads: bool) -> None:
        better = sum((other.votes or 0) > (each.votes or 0) for other in standers)
        rank = f"第{better + 1}" if each.votes else ""
        name = f"{each.name}　已参加{each.barred}" if each.barred else each.name
        if each.barred:
            self.setSpan(place, NAME, 1, VOTES - NAME + 1)
        for column, text in enumerate((rank, name, "" if each.votes is None else str(each.votes))):
            item = QStandardItem(text)
            item.setData(each.member_id, Qt.ItemDataRole.UserRole)
            item.setData(f"{each.name}，{each.votes or 0} 票，{rank}", Qt.ItemDataRole.AccessibleTextRole)
            item.setToolTip(_tip(each))
            if column != NAME:
                item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            if each.barred:
                item.setFlags(Qt.ItemFlag.ItemIsSelectable)
                item.setForeground(look.colour(Colour.FAINT))
            elif leads:
                font = QFont(self.font())
                font.setBold(True)
                item.setFont(font)
                item.setBackground(look.colour(Colour.TOLD_GROUND))
            elif not each.eligible:
                item.setForeground(look.colour(Colour.QUIET))
            self._items.setItem(place, column, item)


class EntryLine(QLineEdit):
    """A line that leaves undo to the window while it is empty."""

    def event(self, event: QEvent) -> bool:
        """Undo what is typed, else the last entry."""
        if is_undo(event) and not self.text():
            event.ignore()
            return False
        return super().event(event)


class TallyColumn(QFrame):
    """Shows a `Count`; what is done in it is told by signals."""

    voted = Signal(str, int)
    written = Signal(str, int)
    taken_out = Signal(str)
    resolved = Signal(str)
    put_forward = Signal(str)
    refused = Signal(str)

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.count: Count | None = None
        self.entry = EntryLine()
        self.entry.setAccessibleName(f"{kind}：姓名和票数")
        self.entry.setPlaceholderText("姓名或首字母 票数，如 zs 12")
        self.entry.returnPressed.connect(self._take)
        self.everybody = QCheckBox("显示全部")
        self.everybody.setToolTip("也列出不在着重评选范围的党员")
        self.everybody.toggled.connect(lambda _on: self._show())
        self.table = StanderTable(kind)
        self.table.voted.connect(self.voted)
        self.table.taken_out.connect(self.taken_out)
        self.tie = label(TIE, "soon", wrap=True)
        self.resolution = QLineEdit()
        self.resolution.setAccessibleName(f"{kind}：复议结果")
        self.resolution.setPlaceholderText("再次测评的结果，或支委会决定及理由")
        self.resolution.editingFinished.connect(self._resolve)
        self._total = label("", "quiet")
        self.nominate = button("推荐", lambda: self.put_forward.emit(self.table.member))
        title = label(kind, "heading")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(6)
        layout.addLayout(row(title, None, self.everybody))
        layout.addWidget(self.entry)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.tie)
        layout.addWidget(self.resolution)
        layout.addLayout(row(self._total, None, self.nominate))
        self._title = title

    def show_count(self, count: Count) -> None:
        """Show a count anew."""
        self.count = count
        self._title.setToolTip(count.source)
        for widget in (self.entry, self.resolution):
            widget.setReadOnly(bool(count.closed))
        self._show()

    def _show(self) -> None:
        count = self.count
        if count is None:
            return
        listed = [
            each for each in count.standers if each.votes is not None or each.eligible or self.everybody.isChecked()
        ]
        self.table.show_standers(listed, count.leaders)
        self.tie.setVisible(count.tied)
        self.resolution.setVisible(count.tied or bool(count.resolution))
        if not (self.resolution.hasFocus() and self.resolution.isModified()):
            self.resolution.setText(count.resolution)
        self._total.setText("已封票" if count.closed else f"共 {count.total} 票" if count.total else "")
        self._total.setToolTip(count.closed)
        first = next((each.name for each in count.standers if count.leaders[:1] == (each.member_id,)), "")
        self.nominate.setText(f"已推荐{count.nominee}" if count.nominee else "推荐" if count.tied else f"推荐{first}")
        self.nominate.setEnabled(bool(count.leaders) and not count.nominee)
        self.nominate.setToolTip("并列时，先记录复议结果，再选中定下的一人" if count.tied else "")

    def _take(self) -> None:
        """Take 「zs 12」; a name that fits several is asked for in full."""
        typed = TYPED.match(self.entry.text())
        if self.count is None or not self.entry.text().strip():
            return
        if typed is None:
            self.refused.emit(f"“{self.entry.text()}”看不出票数。请写姓名或首字母，空一格，再写票数，例如 zs 12。")
            return
        found = self._named(typed[1].strip())
        if len(found) != 1:
            named = "、".join(each.name for each in found[:MOST_NAMED])
            told = f"对得上 {named}" if found else "在名册里没有"
            self.refused.emit(f"“{typed[1].strip()}”{told}，没有记票。请把姓名写全再按回车。")
            self.entry.selectAll()
            return
        self.written.emit(found[0].member_id, int(typed[2]))
        self.entry.clear()

    def _named(self, typed: str) -> list[Stander]:
        """Whom a text means: a whole name, else those of the list whom it fits, else anybody whom it fits."""
        standers = list(self.count.standers) if self.count else []
        exact = [each for each in standers if each.name == typed] or [s for s in standers if _is_whole(typed, s.key)]
        found = [standers[place] for place in SearchIndex([each.key for each in standers]).find(typed)]
        listed = [each for each in found if (each.eligible or each.votes is not None) and not each.barred]
        return [each for each in exact if not each.barred] or exact or listed or found

    def _resolve(self) -> None:
        if self.count is not None and self.resolution.text().strip() != self.count.resolution:
            self.resolved.emit(self.resolution.text())


def _is_whole(typed: str, key: str) -> bool:
    """Tell whether pinyin or initials are those of a whole name: zs is 张三 before it is 郑淑芬."""
    found = pattern(typed).search(key)
    return found is not None and key[: found.start()].count(UNIT) == 1 and UNIT not in key[found.end() :]


def _tip(each: Stander) -> str:
    if each.barred:
        return f"本季度已参加{each.barred}评选（每人每季度仅能参与一项）"
    return "单击或按空格加 1 票，按 - 减 1 票，Delete 去掉" + ("" if each.eligible else "；不在着重评选的范围")
