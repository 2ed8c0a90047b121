"""Time-ordered ids."""

import uuid

from dangjian_desktop.core.clock import pinned
from dangjian_desktop.core.ids import time_ordered_ids


def test_ids_are_version_7_unique_and_in_order() -> None:
    new_id = time_ordered_ids(pinned("2026-11-24T09:00"))
    made = [new_id() for _ in range(10_000)]
    assert made == sorted(set(made))
    assert {uuid.UUID(each).version for each in made} == {7}


def test_the_same_seed_gives_the_same_ids() -> None:
    clock = pinned("2026-11-24T09:00")
    first, second = time_ordered_ids(clock, "a"), time_ordered_ids(clock, "a")
    assert [first() for _ in range(5)] == [second() for _ in range(5)]
