"""责任区 as drawn: one line an activity, ticks of consent, quarters at a glance, ledgers of new lines alone."""

import pytest

from dangjian_desktop.core.clock import Clock
from dangjian_desktop.ui.dialogs.people import PeopleDialog
from dangjian_desktop.ui.main_window import MainWindow
from dangjian_desktop.ui.tabs.areas import AreasTab
from dangjian_desktop.ui.tabs.print_centre import PrintCentre
from tests.ui.hands import CTRL, Key, fill_row, go_to_page, go_to_step, grid_of, press, texts_of, use, write

NAMES = ("张三", "李四", "王五")


@pytest.fixture
def tab(window: MainWindow) -> AreasTab:
    """Three members who keep one building, and two namesakes without an area."""
    go_to_page(2)
    for name in NAMES:
        fill_row(window, name=name)
    fill_row(window, name="周雨", birth="1985.05")
    fill_row(window, name="周雨", birth="1991.08")
    go_to_page(4)
    page = window.stack.currentWidget()
    assert isinstance(page, AreasTab)
    go_to_step(window, 0, ledger=1)
    fill_row(window, name="机电楼", duties="卫生、安全")
    go_to_step(window, 0)
    for name in NAMES:
        fill_row(window, area_id="机电楼", member_id=name)
    return page


def activities(window: MainWindow) -> list[tuple[str, str, str, str]]:
    keys = ("member_id", "held_on", "name", "content")
    return [tuple(row.get(key, "") for key in keys) for row in texts_of(window, "area_activities")]  # type: ignore[misc]


def at_line(window: MainWindow, tab: AreasTab) -> None:
    go_to_step(window, 2)
    tab.activity.line.setFocus()


def test_Z06_the_coverage_leads_to_those_left_out_who_have_rows_ready(window: MainWindow, tab: AreasTab) -> None:
    assert tab.headline.text() == "覆盖 3/5 = 60%，要求 100%"
    assert tab.only_button.text() == "只看未划分的 2 人"
    use(tab.only_button)
    grid = grid_of(window)
    names = [grid.model.text(row, 1) for row in range(grid.model.filled())]
    assert names == ["周雨（1985-05）", "周雨（1991-08）"]


def test_Z16_one_line_is_an_activity(window: MainWindow, tab: AreasTab) -> None:
    at_line(window, tab)
    write("zs 11.20 ")
    write("走访宿舍")
    line = tab.activity
    assert (line.day.text(), line.name.text(), line.give_button.text()) == ("2026-11-20", "走访宿舍", "登记 1 人")
    press(Key.Key_Return)
    assert activities(window) == [("张三", "2026-11-20", "走访宿舍", "")]
    assert grid_of(window).model.text(0, 0) == "张三"
    assert line.line.text() == ""
    assert line.line.hasFocus(), "ready for the next one"
    press(Key.Key_Z, CTRL)
    assert activities(window) == []


def test_a_line_is_corrected_in_its_fields_before_it_is_entered(window: MainWindow, tab: AreasTab) -> None:
    at_line(window, tab)
    write("李四 昨天 走访")
    assert tab.activity.day.text() == "2026-11-23"
    tab.activity.day.setFocus()
    press(Key.Key_A, CTRL)
    write("11.2")
    press(Key.Key_Return)
    assert "可能是 11月2日，也可能是 11月20日" in tab.activity.told.text()
    assert activities(window) == []
    write("0")
    tab.activity.content.setFocus()
    write("三间宿舍")
    press(Key.Key_Return)
    assert activities(window) == [("李四", "2026-11-20", "走访", "三间宿舍")]


