"""How characters are read: one by one, all readings, and without the phrases that would hold the window up."""

import pytest

from dangjian_desktop.services.pinyin import sound, syllables, toned, with_digit


@pytest.mark.parametrize(
    ("character", "read"), [("单", {"dan", "shan", "chan"}), ("吕", {"lv"}), ("A", set()), ("，", set())]
)
def test_all_readings_of_a_character_are_known(character: str, read: set[str]) -> None:
    assert set(syllables(character)) == read


def test_tones_are_digits_and_the_neutral_one_is_the_fifth() -> None:
    assert [toned(character) for character in "鲁吕的"] == ["lu3", "lü3", "de5"]
    assert [with_digit(syllable) for syllable in ("shàn", "ōu", "zi")] == ["shan4", "ou1", "zi5"]


def test_headings_of_other_characters_sound_alike() -> None:
    assert sound("性別") == sound("性别") == ("xing", "bie")
    assert sound("姓名") != sound("性别")


def test_the_phrases_are_not_loaded() -> None:
    sound("重庆")
    from pypinyin.constants import PHRASES_DICT

    assert PHRASES_DICT == {}
