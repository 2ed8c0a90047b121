"""What all tests share: a pinned clock, repeatable ids and an office's data file."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dangjian_desktop.core.clock import Clock, pinned
from dangjian_desktop.core.ids import time_ordered_ids
from dangjian_desktop.services.offices import create_office
from dangjian_desktop.services.work import Office

# Windows are tested without a screen, also when pytest is called without make.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

MakeOffice = Callable[..., Office]


@pytest.fixture
def clock() -> Clock:
    return pinned("2026-11-24T09:00")


@pytest.fixture
def make_office(tmp_path: Path, clock: Clock) -> Iterator[MakeOffice]:
    """Make data files that are closed after the test."""
    opened: list[Office] = []

    def make(name: str = "机电系党支部", kind: str = "branch", superior: str = "") -> Office:
        path = tmp_path / f"{name}.db"
        ids = time_ordered_ids(clock, seed=name)
        opened.append(create_office(path, kind=kind, name=name, superior=superior, clock=clock, new_id=ids))
        return opened[-1]

    yield make
    for office in opened:
        office.close()


@pytest.fixture
def branch(make_office: MakeOffice) -> Office:
    return make_office()
