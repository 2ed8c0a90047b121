"""The menu 文件: a workbook is shown with its counts and problems before anything is written."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from dangjian_desktop.ui.dialogs.files import Files
from dangjian_desktop.ui.dialogs.import_report import ImportDialog
from dangjian_desktop.ui.main_window import MainWindow
from tests.ui.conftest import MakeWindow
from tests.ui.hands import CTRL, Key, fill_row, go_to_page, press, texts_of

ROWS = [
    ["党员花名册"],
    ["姓名", "性别", "出生年月", "联系电话"],
    ["张三", "男", "1978.05", "6001"],
    ["李四", "女", "1985年3月", ""],
    ["王五", "男", "2O15.7", ""],
]


@pytest.fixture
def roster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A roster with two good rows and a bad one, which every file dialog answers with."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "党员名册"
    for row in ROWS:
        sheet.append(row)
    path = tmp_path / "花名册.xlsx"
    book.save(path)
    monkeypatch.setattr(Files, "ask_open", lambda *_: path)
    return path


def when_asked(answer: Callable[[ImportDialog], None]) -> None:
    """Do something in the import dialog when it opens."""

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ImportDialog)
        answer(dialog)

    QTimer.singleShot(0, act)


def names(window: MainWindow) -> list[str]:
    return [row["name"] for row in texts_of(window, "members")]


def test_counts_and_problems_come_first_then_good_rows_go_in(window: MainWindow, roster: Path) -> None:
    seen: list[tuple[str, ...]] = []

    def accept(dialog: ImportDialog) -> None:
        seen.extend(tuple(row) for row in dialog.sheets.plain.rows)
        seen.extend(tuple(row) for row in dialog.problems.plain.rows)
        assert dialog.left_out.text() == "没有导入的列：联系电话。"
        assert dialog.advice.text() == dialog.problems.plain.rows[0][4]
        assert "是不是2015年7月？" in dialog.advice.text()
        assert names(window) == []
        QTest.keyClick(dialog.accept_button, Key.Key_Return)

    when_asked(accept)
    press(Key.Key_I, CTRL)
    assert seen[0] == ("党员名册", "2", "0", "0", "1")
    assert seen[1][:4] == ("党员名册", "5", "出生年月", "2O15.7")
    assert names(window) == ["张三", "李四"]
    assert "新增 2 行" in window.strip.sentence
    assert "错误行" in window.strip.sentence
    assert len(list(roster.parent.glob("*错误行*.xlsx"))) == 1
    press(Key.Key_Z, CTRL)
    assert names(window) == []


def test_giving_up_writes_nothing(window: MainWindow, roster: Path) -> None:
    when_asked(QDialog.reject)
    window.actions_by_verb["import_workbook"].trigger()
    assert names(window) == []
    assert not window.top.undo.isEnabled()
    assert list(roster.parent.glob("*错误行*.xlsx")) == []


def test_a_workbook_dropped_on_the_window_is_imported(window: MainWindow, roster: Path) -> None:
    when_asked(QDialog.accept)
    window.take_files([roster])
    assert names(window) == ["张三", "李四"]


def test_what_was_exported_brings_nothing_new(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_to_page(2)
    fill_row(window, name="张三", sex="男")
    target = tmp_path / "导出.xlsx"
    monkeypatch.setattr(Files, "ask_save", lambda *_: target)
    monkeypatch.setattr(Files, "ask_open", lambda *_: target)
    window.actions_by_verb["export_workbook"].trigger()
    assert str(target) in window.strip.sentence
    offered: list[bool] = []

    def look(dialog: ImportDialog) -> None:
        offered.append(dialog.accept_button.isEnabled())
        dialog.reject()

    when_asked(look)
    window.actions_by_verb["import_workbook"].trigger()
    assert offered == [False]


def test_a_file_that_cannot_be_read_is_told_in_a_sentence(window: MainWindow, roster: Path) -> None:
    roster.write_bytes(b"this is no workbook")
    window.actions_by_verb["import_workbook"].trigger()
    assert roster.name in window.strip.sentence


@pytest.mark.parametrize("kind", ["branch", "general-branch"])
def test_the_template_is_written_for_the_kind_of_office(
    make_window: MakeWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    target = tmp_path / "模板.xlsx"
    monkeypatch.setattr(Files, "ask_save", lambda *_: target)
    window = make_window("机电", kind)
    window.actions_by_verb["write_template"].trigger()
    assert openpyxl.load_workbook(target).sheetnames
