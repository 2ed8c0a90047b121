"""The demo that the window opens: the made-up offices in a folder of their own, apart from whatever the user has.

What makes them is imported where they are made: it prints, packs and reads workbooks, and the window asks for the period
of the demo at each start.
"""

import shutil
from pathlib import Path

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.progress import Progress
from dangjian_desktop.services.demo_year import QUARTER, YEAR

PERIOD = (YEAR, QUARTER)
"""The year and quarter that the made-up offices work in."""


def demo_names() -> dict[str, str]:
    """Return the names of the branch and of the general branch that are opened, by kind of office."""
    from dangjian_desktop.services.demo import shipped

    demo = shipped()
    return {each.kind: each.name for each in (demo.branches[0], demo.general)}


def make_ready(folder: Path, *, fresh: bool, progress: Progress) -> None:
    """See to it that the demo is in ``folder``; with ``fresh`` make it anew and forget what was tried out in it.

    Stopped half-way it leaves none behind. Raises UserError where the folder holds anything else.
    """
    from dangjian_desktop.services import demo

    files = [folder / name / f"{name}.db" for name in demo_names().values()]
    if not fresh and all(file.is_file() for file in files):
        return
    try:
        demo.run_demo(folder, papers=False, progress=progress)
    except UserError:
        raise
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
