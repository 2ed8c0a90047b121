"""What a copied data file is for: to be looked at, to take the other's place, or to be a second one (case 10)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from dangjian_desktop.ui import look
from dangjian_desktop.ui.help.asking import HelpedDialog
from dangjian_desktop.ui.parts import button, card, label, row

WAYS = (
    ("read-only", "只查看", "原来那份继续录入；这里只能查看和打印，不能改动。"),
    ("take-over", "由这里接管", "换了电脑，以后只在这里录入。原来那份下次收到回执时转为只查看。"),
    ("own", "两处各自录入", "两台电脑分工录入。两处的改动都由上级合并，改到同一处时上级会来核对。"),
)
COPIED = (
    "这个数据文件是从别处复制来的，或者换了电脑。原来那份可能还在用。请选这一份用来做什么，以后可以在菜单“数据”里改。"
)
PLAIN = "这一份数据文件用来做什么？另有一份同样的数据时才需要改。"


class IdentityDialog(HelpedDialog):
    """Three ways, each said in a sentence; giving up leaves the file read-only if it still waits for an answer."""

    help_section = "identity"

    def __init__(self, parent: QWidget, standing: str, choose: Callable[[str], object], *, asks: bool) -> None:
        super().__init__(parent)
        self.setWindowTitle("选择这份数据的用途" if asks else "本机身份")
        self.setMinimumWidth(look.scaled(600))
        self._choose = choose
        self.ways: dict[str, QPushButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(label(COPIED if asks else PLAIN, wrap=True))
        if standing and not asks:
            layout.addWidget(label(f"现在：{standing}", "quiet", wrap=True))
        for key, title, sentence in WAYS:
            self.ways[key] = button(title, partial(self._chosen, key))
            self.ways[key].setMinimumWidth(look.scaled(130))
            self.ways[key].setAccessibleDescription(sentence)
            frame, inside = card()
            words = label(sentence, "quiet", wrap=True)
            line = row(self.ways[key], words)
            line.setStretch(1, 1)
            inside.addLayout(line)
            layout.addWidget(frame)
        layout.addLayout(row(None, button("以后再选" if asks else "关闭", self.reject)))
        self.ways["read-only"].setFocus()

    def _chosen(self, key: str) -> None:
        self._choose(key)
        self.accept()
