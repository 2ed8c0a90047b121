"""How characters are read, each by itself: the one place that loads pypinyin."""

import os
from functools import cache


@cache
def syllables(character: str) -> tuple[str, ...]:
    """Return all readings of a character in letters, ü as v; none of a sign that is not read."""
    _leave_phrases_out()
    from pypinyin import Style, pinyin

    found = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    return tuple(found[0]) if found else ()


@cache
def toned(character: str) -> str:
    """Return the usual reading of a character with its tone as a digit, ü as ü; the character itself where it has none."""
    _leave_phrases_out()
    from pypinyin import Style, lazy_pinyin

    return lazy_pinyin(character, style=Style.TONE3, neutral_tone_with_five=True, v_to_u=True)[0]


def with_digit(syllable: str) -> str:
    """Return a reading, tone mark above, with its tone as a digit."""
    _leave_phrases_out()
    from pypinyin.contrib.tone_convert import to_tone3

    return to_tone3(syllable, v_to_u=True, neutral_tone_with_five=True)


def sound(text: str) -> tuple[str, ...]:
    """Return how a text sounds, character by character, tones left out."""
    _leave_phrases_out()
    from pypinyin import lazy_pinyin

    return tuple(syllable for character in text for syllable in lazy_pinyin(character))


def _leave_phrases_out() -> None:
    """Have pypinyin load the characters alone, before it is first imported.

    Two megabytes of phrases, which nobody here asks for, are parsed in one call that lets no other thread run: the window
    stood still for a second.
    """
    os.environ["PYPINYIN_NO_PHRASES"] = os.environ["PYPINYIN_NO_DICT_COPY"] = "true"
