"""What the menu 下属支部 decides on units, and how a branch carries such a decision out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMessageBox, QWidget

from dangjian_desktop.ui import unit_verbs
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.dialogs.files import Files
from dangjian_desktop.ui.dialogs.unit_change import UnitChangeDialog

if TYPE_CHECKING:
    from dangjian_desktop.services.sending import Packed
    from dangjian_desktop.services.unit_errands import Errand
    from dangjian_desktop.services.units import Wanted
    from dangjian_desktop.services.work import Changes

KINDS = {
    "rename_unit": "改名",
    "split_unit": "分设",
    "merge_units": "合并",
    "dissolve_unit": "撤销",
    "move_unit": "转隶",
}
NO_UNITS = "还没有确认过下属支部。请先在“上报与接收”里接收支部的上报包。"
NO_ERRAND = "没有要办理的组织变动。上级的决定随回执带来。"


def decide(kind: str, desk: Desk, parent: QWidget) -> None:
    """Ask for a decision of this kind and write it."""

    def ask(units: list[str]) -> None:
        if not units:
            desk.tell(NO_UNITS)
            return
        wanted = UnitChangeDialog.ask(parent, kind, units, desk.clock().date(), preview)
        if wanted is not None:
            desk.run(lambda office: unit_verbs.decide_change(office, wanted), lambda done: decided(done, kind))

    def preview(wanted: Wanted, show: Callable[[str], object]) -> None:
        desk.run(lambda office: unit_verbs.plan_change(office, wanted), lambda told: show("\n".join(told)), show)

    def decided(changes: Changes, kind: str) -> None:
        desk.changed.emit(changes)
        if kind != "转隶":
            desk.tell("已作出决定，随下一份回执带给支部；可以用“撤销”退回。")
            return
        folder = Files.ask_folder(parent, "回执和移交包存放在哪个文件夹")
        if folder:
            desk.run(lambda office: unit_verbs.hand_over(office, folder), partial(_tell, desk), label="正在移交")

    desk.run(unit_verbs.units, ask)


def carry_out(desk: Desk, parent: QWidget) -> None:
    """Show what the oldest decision asks of this branch, and do it when the secretary agrees."""

    def ask(waiting: list[Errand]) -> None:
        if not waiting:
            desk.tell(NO_ERRAND)
            return
        errand = waiting[0]
        if not agrees(parent, errand):
            return
        folder = Files.ask_folder(parent, "转出包存放在哪个文件夹") if errand.moves else None
        if errand.moves and folder is None:
            return
        desk.run(lambda office: unit_verbs.carry_out(office, errand, folder), done, label="正在办理")

    def done(packed: list[Packed]) -> None:
        desk.changed.emit(None)
        desk.reread_card()
        _tell(desk, packed)

    desk.run(unit_verbs.errands, ask)


def agrees(parent: QWidget, errand: Errand) -> bool:
    """Show an errand in sentences; return whether it is to be carried out."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, "办理组织变动", "\n".join(errand.sentences), parent=parent)
    box.setInformativeText("办理以后可以用“撤销”一步退回。")
    go = box.addButton("办理", QMessageBox.ButtonRole.AcceptRole)
    box.addButton("放弃", QMessageBox.ButtonRole.RejectRole)
    box.exec()
    agreed = box.clickedButton() is go
    box.deleteLater()
    return agreed


def _tell(desk: Desk, packed: list[Packed]) -> None:
    names = "、".join(f"“{each.path.name}”" for each in packed)
    desk.tell(f"已办理。已生成 {names}，放在“{packed[0].path.parent}”。" if packed else "已办理，可以用“撤销”退回。")


VERBS: Mapping[str, Callable[[Desk, QWidget], None]] = {
    **{verb: partial(decide, kind) for verb, kind in KINDS.items()},
    "carry_out_change": carry_out,
}