def test_several_people_are_one_entry_and_one_undo(
    window: MainWindow, tab: AreasTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_line(window, tab)
    monkeypatch.setattr(PeopleDialog, "ask", lambda _parent, people, *_: tuple(name for name, _ in people[:2]))
    use(tab.activity.people_button)
    assert tab.activity.line.text() == "张三、李四 "
    write("11.20 ")
    write("打扫机电楼")
    assert tab.activity.give_button.text() == "登记 2 人"
    press(Key.Key_Return)
    assert [each[0] for each in activities(window)] == ["张三", "李四"]
    assert window.top.undo.text() == "撤销：登记活动 2 人"
    press(Key.Key_Z, CTRL)
    assert activities(window) == []


def test_namesakes_are_asked_and_nothing_is_guessed(window: MainWindow, tab: AreasTab) -> None:
    for birth in ("1985.05", "1991.08"):
        fill_row(window, area_id="机电楼", member_id=f"周雨（{birth}）")
    at_line(window, tab)
    write("周雨 11.20 谈心")
    (box,) = tab.activity.asked
    press(Key.Key_Return)
    assert box.hasFocus()
    assert "不止一个" in tab.activity.told.text()
    assert activities(window) == []
    press(Key.Key_Down)
    press(Key.Key_Down)
    use(tab.activity.give_button)
    assert [each[0] for each in activities(window)] == ["周雨（1991-08）"]


def test_what_cannot_be_taken_says_why_and_keeps_the_line(window: MainWindow, tab: AreasTab) -> None:
    at_line(window, tab)
    write("周雨 11.20 谈心")
    press(Key.Key_Return)
    assert "还没有责任区，不能登记活动" in tab.activity.told.text()
    assert tab.activity.line.text() == "周雨 11.20 谈心"
    press(Key.Key_Escape)
    assert tab.activity.line.text() == ""
    assert not tab.activity.told.isVisible()


def test_Z02_consent_is_ticked_by_the_space_bar_and_for_many_by_a_button(window: MainWindow, tab: AreasTab) -> None:
    grid = grid_of(window)
    columns = [column.key for column in grid.ledger.columns]
    rows = [row for row in range(grid.model.filled()) if grid.model.line(row).id]
    grid.view.go_to(rows[0], columns.index("consent"))
    press(Key.Key_Space)
    assert texts_of(window, "area_assignments")[0]["consent"] == "同意"
    press(Key.Key_Space)
    assert "consent" not in texts_of(window, "area_assignments")[0]
    grid.view.select_rows(rows, 0)
    use(tab.opinion_buttons["三方都同意"])
    for row in texts_of(window, "area_assignments"):
        assert {row["consent"], row["committee_opinion"], row["served_opinion"]} == {"同意"}
    assert window.top.undo.text() == "撤销：登记三方都同意 3 行"
    press(Key.Key_Z, CTRL)
    assert not any("consent" in row for row in texts_of(window, "area_assignments"))


def test_Z14_a_cell_of_the_matrix_leads_to_the_report_of_its_quarter(window: MainWindow, tab: AreasTab) -> None:
    go_to_step(window, 3)
    assert [told.name for told in tab.matrix.quarters.rows] == list(NAMES)
    tab.matrix.setFocus()
    press(Key.Key_Down)
    press(Key.Key_Right)
    press(Key.Key_Return)
    assert window.desk.period.quarter == 2
    grid = grid_of(window)
    assert (grid.model.filled(), grid.model.text(0, 0)) == (1, "李四")
    assert grid.view.hasFocus()
    write("汇报责任区工作")
    press(Key.Key_Return)
    assert tab.matrix.quarters.rows[1].quarters == (False, True, False, False)
    index = tab.matrix.quarters.index(1, 2)
    assert (index.data(), tab.matrix.quarters.headerData(2, tab.matrix.horizontalHeader().orientation(), 3)) == (
        "✓",
        "第二季度已汇报 1/3 人",
    )


def test_ledgers_of_new_lines_alone_go_to_the_print_centre(
    window: MainWindow, tab: AreasTab, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_line(window, tab)
    write("张三、李四 11.20 走访")
    press(Key.Key_Return)
    assert tab.new_button.text() == "只打有新记录的 2 人"
    assert tab.papers_button.text() == "生成活动台账（3 人）→"
    use(tab.new_button)
    centre = window.stack.currentWidget()
    assert isinstance(centre, PrintCentre)
    assert [choice.number for choice in centre.model.chosen()] == [4]
    assert centre.options.people_button.text() == "张三、李四"
    assert centre.preview.pdf
    pdf = centre.preview.pdf
    assert pdf


def test_the_year_before_is_copied_where_nothing_is_there(window: MainWindow, tab: AreasTab) -> None:
    window.desk.set_period(2027, 1)
    assert tab.headline.text().startswith("先给每名党员划一个责任区。可以按办公室、班级、宿舍划分。")
    assert [made.text() for made in tab.offers.values()] == ["从上一年复制 3 人", "粘贴"]
    use(tab.offers["copy"])
    assert tab.offers == {}
    assert tab.headline.text() == "覆盖 3/5 = 60%，要求 100%"
    press(Key.Key_Z, CTRL)
    assert list(tab.offers) == ["copy", "paste"]
