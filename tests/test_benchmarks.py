"""The benchmark compares what can be compared: the peers are given the very words of our papers."""

from typing import Any

import pytest

from benchmarks.print.words import LETTERS, LONG_PER_TEN, ROWS, for_peers, ledger_values, letter_values
from tests.reports.samples import pages, squeezed, words


@pytest.mark.parametrize("place", [0, LONG_PER_TEN[0]])
def test_a_benchmark_letter_has_the_same_words_for_all_engines(place: int) -> None:
    data: Any = for_peers("letters")
    assert len(data["letters"]) == LETTERS
    letter = data["letters"][place]
    given = [letter["title"], *letter["body"], *letter["signatures"], letter["office"], letter["day"]]
    sheets = pages(1, letter_values(place))
    assert words(sheets) == squeezed("".join(given))
    assert len(sheets) == (2 if place in LONG_PER_TEN else 1)


def test_the_benchmark_ledger_has_the_same_rows_for_all_engines() -> None:
    data: Any = for_peers("ledger")
    rows = [(block["name"], *cells) for block in data["blocks"] for cells in block["rows"]]
    assert len(rows) == ROWS
    assert rows == [(row.group, *row.cells) for row in ledger_values().rows]
