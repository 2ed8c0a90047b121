"""What the grid does beside its 26 points (test_grid_contract.py): how it saves, what it says, its choices."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from dangjian_desktop.schemes.shared import ROSTER
from dangjian_desktop.services.offices import open_office
from dangjian_desktop.services.records import rows
from dangjian_desktop.ui import look, words
from dangjian_desktop.ui.grid.clipboard import read_block, tile, write_block
from dangjian_desktop.ui.grid.ledger_grid import LedgerGrid
from dangjian_desktop.ui.main_window import MainWindow
from dangjian_desktop.ui.palette import Colour
from dangjian_desktop.ui.tasks import Worker
from tests.ui.conftest import MakeWindow
from tests.ui.hands import (
    CTRL,
    Key,
    commit,
    cursor,
    fill_row,
    focus,
    go_to_page,
    go_to_step,
    grid_of,
    paste,
    press,
    texts_of,
    write,
)

SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
NAME, SEX, ETHNICITY, BIRTH = range(4)


def test_characters_that_come_without_composition_are_not_lost(window: MainWindow, roster: LedgerGrid) -> None:
    commit("㛃")
    press(Key.Key_Return)
    assert texts_of(window, "members")[0]["name"] == "㛃"


def test_a_paste_tells_the_rows_it_added_and_the_columns_it_had_no_room_for(
    window: MainWindow, roster: LedgerGrid
) -> None:
    paste("改名")
    assert window.strip.sentence == ""
    press(Key.Key_End, CTRL)
    paste("备注\t多余\n备注\t多余")
    assert "新增 2 行" in window.strip.sentence
    assert "右边多出的 1 列" in window.strip.sentence
    assert "其中 2 行有没保存的内容" in roster.note


def test_a_new_row_is_saved_without_its_refused_text_which_is_told_until_it_is_mended(
    window: MainWindow, roster: LedgerGrid
) -> None:
    press(Key.Key_End, CTRL)
    press(Key.Key_Home)
    paste("赵六\t男\t汉族\t2O15.7")
    assert texts_of(window, "members")[3]["ethnicity"] == "汉族"
    assert "birth" not in texts_of(window, "members")[3]
    assert "其中 1 行有没保存的内容" in roster.note
    press(Key.Key_F8)
    write("2015.7")
    press(Key.Key_Return)
    assert texts_of(window, "members")[3]["birth"] == "2015-07"
    assert roster.note == "党员名册 4 行"


def colour_at(grid: LedgerGrid, row: int, place: int, dx: int) -> QColor:
    """Return what is painted in a cell's lower left part, ``dx`` from its edge."""
    rect = grid.view.visualRect(grid.model.index(row, place))
    return grid.view.viewport().grab().toImage().pixelColor(rect.left() + dx, rect.bottom() - 5)


def test_a_refused_text_stays_red_under_the_cursor_which_has_a_frame(window: MainWindow, roster: LedgerGrid) -> None:
    for _ in range(BIRTH):
        press(Key.Key_Tab)
    write("2O15.7")
    press(Key.Key_Return)
    press(Key.Key_Up)
    assert focus() is roster.view
    assert colour_at(roster, 0, BIRTH, 5) == look.colour(Colour.PROBLEM_GROUND)
    assert colour_at(roster, 0, BIRTH, 1) == look.colour(Colour.ACCENT)
    window.rail.setFocus()
    assert colour_at(roster, 0, BIRTH, 1) == look.colour(Colour.PROBLEM_GROUND)
    assert colour_at(roster, 1, BIRTH, 5) == look.colour(Colour.PAPER)


