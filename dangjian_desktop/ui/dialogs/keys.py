"""通信密钥: this PC's fingerprint to read over the phone, and those of other offices to compare and confirm."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from dangjian_desktop.ui import identity_verbs, look
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.dialogs.files import PACKAGES, Files
from dangjian_desktop.ui.help.asking import HelpedDialog
from dangjian_desktop.ui.palette import Colour
from dangjian_desktop.ui.parts import button, label, row
from dangjian_desktop.ui.plain_table import PlainTable

if TYPE_CHECKING:
    from dangjian_desktop.services.enrolment import MetKey
    from dangjian_desktop.services.exchange import Packed

COLUMNS = (("单位", 200), ("指纹", 330), ("状态", 70))
DIGITS = 32
CONFIRMED, REVOKED = "已确认", "已吊销"
READ = "打电话时把下面的数字读给对方；对方读他的，把听到的数字输入到最下面的格里，一致就确认。"
NONE = "还没有登记别的单位。接收对方的包、回执或欢迎文件时自动登记。"


class KeysDialog(HelpedDialog):
    """The chosen office's key is confirmed by typing what was heard, so that nobody confirms without having heard it."""

    help_section = "keys"

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._keys: tuple[MetKey, ...] = ()
        self.setWindowTitle("通信密钥")
        self.setMinimumSize(look.scaled(700), look.scaled(460))
        self.own = label("", "number")
        self.own.setAccessibleName("本机指纹")
        self.own.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.table = PlainTable("已登记的密钥", COLUMNS)
        self.heard = QLineEdit()
        self.heard.setAccessibleName("对方读的指纹")
        self.heard.setPlaceholderText("对方在电话里读的 8 组数字")
        self.confirm_button = button("确认一致", self._confirm, "primary")
        self.revoke_button = button("吊销…", self._revoke)
        self.welcome_button = button("生成欢迎文件…", self._make_welcome)
        self.take_button = button("打开欢迎文件或新密钥…", self._take)
        self.told = label("", "quiet", wrap=True)
        self.told.setAccessibleName("结果")
        self._lay_out()
        self.table.chosen.connect(lambda _row: self._enable())
        self.heard.textChanged.connect(lambda _text: self._enable())
        self._read()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(label(READ, "quiet", wrap=True))
        layout.addLayout(row(label("本机指纹", "heading"), self.own, None))
        layout.addWidget(self.table, 1)
        heard = row(self.heard, self.confirm_button, self.revoke_button)
        heard.setStretch(0, 1)
        layout.addLayout(heard)
        layout.addWidget(self.told)
        self.welcome_button.setVisible(self._desk.kind != "branch")
        layout.addLayout(row(self.take_button, self.welcome_button, None, button("关闭", self.reject)))

    def _read(self) -> None:
        self._desk.run(identity_verbs.keys, self._show, self._fail)

    def _show(self, known: identity_verbs.Known) -> None:
        self._keys = known.keys
        self.own.setText(known.own)
        colours = {REVOKED: Colour.ACCENT, "未确认": Colour.WARN, "待核对": Colour.WARN}
        marks = {(place, 2): colours[key.state] for place, key in enumerate(known.keys) if key.state in colours}
        self.table.show_rows([(key.office_name, key.fingerprint, key.state) for key in known.keys], marks)
        if not known.keys:
            self.told.setText(NONE)
        self._enable()

    @property
    def _key(self) -> MetKey | None:
        return self._keys[self.table.row] if 0 <= self.table.row < len(self._keys) else None

    def _enable(self) -> None:
        key, digits = self._key, re.sub(r"\D", "", self.heard.text())
        self.confirm_button.setEnabled(bool(key and key.state not in (CONFIRMED, REVOKED)) and len(digits) == DIGITS)
        self.confirm_button.setToolTip("" if self.confirm_button.isEnabled() else "选一个未确认的单位，输入 32 个数字")
        self.revoke_button.setEnabled(bool(key and key.state != REVOKED))

    def _confirm(self) -> None:
        key, digits = self._key, self.heard.text()
        if key is not None:
            self._desk.run(
                lambda office: identity_verbs.confirm(office, key.office_name, digits),
                lambda known: self._done(known, f"“{key.office_name}”的密钥已确认。"),
                self._fail,
            )

    def _revoke(self) -> None:
        key = self._key
        reason = RevokeDialog.ask(self, key.office_name) if key else None
        if key is not None and reason:
            self._desk.run(
                lambda office: identity_verbs.revoke(office, key.office_name, key.fingerprint, reason),
                lambda known: self._done(known, f"“{key.office_name}”的这个密钥已吊销，名单随回执下发。"),
                self._fail,
            )

    def _take(self) -> None:
        path = Files.ask_open(self, "打开欢迎文件，或有新密钥的包", PACKAGES)
        if path:
            self._desk.run(lambda office: identity_verbs.take_welcome(office, path), self._taken, self._fail)

    def _taken(self, sentences: Sequence[str]) -> None:
        self._desk.reread_card()
        self._desk.changed.emit(None)
        self.told.setText("".join(sentences[:2]))
        self._read()

    def _make_welcome(self) -> None:
        folder = Files.ask_folder(self, "欢迎文件存放在哪个文件夹")
        if folder:
            self._desk.run(lambda office: identity_verbs.make_welcome(office, folder), self._made, self._fail)

    def _made(self, packed: Packed) -> None:
        self.told.setText(
            f"已生成“{packed.path.name}”，校验码 {packed.check_code}。请拷给支部，并读上面的指纹给它们核对。"
        )

    def _done(self, known: identity_verbs.Known, sentence: str) -> None:
        self.heard.clear()
        self._show(known)
        self.told.setText(sentence)
        self._desk.changed.emit(None)

    def _fail(self, sentence: str) -> None:
        self.told.setText(sentence)


class RevokeDialog(HelpedDialog):
    """Asks why a key is revoked."""

    help_section = "keys-revoke"

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("吊销密钥")
        self.setMinimumWidth(look.scaled(460))
        self.reason = QLineEdit()
        self.reason.setAccessibleName("原因")
        self.reason.setPlaceholderText("原因，例如：电脑丢失")
        self.revoke_button = button("吊销", self.accept, "primary")
        self.reason.textChanged.connect(lambda text: self.revoke_button.setEnabled(bool(text.strip())))
        self.revoke_button.setEnabled(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        text = f"吊销以后，“{name}”那台电脑生成的包不再接收。新电脑要重新登记密钥，再打电话核对指纹。"
        layout.addWidget(label(text, wrap=True))
        layout.addWidget(self.reason)
        layout.addLayout(row(None, button("放弃", self.reject), self.revoke_button))

    @classmethod
    def ask(cls, parent: QWidget, name: str) -> str:
        """Return the reason, empty when given up."""
        dialog = cls(parent, name)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        reason = dialog.reason.text().strip()
        dialog.deleteLater()
        return reason if accepted else ""
