"""Backups: verified copies of the data file, listed with what they hold, the surplus ones taken away by a rule."""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, insert

from dangjian_desktop.core.clock import Clock
from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.progress import Progress, silent
from dangjian_desktop.models.copies import count_in, fault_of, write_copy
from dangjian_desktop.models.journal import JournalEntry
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.services.backup_notes import Note, digest_of_file, folder_of, notes, own_folder, write_notes
from dangjian_desktop.services.retention import Dated, surplus
from dangjian_desktop.services.work import Office

CLOSING, DAILY, BY_HAND = "关闭时", "每日", "手工"
BEFORE_MERGE, BEFORE_IMPORT, BEFORE_ROLLOVER = "合并前", "导入前", "结转前"
BEFORE_RESTORE, BEFORE_UPGRADE = "恢复前", "升级前"
UNKNOWN = "其他"
PEOPLE = "SELECT count(*) FROM members WHERE state = '在册' AND NOT deleted"
STATE = (
    "SELECT printf('%d/%d/%d/%d', (SELECT max(seq) FROM journal_entries), (SELECT max(id) FROM printed_papers),"
    " (SELECT sequence FROM installation), (SELECT count(*) FROM received_packages))"
)
RESTORED = "restored"


@dataclass(frozen=True)
class Backup(Dated):
    """One copy in the list: where it lies, how many people and bytes it holds (people -1: not read yet), verified or not."""

    path: Path
    people: int
    size: int
    verified: bool


def path_of(office: Office) -> Path:
    """Return where the data file of an open office lies."""
    return Path(str(office.engine.url.database))


def keep_copy(office: Office, origin: str, *, to: Path | None = None, progress: Progress = silent) -> Backup:
    """Write a verified copy into the backup folder, or into ``to``, and take the surplus ones away.

    Raises UserError when it could not be written; the caller then goes no further.
    """
    return keep_copy_of(office.engine, origin, office.clock(), to=to, progress=progress)


def keep_copy_of(
    engine: Engine, origin: str, now: datetime, *, to: Path | None = None, progress: Progress = silent
) -> Backup:
    """Do the same for a data file whose office is not open: one of an older version, or one that is to be replaced."""
    source = Path(str(engine.url.database))
    folder = to or folder_of(source)
    try:
        path = write_copy(engine, folder, f"{source.stem}_{now:%Y%m%d-%H%M%S}_{origin}", progress)
    except OSError as error:
        raise UserError(
            "BACKUP-WRITE", f"备份写不进“{folder}”。请看U盘是否插好，或在“备份…”里换一个文件夹。"
        ) from error
    with engine.connect() as connection:
        people = connection.exec_driver_sql(PEOPLE).scalar_one()
        state = _state(connection)
    size = path.stat().st_size
    note = Note(now.isoformat(), origin, source.stem, people, size, digest_of_file(path), state)
    write_notes(folder, {**notes(folder), path.name: note})
    if to is None:
        _prune(folder, source.stem, now)
    return Backup(path.name, now, origin, path, people, size, verified=True)


def keep_copy_before(office: Office, origin: str) -> Backup:
    """Write a copy before something large is done; raise UserError when the data file can only be read."""
    if office.standing:
        raise UserError("DATA-TAKEN" if office.taken else "DATA-STANDING", office.standing)
    return keep_copy(office, origin)


def keep_copy_if_changed(office: Office, origin: str, *, progress: Progress = silent) -> Backup | None:
    """Write a copy unless the newest one holds the same already; at closing and once a day (``每日``)."""
    if office.taken:
        return None
    newest = last_backup(path_of(office))
    with office.reading() as connection:
        state = _state(connection)
    if newest and newest.verified and notes(newest.path.parent)[newest.name].state == state:
        return None
    return keep_copy(office, origin, progress=progress)


def keep_daily_copy(office: Office, *, progress: Progress = silent) -> Backup | None:
    """Write today's copy when there is none of today yet and something changed since the last."""
    newest = last_backup(path_of(office))
    if newest and newest.at.date() >= office.clock().date():
        return None
    return keep_copy_if_changed(office, DAILY, progress=progress)


