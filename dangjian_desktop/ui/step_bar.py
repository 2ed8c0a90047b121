"""The steps of a scheme in the source's order; a click goes to any of them, Alt with an arrow to the one before or after."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QPushButton, QWidget

from dangjian_desktop.ui import words
from dangjian_desktop.ui.parts import label

if TYPE_CHECKING:
    from dangjian_desktop.schemes.progress import Progress
    from dangjian_desktop.schemes.scheme import Step

CIRCLED = "①②③④⑤⑥⑦⑧⑨"


class StepBar(QWidget):
    """One button a step; nothing is locked. ``picked`` follows ``chosen`` when a person pressed the button."""

    chosen = Signal(int)
    picked = Signal()

    def __init__(self, steps: Sequence[Step], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        self._steps = steps
        self._progress: Sequence[Progress] = ()
        self.setMinimumWidth(1)  # the counts give way before the page grows wider than the screen
        self._group = QButtonGroup(self)
        for place, step in enumerate(steps):
            if place:
                layout.addWidget(label("─", "quiet"))
            layout.addWidget(self._button(place, step))
        layout.addStretch(1)
        self._group.idClicked.connect(self._pick)
        for keys, by in zip(words.STEP_KEYS, (-1, 1), strict=False):
            QShortcut(QKeySequence(keys), self).activated.connect(partial(self._step, by))

    def _button(self, place: int, step: Step) -> QPushButton:
        made = QPushButton(f"{CIRCLED[place]} {step.title}")
        made.setObjectName("step")
        made.setCheckable(True)
        made.setAutoDefault(True)
        made.setToolTip(f"依据：{step.source}")
        self._group.addButton(made, place)
        return made

    def button(self, place: int) -> QAbstractButton:
        """Return a step's button."""
        return self._group.button(place)

    def show_progress(self, progress: Sequence[Progress]) -> None:
        """Show each step's mark and count; the mark's shape says what its colour says."""
        self._progress = progress
        for place, (step, each) in enumerate(zip(self._steps, progress, strict=False)):
            made = self._group.button(place)
            made.setAccessibleName(f"{CIRCLED[place]} {step.title}，{each.words} {each.count}".rstrip())
            made.setToolTip(f"{each.words}{f'，{each.count}' if each.count else ''}\n依据：{step.source}")
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the counts out where there is no room for them; the tooltips keep them."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._write(with_counts=True)
        if self.sizeHint().width() > self.width():
            self._write(with_counts=False)

    def _write(self, *, with_counts: bool) -> None:
        for place, (step, each) in enumerate(zip(self._steps, self._progress, strict=False)):
            count = f" {each.count}" if with_counts and each.count else ""
            self._group.button(place).setText(f"{each.mark} {CIRCLED[place]} {step.title}{count}")

    def _pick(self, place: int) -> None:
        self.chosen.emit(place)
        self.picked.emit()

    def _step(self, step: int) -> None:
        place = self.current + step
        if 0 <= place < len(self._steps):
            self._group.button(place).click()

    def choose(self, place: int) -> None:
        """Go to a step as a click would."""
        self._group.button(place).setChecked(True)
        self.chosen.emit(place)

    @property
    def current(self) -> int:
        """The step shown."""
        return self._group.checkedId()
