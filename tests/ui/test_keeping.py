"""Keeping the data through the window: backups, restoring, the check, the roll-over, closed years, files opened last."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dangjian_desktop.core.clock import pinned
from dangjian_desktop.services.backups import backups
from dangjian_desktop.ui.dialogs import backups as backups_dialog
from dangjian_desktop.ui.dialogs.backups import BackupsDialog
from dangjian_desktop.ui.dialogs.files import Files
from dangjian_desktop.ui.dialogs.rollover import RolloverDialog
from dangjian_desktop.ui.dialogs.seal_year import SealYearDialog
from dangjian_desktop.ui.dialogs.verified import VerifiedDialog
from dangjian_desktop.ui.keeping import in_words
from dangjian_desktop.ui.main_window import MainWindow
from dangjian_desktop.ui.recent import recent, remember
from dangjian_desktop.ui.tasks import Worker
from tests.services.test_opened_twice import opened_elsewhere
from tests.ui.conftest import MakeWindow
from tests.ui.hands import (
    CTRL,
    Key,
    fill_row,
    go_to_page,
    go_to_step,
    grid_of,
    press,
    sit_at,
    texts_of,
    use,
    write,
)

Dialog = TypeVar("Dialog", bound=QDialog)
WARN = QAbstractItemModelTester.FailureReportingMode.Warning


def dialog_of(window: MainWindow, kind: type[Dialog], verb: str) -> Dialog:
    """Open a dialog by its menu line."""
    window.actions_by_verb[verb].trigger()
    dialogs: list[Dialog] = list(window.findChildren(kind))
    return next(dialog for dialog in dialogs if dialog.isVisible())


def hit(button: QPushButton) -> None:
    """Press a dialog's button by the Enter key."""
    assert button.isVisible()
    assert button.isEnabled(), button.text()
    QTest.keyClick(button, Key.Key_Return)


def file_of(window: MainWindow) -> Path:
    assert window.desk.path is not None
    return window.desk.path


def origins(window: MainWindow) -> list[str]:
    return [backup.origin for backup in backups(file_of(window))]


