"""要办的事: what is to do with its days, each line with a button that goes there, and a menu to put it off."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from dangjian_desktop.ui import home_verbs, look
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.dialogs.skip import SkipDialog
from dangjian_desktop.ui.parts import button, label, row

if TYPE_CHECKING:
    from dangjian_desktop.services.agenda import Agenda
    from dangjian_desktop.services.put_off import PutOff
    from dangjian_desktop.services.todo import Todo

SHOWN = 8
MARKS: Mapping[str, str] = {"late": "◆", "soon": "▲", "later": "○"}
"""A shape for each urgency, so that nobody needs to see colours."""
LATER = (("明天提醒", 1), ("三天后提醒", 3), ("一周后提醒", 7), ("三十天后提醒", 30))
DAY_WIDTH, MARK_WIDTH, BUTTON_WIDTH = 112, 16, 84
PERSONS_NAMED = 12


class TodoLine(QWidget):
    """One thing to do; the right button and the menu key offer to put it off."""

    put_off = Signal(object)

    def __init__(self, todo: Todo, urgency: str, day: str, go: QPushButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.todo, self.go = todo, go
        mark = label(MARKS[urgency], urgency)
        when = label(day, urgency)
        look.fit(mark, lambda: mark.setFixedWidth(look.scaled(MARK_WIDTH)))
        look.fit(go, lambda: go.setMinimumWidth(look.scaled(BUTTON_WIDTH)))
        look.fit(when, lambda: when.setFixedWidth(look.scaled(DAY_WIDTH)))
        inside = row(mark, when, _sentence(todo.sentence), go)
        inside.setStretch(2, 1)
        inside.setContentsMargins(0, 1, 0, 1)
        self.setLayout(inside)
        self.setToolTip(tooltip(todo))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to put it off."""
        menu = self.menu()
        if menu.actions():
            menu.exec(event.globalPos())

    def menu(self) -> QMenu:
        """Return what the right button offers; nothing for what others wait for."""
        menu = QMenu(self)
        if self.todo.key:
            for text, days in LATER:
                menu.addAction(text, partial(self.put_off.emit, days))
            menu.addSeparator()
            menu.addAction("本年不办（写说明）…", partial(self.put_off.emit, None))
        return menu


def _sentence(text: str) -> QLabel:
    made = label(text, wrap=True)
    made.setMinimumWidth(1)  # a long sentence wraps; it never widens the page
    return made


def tooltip(todo: Todo) -> str:
    """Return the clause that asks for a to-do, whom it is about, and how to put it off."""
    people = "、".join(todo.persons[:PERSONS_NAMED]) + ("等" if len(todo.persons) > PERSONS_NAMED else "")
    parts = (f"依据：{todo.source}" if todo.source else "", people, "右键可以稍后提醒。" if todo.key else "")
    return "\n".join(part for part in parts if part)


class TodoList(QFrame):
    """A white frame with a line a thing; without any it says so, and what comes next."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._desk = desk
        self._agenda: Agenda | None = None
        self._unfolded = False
        self.lines: list[QWidget] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(14, 6, 10, 6)
        self._layout.setSpacing(0)
        self.folded = button("", self._turn, "link")

    def show_agenda(self, agenda: Agenda) -> None:
        """Show what is to do; the same list leaves everything, and the focus, as it is."""
        if agenda != self._agenda:
            self._agenda = agenda
            self._fill(agenda)

    def _fill(self, agenda: Agenda) -> None:
        for line in self.lines:
            self._layout.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._layout.removeWidget(self.folded)
        self.lines = [self._line(todo, agenda) for todo in agenda.todos[:SHOWN]]
        if not agenda.todos:
            self.lines.append(label(nothing(agenda)))
        elif len(agenda.todos) > SHOWN:
            self.lines.append(label(f"另有 {len(agenda.todos) - SHOWN} 件，办完上面的就会列出。", "quiet"))
        if self._unfolded:
            self.lines += [self._waiting(*each) for each in agenda.put_off]
        for line in self.lines:
            self._layout.addWidget(line)
            line.show()
        self._layout.addWidget(self.folded)
        self.folded.setText(f"{'收起' if self._unfolded else '看'}推后的 {len(agenda.put_off)} 件")
        self.folded.setVisible(bool(agenda.put_off))

    def _line(self, todo: Todo, agenda: Agenda) -> TodoLine:
        urgency, day = home_verbs.lateness(todo, agenda.today)
        go = button(todo.verb, partial(self._desk.todo_asked_for.emit, todo), "do")
        go.setAccessibleName(f"{todo.verb}：{day} {todo.sentence}")
        line = TodoLine(todo, urgency, day, go)
        line.put_off.connect(partial(self._put_off, todo))
        return line

    def _waiting(self, todo: Todo, put_off: PutOff) -> QWidget:
        why = f"本年不办：{put_off.reason}" if put_off.reason else f"{put_off.until.month}月{put_off.until.day}日提醒"
        again = button(
            "恢复提醒", lambda: self._desk.change(lambda office: home_verbs.remind_again(office, todo.key)), "do"
        )
        again.setAccessibleName(f"恢复提醒：{todo.sentence}")
        line = QWidget()
        inside = row(_sentence(f"{todo.sentence}（{why}）"), again)
        inside.setStretch(0, 1)
        inside.setContentsMargins(0, 1, 0, 1)
        line.setLayout(inside)
        return line

    def _put_off(self, todo: Todo, days: int | None) -> None:
        if days is None:
            reason = SkipDialog.ask(self.window(), todo.sentence)
            if reason:
                self._desk.change(lambda office: home_verbs.skip_this_year(office, todo.key, reason))
            return
        until = self._desk.clock().date() + timedelta(days=days)
        self._desk.change(lambda office: home_verbs.remind_later(office, todo.key, until))

    def _turn(self) -> None:
        self._unfolded = not self._unfolded
        if self._agenda is not None:
            self._fill(self._agenda)


def nothing(agenda: Agenda) -> str:
    """Return the sentence for a day without anything to do."""
    day = agenda.next_day
    following = f"下一件：{day.month}月{day.day}日 {agenda.next_title}。" if day else ""
    return f"今天没有要办的事。{following}"
