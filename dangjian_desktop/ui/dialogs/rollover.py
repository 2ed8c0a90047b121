"""结转到下一年度: what is carried, with its counts, and whether the old year is closed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QDialog, QVBoxLayout, QWidget

from dangjian_desktop.ui import look
from dangjian_desktop.ui.help.asking import HelpedDialog
from dangjian_desktop.ui.parts import button, card, label, row

if TYPE_CHECKING:
    from dangjian_desktop.services.rollover import Rollover

TITLES = {"posts": "岗位安排", "areas": "责任区划分", "exemptions": "责任区豁免"}
WHAT = {
    "posts": "岗位和职责带过去，签字、研究日期留空，等新一年确定",
    "areas": "责任区域和职责带过去，三方意见留空，等重新征求",
    "exemptions": "免划责任区的人和原因",
}
ALWAYS = "党员名册、岗位目录和责任区域不分年度，不用结转。承诺践诺、先锋岗和标兵每年重新开始，留在原年度。"


@dataclass(frozen=True)
class Wanted:
    """What the user ticked."""

    carry: tuple[str, ...]
    close: bool


class RolloverDialog(HelpedDialog):
    """Ticks with counts; nothing is written before the button is pressed."""

    help_section = "rollover"

    def __init__(self, parent: QWidget, plan: Rollover) -> None:
        super().__init__(parent)
        self.setWindowTitle("结转到下一年度")
        self.setMinimumWidth(look.scaled(560))
        self.parts = {key: self._part(key, plan) for key in plan.carried}
        self.close_year = QCheckBox(f"封存{plan.from_year}年度，只能查看（随时可以解锁）")
        self.close_year.setChecked(plan.closes)
        self.accept_button = button(f"结转到{plan.to_year}年度", self.accept, "primary")
        self._lay_out(plan)

    def _part(self, key: str, plan: Rollover) -> QCheckBox:
        there = f"，{plan.to_year}年度已有 {plan.present[key]} 条" if plan.present[key] else ""
        tick = QCheckBox(f"{TITLES[key]}　{plan.carried[key]} 条{there}")
        tick.setToolTip(WHAT[key])
        tick.setChecked(plan.carried[key] > 0)
        tick.setEnabled(plan.carried[key] > 0)
        return tick

    def _lay_out(self, plan: Rollover) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(label(f"{plan.from_year}年度 → {plan.to_year}年度，在册党员 {plan.members} 人", "heading"))
        frame, inside = card()
        for key, tick in self.parts.items():
            inside.addWidget(tick)
            inside.addWidget(label(f"　　{WHAT[key]}", "quiet", wrap=True))
        layout.addWidget(frame)
        if plan.left:
            layout.addWidget(label(f"已不在册，不再结转：{'、'.join(plan.left)}", wrap=True))
        layout.addWidget(label(ALWAYS, "quiet", wrap=True))
        layout.addWidget(self.close_year)
        layout.addWidget(label("结转以前自动备份；结转以后可以用“撤销”一步退回。", "quiet", wrap=True))
        layout.addLayout(row(None, button("放弃", self.reject), self.accept_button))
        self.accept_button.setFocus()

    @property
    def wanted(self) -> Wanted:
        """What is ticked now."""
        return Wanted(tuple(key for key, tick in self.parts.items() if tick.isChecked()), self.close_year.isChecked())

    @classmethod
    def ask(cls, parent: QWidget, plan: Rollover) -> Wanted | None:
        """Return what to carry, or None when given up."""
        dialog = cls(parent, plan)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        wanted = dialog.wanted
        dialog.deleteLater()
        return wanted if accepted else None
