"""合并审阅: choose files, see what each would change, answer what is asked, merge, reply (screens.md 2.10)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from dangjian_desktop.ui import exchange_verbs, look, review_verbs
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.dialogs.files import PACKAGES, Files
from dangjian_desktop.ui.dialogs.password import PasswordDialog
from dangjian_desktop.ui.exchange_verbs import Merged, Parcel
from dangjian_desktop.ui.parts import button, change_look, label, row
from dangjian_desktop.ui.review_lines import LOCKED, Line, Zone, by_zone, zone_of
from dangjian_desktop.ui.review_tree import ReviewTree
from dangjian_desktop.ui.tabs.review_bar import ReviewBar, offer
from dangjian_desktop.ui.tabs.take_back import TakeBackButton

if TYPE_CHECKING:
    from dangjian_desktop.services.exchange import Packed
    from dangjian_desktop.services.work import Office

NONE = (
    "还没有选文件。把上报包或回执从U盘拖到这个窗口里，一次可以拖多个，也可以拖整个文件夹。先看清要改什么，再合并；"
    "不看也可以，有冲突的先停下来，选好再合并。"
)
NOT_READY = "列表里没有可以合并的包；需要确认的，请先在列表里答复。"
MERGED_ALREADY = "这一份已经合并。要改选，请到“待核实”；合并错了，按 Ctrl+Z 撤销。"
LEAST_TREE = 120


class ReceivingPanel(QWidget):
    """Files that came in, each with its plan; no record is written before 合并."""

    help_section = "receiving"
    replied = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._stale = self._own = False
        self.parcels: list[Parcel] = []
        self.files = ReviewTree()
        self.bar = ReviewBar(desk)
        self._none = label(NONE, "quiet", wrap=True)
        self.zones = {zone: label("", zone.look) for zone in Zone}
        self._make_buttons()
        self._lay_out()
        self.files.moved.connect(lambda: self.bar.show_line(self.files.line))
        for made, verb in (
            (self.bar.confirm_button, self._confirm),
            (self.bar.password_button, self._ask_password),
            (self.bar.again_button, self._answer_again),
            (self.bar.turn_button, self._turn_current),
            (self.bar.accept_button, self._accept_current),
            (self.bar.ignore_button, self._ignore),
            (self.bar.view_button, self.files.open_line),
        ):
            made.clicked.connect(verb)
        self.bar.answered.connect(self._answer_with)
        self.files.answered.connect(self._answer)
        self.files.accepted_all.connect(self._accept_all)
        self.files.turned.connect(self._turn)
        desk.changed.connect(self._became_stale)
        self._show()

    def _make_buttons(self) -> None:
        self.choose_button = button("选择文件…", self._choose)
        self.folder_button = button("选择文件夹…", self._choose_folder)
        self._clear_button = button("清空列表", self._clear, "quiet")
        self.merge_button = button("合并", lambda: self._merge(Zone.READY), "primary")
        self.merge_all_button = button("合并全部已确认", lambda: self._merge(Zone.READY, Zone.ASK))
        self.reply_button = button("生成回执…", self._reply)
        self.back_button = TakeBackButton(self._desk)
        self.confirm_all_button = button("全部确认为下属支部", self._confirm_all)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self._counted = label("", "heading")
        tools = (self._clear_button, self.choose_button, self.folder_button)
        layout.addLayout(row(label("接收", "heading"), self._counted, None, *tools))
        layout.addWidget(self._none)
        verbs = (self.back_button, self.confirm_all_button, self.reply_button, self.merge_all_button, self.merge_button)
        layout.addLayout(row(*self.zones.values(), None, *verbs))
        look.fit(self, lambda: self.files.setMinimumHeight(look.scaled(LEAST_TREE)))
        layout.addWidget(self.files, 1)
        layout.addWidget(self.bar)
        layout.addStretch()

    # Looking at files.

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
        if not self._own:
            self._stale = True
            self._plan_again()

    def _plan_again(self) -> None:
        if self._stale and self.isVisible():
            self._plan([parcel.path for parcel in self.parcels])

    def _plan(self, paths: Sequence[Path]) -> None:
        self._stale = False
        if paths:
            passwords, progress = self._passwords, self._desk.tasks.progress
            self._desk.run(
                lambda office: exchange_verbs.look_at(office, paths, passwords, progress),
                partial(self._looked, paths),
                label="正在核对",
            )

    @property
    def _passwords(self) -> dict[Path, str]:
        return {parcel.path: parcel.password for parcel in self.parcels}

    def _looked(self, asked: Sequence[Path], parcels: list[Parcel]) -> None:
        """What was confirmed stays so; what was merged here is shown as it was, unless it could be merged again.

        Where the looking was stopped, what was not reached is shown as before.
        """
        old = {parcel.path: parcel for parcel in self.parcels if parcel.path in asked}
        read = {parcel.path: _with_answers(parcel, old.get(parcel.path, parcel)) for parcel in parcels}
        everything = list((old | read).values())
        new = read.keys() != old.keys()
        self.parcels = by_zone(everything) if new else everything
        self._show(onward=new)
        if new:
            self.files.setFocus()  # its keys answer what is asked

    def _choose(self) -> None:
        paths = Files.ask_several(self, "选择上报包或回执", PACKAGES)
        if paths:
            self.look_at(paths)

    def _choose_folder(self) -> None:
        folder = Files.ask_folder(self, "上报包或回执在哪个文件夹里")
        if folder:
            self._desk.files_chosen.emit([folder])

    def _clear(self) -> None:
        self.parcels = []
        self._show()

    def _ignore(self) -> None:
        self.parcels = [parcel for parcel in self.parcels if parcel is not self._chosen]
        self._show()

    # Answering.

    @property
    def _chosen(self) -> Parcel | None:
        return self.files.line.parcel if self.files.line else None

    def _put(self, parcel: Parcel, *, onward: bool = False) -> None:
        self.parcels = [parcel if each.path == parcel.path else each for each in self.parcels]
        self._show(onward=onward)

    def _confirm(self) -> None:
        if self._chosen:
            self._put(replace(self._chosen, confirmed=True), onward=True)

    def _confirm_all(self) -> None:
        self.parcels = [replace(each, confirmed=each.confirmed or bool(each.question)) for each in self.parcels]
        self._show(onward=True)

    def _ask_password(self) -> None:
        parcel = self._chosen
        password = PasswordDialog.ask(self, parcel.path.name) if parcel else ""
        if parcel and password:
            self._put(replace(parcel, password=password))
            self._plan([each.path for each in self.parcels])

    def _answer_with(self, side: int) -> None:
        line = self.files.line
        if line is not None:
            line.side = side
            self._answer(line)

    def _answer(self, line: Line) -> None:
        """Keep an answer, and go on to what is asked next."""
        entry, side = line.entry, line.side
        if entry is not None and entry.asks:
            self._write(line.parcel, lambda office: review_verbs.answer(office, entry, side), onward=True)

    def _answer_again(self) -> None:
        line = self.files.line
        if line and line.entry:
            entry = line.entry
            self._write(line.parcel, lambda office: review_verbs.answer_again(office, entry))

    def _turn(self, line: Line) -> None:
        """Set a row aside, or take it up again."""
        entry = line.entry
        if entry is not None and (entry.row or entry.kind == "aside"):
            self._write(line.parcel, lambda office: review_verbs.turn(office, entry))

    def _turn_current(self) -> None:
        if self.files.line:
            self._turn(self.files.line)

    def _accept_current(self) -> None:
        self._accept_all(self.files.line)

    def _accept_all(self, line: Line | None) -> None:
        """Accept a branch's package as it stands: persons who may be one are asked about again in 待核实."""
        parcel = line.parcel if line else None
        if parcel is None or zone_of(parcel) is not Zone.ASK or parcel.plan.code == LOCKED:
            return
        taken = replace(parcel, confirmed=parcel.confirmed or bool(parcel.question), accepted=True)
        entries = [entry for entry in parcel.open if entry.twins is None]
        name = parcel.plan.from_name
        if entries:
            self._write(taken, lambda office: review_verbs.accept_all(office, entries, name), onward=True)
        else:
            self._put(taken, onward=True)

    def _write(self, parcel: Parcel, verb: Callable[[Office], object], *, onward: bool = False) -> None:
        """Do what is one undo step, and read the one package anew that it is about."""
        if parcel.merged:
            self._desk.tell(MERGED_ALREADY)
            return
        passwords = {parcel.path: parcel.password}

        def job(office: Office) -> list[Parcel]:
            verb(office)
            return exchange_verbs.look_at(office, [parcel.path], passwords)

        def done(parcels: list[Parcel]) -> None:
            for each in parcels:
                self._put(_with_answers(each, parcel), onward=onward)
            self._tell_changed()

        self._desk.run(job, done)

    def _tell_changed(self) -> None:
        """Let the rest of the window know; what this panel did itself is shown already."""
        self._own = True
        self._desk.changed.emit(None)
        self._own = False

    # Merging and replying.

    def _merge(self, *zones: Zone) -> None:
        parcels, progress = [each for each in self.parcels if zone_of(each) in zones], self._desk.tasks.progress
        self._desk.run(lambda office: exchange_verbs.merge(office, parcels, progress), self._merged, label="正在合并")

    def _merged(self, came: Merged) -> None:
        merged = came.parcels
        self.back_button.offer(came.seqs)
        done = {parcel.path: parcel for parcel in merged}
        self.parcels = [done.get(parcel.path, parcel) for parcel in self.parcels]
        self._show()
        self._desk.reread_card()
        self._tell_changed()
        self._desk.tell(_told_of_merge(merged, sum(parcel.ready for parcel in self.parcels)))

    def _reply(self) -> None:
        names, progress = self._answerable(), self._desk.tasks.progress
        folder = Files.ask_folder(self, "回执存放在哪个文件夹")
        if folder:
            self._desk.run(
                lambda office: exchange_verbs.reply(office, names, folder, progress),
                self._replied,
                label="正在生成回执",
            )

    def _replied(self, packed: list[Packed]) -> None:
        if packed:
            self.replied.emit(packed)
            self._tell_changed()

    def _answerable(self) -> list[str]:
        if self._desk.kind == "branch":
            return []
        return list(dict.fromkeys(parcel.plan.from_name for parcel in self.parcels if parcel.merged))

    # Showing.

    def _show(self, *, onward: bool = False) -> None:
        waiting = [parcel.plan for parcel in self.parcels if parcel.plan.status == "new" and not parcel.merged]
        self._desk.seen = {plan.from_id: plan.period for plan in waiting}
        some = bool(self.parcels)
        for widget in (self.files, self.bar, self._clear_button):
            widget.setVisible(some)
        self._none.setVisible(not some)
        self._counted.setText(f"已核对 {len(self.parcels)} 份" if some else "")
        for zone, shown in self.zones.items():
            _show_zone(shown, zone, sum(zone_of(parcel) is zone for parcel in self.parcels))
        self._show_merging()
        unknown = sum(bool(parcel.question) and not parcel.confirmed for parcel in self.parcels)
        role = "上级" if self._desk.kind == "branch" else "下属支部"
        offer(self.confirm_all_button, f"全部确认为{role}（{unknown}）" if unknown > 1 else "")
        replies = len(self._answerable())
        offer(self.reply_button, f"生成回执 {replies} 个…" if replies else "")
        self.files.show_parcels(self.parcels, onward=onward)

    def _show_merging(self) -> None:
        ready = sum(zone_of(parcel) is Zone.READY and parcel.ready for parcel in self.parcels)
        confirmed = sum(parcel.ready for parcel in self.parcels)
        self.merge_button.setEnabled(bool(ready))
        asking = any(zone_of(parcel) is Zone.ASK for parcel in self.parcels)
        offer(self.merge_button, f"合并 {ready} 个" if ready else "合并" if asking and not confirmed else "")
        self.merge_button.setToolTip("" if ready else NOT_READY)
        offer(self.merge_all_button, f"合并全部已确认 {confirmed} 个" if confirmed > ready else "")
        change_look(self.merge_all_button, "primary" if confirmed > ready else "")
        change_look(self.merge_button, "" if confirmed > ready else "primary")
        change_look(self.reply_button, "" if confirmed or asking else "primary")


def _show_zone(shown: QLabel, zone: Zone, count: int) -> None:
    shown.setText(f"{zone.shape} {zone.title} {count}　")
    shown.setVisible(bool(count))


def _told_of_merge(merged: Sequence[Parcel], left: int) -> str:
    """Say how many were merged, what did not go well, and what is left."""
    count = sum(parcel.merged for parcel in merged)
    bad = [parcel for parcel in merged if not parcel.merged]
    how = "点“撤销本次合并”全部退回。" if count > 1 else "按 Ctrl+Z 可以撤销。"
    told = f"已合并 {count} 个包。如果合并错了，{how}" if count else "没有合并。"
    told += "要核实的列在“待核实”里。" if any(parcel.plan.problems for parcel in merged if parcel.merged) else ""
    told += f"没有合并的 {len(bad)} 个：{bad[0].plan.title}" if bad else ""
    return told + (f"还有 {left} 个可以合并。" if left else "")


def _with_answers(new: Parcel, old: Parcel) -> Parcel:
    if old.merged and new.plan.status != "new":
        return old
    return replace(new, confirmed=old.confirmed, accepted=old.accepted and new.plan.check_code == old.plan.check_code)
