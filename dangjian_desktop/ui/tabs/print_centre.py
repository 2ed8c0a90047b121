"""打印中心: choose forms, look at the very PDF, print it or save it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QComboBox, QHeaderView, QSplitter, QTableView, QVBoxLayout, QWidget

from dangjian_desktop.ui import look, verbs
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.dialogs.files import PDF, Files
from dangjian_desktop.ui.parts import PageFrame, button, label, row
from dangjian_desktop.ui.read_table import ReadTable
from dangjian_desktop.ui.tabs.preview import PaperPreview
from dangjian_desktop.ui.tabs.print_model import PrintModel
from dangjian_desktop.ui.tabs.printer import print_pdfs

NOTHING_TICKED = "请先在左边勾选表格。"
CHANGED = "点“预览”看打印出来的样子。"
ROW_HEIGHT = 32
WORDINGS = {"校订措辞": "proofread", "原文措辞": "source"}


class PrintCentre(PageFrame):
    """The nine forms, filled or blank."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("打印中心", parent)
        self._desk = desk
        self._stale = True
        self.model = PrintModel()
        self.table = self._make_table()
        self.blank = QCheckBox("打印空白表格")
        self.wording = QComboBox()
        self.wording.setAccessibleName("措辞")
        self.wording.addItems(list(WORDINGS))
        self._units: list[tuple[str, str]] = []
        self.unit = QComboBox()
        self.unit.setAccessibleName("单位")
        self.unit.setVisible(False)
        self.preview = PaperPreview(desk)
        self.preview_button = button("预览", self.show_preview)
        self.save_button = button("另存为 PDF…", self._save)
        self.print_button = button("打印…", self._print, "primary")
        self._lay_out()
        self.model.ticked.connect(self._choice_changed)
        self.blank.toggled.connect(self._choice_changed)
        self.wording.currentIndexChanged.connect(self._choice_changed)
        self.unit.currentIndexChanged.connect(self._became_stale)
        desk.changed.connect(self._became_stale)
        desk.period_changed.connect(self._became_stale)
        self._choice_changed()

    def _make_table(self) -> QTableView:
        table = ReadTable("九张表格", self.model, ROW_HEIGHT)
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectItems)
        header = table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.setColumnWidth(1, look.scaled(92))
        table.setColumnWidth(2, look.scaled(52))
        return table

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 8, 0)
        column.addWidget(self.unit)
        column.addWidget(self.table, 1)
        column.addLayout(row(self.blank, None, label("措辞", "quiet"), self.wording))
        column.addLayout(row(self.preview_button, None, self.save_button, self.print_button))
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self.preview)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        self.body.addWidget(split, 1)

    @property
    def start(self) -> QWidget:
        """The list of forms."""
        return self.table

    def choose(self, forms: tuple[int, ...], *, blank: bool = False) -> None:
        """Tick these forms and show them."""
        self.blank.setChecked(blank)
        self.model.tick_only(forms)
        self.show_preview()

    def choose_blank(self) -> None:
        """Tick all forms, blank."""
        self.choose(tuple(choice.number for choice in self.model.choices), blank=True)

    def showEvent(self, event: object) -> None:
        """Count the papers anew when data changed."""
        super().showEvent(event)  # type: ignore[arg-type]
        self._count()

    def show_preview(self) -> None:
        """Make the PDF of the ticked forms and show its pages."""
        wanted = self._wanted(copies=False)
        if not wanted.forms:
            self.preview.clear(NOTHING_TICKED)
            return
        self._desk.run(
            lambda office: verbs.make_pdf(office, wanted),
            lambda made: self.preview.show_pdf(*made),
            lambda _sentence: self.preview.clear("还没有可以预览的内容。"),
            "正在排版",
        )

    def _wanted(self, *, copies: bool) -> verbs.Wanted:
        chosen = self.model.chosen()
        return verbs.Wanted(
            tuple(choice.number for choice in chosen),
            self.blank.isChecked(),
            self._desk.period,
            WORDINGS[self.wording.currentText()],
            {choice.number: choice.copies for choice in chosen} if copies else {},
            () if self.blank.isChecked() else self._chosen_units(),
        )

    def _chosen_units(self) -> tuple[str, ...]:
        """The unit chosen; none means all of them."""
        place = self.unit.currentIndex()
        return (self._units[place - 1][0],) if place > 0 else ()

    def _choice_changed(self) -> None:
        chosen = self.model.chosen()
        for one in (self.preview_button, self.save_button, self.print_button):
            one.setEnabled(bool(chosen))
            one.setToolTip("" if chosen else NOTHING_TICKED)
        self._forget_preview()
        self.print_button.setText(f"打印 {len(chosen)} 种表格…" if chosen else "打印…")

    def _forget_preview(self) -> None:
        """What is on the screen must be what would be printed."""
        self.preview.clear(CHANGED if self.model.chosen() else NOTHING_TICKED)

    def _became_stale(self, _changes: object = None) -> None:
        self._stale = True
        self._forget_preview()
        self._count()

    def _count(self) -> None:
        if not self._stale or not self.isVisible():
            return
        self._stale = False
        if self._desk.kind != "branch":
            self._desk.run(verbs.unit_names, self._offer_units)
        period, units = self._desk.period, self._chosen_units()
        self._desk.run(lambda office: verbs.paper_counts(office, period, units), self.model.tell_papers)

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
        wanted = self._wanted(copies=False)
        names = "、".join(f"样例{number}" for number in wanted.forms)
        path = Files.ask_save(self, "另存为 PDF", f"{names}.pdf", PDF, ".pdf")
        if path:
            self._desk.run(lambda office: verbs.save_pdf(office, wanted, path), self._saved, label="正在保存 PDF")

    def _saved(self, path: Path) -> None:
        self._desk.tell(f"已保存为“{path}”。")

    def _print(self) -> None:
        wanted = self._wanted(copies=True)
        self._desk.run(
            lambda office: verbs.make_copies(office, wanted),
            lambda pdfs: print_pdfs(self._desk, self, pdfs),
            label="正在排版",
        )
