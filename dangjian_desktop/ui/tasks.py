"""One background worker for the data file; results come back on the window's thread."""

import errno
import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from dangjian_desktop.core.errors import Cancelled, UserError

T = TypeVar("T")
log = logging.getLogger(__name__)

AT_REST = 500
"""After how many milliseconds the window is taken to be painted, and the user to be reading."""
BUG = "程序出了问题，刚才的操作没有保存。请打开“帮助→打开日志文件夹”，把日志文件交给技术人员。"
CANCELLED = "已取消，数据没有改动。"
FULL = "“{name}”所在的磁盘满了，没有写完。请删去不用的文件，或换个位置再试。"
UNREACHABLE = "“{name}”读不出来或写不进去。请看U盘是否插好、文件是否正被别的程序打开，再试一次。"


class Runner(Protocol):
    """Where jobs run, one after the other."""

    def submit(self, job: Callable[[], None]) -> None:
        """Run a job after those already given."""

    def at_rest(self, owner: QObject, work: Callable[[], object]) -> None:
        """Call what can wait until the window is painted, unless ``owner`` is gone by then."""

    def stop(self) -> None:
        """Finish what was given and take no more."""


class Direct:
    """Runs each job at once, on the caller's thread; for tests and pictures."""

    def submit(self, job: Callable[[], None]) -> None:
        """Run the job."""
        job()

    def at_rest(self, _owner: QObject, work: Callable[[], object]) -> None:
        """Call it."""
        work()

    def stop(self) -> None:
        """Do nothing; no job is ever waiting."""


class Worker:
    """One thread, which so owns the only connection to the data file."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="data-file")

    def submit(self, job: Callable[[], None]) -> None:
        """Queue the job."""
        self._pool.submit(job)

    def at_rest(self, owner: QObject, work: Callable[[], object]) -> None:
        """Call it a little later."""
        QTimer.singleShot(AT_REST, owner, work)

    def stop(self) -> None:
        """Wait for the queued jobs and end the thread."""
        self._pool.shutdown(wait=True)


class Tasks(QObject):
    """Runs functions on the runner and hands their results, or one sentence about the failure, to the window."""

    failed = Signal(str)
    busy = Signal(bool, str)
    progressed = Signal(int, int, str)
    _arrived = Signal(object)

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._waiting = 0
        self._closed = False
        self._cancel = threading.Event()
        self._arrived.connect(self._deliver)

    def run(
        self,
        function: Callable[[], T],
        on_done: Callable[[T], object] | None = None,
        on_error: Callable[[str], object] | None = None,
        label: str = "",
    ) -> None:
        """Run ``function`` away from the window; then call ``on_done`` with its result, or ``on_error`` with a sentence."""

        def job() -> None:
            try:
                result = function()
            except BaseException as error:  # the one place where every failure is caught and told
                self._arrived.emit(partial(self._fail, error, on_error))
            else:
                self._arrived.emit(partial(on_done, result) if on_done else _nothing)

        if self._closed:
            return
        if not self._waiting:
            self._cancel.clear()
        self._waiting += 1
        self.busy.emit(True, label)
        self._runner.submit(job)

    def at_rest(self, owner: QObject, work: Callable[[], object]) -> None:
        """Call what can wait until the window is painted, unless ``owner`` is gone by then."""
        self._runner.at_rest(owner, work)

    def progress(self, done: int, total: int, label: str) -> None:
        """Tell how far a job is; called on the runner's thread, raises Cancelled when the user wants it to stop."""
        if self._cancel.is_set():
            raise Cancelled
        self.progressed.emit(done, total, label)

    def cancel(self) -> None:
        """Ask the work under way to stop at its next progress call; it ends when no job is waiting."""
        self._cancel.set()

    def stop(self) -> None:
        """Finish the queued jobs; their results are no longer shown."""
        self._closed = True
        self._runner.stop()

    def _deliver(self, deliver: Callable[[], object]) -> None:
        if self._closed:
            return
        try:
            deliver()  # it may give the next job, which so belongs to the same work as this one
        finally:
            self._waiting -= 1
            if not self._waiting:
                self.busy.emit(False, "")

    def _fail(self, error: BaseException, on_error: Callable[[str], object] | None) -> None:
        sentence = sentence_for(error)
        if on_error:
            on_error(sentence)
        self.failed.emit(sentence)


def sentence_for(error: BaseException) -> str:
    """Return what the screen says about a failure; a bug goes to the log with its traceback."""
    if isinstance(error, UserError):
        return error.message
    if isinstance(error, Cancelled):
        return CANCELLED
    if isinstance(error, OSError) and error.filename:
        name = Path(str(error.filename)).name
        return (FULL if error.errno == errno.ENOSPC else UNREACHABLE).format(name=name)
    log.error("A verb failed", exc_info=error)
    return BUG


def _nothing(*_arguments: Any) -> None:  # noqa: ANN401  (takes whatever a caller gives)
    """Do nothing with a result nobody asked for."""
