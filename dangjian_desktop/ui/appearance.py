"""What the menu 显示 does: light or dark, and how large texts are; kept for the next start (screens.md 1, rows 20 and 21)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from dangjian_desktop.ui import look
from dangjian_desktop.ui.grid.memory import settings_of

if TYPE_CHECKING:
    from dangjian_desktop.ui.desk import Desk

SCHEMES = {
    "theme_light": Qt.ColorScheme.Light,
    "theme_dark": Qt.ColorScheme.Dark,
    "theme_system": Qt.ColorScheme.Unknown,
}
POINTS = {"text_usual": look.POINTS, "text_large": 12.0, "text_larger": 14.0, "text_largest": 16.0}
THEME, TEXT = "look/theme", "look/text"


@dataclass(frozen=True)
class Appearance:
    """A theme and a size of text, named as the menu's verbs are."""

    theme: str = "theme_light"
    text: str = "text_usual"


def kept(home: Path) -> Appearance:
    """Return what the user chose; light and the usual size at first."""
    settings, usual = settings_of(home), Appearance()
    theme, text = str(settings.value(THEME, "")), str(settings.value(TEXT, ""))
    return Appearance(theme if theme in SCHEMES else usual.theme, text if text in POINTS else usual.text)


def wear(wanted: Appearance) -> None:
    """Dress the whole application so, at once; the system's frame of the window follows where it can."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    hints = QGuiApplication.styleHints()
    hints.setColorScheme(SCHEMES[wanted.theme])
    dark = wanted.theme == "theme_dark" or (
        wanted.theme == "theme_system" and hints.colorScheme() == Qt.ColorScheme.Dark
    )
    look.dress(application, POINTS[wanted.text], dark=dark)


def follow_system(home: Path) -> None:
    """Change with the system's theme while the program runs, for those who chose so."""

    def changed(scheme: Qt.ColorScheme) -> None:
        chosen = kept(home)
        if chosen.theme == "theme_system" and (scheme == Qt.ColorScheme.Dark) != look.is_dark():
            wear(chosen)

    QGuiApplication.styleHints().colorSchemeChanged.connect(changed)


def tick(actions: Mapping[str, QAction], home: Path) -> None:
    """Tick in the menu what is worn."""
    chosen = kept(home)
    actions[chosen.theme].setChecked(True)
    actions[chosen.text].setChecked(True)


def _choose_theme(theme: str, desk: Desk, _window: QWidget) -> None:
    _change(desk.home, replace(kept(desk.home), theme=theme))


def _choose_text(text: str, desk: Desk, _window: QWidget) -> None:
    _change(desk.home, replace(kept(desk.home), text=text))


def _change(home: Path, wanted: Appearance) -> None:
    settings = settings_of(home)
    settings.setValue(THEME, wanted.theme)
    settings.setValue(TEXT, wanted.text)
    wear(wanted)


VERBS: Mapping[str, Callable[[Desk, QWidget], None]] = {
    **{theme: partial(_choose_theme, theme) for theme in SCHEMES},
    **{text: partial(_choose_text, text) for text in POINTS},
}
