"""Texts can be read on their grounds in both themes: WCAG 2.1, 1.4.3, at least 4.5 to 1 (screens.md 1, row 21)."""

import re
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QWidget

from dangjian_desktop.ui import look, palette, words
from dangjian_desktop.ui.main_window import MainWindow
from dangjian_desktop.ui.palette import READ_ON, Colour
from dangjian_desktop.ui.style import STYLE
from dangjian_desktop.ui.tabs.print_centre import PrintCentre
from tests.ui.hands import go_to_page, grid_of

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
    written = re.compile(r"#[0-9A-Fa-f]{6}\b|GlobalColor\.(?!transparent)|\bcolor: (?![$]|transparent)[a-z]+")
    ui = Path(palette.__file__).parent
    others = {path for path in ui.rglob("*.py") if path.name != "palette.py"}
    assert len(others) > 80
    found = {path.name: written.findall(path.read_text(encoding="utf-8")) for path in others}
    assert {name: texts for name, texts in found.items() if texts} == {}


def shown(widget: QWidget) -> float:
    """Return the contrast of what stands on a widget as it is drawn: its commonest colour against the farthest from it."""
    image = widget.grab().toImage()
    colours = Counter(
        image.pixelColor(x, y).name() for x in range(3, image.width() - 3) for y in range(3, image.height() - 3)
    )
    ground = colours.most_common(1)[0][0]
    return max(contrast(ground, each) for each in colours)


@pytest.mark.parametrize("dark", [False, True])
def test_texts_of_real_widgets_are_drawn_so(window: MainWindow, dark: bool) -> None:
    """The data of the palette are what is drawn: buttons, labels, headings, the rail, messages."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    look.dress(application, dark=dark)
    try:
        window.strip.fail("数据文件读不出来。请从备份恢复。")
        go_to_page(2)
        roster = window.pages["members"]
        QApplication.processEvents()
        buttons: list[QAbstractButton] = list(roster.findChildren(QAbstractButton))
        labels: list[QLabel] = [*roster.findChildren(QLabel), *window.strip.findChildren(QLabel), window.top.office]
        both: list[QAbstractButton | QLabel] = [*buttons, *labels]
        sampled = [each for each in both if each.isVisible() and each.isEnabled() and each.text()]
        assert len(sampled) > 8
        poor = {each.text(): round(shown(each), 2) for each in sampled if shown(each) < LEAST}
        assert not poor
        header = grid_of(window).view.horizontalHeader()
        assert shown(header) >= LEAST
        assert shown(window.rail) >= LEAST
        assert shown(window.menuBar()) >= LEAST
        first: list[QPushButton] = list(window.pages["home"].findChildren(QPushButton))
        assert all(shown(each) >= LEAST for each in first if each.objectName() == "primary")
    finally:
        look.dress(application)


def test_a_sheet_of_paper_is_white_in_the_dark(window: MainWindow) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    look.dress(application, dark=True)
    try:
        go_to_page(8)
        centre = window.pages[words.PRINTING]
        assert isinstance(centre, PrintCentre)
        centre.choose((5,), blank=True)
        picture = centre.preview.picture.pixmap().toImage()
        assert picture.pixelColor(picture.width() // 2, 4).name() == "#ffffff"
    finally:
        look.dress(application)
