"""Texts can be read on their grounds in both themes: WCAG 2.1, 1.4.3, at least 4.5 to 1 (screens.md 1, row 21)."""

import re

import pytest

from dangjian_desktop.ui.palette import READ_ON, Colour
from dangjian_desktop.ui.style import STYLE

LEAST = 4.5
PAIRS = [(text, ground) for text, grounds in READ_ON.items() for ground in grounds]
THEMES = ("light", "dark")


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#RRGGBB`` as WCAG defines it."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    dim, bright = sorted((luminance(first), luminance(second)))
    return (bright + 0.05) / (dim + 0.05)


def test_the_formula_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "ground"), PAIRS, ids=lambda each: each.name)
def test_every_text_is_read_on_its_ground(text: Colour, ground: Colour, theme: str) -> None:
    assert contrast(getattr(text, theme), getattr(ground, theme)) >= LEAST


@pytest.mark.parametrize("theme", THEMES)
def test_what_has_the_keys_is_framed_to_be_seen(theme: str) -> None:
    """WCAG 1.4.11: a frame that tells something differs from its ground by 3 to 1."""
    for ground in (Colour.PAPER, Colour.GROUND, Colour.RAIL):
        assert contrast(getattr(Colour.FOCUS, theme), getattr(ground, theme)) >= 3
        assert contrast(getattr(Colour.ACCENT, theme), getattr(ground, theme)) >= 3


def test_every_colour_of_text_in_the_style_sheet_has_its_grounds_listed() -> None:
    named = set(re.findall(r"(?<![-\w])color: \$(\w+)", STYLE.template))
    exempt = {"FAINT", "ON_FILLED_FAINT"}  # WCAG exempts what cannot be used now
    assert named - exempt <= {text.name for text in READ_ON}


def test_colours_are_named_in_one_place() -> None:
    assert not re.findall(r"#[0-9A-Fa-f]{3,6}\b(?=[; ])", STYLE.template)
