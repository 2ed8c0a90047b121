"""Which characters of a paper no font has, told with the very text and the person before anything is printed."""

from collections.abc import Iterator, Sequence

from dangjian_desktop.reports.fonts import missing_characters
from dangjian_desktop.reports.form import Values

NAMED_AT_MOST = 5
SHORT, AROUND = 12, 4


def lacking_notes(values: Values) -> list[str]:
    """Return a sentence for each character that no font has: whose row, in which words, its code point."""
    places: dict[str, dict[str, None]] = {}
    for who, text in _texts(values):
        for character in missing_characters(text):
            places.setdefault(character, {})[_place(who, text, character)] = None
    return [_sentence(character, list(where)) for character, where in places.items()]


def _texts(values: Values) -> Iterator[tuple[str, str]]:
    """Each text with the row's person: the one whose block it is, else the one who stands first in the row."""
    yield from (("", text) for text in values.fields.values())
    yield from (("", text) for items in values.items.values() for text in items)
    for row in values.rows:
        who = row.who or row.group or row.cells[0]
        yield from ((who, text) for text in (row.group, *row.cells))


def _place(who: str, text: str, character: str) -> str:
    if text == who or not who:
        return f"“{_around(text, character)}”"
    return f"{who}的“{_around(text, character)}”"


def _around(text: str, character: str) -> str:
    """A short text whole, of a long one the words about the character."""
    if len(text) <= SHORT:
        return text
    place = text.index(character) if character in text else 0
    first, last = max(0, place - AROUND), place + AROUND + 1
    return f"{'…' if first else ''}{text[first:last]}{'…' if last < len(text) else ''}"


def _sentence(character: str, where: Sequence[str]) -> str:
    listed = "、".join(where[:NAMED_AT_MOST]) + (f"等 {len(where)} 处" if len(where) > NAMED_AT_MOST else "")
    code = f"U+{ord(character):04X}"
    return f"{listed}里的字 {character}（{code}）没有字体，纸上印成〔{code}〕。请添加有这个字的补字字体。"
