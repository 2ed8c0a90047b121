"""The menu 文件: a workbook is shown with its counts and problems before anything is written."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtTest import QTest

from dangjian_desktop.ui.dialogs.files import Files
from dangjian_desktop.ui.dialogs.import_window import ImportWindow
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


def opened(window: MainWindow) -> ImportWindow:
    """Return the import window that is open."""
    dialogs: list[ImportWindow] = list(window.findChildren(ImportWindow))
    (found,) = [each for each in dialogs if each.isVisible()]
    return found


def names(window: MainWindow) -> list[str]:
    return [row["name"] for row in texts_of(window, "members")]


def test_A_6_counts_and_problems_come_first_then_good_rows_go_in(window: MainWindow, roster: Path) -> None:
    press(Key.Key_I, CTRL)
    dialog = opened(window)
    stages = dialog.stages
    assert [each.text() for each in stages.filters.buttons()] == ["全部 3", "新增 2", "更新 0", "相同 0", "有问题 1"]
    assert stages.left_out.text() == "不导入的列：联系电话。"
    assert stages.problems.table.plain.rows == [("第5行 C列", "出生年月", "2O15.7")]
    assert "是不是2015年7月？" in stages.problems.advice.text()
    assert names(window) == []
    assert stages.accept.text() == "导入 2 人"
    QTest.keyClick(stages.accept, Key.Key_Return)
    assert names(window) == ["张三", "李四"]
    assert "新增 2 行" in window.strip.sentence
    assert "错误行" in window.strip.sentence
    assert len(list(roster.parent.glob("*错误行*.xlsx"))) == 1
    press(Key.Key_Z, CTRL)
    assert names(window) == []


def test_giving_up_writes_nothing(window: MainWindow, roster: Path) -> None:
    window.actions_by_verb["import_workbook"].trigger()
    QTest.keyClick(opened(window), Key.Key_Escape)
    assert names(window) == []
    assert not window.top.undo.isEnabled()
    assert list(roster.parent.glob("*错误行*.xlsx")) == []


def test_a_workbook_dropped_on_the_window_is_imported(window: MainWindow, roster: Path) -> None:
    window.take_files([roster])
    QTest.keyClick(opened(window).stages.accept, Key.Key_Return)
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
    window.actions_by_verb["import_workbook"].trigger()
    assert opened(window).stages.accept.text() == "没有要导入的内容"
    assert not opened(window).stages.accept.isEnabled()


def test_a_file_that_cannot_be_read_is_told_in_a_sentence(window: MainWindow, roster: Path) -> None:
    roster.write_bytes(b"this is no workbook")
    window.actions_by_verb["import_workbook"].trigger()
    assert roster.name in opened(window).stages.message.text()
    assert not opened(window).stages.accept.isEnabled()


@pytest.mark.parametrize("kind", ["branch", "general-branch"])
def test_the_template_is_written_for_the_kind_of_office(
    make_window: MakeWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    target = tmp_path / "模板.xlsx"
    monkeypatch.setattr(Files, "ask_save", lambda *_: target)
    window = make_window("机电", kind)
    window.actions_by_verb["write_template"].trigger()
    assert openpyxl.load_workbook(target).sheetnames
