"""A scheme's tab, driven by its card: step bar, the step's ledgers, what the check says, the step's papers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from dangjian_desktop.ui import home_verbs, look, verbs, words
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.findings_table import FINDING_HEIGHT, FindingsTable, summary
from dangjian_desktop.ui.fresh import KeptFresh
from dangjian_desktop.ui.ledger_stack import LedgerStack
from dangjian_desktop.ui.parts import PAGE_MARGINS, Page, button, label, row
from dangjian_desktop.ui.step_bar import StepBar
from dangjian_desktop.ui.words import FORM_TITLES

if TYPE_CHECKING:
    from dangjian_desktop.schemes.scheme import Finding, Scheme
    from dangjian_desktop.schemes.step_heads import StepHead
    from dangjian_desktop.ui.grid.ledger_grid import LedgerGrid

FINDINGS_SHOWN = 4


class SchemeTab(Page):
    """One scheme's steps, grids, findings and papers."""

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
        self.papers_button = QPushButton()
        self.papers_button.setObjectName("primary")
        self._heads: Sequence[StepHead] = ()
        self.headline = label("", wrap=True)
        self.only_button = button("", self._show_missing)
        self.roster_button = button("去名册", lambda: desk.asked_for.emit(words.ROSTER, ""))
        self.fill_button = button("按志愿填入", self._fill_by_choice)
        self._lay_out()
        self._connect()
        self.steps.choose(0)

    def _lay_out(self) -> None:
        title = label(self.scheme.words.title, "title")
        title.setToolTip(f"原则：{self.scheme.principles}")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*PAGE_MARGINS)
        layout.setSpacing(8)
        layout.addLayout(row(title, label(self.scheme.principles, "quiet"), None))
        layout.addWidget(self.steps)
        strip = row(self.headline, self.roster_button, self.only_button, self.fill_button)
        strip.setStretch(0, 1)
        self.strip = strip
        layout.addLayout(strip)
        layout.addWidget(self.middle, 1)
        self.foot = QWidget()
        foot = QVBoxLayout(self.foot)
        foot.setContentsMargins(0, 0, 0, 0)
        self.verbs = row(label("数据检查", "heading"), self._summary, self._fold, None, self.papers_button)
        foot.addLayout(self.verbs)
        foot.addWidget(self.findings)
        layout.addWidget(self.foot)

    def _connect(self) -> None:
        self.steps.chosen.connect(self._show_step)
        self.findings.chosen.connect(lambda _scheme, ledger: self.go_to(ledger))
        self.papers_button.clicked.connect(self._ask_for_papers)
        look.fit(self, self._fit)
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

    def _show_step(self, place: int) -> None:
        step = self.scheme.steps[place]
        self.stack.offer([self.scheme.ledger(key) for key in step.ledgers])
        self.papers_button.setVisible(bool(step.forms))
        self._show_head()

    def _show_head(self) -> None:
        """Say how the step on the screen stands, and for how many its paper is made."""
        place = self.steps.current
        step = self.scheme.steps[place]
        head = self._heads[place] if self._heads else None
        names = "、".join(f"样例{number} {FORM_TITLES[number]}" for number in step.forms)
        count = f"（{head.papers}）" if head and head.papers else ""
        self.papers_button.setText(f"预览{names}{count}")
        self.headline.setText(head.sentence if head else "")
        self.headline.setVisible(bool(head and head.sentence))
        self.roster_button.setVisible(bool(head and head.from_roster))
        self.only_button.setText(f"只看{head.missing_word}的 {len(head.missing)} 人" if head else "")
        self.only_button.setVisible(bool(head and head.missing))
        self.fill_button.setText(f"按志愿填入 {head.fillable} 人" if head else "")
        self.fill_button.setVisible(bool(head and head.fillable))

    def _show_missing(self) -> None:
        if self.grid is not None:
            self.grid.narrow.show_about((), self._heads[self.steps.current].missing)

    def _fill_by_choice(self) -> None:
        year = self._desk.period.year
        self._desk.change(lambda office: home_verbs.assign_by_choice(office, year))

    def _ask_for_papers(self) -> None:
        self._desk.print_asked_for.emit(self.scheme.steps[self.steps.current].forms)

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
