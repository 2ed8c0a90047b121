"""The cells of a form on the screen: at rest the paper shows through them, with the cursor in them they are editors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextBlockFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from dangjian_desktop.ui import look
from dangjian_desktop.ui.grid.editors import Choices, LineEditor, is_undo
from dangjian_desktop.ui.palette import Colour

if TYPE_CHECKING:
    from dangjian_desktop.services.award_form import FormField

FAMILY = look.RARE_FACES["song"]
POINT = 25.4 / 72  # millimetres
LEADING, INDENT, PADDING = 1.35, 2, 1.5


class FormCell(Protocol):
    """What the page asks of each of its cells."""

    field: FormField
    problem: str

    def show_field(self, field: FormField) -> None:
        """Show what is stored, unless something else is being typed."""

    def restore(self) -> None:
        """Show what is stored, whatever was typed."""

    def typed(self) -> str:
        """Return what stands in the cell."""

    def zoom(self, scale: float) -> None:
        """Take the size of type that the page has at so many dots a millimetre."""


def tip_of(field: FormField) -> str:
    """Return what is told about a cell when the mouse rests on it."""
    if field.locked:
        return field.locked
    if field.from_roster:
        return f"{field.heading}来自党员名册。在这里填写，名册里也一起改。"
    return f"{field.heading}：写完离开这一格就保存，按 Esc 恢复原来的。"


def draw_marks(painter: QPainter, area: QRect, cell: LineCell | TextCell, *, typed: bool) -> None:
    """Mark a cell: the one with the cursor, a refused text, what is lacking, and what the mouse could change."""
    field, hovered = cell.field, cell.underMouse()
    frame = area.adjusted(1, 1, -2, -2)
    if cell.problem or (cell.hasFocus() and not field.locked):
        colour = Colour.ACCENT.light if cell.problem else Colour.FOCUS.light
        painter.setPen(QPen(QColor(colour), 2))
        painter.drawRect(frame)
    elif typed:
        return
    elif field.lacking and not field.locked:
        painter.setPen(QPen(QColor(Colour.WARN.light), 1.4, Qt.PenStyle.DashLine))
        painter.setBrush(QColor(Colour.MISSING_GROUND.light))
        painter.drawRect(frame)
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, f"请填{field.heading}" if field.long else "请填")
    elif hovered and not field.locked:
        painter.setPen(QPen(QColor(Colour.QUIET.light), 1))
        painter.drawRect(frame)


class LineCell(LineEditor):
    """A value of one line; Enter and Tab go to the next cell."""

    def __init__(self, field: FormField, parent: QWidget) -> None:
        super().__init__(Choices(field.choices), parent)
        self.field = field
        self.problem = ""
        self.setObjectName("cell")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setText(field.text)
        self._dress()

    def _dress(self) -> None:
        self.setReadOnly(bool(self.field.locked))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus if self.field.locked else Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.field.heading)
        self.setToolTip(self.problem or tip_of(self.field))
        self.update()

    def show_field(self, field: FormField) -> None:
        """Show what is stored, unless something else is being typed."""
        begun = self.hasFocus() and self.text() != self.field.text
        self.field = field
        if not begun and not (self.problem and self.text() != field.text):
            self.problem = ""
            if self.text() != field.text:
                self.setText(field.text)
                if self.hasFocus():
                    self.selectAll()
        self._dress()

    def restore(self) -> None:
        """Show what is stored, whatever was typed."""
        self.problem = ""
        self.setText(self.field.text)
        self._dress()

    def typed(self) -> str:
        """Return what stands in the cell, or the choice that it plainly means."""
        self.take_meant()
        return self.text()

    def zoom(self, scale: float) -> None:
        """Take the size of type that the page has."""
        font = QFont(FAMILY)
        font.setPixelSize(max(8, round(self.field.size * POINT * scale)))
        self.setFont(font)

    def event(self, event: QEvent) -> bool:
        """Leave undo to the window while nothing was typed here."""
        if is_undo(event) and self.text() == self.field.text:
            event.ignore()
            return False
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Let the next key replace what is stored, as in the grid; a click puts the cursor where it points."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason and self.text() == self.field.text:
            self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take F2 as the grid does; Escape restores."""
        if event.key() == Qt.Key.Key_F2:
            self.deselect()
            self.setCursorPosition(len(self.text()))
        elif event.key() == Qt.Key.Key_Escape:
            self.restore()
            self.selectAll()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Let the paper show through at rest."""
        if (self.hasFocus() and not self.field.locked) or self.text() != self.field.text:
            super().paintEvent(event)
        painter = QPainter(self)
        draw_marks(painter, self.rect(), self, typed=self.text() != self.field.text)
        painter.end()


class TextCell(QTextEdit):
    """A long value; Enter begins a paragraph, Tab and Ctrl+Enter go on."""

    left = Signal(int, int)

    def __init__(self, field: FormField, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = field
        self.problem = ""
        self._scale, self._size = 1.0, field.size
        self.setObjectName("cell")
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._write(field.text)
        self._dress()

    def _dress(self) -> None:
        self.setReadOnly(bool(self.field.locked))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus if self.field.locked else Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.field.heading)
        self.setToolTip(self.problem or tip_of(self.field))
        self.viewport().update()

    def _write(self, text: str) -> None:
        self.setPlainText(text)
        self._shape()
        self.document().clearUndoRedoStacks()

    def _shape(self) -> None:
        """Give all paragraphs the paper's leading and indent."""
        pixels = max(8, round(self._size * POINT * self._scale))
        font = QFont(FAMILY)
        font.setPixelSize(pixels)
        self.setFont(font)
        self.document().setDocumentMargin(PADDING * self._scale)
        shape = QTextBlockFormat()
        shape.setLineHeight(
            self._size * POINT * self._scale * LEADING, QTextBlockFormat.LineHeightTypes.FixedHeight.value
        )
        shape.setTextIndent(QFontMetricsF(font).horizontalAdvance("字") * INDENT)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(shape)

    def show_field(self, field: FormField) -> None:
        """Show what is stored, unless something else is being typed."""
        begun = self.hasFocus() and self.toPlainText() != self.field.text
        self.field = field
        if not begun:
            self.problem = ""
            if self.toPlainText() != field.text:
                self._write(field.text)
            self.take_size(field.size)
        self._dress()

    def restore(self) -> None:
        """Show what is stored, whatever was typed."""
        self.problem = ""
        self._write(self.field.text)
        self._dress()

    def typed(self) -> str:
        """Return what stands in the cell."""
        return self.toPlainText()

    def zoom(self, scale: float) -> None:
        """Take the size of type that the page has."""
        self._scale = scale
        self._shape()

    def take_size(self, size: float) -> None:
        """Take the size in points that the layout gives the text now."""
        if size != self._size:
            self._size = size
            self._shape()

    def event(self, event: QEvent) -> bool:
        """Leave undo to the window while nothing was typed here."""
        if is_undo(event) and self.toPlainText() == self.field.text:
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on by Ctrl+Enter; Escape restores."""
        if event.key() == Qt.Key.Key_Escape:
            self.restore()
        elif event.key() == Qt.Key.Key_F2:
            self.moveCursor(QTextCursor.MoveOperation.End)
        elif (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.left.emit(1, 0)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Leave on Tab for the next cell of the form."""
        self.left.emit(0, 1 if forward else -1)
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show all of a text that the paper continues on another sheet."""
        super().focusInEvent(event)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the beginning again, as the paper does."""
        super().focusOutEvent(event)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        QTimer.singleShot(0, self, lambda: self.verticalScrollBar().setValue(0))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Let the paper show through at rest."""
        typed = self.toPlainText() != self.field.text
        if (self.hasFocus() and not self.field.locked) or typed:
            painter = QPainter(self.viewport())
            painter.fillRect(self.viewport().rect().adjusted(1, 1, -1, -1), QColor(Colour.PAPER.light))
            painter.end()
            super().paintEvent(event)
        painter = QPainter(self.viewport())
        draw_marks(painter, self.viewport().rect(), self, typed=typed)
        painter.end()
