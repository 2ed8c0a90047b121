"""Draws every screen into build/screens/: ``python -m tests.ui.take_screens SCALE DRESS``, under QT_SCALE_FACTOR=SCALE."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QApplication

from dangjian_desktop.services.demo import run_demo
from dangjian_desktop.ui import look
from tests.ui.test_screens import Looker, look_at_everything


def main(scale: str, dress: str) -> int:
    """Return 0 when no text is cut; the others are printed."""
    application = QApplication([])
    look.dress(application)
    look.add_rare_faces()
    looker = Looker(Path("build", "screens", f"{round(float(scale) * 100)}"), thorough=True)
    with TemporaryDirectory() as folder:
        run_demo(Path(folder, "demo"), members=14, branches=1)
        look_at_everything(Path(folder, "demo"), Path(folder), looker, [dress])
    print(f"{len(looker.seen)} screens, {len(looker.cut)} texts cut", *looker.cut, *looker.nameless, sep="\n")
    return int(bool(looker.cut or looker.nameless))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
