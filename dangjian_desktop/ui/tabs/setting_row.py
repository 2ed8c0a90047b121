"""One option of the page 设置: its editor, its default with the source's words, and who says what it has to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QPushButton, QSpinBox, QWidget

from dangjian_desktop.ui import look
from dangjian_desktop.ui.parts import button, label
from dangjian_desktop.ui.setting_verbs import Value

if TYPE_CHECKING:
    from dangjian_desktop.services.settings import ShownSetting

TITLE_WIDTH, EDITOR_WIDTH, PUSH_WIDTH, RESET_WIDTH = 300, 190, 96, 112
MOST = 9_999
UNDOING = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
YES, NO = "是", "否"
PUSHES = {"locked": "下属：锁定", "suggested": "下属：建议", "free": "下属：自由"}
PUSH_TIP = "锁定：下属单位照此办理，不能改；建议：他们没有另填就照此；自由：只管本单位。随下一次回执下发。"
FACES, SHIPPED = "print.face_", "随程序的字体"


class Passes(QObject):
    """Lets the wheel scroll the page, and undo reach the window where nothing is being typed."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep from the editor what would change a setting in passing."""
        undoing = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        undoing = undoing and any(event.matches(keys) for keys in UNDOING)  # type: ignore[attr-defined]
        if event.type() == QEvent.Type.Wheel or (undoing and not _is_typed_in(watched)):
            event.ignore()
            return True
        return False


def _is_typed_in(editor: QObject) -> bool:
    line = editor.lineEdit() if isinstance(editor, QSpinBox) else editor
    return isinstance(line, QLineEdit) and line.isModified()


class SettingRow(QWidget):
    """Shows an option; ``edited`` tells a value to be saved, the others that a button was used."""

    edited = Signal(str, object)
    reset_asked_for = Signal(str)
    push_asked_for = Signal(str, str)
    fonts_asked_for = Signal()

    def __init__(self, shown: ShownSetting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown = shown
        self._passes = Passes(self)
        self.title = label(shown.option.title, wrap=True)
        self.editor = self._make_editor()
        self.editor.setAccessibleName(shown.option.title)
        self.push = QComboBox()
        for how, text in PUSHES.items():
            self.push.addItem(text, how)
        self.push.setAccessibleName(f"{shown.option.title} 对下属单位")
        self.push.setToolTip(PUSH_TIP)
        self.push.setVisible(shown.sent_down)
        self.push.activated.connect(lambda place: self.push_asked_for.emit(shown.option.key, self.push.itemData(place)))
        self.reset_button = button("恢复默认", lambda: self.reset_asked_for.emit(shown.option.key), "quiet")
        self.reset_button.setAccessibleName(f"恢复默认：{shown.option.title}")
        self.about = label("", "quiet", wrap=True)
        self.standing = label("", wrap=True)
        self.problem = label("", "problem", wrap=True)
        for each in (self.editor, self.push):
            each.installEventFilter(self._passes)
            each.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lay_out()
        self.show_setting(shown)

    def _make_editor(self) -> QComboBox | QSpinBox | QLineEdit | QPushButton:
        option = self.shown.option
        if option.key.startswith(FACES):
            return button("", self.fonts_asked_for.emit)
        if isinstance(option.default, bool) or option.choices:
            box = QComboBox()
            box.addItems(option.choices or (YES, NO))
            box.activated.connect(lambda _place: self._edited())
            return box
        if isinstance(option.default, int):
            spin = QSpinBox()
            spin.setMaximum(MOST)
            spin.setKeyboardTracking(False)
            spin.editingFinished.connect(self._edited)
            return spin
        line = QLineEdit()
        line.setPlaceholderText("没有")
        line.setAcceptDrops(False)  # files dropped here are for the window
        line.editingFinished.connect(self._edited)
        return line

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(4, 1)
        for place, widget in enumerate((self.title, self.editor, self.push, self.reset_button)):
            grid.addWidget(widget, 0, place)
        for place, widget in enumerate((self.about, self.standing, self.problem), start=1):
            grid.addWidget(widget, place, 0, 1, 5)
        look.fit(self, self._fit)

    def _fit(self) -> None:
        self.title.setFixedWidth(look.scaled(TITLE_WIDTH))
        self.editor.setFixedWidth(look.scaled(EDITOR_WIDTH))
        self.push.setMinimumWidth(look.scaled(PUSH_WIDTH))
        keeps_room = self.reset_button.sizePolicy()
        keeps_room.setRetainSizeWhenHidden(True)
        self.reset_button.setSizePolicy(keeps_room)
        self.reset_button.setFixedWidth(look.scaled(RESET_WIDTH))

    def show_setting(self, shown: ShownSetting) -> None:
        """Show the present value and whose it is; a text that was refused stays until it is mended."""
        self.shown = shown
        line, locked = shown.line, shown.line.state == "上级锁定"
        if not self.problem.text():
            self._show_value(line.value)
        self.editor.setEnabled(not locked)
        self.reset_button.setVisible(line.own is not None and not locked)
        self.reset_button.setText("照上级建议" if line.above is not None and not locked else "恢复默认")
        with QSignalBlocker(self.push):
            self.push.setCurrentIndex(self.push.findData(line.push or "free"))
        self.about.setText(self._about())
        self.standing.setText(self._standing())
        self.standing.setVisible(bool(self.standing.text()))
        self.problem.setVisible(bool(self.problem.text()))

    def _show_value(self, value: Value) -> None:
        with QSignalBlocker(self.editor):
            if isinstance(self.editor, QPushButton):
                self.editor.setText(str(value) or SHIPPED)
            elif isinstance(self.editor, QSpinBox):
                self.editor.setValue(int(value))
                self.editor.lineEdit().setModified(False)
            elif isinstance(self.editor, QComboBox):
                self.editor.setCurrentText(in_words(value))
            else:
                self.editor.setText(str(value))

    def _about(self) -> str:
        default, source = self.shown.line.default, self.shown.source
        if self.shown.option.key.startswith(FACES):
            return f"默认：{SHIPPED}。只管这台电脑，不下发。"
        number = f"{self.shown.clauses}　" if self.shown.clauses else ""
        quoted = source.replace("“", "‘").replace("”", "’")
        words = f"{number}原文：“{quoted}”" if self.shown.clauses else source
        return f"默认：{in_words(default) or '没有'}　{words}"

    def _standing(self) -> str:
        line, by = self.shown.line, self.shown.superior
        since = f"从 {line.since} 起" if line.since else ""
        if line.state == "上级锁定":
            return f"由{by}{since}统一规定，本单位不能改。要改请向{by}提出。"
        if line.above is not None:
            return f"{by}{since if line.state == '上级建议' else ''}建议：{in_words(line.above)}。"
        return ""

    @property
    def value(self) -> Value:
        """What stands in the editor."""
        if isinstance(self.editor, QSpinBox):
            return self.editor.value()
        if isinstance(self.editor, QComboBox):
            text = self.editor.currentText()
            return text == YES if isinstance(self.shown.option.default, bool) else text
        return self.editor.text().strip()

    def _edited(self) -> None:
        if self.value != self.shown.line.value:
            self.edited.emit(self.shown.option.key, self.value)
        elif self.problem.text():
            self.accept()

    def accept(self) -> None:
        """Take back what was said against the text."""
        self.problem.clear()
        self.problem.hide()

    def refuse(self, sentence: str) -> None:
        """Say below the editor what is wrong with the text."""
        self.problem.setText(sentence)
        self.problem.show()


def in_words(value: Value) -> str:
    """Return a value as people read it."""
    return (YES if value else NO) if isinstance(value, bool) else str(value)
