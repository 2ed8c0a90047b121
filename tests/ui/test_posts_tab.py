"""设岗定责 as drawn: posts as targets beside the people, signatures for a range, publicity from a day to a day."""

import pytest
from PySide6.QtCore import QDate, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDrag, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dangjian_desktop.ui.grid.carry import MIME
from dangjian_desktop.ui.main_window import MainWindow
from dangjian_desktop.ui.tabs.posts import PostsTab
from dangjian_desktop.ui.tabs.print_centre import PrintCentre
from tests.ui.hands import CTRL, NONE, Key, fill_row, go_to_page, go_to_step, grid_of, press, texts_of, use, write

ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
NAMES = ("张三", "李四", "王五", "赵六", "钱七")


@pytest.fixture
def tab(window: MainWindow) -> PostsTab:
    """Five without office, the tab at 支部确定."""
    go_to_page(2)
    for name in NAMES:
        fill_row(window, name=name)
    go_to_page(3)
    page = window.stack.currentWidget()
    assert isinstance(page, PostsTab)
    go_to_step(window, 2)
    return page


def posts(window: MainWindow) -> dict[str, str]:
    return {row["member_id"]: row["post_id"] for row in texts_of(window, "post_assignments")}


def names_shown(window: MainWindow) -> list[str]:
    grid = grid_of(window)
    return [grid.model.text(row, 0) for row in range(grid.model.filled())]


def select_all_people(window: MainWindow) -> None:
    """Choose the five names with the keyboard."""
    press(Key.Key_Home, CTRL)
    for _ in NAMES[1:]:
        press(Key.Key_Down, SHIFT)
    assert grid_of(window).view.selected_rows() == [0, 1, 2, 3, 4]


def counts(tab: PostsTab) -> dict[str, str]:
    return {each.name: each.count.text() for each in tab.panel.buttons}


def test_everybody_without_a_post_has_a_row_ready(window: MainWindow, tab: PostsTab) -> None:
    assert names_shown(window) == list(NAMES)
    assert grid_of(window).note.startswith("上岗名单 0 行，另有 5 人待填")
    assert grid_of(window).model.drafts() == 0
    assert posts(window) == {}


def test_a_post_is_typed_by_initials_and_the_cursor_goes_down(window: MainWindow, tab: PostsTab) -> None:
    press(Key.Key_Home, CTRL)
    press(Key.Key_Tab)
    press(Key.Key_Tab)
    write("jy")
    press(Key.Key_Return)
    assert posts(window) == {"张三": "教育示范岗"}
    assert grid_of(window).view.currentIndex().row() == 1
    assert names_shown(window) == list(NAMES), "the row that was filled stays where it was"
    assert counts(tab)["教育示范岗"] == "1"


def test_P06_five_people_get_a_post_by_its_number_in_one_step(window: MainWindow, tab: PostsTab) -> None:
    select_all_people(window)
    press(Key.Key_3, ALT)
    assert posts(window) == dict.fromkeys(NAMES, tab.panel.buttons[2].name)
    assert {row["decided_on"] for row in texts_of(window, "post_assignments")} == {"2026-11-24"}
    assert tab.panel.buttons[2].count.text() == "5"
    assert window.top.undo.text() == "撤销：确定岗位 5 人"
    press(Key.Key_Z, CTRL)
    assert posts(window) == {}
    assert names_shown(window) == list(NAMES)


def test_a_post_is_pressed_for_those_selected_and_asks_for_them_otherwise(window: MainWindow, tab: PostsTab) -> None:
    press(Key.Key_End, CTRL)
    use(tab.panel.buttons[0])
    assert "请先在名单里选中党员" in window.strip.sentence
    grid_of(window).view.setFocus()
    press(Key.Key_Home, CTRL)
    use(tab.panel.buttons[0])
    assert posts(window) == {"张三": "教育示范岗"}
    assert tab.panel.buttons[0].accessibleName() == "教育示范岗，1 人"


