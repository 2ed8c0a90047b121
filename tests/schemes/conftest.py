"""The year in which no rule finds anything, made once and copied for each test."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dangjian_desktop.core.clock import pinned
from dangjian_desktop.core.ids import time_ordered_ids
from dangjian_desktop.models.database import copy_to
from dangjian_desktop.services import exchange
from dangjian_desktop.services.offices import create_office, open_office
from dangjian_desktop.services.work import Office
from tests.schemes.branch_year import BRANCH, GENERAL, BranchYear, decide, fill, pioneer

OpenYear = Callable[..., BranchYear]
CLOCK = pinned("2026-11-24T09:00")


def _new(folder: Path, name: str, kind: str, superior: str = "") -> Office:
    ids = time_ordered_ids(CLOCK, seed=name)
    return create_office(folder / f"{name}.db", kind=kind, name=name, superior=superior, clock=CLOCK, new_id=ids)


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Make the year's data files: empty, draft (nothing decided yet), answered (decided above), general (the decider)."""
    folder = tmp_path_factory.mktemp("year")
    empty = _new(folder, "空白", "branch")
    branch, head = _new(folder, BRANCH, "branch", GENERAL), _new(folder, GENERAL, "general-branch")
    fill(branch)
    kept = {"empty": folder / "空白.db", "draft": folder / "draft.db"}
    copy_to(branch.engine, kept["draft"])
    exchange.apply(head, [exchange.pack(branch, folder, year=2026, quarter=4).path], adopt=True)
    decide(head)
    exchange.apply(branch, [exchange.reply(head, BRANCH, folder).path])
    BranchYear(branch).add("plaques", nomination_id=pioneer(), placed_on="2026-07-01")
    exchange.apply(head, [exchange.pack(branch, folder, year=2026, quarter=4).path])
    for office in (empty, branch, head):
        office.close()
    return kept | {"answered": folder / f"{BRANCH}.db", "general": folder / f"{GENERAL}.db"}


@pytest.fixture
def open_year(files: dict[str, Path], tmp_path: Path) -> Iterator[OpenYear]:
    """Open a copy of a data file on a day."""
    opened: list[Office] = []

    def open_copy(name: str = "draft", today: str = "2026-11-24") -> BranchYear:
        clock = pinned(f"{today}T09:00")
        copy = shutil.copy(files[name], tmp_path / f"{len(opened)}.db")
        opened.append(open_office(Path(copy), clock=clock, new_id=time_ordered_ids(clock, seed=f"test {len(opened)}")))
        return BranchYear(opened[-1])

    yield open_copy
    for office in opened:
        office.close()


@pytest.fixture
def year(open_year: OpenYear) -> BranchYear:
    return open_year()
