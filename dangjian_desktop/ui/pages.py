"""Makes the pages; imported only after the first paint, for the grids and the print preview weigh something."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dangjian_desktop.ui import verbs, words
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.parts import Page
from dangjian_desktop.ui.scheme_tab import SchemeTab
from dangjian_desktop.ui.tabs.approval import ApprovalPage
from dangjian_desktop.ui.tabs.areas import AreasTab
from dangjian_desktop.ui.tabs.award_tab import PacesettersTab, PioneersTab
from dangjian_desktop.ui.tabs.commitments import CommitmentsTab
from dangjian_desktop.ui.tabs.exchange import ExchangePage
from dangjian_desktop.ui.tabs.home import HomePage
from dangjian_desktop.ui.tabs.overview import OverviewPage
from dangjian_desktop.ui.tabs.posts import PostsTab
from dangjian_desktop.ui.tabs.print_centre import PrintCentre
from dangjian_desktop.ui.tabs.roster import RosterPage
from dangjian_desktop.ui.tabs.settings import SettingsPage

TABS: Mapping[str, type[SchemeTab]] = {
    "posts": PostsTab,
    "areas": AreasTab,
    "commitments": CommitmentsTab,
    "pioneers": PioneersTab,
    "pacesetters": PacesettersTab,
}
"""Each scheme's tab: what it has besides steps and grids."""


def make_page(key: str, desk: Desk, cards: verbs.Cards, import_workbook: Callable[[], object]) -> Page:
    """Return the page with this key of words.PAGES."""
    page: HomePage | RosterPage | SchemeTab
    if key == words.HOME:
        page = HomePage(desk)
    elif key == words.ROSTER:
        page = RosterPage(desk, cards.roster)
    elif key == words.PRINTING:
        return PrintCentre(desk)
    elif key == words.EXCHANGE:
        return ExchangePage(desk)
    elif key == words.OVERVIEW:
        return OverviewPage(desk, cards.decisions)
    elif key == words.APPROVAL:
        return ApprovalPage(desk)
    elif key == words.SETTINGS:
        return SettingsPage(desk)
    else:
        page = TABS.get(key, SchemeTab)(desk, next(scheme for scheme in cards.schemes if scheme.key == key))
    page.import_asked_for.connect(import_workbook)
    return page
