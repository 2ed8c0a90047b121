"""The verbs of 首页 and of the step bars, run on the worker; each imports its service when it is first called."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dangjian_desktop.core.dates import print_day
from dangjian_desktop.core.words import SCHEME_WORDS
from dangjian_desktop.ui import keep_verbs, verbs, words
from dangjian_desktop.ui.keeping import in_words
from dangjian_desktop.ui.period import Period

if TYPE_CHECKING:
    from dangjian_desktop.schemes.progress import Progress
    from dangjian_desktop.schemes.scheme import Finding
    from dangjian_desktop.schemes.step_heads import StepHead
    from dangjian_desktop.services.agenda import Agenda, LastReport
    from dangjian_desktop.services.todo import Todo
    from dangjian_desktop.services.work import Changes, Office

DONE_WORDS = {
    "posts": "人已上岗",
    "areas": "人已落实",
    "commitments": "项已填践诺",
    "pioneers": "人已审批",
    "pacesetters": "类已推荐",
}


@dataclass(frozen=True)
class Card:
    """One card of the first page: the number, what it counts, and how much of it is done in percent (None: no bar)."""

    page: str
    title: str
    number: str
    unit: str
    percent: int | None = None


@dataclass(frozen=True)
class Home:
    """All that the first page shows."""

    members: int
    cards: tuple[Card, ...]
    findings: tuple[Finding, ...]
    agenda: Agenda
    kept: str


def read_home(office: Office, period: Period) -> Home:
    """Return the first page's to-dos, cards, findings and what left and was copied last."""
    from dangjian_desktop.services import agenda

    overview = verbs.overview(office, period)
    own = office.kind == "branch"
    cards = (
        _progress_cards(office, period) if own else [Card(*each[:2], str(each[2]), "条") for each in overview.counts]
    )
    roster = Card(words.ROSTER, "党员名册", str(overview.members), "人")
    today = office.clock().date()
    kept = [_reported(agenda.last_report(office))] if own else []
    copied = keep_verbs.standing(office).copied_at
    kept.append(f"上次备份 {in_words(copied, today)}" if copied else "还没有备份")
    return Home(overview.members, (roster, *cards), overview.findings, agenda.read_agenda(office), "　".join(kept))


def _reported(report: LastReport | None) -> str:
    if report is None:
        return "还没有上报过"
    return f"上次上报 {print_day(report.sent_on)}（{'上级已接收' if report.acknowledged else '还没有回执'}）"


def _progress_cards(office: Office, period: Period) -> list[Card]:
    from dangjian_desktop.services import agenda

    found = agenda.scheme_progress(office, year=period.year, quarter=period.quarter)
    return [_progress_card(each.key, each.tab, found[each.key]) for each in SCHEME_WORDS]


def _progress_card(page: str, title: str, progress: Progress) -> Card:
    if not progress.total:
        return Card(page, title, "未开始", "", 0)
    return Card(page, title, progress.count, DONE_WORDS[page], progress.done * 100 // progress.total)


def step_heads(office: Office, scheme: str, period: Period) -> tuple[StepHead, ...]:
    """Return how each step of a scheme stands; nothing above the branches, where several units' are mixed."""
    from dangjian_desktop.services import agenda

    return agenda.step_heads(office, scheme, year=period.year, quarter=period.quarter)


def lateness(todo: Todo, today: date) -> tuple[str, str]:
    """Return how urgent a to-do is and the words for its day."""
    from dangjian_desktop.services import agenda

    return agenda.lateness(todo, today)


def remind_later(office: Office, key: str, until: date) -> Changes:
    """Put a to-do off until a day."""
    from dangjian_desktop.services import put_off

    return put_off.remind_later(office, key, until=until)


def skip_this_year(office: Office, key: str, reason: str) -> Changes:
    """Do without a to-do this year."""
    from dangjian_desktop.services import put_off

    return put_off.skip_this_year(office, key, reason=reason)


def remind_again(office: Office, key: str) -> Changes:
    """Show a to-do that was put off."""
    from dangjian_desktop.services import put_off

    return put_off.remind_again(office, key)
