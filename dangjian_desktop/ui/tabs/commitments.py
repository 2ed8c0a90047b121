"""承诺践诺: counts beside the grid, the posts' duties to begin with, review by two keys, late ones alone (screens.md 2.4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from dangjian_desktop.ui import pledges_verbs
from dangjian_desktop.ui.fresh import KeptFresh
from dangjian_desktop.ui.parts import button, label
from dangjian_desktop.ui.scheme_tab import SchemeTab
from dangjian_desktop.ui.tabs.pledge_list import PledgeList
from dangjian_desktop.ui.tabs.pledge_review import PledgeReview
from dangjian_desktop.ui.tabs.publicity_bar import PublicityBar

if TYPE_CHECKING:
    from dangjian_desktop.schemes.scheme import Ledger, Step
    from dangjian_desktop.services.pledges import Pledged
    from dangjian_desktop.ui.grid.ledger_grid import LedgerGrid
    from dangjian_desktop.ui.grid.narrow import Entry

PROPOSING, REVIEWING, PUBLISHING, KEEPING, APPRAISING = range(5)
LEDGER, PUBLICITY, LEDGER_FORM = "commitments", "commitments_publicity", 5
REMINDER = "commitment_reminder"
KEPT = ("member_id", "text", "due", "result", "outcome", "fulfilled_on", "note")
WAITING, PASSED, RETURNED = "待审核", "通过", "退回"
ALL = "全部"


class CommitmentsTab(SchemeTab):
    """The tab of the commitments."""

    def make_tools(self) -> None:
        """Put the counts, the review, the states and the publicity at their steps."""
        desk = self._desk
        self.own_primary = frozenset({REVIEWING})
        self._states: Mapping[str, str] = {}
        self.counts = PledgeList()
        self.duties_button = button("", self._add_duties)
        self.duties_button.setToolTip("把岗位职责放进来作为起点，再改成自己的承诺（依岗承诺）")
        self.review = PledgeReview()
        self.states = {text: self._state_chip(text) for text in (ALL, *pledges_verbs.STATES)}
        self.states[ALL].setChecked(True)
        self.remind_button = button("", lambda: desk.paper_asked_for.emit(REMINDER))
        channels = self.scheme.ledger(PUBLICITY).column("channel").choices
        self.publicity = PublicityBar(desk.clock().date(), channels)
        self.ledger_button = button("生成台账 →", lambda: desk.print_asked_for.emit((LEDGER_FORM,), ()))
        self.put_beside({PROPOSING}, self.counts, left=True)
        self.put_above({REVIEWING}, self.review)
        self.put_above({PUBLISHING}, self.publicity)
        self.put_above({KEEPING}, self._states_strip())
        self.put_below({PROPOSING}, self.duties_button)
        self.put_below({PUBLISHING}, self.ledger_button)
        self.put_below({KEEPING}, self.remind_button)
        self.counts.picked.connect(lambda _name: self._narrow())
        self.review.passed.connect(self.pass_selected)
        self.review.returned.connect(self.return_selected)
        self.review.left.connect(lambda: self.grid and self.grid.view.setFocus())
        self.publicity.given.connect(self.publish)
        self.publicity.refused.connect(desk.tasks.failed)
        KeptFresh(self, desk, self._read)

    def _state_chip(self, text: str) -> QPushButton:
        made = button(text, partial(self._choose_state, text), "filter")
        made.setCheckable(True)
        return made

    def _states_strip(self) -> QFrame:
        strip = QFrame()
        layout = QHBoxLayout(strip)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(label("只看"))
        for made in self.states.values():
            layout.addWidget(made)
        layout.addStretch(1)
        return strip

    @property
    def verbs_offered(self) -> Mapping[str, Callable[[], object]]:
        """The commitments of the year before and the blank sheet, besides what every scheme offers."""
        year = self._desk.period.year
        return {
            **super().verbs_offered,
            "copy": lambda: self._desk.change(lambda office: pledges_verbs.copy_last_year(office, year)),
            "blank": lambda: self._desk.blank_asked_for.emit((LEDGER_FORM,)),
        }

    def ledgers_of(self, step: Step) -> list[Ledger]:
        """Begin the appraisal with a row for each who pledged and a column for each opinion (C17)."""
        from dangjian_desktop.schemes.commitments import APPRAISAL_SHEET

        own = super().ledgers_of(step)
        sheet = step is self.scheme.steps[APPRAISING] and self._desk.kind == "branch"
        return [APPRAISAL_SHEET, *own] if sheet else own

    def _read(self) -> None:
        year = self._desk.period.year
        self._desk.run(lambda office: pledges_verbs.read_pledged(office, year), self._show)

    def _show(self, pledged: Pledged) -> None:
        self.counts.show_counts(pledged.counts)
        self._states = dict(pledged.states)
        found = list(self._states.values())
        for text, made in self.states.items():
            made.setText(f"{text} {len(found) if text == ALL else found.count(text)}")
        self.remind_button.setText(f"打印提醒单（{pledged.reminders} 人）→")
        self.remind_button.setEnabled(pledged.reminders > 0)
        self._show_duties()
        if self.steps.current == KEEPING and self.grid is not None and not self.states[ALL].isChecked():
            self.grid.narrow.renew()

    def _grid_made(self, grid: LedgerGrid) -> None:
        super()._grid_made(grid)
        if grid.ledger.key == LEDGER:
            grid.view.installEventFilter(self.review)
            grid.narrow.all_button.clicked.connect(self._show_everything)

    def _show_step(self, place: int) -> None:
        self.review.enabled = place == REVIEWING
        super()._show_step(place)
        if self.grid is not None and self.grid.ledger.key == LEDGER:
            self.grid.view.columns.show_for_step(KEPT if place == KEEPING else ())
        self._narrow()

    def _show_head(self) -> None:
        super()._show_head()
        self.selection_changed()

    # Which rows are shown.

    def _narrow(self) -> None:
        """Show in the grid of the commitments what the step is about."""
        grid, place = self.grid, self.steps.current
        if grid is None or grid.ledger.key != LEDGER or self._desk.kind != "branch":
            return
        state = next(text for text, made in self.states.items() if made.isChecked())
        if place == PROPOSING and self.counts.name:
            grid.narrow.show_about((), (self.counts.name,))
        elif place == REVIEWING:
            at = [column.key for column in grid.ledger.columns].index("review")
            own = self._desk.card.name if self._desk.card else ""
            who = grid.model.person_place or 0
            grid.narrow.show_where(
                "只看还没有审核的承诺。",
                lambda entry: entry.texts[at] == WAITING and entry.texts[who] != own,
                "没有要审核的承诺。",
            )
        elif place == KEEPING and state != ALL:
            told, none = f"只看{state}的承诺。", f"没有{state}的承诺。"
            grid.narrow.show_where(told, partial(self._has_state, state), none)
        else:
            grid.narrow.widen()
        self._show_duties()

    def _has_state(self, state: str, entry: Entry) -> bool:
        return self._states.get(entry.id or "") == state

    def _choose_state(self, chosen: str) -> None:
        for text, made in self.states.items():
            made.setChecked(text == chosen)
        self._narrow()

    def _show_everything(self) -> None:
        """The strip's button gives all rows back: nobody and no state is chosen then."""
        self.counts.choose(0)
        for text, made in self.states.items():
            made.setChecked(text == ALL)

    # Proposing.

    def _show_duties(self) -> None:
        able = [each for each in self.counts.counts if each.duties and each.count < each.most]
        wanted = able if self.counts.name else [each for each in able if not each.count]
        self._helped = tuple(each.member_id for each in wanted)
        who = f"（{self.counts.name or f'还没有承诺的 {len(wanted)} 人'}）" if wanted else ""
        self.duties_button.setText(f"参考岗位职责{who}")
        self.duties_button.setEnabled(bool(wanted))

    def _add_duties(self) -> None:
        members, year = self._helped, self._desk.period.year
        self._desk.change(lambda office: pledges_verbs.add_duties(office, members, year))

    # Reviewing.

    def selection_changed(self) -> None:
        """Say how many commitments one press would pass."""
        self.review.count(len(self._rows()))

    def _rows(self) -> list[int]:
        return self.grid.view.selected_rows() if self.grid is not None else []

    def pass_selected(self) -> None:
        """Pass the selected commitments in one step (C10)."""
        self._decide({"review": PASSED}, "审核通过")

    def return_selected(self, reason: str) -> None:
        """Send the selected commitments back with a reason, in one step."""
        self._decide({"review": RETURNED, "review_opinion": reason}, "审核退回")

    def _decide(self, texts: Mapping[str, str], verb: str) -> None:
        grid, rows, card = self.grid, self._rows(), self._desk.card
        if grid is None or not rows:
            return
        given = {**texts, "reviewed_on": self._desk.clock().date().isoformat()}
        if card and card.secretary:
            given["reviewer"] = card.secretary
        places = {column.key: place for place, column in enumerate(grid.ledger.columns)}
        column = grid.view.currentIndex().column()
        grid.view.write(
            {(row, places[key]): text for row in rows for key, text in given.items()}, f"{verb} {len(rows)} 项"
        )
        grid.narrow.renew()
        if grid.model.filled():
            grid.view.go_to(min(rows[0], grid.model.filled() - 1), column)

    def publish(self, channel: str, begins: str, ends: str) -> None:
        """Enter what was made public, below the rows that are there (C12)."""
        self.go_to(PUBLICITY)
        self.enter({"channel": channel, "begins_on": begins, "ends_on": ends}, "登记公示")
