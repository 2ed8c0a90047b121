"""Finding texts by characters, whole pinyin, initials or a mixture: one scan over all keys joined.

A key holds a unit for each character: ``|`` and, each after ``/``, the character and the pinyin it may be read as.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from dangjian_desktop.core.names import match_key

UNIT, CHOICE = "|", "/"
NEXT_UNIT = r"(?:[^|\n]*\|[^|\n]*/)?"
MARKS = str.maketrans({UNIT: "¦", "\n": " "})


def normal(text: str) -> str:
    """Return a text as it is compared: without spaces, small letters, ü typed as v."""
    return match_key(text).lower().replace("ü", "v").translate(MARKS)


def key_of(readings: Iterable[tuple[str, Iterable[str]]]) -> str:
    """Return the key of a text from its characters, each with the pinyin that it may be read as."""
    return "".join(
        f"{UNIT}{CHOICE}{character}{''.join(CHOICE + each for each in read)}" for character, read in readings
    )


def pattern(query: str) -> re.Pattern[str]:
    """Return what finds a query in keys: each of its signs goes on in a reading or begins the next character's."""
    return re.compile(re.escape(CHOICE) + NEXT_UNIT.join(map(re.escape, normal(query))))


class SearchIndex:
    """Keys joined, one a line, so that a query is one scan however many there are."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._text = "\n".join(keys)
        self._starts = [0, *accumulate(len(key) + 1 for key in keys)]

    def find(self, query: str) -> list[int]:
        """Return the places of the keys that a query fits, in order; none for an empty query."""
        if not normal(query):
            return []
        wanted, found, at = pattern(query), [], 0
        while hit := wanted.search(self._text, at):
            found.append(bisect_right(self._starts, hit.start()) - 1)
            at = self._starts[found[-1] + 1]
        return found
