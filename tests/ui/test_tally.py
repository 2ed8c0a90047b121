"""民主测评 counted in three columns: by keys and clicks, ties, one type a person, the nominee (B03, B11, B12)."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dangjian_desktop.core.clock import pinned
from dangjian_desktop.services.offices import open_office
from dangjian_desktop.services.tally import read_tally
from dangjian_desktop.ui import words
from dangjian_desktop.ui.main_window import MainWindow
from dangjian_desktop.ui.tabs.award_tab import PacesettersTab
from dangjian_desktop.ui.tabs.print_centre import PrintCentre
from dangjian_desktop.ui.tally.column import NAME, VOTES, TallyColumn
from tests.services.exchange_year import save
from tests.ui.hands import CTRL, Key, digest_of, focus, go_to_page, press, texts_of, use, write

STUDY, WORK, SERVICE = "学习标兵", "工作标兵", "服务标兵"
PEOPLE = {"张三": "教师", "郑淑芬": "教师", "李四": "教师", "王五": "管理岗", "周小明": "学生"}


@pytest.fixture
def tab(window: MainWindow) -> PacesettersTab:
    """The tab at its first step, the keys in the first column."""
    members = [{"name": name, "staff_kind": kind} for name, kind in PEOPLE.items()]
    window.desk.run(lambda office: save(office, "members", *members))
    window.refresh()
    go_to_page(7)
    page = window.stack.currentWidget()
    assert isinstance(page, PacesettersTab)
    assert page.tally is not None, "the count is not shown"
    page.tally.start.setFocus()
    return page


def column(tab: PacesettersTab, kind: str) -> TallyColumn:
    assert tab.tally is not None
    return tab.tally.columns[kind]


def listed(tab: PacesettersTab, kind: str) -> list[tuple[str, str]]:
    table = column(tab, kind).table
    texts = [(table.item(place, NAME), table.item(place, VOTES)) for place in range(table.model().rowCount())]
    return [(name.text(), votes.text()) for name, votes in texts if name and votes]


def count(tab: PacesettersTab, kind: str, *entries: str) -> None:
    column(tab, kind).entry.setFocus()
    for entry in entries:
        write(entry)
        press(Key.Key_Return)


def test_each_column_lists_whom_its_type_is_for_and_all_by_a_switch(tab: PacesettersTab) -> None:
    assert listed(tab, STUDY) == [("张三", ""), ("郑淑芬", ""), ("李四", ""), ("周小明", "")]
    assert listed(tab, WORK) == [("张三", ""), ("郑淑芬", ""), ("李四", "")]
    assert listed(tab, SERVICE) == [("王五", "")]
    switch = column(tab, SERVICE).everybody
    switch.setFocus()
    press(Key.Key_Space)
    assert len(listed(tab, SERVICE)) == 5


def test_B11_votes_are_typed_by_initials_or_pinyin_and_the_first_stands_on_top(
    window: MainWindow, tab: PacesettersTab
) -> None:
    assert focus() is column(tab, STUDY).entry
    count(tab, STUDY, "zs 12", "lisi 15", "zhouxm3")
    assert listed(tab, STUDY)[:3] == [("李四", "15"), ("张三", "12"), ("周小明", "3")]
    assert column(tab, STUDY).nominate.text() == "推荐李四"
    rows = [(row["member_id"], row["kind"], row["votes"]) for row in texts_of(window, "candidacies")]
    assert rows == [("张三", STUDY, "12"), ("李四", STUDY, "15"), ("周小明", STUDY, "3")]


def test_B11_each_entry_is_undone_by_itself(window: MainWindow, tab: PacesettersTab) -> None:
    before = digest_of(window)
    count(tab, WORK, "zs 12", "ls 3")
    assert window.top.undo.toolTip() == "撤销：工作标兵计票：李四 3 票"
    press(Key.Key_Z, CTRL)
    assert listed(tab, WORK)[0] == ("张三", "12")
    assert ("李四", "") in listed(tab, WORK)
    press(Key.Key_Z, CTRL)
    assert digest_of(window) == before


def test_a_click_or_a_key_gives_one_vote_and_another_takes_it(tab: PacesettersTab) -> None:
    table = column(tab, WORK).table
    item = table.item(1, NAME)
    assert item is not None
    place = table.visualRect(item.index()).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert listed(tab, WORK)[0] == ("郑淑芬", "1")
    table.setFocus()
    assert table.member
    for _ in range(3):
        press(Key.Key_Space)
    press(Key.Key_Minus)
    assert listed(tab, WORK)[0] == ("郑淑芬", "3")
    press(Key.Key_Delete)
    assert listed(tab, WORK) == [("张三", ""), ("郑淑芬", ""), ("李四", "")]


def test_B03_who_stands_in_one_type_is_grey_in_the_others_and_is_not_counted_there(
    window: MainWindow, tab: PacesettersTab
) -> None:
    count(tab, STUDY, "zs 12")
    table = column(tab, WORK).table
    item = table.item(0, NAME)
    assert item is not None
    assert item.text() == "张三　已参加学习标兵"
    assert not item.flags() & Qt.ItemFlag.ItemIsEnabled
    assert item.toolTip() == "本季度已参加学习标兵评选（每人每季度仅能参与一项）"
    count(tab, WORK, "zhangsan 2")
    assert "张三本季度已参加学习标兵评选，每人每季度仅能参与一项" in window.strip.sentence
    assert len(texts_of(window, "candidacies")) == 1


def test_what_is_not_understood_is_told_in_one_sentence(window: MainWindow, tab: PacesettersTab) -> None:
    count(tab, STUDY, "zs")
    assert "看不出票数" in window.strip.sentence
    column(tab, STUDY).entry.clear()
    count(tab, STUDY, "z 3")
    assert "“z”对得上 张三、郑淑芬、周小明，没有记票" in window.strip.sentence
    column(tab, STUDY).entry.clear()
    count(tab, STUDY, "xyz 3")
    assert "“xyz”在名册里没有" in window.strip.sentence
    assert texts_of(window, "candidacies") == []


def test_B12_a_tie_asks_for_its_resolution_and_then_the_chosen_one_is_nominated(
    window: MainWindow, tab: PacesettersTab
) -> None:
    count(tab, STUDY, "zs 12", "ls 12")
    shown = column(tab, STUDY)
    assert shown.tie.isVisible()
    assert shown.tie.text() == "并列第一：请记录复议结果"
    use(shown.nominate)
    assert "请先记录复议结果" in window.strip.sentence
    shown.resolution.setFocus()
    write("再次测评李四得票多。")
    press(Key.Key_Return)
    assert texts_of(window, "votes")[0]["tie_resolution"] == "再次测评李四得票多。"
    place = next(i for i, (name, _) in enumerate(listed(tab, STUDY)) if name == "李四")
    shown.table.setCurrentIndex(shown.table.model().index(place, NAME))
    use(shown.nominate)
    assert [row["member_id"] for row in texts_of(window, "pacesetter_nominations")] == ["李四"]
    assert shown.nominate.text() == "已推荐李四"
    assert not shown.nominate.isEnabled()
    press(Key.Key_Z, CTRL)
    assert texts_of(window, "pacesetter_nominations") == []


def test_B12_the_first_is_nominated_by_one_button(window: MainWindow, tab: PacesettersTab) -> None:
    count(tab, SERVICE, "ww 8")
    use(column(tab, SERVICE).nominate)
    (row,) = texts_of(window, "pacesetter_nominations")
    assert (row["member_id"], row["kind"], row["quarter"]) == ("王五", SERVICE, "4")


def test_B09_a_sealed_vote_is_not_counted_any_more(window: MainWindow, tab: PacesettersTab) -> None:
    count(tab, WORK, "zs 12")
    window.desk.run(lambda office: save(office, "votes", {"kind": WORK, "closed": "是"}))
    window.refresh()
    shown = column(tab, WORK)
    assert shown.entry.isReadOnly()
    shown.table.setFocus()
    shown.table.setCurrentIndex(shown.table.model().index(0, NAME))
    press(Key.Key_Space)
    assert "已封票" in window.strip.sentence
    assert listed(tab, WORK)[0] == ("张三", "12")


def test_outside_the_month_it_says_when_and_prints_blank_ballots(window: MainWindow, tab: PacesettersTab) -> None:
    assert tab.tally is not None
    assert tab.tally.told.text() == "第四季度评选在 12 月进行。"
    use(tab.tally.before_button)
    assert window.desk.period.quarter == 3
    assert tab.tally.told.text() == "第三季度评选在 9 月进行，没有计票。"
    use(tab.tally.blank_button)
    page = window.stack.currentWidget()
    assert isinstance(page, PrintCentre)
    assert page.preview.pages == 1
    assert words.PRINTING in window.pages


def test_the_count_is_in_the_data_file_and_a_todo_leads_to_the_grid(window: MainWindow, tab: PacesettersTab) -> None:
    count(tab, STUDY, "zs 12")
    path = window.desk.path
    assert path is not None
    window.desk.close()
    again = open_office(path, clock=pinned("2026-12-01T09:00"), new_id=window.desk.new_id)
    first = read_tally(again, year=2026, quarter=4).counts[0].standers[0]
    again.close()
    assert (first.name, first.votes) == ("张三", 12)
    tab.go_to("candidacies")
    assert tab.grid is not None
    QApplication.processEvents()
