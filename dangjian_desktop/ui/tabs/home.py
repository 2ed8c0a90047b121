"""首页: what is to do and by when, how far the five schemes are, what the data check finds (screens.md 2.1)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QProgressBar, QVBoxLayout, QWidget

from dangjian_desktop.core.dates import QUARTER_NAMES
from dangjian_desktop.ui import file_menu, home_verbs, look, words
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.findings_table import FindingsTable, summary
from dangjian_desktop.ui.fresh import KeptFresh
from dangjian_desktop.ui.parts import PageFrame, button, card, label, row
from dangjian_desktop.ui.todo_list import TodoList

WEEKDAYS = "一二三四五六日"


class HomePage(PageFrame):
    """To-dos, progress and the check list; with an empty roster, how to begin."""

    help_section = "home"
    import_asked_for = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("首页", parent)
        self._desk = desk
        today = desk.clock().date()
        day = f"今天 {today.year}年{today.month}月{today.day}日 星期{WEEKDAYS[today.weekday()]}"
        self.head.addWidget(label(day, "quiet"))
        self._shown: dict[str, NumberCard] = {}
        self._numbers = NumberCards()
        self._start = self._start_card()
        self.findings = FindingsTable()
        self.findings.chosen.connect(desk.asked_for)
        self._summary = label("", "quiet")
        self._kept = label("", "quiet")
        self.todos = TodoList(desk)
        self.body.addWidget(self.todos)
        self.body.addWidget(self._numbers)
        self.body.addWidget(self._start)
        self._nothing = label("没有发现问题。", "quiet")
        self.body.addLayout(row(label("数据检查", "heading"), self._summary, None, self._kept))
        self.body.addWidget(self._nothing)
        self.body.addWidget(self.findings, 1)
        self._spare = QWidget()
        self.body.addWidget(self._spare, 1)
        KeptFresh(self, desk, self._read)

    def _start_card(self) -> QFrame:
        return self._begin_with_roster() if self._desk.kind == "branch" else self._begin_with_packages()

    def _begin_with_packages(self) -> QFrame:
        frame, layout = card(
            label("还没有收到支部的上报包", "heading"),
            label("把U盘里的上报包拖到这个窗口里，先看清要改什么，再合并。名册和五项工作随上报包一起来。", "quiet"),
        )
        self._begin = button("去接收", lambda: self._desk.asked_for.emit(words.EXCHANGE, ""), "primary")
        layout.addLayout(row(self._begin, None))
        return frame

    def _begin_with_roster(self) -> QFrame:
        frame, layout = card(
            label("名册是所有表格的来源", "heading"),
            label("先录入党员名册，五项工作和九张表格都从名册取人名和资料。", "quiet"),
        )
        self._begin = button("导入 Excel/WPS 表格…", self.import_asked_for.emit, "primary")
        layout.addLayout(
            row(
                self._begin,
                button("从 WPS 粘贴…", lambda: file_menu.paste_workbook(self._desk, self.window())),
                button("手工录入名册", lambda: self._desk.asked_for.emit(words.ROSTER, "")),
                None,
            )
        )
        return frame

    @property
    def start(self) -> QWidget:
        """The check list, or how to begin."""
        return self.findings if self.findings.isVisibleTo(self) else self._begin

    def _read(self) -> None:
        period = self._desk.period
        self._desk.run(lambda office: home_verbs.read_home(office, period), self._show)

    def _show(self, home: home_verbs.Home) -> None:
        period = self._desk.period
        when = f"{period.year}年{QUARTER_NAMES[period.quarter]}"
        self.todos.show_agenda(home.agenda)
        for each in home.cards:
            self._show_number(each)
        self._start.setVisible(home.members == 0)
        found = bool(home.findings) and home.members > 0
        self.findings.findings.show(home.findings)
        self.findings.setVisible(found)
        self._nothing.setVisible(not found)
        self._spare.setVisible(not found)
        first = "录入名册" if self._desk.kind == "branch" else "接收上报包"
        self._nothing.setText("没有发现问题。" if home.members else f"{first}以后，这里列出要补、要改的地方。")
        self._summary.setText(f"{when}　{summary(home.findings)}" if found else when)
        self._kept.setText(home.kept)

    def _show_number(self, shown: home_verbs.Card) -> None:
        """Cards are made once, so that what has the focus keeps it."""
        if shown.page not in self._shown:
            self._shown[shown.page] = NumberCard(shown, self._desk)
            self._numbers.add(self._shown[shown.page])
        self._shown[shown.page].show_card(shown)


class NumberCards(QWidget):
    """The cards side by side; in two rows where texts are so large that one would cut them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards: list[NumberCard] = []
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self.setMinimumWidth(1)
        look.fit(self, self._flow)

    def add(self, made: NumberCard) -> None:
        """Put one more card at the end."""
        self._cards.append(made)
        self._columns = 0
        self._flow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take one row or two."""
        super().resizeEvent(event)
        self._flow()

    def event(self, event: QEvent) -> bool:
        """Look again when a card needs another width."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._flow()
        return super().event(event)

    def _flow(self) -> None:
        needs = sum(each.minimumSizeHint().width() + self._grid.spacing() for each in self._cards)
        columns = len(self._cards) if needs <= self.width() else (len(self._cards) + 1) // 2
        if columns != self._columns:
            self._columns = columns
            for place, each in enumerate(self._cards):
                self._grid.addWidget(each, place // columns, place % columns)
            for place in range(len(self._cards)):
                self._grid.setColumnStretch(place, int(place < columns))


class NumberCard(QFrame):
    """A scheme's number with a bar, and the way to its page."""

    def __init__(self, shown: home_verbs.Card, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.number, self._unit = label("", "number"), label("", "quiet")
        self._bar = QProgressBar()
        self._bar.setObjectName("share")
        self._bar.setTextVisible(False)
        go = button("打开", lambda: desk.asked_for.emit(shown.page, ""), "link")
        go.setAccessibleName(f"打开{shown.title}")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 10, 10)
        layout.setSpacing(4)
        layout.addLayout(row(label(shown.title, "quiet"), None, go))
        number = row(self.number, self._unit, None)
        number.setSpacing(5)
        layout.addLayout(number)
        layout.addWidget(self._bar)
        kept = self._bar.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self._bar.setSizePolicy(kept)

    def show_card(self, shown: home_verbs.Card) -> None:
        """Show another number."""
        self.number.setText(shown.number)
        self._unit.setText(shown.unit)
        self._bar.setVisible(shown.percent is not None)
        self._bar.setValue(shown.percent or 0)
        self._bar.setAccessibleName(f"{shown.title} {shown.number} {shown.unit}")
