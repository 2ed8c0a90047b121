"""The demo that the window opens: the made-up offices in a folder of their own, apart from whatever the user has."""

import shutil
from pathlib import Path

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.progress import Progress
from dangjian_desktop.services.demo import QUARTER, YEAR, run_demo, shipped

PERIOD = (YEAR, QUARTER)
"""The year and quarter that the made-up offices work in."""


def demo_names() -> dict[str, str]:
    """Return the names of the branch and of the general branch that are opened, by kind of office."""
    demo = shipped()
    return {each.kind: each.name for each in (demo.branches[0], demo.general)}


def make_ready(folder: Path, *, fresh: bool, progress: Progress) -> None:
    """See to it that the demo is in ``folder``; with ``fresh`` make it anew and forget what was tried out in it.

    Stopped half-way it leaves none behind. Raises UserError where the folder holds anything else.
    """
    files = [folder / name / f"{name}.db" for name in demo_names().values()]
    if not fresh and all(file.is_file() for file in files):
        return
    try:
        run_demo(folder, papers=False, progress=progress)
    except UserError:
        raise
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
