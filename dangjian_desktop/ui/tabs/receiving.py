"""The right half of 上报与接收: choose files, see what each would change, confirm, merge, answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from dangjian_desktop.ui import exchange_verbs
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.dialogs.files import PACKAGES, Files
from dangjian_desktop.ui.dialogs.password import PasswordDialog
from dangjian_desktop.ui.exchange_verbs import Parcel
from dangjian_desktop.ui.palette import Colour
from dangjian_desktop.ui.parts import button, label, row
from dangjian_desktop.ui.plain_table import PlainTable

if TYPE_CHECKING:
    from dangjian_desktop.services.exchange import Packed

COLUMNS = (("发送单位", 170), ("号", 40), ("校验码", 92), ("可否合并", 112), ("新增", 50), ("修改", 50), ("待定", 50))
NONE = "还没有选文件。把上报包或回执从U盘拖到这个窗口里，也可以点“选择文件”，一次可以选多个。先看清要改什么，再合并。"
NOT_READY = "列表里没有可以合并的包；需要确认单位的，请先点“确认”。"
LOCKED = "BUNDLE-PASSWORD"
COUNTS = {
    "new": "新增",
    "changed": "修改",
    "same": "相同",
    "conflict": "冲突",
    "parked": "暂存待查",
    "not_owned": "没有采用",
}


class ReceivingPanel(QWidget):
    """Files that came in, each with its plan; nothing is written before 合并."""

    replied = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._stale = False
        self.parcels: list[Parcel] = []
        self.files = PlainTable("收到的包", COLUMNS)
        self.plan = QPlainTextEdit()
        self.plan.setReadOnly(True)
        self.plan.setTabChangesFocus(True)
        self.plan.setAccessibleName("合并以后会怎样")
        self._none = label(NONE, "quiet", wrap=True)
        self.choose_button = button("选择文件…", self._choose)
        self.confirm_button = button("确认", self._confirm)
        self.password_button = button("输入口令…", self._ask_password)
        self.merge_button = button("合并", self._merge, "primary")
        self.reply_button = button("生成回执…", self._reply)
        self._clear_button = button("清空列表", self._clear, "quiet")
        self._lay_out()
        self.files.chosen.connect(self._show_plan)
        desk.changed.connect(self._became_stale)
        self._show()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(row(label("接收", "heading"), None, self._clear_button, self.choose_button))
        layout.addWidget(self._none)
        layout.addWidget(self.files, 2)
        layout.addWidget(self.plan, 3)
        layout.addLayout(row(self.confirm_button, self.password_button, None, self.reply_button, self.merge_button))
        layout.addStretch()
        self.plan.setAcceptDrops(False)  # files dropped here are for the window

    def look_at(self, paths: Sequence[Path]) -> None:
        """Read files and show what they would change; files shown already are read anew."""
        kept = [parcel.path for parcel in self.parcels if parcel.path not in paths and not parcel.merged]
        self.parcels = [replace(parcel, merged=False) if parcel.path in paths else parcel for parcel in self.parcels]
        self._plan([*kept, *dict.fromkeys(paths)])

    def showEvent(self, event: object) -> None:
        """Plan anew what changed while the panel was hidden: a merge may have been undone."""
        super().showEvent(event)  # type: ignore[arg-type]
        self._plan_again()

    def _became_stale(self, _changes: object) -> None:
        self._stale = True
        self._plan_again()

    def _plan_again(self) -> None:
        if self._stale and self.isVisible():
            self._plan([parcel.path for parcel in self.parcels])

    def _plan(self, paths: Sequence[Path]) -> None:
        self._stale = False
        if paths:
            passwords = {parcel.path: parcel.password for parcel in self.parcels}
            self._desk.run(
                lambda office: exchange_verbs.look_at(office, paths, passwords), self._looked, label="正在核对"
            )

    def _looked(self, parcels: list[Parcel]) -> None:
        """What was confirmed stays so; what was merged here is shown as it was, unless it could be merged again."""
        old = {parcel.path: parcel for parcel in self.parcels}
        self.parcels = [_with_answers(parcel, old.get(parcel.path, parcel)) for parcel in parcels]
        self._show()

    def _choose(self) -> None:
        paths = Files.ask_several(self, "选择上报包或回执", PACKAGES)
        if paths:
            self.look_at(paths)

    def _clear(self) -> None:
        self.parcels = []
        self._show()

    def _confirm(self) -> None:
        place = self.files.row
        self.parcels[place] = replace(self.parcels[place], confirmed=True)
        self._show()

    def _ask_password(self) -> None:
        parcel = self.parcels[self.files.row]
        password = PasswordDialog.ask(self, parcel.path.name)
        if password:
            self.parcels[self.files.row] = replace(parcel, password=password)
            self._plan([each.path for each in self.parcels])

    def _merge(self) -> None:
        parcels = list(self.parcels)
        self._desk.run(lambda office: exchange_verbs.merge(office, parcels), self._merged, label="正在合并")

    def _merged(self, merged: list[Parcel]) -> None:
        done = {parcel.path: parcel for parcel in merged}
        self.parcels = [done.get(parcel.path, parcel) for parcel in self.parcels]
        self._show()
        self._desk.reread_card()
        self._desk.changed.emit(None)
        count = sum(parcel.merged for parcel in merged)
        if count:
            self._desk.tell(f"已合并 {count} 个包。如果合并错了，按 Ctrl+Z 可以逐个撤销。")

    def _reply(self) -> None:
        names = self._answerable()
        folder = Files.ask_folder(self, "回执存放在哪个文件夹")
        if folder:
            self._desk.run(
                lambda office: exchange_verbs.reply(office, names, folder), self._replied, label="正在生成回执"
            )

    def _replied(self, packed: list[Packed]) -> None:
        self.replied.emit(packed)
        self._desk.changed.emit(None)

    def _answerable(self) -> list[str]:
        if self._desk.kind == "branch":
            return []
        return list(dict.fromkeys(parcel.plan.from_name for parcel in self.parcels if parcel.merged))

    def _show(self) -> None:
        rows, marks = parcel_rows(self.parcels)
        waiting = [parcel.plan for parcel in self.parcels if parcel.plan.status == "new" and not parcel.merged]
        self._desk.seen = {plan.from_id: plan.period for plan in waiting}
        self.files.show_rows(rows, marks)
        for widget in (self.files, self.plan, self.merge_button, self._clear_button):
            widget.setVisible(bool(rows))
        self._none.setVisible(not rows)
        ready, replies = sum(parcel.ready for parcel in self.parcels), len(self._answerable())
        self.merge_button.setEnabled(bool(ready))
        self.merge_button.setText(f"合并 {ready} 个" if ready else "合并")
        self.merge_button.setToolTip("" if ready else NOT_READY)
        self.reply_button.setVisible(bool(replies))
        self.reply_button.setText(f"生成回执 {replies} 个…")
        self._show_plan(self.files.row)

    def _show_plan(self, place: int) -> None:
        shown = self.parcels[place] if 0 <= place < len(self.parcels) else None
        self.plan.setPlainText(plan_text(shown) if shown else "")
        asks = bool(shown and shown.question and not shown.confirmed and shown.plan.status == "new")
        self.confirm_button.setVisible(asks)
        self.password_button.setVisible(bool(shown and shown.plan.code == LOCKED))
        if shown:
            role = "上级" if self._desk.kind == "branch" else "下属支部"
            self.confirm_button.setText(f"确认“{shown.plan.from_name}”为本单位{role}")


def _with_answers(new: Parcel, old: Parcel) -> Parcel:
    if old.merged and new.plan.status != "new":
        return old
    return replace(new, confirmed=old.confirmed)


def state_of(parcel: Parcel) -> tuple[str, Colour]:
    """Return what the list says about a file, and its colour."""
    if parcel.merged:
        return "已合并", Colour.QUIET
    if parcel.ready:
        return "可以合并", Colour.INK
    if parcel.plan.status == "new":
        return "需要确认单位", Colour.WARN
    if parcel.plan.code == LOCKED:
        return "需要口令", Colour.WARN
    words = {"same": "已接收过", "stale": "旧包，只供查看"}
    return (words[parcel.plan.status], Colour.QUIET) if parcel.plan.status in words else ("不能合并", Colour.ACCENT)


def parcel_rows(parcels: Sequence[Parcel]) -> tuple[list[tuple[str, ...]], dict[tuple[int, int], Colour]]:
    """Return the files as texts, with the colour of each state."""
    rows: list[tuple[str, ...]] = []
    marks: dict[tuple[int, int], Colour] = {}
    for place, parcel in enumerate(parcels):
        plan, (state, colour) = parcel.plan, state_of(parcel)
        marks[place, 3] = colour
        counts = plan.counts
        waiting = counts.get("conflict", 0) + counts.get("parked", 0)
        numbers = (counts.get("new", 0), counts.get("changed", 0), waiting)
        known = plan.status == "new"
        rows.append(
            (
                plan.from_name or parcel.path.name,
                str(plan.sequence or ""),
                plan.check_code,
                state,
                *(str(number) if known else "" for number in numbers),
            )
        )
    return rows, marks


def plan_text(parcel: Parcel) -> str:
    """Return what a file is and would change, in sentences; what needs a person comes first."""
    plan = parcel.plan
    lines = [f"文件　{parcel.path.name}"]
    if parcel.question and not parcel.merged:
        lines += [parcel.question] if not parcel.confirmed else [f"已确认“{plan.from_name}”，合并后按此登记。"]
    else:
        lines.append(plan.title)
    if plan.mark:
        lines.append(f"加密方式　{plan.mark}")
    counted = [f"{COUNTS[key]} {count}" for key, count in plan.counts.items() if count and key in COUNTS]
    if counted:
        lines.append("、".join(counted) + "。")
    if plan.sentences:
        lines += ["", *plan.sentences]
    return "\n".join(lines)
