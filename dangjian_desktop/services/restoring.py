"""Putting a backup in the data file's place: the present state is kept first, and a power cut leaves one or the other."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dangjian_desktop.core.clock import Clock
from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.holding import Held, hold
from dangjian_desktop.core.paths import settle_folder
from dangjian_desktop.core.progress import Progress, silent
from dangjian_desktop.models.copies import PRIVATE, SUFFIX, duplicate, fault_of, text_in
from dangjian_desktop.models.database import open_file
from dangjian_desktop.services.backup_notes import digest_of_file, folder_of, notes
from dangjian_desktop.services.backups import BEFORE_RESTORE, keep_copy_of, mark_restored, people_in

BESIDE = ("-wal", "-shm")
OWNER = "SELECT office_id FROM installation"
NAME = "SELECT name FROM offices JOIN installation ON offices.id = office_id"
AS_IT_IS = "原样"


@dataclass(frozen=True)
class Restored:
    """What was put back and where the state before went (None: there was none); people -1: not readable."""

    source: Path
    kept: Path | None
    people: int
    people_before: int


def restore(path: Path, source: Path, *, clock: Clock, progress: Progress = silent) -> Restored:
    """Put the backup ``source`` in the place of the closed data file at ``path``.

    The state before is kept as 恢复前, byte for byte when it is damaged. Raises UserError and changes nothing when the
    backup is not sound, belongs to another office, or the data file is in use.
    """
    _refuse_unsound(source)
    _refuse_other_office(path, source)
    path.parent.mkdir(parents=True, exist_ok=True)
    release = _take(path, clock)
    staged = path.with_name(f".{path.name}.恢复{SUFFIX}")
    try:
        before = people_in(path) if path.exists() else -1
        kept = _keep_present(path, clock(), progress)
        progress(2, 3, "正在恢复")
        people = _stage(source, staged, clock)
        _replace(path, staged)
    except OSError as error:
        raise UserError(
            "RESTORE-WRITE", f"没有恢复：“{path.name}”换不下来。请关闭别的窗口、看磁盘是否满了，再试。"
        ) from error
    finally:
        for suffix in ("", *BESIDE):
            Path(f"{staged}{suffix}").unlink(missing_ok=True)
        release()
    return Restored(source, kept, people, before)


def _refuse_unsound(source: Path) -> None:
    if not source.is_file():
        raise UserError("RESTORE-MISSING", f"找不到备份“{source.name}”。请插入存放它的U盘，或用“备份…”查看有哪些备份。")
    note = notes(source.parent).get(source.name)
    changed = note is not None and note.sha256 != digest_of_file(source)
    fault = "写成以后被改动或损坏了。请另选一份备份。" if changed else fault_of(source)
    if fault:
        raise UserError("RESTORE-DAMAGED", f"没有恢复：备份“{source.name}”{fault}" if changed else f"没有恢复：{fault}")


def _refuse_other_office(path: Path, source: Path) -> None:
    present, wanted = text_in(path, OWNER) if path.exists() else "", text_in(source, OWNER)
    if not wanted:
        raise UserError("RESTORE-EMPTY", f"没有恢复：“{source.name}”里没有单位资料。请另选一份备份。")
    if present and present != wanted:
        name = text_in(source, NAME)
        raise UserError("RESTORE-OTHER", f"没有恢复：这份备份属于“{name}”，不是本单位的。请用“打开数据文件”打开它。")


def _take(path: Path, clock: Clock) -> Callable[[], None]:
    try:
        return hold(path, clock())
    except Held as held:
        raise UserError("DATA-TAKEN", held.holder.sentence(path)) from None


def _keep_present(path: Path, now: datetime, progress: Progress) -> Path | None:
    """Keep the state before; afterwards all of it stands in the data file itself and nothing beside it."""
    if not path.exists():
        return None
    if fault_of(path):
        return _keep_bytes(path, now)
    engine = open_file(path)
    try:
        kept = keep_copy_of(engine, BEFORE_RESTORE, now, progress=progress).path
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        engine.dispose()
    return kept


def _keep_bytes(path: Path, now: datetime) -> Path:
    """Keep a data file that no longer opens, with what stands beside it: somebody may save more of it one day."""
    folder = folder_of(path) / f"{path.stem}_{now:%Y%m%d-%H%M%S}_{BEFORE_RESTORE}_{AS_IT_IS}"
    number = 1
    while folder.exists():
        number += 1
        folder = folder.with_name(f"{folder.name}_{number}")
    folder.mkdir(parents=True)
    for suffix in ("", *BESIDE):
        beside = Path(f"{path}{suffix}")
        if beside.exists():
            _copy(beside, folder / beside.name)
    settle_folder(folder)
    return folder


def _stage(source: Path, staged: Path, clock: Clock) -> int:
    """Make the file that is to come: a copy of the backup, up to date and marked as restored; return its people."""
    for suffix in ("", *BESIDE):
        Path(f"{staged}{suffix}").unlink(missing_ok=True)
    duplicate(source, staged)
    engine = open_file(staged)
    try:
        mark_restored(engine, clock, f"从备份“{source.name}”恢复")
    finally:
        engine.dispose()  # the last connection writes everything into the file itself
    with staged.open("rb+") as file:
        os.fsync(file.fileno())
    if fault_of(staged):
        raise UserError("RESTORE-DAMAGED", "没有恢复：写出来的文件与备份不一致。请检查磁盘，再试一次。")
    return people_in(staged)


def _replace(path: Path, staged: Path) -> None:
    """Swap the files; what the old one has beside it goes first, for it would be read into the new one."""
    for suffix in BESIDE:
        Path(f"{path}{suffix}").unlink(missing_ok=True)
    settle_folder(path.parent)
    if path.exists():
        shutil.copymode(path, staged)
    os.replace(staged, path)
    settle_folder(path.parent)


def _copy(source: Path, target: Path) -> None:
    handle = os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE)
    with source.open("rb") as reading, os.fdopen(handle, "wb") as writing:
        shutil.copyfileobj(reading, writing)
        writing.flush()
        os.fsync(writing.fileno())
