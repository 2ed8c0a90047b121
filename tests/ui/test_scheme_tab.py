"""A scheme's tab: marks and counts on its steps, the figures above the grid and what they lead to."""

from dangjian_desktop.ui.main_window import MainWindow
from dangjian_desktop.ui.scheme_tab import SchemeTab
from dangjian_desktop.ui.tabs.posts import PostsTab
from tests.ui.hands import CTRL, Key, fill_row, go_to_page, go_to_step, grid_of, press, texts_of, use


def posts_of(window: MainWindow) -> PostsTab:
    """Two without office, one of whom has chosen; the tab 设岗定责 at the step 支部确定."""
    go_to_page(2)
    fill_row(window, name="张三")
    fill_row(window, name="李四")
    go_to_page(3)
    page = window.stack.currentWidget()
    assert isinstance(page, PostsTab)
    go_to_step(window, 1)
    fill_row(window, member_id="张三", first_id="教育示范岗")
    go_to_step(window, 2)
    return page


def test_steps_show_marks_and_counts_in_words_too(window: MainWindow) -> None:
    page = posts_of(window)
    assert page.steps.button(1).text() == "◐ ② 党员选报 1/2"
    assert page.steps.button(2).text() == "○ ③ 支部确定 0/2"
    assert page.steps.button(2).accessibleName() == "③ 支部确定，未开始 0/2"


def test_choices_are_filled_in_by_one_button_and_undone_by_one_key(window: MainWindow) -> None:
    page = posts_of(window)
    assert page.fill_button.text() == "按志愿填入 1 人"
    use(page.fill_button)
    assert [row["post_id"] for row in texts_of(window, "post_assignments")] == ["教育示范岗"]
    assert page.steps.button(2).text() == "◐ ③ 支部确定 1/2"
    assert page.only_button.text() == "只看未上岗的 1 人"
    assert not page.fill_button.isVisible()
    press(Key.Key_Z, CTRL)
    assert texts_of(window, "post_assignments") == []
    assert page.fill_button.isVisible()


def test_who_is_missing_gets_a_row_to_fill(window: MainWindow) -> None:
    page = posts_of(window)
    use(page.fill_button)
    use(page.only_button)
    grid = grid_of(window)
    assert [grid.model.text(row, 0) for row in range(grid.model.filled())] == ["李四"]
    assert grid.model.drafts() == 0


def test_the_paper_button_counts_people(window: MainWindow) -> None:
    page = posts_of(window)
    use(page.fill_button)
    go_to_step(window, 3)
    assert page.papers_button.text() == "生成责任状（1 人）→"


def test_counts_give_way_before_the_page_grows(window: MainWindow) -> None:
    page = posts_of(window)
    page.steps.resize(300, page.steps.height())
    assert page.steps.button(1).text() == "◐ ② 党员选报"
    assert "1/2" in page.steps.button(1).toolTip()
    page.steps.resize(1200, page.steps.height())
    assert page.steps.button(1).text() == "◐ ② 党员选报 1/2"


def test_an_empty_scheme_says_where_its_people_come_from(window: MainWindow) -> None:
    go_to_page(3)
    page = window.stack.currentWidget()
    assert isinstance(page, SchemeTab)
    assert "名册里还没有党员" in page.headline.text()
    use(page.offers["roster"])
    assert grid_of(window).ledger.key == "members"
    go_to_page(2)
    fill_row(window, name="张三", duty="党支部书记")
    go_to_page(3)
    go_to_step(window, 2)
    assert "“职务”一栏为空的党员会自动出现在这里" in page.headline.text()
    assert list(page.offers) == ["roster", "import"]
    go_to_page(4)
    areas = window.stack.currentWidget()
    assert isinstance(areas, SchemeTab)
    assert "先给每名党员划一个责任区" in areas.headline.text()
    assert "覆盖 0/1 = 0%" in areas.headline.text()
    assert "roster" not in areas.offers
