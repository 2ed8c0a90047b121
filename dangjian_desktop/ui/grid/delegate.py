"""Chooses a cell's editor by the kind of its column."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QTextCursor
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from dangjian_desktop.ui import look
from dangjian_desktop.ui.grid.editors import LineEditor, TextEditor, way_out
from dangjian_desktop.ui.palette import Colour

Index = QModelIndex | QPersistentModelIndex
LONG_KINDS = ("long", "lines")
LONG_SIZE = (320, 110)
FRAME = 2


class CellDelegate(QStyledItemDelegate):
    """Makes editors, fills them and commits them with the step that the user's key asks for.

    ``over`` says which view, if not the grid itself, shows a column at present; the editor comes up there.
    """

    left = Signal(int, int)

    def __init__(self, parent: QObject, over: Callable[[int], QAbstractItemView | None] = lambda _place: None) -> None:
        super().__init__(parent)
        self._over = over

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return a line or a text editor."""
        model = index.model()
        column = model.ledger.columns[index.column()]  # type: ignore[attr-defined]
        over = self._over(index.column())
        parent = over.viewport() if over else parent
        is_long = column.kind in LONG_KINDS
        editor = TextEditor(parent) if is_long else LineEditor(model.offered(column.key), parent)  # type: ignore[attr-defined]
        editor.setAccessibleName(column.heading)
        editor.left.connect(lambda rows, columns: self._leave(editor, rows, columns))
        return editor

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Let the choice show through marks, never hide them; draw a frame round the cell that the keys go to."""
        super().paint(painter, option, index)
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        if state & QStyle.StateFlag.State_HasFocus:
            draw_frame(painter, QRect(option.rect))  # type: ignore[attr-defined]

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Keep a refused text red in a chosen cell too; the frame takes the place of Qt's dotted line."""
        super().initStyleOption(option, index)
        if index.data(Qt.ItemDataRole.ForegroundRole) == look.colour(Colour.ACCENT):
            option.state &= ~QStyle.StateFlag.State_Selected  # type: ignore[attr-defined]
        option.state &= ~QStyle.StateFlag.State_HasFocus  # type: ignore[attr-defined]

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show the cell's text, all selected so that typing replaces it."""
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, TextEditor):
            editor.setPlainText(text)
            editor.selectAll()
        elif isinstance(editor, LineEditor):
            editor.setText(text)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand the text to the model."""
        text = editor.toPlainText() if isinstance(editor, TextEditor) else ""
        text = editor.text() if isinstance(editor, LineEditor) else text
        model.setData(index, text, Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Give long texts more room than their cell, inside the grid."""
        over = self._over(index.column())
        rect = over.visualRect(index) if over else QRect(option.rect)  # type: ignore[attr-defined]
        if isinstance(editor, TextEditor):
            rect.setWidth(max(rect.width(), LONG_SIZE[0]))
            rect.setHeight(LONG_SIZE[1])
            parent = editor.parentWidget()
            room = parent.rect() if parent else rect
            rect.moveRight(min(rect.right(), max(room.right(), rect.width())))
            rect.moveBottom(min(rect.bottom(), max(room.bottom(), rect.height())))
        editor.setGeometry(rect)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Leave Enter and Tab to the editor; Qt's own delegate would use them otherwise."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and way_out(event):
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(editor, TextEditor) and isinstance(event, QKeyEvent):
            return event.key() == Qt.Key.Key_Escape and super().eventFilter(editor, event)
        return super().eventFilter(editor, event)

    def _leave(self, editor: QWidget, rows: int, columns: int) -> None:
        if isinstance(editor, LineEditor):
            editor.take_meant()
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        self.left.emit(rows, columns)


def draw_frame(painter: QPainter, cell: QRect) -> None:
    """Draw the frame of the cell that the keys go to."""
    painter.save()
    painter.setPen(QPen(look.colour(Colour.ACCENT), FRAME))
    painter.drawRect(cell.adjusted(1, 1, -FRAME, -FRAME))
    painter.restore()


def put_cursor_at_end(editor: QWidget) -> None:
    """Edit an existing text from its end, as F2 does in a spreadsheet."""
    if isinstance(editor, LineEditor):
        editor.end(False)
    elif isinstance(editor, TextEditor):
        editor.moveCursor(QTextCursor.MoveOperation.End)
