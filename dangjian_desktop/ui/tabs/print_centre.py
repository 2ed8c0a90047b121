"""打印中心: choose forms, look at the very PDF, print it or save it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QHeaderView, QMenu, QPushButton, QSplitter, QTableView, QVBoxLayout, QWidget

from dangjian_desktop.core.dates import QUARTER_NAMES
from dangjian_desktop.ui import look, print_verbs, words
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.dialogs.files import PDF, Files
from dangjian_desktop.ui.dialogs.fonts import FontsDialog
from dangjian_desktop.ui.dialogs.wording_editor import CHANGEABLE, WordingDialog
from dangjian_desktop.ui.empty_strip import EmptyStrip
from dangjian_desktop.ui.fresh import KeptFresh
from dangjian_desktop.ui.parts import PageFrame, button, row
from dangjian_desktop.ui.print_verbs import Pdf, Wanted
from dangjian_desktop.ui.read_table import ReadTable
from dangjian_desktop.ui.tabs.preview import PaperPreview
from dangjian_desktop.ui.tabs.print_model import COPIES, OBJECTS, STATE, TITLE, PrintModel
from dangjian_desktop.ui.tabs.print_options import ORDERS, PAPERS, SEQUENCES, WHICH, WORDINGS, PrintOptions
from dangjian_desktop.ui.tabs.printer import PrinterChoice, PrintRun
from dangjian_desktop.ui.tabs.printer_bar import PrinterBar
from dangjian_desktop.ui.window_state import keep_parts

NOTHING_TICKED = "请先在左边勾选表格。"
CHANGED = "点“预览”看打印出来的样子。"
NOTHING_FILLED = "所选的表格还没有内容。可以先打印空白表格手写，或者去填写名册和五项工作。"
NO_CONTENT = "还没有可以预览的内容。"
NO_PRINTER = "找不到打印机。请接好打印机，或点“另存为 PDF”拿到别的电脑打印。"
OFFICE_KINDS = ("docx", "xlsx")
SHARES = (620, 580)
ROW_HEIGHT = 30
SCROLL_BAR = 16
WIDTHS = {OBJECTS: 92, COPIES: 48, STATE: 132}


class PrintCentre(PageFrame):
    """The nine forms, filled or blank."""

    help_section = "printing"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("打印中心", parent)
        self._desk = desk
        self._fresh = KeptFresh(self, desk, self._count)
        self.model = PrintModel()
        self.table = self._make_table()
        self._units: list[tuple[str, str]] = []
        self.unit = QComboBox()
        self.unit.setAccessibleName("单位")
        self.unit.setVisible(False)
        self.options = PrintOptions()
        self.options.start_with(desk.clock().date())
        self.printers = PrinterBar(desk)
        self.preview = PaperPreview(desk)
        self.fonts_button = button("字体…", self._show_fonts)
        self.fonts_button.setToolTip("补上字体里没有的字，或改用本机的字体")
        self._other = ""
        self.other_menu = QMenu(self)
        self.other_button = QPushButton("其他纸张")
        self.other_button.setMenu(self.other_menu)
        self.other_button.setToolTip("岗位目录、测评票、桌牌、履职情况汇总等")
        self.preview_button = button("预览", self.show_preview)
        self.save_button = button("另存为 PDF…", self._save)
        self.office_button = button("导出 Word、Excel…", self._save_office_files)
        self.print_button = button("打印", self._print, "primary")
        roster = partial(desk.asked_for.emit, words.ROSTER, "")
        self.nothing = EmptyStrip(NOTHING_FILLED, [("打印空白表格", self._turn_blank), ("去名册", roster)])
        self.nothing.hide()
        self._lay_out()
        self.model.ticked.connect(self._forms_ticked)
        self.options.changed.connect(self._choice_changed)
        self.options.wording_asked_for.connect(self._change_wording)
        self.printers.ruler_asked_for.connect(self._print_ruler)
        self.unit.currentIndexChanged.connect(self._unit_changed)
        desk.changed.connect(self._forget_preview)
        desk.period_changed.connect(self._forget_preview)
        self._choice_changed()

    def _make_table(self) -> QTableView:
        table = ReadTable("九张表格", self.model, ROW_HEIGHT)
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectItems)
        table.horizontalHeader().setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        look.fit(table, lambda: fit_columns(table))
        return table

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(10)
        column.addWidget(self.unit)
        column.addWidget(self.table, 1)
        column.addWidget(self.options)
        column.addWidget(self.printers)
        column.addLayout(row(self.preview_button, self.office_button, self.save_button, None, self.print_button))
        self.head.addWidget(self.other_button)
        self.head.addWidget(self.fonts_button)
        self.body.addWidget(self.nothing)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self.preview)
        split.setSizes([look.scaled(each) for each in SHARES])
        keep_parts(split, self._desk.home, "printing")
        self.body.addWidget(split, 1)

    @property
    def start(self) -> QWidget:
        """The list of forms."""
        return self.table

    def choose(self, forms: tuple[int, ...], members: tuple[str, ...] = (), *, blank: bool = False) -> None:
        """Tick these forms and show all their papers, or those of some members alone."""
        self.options.blank.setChecked(blank)
        self.options.which.setCurrentIndex(0)
        self.options.choose_people(members)
        self.model.tick_only(forms)
        self.show_preview()
        (self.print_button if self.printers.name else self.save_button).setFocus()

    def choose_people(self, members: tuple[str, ...]) -> None:
        """Print for these members alone; which forms is ticked next, or was before."""
        self.options.choose_people(members)
        if self.model.chosen():
            self.show_preview()
        else:
            self.preview.clear(NOTHING_TICKED)

    def choose_blank(self) -> None:
        """Tick all forms, blank."""
        self.choose(tuple(choice.number for choice in self.model.choices), blank=True)

    def show_preview(self) -> None:
        """Make the PDF of the ticked forms and show its pages."""
        wanted = self._wanted()
        if not (wanted.forms or wanted.other):
            self.preview.clear(NOTHING_TICKED)
            return
        progress = self._desk.tasks.progress
        self._desk.run(
            lambda office: print_verbs.make_pdf(office, wanted, progress),
            self.preview.show_pdf,
            self._show_nothing,
            "正在排版",
        )

    def _show_nothing(self, _sentence: str) -> None:
        """Nothing is there to be printed: say what can be done instead."""
        self.preview.clear(NO_CONTENT)
        self.nothing.setVisible(bool(self.model.chosen()) and not self.options.blank.isChecked())

    def _turn_blank(self) -> None:
        self.choose(tuple(choice.number for choice in self.model.chosen()), blank=True)

    def _wanted(self, *, copies: bool = True) -> Wanted:
        """The preview, the printer and the saved PDF have every copy; files that are changed in WPS are made once."""
        chosen, options = self.model.chosen(), self.options
        blank = options.blank.isChecked()
        return Wanted(
            tuple(choice.number for choice in chosen),
            self._desk.period,
            blank,
            WORDINGS[options.wording.currentText()],
            () if blank else self._chosen_units(),
            () if blank else options.members,
            ORDERS[options.order.currentText()],
            SEQUENCES[options.sequence.currentText()],
            PAPERS[options.paper.currentText()],
            options.chosen_day(),
            "all" if blank else WHICH[options.which.currentText()],
            {choice.number: choice.copies for choice in chosen} if copies else {},
            values_only=options.values_only.isChecked(),
            other=self._other,
        )

    def _chosen_units(self) -> tuple[str, ...]:
        """The unit chosen; none means all of them."""
        place = self.unit.currentIndex()
        return (self._units[place - 1][0],) if place > 0 else ()

    def _forms_ticked(self) -> None:
        """Either forms are printed or another paper."""
        self._other = ""
        self._choice_changed()

    def choose_other(self, key: str, *, blank: bool = False) -> None:
        """Show one of the papers beside the forms; ``blank`` ones are asked for, else the switch stays as it is."""
        if blank:
            self.options.blank.setChecked(True)
        self.model.tick_only(())
        self._other = key
        self._choice_changed()
        self.show_preview()

    def _offer_other(self, papers: list[tuple[str, str]]) -> None:
        if [action.data() for action in self.other_menu.actions()] == [key for key, _ in papers]:
            return
        self.other_menu.clear()
        for key, title in papers:
            action = self.other_menu.addAction(title)
            action.setData(key)
            action.triggered.connect(partial(self._other_chosen, key))

    def _other_chosen(self, key: str, _checked: bool = False) -> None:
        self.choose_other(key)

    def _choice_changed(self) -> None:
        chosen = self.model.chosen()
        ready = bool(chosen or self._other)
        for one in (self.preview_button, self.save_button, self.office_button, self.print_button):
            one.setEnabled(ready)
            one.setToolTip("" if ready else NOTHING_TICKED)
        self.office_button.setEnabled(bool(chosen))
        self._forget_preview()
        self.print_button.setText(f"打印 {len(chosen)} 种表格" if chosen else "打印")

    def _unit_changed(self, _place: int) -> None:
        self._forget_preview()
        self._fresh.renew()

    def _forget_preview(self, _changes: object = None) -> None:
        """What is on the screen must be what would be printed."""
        self.nothing.hide()
        self.preview.clear(CHANGED if self.model.chosen() or self._other else NOTHING_TICKED)

    def _count(self) -> None:
        self.printers.renew()
        if self._desk.kind == "branch":
            self._desk.run(print_verbs.people, self.options.offer_people)
        else:
            self._desk.run(print_verbs.unit_names, self._offer_units)
        self._desk.run(print_verbs.other_papers, self._offer_other)
        wanted = Wanted((), self._desk.period, units=self._chosen_units())
        self._desk.run(lambda office: print_verbs.paper_states(office, wanted), self.model.tell_states)

    def _offer_units(self, units: list[tuple[str, str]]) -> None:
        """Offer the offices below, all of them first."""
        if units == self._units:
            return
        self._units = units
        with QSignalBlocker(self.unit):
            self.unit.clear()
            self.unit.addItems([f"全部下属单位（{len(units)} 个）", *(name for _, name in units)] if units else [])
        self.unit.setVisible(bool(units))

    def _save(self) -> None:
        wanted = self._wanted()
        names = "、".join(f"样例{number}" for number in wanted.forms) or self._other_title()
        when = "空白" if wanted.blank else f"{wanted.period.year}年{QUARTER_NAMES[wanted.period.quarter]}"
        path = Files.ask_save(self, "另存为 PDF", f"{names}_{when}.pdf", PDF, ".pdf")
        if path:
            progress = self._desk.tasks.progress
            self._desk.run(
                lambda office: print_verbs.save_pdf(office, wanted, path, progress), self._saved, label="正在保存 PDF"
            )

    def _other_title(self) -> str:
        return next((action.text() for action in self.other_menu.actions() if action.data() == self._other), "")

    def _saved(self, path: Path) -> None:
        self._desk.tell(f"已保存为“{path}”。")
        self._fresh.renew()

    def _save_office_files(self) -> None:
        wanted, progress = self._wanted(copies=False), self._desk.tasks.progress
        folder = Files.ask_folder(self, "导出到哪个文件夹")
        if folder:
            self._desk.run(
                lambda office: print_verbs.save_files(office, wanted, folder, OFFICE_KINDS, progress),
                lambda paths: self._told_files(folder, paths),
                label="正在导出",
            )

    def _told_files(self, folder: Path, paths: Sequence[Path]) -> None:
        self._desk.tell(f"已导出 {len(paths)} 个文件到“{folder}”。")
        self._fresh.renew()

    def _show_fonts(self) -> None:
        dialog = FontsDialog(self._desk, self)
        dialog.finished.connect(self._fonts_changed)
        dialog.open()

    def _fonts_changed(self, _result: int) -> None:
        """Other fonts may set other lines."""
        self._forget_preview()

    def _change_wording(self) -> None:
        """Begin with the first ticked form whose words may be changed."""
        ticked = [choice.number for choice in self.model.chosen() if choice.number in CHANGEABLE]
        WordingDialog(self._desk, self, (ticked or [1])[0]).open()

    def _print(self) -> None:
        wanted, progress = self._wanted(), self._desk.tasks.progress
        if self._has_printer():
            self._desk.run(lambda office: print_verbs.make_pdf(office, wanted, progress), self._send, label="正在排版")

    def _print_ruler(self) -> None:
        if self._has_printer():
            self._desk.run(print_verbs.ruler, self._send)

    def _has_printer(self) -> bool:
        if not self.printers.name:
            self._desk.tasks.failed.emit(NO_PRINTER)
        return bool(self.printers.name)

    def _send(self, pdf: Pdf) -> None:
        bar = self.printers
        run = PrintRun(self._desk, PrinterChoice(bar.name, bar.sides.currentText(), bar.correction), pdf)
        run.printed.connect(self._fresh.renew)
        run.go_on()


def fit_columns(table: QTableView) -> None:
    """Make the columns beside the titles as wide as they need, and leave the titles enough to be read whole."""
    for column, width in WIDTHS.items():
        table.setColumnWidth(column, look.scaled(width))
    others = sum(look.scaled(width) for width in WIDTHS.values())
    table.setMinimumWidth(table.sizeHintForColumn(TITLE) + others + SCROLL_BAR)