def backups(path: Path) -> list[Backup]:
    """Return the copies of the data file at ``path``, newest first: those in the chosen folder and those beside it."""
    found: dict[Path, Backup] = {}
    ours = re.compile(rf"{re.escape(path.stem)}_(\d{{8}}-\d{{6}}_)?[^_]+(_\d+)?\.db")
    for folder in dict.fromkeys((folder_of(path), own_folder(path))):
        known = notes(folder)
        for file in sorted(folder.glob("*.db")) if folder.is_dir() else ():
            note = known.get(file.name)
            if note.stem == path.stem if note else ours.fullmatch(file.name):
                found[file.resolve()] = _listed(file, note)
    return sorted(found.values(), key=lambda backup: (backup.at, backup.path.stat().st_mtime_ns), reverse=True)


def last_backup(path: Path) -> Backup | None:
    """Return the newest copy of the data file at ``path``."""
    return next(iter(backups(path)), None)


def verify_backups(path: Path, progress: Progress = silent) -> tuple[int, tuple[str, ...]]:
    """Read every copy of the data file whole; return how many are sound, and one sentence for each that is not.

    A sound copy counts as verified from now on.
    """
    sentences = []
    listed = backups(path)
    for place, backup in enumerate(listed):
        progress(place, len(listed), f"正在检查备份 {backup.name}")
        sentence = _fault(backup)
        if sentence:
            sentences.append(sentence)
        elif not backup.verified:
            _note_as_sound(backup, path.stem)
    return len(listed) - len(sentences), tuple(sentences)


def mark_restored(engine: Engine, clock: Clock, words: str) -> None:
    """Leave in the journal of a restored data file that it was restored, and from what; no undo goes past it."""
    entry = {"verb": words, "at": clock().isoformat(), "kind": RESTORED, "undone": True, "who": "", "reverses": None}
    with engine.begin() as connection:
        connection.execute(insert(table_of(JournalEntry)).values(entry))


def people_in(path: Path) -> int:
    """Return how many people a data file or a copy holds, -1 when it cannot be read."""
    return count_in(path, PEOPLE)


def _state(connection: Connection) -> str:
    return str(connection.exec_driver_sql(STATE).scalar_one())


def _listed(file: Path, note: Note | None) -> Backup:
    size, changed = file.stat().st_size, datetime.fromtimestamp(int(file.stat().st_mtime))
    if note is None:
        return Backup(file.name, changed, UNKNOWN, file, -1, size, verified=False)
    at = datetime.fromisoformat(note.at)
    return Backup(file.name, at, note.origin, file, note.people, size, verified=size == note.size)


def _fault(backup: Backup) -> str:
    try:
        note = notes(backup.path.parent).get(backup.name)
        if note and digest_of_file(backup.path) != note.sha256:
            return f"备份“{backup.name}”写成以后被改动或损坏了。请不要用它恢复。"
        return fault_of(backup.path)
    except OSError:
        return f"备份“{backup.name}”读不出来。请看U盘是否插好。"


def _note_as_sound(backup: Backup, stem: str) -> None:
    folder, people = backup.path.parent, people_in(backup.path)
    digest = digest_of_file(backup.path)
    note = Note(backup.at.isoformat(), backup.origin, stem, people, backup.size, digest, "")
    write_notes(folder, {**notes(folder), backup.name: note})


def _prune(folder: Path, stem: str, now: datetime) -> None:
    """Take surplus copies away; only such as this program wrote and noted, never what somebody put there."""
    known = notes(folder)
    ours = [
        Dated(name, datetime.fromisoformat(note.at), note.origin)
        for name, note in known.items()
        if note.stem == stem and note.state
    ]
    gone = _removed(folder, surplus(ours, now))
    if gone:
        write_notes(folder, {name: note for name, note in known.items() if name not in gone})


def _removed(folder: Path, copies: Sequence[Dated]) -> set[str]:
    gone = set()
    for copy in copies:
        try:
            os.unlink(folder / copy.name)
        except FileNotFoundError:
            gone.add(copy.name)
        except OSError:
            continue  # open in another program: it goes the next time
        else:
            gone.add(copy.name)
    return gone
