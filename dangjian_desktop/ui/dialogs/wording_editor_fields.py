"""A sentence with fields as chips: a chip goes in and out whole and is never broken."""

from __future__ import annotations

import re
from collections.abc import Mapping

from PySide6.QtCore import QMimeData, QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPyTextObject,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from dangjian_desktop.core.patterns import Field, pattern_of, pieces
from dangjian_desktop.ui import look
from dangjian_desktop.ui.palette import Colour

CHIP = QTextFormat.ObjectTypes.UserObject.value + 1
NAME = QTextFormat.Property.UserProperty.value + 1
SHOWN = NAME + 1
CHARACTER = "\ufffc"
SIDE, HIGH = 5.0, 1.0
PATTERN = "application/x-dangjian-wording"
LINE_ENDS = re.compile("\r\n|[\r\n\u2028\u2029]")


class Chips(QPyTextObject):
    """Draws the chips of a document."""

    def intrinsicSize(self, document: QTextDocument, _place: int, given: QTextFormat) -> QSizeF:
        """Return a chip's size: its words with a little room beside them."""
        measure = QFontMetricsF(document.defaultFont())
        return QSizeF(measure.horizontalAdvance(_shown(given)) + 2 * SIDE + 2, measure.height())

    def drawObject(
        self, painter: QPainter, box: QRectF | QRect, document: QTextDocument, _place: int, given: QTextFormat
    ) -> None:
        """Draw a chip in a rounded frame."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.colour(Colour.CHIP_EDGE))
        painter.setBrush(look.colour(Colour.CHIP_GROUND))
        box = QRectF(box)
        painter.drawRoundedRect(box.adjusted(1, HIGH, -1, -HIGH / 2), 4, 4)
        painter.setPen(look.colour(Colour.INK))
        painter.setFont(document.defaultFont())
        base = box.top() + QFontMetricsF(document.defaultFont()).ascent()
        painter.drawText(QPointF(box.left() + SIDE + 1, base), _shown(given))
        painter.restore()


def _shown(given: QTextFormat) -> str:
    return str(given.property(SHOWN))


class FieldEdit(QTextEdit):
    """Edits a sentence; fields are shown as ‹党员姓名›. ``many_lines`` lets Enter begin a new one."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self._chips = Chips(self)
        self.document().documentLayout().registerHandler(CHIP, self._chips)
        self._fields: Mapping[str, str] = {}
        self.many_lines = True

    def show_pattern(self, pattern: str, fields: Mapping[str, str], *, many_lines: bool = True) -> None:
        """Show a sentence whose fields are called so; what was typed before can no longer be taken back."""
        self._fields, self.many_lines = fields, many_lines
        self.clear()
        self._insert(self.textCursor(), pattern)
        self.document().clearUndoRedoStacks()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def pattern(self) -> str:
        """Return the sentence as it stands."""
        return _pattern_within(self.document(), 0, self.document().characterCount() - 1)

    def insert_field(self, name: str) -> None:
        """Put a field in at the cursor, in place of what is chosen."""
        self._insert(self.textCursor(), pattern_of([Field(name)]))
        self.setFocus()

    def _insert(self, cursor: QTextCursor, pattern: str) -> None:
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        for piece in pieces(pattern):
            if isinstance(piece, Field) and piece.name in self._fields:
                cursor.insertText(CHARACTER, self._chip(piece.name))
            else:
                text = pattern_of([piece]).replace(CHARACTER, "")
                cursor.insertText(text if self.many_lines else LINE_ENDS.sub("", text), QTextCharFormat())
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.setCurrentCharFormat(QTextCharFormat())

    def _chip(self, name: str) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setObjectType(CHIP)
        made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
        made.setProperty(NAME, name)
        made.setProperty(SHOWN, f"‹{self._fields[name]}›")
        made.setToolTip(self._fields[name])
        return made

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter begin a new line only where there may be one; what is typed beside a chip is plain text."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.many_lines:
            event.accept()
            return
        self._type_plain()
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take Chinese from an input method as plain text."""
        self._type_plain()
        super().inputMethodEvent(event)

    def _type_plain(self) -> None:
        if self.currentCharFormat().objectType() == CHIP:
            self.setCurrentCharFormat(QTextCharFormat())

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy words for other programs, and with their fields for this one."""
        cursor = self.textCursor()
        pattern = _pattern_within(self.document(), cursor.selectionStart(), cursor.selectionEnd())
        data = QMimeData()
        data.setText("".join(self._words(piece) for piece in pieces(pattern)))
        data.setData(PATTERN, pattern.encode())
        return data

    def _words(self, piece: str | Field) -> str:
        return piece if isinstance(piece, str) else f"‹{self._fields.get(piece.name, piece.name)}›"

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take words."""
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste plain words; fields of this form stay fields, also as other programs show them."""
        if source.hasFormat(PATTERN):
            pattern = bytes(source.data(PATTERN).data()).decode()
        else:
            pattern = source.text()
            for name, shown in self._fields.items():
                pattern = pattern.replace(f"‹{shown}›", pattern_of([Field(name)]))
        self._insert(self.textCursor(), LINE_ENDS.sub("\n", pattern))


def _pattern_within(document: QTextDocument, first: int, last: int) -> str:
    """Read a stretch of a document; each object is its field. Places in it count UTF-16 units, as Qt does."""
    cursor = QTextCursor(document)
    cursor.setPosition(first)
    cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
    parts: list[str | Field] = []
    place = first
    for character in LINE_ENDS.sub("\n", cursor.selectedText()):
        place += 2 if ord(character) > 0xFFFF else 1
        parts += [character] if character != CHARACTER else _field_before(document, place)
    return pattern_of(parts)


def _field_before(document: QTextDocument, place: int) -> list[str | Field]:
    cursor = QTextCursor(document)
    cursor.setPosition(place)
    name = cursor.charFormat().property(NAME)
    return [Field(str(name))] if name else []