@pytest.fixture
def sure(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A person who confirms every restoring; what he was asked is kept."""
    asked: list[str] = []

    def confirm(_dialog: type[BackupsDialog], _parent: QWidget, what: str) -> bool:
        asked.append(what)
        return True

    monkeypatch.setattr(BackupsDialog, "confirm", classmethod(confirm))
    return asked


def test_a_day_begins_with_a_copy_and_the_status_line_says_when(window: MainWindow) -> None:
    assert origins(window) == ["每日"]
    assert window.status.copied.text() == "上次备份 今天 09:00"
    window.desk.clock = pinned("2026-11-25T08:00")
    go_to_page(2)
    fill_row(window, name="张三")
    assert window.status.copied.text() == "上次备份 昨天 09:00"


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-11-24T07:05", "今天 07:05"),
        ("2026-11-23T23:59", "昨天 23:59"),
        ("2026-11-03T08:00", "11月3日"),
        ("2025-12-31T08:00", "2025年12月31日"),
    ],
)
def test_the_last_copy_is_dated_as_people_say_it(moment: str, words: str) -> None:
    assert in_words(pinned(moment)(), pinned("2026-11-24T09:00")().date()) == words


def test_closing_the_window_copies_what_changed_and_nothing_else(window: MainWindow) -> None:
    path = file_of(window)
    go_to_page(2)
    fill_row(window, name="张三")
    assert window.close()
    assert [backup.origin for backup in backups(path)] == ["关闭时", "每日"]


def test_closing_without_a_change_copies_nothing(window: MainWindow) -> None:
    path = file_of(window)
    assert window.close()
    assert [backup.origin for backup in backups(path)] == ["每日"]


def test_closing_waits_for_the_copy_without_a_freeze(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window("机电系党支部", runner=Worker())
    qtbot.waitUntil(lambda: bool(window.status.copied.text()))
    path = file_of(window)
    go_to_page(2)
    qtbot.waitUntil(lambda: grid_of(window).model.rowCount() == 1)
    fill_row(window, name="张三")
    qtbot.waitUntil(lambda: window.top.undo.isEnabled())
    window.close()
    assert window.isVisible()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert [backup.origin for backup in backups(path)] == ["关闭时", "每日"]


def test_a_copy_that_fails_at_closing_is_told_once_and_then_the_window_closes(window: MainWindow, qtbot: QtBot) -> None:
    go_to_page(2)
    fill_row(window, name="张三")
    folder = file_of(window).parent / "备份"
    folder.rename(folder.with_name("别处"))
    folder.write_text("in the way")
    assert not window.close()
    qtbot.waitUntil(lambda: window.strip.sentence.endswith("再退出一次，就不备份了。"))
    assert window.strip.sentence.startswith("备份写不进")
    assert window.close()


def test_the_menu_makes_a_copy_by_hand_and_lists_it(window: MainWindow) -> None:
    go_to_page(2)
    fill_row(window, name="张三")
    dialog = dialog_of(window, BackupsDialog, "back_up")
    QAbstractItemModelTester(dialog.table.plain, WARN)
    assert dialog.focusWidget() is dialog.table
    hit(dialog.back_up_button)
    assert [(texts[1], texts[2], texts[4]) for texts in dialog.table.plain.rows] == [
        ("手工", "1 人", "已核对"),
        ("每日", "0 人", "已核对"),
    ]
    assert dialog.told.text().startswith("已备份并核对：")
    dialog.close()


def test_a_backup_comes_back_through_the_menu(window: MainWindow, sure: list[str]) -> None:
    go_to_page(2)
    fill_row(window, name="张三")
    dialog = dialog_of(window, BackupsDialog, "restore_backup")
    assert dialog.table.plain.rows[0][1] == "每日"
    hit(dialog.restore_button)
    assert sure == ["2026-11-24 09:00 的备份（0 人）"]
    assert texts_of(window, "members") == []
    assert sorted(origins(window)) == ["恢复前", "每日"]
    assert window.strip.sentence == "已恢复，在册党员 0 人。恢复前的数据已另存一份，列在“备份”里。"
    go_to_page(2)
    fill_row(window, name="李四")
    assert [row["name"] for row in texts_of(window, "members")] == ["李四"]


def test_a_bad_backup_is_refused_in_the_dialog_and_the_data_stay(window: MainWindow, sure: list[str]) -> None:
    go_to_page(2)
    fill_row(window, name="张三")
    (kept,) = backups(file_of(window))
    kept.path.write_bytes(kept.path.read_bytes()[:9000])
    dialog = dialog_of(window, BackupsDialog, "restore_backup")
    assert dialog.table.plain.rows[0][4] == "未核对"
    hit(dialog.restore_button)
    assert dialog.told.text().startswith(f"没有恢复：备份“{kept.name}”")
    assert len(sure) == 1
    assert [row["name"] for row in texts_of(window, "members")] == ["张三"]
    dialog.close()


def test_a_backup_from_elsewhere_can_be_chosen(
    window: MainWindow, sure: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (kept,) = backups(file_of(window))
    stick = kept.path.rename(tmp_path / "抄走的.db")
    monkeypatch.setattr(Files, "ask_open", lambda *_: stick)
    go_to_page(2)
    fill_row(window, name="张三")
    dialog = dialog_of(window, BackupsDialog, "restore_backup")
    assert not dialog.restore_button.isEnabled()
    dialog._restore_other()
    assert sure == ["备份“抄走的.db”"]
    assert texts_of(window, "members") == []


def test_backups_go_to_a_folder_of_ones_choice_and_back(
    window: MainWindow, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups_dialog, "other_disk", lambda _folder: "移动硬盘 E:")
    dialog = dialog_of(window, BackupsDialog, "back_up")
    assert "建议改到那里" in dialog.nag.text()
    assert "移动硬盘 E:" in dialog.nag.text()
    assert not dialog.beside_button.isVisible()
    hit(dialog.folder_button)
    hit(dialog.back_up_button)
    assert [path.suffix for path in stick.glob("*.db")] == [".db"]
    assert dialog.folder.text() == f"备份放在：{stick}"
    hit(dialog.beside_button)
    assert dialog.folder.text() == f"备份放在：{file_of(window).parent / '备份'}"
    dialog.close()


def test_the_check_tells_that_all_is_sound_or_names_each_bad_file(window: MainWindow) -> None:
    window.actions_by_verb["verify_data"].trigger()
    assert window.strip.sentence == "数据文件完好（12 行），1 份备份也完好。"
    (kept,) = backups(file_of(window))
    kept.path.write_bytes(kept.path.read_bytes()[:9000])
    dialog = dialog_of(window, VerifiedDialog, "verify_data")
    assert [dialog.faults.item(row).text() for row in range(dialog.faults.count())] == [
        f"备份“{kept.name}”写成以后被改动或损坏了。请不要用它恢复。"
    ]
    dialog.close()


def a_year(window: MainWindow) -> None:
    go_to_page(2)
    fill_row(window, name="张三")
    go_to_page(3)
    go_to_step(window, 2)
    fill_row(window, member_id="张三", post_id="教育示范岗")


def answer(act: Callable[[Dialog], object], kind: type[Dialog] = RolloverDialog) -> None:  # type: ignore[assignment]
    def when_open() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, kind)
        act(dialog)

    QTimer.singleShot(0, when_open)


def test_a_roll_over_is_three_clicks_with_counts_and_one_undo(window: MainWindow) -> None:
    a_year(window)
    shown: list[str] = []

    def accept(dialog: RolloverDialog) -> None:
        shown.extend(tick.text() for tick in dialog.parts.values())
        assert not dialog.close_year.isChecked()
        dialog.close_year.setChecked(True)
        hit(dialog.accept_button)

    answer(accept)
    window.actions_by_verb["roll_over"].trigger()
    assert shown == ["岗位安排　1 条", "责任区划分　0 条", "责任区豁免　0 条"]
    assert window.desk.period.year == 2027
    assert window.strip.sentence == "已结转到2027年度：岗位安排 1 条。可以用“撤销”退回。"
    assert grid_of(window).model.filled() == 1
    assert window.top.undo.text() == "撤销：结转到2027年度"
    use(window.top.undo)
    assert grid_of(window).model.filled() == grid_of(window).model.offered_rows() == 1


def test_a_roll_over_given_up_changes_nothing(window: MainWindow) -> None:
    a_year(window)
    answer(lambda dialog: dialog.reject())
    window.actions_by_verb["roll_over"].trigger()
    assert window.desk.period.year == 2026
    assert origins(window) == ["每日"]


def test_a_closed_year_is_grey_and_read_only_until_it_is_unlocked(window: MainWindow) -> None:
    a_year(window)

    def accept(dialog: RolloverDialog) -> None:
        dialog.close_year.setChecked(True)
        dialog.accept()

    answer(accept)
    window.actions_by_verb["roll_over"].trigger()
    assert window.keeping.closed.sentence == ""
    window.desk.set_period(2026, 4)
    assert window.keeping.closed.sentence == "2026年度已封存，只读。"
    grid = grid_of(window)
    assert grid.model.rowCount() == 1
    assert not grid.model.flags(grid.model.index(0, 0)) & Qt.ItemFlag.ItemIsEditable
    assert "只能查看" in grid.note
    grid.view.setFocus()
    write("x")
    assert window.strip.sentence == "2026年度已经封存，只能查看。"
    use(window.keeping.closed.button)
    assert window.keeping.closed.sentence == ""
    assert grid.model.rowCount() == 2
    assert grid.model.flags(grid.model.index(0, 0)) & Qt.ItemFlag.ItemIsEditable
    assert window.top.undo.text() == "撤销：解锁2026年度"


def test_the_year_on_the_screen_is_sealed_and_opened_by_the_menu(window: MainWindow) -> None:
    a_year(window)
    seal, unseal = window.actions_by_verb["seal_year"], window.actions_by_verb["unseal_year"]
    assert (seal.isVisible(), unseal.isVisible()) == (True, False)
    answer(SealYearDialog.reject, SealYearDialog)
    seal.trigger()
    assert window.keeping.closed.sentence == ""
    answer(SealYearDialog.accept, SealYearDialog)
    seal.trigger()
    assert window.keeping.closed.sentence == "2026年度已封存，只读。"
    assert (seal.isVisible(), unseal.isVisible()) == (False, True)
    grid = grid_of(window)
    assert not grid.model.flags(grid.model.index(0, 0)) & Qt.ItemFlag.ItemIsEditable
    assert window.top.undo.text() == "撤销：封存2026年度"
    window.desk.set_period(2025, 4)
    assert (seal.isVisible(), unseal.isVisible()) == (True, False)
    window.desk.set_period(2026, 4)
    unseal.trigger()
    assert window.keeping.closed.sentence == ""
    assert grid.model.flags(grid.model.index(0, 0)) & Qt.ItemFlag.ItemIsEditable
    press(Key.Key_Z, CTRL)
    assert window.keeping.closed.sentence == "2026年度已封存，只读。"


def test_case_32_a_file_open_elsewhere_is_shown_with_who_has_it_and_may_be_tried_again(
    window: MainWindow, make_window: MakeWindow, qtbot: QtBot
) -> None:
    go_to_page(2)
    fill_row(window, name="张三")
    path = file_of(window)
    assert window.close()
    second = make_window()
    with opened_elsewhere(path) as program:
        second.desk.open(path)
        assert "从11月24日 08:30 起使用，这里只能查看" in second.keeping.taken.sentence
        sit_at(second)
        go_to_page(2)
        grid = grid_of(second)
        assert grid.model.rowCount() == 1
        assert not grid.model.flags(grid.model.index(0, 0)) & Qt.ItemFlag.ItemIsEditable
        second.actions_by_verb["roll_over"].trigger()
        assert "这里只能查看" in second.strip.sentence
        program.communicate("", timeout=60)
    use(second.keeping.taken.button)
    assert second.keeping.taken.sentence == ""
    go_to_page(2)
    fill_row(second, name="李四")
    assert len(texts_of(second, "members")) == 2


def test_files_opened_last_are_listed_and_a_missing_stick_is_greyed(window: MainWindow, tmp_path: Path) -> None:
    other = tmp_path / "U盘" / "乙党支部.db"
    for number in range(9):
        remember(tmp_path, tmp_path / f"{number}.db")
    remember(tmp_path, other)
    remember(tmp_path, file_of(window))
    assert len(recent(tmp_path)) == 8
    window.recent.fill()
    actions = window.recent.actions()
    assert [action.isEnabled() for action in actions] == [True, *([False] * 7)]
    assert actions[1].text() == "&2 乙党支部（未插入？）"
    actions[0].trigger()
    assert window.strip.sentence == ""
    go_to_page(2)
    fill_row(window, name="张三")
    assert window.desk.path == file_of(window)
    press(Key.Key_Z, CTRL)
