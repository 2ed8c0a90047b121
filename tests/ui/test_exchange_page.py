"""上报与接收 and 总支总览: what is shown before anything is written, for good files and bad ones."""

from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dangjian_desktop.ui import words
from dangjian_desktop.ui.dialogs.files import Files
from dangjian_desktop.ui.dialogs.password import PasswordDialog
from dangjian_desktop.ui.main_window import MainWindow
from dangjian_desktop.ui.review_lines import COLUMNS, DO
from dangjian_desktop.ui.tabs.exchange import ExchangePage
from dangjian_desktop.ui.tabs.overview import OverviewPage
from dangjian_desktop.ui.tabs.print_centre import PrintCentre
from dangjian_desktop.ui.tabs.receiving import ReceivingPanel
from tests.ui.conftest import MakeWindow
from tests.ui.hands import (
    CTRL,
    Key,
    digest_of,
    fill_row,
    go_to_page,
    go_to_step,
    grid_of,
    press,
    sentences,
    sit_at,
    texts_of,
    use,
)

HEAD = "机电学院党总支"


@pytest.fixture
def head(make_window: MakeWindow) -> MainWindow:
    return make_window(HEAD, "general-branch")


def report(make_window: MakeWindow, stick: Path, name: str, *members: str, superior: str = HEAD) -> Path:
    """Make a branch with members and return its package."""
    window = make_window(name, superior=superior)
    go_to_page(2)
    for member in members:
        fill_row(window, name=member)
    package = pack(window, stick)
    window.desk.close()  # a data file is written in one window at a time
    return package


def pack(window: MainWindow, stick: Path) -> Path:
    before = set(stick.glob("*.zip"))
    use(page_of(window).sending.pack_button)
    (made,) = set(stick.glob("*.zip")) - before
    return made


def page_of(window: MainWindow) -> ExchangePage:
    sit_at(window)
    go_to_page(9)
    page = window.pages[words.EXCHANGE]
    assert isinstance(page, ExchangePage)
    return page


