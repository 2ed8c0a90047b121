"""The right button's menu of a grid, made from the same lines as the menu bar."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from dangjian_desktop.ui.actions import GRID_VERBS, LINE, MENUS


def fill_menu(menu: QMenu, view: QWidget, other_words: Mapping[str, str]) -> None:
    """Offer all the menu bar's lines that a grid obeys; ``other_words`` name some verbs as this grid calls them."""
    for _, items in MENUS:
        mine = [item for item in items if item.verb in GRID_VERBS or item is LINE]
        if any(item is not LINE for item in mine) and menu.actions():
            menu.addSeparator()
        for item in mine:
            if item is LINE:
                menu.addSeparator()
                continue
            text, _, key = item.text.partition("(")
            action = QAction(other_words.get(item.verb, text + ("…" if key.endswith("…") else "")), menu)
            action.setShortcut(QKeySequence(item.keys))
            action.setShortcutVisibleInContextMenu(True)
            action.setToolTip(item.tip)
            action.triggered.connect(lambda _checked=False, verb=item.verb: getattr(view, verb)())
            menu.addAction(action)
