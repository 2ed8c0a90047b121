"""Any sequence of a grid's verbs: undo all gives the first state, redo all the last."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dangjian_desktop.core.clock import Clock
from dangjian_desktop.core.ids import time_ordered_ids
from dangjian_desktop.schemes.shared import ROSTER
from dangjian_desktop.services.digest import digest
from dangjian_desktop.services.history import redoable, undoable
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.grid.ledger_grid import LedgerGrid
from dangjian_desktop.ui.tasks import Direct, Tasks
from dangjian_desktop.ui.verbs import redo, undo

COLUMNS = len(ROSTER.columns)
Act = Callable[[LedgerGrid], None]
TEXTS = st.sampled_from(["张三", "女", "1980.1", "2O15.7", "汉族\t1978.05", "甲\n乙\n丙", "", "转出"])
ROWS = st.integers(0, 4)
PLACES = st.integers(0, COLUMNS - 1)


def at(grid: LedgerGrid, row: int, place: int) -> QModelIndex:
    grid.view.go_to(min(row, grid.model.rowCount() - 1), place)
    return grid.view.currentIndex()


def typed(row: int, place: int, text: str) -> Act:
    def act(grid: LedgerGrid) -> None:
        grid.model.setData(at(grid, row, place), text)

    return act


def pasted(row: int, place: int, text: str) -> Act:
    def act(grid: LedgerGrid) -> None:
        at(grid, row, place)
        QApplication.clipboard().setText(text)
        grid.view.paste()
        if grid.ask.question:
            grid.ask.answers[0].click()

    return act


def verb(row: int, place: int, name: str) -> Act:
    def act(grid: LedgerGrid) -> None:
        at(grid, row, place)
        getattr(grid.view, name)()

    return act


VERBS = st.sampled_from(
    ["clear_cells", "cut", "fill_down", "put_today", "insert_row", "ask_removal", "move_up", "move_down"]
)
ACTS = st.one_of(
    st.builds(typed, ROWS, PLACES, TEXTS),
    st.builds(typed, ROWS, st.just(0), TEXTS),
    st.builds(pasted, ROWS, PLACES, TEXTS),
    st.builds(verb, ROWS, PLACES, VERBS),
)


@pytest.fixture
def grid(qtbot: QtBot, clock: Clock, tmp_path: Path) -> Iterator[LedgerGrid]:
    """A roster without rows, on the screen."""
    desk = Desk(Tasks(Direct()), clock, time_ordered_ids(clock, seed="x"), tmp_path)
    desk.create(tmp_path / "a.db", kind="branch", name="机电系党支部")
    removed: list[list[str]] = []
    made = LedgerGrid(desk, ROSTER, on_removal=removed.append)
    qtbot.addWidget(made)
    made.show()
    yield made
    desk.close()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(ACTS, min_size=3, max_size=8))
def test_undo_all_gives_the_first_digest_and_redo_all_the_last(grid: LedgerGrid, acts: list[Act]) -> None:
    desk = grid.desk
    states: list[str] = []
    desk.run(digest, states.append)
    begin = typed(9, 0, "赵六")  # so that nothing from the example before can be redone
    for act in (begin, *acts):
        act(grid)
    desk.run(digest, states.append)
    walk(desk, undoable, undo)
    desk.run(digest, states.append)
    walk(desk, redoable, redo)
    desk.run(digest, states.append)
    walk(desk, undoable, undo)  # the next example begins where this one began
    grid.model.forget_unsaved()
    desk.changed.emit(None)
    first, last, undone, redone = states
    assert (undone, redone) == (first, last)


def walk(desk: Desk, which: Callable[..., object], step: Callable[..., object]) -> None:
    """Go on undoing or redoing until nothing is left."""
    left: list[object] = [True]
    while left[-1] is not None:
        desk.run(which, left.append)
        if left[-1] is not None:
            desk.run(step)
