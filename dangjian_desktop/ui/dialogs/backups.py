"""备份与恢复: the backups there are, a new one at once, where they go, and putting one back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStorageInfo
from PySide6.QtWidgets import QMessageBox, QVBoxLayout, QWidget

from dangjian_desktop.ui import keep_verbs, look
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.dialogs.files import DATA, Files
from dangjian_desktop.ui.help.asking import HelpedDialog
from dangjian_desktop.ui.palette import Colour
from dangjian_desktop.ui.parts import button, change_look, label, row
from dangjian_desktop.ui.plain_table import PlainTable

if TYPE_CHECKING:
    from dangjian_desktop.services.backups import Backup
    from dangjian_desktop.services.restoring import Restored

COLUMNS = (("时间", 150), ("来源", 80), ("在册党员", 80), ("大小", 80), ("核对", 80), ("位置", 260))
RULE = "7天内的备份全部保留，60天内每天留一份，再早的每月留一份；手工备份一直保留。"
NAG = "备份和数据在同一个磁盘上，磁盘坏了会一起丢失。{advice}"
OTHER_DISK = "本机还有“{disk}”，建议改到那里。"
NO_OTHER_DISK = "建议隔一段时间把备份抄到U盘上。"
UNREAL = frozenset({"tmpfs", "devtmpfs", "squashfs", "overlay", "proc", "sysfs", "iso9660", "udf", "fuse.portal"})


class BackupsDialog(HelpedDialog):
    """The list of backups; from the menu 恢复 it begins with choosing one."""

    help_section = "backup"

    def __init__(self, desk: Desk, parent: QWidget, *, restoring: bool) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kept: keep_verbs.Kept | None = None
        self._restoring = restoring
        self._begun = False
        self.setWindowTitle("备份与恢复")
        self.resize(look.room_for(self, (840, 520)))
        self.table = PlainTable("备份", COLUMNS, stretch=5)
        self.table.chosen.connect(lambda _row: self._offer())
        self.empty = label(
            "还没有备份。每天第一次打开、关闭窗口，以及导入、合并、结转和恢复以前，都会自动备份。", wrap=True
        )
        self.folder = label("", wrap=True)
        self.nag = label("", "problem", wrap=True)
        self.told = label("", "quiet", wrap=True)
        self.back_up_button = button("立即备份", self._back_up, "" if restoring else "primary")
        self.restore_button = button("恢复到这一份…", self._restore_chosen, "primary" if restoring else "")
        self.folder_button = button("换文件夹…", self._choose_folder)
        self.beside_button = button("改回数据文件旁边", self._choose_beside, "quiet")
        self._lay_out()
        self._read()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(8)
        place = row(self.folder, self.beside_button, self.folder_button)
        place.setStretch(0, 1)
        layout.addLayout(place)
        layout.addWidget(self.nag)
        layout.addWidget(self.empty)
        layout.addWidget(self.table, 1)
        layout.addWidget(label(RULE, "quiet", wrap=True))
        layout.addWidget(self.told)
        other = button("从别处选一份备份…", self._restore_other)
        layout.addLayout(row(self.back_up_button, None, other, self.restore_button, button("关闭", self.accept)))

    def _read(self, _done: object = None) -> None:
        self._desk.run(keep_verbs.kept, self._show)

    def _show(self, kept: keep_verbs.Kept) -> None:
        self._kept = kept
        self.folder.setText(f"备份放在：{kept.folder}")
        self.beside_button.setVisible(kept.chosen)
        self.nag.setText(NAG.format(advice=_advice(kept)) if kept.same_disk else "")
        self.nag.setVisible(kept.same_disk)
        self.empty.setVisible(not kept.backups)
        self.table.setVisible(bool(kept.backups))
        marks = {(place, 4): Colour.ACCENT for place, backup in enumerate(kept.backups) if not backup.verified}
        self.table.show_rows([_texts(backup) for backup in kept.backups], marks)
        if not self._begun and kept.backups:
            self.table.setFocus()
        self._begun = True
        self._offer()

    def _offer(self) -> None:
        self.restore_button.setEnabled(self._chosen is not None)

    @property
    def _chosen(self) -> Backup | None:
        return (
            self._kept.backups[self.table.row] if self._kept and 0 <= self.table.row < len(self._kept.backups) else None
        )

    def _back_up(self) -> None:
        self._desk.run(
            lambda office: keep_verbs.back_up(office, self._desk.tasks.progress), self._backed_up, self._tell
        )

    def _backed_up(self, backup: Backup) -> None:
        self._tell(f"已备份并核对：{backup.path}")
        self._desk.kept.emit()
        self._read()

    def _choose_folder(self) -> None:
        folder = Files.ask_folder(self, "备份文件夹")
        if folder:
            self._desk.run(lambda office: keep_verbs.choose_folder(office, folder), self._read, self._tell)

    def _choose_beside(self) -> None:
        self._desk.run(lambda office: keep_verbs.choose_folder(office, None), self._read, self._tell)

    def _restore_chosen(self) -> None:
        if self._chosen is not None:
            self._restore(
                self._chosen.path, f"{self._chosen.at:%Y-%m-%d %H:%M} 的备份（{_people(self._chosen.people)}）"
            )

    def _restore_other(self) -> None:
        path = Files.ask_open(self, "选一份备份", DATA)
        if path:
            self._restore(path, f"备份“{path.name}”")

    def _restore(self, path: Path, what: str) -> None:
        if self.confirm(self, what):
            self._desk.restore(path, self._restored, self._tell)

    def _restored(self, done: Restored) -> None:
        before = "恢复前的数据已另存一份，列在“备份”里。" if done.kept else ""
        self._desk.tell(f"已恢复，在册党员 {_people(done.people)}。{before}")
        self.accept()

    def _tell(self, sentence: str) -> None:
        self.told.setText(sentence)

    @classmethod
    def confirm(cls, parent: QWidget, what: str) -> bool:
        """Ask whether the data are to become those of a backup; the one line that a test replaces."""
        text = f"现在的数据将换成{what}。\n\n现在的数据会先另存为“恢复前”，还可以再恢复回来。"
        box = QMessageBox(QMessageBox.Icon.NoIcon, "恢复备份", text, parent=parent)
        yes = box.addButton("恢复", QMessageBox.ButtonRole.AcceptRole)
        box.addButton("放弃", QMessageBox.ButtonRole.RejectRole)
        change_look(yes, "primary")
        box.exec()
        return box.clickedButton() is yes


def _advice(kept: keep_verbs.Kept) -> str:
    disk = other_disk(kept.folder)
    return OTHER_DISK.format(disk=disk) if disk else NO_OTHER_DISK


def other_disk(folder: Path) -> str:
    """Return the root of another disk of this PC that can be written, or an empty text."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    here = QStorageInfo(str(folder)).device()
    for disk in QStorageInfo.mountedVolumes():
        real = disk.isValid() and disk.isReady() and not disk.isReadOnly()
        if (
            real
            and disk.device() != here
            and bytes(disk.fileSystemType().data()).decode() not in UNREAL
            and _usable(disk)
        ):
            return str(disk.displayName() or disk.rootPath())
    return ""


def _usable(disk: QStorageInfo) -> bool:
    """A folder that people would find: a drive letter, or what the system mounts for them."""
    root = disk.rootPath()
    return root[1:2] == ":" or root.startswith(("/media/", "/run/media/", "/mnt/", "/Volumes/"))


def _texts(backup: Backup) -> tuple[str, ...]:
    return (
        f"{backup.at:%Y-%m-%d %H:%M}",
        backup.origin,
        _people(backup.people),
        _size(backup.size),
        "已核对" if backup.verified else "未核对",
        str(backup.path.parent),
    )


def _people(count: int) -> str:
    return f"{count} 人" if count >= 0 else "人数未知"


def _size(count: int) -> str:
    return f"{count / 1024 / 1024:.1f} MB" if count >= 1024 * 1024 else f"{max(1, count // 1024)} KB"