def drop(window: MainWindow, *paths: Path) -> None:
    """Drop files on the window as the file manager does."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    actions, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    event = QDropEvent(QPoint(700, 400), actions, mime, buttons, Qt.KeyboardModifier.NoModifier)
    window.dropEvent(event)


def states(panel: ReceivingPanel) -> list[str]:
    return [line.text(DO) for line in panel.files.lines.lines]


def test_dropped_files_are_planned_together_and_bad_ones_do_not_stop_good_ones(
    make_window: MakeWindow, stick: Path, head: MainWindow, tmp_path: Path
) -> None:
    first = report(make_window, stick, "机电党支部", "张三", "李四")
    second = report(make_window, stick, "基础党支部", "王五")
    stray = report(make_window, stick, "外院党支部", "赵六", superior="别的党总支")
    damaged = tmp_path / "坏.zip"
    damaged.write_bytes(first.read_bytes()[:-200])
    sit_at(head)
    before = digest_of(head)
    drop(head, first, second, stray, damaged)
    panel = page_of(head).receiving
    assert states(panel) == ["需要确认单位", "需要确认单位", "不能合并", "不能合并"]
    assert not panel.merge_button.isEnabled()

    use(panel.bar.confirm_button)
    assert states(panel)[0] == "可直接合并"
    assert panel.merge_button.text() == "合并 1 个"
    panel.files.choose(2)
    assert not panel.bar.confirm_button.isVisible()
    assert "别的党总支" in panel.bar.plan.toPlainText()
    assert digest_of(head) == before

    use(panel.merge_button)
    assert states(panel) == ["已合并", "需要确认单位", "不能合并", "不能合并"]
    assert [row["name"] for row in texts_of(head, "members")] == ["张三", "李四"]
    assert "Ctrl+Z" in head.strip.sentence
    panel.files.choose(1)
    use(panel.bar.confirm_button)
    use(panel.merge_button)
    assert len(texts_of(head, "members")) == 3
    assert not panel.merge_button.isEnabled()
    press(Key.Key_Z, CTRL)
    press(Key.Key_Z, CTRL)
    assert digest_of(head) == before


def test_a_package_seen_before_and_an_older_one_change_nothing(
    make_window: MakeWindow, stick: Path, head: MainWindow
) -> None:
    old = report(make_window, stick, "机电党支部", "张三")
    branch = make_window("第二", superior=HEAD)
    branch.desk.open(head.desk.path.parent / "机电党支部.db")  # type: ignore[union-attr]
    sit_at(branch)
    go_to_page(2)
    fill_row(branch, name="李四")
    new = pack(branch, stick)
    panel = page_of(head).receiving
    drop(head, new)
    use(panel.bar.confirm_button)
    use(panel.merge_button)
    merged = digest_of(head)
    drop(head, stick)  # the whole folder
    assert sorted(states(panel)) == ["与已合并内容相同", "旧包，只供查看"]
    assert not panel.merge_button.isEnabled()
    assert {parcel.path for parcel in panel.parcels} == {old, new}
    assert digest_of(head) == merged


def test_a_changed_package_says_what_changes_for_whom(make_window: MakeWindow, stick: Path, head: MainWindow) -> None:
    branch = make_window("机电党支部", superior=HEAD)
    go_to_page(2)
    fill_row(branch, name="张三", duty="系主任")
    first = pack(branch, stick)
    panel = page_of(head).receiving
    drop(head, first)
    use(panel.bar.confirm_button)
    use(panel.merge_button)
    sit_at(branch)
    go_to_page(2)
    grid = grid_of(branch)
    place = [column.key for column in grid.ledger.columns].index("duty")
    grid.view.go_to(0, place)
    press(Key.Key_Delete)
    second = pack(branch, stick)
    drop(head, second)
    assert states(panel) == ["可直接合并"]
    assert "张三 党员名册“职务”由“系主任”改为“”" in panel.bar.plan.toPlainText()
    use(panel.merge_button)
    assert states(panel) == ["已合并"]
    page = page_of(branch)
    assert [row[4] for row in page.sending.sent.plain.rows] == ["已上报，未收到回执（今天）", "已由第 2 号代替"]


def test_after_undo_the_list_offers_the_merge_again(make_window: MakeWindow, stick: Path, head: MainWindow) -> None:
    package = report(make_window, stick, "机电党支部", "张三")
    panel = page_of(head).receiving
    drop(head, package)
    use(panel.bar.confirm_button)
    use(panel.merge_button)
    assert states(panel) == ["已合并"]
    assert "新增党员名册 1 条" in panel.bar.plan.toPlainText()
    go_to_page(1)
    press(Key.Key_Z, CTRL)
    assert states(page_of(head).receiving) == ["可直接合并"]
    use(panel.merge_button)
    assert states(panel) == ["已合并"]
    assert [row["name"] for row in texts_of(head, "members")] == ["张三"]


def test_keys_in_a_list_copy_from_it_and_leave_the_grid_alone(
    make_window: MakeWindow, stick: Path, head: MainWindow
) -> None:
    package = report(make_window, stick, "机电党支部", "张三")
    panel = page_of(head).receiving
    drop(head, package)
    panel.files.setFocus()
    press(Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == "\t".join(
        panel.files.lines.lines[0].text(column) for column in range(len(COLUMNS))
    )
    use(panel.bar.confirm_button)
    use(panel.merge_button)
    go_to_page(10)
    overview = head.pages[words.OVERVIEW]
    assert isinstance(overview, OverviewPage)
    before = digest_of(head)
    overview.units.setFocus()
    press(Key.Key_V, CTRL)
    assert overview.grid is not None
    assert overview.grid.model.drafts() == 0
    assert digest_of(head) == before


def test_the_general_branch_prints_the_papers_of_all_units_or_of_one(
    make_window: MakeWindow, stick: Path, head: MainWindow
) -> None:
    panel = page_of(head).receiving
    for name in ("机电党支部", "基础党支部"):
        branch = make_window(name, superior=HEAD)
        go_to_page(2)
        fill_row(branch, name=f"{name[:2]}人")
        go_to_page(5)
        go_to_step(branch, 0)
        fill_row(branch, member_id=f"{name[:2]}人", text="每月走访", review="通过")
        drop(head, pack(branch, stick))
        sit_at(head)
        use(panel.bar.confirm_button)
    use(panel.merge_button)
    go_to_page(8)
    centre = head.pages[words.PRINTING]
    assert isinstance(centre, PrintCentre)
    assert [centre.unit.itemText(place) for place in range(3)] == ["全部下属单位（2 个）", "基础党支部", "机电党支部"]
    assert centre.model.choices[5].objects == "2 人"
    centre.choose((6,))
    assert centre.preview.pages == 2
    centre.unit.setFocus()
    press(Key.Key_Down)
    assert centre.preview.pages == 0, "the preview shows what is no longer chosen"
    assert centre.model.choices[5].objects == "1 人"
    use(centre.preview_button)
    (page,) = pypdf.PdfReader(BytesIO(centre.preview.pdf)).pages
    assert "基础人" in page.extract_text().replace("\n", "")


def test_what_must_be_mended_is_told_before_packing(window: MainWindow, stick: Path) -> None:
    go_to_page(2)
    fill_row(window, name="张三", staff_kind="学生")
    go_to_page(6)
    go_to_step(window, 0)
    fill_row(window, member_id="张三", deeds="带头学习。")
    sending = page_of(window).sending
    assert sending.pack_button.text() == "仍要生成上报包…"
    use(sending.look_button)
    assert window.stack.currentWidget() is window.pages[words.HOME]
    assert pack(window, stick).exists()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("名册.et", "另存为"),
        ("照片.jpg", "“照片.jpg”是图片。党员照片请拖到党员卡片上"),
        ("照片.jpg", "可以拖进来的有"),
        ("总结.docx", "“总结.docx”是文字文件，不能放在这里。可以拖进来的有"),
        ("名册.rar", "没有解开的压缩包"),
        ("通知.pdf", "是 PDF 文件"),
        ("资料", "没有扩展名"),
        ("空文件夹", "没有上报包或回执"),
    ],
)
def test_files_of_other_kinds_are_told_what_would_be_taken(
    window: MainWindow, tmp_path: Path, name: str, told: str
) -> None:
    path = tmp_path / name
    if name != "空文件夹":
        path.write_bytes(b"x")
    else:
        path.mkdir()
    drop(window, path)
    assert told in window.strip.sentence


def test_nothing_is_received_before_a_data_file_is_open(make_window: MakeWindow, tmp_path: Path) -> None:
    window = make_window()
    drop(window, tmp_path / "上报.zip")
    assert "还没有打开数据文件" in window.strip.sentence


@pytest.mark.parametrize("kind", ["branch", "general-branch", "committee"])
def test_empty_states_say_what_to_do(make_window: MakeWindow, kind: str) -> None:
    window = make_window("机电", kind)
    page = page_of(window)
    assert "还没有选文件" in " ".join(sentences(page))
    assert page.receiving.choose_button.isVisible()
    assert page.receiving.folder_button.isVisible()
    assert not page.receiving.merge_button.isVisible()
    page.show_view(page.open)
    assert "没有待核实的事" in " ".join(sentences(page))
    page.show_view(page.sending)
    assert "还没有上报过" in " ".join(sentences(page))
    assert page.sending.pack_button.isVisible() == (kind != "committee")
    if kind != "branch":
        go_to_page(10)
        overview = window.pages[words.OVERVIEW]
        assert isinstance(overview, OverviewPage)
        assert not overview.units.isVisible()
        assert not overview.reply_button.isEnabled()
        assert not overview.approval_button.isVisible()


def test_the_overview_tells_who_was_answered(make_window: MakeWindow, stick: Path, head: MainWindow) -> None:
    package = report(make_window, stick, "机电党支部", "张三", "李四")
    panel = page_of(head).receiving
    drop(head, package)
    use(panel.bar.confirm_button)
    use(panel.merge_button)
    go_to_page(10)
    overview = head.pages[words.OVERVIEW]
    assert isinstance(overview, OverviewPage)
    (row,) = overview.units.plain.rows
    assert (row[0], row[7], row[8], row[10], row[1]) == ("机电党支部", "2026-11-24", "1", "未发", "已合并 2人")
    assert row[9] in package.name
    use(overview.reply_button)
    assert overview.units.plain.rows[0][10] == "2026-11-24"
    assert len(list(stick.glob("回执_*.zip"))) == 1


def test_rows_of_a_branch_are_only_read_at_the_general_branch(
    make_window: MakeWindow, stick: Path, head: MainWindow
) -> None:
    package = report(make_window, stick, "机电党支部", "张三")
    panel = page_of(head).receiving
    drop(head, package)
    use(panel.bar.confirm_button)
    use(panel.merge_button)
    go_to_page(2)
    assert grid_of(head).model.headerData(0, Qt.Orientation.Vertical, Qt.ItemDataRole.DisplayRole) == "机电"
    press(Key.Key_F2)
    assert "由“机电党支部”填写" in head.strip.sentence
    head.strip.hide()
    press(Key.Key_Delete)
    assert "由“机电党支部”填写" in head.strip.sentence
    assert [row["name"] for row in texts_of(head, "members")] == ["张三"]


def test_a_package_with_a_password_shows_it_once_and_opens_with_it(
    make_window: MakeWindow, tmp_path: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    branch = make_window("机电党支部", superior=HEAD)
    go_to_page(2)
    fill_row(branch, name="张三")
    sending = page_of(branch).sending
    sending.lock_box.setChecked(True)
    path = pack(branch, stick)
    password = sending.password.text()
    assert len(password.split()) == 5
    assert "加密方式：口令加密，接收时要输入口令。" in sentences(sending)
    pack_again_to = tmp_path / "另一个U盘"
    monkeypatch.setattr(Files, "ask_folder", lambda *_: pack_again_to)
    sending.sent.choose(0)
    use(sending.again_button)
    assert (pack_again_to / path.name).read_bytes() == path.read_bytes()
    branch.desk.close()

    window = make_window(HEAD, "general-branch")
    receiving = page_of(window).receiving
    receiving.look_at([path])
    assert states(receiving) == ["需要口令"]
    for typed, state in (("1234", "需要口令"), (password, "需要确认单位")):
        monkeypatch.setattr(PasswordDialog, "ask", lambda *_, typed=typed: typed)
        use(receiving.bar.password_button)
        assert states(receiving) == [state]
    assert "加密方式　口令加密，有签名，密钥还没有登记" in receiving.bar.plan.toPlainText()
    use(receiving.bar.confirm_button)
    use(receiving.merge_button)
    assert receiving.parcels[0].merged


def test_enter_in_the_field_takes_the_password(head: MainWindow) -> None:
    dialog = PasswordDialog(head, "上报.zip")
    dialog.show()
    QTest.keyClick(dialog.password, Key.Key_Return)
    assert dialog.isVisible(), "nothing is typed yet"
    QTest.keyClicks(dialog.password, "1234")
    QTest.keyClick(dialog.password, Key.Key_Return)
    assert dialog.result() == PasswordDialog.DialogCode.Accepted
