"""党员名册: the roster's grid; members leave by 转出/变动, never by deletion."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dangjian_desktop.ui import unit_verbs
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.dialogs.files import Files
from dangjian_desktop.ui.dialogs.retire import RetireDialog
from dangjian_desktop.ui.grid.ledger_grid import LedgerGrid
from dangjian_desktop.ui.parts import PageFrame, button
from dangjian_desktop.ui.unit_verbs import Leaving

if TYPE_CHECKING:
    from dangjian_desktop.schemes.scheme import Ledger
    from dangjian_desktop.services.sending import Packed
    from dangjian_desktop.services.work import Changes
    from dangjian_desktop.services.workbook import RedCell


class RosterPage(PageFrame):
    """The roster."""

    import_asked_for = Signal()

    def __init__(self, desk: Desk, ledger: Ledger, parent: QWidget | None = None) -> None:
        super().__init__("党员名册", parent)
        self._desk = desk
        self._grid = LedgerGrid(desk, ledger, removal="转出/变动…", on_removal=self._retire)
        self.head.addWidget(button("导入 Excel/WPS 表格…", self.import_asked_for.emit))
        self.body.addWidget(self._grid, 1)
        desk.red_asked_for.connect(self._show_red)

    @property
    def grid(self) -> LedgerGrid:
        """The roster's grid."""
        return self._grid

    @property
    def drafts(self) -> int:
        """How many rows are not saved."""
        return self.grid.model.drafts()

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
