"""Asking for the office's own particulars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFormLayout, QLineEdit, QWidget

from dangjian_desktop.ui import look
from dangjian_desktop.ui.help.asking import HelpedDialog
from dangjian_desktop.ui.parts import button, label, row

if TYPE_CHECKING:
    from dangjian_desktop.services.records import OfficeCard


class ParticularsDialog(HelpedDialog):
    """Name, level above, secretary and telephone."""

    help_section = "particulars"

    def __init__(self, parent: QWidget, card: OfficeCard) -> None:
        super().__init__(parent)
        self.setWindowTitle("单位资料")
        self.setMinimumWidth(look.scaled(520))
        self.name = QLineEdit(card.name)
        self.superior = QLineEdit(card.superior)
        self.secretary = QLineEdit(card.secretary)
        self.phone = QLineEdit(card.phone)
        form = QFormLayout(self)
        form.setContentsMargins(20, 16, 20, 16)
        form.setSpacing(10)
        form.addRow(label("改名从今天起生效，以前的表格仍印原来的名称。", "quiet"))
        form.addRow("单位全称（与公章一致）", self.name)
        form.addRow("上级党组织名称", self.superior)
        form.addRow("书记姓名", self.secretary)
        form.addRow("联系电话", self.phone)
        form.addRow(row(None, button("放弃", self.reject), button("保存单位资料", self.accept, "primary")))

    @classmethod
    def ask(cls, parent: QWidget, card: OfficeCard) -> dict[str, str] | None:
        """Return name, superior_name, secretary and phone, or None when given up."""
        dialog = cls(parent, card)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if not accepted:
            return None
        return {
            "name": dialog.name.text().strip(),
            "superior_name": dialog.superior.text().strip(),
            "secretary": dialog.secretary.text().strip(),
            "phone": dialog.phone.text().strip(),
        }
