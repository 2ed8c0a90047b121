"""承诺践诺 as drawn: counts that filter, duties to begin with, review by two keys, late ones alone, a block of 126 rows."""

import pytest
from PySide6.QtWidgets import QApplication

from dangjian_desktop.ui.main_window import MainWindow
from dangjian_desktop.ui.tabs.commitments import CommitmentsTab
from dangjian_desktop.ui.tabs.print_centre import PrintCentre
from tests.ui.hands import CTRL, Key, fill_row, go_to_page, go_to_step, grid_of, paste, press, texts_of, use, write

BRANCH = "机电系党支部"
NAMES = ("张三", "李四", "王五")


@pytest.fixture
def tab(window: MainWindow) -> CommitmentsTab:
    """Three members, one of them retired, at 提出承诺."""
    go_to_page(2)
    fill_row(window, name="张三")
    fill_row(window, name="李四", duty="系主任")
    fill_row(window, name="王五", staff_kind="离退休")
    go_to_page(5)
    page = window.stack.currentWidget()
    assert isinstance(page, CommitmentsTab)
    go_to_step(window, 0)
    return page


def pledge(window: MainWindow, name: str, *texts: str, due: str = "年底前") -> None:
    for text in texts:
        fill_row(window, member_id=name, text=text, due=due)


def chips(tab: CommitmentsTab) -> list[tuple[str, str]]:
    return [(str(row[0]), str(row[1])) for row in tab.counts.plain.rows]


def shown(window: MainWindow) -> list[tuple[str, str]]:
    grid = grid_of(window)
    return [(grid.model.text(row, 0), grid.model.text(row, 2)) for row in range(grid.model.filled())]


def reviews(window: MainWindow) -> list[str]:
    return [row["review"] for row in texts_of(window, "commitments")]


def test_C08_everybody_has_a_count_that_filters(window: MainWindow, tab: CommitmentsTab) -> None:
    pledge(window, "张三", "走访宿舍", "帮扶学生", "公开课")
    pledge(window, "李四", "检查实训室")
    assert chips(tab) == [
        ("全部", "4"),
        (BRANCH, "0/5–8 少"),
        ("张三", "3/3–5 ✓"),
        ("李四", "1/3–5 少"),
        ("王五", "0　自愿"),
    ]
    tab.counts.setFocus()
    for _ in range(3):
        press(Key.Key_Down)
    assert shown(window) == [("李四", "检查实训室")]
    assert tab.counts.hasFocus()
    grid_of(window).view.setFocus()
    grid = grid_of(window)
    grid.view.go_to(grid.model.filled(), 2)
    write("每月答疑")
    press(Key.Key_Return)
    assert [row["member_id"] for row in texts_of(window, "commitments")].count("李四") == 2, "the name is given"
    use(grid.narrow.all_button)
    assert len(shown(window)) == 5
    assert tab.counts.name == ""


def test_a_block_with_names_left_out_is_pasted_whole(window: MainWindow, tab: CommitmentsTab) -> None:
    """样例5's merged cells: 126 rows of three columns, the name on the first row of each person alone."""
    rows = [f"{name if not at else ''}\t{name}的承诺{at}\t年底前" for name in (BRANCH, *NAMES) for at in range(31)]
    rows += ["张三\t再一项\t6月30日", "\t又一项\t6月30日"]
    assert len(rows) == 126
    press(Key.Key_End, CTRL)
    press(Key.Key_Home)
    paste("\n".join(rows))
    found = texts_of(window, "commitments")
    assert len(found) == 126
    for name in (BRANCH, "李四", "王五"):
        assert [row["text"] for row in found if row["member_id"] == name] == [f"{name}的承诺{at}" for at in range(31)]
    assert [row["text"] for row in found if row["member_id"] == "张三"][-2:] == ["再一项", "又一项"]
    assert {row["due"] for row in found} == {"年底前", "6月30日"}
    assert {row["year"] for row in found} == {"2026"}
    assert grid_of(window).model.drafts() == 0
    press(Key.Key_Z, CTRL)
    assert texts_of(window, "commitments") == []


