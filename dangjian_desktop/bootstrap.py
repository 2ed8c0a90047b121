"""The front door: the one place that knows every floor, and that takes substitutes for clock and ids."""

import os
import sys
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dangjian_desktop.core.clock import Clock, pinned, system_clock
from dangjian_desktop.core.errors import Cancelled, UserError
from dangjian_desktop.core.ids import NewId, time_ordered_ids
from dangjian_desktop.core.machine import Machine, this_machine
from dangjian_desktop.core.paths import write_whole

BUG = 70


@dataclass(frozen=True)
class House:
    """What every verb is given: where the data file is, the time, a source of ids and which computer this is."""

    office_path: Path
    clock: Clock
    new_id: NewId
    machine: Machine = this_machine


def start(arguments: Sequence[str], machine: Machine = this_machine) -> int:
    """Run the program with its arguments; return the exit code of command-line.md."""
    from dangjian_desktop.cli import verbs

    _speak_utf8()
    try:
        options = verbs.parse(arguments)
        clock = pinned(options.now) if options.now else system_clock
        house = House(_office_path(options.office), clock, time_ordered_ids(clock), machine)
        if options.verb is None:
            return _window(house, named=bool(options.office or os.environ.get("DANGJIAN_OFFICE")))
        return verbs.run(options, house)
    except UserError as error:
        print(error, file=sys.stderr)
        return 1
    except Cancelled:
        print("已取消，没有改动数据。[CANCELLED]", file=sys.stderr)
        return 1
    except Exception:
        log = _log_bug()
        print(f"程序内部出错，没有改动数据。请把日志文件“{log}”交给维护人员。[BUG]", file=sys.stderr)
        return BUG


def user_folder() -> Path:
    """Return the folder of this user's data files and logs."""
    from platformdirs import user_data_path

    return user_data_path("dangjian-desktop", appauthor=False)


def _office_path(named: str | None) -> Path:
    chosen = named or os.environ.get("DANGJIAN_OFFICE")
    return Path(chosen) if chosen else user_folder() / "台账.db"


def _window(house: House, *, named: bool) -> int:
    from dangjian_desktop.ui.app import run

    return run(house.office_path if named else None, house.clock, house.new_id, user_folder())


def _log_bug() -> Path:
    """Write where the program failed; the lines of code only, never the values, which may be personal data."""
    kind, error, trace = sys.exc_info()
    frames = "".join(traceback.format_tb(trace))
    path = user_folder() / "logs" / "错误.log"
    old = path.read_bytes() if path.exists() else b""
    name = kind.__name__ if kind and error else "?"
    write_whole(path, (old + f"{frames}{name}\n\n".encode())[-200_000:])
    return path


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
