"""The count of a quarter's 民主测评: the three types side by side."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from dangjian_desktop.core.dates import QUARTER_NAMES
from dangjian_desktop.schemes.pacesetters import KIND
from dangjian_desktop.ui import award_verbs
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.fresh import KeptFresh
from dangjian_desktop.ui.parts import button, label
from dangjian_desktop.ui.tally.column import TallyColumn

if TYPE_CHECKING:
    from dangjian_desktop.services.tally import Tally
    from dangjian_desktop.services.work import Changes, Office


class TallyView(QWidget):
    """Counts votes; every entry is saved at once and undone by itself."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._pending = 0
        self.columns = {kind: TallyColumn(kind) for kind in KIND.choices}
        self.season = QFrame()
        self.season.setObjectName("strip")
        self.season.setProperty("kind", "asked")
        self.told = label("", wrap=True)
        self.blank_button = button("打印空白测评票", lambda: desk.blank_paper_asked_for.emit("ballot"))
        self.before_button = button("", self._go_back)
        inside = QHBoxLayout(self.season)
        inside.setContentsMargins(12, 6, 12, 6)
        inside.addWidget(self.told, 1)
        inside.addWidget(self.blank_button)
        inside.addWidget(self.before_button)
        both = QHBoxLayout()
        both.setSpacing(12)
        for column in self.columns.values():
            both.addWidget(column, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.season)
        layout.addLayout(both, 1)
        self._connect()
        KeptFresh(self, desk, self._read)

    def _connect(self) -> None:
        for column in self.columns.values():
            column.refused.connect(self._desk.tasks.failed)
            column.voted.connect(partial(self._voted, column))
            column.written.connect(partial(self._written, column))
            column.taken_out.connect(partial(self._taken_out, column))
            column.resolved.connect(partial(self._resolved, column))
            column.put_forward.connect(partial(self._put_forward, column))

    @property
    def start(self) -> QWidget:
        """Where the keys go at first."""
        return self.columns[KIND.choices[0]].entry

    def _read(self) -> None:
        period = self._desk.period
        self._desk.run(lambda office: award_verbs.read_tally(office, period), self._show)

    def _show(self, tally: Tally) -> None:
        self.season.setVisible(bool(tally.season))
        period = self._desk.period
        self.told.setText(tally.season)
        self.before_button.setText(f"查看{QUARTER_NAMES[period.quarter - 1]}")
        self.before_button.setVisible(period.quarter > 1)
        for count in tally.counts:
            self.columns[count.ballot.kind].show_count(count)

    def _go_back(self) -> None:
        period = self._desk.period
        self._desk.set_period(period.year, period.quarter - 1)

    # What is done in a column.

    def _change(self, verb: Callable[[Office], Changes]) -> None:
        """Save; while further entries wait, everything is read again only after the last of them."""
        self._pending += 1
        self._desk.run(verb, self._changed, lambda _sentence: self._settled())

    def _changed(self, changes: Changes) -> None:
        self._settled()
        if not self._pending:
            self._desk.changed.emit(changes)

    def _settled(self) -> None:
        self._pending -= 1

    def _voted(self, column: TallyColumn, member: str, more: int) -> None:
        if column.count is not None:
            ballot = column.count.ballot
            self._change(lambda office: award_verbs.add_votes(office, ballot, member, more))

    def _written(self, column: TallyColumn, member: str, votes: int) -> None:
        if column.count is not None:
            ballot = column.count.ballot
            self._change(lambda office: award_verbs.set_votes(office, ballot, member, votes))

    def _taken_out(self, column: TallyColumn, member: str) -> None:
        if column.count is not None:
            ballot = column.count.ballot
            self._change(lambda office: award_verbs.take_out(office, ballot, member))

    def _resolved(self, column: TallyColumn, text: str) -> None:
        if column.count is not None:
            ballot = column.count.ballot
            self._change(lambda office: award_verbs.resolve_tie(office, ballot, text))

    def _put_forward(self, column: TallyColumn, member: str) -> None:
        if column.count is not None:
            ballot = column.count.ballot
            self._change(lambda office: award_verbs.put_forward(office, ballot, member))
