"""改措辞: sentences with chips, columns, the paper beside them; nothing counts before 保存, nothing is lost by closing."""

import random
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QMimeData, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QTableView, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from dangjian_desktop.core.patterns import fields_in, has_stray_brace
from dangjian_desktop.reports.wording import load
from dangjian_desktop.services import exchange, wording
from dangjian_desktop.services.work import Office
from dangjian_desktop.ui import words
from dangjian_desktop.ui.dialogs.wording_editor import WordingDialog
from dangjian_desktop.ui.dialogs.wording_editor_columns import LINE_END
from dangjian_desktop.ui.dialogs.wording_editor_compare import CompareDialog
from dangjian_desktop.ui.dialogs.wording_editor_draft import UNSAVED
from dangjian_desktop.ui.dialogs.wording_editor_fields import FieldEdit
from dangjian_desktop.ui.main_window import MainWindow
from dangjian_desktop.ui.tabs.print_centre import PrintCentre
from tests.services.exchange_year import save
from tests.ui.conftest import MakeWindow
from tests.ui.hands import digest_of, go_to_page, use

Key = Qt.Key
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
DEFAULT = load("proofread").texts
FIELDS = {"member": "党员姓名", "post": "岗位名称"}
SENTENCE = "党员{member}上岗{post}。"


@pytest.fixture
def edit(qtbot: QtBot) -> FieldEdit:
    made = FieldEdit("措辞")
    qtbot.addWidget(made)
    made.show()
    made.show_pattern(SENTENCE, FIELDS)
    return made


def go_to(edit: FieldEdit, place: int) -> None:
    cursor = edit.textCursor()
    cursor.setPosition(place)
    edit.setTextCursor(cursor)


def commit(edit: QWidget, text: str) -> None:
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(edit, event)


def test_a_sentence_comes_back_as_it_was_shown(edit: FieldEdit) -> None:
    for pattern in (SENTENCE, "", "一\n\n二{post}", "{member}{member}\U0002cc56{post}", "  两格  ", "{nothing}"):
        edit.show_pattern(pattern, FIELDS)
        assert edit.pattern() == pattern


def test_a_chip_goes_whole_with_one_key_and_comes_back_by_undo(edit: FieldEdit) -> None:
    go_to(edit, 3)
    QTest.keyClick(edit, Key.Key_Backspace)
    assert edit.pattern() == "党员上岗{post}。"
    QTest.keyClick(edit, Key.Key_Z, CTRL)
    assert edit.pattern() == SENTENCE
    go_to(edit, 2)
    QTest.keyClick(edit, Key.Key_Delete)
    assert edit.pattern() == "党员上岗{post}。"


def test_what_is_typed_beside_a_chip_is_text(edit: FieldEdit) -> None:
    go_to(edit, 3)
    QTest.keyClicks(edit, "a")
    commit(edit, "同志")
    go_to(edit, 2)
    commit(edit, "：")
    assert edit.pattern() == "党员：{member}a同志上岗{post}。"


def test_a_field_is_put_in_at_the_cursor(edit: FieldEdit) -> None:
    go_to(edit, 0)
    edit.insert_field("post")
    commit(edit, "的")
    assert edit.pattern() == "{post}的党员{member}上岗{post}。"


def test_enter_begins_a_line_only_where_there_may_be_one(edit: FieldEdit) -> None:
    go_to(edit, 2)
    QTest.keyClick(edit, Key.Key_Return)
    assert edit.pattern() == "党员\n{member}上岗{post}。"
    edit.show_pattern(SENTENCE, FIELDS, many_lines=False)
    QTest.keyClick(edit, Key.Key_Return)
    paste(edit, "一\n二\r\n三")
    assert edit.pattern() == f"一二三{SENTENCE}"


