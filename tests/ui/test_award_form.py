"""Forms 8 and 9 filled in on the page itself: by keys, with a photo dropped, each field a step to undo (F8, F9)."""

from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QApplication, QWidget

from dangjian_desktop.services import decisions, exchange, titles
from dangjian_desktop.services.award_form import award_form, nominees
from dangjian_desktop.services.decision_queue import read_queue
from dangjian_desktop.services.photos import photo_of
from dangjian_desktop.services.work import Office
from dangjian_desktop.ui.award_form.editor import AwardFormEditor
from dangjian_desktop.ui.award_form.photo_cell import NO_PICTURE, PhotoCell
from dangjian_desktop.ui.dialogs.files import Files
from dangjian_desktop.ui.main_window import MainWindow
from dangjian_desktop.ui.tabs.award_tab import AwardTab
from tests.exchange.levels import put_forward
from tests.ui.conftest import MakeWindow
from tests.ui.hands import CTRL, Key, focus, go_to_page, go_to_step, press, sentences, sit_at, texts_of, use, write

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def nominated(window: MainWindow) -> MainWindow:
    """张三 and 李四 stand for 先锋岗, 张三 for 标兵; the roster knows little of them."""
    window.desk.run(lambda office: put_forward(office, "张三"))
    window.desk.run(lambda office: put_forward(office, "李四"))
    window.desk.run(lambda office: put_forward(office, "张三", "标兵"))
    window.refresh()
    return window


def editor_of(window: MainWindow, place: int = 6) -> AwardFormEditor:
    """Go to the step with the form and press its key."""
    go_to_page(place)
    go_to_step(window, 1)
    press(Key.Key_Return, CTRL)
    tab = window.stack.currentWidget()
    assert isinstance(tab, AwardTab)
    assert tab.editor is not None
    QApplication.processEvents()
    return tab.editor


def go_into(editor: AwardFormEditor, key: str) -> QWidget:
    cell = editor.page.cells[key]
    cell.setFocus(Qt.FocusReason.TabFocusReason)
    return cell


def roster_of(window: MainWindow) -> dict[str, str]:
    return dict(texts_of(window, "members")[0])


def photo(window: MainWindow) -> bytes | None:
    found: list[bytes | None] = []

    def read(office: Office) -> None:
        member = nominees(office, "先锋岗", year=2026, quarter=4)[0].member_id
        found.append(photo_of(office, member))

    window.desk.run(read)
    return found[0]


