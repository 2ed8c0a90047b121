"""The verbs of 设岗定责, run on the worker; each imports its service when it is first called."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dangjian_desktop.services.posting import PostCount
    from dangjian_desktop.services.work import Changes, Office


def assign_by_choice(office: Office, year: int) -> Changes:
    """Put everybody without a post on the one that he chose first."""
    from dangjian_desktop.services import posting

    return posting.assign_by_choice(office, year=year)


def post_counts(office: Office, year: int) -> tuple[PostCount, ...]:
    """Return the posts in use with the number of their people; none above the branches."""
    from dangjian_desktop.services import posting

    return posting.post_counts(office, year=year)
