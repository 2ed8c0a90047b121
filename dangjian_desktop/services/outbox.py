"""发件箱: a copy of each package that left, kept until the other side names its hash, to be written to a stick again."""

from pathlib import Path

from sqlalchemy import Row, select

from dangjian_desktop.bundle.outgoing import put_whole
from dangjian_desktop.core.errors import UserError
from dangjian_desktop.models.received import SentPackage
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.services.work import Office

FOLDER = "发件箱"
WAITING = ".待回执"
"""In place of .zip, so that nobody takes the copy for a package that came in."""


def keep(office: Office, path: Path) -> Path:
    """Keep a copy of a package that was just written; return the copy's path."""
    copy = _folder(office) / f"{path.stem}{WAITING}"
    put_whole(copy, path.read_bytes())
    return copy


def write_again(office: Office, folder: Path, sequence: int | None = None) -> Path:
    """Write a package that waits for its answer to another stick, the newest or the one of that number.

    It is the same file to the byte, with the same check code. Raises UserError when there is no copy any more.
    """
    for row in _sent(office):
        copy = _copy(office, row)
        if copy.exists() and sequence in (None, row.sequence):
            path = folder / str(row.file_name)
            put_whole(path, copy.read_bytes())
            return path
    what = "还没有回执的包" if sequence is None else f"第 {sequence} 号"
    raise UserError("OUTBOX-EMPTY", f"发件箱里没有{what}的副本，可能已收到回执。请重新生成一个包，里面含全部资料。")


def waiting(office: Office) -> frozenset[int]:
    """Return the numbers of the packages that can be written again."""
    return frozenset(row.sequence for row in _sent(office) if _copy(office, row).exists())


def clear(office: Office) -> None:
    """Take away the copies of packages that were answered, and of older ones to the same office: what they held came too."""
    answered: dict[tuple[str, str], int] = {}
    for row in _sent(office):
        to = (row.kind, row.to_id or row.to_name)
        if row.acknowledged_at:
            answered.setdefault(to, row.sequence)
        if row.sequence <= answered.get(to, 0):
            _copy(office, row).unlink(missing_ok=True)


def _sent(office: Office) -> list[Row[tuple[object, ...]]]:
    table = table_of(SentPackage)
    with office.reading() as connection:
        return list(connection.execute(select(table).order_by(table.c.sequence.desc())))


def _copy(office: Office, row: Row[tuple[object, ...]]) -> Path:
    return _folder(office) / f"{Path(str(row.file_name)).stem}{WAITING}"


def _folder(office: Office) -> Path:
    return Path(str(office.engine.url.database)).parent / FOLDER
