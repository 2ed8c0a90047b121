"""Every screen of the program: each page, step and ledger, and each dialog, opened as people open them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TypeVar
from unittest.mock import patch

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from dangjian_desktop.core.clock import pinned
from dangjian_desktop.core.ids import time_ordered_ids
from dangjian_desktop.services.integrity import Verified
from dangjian_desktop.services.row_changes import RowChange
from dangjian_desktop.ui import file_menu, words
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.dialogs import moving, password
from dangjian_desktop.ui.dialogs.batch_change import BatchChange
from dangjian_desktop.ui.dialogs.files import Files
from dangjian_desktop.ui.dialogs.fonts import FontsDialog
from dangjian_desktop.ui.dialogs.keys import RevokeDialog
from dangjian_desktop.ui.dialogs.people import PeopleDialog
from dangjian_desktop.ui.dialogs.retire import RetireDialog
from dangjian_desktop.ui.dialogs.row_changes import RowChangesDialog
from dangjian_desktop.ui.dialogs.send_back import SendBackDialog
from dangjian_desktop.ui.dialogs.skip import SkipDialog
from dangjian_desktop.ui.dialogs.title_end import TitleEndDialog
from dangjian_desktop.ui.dialogs.verified import VerifiedDialog
from dangjian_desktop.ui.dialogs.wording_editor_compare import CompareDialog
from dangjian_desktop.ui.main_window import MainWindow
from dangjian_desktop.ui.parts import Page
from dangjian_desktop.ui.scheme_tab import SchemeTab
from dangjian_desktop.ui.tabs.approval import ApprovalPage
from dangjian_desktop.ui.tabs.award_tab import AwardTab
from dangjian_desktop.ui.tabs.exchange import ExchangePage
from dangjian_desktop.ui.tabs.overview import OverviewPage
from dangjian_desktop.ui.tabs.print_centre import PrintCentre
from dangjian_desktop.ui.tabs.roster import RosterPage
from dangjian_desktop.ui.tasks import Direct, Tasks

SIZE = (1366, 768)
CLOCK = "2026-12-28T09:00"
DIALOG_VERBS = (
    *("particulars", "about", "back_up", "restore_backup", "roll_over", "show_keys", "choose_identity", "move_out"),
    "change_wording",
)
UNIT_DIALOGS = ("rename_unit", "split_unit", "merge_units", "dissolve_unit", "move_unit")

Visit = Callable[[str, QWidget], None]
P = TypeVar("P", bound=Page)


def make_window(home: Path) -> MainWindow:
    """Return a window without a data file, as large as an office PC's screen, every job run at once."""
    clock = pinned(CLOCK)
    window = MainWindow(Desk(Tasks(Direct()), clock, time_ordered_ids(clock, seed="screens"), home))
    window.resize(*SIZE)
    window.show()
    return window


def settle() -> None:
    """Let layouts and painting come to rest, and deleted widgets go."""
    for _ in range(8):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def close(window: MainWindow) -> None:
    """Let a window go without its closing copy."""
    window.desk.close()
    window.desk.tasks.stop()
    window.hide()
    window.deleteLater()
    settle()


def tour_pages(window: MainWindow, visit: Visit, *, steps: int = 99) -> None:
    """Visit every page that the rail offers, and of a scheme its first steps with every ledger."""
    for place, (key, _) in enumerate(words.PAGES):
        if window.rail.item(place).isHidden():
            continue
        window.show_page(key)
        page = window.pages[key]
        if isinstance(page, SchemeTab):
            _tour_scheme(window, page, key, visit, steps)
            continue
        _stop(visit, key, window)


def _tour_scheme(window: MainWindow, page: SchemeTab, key: str, visit: Visit, steps: int) -> None:
    for step in range(min(steps, len(page.scheme.steps))):
        page.steps.choose(step)
        for tab in range(max(1, page.stack.segments.count())):
            page.stack.segments.setCurrentIndex(tab)
            _stop(visit, f"{key}-{step + 1}{'abcdefgh'[tab]}", window)


def tour_states(window: MainWindow, visit: Visit, packages: Sequence[Path]) -> None:
    """Visit pages as they are in the middle of work."""
    roster = _page(window, words.ROSTER, RosterPage)
    roster.turn_card()
    _stop(visit, "members-card", window)
    roster.turn_card()
    window.actions_by_verb["find_text"].trigger()
    _stop(visit, "members-find", window)
    _page(window, words.PRINTING, PrintCentre).choose((1, 5))
    _stop(visit, "printing-preview", window)
    for key in ("pioneers", "pacesetters"):
        awards = _page(window, key, AwardTab)
        awards.go_to(awards.nominations)
        awards.open_form()
        _stop(visit, f"{key}-form", window)
        awards.close_form()
    if window.desk.kind != "branch":
        _tour_headquarters(window, visit)
    _page(window, words.EXCHANGE, ExchangePage).look_at(packages)
    _stop(visit, "exchange-packages", window)


