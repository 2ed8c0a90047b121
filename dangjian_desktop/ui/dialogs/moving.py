"""搬到新电脑: making the move package with its password, and typing that on the new PC."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from dangjian_desktop.ui import identity_verbs, look
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.dialogs.files import Files
from dangjian_desktop.ui.help.asking import HelpedDialog
from dangjian_desktop.ui.parts import button, card, change_look, label, row

if TYPE_CHECKING:
    from dangjian_desktop.services.moving import Moving

STEPS = (
    "1. 插上U盘，生成搬家包和移交清单。搬家包里是全部资料，用口令加密。",
    "2. 把口令抄在纸上或打电话告诉接收人，不要写在U盘上。",
    "3. 在新电脑上装好程序，用菜单“数据”里的“打开搬家包…”打开，输入口令。",
    "4. 新电脑在U盘上留下“接管回执”，带回来在“上报与接收”里打开，本机就转为只查看。",
)


class MoveDialog(HelpedDialog):
    """The steps, and after the first one the password in large figures."""

    help_section = "moving"

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle("搬到新电脑")
        self.setMinimumWidth(look.scaled(620))
        self.make_button = button("选择U盘，生成搬家包…", self._make, "primary")
        self.close_button = button("关闭", self.reject)
        self.password = label("", "number")
        self.password.setAccessibleName("口令")
        self.password.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.told = label("", wrap=True)
        self.told.setAccessibleName("结果")
        self._made, inside = card(label("已写入并校验，可以安全取出U盘", "heading"))
        inside.addLayout(row(label("口令", "quiet"), self.password, None))
        inside.addWidget(label("口令只显示这一次。没有口令，搬家包打不开；可以重新生成一个。", "quiet", wrap=True))
        self._made.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        for step in STEPS:
            layout.addWidget(label(step, wrap=True))
        layout.addWidget(self._made)
        layout.addWidget(self.told)
        layout.addLayout(row(None, self.make_button, self.close_button))

    def _make(self) -> None:
        folder = Files.ask_folder(self, "搬家包存放在哪个文件夹")
        if folder:
            self._desk.run(
                lambda office: identity_verbs.make_move_package(office, folder),
                self._show,
                self.told.setText,
                "正在生成搬家包",
            )

    def _show(self, made: tuple[Moving, str]) -> None:
        moving, password = made
        self.password.setText(password)
        self.told.setText(f"{moving.path.name}\n{moving.list_path.name}\n校验码 {moving.check_code}")
        self._made.show()
        self.make_button.setText("重新生成…")
        change_look(self.make_button, "")
        change_look(self.close_button, "primary")
        self._desk.changed.emit(None)


class PasswordDialog(HelpedDialog):
    """Asks for the password of a package."""

    help_section = "moving"

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("输入口令")
        self.setMinimumWidth(look.scaled(460))
        self.password = QLineEdit()
        self.password.setAccessibleName("口令")
        self.password.setPlaceholderText("5 组数字，空格可有可无")
        self.open_button = button("打开", self.accept, "primary")
        self.open_button.setEnabled(False)
        self.password.textChanged.connect(lambda text: self.open_button.setEnabled(bool(text.strip())))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(label(f"“{name}”加了口令。请输入移交人告知的口令。", wrap=True))
        layout.addWidget(self.password)
        layout.addLayout(row(None, button("放弃", self.reject), self.open_button))

    @classmethod
    def ask(cls, parent: QWidget, name: str) -> str:
        """Return the password, empty when given up."""
        dialog = cls(parent, name)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        password = dialog.password.text().strip()
        dialog.deleteLater()
        return password if accepted else ""
