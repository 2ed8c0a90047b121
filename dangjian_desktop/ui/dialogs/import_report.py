"""What a workbook would bring, shown before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from dangjian_desktop.ui import look
from dangjian_desktop.ui.parts import button, label, row
from dangjian_desktop.ui.plain_table import PlainTable

if TYPE_CHECKING:
    from dangjian_desktop.services.workbook import ImportReport

SHEETS = (("工作表", 200), ("新增", 70), ("更新", 70), ("相同", 70), ("有问题", 70))
PROBLEMS = (("工作表", 120), ("行", 50), ("列", 110), ("内容", 130), ("怎样改", 300))


class ImportDialog(QDialog):
    """Counts per sheet and every problem with its row and column."""

    def __init__(self, parent: QWidget, file_name: str, report: ImportReport) -> None:
        super().__init__(parent)
        self.setWindowTitle("导入 Excel/WPS 表格")
        self.resize(look.scaled(820), look.scaled(520))
        self.sheets = PlainTable("各工作表", SHEETS)
        self.problems = PlainTable("有问题的行", PROBLEMS, stretch=4)
        self.advice = label("", wrap=True)
        self.problems.chosen.connect(self._advise)
        self._fill(report)
        count = sum(sheet.new + sheet.changed for sheet in report.sheets.values())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(label(f"“{file_name}”还没有写入，先看清再导入。", wrap=True))
        layout.addWidget(self.sheets, 2)
        self.left_out = label(_left_out(report), "quiet", wrap=True)
        self.left_out.setVisible(bool(self.left_out.text()))
        layout.addWidget(self.left_out)
        troubled = bool(self.problems.plain.rows)
        note = "有问题的行先不导入，另存为一份带原因的表格，改好后再导入。"
        layout.addWidget(label(note if troubled else "没有发现问题。", "quiet", wrap=True))
        layout.addWidget(self.problems, 3)
        self.problems.setVisible(troubled)
        layout.addWidget(self.advice)
        self.advice.setVisible(troubled)
        self.accept_button = button(f"导入 {count} 行" if count else "没有要导入的行", self.accept, "primary")
        self.accept_button.setEnabled(bool(count or troubled))
        if troubled and not count:
            self.accept_button.setText("另存有问题的行")
        layout.addLayout(row(None, button("放弃", self.reject), self.accept_button))

    def _fill(self, report: ImportReport) -> None:
        sheets, problems = [], []
        for name, sheet in report.sheets.items():
            counts = (sheet.new, sheet.changed, sheet.same, len(sheet.problems))
            sheets.append((name, *(str(count) for count in counts)))
            problems += [(name, str(p.row), p.column, p.value, p.message) for p in sheet.problems]
        marks = {(place, 4): look.ACCENT for place, texts in enumerate(sheets) if texts[4] != "0"}
        self.sheets.show_rows(sheets, marks)
        self.problems.show_rows(problems)

    def _advise(self, row: int) -> None:
        """Show the chosen problem's sentence whole: it is longer than its column."""
        self.advice.setText(self.problems.plain.rows[row][-1] if row >= 0 else "")

    @classmethod
    def ask(cls, parent: QWidget, file_name: str, report: ImportReport) -> bool:
        """Return whether to import."""
        dialog = cls(parent, file_name, report)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return accepted


def _left_out(report: ImportReport) -> str:
    """Return which columns of the file have no place here, so that nobody believes them imported."""
    columns = dict.fromkeys(heading for sheet in report.sheets.values() for heading in sheet.unknown)
    return f"没有导入的列：{'、'.join(columns)}。" if columns else ""
