"""The rail of pages at the left; Ctrl+1 … Ctrl+9, Ctrl+0, F6 and F12 go there too."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QListWidget, QWidget

from dangjian_desktop.ui import icons, look, words

WIDTH = 148
ICONS = {
    words.HOME: "house",
    words.ROSTER: "users",
    "posts": "clipboard-list",
    "areas": "map-pin",
    "commitments": "handshake",
    "pioneers": "flag",
    "pacesetters": "award",
    words.PRINTING: "printer",
    words.EXCHANGE: "arrow-left-right",
    words.OVERVIEW: "chart-column",
    words.APPROVAL: "stamp",
    words.SETTINGS: "sliders-horizontal",
}
OTHER = "clipboard-list"


class Rail(QListWidget):
    """One line a page: ``wanted`` when the mouse or the code chooses one, ``keyed`` when its keys are pressed."""

    wanted = Signal(str)
    keyed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAccessibleName("页面")
        self.addItems([title for _, title in words.PAGES])
        for place, (key, title) in enumerate(words.PAGES):
            keys = words.PAGE_KEYS[place]
            self.item(place).setToolTip(f"{title}（{keys}）")
            QShortcut(QKeySequence(keys), self).activated.connect(partial(self.keyed.emit, key))
        look.fit(self, self._fit)
        self.currentRowChanged.connect(self._tell)

    def _fit(self) -> None:
        self.setFixedWidth(look.scaled(WIDTH))
        self.setIconSize(icons.size())
        for place, (key, _) in enumerate(words.PAGES):
            self.item(place).setIcon(icons.icon(ICONS.get(key, OTHER)))

    def offer(self, *, units: bool) -> None:
        """Offer 总支总览 and 审批 to an office that has units, and to no other."""
        for key in words.FOR_UNITS:
            self.item(_place(key)).setHidden(not units)

    def go_to(self, key: str) -> bool:
        """Choose a page; return whether it is offered."""
        place = _place(key)
        if self.item(place).isHidden():
            return False
        self.setCurrentRow(place)
        return True

    def leave(self) -> None:
        """Choose none."""
        self.setCurrentRow(-1)

    def _tell(self, place: int) -> None:
        if place >= 0:
            self.wanted.emit(words.PAGES[place][0])


def _place(key: str) -> int:
    return next(place for place, (name, _) in enumerate(words.PAGES) if name == key)
