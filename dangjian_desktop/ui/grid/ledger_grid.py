"""One ledger on the screen: reads its rows, saves each edit at once, keeps what could not be taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from dangjian_desktop.ui import verbs
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.grid.headers import fit_columns
from dangjian_desktop.ui.grid.lines import Line
from dangjian_desktop.ui.grid.model import LedgerModel
from dangjian_desktop.ui.grid.view import GridView

if TYPE_CHECKING:
    from dangjian_desktop.schemes.scheme import Ledger
    from dangjian_desktop.services.records import Saved
    from dangjian_desktop.ui.verbs import Page


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
        self.read_only = ledger.above and desk.kind == "branch"
        self.model = LedgerModel(ledger, may_add=not self.read_only, parent=self)
        self.view = GridView(self.model, desk.clock().date().isoformat(), self)
        self._count = QLabel()
        self._count.setObjectName("quiet")
        self._remove = QPushButton(removal)
        self._remove.setObjectName("quiet")
        self._remove.setVisible(not self.read_only)
        self._lay_out()
        self._remove.clicked.connect(self.view.ask_removal)
        self.view.removal_asked_for.connect(self._remove_rows)
        self.view.locked.connect(self._tell_lock)
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
        bar.addStretch()
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
        if index.isValid() and self.model.rowCount():
            self.view.go_to(min(index.row(), self.model.rowCount() - 1), index.column())
        elif self.model.rowCount():
            self.view.go_to(0, self.model.first_place)
        self._tell_count()

    def _tell_count(self) -> None:
        self._count.setText(f"{self.ledger.title} {self.model.filled()} 行{self._note()}")

    def _note(self) -> str:
        """What to do next, where that is not plain to see."""
        if self.read_only:
            return "，由上级填写，本支部只查看"
        people = [column.key for column in self.ledger.columns if column.needed and column.kind.value == "member"]
        if people and not self.model.choices.get(people[0]) and self._desk.kind == "branch":
            return "，名册里还没有党员，请先录入党员名册"
        return "" if self.model.filled() else "，在空行里打字即可新增，也可以从 Excel/WPS 粘贴"

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
