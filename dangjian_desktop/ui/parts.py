"""Small widgets that several pages are built from."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

PAGE_MARGINS = (20, 14, 20, 12)


def label(text: str = "", name: str = "", *, wrap: bool = False) -> QLabel:
    """Return a label of one of the looks: title, heading, quiet, number, or plain."""
    made = QLabel(text)
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


def empty(layout: QVBoxLayout | QHBoxLayout) -> None:
    """Take all widgets out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()


class PageFrame(QWidget):
    """A page with its title at the top left."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.head = row(label(title, "title"), None)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(*PAGE_MARGINS)
        self.body.setSpacing(10)
        self.body.addLayout(self.head)
