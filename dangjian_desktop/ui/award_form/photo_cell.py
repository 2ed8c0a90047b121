"""The photo's cell of a form: a picture dropped, pasted or chosen becomes the member's photo."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QEvent, QIODevice, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFont,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from dangjian_desktop.ui.dialogs.files import PICTURE, Files
from dangjian_desktop.ui.palette import Colour

EMPTY = "拖入照片，\n或按 Ctrl+V"
DROP = "放开鼠标，\n放入照片"
NO_PICTURE = "剪贴板里没有图片。请先在看图软件里复制照片，再按 Ctrl+V。"
TALLEST = 1200  # dots; a form prints a photo with half as many
CHOOSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_F2)


class PhotoCell(QWidget):
    """Stands over the frame on the paper; ``given`` has a path, or the bytes of a copied picture."""

    given = Signal(object)
    cleared = Signal()
    refused = Signal(str)
    left = Signal(int, int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.has_photo = False
        self.locked = ""
        self._over = False
        self.setAcceptDrops(True)
        self.setAccessibleName("照片")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_photo(self, *, has_photo: bool, locked: str) -> None:
        """Say whether the paper shows a photo, and why it cannot be changed, if so."""
        self.has_photo, self.locked = has_photo, locked
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus if locked else Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(not locked)
        self.setToolTip(locked or "照片来自党员名册。拖入、粘贴（Ctrl+V）或按回车选文件，Delete 去掉。")
        self.setAccessibleDescription("有照片" if has_photo else "没有照片")
        self.update()

    # The ways in.

    def choose(self) -> None:
        """Ask for a file."""
        if self.locked:
            self.refused.emit(self.locked)
            return
        path = Files.ask_open(self, "选择照片", PICTURE)
        if path:
            self.given.emit(path)

    def paste(self) -> None:
        """Take the picture, or the picture's file, that was copied."""
        if not self.locked and not self._take(QApplication.clipboard().mimeData()):
            self.refused.emit(NO_PICTURE)

    def clear(self) -> None:
        """Take the photo away."""
        if self.has_photo and not self.locked:
            self.cleared.emit()

    def _take(self, data: QMimeData) -> bool:
        files = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
        if files:
            self.given.emit(Path(files[0]))
        elif data.hasImage():
            self.given.emit(_bytes_of(QImage(data.imageData())))
        return bool(files) or data.hasImage()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file or a picture."""
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()
            self._over = True
            self.update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Look as before."""
        self._over = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Make the picture the photo."""
        self._over = False
        self.update()
        event.acceptProposedAction()
        self._take(event.mimeData())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the cursor."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask for a file."""
        self.choose()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer all ways in, and the way out."""
        menu = QMenu(self)
        menu.addAction("选择照片…", self.choose)
        menu.addAction("粘贴照片\tCtrl+V", self.paste)
        menu.addAction("去掉照片\tDelete", self.clear).setEnabled(self.has_photo)
        menu.setEnabled(not self.locked)
        menu.popup(event.globalPos())

    def event(self, event: QEvent) -> bool:
        """Keep pasting and deleting for the photo: the window's own verbs are the grid's."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _is_ours(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste, delete, choose."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear()
        elif event.key() in CHOOSING:
            self.choose()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Leave on Tab for the next cell of the form."""
        self.left.emit(0, 1 if forward else -1)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame the photo that the paper shows, or say how one comes in."""
        painter = QPainter(self)
        frame = self.rect().adjusted(2, 2, -3, -3)
        marked = self.hasFocus() or self._over
        if marked:
            painter.setPen(QPen(QColor(Colour.FOCUS.light), 2))
            painter.drawRect(frame)
        if not self.has_photo and not self.locked:
            if not marked:
                painter.setPen(QPen(QColor(Colour.WARN.light), 1.4, Qt.PenStyle.DashLine))
                painter.setBrush(QColor(Colour.MISSING_GROUND.light))
                painter.drawRect(frame)
            font = QFont(self.font())
            font.setPixelSize(max(9, min(self.width() // 8, 17)))
            painter.setFont(font)
            painter.setPen(QColor(Colour.WARN.light))
            painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, DROP if self._over else EMPTY)
        elif self.underMouse() and not self.locked and not marked:
            painter.setPen(QPen(QColor(Colour.QUIET.light), 1))
            painter.drawRect(frame)
        painter.end()


def _is_ours(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Paste) or event.key() == Qt.Key.Key_Delete


def _bytes_of(image: QImage) -> bytes:
    """Return a picture as a JPEG small enough to be made at once."""
    if image.height() > TALLEST:
        image = image.scaledToHeight(TALLEST, Qt.TransformationMode.SmoothTransformation)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG", 95)  # type: ignore[call-overload]
    return bytes(buffer.data().data())
