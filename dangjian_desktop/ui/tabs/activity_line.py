"""The line above the ledger of activities: typed as one writes in a notebook, shown in its fields, entered by Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from dangjian_desktop.ui import areas_verbs, look
from dangjian_desktop.ui.dialogs.people import PeopleDialog
from dangjian_desktop.ui.parts import button, label, row

if TYPE_CHECKING:
    from dangjian_desktop.services.activity_lines import Directory, Place, Read

EXAMPLE = "一行记一次：张三 11.20 走访宿舍　也可以打首字母 zs，几个人用顿号隔开"
TICK = "勾选一起参加的人，再写一次日期和活动。空格键勾选或取消。"
NOBODY = "没有人"


class EntryEdit(QLineEdit):
    """A field whose Ctrl+Z takes back typing while there is any, and then what was entered last."""

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(False)  # a file dropped here is for the window, not a path to be written down

    def event(self, event: QEvent) -> bool:
        """Leave the key to the menu when nothing typed is there to take back."""
        if event.type() == QEvent.Type.ShortcutOverride and not self.isUndoAvailable():
            pressed: QKeyEvent = event  # type: ignore[assignment]
            if pressed.matches(QKeySequence.StandardKey.Undo):
                event.ignore()
                return False
        return super().event(event)


class ActivityLine(QFrame):
    """``given`` tells the members with their areas, the day, the name and the content of an activity."""

    given = Signal(object, object, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._directory: Directory | None = None
        self._read: Read | None = None
        self.line = self._field("活动（一行）", EXAMPLE)
        self.people_button = button("选人…", self._choose_people)
        self.people_button.setToolTip("几个人一起参加的活动：勾选姓名，只写一次")
        self.give_button = button("登记", self._confirm)
        self.people, self.day = self._field("党员", "姓名"), self._field("日期", "11.20")
        self.name, self.content = self._field("活动名称", "走访宿舍"), self._field("具体情况", "可以不写")
        self.asked: list[QComboBox] = []
        self.told = label("", "quiet", wrap=True)
        self._fields, self._asking = QWidget(), QHBoxLayout()
        self._lay_out()
        self.line.textEdited.connect(self._split)
        for field in (self.people, self.day, self.name, self.content):
            field.textEdited.connect(self._check)
        for field in (self.line, self.people, self.day, self.name, self.content):
            field.returnPressed.connect(self._confirm)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.clear)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._check()

    def _field(self, name: str, hint: str) -> QLineEdit:
        made = EntryEdit()
        made.setAccessibleName(name)
        made.setPlaceholderText(hint)
        return made

    def _lay_out(self) -> None:
        look.fit(self, lambda: self.day.setFixedWidth(look.scaled(104)))
        fields = QHBoxLayout(self._fields)
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setSpacing(8)
        for text, field, share in (
            ("党员", self.people, 2),
            ("日期", self.day, 0),
            ("活动名称", self.name, 2),
            ("具体情况", self.content, 4),
        ):
            fields.addWidget(label(text, "quiet"))
            fields.addWidget(field, share)
        self._asking.setSpacing(8)
        head = row(self.line, self.people_button, self.give_button)
        head.setStretch(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(self._fields)
        layout.addLayout(self._asking)
        layout.addWidget(self.told)

    def know(self, directory: Directory) -> None:
        """Find people among these from now on."""
        self._directory = directory
        self._check()

    def clear(self) -> None:
        """Begin anew."""
        for field in (self.line, self.people, self.day, self.name, self.content):
            field.setText("")  # unlike clear(), this cannot be taken back: Ctrl+Z then means what was entered
        self._check()
        self.line.setFocus()

    def _split(self, text: str) -> None:
        """Put what was typed into its fields, where it can be corrected."""
        if self._directory is None:
            return
        parts = areas_verbs.split_line(text, self._directory)
        for field, part in (
            (self.people, parts.people),
            (self.day, parts.day),
            (self.name, parts.name),
            (self.content, parts.content),
        ):
            field.setText(part if text.strip() else "")
        self._check()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is typed."""
        return not any(field.text().strip() for field in (self.line, self.people, self.name, self.content))

    def _check(self, _text: str = "") -> None:
        if self._directory is None or self.is_empty:
            self._read = None
        else:
            texts = (self.people.text(), self.day.text(), self.name.text(), self.content.text())
            self._read = areas_verbs.read_parts(self._directory, *texts)
        read = self._read
        self._fields.setVisible(read is not None)
        self._ask([each for each in read.people if len(each[1]) > 1] if read else [])
        self._tell(read.problem if read else "", "quiet")
        self.give_button.setText(f"登记 {len(read.people)} 人" if read else "登记")
        self.give_button.setEnabled(read is not None)

    def _tell(self, sentence: str, name: str) -> None:
        self.told.setObjectName(name)
        self.told.style().polish(self.told)
        self.told.setText(sentence)
        self.told.setVisible(bool(sentence))

    def _ask(self, unclear: list[tuple[str, tuple[Place, ...]]]) -> None:
        """Ask for each name that several bear, and for each who keeps several areas; answers given stay."""
        wanted = [(name, [place.shown for place in places]) for name, places in unclear]
        if wanted == [(box.property("asked"), [box.itemText(i) for i in range(1, box.count())]) for box in self.asked]:
            return
        while self._asking.count():
            old = self._asking.takeAt(0).widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.asked = []
        for name, texts in wanted:
            question = f"“{name}”是哪一位、哪个责任区？"
            box = QComboBox()
            box.setAccessibleName(question)
            box.setProperty("asked", name)
            box.addItems([f"请选（{len(texts)} 个）", *texts])
            self.asked.append(box)
            asking: QLabel = label(question)
            for each in (asking, box):
                self._asking.addWidget(each)
                each.show()
        if wanted:
            self._asking.addStretch(1)

    def _chosen(self) -> list[tuple[str, str]] | None:
        """Return each member with the area, or None while something is asked."""
        answers = {str(box.property("asked")): box.currentIndex() - 1 for box in self.asked}
        found = []
        for name, places in self._read.people if self._read else ():
            place = answers.get(name, 0)
            if place < 0:
                return None
            found.append((places[place].member_id, places[place].area_id))
        return list(dict.fromkeys(found))

    def _confirm(self) -> None:
        """Enter it, or go to what has to be mended first."""
        read = self._read
        if read is None:
            return
        if read.problem:
            self._tell(read.problem, "problem")
            return
        chosen = self._chosen()
        if chosen is None:
            open_ones = [box for box in self.asked if box.currentIndex() == 0]
            self._tell(f"“{open_ones[0].property('asked')}”不止一个，请选是哪一个，再按回车。", "problem")
            open_ones[0].setFocus()
            return
        self.given.emit(chosen, read.day, self.name.text(), self.content.text())
        self.clear()

    def _choose_people(self) -> None:
        """Let people be ticked; their names then stand at the beginning of the line."""
        if self._directory is None:
            return
        able = [person.shown for person in self._directory.people if person.places]
        chosen = PeopleDialog.ask(self, [(name, name) for name in able], (NOBODY,), TICK)
        if chosen is None:
            return
        rest = self.line.text().strip().removeprefix(self.people.text().strip()).strip()
        self.line.setText(f"{'、'.join(chosen or able)} {rest}")
        self._split(self.line.text())
        self.line.setFocus()
