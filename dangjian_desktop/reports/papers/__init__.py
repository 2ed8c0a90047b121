"""The papers of a branch beside the nine forms, in the order of the schemes."""

from dangjian_desktop.reports.papers.area_board import AREA_BOARD
from dangjian_desktop.reports.papers.ballot import BALLOT
from dangjian_desktop.reports.papers.commitment_reminder import COMMITMENT_REMINDER
from dangjian_desktop.reports.papers.consultation import CONSULTATION
from dangjian_desktop.reports.papers.kind import PaperKind
from dangjian_desktop.reports.papers.member_card import MEMBER_CARD
from dangjian_desktop.reports.papers.plaques import PACESETTER_PLAQUE, PIONEER_PLAQUE
from dangjian_desktop.reports.papers.pledge_board import PLEDGE_BOARD
from dangjian_desktop.reports.papers.post_catalogue import POST_CATALOGUE
from dangjian_desktop.reports.papers.post_choices import POST_CHOICES
from dangjian_desktop.reports.papers.report_reminder import REPORT_REMINDER
from dangjian_desktop.reports.papers.ruler import RULER
from dangjian_desktop.reports.papers.tally import TALLY

PAPERS: tuple[PaperKind, ...] = (
    POST_CATALOGUE,
    POST_CHOICES,
    AREA_BOARD,
    PLEDGE_BOARD,
    COMMITMENT_REMINDER,
    PIONEER_PLAQUE,
    BALLOT,
    TALLY,
    CONSULTATION,
    PACESETTER_PLAQUE,
    MEMBER_CARD,
    REPORT_REMINDER,
    RULER,
)
