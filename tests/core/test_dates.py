"""Dates as people type them (words.md 3)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian_desktop.core.dates import one_year_later, parse_day, parse_month, print_day, quarter_end, quarter_of

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    "text",
    ["20261124", "2026-11-24", "2026/11/24", "2026.11.24", "2026年11月24日", "11.24", "今天", "2026-11-24 00:00:00"],
)
def test_a_day_is_read_in_every_accepted_style(text: str) -> None:
    assert parse_day(text, TODAY) == TODAY


@pytest.mark.parametrize("text", ["1.2", "2026.13.01", "2O26.1.1", "明天", "2026", ""])
def test_an_ambiguous_or_wrong_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a day|month must|day is out"):
        parse_day(text, TODAY)


@pytest.mark.parametrize("text", ["1978.05", "197805", "1978年5月", "1978-5", "1978-05-31", "19780531"])
def test_a_month_is_read_in_every_accepted_style(text: str) -> None:
    assert parse_month(text) == "1978-05"


@given(st.dates(date(1921, 7, 1), date(2100, 12, 30)))
def test_a_printed_day_is_read_back(day: date) -> None:
    assert parse_day(print_day(day), TODAY) == day


@given(st.dates(date(1950, 1, 1), date(2100, 12, 31)))
def test_every_day_lies_in_its_quarter(day: date) -> None:
    last = quarter_end(day.year, quarter_of(day))
    assert day <= last
    assert quarter_of(last) == quarter_of(day)


def test_a7_29_one_year_ends_the_day_before() -> None:
    assert one_year_later(date(2026, 3, 1)) == date(2027, 2, 28)
    assert one_year_later(date(2024, 2, 29)) == date(2025, 2, 28)
