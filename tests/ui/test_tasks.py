"""The worker: the window stays alive, failures become sentences, personal data never reaches the log."""

import errno
import logging
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.services.work import Office
from dangjian_desktop.ui import words
from dangjian_desktop.ui.app import BugLog, run
from dangjian_desktop.ui.main_window import MainWindow
from dangjian_desktop.ui.tasks import BUG, CANCELLED, Tasks, Worker
from tests.ui.conftest import MakeWindow

FREEZE = 0.2
TICKS = 20
PATIENCE = 60


@pytest.fixture
def tasks() -> Iterator[Tasks]:
    made = Tasks(Worker())
    yield made
    made.stop()


def test_the_window_lives_while_the_data_file_is_busy(qtbot: QtBot, make_window: MakeWindow) -> None:
    """The job ends only after the window's clock has ticked on; its own work between two ticks is short.

    The window's work is counted in its processor time, which other work on the machine does not lengthen.
    """
    window = make_window("机电党支部", runner=Worker())
    qtbot.waitUntil(lambda: words.HOME in window.pages)
    begun, ticked = threading.Event(), threading.Event()
    beats: list[float] = []
    told: set[str] = set()

    def beat() -> None:
        if begun.is_set():
            beats.append(time.thread_time())
            if len(beats) > TICKS and window.status.doing:
                told.add(window.status.doing)
                ticked.set()

    timer = QTimer()
    timer.timeout.connect(beat)
    timer.start(10)
    threads: list[int] = []

    def slow(_office: Office) -> int:
        begun.set()
        assert ticked.wait(PATIENCE)
        return threading.get_ident()

    beats.append(time.thread_time())
    window.desk.run(slow, threads.append, label="正在合并")
    window.show_page("posts")
    qtbot.waitUntil(lambda: bool(threads), timeout=1000 * PATIENCE)
    assert threads[0] != threading.get_ident()
    assert max(later - earlier for earlier, later in pairwise(beats)) < FREEZE
    assert told == {"正在合并……"}


def test_results_and_failures_come_in_the_order_of_the_jobs(qtbot: QtBot, tasks: Tasks) -> None:
    told: list[str] = []
    tasks.failed.connect(told.append)

    def fail() -> str:
        raise UserError("X", "第 2 行写错了。请改正。")

    tasks.run(lambda: "一", told.append)
    tasks.run(fail, told.append)
    tasks.run(lambda: "三", told.append)
    qtbot.waitUntil(lambda: len(told) == 3)
    assert told == ["一", "第 2 行写错了。请改正。", "三"]


def test_a_job_stops_at_its_next_progress_when_cancelled(qtbot: QtBot, tasks: Tasks) -> None:
    told: list[str] = []
    tasks.failed.connect(told.append)
    begun = threading.Event()

    def job() -> None:
        for done in range(1000):
            tasks.progress(done, 1000, "")
            begun.set()
            time.sleep(0.005)

    tasks.run(job, lambda _: told.append("done"))
    begun.wait(5)
    tasks.cancel()
    qtbot.waitUntil(lambda: bool(told))
    assert told == [CANCELLED]


def test_work_of_many_jobs_stops_though_none_was_running_when_it_was_stopped(qtbot: QtBot, tasks: Tasks) -> None:
    told: list[str] = []
    tasks.failed.connect(told.append)
    done: list[int] = []

    def job() -> int:
        tasks.progress(len(done), 50, "")
        return len(done) + 1

    def go_on(number: int) -> None:
        done.append(number)
        if number == 3:
            tasks.cancel()
        if number < 50:
            tasks.run(job, go_on)

    tasks.run(job, go_on)
    qtbot.waitUntil(lambda: bool(told))
    assert (told, done) == ([CANCELLED], [1, 2, 3])
    tasks.run(job, lambda _: told.append("again"))
    qtbot.waitUntil(lambda: told[-1] == "again")


@pytest.mark.parametrize(("number", "told"), [(errno.ENOSPC, "磁盘满了"), (errno.EACCES, "正被别的程序打开")])
def test_a_file_out_of_reach_is_told_with_its_name(window: MainWindow, number: int, told: str) -> None:
    def fail(_office: Office) -> None:
        raise OSError(number, "strange words", "/media/U盘/上报.zip")

    window.desk.run(fail)
    assert "“上报.zip”" in window.strip.sentence
    assert told in window.strip.sentence
    assert "strange" not in window.strip.sentence


def test_a_bug_is_told_and_logged_without_personal_data(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "logs" / "错误.log"
    handler = BugLog(path)
    logger = logging.getLogger("dangjian_desktop")
    logger.addHandler(handler)
    monkeypatch.setattr(logger, "propagate", False)

    value = "张三 110105198503041234"

    def broken(_office: Office) -> None:
        raise ValueError(value)

    try:
        window.desk.run(broken)
    finally:
        logger.removeHandler(handler)
    assert window.strip.sentence == BUG
    text = path.read_text(encoding="utf-8")
    assert "ValueError" in text
    assert "in broken" in text
    assert not any(part in text for part in value.split())


def test_without_a_display_the_program_says_so(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(UserError, match="没有显示器"):
        run(None, window.desk.clock, window.desk.new_id, Path())


def test_pyside_alone_is_imported_before_the_first_paint() -> None:
    program = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from dangjian_desktop.core.clock import system_clock
from dangjian_desktop.ui import app, look
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.main_window import MainWindow
from dangjian_desktop.ui.tasks import Tasks, Worker
application = QApplication([])
look.dress(application)
window = MainWindow(Desk(Tasks(Worker()), system_clock, str, Path()))
window.show()
application.processEvents()
outside = [name for name, module in sys.modules.items() if "site-packages" in str(getattr(module, "__file__", ""))]
roots = {name.partition(".")[0] for name in outside if not name.startswith("_")} - {"PySide6", "shiboken6"}
late = ("dangjian_desktop.ui.grid.ledger_grid", "dangjian_desktop.ui.tabs", "PySide6.QtPrint")
print(sorted(roots | {name for name in sys.modules if name.startswith(late)}))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "[]", done.stderr
