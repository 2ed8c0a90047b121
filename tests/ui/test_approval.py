"""审批 by keyboard on real packages: the list, the fields beside the paper, many at once, a wish answered."""

from datetime import date
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QApplication, QPushButton

from dangjian_desktop.core.clock import pinned
from dangjian_desktop.services import decisions, exchange
from dangjian_desktop.services.decision_queue import read_queue
from dangjian_desktop.services.work import Office
from dangjian_desktop.ui import words
from dangjian_desktop.ui.dialogs.change_request import ChangeRequestDialog
from dangjian_desktop.ui.dialogs.files import Files
from dangjian_desktop.ui.dialogs.title_end import TitleEndDialog
from dangjian_desktop.ui.main_window import MainWindow
from dangjian_desktop.ui.tabs.approval import ApprovalPage
from dangjian_desktop.ui.tabs.home import HomePage
from dangjian_desktop.ui.todo_list import TodoList
from tests.exchange.levels import put_forward
from tests.services.received_branch import receive_branch
from tests.ui.conftest import MakeWindow
from tests.ui.hands import CTRL, Key, digest_of, go_to_page, grid_of, press, sentences, sit_at, use, write

HEAD, FIRST, SECOND = "机电学院党总支", "一系党支部", "二系党支部"
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def head(make_window: MakeWindow) -> MainWindow:
    """A general branch with four pioneers and a pacesetter of two branches before it."""
    window = make_window(HEAD, "general-branch")
    window.desk.run(lambda office: receive_branch(office, FIRST, "张三", "李四"))
    window.desk.run(lambda office: receive_branch(office, SECOND, "王五", "赵六"))
    window.desk.run(lambda office: receive_branch(office, FIRST, "钱七", award="标兵"))
    window.refresh()
    return window


def page_of(window: MainWindow) -> ApprovalPage:
    sit_at(window)
    press(Key.Key_F6)
    page = window.pages[words.APPROVAL]
    assert isinstance(page, ApprovalPage)
    return page


def people(page: ApprovalPage) -> list[str]:
    return [row.person for row in page.list.rows]


def states(page: ApprovalPage) -> dict[str, str]:
    page.list.state.setCurrentText("全部状态")
    return {row.person: row.state.value for row in page.list.rows}


def test_the_queue_opens_by_its_key_with_the_paper_and_the_quota(head: MainWindow) -> None:
    page = page_of(head)
    assert people(page) == ["张三", "李四", "王五", "赵六", "钱七"]
    assert page.list.table.hasFocus()
    page._draw()
    assert page.preview.pages == 1
    assert any("先锋岗名额 3×10%=0.3 → 1" in text and "超出 1 人" in text for text in sentences(page))
    assert "待办理 5 人" in sentences(page)


def test_enter_approves_one_after_the_other_and_undo_brings_them_back(head: MainWindow) -> None:
    page, before = page_of(head), digest_of(head)
    press(Key.Key_Return)
    assert people(page) == ["李四", "王五", "赵六", "钱七"]
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert states(page) == {
        "张三": "批准", "李四": "总支已接收", "王五": "批准", "赵六": "总支已接收", "钱七": "总支已接收"
    }  # fmt: skip
    press(Key.Key_Z, CTRL)
    press(Key.Key_Z, CTRL)
    assert digest_of(head) == before


def test_many_are_approved_on_a_day_and_who_cannot_be_is_named(head: MainWindow) -> None:
    page = page_of(head)
    press(Key.Key_A, CTRL)
    assert page.approve_button.text() == "批准 5 人"
    day = page.fields.lines["decided_on"]
    day.setFocus()
    day.selectAll()
    write("2026.11.20")
    use(page.approve_button)
    assert people(page) == ["钱七"]
    assert "已批准 4 人" in head.strip.sentence
    assert "还缺组织部（人事处）、纪检监察室、派出所意见" in head.strip.sentence
    page.list.state.setCurrentText("批准")
    assert {row.texts["decided_on"] for row in page.list.rows} == {"2026-11-20"}


def test_f8_returns_with_a_reason_and_the_cursor_comes_back_to_the_list(head: MainWindow) -> None:
    page = page_of(head)
    press(Key.Key_F8)
    assert page.reason.hasFocus()
    press(Key.Key_Return)
    assert "没有写退回的理由" in head.strip.sentence
    page.list.table.setFocus()
    press(Key.Key_F8)
    write("请补充事迹。")
    press(Key.Key_Return)
    assert page.list.table.hasFocus()
    assert states(page)["张三"] == "退回修改"