def paste(edit: FieldEdit, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    edit.insertFromMimeData(data)


def test_copied_words_keep_their_fields_and_other_programs_get_words(edit: FieldEdit) -> None:
    edit.selectAll()
    copied = edit.createMimeDataFromSelection()
    assert copied.text() == "党员‹党员姓名›上岗‹岗位名称›。"
    assert not copied.hasHtml()
    edit.moveCursor(QTextCursor.MoveOperation.End)
    edit.insertFromMimeData(copied)
    assert edit.pattern() == SENTENCE * 2
    edit.clear()
    paste(edit, copied.text())
    assert edit.pattern() == SENTENCE


def test_no_order_of_keys_breaks_a_field(edit: FieldEdit) -> None:
    keys = (Key.Key_Left, Key.Key_Right, Key.Key_Backspace, Key.Key_Delete, Key.Key_Home, Key.Key_End, Key.Key_Return)
    for seed in range(6):
        chance = random.Random(seed)
        edit.show_pattern(SENTENCE, FIELDS)
        for _ in range(60):
            what = chance.randrange(10)
            if what < 6:
                shift = chance.choice((Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier))
                QTest.keyClick(edit, chance.choice(keys), shift)
            elif what < 8:
                commit(edit, chance.choice("党员\U0002cc56ab"))
            else:
                edit.insert_field(chance.choice(list(FIELDS)))
            assert not has_stray_brace(edit.pattern())
            assert set(fields_in(edit.pattern())) <= set(FIELDS)


# The window.


@pytest.fixture
def filled(window: MainWindow) -> MainWindow:
    def fill(office: Office) -> None:
        save(office, "members", {"name": "张三", "department": "机电系"})
        save(office, "post_assignments", {"member_id": "张三", "post_id": "教育示范岗"})
        save(office, "commitments", {"member_id": "张三", "text": "上好示范课", "due": "年底前", "review": "通过"})

    window.desk.run(fill)
    return window


def hit(button: QAbstractButton) -> None:
    """Press a button of the dialog with the Enter key."""
    assert button.isVisible()
    assert button.isEnabled(), button.text()
    button.setFocus()
    QTest.keyClick(button, Key.Key_Return)


def open_editor(window: MainWindow, number: int = 1) -> WordingDialog:
    dialog = WordingDialog(window.desk, window, number)
    dialog.open()
    return dialog


@pytest.fixture
def dialog(filled: MainWindow) -> WordingDialog:
    return open_editor(filled)


def rows_of(dialog: WordingDialog) -> dict[str, str]:
    return {str(row[0]): str(row[1]) for row in dialog.list.plain.rows}


def paper(dialog: WordingDialog) -> str:
    dialog.look_at_paper()
    pages = pypdf.PdfReader(BytesIO(dialog.preview.pdf)).pages
    return "".join("".join(page.extract_text().split()) for page in pages)


def rewrite(dialog: WordingDialog, key: str, words: str) -> None:
    """Replace a text by keys and an input method."""
    dialog.choose(key)
    QTest.keyClick(dialog.text.own, Key.Key_A, CTRL)
    commit(dialog.text.own, words)


def test_the_print_centre_and_the_menu_open_the_editor(filled: MainWindow) -> None:
    go_to_page(8)
    centre = filled.pages[words.PRINTING]
    assert isinstance(centre, PrintCentre)
    centre.choose((5, 8))
    use(centre.options.wording_button)
    opened = centre.findChild(WordingDialog)
    assert isinstance(opened, WordingDialog)
    assert opened.number == 5
    opened.reject()
    filled.actions_by_verb["change_wording"].trigger()
    found: list[WordingDialog] = list(filled.findChildren(WordingDialog))
    assert [dialog.number for dialog in found if dialog.isVisible()] == [1]


def test_L399_an_own_text_is_seen_on_the_paper_before_it_is_saved_and_counts_from_then_on(
    filled: MainWindow, dialog: WordingDialog
) -> None:
    before = digest_of(filled)
    assert set(rows_of(dialog).values()) == {"默认"}
    assert not dialog.save_button.isEnabled()
    rewrite(dialog, "1.fifth", "五、支部排忧解难。")
    assert rows_of(dialog)["第五条"] == UNSAVED
    assert "五、支部排忧解难。" in paper(dialog)
    assert "张三" in paper(dialog)
    assert digest_of(filled) == before
    assert dialog.save_button.text() == "保存 1 处"
    hit(dialog.save_button)
    assert (dialog.told.text(), filled.strip.sentence) == ("已保存 1 处。", "样例1：已保存 1 处。")
    assert rows_of(dialog)["第五条"] == "已自定义"
    assert not dialog.save_button.isEnabled()
    hit(dialog.undo_button)
    assert rows_of(dialog)["第五条"] == "默认"
    assert digest_of(filled) == before
    assert not dialog.undo_button.isEnabled()


def test_a_text_typed_back_to_what_it_was_is_no_change(dialog: WordingDialog) -> None:
    rewrite(dialog, "1.fifth", "五、改。")
    rewrite(dialog, "1.fifth", DEFAULT["1.fifth"])
    assert rows_of(dialog)["第五条"] == "默认"
    assert not dialog.save_button.isEnabled()


def test_what_was_typed_stays_when_another_text_is_looked_at(dialog: WordingDialog) -> None:
    rewrite(dialog, "1.fifth", "五、改。")
    dialog.choose("1.title")
    dialog.choose("1.fifth")
    assert dialog.text.own.pattern() == "五、改。"
    assert dialog.text.default.pattern() == DEFAULT["1.fifth"]


def test_L399_a_text_without_its_field_is_told_at_once_and_not_saved(filled: MainWindow, dialog: WordingDialog) -> None:
    before = digest_of(filled)
    rewrite(dialog, "1.member", "一、党员。")
    dialog.look_at_paper()
    assert dialog.fault.isVisible()
    assert dialog.fault.text() == "样例1“一、党员姓名”里少了‹党员姓名›，印出来就没有这一项。请把它放回句子里。"
    hit(dialog.save_button)
    assert "没有保存" in dialog.fault.text()
    assert digest_of(filled) == before
    assert rows_of(dialog)["一、党员姓名"] == UNSAVED
    dialog.text.own.insert_field("member")
    dialog.look_at_paper()
    assert not dialog.fault.isVisible()


def test_texts_of_the_blank_form_are_seen_on_the_blank_form(dialog: WordingDialog) -> None:
    assert "张三" in paper(dialog)
    rewrite(dialog, "1.blank.member", "某某")
    assert "党员姓名：某某。" in paper(dialog)
    dialog.choose("1.member")
    assert "张三" in paper(dialog)


def test_L399_one_text_and_the_whole_form_go_back_to_the_default(dialog: WordingDialog) -> None:
    for key, words_now in (("1.fifth", "五、改。"), ("1.fourth", "四、改。")):
        rewrite(dialog, key, words_now)
    hit(dialog.save_button)
    dialog.choose("1.fifth")
    hit(dialog.text.reset_button)
    assert [rows_of(dialog)[name] for name in ("第四条", "第五条")] == ["已自定义", "默认"]
    hit(dialog.reset_button)
    assert set(rows_of(dialog).values()) == {"默认"}
    hit(dialog.undo_button)
    hit(dialog.undo_button)
    assert [rows_of(dialog)[name] for name in ("第四条", "第五条")] == ["已自定义"] * 2


def test_a_reset_of_one_text_keeps_what_is_typed_into_another(dialog: WordingDialog) -> None:
    rewrite(dialog, "1.fifth", "五、改。")
    hit(dialog.save_button)
    rewrite(dialog, "1.fourth", "四、改。")
    dialog.choose("1.fifth")
    hit(dialog.text.reset_button)
    dialog.choose("1.fourth")
    assert dialog.text.own.pattern() == "四、改。"


def test_L399_columns_are_hidden_renamed_moved_and_added_by_keys(filled: MainWindow) -> None:
    dialog = open_editor(filled, 5)
    panel = dialog.columns
    assert rows_of(dialog) == {"栏目": "默认", "标题": "默认", "表上一行": "默认", "空表的党支部名称": "默认"}
    table = panel.table
    for _ in range(3):
        QTest.keyClick(table, Key.Key_Down)
    QTest.keyClick(table, Key.Key_Space)
    QTest.keyClick(table, Key.Key_Up)
    QTest.keyClick(table, Key.Key_F2)
    editor = table.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    QTest.keyClick(editor, Key.Key_A, CTRL)
    commit(editor, f"承诺{LINE_END}内容")
    QTest.keyClick(editor, Key.Key_Return)
    QTest.qWait(0)  # the table takes the name once the key is done with
    next(action for action in panel.add_button.menu().actions() if action.text() == "部门").trigger()
    QTest.keyClick(table, Key.Key_Up, ALT)
    QTest.keyClick(table, Key.Key_Up, ALT)
    assert "序号党员姓名部门承诺内容" in paper(dialog)
    assert "年底前" not in paper(dialog)
    hit(dialog.save_button)
    assert rows_of(dialog)["栏目"] == "已自定义"
    assert [column.heading for column in panel.columns()] == [
        "序号", "党员姓名", "部门", "承诺\n内容", "计划完成时限"
    ]  # fmt: skip
    assert [column.shown for column in panel.columns()] == [True, True, True, True, False]
    hit(panel.reset_button)
    assert rows_of(dialog)["栏目"] == "默认"
    assert "序号党员姓名承诺事项计划完成时限" in paper(dialog)


def test_L399_the_number_and_the_merged_name_cannot_be_moved_or_hidden(filled: MainWindow) -> None:
    dialog = open_editor(filled, 7)
    panel = dialog.columns
    for place in (0, 1):
        panel.table.setCurrentIndex(panel.model.index(place, 0))
        QTest.keyClick(panel.table, Key.Key_Space)
        QTest.keyClick(panel.table, Key.Key_Down, ALT)
        assert not panel.down_button.isEnabled()
        assert not panel.remove_button.isEnabled()
    panel.table.setCurrentIndex(panel.model.index(2, 0))
    assert not panel.up_button.isEnabled()
    assert not dialog.save_button.isEnabled()


def test_an_added_column_can_be_taken_out_again(filled: MainWindow) -> None:
    dialog = open_editor(filled, 3)
    dialog.columns.add_button.menu().actions()[0].trigger()
    assert dialog.save_button.isEnabled()
    hit(dialog.columns.remove_button)
    assert not dialog.save_button.isEnabled()


def test_own_words_are_compared_with_the_default(dialog: WordingDialog) -> None:
    rewrite(dialog, "1.fifth", "五、改。")
    hit(dialog.save_button)
    hit(dialog.compare_button)
    compared = dialog.findChild(CompareDialog)
    assert isinstance(compared, CompareDialog)
    model = compared.table.model()
    assert [model.index(0, column).data() for column in range(4)] == [
        "第五条", "已自定义", DEFAULT["1.fifth"], "五、改。"
    ]  # fmt: skip
    assert model.rowCount() == 1


def test_enter_goes_from_the_list_into_the_sentence_and_presses_no_button(
    filled: MainWindow, dialog: WordingDialog
) -> None:
    rewrite(dialog, "1.fifth", "五、改。")
    hit(dialog.save_button)
    before = digest_of(filled)
    dialog.choose("1.fifth")
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Key.Key_Return)
    assert dialog.focusWidget() is dialog.text.own
    assert digest_of(filled) == before


