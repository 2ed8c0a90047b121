"""Small widgets that several pages are built from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QDateEdit,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

if TYPE_CHECKING:
    from dangjian_desktop.ui.grid.ledger_grid import LedgerGrid

PAGE_MARGINS = (20, 14, 20, 12)


class Wrapped(QLabel):
    """Lines of text that never get less height than they need, however narrow their window is made."""

    _least = 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for as much height as the new width needs."""
        super().resizeEvent(event)
        self._ask_for_height()

    def setText(self, text: str) -> None:
        """Show another text."""
        super().setText(text)
        if self.isVisible():
            self._ask_for_height()

    def setMinimumHeight(self, height: int) -> None:
        """Keep at least this height, whatever the text needs."""
        self._least = height
        self._ask_for_height()

    def _ask_for_height(self) -> None:
        # What Qt says a width needs is never less than the height asked for before.
        super().setMinimumHeight(self._least)
        needs = self.heightForWidth(self.width()) if self.text() else 0
        super().setMinimumHeight(max(self._least, needs))


def label(text: str = "", name: str = "", *, wrap: bool = False) -> QLabel:
    """Return a label of one of the looks: title, heading, quiet, number, or plain."""
    made = Wrapped(text) if wrap else QLabel(text)
    made.setObjectName(name)
    made.setWordWrap(wrap)
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made


def button(text: str, verb: Callable[[], object], look: str = "") -> QPushButton:
    """Return a button of one of the looks: primary, quiet, or plain."""
    made = QPushButton(text)
    made.setObjectName(look)
    made.setAutoDefault(True)  # so that Enter presses it, as people expect, and not only the space bar
    made.clicked.connect(lambda _checked=False: verb())
    return made


def day_field(name: str, day: date) -> QDateEdit:
    """Return a field for a day with a calendar to pick from."""
    made = QDateEdit(QDate(day.year, day.month, day.day))
    made.setCalendarPopup(True)
    made.setDisplayFormat("yyyy-MM-dd")
    for named in (made, made.lineEdit()):
        named.setAccessibleName(name)
    return made


def change_look(made: QPushButton, look: str) -> None:
    """Give a button another of the looks."""
    made.setObjectName(look)
    made.style().polish(made)


def row(*widgets: QWidget | None) -> QHBoxLayout:
    """Return widgets side by side; None is the space that stretches."""
    layout = QHBoxLayout()
    layout.setSpacing(8)
    for widget in widgets:
        if widget is None:
            layout.addStretch(1)
        else:
            layout.addWidget(widget)
    return layout


def choices_form(owner: QWidget) -> QFormLayout:
    """Return rows of choices for a page; forms one below the other stand in line."""
    form = QFormLayout(owner)
    form.setContentsMargins(0, 0, 0, 0)
    form.setHorizontalSpacing(10)
    form.setVerticalSpacing(6)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    return form


def card(*widgets: QWidget) -> tuple[QFrame, QVBoxLayout]:
    """Return a white frame with widgets one below the other."""
    frame = QFrame()
    frame.setObjectName("card")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(14, 10, 14, 10)
    layout.setSpacing(6)
    for widget in widgets:
        layout.addWidget(widget)
    return frame, layout


def scrolling(widget: QWidget) -> QScrollArea:
    """Return a place where a widget keeps its height, whatever the room."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(widget)
    return area


class Page(QWidget):
    """A page of the rail, with what the window asks of any page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")

    @property
    def grid(self) -> LedgerGrid | None:
        """The grid on the screen, if the page has one."""
        return None

    @property
    def drafts(self) -> int:
        """How many rows are not saved."""
        return 0

    @property
    def start(self) -> QWidget | None:
        """Where the keys go when the page is opened by its keys."""
        return self.grid.view if self.grid else None

    def go_to(self, ledger: str) -> None:
        """Show a ledger, where the page has several."""


class PageFrame(Page):
    """A page with its title at the top left."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = row(label(title, "title"), None)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(*PAGE_MARGINS)
        self.body.setSpacing(10)
        self.body.addLayout(self.head)
