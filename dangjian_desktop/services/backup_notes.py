"""What is known of the backups in a folder, and which folder a data file's backups go to: small files, no database."""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.paths import write_whole

FOLDER = "备份"
NOTES = "备份记录.json"
PLACES = "备份位置.json"


@dataclass(frozen=True)
class Note:
    """What was written down when a copy had been verified; ``state`` tells whether the data changed since."""

    at: str
    origin: str
    stem: str
    people: int
    size: int
    sha256: str
    state: str


def notes(folder: Path) -> dict[str, Note]:
    """Return the notes of a folder by file name; a file of notes that cannot be read counts as none."""
    try:
        stored = json.loads((folder / NOTES).read_text(encoding="utf-8"))
        return {str(name): Note(**values) for name, values in stored.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def write_notes(folder: Path, kept: Mapping[str, Note]) -> None:
    """Write the notes of a folder whole."""
    plain = {name: asdict(note) for name, note in sorted(kept.items())}
    write_whole(folder / NOTES, json.dumps(plain, ensure_ascii=False, indent=1).encode())


def digest_of_file(path: Path) -> str:
    """Return the SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def own_folder(path: Path) -> Path:
    """Return the folder beside a data file where its backups go when no other was chosen."""
    return path.parent / FOLDER


def chosen_folder(path: Path) -> Path | None:
    """Return the folder that was chosen for a data file's backups, whether or not it is there now."""
    text = _places(path).get(path.name)
    return Path(text) if text else None


def folder_of(path: Path) -> Path:
    """Return where a data file's backups go now: the chosen folder while it is there, else the one beside the file."""
    chosen = chosen_folder(path)
    return chosen if chosen and chosen.is_dir() else own_folder(path)


def choose_folder(path: Path, folder: Path | None) -> Path:
    """Let a data file's backups go to ``folder`` from now on, None for the one beside it; raise UserError if it cannot."""
    if folder is not None and not (folder.is_dir() and os.access(folder, os.W_OK)):
        raise UserError("BACKUP-FOLDER", f"“{folder}”不能写入，备份文件夹没有改。请换一个文件夹。")
    places = _places(path)
    places[path.name] = str(folder) if folder else ""
    kept = {name: place for name, place in sorted(places.items()) if place}
    write_whole(own_folder(path) / PLACES, json.dumps(kept, ensure_ascii=False, indent=1).encode())
    return folder_of(path)


def same_disk(path: Path, folder: Path) -> bool:
    """Tell whether a folder, or what will hold it, lies on the data file's own disk."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    try:
        return folder.stat().st_dev == path.stat().st_dev
    except OSError:
        return False


def _places(path: Path) -> dict[str, str]:
    try:
        stored = json.loads((own_folder(path) / PLACES).read_text(encoding="utf-8"))
        return {str(name): str(folder) for name, folder in stored.items()}
    except (OSError, ValueError, AttributeError):
        return {}
