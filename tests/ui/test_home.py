"""首页: to-dos that land where they are done, are put off and brought back, by keyboard."""

import pytest
from PySide6.QtWidgets import QWidget

from dangjian_desktop.ui import words
from dangjian_desktop.ui.dialogs.skip import SkipDialog
from dangjian_desktop.ui.main_window import MainWindow
from dangjian_desktop.ui.tabs.home import HomePage
from dangjian_desktop.ui.todo_list import TodoLine
from tests.ui.conftest import MakeWindow
from tests.ui.hands import CTRL, Key, digest_of, fill_row, go_to_page, grid_of, press, sentences, texts_of, use, write


@pytest.fixture
def home(window: MainWindow) -> HomePage:
    """The first page of a branch of two with an area each, who have not told of it yet."""
    go_to_page(2)
    fill_row(window, name="张三", staff_kind="教师")
    fill_row(window, name="李四", staff_kind="教师", duty="党支部书记")
    go_to_page(4)
    window.show_page("areas", "areas")
    fill_row(window, name="机电楼", duties="联系群众")
    window.show_page("areas", "area_assignments")
    for name in ("张三", "李四"):
        fill_row(window, area_id="机电楼", member_id=name)
    go_to_page(1)
    page = window.pages[words.HOME]
    assert isinstance(page, HomePage)
    return page


def line(home: HomePage, text: str) -> TodoLine:
    return next(each for each in home.todos.lines if isinstance(each, TodoLine) and text in each.todo.sentence)


def test_an_empty_branch_is_told_what_comes_next(window: MainWindow) -> None:
    assert "今天没有要办的事。下一件：12月1日 标兵评选。" in sentences(window.pages[words.HOME])


def test_a_todo_names_its_clause_and_lands_on_a_row_for_each_person(window: MainWindow, home: HomePage) -> None:
    todo = line(home, "第四季度党员大会：2 名党员未汇报")
    assert "依据：在每季度的党员大会上" in todo.toolTip()
    use(todo.go)
    grid = grid_of(window)
    assert grid.ledger.key == "quarter_reports"
    assert [grid.model.text(row, 0) for row in range(grid.model.filled())] == ["张三", "李四"]
    assert grid.model.drafts() == 0
    assert texts_of(window, "quarter_reports") == []
    grid.view.setFocus()
    grid.view.go_to(1, 4)
    write("已汇报")
    press(Key.Key_Return)
    assert [row["member_id"] for row in texts_of(window, "quarter_reports")] == ["李四"]
    use(grid.narrow.all_button)
    assert [grid.model.text(row, 0) for row in range(grid.model.filled())] == ["张三", "李四"]
    assert grid.model.is_offered(0), "who has not reported has a row ready at this step"
    assert not grid.model.is_offered(1)
    go_to_page(1)
    assert any("1 名党员未汇报" in text for text in sentences(home.todos))


def test_a_todo_put_off_waits_and_comes_back_by_undo_or_by_its_button(window: MainWindow, home: HomePage) -> None:
    before = digest_of(window)
    menu = line(home, "评选月").menu()
    menu.actions()[0].trigger()
    assert not any("评选月" in text for text in sentences(home.todos))
    use(home.todos.folded)
    assert any("评选月" in text and "11月25日提醒" in text for text in sentences(home.todos))
    press(Key.Key_Z, CTRL)
    assert digest_of(window) == before
    assert line(home, "评选月").isVisible()


def test_not_this_year_asks_for_a_word(window: MainWindow, home: HomePage, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(("", "经党总支同意不开展"))

    def ask(_parent: QWidget, _sentence: str) -> str:
        return next(answers)

    monkeypatch.setattr(SkipDialog, "ask", ask)
    line(home, "评选月").menu().actions()[-1].trigger()
    assert line(home, "评选月").isVisible()
    line(home, "评选月").menu().actions()[-1].trigger()
    use(home.todos.folded)
    assert any("本年不办：经党总支同意不开展" in text for text in sentences(home.todos))


def test_the_reason_is_needed(make_window: MakeWindow) -> None:
    dialog = SkipDialog(make_window("机电系党支部"), "标兵民主测评。")
    assert not dialog.accept_button.isEnabled()
    dialog.reason.setText("不开展")
    assert dialog.accept_button.isEnabled()
    dialog.deleteLater()


def test_the_cards_tell_progress_and_the_last_report(home: HomePage) -> None:
    told = sentences(home)
    assert "2/2" in told
    assert "人已落实" in told
    assert any("还没有上报过" in text for text in told)
