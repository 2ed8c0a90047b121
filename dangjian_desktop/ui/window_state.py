"""Where the window stood and how its parts were divided, from one start to the next, on this PC alone."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QMainWindow, QSplitter

from dangjian_desktop.ui.grid.memory import settings_of

PLACE, PARTS = "window/place", "window/parts"


def keep_place(window: QMainWindow, home: Path) -> None:
    """Remember the window's size and place, and whether it filled the screen."""
    settings_of(home).setValue(PLACE, window.saveGeometry())


def put_in_place(window: QMainWindow, home: Path) -> bool:
    """Put the window where it stood; return whether that is known. Qt moves it onto a screen that is there."""
    kept = settings_of(home).value(PLACE)
    return isinstance(kept, QByteArray) and window.restoreGeometry(kept)


def keep_parts(splitter: QSplitter, home: Path, key: str) -> None:
    """Divide a splitter as the user left it, and remember when he divides it anew."""
    name = f"{PARTS}/{key}"
    kept = settings_of(home).value(name)
    if isinstance(kept, QByteArray):
        splitter.restoreState(kept)
    splitter.splitterMoved.connect(lambda _at, _which: settings_of(home).setValue(name, splitter.saveState()))