def drop(widget: PhotoCell, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    event = QDropEvent(QPoint(5, 5).toPointF(), action, data, button, Qt.KeyboardModifier.NoModifier)
    widget.dropEvent(event)


def picture(path: Path) -> Path:
    Image.new("RGB", (300, 400), (200, 30, 30)).save(path)
    return path


def test_the_form_opens_by_keys_where_something_is_lacking(nominated: MainWindow) -> None:
    editor = editor_of(nominated)
    assert focus() is editor.page.cells["sex"]
    assert editor.title.text() == "样例8　张三（1/2）"
    assert editor.lacking.text() == "还缺：性别、民族、参加工作时间、入党时间、文化程度、照片"


def test_F8_what_is_typed_on_the_form_is_in_the_roster_and_each_field_is_undone_by_name(nominated: MainWindow) -> None:
    editor = editor_of(nominated)
    for text in ("女", "回", "", "2008.9", "2006.07", "本科"):
        if text:
            write(text)
        press(Key.Key_Tab)
        if text == "回":
            assert focus() is editor.page.photo
            press(Key.Key_Tab)
    known = roster_of(nominated)
    assert (known["sex"], known["ethnicity"], known["work_start"]) == ("女", "回族", "2008-09")
    assert (known["joined"], known["education"], known["birth"]) == ("2006-07", "大学本科", "1985-05")
    assert editor.lacking.text() == "还缺：照片"
    assert editor.page.cells["joined"].typed() == "2006年7月"
    assert nominated.top.undo.toolTip() == "撤销：样例8 张三的文化程度（名册）"
    press(Key.Key_Z, CTRL)
    assert "education" not in roster_of(nominated)
    assert editor.page.cells["education"].typed() == ""
    assert editor.lacking.text() == "还缺：文化程度、照片"


def test_the_keys_go_through_the_form_as_it_is_read_and_back(nominated: MainWindow) -> None:
    editor = editor_of(nominated)
    go_into(editor, "sex")
    seen = []
    for _ in range(9):
        seen.append(focus().accessibleName())
        press(Key.Key_Tab)
    assert seen == ["性别", "民族", "照片", "出生年月", "参加工作时间", "入党时间", "文化程度", "职务", "主要事迹"]
    assert focus() is editor.page.cells["branch_opinion"]
    press(Key.Key_Tab, SHIFT)
    assert focus() is editor.page.cells["deeds"]


def test_a_text_that_cannot_be_taken_stays_with_one_sentence_and_escape_restores_it(nominated: MainWindow) -> None:
    editor = editor_of(nominated)
    cell = go_into(editor, "birth")
    write("2030.7")
    press(Key.Key_Return)
    assert nominated.strip.sentence == "“出生年月”写的是“2030.7”，晚于今天。请改成实际年月，或留空以后再填。"
    assert editor.page.cells["birth"].problem == nominated.strip.sentence
    assert roster_of(nominated)["birth"] == "1985-05"
    cell.setFocus()
    press(Key.Key_Escape)
    assert editor.page.cells["birth"].typed() == "1985年5月"
    assert not editor.page.cells["birth"].problem


def test_F8_11_the_bar_tells_what_the_layout_finds(nominated: MainWindow) -> None:
    editor = editor_of(nominated)
    go_into(editor, "deeds")
    press(Key.Key_End, CTRL)
    write("好" * 300)
    editor._measure()
    left = editor.fullness.words.text()
    assert left.startswith("还能写约 5")
    write("好" * 700)
    editor._measure()
    assert editor.fullness.words.text().startswith("超出 ")
    assert editor.fullness.words.text().endswith("字：将另起附页")
    assert editor.fullness.words.objectName() == "problem"
    press(Key.Key_Tab)
    assert editor.page.form is not None
    assert editor.page.form.pages == 2
    assert "放不下的文字印在附页上" in editor.note.text()


@pytest.mark.parametrize("length", [0, 7, 300, 600])
def test_F8_11_so_many_characters_fit_and_one_more_does_not(nominated: MainWindow, length: int) -> None:
    def check(office: Office) -> None:
        first = nominees(office, "先锋岗", year=2026, quarter=4)[0]
        form = award_form(office, first, "先锋岗", year=2026, quarter=4)
        fits = form.fullness("deeds", "字" * length).left
        assert fits > 0
        assert form.fullness("deeds", "字" * (length + fits)).over == 0
        assert form.fullness("deeds", "字" * (length + fits + 1)).over > 0

    nominated.desk.run(check, on_error=pytest.fail)


def test_F8_5_a_photo_is_dropped_on_its_cell_and_taken_away_by_delete(nominated: MainWindow, tmp_path: Path) -> None:
    editor = editor_of(nominated)
    drop(editor.page.photo, picture(tmp_path / "张三.jpg"))
    assert photo(nominated) is not None
    assert editor.page.photo.has_photo
    assert "照片" not in editor.lacking.text()
    editor.page.photo.setFocus()
    press(Key.Key_Delete)
    assert photo(nominated) is None
    press(Key.Key_Z, CTRL)
    assert editor.page.photo.has_photo


def test_F8_5_a_photo_is_pasted_or_chosen_by_keys(
    nominated: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = editor_of(nominated)
    editor.page.photo.setFocus()
    QApplication.clipboard().setText("no picture")
    press(Key.Key_V, CTRL)
    assert nominated.strip.sentence == NO_PICTURE
    image = QImage(30, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    QApplication.clipboard().setImage(image)
    press(Key.Key_V, CTRL)
    pasted = photo(nominated)
    assert pasted is not None
    monkeypatch.setattr(Files, "ask_open", lambda *_: picture(tmp_path / "b.png"))
    press(Key.Key_Return)
    assert photo(nominated) not in (None, pasted)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"no picture", "不是 JPG 或 PNG 照片"),
        (b"\0\0\0\x18ftypheic" + bytes(40), "是手机的 HEIC 照片，读不了"),
        (b"\xff" * (21 << 20), "太大了"),
    ],
)
def test_a_bad_photo_is_refused_in_one_sentence(
    nominated: MainWindow, tmp_path: Path, content: bytes, sentence: str
) -> None:
    editor = editor_of(nominated)
    path = tmp_path / "x.jpg"
    path.write_bytes(content)
    drop(editor.page.photo, path)
    assert sentence in nominated.strip.sentence
    assert photo(nominated) is None


def test_what_was_reported_is_only_read_and_the_level_above_writes_its_own_cell(
    nominated: MainWindow, stick: Path
) -> None:
    editor = editor_of(nominated)
    above = editor.page.cells["general_opinion"]
    assert above.isReadOnly()
    assert above.toolTip() == "由党总支填写，收到回执后显示在这里。"
    nominated.desk.run(lambda office: exchange.pack(office, stick))
    nominated.refresh()
    assert all(cell.isReadOnly() for cell in editor.page.cells.values())
    assert "已上报，内容不能再改" in editor.told.text()
    assert editor.page.order == []


def test_the_next_one_comes_by_a_key_with_what_was_typed_saved(nominated: MainWindow) -> None:
    editor = editor_of(nominated)
    go_into(editor, "duty")
    write("teacher")
    press(Key.Key_PageDown, CTRL)
    assert editor.title.text().endswith("李四（2/2）")
    assert roster_of(nominated)["duty"] == "teacher"
    press(Key.Key_PageUp, CTRL)
    assert editor.page.cells["duty"].typed() == "teacher"


