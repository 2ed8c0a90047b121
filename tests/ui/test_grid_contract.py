"""The grid's WPS contract (screens.md 2.12): 26 points, each by the keys and the mouse themselves."""

import time
from collections import Counter
from typing import Any, ClassVar

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QStyle, QStyleOptionViewItem, QTableWidget, QWidget

from dangjian_desktop.schemes.shared import ROSTER
from dangjian_desktop.services.records import GridRow
from dangjian_desktop.ui import look
from dangjian_desktop.ui.grid.delegate import CellDelegate
from dangjian_desktop.ui.grid.ledger_grid import LedgerGrid
from dangjian_desktop.ui.grid.model import LedgerModel
from dangjian_desktop.ui.grid.view import GridView
from dangjian_desktop.ui.main_window import MainWindow
from dangjian_desktop.ui.palette import Colour
from dangjian_desktop.ui.verbs import Page
from tests.ui.conftest import MakeWindow
from tests.ui.hands import (
    CTRL,
    NONE,
    SEAT,
    Key,
    cursor,
    digest_of,
    fill_row,
    focus,
    go_to_page,
    go_to_step,
    grid_of,
    paste,
    press,
    texts_of,
    use,
    write,
)

SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton
NAME, SEX, ETHNICITY, BIRTH = range(4)
Role = Qt.ItemDataRole


def names(window: MainWindow) -> list[str]:
    return [row["name"] for row in texts_of(window, "members")]


def shown_names(grid: LedgerGrid) -> list[str]:
    return [grid.model.text(row, NAME) for row in range(grid.model.filled())]


def click(grid: LedgerGrid, row: int, place: int, modifier: Qt.KeyboardModifier = NONE) -> None:
    spot = grid.view.visualRect(grid.model.index(row, place)).center()
    QTest.mouseClick(grid.view.viewport(), LEFT, modifier, spot)


