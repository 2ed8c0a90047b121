"""文件 → 最近文档: the data files that were open last; one on a stick that is not there is greyed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QMenu, QWidget

from dangjian_desktop.ui.recent import recent

TITLE = "最近文档(&R)"
MISSING = "未插入？"


class RecentMenu(QMenu):
    """Filled when it opens, for sticks come and go."""

    def __init__(self, home: Path, open_file: Callable[[Path], object], parent: QWidget | None = None) -> None:
        super().__init__(TITLE, parent)
        self._home = home
        self._open = open_file
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self.fill)
        self.fill()

    def fill(self) -> None:
        """List the files anew."""
        self.clear()
        for number, path in enumerate(recent(self._home), start=1):
            there = path.is_file()
            name = path.stem.replace("&", "&&")
            action = self.addAction(f"&{number} {name}{'' if there else f'（{MISSING}）'}")
            action.setToolTip(str(path))
            action.setEnabled(there)
            action.triggered.connect(lambda _checked=False, path=path: self._open(path))
        if self.isEmpty():
            self.addAction("还没有打开过数据文件").setEnabled(False)
