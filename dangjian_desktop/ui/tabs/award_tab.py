"""The tabs of 先锋岗 and 标兵: their grids, and beside them the approval form as it looks on paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from dangjian_desktop.core.dates import QUARTER_NAMES
from dangjian_desktop.ui import award_verbs, words
from dangjian_desktop.ui.award_form.editor import AwardFormEditor
from dangjian_desktop.ui.award_form.standards_panel import StandardsPanel
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.parts import button
from dangjian_desktop.ui.scheme_tab import SchemeTab
from dangjian_desktop.ui.tally.view import TallyView

if TYPE_CHECKING:
    from dangjian_desktop.schemes.scheme import Scheme
    from dangjian_desktop.schemes.step_heads import StepHead
    from dangjian_desktop.ui.grid.ledger_grid import LedgerGrid

HOW = "单击姓名加 1 票；或输入姓名、首字母和票数，按回车"


class AwardTab(SchemeTab):
    """A scheme whose nominees have an approval form; it opens from a nominee's row and goes back there."""

    award, form, nominations = "", 0, ""

    def __init__(self, desk: Desk, scheme: Scheme, parent: QWidget | None = None) -> None:
        self.form_button = button("", self.open_form, "primary")
        self.plaque_button = button("", self._take_back)
        self.editor: AwardFormEditor | None = None
        self._watched: set[str] = set()
        super().__init__(desk, scheme, parent)
        self.verbs.addWidget(self.form_button)
        self.verbs.addWidget(self.plaque_button)
        self.form_button.setText(f"填写样例{self.form}")
        self.form_button.setToolTip("Ctrl+回车，或双击行号")

    def make_tools(self) -> None:
        """Leave the look of the main button to the form's own."""
        self.own_primary = frozenset(range(len(self.scheme.steps)))

    @property
    def grid(self) -> LedgerGrid | None:
        """The grid, while it is on the screen."""
        return self.stack.grid if self.middle.currentWidget() is self.stack else None

    @property
    def start(self) -> QWidget | None:
        """The grid, or the list of whose forms there are."""
        return self.editor.people if self.editor and self.middle.currentWidget() is self.editor else super().start

    def side(self) -> StandardsPanel | None:
        """Return what stands below the list of nominees."""
        return None

    def open_form(self) -> None:
        """Fill in the form of the row that the cursor is in."""
        if not self._has_form():
            return
        if self.editor is None:
            self.editor = AwardFormEditor(self._desk, self.award, self.side())
            self.editor.left.connect(self.close_form)
            self.middle.addWidget(self.editor)
        self._show_middle(self.editor)
        self.editor.open_form(self._nomination())

    def press_papers(self) -> None:
        """Open the form of the row that the cursor is in; make the papers where the step has no forms to fill in."""
        if self._has_form():
            self.open_form()
        else:
            super().press_papers()

    def close_form(self) -> None:
        """Go back to the grid."""
        self._show_middle(self.stack)
        if self.grid is not None:
            self.grid.view.setFocus()

    def _take_back(self) -> None:
        """Take back the plaques of revoked titles."""
        award, year = self.award, self._desk.period.year
        self._desk.change(lambda office: award_verbs.take_back_plaques(office, award, year))

    def _show_middle(self, widget: QWidget) -> None:
        """Show the grids with all that stands around them, or something that needs the room."""
        self.middle.setCurrentWidget(widget)
        self.papers_key.setEnabled(widget is self.stack)
        self.foot.setVisible(widget is self.stack)
        self._show_head()

    def _nomination(self) -> str:
        grid = self.stack.grid
        if grid is None or grid.ledger.key != self.nominations or not grid.view.currentIndex().isValid():
            return ""
        return grid.model.line(grid.view.currentIndex().row()).id or ""

    def _has_form(self) -> bool:
        step = self.scheme.steps[self.steps.current]
        return self.nominations in step.ledgers and self._desk.kind == "branch"

    def _show_step(self, place: int) -> None:
        super()._show_step(place)
        self._show_middle(self.stack)
        grid = self.stack.grid
        if grid is not None and grid.ledger.key == self.nominations and grid.ledger.key not in self._watched:
            self._watched.add(grid.ledger.key)
            grid.view.row_header.sectionDoubleClicked.connect(lambda _row: self.open_form())

    def _show_head(self) -> None:
        super()._show_head()
        on_grid = self.middle.currentWidget() is self.stack
        last = self.steps.current == len(self.scheme.steps) - 1
        owed = len(self._heads[-1].missing) if self._heads and last else 0
        self.plaque_button.setText(f"收回标牌 {owed} 块")
        self.plaque_button.setToolTip("依据：立即撤销称号，收回标牌。收回日期记为今天，可在“标牌”里改。")
        self.plaque_button.setVisible(bool(owed))
        self.form_button.setVisible(on_grid and self._has_form())
        if not on_grid:
            for widget in (self.headline, self.only_button, *self.offers.values()):
                widget.hide()


