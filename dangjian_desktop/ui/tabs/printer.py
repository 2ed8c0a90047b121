"""Sends the pages of a finished PDF to a printer, as pictures, so that paper and screen cannot differ."""

from __future__ import annotations

from collections.abc import Callable, Sequence

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
        dialog = QPrintDialog(printer, parent)
        dialog.setWindowTitle("打印")
        return printer if dialog.exec() == QDialog.DialogCode.Accepted else None


def print_pdfs(desk: Desk, parent: QWidget, pdfs: Sequence[bytes]) -> None:
    """Ask for a printer and print all pages."""
    if not QPrinterInfo.availablePrinterNames():
        desk.tasks.failed.emit(NO_PRINTER)
        return
    printer = PrinterChoice.ask(parent)
    if printer is not None:
        dots = int(A4_SHORT_INCHES * DOTS_PER_INCH)
        desk.run(
            lambda _office: verbs.pictures(pdfs, dots, desk.tasks.progress), _painting(desk, printer), label="正在打印"
        )


def _painting(desk: Desk, printer: QPrinter) -> Callable[[list[verbs.Picture]], None]:
    def paint(pictures: list[verbs.Picture]) -> None:
        painter = QPainter()
        for place, (data, width, height) in enumerate(pictures):
            turned = QPageLayout.Orientation.Landscape if width > height else QPageLayout.Orientation.Portrait
            printer.setPageOrientation(turned)
            if place == 0:
                painter.begin(printer)
            else:
                printer.newPage()
            image = QImage(data, width, height, width * 4, QImage.Format.Format_RGBX8888)
            area = printer.paperRect(QPrinter.Unit.DevicePixel).toRect()
            painter.drawImage(QRect(0, 0, area.width(), area.height()), image)
        painter.end()
        desk.tell(f"已把 {len(pictures)} 页交给打印机。")

    return paint
