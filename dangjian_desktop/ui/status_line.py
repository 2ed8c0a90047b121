"""The line at the bottom: whose file, where it lies, when it was saved, and work under way with its way to stop."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QProgressBar, QSizePolicy, QStatusBar, QWidget

from dangjian_desktop.ui import look
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.parts import button, label

if TYPE_CHECKING:
    from dangjian_desktop.services.records import OfficeCard

BAR_WIDTH = 180
PATIENCE = 500  # milliseconds before work under way is worth a word


class Shortened(QLabel):
    """A text that gives way in its middle where there is no room for it; the tooltip has it whole."""

    def __init__(self) -> None:
        super().__init__()
        self.whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_text(self, text: str) -> None:
        """Show as much of a text as there is room for."""
        self.whole = text
        self.setAccessibleName(text)
        self.setToolTip(text)
        self._shorten()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten it anew."""
        super().resizeEvent(event)
        self._shorten()

    def _shorten(self) -> None:
        self.setText(self.fontMetrics().elidedText(self.whole, Qt.TextElideMode.ElideMiddle, self.width()))


class StatusLine(QStatusBar):
    """Says what is going on; never asks anything."""

    backups_asked_for = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setSizeGripEnabled(False)
        self.setContentsMargins(14, 0, 16, 0)
        self.who, self.saved, self._doing = Shortened(), label("", "quiet"), label("", "quiet")
        self._bar = QProgressBar()
        look.fit(self, lambda: self._bar.setFixedWidth(look.scaled(BAR_WIDTH)))
        self._stop = button("停止", desk.tasks.cancel, "quiet")
        self.copied = button("", lambda: self.backups_asked_for.emit(), "quiet")
        self.copied.setToolTip("看有哪些备份")
        self.copied.hide()
        self.addWidget(self.who, 1)
        for widget in (self._doing, self._bar, self._stop, self.saved, self.copied):
            self.addPermanentWidget(widget)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE)
        self._timer.timeout.connect(self._doing.show)
        self._show_idle()
        desk.tasks.busy.connect(self._busy)
        desk.tasks.progressed.connect(self._progressed)
        desk.changed.connect(lambda _changes: self.tell_saved())

    def show_office(self, card: OfficeCard, path: Path | None) -> None:
        """Show whose file is open and where it lies."""
        secretary = f" · 书记 {card.secretary}" if card.secretary else ""
        self.who.show_text(f"{card.name}{secretary} ｜ {path or ''}")

    def show_copied(self, text: str) -> None:
        """Show when the data file was copied last."""
        self.copied.setText(text)
        self.copied.show()

    def tell_saved(self) -> str:
        """Show and return when the last change was saved."""
        self.saved.setText(f"已自动保存 {self._desk.clock():%H:%M}")
        return self.saved.text()

    @property
    def doing(self) -> str:
        """What is said of the work under way; empty while there is none, or not for long yet."""
        return self._doing.text() if self._doing.isVisible() else ""

    def _busy(self, under_way: bool, text: str) -> None:
        if not under_way:
            self._show_idle()
            return
        if text:
            self._doing.setText(f"{text}……")
            self._timer.start()

    def _progressed(self, done: int, total: int, text: str) -> None:
        self._bar.setMaximum(total)
        self._bar.setValue(done)
        self._doing.setText(text)
        for widget in (self._doing, self._bar, self._stop):
            widget.show()

    def _show_idle(self) -> None:
        self._timer.stop()
        for widget in (self._doing, self._bar, self._stop):
            widget.hide()
