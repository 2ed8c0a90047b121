"""Copies of the data file, taken before something large is merged into it."""

from pathlib import Path

from dangjian_desktop.core.paths import safe_name
from dangjian_desktop.models.database import copy_to
from dangjian_desktop.services.work import Office

FOLDER = "备份"


def keep_copy(office: Office, occasion: str) -> Path:
    """Copy the data file into 备份/ beside it, over the copy of the last such occasion; return the copy's path."""
    source = Path(str(office.engine.url.database))
    path = source.parent / FOLDER / f"{source.stem}_{safe_name(occasion)}.db"
    copy_to(office.engine, path)
    return path
