"""演示: the made-up offices in their own files, an orange strip as long as one of them is open, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QMessageBox, QWidget

from dangjian_desktop.ui import verbs, words
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.parts import button, change_look, label
from dangjian_desktop.ui.period import Period
from dangjian_desktop.ui.recent import recent

if TYPE_CHECKING:
    from dangjian_desktop.services.records import OfficeCard

SENTENCE = "演示数据，人名和内容都是虚构的，可随意修改；打印出来都带“演示”。"
RENEW = (
    "演示将回到最初的样子：在演示里改过的内容，以及存在演示文件夹里的文件，都会换成新的。\n\n自己的数据文件不受影响。"
)


class DemoStrip(QFrame):
    """Stands across the window while made-up data are open; ``file_before`` is the user's own file, to go back to."""

    help_section = "demo"

    def __init__(self, desk: Desk, leave: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("demo")
        self._desk = desk
        self.file_before: Path | None = None
        self._period_before: Period | None = None
        self._sentence = label(SENTENCE, wrap=True)
        self.other_button = button("", self._open_other)
        self.renew_button = button("恢复原样…", self._renew)
        self.renew_button.setToolTip("丢开在演示里改过的，从头再来")
        self.leave_button = button("退出演示", leave)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 5, 12, 5)
        layout.setSpacing(8)
        layout.addWidget(self._sentence, 1)
        for each in (self.other_button, self.renew_button, self.leave_button):
            layout.addWidget(each)
        self.hide()

    @property
    def sentence(self) -> str:
        """What the strip says at present; empty when it is closed."""
        return "" if self.isHidden() else self._sentence.text()

    def show_for(self, card: OfficeCard) -> None:
        """Show or hide the strip for the data file that was opened."""
        if not card.demo:
            self.file_before = self._desk.path
            self._look_at(self._period_before)
            self._period_before = None
        elif self.isHidden():
            self._period_before = self._desk.period
            self._desk.tasks.run(verbs.demo_period, self._look_at)
        self.other_button.setText("看演示党支部" if card.kind != "branch" else "看演示党总支")
        mine = self._desk.path is not None and self._desk.path.is_relative_to(folder_of(self._desk.home))
        for each in (self.other_button, self.renew_button):
            each.setVisible(mine)  # not for a demo that was made elsewhere by the command
        self.setVisible(card.demo)

    def _look_at(self, period: Period | None) -> None:
        if period is not None:
            self._desk.set_period(period.year, period.quarter)

    def own_file(self) -> Path | None:
        """Return the user's own data file: the one open before, else the newest that is there."""
        known = [self.file_before, *recent(self._desk.home)]
        return next((path for path in known if path is not None and path.is_file()), None)

    def _open_other(self) -> None:
        open_demo(self._desk, "branch" if self._desk.kind != "branch" else "general-branch")

    def _renew(self) -> None:
        if self.confirm(self):
            open_demo(self._desk, "branch" if self._desk.kind == "branch" else "general-branch", fresh=True)

    @classmethod
    def confirm(cls, parent: QWidget) -> bool:
        """Ask whether the demo is made anew; the one line that a test replaces."""
        box = QMessageBox(QMessageBox.Icon.NoIcon, "演示恢复原样", RENEW, parent=parent)
        yes = box.addButton("恢复原样", QMessageBox.ButtonRole.AcceptRole)
        box.addButton("放弃", QMessageBox.ButtonRole.RejectRole)
        change_look(yes, "primary")
        box.exec()
        return box.clickedButton() is yes


def folder_of(home: Path) -> Path:
    """Return where the demo is kept."""
    return home / words.DEMO_FOLDER


def open_demo(desk: Desk, kind: str, *, fresh: bool = False) -> None:
    """Open a made-up office; it is made when it is opened for the first time."""
    desk.open_demo(folder_of(desk.home), words.DEMO_OFFICES[kind], fresh=fresh)


VERBS: Mapping[str, Callable[[Desk, QWidget], None]] = {
    "open_demo": lambda desk, _window: open_demo(desk, "branch"),
    "open_demo_above": lambda desk, _window: open_demo(desk, "general-branch"),
}
