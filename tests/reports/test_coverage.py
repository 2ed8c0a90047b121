"""What the shipped fonts can draw, read from the files themselves: the whole of what must be whole, the rest in figures.

GB 18030-2022's levels are computed from its chapter 9 as it counts ideographs and radicals: level 1 has 27,584, level 2
adds the 196 of 通用规范汉字表 that are outside level 1 (27,780), level 3 has 88,115.
"""

import unicodedata
from functools import cache
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from dangjian_desktop.core.paths import resource
from dangjian_desktop.reports.fonts import FACES, missing_characters
from dangjian_desktop.reports.private_use import standard_of

TABLE = Path(__file__).parents[2] / "packaging" / "fonts" / "tgh8105.txt"
UNIFIED_AMONG_COMPATIBILITY = map(chr, (0xFA0E, 0xFA0F, 0xFA11, 0xFA13, 0xFA14, 0xFA1F, *(0xFA21, 0xFA23, 0xFA24)))
TWELVE = frozenset((*UNIFIED_AMONG_COMPATIBILITY, "\ufa27", "\ufa28", "\ufa29"))
RADICALS_OF_GBK = frozenset("⺁⺄⺈⺋⺌⺗⺧⺪⺮⺳⺶⺷⺻⻊")


def block(first: int, last: int) -> frozenset[str]:
    return frozenset(map(chr, range(first, last + 1)))


KANGXI = block(0x2F00, 0x2FD5)
EXTENSIONS = {
    "A": block(0x3400, 0x4DBF),
    "B": block(0x20000, 0x2A6DF),
    "C": block(0x2A700, 0x2B739),
    "D": block(0x2B740, 0x2B81D),
    "E": block(0x2B820, 0x2CEA1),
    "F": block(0x2CEB0, 0x2EBE0),
}
GENERAL = frozenset(TABLE.read_text(encoding="utf-8").strip())
LEVEL_1 = block(0x4E00, 0x9FEF) | block(0x3400, 0x4DB5) | TWELVE | RADICALS_OF_GBK
LEVEL_2 = LEVEL_1 | GENERAL
LEVEL_3 = (
    LEVEL_2
    | KANGXI
    | (block(0x20000, 0x2A6D6) | block(0x2A700, 0x2B734) | EXTENSIONS["D"] | EXTENSIONS["E"] | EXTENSIONS["F"])
)


def double_bytes() -> frozenset[str]:
    """Everything that GB 18030 writes with two bytes, at the place that the 2022 edition gives it; no user's areas."""
    trails = (*range(0x40, 0x7F), *range(0x80, 0xFF))
    decoded = (bytes((lead, trail)).decode("gb18030") for lead in range(0x81, 0xFF) for trail in trails)
    standard = frozenset(standard_of(character) or character for character in decoded)
    return frozenset(c for c in standard if unicodedata.category(c) != "Co")


WHOLE = {
    "通用规范汉字表": GENERAL,
    "GB18030-2022 level 1": LEVEL_1,
    "GB18030-2022 level 2": LEVEL_2,
    "GB18030-2022 level 3": LEVEL_3,
    "GB18030-2022 two bytes": double_bytes(),
    "U+4E00-9FFF": block(0x4E00, 0x9FFF),
    **{f"extension {name}": characters for name, characters in EXTENSIONS.items()},
    "康熙部首": KANGXI,
    "radicals": block(0x2E80, 0x2EF3) - {"\u2e9a"},
    "strokes": block(0x31C0, 0x31E3),
    "compatibility ideographs": block(0xF900, 0xFAD9) - {"\ufa6e", "\ufa6f"},
}
"""U+2E9A, U+FA6E and U+FA6F are not assigned."""

IN_PART = {
    "G": (block(0x30000, 0x3134A), 3045, 4939),
    "H": (block(0x31350, 0x323AF), 2273, 4192),
    "I": (block(0x2EBF0, 0x2EE5D), 0, 622),
    "compatibility supplement": (block(0x2F800, 0x2FA1D), 538, 542),
}


@cache
def drawn(file: str) -> frozenset[str]:
    """Return the characters that a file has a shape for."""
    with TTFont(resource("fonts", f"{file}.ttf"), lazy=True) as font:
        places, glyphs = font["loca"], font.getReverseGlyphMap()
        named = {chr(code): glyphs[name] for code, name in font.getBestCmap().items()}
        return frozenset(c for c, glyph in named.items() if glyph and places[glyph] < places[glyph + 1])


def drawn_by(face: str) -> frozenset[str]:
    return frozenset().union(*(drawn(file) for file in FACES[face]))


def test_the_levels_have_as_many_characters_as_the_standard_says() -> None:
    assert len(GENERAL) == 8105
    assert [len(LEVEL_1), len(LEVEL_2), len(LEVEL_3)] == [27_584, 27_780, 88_115]


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("name", WHOLE)
def test_issue_3_nothing_is_missing_of_what_must_be_whole(name: str, face: str) -> None:
    spaces = {"\u3000"}
    assert sorted(WHOLE[name] - drawn_by(face) - spaces) == []


@pytest.mark.parametrize("name", IN_PART)
def test_issue_3_what_is_covered_in_part_is_told_in_figures(name: str) -> None:
    characters, covered, all_of_them = IN_PART[name]
    assert (len(characters & drawn_by("song")), len(characters)) == (covered, all_of_them)


def test_most_of_the_last_extensions_can_be_drawn() -> None:
    for name in "GH":
        _, covered, all_of_them = IN_PART[name]
        assert covered > all_of_them / 2


def test_the_program_says_the_same_as_the_files() -> None:
    for name in "GHI":
        characters, covered, all_of_them = IN_PART[name]
        assert len(missing_characters("".join(sorted(characters)))) == all_of_them - covered


def test_no_shipped_file_is_opened_by_nobody() -> None:
    shipped = {path.stem for path in resource("fonts").glob("*.ttf")}
    assert shipped == {file for chain in FACES.values() for file in chain}


def test_a_licence_lies_beside_the_fonts_and_every_font_has_a_name_of_our_own() -> None:
    sources = {path.stem.removeprefix("LICENSE-") for path in resource("fonts").glob("LICENSE-*.txt")}
    assert sources == {"babelstone-han", "fandol", "hanazono", "lxgw-wenkai", "noto"}
    for path in resource("fonts").glob("*.ttf"):
        with TTFont(path, lazy=True) as font:
            assert str(font["name"].getDebugName(1)).startswith("Dangjian ")
            assert font["OS/2"].fsType == 0
