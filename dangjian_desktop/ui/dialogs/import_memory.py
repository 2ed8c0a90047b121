"""What the import window remembers on this PC: columns chosen for a set of headings, and who is the same person."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings

if TYPE_CHECKING:
    from dangjian_desktop.services.workbook import Told

FILE = "import.ini"
SAME, DIFFERENT = "same", "different"


def kept_columns(home: Path, headings: Sequence[str]) -> dict[int, str]:
    """Return the column keys by place that were chosen for these headings, empty where none were."""
    settings = _of(home, f"columns/{_digest(headings)}")
    return {int(place): str(settings.value(place)) for place in settings.childKeys() if place.isdecimal()}


def keep_columns(home: Path, headings: Sequence[str], columns: Mapping[int, str]) -> None:
    """Remember the columns chosen for these headings."""
    settings = _of(home, f"columns/{_digest(headings)}")
    settings.remove("")
    for place, key in columns.items():
        settings.setValue(str(place), key)


def kept_told(home: Path) -> Told:
    """Return who was told to be the same person, or not."""
    from dangjian_desktop.services.workbook import Told

    return Told(*(frozenset(_pairs(home, kind)) for kind in (SAME, DIFFERENT)))


def keep_told(home: Path, told: Told) -> None:
    """Remember who was told to be the same person, or not."""
    for kind, pairs in ((SAME, told.same), (DIFFERENT, told.different)):
        _of(home, "people").setValue(kind, " ".join(f"{key}:{rival}" for key, rival in sorted(pairs)))


def _pairs(home: Path, kind: str) -> list[tuple[str, str]]:
    texts = str(_of(home, "people").value(kind, "")).split()
    return [(key, rival) for key, mark, rival in (text.partition(":") for text in texts) if mark]


def _digest(headings: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(headings).encode()).hexdigest()[:20]


def _of(home: Path, group: str) -> QSettings:
    settings = QSettings(str(home / FILE), QSettings.Format.IniFormat)
    settings.beginGroup(group)
    return settings
