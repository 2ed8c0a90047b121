"""Keys, copies and moving in the window: by keyboard, in words, and nothing written before somebody has chosen."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDialog, QWidget

from dangjian_desktop.services import exchange
from dangjian_desktop.services.enrolment import own_print
from dangjian_desktop.ui.dialogs.files import Files
from dangjian_desktop.ui.dialogs.identity import IdentityDialog
from dangjian_desktop.ui.dialogs.keys import KeysDialog, RevokeDialog
from dangjian_desktop.ui.dialogs.moving import MoveDialog, PasswordDialog
from dangjian_desktop.ui.first_run import FirstRun
from dangjian_desktop.ui.main_window import MainWindow
from tests.ui.conftest import MakeWindow
from tests.ui.hands import Key, sentences, sit_at, use

HEAD, BRANCH = "机电学院党总支", "机电党支部"


@pytest.fixture
def copied(make_window: MakeWindow, tmp_path: Path) -> Iterator[MainWindow]:
    """A window that has just opened a copy of a data file whose original is still there."""
    window = make_window(BRANCH, superior=HEAD)
    (tmp_path / "副本").mkdir()
    window.desk.close()
    copy = shutil.copy(tmp_path / f"{BRANCH}.db", tmp_path / "副本")
    window.desk.open(Path(copy))
    yield window
    for dialog in shown(window):
        dialog.reject()


def dialog_of(window: MainWindow, kind: type[QDialog]) -> QDialog:
    (found,) = [dialog for dialog in shown(window) if isinstance(dialog, kind)]
    return found


def shown(window: MainWindow) -> list[QDialog]:
    dialogs: list[QDialog] = list(window.findChildren(QDialog))
    return [dialog for dialog in dialogs if dialog.isVisible()]


def push(button: QAbstractButton) -> None:
    """Press a dialog's button with the Enter key."""
    assert button.isVisible()
    assert button.isEnabled(), button.text()
    button.setFocus()
    QTest.keyClick(button, Key.Key_Return)


def writing(window: MainWindow) -> str:
    """What comes of a change: an empty text, or why it was refused."""
    failed: list[str] = []

    def change(office: object) -> None:
        with office.work("试"):  # type: ignore[attr-defined]
            pass

    window.desk.run(change, on_error=failed.append)
    return "".join(failed)


def test_case_10_a_copy_asks_what_it_is_for_and_changes_nothing_before(copied: MainWindow) -> None:
    dialog = dialog_of(copied, IdentityDialog)
    assert "请先选择" in writing(copied)
    assert any("复制来的" in sentence for sentence in sentences(dialog))
    QTest.keyClick(dialog, Key.Key_Escape)
    assert "请先选择" in copied.standing.strip.sentence
    use(copied.standing.strip.button)
    again = dialog_of(copied, IdentityDialog)
    assert isinstance(again, IdentityDialog)
    push(again.ways["own"])
    assert copied.standing.strip.sentence == ""
    assert writing(copied) == ""


def test_case_10_a_copy_for_reading_says_so_above_the_page(copied: MainWindow) -> None:
    dialog = dialog_of(copied, IdentityDialog)
    assert isinstance(dialog, IdentityDialog)
    push(dialog.ways["read-only"])
    assert "只查看" in copied.standing.strip.sentence
    assert "只查看" in writing(copied)


def test_a_file_opened_again_where_it_was_asks_nothing(make_window: MakeWindow, tmp_path: Path) -> None:
    window = make_window(BRANCH, superior=HEAD)
    window.desk.open(tmp_path / f"{BRANCH}.db")
    assert not window.findChildren(IdentityDialog)
    assert window.standing.strip.sentence == ""


@pytest.fixture
def met(make_window: MakeWindow, tmp_path: Path) -> tuple[MainWindow, str]:
    """A general branch's window that has met a branch's key; and that key's fingerprint."""
    window = make_window(BRANCH, superior=HEAD)
    window.desk.run(lambda office: exchange.pack(office, tmp_path / "U盘"))
    prints: list[str] = []
    window.desk.run(own_print, prints.append)
    head = make_window(HEAD, "general-branch")
    head.desk.run(lambda office: exchange.apply(office, list((tmp_path / "U盘").glob("*.zip")), adopt=True))
    return head, prints[0]


