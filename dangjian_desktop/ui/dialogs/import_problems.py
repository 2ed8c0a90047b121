"""What cannot be taken, beside the preview: where it stands, what would be right, and the buttons that settle it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dangjian_desktop.ui import look
from dangjian_desktop.ui.parts import button, label
from dangjian_desktop.ui.plain_table import PlainTable

if TYPE_CHECKING:
    from dangjian_desktop.services.workbook import Problem

COLUMNS = (("位置", 96), ("栏目", 84), ("内容", 120))
WIDTH = 372


class ProblemList(QWidget):
    """The problems of a sheet and what can be done with the chosen one."""

    wanted = Signal(object)
    mend = Signal(object)
    put = Signal(object, str)
    told = Signal(object, object, bool)
    left_out = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(look.scaled(WIDTH))
        self.problems: Sequence[Problem] = ()
        self.table = PlainTable("有问题的格", COLUMNS, stretch=2)
        self.table.chosen.connect(self._choose)
        self.table.activated.connect(lambda _index: self.mend.emit(self.chosen))
        self.advice = label("", wrap=True)
        self._verbs = QVBoxLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.advice)
        layout.addLayout(self._verbs)

    @property
    def chosen(self) -> Problem | None:
        """The chosen problem."""
        return self.problems[self.table.row] if 0 <= self.table.row < len(self.problems) else None

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show other problems; the chosen place stays."""
        if problems == self.problems:
            return
        self.problems = problems
        self.table.show_rows([(where(problem), problem.column, problem.value) for problem in problems])

    def next_one(self) -> None:
        """Choose the next problem, the first after the last."""
        if self.problems:
            self.table.choose((self.table.row + 1) % len(self.problems))

    def _choose(self, _row: int) -> None:
        problem = self.chosen
        self.advice.setText(problem.message if problem else "")
        focused = QApplication.focusWidget()
        if isinstance(focused, QPushButton) and self.isAncestorOf(focused):
            self.table.setFocus()  # the button that was pressed goes, and the keys go on with the next problem
        _clear(self._verbs)
        if problem:
            for verbs in _in_rows(self._verbs_for(problem)):
                line = QHBoxLayout()
                line.setSpacing(6)
                for text, verb in verbs:
                    line.addWidget(button(text, verb))
                line.addStretch(1)
                self._verbs.addLayout(line)
            self.wanted.emit(problem)

    def _verbs_for(self, problem: Problem) -> list[tuple[str, Callable[[], object]]]:
        """Name what settles a problem; each text says what it does."""
        verbs: list[tuple[str, Callable[[], object]]] = []
        for text in problem.suggestions:
            verbs.append((f"采用“{text}”", partial(self.put.emit, problem, text)))
        for rival, name in problem.rivals:
            said = "是同一人" if len(problem.rivals) == 1 else f"是{name}"
            verbs.append((said, partial(self.told.emit, problem, (rival,), True)))
        if problem.rivals:
            every = tuple(rival for rival, _ in problem.rivals)
            verbs.append(("不是同一人" if len(every) == 1 else "都不是", lambda: self.told.emit(problem, every, False)))
        if problem.place >= 0:
            verbs.append(("改…", lambda: self.mend.emit(problem)))
            if problem.value and not problem.rivals:
                verbs.append(("留空", lambda: self.put.emit(problem, "")))
            verbs.append(("不导入这一行", lambda: self.left_out.emit(problem.row)))
        return verbs


def where(problem: Problem) -> str:
    """Return where a problem stands, as WPS counts."""
    return f"第{problem.row}行 {problem.letter}列" if problem.letter else f"第{problem.row}行"


def _in_rows(verbs: list[tuple[str, Callable[[], object]]]) -> list[list[tuple[str, Callable[[], object]]]]:
    rows: list[list[tuple[str, Callable[[], object]]]] = [[]]
    room = 22
    for text, verb in verbs:
        if rows[-1] and sum(len(other) + 3 for other, _ in rows[-1]) + len(text) > room:
            rows.append([])
        rows[-1].append((text, verb))
    return rows


def _clear(layout: QVBoxLayout) -> None:
    while layout.count():
        line = layout.takeAt(0).layout()
        while line is not None and line.count():
            widget = line.takeAt(0).widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