def test_a_pacesetter_goes_through_its_fields_by_enter_alone(head: MainWindow) -> None:
    head.desk.run(lambda office: setattr(office, "clock", pinned("2026-11-30T09:00")))
    page = page_of(head)
    press(Key.Key_End, CTRL)
    page.list._go_to(4)
    case = page.list.current
    assert case is not None
    assert case.person == "钱七"
    assert not page.approve_button.isEnabled()
    page.fields.lines["organisation_opinion"].setFocus()
    for text in ("同意", "同意", "不适用：无属地派出所", "2026.11.16"):
        write(text)
        press(Key.Key_Return)
    case = page.list.current
    assert case is not None
    assert (case.texts["public_from"], case.texts["public_to"]) == ("2026-11-16", "2026-11-20")
    assert case.state.value == "公示期满"
    page.fields.lines["decided_on"].setText("2026-11-23")
    page.list.table.setFocus()
    press(Key.Key_Return)
    assert states(page)["钱七"] == "批准"


def test_B14_a_tick_writes_the_agreement_of_a_department_with_the_day(head: MainWindow) -> None:
    page = page_of(head)
    press(Key.Key_End, CTRL)
    page.list._go_to(4)
    tick = page.fields.ticks["discipline_opinion"]
    assert (tick.isChecked(), tick.accessibleName()) == (False, "纪检监察室同意")
    tick.setFocus()
    press(Key.Key_Space)
    case = page.list.current
    assert case is not None
    assert case.texts["discipline_opinion"] == "同意（2026年11月24日）"
    assert tick.isChecked()
    press(Key.Key_Z, CTRL)
    assert page.fields.lines["discipline_opinion"].text() == ""
    assert not tick.isChecked()
    page.fields.lines["police_opinion"].setFocus()
    write("不适用：无属地派出所")
    press(Key.Key_Return)
    assert (page.fields.ticks["police_opinion"].isChecked(), page.fields.ticks["police_opinion"].isEnabled()) == (
        False,
        False,
    )
    tick.setFocus()
    press(Key.Key_Space)
    press(Key.Key_Space)
    case = page.list.current
    assert case is not None
    assert case.texts["discipline_opinion"] == ""


def test_a_wrong_text_is_told_and_what_was_there_comes_back(head: MainWindow) -> None:
    page = page_of(head)
    line = page.fields.lines["public_from"]
    line.setFocus()
    write("someday")
    press(Key.Key_Return)
    assert "看不出是哪一天" in head.strip.sentence
    assert line.text() == ""
    write("x")
    line.setFocus()
    write("draft")
    press(Key.Key_Escape)
    assert line.text() == ""


