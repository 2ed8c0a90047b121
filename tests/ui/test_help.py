"""F1 everywhere, the handbook's window, its keys, the first-use hints, 关于: by keyboard, in a real window."""

import importlib
import inspect
import pkgutil
import re
import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

import dangjian_desktop.ui as ui
from dangjian_desktop.core.version import VERSION
from dangjian_desktop.models.migrations import CURRENT_VERSION
from dangjian_desktop.schemes import SCHEMES
from dangjian_desktop.services.about import licence_text, licences
from dangjian_desktop.services.handbook import read_handbook
from dangjian_desktop.ui import look, words
from dangjian_desktop.ui.actions import MENUS
from dangjian_desktop.ui.dialogs.about import AboutDialog
from dangjian_desktop.ui.dialogs.files import Files
from dangjian_desktop.ui.dialogs.skip import SkipDialog
from dangjian_desktop.ui.grid.keys import GRID_KEYS
from dangjian_desktop.ui.grid.ledger_grid import LedgerGrid
from dangjian_desktop.ui.help.asking import HelpedDialog, section_of, show_help
from dangjian_desktop.ui.help.keys import SHOWN, all_keys
from dangjian_desktop.ui.help.window import HelpWindow
from dangjian_desktop.ui.hints import ABOVE, HINTS, MOST
from dangjian_desktop.ui.main_window import MainWindow
from dangjian_desktop.ui.tabs.printer import PrintRun
from dangjian_desktop.ui.tabs.printer_bar import PrinterBar
from tests.ui.conftest import MakeWindow
from tests.ui.hands import CTRL, NONE, PATIENCE, Key, cursor, go_to_page, press, sentences, use, write
from tests.ui.help_pictures import SHOTS

ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
BOOK = read_handbook(all_keys())
ANCHORS = {section.anchor for chapter in BOOK for section in chapter}
ROOT = Path(__file__).parents[2]
UNHELPED = {QDialog, HelpedDialog, HelpWindow}
"""The handbook itself needs no section about itself."""


def dialogs() -> list[type[QDialog]]:
    """Return every kind of dialog that the program has."""
    found = set()
    for module in pkgutil.walk_packages(ui.__path__, f"{ui.__name__}."):
        for _, kind in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if issubclass(kind, QDialog) and kind.__module__.startswith(ui.__name__):
                found.add(kind)
    return sorted(found - UNHELPED, key=lambda kind: kind.__name__)


def opened(owner: QWidget) -> HelpWindow:
    windows: list[HelpWindow] = list(owner.findChildren(HelpWindow))
    return next(each for each in windows if each.isVisible())


def activate(window: QWidget) -> None:
    """Wait until keys go to this window: shortcuts work in the active one alone."""
    window.activateWindow()
    for _ in range(PATIENCE):
        if QApplication.activeWindow() is window:
            return
        QTest.qWait(1)
    raise AssertionError("the window did not become active")


def f1(owner: QWidget) -> str:
    """Press F1 where the focus is, and return the section that opens."""
    press(Key.Key_F1)
    shown = opened(owner)
    anchor = shown.anchor
    QTest.keyClick(shown, Key.Key_Escape)
    assert not shown.isVisible()
    return anchor


@pytest.mark.parametrize("kind", dialogs(), ids=lambda kind: kind.__name__)
def test_every_dialog_has_a_section_of_the_handbook(kind: type[QDialog]) -> None:
    assert issubclass(kind, HelpedDialog), "derive the dialog from HelpedDialog, so that F1 works in it"
    assert kind.help_section in ANCHORS


def test_f1_opens_the_section_of_each_page_and_step(make_window: MakeWindow) -> None:
    window = make_window("机电学院党总支", kind="general-branch")
    for place, (key, _) in enumerate(words.PAGES, start=1):
        go_to_page(place)
        page = window.stack.currentWidget()
        assert section_of(page) in ANCHORS, key
        assert f1(window) == section_of(window.focusWidget(), section_of(page))
    for scheme in SCHEMES:
        window.show_page(scheme.key)
        for place in range(len(scheme.steps)):
            window.pages[scheme.key].steps.choose(place)  # type: ignore[attr-defined]
            assert f1(window) == f"{scheme.key}-{place + 1}"


