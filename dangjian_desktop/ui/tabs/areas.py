"""责任区: consent for several at once, activities by the line, four quarters at a glance (screens.md 2.3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QFrame, QHBoxLayout

from dangjian_desktop.core.dates import print_day
from dangjian_desktop.ui import areas_verbs, verbs
from dangjian_desktop.ui.fresh import KeptFresh
from dangjian_desktop.ui.parts import button, label
from dangjian_desktop.ui.scheme_tab import SchemeTab
from dangjian_desktop.ui.tabs.activity_line import ActivityLine
from dangjian_desktop.ui.tabs.publicity_bar import PublicityBar
from dangjian_desktop.ui.tabs.quarter_matrix import QuarterMatrix

DIVIDING, PUBLISHING, ACTING, REPORTING = range(4)
LEDGER_FORM = 4
OPINIONS: Mapping[str, tuple[str, ...]] = {
    "本人同意": ("consent",),
    "支委同意": ("committee_opinion",),
    "责任对象同意": ("served_opinion",),
    "三方都同意": ("consent", "committee_opinion", "served_opinion"),
}
AGREED = "同意"


class AreasTab(SchemeTab):
    """The tab of the areas."""

    def make_tools(self) -> None:
        """Put the line of consent, of publicity and of activities, and the matrix of quarters at their steps."""
        desk = self._desk
        self.rows_ready = frozenset({DIVIDING, REPORTING})
        self._new: tuple[str, ...] = ()
        self.told_rows = label("", "quiet")
        self.opinion_buttons = {text: button(text, partial(self._agree, text)) for text in OPINIONS}
        ledger = self.scheme.ledger("areas_publicity")
        self.publicity = PublicityBar(desk.clock().date(), ledger.column("channel").choices)
        self.activity = ActivityLine()
        self.matrix = QuarterMatrix()
        self.selected_button = button("", self._print_selected)
        self.new_button = button("只打有新记录的", self._print_new)
        self.new_button.setToolTip("上次打印以后有新记录的，和有记录还没有打印过的")
        self.put_above({DIVIDING}, self._consent_strip())
        self.put_above({PUBLISHING}, self.publicity)
        self.put_above({ACTING}, self.activity)
        self.put_beside({REPORTING}, self.matrix, left=True)
        self.put_below({ACTING}, self.selected_button)
        self.put_below({ACTING}, self.new_button)
        self.publicity.given.connect(self.publish)
        self.publicity.refused.connect(desk.tasks.failed)
        self.activity.given.connect(self.add_activity)
        self.matrix.asked.connect(self.open_report)
        KeptFresh(self, desk, self._read)

    def _consent_strip(self) -> QFrame:
        strip = QFrame()
        layout = QHBoxLayout(strip)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(label("征求意见"))
        for made in self.opinion_buttons.values():
            layout.addWidget(made)
        layout.addWidget(self.told_rows)
        layout.addStretch(1)
        return strip

    @property
    def verbs_offered(self) -> Mapping[str, Callable[[], object]]:
        """The areas of the year before besides what every scheme offers."""
        return {**super().verbs_offered, "copy": self._copy_last_year}

    def _read(self) -> None:
        period = self._desk.period
        if self._desk.kind != "branch":
            return
        self._desk.run(lambda office: areas_verbs.read_directory(office, period.year), self.activity.know)
        self._desk.run(lambda office: areas_verbs.quarters_told(office, period.year), self.matrix.show_rows)
        self._read_new()

    def _read_new(self) -> None:
        """Compare the papers with what was printed, at the step that prints them alone: it lays out each paper's values."""
        period = self._desk.period
        if self.steps.current == ACTING and self._desk.kind == "branch":
            self._desk.run(lambda office: areas_verbs.with_new_lines(office, period), self._show_new)

    def _show_step(self, place: int) -> None:
        super()._show_step(place)
        self._read_new()

    def _show_head(self) -> None:
        super()._show_head()
        self.selection_changed()

    def selection_changed(self) -> None:
        """Say for how many the buttons would work."""
        count = len(self._rows())
        self.told_rows.setText(f"所选 {count} 行；也可以在格里按空格键勾选。")
        for made in self.opinion_buttons.values():
            made.setEnabled(count > 0)
        self.selected_button.setText(f"只打所选 {count} 行的人")
        self.selected_button.setEnabled(count > 0)

    def _rows(self) -> list[int]:
        return self.grid.view.selected_rows() if self.grid is not None else []

    def _agree(self, text: str) -> None:
        """Enter who agreed for the selected rows; other opinions that stand there stay (Z02, Z03, Z04)."""
        grid = self.grid
        if grid is None:
            return
        rows = self._rows()
        places = [place for place, column in enumerate(grid.ledger.columns) if column.key in OPINIONS[text]]
        cells = {(row, place): AGREED for row in rows for place in places if not grid.model.text(row, place)}
        if cells:
            grid.view.write(cells, f"登记{text} {len({row for row, _ in cells})} 行")
        else:
            self._desk.tell("所选各行已经登记过意见。要改，请直接在格里改。")

    def _copy_last_year(self) -> None:
        year = self._desk.period.year

        def copied(changes: object) -> None:
            self._desk.changed.emit(changes)
            self._desk.tell(f"已从{year - 1}年度复制，三方意见要重新征求。可以用“撤销”退回。")

        self._desk.run(lambda office: areas_verbs.copy_last_year(office, year), copied, label="正在复制")

    def publish(self, channel: str, begins: str, ends: str) -> None:
        """Enter what was made public (Z05)."""
        self.enter({"channel": channel, "begins_on": begins, "ends_on": ends}, "登记公示")

    # Activities.

    def add_activity(self, places: Sequence[tuple[str, str]], day: date, name: str, content: str) -> None:
        """Enter one activity for each of these members."""
        self._desk.change(lambda office: areas_verbs.add_activities(office, places, day, name, content))
        self._desk.tell(f"已登记 {len(places)} 人 {print_day(day)}的“{name}”。可以接着写下一条。")

    def _show_new(self, members: tuple[str, ...]) -> None:
        self._new = members
        self.new_button.setText(f"只打有新记录的 {len(members)} 人")
        self.new_button.setEnabled(bool(members))

    def _print_new(self) -> None:
        self._desk.print_asked_for.emit((LEDGER_FORM,), self._new)

    def _print_selected(self) -> None:
        grid = self.grid
        if grid is None:
            return
        ids, ledger = grid.model.ids(self._rows()), grid.ledger

        def show(members: list[str]) -> None:
            self._desk.print_asked_for.emit((LEDGER_FORM,), tuple(members))

        if ids:
            self._desk.run(lambda office: verbs.members_of(office, ledger, ids), show)

    # Reports.

    def open_report(self, name: str, quarter: int) -> None:
        """Show the report of a member in a quarter, with a row to fill where there is none."""
        self._desk.set_period(self._desk.period.year, quarter)
        self.go_to("quarter_reports")
        grid = self.grid
        if grid is None:
            return
        grid.narrow.show_about((), (name,))
        place = next(place for place, column in enumerate(grid.ledger.columns) if column.key == "content")

        def point(_nothing: object) -> None:
            grid.view.go_to(0, place)
            grid.view.setFocus()

        self._desk.run(lambda _office: None, point)  # after the quarter's rows are read
