"""总支总览: who has reported and how far each unit is, the charts, a branch's rows, and the ledgers of this level."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from dangjian_desktop.core.paths import safe_name
from dangjian_desktop.ui import exchange_verbs, look, overview_verbs, words
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.dialogs.files import PACKAGES, PDF, WORKBOOK, Files
from dangjian_desktop.ui.dialogs.send_back import SendBackDialog
from dangjian_desktop.ui.fresh import KeptFresh
from dangjian_desktop.ui.ledger_stack import LedgerStack
from dangjian_desktop.ui.parts import PageFrame, button, label, row
from dangjian_desktop.ui.plain_table import ROW_HEIGHT, PlainTable
from dangjian_desktop.ui.tabs.overview_rows import COLUMNS, STATE, marks_of, part_at, unit_row
from dangjian_desktop.ui.tabs.summary_charts import SummaryCharts
from dangjian_desktop.ui.tabs.unit_rows import UnitRowsView

if TYPE_CHECKING:
    from dangjian_desktop.schemes.scheme import Ledger
    from dangjian_desktop.services.exchange import Packed
    from dangjian_desktop.services.reporting import Report
    from dangjian_desktop.ui.grid.ledger_grid import LedgerGrid
    from dangjian_desktop.ui.overview_verbs import Overview

NONE = "还没有收到支部的上报包。把U盘里的文件拖到这里。"
VIEWS = ("上报情况", "统计图", "支部明细")
REPORTS, CHARTS, ROWS = range(3)
TABLE_ROWS = 7
SCROLL_BAR = 16
REMINDER = "report_reminder"


class OverviewPage(PageFrame):
    """The matrix of units over the ledgers 审批, 调整撤销, 先锋岗增加名额; the charts; one branch's rows."""

    help_section = "overview"

    def __init__(self, desk: Desk, decisions: Sequence[Ledger], parent: QWidget | None = None) -> None:
        super().__init__("总支总览", parent)
        self._desk = desk
        self._reports: tuple[Report, ...] = ()
        self._seen: dict[str, tuple[int, int]] = {}
        self.units = PlainTable("下属支部", COLUMNS)
        self.units.setToolTip("双击一格，或按回车，查看这个支部的内容")
        self._none = label(NONE, "quiet", wrap=True)
        self._make_buttons()
        self._waiting = label("", "quiet")
        self._counted = label("", "quiet")
        self.stack = LedgerStack(desk)
        self.charts = SummaryCharts(desk)
        self.rows = UnitRowsView(desk)
        self.views = QTabBar()
        self._pages = QStackedWidget()
        self._lay_out()
        self.stack.offer(decisions)
        self.units.chosen.connect(self._chose)
        self.units.activated.connect(self._open_unit)
        self.views.currentChanged.connect(self._pages.setCurrentIndex)
        self._fresh = KeptFresh(self, desk, self._read)

    def _make_buttons(self) -> None:
        desk = self._desk
        self._go = button("去接收", lambda: desk.asked_for.emit(words.EXCHANGE, ""))
        self.folder_button = button("打开文件夹…", self._choose_packages)
        self.reply_button = button("生成回执…", self._reply)
        self.back_button = button("退回（写意见）…", self._send_back)
        self.remind_button = button("催报单（打印）", lambda: desk.paper_asked_for.emit(REMINDER))
        self.sheet_button = button("汇总表（.xlsx）…", lambda: self._write("汇总表", WORKBOOK, ".xlsx"))
        self.paper_button = button("汇总图（PDF）…", lambda: self._write("汇总图", PDF, ".pdf"))
        self.approval_button = button("去审批", lambda: desk.asked_for.emit(words.APPROVAL, ""), "primary")

    def _lay_out(self) -> None:
        for each in (self.remind_button, self.sheet_button, self.paper_button):
            self.head.addWidget(each)
        self.views.setExpanding(False)
        self.views.setAccessibleName("总支总览的三部分")
        for title in VIEWS:
            self.views.addTab(title)
        first = QWidget()
        inside = QVBoxLayout(first)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        buttons = (self._go, self.back_button, self.reply_button)
        inside.addLayout(row(label("下属支部", "heading"), self._counted, None, *buttons))
        nothing = row(self._none, self.folder_button)
        nothing.setStretch(0, 1)
        inside.addLayout(nothing)
        inside.addWidget(self.units)
        inside.addLayout(row(label("审批和名额", "heading"), self._waiting, None, self.approval_button))
        inside.addWidget(self.stack, 1)
        self.rows.back_button.clicked.connect(lambda _checked=False: self.views.setCurrentIndex(REPORTS))
        for page in (first, self.charts, self.rows):
            self._pages.addWidget(page)
        self.body.addWidget(self.views)
        self.body.addWidget(self._pages, 1)

    @property
    def grid(self) -> LedgerGrid | None:
        """The grid on the screen."""
        return self.stack.grid if self.views.currentIndex() == REPORTS else None

    @property
    def drafts(self) -> int:
        """How many rows are not saved."""
        return self.stack.drafts

    def go_to(self, ledger: str) -> None:
        """Show one of the ledgers."""
        self.views.setCurrentIndex(REPORTS)
        self.stack.go_to(ledger)

    def showEvent(self, event: QShowEvent) -> None:
        """Read again when packages were looked at or let go of in the meantime."""
        super().showEvent(event)
        if self._desk.seen != self._seen:
            self._fresh.renew()

    def _read(self) -> None:
        period, seen = self._desk.period, dict(self._desk.seen)
        self._seen = seen
        self._desk.run(lambda office: overview_verbs.read(office, period, seen), self._show)

    def _fit(self) -> None:
        shown = max(1, min(self.units.plain.rowCount(), TABLE_ROWS))
        head = self.units.horizontalHeader().sizeHint().height()
        self.units.setFixedHeight(shown * look.scaled(ROW_HEIGHT) + head + SCROLL_BAR)

    def _show(self, found: Overview) -> None:
        self._reports = found.reports
        rows = [unit_row(report, found.units.get(report.unit)) for report in found.reports]
        self.units.show_rows(rows, marks_of(found.reports, rows))
        self._fit()
        for widget in (self.units, self.back_button, self.remind_button):
            widget.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self.folder_button.setVisible(not rows)
        self._counted.setText(counted(found.reports))
        self.charts.show_tables(found.charts)
        self._waiting.setText(f"还有 {found.waiting} 名推荐人选等待审批" if found.waiting else "")
        self.approval_button.setText(f"去审批 {found.waiting} 人")
        self.approval_button.setVisible(bool(found.waiting))
        self._show_rows_of_chosen()

    def _chose(self, place: int) -> None:
        report = self._chosen
        direct = report is not None and report.level == 0
        self.reply_button.setEnabled(direct and place >= 0)
        self.back_button.setEnabled(direct and report is not None and report.received_on is not None)
        name = report.name if report else ""
        self.reply_button.setText("生成回执…")
        self.reply_button.setToolTip(f"给{name}的回执" if name else "请先在表里选一个支部")
        self._show_rows_of_chosen()

    @property
    def _chosen(self) -> Report | None:
        place = self.units.row
        return self._reports[place] if 0 <= place < len(self._reports) else None

    def _open_unit(self, index: QModelIndex) -> None:
        report = self._chosen
        if report is not None:
            self.views.setCurrentIndex(ROWS)
            self.rows.show_unit(report.unit, report.name, part_at(index.column()))

    def _show_rows_of_chosen(self) -> None:
        report = self._chosen
        if report is not None:
            self.rows.show_unit(report.unit, report.name)

    def _choose_packages(self) -> None:
        paths = Files.ask_several(self, "选择上报包或回执", PACKAGES)
        if paths:
            self._desk.files_chosen.emit([Path(path) for path in paths])

    def _send_back(self) -> None:
        report = self._chosen
        opinion = SendBackDialog.ask(self, report.name) if report else None
        if report and opinion:
            unit = report.unit
            self._desk.change(lambda office: overview_verbs.send_back(office, unit, opinion))
            self._desk.tell(f"已退回“{report.name}”的上报。请生成回执，意见随回执带去。")

    def _write(self, what: str, kinds: str, suffix: str) -> None:
        period = self._desk.period
        name = safe_name(self._desk.card.name) if self._desk.card else ""
        suggestion = f"{name}_{what}_{period.year}年第{period.quarter}季度{suffix}"
        path = Files.ask_save(self, what, suggestion, kinds, suffix)
        if path:
            self._desk.run(
                lambda office: overview_verbs.write_summary(office, path, period),
                lambda made: self._desk.tell(f"已保存为“{made}”。"),
                label="正在汇总",
            )

    def _reply(self) -> None:
        report = self._chosen
        folder = Files.ask_folder(self, f"给{report.name}的回执存放在哪个文件夹") if report else None
        if report and folder:
            name = report.name
            self._desk.run(
                lambda office: exchange_verbs.reply(office, [name], folder), self._replied, label="正在生成回执"
            )

    def _replied(self, packed: list[Packed]) -> None:
        self._desk.tell(f"已生成回执“{packed[0].path}”，校验码 {packed[0].check_code}。")
        self._desk.changed.emit(None)


def counted(reports: Sequence[Report]) -> str:
    """Return how many units are in which state: 应报 3，已合并 2，未报 1."""
    direct = [report.state.value for report in reports if report.level == 0]
    parts = [f"{state} {direct.count(state)}" for state in STATE if state in direct]
    return "，".join([f"应报 {len(direct)}", *parts]) if direct else ""