def test_f1_on_the_first_page_and_on_a_part_of_a_page(make_window: MakeWindow) -> None:
    new = make_window()
    assert f1(new) == "first-run"
    window = make_window("机电系党支部")
    window.show_page(words.EXCHANGE)
    page = window.pages[words.EXCHANGE]
    page.sending.pack_button.setFocus()  # type: ignore[attr-defined]
    assert f1(window) == "sending"
    page.receiving.choose_button.setFocus()  # type: ignore[attr-defined]
    assert f1(window) == "receiving"


def test_f1_in_a_dialog_opens_a_window_that_takes_the_keys(window: MainWindow) -> None:
    dialog = SkipDialog(window, "年度述职")
    dialog.open()
    activate(dialog)
    QTest.keyClick(dialog.reason, Key.Key_F1)
    shown = opened(dialog)
    assert shown.parentWidget() is dialog
    assert shown.anchor == "home"
    QTest.keyClicks(shown.query, "taoda")
    QTest.keyClick(shown.query, Key.Key_Return)
    assert shown.anchor == "overprint"
    QTest.keyClick(shown, Key.Key_Escape)
    assert dialog.isVisible()
    dialog.reject()


def test_an_unknown_section_opens_the_beginning(window: MainWindow) -> None:
    shown = show_help(window, "no-such-section")
    assert shown.anchor == "start"


def test_the_window_is_used_again_and_goes_back_and_forward(window: MainWindow) -> None:
    shown = show_help(window, "posts-3")
    assert show_help(window, "backup") is shown
    text = shown.text.toPlainText()
    assert "立即备份" in text or "马上备一份" in text
    activate(shown)
    QTest.keyClick(shown, Key.Key_Left, ALT)
    assert shown.anchor == "posts-3"
    assert "按志愿填入" in shown.text.toPlainText()
    assert not shown.back_button.isEnabled()
    QTest.keyClick(shown, Key.Key_Right, ALT)
    assert shown.anchor == "backup"
    assert shown.contents.currentItem().text(0) == "备份"
    shown.contents.setCurrentItem(shown.contents.topLevelItem(0))
    QTest.keyClick(shown.contents, Key.Key_Return)
    assert shown.anchor == "start"


def test_a_link_leads_to_its_section(window: MainWindow) -> None:
    shown = show_help(window, "first-run")
    shown.text.anchorClicked.emit("#moving")
    assert shown.anchor == "moving"


def test_what_is_not_found_is_said_and_an_empty_query_shows_the_contents(window: MainWindow) -> None:
    shown = show_help(window, "start")
    QTest.keyClicks(shown.query, "zzzzqqq")
    assert shown.hits.count() == 1
    assert "没有找到" in shown.hits.item(0).text()
    QTest.keyClick(shown.query, Key.Key_Return)
    assert shown.anchor == "start"
    shown.query.clear()
    assert shown.lists.currentWidget() is shown.contents


def test_every_picture_of_a_chapter_is_loaded(window: MainWindow) -> None:
    shown = show_help(window, "home")
    QTest.qWait(200)
    pictures = [name for name in SHOTS if f'src="{name}"' in shown.text.toHtml()]
    assert pictures == ["home.png"]
    image = shown.text.loadResource(2, "home.png")
    assert not image.isNull()


def test_the_text_follows_the_applications_size(window: MainWindow, qapp: QApplication) -> None:
    shown = show_help(window, "findings")
    before = shown.text.document().size().height()
    look.dress(qapp, look.POINTS * 1.5)
    QTest.qWait(300)
    larger = shown.text.document().size().height()
    look.dress(qapp)
    assert larger > before * 1.2


def test_the_handbook_is_saved_as_a_pdf(window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Files, "ask_save", lambda *_: tmp_path / "手册.pdf")
    shown = show_help(window, "start")
    QTest.mouseClick(shown.save_button, Qt.MouseButton.LeftButton)
    assert (tmp_path / "手册.pdf").read_bytes().startswith(b"%PDF")
    assert "手册.pdf" in shown.told.text()


