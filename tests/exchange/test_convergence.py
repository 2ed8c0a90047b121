"""Branches edit, pack, lose, repeat, restore and copy at random: every order of their packages ends with one content."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from tests.exchange.histories import FIELDS, MOST, VALUES, World

PLACES = st.integers(0, 8)
HEADS = st.integers(0, 1)
STICKS = st.integers(0, 40)


class Histories(RuleBasedStateMachine):
    """One history; what must hold is checked at its end."""

    fewest, most = 3, 4

    def __init__(self) -> None:
        super().__init__()
        self.world: World | None = None

    @initialize(data=st.data(), seed=st.integers(0, 1 << 30))
    def begin(self, data: st.DataObject, seed: int) -> None:
        self.world = World(data.draw(st.integers(self.fewest, self.most)), seed)

    @property
    def here(self) -> World:
        assert self.world is not None
        return self.world

    @rule(
        place=PLACES,
        act=st.sampled_from(("change", "change", "change", "add", "remove", "undo")),
        row=st.integers(0, 3),
        name=st.sampled_from(FIELDS),
        value=st.sampled_from(VALUES),
    )
    def edit(self, place: int, act: str, row: int, name: str, value: str) -> None:
        self.here.edit(place, act, row, name, value)

    @rule(place=PLACES)
    def pack(self, place: int) -> None:
        self.here.pack(place)

    @precondition(lambda self: self.world is not None and bool(self.world.packages))
    @rule(head=HEADS, stick=STICKS)
    def deliver(self, head: int, stick: int) -> None:
        """A package arrives, perhaps again, perhaps late; one that is never delivered was lost on the way."""
        self.here.deliver(head, stick)

    @precondition(lambda self: self.world is not None and bool(self.world.packages))
    @rule(head=HEADS, stick=STICKS, choice=st.integers(0, 2))
    def reply(self, head: int, stick: int, choice: int) -> None:
        self.here.reply(head, stick, choice)

    @rule(place=PLACES)
    def save(self, place: int) -> None:
        self.here.save(place)

    @precondition(lambda self: self.world is not None and bool(self.world.saved))
    @rule(place=PLACES)
    def restore(self, place: int) -> None:
        self.here.restore(place)

    @precondition(lambda self: self.world is not None and len(self.world.files) < MOST)
    @rule(place=PLACES)
    def copy(self, place: int) -> None:
        self.here.copy(place)

    def teardown(self) -> None:
        if self.world is not None:
            try:
                self.world.check()
            finally:
                self.world.close()


class ManyBranches(Histories):
    """The same with more branches."""

    fewest, most = 5, 8


class FewBranches(Histories):
    """The same for the long run."""


class MoreBranches(ManyBranches):
    """The same for the long run."""


def settled(examples: int, *, seeded: bool) -> settings:
    return settings(
        max_examples=examples,
        stateful_step_count=20,
        deadline=None,
        derandomize=seeded,
        suppress_health_check=list(HealthCheck),
    )


TestFewBranches = pytest.mark.timeout(900)(Histories.TestCase)
TestFewBranches.settings = settled(150, seeded=True)
TestManyBranches = pytest.mark.timeout(900)(ManyBranches.TestCase)
TestManyBranches.settings = settled(150, seeded=True)
TestTenThousandOfFew = pytest.mark.timeout(0)(pytest.mark.nightly(FewBranches.TestCase))
TestTenThousandOfFew.settings = settled(10_000, seeded=False)
TestTenThousandOfMany = pytest.mark.timeout(0)(pytest.mark.nightly(MoreBranches.TestCase))
TestTenThousandOfMany.settings = settled(10_000, seeded=False)
