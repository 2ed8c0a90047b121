"""Starts one window in this fresh process and prints, as JSON, after how many seconds it was painted, by the clock and of the processor."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QTableView

ROWS = 30
"""How many rows a table must show to be filled: the demo's branch has some thirty members."""

PATIENCE = 60_000


class Watch(QObject):
    """Notes when the window was first painted, and when its first filled table was; then it ends the program."""

    def __init__(self, application: QApplication, begun: float, *, table: bool, seen: Callable[[], object]) -> None:
        super().__init__(application)
        self._application, self._begun, self._table, self._seen = application, begun, table, seen
        self._found: dict[str, float] = {}
        application.installEventFilter(self)
        QTimer.singleShot(PATIENCE, lambda: application.exit(1))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's name)
        """Look at each event, and let it pass: what is painted counts when the turn of events that painted it is over."""
        if event.type() == QEvent.Type.Paint:
            if isinstance(watched, QMainWindow):
                self._note("paint")
            elif self._table and _is_filled(watched.parent()):
                self._note("table")
        return False

    def _note(self, name: str) -> None:
        if name not in self._found:
            self._found[name] = 0.0
            QTimer.singleShot(0, lambda: self._painted(name))

    def _painted(self, name: str) -> None:
        self._found[name] = time.monotonic() - self._begun
        self._found[f"{name} cpu"] = time.process_time()
        if name == "paint":
            self._seen()
        if name == ("table" if self._table else "paint"):
            print(json.dumps(self._found), flush=True)
            self._application.exit(0)


def _is_filled(widget: QObject | None) -> bool:
    return isinstance(widget, QTableView) and widget.isVisible() and widget.model().rowCount() >= ROWS


def empty(begun: float) -> int:
    """Show a window with one line of text, the least that a PySide6 program is."""
    application = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.setCentralWidget(QLabel("党建台账"))
    window.resize(1366, 768)
    Watch(application, begun, table=False, seen=lambda: None)
    window.show()
    return application.exec()


def ours(begun: float, office: str) -> int:
    """Start the program as its users do, on a data file, and go to the roster as soon as the file is open."""
    from dangjian_desktop import bootstrap
    from dangjian_desktop.ui import look, words

    def dressed(application: QApplication, points: float, *, dark: bool) -> None:
        dress(application, points, dark=dark)
        Watch(application, begun, table=True, seen=lambda: _go_to_roster(application, words.ROSTER))

    dress = look.dress
    with patch.object(look, "dress", dressed):
        return bootstrap.start(["--office", office])


def _go_to_roster(application: QApplication, page: str) -> None:
    window = next(widget for widget in application.topLevelWidgets() if isinstance(widget, QMainWindow))
    window.desk.opened.connect(lambda _card: window.desk.run(lambda _office: None, lambda _: window.show_page(page)))  # type: ignore[attr-defined]


def main(kind: str, begun: str, office: str) -> int:
    """Run a window; ``begun`` is the parent's monotonic clock just before it started this process."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return empty(float(begun)) if kind == "empty" else ours(float(begun), str(Path(office)))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
