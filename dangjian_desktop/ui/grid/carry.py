"""Carrying the selected rows out of a grid with the mouse, to be let go on a target beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt
from PySide6.QtGui import QDrag, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from dangjian_desktop.ui import look

if TYPE_CHECKING:
    from dangjian_desktop.ui.grid.view import GridView

MIME = "application/x-dangjian-people"


class Carry(QObject):
    """Begins a drag when a selected name or row number is pressed and moved; what is carried is the selection itself."""

    def __init__(self, view: GridView) -> None:
        super().__init__(view)
        self._view = view
        self._pressed: QPoint | None = None
        self.enabled = True
        view.viewport().installEventFilter(self)
        view.row_header.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hold a press on what is selected until it is clear whether it moves."""
        if not self.enabled or not isinstance(event, QMouseEvent):
            return False
        place = event.position().toPoint()
        if event.type() == QEvent.Type.MouseButtonPress:
            plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
            self._pressed = place if plain and self._is_chosen(watched, place) else None
            return self._pressed is not None
        if self._pressed is None:
            return False
        if event.type() == QEvent.Type.MouseMove:
            if (place - self._pressed).manhattanLength() >= QApplication.startDragDistance():
                self._pressed = None
                self.begin()
            return True
        if event.type() == QEvent.Type.MouseButtonRelease:
            self._pressed = None
            self._click(watched, place)
            return True
        return False

    def _is_chosen(self, watched: QObject, place: QPoint) -> bool:
        """Whether a selected row's number or name is at this place."""
        view, model = self._view, self._view.ledger_model
        row = view.rowAt(place.y())
        if row not in view.selected_rows():
            return False
        return watched is not view.viewport() or view.columnAt(place.x()) == model.person_place

    def _click(self, watched: QObject, place: QPoint) -> None:
        """It did not move: choose the one row or cell, as a click does."""
        view = self._view
        row = view.rowAt(place.y())
        view.setFocus(Qt.FocusReason.MouseFocusReason)
        if watched is view.viewport():
            view.go_to(row, view.columnAt(place.x()))
        else:
            view.selectRow(row)

    def begin(self) -> None:
        """Carry the selected rows until the button is let go."""
        count = len(self._view.selected_rows())
        data = QMimeData()
        data.setData(MIME, str(count).encode())
        drag = QDrag(self._view)
        drag.setMimeData(data)
        drag.setPixmap(_picture(f"{count} 人", self._view))
        drag.exec(Qt.DropAction.CopyAction)


def _picture(text: str, view: GridView) -> QPixmap:
    """Draw how many are carried, to hang on the pointer."""
    metrics = view.fontMetrics()
    made = QPixmap(metrics.horizontalAdvance(text) + look.scaled(16), metrics.height() + look.scaled(8))
    made.fill(view.palette().highlight().color())
    painter = QPainter(made)
    painter.setFont(view.font())
    painter.setPen(view.palette().highlightedText().color())
    painter.drawText(made.rect(), Qt.AlignmentFlag.AlignCenter, text)
    painter.end()
    return made
