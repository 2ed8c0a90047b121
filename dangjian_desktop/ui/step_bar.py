"""The steps of a scheme in the source's order; a click goes to any of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QPushButton, QWidget

from dangjian_desktop.ui.parts import label

if TYPE_CHECKING:
    from dangjian_desktop.schemes.scheme import Step

CIRCLED = "①②③④⑤⑥⑦⑧⑨"


class StepBar(QWidget):
    """One button a step; nothing is locked."""

    chosen = Signal(int)

    def __init__(self, steps: Sequence[Step], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        self._group = QButtonGroup(self)
        for place, step in enumerate(steps):
            if place:
                layout.addWidget(label("─", "quiet"))
            layout.addWidget(self._button(place, step))
        layout.addStretch(1)
        self._group.idClicked.connect(self.chosen)

    def _button(self, place: int, step: Step) -> QPushButton:
        made = QPushButton(f"{CIRCLED[place]} {step.title}")
        made.setObjectName("step")
        made.setCheckable(True)
        made.setToolTip(f"依据：{step.source}")
        self._group.addButton(made, place)
        return made

    def button(self, place: int) -> QAbstractButton:
        """Return a step's button."""
        return self._group.button(place)

    def choose(self, place: int) -> None:
        """Go to a step as a click would."""
        self._group.button(place).setChecked(True)
        self.chosen.emit(place)

    @property
    def current(self) -> int:
        """The step shown."""
        return self._group.checkedId()
