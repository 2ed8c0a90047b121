"""One line for what is made public: where, from which day to which; the first page reminds when it is over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QWidget

from dangjian_desktop.ui.parts import button, day_field, label

USUAL_DAYS = 7
ENDS_FIRST = "公示的结束日期早于开始日期。请改日期，再登记。"


class PublicityBar(QFrame):
    """Asks for a channel and two days; ``given`` tells them, ``refused`` why they cannot be."""

    given = Signal(str, str, str)
    refused = Signal(str)

    def __init__(self, today: date, channels: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.channel = QComboBox()
        self.channel.setAccessibleName("公示渠道")
        self.channel.addItems(list(channels))
        self.begins = day_field("公示开始日期", today)
        self.ends = day_field("公示结束日期", today + timedelta(days=USUAL_DAYS))
        self.give_button = button("登记公示", self._give)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for each in (label("公示在"), self.channel, label("从"), self.begins, label("到"), self.ends, self.give_button):
            layout.addWidget(each)
        layout.addWidget(label("期满后首页提醒登记有无异议。", "quiet"))
        layout.addStretch(1)

    def _give(self) -> None:
        begins, ends = self.begins.date(), self.ends.date()
        if ends < begins:
            self.refused.emit(ENDS_FIRST)
            return
        self.given.emit(self.channel.currentText(), begins.toString("yyyy-MM-dd"), ends.toString("yyyy-MM-dd"))
