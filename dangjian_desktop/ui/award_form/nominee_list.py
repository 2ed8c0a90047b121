"""Whose forms are filled in: a list of names, each with how much of the form is still empty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

if TYPE_CHECKING:
    from dangjian_desktop.services.award_form import Nominee

STYLE = "QListWidget#people::item { padding: 5px 8px; }"


class NomineeList(QListWidget):
    """Shows nominees by their places."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.nominees: Sequence[Nominee] = ()
        self.setObjectName("people")
        self.setStyleSheet(STYLE)
        self.setAccessibleName("推荐人选")

    def show_nominees(self, nominees: Sequence[Nominee], chosen: str) -> None:
        """Show these, the one with this id chosen, without telling of it."""
        self.nominees = nominees
        with QSignalBlocker(self):
            self.clear()
            for each in nominees:
                item = QListWidgetItem(f"{each.name}{f'　{each.kind}' if each.kind else ''}\n{how_much(each)}")
                item.setToolTip(each.locked or what(each))
                self.addItem(item)
            self.setCurrentRow(self.place_of(chosen))

    def place_of(self, nomination: str) -> int:
        """Return where somebody stands, 0 for one who is not there."""
        return next((place for place, each in enumerate(self.nominees) if each.id == nomination), 0)


def how_much(nominee: Nominee) -> str:
    """Say how much of a form is still empty."""
    if nominee.locked:
        return "已上报，只能查看"
    return f"还缺 {len(nominee.lacking)} 项" if nominee.lacking else "已填齐"


def what(nominee: Nominee) -> str:
    """Name what of a form is still empty."""
    return f"还缺：{'、'.join(nominee.lacking)}" if nominee.lacking else "已填齐"
