"""A general branch in the quarter's last days: 31 branches that it knows, 30 packages on a stick, five that it must decide on."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from dangjian_desktop.core.clock import pinned
from dangjian_desktop.core.ids import time_ordered_ids
from dangjian_desktop.models.database import copy_to
from dangjian_desktop.services import exchange
from dangjian_desktop.services.offices import open_office
from dangjian_desktop.services.work import Office
from tests.cards.inputs import ABOVE, GIVEN, NOW, SURNAMES, created
from tests.services.exchange_year import save

BRANCHES = tuple(f"中共宁江学院第{place}支部委员会" for place in range(1, 32))
MISSING = BRANCHES[17]
TORN = BRANCHES[2::6][:5]
"""Branches whose one data file was changed on two PCs; the one package was merged before the other came."""
HERE, CAME = "系主任", "教务科科长"
YEAR, LAST, QUARTER = 2026, 3, 4


@dataclass(frozen=True)
class Gathered:
    """The general branch's data file and the folder with what came in."""

    office: Path
    stick: Path


def gathered(folder: Path) -> Gathered:
    """Make all of them: last quarter's reports are merged, this quarter's lie on the stick."""
    office, stick = folder / "总支.db", folder / "U盘"
    with created(office, "general-branch", ABOVE) as above:
        before, second, now = [], [], []
        for place, name in enumerate(BRANCHES):
            with created(folder / f"{name}.db", "branch", name, ABOVE) as branch:
                ids = _people(branch, place)
                before.append(exchange.pack(branch, folder / "第三季度", year=YEAR, quarter=LAST).path)
                if name in TORN:
                    second.append(_second_pc(branch, ids[0], folder / name))
                if name != MISSING:
                    save(branch, "members", {"duty": CAME if name in TORN else "党支部书记"}, row_id=ids[0])
                    now.append(exchange.pack(branch, stick, year=YEAR, quarter=QUARTER).path)
        _merge(above, before)
        _merge(above, second)
    return Gathered(office, stick)


def _people(branch: Office, place: int) -> list[str]:
    names = [f"{SURNAMES[place]}{given}" for given in GIVEN]
    return save(branch, "members", *({"name": name, "sex": "男", "birth": "1985.05"} for name in names))


def _second_pc(branch: Office, member: str, folder: Path) -> Path:
    """Change the same member in a copy of the data file and pack that."""
    folder.mkdir()
    copy_to(branch.engine, folder / "另一台.db")
    clock = pinned(NOW)
    ids = time_ordered_ids(clock, seed=folder.name)
    path = folder / "另一台.db"
    with closing(open_office(path, clock=clock, new_id=ids, machine=lambda: "另一台电脑")) as twin:
        save(twin, "members", {"duty": HERE}, row_id=member)
        return exchange.pack(twin, folder, year=YEAR, quarter=QUARTER).path


def _merge(above: Office, paths: Sequence[Path]) -> None:
    for plan in exchange.apply(above, paths, adopt=True):
        assert plan.status == "new", plan.title
