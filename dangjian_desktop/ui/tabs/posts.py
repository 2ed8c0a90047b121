"""设岗定责: posts beside the people, signatures of several contracts on one day, what is made public (screens.md 2.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout

from dangjian_desktop.ui import posts_verbs
from dangjian_desktop.ui.fresh import KeptFresh
from dangjian_desktop.ui.grid.carry import Carry
from dangjian_desktop.ui.parts import button, day_field, label
from dangjian_desktop.ui.scheme_tab import SchemeTab
from dangjian_desktop.ui.tabs.post_panel import PostPanel
from dangjian_desktop.ui.tabs.publicity_bar import PublicityBar

if TYPE_CHECKING:
    from dangjian_desktop.ui.grid.ledger_grid import LedgerGrid

CATALOGUE, CHOOSING, DECIDING, SIGNING, PUBLISHING = range(5)
ON_POST = "post_assignments"
SIGNATURES = ("secretary_signed_on", "member_signed_on")
SIGNED = ("member_id", "post_id", "decided_on", *SIGNATURES, "note")
NOBODY = "请先在名单里选中党员（拖过几行，或按住 Ctrl 点），再点岗位。"


class PostsTab(SchemeTab):
    """The tab of the posts."""

    def make_tools(self) -> None:
        """Put the panel of posts, the line of signatures and the line of publicity at their steps."""
        desk = self._desk
        self.rows_ready = frozenset({CHOOSING, DECIDING})
        self._carry: Carry | None = None
        self.panel = PostPanel()
        self.fill_button = button("", self._fill_by_choice, "primary")
        self.signing_day = day_field("签字日期", desk.clock().date())
        self.sign_button = button("", self._sign)
        self.unsigned_button = button("选中还没签字的", self._select_unsigned)
        ledger = self.scheme.ledger("posts_publicity")
        self.publicity = PublicityBar(desk.clock().date(), ledger.column("channel").choices)
        self.catalogue_button = button("打印岗位目录", lambda: desk.paper_asked_for.emit("post_catalogue"))
        self.choices_button = button("", lambda: desk.paper_asked_for.emit("post_choices"), "primary")
        self.put_beside({DECIDING}, self.panel)
        self.put_above({SIGNING}, self._signing_strip())
        self.put_above({PUBLISHING}, self.publicity)
        self.put_below({CATALOGUE}, self.catalogue_button)
        self.put_below({CHOOSING}, self.choices_button)
        self.put_below({DECIDING}, self.fill_button)
        self.panel.taken.connect(self.assign)
        self.publicity.given.connect(self.publish)
        self.publicity.refused.connect(desk.tasks.failed)
        KeptFresh(self, desk, self._count_posts)

    def _signing_strip(self) -> QFrame:
        strip = QFrame()
        layout = QHBoxLayout(strip)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for each in (label("签字日期"), self.signing_day, self.sign_button, self.unsigned_button):
            layout.addWidget(each)
        layout.addWidget(label("书记和党员的签字日期一起登记；已经登记的不改。", "quiet"))
        layout.addStretch(1)
        return strip

    def _grid_made(self, grid: LedgerGrid) -> None:
        super()._grid_made(grid)
        if grid.ledger.key == ON_POST:
            self._carry = Carry(grid.view)

    def _show_step(self, place: int) -> None:
        super()._show_step(place)
        if self._carry is not None:
            self._carry.enabled = place == DECIDING
        if self.grid is not None and self.grid.ledger.key == ON_POST:
            self.grid.view.columns.show_for_step(SIGNED if place == SIGNING else ())

    def _show_head(self) -> None:
        super()._show_head()
        head, place = self.head, self.steps.current
        count = head.fillable if head else 0
        self.fill_button.setText(f"按志愿填入 {count} 人")
        self.fill_button.setVisible(place == DECIDING and count > 0)
        asked = self._heads[CHOOSING].progress.total if self._heads else 0
        self.choices_button.setText(f"打印志愿征集表（{asked} 人）→" if asked else "打印志愿征集表 →")
        self.selection_changed()

    def selection_changed(self) -> None:
        """Say how many contracts one press would sign."""
        count = len(self._rows())
        self.sign_button.setText(f"已签字 {count} 人")
        self.sign_button.setEnabled(count > 0)

    def _rows(self) -> list[int]:
        return self.grid.view.selected_rows() if self.grid is not None else []

    def _count_posts(self) -> None:
        year = self._desk.period.year
        self._desk.run(lambda office: posts_verbs.post_counts(office, year), self.panel.show_posts)

    def _fill_by_choice(self) -> None:
        year = self._desk.period.year
        self._desk.change(lambda office: posts_verbs.assign_by_choice(office, year))

    def assign(self, post: str) -> None:
        """Put the selected people on a post, from today where no day is given yet: one step, undone in one (P06)."""
        rows, grid = self._rows(), self.grid
        if grid is None or not rows:
            self._desk.tell(NOBODY)
            return
        model, card = grid.model, self._desk.card
        places = {column.key: place for place, column in enumerate(grid.ledger.columns)}
        given = {"decided_on": self._desk.clock().date().isoformat(), "decided_by": card.secretary if card else ""}
        cells = {(row, places["post_id"]): post for row in rows}
        for key, text in given.items():
            cells |= {(row, places[key]): text for row in rows if text and not model.text(row, places[key])}
        grid.view.write(cells, f"确定岗位 {len(rows)} 人")

    def _sign(self) -> None:
        """Enter one day as that of both signatures, where none is entered yet (P12, P20)."""
        grid = self.grid
        if grid is None:
            return
        columns, day = grid.ledger.columns, self.signing_day.date().toString("yyyy-MM-dd")
        places = [place for place, column in enumerate(columns) if column.key in SIGNATURES]
        cells = {(row, place): day for row in self._rows() for place in places if not grid.model.text(row, place)}
        if cells:
            grid.view.write(cells, f"登记签字 {len({row for row, _ in cells})} 人")
        else:
            self._desk.tell("所选的人都已登记签字日期。要改日期，请直接在格里改。")

    def _select_unsigned(self) -> None:
        grid = self.grid
        if grid is None:
            return
        places = [place for place, column in enumerate(grid.ledger.columns) if column.key in SIGNATURES]
        rows = [
            row
            for row in range(grid.model.filled())
            if grid.model.line(row).id and not all(grid.model.text(row, place) for place in places)
        ]
        if rows:
            grid.view.select_rows(rows, places[0])
        else:
            self._desk.tell("没有还没签字的责任状。")

    def publish(self, channel: str, begins: str, ends: str) -> None:
        """Enter what was made public, below the rows that are there (P13)."""
        self.enter({"channel": channel, "begins_on": begins, "ends_on": ends}, "登记公示")
