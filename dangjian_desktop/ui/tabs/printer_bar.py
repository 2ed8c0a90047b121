"""Which printer, one side or both, and how far it must be corrected in millimetres."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QWidget

from dangjian_desktop.ui import print_verbs
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.parts import button, choices_form, label, row
from dangjian_desktop.ui.tabs.printer import SIDES

NO_PRINTERS = "没有找到打印机"
STEP, FARTHEST = 0.5, 20.0


class PrinterBar(QWidget):
    """The printers of this PC; the correction of each is kept on this PC alone."""

    help_section = "printers"
    ruler_asked_for = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.printer = QComboBox()
        self.printer.setAccessibleName("打印机")
        self.sides = QComboBox()
        self.sides.setAccessibleName("单面或双面")
        self.sides.addItems(list(SIDES))
        self.right = self._correction("向右移（毫米）")
        self.down = self._correction("向下移（毫米）")
        ruler = button("打印校准页", self.ruler_asked_for.emit)
        ruler.setToolTip("打出一张带刻度的纸，照纸上的说明量出要移几毫米")
        form = choices_form(self)
        form.addRow("打印机", row(self.printer, self.sides, None))
        form.addRow(
            "偏移",
            row(label("右", "quiet"), self.right, label("下", "quiet"), self.down, label("毫米", "quiet"), None, ruler),
        )
        self.printer.currentIndexChanged.connect(lambda _index: self._read_correction())

    def _correction(self, name: str) -> QDoubleSpinBox:
        made = QDoubleSpinBox()
        made.setAccessibleName(name)
        made.lineEdit().setAccessibleName(name)
        made.setRange(-FARTHEST, FARTHEST)
        made.setSingleStep(STEP)
        made.setDecimals(1)
        made.valueChanged.connect(lambda _value: self._keep_correction())
        return made

    @property
    def name(self) -> str:
        """The chosen printer; empty where there is none."""
        return self.printer.currentText() if self.printer.isEnabled() else ""

    @property
    def correction(self) -> tuple[float, float]:
        """How far paper must be printed to the right and down, in millimetres."""
        return self.right.value(), self.down.value()

    def renew(self) -> None:
        """List the printers that the PC has now; the chosen one stays chosen."""
        names, before = QPrinterInfo.availablePrinterNames(), self.name
        with QSignalBlocker(self.printer):
            self.printer.clear()
            self.printer.addItems(names or [NO_PRINTERS])
            self.printer.setCurrentText(before or QPrinterInfo.defaultPrinterName())
        for widget in (self.printer, self.sides, self.right, self.down):
            widget.setEnabled(bool(names))
        if self.name != before:
            self._read_correction()

    def _read_correction(self) -> None:
        home = self._desk.home
        if name := self.name:
            self._desk.run(lambda _office: print_verbs.correction(home, name), self._show_correction)

    def _show_correction(self, correction: tuple[float, float]) -> None:
        with QSignalBlocker(self.right), QSignalBlocker(self.down):
            self.right.setValue(correction[0])
            self.down.setValue(correction[1])

    def _keep_correction(self) -> None:
        home, name, correction = self._desk.home, self.name, self.correction
        self._desk.run(lambda _office: print_verbs.keep_correction(home, name, correction))
