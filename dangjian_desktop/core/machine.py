"""Which computer this is, so that a data file notices that it is elsewhere than it was."""

import hashlib
import platform
import sys
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Machine = Callable[[], str]
LINUX_IDS = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))


@dataclass(frozen=True)
class Place:
    """Where a data file lies: the computer, as a hash, and the path there."""

    machine: str
    path: str

    @property
    def text(self) -> str:
        """The place as the data file keeps it."""
        return f"{self.machine} {self.path}"

    @classmethod
    def from_text(cls, text: str) -> "Place":
        """Return the place that the data file keeps."""
        machine, _, path = text.partition(" ")
        return cls(machine, path)


def place_of(path: Path, machine: Machine) -> Place:
    """Return where ``path`` lies; the computer's own name for itself is not told, only whether it is the same."""
    return Place(hashlib.sha256(f"dangjian {machine()}".encode()).hexdigest()[:16], str(path.resolve()))


def this_machine() -> str:
    """Return what this computer calls itself, the same at every start and different on another one."""
    return _windows_id() or _linux_id() or f"{platform.node()} {uuid.getnode():x}"


def _linux_id() -> str:
    for path in LINUX_IDS:
        try:
            text = path.read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError):
            continue
        if text:
            return text
    return ""


def _windows_id() -> str:
    if sys.platform != "win32":
        return ""
    import winreg

    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key:
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])
    except OSError:
        return ""
