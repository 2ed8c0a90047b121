"""The bar above the pages: whose data, which year and quarter, undo and redo with their names."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from dangjian_desktop.core.dates import QUARTER_NAMES
from dangjian_desktop.ui import icons, look, words
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.parts import button, label

if TYPE_CHECKING:
    from dangjian_desktop.services.history import Entry

YEARS_BACK, YEARS_ON = 5, 1
VERB_LENGTH = 14


class TopBar(QWidget):
    """Office, period, undo and redo."""

    def __init__(
        self, desk: Desk, undo: Callable[[], object], redo: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("top")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk = desk
        self.office = label("", "office")
        self.office.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.year, self.quarter = QComboBox(), QComboBox()
        self.year.setAccessibleName("年度")
        self.quarter.setAccessibleName("季度")
        this_year = desk.period.year
        for year in range(this_year + YEARS_ON, this_year - YEARS_BACK - 1, -1):
            self.year.addItem(f"{year}年度", year)
        for quarter, name in enumerate(QUARTER_NAMES):
            if quarter:
                self.quarter.addItem(name, quarter)
        self.undo = button("撤销", undo, "quiet")
        self.redo = button("重做", redo, "quiet")
        look.fit(self, self._draw)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 12, 6)
        layout.setSpacing(8)
        layout.addWidget(self.office, 1)
        for widget in (self.year, self.quarter, self.undo, self.redo):
            layout.addWidget(widget)
        for box in (self.year, self.quarter):
            box.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a wheel that passes over must not change the period
        for keys, step in zip(words.PERIOD_KEYS, (-1, 1), strict=True):
            QShortcut(QKeySequence(keys), self).activated.connect(partial(self._step, step))
        self.quarter.setToolTip("Alt+PgUp 上一季度，Alt+PgDn 下一季度")
        self.show_period()
        self.show_history(None, None)
        self.year.currentIndexChanged.connect(self._chosen)
        self.quarter.currentIndexChanged.connect(self._chosen)
        desk.period_changed.connect(self.show_period)

    def _draw(self) -> None:
        for made, name in ((self.undo, "undo-2"), (self.redo, "redo-2")):
            made.setIcon(icons.icon(name))
            made.setIconSize(icons.size())

    def show_office(self, name: str) -> None:
        """Show whose data file is open."""
        self.office.setText(name)
        self.office.setToolTip(name)

    def show_period(self) -> None:
        """Show the period that the pages show."""
        with QSignalBlocker(self.year), QSignalBlocker(self.quarter):
            self.year.setCurrentIndex(self.year.findData(self._desk.period.year))
            self.quarter.setCurrentIndex(self.quarter.findData(self._desk.period.quarter))

    def show_history(self, undoable: Entry | None, redoable: Entry | None) -> None:
        """Name what undo and redo would do."""
        self._name(self.undo, "撤销", undoable.verb if undoable else "")
        self._name(self.redo, "重做", redoable.verb.removeprefix("撤销：") if redoable else "")

    def _name(self, made: QPushButton, word: str, verb: str) -> None:
        text = f"{word}：{verb}" if verb else word
        short = verb if len(verb) <= VERB_LENGTH else f"{verb[: VERB_LENGTH - 1]}…"
        made.setText(f"{word}：{short}" if verb else word)
        made.setToolTip(text)
        made.setEnabled(bool(verb))

    def _step(self, step: int) -> None:
        """Go on by a quarter, over the end of the year too, as far as years are offered."""
        year, quarter = divmod(self._desk.period.year * 4 + self._desk.period.quarter - 1 + step, 4)
        if self.year.findData(year) >= 0:
            self._desk.set_period(year, quarter + 1)

    def _chosen(self, _index: int) -> None:
        self._desk.set_period(self.year.currentData(), self.quarter.currentData())
