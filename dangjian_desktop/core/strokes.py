"""Names by strokes: fewer strokes first, then the first strokes 横竖撇点折, as official lists are set (words.md 5)."""

from functools import cache

from dangjian_desktop.core.names import match_key
from dangjian_desktop.core.paths import resource
from dangjian_desktop.core.surnames import split_name

LAST = 10**6
"""Where a character stands that the table does not know: after all others, by its code point."""

StrokeKey = tuple[tuple[int, int], ...]


@cache
def _table() -> dict[str, tuple[int, int]]:
    """Stroke count and place in the official order, by character."""
    lines = resource("strokes", "strokes.txt").read_text(encoding="utf-8").splitlines()
    pairs = [(int(count), character) for count, row in (line.split("\t") for line in lines) for character in row]
    return {character: (count, place) for place, (count, character) in enumerate(pairs)}


def stroke_count(character: str) -> int:
    """Return how many strokes a character has, 0 when it is not known."""
    return _table().get(character, (0, 0))[0]


def stroke_key(text: str) -> StrokeKey:
    """Return what sorts texts character by character in the official stroke order."""
    table = _table()
    return tuple(table.get(character, (LAST, ord(character))) for character in text)


def by_whole_name(name: str) -> StrokeKey:
    """Return the key of 姓名笔画: the whole name character by character (田大利 before 田富)."""
    return stroke_key(match_key(name))


def by_surname(name: str) -> tuple[StrokeKey, int, StrokeKey]:
    """Return the key of 姓氏笔画: the surname, then shorter names first, then the rest (田富 before 田大利)."""
    surname, given = split_name(name)
    return stroke_key(surname), len(given), stroke_key(given)
