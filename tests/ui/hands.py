"""Hands on a keyboard: they press keys on whatever has the focus, as a person does."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from dangjian_desktop.services import records
from dangjian_desktop.services.digest import digest
from dangjian_desktop.ui.grid.ledger_grid import LedgerGrid
from dangjian_desktop.ui.main_window import MainWindow
from dangjian_desktop.ui.scheme_tab import SchemeTab
from dangjian_desktop.ui.tabs.award_tab import PacesettersTab
from tests.services.exchange_year import LEDGERS

CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
Key = Qt.Key
PATIENCE = 2000
SEAT: list[MainWindow] = []


def sit_at(window: MainWindow) -> None:
    """Make this the window that keys go to."""
    SEAT.append(window)
    window.activateWindow()
    for _ in range(PATIENCE):
        if QApplication.activeWindow() is window:
            return
        QTest.qWait(1)
    raise AssertionError("the window did not become active")


def focus() -> QWidget:
    """Return what gets the keys: an open list, else what has the focus.

    The screenless platform takes the focus from the window when a list or a dialog closes.
    """
    if popup := QApplication.activePopupWidget():
        return popup
    if QApplication.focusWidget() is None or not SEAT[-1].isActiveWindow():
        sit_at(SEAT[-1])
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the focus"
    return widget


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(focus(), key, modifier)


def write(text: str) -> None:
    """Type ASCII by keys, and Chinese through an input method: pinyin under composition, then the characters."""
    if text.isascii():
        for character in text:
            QTest.keyClicks(focus(), character)  # the first key opens a cell's editor, which then has the focus
        return
    QApplication.sendEvent(focus(), QInputMethodEvent("pin'yin", []))
    commit(text)


def commit(text: str) -> None:
    """Hand over characters at once, as a handwriting pad does."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(focus(), event)


def sentences(page: QWidget) -> list[str]:
    """Return what the labels on the screen say."""
    labels: list[QLabel] = list(page.findChildren(QLabel))
    return [label.text() for label in labels if label.isVisible()]


def use(button: QAbstractButton) -> None:
    """Press a button with the Enter key."""
    assert button.isVisible()
    assert button.isEnabled(), button.text()
    window = button.window()
    if isinstance(window, MainWindow) and not window.isActiveWindow():
        sit_at(window)
    button.setFocus()
    press(Key.Key_Return)


def go_to_page(place: int) -> None:
    """Press Ctrl and the page's number; the last two have keys of their own."""
    if place > 10:
        press((Key.Key_F6, Key.Key_F12)[place - 11])
    else:
        press(Qt.Key(Key.Key_0.value + place % 10), CTRL)


def go_to_step(window: MainWindow, place: int, ledger: int = 0) -> None:
    """Go to a step of the scheme on the screen by its button, then to one of its ledgers; votes are left to the grid."""
    page = window.stack.currentWidget()
    assert isinstance(page, SchemeTab)
    page.steps.button(place).setFocus()
    press(Key.Key_Space)
    if isinstance(page, PacesettersTab) and page.grid_button.isVisible():
        use(page.grid_button)
    for _ in range(ledger):
        page.stack.segments.setFocus()
        press(Key.Key_Right)
    assert page.grid is not None
    page.grid.view.setFocus()


def grid_of(window: MainWindow) -> LedgerGrid:
    """Return the grid on the screen."""
    grid = getattr(window.stack.currentWidget(), "grid", None)
    assert isinstance(grid, LedgerGrid)
    return grid


def cursor(grid: LedgerGrid) -> tuple[int, int]:
    """Return the row and column of a grid's cursor."""
    index = grid.view.currentIndex()
    return index.row(), index.column()


def paste(text: str) -> None:
    """Paste a text."""
    QApplication.clipboard().setText(text)
    press(Key.Key_V, CTRL)


def fill_row(window: MainWindow, **texts: str) -> None:
    """Go to the grid's blank row and type a record, with Tab from cell to cell."""
    grid = grid_of(window)
    press(Key.Key_End, CTRL)
    press(Key.Key_Home)
    assert grid.view.currentIndex().row() == grid.model.filled(), "not on the blank row"
    keys = [column.key for column in grid.ledger.columns]
    assert texts.keys() <= set(keys), grid.ledger.key
    for key in keys:
        if key in texts:
            write(texts[key])
        press(Key.Key_Tab)


def texts_of(window: MainWindow, ledger: str) -> list[Mapping[str, str]]:
    """Return what the data file holds of a ledger, as its service tells."""
    found: list[Mapping[str, str]] = []
    wanted = LEDGERS[ledger]

    def read(rows: list[records.GridRow]) -> None:
        keys = [column.key for column in wanted.columns]
        found.extend({k: t for k, t in zip(keys, row.texts, strict=True) if t} for row in rows)

    window.desk.run(lambda office: records.rows(office, wanted, year=2026, quarter=4), read)
    return found


def digest_of(window: MainWindow) -> str:
    """Return the digest of the data file's content."""
    found: list[str] = []
    window.desk.run(digest, found.append)
    return found[0]
