"""Where files are, and how a file is written whole or not at all."""

import os
import re
import sys
import tempfile
from pathlib import Path

RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$", re.IGNORECASE)


def resource(*parts: str) -> Path:
    """Return the path of a shipped file below ``resources/``, in a clone or in the frozen program."""
    frozen: str | None = getattr(sys, "_MEIPASS", None)
    root = Path(frozen) if frozen else Path(__file__).resolve().parents[2]
    return root.joinpath("resources", *parts)


def write_whole(path: Path, data: bytes) -> None:
    """Write ``data`` so that ``path`` holds all of it or its old content, also after a power cut."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def settle_folder(folder: Path) -> None:
    """Bring a folder's new and changed names to the disk, where the system has a way to ask for it."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def safe_name(text: str, limit: int = 60) -> str:
    """Return ``text`` as one component of a file name that Windows and Linux both take."""
    name = re.sub(r'[<>:"/\\|?*\x00-\x1f]', "_", text).strip(" .")[:limit].strip(" .") or "_"
    return f"_{name}" if RESERVED.match(name) else name
