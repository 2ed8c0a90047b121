"""What stands above an empty list: what it is for, and a button for each way to begin."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from dangjian_desktop.ui.parts import button, label, row

Way = tuple[str, Callable[[], object]]


class EmptyStrip(QFrame):
    """A sentence and the ways to begin; the first is the main one."""

    def __init__(self, sentence: str, ways: Sequence[Way], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.buttons: list[QPushButton] = [
            button(text, verb, "" if place else "primary") for place, (text, verb) in enumerate(ways)
        ]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 12)
        layout.setSpacing(8)
        layout.addWidget(label(sentence, "heading", wrap=True))
        layout.addLayout(row(*self.buttons, None))
