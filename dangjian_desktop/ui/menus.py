"""Builds the menu bar from the table in actions.py."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenuBar

from dangjian_desktop.ui.actions import MENUS, TICKED


def fill_menus(bar: QMenuBar, verb: Callable[[str], Callable[[], object]]) -> dict[str, QAction]:
    """Add all menus to ``bar``; ``verb`` gives what a key does. Return the actions by key."""
    actions: dict[str, QAction] = {}
    groups: dict[str, QActionGroup] = {}
    for title, items in MENUS:
        menu = bar.addMenu(title)
        menu.setToolTipsVisible(True)
        for item in items:
            if not item.verb:
                menu.addSeparator()
                continue
            action = QAction(item.text, bar)
            action.setObjectName(item.verb)
            action.setShortcut(QKeySequence(item.keys))
            action.setCheckable(item.verb in TICKED)
            if item.tip:
                action.setToolTip(item.tip)
            if item.group:
                action.setCheckable(True)
                groups.setdefault(item.group, QActionGroup(bar)).addAction(action)
            run = verb(item.verb)
            action.triggered.connect(lambda _checked=False, run=run: run())
            menu.addAction(action)
            actions[item.verb] = action
    return actions
