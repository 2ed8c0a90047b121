"""What a grid remembers of its columns from one start to the next, on this PC alone."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import QSettings

FILE = "window.ini"
WIDTHS, HIDDEN = "widths", "hidden"


def kept_widths(home: Path, ledger: str) -> dict[str, int]:
    """Return the widths that the user gave to columns, by column key, as for the usual size of text."""
    settings = _of(home, ledger, WIDTHS)
    return {key: int(str(settings.value(key))) for key in settings.childKeys() if str(settings.value(key)).isdecimal()}


def keep_width(home: Path, ledger: str, column: str, width: int) -> None:
    """Remember a column's width."""
    _of(home, ledger, WIDTHS).setValue(column, width)


def forget_widths(home: Path, ledger: str) -> None:
    """Let the columns be as wide as they come."""
    _of(home, ledger, WIDTHS).remove("")


def hidden_columns(home: Path, ledger: str) -> frozenset[str]:
    """Return the keys of the columns that the user does not want to see."""
    settings = _of(home, ledger, HIDDEN)
    return frozenset(settings.childKeys())


def keep_hidden(home: Path, ledger: str, columns: Collection[str]) -> None:
    """Remember which columns are hidden."""
    settings = _of(home, ledger, HIDDEN)
    settings.remove("")
    for column in columns:
        settings.setValue(column, 1)


def settings_of(home: Path) -> QSettings:
    """Return the file of what the window remembers; nothing in it is of a person."""
    return QSettings(str(home / FILE), QSettings.Format.IniFormat)


def _of(home: Path, ledger: str, part: str) -> QSettings:
    settings = settings_of(home)
    settings.beginGroup(f"columns/{ledger}/{part}")
    return settings
