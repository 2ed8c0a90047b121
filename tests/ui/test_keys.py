"""Everything has a way by keys: letters of the menus that differ, and a frame round what has the keys (screens.md 1, row 19)."""

import re

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from dangjian_desktop.ui import look, words
from dangjian_desktop.ui.actions import MENUS
from dangjian_desktop.ui.main_window import MainWindow
from tests.ui.hands import Key, press, sit_at

LETTER = re.compile(r"&(\w)")


def letters(texts: list[str]) -> list[str]:
    return [found.group(1).upper() for text in texts if (found := LETTER.search(text))]


def test_no_two_menus_and_no_two_lines_of_a_menu_have_one_letter() -> None:
    titles = letters([title for title, _ in MENUS])
    assert len(titles) == len(set(titles)) == len(MENUS)
    for title, items in MENUS:
        texts = [item.text for item in items if item.verb]
        assert len(set(letters(texts))) == len(texts), title


def drawn(window: QWidget, widget: QWidget) -> QImage:
    """Return how the window shows a widget and what is right beside it."""
    area = QRect(widget.mapTo(window, QPoint()), widget.size())
    return window.grab(area).toImage()


def focusable(page: QWidget) -> list[QWidget]:
    widgets: list[QWidget] = [page, *page.findChildren(QWidget)]
    return [
        each
        for each in widgets
        if each.isVisible()
        and each.isEnabled()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not each.focusProxy()
    ]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("key", ["home", "members", "posts", "printing", "exchange"])
def test_what_has_the_keys_is_seen(window: MainWindow, key: str, dark: bool) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    look.dress(application, dark=dark)
    application.setCursorFlashTime(0)
    try:
        sit_at(window)
        window.show_page(key)
        page = window.pages[key]
        unseen = []
        for each in [*focusable(page), window.rail]:
            window.menuBar().setFocus()
            QApplication.processEvents()
            before = drawn(window, each)
            each.setFocus(Qt.FocusReason.TabFocusReason)
            QApplication.processEvents()
            if each.hasFocus() and drawn(window, each) == before:
                unseen.append(f"{type(each).__name__} {each.accessibleName() or each.objectName()}")
        assert unseen == []
    finally:
        look.dress(application)


def test_tab_walks_through_a_page_and_comes_back(window: MainWindow) -> None:
    """No control keeps the Tab key to itself, but the grids, whose cells it walks through."""
    window.show_page(words.PRINTING)
    page = window.pages[words.PRINTING]
    wanted = set(focusable(page))
    start = page.start
    assert start is not None
    start.setFocus()
    reached = set()
    for _ in range(4 * len(wanted) + 20):
        press(Key.Key_Tab)
        now = QApplication.focusWidget()
        assert now is not None
        reached.add(now)
        if now is start:
            break
    assert start in reached
    assert wanted <= reached


def test_every_page_of_the_rail_has_keys() -> None:
    assert len(set(words.PAGE_KEYS)) == len(words.PAGES)