def row_number(grid: LedgerGrid, row: int) -> QPoint:
    header = grid.view.verticalHeader()
    return QPoint(header.width() // 2, header.sectionViewportPosition(row) + header.sectionSize(row) // 2)


def drag(widget: QWidget, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(widget, LEFT, NONE, start)
    for step in range(1, 6):
        QTest.mouseMove(widget, start + (end - start) * (step / 5))
    QTest.mouseRelease(widget, LEFT, NONE, end)


def steps(count: int, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    for _ in range(count):
        press(key, modifier)


def test_point_01_enter_goes_down_and_shift_enter_up(window: MainWindow, roster: LedgerGrid) -> None:
    write("赵六")
    press(Key.Key_Return)
    assert (names(window)[0], cursor(roster)) == ("赵六", (1, NAME))
    press(Key.Key_Return)
    assert cursor(roster) == (2, NAME)
    write("钱七")
    press(Key.Key_Return, SHIFT)
    assert (names(window)[2], cursor(roster)) == ("钱七", (1, NAME))
    press(Key.Key_Return, SHIFT)
    assert cursor(roster) == (0, NAME)


def test_point_02_tab_goes_right_and_shift_tab_left_and_from_the_end_to_the_next_row(roster: LedgerGrid) -> None:
    write("赵六")
    press(Key.Key_Tab)
    assert cursor(roster) == (0, SEX)
    press(Key.Key_Backtab, SHIFT)
    assert cursor(roster) == (0, NAME)
    press(Key.Key_End)
    press(Key.Key_Tab)
    assert cursor(roster) == (1, NAME)
    press(Key.Key_Backtab, SHIFT)
    assert cursor(roster) == (0, len(ROSTER.columns) - 1)


def test_point_03_typing_replaces_while_f2_and_a_double_click_edit_and_escape_restores(
    window: MainWindow, roster: LedgerGrid
) -> None:
    write("赵六")
    press(Key.Key_Return)
    assert names(window)[0] == "赵六"
    press(Key.Key_F2)
    write("光")
    press(Key.Key_Escape)
    assert names(window)[1] == "李四"
    press(Key.Key_F2)
    write("光")
    press(Key.Key_Return)
    assert names(window)[1] == "李四光"
    spot = roster.view.visualRect(roster.model.index(2, NAME)).center()
    QTest.mouseClick(roster.view.viewport(), LEFT, NONE, spot)
    QTest.mouseDClick(roster.view.viewport(), LEFT, NONE, spot)
    write("一")
    press(Key.Key_Return)
    assert names(window)[2] == "王五一"


def test_point_04_alt_enter_begins_a_new_line(window: MainWindow) -> None:
    go_to_page(3)
    press(Key.Key_Home, CTRL)
    press(Key.Key_Tab)
    write("甲")
    press(Key.Key_Return, ALT)
    write("b")
    press(Key.Key_Tab)
    assert texts_of(window, "posts")[0]["duties"] == "甲\nb"


def test_point_05_delete_clears_all_that_is_selected_as_one_action(window: MainWindow, roster: LedgerGrid) -> None:
    press(Key.Key_Tab)
    press(Key.Key_Down, SHIFT)
    press(Key.Key_Delete)
    assert ["sex" in row for row in texts_of(window, "members")] == [False, False, True]
    press(Key.Key_Z, CTRL)
    assert ["sex" in row for row in texts_of(window, "members")] == [True, True, True]


def test_point_06_copy_cut_and_paste_carry_tabs_quotes_and_line_breaks(window: MainWindow, roster: LedgerGrid) -> None:
    press(Key.Key_Tab)
    press(Key.Key_X, CTRL)
    steps(2, Key.Key_Tab)
    press(Key.Key_V, CTRL)
    assert "sex" not in texts_of(window, "members")[0]
    assert roster.model.text(0, BIRTH) == "男"
    go_to_page(3)
    press(Key.Key_Home, CTRL)
    press(Key.Key_Tab)
    paste('"甲\n乙\t""丙"""')
    press(Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == '"甲\n乙\t""丙"""'
    press(Key.Key_Down)
    press(Key.Key_V, CTRL)
    assert [row["duties"] for row in texts_of(window, "posts")[:2]] == ['甲\n乙\t"丙"'] * 2


BLOCK = '改名\t女\t汉族\t1980.1\r\n"新 甲"\t男\t回族\t1981年2月\r\n新乙\t女\t\t198303\r\n'


@pytest.mark.parametrize(
    ("answer", "after"),
    [
        ((Key.Key_Return,), ["张三", "李四", "改名", "新 甲", "新乙"]),
        ((Key.Key_Tab, Key.Key_Return), ["张三", "李四", "改名"]),
        ((Key.Key_Escape,), ["张三", "李四", "王五"]),
    ],
)
def test_point_07_a_paste_that_needs_more_rows_asks_first(
    window: MainWindow, roster: LedgerGrid, answer: tuple[Qt.Key, ...], after: list[str]
) -> None:
    steps(2, Key.Key_Down)
    paste(BLOCK)
    assert roster.ask.question == "需要新增 2 行，是否新增？"
    assert names(window) == ["张三", "李四", "王五"]
    for key in answer:
        press(key)
    assert names(window) == after
    assert roster.ask.question == ""
    assert focus() is roster.view
    if len(after) > 3:
        assert [row.get("birth") for row in texts_of(window, "members")[2:]] == ["1980-01", "1981-02", "1983-03"]
        assert window.top.undo.text() == "撤销：粘贴党员名册 3 行"
        press(Key.Key_Z, CTRL)
        assert names(window) == ["张三", "李四", "王五"]


def test_point_08_one_value_fills_the_whole_selection(window: MainWindow, roster: LedgerGrid) -> None:
    press(Key.Key_Tab)
    steps(2, Key.Key_Down, SHIFT)
    paste("女")
    assert [row["sex"] for row in texts_of(window, "members")] == ["女"] * 3


def test_point_09_several_values_are_repeated_over_a_longer_selection(window: MainWindow, roster: LedgerGrid) -> None:
    fill_row(window, name="赵六")
    press(Key.Key_Home, CTRL)
    press(Key.Key_Tab)
    steps(3, Key.Key_Down, SHIFT)
    paste("女\n男")
    assert [row["sex"] for row in texts_of(window, "members")] == ["女", "男", "女", "男"]


def test_point_10_ctrl_d_fills_down(window: MainWindow, roster: LedgerGrid) -> None:
    steps(ETHNICITY, Key.Key_Tab)
    write("汉族")
    press(Key.Key_Return)
    press(Key.Key_D, CTRL)
    assert [row.get("ethnicity") for row in texts_of(window, "members")] == ["汉族", "汉族", None]
    press(Key.Key_Down, SHIFT)
    press(Key.Key_D, CTRL)
    assert [row.get("ethnicity") for row in texts_of(window, "members")] == ["汉族"] * 3


def test_point_11_ctrl_semicolon_writes_today(window: MainWindow, roster: LedgerGrid) -> None:
    steps(BIRTH, Key.Key_Tab)
    press(Key.Key_Semicolon, CTRL)
    assert texts_of(window, "members")[0]["birth"] == "2026-11"


def test_point_12_ctrl_z_takes_back_and_ctrl_y_does_again(window: MainWindow, roster: LedgerGrid) -> None:
    before = digest_of(window)
    write("赵六")
    press(Key.Key_Return)
    after = digest_of(window)
    press(Key.Key_Z, CTRL)
    assert (digest_of(window), shown_names(roster)[0]) == (before, "张三")
    press(Key.Key_Y, CTRL)
    assert (digest_of(window), shown_names(roster)[0]) == (after, "赵六")


@pytest.mark.parametrize("typed", ["李小明", "lixiaoming", "lxm", "李xm", "lixm", "lixiaom", "LXM", "小明", "xming"])
def test_point_13_ctrl_f_finds_by_characters_pinyin_initials_and_mixtures(
    window: MainWindow, roster: LedgerGrid, typed: str
) -> None:
    fill_row(window, name="李 小明")
    fill_row(window, name="单小明")
    press(Key.Key_Home, CTRL)
    press(Key.Key_F, CTRL)
    write(typed)
    assert cursor(roster) == (3, NAME)
    press(Key.Key_Escape)
    assert focus() is roster.view
    assert cursor(roster) == (3, NAME)


def test_point_13_enter_goes_from_hit_to_hit_and_the_others_may_be_hidden(
    window: MainWindow, roster: LedgerGrid
) -> None:
    fill_row(window, name="单三", note="三好")
    press(Key.Key_F, CTRL)
    bar = roster.find_bar
    write("三")
    note = len(ROSTER.columns) - 1
    assert [cursor(roster), bar.told.text()] == [(0, NAME), "第 1 处，共 3 处"]
    press(Key.Key_Return)
    assert [cursor(roster), bar.told.text()] == [(3, NAME), "第 2 处，共 3 处"]
    bar.line.clear()
    write("s")
    assert bar.told.text().endswith("共 3 处"), "letters find people, not 正式党员 (zhengshi)"
    bar.line.clear()
    write("三")
    steps(3, Key.Key_Return)
    assert cursor(roster) == (0, NAME)
    press(Key.Key_Return, SHIFT)
    assert cursor(roster) == (3, note)
    bar.only.setFocus()
    press(Key.Key_Space)
    assert shown_names(roster) == ["张三", "单三"]
    press(Key.Key_Z, CTRL)
    press(Key.Key_Z, CTRL)
    assert shown_names(roster) == ["张三"]
    bar.line.setFocus()
    press(Key.Key_Escape)
    assert shown_names(roster) == ["张三", "李四", "王五"]


def test_point_14_ctrl_with_home_end_and_arrows_goes_to_the_edges(roster: LedgerGrid) -> None:
    last_row, last_place = roster.model.rowCount() - 1, len(ROSTER.columns) - 1
    reached = []
    for key in (Key.Key_End, Key.Key_Home, Key.Key_Down, Key.Key_Right, Key.Key_Up, Key.Key_Left):
        press(key, CTRL)
        reached.append(cursor(roster))
        assert roster.view.selected() == [cursor(roster)]
    corners = [(last_row, last_place), (0, 0), (last_row, 0), (last_row, last_place), (0, last_place), (0, 0)]
    assert reached == corners


def test_point_15_shift_extends_and_ctrl_click_adds(roster: LedgerGrid) -> None:
    press(Key.Key_Down, SHIFT)
    press(Key.Key_Right, SHIFT)
    assert roster.view.selected() == [(0, NAME), (0, SEX), (1, NAME), (1, SEX)]
    press(Key.Key_Home, CTRL)
    press(Key.Key_Down, CTRL | SHIFT)
    assert roster.view.selected() == [(row, NAME) for row in range(4)]
    click(roster, 0, ETHNICITY)
    click(roster, 2, ETHNICITY, CTRL)
    assert roster.view.selected() == [(0, ETHNICITY), (2, ETHNICITY)]
    click(roster, 1, BIRTH, SHIFT)
    assert (1, BIRTH) in roster.view.selected()


def test_point_16_a_heading_sorts_turns_round_and_the_third_click_restores(roster: LedgerGrid) -> None:
    header = roster.view.horizontalHeader()
    spot = QPoint(header.sectionViewportPosition(NAME) + 20, header.height() // 2)
    press(Key.Key_Down)
    seen = []
    for _ in range(3):
        QTest.mouseClick(header.viewport(), LEFT, NONE, spot)
        assert roster.view.currentIndex().data() == "李四"
        seen.append(shown_names(roster))
    assert seen == [["王五", "李四", "张三"], ["张三", "李四", "王五"], ["张三", "李四", "王五"]]
    assert not header.isSortIndicatorShown()


def test_point_17_rows_are_dragged_or_moved_by_keys_and_the_order_stays(window: MainWindow, roster: LedgerGrid) -> None:
    numbers = roster.view.verticalHeader().viewport()
    QTest.mouseClick(numbers, LEFT, NONE, row_number(roster, 2))
    drag(numbers, row_number(roster, 2), row_number(roster, 0) - QPoint(0, 8))
    assert names(window) == shown_names(roster) == ["王五", "张三", "李四"]
    assert roster.view.selected_rows() == [0]
    assert window.top.undo.text() == "撤销：调整党员名册顺序"
    roster.view.setFocus()
    press(Key.Key_Down, ALT | SHIFT)
    assert names(window) == ["张三", "王五", "李四"]
    press(Key.Key_Up, ALT | SHIFT)
    steps(2, Key.Key_Z, CTRL)
    assert names(window) == ["王五", "张三", "李四"]
    press(Key.Key_Z, CTRL)
    assert names(window) == shown_names(roster) == ["张三", "李四", "王五"]


def test_point_18_column_widths_are_kept_until_the_next_start(
    make_window: MakeWindow, window: MainWindow, roster: LedgerGrid
) -> None:
    header = roster.view.horizontalHeader()
    edge = QPoint(header.sectionViewportPosition(SEX) + header.sectionSize(SEX) - 1, header.height() // 2)
    before = roster.view.columnWidth(SEX)
    drag(header.viewport(), edge, edge + QPoint(60, 0))
    assert roster.view.columnWidth(SEX) == before + 60
    SEAT.clear()
    make_window("另一支部")
    go_to_page(2)
    again = grid_of(SEAT[-1])
    assert again.view.columnWidth(SEX) == before + 60
    again.view.columns.forget_widths()
    assert again.view.columnWidth(SEX) == before


def test_point_19_an_empty_last_row_is_always_there_to_add_one(window: MainWindow, roster: LedgerGrid) -> None:
    assert roster.model.rowCount() == 4
    press(Key.Key_Down, CTRL)
    assert roster.view.currentIndex().data() == ""
    write("赵六")
    press(Key.Key_Return)
    assert names(window) == ["张三", "李四", "王五", "赵六"]
    assert cursor(roster) == (4, NAME)
    assert roster.model.rowCount() == 5
    write("钱七")
    press(Key.Key_Return)
    assert names(window)[4] == "钱七"


def test_point_20_red_and_yellow_cells_say_why_and_f8_goes_to_the_next(window: MainWindow, roster: LedgerGrid) -> None:
    steps(BIRTH, Key.Key_Tab)
    write("2O15.7")
    press(Key.Key_Return)
    refused = roster.model.index(0, BIRTH)
    assert refused.data(Role.BackgroundRole) == look.colour(Colour.PROBLEM_GROUND)
    assert "请把字母改成数字" in refused.data(Role.ToolTipRole)
    press(Key.Key_End, CTRL)
    press(Key.Key_Home)
    press(Key.Key_Tab)
    write("女")
    press(Key.Key_Return)
    lacking = roster.model.index(3, NAME)
    assert lacking.data(Role.BackgroundRole) in (look.colour(Colour.MISSING_GROUND), look.colour(Colour.PROBLEM_GROUND))
    press(Key.Key_Home, CTRL)
    assert "“姓名”没有填写" in lacking.data(Role.ToolTipRole)
    press(Key.Key_F8)
    assert cursor(roster) == (0, BIRTH)
    press(Key.Key_F8)
    assert cursor(roster) == (3, NAME)
    press(Key.Key_F8)
    assert cursor(roster) == (0, BIRTH)


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Tab])
def test_point_21_a_composition_on_a_merely_selected_cell_begins_the_editor_whole(
    window: MainWindow, roster: LedgerGrid, key: Qt.Key
) -> None:
    for composed in ("w", "wang", "wang xiao'ming"):
        QApplication.sendEvent(focus(), QInputMethodEvent(composed, []))
        editor = roster.view.indexWidget(roster.view.currentIndex())
        assert isinstance(editor, QLineEdit)
        cursor_at: QRect = editor.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
        assert cursor_at.left() >= editor.fontMetrics().horizontalAdvance(composed)
        assert editor.text() == ""
    event = QInputMethodEvent()
    event.setCommitString("王小明")
    QApplication.sendEvent(focus(), event)
    press(key)
    assert names(window)[0] == "王小明"


def test_point_22_what_is_copied_is_text_and_a_table_whose_numbers_stay_texts(
    window: MainWindow, roster: LedgerGrid
) -> None:
    note = len(ROSTER.columns) - 1
    press(Key.Key_End)
    paste("'110101199003077715\n<b>&\n1978.10")
    press(Key.Key_Return)
    press(Key.Key_Home, CTRL)
    press(Key.Key_End)
    steps(2, Key.Key_Down, SHIFT)
    press(Key.Key_C, CTRL)
    data = QApplication.clipboard().mimeData()
    assert {"text/plain", "text/html"} <= set(data.formats())
    assert data.text() == "\n".join(roster.model.text(row, note) for row in range(3))
    cell = "<td style='mso-number-format:\"\\@\"'>"
    assert data.html().count(cell) == 3
    assert f"{cell}1978.10</td>" in data.html()
    assert f"{cell}&lt;b&gt;&amp;</td>" in data.html()


def test_point_23_the_name_stays_in_sight_and_is_edited_there(window: MainWindow, roster: LedgerGrid) -> None:
    frozen = roster.view.frozen
    assert not frozen.isVisible()
    window.resize(1000, 600)
    press(Key.Key_End)
    assert roster.view.horizontalScrollBar().value() > 0
    assert frozen.isVisible()
    assert frozen.indexAt(QPoint(5, 5)).data() == "张三"
    assert frozen.mapTo(roster.view, QPoint(0, 0)).x() == roster.view.verticalHeader().width() + 1
    scrolled = roster.view.horizontalScrollBar().value()
    QTest.mouseClick(frozen.viewport(), LEFT, NONE, frozen.visualRect(roster.model.index(1, NAME)).center())
    assert cursor(roster) == (1, NAME)
    write("赵六")
    press(Key.Key_Return)
    assert names(window)[1] == "赵六"
    assert roster.view.horizontalScrollBar().value() == scrolled
    press(Key.Key_Tab)
    assert roster.view.visualRect(roster.model.index(2, SEX)).left() >= frozen.width()


def test_point_24_rows_and_columns_follow_the_size_of_text(window: MainWindow, roster: LedgerGrid) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    height, width = roster.view.rowHeight(0), roster.view.columnWidth(BIRTH)
    try:
        look.dress(application, 14)
        QApplication.processEvents()
        assert roster.view.rowHeight(0) == round(height * 14 / look.POINTS)
        assert roster.view.columnWidth(BIRTH) > width
        assert roster.view.fontMetrics().height() < roster.view.rowHeight(0)
    finally:
        look.dress(application)
    QApplication.processEvents()
    assert (roster.view.rowHeight(0), roster.view.columnWidth(BIRTH)) == (height, width)


def test_point_25_cells_that_are_only_read_look_so_and_say_whose_they_are(make_window: MakeWindow) -> None:
    window = make_window("机电学院党总支", "general-branch")
    go_to_page(2)
    model = grid_of(window).model
    model.show(
        Page(
            [GridRow("a", ("张三", *[""] * 14), True, ""), GridRow("b", ("李四", *[""] * 14), False, "u")],
            {},
            {"u": "机电系党支部"},
        )
    )
    own, read = model.index(0, NAME), model.index(1, NAME)
    assert own.data(Role.BackgroundRole) is None
    assert read.data(Role.BackgroundRole) == look.colour(Colour.READ_ONLY_GROUND)
    assert read.data(Role.ForegroundRole) == look.colour(Colour.QUIET)
    assert not read.flags() & Qt.ItemFlag.ItemIsEditable
    grid_of(window).view.setFocus()
    grid_of(window).view.go_to(1, NAME)
    assert chosen(grid_of(window).view, read), "a cell that is only read shows where the cursor is"
    write("x")
    assert "机电系党支部" in window.strip.sentence
    assert read.data() == "李四"


def chosen(view: GridView, index: QModelIndex) -> bool:
    """Return whether a cell is painted as one that is chosen."""
    option = QStyleOptionViewItem()
    option.state = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_Enabled  # type: ignore[attr-defined]
    delegate = view.itemDelegate()
    assert isinstance(delegate, CellDelegate)
    delegate.initStyleOption(option, index)
    return bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]


class CountingModel(LedgerModel):
    """Counts what the view asks for."""

    asked: ClassVar[Counter[str]] = Counter()

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Role.DisplayRole) -> Any:  # noqa: ANN401
        self.asked["data"] += 1
        return super().data(index, role)


def test_point_26_five_thousand_rows_scroll_as_smoothly_as_fifty(window: MainWindow, roster: LedgerGrid) -> None:
    asked = {}
    view = roster.view
    for count in (50, 5000):
        model = CountingModel(ROSTER, may_add=True)
        model.show(Page([GridRow(f"{i}", (f"张{i}", *["汉族"] * 14), True, "") for i in range(count)], {}, {}))
        view.setModel(model)
        view.frozen.setModel(model)
        QApplication.processEvents()
        CountingModel.asked.clear()
        slowest = 0.0
        for page in range(20):
            began = time.thread_time()
            view.verticalScrollBar().setValue(page * view.verticalScrollBar().maximum() // 20)
            view.viewport().grab()
            slowest = max(slowest, time.thread_time() - began)
        asked[count] = CountingModel.asked["data"]
        assert slowest < 0.2
    assert asked[5000] <= asked[50] * 1.3
    assert not isinstance(view, QTableWidget)


def test_the_menu_bar_offers_all_that_the_right_button_does(window: MainWindow, roster: LedgerGrid) -> None:
    def plain(text: str) -> str:
        return text.partition("(")[0].rstrip("…")

    offered = [action for action in roster.view.menu().actions() if not action.isSeparator()]
    bar = {plain(action.text()): action.shortcut() for action in window.actions_by_verb.values()}
    bar["转出/变动"] = bar.pop("删除所选行")
    assert {plain(action.text()): action.shortcut() for action in offered}.items() <= bar.items()
    expected = {"复制", "粘贴", "插入行", "转出/变动", "向下填充", "打印此人", "查看修改记录", "查找", "显示栏目"}
    assert expected <= {plain(action.text()) for action in offered}


def test_a_row_is_inserted_above_the_cursor_and_stays_there(window: MainWindow, roster: LedgerGrid) -> None:
    press(Key.Key_Down)
    window.actions_by_verb["insert_row"].trigger()
    assert cursor(roster) == (1, NAME)
    write("赵六")
    press(Key.Key_Return)
    assert names(window) == shown_names(roster) == ["张三", "赵六", "李四", "王五"]
    assert roster.note == "党员名册 4 行"
    press(Key.Key_Z, CTRL)
    assert names(window) == shown_names(roster) == ["张三", "李四", "王五"]


def test_a_ledger_by_date_says_why_its_rows_are_not_moved(window: MainWindow, roster: LedgerGrid) -> None:
    go_to_page(3)
    go_to_step(window, 5)
    fill_row(window, member_id="张三", kind="督查", held_on="2026-3-1")
    fill_row(window, member_id="李四", kind="督查", held_on="2026-4-1")
    before = digest_of(window)
    press(Key.Key_Home, CTRL)
    press(Key.Key_Down, ALT | SHIFT)
    assert "不能用手调整" in window.strip.sentence
    assert digest_of(window) == before


def test_a_column_is_hidden_skipped_by_tab_and_still_hidden_at_the_next_start(
    make_window: MakeWindow, window: MainWindow, roster: LedgerGrid
) -> None:
    ticks = {action.text(): action for action in roster.view.columns.menu().actions()}
    assert not ticks["姓名"].isEnabled()
    ticks["性别"].setChecked(False)
    assert roster.view.isColumnHidden(SEX)
    press(Key.Key_Tab)
    assert cursor(roster) == (0, ETHNICITY)
    press(Key.Key_Home, CTRL)
    paste("赵六\t汉族")
    assert (texts_of(window, "members")[0]["ethnicity"], texts_of(window, "members")[0]["sex"]) == ("汉族", "男")
    SEAT.clear()
    make_window("另一支部")
    go_to_page(2)
    again = grid_of(SEAT[-1])
    assert again.view.isColumnHidden(SEX)
    again.view.columns.show_all()
    assert not again.view.isColumnHidden(SEX)


def test_the_papers_of_a_person_are_asked_for_from_his_row(window: MainWindow, roster: LedgerGrid) -> None:
    press(Key.Key_Down)
    window.actions_by_verb["print_person"].trigger()
    centre: Any = window.stack.currentWidget()
    assert centre.options.people_button.text() == "李四"
    go_to_page(5)
    go_to_step(window, 0)
    fill_row(window, member_id="王五", text="带头学习")
    press(Key.Key_Home, CTRL)
    window.actions_by_verb["print_person"].trigger()
    assert centre.options.people_button.text() == "王五"


def test_what_was_changed_in_a_row_is_told(window: MainWindow, roster: LedgerGrid) -> None:
    steps(BIRTH, Key.Key_Tab)
    write("1980.1")
    press(Key.Key_Return)
    press(Key.Key_Up)
    window.actions_by_verb["show_changes"].trigger()
    dialog: Any = QApplication.activeModalWidget()
    assert [tuple(row)[1:] for row in dialog.table.plain.rows] == [
        ("修改党员名册", "出生年月", "", "1980-01"),
        ("修改党员名册", "性别", "", "男"),
        ("新增党员名册", "新增", "", "张三，正式党员，在册"),
    ]
    dialog.accept()
    use(window.top.undo)
    assert "birth" not in texts_of(window, "members")[0]
