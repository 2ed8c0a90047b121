"""Which backups may go: never the last ones, whatever their age."""

from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from dangjian_desktop.services.retention import Dated, surplus

NOW = datetime(2026, 11, 24, 9)


def copies(*ages: float, origin: str = "关闭时") -> list[Dated]:
    return [Dated(f"{origin}{age}", NOW - timedelta(days=age), origin) for age in ages]


def gone(*given_copies: Dated) -> list[str]:
    return [copy.name for copy in surplus(given_copies, NOW)]


def test_all_of_seven_days_stay() -> None:
    assert gone(*copies(*(hour / 24 for hour in range(7 * 24)))) == []


def test_then_the_newest_of_each_day_and_after_sixty_days_of_each_month() -> None:
    last = copies(0, 1, 2, 3, 4)
    days = copies(20.0, 20.1, 21.0)
    months = copies(100.0, 101.0, 140.0)
    assert gone(*last, *days, *months) == ["关闭时101.0", "关闭时20.1"]


def test_the_newest_of_an_origin_and_what_was_made_by_hand_stay() -> None:
    last = copies(0, 1, 2, 3, 4)
    merges = copies(300.0, 300.1, origin="合并前")
    by_hand = copies(300.2, 300.3, origin="手工")
    closings = copies(300.05)
    assert gone(*last, *merges, *by_hand, *closings) == ["合并前300.1", "关闭时300.05"]


def test_a_few_old_ones_all_stay() -> None:
    assert gone(*copies(900.0, 900.01, 900.02, 900.03, 900.04)) == []


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.tuples(st.floats(-3, 900), st.sampled_from(["关闭时", "合并前", "手工", "每日"])), max_size=60),
)
def test_whatever_there_is_the_last_ones_never_go_and_a_second_time_takes_nothing(
    given_ages: list[tuple[float, str]],
) -> None:
    made = [Dated(f"{n}", NOW - timedelta(days=age), origin) for n, (age, origin) in enumerate(given_ages)]
    taken = {copy.name for copy in surplus(made, NOW)}
    newest = sorted(made, key=lambda copy: (copy.at, copy.name))[-5:]
    assert not taken & {copy.name for copy in newest}
    for origin in {copy.origin for copy in made}:
        assert any(copy.origin == origin and copy.name not in taken for copy in made)
    assert not any(copy.origin == "手工" or NOW - copy.at <= timedelta(days=7) for copy in made if copy.name in taken)
    left = [copy for copy in made if copy.name not in taken]
    assert {f"{copy.at:%Y-%m}" for copy in left} == {f"{copy.at:%Y-%m}" for copy in made}
    assert surplus(left, NOW) == []
