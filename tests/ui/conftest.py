"""Windows with every job run at once, on real data files, and hands that only use keys."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dangjian_desktop.core.clock import Clock
from dangjian_desktop.core.ids import time_ordered_ids
from dangjian_desktop.ui import look
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.dialogs.files import Files
from dangjian_desktop.ui.grid.ledger_grid import LedgerGrid
from dangjian_desktop.ui.main_window import MainWindow
from dangjian_desktop.ui.tasks import Direct, Runner, Tasks
from tests.ui.hands import CTRL, SEAT, Key, fill_row, go_to_page, grid_of, press, sit_at

MakeWindow = Callable[..., MainWindow]


@pytest.fixture(scope="session", autouse=True)
def dressed(qapp: QApplication) -> None:
    look.dress(qapp)


@pytest.fixture
def make_window(qtbot: QtBot, tmp_path: Path, clock: Clock) -> Iterator[MakeWindow]:
    """Make windows of the size of an office PC; named ones have a data file of that kind already."""
    made: list[MainWindow] = []

    def make(name: str = "", kind: str = "branch", superior: str = "", runner: Runner | None = None) -> MainWindow:
        tasks = Tasks(runner or Direct())
        window = MainWindow(Desk(tasks, clock, time_ordered_ids(clock, seed=name or "first"), tmp_path))
        made.append(window)
        window.resize(1366, 768)
        window.show()
        window.begin(None)
        if name:
            window.desk.create(tmp_path / f"{name}.db", kind=kind, name=name, superior=superior)
        sit_at(window)
        return window

    yield make
    SEAT.clear()
    for window in made:
        window.desk.close()
        window.desk.tasks.stop()
        window.deleteLater()
    qtbot.wait(0)


@pytest.fixture
def window(make_window: MakeWindow) -> MainWindow:
    return make_window("机电系党支部", superior="机电学院党总支")


@pytest.fixture
def roster(window: MainWindow) -> LedgerGrid:
    """A roster of three, the cursor on the first name."""
    go_to_page(2)
    for name in ("张三", "李四", "王五"):
        fill_row(window, name=name, sex="男")
    press(Key.Key_Home, CTRL)
    return grid_of(window)


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that every folder dialog answers with."""
    folder = tmp_path / "U盘"
    folder.mkdir()
    monkeypatch.setattr(Files, "ask_folder", lambda *_: folder)
    return folder