def test_a_key_is_confirmed_by_typing_what_was_heard_and_no_sooner(met: tuple[MainWindow, str]) -> None:
    head, heard = met
    dialog = KeysDialog(head.desk, head)
    dialog.open()
    assert [row[1:] for row in dialog.table.plain.rows] == [(heard, "未确认")]
    assert len(dialog.own.text().split()) == 8
    assert not dialog.confirm_button.isEnabled()
    dialog.heard.setText("1234 " * 8)
    push(dialog.confirm_button)
    assert "没有这个指纹" in dialog.told.text()
    dialog.heard.setText(heard)
    push(dialog.confirm_button)
    assert dialog.table.plain.rows[0][2] == "已确认"
    assert not dialog.confirm_button.isEnabled()
    dialog.reject()


def test_a_lost_pcs_key_is_revoked_with_a_reason(met: tuple[MainWindow, str], monkeypatch: pytest.MonkeyPatch) -> None:
    head, _ = met
    monkeypatch.setattr(RevokeDialog, "ask", lambda *_: "电脑丢失")
    dialog = KeysDialog(head.desk, head)
    dialog.open()
    push(dialog.revoke_button)
    assert dialog.table.plain.rows[0][2] == "已吊销"
    assert not dialog.revoke_button.isEnabled()
    dialog.reject()


def test_a_welcome_file_is_made_above_and_opened_below(
    make_window: MakeWindow, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = make_window(HEAD, "general-branch")
    dialog = KeysDialog(head.desk, head)
    dialog.open()
    push(dialog.welcome_button)
    (made,) = stick.glob("欢迎_*.zip")
    dialog.reject()
    branch = make_window(BRANCH)
    sit_at(branch)
    monkeypatch.setattr(Files, "ask_open", lambda *_: made)
    below = KeysDialog(branch.desk, branch)
    below.open()
    assert not below.welcome_button.isVisible()
    push(below.take_button)
    assert [row[0] for row in below.table.plain.rows] == [HEAD]
    assert branch.desk.card is not None
    assert branch.desk.card.superior == HEAD
    below.reject()


def test_case_08_the_window_moves_a_file_to_another_pc(
    make_window: MakeWindow, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = make_window(BRANCH, superior=HEAD)
    dialog = MoveDialog(old.desk, old)
    dialog.open()
    push(dialog.make_button)
    (package,) = stick.glob("搬家_*.zip")
    assert list(stick.glob("移交清单_*.pdf"))
    password = dialog.password.text()
    assert len(password.split()) == 5
    dialog.reject()

    new = make_window()
    target = tmp_path / "新电脑" / "台账.db"
    monkeypatch.setattr(Files, "ask_open", lambda *_: package)
    monkeypatch.setattr(Files, "ask_save", lambda *_: target)
    monkeypatch.setattr(PasswordDialog, "ask", lambda *_: password)
    first = new.stack.currentWidget()
    assert isinstance(first, FirstRun)
    use(first.move_button)
    assert new.desk.card is not None
    assert (new.desk.card.name, new.desk.path) == (BRANCH, target)
    assert not new.findChildren(IdentityDialog)
    (receipt,) = stick.glob("接管回执_*.zip")
    sit_at(old)
    old.take_files([receipt])
    old.desk.changed.emit(None)
    assert "只能查看" in old.standing.strip.sentence


@pytest.mark.parametrize("verb", ["show_keys", "choose_identity", "move_out"])
def test_each_dialog_opens_from_the_menu_and_every_control_has_a_name(window: MainWindow, verb: str) -> None:
    window.actions_by_verb[verb].trigger()
    (dialog,) = shown(window)
    controls: list[QWidget] = list(dialog.findChildren(QWidget))
    for control in controls:
        if control.isVisible() and control.focusPolicy().value & 1 and type(control).__name__ != "QTableCornerButton":
            assert control.accessibleName() or getattr(control, "text", str)(), control
    QTest.keyClick(dialog, Key.Key_Escape)
    assert not dialog.isVisible()
