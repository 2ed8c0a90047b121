"""The pages of the very PDF, as pictures made by the same library that every viewer would need."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QComboBox, QLabel, QScrollArea, QVBoxLayout, QWidget

from dangjian_desktop.ui import look, print_verbs
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.parts import button, label, row

NOTES_SHOWN = 4
LEAST, MARGIN = 200, 24
PLACE_WIDTH = 40
SETTLING = 150  # milliseconds after the last change of size
WIDTHS = {"适合页宽": 0, "整页": -1, "100%": 794, "150%": 1191, "200%": 1588}


class PaperPreview(QWidget):
    """Shows one page at a time, at first in the size of WIDTHS that ``fit`` names."""

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, fit: str = "整页") -> None:
        super().__init__(parent)
        self._desk = desk
        self.pdf = b""
        self.pages = 0
        self.page = 0
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setAccessibleName("打印预览")
        self._scroll = QScrollArea()
        self._scroll.setObjectName("paper")
        self._scroll.setAccessibleName("打印预览")
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self.picture)
        self._place = label("", "quiet")
        look.fit(self, lambda: self._place.setMinimumWidth(look.scaled(PLACE_WIDTH)))
        self._place.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._back = button("上一页", lambda: self._turn(-1))
        self._on = button("下一页", lambda: self._turn(1))
        self._width = QComboBox()
        self._width.setAccessibleName("显示大小")
        self._width.addItems(list(WIDTHS))
        self._width.setCurrentText(fit)
        self._width.currentIndexChanged.connect(lambda _index: self._draw())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row(self._back, self._place, self._on, None, self._width))
        layout.addWidget(self._scroll, 1)
        self.notes = label("", "quiet", wrap=True)
        layout.addWidget(self.notes)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLING)
        self._settled.timeout.connect(self._draw)
        self.clear("")

    def clear(self, sentence: str) -> None:
        """Show no paper, but a sentence."""
        self.pdf, self.pages, self.page = b"", 0, 0
        self.picture.setPixmap(QPixmap())
        self.picture.setText(sentence)
        self._tell_notes(())
        self._tell_place()

    def show_pdf(self, pdf: print_verbs.Pdf) -> None:
        """Show a PDF from its first page, and below it what the layout had to do."""
        self.pdf, self.pages, self.page = pdf.data, pdf.pages, 0
        self._tell_notes(pdf.notes)
        self._draw()

    def _tell_notes(self, notes: tuple[str, ...]) -> None:
        shown = [*notes[:NOTES_SHOWN], *([f"另有 {len(notes) - NOTES_SHOWN} 处。"] if len(notes) > NOTES_SHOWN else [])]
        self.notes.setText("\n".join(shown))
        self.notes.setToolTip("\n".join(notes))
        self.notes.setVisible(bool(notes))

    def _turn(self, step: int) -> None:
        self.page = max(0, min(self.pages - 1, self.page + step))
        self._draw()

    def _tell_place(self) -> None:
        self._place.setText(f"{self.page + 1} / {self.pages}" if self.pages else "")
        self._back.setEnabled(self.page > 0)
        self._on.setEnabled(self.page + 1 < self.pages)
        self._width.setEnabled(self.pages > 0)

    def _draw(self) -> None:
        self._tell_place()
        if not self.pages:
            return
        pdf, page = self.pdf, self.page
        width, height = self._wanted_size()

        def show(picture: print_verbs.Picture) -> None:
            if (pdf, page) == (self.pdf, self.page):  # else something newer is wanted by now
                self._show_picture(picture)

        self._desk.run(lambda _office: print_verbs.picture(pdf, page, width, height), show)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the page again when the window has its new size."""
        super().resizeEvent(event)
        self._settled.start()

    def _wanted_size(self) -> tuple[int, int | None]:
        """The width of the page in the screen's own dots, and the height that a whole page must not exceed."""
        chosen, dots = WIDTHS[self._width.currentText()], self.devicePixelRatioF()
        room = self._scroll.viewport().size()
        width = chosen if chosen > 0 else max(LEAST, room.width() - MARGIN)
        height = round(max(LEAST, room.height() - MARGIN) * dots) if chosen == -1 else None
        return round(width * dots), height

    def _show_picture(self, picture: print_verbs.Picture) -> None:
        data, width, height = picture
        image = QImage(data, width, height, width * 4, QImage.Format.Format_RGBX8888).copy()
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self.picture.setPixmap(QPixmap.fromImage(image))