def test_plaques_are_numbered_and_a_title_is_revoked_on_a_ground(
    head: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(head)
    press(Key.Key_A, CTRL)
    use(page.approve_button)
    page.list.state.setCurrentText("批准")
    page.list.table.setFocus()
    press(Key.Key_A, CTRL)
    use(page.number_button)
    assert sorted(row.texts["plaque_number"] for row in page.list.rows) == [f"先锋岗2026-0{n}" for n in range(1, 5)]
    day = head.desk.clock().date()
    monkeypatch.setattr(TitleEndDialog, "ask", lambda *_: ("撤销", "", day, ""))
    page.list._go_to(0)
    use(page.end_button)
    assert "只有四种情形" in head.strip.sentence
    monkeypatch.setattr(TitleEndDialog, "ask", lambda *_: ("撤销", "重大违法违纪", day, "见处分决定"))
    page.list._go_to(0)
    use(page.end_button)
    assert list(states(page).values()).count("撤销") == 1


def test_the_dialog_of_an_ending_asks_for_a_ground_only_where_one_is_needed(window: MainWindow) -> None:
    dialog = TitleEndDialog(window, "张三的先锋岗", window.desk.clock().date())
    assert dialog.ground.count() == 5
    dialog.kind.setCurrentText("调整")
    assert (dialog.ground.isEnabled(), dialog.accept_button.text()) == (False, "调整")
    dialog.deleteLater()


def test_the_chosen_forms_are_saved_as_one_pdf(
    head: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(head)
    path = tmp_path / "审批表.pdf"
    monkeypatch.setattr(Files, "ask_save", lambda *_: path)
    press(Key.Key_Down, SHIFT)
    use(page.save_button)
    texts = [each.extract_text() for each in pypdf.PdfReader(path).pages]
    assert len(texts) == 2
    assert all("党员先锋岗审批表" in text for text in texts)
    assert page.print_button.text() == "打印审批表 2 人"
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    use(page.print_button)
    assert "找不到打印机" in head.strip.sentence


def test_B17_a_committee_files_by_typing_the_number(make_window: MakeWindow) -> None:
    window = make_window("学院党委", "committee")
    window.desk.run(lambda office: receive_branch(office, FIRST, "钱七", award="标兵"))
    decided(window)
    window.refresh()
    page = page_of(window)
    assert people(page) == ["钱七"]
    assert any("填备案编号" in text for text in sentences(page))
    page.fields.lines["filing_number"].setFocus()
    write("A-7")
    press(Key.Key_Return)
    assert people(page) == []
    assert states(page) == {"钱七": "已备案"}
    assert page.list.rows[0].texts["filed_on"] == "2026-11-24"


def decided(window: MainWindow) -> None:
    """Approve every nomination through the services."""

    def act(office: Office) -> None:
        rows = [row.id for row in read_queue(office, year=2026).rows]
        decisions.consult(office, nominations=rows, organisation="同意", discipline="同意", police="同意")
        week = {"begins_on": date(2026, 11, 16), "ends_on": date(2026, 11, 20)}
        decisions.publish(office, nominations=rows, **week)
        decisions.approve(office, nominations=rows, decided_on=date(2026, 11, 23))

    window.desk.run(act)


def test_filters_keep_to_an_award_and_a_unit_and_a_branch_has_no_such_page(
    head: MainWindow, make_window: MakeWindow
) -> None:
    page = page_of(head)
    page.list.award.setCurrentText("先锋岗")
    page.list.unit.setCurrentText(SECOND)
    assert people(page) == ["王五", "赵六"]
    branch = make_window("外语党支部")
    press(Key.Key_F6)
    assert words.APPROVAL not in branch.pages


def test_case_28_a_closed_cell_offers_a_request_and_the_head_answers_it(make_window: MakeWindow, stick: Path) -> None:
    branch = make_window(FIRST, superior=HEAD)
    branch.desk.run(lambda office: put_forward(office, "张三"))
    branch.desk.run(lambda office: exchange.pack(office, stick))
    branch.refresh()
    go_to_page(6)
    grid = grid_of(branch)
    grid.view.setFocus()
    deeds = [column.key for column in grid.ledger.columns].index("deeds")
    grid.view.setCurrentIndex(grid.model.index(0, deeds))
    press(Key.Key_F2)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ChangeRequestDialog)
    assert dialog.wanted.toPlainText() == "带头上好课。"
    dialog.wanted.setPlainText("带头上好思政课。")
    dialog.ask_button.click()
    assert "没有写修改的理由" in dialog._problem.text()
    dialog.reason.setText("漏了一句")
    dialog.ask_button.click()
    assert "已提出修改申请" in branch.strip.sentence

    packed: list[exchange.Packed] = []
    branch.desk.run(lambda office: exchange.pack(office, stick), packed.append)
    head = make_window(HEAD, "general-branch")
    head.desk.run(lambda office: exchange.apply(office, [packed[0].path], adopt=True))
    head.refresh()
    page = page_of(head)
    assert any("“主要事迹”由“带头上好课。”改为“带头上好思政课。”" in text for text in sentences(page))
    use(page.decline_button)
    assert page.reason.hasFocus()
    use(page.accept_button)
    assert states(page) == {"张三": "退回修改"}
    reply(head, stick, branch)
    sit_at(branch)
    go_to_page(1)
    home = branch.pages[words.HOME]
    assert isinstance(home, HomePage)
    assert any("被退回" in text for text in sentences(home.todos))
    press_todo(home.todos)
    assert branch.stack.currentWidget() is branch.pages["pioneers"]


def reply(head: MainWindow, stick: Path, branch: MainWindow) -> None:
    made: list[exchange.Packed] = []
    head.desk.run(lambda office: exchange.reply(office, FIRST, stick), made.append)

    def take(office: Office) -> object:
        return exchange.apply(office, [made[0].path], adopt=True)

    branch.desk.run(take)
    branch.refresh()


def press_todo(todos: TodoList) -> None:
    buttons: list[QPushButton] = list(todos.findChildren(QPushButton))
    use(next(each for each in buttons if "被退回" in each.accessibleName()))
