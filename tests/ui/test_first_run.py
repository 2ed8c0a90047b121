"""The first page: three questions, by keyboard, and nothing written before the last word."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dangjian_desktop.ui import keep_verbs, words
from dangjian_desktop.ui.app import last_opened
from dangjian_desktop.ui.dialogs.files import Files
from dangjian_desktop.ui.first_run import FirstRun
from dangjian_desktop.ui.main_window import MainWindow
from dangjian_desktop.ui.recent import remember
from tests.ui.conftest import MakeWindow
from tests.ui.hands import Key, focus, press, sentences, use, write

PAGE_PLACES = {key: place for place, (key, _) in enumerate(words.PAGES)}


def first_page(window: MainWindow) -> FirstRun:
    page = window.stack.currentWidget()
    assert isinstance(page, FirstRun)
    return page


def test_a_new_user_types_a_name_and_gets_an_empty_book(make_window: MakeWindow, tmp_path: Path) -> None:
    window = make_window()
    page = first_page(window)
    assert not window.rail.isVisible()
    assert not page.create_button.isEnabled()
    assert focus() is page.name
    write("中共某学院机电系支部委员会")
    assert page.path.text() == str(tmp_path / "中共某学院机电系支部委员会.db")
    press(Key.Key_Tab)
    write("机电学院党总支")
    press(Key.Key_Tab)
    write("王芳")
    assert list(tmp_path.iterdir()) == []
    use(page.create_button)
    assert (tmp_path / "中共某学院机电系支部委员会.db").exists()
    assert window.desk.card is not None
    assert (window.desk.card.superior, window.desk.card.secretary) == ("机电学院党总支", "王芳")
    assert window.stack.currentWidget() is window.pages[words.HOME]
    assert "王芳" in window.status.who.whole
    assert window.rail.item(PAGE_PLACES[words.OVERVIEW]).isHidden()


def test_a_general_branch_gets_the_overview(make_window: MakeWindow) -> None:
    window = make_window()
    page = first_page(window)
    page.kinds.button(1).setFocus()
    assert page.roster_card.isVisible()
    press(Key.Key_Space)
    assert not page.roster_card.isVisible()
    page.name.setFocus()
    write("机电学院党总支")
    use(page.create_button)
    assert window.desk.kind == "general-branch"
    assert "还没有收到支部的上报包" in sentences(window.pages[words.HOME])
    assert not window.rail.item(PAGE_PLACES[words.OVERVIEW]).isHidden()


def test_the_roster_may_come_from_a_workbook_at_once(
    make_window: MakeWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    asked: list[str] = []

    def ask(_parent: object, title: str, _kinds: str) -> None:
        asked.append(title)

    monkeypatch.setattr(Files, "ask_open", ask)
    page = first_page(make_window())
    page.roster.button(0).setFocus()
    press(Key.Key_Space)
    page.name.setFocus()
    write("机电系党支部")
    use(page.create_button)
    assert not asked, "the opening is still under way"
    qtbot.waitUntil(lambda: asked == ["导入 Excel/WPS 表格"])


def test_backups_may_go_elsewhere_from_the_first_day(make_window: MakeWindow, stick: Path) -> None:
    window = make_window()
    page = first_page(window)
    write("机电系党支部")
    page.backups.setText(str(stick))
    use(page.create_button)
    kept: list[keep_verbs.Kept] = []
    window.desk.run(keep_verbs.kept, kept.append)
    assert (kept[0].folder, kept[0].chosen) == (stick, True)


def test_a_backup_folder_that_is_not_there_is_told(make_window: MakeWindow, tmp_path: Path) -> None:
    window = make_window()
    page = first_page(window)
    write("机电系党支部")
    page.backups.setText(str(tmp_path / "没有"))
    use(page.create_button)
    assert "备份文件夹没有改" in window.strip.sentence
    assert window.stack.currentWidget() is window.pages[words.HOME]


def test_without_a_name_or_a_place_the_button_says_what_is_lacking(make_window: MakeWindow) -> None:
    page = first_page(make_window())
    assert page.create_button.toolTip() == "请先填写单位全称"
    write("机电系党支部")
    assert page.create_button.isEnabled()
    page.path.setFocus()
    page.path.selectAll()
    press(Key.Key_Delete)
    assert not page.create_button.isEnabled()
    assert page.create_button.toolTip() == "请先填写数据文件位置"


def test_a_place_that_cannot_be_written_is_told_in_a_sentence(make_window: MakeWindow, tmp_path: Path) -> None:
    window = make_window()
    page = first_page(window)
    (tmp_path / "已有.db").write_text("something else", encoding="utf-8")
    write("机电系党支部")
    page.path.setFocus()
    page.path.selectAll()
    write(str(tmp_path / "已有.db"))
    use(page.create_button)
    assert "已有.db" in window.strip.sentence
    assert window.stack.currentWidget() is page
    assert (tmp_path / "已有.db").read_text(encoding="utf-8") == "something else"


def test_a_file_that_is_no_data_file_is_told_in_a_sentence(
    make_window: MakeWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = make_window("机电系党支部")
    wrong = tmp_path / "照片.db"
    wrong.write_bytes(b"not a database" * 200)
    monkeypatch.setattr(Files, "ask_open", lambda *_: wrong)
    window.open_file()
    assert "照片.db" in window.strip.sentence
    assert window.desk.card is not None
    assert window.desk.card.name == "机电系党支部"


def test_another_file_replaces_the_pages(make_window: MakeWindow, tmp_path: Path) -> None:
    window = make_window("机电系党支部")
    window.new_file()
    page = first_page(window)
    assert window.rail.isVisible()
    page.name.setFocus()
    write("基础部党支部")
    use(page.create_button)
    QApplication.processEvents()
    assert window.desk.card is not None
    assert window.desk.card.name == "基础部党支部"
    assert list(window.pages) == [words.HOME]


def test_the_file_opened_last_is_opened_next_time(tmp_path: Path) -> None:
    assert last_opened(tmp_path) is None
    default, other = tmp_path / "台账.db", tmp_path / "别处" / "支部.db"
    default.touch()
    assert last_opened(tmp_path) == default
    other.parent.mkdir()
    other.touch()
    remember(tmp_path, other)
    assert last_opened(tmp_path) == other
    other.unlink()
    assert last_opened(tmp_path) == default


def test_the_last_word_stays_in_sight_in_a_window_that_is_too_low(make_window: MakeWindow, dressed: None) -> None:
    window = make_window()
    page = first_page(window)
    assert _bottom(page.create_button) < page.height() - 40, "not far from the questions where there is room"
    assert _right(page.create_button) == _right(page.roster_card)
    page.roster_card.setMinimumHeight(900)
    QApplication.processEvents()
    assert _bottom(page.create_button) <= page.height()
    assert page.create_button.visibleRegion().boundingRect() == page.create_button.rect()


def _right(part: QWidget) -> int:
    return part.mapTo(part.window(), part.rect().topRight()).x()


def _bottom(made: QPushButton) -> int:
    page = made.window().centralWidget()  # type: ignore[attr-defined]
    return made.mapTo(page, made.rect().bottomLeft()).y()
