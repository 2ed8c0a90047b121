"""Run a command again and again, each time killed at another step, as a power cut would: a program of the tests.

The steps are the statements that go to the data file and the moments when files are settled, renamed or removed.
Arguments: a folder to start from, a folder for the results, how many cuts, and the command's words. Folder 0 of the
results holds the command run to its end, with the number of its steps.
"""

import os
import shutil
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from dangjian_desktop.bootstrap import start

COUNT = "steps.txt"


class Steps:
    """Counts the steps of this program and kills it at the last one allowed (0: never)."""

    def __init__(self) -> None:
        self.seen, self.last = 0, 0
        event.listen(Engine, "before_cursor_execute", self.step)
        for name in ("fsync", "replace", "unlink"):
            setattr(os, name, self.stepping(getattr(os, name)))

    def step(self, *_arguments: Any) -> None:  # noqa: ANN401  (whatever the event brings)
        self.seen += 1
        if self.seen == self.last:
            os.kill(os.getpid(), signal.SIGKILL)

    def stepping(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401  (whatever the system's function takes)
            self.step()
            return function(*arguments, **named)

        return run


def run_here(folder: Path, words: Sequence[str]) -> None:
    """Run the command in ``folder``."""
    os.chdir(folder)
    start(["--office", "台账.db", "--now", "2026-11-24T09:00", *words])


def run_cut_off(folder: Path, words: Sequence[str]) -> None:
    """Run the command in a program of its own, which has all modules already."""
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        return
    run_here(folder, words)
    (folder / COUNT).write_text("not cut off")
    os._exit(0)


def main() -> None:
    """Run the command to its end, then cut it off at steps spread over all of it."""
    first, results, cuts, *words = sys.argv[1:]
    folders = [Path(results) / str(number) for number in range(int(cuts) + 1)]
    for folder in folders:
        shutil.copytree(first, folder)
    steps = Steps()
    run_here(folders[0], words)
    whole = steps.seen
    (folders[0] / COUNT).write_text(str(whole))
    for number, folder in enumerate(folders[1:], start=1):
        steps.seen, steps.last = 0, round(number * whole / int(cuts))
        run_cut_off(folder, words)


if __name__ == "__main__":
    main()
