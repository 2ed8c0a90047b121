"""F1: which section of the handbook is about what has the focus, and the window that shows it.

A page, a part of one or a dialog names its section in ``help_section``, an anchor of resources/help.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.words import HELP_KEY

if TYPE_CHECKING:
    from dangjian_desktop.ui.help.window import HelpWindow


class HelpedDialog(QDialog):
    """A dialog whose F1 opens its section of the handbook."""

    help_section = ""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        QShortcut(QKeySequence(HELP_KEY), self, lambda: show_help(self, self.help_section))


def section_of(widget: QWidget | None, otherwise: str = "") -> str:
    """Return the section of a widget or of what holds it, the nearest first."""
    while widget is not None:
        section = getattr(widget, "help_section", "")
        if section:
            return str(section)
        widget = widget.parentWidget()
    return otherwise


def show_help(asker: QWidget, section: str) -> HelpWindow:
    """Open the handbook at a section, in front of the window that asks: a dialog may be the only one that takes keys."""
    from dangjian_desktop.ui.help.window import HelpWindow

    owner = asker.window()
    windows: list[HelpWindow] = list(owner.findChildren(HelpWindow))
    shown = next((each for each in windows if each.parentWidget() is owner), None)
    if shown is None:
        shown = HelpWindow(owner, _desk_of(owner))
    shown.go(section)
    shown.show()
    shown.raise_()
    shown.activateWindow()
    return shown


def _desk_of(widget: QWidget | None) -> Desk | None:
    """Return the desk of the main window behind a window."""
    while widget is not None:
        desk = getattr(widget, "desk", None)
        if isinstance(desk, Desk):
            return desk
        widget = widget.parentWidget()
    return next(
        (each.desk for each in QApplication.topLevelWidgets() if isinstance(getattr(each, "desk", None), Desk)),  # type: ignore[attr-defined]
        None,
    )
