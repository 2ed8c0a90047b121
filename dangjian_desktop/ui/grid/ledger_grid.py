"""One ledger on the screen: reads its rows, saves each edit at once, keeps what could not be taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from dangjian_desktop.ui import verbs, words
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.dialogs.row_changes import RowChangesDialog
from dangjian_desktop.ui.grid.ask_strip import AskStrip
from dangjian_desktop.ui.grid.blocks import Pasted
from dangjian_desktop.ui.grid.find_bar import FindBar
from dangjian_desktop.ui.grid.lines import Line, Typed
from dangjian_desktop.ui.grid.model import LedgerModel
from dangjian_desktop.ui.grid.narrow import NarrowStrip
from dangjian_desktop.ui.grid.view import GridView
from dangjian_desktop.ui.parts import button, label

if TYPE_CHECKING:
    from dangjian_desktop.schemes.scheme import Column, Ledger
    from dangjian_desktop.services.records import Saved
    from dangjian_desktop.services.row_changes import RowChange
    from dangjian_desktop.services.work import Changes
    from dangjian_desktop.ui.verbs import Page

WITHOUT = {
    "member": "，名册里还没有党员，请先录入党员名册",
    "area": "，还没有责任区域，请先在“划分”里登记责任区域",
    "nomination": "，还没有推荐人选，请先登记推荐人选",
}
WITHOUT_UNITS = "，接收支部的上报包后显示在这里"


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
        self.desk = desk
        self._on_removal = on_removal or self._remove_records
        self._saving = False
        self._stale = True
        self._shown = False
        self.read_only = ledger.above and desk.kind == "branch"
        self.model = LedgerModel(ledger, may_add=not (self.read_only or ledger.given), parent=self)
        self.view = GridView(self.model, desk.clock().date().isoformat(), removal, desk.home, self)
        self.view.row_header.may_move = ledger.order[0] == "position" and not self.read_only
        self.ask = AskStrip(self.view)
        self.narrow = NarrowStrip(self.view, lambda: self._shown and not self._stale)
        self.find_bar = FindBar(self.view, self._read_keys)
        self._count = label("", "quiet")
        self.problem = label("", "problem")
        self.problem.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._remove = button(removal, self.view.ask_removal, "quiet")
        self._remove.setVisible(not (self.read_only or ledger.by_moves or ledger.given))
        self.approval_button = button("去审批", lambda: desk.asked_for.emit(words.APPROVAL, ""))
        self.approval_button.setVisible(not self.read_only and ledger.by_moves)
        self._lay_out()
        self._connect()

    def _connect(self) -> None:
        desk = self.desk
        self.view.removal_asked_for.connect(self._remove_rows)
        self.view.locked.connect(self._tell_lock)
        self.view.did.connect(desk.tell)
        self.view.rows_needed.connect(self._ask_for_rows)
        self.view.move_asked_for.connect(self._move_rows)
        self.view.find_asked_for.connect(self.find_bar.open_bar)
        self.view.print_asked_for.connect(self._print_people)
        self.view.changes_asked_for.connect(self._show_changes)
        self.view.selectionModel().currentChanged.connect(self._tell_problem)
        self.model.dataChanged.connect(self._tell_problem)
        self.model.edited.connect(self._save)
        self.model.rowsInserted.connect(lambda *_rows: self._tell_count())
        self.model.rowsRemoved.connect(lambda *_rows: self._tell_count())
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
        bar.addWidget(self.approval_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(bar)
        layout.addWidget(self.narrow)
        layout.addWidget(self.ask)
        layout.addWidget(self.find_bar)
        layout.addWidget(self.view, 1)

    def refresh(self) -> None:
        """Read the ledger when it is on the screen and not up to date."""
        if not self._stale or not self.isVisible():
            return
        self._stale = False
        period = self.desk.period
        self.model.defaults = {"year": str(period.year), "quarter": str(period.quarter)}
        self.desk.run(lambda office: verbs.read_page(office, self.ledger, period), self._show, self._failed)

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
        if self.view.is_sorted:
            self.view.sort_again()
        self.view.columns.fit()
        self.view.frozen.lay_out()
        if self._shown and index.isValid() and self.model.rowCount():
            self.view.go_to(min(index.row(), self.model.rowCount() - 1), index.column())
        elif self.model.rowCount():
            self.view.go_to(0, self.model.first_place)
        self._shown = True
        self.narrow.renew()
        self.find_bar.renew()
        self.desk.tasks.at_rest(self, self._read_choices)  # loading the readings would hold the first painting up
        self._tell_count()
        self._tell_problem()

    def _tell_problem(self, *_places: object) -> None:
        """Say beside the count why the text under the cursor was not taken; the keyboard sees no tooltips."""
        index = self.view.currentIndex()
        told = self.model.told(index.row(), index.column()) if index.isValid() else ""
        self.problem.setText(told)
        self.problem.setToolTip(told)

    def _tell_count(self) -> None:
        offered = self.model.offered_rows()
        waiting = f"，另有 {offered} 人待填" if offered else ""
        self._count.setText(f"{self.ledger.title} {self.model.filled() - offered} 行{waiting}{self._note()}")

    def _note(self) -> str:
        """What to do next, where that is not plain to see."""
        filled = self.model.filled() - self.model.offered_rows()
        if self.read_only:
            return "，由上级填写，接收回执后显示在这里" if not filled else "，由上级填写，本支部只查看"
        if self.ledger.by_moves:
            return "，在“审批”里办理，这里只查看"
        if self.model.closed:
            return "，只能查看"
        if self.ledger.given:
            return "，一人一行，直接在格里写" if filled else "，还没有人提出承诺"
        if self.model.drafts():
            return f"，其中 {self.model.drafts()} 行有没保存的内容，按 F8 到要补、要改的格"
        lacking = {column.kind.value for column in self.ledger.columns if column.needed and self._lacks(column)}
        if not filled and self.desk.kind != "branch" and not self.ledger.above:
            return WITHOUT_UNITS
        if lacking and not filled:
            return next(WITHOUT[k] for k in WITHOUT if k in lacking)
        return "" if filled else "，在空行里打字即可新增，也可以从 Excel/WPS 粘贴"

    def _lacks(self, column: Column) -> bool:
        return column.kind.value in WITHOUT and not self.model.choices.get(column.key)

    def _tell_lock(self, row: int) -> None:
        owner, card = self.model.line(row).owner, self.desk.card
        if self.model.closed:
            self.desk.tell(self.model.closed)
        elif card and owner == card.id:
            self._offer_request(row)
        else:
            self.desk.tell(f"这一行由“{self.model.owners.get(owner, '上级')}”填写，本单位只查看。")

    def _offer_request(self, row: int) -> None:
        """What is closed though it is one's own has been reported: a change of it is asked for."""
        from dangjian_desktop.ui.dialogs.change_request import offer_change_request

        row_id, place = self.model.line(row).id, self.view.currentIndex().column()
        if row_id and self.ledger.record.__tablename__ == "nominations":
            offer_change_request(self.desk, self, row_id, self.ledger.columns[place].key)

    def _save(self, verb: str) -> None:
        """Save what waits; while one save is under way the next one gathers."""
        lines = self.model.waiting()
        self._tell_count()
        if self._saving or not lines:
            return
        self._saving = True
        edits = [self.model.edit_of(line) for line in lines]
        period = self.desk.period
        self.desk.run(
            lambda office: verbs.save(office, self.ledger, edits, period, verb),
            self._saved(lines, verb),
            lambda sentence: self._refused(lines, edits, sentence),
        )

    def _saved(self, lines: Sequence[Line], verb: str) -> Callable[[tuple[Saved, Page]], None]:
        def take(result: tuple[Saved, Page]) -> None:
            saved, page = result
            self.model.took(lines, saved, page)
            self.desk.changed.emit(saved.changes)
            self._saving = False
            self._stale = False
            self.find_bar.renew()
            self._tell_count()
            self._save(verb)

        return take

    def _refused(self, lines: Sequence[Line], edits: Sequence[Typed], sentence: str) -> None:
        self._saving = False
        self.model.refused(lines, edits, sentence)

    def _read_choices(self) -> None:
        """Let choices be found by pinyin too, once the rows are on the screen and the worker has looked it up."""
        texts = sorted({text for choices in self.model.choices.values() for text in choices})
        if not self.read_only and any(text not in self.model.search_keys for text in texts):
            self._read_keys(texts, lambda keys: self._take_choices(dict(zip(texts, keys, strict=True))))

    def _take_choices(self, keys: dict[str, str]) -> None:
        self.model.search_keys = keys

    def _read_keys(self, texts: Sequence[str], then: Callable[[list[str]], object]) -> None:
        self.desk.tasks.run(lambda: verbs.search_keys(texts), then)

    def _ask_for_rows(self, added: int, pasted: Pasted) -> None:
        """Ask before a paste that began in known rows adds more than there are."""
        known = {spot: text for spot, text in pasted.cells.items() if spot[0] < self.model.filled()}
        self.ask.ask(
            f"需要新增 {added} 行，是否新增？",
            (
                (f"新增 {added} 行", lambda: self.view.put(pasted)),
                ("只填已有的行", lambda: self.view.put(replace(pasted, cells=known))),
            ),
        )

    def _move_rows(self, rows: list[int], target: int) -> None:
        """Put rows above another; the new order is kept with the data."""
        if not self.view.row_header.may_move:
            self.desk.tell(f"“{self.ledger.title}”按日期或登记先后排列，不能用手调整。点栏目名可以排序。")
        elif self.view.is_sorted:
            self.desk.tell("现在按栏目排序。再点栏目名恢复手工顺序，然后移动行。")
        else:
            self._reorder(rows, target)

    def _reorder(self, rows: list[int], target: int) -> None:
        moved = [row for row in rows if self.model.line(row).id and self.model.line(row).editable]
        others = [row for row in range(self.model.filled()) if row not in set(moved)]
        order = [row for row in others if row < target] + moved + [row for row in others if row >= target]
        ids = self.model.ids(order)
        chosen = set(self.model.ids(moved))
        place = self.view.currentIndex().column()
        if ids == self.model.ids(range(self.model.filled())):
            return
        verb = f"调整{self.ledger.title}顺序"
        self.desk.run(
            lambda office: verbs.reorder(office, self.ledger, ids, verb),
            lambda changes: self._reordered(changes, chosen, place),
        )

    def _reordered(self, changes: Changes, chosen: set[str], place: int) -> None:
        self.desk.changed.emit(changes)
        rows = [row for row in range(self.model.filled()) if self.model.line(row).id in chosen]
        if rows:
            self.view.select_rows(rows, place)

    def _print_people(self, rows: list[int]) -> None:
        ids = [line.id for line in map(self.model.line, rows) if line.id]
        if self.desk.kind != "branch":
            self.desk.tell("支部的党员请在打印中心选单位打印。")
            return
        if not ids:
            self.desk.tell("这一行还没有保存，没有可以打印的人。请先选中有党员的行。")
            return
        self.desk.run(lambda office: verbs.members_of(office, self.ledger, ids), self._found_people)

    def _found_people(self, members: list[str]) -> None:
        if members:
            self.desk.person_print_asked_for.emit(tuple(members))
        else:
            self.desk.tell(f"“{self.ledger.title}”的这一行没有党员。请到有姓名的行再打印。")

    def _show_changes(self, row: int) -> None:
        row_id = self.model.line(row).id
        if row_id:
            self.desk.run(lambda office: verbs.row_changes(office, self.ledger, row_id), self._show_change_list)
        else:
            self.desk.tell("这一行还没有保存，没有修改记录。")

    def _show_change_list(self, changes: list[RowChange]) -> None:
        RowChangesDialog(self, self.ledger.title, changes).open()

    def _remove_rows(self, rows: list[int]) -> None:
        if self.ledger.given:
            self.desk.tell(f"“{self.ledger.title}”一人一行，不能删除行。清除内容请按 Delete 键。")
            return
        ids = self.model.ids(rows)
        self.model.drop_drafts(rows)
        self._tell_count()
        if ids:
            self._on_removal(ids)

    def _remove_records(self, ids: list[str]) -> None:
        self.desk.change(lambda office: verbs.remove(office, self.ledger, ids))
