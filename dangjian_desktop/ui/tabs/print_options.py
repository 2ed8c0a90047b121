"""How papers are to be printed: whose, in which order, dated when, on which paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateEdit, QWidget

from dangjian_desktop.ui.dialogs.people import PeopleDialog
from dangjian_desktop.ui.parts import button, choices_form, row

EVERYBODY = "全部党员"
WORDINGS: Mapping[str, str] = {"校订措辞": "proofread", "原文措辞": "source"}
ORDERS: Mapping[str, str] = {
    "名册顺序": "roster",
    "姓氏笔画": "surname",
    "姓名笔画": "name",
    "拼音": "pinyin",
    "岗位": "post",
}
SEQUENCES: Mapping[str, Literal["form", "person"]] = {"一种表格一叠": "form", "一人一叠": "person"}
PAPERS: Mapping[str, Literal["A4", "A3"]] = {"A4 纸": "A4", "A3 上墙": "A3"}
WHICH: Mapping[str, Literal["all", "changed", "unprinted"]] = {
    "全部": "all",
    "只打有改动的": "changed",
    "只打还没打印的": "unprinted",
}

OVERPRINT_TIP = (
    "只打填写的内容，打在已经印好的表上；日期只打数字，对着印好的年月日。"
    "印底表时同时选“空白表格”和“套打”：不印 XXX、示例和提示，带单位名的题目和落款留给套打"
)


class PrintOptions(QWidget):
    """The choices below the list of papers; ``changed`` says that another paper would come out."""

    changed = Signal()
    wording_asked_for = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: Sequence[tuple[str, str]] = ()
        self.members: tuple[str, ...] = ()
        self.people_button = button(EVERYBODY, self._choose_people)
        self.people_button.setToolTip("只给几个人打印时，点这里勾选")
        self.order = self._choice("排列顺序", ORDERS)
        self.sequence = self._choice("装叠方式", SEQUENCES)
        self.paper = self._choice("纸张", PAPERS)
        self.paper.setToolTip("A3 上墙用于样例2、3、5、7，其余表格仍用 A4")
        self.wording = self._choice("措辞", WORDINGS)
        self.wording.setToolTip("校订措辞里，自己改过的用自己的；原文措辞一字不改")
        self.wording_button = button("改措辞…", self.wording_asked_for.emit)
        self.wording_button.setToolTip("把样例1到样例7的措辞和栏目改成自己的")
        self.blank = self._switch("空白表格", "不填内容，留着手写")
        self.which = self._choice("打印哪些", WHICH)
        self.values_only = self._switch("套打", OVERPRINT_TIP)
        self.dated = self._switch("落款日期", "样例1和样例2落款的日期；不选就空着手写")
        self.day = QDateEdit()
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("yyyy-MM-dd")
        for named in (self.day, self.day.lineEdit()):
            named.setAccessibleName("落款日期")
        self.day.setEnabled(False)
        self.day.dateChanged.connect(lambda _day: self.changed.emit())
        self.dated.toggled.connect(self.day.setEnabled)
        self._lay_out()

    def _choice(self, name: str, texts: Mapping[str, object]) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName(name)
        made.addItems(list(texts))
        made.currentIndexChanged.connect(lambda _index: self.changed.emit())
        return made

    def _switch(self, text: str, tip: str) -> QCheckBox:
        made = QCheckBox(text)
        made.setToolTip(tip)
        made.toggled.connect(lambda _on: self.changed.emit())
        return made

    def _lay_out(self) -> None:
        form = choices_form(self)
        form.addRow("打印谁", row(self.people_button, self.which, None, self.blank, self.values_only))
        form.addRow("排列", row(self.order, self.sequence, None, self.dated, self.day))
        form.addRow("纸张", row(self.paper, self.wording, self.wording_button, None))

    def offer_people(self, people: Sequence[tuple[str, str]]) -> None:
        """Offer the members; who is no longer among them is no longer chosen."""
        self._people = people
        known = {person for person, _ in people}
        self._choose(tuple(person for person in self.members if person in known))

    def choose_people(self, members: tuple[str, ...]) -> None:
        """Print for these members alone; their names are shown as soon as they are known."""
        known = {person for person, _ in self._people}
        if known:
            self._choose(tuple(person for person in members if person in known))
        else:
            self.members = members

    def start_with(self, today: date) -> None:
        """Begin with today's date, should a paper be dated."""
        self.day.setDate(QDate(today.year, today.month, today.day))

    def chosen_day(self) -> date | None:
        """Return the date that papers bear, or None for an empty one."""
        picked = self.day.date()
        return date(picked.year(), picked.month(), picked.day()) if self.dated.isChecked() else None

    def _choose_people(self) -> None:
        chosen = PeopleDialog.ask(self, self._people, self.members)
        if chosen is not None:
            self._choose(chosen)

    def _choose(self, members: tuple[str, ...]) -> None:
        names = dict(self._people)
        shown = "、".join(names[person] for person in members[:2])
        self.people_button.setText(f"{shown}等 {len(members)} 人" if len(members) > 2 else shown or EVERYBODY)
        self.people_button.setEnabled(bool(self._people))
        if members != self.members:
            self.members = members
            self.changed.emit()
