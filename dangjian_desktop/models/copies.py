"""Copies of a data file: written whole, read back and compared before anybody relies on them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.paths import settle_folder
from dangjian_desktop.core.progress import Progress, silent
from dangjian_desktop.models.database import APPLICATION_ID
from dangjian_desktop.models.migrations import CURRENT_VERSION

PRIVATE = 0o600
SUFFIX = ".part"


def write_copy(engine: Engine, folder: Path, name: str, progress: Progress = silent) -> Path:
    """Copy a data file into ``folder`` as ``name.db``, or with a number behind it when that name is taken.

    The copy is on the disk, has been opened again, checked page by page and compared row by row with the original
    before it gets its name. Only this user may read it, where the system knows users. Raises UserError when it cannot
    be written or does not equal the original; then no file is left.
    """
    folder.mkdir(parents=True, exist_ok=True)
    part, path = _reserve(folder, name)
    try:
        progress(0, 3, "正在备份")
        with engine.connect() as connection:
            connection.exec_driver_sql("VACUUM INTO ?", (str(part),))
        _settle(part)
        progress(1, 3, "正在核对备份")
        fault = fault_of(part)
        progress(2, 3, "正在核对备份")
        if fault or differs(Path(str(engine.url.database)), part):
            raise UserError("BACKUP-DIFFERS", f"写到“{folder}”的备份与数据不一致，已删去。请换一个文件夹或U盘再备份。")
        os.replace(part, path)
        settle_folder(folder)
    except OperationalError as error:
        raise UserError("BACKUP-WRITE", f"备份写不进“{folder}”，可能磁盘满了。请腾出空间或换一个文件夹。") from error
    finally:
        part.unlink(missing_ok=True)
    progress(3, 3, "备份已核对")
    return path


def duplicate(source: Path, target: Path) -> None:
    """Copy a closed data file or a copy, what stands beside it included; ``target`` must not be there yet.

    Raises UserError when the two are not equal afterwards.
    """
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE))
    with reading(source) as connection:
        connection.execute("VACUUM INTO ?", (str(target),))
    _settle(target)
    if differs(source, target):
        raise UserError("BACKUP-DIFFERS", f"“{source.name}”没有抄准。请检查磁盘或U盘，再试一次。")


def fault_of(path: Path) -> str:
    """Return in one Chinese sentence what is wrong with a data file or a copy, empty when it is sound and readable."""
    try:
        with reading(path) as connection:
            application = _one(connection, "PRAGMA application_id")
            version = _one(connection, "PRAGMA user_version")
            if application != APPLICATION_ID:
                return f"“{path.name}”不是党建台账的数据文件。请另选一份。"
            if version > CURRENT_VERSION:
                return f"“{path.name}”由更新的版本建立。请先升级本机程序。"
            pages = [row[0] for row in connection.execute("PRAGMA integrity_check")]
            loose = len(connection.execute("PRAGMA foreign_key_check").fetchall())
    except sqlite.DatabaseError:
        return f"“{path.name}”已经损坏，有的内容读不出来。请另选一份备份。"
    if pages != ["ok"]:
        return f"“{path.name}”有 {len(pages)} 处损坏。请另选一份备份。"
    return f"“{path.name}”有 {loose} 行指向不存在的内容。请另选一份备份。" if loose else ""


def count_in(path: Path, statement: str) -> int:
    """Return the one number that a statement reads from a data file, -1 when it cannot be read."""
    try:
        with reading(path) as connection:
            return int(_one(connection, statement))
    except sqlite.DatabaseError:
        return -1


def text_in(path: Path, statement: str) -> str:
    """Return the one text that a statement reads from a data file, empty when there is none or it cannot be read."""
    try:
        with reading(path) as connection:
            row = connection.execute(statement).fetchone()
    except sqlite.DatabaseError:
        return ""
    return str(row[0]) if row else ""


def differs(first: Path, second: Path) -> bool:
    """Tell whether two data files of one version hold different rows in any table."""
    with reading(second) as connection:
        connection.execute("ATTACH ? AS first", (_uri(first),))
        tables = [row[0] for row in connection.execute("SELECT name FROM first.sqlite_schema WHERE type = 'table'")]
        return any(
            _one(connection, f'SELECT EXISTS (SELECT * FROM {here}."{table}" EXCEPT SELECT * FROM {there}."{table}")')
            for table in tables
            for here, there in (("first", "main"), ("main", "first"))
        )


@contextmanager
def reading(path: Path) -> Iterator[Any]:
    """Give a driver's connection that can change nothing; raises sqlcipher3's DatabaseError for what is no database."""
    connection = sqlite.connect(_uri(path), uri=True)
    try:
        yield connection
    finally:
        connection.close()


def _reserve(folder: Path, name: str) -> tuple[Path, Path]:
    """Return a new file to write into and the free name it is for; two programs never get the same."""
    number = 1
    while True:
        path = folder / (f"{name}.db" if number == 1 else f"{name}_{number}.db")
        part = folder / f".{path.name}{SUFFIX}"
        number += 1
        try:
            os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE))
        except FileExistsError:
            continue
        if not path.exists():
            return part, path
        part.unlink()


def _settle(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _uri(path: Path) -> str:
    return f"{path.absolute().as_uri()}?mode=ro"


def _one(connection: Any, statement: str) -> Any:  # noqa: ANN401  (the driver's connection, and any single value)
    return connection.execute(statement).fetchone()[0]