def test_closing_warns_once_when_something_is_not_saved(dialog: WordingDialog) -> None:
    rewrite(dialog, "1.fifth", "五、改。")
    QTest.keyClick(dialog, Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.fault.text() == "有 1 处没有保存。请点“保存”；再点一次“关闭”就放弃这些改动。"
    QTest.keyClick(dialog, Key.Key_Escape)
    assert not dialog.isVisible()


def test_another_form_is_shown_once_the_user_gives_up_what_is_not_saved(dialog: WordingDialog) -> None:
    rewrite(dialog, "1.fifth", "五、改。")
    dialog.form.setCurrentIndex(2)
    assert dialog.number == 1
    dialog.form.setCurrentIndex(2)
    assert dialog.number == 3
    assert rows_of(dialog)["栏目"] == "默认"
    assert not dialog.save_button.isEnabled()


def test_A7_26_the_general_branch_locks_a_text_and_the_branch_sees_it(make_window: MakeWindow, tmp_path: Path) -> None:
    head = make_window("机电学院党总支", "general-branch")
    branch = make_window("机电系党支部", superior="机电学院党总支")
    editor = open_editor(head)
    assert editor.text.push.isVisible()
    rewrite(editor, "1.fifth", "五、总支规定。")
    choose_push(editor.text.push, "锁定")
    editor.choose("1.fourth")
    choose_push(editor.text.push, "建议")
    assert editor.save_button.text() == "保存 2 处"
    hit(editor.save_button)
    assert [rows_of(editor)[name] for name in ("第四条", "第五条")] == ["默认，建议", "已自定义，锁定"]
    packages: list[Path] = []
    branch.desk.run(lambda office: exchange.pack(office, tmp_path / "U盘1").path, packages.append)
    head.desk.run(lambda office: exchange.apply(office, packages, adopt=True))
    replies: list[Path] = []
    head.desk.run(lambda office: exchange.reply(office, "机电系党支部", tmp_path / "U盘2").path, replies.append)
    branch.desk.run(lambda office: exchange.apply(office, replies))
    below = open_editor(branch)
    assert [rows_of(below)[name] for name in ("第四条", "第五条")] == ["上级建议", "上级规定"]
    below.choose("1.fifth")
    assert below.text.own.isReadOnly()
    assert below.text.own.pattern() == "五、总支规定。"
    assert below.text.note.text() == "上级统一规定了这一句，本单位不能改。"
    assert not below.text.push.isVisible()
    assert "五、总支规定。" in paper(below)
    below.choose("1.fourth")
    assert not below.text.own.isReadOnly()


def choose_push(box: QComboBox, begins: str) -> None:
    place = next(n for n in range(box.count()) if box.itemText(n).startswith(begins))
    box.setFocus()
    while box.currentIndex() != place:
        QTest.keyClick(box, Key.Key_Down)


def test_A7_26_a_newer_default_is_told_and_own_words_can_stay(
    filled: MainWindow, dialog: WordingDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewrite(dialog, "1.fifth", "五、改。")
    hit(dialog.save_button)
    dialog.reject()
    monkeypatch.setattr("dangjian_desktop.services.wording.digest_of", lambda text: f"newer {text}")
    newer = open_editor(filled)
    assert rows_of(newer)["第五条"] == "已自定义，默认有更新"
    newer.choose("1.fifth")
    assert newer.text.note.text().startswith("默认措辞有更新。")
    assert newer.text.keep_button.isVisible()
    monkeypatch.undo()
    newer.text.keep_button.click()
    assert rows_of(newer)["第五条"] == "已自定义"
    assert not newer.text.keep_button.isVisible()


@pytest.mark.parametrize("number", [1, 5])
def test_every_place_has_a_name_for_screen_readers_and_fits_a_small_screen(filled: MainWindow, number: int) -> None:
    dialog = open_editor(filled, number)
    for kind in (QTextEdit, QComboBox, QTableView):
        named: list[QWidget] = list(dialog.findChildren(kind))
        assert named
        assert all(each.accessibleName() for each in named if each.isVisible())
    buttons: list[QAbstractButton] = list(dialog.findChildren(QAbstractButton))
    assert all(each.text() or each.accessibleName() for each in buttons if each.isVisible())
    assert dialog.minimumSizeHint().width() <= 1366
    assert dialog.minimumSizeHint().height() <= 720


class Later:
    """Keeps jobs until they are wanted, as a busy worker does."""

    def __init__(self) -> None:
        self.jobs: list[Callable[[], None]] = []
        self.held = False

    def submit(self, job: Callable[[], None]) -> None:
        self.jobs.append(job)
        if not self.held:
            self.go_on()

    def at_rest(self, _owner: QObject, work: Callable[[], object]) -> None:
        work()

    def go_on(self) -> None:
        self.held = False
        while self.jobs:
            self.jobs.pop(0)()

    def stop(self) -> None:
        self.go_on()


def test_what_is_typed_while_the_worker_saves_is_not_lost(make_window: MakeWindow) -> None:
    runner = Later()
    window = make_window("机电系党支部", runner=runner)
    dialog = open_editor(window)
    rewrite(dialog, "1.fifth", "五、改。")
    runner.held = True
    dialog.save()
    commit(dialog.text.own, "又改。")
    runner.go_on()
    assert rows_of(dialog)["第五条"] == UNSAVED
    commit(dialog.text.own, "再改。")
    assert dialog.text.own.pattern() == "五、改。又改。再改。"


def test_nothing_can_be_typed_before_the_worker_has_read_the_form(make_window: MakeWindow) -> None:
    runner = Later()
    window = make_window("机电系党支部", runner=runner)
    runner.held = True
    dialog = open_editor(window)
    assert not dialog.stack.isEnabled()
    assert not dialog.save_button.isEnabled()
    runner.go_on()
    assert dialog.stack.isEnabled()
    runner.held = True
    dialog.form.setCurrentIndex(4)
    assert not dialog.stack.isEnabled()
    runner.go_on()
    assert rows_of(dialog)["栏目"] == "默认"


def test_a_window_closed_while_the_worker_is_busy_leaves_nothing_undone(make_window: MakeWindow, qtbot: QtBot) -> None:
    runner = Later()
    window = make_window("机电系党支部", runner=runner)
    dialog = open_editor(window)
    rewrite(dialog, "1.fifth", "五、改。")
    runner.held = True
    dialog.save()
    dialog.look_at_paper()
    dialog.reject()
    dialog.reject()
    runner.go_on()
    qtbot.wait(10)
    states: list[str] = []
    window.desk.run(lambda office: wording.texts(office, 1), lambda found: states.extend(t.state.value for t in found))
    assert states.count("已自定义") == 1
