"""Sends the pages of a finished PDF to a printer, as pictures, so that paper and screen cannot differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRect, QSizeF, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from dangjian_desktop.ui import print_verbs
from dangjian_desktop.ui.desk import Desk

DOTS_PER_INCH = 300
MILLIMETRES_PER_INCH = 25.4
SIDES: Mapping[str, QPrinter.DuplexMode] = {
    "单面": QPrinter.DuplexMode.DuplexNone,
    "双面（长边翻）": QPrinter.DuplexMode.DuplexLongSide,
    "双面（短边翻）": QPrinter.DuplexMode.DuplexShortSide,
}
NOT_TAKEN = "打印机没有接收。请看打印机是否开机、缺纸，再打印一次。"


@dataclass(frozen=True)
class PrinterChoice:
    """A printer by its name, one of SIDES, and how far its paper is corrected to the right and down, in millimetres."""

    name: str
    sides: str
    correction: tuple[float, float] = (0.0, 0.0)

    def make(self) -> QPrinter:
        """Return the printer, ready for pages with margins of their own; a test replaces this."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPrinterName(self.name)
        printer.setResolution(DOTS_PER_INCH)
        printer.setFullPage(True)
        return printer


class PrintRun(QObject):
    """One page at a time: drawn on the worker, painted here; a page at 300 dots takes 35 MB, so never all at once."""

    printed = Signal()

    def __init__(
        self,
        desk: Desk,
        choice: PrinterChoice,
        pdf: print_verbs.Pdf,
    ) -> None:
        super().__init__(desk)
        self._desk = desk
        self._choice = choice
        self._printer = choice.make()
        self._printer.setDuplex(SIDES[choice.sides])
        self._pdf = pdf
        self._done = 0
        self._painter = QPainter()

    def go_on(self) -> None:
        """Print the next page, or tell that all are printed."""
        pdf, page = self._pdf, self._done
        if page == pdf.pages:
            self._painter.end()
            self._desk.run(lambda office: print_verbs.remember(office, pdf), lambda _: self._tell())
            return
        progress = self._desk.tasks.progress

        def draw() -> print_verbs.PrinterPage:
            progress(page + 1, pdf.pages, f"正在打印第 {page + 1}/{pdf.pages} 页")
            return print_verbs.page_for_printer(pdf.data, page, DOTS_PER_INCH)

        self._desk.run(lambda _office: draw(), self._paint, lambda _sentence: self._give_up())

    def _tell(self) -> None:
        self._desk.tell(f"已把 {self._done} 页交给打印机。")
        self.printed.emit()

    def _paint(self, page: print_verbs.PrinterPage) -> None:
        self._set_paper(page)
        begun = self._printer.newPage() if self._painter.isActive() else self._painter.begin(self._printer)
        if not begun:
            self._give_up()
            self._desk.tasks.failed.emit(NOT_TAKEN)
            return
        data, width, height = page.picture
        image = QImage(data, width, height, width * 4, QImage.Format.Format_RGBX8888)
        self._painter.drawImage(self._place(), image)
        self._done += 1
        self.go_on()

    def _set_paper(self, page: print_verbs.PrinterPage) -> None:
        short, long = sorted((page.width, page.height))
        turned = page.width > page.height
        size = QPageSize(
            QSizeF(short, long), QPageSize.Unit.Millimeter, matchPolicy=QPageSize.SizeMatchPolicy.FuzzyMatch
        )
        self._printer.setPageSize(size)
        self._printer.setPageOrientation(
            QPageLayout.Orientation.Landscape if turned else QPageLayout.Orientation.Portrait
        )

    def _place(self) -> QRect:
        """The whole sheet, moved by the printer's correction and never scaled to its margins."""
        area = self._printer.paperRect(QPrinter.Unit.DevicePixel).toRect()
        dots = self._printer.resolution() / MILLIMETRES_PER_INCH
        right, down = (round(each * dots) for each in self._choice.correction)
        return QRect(right, down, area.width(), area.height())

    def _give_up(self) -> None:
        """Leave what was not printed; pages handed over already cannot be called back."""
        if self._painter.isActive():
            self._printer.abort()
            self._painter.end()
