"""Keys for finding texts by pinyin: every reading of every character, surnames read as surnames are besides."""

from collections.abc import Sequence
from functools import cache

from dangjian_desktop.core.search import key_of, normal
from dangjian_desktop.core.surnames import LETTERS
from dangjian_desktop.services.pinyin import syllables


def search_keys(texts: Sequence[str]) -> list[str]:
    """Return a key for `core.search.SearchIndex` for each text."""
    return [search_key(text) for text in texts]


@cache
def search_key(text: str) -> str:
    """Return one text's key."""
    return key_of((character, _readings(character)) for character in normal(text))


@cache
def _readings(character: str) -> tuple[str, ...]:
    """Return how a character is read in letters; ü as v and as u, for both are typed."""
    if character.isascii():
        return ()
    letters = {*syllables(character), *LETTERS.get(character, ())}
    return tuple(sorted(letters | {each.replace("v", "u") for each in letters}))
