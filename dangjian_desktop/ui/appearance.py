"""What the menu 显示 does: light or dark, and how large texts are; kept for the next start (screens.md 1, rows 20 and 21)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication, QWheelEvent
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
NOTCH = 120
"""What one notch of a wheel turns."""
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


def _step_text(step: int, desk: Desk, window: QWidget) -> None:
    """Take the next size of text, as far as there is one, by its line in the menu, which is then ticked."""
    sizes = list(POINTS)
    place = sizes.index(kept(desk.home).text) + step
    if 0 <= place < len(sizes):
        lines: list[QAction] = list(window.findChildren(QAction, sizes[place]))
        lines[0].trigger()


class SizeWheel(QObject):
    """Ctrl with the wheel makes the texts of a window larger or smaller, wherever the mouse is.

    It looks at what the system sends to the window, before any list or page below the mouse takes it for scrolling.
    """

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self._turned = 0
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the window to be shown, then for its wheel."""
        if watched is self._window:
            handle = self._window.windowHandle()
            if event.type() == QEvent.Type.Show and handle is not None:
                watched.removeEventFilter(self)
                handle.installEventFilter(self)
            return False
        if not isinstance(event, QWheelEvent) or event.modifiers() != Qt.KeyboardModifier.ControlModifier:
            return False
        self._turned += event.angleDelta().y()
        steps = int(self._turned / NOTCH)
        self._turned -= steps * NOTCH
        for _ in range(abs(steps)):
            _step_text(1 if steps > 0 else -1, self._desk, self._window)
        return True


VERBS: Mapping[str, Callable[[Desk, QWidget], None]] = {
    **{theme: partial(_choose_theme, theme) for theme in SCHEMES},
    **{text: partial(_choose_text, text) for text in POINTS},
    "enlarge_text": partial(_step_text, 1),
    "reduce_text": partial(_step_text, -1),
}