def test_a_block_copied_with_its_year_goes_back_to_the_same_columns(window: MainWindow, tab: CommitmentsTab) -> None:
    press(Key.Key_End, CTRL)
    press(Key.Key_Home)
    paste("张三\t2026\t走访宿舍\t年底前")
    (row,) = texts_of(window, "commitments")
    assert (row["year"], row["text"], row["due"]) == ("2026", "走访宿舍", "年底前")


def test_C07_the_duties_of_the_post_are_a_beginning(window: MainWindow, tab: CommitmentsTab) -> None:
    go_to_page(3)
    go_to_step(window, 0)
    fill_row(window, name="自设岗", duties="每月走访一次")
    go_to_step(window, 2)
    fill_row(window, member_id="张三", post_id="自设岗")
    go_to_page(5)
    assert tab.duties_button.text() == "参考岗位职责（还没有承诺的 1 人）"
    use(tab.duties_button)
    (row,) = texts_of(window, "commitments")
    assert (row["member_id"], row["text"], row["link"], row["review"]) == ("张三", "每月走访一次", "自设岗", "待审核")
    assert window.top.undo.text() == "撤销：参考岗位职责 1 项"
    assert not tab.duties_button.isEnabled()
    press(Key.Key_Z, CTRL)
    assert texts_of(window, "commitments") == []


def test_C10_enter_passes_and_the_next_one_waits(window: MainWindow, tab: CommitmentsTab) -> None:
    pledge(window, "张三", "甲", "乙", "丙")
    pledge(window, BRANCH, "支部的")
    go_to_step(window, 1)
    assert [text for _, text in shown(window)] == ["甲", "乙", "丙"], "what the branch promises it does not review"
    press(Key.Key_Home, CTRL)
    press(Key.Key_Down)
    assert tab.review.pass_button.text() == "通过 1 项"
    press(Key.Key_Return)
    assert [text for _, text in shown(window)] == ["甲", "丙"]
    assert grid_of(window).view.currentIndex().row() == 1
    press(Key.Key_Return)
    assert [text for _, text in shown(window)] == ["甲"]
    assert reviews(window) == ["待审核", "通过", "通过", "待审核"]
    assert window.top.undo.text() == "撤销：审核通过 1 项"
    press(Key.Key_Z, CTRL)
    assert [text for _, text in shown(window)] == ["甲", "丙"]


def test_C10_all_are_passed_at_once_and_taken_back_at_once(window: MainWindow, tab: CommitmentsTab) -> None:
    pledge(window, "张三", "甲", "乙", "丙")
    go_to_step(window, 1)
    press(Key.Key_A, CTRL)
    assert tab.review.pass_button.text() == "通过 3 项"
    use(tab.review.pass_button)
    assert reviews(window) == ["通过"] * 3
    assert texts_of(window, "commitments")[0]["reviewed_on"] == "2026-11-24"
    assert not tab.review.pass_button.isEnabled()
    press(Key.Key_Z, CTRL)
    assert reviews(window) == ["待审核"] * 3


def test_C10_f8_sends_back_with_a_reason(window: MainWindow, tab: CommitmentsTab) -> None:
    pledge(window, "张三", "甲", "乙")
    go_to_step(window, 1)
    press(Key.Key_Home, CTRL)
    press(Key.Key_F8)
    assert tab.review.reason.hasFocus()
    press(Key.Key_Return)
    assert "请写明退回的原因" in tab.review.told.text()
    assert reviews(window) == ["待审核"] * 2
    write("写得太空")
    press(Key.Key_Return)
    first = texts_of(window, "commitments")[0]
    assert (first["review"], first["review_opinion"]) == ("退回", "写得太空")
    assert grid_of(window).view.hasFocus()
    press(Key.Key_F8)
    press(Key.Key_Escape)
    assert not tab.review.reason.isVisible()
    assert window.top.undo.text() == "撤销：审核退回 1 项"
    go_to_step(window, 0)
    press(Key.Key_Home, CTRL)
    press(Key.Key_Return)
    assert reviews(window) == ["退回", "待审核"], "elsewhere Enter only goes down"


