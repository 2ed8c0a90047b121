"""A form on the screen: the page of its PDF, and over it a cell for each value, in the paper's own reading order."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from dangjian_desktop.ui.award_form.cells import LineCell, TextCell
from dangjian_desktop.ui.award_form.photo_cell import PhotoCell
from dangjian_desktop.ui.palette import Colour

if TYPE_CHECKING:
    from dangjian_desktop.services.award_form import AwardForm, Box
    from dangjian_desktop.ui.print_verbs import Picture

HEAD = 22.0
"""How many millimetres the title and 填报单位 take above the first cell."""

STYLE = f"""
QLineEdit#cell, QTextEdit#cell {{ border: none; padding: 0; color: {Colour.INK.light}; background: transparent; }}
QLineEdit#cell:focus {{ background: {Colour.PAPER.light}; }}
"""


class FormPage(QWidget):
    """Shows one form; ``written`` tells which field was left with another text, ``typing`` what a long one holds."""

    written = Signal(str, str)
    typing = Signal(str, str)
    entered = Signal(object)
    cursor_moved = Signal(QPoint)
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form: AwardForm | None = None
        self.cells: dict[str, LineCell | TextCell] = {}
        self.photo = PhotoCell(self)
        self.photo.left.connect(lambda _rows, step: self._step(self.photo, step))
        self.photo.refused.connect(self.refused)
        self.photo.installEventFilter(self)
        self._picture = QPixmap()
        self._scale = 1.0
        self.setStyleSheet(STYLE)
        self.setAccessibleName("审批表")

    # Showing.

    def show_form(self, form: AwardForm) -> None:
        """Show a form; of the same one what is being typed stays."""
        same = self.form is not None and self.form.nominee.id == form.nominee.id
        self.form = form
        for field in form.fields:
            if field.key not in self.cells:
                self._add(field.key, TextCell(field, self) if field.long else LineCell(field, self))
            cell = self.cells[field.key]
            cell.show_field(field)
            if not same:
                cell.restore()
        self.photo.show_photo(has_photo=form.has_photo, locked=form.nominee.locked)
        self._place()

    def _add(self, key: str, cell: LineCell | TextCell) -> None:
        self.cells[key] = cell
        cell.left.connect(lambda rows, columns: self._step(cell, rows + columns))
        cell.installEventFilter(self)
        if isinstance(cell, TextCell):
            cell.textChanged.connect(partial(self._tell_typing, cell))
            cell.cursorPositionChanged.connect(partial(self._tell_cursor, cell))
        cell.show()

    def show_picture(self, picture: Picture, dots: float) -> None:
        """Show the page of the PDF that was drawn in the screen's own dots."""
        data, width, height = picture
        image = QImage(data, width, height, width * 4, QImage.Format.Format_RGBX8888).copy()
        self._picture = QPixmap.fromImage(image)
        self._picture.setDevicePixelRatio(dots)
        self.update()

    def zoom(self, width: int) -> None:
        """Make the page so many pixels wide."""
        if self.form is not None and width != self.width():
            self._scale = width / self.form.width
            self.setFixedSize(width, round(self.form.height * self._scale))
            self._place()

    @property
    def top(self) -> int:
        """How far down the form's title begins."""
        first = min((field.box.y for field in self.form.fields), default=0.0) if self.form else 0.0
        return max(0, round((first - HEAD) * self._scale))

    def _place(self) -> None:
        if self.form is None:
            return
        for field in self.form.fields:
            cell = self.cells[field.key]
            cell.setGeometry(self._on_screen(field.box))
            cell.zoom(self._scale)
        self.photo.setGeometry(self._on_screen(self.form.photo))
        for first, second in pairwise(self.order):
            QWidget.setTabOrder(first, second)

    def _on_screen(self, box: Box) -> QRect:
        """Inside of the cell's rules."""
        scaled = QRectF(*(each * self._scale for each in box))
        return scaled.adjusted(1, 1, -1, -1).toAlignedRect()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the paper, which is white in any theme."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(Colour.PAPER.light))
        if not self._picture.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(self.rect(), self._picture)
        painter.end()

    # The cursor.

    @property
    def order(self) -> list[QWidget]:
        """What the Tab key goes through, as the form is read."""
        if self.form is None:
            return []
        found: list[QWidget] = [self.cells[field.key] for field in self.form.fields if not field.locked]
        if not self.form.nominee.locked:
            before = sum(not field.locked for field in self.form.fields[: self.form.photo_after])
            found.insert(before, self.photo)
        return found

    def start(self) -> None:
        """Put the cursor where something is lacking, else into the first cell."""
        lacking = [self.cells[f.key] for f in self.form.fields if f.lacking and not f.locked] if self.form else []
        for widget in (*lacking, *self.order)[:1]:
            widget.setFocus(Qt.FocusReason.TabFocusReason)

    def _step(self, cell: QWidget, step: int) -> None:
        order = self.order
        if cell in order and 0 <= order.index(cell) + step < len(order):
            order[order.index(cell) + step].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            QWidget.focusNextPrevChild(self, step > 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Save what was typed when the cursor leaves a cell for anything but its own list."""
        if isinstance(event, QFocusEvent) and isinstance(watched, QWidget):
            if event.type() == QEvent.Type.FocusIn:
                self.entered.emit(watched)
            elif event.reason() != Qt.FocusReason.PopupFocusReason:
                self.commit(watched)
        return False

    def commit(self, cell: QWidget | None = None) -> None:
        """Tell of the text of one cell, or of each, that is another than the stored one."""
        for key, each in self.cells.items():
            if cell in (None, each) and not each.field.locked:
                text = each.typed()
                if text != each.field.text:
                    self.written.emit(key, text)

    def refuse(self, key: str, sentence: str) -> None:
        """Mark a text that was not taken; it stays to be mended."""
        cell = self.cells[key]
        cell.problem = sentence
        cell.setToolTip(sentence)
        cell.update()

    def _tell_cursor(self, cell: TextCell) -> None:
        if cell.hasFocus():
            inside = cell.viewport().mapTo(self, cell.cursorRect().center())
            self.cursor_moved.emit(self.mapToParent(inside))

    def _tell_typing(self, cell: TextCell) -> None:
        if cell.hasFocus():
            self.typing.emit(cell.field.key, cell.toPlainText())
