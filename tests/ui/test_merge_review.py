"""合并审阅 and 待核实: real packages of several branches, answered by keys, merged, stopped, undone, replied to."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from dangjian_desktop.core.clock import Clock
from dangjian_desktop.core.ids import time_ordered_ids
from dangjian_desktop.models.database import copy_to
from dangjian_desktop.services import exchange
from dangjian_desktop.services.offices import open_office
from dangjian_desktop.services.records import rows
from dangjian_desktop.services.rollover import roll_over
from dangjian_desktop.services.work import Office
from dangjian_desktop.ui import words
from dangjian_desktop.ui.dialogs.files import Files
from dangjian_desktop.ui.main_window import MainWindow
from dangjian_desktop.ui.review_lines import CAME, DO, HERE, WHO, Line
from dangjian_desktop.ui.tabs.receiving import ReceivingPanel
from dangjian_desktop.ui.tabs.take_back import TakeBackButton
from tests.conftest import MakeOffice
from tests.services.exchange_year import LEDGERS, fill, save
from tests.ui.conftest import MakeWindow
from tests.ui.hands import CTRL, Key, digest_of, go_to_page, grid_of, press, sentences, texts_of, use
from tests.ui.test_exchange_page import HEAD, drop, page_of, states

Branch = Callable[..., Office]
FIRST, SECOND = "第一党支部", "第二党支部"


@pytest.fixture
def head(make_window: MakeWindow) -> MainWindow:
    return make_window(HEAD, "general-branch")


@pytest.fixture
def branch(make_office: MakeOffice) -> Branch:
    """Make a branch with members of this month of birth."""

    def make(name: str, *people: str, birth: str = "1985.05") -> Office:
        office = make_office(name, superior=HEAD)
        save(office, "members", *({"name": each, "birth": birth} for each in people))
        return office

    return make


@pytest.fixture
def sticks(tmp_path: Path) -> Callable[[str], Path]:
    """Folders for packages, by name."""

    def folder(name: str) -> Path:
        made = tmp_path / "U盘" / name
        made.mkdir(parents=True, exist_ok=True)
        return made

    return folder


def pack(office: Office, folder: Path) -> Path:
    return exchange.pack(office, folder, year=2026, quarter=4).path


def change(office: Office, name: str, **texts: str) -> None:
    row = next(row for row in rows(office, LEDGERS["members"]) if row.texts[0] == name)
    save(office, "members", texts, row_id=row.id)


def second_pc(office: Office, clock: Clock, folder: Path) -> Office:
    """Return what a branch's second PC has: a copy of its data file that works as its own installation."""
    copy = folder / "二号电脑" / f"{office.office_id}.db"
    copy_to(office.engine, copy)
    return open_office(copy, clock=clock, new_id=time_ordered_ids(clock, seed=office.office_id))


def diverge(office: Office, clock: Clock, first: Path, second: Path, name: str, here: str, came: str) -> None:
    """Two PCs of a branch write one field, and each packs."""
    other = second_pc(office, clock, first)
    change(office, name, duty=here)
    pack(office, first)
    change(other, name, duty=came)
    pack(other, second)
    other.close()


def merge_folder(head: MainWindow, folder: Path) -> ReceivingPanel:
    """Merge all packages of a folder from units not known yet."""
    panel = page_of(head).receiving
    drop(head, folder)
    for button in (panel.confirm_all_button, panel.bar.confirm_button):
        if button.isVisible():
            use(button)
    use(panel.merge_all_button if panel.merge_all_button.isVisible() else panel.merge_button)
    return panel


def duties(head: MainWindow) -> dict[str, str]:
    return {row["name"]: row.get("duty", "") for row in texts_of(head, "members")}


def line(panel: ReceivingPanel) -> Line:
    found = panel.files.line
    assert found is not None
    return found


def shown(panel: ReceivingPanel) -> list[str]:
    """Return the cells of the line with the cursor."""
    return [line(panel).text(column) for column in (WHO, HERE, CAME, DO)]


