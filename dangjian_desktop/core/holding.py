"""One program at a time writes a data file: a lock beside it that says who has it and dies with its holder."""

import getpass
import json
import os
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

PLACE = 1 << 30
"""Windows bars others from the locked byte, so it lies far behind the words that they are to read."""


@dataclass(frozen=True)
class Holder:
    """Who has a data file open, on which PC and since when."""

    user: str
    host: str
    since: str

    def sentence(self, path: Path) -> str:
        """Say who has the file at ``path``."""
        since = datetime.fromisoformat(self.since) if self.since else None
        when = f"从{since.month}月{since.day}日 {since:%H:%M} 起" if since else ""
        who = f"{self.user}（电脑 {self.host}）{when}使用" if self.user else "另一个窗口使用"
        return f"“{path.name}”正由 {who}，这里只能查看。请在那边退出以后再打开。"


class Held(Exception):
    """Somebody else has the data file."""

    def __init__(self, holder: Holder) -> None:
        super().__init__(holder)
        self.holder = holder


def hold(path: Path, now: datetime) -> Callable[[], None]:
    """Take a data file for writing until the function that comes back is called, or this program ends however it may.

    Raises Held when another program has it. The lock is the system's, so a file left by a power cut holds nobody up;
    where a disk knows no locks, nobody is held up either. A read-only disk raises OSError.
    """
    lock = lock_of(path)
    while True:
        handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(handle)
        except BlockingIOError:
            os.close(handle)
            raise Held(_read(lock)) from None
        except OSError:
            break
        if _is_still(handle, lock):
            break
        os.close(handle)  # the last holder took the file away between our opening and locking it
    words = {"user": _user(), "host": socket.gethostname(), "since": now.isoformat()}
    os.ftruncate(handle, 0)
    os.write(handle, json.dumps(words, ensure_ascii=False).encode())
    held = [handle]

    def let_go() -> None:
        if held:  # closing twice would close whatever file has the number by then
            _let_go(held.pop(), lock)

    return let_go


def lock_of(path: Path) -> Path:
    """Return where the lock of a data file lies."""
    return path.with_name(f"{path.name}.lock")


def _let_go(handle: int, lock: Path) -> None:
    try:
        if sys.platform != "win32" and _is_still(handle, lock):
            lock.unlink()
        os.close(handle)
        if sys.platform == "win32":
            lock.unlink(missing_ok=True)
    except OSError:
        return  # the stick is gone, or another program has the lock file already


def _is_still(handle: int, lock: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), lock.stat())
    except FileNotFoundError:
        return False


def _read(lock: Path) -> Holder:
    try:
        words = json.loads(lock.read_text(encoding="utf-8"))
        datetime.fromisoformat(words["since"])
        return Holder(str(words["user"]), str(words["host"]), str(words["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Holder("", "", "")


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        os.lseek(handle, PLACE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            raise BlockingIOError from None
        finally:
            os.lseek(handle, 0, os.SEEK_SET)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
