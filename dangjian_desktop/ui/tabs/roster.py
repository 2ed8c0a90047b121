"""党员名册: the roster's grid; members leave by 转出/变动, never by deletion."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from dangjian_desktop.ui import file_menu, roster_verbs, unit_verbs, words
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.dialogs.batch_change import BatchChange
from dangjian_desktop.ui.dialogs.files import WORKBOOK, Files
from dangjian_desktop.ui.dialogs.retire import RetireDialog
from dangjian_desktop.ui.empty_strip import EmptyStrip, Way
from dangjian_desktop.ui.grid.ledger_grid import LedgerGrid
from dangjian_desktop.ui.parts import PageFrame, button
from dangjian_desktop.ui.tabs.member_drawer import MemberDrawer
from dangjian_desktop.ui.unit_verbs import Leaving

if TYPE_CHECKING:
    from dangjian_desktop.schemes.scheme import Ledger
    from dangjian_desktop.services.sending import Packed
    from dangjian_desktop.services.work import Changes
    from dangjian_desktop.services.workbook import RedCell


EMPTY = "名册是所有表格的来源。五项工作和九张表格都从名册取人名和资料。"
CHIPS = (roster_verbs.NO_POST, roster_verbs.RETIRED, roster_verbs.LACKING)


class RosterPage(PageFrame):
    """The roster."""

    help_section = "roster"
    import_asked_for = Signal()

    def __init__(self, desk: Desk, ledger: Ledger, parent: QWidget | None = None) -> None:
        super().__init__("党员名册", parent)
        self._desk = desk
        self._grid = LedgerGrid(desk, ledger, removal="转出/变动…", on_removal=self._retire)
        self.drawer = MemberDrawer(desk)
        self.chips = {name: self._chip(name) for name in CHIPS}
        self.orders = QComboBox()
        self.orders.setAccessibleName("排序")
        self.orders.addItems(list(roster_verbs.name_keys()))
        self.orders.activated.connect(lambda _index: self._sort())
        for made in self.chips.values():
            self.head.addWidget(made)
        self.head.addWidget(self.orders)
        self.head.addWidget(button("批量修改…", self._change_many))
        self.head.addWidget(button("党员卡片 F4", self.turn_card))
        self.head.addWidget(button("导出…", self._export))
        self.import_button = button("导入…", self.import_asked_for.emit)
        self.import_button.setToolTip("导入 Excel/WPS 表格（Ctrl+I）")
        self.head.addWidget(self.import_button)
        self.empty = EmptyStrip(EMPTY, self._ways_to_begin())
        self.empty.hide()
        self.body.addWidget(self.empty)
        side = QHBoxLayout()
        side.addWidget(self._grid, 1)
        side.addWidget(self.drawer)
        self.body.addLayout(side, 1)
        QShortcut(QKeySequence(words.CARD_KEY), self, self.turn_card)
        self._grid.view.selectionModel().currentChanged.connect(lambda _new, _old: self._show_card())
        self.drawer.print_asked_for.connect(desk.card_print_asked_for)
        desk.changed.connect(lambda _changes: self._renew())
        desk.red_asked_for.connect(self._show_red)
        for told in (self._grid.model.modelReset, self._grid.model.rowsInserted, self._grid.model.rowsRemoved):
            told.connect(lambda *_rows: self._show_empty())

    def _ways_to_begin(self) -> list[Way]:
        return [
            ("从 Excel 导入…", self.import_asked_for.emit),
            ("从 WPS 粘贴…", lambda: file_menu.paste_workbook(self._desk, self.window())),
            ("手工录入", self._type),
        ]

    def _type(self) -> None:
        view = self._grid.view
        view.setFocus()
        view.go_to(self._grid.model.filled(), 0)

    def _show_empty(self) -> None:
        """Say how to begin while nobody is there; above the branches the rosters come in packages."""
        model = self._grid.model
        self.empty.setVisible(self._desk.kind == "branch" and not model.rows.entries and model.may_add)

    @property
    def grid(self) -> LedgerGrid:
        """The roster's grid."""
        return self._grid

    @property
    def drafts(self) -> int:
        """How many rows are not saved."""
        return self.grid.model.drafts()

    def _chip(self, name: str) -> QPushButton:
        made = button(name, lambda: self._choose(name), "filter")
        made.setCheckable(True)
        return made

    def _chosen(self) -> str:
        return next((name for name, made in self.chips.items() if made.isChecked()), "")

    def _choose(self, name: str) -> None:
        for other, made in self.chips.items():
            made.setChecked(made.isChecked() and other == name)
        self._filter()

    def _filter(self) -> None:
        """Show those of the chosen chip alone."""

        def show(groups: dict[str, frozenset[str]]) -> None:
            wanted, entries = self._chosen(), self._grid.model.rows.entries
            kept = {place for place, entry in enumerate(entries) if entry.id in groups.get(wanted, ())}
            self._grid.view.show_only(kept if wanted else None)

        self._desk.run(roster_verbs.groups, show)

    def _sort(self) -> None:
        """Put the names into the chosen order, the cursor staying in its row."""
        key, model, view = roster_verbs.name_keys()[self.orders.currentText()], self._grid.model, self._grid.view
        index = view.currentIndex()
        entry = model.entry_at(index.row())
        model.sort_by(None if key is None else 0, key=key)
        row = model.row_of(entry)
        if row is not None:
            view.go_to(row, index.column())

    def _renew(self) -> None:
        """Filter and sort again what was read anew."""
        if self._chosen():
            self._filter()
        if self.orders.currentIndex() > 0:
            self._desk.run(lambda _office: None, lambda _nothing: self._sort())

    def _change_many(self) -> None:
        BatchChange(self._grid, self).show()

    def turn_card(self) -> None:
        """Show the card of the member under the cursor, or hide it."""
        self.drawer.setVisible(self.drawer.isHidden())
        self._show_card()

    def _show_card(self) -> None:
        row = self._grid.view.currentIndex().row()
        if 0 <= row < self._grid.model.filled():
            self.drawer.show_member(self._grid.model.line(row).id or "")

    def _export(self) -> None:
        """Write the rows and columns on the screen."""
        path = Files.ask_save(self, "导出党员名册", "党员名册.xlsx", WORKBOOK, ".xlsx")
        if path:
            model, places = self._grid.model, self._grid.view.places()
            columns = [self._grid.ledger.columns[place] for place in places]
            rows = [[model.text(row, place) for place in places] for row in range(model.filled())]
            self._desk.run(
                lambda _office: roster_verbs.export(path, "党员名册", columns, rows),
                lambda made: self._desk.tell(f"已保存为“{made}”。"),
            )

    def _show_red(self, cells: tuple[RedCell, ...]) -> None:
        """Put texts that the import could not take into their cells, as if typed, once the rows are read."""

        def put(_nothing: object) -> None:
            model, columns = self._grid.model, [column.key for column in self._grid.ledger.columns]
            rows = {model.line(row).id: row for row in range(model.filled())}
            spots = {
                (rows[cell.row_id], columns.index(cell.column)): cell.text for cell in cells if cell.row_id in rows
            }
            model.write(spots, "标红")
            self._grid.view.setFocus()

        self._desk.run(lambda _office: None, put)

    def _retire(self, ids: list[str]) -> None:
        def preview(leaving: Leaving, show: Callable[[str], object]) -> None:
            self._desk.run(
                lambda office: unit_verbs.plan_leaving(office, ids, leaving), lambda told: show("\n".join(told)), show
            )

        leaving = RetireDialog.ask(self, len(ids), self._desk.clock().date(), preview)
        if leaving is None:
            return
        to_branch = leaving.state == unit_verbs.LEFT and not leaving.outside
        self._desk.run(
            lambda office: unit_verbs.leave(office, ids, leaving),
            lambda done: self._left(done, ids if to_branch else []),
        )

    def _left(self, changes: Changes, ids: list[str]) -> None:
        """Those who go to a branch need a package; without a folder it can be written later by the command."""
        self._desk.changed.emit(changes)
        folder = Files.ask_folder(self, "转出包存放在哪个文件夹") if ids else None
        if folder:
            self._desk.run(lambda office: unit_verbs.write_packages(office, ids, folder), self._packed)

    def _packed(self, packed: list[Packed]) -> None:
        names = "、".join(f"“{each.path.name}”" for each in packed)
        self._desk.tell(f"已登记转出，转出包{names}放在“{packed[0].path.parent}”，请交给接收的支部。")
