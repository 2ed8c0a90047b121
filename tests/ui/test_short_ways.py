"""Short ways that the task cards asked for: keys for steps, papers and quarters, and dialogs that begin where the last one was."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from dangjian_desktop.ui.dialogs.files import PDF, Files
from dangjian_desktop.ui.main_window import MainWindow
from dangjian_desktop.ui.period import Period
from dangjian_desktop.ui.scheme_tab import SchemeTab
from dangjian_desktop.ui.tabs.print_centre import PrintCentre
from tests.ui.hands import CTRL, Key, fill_row, focus, go_to_page, press, use

ALT = Qt.KeyboardModifier.AltModifier


def tab_of(window: MainWindow) -> SchemeTab:
    page = window.stack.currentWidget()
    assert isinstance(page, SchemeTab)
    return page


def test_alt_with_an_arrow_goes_to_the_next_step_and_into_its_grid(window: MainWindow) -> None:
    go_to_page(5)
    tab = tab_of(window)
    press(Key.Key_Right, ALT)
    press(Key.Key_Right, ALT)
    assert tab.steps.current == 2
    assert focus() is tab.start
    for _ in range(4):
        press(Key.Key_Left, ALT)
    assert tab.steps.current == 0


def test_a_pressed_step_has_the_keys_in_its_grid(window: MainWindow) -> None:
    go_to_page(3)
    tab = tab_of(window)
    use(tab.steps.button(1))
    assert focus() is tab.start


def test_ctrl_enter_makes_the_steps_paper_and_enter_prints_or_saves_it(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    go_to_page(2)
    fill_row(window, name="张三")
    go_to_page(5)
    press(Key.Key_Return, CTRL)
    assert isinstance(window.stack.currentWidget(), SchemeTab), "the first step has no paper"
    press(Key.Key_Right, ALT)
    press(Key.Key_Return, CTRL)
    centre = window.stack.currentWidget()
    assert isinstance(centre, PrintCentre)
    assert focus() is centre.save_button, "there is no printer here"
    asked: list[str] = []
    monkeypatch.setattr(Files, "ask_save", lambda _parent, _title, suggestion, *_: asked.append(suggestion))
    press(Key.Key_Return)
    assert asked == ["样例5_2026年第四季度.pdf"]


def test_alt_page_keys_go_through_the_quarters_over_the_end_of_the_year(window: MainWindow) -> None:
    for _ in range(4):
        press(Key.Key_PageUp, ALT)
    assert window.desk.period == Period(2025, 4)
    press(Key.Key_PageDown, ALT)
    assert window.desk.period == Period(2026, 1)
    assert window.top.quarter.currentText() == "第一季度"
    for _ in range(12):
        press(Key.Key_PageDown, ALT)
    assert window.desk.period == Period(2027, 4), "no further than years are offered"


def test_a_dialog_begins_in_the_folder_of_the_one_before(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(Files, "folder", "")
    began: list[str] = []

    def open_(_parent: object, _title: str, folder: str, _kinds: str) -> tuple[str, str]:
        began.append(folder)
        return str(tmp_path / "名册.xlsx"), ""

    def save(_parent: object, _title: str, suggestion: str, _kinds: str) -> tuple[str, str]:
        began.append(suggestion)
        return suggestion, ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", open_)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", save)
    Files.ask_open(window, "导入", "")
    assert Files.ask_save(window, "另存为", "样例5", PDF, ".pdf") == tmp_path / "样例5.pdf"
    assert Path(began[0]).is_dir()
    assert began[1] == str(tmp_path / "样例5")