def test_without_a_printer_the_way_out_is_told(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = show_help(window, "start")
    monkeypatch.setattr(PrinterBar, "name", "")
    QTest.mouseClick(shown.print_button, Qt.MouseButton.LeftButton)
    assert "另存为 PDF" in shown.told.text()


def test_the_book_goes_to_the_printer_with_its_pages_on_the_button(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    went: list[int] = []
    monkeypatch.setattr(PrintRun, "go_on", lambda run: went.append(run._pdf.pages))
    monkeypatch.setattr(PrinterBar, "name", "HP M404")
    shown = show_help(window, "start")
    QTest.mouseClick(shown.print_button, Qt.MouseButton.LeftButton)
    pages = int(re.sub(r"\D", "", shown.go_button.text()))
    assert pages > 20
    QTest.mouseClick(shown.go_button, Qt.MouseButton.LeftButton)
    assert went == [pages]


# The keys as the handbook lists them.


def test_every_key_of_menus_and_pages_is_listed_and_is_a_real_one(make_window: MakeWindow) -> None:
    window = make_window("机电学院党总支", kind="general-branch")
    for key, _ in words.PAGES:
        window.show_page(key)
    listed = {keys for _, keys, _ in all_keys()}
    actions = {action.shortcut().toString() for action in window.actions_by_verb.values()} - {""}
    shortcuts: list[QShortcut] = list(window.findChildren(QShortcut))
    real = actions | {each.key().toString() for each in shortcuts if not isinstance(each.parent(), QDialog)}
    known = {QKeySequence("+".join(SIGNS.get(key, key) for key in keys.split("+"))).toString() for keys in listed}
    assert real - known <= {"Enter"}  # the other Return key, on the number pad
    declared = {QKeySequence(item.keys).toString() for _, items in MENUS for item in items if item.keys}
    assert declared <= real


SIGNS = {sign: name for name, sign in SHOWN.items()}

KEYS = {
    "回车": (Key.Key_Return, NONE),
    "Shift+回车": (Key.Key_Return, SHIFT),
    "Tab": (Key.Key_Tab, NONE),
    "Shift+Tab": (Key.Key_Backtab, SHIFT),
    "F2": (Key.Key_F2, NONE),
    "Delete": (Key.Key_Delete, NONE),
    "Home": (Key.Key_Home, NONE),
    "Ctrl+Home": (Key.Key_Home, CTRL),
    "Ctrl+End": (Key.Key_End, CTRL),
    "Ctrl+↑": (Key.Key_Up, CTRL),
    "Ctrl+↓": (Key.Key_Down, CTRL),
    "Ctrl+←": (Key.Key_Left, CTRL),
    "Ctrl+→": (Key.Key_Right, CTRL),
    "Shift+↓": (Key.Key_Down, SHIFT),
    "Ctrl+Shift+End": (Key.Key_End, CTRL | SHIFT),
}
TESTED_ELSEWHERE = {"Esc", "Alt+回车", "空格", "F8"}
"""Points 3, 4 and 20 of the grid's contract, and the ticks of test_grid."""


@pytest.mark.parametrize("keys", KEYS)
def test_every_key_of_a_grid_does_something(roster: LedgerGrid, keys: str) -> None:
    roster.view.go_to(1, 1)
    before = (cursor(roster), len(roster.view.selectedIndexes()), roster.model.text(1, 1), False)
    press(*KEYS[keys])
    editing = roster.view.indexWidget(roster.view.currentIndex()) is not None
    assert (cursor(roster), len(roster.view.selectedIndexes()), roster.model.text(1, 1), editing) != before


def test_the_list_of_a_grids_keys_has_no_other_ones() -> None:
    assert {keys for keys, _ in GRID_KEYS} == KEYS.keys() | TESTED_ELSEWHERE


# Pictures.


@pytest.mark.parametrize("name", SHOTS)
def test_the_screen_of_each_picture_is_still_there(name: str) -> None:
    shot = SHOTS[name]
    assert shot.page in dict(words.PAGES)
    if shot.step:
        scheme = next(scheme for scheme in SCHEMES if scheme.key == shot.page)
        assert shot.step in [step.title for step in scheme.steps]
    pictures = {getattr(block, "file", "") for chapter in BOOK for section in chapter for block in section.blocks}
    assert name in pictures


# First-use hints.


def test_hints_are_few_and_short_and_belong_to_pages() -> None:
    assert HINTS.keys() <= dict(words.PAGES).keys()
    assert all(0 < len(hints) <= MOST for hints in HINTS.values())
    assert all(len(hint) <= 50 for hints in HINTS.values() for hint in hints)


def test_a_hint_stands_above_the_page_and_is_put_away_by_keys_for_good(
    window: MainWindow, make_window: MakeWindow
) -> None:
    go_to_page(2)
    first, second, *_ = HINTS[words.ROSTER]
    assert window.hint.sentence == first
    assert window.hint.geometry().bottom() < window.stack.geometry().top()
    use(window.hint.away_button)
    assert window.hint.sentence == second
    use(window.hint.close_button)
    assert window.hint.sentence == ""
    go_to_page(1)
    go_to_page(2)
    assert window.hint.sentence == ""
    other = make_window("另一支部")
    go_to_page(2)
    assert other.hint.sentence == second


def test_all_hints_are_switched_off_and_on_in_the_menu(window: MainWindow, make_window: MakeWindow) -> None:
    action = window.actions_by_verb["show_hints"]
    assert action.isChecked()
    action.trigger()
    go_to_page(2)
    assert window.hint.sentence == ""
    assert not action.isChecked()
    other = make_window("另一支部")
    assert not other.actions_by_verb["show_hints"].isChecked()
    other.actions_by_verb["show_hints"].trigger()
    go_to_page(3)
    assert other.hint.sentence == HINTS["posts"][0]


def test_a_hint_never_takes_the_focus_from_the_grid(window: MainWindow) -> None:
    go_to_page(2)
    write("张")
    press(Key.Key_Return)
    assert window.pages[words.ROSTER].grid is not None
    assert window.pages[words.ROSTER].grid.model.text(0, 0) == "张"  # type: ignore[union-attr]


# 关于.


def test_the_about_window_tells_versions_licences_and_errata(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    went: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: went.append(url.toLocalFile()))
    window.actions_by_verb["about"].trigger()
    dialogs_open: list[AboutDialog] = list(window.findChildren(AboutDialog))
    (dialog,) = dialogs_open
    said = sentences(dialog)
    assert f"程序版本　{VERSION}" in said
    assert f"数据文件版本　{CURRENT_VERSION}" in said
    assert dialog.licences.plain.rowCount() == len(licences())
    dialog.licences.choose([each.name for each in licences()].index("PySide6_Essentials"))
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in dialog.text.toPlainText()
    assert any("锋横行" in row[1] and "锋横行" not in row[2] for row in dialog.errata.plain.rows)
    dialog.log_button.click()
    dialog.data_button.click()
    assert [Path(each).name for each in went] == ["logs", window.desk.path.parent.name]  # type: ignore[union-attr]
    dialog.accept()


def test_every_library_font_and_table_that_is_shipped_is_listed_with_its_text() -> None:
    listed = licences()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    versions = {re.sub(r"[-_.]+", "-", each.name).lower(): each.version for each in listed}
    for needed in project["dependencies"]:
        name, version = needed.split("==")
        assert versions[re.sub(r"[-_.]+", "-", name).lower()] == version
    files = {path.relative_to(ROOT / "resources").as_posix() for path in (ROOT / "resources").rglob("LICENSE*")}
    assert files <= {each.text for each in listed}
    assert all(len(licence_text(each)) > 500 and each.licence for each in listed)


def test_above_the_branches_the_hint_says_who_fills_the_page(make_window: MakeWindow) -> None:
    window = make_window("机电学院党总支", "general-branch")
    window.resize(1366, 768)
    window.show_page("areas")
    assert window.hint.sentence == ABOVE
    window.show_page(words.APPROVAL)
    assert window.hint.sentence == HINTS[words.APPROVAL][0]