def _tour_headquarters(window: MainWindow, visit: Visit) -> None:
    approval = _page(window, words.APPROVAL, ApprovalPage)
    approval.list.state.setCurrentIndex(1)
    _stop(visit, "approval-all", window)
    approval.list.state.setCurrentIndex(0)
    overview = _page(window, words.OVERVIEW, OverviewPage)
    for place in (1, 2, 0):
        overview.views.setCurrentIndex(place)
        _stop(visit, f"overview-{place + 1}", window)


def _page(window: MainWindow, key: str, kind: type[P]) -> P:
    window.show_page(key)
    page = window.pages[key]
    assert isinstance(page, kind)
    return page


def _stop(visit: Visit, name: str, widget: QWidget) -> None:
    settle()
    visit(name, widget)


def tour_dialogs(window: MainWindow, visit: Visit, open_them: dict[str, Callable[[], object]]) -> None:
    """Open each dialog, visit it and close it; one that waits for an answer is put off."""
    for name, open_one in open_them.items():
        with ExitStack() as stack:
            for ask in ("ask_open", "ask_save", "ask_folder"):
                stack.enter_context(patch.object(Files, ask, lambda *_: None))
            stack.enter_context(patch.object(QDialog, "exec", lambda dialog, name=name: _look_at(name, dialog, visit)))
            open_one()
            settle()
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, QDialog):
                visit(name, dialog)
                dialog.reject()
                settle()


def _look_at(name: str, dialog: QDialog, visit: Visit) -> int:
    dialog.show()
    _stop(visit, name, dialog)
    dialog.hide()
    return QDialog.DialogCode.Rejected.value


def dialogs_of(window: MainWindow) -> dict[str, Callable[[], object]]:
    """Return what opens each dialog of the menus that the open office has."""
    verbs = (*DIALOG_VERBS, *(UNIT_DIALOGS if window.desk.kind != "branch" else ()))
    return {verb: window.actions_by_verb[verb].trigger for verb in verbs}


def more_dialogs(window: MainWindow, workbook: Path) -> dict[str, Callable[[], object]]:
    """Return what opens the dialogs that are asked for on the pages of a window with data."""
    page = window.pages[words.ROSTER]
    assert isinstance(page, RosterPage)
    today = window.desk.clock().date()
    people = [(str(place), f"党员{place}（1985-0{place}）") for place in range(1, 9)]
    change = RowChange("2026-11-24 09:00", "粘贴 30 行", "职务", "教师", "教务科副科长")
    pairs = [("标题", "已自定义", "无职党员设岗定责目标责任状", "设岗定责责任状")]
    lost = Verified(0, 2, ("数据文件“台账.db”读不出来，请从备份恢复。", "备份“2026-12-01.db”不完整，请删除。"))
    return {
        "import": lambda: file_menu.import_workbook(window.desk, window, workbook),
        "skip": lambda: SkipDialog.ask(window, "第三季度党员大会：1 名党员未汇报责任区工作。"),
        "send_back": lambda: SendBackDialog.ask(window, "机电工程系党支部"),
        "title_end": lambda: TitleEndDialog.ask(window, "王永明 2026年先锋岗", today),
        "revoke": lambda: RevokeDialog.ask(window, "机电工程系党支部"),
        "password_of_package": lambda: password.PasswordDialog.ask(window, "机电工程系党支部_上报包.zip"),
        "password_of_move": lambda: moving.PasswordDialog.ask(window, "搬家_机电工程系党支部_20261228.zip"),
        "people": lambda: PeopleDialog.ask(window, people, ("1",)),
        "retire": lambda: RetireDialog.ask(window, 3, today, lambda _leaving, show: show("岗位和责任区要另外安排。")),
        "row_changes": lambda: RowChangesDialog(window, "党员名册", [change] * 3).open(),
        "batch_change": lambda: BatchChange(page.grid, window).exec(),
        "fonts": lambda: FontsDialog(window.desk, window).open(),
        "compare": lambda: CompareDialog(window, "样例1", pairs).open(),
        "verified": lambda: VerifiedDialog(window, lost).open(),
    }