def test_selected_people_are_let_go_over_a_post(window: MainWindow, tab: PostsTab) -> None:
    select_all_people(window)
    target, carried = tab.panel.buttons[1], QMimeData()
    carried.setData(MIME, b"5")
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPoint(5, 5), copy, carried, left, NONE)
    QApplication.sendEvent(target, enter)
    assert enter.isAccepted()
    assert target.property("aimed")
    QApplication.sendEvent(target, QDropEvent(QPointF(5, 5), copy, carried, left, NONE))
    assert not target.property("aimed")
    assert set(posts(window).values()) == {target.name}
    assert window.top.undo.text() == "撤销：确定岗位 5 人"
    strange = QMimeData()
    strange.setText("张三")
    refused = QDragEnterEvent(QPoint(5, 5), copy, strange, left, NONE)
    refused.ignore()
    QApplication.sendEvent(target, refused)
    assert not refused.isAccepted()


def test_a_selected_name_is_dragged_and_a_click_on_it_chooses_it_alone(
    window: MainWindow, tab: PostsTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    carried: list[bytes] = []
    monkeypatch.setattr(QDrag, "exec", lambda drag, *_: carried.append(drag.mimeData().data(MIME).data()))
    select_all_people(window)
    view = grid_of(window).view
    place = view.visualRect(view.model().index(1, 0)).center()
    viewport, left = view.viewport(), Qt.MouseButton.LeftButton
    QTest.mousePress(viewport, left, NONE, place)
    QTest.mouseMove(viewport, place + QPoint(60, 40))
    QTest.mouseRelease(viewport, left, NONE, place + QPoint(60, 40))
    assert carried == [b"5"]
    assert view.selected_rows() == [0, 1, 2, 3, 4]
    QTest.mouseClick(viewport, left, NONE, place)
    assert view.selected_rows() == [1]
    assert len(carried) == 1


def test_P12_one_day_is_entered_for_a_range_of_contracts(window: MainWindow, tab: PostsTab) -> None:
    select_all_people(window)
    press(Key.Key_1, ALT)
    go_to_step(window, 3)
    tab.signing_day.setDate(QDate(2026, 11, 20))
    use(tab.unsigned_button)
    assert tab.sign_button.text() == "已签字 5 人"
    use(tab.sign_button)
    rows = texts_of(window, "post_assignments")
    assert {row["secretary_signed_on"] for row in rows} == {row["member_signed_on"] for row in rows} == {"2026-11-20"}
    assert window.top.undo.text() == "撤销：登记签字 5 人"
    tab.signing_day.setDate(QDate(2026, 11, 23))
    use(tab.sign_button)
    assert "都已登记签字日期" in window.strip.sentence
    assert {row["member_signed_on"] for row in texts_of(window, "post_assignments")} == {"2026-11-20"}


def test_the_contracts_land_in_the_print_centre_twice_each(window: MainWindow, tab: PostsTab) -> None:
    select_all_people(window)
    press(Key.Key_1, ALT)
    go_to_step(window, 3)
    assert tab.papers_button.text() == "生成责任状（5 人）→"
    use(tab.papers_button)
    centre = window.stack.currentWidget()
    assert isinstance(centre, PrintCentre)
    assert [(choice.number, choice.copies, choice.objects) for choice in centre.model.chosen()] == [(1, 2, "5 人")]
    assert centre.options.members == ()
    assert centre.preview.pdf


def test_P13_publicity_has_two_days_in_order(window: MainWindow, tab: PostsTab) -> None:
    go_to_step(window, 4)
    bar = tab.publicity
    bar.ends.setDate(QDate(2026, 11, 1))
    use(bar.give_button)
    assert "早于开始日期" in window.strip.sentence
    assert texts_of(window, "posts_publicity") == []
    bar.ends.setDate(QDate(2026, 12, 1))
    use(bar.give_button)
    (row,) = texts_of(window, "posts_publicity")
    assert (row["begins_on"], row["ends_on"]) == ("2026-11-24", "2026-12-01")
    assert window.top.undo.text() == "撤销：登记公示"
    press(Key.Key_Z, CTRL)
    assert texts_of(window, "posts_publicity") == []


def test_the_sign_up_sheet_is_the_button_of_choosing(window: MainWindow, tab: PostsTab) -> None:
    go_to_step(window, 1)
    assert tab.choices_button.text() == "打印志愿征集表（5 人）→"
    use(tab.choices_button)
    centre = window.stack.currentWidget()
    assert isinstance(centre, PrintCentre)
    assert centre.preview.pdf