def test_C16_late_ones_are_shown_alone_and_reminded_of(window: MainWindow, tab: CommitmentsTab) -> None:
    pledge(window, "张三", "早该做完", due="2026-06-30")
    pledge(window, "张三", "还有时间", "长期的", due="2026-12-31")
    go_to_step(window, 1)
    press(Key.Key_A, CTRL)
    press(Key.Key_Return)
    go_to_step(window, 3)
    assert [made.text() for made in tab.states.values()] == ["全部 3", "逾期 1", "未到期 2", "已完成 0", "未完成 0"]
    use(tab.states["逾期"])
    assert [text for _, text in shown(window)] == ["早该做完"]
    assert tab.remind_button.text() == "打印提醒单（1 人）→"
    use(tab.remind_button)
    centre = window.stack.currentWidget()
    assert isinstance(centre, PrintCentre)
    assert centre.preview.pdf


def test_an_empty_tab_offers_three_ways_to_begin(window: MainWindow, tab: CommitmentsTab) -> None:
    assert tab.headline.text().startswith("还没有承诺。年初由党支部提 5-8 项，党员提 3-5 项。")
    assert [made.text() for made in tab.offers.values()] == ["粘贴", "打印空白征集表"]
    QApplication.clipboard().clear()
    use(tab.offers["paste"])
    assert "还没有复制内容" in window.strip.sentence
    QApplication.clipboard().setText("张三\t走访宿舍\t年底前\n\t帮扶学生\t年底前\n\t公开课\t年底前")
    use(tab.offers["paste"])
    assert len(texts_of(window, "commitments")) == 3
    window.desk.set_period(2027, 1)
    assert [made.text() for made in tab.offers.values()] == ["粘贴", "复制上一年 3 项再改", "打印空白征集表"]
    use(tab.offers["copy"])
    assert window.top.undo.text() == "撤销：复制上一年承诺 3 项"
    assert [text for _, text in shown(window)] == ["走访宿舍", "帮扶学生", "公开课"]
    press(Key.Key_Z, CTRL)
    use(tab.offers["blank"])
    centre = window.stack.currentWidget()
    assert isinstance(centre, PrintCentre)
    assert centre.options.blank.isChecked()
    assert [choice.number for choice in centre.model.chosen()] == [5]


def test_C17_four_opinions_stand_in_four_columns(window: MainWindow, tab: CommitmentsTab) -> None:
    pledge(window, "张三", "走访宿舍")
    pledge(window, BRANCH, "支部的")
    go_to_step(window, 4)
    grid = grid_of(window)
    assert [column.heading for column in grid.ledger.columns][1:] == ["个人自评", "党员互评", "群众评议", "领导点评"]
    assert [grid.model.text(row, 0) for row in range(grid.model.rowCount())] == [BRANCH, "张三"]
    grid.view.go_to(1, 1)
    paste("完成\t好\t满意\t肯定")
    found = texts_of(window, "appraisals")
    assert {(row["member_id"], row["method"], row["opinion"], row["held_on"]) for row in found} == {
        ("张三", "个人自评", "完成", "2026-11-24"),
        ("张三", "党员互评", "好", "2026-11-24"),
        ("张三", "群众评议", "满意", "2026-11-24"),
        ("张三", "领导点评", "肯定", "2026-11-24"),
    }
    assert tab.steps.button(4).text() == "● ⑤ 评议承诺 1/1"
    press(Key.Key_Z, CTRL)
    assert texts_of(window, "appraisals") == []
    grid.view.go_to(0, 4)
    write("继续努力")
    press(Key.Key_Return)
    (row,) = texts_of(window, "appraisals")
    assert (row["member_id"], row["opinion"]) == (BRANCH, "继续努力")
    grid.view.go_to(0, 4)
    write("更进一步")
    press(Key.Key_Return)
    (row,) = texts_of(window, "appraisals")
    assert row["opinion"] == "更进一步"
    grid.view.go_to(0, 4)
    press(Key.Key_Delete)
    assert texts_of(window, "appraisals") == []
    grid.view.go_to(1, 0)
    write("李四")
    press(Key.Key_Return)
    assert "不在这里改" in grid.model.line(1).problems[0]
    press(Key.Key_Minus, CTRL)
    assert "不能删除行" in window.strip.sentence