def test_the_cursor_begins_where_typing_does_however_late_the_rows_come(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window("机电系党支部", runner=Worker())
    qtbot.waitUntil(lambda: words.HOME in window.pages)
    go_to_page(7)
    qtbot.waitUntil(lambda: grid_of(window).note.startswith("标兵测评 0 行"))
    assert grid_of(window).view.currentIndex().data(Qt.ItemDataRole.EditRole) == ""
    heading = grid_of(window).model.headerData(grid_of(window).view.currentIndex().column(), Qt.Orientation.Horizontal)
    assert heading == "标兵类型"
    assert focus() is grid_of(window).view


def test_the_right_button_says_for_the_roster_what_leaving_is(window: MainWindow, roster: LedgerGrid) -> None:
    roster_menu = [action.text() for action in roster.view.menu().actions()]
    go_to_page(5)
    other = [action.text() for action in grid_of(window).view.menu().actions()]
    assert "转出/变动…" in roster_menu
    assert "删除所选行" not in roster_menu
    assert "删除所选行" in other


def test_bad_texts_stay_in_red_say_what_is_right_and_f8_finds_them(window: MainWindow, roster: LedgerGrid) -> None:
    for _ in range(BIRTH):
        press(Key.Key_Tab)
    write("2O15.7")
    press(Key.Key_Return)
    bad = roster.model.index(0, BIRTH)
    assert roster.model.text(0, BIRTH) == "2O15.7"
    assert bad.data(Qt.ItemDataRole.ForegroundRole) == look.colour(Colour.ACCENT)
    assert "请把字母改成数字" in bad.data(Qt.ItemDataRole.ToolTipRole)
    assert roster.problem.text() == ""
    assert "birth" not in texts_of(window, "members")[0]
    press(Key.Key_Home, CTRL)
    press(Key.Key_F8)
    assert cursor(roster) == (0, BIRTH)
    assert roster.problem.text() == bad.data(Qt.ItemDataRole.ToolTipRole)  # the keyboard sees no tooltips
    write("2015.7")
    press(Key.Key_Return)
    assert texts_of(window, "members")[0]["birth"] == "2015-07"
    assert bad.data(Qt.ItemDataRole.ForegroundRole) is None


def test_a_row_left_without_a_needed_cell_is_marked_and_kept(window: MainWindow, roster: LedgerGrid) -> None:
    press(Key.Key_End, CTRL)
    press(Key.Key_Home)
    press(Key.Key_Tab)
    write("女")
    press(Key.Key_Up)  # leaves the editor's cell unsaved: the name is missing
    press(Key.Key_Return)
    press(Key.Key_Home, CTRL)
    assert roster.model.drafts() == 1
    assert "姓名" in roster.model.index(3, NAME).data(Qt.ItemDataRole.ToolTipRole)
    assert len(texts_of(window, "members")) == 3
    window.close()
    assert "1 行没有填全" in window.strip.sentence
    assert window.isVisible()


@pytest.mark.parametrize("leave", ["page", "period", "window"])
def test_what_is_being_typed_is_saved_however_the_cell_is_left(
    window: MainWindow, roster: LedgerGrid, tmp_path: Path, leave: str
) -> None:
    write("赵六")
    if leave == "page":
        go_to_page(3)
    elif leave == "period":
        window.top.quarter.setFocus()
        press(Key.Key_Up)
    else:
        window.close()
        assert not window.isVisible()
    office = open_office(tmp_path / "机电系党支部.db", clock=window.desk.clock, new_id=window.desk.new_id)
    assert rows(office, ROSTER)[0].texts[NAME] == "赵六"
    office.close()


def test_removing_rows_can_be_undone(window: MainWindow) -> None:
    go_to_page(5)
    go_to_step(window, 0)
    for text in ("甲", "乙"):
        fill_row(window, member_id="机电系党支部", text=text)
    press(Key.Key_Home, CTRL)
    press(Key.Key_Minus, CTRL)
    assert [row["text"] for row in texts_of(window, "commitments")] == ["乙"]
    press(Key.Key_Z, CTRL)
    assert [row["text"] for row in texts_of(window, "commitments")] == ["甲", "乙"]


def test_the_space_bar_turns_a_flag(window: MainWindow) -> None:
    go_to_page(3)
    press(Key.Key_Home, CTRL)
    press(Key.Key_Tab)
    press(Key.Key_Tab)
    press(Key.Key_Space)
    assert texts_of(window, "posts")[0]["enabled"] == "否"


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Tab])
def test_a_choice_is_completed_from_a_part_of_it(window: MainWindow, roster: LedgerGrid, key: Qt.Key) -> None:
    for _ in range(ETHNICITY):
        press(Key.Key_Tab)
    write("吾尔")
    press(Key.Key_Down)
    press(key)
    assert texts_of(window, "members")[0]["ethnicity"] == "维吾尔族"
    assert focus() is roster.view


@pytest.mark.parametrize(
    ("typed", "taken"),
    [("wwez", "维吾尔族"), ("weiwu", "维吾尔族"), ("吾", "维吾尔族"), ("汉族", "汉族"), ("zz", "藏族")],
)
def test_a_choice_is_taken_by_its_pinyin_its_initials_or_the_only_one_that_fits(
    window: MainWindow, roster: LedgerGrid, typed: str, taken: str
) -> None:
    for _ in range(ETHNICITY):
        press(Key.Key_Tab)
    write(typed)
    press(Key.Key_Return)
    assert texts_of(window, "members")[0]["ethnicity"] == taken
    assert cursor(roster) == (1, ETHNICITY)


def test_a_member_is_picked_by_initials_the_surname_read_as_surnames_are(
    window: MainWindow, roster: LedgerGrid
) -> None:
    fill_row(window, name="单小明")
    go_to_page(5)
    go_to_step(window, 0)
    fill_row(window, member_id="sxm", text="带头学习")
    assert texts_of(window, "commitments")[0]["member_id"] == "单小明"


def test_down_in_a_cell_shows_every_choice(window: MainWindow, roster: LedgerGrid) -> None:
    press(Key.Key_Tab)
    press(Key.Key_F2)
    press(Key.Key_Down)
    press(Key.Key_Down)
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert texts_of(window, "members")[0]["sex"] == "女"


BLOCKS = [
    ("a\tb\nc\td", [["a", "b"], ["c", "d"]]),
    ('"x\ny"\t"he said ""hi"""\r\n', [["x\ny", 'he said "hi"']]),
    ('5" pipe\tz', [['5" pipe', "z"]]),
    ("", [[""]]),
]


@pytest.mark.parametrize(("text", "block"), BLOCKS)
def test_the_clipboard_is_read_as_spreadsheets_write_it(text: str, block: list[list[str]]) -> None:
    assert read_block(text) == block
    assert read_block(write_block(block)) == block


def test_a_block_is_repeated_over_a_whole_multiple_of_it_only() -> None:
    assert tile([["1"], ["2"]], 4, 1) == [["1"], ["2"], ["1"], ["2"]]
    assert tile([["1"], ["2"]], 3, 1) == [["1"], ["2"]]
