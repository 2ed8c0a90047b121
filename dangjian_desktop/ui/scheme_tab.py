"""A scheme's tab, driven by its card: step bar, the step's ledgers, what the check says, the step's papers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from dangjian_desktop.ui import home_verbs, look, verbs, words
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.findings_table import FINDING_HEIGHT, FindingsTable, summary
from dangjian_desktop.ui.fresh import KeptFresh
from dangjian_desktop.ui.ledger_stack import LedgerStack
from dangjian_desktop.ui.parts import PAGE_MARGINS, Page, button, change_look, label, row
from dangjian_desktop.ui.step_bar import StepBar
from dangjian_desktop.ui.words import FORM_TITLES

if TYPE_CHECKING:
    from dangjian_desktop.schemes.scheme import Finding, Ledger, Scheme, Step
    from dangjian_desktop.schemes.step_heads import Offer, StepHead
    from dangjian_desktop.ui.grid.ledger_grid import LedgerGrid

FINDINGS_SHOWN = 2


class SchemeTab(Page):
    """One scheme's steps, grids, findings and papers; a scheme with tools of its own puts them at their steps."""

    import_asked_for = Signal()

    def __init__(self, desk: Desk, scheme: Scheme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scheme = scheme
        self._desk = desk
        self.steps = StepBar(scheme.steps)
        self.stack = LedgerStack(desk)
        self.middle = QStackedWidget()
        self.middle.addWidget(self.stack)
        self.findings = FindingsTable()
        self.findings.horizontalHeader().hide()
        self.findings.setColumnHidden(1, True)
        self._summary = label("", "quiet")
        self._fold = button("收起", self._turn_findings, "quiet")
        self.papers_button = button("", self._ask_for_papers, "primary")
        self._heads: Sequence[StepHead] = ()
        self.headline = label("", wrap=True)
        self.only_button = button("", self._show_missing)
        self.offers: dict[str, QPushButton] = {}
        self._offers = QHBoxLayout()
        self._offers.setSpacing(8)
        self._above, self._beside = QVBoxLayout(), QHBoxLayout()
        self._tools: list[tuple[frozenset[int], QWidget]] = []
        self._fillers: list[tuple[frozenset[int], QWidget]] = []
        self.rows_ready: frozenset[int] = frozenset()
        self.own_primary: frozenset[int] = frozenset()
        self._lay_out()
        self._connect()
        self.make_tools()
        self.steps.choose(0)

    def make_tools(self) -> None:
        """Put the tools of a scheme at their steps; here there are none."""

    def _lay_out(self) -> None:
        title = label(self.scheme.words.title, "title")
        title.setToolTip(f"原则：{self.scheme.principles}")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*PAGE_MARGINS)
        layout.setSpacing(8)
        layout.addLayout(row(title, label(self.scheme.principles, "quiet"), None))
        layout.addWidget(self.steps)
        strip = row(self.headline)
        strip.setStretch(0, 1)
        strip.addLayout(self._offers)
        strip.addWidget(self.only_button)
        self.strip = strip
        layout.addLayout(strip)
        layout.addLayout(self._above)
        self._beside.setSpacing(12)
        self._beside.addWidget(self.middle, 1)
        layout.addLayout(self._beside, 1)
        self.foot = QWidget()
        foot = QVBoxLayout(self.foot)
        foot.setContentsMargins(0, 0, 0, 0)
        self.verbs = row(label("数据检查", "heading"), self._summary, self._fold, None, self.papers_button)
        foot.addLayout(self.verbs)
        foot.addWidget(self.findings)
        layout.addWidget(self.foot)

    def put_above(self, steps: Collection[int], tool: QWidget) -> None:
        """Show a tool above the grid at these steps, to the branches, which fill the grid."""
        self._above.addWidget(tool)
        self._fillers.append((frozenset(steps), tool))

    def put_beside(self, steps: Collection[int], tool: QWidget, *, left: bool = False) -> None:
        """Show a tool beside the grid at these steps, at its right or left, to the branches."""
        self._beside.insertWidget(0 if left else self._beside.count(), tool)
        self._fillers.append((frozenset(steps), tool))

    def put_below(self, steps: Collection[int], tool: QWidget) -> None:
        """Show a button below the grid at these steps, before the one that makes the papers."""
        self.verbs.insertWidget(self.verbs.indexOf(self.papers_button), tool)
        self._tools.append((frozenset(steps), tool))

    @property
    def verbs_offered(self) -> Mapping[str, Callable[[], object]]:
        """What the buttons of an empty step do, by the key of an offer."""
        return {
            "roster": lambda: self._desk.asked_for.emit(words.ROSTER, ""),
            "import": self.import_asked_for.emit,
            "paste": self._paste,
        }

    @property
    def head(self) -> StepHead | None:
        """How the step on the screen stands, once it was read."""
        return self._heads[self.steps.current] if self._heads else None

    def _connect(self) -> None:
        self.steps.chosen.connect(self._show_step)
        self.steps.picked.connect(self._go_into)
        self.papers_key = QShortcut(QKeySequence(words.PAPERS_KEY), self)
        self.papers_key.activated.connect(self.press_papers)
        self.findings.chosen.connect(lambda _scheme, ledger: self.go_to(ledger))
        look.fit(self, self._fit)
        self.stack.made.connect(self._grid_made)
        self.stack.shown.connect(self._show_head)
        KeptFresh(self, self._desk, self._check)

    @property
    def help_section(self) -> str:
        """The handbook's section about the step on the screen."""
        return f"{self.scheme.key}-{self.steps.current + 1}"

    @property
    def grid(self) -> LedgerGrid | None:
        """The grid on the screen."""
        return self.stack.grid

    @property
    def drafts(self) -> int:
        """How many rows are not saved."""
        return self.stack.drafts

    def go_to(self, ledger_key: str) -> None:
        """Show the step and the grid of a ledger."""
        for place, step in enumerate(self.scheme.steps):
            if ledger_key in step.ledgers:
                self.steps.choose(place)
                self.stack.go_to(ledger_key)
                return

    def ledgers_of(self, step: Step) -> list[Ledger]:
        """Return the ledgers offered at a step: those of the card, unless a tab has another view of them."""
        return [self.scheme.ledger(key) for key in step.ledgers]

    def _show_step(self, place: int) -> None:
        step = self.scheme.steps[place]
        for steps, tool in self._tools:
            tool.setVisible(place in steps)
        for steps, tool in self._fillers:
            tool.setVisible(place in steps and self._desk.kind == "branch")
        self.stack.offer(self.ledgers_of(step))
        self.papers_button.setVisible(bool(step.forms))
        change_look(self.papers_button, "" if place in self.own_primary else "primary")
        self._show_head()

    def _go_into(self) -> None:
        """Let the next key be for the step, as after a page's key."""
        if self.start is not None:
            self.start.setFocus()

    def _show_head(self) -> None:
        """Say how the step on the screen stands, and for how many its paper is made."""
        step, head = self.scheme.steps[self.steps.current], self.head
        names = "、".join(f"样例{number} {FORM_TITLES[number]}" for number in step.forms)
        count = f"（{head.papers}）" if head and head.papers else ""
        self.papers_button.setText(f"{step.makes}{count or ' '}→" if step.makes else f"预览{names}{count}")
        self.papers_button.setToolTip(f"{names}：到打印中心先看后打")
        self.headline.setText(head.sentence if head else "")
        self.headline.setVisible(bool(head and head.sentence))
        self._show_offers(head.offers if head else ())
        self.only_button.setText(f"只看{head.missing_word}的 {len(head.missing)} 人" if head else "")
        self.only_button.setVisible(bool(head and head.missing))
        if self.grid is not None and head is not None:
            is_first = self.grid.ledger.key == step.ledgers[0]
            self.grid.narrow.keep_ready(head.missing if is_first and self.steps.current in self.rows_ready else ())

    def _grid_made(self, grid: LedgerGrid) -> None:
        grid.view.selectionModel().selectionChanged.connect(lambda _new, _old: self.selection_changed())

    def selection_changed(self) -> None:
        """Rows were selected in the grid on the screen; a tab whose tools work on them counts them."""

    def _show_offers(self, offers: Sequence[Offer]) -> None:
        """Show a button for each way to begin; what has the focus keeps it as long as it is offered."""
        wanted = {offer.key: offer.text for offer in offers}
        for key in [key for key in self.offers if key not in wanted]:
            gone = self.offers.pop(key)
            self._offers.removeWidget(gone)
            gone.deleteLater()
        for key, text in wanted.items():
            if key not in self.offers:
                self.offers[key] = button(text, partial(self._begin, key))
                self._offers.addWidget(self.offers[key])
            self.offers[key].setText(text)
            self.offers[key].show()

    def _show_missing(self) -> None:
        if self.grid is not None:
            self.grid.narrow.show_about((), self._heads[self.steps.current].missing)

    def _begin(self, key: str) -> None:
        self.verbs_offered[key]()

    def _paste(self) -> None:
        """Put what was copied in WPS below the last row."""
        if self.grid is None:
            return
        if not QGuiApplication.clipboard().text().strip():
            self._desk.tell("还没有复制内容。请先在 WPS 里选中表格的行并复制，再点“粘贴”。")
            return
        view, model = self.grid.view, self.grid.model
        view.setFocus()
        view.go_to(model.filled(), model.first_place)
        view.paste()

    def enter(self, texts: Mapping[str, str], verb: str) -> None:
        """Add a row with these texts, by column key, to the grid on the screen."""
        if self.grid is None:
            return
        view, model = self.grid.view, self.grid.model
        row = model.filled()
        places = {column.key: place for place, column in enumerate(self.grid.ledger.columns)}
        view.write({(row, places[key]): text for key, text in texts.items()}, verb)
        view.go_to(row, model.first_place)

    def press_papers(self) -> None:
        """Make the papers of the step on the screen, where it has any."""
        if self.papers_button.isVisible():
            self.papers_button.click()

    def _ask_for_papers(self) -> None:
        self._desk.print_asked_for.emit(self.scheme.steps[self.steps.current].forms, ())

    def _check(self) -> None:
        period = self._desk.period
        self._desk.run(lambda office: verbs.findings(office, period), self._show_findings)
        self._desk.run(lambda office: home_verbs.step_heads(office, self.scheme.key, period), self._show_heads)

    def _show_heads(self, heads: Sequence[StepHead]) -> None:
        self._heads = heads
        self.steps.show_progress([head.progress for head in heads])
        self._show_head()

    def _show_findings(self, findings: Sequence[Finding]) -> None:
        mine = [finding for finding in findings if finding.scheme == self.scheme.key]
        self.findings.findings.show(mine)
        self._summary.setText(summary(mine) if mine else "没有发现问题")
        self._fold.setVisible(bool(mine))
        self._fit()
        self.findings.setVisible(bool(mine) and self._fold.text() == "收起")

    def _fit(self) -> None:
        count = min(self.findings.findings.rowCount(), FINDINGS_SHOWN)
        self.findings.setFixedHeight(count * look.scaled(FINDING_HEIGHT) + 6)

    def _turn_findings(self) -> None:
        unfold = self._fold.text() != "收起"
        self._fold.setText("收起" if unfold else "展开")
        self.findings.setVisible(unfold)
