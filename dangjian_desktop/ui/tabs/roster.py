"""党员名册: the roster's grid; members leave by 转出/变动, never by deletion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dangjian_desktop.ui import verbs
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.dialogs.retire import RetireDialog
from dangjian_desktop.ui.grid.ledger_grid import LedgerGrid
from dangjian_desktop.ui.parts import PageFrame, button

if TYPE_CHECKING:
    from dangjian_desktop.schemes.scheme import Ledger


class RosterPage(PageFrame):
    """The roster."""

    import_asked_for = Signal()

    def __init__(self, desk: Desk, ledger: Ledger, parent: QWidget | None = None) -> None:
        super().__init__("党员名册", parent)
        self._desk = desk
        self._grid = LedgerGrid(desk, ledger, removal="转出/变动…", on_removal=self._retire)
        self.head.addWidget(button("导入 Excel/WPS 表格…", self.import_asked_for.emit))
        self.body.addWidget(self._grid, 1)

    @property
    def grid(self) -> LedgerGrid:
        """The roster's grid."""
        return self._grid

    @property
    def drafts(self) -> int:
        """How many rows are not saved."""
        return self.grid.model.drafts()

    def _retire(self, ids: list[str]) -> None:
        answer = RetireDialog.ask(self, len(ids), self._desk.clock().date())
        if answer is None:
            return
        state, reason, since = answer
        self._desk.change(lambda office: verbs.retire(office, ids, state=state, reason=reason, since=since))
