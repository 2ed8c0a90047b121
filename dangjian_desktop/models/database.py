"""The data file: one SQLite file, opened through one driver on every machine."""

import os
from collections.abc import Callable
from pathlib import Path

import sqlcipher3.dbapi2
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import StaticPool

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.models.base import Base
from dangjian_desktop.models.migrations import CURRENT_VERSION, migrate

APPLICATION_ID = 0x444A545A
"""The letters DJTZ in the file's header, so that `file` and the program know a data file from any other."""

CACHE = 16_384
"""Kilobytes of the data file that stay in memory: what one package touches, several times over."""


def create(path: Path) -> Engine:
    """Make an empty data file; raise UserError when a file is there already."""
    if path.exists():
        raise UserError("DATA-EXISTS", f"“{path.name}”已经存在，没有覆盖。请换一个文件名，或直接打开它。")
    path.parent.mkdir(parents=True, exist_ok=True)
    engine = _engine(path)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA journal_mode=WAL")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        Base.metadata.create_all(connection)
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version={CURRENT_VERSION}")
        connection.exec_driver_sql("COMMIT")
    return engine


def open_file(
    path: Path, *, read_only: bool = False, before_steps: Callable[[Engine], object] = lambda _engine: None
) -> Engine:
    """Open a data file and bring an older one up to date; raise UserError when it cannot be written safely.

    ``before_steps`` is called with the file as it is before an older one is changed. With ``read_only`` nothing is
    written, and an older file is refused.
    """
    if not path.exists():
        raise UserError("DATA-MISSING", f"找不到数据文件“{path.name}”。请插入存放它的U盘，或用“新建”先建一个。")
    engine = _engine(path, read_only=read_only)
    try:
        with engine.connect() as connection:
            older = _check_header(connection, path) < CURRENT_VERSION
            if older and read_only:
                raise UserError("DATA-OLDER", f"“{path.name}”由较早的版本建立，升级以前不能只查看。请稍后再打开它。")
        if older:
            before_steps(engine)
        if not read_only:
            with engine.connect() as connection:
                migrate(connection)
                connection.exec_driver_sql("PRAGMA journal_mode=WAL")
    except (DatabaseError, sqlcipher3.dbapi2.DatabaseError) as error:
        engine.dispose()
        raise UserError("DATA-DAMAGED", f"“{path.name}”不是党建台账的数据文件，或已损坏。请从备份恢复。") from error
    except UserError:
        engine.dispose()
        raise
    return engine


def installation_at(path: Path) -> str | None:
    """Return the installation id of the data file at ``path``, which is not touched; None when there is none to read."""
    for mode in ("mode=ro", "mode=ro&immutable=1"):  # immutable alone would make the file that is missing
        try:
            connection = sqlcipher3.dbapi2.connect(f"{path.absolute().as_uri()}?{mode}", uri=True)
        except sqlcipher3.dbapi2.Error:
            continue
        try:
            row = connection.execute("SELECT installation_id FROM installation").fetchone()
            return str(row[0]) if row else None
        except sqlcipher3.dbapi2.Error:
            continue
        finally:
            connection.close()
    return None


def retire_file(path: Path, installation_id: str, standing: str) -> bool:
    """Make another data file read-only for a reason; return whether it was there, was that one and could be written."""
    if installation_at(path) != installation_id:
        return False
    engine = _engine(path)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("UPDATE installation SET standing = ?", (standing,))
    except (DatabaseError, sqlcipher3.dbapi2.DatabaseError):
        return False
    finally:
        engine.dispose()
    return True


def copy_to(engine: Engine, path: Path) -> None:
    """Copy the data file as it stands; ``path`` holds the whole copy or what it held before."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.part")
    temporary.unlink(missing_ok=True)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("VACUUM INTO ?", (str(temporary),))
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _check_header(connection: Connection, path: Path) -> int:
    application = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    if application != APPLICATION_ID:
        raise UserError("DATA-FOREIGN", f"“{path.name}”不是党建台账的数据文件。请选择扩展名为 .db 的台账文件。")
    if version > CURRENT_VERSION:
        raise UserError("DATA-NEWER", f"“{path.name}”由更新的版本建立，本机程序不能改动它。请先升级本机程序。")
    return int(version)


def _engine(path: Path, *, read_only: bool = False) -> Engine:
    # One connection for the life of the file: a single worker thread owns it (rulings.md, Threads).
    engine = create_engine(
        f"sqlite:///{path}",
        module=sqlcipher3.dbapi2,
        poolclass=StaticPool,
        connect_args={"isolation_level": None, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: DBAPIConnection, _record: object) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA busy_timeout=3000")
        cursor.execute(f"PRAGMA cache_size=-{CACHE}")
        if read_only:
            cursor.execute("PRAGMA query_only=ON")
        cursor.close()

    return engine
