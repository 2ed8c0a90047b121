"""字体: files for characters that no shipped font has, and fonts of this PC instead of the shipped ones."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QComboBox, QListWidget, QVBoxLayout, QWidget

from dangjian_desktop.ui import look, print_verbs
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.dialogs.files import FONTS, Files
from dangjian_desktop.ui.help.asking import HelpedDialog
from dangjian_desktop.ui.parts import button, choices_form, label, row

FACES = {
    "title": "标题（小标宋）",
    "fangsong": "正文（仿宋）",
    "song": "表格（宋体）",
    "kai": "楷体",
    "hei": "黑体",
}
SHIPPED = "随程序的字体"
OWN_HINT = "名字里的字印不出来时，在这里加一个有这个字的字体文件，以后都会用它补字。"
PC_HINT = "本机装有方正小标宋、仿宋_GB2312 等字体的，可以改用。换一台电脑没有这种字体时，仍用随程序的字体。"


class FontsDialog(HelpedDialog):
    """Each choice counts at once, as the list of fonts tells."""

    help_section = "fonts"

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("字体")
        self.setMinimumWidth(look.scaled(520))
        self._names: list[str] = []
        self.own = QListWidget()
        self.own.setAccessibleName("补字字体")
        self.own.setMaximumHeight(look.scaled(120))
        self.own.currentRowChanged.connect(lambda _row: self._tell())
        self.add_button = button("加字体文件…", self._add)
        self.remove_button = button("移除", self._remove)
        self.fault = label("", "problem", wrap=True)
        self.fault.hide()
        self.faces = {face: self._face(face, title) for face, title in FACES.items()}
        self._lay_out()
        self._read()

    def _face(self, face: str, title: str) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName(title)
        made.addItem(SHIPPED)
        made.currentIndexChanged.connect(lambda place: self._choose(face, made.itemText(place) if place else ""))
        return made

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(8)
        layout.addWidget(label("补字字体", "heading"))
        layout.addWidget(label(OWN_HINT, "quiet", wrap=True))
        layout.addWidget(self.own)
        layout.addLayout(row(self.add_button, self.remove_button, None))
        layout.addWidget(self.fault)
        layout.addSpacing(8)
        layout.addWidget(label("表格用的字体", "heading"))
        layout.addWidget(label(PC_HINT, "quiet", wrap=True))
        choices = QWidget()
        form = choices_form(choices)
        for face, box in self.faces.items():
            form.addRow(FACES[face], box)
        layout.addWidget(choices)
        layout.addLayout(row(None, button("关闭", self.accept, "primary")))

    def _read(self, _done: object = None) -> None:
        self._desk.run(print_verbs.font_choices, self._show, label="正在查看本机字体")

    def _show(self, choices: print_verbs.FontChoices) -> None:
        self._names = [font.name for font in choices.own]
        self.own.clear()
        self.own.addItems([f"{font.family}（{font.fault}）" if font.fault else font.family for font in choices.own])
        for face, box in self.faces.items():
            chosen = choices.chosen[face]
            missing = [chosen] if chosen and chosen not in choices.families else []
            with QSignalBlocker(box):
                box.clear()
                box.addItems([SHIPPED, *missing, *choices.families])
                box.setCurrentText(chosen or SHIPPED)
        self._tell()

    def _tell(self) -> None:
        self.remove_button.setEnabled(self.own.currentRow() >= 0)

    def _add(self) -> None:
        for path in Files.ask_several(self, "加字体文件", FONTS):
            self._desk.run(partial(print_verbs.add_font, path=path), self._added, self._refused)

    def _refused(self, sentence: str) -> None:
        self.fault.setText(sentence)
        self.fault.show()

    def _added(self, family: str) -> None:
        self.fault.hide()
        self._desk.tell(f"已加入字体“{family}”，印不出来的字会用它补。")
        self._read()

    def _remove(self) -> None:
        name = self._names[self.own.currentRow()]
        self._desk.run(lambda office: print_verbs.remove_font(office, name), self._read)

    def _choose(self, face: str, family: str) -> None:
        self._desk.change(partial(print_verbs.choose_family, face=face, family=family))
