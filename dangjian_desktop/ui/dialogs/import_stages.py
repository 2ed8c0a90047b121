"""How the four stages of the import lie in its window, and what each of them shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from dangjian_desktop.ui import look
from dangjian_desktop.ui.dialogs.import_mapping import MappingStrip
from dangjian_desktop.ui.dialogs.import_preview import FATES, PreviewTable
from dangjian_desktop.ui.dialogs.import_problems import ProblemList
from dangjian_desktop.ui.parts import button, label, row

if TYPE_CHECKING:
    from dangjian_desktop.services.workbook import ImportReport, Problem, SheetReport
    from dangjian_desktop.ui.import_verbs import Preview

HEAD_ROWS = 10
EVERY = ""
STAGES = ("① 文件", "② 对应", "③ 预览", "④ 导入")
FIRST = "选一个花名册，或先在 WPS 里复制再粘贴。按“导入”以前什么都不会写入。"
HINTS = ("这里看表格的每一列对应名册的哪一栏，可以改。", "这里看哪些人是新增、哪些有变化、哪些格有问题，可以就地改。")


class Stages(QWidget):
    """The stages one below the other; it shows, and says what was pressed."""

    file_asked_for = Signal()
    paste_asked_for = Signal()

    def __init__(self, dialog: QWidget) -> None:
        super().__init__(dialog)
        self.name, self.message = label("", "heading"), label(FIRST, "quiet", wrap=True)
        self.sheet, self.form, self.head = QComboBox(), QComboBox(), QSpinBox()
        self.taken = QCheckBox("导入这张表")
        self.mapping, self.preview, self.problems = MappingStrip(), PreviewTable(), ProblemList()
        self.hints = tuple(label(text, "quiet") for text in HINTS)
        self.left_out = label("", "quiet", wrap=True)
        self.filters = QButtonGroup(self)
        self.separate = QRadioButton("有问题的行先不导入，另存成一份带原因的表格给我改(&S)")
        self.red = QRadioButton("一并导入，问题格留空并标红(&R)")
        self.bar, self.stop = QProgressBar(), button("停止", lambda: None, "quiet")
        self.give_up, self.accept = button("放弃", lambda: None), button("导入", lambda: None, "primary")
        self._report: SheetReport | None = None
        self._view: Preview | None = None
        self._title = ""
        self._lay_out(dialog)
        self.problems.wanted.connect(self._go_to)
        self.problems.mend.connect(self._mend)

    def _lay_out(self, dialog: QWidget) -> None:
        whole = QGridLayout(dialog)
        whole.setContentsMargins(18, 14, 18, 14)
        whole.setHorizontalSpacing(14)
        whole.setVerticalSpacing(10)
        for place, (name, content) in enumerate(
            zip(STAGES, (self._file(), self._columns(), self._rows(), self._end()), strict=True)
        ):
            whole.addWidget(label(name, "heading"), place, 0, Qt.AlignmentFlag.AlignTop)
            whole.addLayout(content, place, 1)
        whole.setRowStretch(2, 1)
        whole.setColumnStretch(1, 1)
        self._show_stages(False)

    def _file(self) -> QVBoxLayout:
        self.sheet.setAccessibleName("工作表")
        self.form.setAccessibleName("这张表是")
        self.head.setAccessibleName("表头在第几行")
        self.head.setRange(0, HEAD_ROWS)
        self.head.setSpecialValueText("没有")
        self.head.setKeyboardTracking(False)
        for names in (self.sheet, self.form):
            names.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        file = button("选择文件(&F)…", self.file_asked_for.emit)
        paste = button("从 WPS 粘贴(&V)", self.paste_asked_for.emit)
        paste.setToolTip("先在 WPS 里选中名册（连表头）并复制")
        self._sheet_parts = (
            label("工作表"),
            self.sheet,
            self.taken,
            label("这张表是"),
            self.form,
            label("表头在第"),
            self.head,
            label("行"),
        )
        box = QVBoxLayout()
        box.setSpacing(4)
        box.addLayout(row(self.name, file, paste, *self._sheet_parts, None))
        box.addWidget(self.message)
        return box

    def _columns(self) -> QVBoxLayout:
        box = QVBoxLayout()
        box.setSpacing(4)
        box.addWidget(self.hints[0])
        box.addWidget(self.mapping)
        box.addWidget(self.left_out)
        return box

    def _rows(self) -> QVBoxLayout:
        bar = QHBoxLayout()
        bar.setSpacing(6)
        for key in (EVERY, *FATES):
            made = QPushButton()
            made.setCheckable(True)
            made.setObjectName("filter")
            made.setProperty("fate", key)
            made.setChecked(key == EVERY)
            made.clicked.connect(lambda _checked: self._show_rows())
            self.filters.addButton(made)
            bar.addWidget(made)
        bar.addStretch(1)
        self._next = button("下一处问题 F8", self.next_problem, "quiet")
        bar.addWidget(self._next)
        side = QHBoxLayout()
        side.setSpacing(10)
        side.addWidget(self.preview, 1)
        side.addWidget(self.problems)
        box = QVBoxLayout()
        box.setSpacing(6)
        box.addWidget(self.hints[1], 1, Qt.AlignmentFlag.AlignTop)
        box.addLayout(bar)
        box.addLayout(side, 1)
        return box

    def _end(self) -> QHBoxLayout:
        self.separate.setChecked(True)
        self.bar.setFixedWidth(look.scaled(160))
        self.bar.hide()
        self.stop.hide()
        return row(self.separate, self.red, None, self.bar, self.stop, self.give_up, self.accept)

    # What is shown.

    def fail(self, sentence: str) -> None:
        """Say what stands in the way and what to do."""
        self._say(sentence, "problem")

    def _say(self, sentence: str, look: str) -> None:
        self.message.setObjectName(look)
        self.message.style().polish(self.message)
        self.message.setText(sentence)
        self.message.setVisible(bool(sentence))

    def show_name(self, name: str) -> None:
        """Show whose content this is."""
        self.name.setText(name)
        self.name.setToolTip(name)

    def show_busy(self, busy: bool, _label: str) -> None:
        """Let nothing be written while the worker is at it."""
        self.stop.setVisible(busy and self.bar.isVisible())
        if not busy:
            self.bar.hide()

    def show_progress(self, done: int, total: int, text: str) -> None:
        """Show how far the worker is."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.bar.setFormat(text)
        self.bar.show()
        self.stop.show()

    def _show_stages(self, shown: bool) -> None:
        for widget in (
            *self._sheet_parts,
            self.mapping,
            self.left_out,
            self.preview,
            self._next,
            *self.filters.buttons(),
        ):
            widget.setVisible(shown)
        for hint in self.hints:
            hint.setVisible(not shown)
        if not shown:
            for widget in (self.problems, self.separate, self.red):
                widget.hide()
            self.accept.setEnabled(False)

    def show_sheet(self, preview: Preview, title: str) -> None:
        """Show a sheet: its columns, its rows, its problems."""
        if title != self._title:
            self.filters.buttons()[0].setChecked(True)
        self._view, self._title, self._report = preview, title, preview.report.sheets.get(title)
        view = preview.views[title]
        self._say("", "quiet")
        self._show_stages(True)
        self.taken.setChecked(self._report is not None)
        self.taken.setVisible(self.sheet.count() > 1)
        self.form.clear()
        self.form.addItems(preview.forms)
        self.form.setCurrentText(view.form)
        self.head.blockSignals(True)
        self.head.setValue(view.head + 1)
        self.head.blockSignals(False)
        self.mapping.show_sheet(view)
        self.left_out.setText(_left_out(self._report))
        self.left_out.setVisible(bool(self.left_out.text()))
        problems = (*self._report.problems, *self._report.notices) if self._report else ()
        self._show_counts(problems)
        self._show_rows()
        self.problems.setVisible(bool(problems))
        self._next.setVisible(bool(problems))
        self.problems.show_problems(problems)

    def _show_counts(self, problems: tuple[Problem, ...]) -> None:
        rows = self._view.views[self._title].rows if self._view else ()
        for made in self.filters.buttons():
            fate = made.property("fate")
            count = len(rows) if fate == EVERY else sum(each.fate == fate for each in rows)
            made.setText(f"{FATES.get(fate, '全部')} {count}")
            made.setVisible(bool(rows) or not problems)

    def _show_rows(self) -> None:
        if self._view is None:
            return
        view = self._view.views[self._title]
        chosen = self.filters.checkedButton().property("fate")
        rows = [each for each in view.rows if chosen in (EVERY, each.fate)]
        headings = dict(view.offered)
        columns = [(column.place, f"{column.letter} {headings[column.key]}") for column in view.columns if column.key]
        self.preview.show_rows(columns, rows)

    def next_problem(self) -> None:
        """Go to the next problem."""
        self.problems.next_one()
        self._go_to(self.problems.chosen)

    def _go_to(self, problem: Problem | None) -> None:
        if problem is not None and not self.preview.go_to(problem.row, problem.place):
            self.filters.buttons()[0].setChecked(True)
            self._show_rows()
            self.preview.go_to(problem.row, problem.place)

    def _mend(self, problem: Problem | None) -> None:
        if problem is not None:
            self._go_to(problem)
            self.preview.mend()

    def start(self) -> None:
        """Put the keys where the next thing is to be done."""
        (self.accept if self.problems.isHidden() else self.problems.table).setFocus()

    def show_total(self, preview: Preview) -> None:
        """Name on the button what it does, over all sheets."""
        sheets = preview.report.sheets
        count = sum(sheet.new + sheet.changed for sheet in sheets.values())
        problems = {(title, problem.row) for title, sheet in sheets.items() for problem in sheet.problems}
        people = all(preview.views[title].is_roster for title in sheets)
        unit = f"{count} {'人' if people else '行'}" + (f"（{len(sheets)} 张表）" if len(sheets) > 1 else "")
        self.accept.setText(f"导入 {unit}" if count else "另存有问题的行" if problems else "没有要导入的内容")
        self.accept.setEnabled(bool(count or problems))
        self.separate.setVisible(bool(problems))
        self.red.setVisible(bool(problems) and people)


def _left_out(report: SheetReport | None) -> str:
    """Return what of the sheet goes nowhere, so that nobody believes it imported."""
    if report is None:
        return "这张表没有选，不会导入。"
    told = []
    if report.unknown:
        told.append(f"不导入的列：{'、'.join(report.unknown)}。")
    if report.skipped:
        told.append(
            f"略过的行：{'、'.join(f'第 {number} 行“{text}”' for number, text in report.skipped[:4])}"
            + (f" 等 {len(report.skipped)} 行。" if len(report.skipped) > 4 else "。")
        )
    return "".join(told)


def sentence_for(report: ImportReport) -> str:
    """Return what the strip says after an import."""
    new, changed = (sum(getattr(sheet, key) for sheet in report.sheets.values()) for key in ("new", "changed"))
    told = f"已导入：新增 {new} 行，更新 {changed} 行。按 Ctrl+Z 可以撤销。" if new + changed else "没有新的内容。"
    if report.red:
        told += f"{len(report.red)} 个问题格已标红，按 F8 逐个改。"
    if report.error_file:
        told += f"有问题的行另存为“{report.error_file}”，改好后再导入。"
    return told
