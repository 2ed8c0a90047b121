"""转出/变动 and 组织变动 by keys and mouse, with what they do in sentences before (exchange.md, cases 13-19)."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from dangjian_desktop.services import exchange
from dangjian_desktop.services.unit_errands import Errand, errands
from dangjian_desktop.ui import unit_menu
from dangjian_desktop.ui.dialogs.retire import RetireDialog
from dangjian_desktop.ui.dialogs.unit_change import UnitChangeDialog
from dangjian_desktop.ui.grid.ledger_grid import LedgerGrid
from dangjian_desktop.ui.main_window import MainWindow
from tests.conftest import MakeOffice
from tests.services.exchange_year import fill
from tests.ui.conftest import MakeWindow
from tests.ui.hands import CTRL, Key, press, texts_of


def soon(act: Callable[[], None]) -> None:
    """Act once a dialog is up; one whose test fails is closed, so that the test ends."""
    dialog = QApplication.activeModalWidget()
    if not isinstance(dialog, QDialog):
        QTimer.singleShot(10, lambda: soon(act))
        return
    try:
        act()
    except BaseException:
        dialog.reject()
        raise


def test_case_13_the_dialog_says_what_a_transfer_does_and_the_package_is_written(
    window: MainWindow, roster: LedgerGrid, stick: Path
) -> None:
    said: list[str] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, RetireDialog)
        assert not dialog.accept_button.isEnabled()
        QTest.keyClicks(dialog.goal, "x")
        dialog.goal.setText("机电系党支部")
        said.append(dialog.told.text())
        dialog.goal.setText("机电学生党支部")
        said.append(dialog.told.text())
        QTest.keyClick(dialog.accept_button, Key.Key_Return)

    soon(answer)
    press(Key.Key_Minus, CTRL)
    assert "就是本支部" in said[0]
    assert said[1].startswith("张三 从2026年11月24日起转出到“机电学生党支部”")
    assert next((row["name"], row["state"]) for row in texts_of(window, "members")) == ("张三", "转出")
    assert len(list(stick.glob("转出_机电系党支部_致_机电学生党支部_*.zip"))) == 1
    assert "请交给接收的支部" in window.strip.sentence


@pytest.fixture
def above(make_window: MakeWindow, make_office: MakeOffice, tmp_path: Path) -> MainWindow:
    """A general branch's window with one branch that has reported."""
    branch = make_office("机电系党支部", superior="机电学院党总支")
    fill(branch, "张三", "李四")
    package = exchange.pack(branch, tmp_path / "上报").path
    window = make_window("机电学院党总支", kind="general-branch")
    window.desk.run(lambda office: exchange.apply(office, [package], adopt=True))
    return window


def test_case_17_a_split_is_decided_in_the_dialog_and_undone(above: MainWindow) -> None:
    said: list[str] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, UnitChangeDialog)
        assert not dialog.accept_button.isEnabled()
        dialog.units.item(0).setCheckState(Qt.CheckState.Checked)
        dialog.targets.setPlainText("机电教工党支部")
        said.append(dialog.told.text())
        dialog.targets.setPlainText("机电教工党支部\n机电学生党支部")
        dialog.continues.setCurrentText("机电教工党支部")
        dialog.others.setCurrentText("机电教工党支部")
        said.append(dialog.told.text())
        QTest.keyClick(dialog.accept_button, Key.Key_Return)

    soon(answer)
    above.actions_by_verb["split_unit"].trigger()
    assert said[0].startswith("分设要选一个支部，写两个以上的新支部")
    assert "“机电系党支部”分为“机电教工党支部”、“机电学生党支部”" in said[1]
    assert "党员去向：机电教工党支部 2 人、机电学生党支部 0 人。" in said[1]
    assert above.top.undo.text() == "撤销：分设：机电系党支部"
    assert not above.actions_by_verb["carry_out_change"].isVisible()
    above.undo()
    assert above.top.undo.text() != "撤销：分设：机电系党支部"


def test_case_16_the_branch_carries_a_decision_out_in_the_window(
    window: MainWindow, make_office: MakeOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dangjian_desktop.services.units import Wanted, decide_change

    window.actions_by_verb["carry_out_change"].trigger()
    assert window.strip.sentence == unit_menu.NO_ERRAND
    assert not window.actions_by_verb["split_unit"].isVisible()
    head = make_office("机电学院党总支", "general-branch")
    packages: list[Path] = []
    window.desk.run(lambda office: packages.append(exchange.pack(office, tmp_path / "上报").path))
    exchange.apply(head, packages, adopt=True)
    today = window.desk.clock().date()
    decide_change(head, Wanted("改名", ("机电系党支部",), ("机电工程系党支部",), today))
    answer = exchange.reply(head, "机电系党支部", tmp_path / "回执").path
    window.desk.run(lambda office: exchange.apply(office, [answer], adopt=True))
    shown: list[str] = []

    def agrees(_parent: QWidget, errand: Errand) -> bool:
        shown.extend(errand.sentences)
        return True

    monkeypatch.setattr(unit_menu, "agrees", agrees)
    window.actions_by_verb["carry_out_change"].trigger()
    assert "本支部改名为“机电工程系党支部”" in shown[-1]
    assert window.top.office.text() == "机电工程系党支部"
    window.desk.run(lambda office: shown.extend(str(errand.done) for errand in errands(office)))
    assert shown[-1] == "True"
