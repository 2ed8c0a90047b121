"""总支总览: which units have reported, their figures, and the decisions that only this level makes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from dangjian_desktop.ui import exchange_verbs, look, words
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.dialogs.files import Files
from dangjian_desktop.ui.fresh import KeptFresh
from dangjian_desktop.ui.ledger_stack import LedgerStack
from dangjian_desktop.ui.parts import PageFrame, button, label, row
from dangjian_desktop.ui.plain_table import ROW_HEIGHT, PlainTable

if TYPE_CHECKING:
    from dangjian_desktop.schemes.scheme import Ledger
    from dangjian_desktop.services.exchange import Packed, Subordinate
    from dangjian_desktop.services.statistics import Figures
    from dangjian_desktop.ui.grid.ledger_grid import LedgerGrid

COLUMNS = (
    ("单位", 200),
    ("最近接收", 96),
    ("序号", 50),
    ("校验码", 92),
    ("回执", 104),
    ("党员", 50),
    ("上岗", 50),
    ("责任区", 64),
    ("践诺/承诺", 84),
    ("先锋岗", 58),
    ("标兵", 50),
    ("必须改", 58),
)
NONE = "还没有收到支部的上报包。把U盘里的文件拖到这个窗口里，或到“上报与接收”选择文件。"
TABLE_ROWS = 6
SCROLL_BAR = 16


class OverviewPage(PageFrame):
    """The offices below, and the ledgers 审批, 调整撤销, 先锋岗增加名额."""

    def __init__(self, desk: Desk, decisions: Sequence[Ledger], parent: QWidget | None = None) -> None:
        super().__init__("总支总览", parent)
        self._desk = desk
        self._names: list[str] = []
        self.units = PlainTable("下属支部", COLUMNS)
        self._none = label(NONE, "quiet", wrap=True)
        self._go = button("去接收", lambda: desk.asked_for.emit(words.EXCHANGE, ""))
        self.reply_button = button("生成回执…", self._reply)
        self.list_button = button("列入审批", self._list, "primary")
        self._waiting = label("", "quiet")
        self.stack = LedgerStack(desk)
        self.body.addLayout(row(label("下属支部", "heading"), None, self._go, self.reply_button))
        self.body.addWidget(self._none)
        self.body.addWidget(self.units)
        self.body.addLayout(row(label("审批和名额", "heading"), self._waiting, None, self.list_button))
        self.body.addWidget(self.stack, 1)
        self.stack.offer(decisions)
        self.units.chosen.connect(self._chose)
        KeptFresh(self, desk, self._read)

    @property
    def grid(self) -> LedgerGrid | None:
        """The grid on the screen."""
        return self.stack.grid

    @property
    def drafts(self) -> int:
        """How many rows are not saved."""
        return self.stack.drafts

    def go_to(self, ledger: str) -> None:
        """Show one of the ledgers."""
        self.stack.go_to(ledger)

    def _read(self) -> None:
        period = self._desk.period
        self._desk.run(lambda office: exchange_verbs.units(office, period), self._show)

    def _show(self, units: exchange_verbs.Units) -> None:
        figures = {each.name: each for each in units.figures}
        self._names = [unit.name for unit in units.subordinates]
        rows = [unit_row(unit, figures.get(unit.name)) for unit in units.subordinates]
        late = {(place, 4): look.SEVERITY_COLOURS["建议改"] for place, each in enumerate(rows) if each[4] == "未发"}
        must = {(place, 11): look.ACCENT for place, each in enumerate(rows) if each[11].strip("0")}
        self.units.show_rows(rows, late | must)
        shown = max(1, min(len(rows), TABLE_ROWS))
        self.units.setFixedHeight(
            shown * look.scaled(ROW_HEIGHT) + self.units.horizontalHeader().sizeHint().height() + SCROLL_BAR
        )
        self.units.setVisible(bool(rows))
        self._none.setVisible(not rows)
        count = len(units.undecided)
        self._waiting.setText(f"还有 {count} 名推荐人选没有列入审批" if count else "")
        self.list_button.setText(f"列入审批 {count} 人")
        self.list_button.setVisible(bool(count))

    def _chose(self, place: int) -> None:
        self.reply_button.setEnabled(place >= 0)
        name = self._names[place] if 0 <= place < len(self._names) else ""
        self.reply_button.setText("生成回执…")
        self.reply_button.setToolTip(f"给{name}的回执" if name else "请先在表里选一个支部")

    def _list(self) -> None:
        period = self._desk.period
        self._desk.change(lambda office: exchange_verbs.list_undecided(office, period))

    def _reply(self) -> None:
        name = self._names[self.units.row]
        folder = Files.ask_folder(self, f"给{name}的回执存放在哪个文件夹")
        if folder:
            self._desk.run(
                lambda office: exchange_verbs.reply(office, [name], folder), self._replied, label="正在生成回执"
            )

    def _replied(self, packed: list[Packed]) -> None:
        self._desk.tell(f"已生成回执“{packed[0].path}”，校验码 {packed[0].check_code}。")
        self._desk.changed.emit(None)


def unit_row(unit: Subordinate, figures: Figures | None) -> tuple[str, ...]:
    """Return a unit's line: its newest package, whether it was answered, and its figures of the year."""
    answered = f"{unit.replied_at[:10]}" if unit.replied_at else ("未发" if unit.received_at else "")
    package = (unit.received_at[:10] or "未报", str(unit.sequence or ""), unit.check_code, answered)
    if figures is None:
        return (unit.name, *package, *[""] * 7)
    return (
        unit.name,
        *package,
        str(figures.members),
        f"{figures.on_post}/{figures.without_office}",
        figures.coverage,
        f"{figures.fulfilled}/{figures.commitments}",
        f"{figures.pioneers_approved}/{figures.pioneers}",
        f"{figures.pacesetters_approved}/{figures.pacesetters}",
        str(figures.must),
    )
