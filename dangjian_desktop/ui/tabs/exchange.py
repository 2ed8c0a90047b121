"""上报与接收: packages in and out, and 待核实, what is open between the offices."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QSplitter, QStackedWidget, QTabBar, QWidget

from dangjian_desktop.ui import look
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.parts import PageFrame
from dangjian_desktop.ui.tabs.open_list import OpenList
from dangjian_desktop.ui.tabs.receiving import ReceivingPanel
from dangjian_desktop.ui.tabs.sending import SendingPanel

if TYPE_CHECKING:
    from dangjian_desktop.services.exchange import Packed
    from dangjian_desktop.services.open_points import Point

HALVES = [600, 580]
OPEN = "待核实"


class ExchangePage(PageFrame):
    """A branch has both directions side by side; an office with units needs the whole width to look packages through."""

    help_section = "exchange"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("上报与接收", parent)
        self._desk = desk
        self.sending = SendingPanel(desk)
        self.receiving = ReceivingPanel(desk)
        self.open = OpenList(desk)
        self.receiving.replied.connect(self._tell_replies)
        self.views, self._pages = QTabBar(), QStackedWidget()
        self.views.setExpanding(False)
        self.views.setAccessibleName("上报与接收的各部分")
        both = desk.kind == "branch"
        self._first = self._side_by_side() if both else self.receiving
        self._add("上报、接收" if both else "接收、合并", self._first)
        self._add(OPEN, self.open)
        if not both:
            self._add("上报、已发出的包", _scrolled(self.sending))
        self.body.addWidget(self.views)
        self.body.addWidget(self._pages, 1)
        self.views.currentChanged.connect(self._pages.setCurrentIndex)
        self.open.counted.connect(self._count)
        self.open.receiving_asked_for.connect(lambda: self.show_view(self._first))
        self.open.landed.connect(self._land)
        desk.changed.connect(self._count_again)

    def _side_by_side(self) -> QSplitter:
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.setHandleWidth(20)
        split.addWidget(_scrolled(self.sending))
        split.addWidget(self.receiving)
        split.setSizes(HALVES)
        return split

    def _add(self, title: str, page: QWidget) -> None:
        self.views.addTab(title)
        self._pages.addWidget(page)

    @property
    def start(self) -> QWidget:
        """The files that came in, else the way to begin."""
        if self.receiving.parcels:
            return self.receiving.files
        return self.sending.start if self._desk.kind == "branch" else self.receiving.choose_button

    def go_to(self, ledger: str) -> None:
        """Show what is open; the page has no ledgers."""
        if ledger == OPEN:
            self.show_view(self.open)

    def show_view(self, page: QWidget) -> None:
        """Show one of the parts."""
        at = next(
            at
            for at in range(self._pages.count())
            if self._pages.widget(at).isAncestorOf(page) or self._pages.widget(at) is page
        )
        self.views.setCurrentIndex(at)

    def look_at(self, paths: Sequence[Path]) -> None:
        """Show what dropped or chosen files would change."""
        self.show_view(self.receiving)
        self.receiving.look_at(paths)

    def showEvent(self, event: object) -> None:
        """Count what is open though its list is not on the screen."""
        super().showEvent(event)  # type: ignore[arg-type]
        self._count_again(None)

    def _count_again(self, _changes: object) -> None:
        if self.isVisible() and not self.open.isVisible():
            self.open.read()

    def _count(self, count: int) -> None:
        self.views.setTabText(1, f"{OPEN} {count}" if count else OPEN)

    def _land(self, point: Point) -> None:
        """Go to the cell that a line is about."""
        from dangjian_desktop.ui.review_verbs import place_of

        self._desk.todo_asked_for.emit(place_of(point))

    def _tell_replies(self, packed: list[Packed]) -> None:
        self.sending.show_made(packed[-1])
        names = "、".join(each.path.name for each in packed)
        self._desk.tell(f"已生成回执 {len(packed)} 个，放在“{packed[-1].path.parent}”：{names}。")


def _scrolled(panel: QWidget) -> QScrollArea:
    """With large text the panel is higher than a small screen; its sentences must not be squeezed."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(panel)
    panel.setObjectName("page")
    look.fit(area, lambda: area.setMinimumWidth(panel.minimumSizeHint().width()))
    return area
