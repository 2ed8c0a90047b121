"""关于: the versions and folders, the licences of everything shipped, and 原文勘误."""

from __future__ import annotations

import platform
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QPlainTextEdit, QSplitter, QTabWidget, QVBoxLayout, QWidget

from dangjian_desktop.ui import look, words
from dangjian_desktop.ui.help.asking import HelpedDialog
from dangjian_desktop.ui.parts import button, label, row
from dangjian_desktop.ui.plain_table import PlainTable

if TYPE_CHECKING:
    from dangjian_desktop.services.about import About

SIZE, SHARES = (760, 500), (330, 400)
LICENCES = (("名称", 170), ("版本", 70), ("许可", 90))
ERRATA = (("在哪里", 190), ("原文", 200), ("程序用的", 200), ("说明", 90))
OWN = "本程序按 GPL-3.0-or-later 许可发布。界面使用 Qt（LGPL），字体和库的许可见“许可”。"
PROMISE = "不联网，不收集任何资料；日志里没有个人资料。"
ERRATA_HINT = "原文里像是笔误的地方。打印样例时选“原文措辞”，就一字不改地印原文。"


class AboutDialog(HelpedDialog):
    """Three tabs; the licences show their texts beside the list."""

    help_section = "about"

    def __init__(
        self,
        parent: QWidget,
        about: About,
        read: Callable[[int], str],
        folders: tuple[Callable[[], object], Callable[[], object]],
    ) -> None:
        super().__init__(parent)
        self._read = read
        self.setWindowTitle(f"关于{words.PROGRAM}")
        self.resize(*(look.scaled(each) for each in SIZE))
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.licences, self.text = PlainTable("随程序的库、字体和数据", LICENCES), QPlainTextEdit()
        self.errata = PlainTable("原文勘误", ERRATA, stretch=2)
        self.log_button, self.data_button = (
            button(text, verb) for text, verb in zip(("打开日志文件夹", "打开数据文件夹"), folders, strict=True)
        )
        self.tabs.addTab(self._versions(about), "版本")
        self.tabs.addTab(self._licences(about), "许可")
        self.tabs.addTab(self._errata(about), "原文勘误")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 14)
        layout.setSpacing(10)
        layout.addWidget(self.tabs, 1)
        layout.addLayout(row(None, button("关闭", self.accept, "primary")))

    def _versions(self, about: About) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(4, 16, 4, 4)
        column.setSpacing(8)
        column.addWidget(label(words.PROGRAM, "title"))
        for text in (f"程序版本　{about.version}", f"数据文件版本　{about.data_version}"):
            shown = label(text)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(shown)
        column.addWidget(label(f"Qt {qVersion()}　Python {platform.python_version()}", "quiet"))
        column.addSpacing(8)
        column.addWidget(label(OWN, wrap=True))
        column.addWidget(label(PROMISE, wrap=True))
        column.addStretch(1)
        column.addLayout(row(self.data_button, self.log_button, None))
        return made

    def _licences(self, about: About) -> QWidget:
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("许可原文")
        self.licences.chosen.connect(self._show_text)
        self.licences.show_rows([(each.name, each.version, each.licence) for each in about.licences])
        made = QSplitter()
        made.setChildrenCollapsible(False)
        made.setHandleWidth(10)
        made.addWidget(self.licences)
        made.addWidget(self.text)
        made.setSizes([look.scaled(each) for each in SHARES])
        return made

    def _show_text(self, place: int) -> None:
        self.text.setPlainText(self._read(place) if place >= 0 else "")

    def _errata(self, about: About) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(label(ERRATA_HINT, "quiet", wrap=True))
        column.addWidget(self.errata, 1)
        self.errata.show_rows([tuple(text.replace("\n", " ") for text in each) for each in about.errata])
        return made
