"""Blocks from WPS find their columns: by their headings, past the year of the page, names merged over several rows."""

import pytest

from dangjian_desktop.ui.main_window import MainWindow
from tests.ui.hands import CTRL, Key, fill_row, go_to_page, paste, press, texts_of

NAMES = ("张三", "李四", "王五")
BLOCK = "张三\t每月走访宿舍\t2026-12-31\n\t带好青年教师\t年底前\n李四\t整理实训室\t长期"
PLEDGES = [
    ("张三", "每月走访宿舍", "2026-12-31"),
    ("张三", "带好青年教师", "年底前"),
    ("李四", "整理实训室", "长期"),
]


@pytest.fixture
def pledges(window: MainWindow) -> MainWindow:
    """The empty grid of commitments, above three members."""
    go_to_page(2)
    for name in NAMES:
        fill_row(window, name=name)
    go_to_page(5)
    return window


def kept(window: MainWindow) -> list[tuple[str, ...]]:
    return [tuple(row.get(key, "") for key in ("member_id", "text", "due")) for row in texts_of(window, "commitments")]


def test_C06_a_block_without_a_year_goes_round_the_year_and_names_go_on(pledges: MainWindow) -> None:
    paste(BLOCK)
    assert kept(pledges) == PLEDGES
    assert {row["year"] for row in texts_of(pledges, "commitments")} == {"2026"}
    assert "新增 3 行" in pledges.strip.sentence


def test_headings_say_where_columns_belong_wherever_the_cursor_is(pledges: MainWindow) -> None:
    for _ in range(5):
        press(Key.Key_Right)
    head = "序号\t计划完成时限\t姓 名\t电话\t承诺事项"
    paste(f"{head}\n1\t2026-12-31\t张三\t138\t每月走访宿舍\n2\t年底前\t\t\t带好青年教师\n3\t长期\t李四\t\t整理实训室")
    assert kept(pledges) == PLEDGES
    assert "“电话”没有对应的栏目" in pledges.strip.sentence


def test_a_block_with_years_keeps_them_in_their_column(pledges: MainWindow) -> None:
    paste("张三\t2026\t每月走访宿舍\n李四\t2026\t整理实训室")
    assert [(name, text) for name, text, _ in kept(pledges)] == [("张三", "每月走访宿舍"), ("李四", "整理实训室")]


def test_a_column_of_names_alone_does_not_spread_into_its_gaps(pledges: MainWindow) -> None:
    paste(BLOCK)
    press(Key.Key_Home, CTRL)
    paste("王五\n\n王五")
    assert [name for name, *_ in kept(pledges)] == ["王五", "机电系党支部", "王五"]


def test_one_row_like_headings_is_a_row(window: MainWindow) -> None:
    go_to_page(2)
    paste("姓名\t性别")
    assert [row["name"] for row in texts_of(window, "members")] == ["姓名"]
