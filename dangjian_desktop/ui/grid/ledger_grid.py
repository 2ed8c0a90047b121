"""One ledger on the screen: reads its rows, saves each edit at once, keeps what could not be taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from dangjian_desktop.ui import verbs
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.grid.headers import fit_columns
from dangjian_desktop.ui.grid.lines import Line
from dangjian_desktop.ui.grid.model import LedgerModel
from dangjian_desktop.ui.grid.view import GridView
from dangjian_desktop.ui.parts import button, label

if TYPE_CHECKING:
    from dangjian_desktop.schemes.scheme import Column, Ledger
    from dangjian_desktop.services.records import Saved
    from dangjian_desktop.ui.verbs import Page

WITHOUT = {
    "member": "，名册里还没有党员，请先录入党员名册",
    "area": "，还没有责任区域，请先在“划分”里登记责任区域",
    "nomination": "，还没有推荐人选，请先登记推荐人选",
}
WITHOUT_UNITS = "，还没有收到支部的资料，接收上报包后显示在这里"


class LedgerGrid(QWidget):
    """A ledger's grid with its count and its row verbs."""

    def __init__(
        self,
        desk: Desk,
        ledger: Ledger,
        *,
        removal: str = "删除所选行",
        on_removal: Callable[[list[str]], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.ledger = ledger
        self._desk = desk
        self._on_removal = on_removal or self._remove_records
        self._saving = False
        self._stale = True
        self._shown = False
        self.read_only = ledger.above and desk.kind == "branch"
        self.model = LedgerModel(ledger, may_add=not self.read_only, parent=self)
        self.view = GridView(self.model, desk.clock().date().isoformat(), removal, self)
        self._count = label("", "quiet")
        self.problem = label("", "problem")
        self.problem.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._remove = button(removal, self.view.ask_removal, "quiet")
        self._remove.setVisible(not self.read_only)
        self._lay_out()
        self.view.removal_asked_for.connect(self._remove_rows)
        self.view.locked.connect(self._tell_lock)
        self.view.did.connect(desk.tell)
        self.view.selectionModel().currentChanged.connect(self._tell_problem)
        self.model.dataChanged.connect(self._tell_problem)
        self.model.edited.connect(self._save)
        desk.changed.connect(self._became_stale)
        desk.period_changed.connect(self._other_period)

    @property
    def note(self) -> str:
        """What stands above the grid: the count, and what to do when that is not plain to see."""
        return self._count.text()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.addWidget(self._count)
        bar.addWidget(self.problem, 1)
        bar.addWidget(self._remove)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(bar)
        layout.addWidget(self.view, 1)

    def refresh(self) -> None:
        """Read the ledger when it is on the screen and not up to date."""
        if not self._stale or not self.isVisible():
            return
        self._stale = False
        period = self._desk.period
        self.model.defaults = {"year": str(period.year), "quarter": str(period.quarter)}
        self._desk.run(lambda office: verbs.read_page(office, self.ledger, period), self._show, self._failed)

    def showEvent(self, event: object) -> None:
        """Read what changed while the grid was hidden."""
        super().showEvent(event)  # type: ignore[arg-type]
        self.refresh()

    def _failed(self, _sentence: str) -> None:
        self._stale = True

    def _became_stale(self, _changes: object) -> None:
        self._stale = True
        if not self._saving:
            self.refresh()

    def _other_period(self) -> None:
        self.model.forget_unsaved()
        self._became_stale(None)

    def _show(self, page: Page) -> None:
        index = self.view.currentIndex()
        self.model.show(page)
        fit_columns(self.view, self.model)
        if self._shown and index.isValid() and self.model.rowCount():
            self.view.go_to(min(index.row(), self.model.rowCount() - 1), index.column())
        elif self.model.rowCount():
            self.view.go_to(0, self.model.first_place)
        self._shown = True
        self._tell_count()
        self._tell_problem()

    def _tell_problem(self, *_places: object) -> None:
        """Say beside the count why the text under the cursor was not taken; the keyboard sees no tooltips."""
        index = self.view.currentIndex()
        told = self.model.line(index.row()).problems.get(index.column(), "") if index.isValid() else ""
        self.problem.setText(told)
        self.problem.setToolTip(told)

    def _tell_count(self) -> None:
        self._count.setText(f"{self.ledger.title} {self.model.filled()} 行{self._note()}")

    def _note(self) -> str:
        """What to do next, where that is not plain to see."""
        if self.read_only:
            return "，由上级填写，接收回执后显示在这里" if not self.model.filled() else "，由上级填写，本支部只查看"
        if self.model.drafts():
            return f"，其中 {self.model.drafts()} 行还没有保存，按 F8 到要补、要改的格"
        lacking = {column.kind.value for column in self.ledger.columns if column.needed and self._lacks(column)}
        if lacking and not self.model.filled():
            return WITHOUT_UNITS if self._desk.kind != "branch" else next(WITHOUT[k] for k in WITHOUT if k in lacking)
        return "" if self.model.filled() else "，在空行里打字即可新增，也可以从 Excel/WPS 粘贴"

    def _lacks(self, column: Column) -> bool:
        return column.kind.value in WITHOUT and not self.model.choices.get(column.key)

    def _tell_lock(self, row: int) -> None:
        owner, card = self.model.line(row).owner, self._desk.card
        if card and owner == card.id:
            self._desk.tell("这一行已经上报或审批，内容不能再改。确需修改，请先由上级退回。")
        else:
            self._desk.tell(f"这一行由“{self.model.owners.get(owner, '上级')}”填写，本单位只查看。")

    def _save(self, verb: str) -> None:
        """Save what waits; while one save is under way the next one gathers."""
        lines = self.model.waiting()
        self._tell_count()
        if self._saving or not lines:
            return
        self._saving = True
        edits = [self.model.edit_of(line) for line in lines]
        period = self._desk.period
        self._desk.run(
            lambda office: verbs.save(office, self.ledger, edits, period, verb),
            self._saved(lines, verb),
            lambda sentence: self._refused(lines, edits, sentence),
        )

    def _saved(self, lines: Sequence[Line], verb: str) -> Callable[[tuple[Saved, Page]], None]:
        def take(result: tuple[Saved, Page]) -> None:
            saved, page = result
            self.model.took(lines, saved, page)
            self._desk.changed.emit(saved.changes)
            self._saving = False
            self._stale = False
            self._tell_count()
            self._save(verb)

        return take

    def _refused(
        self, lines: Sequence[Line], edits: Sequence[tuple[str | None, dict[str, str]]], sentence: str
    ) -> None:
        self._saving = False
        self.model.refused(lines, edits, sentence)

    def _remove_rows(self, rows: list[int]) -> None:
        ids = self.model.ids(rows)
        self.model.drop_drafts(rows)
        self._tell_count()
        if ids:
            self._on_removal(ids)

    def _remove_records(self, ids: list[str]) -> None:
        self._desk.change(lambda office: verbs.remove(office, self.ledger, ids))
