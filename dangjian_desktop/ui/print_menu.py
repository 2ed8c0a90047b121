"""What the menu 打印 does besides going to the print centre."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from dangjian_desktop.ui.desk import Desk


def change_wording(desk: Desk, parent: QWidget) -> None:
    """Open the editor of words and columns; it is imported when first wanted, for its preview weighs something."""
    from dangjian_desktop.ui.dialogs.wording_editor import WordingDialog

    WordingDialog(desk, parent).open()


VERBS: Mapping[str, Callable[[Desk, QWidget], object]] = {"change_wording": change_wording}
