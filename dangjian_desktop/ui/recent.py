"""The data files that were open last: a small file of the user's, the newest first."""

from __future__ import annotations

from pathlib import Path

from dangjian_desktop.core.paths import write_whole

NOTE = "最近打开.txt"
MOST = 8


def recent(home: Path) -> list[Path]:
    """Return the data files that were open last, also those on a stick that is not there now."""
    note = home / NOTE
    lines = note.read_text(encoding="utf-8").splitlines() if note.exists() else []
    return [Path(line.strip()) for line in lines if line.strip()][:MOST]


def remember(home: Path, path: Path | None) -> None:
    """Note that a data file was opened."""
    if path:
        newest = path.absolute()
        kept = [newest, *(known for known in recent(home) if known != newest)]
        write_whole(home / NOTE, "\n".join(str(each) for each in kept[:MOST]).encode())
