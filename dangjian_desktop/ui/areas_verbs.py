"""The verbs of 责任区, run on the worker; each imports its service when it is first called."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from dangjian_desktop.ui.period import Period

if TYPE_CHECKING:
    from dangjian_desktop.services.activity_lines import Directory, Parts, Read
    from dangjian_desktop.services.area_ledgers import Told
    from dangjian_desktop.services.work import Changes, Office


def read_directory(office: Office, year: int) -> Directory:
    """Return whom a line about an activity may name."""
    from dangjian_desktop.services import activity_lines

    return activity_lines.read_directory(office, year=year)


def split_line(line: str, directory: Directory) -> Parts:
    """Divide a line into its fields."""
    from dangjian_desktop.services import activity_lines

    return activity_lines.split_line(line, directory)


def read_parts(directory: Directory, people: str, day: str, name: str, content: str) -> Read:
    """Say what the fields of a line mean."""
    from dangjian_desktop.services.activity_lines import Parts, read_parts

    return read_parts(Parts(people, day, name, content), directory)


def add_activities(office: Office, places: Sequence[tuple[str, str]], day: date, name: str, content: str) -> Changes:
    """Enter one activity for several members."""
    from dangjian_desktop.services import activity_lines

    return activity_lines.add_activities(office, places, day=day, name=name, content=content)


def quarters_told(office: Office, year: int) -> tuple[Told, ...]:
    """Return who reported in which quarter."""
    from dangjian_desktop.services import area_ledgers

    return area_ledgers.quarters_told(office, year=year)


def with_new_lines(office: Office, period: Period) -> tuple[str, ...]:
    """Return whose ledger has lines that are not on paper yet."""
    from dangjian_desktop.services import area_ledgers

    return area_ledgers.with_new_lines(office, year=period.year, quarter=period.quarter)


def copy_last_year(office: Office, year: int) -> Changes | None:
    """Bring the areas of the year before, with who is exempt; the old year stays as it is."""
    from dangjian_desktop.services import rollover

    return rollover.roll_over(office, year, carry=("areas", "exemptions"), close=False).changes
