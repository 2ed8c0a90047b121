"""How full the page is with 主要事迹: a bar, and beside it in words how much still goes in or how much is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from dangjian_desktop.ui import look
from dangjian_desktop.ui.palette import Colour
from dangjian_desktop.ui.parts import label

if TYPE_CHECKING:
    from dangjian_desktop.services.award_form import Fullness

WIDTH = 120
NEAR = 40  # characters left when it is time to come to an end
LOOKS = {"over": "problem", "near": "soon", "": "quiet"}
COLOURS = {"over": Colour.ACCENT, "near": Colour.WARN, "": Colour.SHARE}
CHUNK = "QProgressBar::chunk {{ background: {}; border-radius: 3px; }}"


class FullnessBar(QWidget):
    """Shows a `Fullness` of a text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = label("", "quiet")
        self.bar = QProgressBar()
        self.bar.setObjectName("share")
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("主要事迹占满一页的程度")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (label("主要事迹", "quiet"), self.bar, self.words):
            layout.addWidget(widget)
        self._kind = ""
        look.fit(self, self._fit)

    def show_fullness(self, text: str, fullness: Fullness) -> None:
        """Show how full the page is with a text."""
        self._kind = "over" if fullness.over else "near" if fullness.left < NEAR else ""
        self.words.setText(fullness.words)
        self.words.setObjectName(LOOKS[self._kind])
        self.words.style().polish(self.words)
        self.bar.setMaximum(max(len(text) + fullness.left - fullness.over, 1))
        self.bar.setValue(min(len(text), self.bar.maximum()))
        self._fit()

    def _fit(self) -> None:
        self.bar.setFixedWidth(look.scaled(WIDTH))
        self.bar.setStyleSheet(CHUNK.format(look.colour(COLOURS[self._kind]).name()))
