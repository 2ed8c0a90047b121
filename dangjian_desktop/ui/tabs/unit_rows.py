"""支部明细: one branch's rows, to be read only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from dangjian_desktop.ui import overview_verbs
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.parts import button, label, row
from dangjian_desktop.ui.plain_table import PlainTable

if TYPE_CHECKING:
    from dangjian_desktop.ui.overview_verbs import UnitRows

PARTS: Mapping[str, str] = {
    "members": "名册",
    "posts": "设岗",
    "areas": "责任区",
    "commitments": "承诺",
    "pioneers": "先锋岗",
    "pacesetters": "标兵",
}
KEYS = tuple(PARTS)
WIDTH = 110
NOTHING = "这一项没有内容。"


class UnitRowsView(QWidget):
    """The rows of a branch by part; nothing of it can be changed here."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.unit = ""
        self._name = label("", "heading")
        self._none = label(NOTHING, "quiet")
        self._tables = QStackedWidget()
        self.parts = QTabBar()
        self.parts.setExpanding(False)
        self.parts.setAccessibleName("支部的台账")
        for title in PARTS.values():
            self.parts.addTab(title)
        self.back_button = button("返回上报情况", lambda: None)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(row(self._name, label("由支部填写，这里只能查看", "quiet"), None, self.back_button))
        layout.addWidget(self.parts)
        layout.addWidget(self._none)
        layout.addWidget(self._tables, 1)
        self.parts.currentChanged.connect(lambda _place: self._read())

    @property
    def table(self) -> PlainTable | None:
        """The table on the screen."""
        shown = self._tables.currentWidget()
        return shown if isinstance(shown, PlainTable) else None

    def show_unit(self, unit: str, name: str, part: str = "") -> None:
        """Show a branch, at one of its parts if given."""
        self.unit = unit
        self._name.setText(name)
        if part in KEYS and self.parts.currentIndex() != KEYS.index(part):
            self.parts.setCurrentIndex(KEYS.index(part))
        else:
            self._read()

    def _read(self) -> None:
        if self.unit:
            unit, part, period = self.unit, KEYS[self.parts.currentIndex()], self._desk.period
            self._desk.run(lambda office: overview_verbs.unit_rows(office, unit, part, period), self._show)

    def _show(self, found: UnitRows) -> None:
        while self._tables.count():
            old = self._tables.widget(0)
            self._tables.removeWidget(old)
            old.deleteLater()
        table = PlainTable(self._name.text(), [(head, WIDTH) for head in found.heads], stretch=len(found.heads) - 1)
        table.show_rows(found.rows)
        self._tables.addWidget(table)
        self._tables.setVisible(bool(found.rows))
        self._none.setVisible(not found.rows)
