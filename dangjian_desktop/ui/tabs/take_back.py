"""撤销本次合并: one button for what would be an undo for each package."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from dangjian_desktop.ui import exchange_verbs
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.parts import change_look

TITLE = "撤销本次合并"
TIP = "这一次合并的包全部退回合并以前；后来改过同样内容的，先撤销后来的"
WHAT = "本机的数据将回到合并这 {count} 个包以前。合并以后在别处录入的不受影响。"


class TakeBackButton(QPushButton):
    """Takes back the merges that it was offered, once that is confirmed; hidden for fewer than two."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(TITLE, parent)
        self._desk = desk
        self._seqs: tuple[int, ...] = ()
        self.setToolTip(TIP)
        self.setAutoDefault(True)
        self.clicked.connect(lambda _checked=False: self._ask())
        self.hide()

    def offer(self, seqs: Sequence[int]) -> None:
        """Offer to take these entries of the journal back, oldest first."""
        self._seqs = tuple(seqs)
        self.setText(f"{TITLE}（{len(seqs)} 个包）")
        self.setVisible(len(seqs) > 1)

    def _ask(self) -> None:
        seqs, progress = self._seqs, self._desk.tasks.progress
        if self.confirm(self, len(seqs)):
            self._desk.run(
                lambda office: exchange_verbs.take_back(office, seqs, progress),
                self._taken_back,
                label="正在撤销合并",
            )

    def _taken_back(self, done: tuple[int, tuple[int, ...]]) -> None:
        count, left = done
        self.offer(left)
        self._desk.changed.emit(None)
        then = f"还有 {len(left)} 个没有撤销。" if left else "可以重新核对，再合并。"
        self._desk.tell(f"已撤销 {count} 个包的合并。{then}")

    @classmethod
    def confirm(cls, parent: QWidget, count: int) -> bool:
        """Ask whether all is taken back, for redoing goes package by package; the one line that a test replaces."""
        box = QMessageBox(QMessageBox.Icon.NoIcon, TITLE, WHAT.format(count=count), parent=parent)
        yes = box.addButton(f"撤销 {count} 个包的合并", QMessageBox.ButtonRole.AcceptRole)
        box.addButton("放弃", QMessageBox.ButtonRole.RejectRole)
        change_look(yes, "primary")
        box.exec()
        return box.clickedButton() is yes
