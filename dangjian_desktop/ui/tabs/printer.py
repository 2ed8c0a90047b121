"""Sends the pages of a finished PDF to a printer, as pictures, so that paper and screen cannot differ."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from dangjian_desktop.ui import verbs
from dangjian_desktop.ui.desk import Desk

DOTS_PER_INCH = 300
A4_SHORT_INCHES = 210 / 25.4
NO_PRINTER = "找不到打印机。请接好打印机，或点“另存为 PDF”拿到别的电脑打印。"


class PrinterChoice:
    """The printer to use, as the user says; a test replaces `ask`."""

    @classmethod
    def ask(cls, parent: QWidget) -> QPrinter | None:
        """Return the chosen printer, or None when given up."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setResolution(DOTS_PER_INCH)
        printer.setFullPage(True)  # a page's picture has its own margins
        dialog = QPrintDialog(printer, parent)
        dialog.setWindowTitle("打印")
        return printer if dialog.exec() == QDialog.DialogCode.Accepted else None


def print_pdfs(desk: Desk, parent: QWidget, pdfs: Sequence[tuple[bytes, int]]) -> None:
    """Ask for a printer and print all pages."""
    if not QPrinterInfo.availablePrinterNames():
        desk.tasks.failed.emit(NO_PRINTER)
        return
    printer = PrinterChoice.ask(parent)
    if printer is not None:
        PrintRun(desk, printer, pdfs).go_on()


class PrintRun:
    """One page at a time: drawn on the worker, painted here; a page at 300 dots takes 35 MB, so never all at once."""

    def __init__(self, desk: Desk, printer: QPrinter, pdfs: Sequence[tuple[bytes, int]]) -> None:
        self._desk = desk
        self._printer = printer
        self._pages = [(pdf, page) for pdf, pages in pdfs for page in range(pages)]
        self._done = 0
        self._painter = QPainter()

    def go_on(self) -> None:
        """Print the next page, or tell that all are printed."""
        if self._done == len(self._pages):
            self._painter.end()
            self._desk.tell(f"已把 {self._done} 页交给打印机。")
            return
        (pdf, page), place, total = self._pages[self._done], self._done + 1, len(self._pages)
        dots, progress = int(A4_SHORT_INCHES * DOTS_PER_INCH), self._desk.tasks.progress

        def draw() -> verbs.Picture:
            progress(place, total, f"正在打印第 {place}/{total} 页")
            return verbs.picture_for_printer(pdf, page, dots)

        self._desk.run(lambda _office: draw(), self._paint, lambda _sentence: self._give_up())

    def _paint(self, picture: verbs.Picture) -> None:
        data, width, height = picture
        turned = QPageLayout.Orientation.Landscape if width > height else QPageLayout.Orientation.Portrait
        self._printer.setPageOrientation(turned)
        begun = self._printer.newPage() if self._painter.isActive() else self._painter.begin(self._printer)
        if not begun:
            self._give_up()
            self._desk.tasks.failed.emit("打印机没有接收。请看打印机是否开机、缺纸，再打印一次。")
            return
        image = QImage(data, width, height, width * 4, QImage.Format.Format_RGBX8888)
        area = self._printer.paperRect(QPrinter.Unit.DevicePixel).toRect()
        self._painter.drawImage(QRect(0, 0, area.width(), area.height()), image)
        self._done += 1
        self.go_on()

    def _give_up(self) -> None:
        """Leave what was not printed; pages handed over already cannot be called back."""
        if self._painter.isActive():
            self._printer.abort()
            self._painter.end()
