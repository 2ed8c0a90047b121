"""The verbs of 总支总览, run on the worker; each imports its service when it is first called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dangjian_desktop.ui import verbs
from dangjian_desktop.ui.period import Period

if TYPE_CHECKING:
    from dangjian_desktop.reports.figures import Table
    from dangjian_desktop.services.reporting import Report
    from dangjian_desktop.services.summary import UnitSummary
    from dangjian_desktop.services.work import Changes, Office

LEDGERS: Mapping[str, tuple[str, ...]] = {
    "members": ("members",),
    "posts": ("post_assignments",),
    "areas": ("area_assignments",),
    "commitments": ("commitments",),
    "pioneers": ("pioneer_nominations",),
    "pacesetters": ("pacesetter_nominations",),
}
"""What is shown of a branch for each part of the matrix."""


@dataclass(frozen=True)
class Overview:
    """Every unit's report and figures, the four charts, and how many nominations wait in 审批."""

    reports: tuple[Report, ...]
    units: Mapping[str, UnitSummary]
    charts: tuple[Table, ...]
    waiting: int


@dataclass(frozen=True)
class UnitRows:
    """A branch's rows of one ledger."""

    heads: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]


def read(office: Office, period: Period, seen: Mapping[str, tuple[int, int]]) -> Overview:
    """Return what the page shows; ``seen`` are units whose packages wait to be merged."""
    from dangjian_desktop.services.decision_queue import read_queue
    from dangjian_desktop.services.summary import summarise
    from dangjian_desktop.services.summary_tables import on_screen

    summary = summarise(office, year=period.year, quarter=period.quarter, seen=seen)
    units = {unit.id: unit for unit in summary.units}
    waiting = sum(row.is_open for row in read_queue(office, year=period.year).rows)
    return Overview(summary.reports, units, tuple(on_screen(summary)), waiting)


def unit_rows(office: Office, unit: str, part: str, period: Period) -> UnitRows:
    """Return a unit's rows of the ledger of a part."""
    from dangjian_desktop.services import records

    cards = verbs.cards()
    ledgers = [cards.roster, *(ledger for scheme in cards.schemes for ledger in scheme.ledgers)]
    ledger = next(ledger for ledger in ledgers if ledger.key in LEDGERS[part])
    found = records.rows(office, ledger, year=period.year, quarter=period.quarter)
    heads = tuple(column.heading for column in ledger.columns)
    return UnitRows(heads, [row.texts for row in found if row.owner == unit])


def send_back(office: Office, unit: str, opinion: str) -> Changes:
    """Send a unit's report back."""
    from dangjian_desktop.services import reporting

    return reporting.send_back(office, unit, opinion)


def write_summary(office: Office, path: Path, period: Period) -> Path:
    """Write 汇总表 or 汇总图."""
    return verbs.write_summary(office, path, period)
