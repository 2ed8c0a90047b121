"""The verbs of 承诺践诺, run on the worker; each imports its service when it is first called."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dangjian_desktop.services.pledges import Pledged
    from dangjian_desktop.services.work import Changes, Office

STATES = ("逾期", "未到期", "已完成", "未完成")


def read_pledged(office: Office, year: int) -> Pledged:
    """Return everybody's counts and the state of each commitment."""
    from dangjian_desktop.services import pledges

    return pledges.read_pledged(office, year=year)


def add_duties(office: Office, members: Sequence[str], year: int) -> Changes:
    """Add the duties of members' posts as commitments to begin with."""
    from dangjian_desktop.services import pledges

    return pledges.add_duties(office, members, year=year)


def copy_last_year(office: Office, year: int) -> Changes:
    """Add the commitments of the year before."""
    from dangjian_desktop.services import pledges

    return pledges.copy_last_year(office, year=year)