@pytest.mark.timeout(900)  # some seventy packages are written
def test_thirty_packages_with_five_conflicts_take_less_than_twenty_actions(
    head: MainWindow,
    branch: Branch,
    sticks: Callable[[str], Path],
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A click, a key, or one answer to a dialog is an action; 20 may be needed from an open window."""
    first, second = sticks("三季度"), sticks("四季度")
    for number in range(30):
        office = branch(f"第{number}党支部", f"张{number}", birth=f"19{60 + number}.05")
        if number < 5:
            diverge(office, clock, first, second, f"张{number}", "组长", "副组长")
        else:
            pack(office, second)
    panel = merge_folder(head, first)
    use(panel._clear_button)
    actions: list[str] = []

    def answer(*_asked: object) -> Path:
        actions.append("the folder")
        return second

    monkeypatch.setattr(Files, "ask_folder", answer)

    def act(what: str, key: Qt.Key) -> None:
        actions.append(what)
        press(key)

    panel.folder_button.setFocus()
    act("choose the folder", Key.Key_Return)
    assert states(panel) == ["需要确认 1 处"] * 5 + ["需要确认单位"] * 25
    panel.confirm_all_button.setFocus()
    act("confirm the new units", Key.Key_Return)
    panel.files.setFocus()
    for number in range(5):
        here = line(panel).side == 0
        assert shown(panel)[:3] == [f"张{number}", f"{'◉' if here else '○'} 组长", f"{'○' if here else '◉'} 副组长"]
        if number % 2:
            act("the other side", Key.Key_Right if here else Key.Key_Left)
        act("answer", Key.Key_Return)
    assert states(panel) == ["已确认，可以合并"] * 5 + ["可直接合并"] * 25
    panel.merge_all_button.setFocus()
    act("merge all", Key.Key_Return)
    assert states(panel) == ["已合并"] * 30
    panel.reply_button.setFocus()
    act("reply", Key.Key_Return)
    assert len(list(second.glob("回执_*.zip"))) == 30
    assert len(actions) <= 20, actions
    assert len(duties(head)) == 30


def test_bad_files_in_between_are_named_and_stop_nothing(
    head: MainWindow, branch: Branch, sticks: Callable[[str], Path]
) -> None:
    folder = sticks("U")
    one, two = branch(FIRST, "张三"), branch(SECOND, "李四", birth="1990.01")
    old = pack(one, sticks("旧"))
    change(one, "张三", duty="组长")
    pack(one, folder / "第一支部")
    merge_folder(head, folder)
    pack(two, folder)
    (folder / "上报_坏.zip").write_bytes(b"PK not a package")
    (folder / "上报_半截.zip").write_bytes(old.read_bytes()[:-90])
    panel = page_of(head).receiving
    drop(head, folder, old)
    assert "第一支部" in {parcel.path.parent.name for parcel in panel.parcels}, (
        "folders in the folder are looked at too"
    )
    assert states(panel)[0] == "需要确认单位", "what waits for a person comes first"
    assert sorted(states(panel)[1:]) == ["不能合并", "不能合并", "与已合并内容相同", "旧包，只供查看"]
    told = sentences(panel)
    assert any("需要确认 1" in text for text in told)
    assert any("✖ 不能合并 4" in text for text in told)
    use(panel.bar.confirm_button)
    use(panel.merge_button)
    assert states(panel)[0] == "已合并"
    assert set(duties(head)) == {"张三", "李四"}
    old_one = states(panel).index("旧包，只供查看")
    panel.files.choose(old_one)
    use(panel.bar.view_button)
    panel.files.setFocus()
    press(Key.Key_Down)
    assert [line(panel).text(column) for column in (WHO, HERE, CAME, DO)] == [
        "张三",
        "组长",
        "（空）",
        "本机的较新，不改回去",
    ]
    panel.files.choose(1)
    use(panel.bar.ignore_button)
    assert len(panel.parcels) == 4


def test_merging_is_stopped_between_two_files_and_goes_on(
    head: MainWindow, branch: Branch, sticks: Callable[[str], Path]
) -> None:
    folder = sticks("U")
    for number in range(3):
        pack(branch(f"第{number}党支部", f"张{number}", birth=f"197{number}.01"), folder)
    panel = page_of(head).receiving
    drop(head, folder)
    use(panel.confirm_all_button)
    told: list[str] = []
    tasks = head.desk.tasks

    def stop(done: int, _total: int, label: str) -> None:
        told.append(label)
        if done == 0:
            tasks.cancel()  # as the button in the status line does; it takes effect before the next file

    tasks.progressed.connect(stop)
    use(panel.merge_button)
    tasks.progressed.disconnect(stop)
    assert told == ["正在合并第 1/3 份"]
    assert states(panel) == ["已合并", "可直接合并", "可直接合并"]
    assert "已合并 1 个包" in head.strip.sentence
    assert "还有 2 个可以合并" in head.strip.sentence
    use(panel.merge_button)
    assert states(panel) == ["已合并"] * 3
    assert len(duties(head)) == 3


def test_one_merge_of_several_is_undone_alone(head: MainWindow, branch: Branch, sticks: Callable[[str], Path]) -> None:
    folder = sticks("U")
    for number in range(3):
        pack(branch(f"第{number}党支部", f"张{number}", birth=f"197{number}.01"), folder)
    panel = merge_folder(head, folder)
    assert states(panel) == ["已合并"] * 3
    panel.files.setFocus()
    press(Key.Key_Z, CTRL)
    assert states(panel) == ["已合并", "已合并", "可直接合并"]
    assert set(duties(head)) == {"张0", "张1"}
    press(Key.Key_Y, CTRL)
    assert states(panel) == ["已合并", "已合并", "与已合并内容相同"]


def test_a_merge_of_many_is_taken_back_by_one_button(
    head: MainWindow, branch: Branch, sticks: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = sticks("U")
    for number in range(3):
        pack(branch(f"第{number}党支部", f"张{number}", birth=f"197{number}.01"), folder)
    before = digest_of(head)
    panel = merge_folder(head, folder)
    assert "点“撤销本次合并”全部退回" in head.strip.sentence
    assert panel.back_button.text() == "撤销本次合并（3 个包）"
    asked: list[int] = []

    def answer(_cls: type, _parent: object, count: int) -> bool:
        asked.append(count)
        return len(asked) > 1

    monkeypatch.setattr(TakeBackButton, "confirm", classmethod(answer))
    use(panel.back_button)
    assert len(duties(head)) == 3
    use(panel.back_button)
    assert (digest_of(head), asked, states(panel)) == (before, [3, 3], ["可直接合并"] * 3)
    assert head.strip.sentence == "已撤销 3 个包的合并。可以重新核对，再合并。"
    assert not panel.back_button.isVisible()
    use(panel.merge_button)
    assert len(duties(head)) == 3


def test_a_merge_is_not_taken_back_where_something_later_rests_on_it(
    head: MainWindow, branch: Branch, sticks: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = sticks("U"), sticks("V")
    office = branch(FIRST, "张三")
    pack(office, first)
    pack(branch(SECOND, "李四", birth="1970.01"), first)
    panel = merge_folder(head, first)
    many = panel.back_button._seqs
    change(office, "张三", duty="组长")
    pack(office, second)
    merge_folder(head, second)
    assert not panel.back_button.isVisible()
    before = digest_of(head)
    panel.back_button.offer(many)
    monkeypatch.setattr(TakeBackButton, "confirm", classmethod(lambda *_: True))
    use(panel.back_button)
    assert head.strip.sentence.startswith("后来的操作改过同样的内容：")
    assert digest_of(head) == before


def test_taking_back_is_stopped_between_two_packages(
    head: MainWindow, branch: Branch, sticks: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = sticks("U")
    for number in range(4):
        pack(branch(f"第{number}党支部", f"张{number}", birth=f"197{number}.01"), folder)
    panel = merge_folder(head, folder)
    monkeypatch.setattr(TakeBackButton, "confirm", classmethod(lambda *_: True))
    tasks = head.desk.tasks

    def stop(done: int, _total: int, _label: str) -> None:
        if done == 1:
            tasks.cancel()

    tasks.progressed.connect(stop)
    use(panel.back_button)
    tasks.progressed.disconnect(stop)
    assert head.strip.sentence == "已撤销 2 个包的合并。还有 2 个没有撤销。"
    assert panel.back_button.text() == "撤销本次合并（2 个包）"
    assert set(duties(head)) == {"张0", "张1"}


def test_an_answer_is_kept_undone_and_not_asked_again(
    head: MainWindow, branch: Branch, sticks: Callable[[str], Path]
) -> None:
    merge_folder(head, pack(branch(FIRST, "张三"), sticks("一")).parent)
    path = pack(branch(SECOND, "张 三", "李四"), sticks("二"))
    panel = page_of(head).receiving
    use(panel._clear_button)
    before = digest_of(head)
    drop(head, path)
    use(panel.bar.confirm_button)
    assert line(panel).text(WHO) == "张三 ≈ 张 三", "the cursor went on to what is asked"
    assert "出生 1985年5月" in line(panel).text(HERE)
    assert not panel.merge_all_button.isVisible()
    panel.files.setFocus()
    press(Key.Key_Right)
    press(Key.Key_Return)
    assert (line(panel).text(DO), states(panel)) == ("不是同一人", ["已确认，可以合并"])
    assert digest_of(head) == before
    press(Key.Key_Z, CTRL)
    assert states(panel) == ["需要确认 1 处"]
    press(Key.Key_Y, CTRL)
    assert states(panel) == ["已确认，可以合并"]
    use(panel._clear_button)
    drop(head, path)
    use(panel.bar.confirm_button)
    assert states(panel) == ["已确认，可以合并"]
    use(panel.merge_all_button)
    page = page_of(head)
    page.show_view(page.open)
    assert page.open.points == []


def test_a_whole_branch_is_accepted_by_one_key_and_what_is_left_stands_in_the_list(
    head: MainWindow, branch: Branch, sticks: Callable[[str], Path], clock: Clock
) -> None:
    one, two = branch(FIRST, "张三"), branch(SECOND, "李四")
    first, second = sticks("一"), sticks("二")
    diverge(one, clock, first, second, "张三", "组长", "副组长")
    pack(two, first)
    panel = merge_folder(head, first)
    save(two, "members", {"name": "张三", "birth": "1985.05"})
    pack(two, second)
    use(panel._clear_button)
    drop(head, second)
    assert states(panel) == ["需要确认 1 处", "需要确认 1 处"]
    panel.files.setFocus()
    press(Key.Key_A)
    assert "采用整个支部" in head.top.undo.text() + head.top.undo.toolTip()
    press(Key.Key_A)
    assert states(panel) == ["已确认，可以合并"] * 2
    use(panel.merge_all_button)
    page = page_of(head)
    assert page.views.tabText(1) == "待核实 2"
    page.show_view(page.open)
    assert [(row[1], row[2]) for row in page.open.table.plain.rows] == [
        ("两份不同", "张三"),
        ("是否同一人", "张三 ≈ 张三"),
    ]


def test_a_row_is_left_out_by_a_key_and_taken_up_from_the_list(
    head: MainWindow, branch: Branch, sticks: Callable[[str], Path]
) -> None:
    path = pack(branch(FIRST, "张三", "李四"), sticks("一"))
    panel = page_of(head).receiving
    drop(head, path)
    use(panel.bar.confirm_button)
    panel.files.setFocus()
    press(Key.Key_Space)
    press(Key.Key_Down)
    while line(panel).text(WHO) != "张三":
        press(Key.Key_Down)
    press(Key.Key_Delete)
    assert [each.text(DO) for each in panel.files.lines.lines[0].lines if each.text(WHO) == "张三"] == [
        "接收单位暂不采用，请核实"
    ]
    use(panel.merge_button)
    assert set(duties(head)) == {"李四"}
    page = page_of(head)
    page.show_view(page.open)
    assert page.open.table.plain.rows[0][1:3] == ("没有采用", "张三")
    use(page.open.take_button)
    assert set(duties(head)) == {"张三", "李四"}
    assert page.open.points == []
    press(Key.Key_Z, CTRL)
    assert set(duties(head)) == {"李四"}


def test_a_click_on_a_value_chooses_it_and_the_list_holds_both(
    head: MainWindow,
    branch: Branch,
    sticks: Callable[[str], Path],
    clock: Clock,
    qtbot: QtBot,
    qtmodeltester: ModelTester,
) -> None:
    first, second = sticks("一"), sticks("二")
    diverge(branch(FIRST, "张三"), clock, first, second, "张三", "组长", "副组长")
    panel = merge_folder(head, first)
    drop(head, second)
    assert line(panel).text(WHO) == "张三"
    qtmodeltester.check(panel.files.lines)  # type: ignore[no-untyped-call]
    index = panel.files.currentIndex().siblingAtColumn(HERE)
    place: QPoint = panel.files.visualRect(index).center()
    QTest.mouseClick(panel.files.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert (shown(panel)[1:3], line(panel).text(DO)) == (["◉ 组长", "○ 副组长"], "已选：本机")
    use(panel.merge_all_button)
    assert duties(head) == {"张三": "组长"}
    page = page_of(head)
    page.show_view(page.open)
    assert page.open.table.plain.rows == [
        (FIRST, "两份不同", "张三", "党员名册“职务”", "组长", "副组长", "已选定，随回执请支部核实")
    ]
    assert "月24日收到" in page.open.text.toPlainText()
    use(page.open.side_buttons[1])
    assert duties(head) == {"张三": "副组长"}
    press(Key.Key_Z, CTRL)
    assert duties(head) == {"张三": "组长"}
    use(page.open.land_button)
    grid = grid_of(head)
    assert grid.ledger.columns[grid.view.currentIndex().column()].key == "duty"


def test_a_late_report_is_taken_from_the_list(head: MainWindow, branch: Branch, sticks: Callable[[str], Path]) -> None:
    head.desk.run(lambda office: roll_over(office, to_year=2027, close=True))
    office = branch(FIRST, "张三")
    fill(office, "李四")
    panel = merge_folder(head, pack(office, sticks("一")).parent)
    assert any("采用迟报" in each for each in panel.parcels[0].plan.sentences)
    page = page_of(head)
    page.show_view(page.open)
    assert page.open.table.plain.rows[0][:2] == (FIRST, "迟报")
    assert "2026年度已经结转，没有计入" in page.open.text.toPlainText()
    assert page.open.take_button.text() == "采用迟报"
    use(page.open.take_button)
    assert "迟报的内容已经读入" in head.strip.sentence
    assert page.open.points == []


def test_a_branch_answers_what_is_asked_and_lands_on_the_red_cell(
    make_window: MakeWindow,
    head: MainWindow,
    branch: Branch,
    sticks: Callable[[str], Path],
    clock: Clock,
    tmp_path: Path,
) -> None:
    first, second, down = sticks("一"), sticks("二"), sticks("回执")
    office = branch(FIRST, "张三", "李四")
    diverge(office, clock, first, second, "张三", "组长", "副组长")
    merge_folder(head, first)
    panel = page_of(head).receiving
    drop(head, second)
    panel.files.setFocus()
    press(Key.Key_A)
    use(panel.merge_all_button)
    replies: list[Path] = []
    head.desk.run(lambda one: exchange.reply(one, FIRST, down).path, replies.append)
    office.close()
    head.desk.close()

    window = make_window()
    window.desk.open(tmp_path / f"{FIRST}.db")
    mine = page_of(window)
    drop(window, *replies)
    use(mine.receiving.merge_button)
    assert mine.views.tabText(1) == "待核实 1"
    mine.show_view(mine.open)
    (row,) = mine.open.table.plain.rows
    assert row[1:4] == ("上级提出", "张三", "党员名册“职务”")
    use(mine.open.land_button)
    grid = grid_of(window)
    index = grid.view.currentIndex()
    assert grid.ledger.columns[index.column()].key == "duty"
    assert grid.model.data(index, Qt.ItemDataRole.BackgroundRole).name().upper() == "#FBE4E2"
    assert "请支部核实" in grid.problem.text()
    mine = page_of(window)
    mine.show_view(mine.open)
    use(mine.open.side_buttons[1])
    assert "已答复" in window.strip.sentence
    assert mine.open.points == []
    go_to_page(2)
    assert grid.problem.text() == ""
    assert words.EXCHANGE in window.pages


def test_looking_is_stopped_without_losing_what_was_read(
    head: MainWindow, branch: Branch, sticks: Callable[[str], Path]
) -> None:
    folder = sticks("U")
    for number in range(3):
        pack(branch(f"第{number}党支部", f"张{number}", birth=f"197{number}.01"), folder)
    panel = page_of(head).receiving
    tasks = head.desk.tasks
    tasks.progressed.connect(lambda done, _total, _label: tasks.cancel() if done == 1 else None)
    drop(head, folder)
    assert len(panel.parcels) == 2
