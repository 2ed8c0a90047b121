"""上报与接收: packages out on the left, packages in on the right."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QSplitter, QWidget

from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.parts import PageFrame
from dangjian_desktop.ui.tabs.receiving import ReceivingPanel
from dangjian_desktop.ui.tabs.sending import SendingPanel

if TYPE_CHECKING:
    from dangjian_desktop.services.exchange import Packed

HALVES = [580, 600]


class ExchangePage(PageFrame):
    """Both directions of the stick."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("上报与接收", parent)
        self._desk = desk
        self.sending = SendingPanel(desk)
        self.receiving = ReceivingPanel(desk)
        self.receiving.replied.connect(self._tell_replies)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.setHandleWidth(20)
        split.addWidget(_scrolled(self.sending))
        split.addWidget(self.receiving)
        split.setSizes(HALVES)
        self.body.addWidget(split, 1)

    @property
    def start(self) -> QWidget:
        """The files that came in, else the way to make a package."""
        return self.receiving.files if self.receiving.parcels else self.sending.start

    def look_at(self, paths: Sequence[Path]) -> None:
        """Show what dropped or chosen files would change."""
        self.receiving.look_at(paths)

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
    return area
