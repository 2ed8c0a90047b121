"""Starts the window; what is heavy is imported by the worker, after the first paint."""

from __future__ import annotations

import logging
import os
import sys
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from dangjian_desktop.core.clock import Clock
from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.ids import NewId
from dangjian_desktop.core.paths import write_whole
from dangjian_desktop.ui import appearance, look
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.main_window import MainWindow
from dangjian_desktop.ui.recent import recent, remember
from dangjian_desktop.ui.tasks import BUG, Tasks, Worker
from dangjian_desktop.ui.window_state import put_in_place

if TYPE_CHECKING:
    from dangjian_desktop.services.records import OfficeCard

SIZE = (1366, 768)
DEFAULT_FILE = "台账.db"
LOG_LIMIT = 200_000
RARE_FACES_AFTER = 2_000
"""In milliseconds: rarely needed and slow to load, they would keep the first page waiting."""


class BugLog(logging.Handler):
    """Writes where the program failed: lines of code only, never values, which may be personal data."""

    def __init__(self, path: Path) -> None:
        super().__init__(logging.ERROR)
        self._path = path

    def emit(self, record: logging.LogRecord) -> None:
        """Add one failure to the log."""
        kind, _, trace = record.exc_info or (None, None, None)
        frames = "".join(traceback.format_tb(trace)) if trace else ""
        old = self._path.read_bytes() if self._path.exists() else b""
        text = f"{record.msg}\n{frames}{kind.__name__ if kind else '?'}\n\n"
        write_whole(self._path, (old + text.encode())[-LOG_LIMIT:])


class AfterPaint(QObject):
    """Does something once a window has been painted: the worker's imports would hold up its first picture."""

    def __init__(self, window: MainWindow, then: Callable[[], object]) -> None:
        super().__init__(window)
        self._then = then
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the first painting, and let every event pass."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._then)
        return False


def run(path: Path | None, clock: Clock, new_id: NewId, home: Path) -> int:
    """Open the window on ``path``, or on the file opened last; return the exit code.

    ``home`` is the user's folder for data files and logs. Raises UserError where there is no display.
    """
    if sys.platform.startswith("linux") and not _has_display():
        raise UserError("NO-DISPLAY", "没有显示器，打不开窗口。请在桌面里运行，或用命令（加 --help 查看）。")
    application = QApplication(sys.argv[:1])
    appearance.wear(appearance.kept(home))
    appearance.follow_system(home)
    logging.getLogger("dangjian_desktop").addHandler(BugLog(home / "logs" / "错误.log"))
    desk = Desk(Tasks(Worker()), clock, new_id, home)
    window = MainWindow(desk)
    sys.excepthook = _tell_bug(window)
    desk.opened.connect(partial(remember_opened, desk))
    _show(window, home)
    AfterPaint(window, lambda: window.begin(path or last_opened(home)))
    QTimer.singleShot(RARE_FACES_AFTER, look.add_rare_faces)
    return application.exec()


def last_opened(home: Path) -> Path | None:
    """Return the data file that was open last, else the one that commands use, when it is there."""
    return next((path for path in (*recent(home)[:1], home / DEFAULT_FILE) if path.is_file()), None)


def remember_opened(desk: Desk, card: OfficeCard) -> None:
    """Note that a data file was opened; the demo is no one's own, and is not what the next start opens."""
    if not card.demo:
        remember(desk.home, desk.path)


def _has_display() -> bool:
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _show(window: MainWindow, home: Path) -> None:
    if put_in_place(window, home):
        window.show()
        return
    room = window.screen().availableGeometry()
    window.resize(min(SIZE[0], room.width()), min(SIZE[1], room.height()))
    if room.width() <= SIZE[0]:
        window.showMaximized()
    else:
        window.show()


def _tell_bug(window: MainWindow) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        logging.getLogger(__name__).error("A slot failed", exc_info=(kind, error, trace))
        window.strip.fail(BUG)

    return tell