IN_SETTINGS = "在设置里改"
"""What the sum of the quota says of its numbers."""


class PioneersTab(AwardTab):
    """先锋岗."""

    award, form, nominations = "先锋岗", 8, "pioneer_nominations"

    def make_tools(self) -> None:
        """Lead from the sum of the quota to where its numbers are set."""
        super().make_tools()
        self.settings_button = button("去设置", self._go_to_settings)
        self.settings_button.setToolTip("推荐比例、取整办法、至少几人")
        self.strip.addWidget(self.settings_button)

    def _go_to_settings(self) -> None:
        self._desk.asked_for.emit(words.SETTINGS, "pioneers.quota_percent")

    def _show_head(self) -> None:
        super()._show_head()
        self.settings_button.setVisible(self.headline.isVisibleTo(self) and IN_SETTINGS in self.headline.text())

    def side(self) -> StandardsPanel | None:
        """Return the five standards and what else form 8 does not print."""
        return StandardsPanel()


class PacesettersTab(AwardTab):
    """标兵评选: its first step is counted in three columns, once there is anybody to count."""

    award, form, nominations = "标兵", 9, "pacesetter_nominations"

    def __init__(self, desk: Desk, scheme: Scheme, parent: QWidget | None = None) -> None:
        self.tally: TallyView | None = None
        self._counts = True
        self.tally_button = button("计票", self.show_tally, "primary")
        self.grid_button = button("返回表格", self.show_grid)
        super().__init__(desk, scheme, parent)
        self.verbs.addWidget(self.tally_button)
        self.strip.addWidget(self.grid_button)
        self._show_head()

    @property
    def start(self) -> QWidget | None:
        """The line to type votes into, while they are counted."""
        return self.tally.start if self.tally and self._on_tally() else super().start

    def go_to(self, ledger_key: str) -> None:
        """Show a ledger's grid, where a to-do or a finding leads."""
        super().go_to(ledger_key)
        if self._on_tally():
            self._show_middle(self.stack)

    def show_tally(self) -> None:
        """Count in three columns."""
        self._counts = True
        if self.tally is None:
            self.tally = TallyView(self._desk)
            self.middle.addWidget(self.tally)
        self._show_middle(self.tally)

    def show_grid(self) -> None:
        """Show the grids of the vote."""
        self._counts = False
        self._show_middle(self.stack)
        if self.grid is not None:
            self.grid.view.setFocus()

    def _on_tally(self) -> bool:
        return self.tally is not None and self.middle.currentWidget() is self.tally

    def _may_count(self) -> bool:
        return self.steps.current == 0 and bool(self._heads) and not self._heads[0].from_roster

    def _show_step(self, place: int) -> None:
        super()._show_step(place)
        if self._counts and self._may_count():
            self.show_tally()

    def _show_heads(self, heads: Sequence[StepHead]) -> None:
        first = not self._heads
        super()._show_heads(heads)
        if first and self._counts and self._may_count():
            self.show_tally()

    def _show_head(self) -> None:
        super()._show_head()
        self.tally_button.setVisible(self._may_count() and not self._on_tally())
        self.grid_button.setVisible(self._on_tally())
        if self._on_tally():
            period = self._desk.period
            self.headline.setText(f"{period.year}年{QUARTER_NAMES[period.quarter]}民主测评　{HOW}")
            self.headline.show()
