"""The small file beside a data file that remembers what it last was: an older one put back in its place is noticed."""

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from dangjian_desktop.core.paths import write_whole

SUFFIX = ".身份"
HOMES_AT_MOST = 8
SIZE_AT_MOST = 100_000


@dataclass(frozen=True)
class Companion:
    """What the data file was when it was last written.

    ``newest`` is the number of its newest journal entry and ``mark`` the hash of that entry; ``homes`` are the places
    where it has been at home, the newest last (a stick that goes to and fro between two computers).
    """

    office_id: str
    installation_id: str
    sequence: int
    newest: int
    mark: str
    homes: tuple[str, ...]


def path_beside(data_file: Path) -> Path:
    """Return where the companion of a data file lies."""
    return data_file.with_name(f"{data_file.name}{SUFFIX}")


def read_beside(data_file: Path) -> Companion | None:
    """Return the companion of a data file; None when there is none that can be read."""
    try:
        with path_beside(data_file).open("rb") as file:
            values = json.loads(file.read(SIZE_AT_MOST))
        wanted = {field.name: values[field.name] for field in fields(Companion)}
        wanted["homes"] = tuple(str(home) for home in wanted["homes"])
        if not all(type(wanted[name]) is int for name in ("sequence", "newest")):
            return None
        return Companion(**wanted)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def write_beside(data_file: Path, companion: Companion) -> None:
    """Write the companion when it changed; where nothing can be written, there is none."""
    if read_beside(data_file) == companion:
        return
    text = json.dumps(asdict(companion), ensure_ascii=False, sort_keys=True, indent=1)
    try:
        write_whole(path_beside(data_file), text.encode())
    except OSError:
        return
