"""One text of a form: the shipped words above, one's own below, and what the level above has to say about it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QMenu, QPushButton, QVBoxLayout, QWidget

from dangjian_desktop.ui.dialogs.wording_editor_fields import FieldEdit
from dangjian_desktop.ui.parts import button, label, row

if TYPE_CHECKING:
    from dangjian_desktop.services.wording import FormText

PUSHES = {"不下发，各支部用自己的": "free", "建议，支部可以改": "suggested", "锁定，支部不能改": "locked"}
PUSH_NAME = "对下属支部"
PARAGRAPHS = "按回车键另起一段；全部删空，这一段就不印。"
ONE_LINE = "这里只写一行。"
MUST = "带框的填写项印出时换成登记的内容，{needed}不能少。"
RENEWED = "默认措辞有更新。自己的措辞没有改动，可以对照着改，或仍用自己的。"
UNUSED = "上级统一规定了这一句。自己原来写的“{own}”留着，没有采用。"
LOCKED = "上级统一规定了这一句，本单位不能改。"
SUGGESTED = "上级建议这样写。改了以后就用自己的。"
SHORT = 20


class PushChoice(QComboBox):
    """What a general branch makes of a text for its branches; ``chosen`` tells the user's choice."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(PUSH_NAME)
        self.addItems(list(PUSHES))
        self.activated.connect(lambda _place: self.chosen.emit(PUSHES[self.currentText()]))

    def show_push(self, push: str) -> None:
        """Show a choice without telling it."""
        self.setCurrentIndex(list(PUSHES.values()).index(push))


class TextPanel(QWidget):
    """Edits one text; ``typed`` gives its words as they stand, ``pushed`` what it is to the branches below."""

    typed = Signal(str)
    pushed = Signal(str)
    reset_asked_for = Signal()
    keep_asked_for = Signal()

    def __init__(self, *, below: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = ""
        self.title = label("", "heading")
        self.default = FieldEdit("默认措辞")
        self.default.setReadOnly(True)
        self.own_title = label("", "quiet")
        self.own = FieldEdit("自己的措辞")
        self.field_button = QPushButton("放入填写项")
        self.field_button.setToolTip("在光标处放入一个填写项")
        self._menu = QMenu(self)
        self.field_button.setMenu(self._menu)
        self.reset_button = button("恢复默认（本句）", self.reset_asked_for.emit)
        self.keep_button = button("仍用自己的", self.keep_asked_for.emit)
        self.hint, self.note = label("", "quiet", wrap=True), label("", "quiet", wrap=True)
        self.push = PushChoice()
        self.push.chosen.connect(self.pushed)
        self._lay_out(below=below)
        self.own.textChanged.connect(lambda: self.typed.emit(self.own.pattern()))

    def _lay_out(self, *, below: bool) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.title)
        layout.addWidget(label("默认措辞", "quiet"))
        layout.addWidget(self.default, 2)
        layout.addLayout(row(self.own_title, None, self.field_button))
        layout.addWidget(self.own, 3)
        layout.addWidget(self.hint)
        layout.addWidget(self.note)
        push_title = label(PUSH_NAME, "quiet")
        layout.addLayout(row(push_title, self.push, None))
        for each in (push_title, self.push):
            each.setVisible(below)
        layout.addLayout(row(self.reset_button, self.keep_button, None))

    def show_text(self, text: FormText, words: str, push: str) -> None:
        """Show a text with its words as they stand, saved or not."""
        locked = text.state.value == "上级规定"
        self.title.setText(text.name)
        self.default.show_pattern(text.default, text.fields)
        if (text.key, words) != (self._key, self.own.pattern()):  # else the cursor stays where it is
            with QSignalBlocker(self.own):
                self.own.show_pattern(words, text.fields, many_lines=text.many_lines)
        self._key = text.key
        self.own.setReadOnly(locked)
        self.own_title.setText("上级规定的措辞" if locked else "自己的措辞")
        self._menu.clear()
        for name, shown in text.fields.items():
            self._menu.addAction(shown, partial(self.own.insert_field, name))
        self.field_button.setVisible(bool(text.fields))
        self.field_button.setEnabled(not locked)
        needed = "、".join(f"‹{text.fields[name]}›" for name in text.needed)
        lines = PARAGRAPHS if text.many_lines and not text.needed else "" if text.many_lines else ONE_LINE
        self.hint.setText(lines + (MUST.format(needed=needed) if needed else ""))
        self.note.setText(_note(text, text.own or ""))
        self.note.setVisible(bool(self.note.text()))
        self.reset_button.setEnabled(text.own is not None)
        self.keep_button.setVisible(text.renewed and not locked)
        self.push.show_push(push)


def _note(text: FormText, own: str) -> str:
    if text.unused:
        return UNUSED.format(own=own if len(own) <= SHORT else f"{own[:SHORT]}……")
    if text.state.value == "上级规定":
        return LOCKED
    if text.renewed:
        return RENEWED
    return SUGGESTED if text.state.value == "上级建议" else ""
