"""The menu 显示: at once, and as it was left at the next start (screens.md 1, rows 20 and 21)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QApplication, QSplitter

from dangjian_desktop.ui import appearance, look
from dangjian_desktop.ui.findings_table import FINDING_HEIGHT, FindingsTable
from dangjian_desktop.ui.grid.memory import FILE
from dangjian_desktop.ui.main_window import MainWindow
from dangjian_desktop.ui.palette import Colour
from dangjian_desktop.ui.window_state import keep_parts, put_in_place
from tests.ui.conftest import MakeWindow
from tests.ui.hands import CTRL, NONE, Key, go_to_page, press


@pytest.fixture(autouse=True)
def usual_again() -> Iterator[None]:
    yield
    appearance.wear(appearance.Appearance())
    assert not look.is_dark()


def ground_at(window: MainWindow) -> QColor:
    """Return the colour of the page beside its title."""
    return window.stack.grab().toImage().pixelColor(4, 4)


def test_dark_is_put_on_at_once_and_taken_off(window: MainWindow) -> None:
    assert ground_at(window) == QColor(Colour.GROUND.light)
    window.actions_by_verb["theme_dark"].trigger()
    assert ground_at(window) == QColor(Colour.GROUND.dark)
    window.actions_by_verb["theme_light"].trigger()
    assert ground_at(window) == QColor(Colour.GROUND.light)


@pytest.mark.parametrize("verb", appearance.POINTS)
def test_every_size_of_text_is_put_on_at_once(window: MainWindow, verb: str) -> None:
    """Pages that are open follow as new ones do: rows, rail and fixed widths."""
    findings = window.pages["home"].findChild(FindingsTable)
    assert isinstance(findings, FindingsTable)
    rail = window.rail.width()
    window.actions_by_verb[verb].trigger()
    points = appearance.POINTS[verb]
    assert QGuiApplication.font().pointSizeF() == points
    assert window.rail.width() == round(rail * points / look.POINTS)
    assert findings.rowHeight(0) == round(FINDING_HEIGHT * points / look.POINTS) or not findings.findings.rowCount()
    assert findings.verticalHeader().defaultSectionSize() == look.scaled(FINDING_HEIGHT)
    window.actions_by_verb["text_usual"].trigger()
    assert window.rail.width() == rail


def test_the_next_start_looks_the_same(make_window: MakeWindow, tmp_path: Path) -> None:
    first = make_window("机电系党支部")
    first.actions_by_verb["theme_dark"].trigger()
    first.actions_by_verb["text_larger"].trigger()
    assert appearance.kept(tmp_path) == appearance.Appearance("theme_dark", "text_larger")
    second = make_window("后勤党支部")
    ticked = {verb for verb, action in second.actions_by_verb.items() if action.isChecked()}
    assert ticked == {"theme_dark", "text_larger", "show_hints"}


def test_keys_and_the_wheel_go_through_the_sizes_and_stop_at_the_ends(window: MainWindow, tmp_path: Path) -> None:
    sizes = list(appearance.POINTS)
    for text in (*sizes[1:], sizes[-1]):
        press(Key.Key_BracketRight, CTRL)
        assert appearance.kept(tmp_path).text == text
        assert window.actions_by_verb[text].isChecked()
    assert QGuiApplication.font().pointSizeF() == appearance.POINTS[sizes[-1]]
    go_to_page(2)
    place = QPointF(window.stack.geometry().center())
    turn_wheel(window, place, -60)
    assert appearance.kept(tmp_path).text == sizes[3]
    turn_wheel(window, place, -60)
    assert appearance.kept(tmp_path).text == sizes[2]
    turn_wheel(window, place, -240)
    turn_wheel(window, place, -120)
    assert (appearance.kept(tmp_path).text, QGuiApplication.font().pointSizeF()) == (sizes[0], look.POINTS)
    turn_wheel(window, place, 120, NONE)
    assert appearance.kept(tmp_path).text == sizes[0]
    press(Key.Key_BracketLeft, CTRL)
    assert appearance.kept(tmp_path).text == sizes[0]


def turn_wheel(
    window: MainWindow, place: QPointF, angle: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.ControlModifier
) -> None:
    """Turn the wheel as the system tells of it: to the window, not to what is below the mouse."""
    turn = QWheelEvent(
        place, place, QPoint(), QPoint(0, angle), Qt.MouseButton.NoButton, modifier, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(window.windowHandle(), turn)


def test_a_spoilt_note_of_the_look_is_the_usual_look(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("[look]\ntheme=purple\ntext=\n", encoding="utf-8")
    assert appearance.kept(tmp_path) == appearance.Appearance()


def test_who_follows_the_system_changes_with_it(tmp_path: Path, window: MainWindow) -> None:
    appearance.follow_system(tmp_path)
    told = QGuiApplication.styleHints().colorSchemeChanged
    told.emit(Qt.ColorScheme.Dark)
    assert not look.is_dark()
    window.actions_by_verb["theme_system"].trigger()
    assert not look.is_dark()  # a system that says nothing is light


def test_the_window_opens_where_it_was_closed(make_window: MakeWindow, tmp_path: Path) -> None:
    first = make_window()
    assert not put_in_place(first, tmp_path)
    first.resize(1000, 666)
    first.close()
    second = make_window()
    assert put_in_place(second, tmp_path)
    assert (second.width(), second.height()) == (1000, 666)  # no wider than the tests' screen lets it be


def test_divided_parts_stay_divided(tmp_path: Path) -> None:
    def parts() -> QSplitter:
        made = QSplitter()
        for _ in range(2):
            made.addWidget(QSplitter())
        made.resize(400, 100)
        keep_parts(made, tmp_path, "paper")
        made.show()
        QApplication.processEvents()
        return made

    first = parts()
    first.moveSplitter(100, 1)
    assert parts().sizes()[0] == first.sizes()[0]


def test_a_chart_of_the_window_is_dark_and_its_picture_for_wps_is_white(window: MainWindow) -> None:
    from dangjian_desktop.ui.charts import ink_for

    window.actions_by_verb["theme_dark"].trigger()
    go_to_page(1)
    assert ink_for(window.palette(), 2).text == QColor(Colour.INK.dark)
