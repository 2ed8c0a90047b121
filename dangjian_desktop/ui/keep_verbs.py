"""The verbs that keep the data, run on the worker; each imports its service when it is first called."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.progress import Progress

if TYPE_CHECKING:
    from dangjian_desktop.services.backups import Backup
    from dangjian_desktop.services.integrity import Verified
    from dangjian_desktop.services.rollover import Rollover
    from dangjian_desktop.services.work import Changes, Office


@dataclass(frozen=True)
class Standing:
    """How the open data file stands: who else has it, which years are closed, when it was last copied."""

    taken: str
    closed: frozenset[int]
    copied_at: datetime | None


@dataclass(frozen=True)
class Kept:
    """The backups there are, where the next one goes, and whether that is the data file's own disk."""

    backups: tuple[Backup, ...]
    folder: Path
    chosen: bool
    same_disk: bool


def standing(office: Office) -> Standing:
    """Return how the open data file stands."""
    from dangjian_desktop.services import backups, rollover

    newest = backups.last_backup(backups.path_of(office))
    return Standing(office.taken, rollover.years_closed(office), newest.at if newest else None)


def kept(office: Office) -> Kept:
    """Return the backups of the open data file."""
    from dangjian_desktop.services import backup_notes, backups

    path = backups.path_of(office)
    folder = backup_notes.folder_of(path)
    chosen = backup_notes.chosen_folder(path) is not None
    return Kept(tuple(backups.backups(path)), folder, chosen, backup_notes.same_disk(path, folder))


def back_up(office: Office, progress: Progress) -> Backup:
    """Write a copy by hand."""
    from dangjian_desktop.services import backups

    return backups.keep_copy(office, backups.BY_HAND, progress=progress)


def back_up_daily(office: Office) -> Backup | None:
    """Write today's copy when it is due."""
    from dangjian_desktop.services import backups

    return None if office.taken else backups.keep_daily_copy(office)


def back_up_at_closing(office: Office) -> Backup | None:
    """Write a copy of what changed since the last one."""
    from dangjian_desktop.services import backups

    return backups.keep_copy_if_changed(office, backups.CLOSING)


def choose_folder(office: Office, folder: Path | None) -> Path:
    """Let backups go to another folder, None for the one beside the data file."""
    from dangjian_desktop.services import backup_notes, backups

    return backup_notes.choose_folder(backups.path_of(office), folder)


def verify(office: Office, progress: Progress) -> Verified:
    """Check the data file and its backups."""
    from dangjian_desktop.services import integrity

    return integrity.verify_all(office, progress)


def preview_rollover(office: Office, to_year: int) -> Rollover:
    """Say what a roll-over would bring; raise UserError where it could not be done."""
    from dangjian_desktop.services import rollover

    if office.standing:
        raise UserError("DATA-TAKEN", office.standing)
    return rollover.preview_rollover(office, to_year)


def roll_over(office: Office, to_year: int, carry: Collection[str], *, close: bool) -> Rollover:
    """Carry what was ticked into another year."""
    from dangjian_desktop.services import rollover

    return rollover.roll_over(office, to_year, carry=carry, close=close)


def set_closed(office: Office, year: int, *, closed: bool) -> Changes:
    """Close a year or let its records be changed again."""
    from dangjian_desktop.services import rollover

    return rollover.close_year(office, year) if closed else rollover.unlock_year(office, year)