def test_the_page_on_the_screen_is_the_page_that_is_printed(
    nominated: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = editor_of(nominated)
    use(editor.preview_button)
    assert editor.page.form is not None
    assert editor.preview.pdf == editor.page.form.made.pdf
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    use(editor.print_button)
    assert "找不到打印机" in nominated.strip.sentence


def test_F9_the_kind_is_a_choice_and_the_grid_comes_back(nominated: MainWindow) -> None:
    editor = editor_of(nominated, 7)
    assert editor.title.text() == "样例9　张三（1/1）"
    go_into(editor, "kind")
    write("服务")
    press(Key.Key_Return)
    assert texts_of(nominated, "pacesetter_nominations")[0]["kind"] == "服务标兵"
    use(editor.back_button)
    tab = nominated.stack.currentWidget()
    assert isinstance(tab, AwardTab)
    assert tab.grid is not None
    assert tab.grid.view.hasFocus()


def test_without_nominees_the_page_says_where_they_come_from_and_above_there_is_no_form(
    window: MainWindow, make_window: MakeWindow
) -> None:
    go_to_page(6)
    go_to_step(window, 1)
    press(Key.Key_Return, CTRL)
    tab = window.stack.currentWidget()
    assert isinstance(tab, AwardTab)
    assert tab.editor is not None
    assert "还没有推荐人选" in tab.editor.title.text()
    head = make_window("机电学院党总支", "general-branch")
    sit_at(head)
    head.show_page("pioneers")
    above = head.stack.currentWidget()
    assert isinstance(above, AwardTab)
    assert not above.form_button.isVisible()


def test_X02_each_standard_is_a_tick_by_space_with_the_sources_words(nominated: MainWindow) -> None:
    editor = editor_of(nominated)
    side = editor.side
    assert side is not None
    source = (Path(__file__).parents[1] / "data" / "source-document.txt").read_text(encoding="utf-8")
    for key, tick in side.ticks.items():
        tick.setFocus()
        assert side.text.text() in source, key
        press(Key.Key_Space)
    row = texts_of(nominated, "pioneer_nominations")[0]
    assert [row[key] for key in side.ticks] == ["符合"] * 5
    assert "岗位标准 5/5" in sentences(side)
    press(Key.Key_Z, CTRL)
    assert not side.ticks["example"].isChecked()
    assert nominated.top.undo.toolTip() == "撤销：样例8 张三的纪律意识强"


def test_X04_whoever_exceeds_the_quota_has_a_place_for_the_reason(nominated: MainWindow) -> None:
    editor = editor_of(nominated)
    side = editor.side
    assert side is not None
    assert not side.over.isVisible()
    press(Key.Key_PageDown, CTRL)
    assert side.told.text() == "推荐 2 人，名额 1 人：超出名额，请写说明"
    side.lines["over_quota_reason"].setFocus()
    write("agreed by phone")
    press(Key.Key_Return)
    assert texts_of(nominated, "pioneer_nominations")[1]["over_quota_reason"] == "agreed by phone"
    side.lines["studied_on"].setFocus()
    side.lines["studied_on"].selectAll()
    write("someday")
    press(Key.Key_Return)
    assert "不是日期" in nominated.strip.sentence


def test_X15_the_plaque_of_a_revoked_title_is_taken_back_by_one_button(
    nominated: MainWindow, make_window: MakeWindow, stick: Path
) -> None:
    def revoke(office: Office) -> None:
        report = next(stick.glob("*.zip"))
        exchange.apply(office, [report], adopt=True)
        ids = [
            each.id for each in read_queue(office, year=2026).rows if each.person == "张三" and each.award == "先锋岗"
        ]
        decisions.approve(office, nominations=ids, decided_on=date(2026, 11, 20))
        titles.revoke_title(office, nominations=ids, ground="重大违法违纪", ended_on=date(2026, 11, 24))
        exchange.reply(office, "机电系党支部", stick / "回执")

    nominated.desk.run(lambda office: exchange.pack(office, stick))
    head = make_window("机电学院党总支", "general-branch")
    head.desk.run(revoke, on_error=pytest.fail)
    reply = next((stick / "回执").glob("*.zip"))
    nominated.desk.run(lambda office: exchange.apply(office, [reply], adopt=True), on_error=pytest.fail)
    nominated.refresh()
    sit_at(nominated)
    go_to_page(6)
    go_to_step(nominated, 4)
    tab = nominated.stack.currentWidget()
    assert isinstance(tab, AwardTab)
    assert tab.headline.text() == "称号已撤销，标牌还没有收回：张三"
    assert tab.plaque_button.text() == "收回标牌 1 块"
    use(tab.plaque_button)
    assert texts_of(nominated, "plaques")[0]["returned_on"] == "2026-11-24"
    assert not tab.plaque_button.isVisible()
