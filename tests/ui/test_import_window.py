"""The import in one window, by keyboard: columns, head row, mending in place, same person or not, red cells, paste."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QPushButton

from dangjian_desktop.ui import file_menu
from dangjian_desktop.ui.dialogs.import_window import ImportWindow
from dangjian_desktop.ui.main_window import MainWindow
from dangjian_desktop.ui.tasks import CANCELLED
from tests.services.workbooks import write_xlsx
from tests.ui.hands import NONE, Key, digest_of, go_to_page, grid_of, texts_of

HEAD = ["姓名", "出生年月", "入党时间"]
Read = Callable[..., ImportWindow]


def opened(window: MainWindow) -> ImportWindow:
    """Return the import window that is open."""
    dialogs: list[ImportWindow] = list(window.findChildren(ImportWindow))
    return next(each for each in dialogs if each.isVisible())


@pytest.fixture
def read(window: MainWindow, tmp_path: Path) -> Read:
    """Write rows as a roster and show it in the window of the import."""

    def do(*rows: Sequence[Any], **others: Sequence[Sequence[Any]]) -> ImportWindow:
        path = write_xlsx(tmp_path / "名册.xlsx", {"教工": rows, **others})
        file_menu.import_workbook(window.desk, window, path)
        return opened(window)

    return do


def key(widget: Any, code: Key) -> None:  # noqa: ANN401  (any widget)
    QTest.keyClick(widget, code)


def verb(dialog: ImportWindow, text: str) -> None:
    """Press a button beside the chosen problem with Enter."""
    QApplication.processEvents()
    buttons: list[QPushButton] = list(dialog.stages.problems.findChildren(QPushButton))
    key(next(each for each in buttons if each.isVisible() and each.text() == text), Key.Key_Return)


def choose(dialog: ImportWindow, place: int, text: str) -> None:
    """Choose a column for a place of the file by its list."""
    box = dialog.stages.mapping.boxes[place]
    box.setFocus()
    box.setCurrentText(text)
    box.activated.emit(box.currentIndex())


def members(window: MainWindow, *keys: str) -> list[tuple[str, ...]]:
    return [tuple(row.get(each, "") for each in keys) for row in texts_of(window, "members")]


def counts(dialog: ImportWindow) -> list[str]:
    return [each.text() for each in dialog.stages.filters.buttons()]


def test_A_6_a_suggestion_is_taken_by_one_key_and_the_row_goes_in(window: MainWindow, read: Read) -> None:
    dialog = read(HEAD, ["张三", "2O15.7", "2020.07"])
    assert dialog.stages.accept.text() == "另存有问题的行"
    verb(dialog, "采用“2015年7月”")
    assert counts(dialog) == ["全部 1", "新增 1", "更新 0", "相同 0", "有问题 0"]
    assert members(window, "name") == []
    key(dialog.stages.accept, Key.Key_Return)
    assert members(window, "name", "birth") == [("张三", "2015-07")]


def test_A_6_f8_goes_to_the_cell_and_enter_mends_it_there(window: MainWindow, read: Read) -> None:
    dialog = read(HEAD, ["张三", "1985.05", "2020.07"], ["李四", "昨天", "2020.07"])
    stages = dialog.stages
    key(stages.filters.buttons()[1], Key.Key_Space)
    assert [row.number for row in stages.preview.preview.rows] == [2]
    key(dialog, Key.Key_F8)
    assert stages.preview.spot == (3, 1)
    verb(dialog, "改…")
    editor = QApplication.focusWidget()
    assert editor is not None
    key(editor, Key.Key_Backspace)
    QTest.keyClicks(editor, "1986.06")
    key(editor, Key.Key_Return)
    QApplication.processEvents()
    assert stages.accept.text() == "导入 2 人"
    key(stages.accept, Key.Key_Return)
    assert members(window, "birth") == [("1985-05",), ("1986-06",)]


def test_A_6_a_column_is_chosen_once_and_remembered_for_these_headings(window: MainWindow, read: Read) -> None:
    rows = (["姓名", "政治面貌变化"], ["张三", "1999.07"])
    dialog = read(*rows)
    choose(dialog, 1, "入党时间")
    assert [each.text() for each in dialog.stages.filters.buttons()][1] == "新增 1"
    key(dialog.stages.accept, Key.Key_Return)
    assert members(window, "joined") == [("1999-07",)]
    again = read(*rows)
    assert again.stages.mapping.boxes[1].currentText() == "入党时间"
    assert counts(again)[3] == "相同 1"
    assert not again.stages.accept.isEnabled()


def test_a_heading_row_that_was_found_can_be_changed(window: MainWindow, read: Read) -> None:
    dialog = read(["姓名", "性别", "职务"], ["姓名", "性别", "职务"], ["张三", "男", "书记"])
    dialog.stages.head.setFocus()
    dialog.stages.head.setValue(3)
    assert "姓名" in dialog.stages.problems.advice.text()
    dialog.stages.head.setValue(1)
    assert dialog.stages.accept.text() == "导入 1 人"


def test_a_sheet_nobody_knows_is_left_out_and_a_hidden_one_waits_for_a_tick(window: MainWindow, read: Read) -> None:
    dialog = read(["姓名"], ["张三"], 须知=[["请认真填写"]])
    stages = dialog.stages
    assert stages.sheet.currentText() == "教工"
    assert stages.accept.text() == "导入 1 人"
    stages.sheet.setCurrentIndex(1)
    stages.sheet.activated.emit(1)
    assert not stages.taken.isChecked()
    assert "不会导入" in stages.left_out.text()


@pytest.mark.parametrize(("answer", "people"), [("是同一人", 1), ("不是同一人", 2)])
def test_A_31_the_same_person_or_not_is_asked_once(window: MainWindow, read: Read, answer: str, people: int) -> None:
    rows = (["姓名", "部门"], ["李四", "机电系"], ["李　四", "机电系"])
    dialog = read(*rows)
    verb(dialog, answer)
    key(dialog.stages.accept, Key.Key_Return)
    assert len(members(window, "name")) == people
    before = digest_of(window)
    again = read(*rows)
    assert counts(again) == ["全部 2", "新增 0", "更新 0", "相同 2", "有问题 0"]
    again.reject()
    assert digest_of(window) == before


def test_rows_with_problems_go_in_red_and_are_mended_in_the_roster(window: MainWindow, read: Read) -> None:
    dialog = read(HEAD, ["张三", "2O15.7", "2020.07"], ["李四", 1978.1, "2001.07"])
    key(dialog.stages.red, Key.Key_Space)
    assert dialog.stages.accept.text() == "导入 2 人"
    key(dialog.stages.accept, Key.Key_Return)
    assert members(window, "name", "birth", "joined") == [("张三", "", "2020-07"), ("李四", "", "2001-07")]
    grid = grid_of(window)
    place = [column.key for column in grid.ledger.columns].index("birth")
    assert [grid.model.text(row, place) for row in (0, 1)] == ["2O15.7", "1978.1？"]
    assert all(place in grid.model.line(row).problems for row in (0, 1))
    assert window.top.undo.toolTip().startswith("撤销：导入")
    window.undo()
    assert members(window, "name") == []


def test_what_was_copied_in_wps_comes_in_the_same_window(window: MainWindow) -> None:
    QApplication.clipboard().setText("姓名\t性别\n张三\t男\n李四\t先生\n")
    window.actions_by_verb["paste_workbook"].trigger()
    dialog = opened(window)
    assert dialog.stages.accept.text() == "导入 1 人"
    assert dialog.stages.problems.table.plain.rows == [("第3行 B列", "性别", "先生")]


def test_long_numbers_that_excel_has_broken_are_told_though_they_are_not_imported(read: Read) -> None:
    dialog = read(["姓名", "身份证号"], ["张三", 110105197805010011])
    assert "Excel 已改坏此号码" in dialog.stages.problems.advice.text()
    assert dialog.stages.accept.text() == "导入 1 人"


@pytest.mark.parametrize(("name", "told"), [("名册.et", "另存为"), ("名册.csv", "另存为")])
def test_A_6_other_formats_are_told_how_to_be_saved(window: MainWindow, tmp_path: Path, name: str, told: str) -> None:
    (tmp_path / name).write_bytes(b"x")
    file_menu.import_workbook(window.desk, window, tmp_path / name)
    dialog = opened(window)
    assert told in dialog.stages.message.text()


def test_stopping_leaves_the_data_as_before(window: MainWindow, read: Read) -> None:
    dialog = read(["姓名"], ["张三"])
    before = digest_of(window)
    window.desk.tasks.progressed.connect(lambda *_: window.desk.tasks.cancel())
    key(dialog.stages.accept, Key.Key_Return)
    assert dialog.stages.message.text() == CANCELLED
    assert digest_of(window) == before


def test_enter_in_a_table_presses_no_button(window: MainWindow, read: Read) -> None:
    dialog = read(["姓名"], ["张三"])
    QApplication.sendEvent(dialog, QKeyEvent(QEvent.Type.KeyPress, Key.Key_Return, NONE))
    assert dialog.isVisible()
    assert members(window, "name") == []


def test_the_preview_passes_qts_model_tester(read: Read) -> None:
    dialog = read(HEAD, ["张三", "2O15.7", "2020.07"])
    QAbstractItemModelTester(
        dialog.stages.preview.preview, QAbstractItemModelTester.FailureReportingMode.Warning, dialog
    )
    key(dialog.stages.filters.buttons()[4], Key.Key_Space)
    verb(dialog, "留空")
    assert dialog.stages.accept.text() == "导入 1 人"


def test_the_roster_shows_who_came(window: MainWindow, read: Read) -> None:
    go_to_page(2)
    key(read(["姓名"], ["张三"], ["李四"]).stages.accept, Key.Key_Return)
    assert grid_of(window).model.filled() == 2
