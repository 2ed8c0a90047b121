"""A decision on units: which, what becomes of them, from which day, with what that means in sentences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QDialog,
    QFormLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QWidget,
)

from dangjian_desktop.ui import look
from dangjian_desktop.ui.help.asking import HelpedDialog
from dangjian_desktop.ui.parts import button, label, row
from dangjian_desktop.ui.read_table import MarkDelegate

if TYPE_CHECKING:
    from dangjian_desktop.services.units import Wanted

TARGETS = {
    "改名": "新名称",
    "分设": "分设的支部\n（每行一个）",
    "合并": "合并后的支部",
    "撤销": "党员转到的支部",
    "转隶": "新的上级",
}
KEEPS = ("分设", "合并")
NOBODY = "（没有）"
TOGETHER = "由原支部书记选定"
LINES = 3
Preview = Callable[["Wanted", Callable[[str], object]], object]


class UnitChangeDialog(HelpedDialog):
    """One kind of decision; nothing is written before the button is pressed."""

    help_section = "unit-change"

    def __init__(self, parent: QWidget, kind: str, units: Sequence[str], today: date, preview: Preview) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"支部{kind}")
        self.setMinimumWidth(look.scaled(640))
        self.kind, self._preview = kind, preview
        self.units = QListWidget()
        self.units.setItemDelegate(MarkDelegate(self.units))
        self.units.setAccessibleName("下属支部")
        for name in units:
            item = QListWidgetItem(name, self.units)
            item.setCheckState(Qt.CheckState.Unchecked)
        self.targets = QPlainTextEdit()
        self.targets.setTabChangesFocus(True)
        self.since = QDateEdit(QDate(today.year, today.month, today.day))
        self.since.setCalendarPopup(True)
        self.since.setDisplayFormat("yyyy-MM-dd")
        self.continues, self.students, self.others = QComboBox(), QComboBox(), QComboBox()
        self.told = label("", "quiet", wrap=True)
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.told.setMinimumHeight(self.told.fontMetrics().lineSpacing() * 5)
        self.accept_button = button(f"决定{kind}", self.accept, "primary")
        self._lay_out()
        self._offer()

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(20, 16, 20, 16)
        form.setSpacing(10)
        line = self.fontMetrics().lineSpacing()
        self.units.setFixedHeight(line * 5)
        self.targets.setFixedHeight(line * (LINES + 1) if self.kind == "分设" else line * 2)
        form.addRow("下属支部", self.units)
        form.addRow(TARGETS[self.kind], self.targets)
        form.addRow("从哪一天起", self.since)
        if self.kind in KEEPS:
            form.addRow("沿用数据文件的", self.continues)
        if self.kind == "分设":
            form.addRow("学生党员转到", self.students)
            form.addRow("其余党员转到", self.others)
        form.addRow(self.told)
        form.addRow(row(None, button("放弃", self.reject), self.accept_button))
        self.units.itemChanged.connect(self._offer)
        self.targets.textChanged.connect(self._offer)
        self.since.dateChanged.connect(self._show)
        for box in (self.continues, self.students, self.others):
            box.currentIndexChanged.connect(self._show)

    def _sources(self) -> tuple[str, ...]:
        items = [self.units.item(place) for place in range(self.units.count())]
        return tuple(item.text() for item in items if item.checkState() is Qt.CheckState.Checked)

    def _names(self) -> tuple[str, ...]:
        return tuple(text.strip() for text in self.targets.toPlainText().splitlines() if text.strip())

    def _offer(self) -> None:
        """Offer the units that are named now, and keep what was chosen of them."""
        offered = {self.continues: self._sources() if self.kind == "合并" else self._names()}
        offered |= dict.fromkeys((self.students, self.others), self._names())
        for box, names in offered.items():
            chosen = box.currentText()
            box.blockSignals(True)
            box.clear()
            box.addItems([NOBODY if box is self.continues else TOGETHER, *names])
            box.setCurrentIndex(max(0, box.findText(chosen)))
            box.blockSignals(False)
        self._show()

    @property
    def wanted(self) -> Wanted:
        """What is filled in now."""
        from dangjian_desktop.services.units import Wanted

        day = self.since.date()
        staff = {"学生": _chosen(self.students), "": _chosen(self.others)}
        return Wanted(
            self.kind,
            self._sources(),
            self._names(),
            date(day.year(), day.month(), day.day()),
            continues=_chosen(self.continues),
            staff={kind: name for kind, name in staff.items() if name},
        )

    def _show(self) -> None:
        ready = bool(self._sources() and self._names())
        self.accept_button.setEnabled(ready)
        if ready:
            self._preview(self.wanted, self.told.setText)
        else:
            self.told.setText("请勾选支部，再填写名称；这里会说明决定以后怎样办理。")

    @classmethod
    def ask(cls, parent: QWidget, kind: str, units: Sequence[str], today: date, preview: Preview) -> Wanted | None:
        """Return the decision, or None when given up; ``preview`` is asked what it would mean."""
        dialog = cls(parent, kind, units, today, preview)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        wanted = dialog.wanted
        dialog.deleteLater()
        return wanted if accepted else None


def _chosen(box: QComboBox) -> str:
    return "" if box.currentText() in (NOBODY, TOGETHER) else box.currentText()
