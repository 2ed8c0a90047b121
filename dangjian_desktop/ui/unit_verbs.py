"""The verbs about people who move and units that change, run on the worker; each imports its service when first called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dangjian_desktop.services.sending import Packed
    from dangjian_desktop.services.unit_errands import Errand
    from dangjian_desktop.services.units import Wanted
    from dangjian_desktop.services.work import Changes, Office

LEFT = "转出"


@dataclass(frozen=True)
class Leaving:
    """How members leave or come back; of 转出 also where to, and whether that is a unit outside."""

    state: str
    reason: str
    since: date
    goal: str = ""
    outside: bool = False


def plan_leaving(office: Office, ids: Sequence[str], leaving: Leaving) -> tuple[str, ...]:
    """Say in sentences what a change in the roster would do."""
    from dangjian_desktop.services import transfers

    if leaving.state != LEFT:
        return (f"{len(ids)} 人的状态改为“{leaving.state}”，历史记录保留。",)
    goal = transfers.destination(office, **_goal(leaving))
    return transfers.plan_transfer(office, ids, goal, on=leaving.since)


def leave(office: Office, ids: Sequence[str], leaving: Leaving) -> Changes:
    """Record a change in the roster."""
    from dangjian_desktop.services import records, transfers

    if leaving.state != LEFT:
        return records.retire(office, ids, state=leaving.state, reason=leaving.reason, since=leaving.since)
    goal = transfers.destination(office, **_goal(leaving))
    return transfers.transfer(office, ids, goal, on=leaving.since, reason=leaving.reason)


def write_packages(office: Office, ids: Sequence[str], folder: Path) -> list[Packed]:
    """Write the 转出包 of members who left."""
    from dangjian_desktop.services import transfers

    return transfers.write_packages(office, ids, folder)


def units(office: Office) -> list[str]:
    """Return the names of the units of this office."""
    from dangjian_desktop.services.units import known_units

    with office.reading() as connection:
        return [unit.name for unit in known_units(connection, office.office_id)]


def plan_change(office: Office, wanted: Wanted) -> tuple[str, ...]:
    """Say in sentences what a decision would mean."""
    from dangjian_desktop.services.units import plan_change as plan

    return plan(office, wanted).sentences


def decide_change(office: Office, wanted: Wanted) -> Changes:
    """Write a decision."""
    from dangjian_desktop.services.units import decide_change as decide

    return decide(office, wanted)


def hand_over(office: Office, folder: Path) -> list[Packed]:
    """Write the two packages of the newest decision, a 转隶."""
    from dangjian_desktop.services.units import hand_over as write
    from dangjian_desktop.services.units import newest_change

    return write(office, newest_change(office), folder)


def errands(office: Office) -> list[Errand]:
    """Return what is left to do about decisions of the level above."""
    from dangjian_desktop.services import unit_errands

    return [errand for errand in unit_errands.errands(office) if not errand.done]


def carry_out(office: Office, errand: Errand, folder: Path | None) -> list[Packed]:
    """Do what a decision asks."""
    from dangjian_desktop.services import unit_errands

    return unit_errands.carry_out(office, errand.id, folder)


def _goal(leaving: Leaving) -> Mapping[str, str]:
    return {"outside" if leaving.outside else "to": leaving.goal}
