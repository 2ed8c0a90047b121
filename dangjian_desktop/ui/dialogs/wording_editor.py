"""改措辞: a form's texts and columns on the left, their editor in the middle, the very paper on the right."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from dangjian_desktop.ui import look, verbs, wording_verbs
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.dialogs.wording_editor_columns import ColumnsPanel
from dangjian_desktop.ui.dialogs.wording_editor_compare import CompareDialog
from dangjian_desktop.ui.dialogs.wording_editor_draft import UNSAVED, EditedForm
from dangjian_desktop.ui.dialogs.wording_editor_text import TextPanel
from dangjian_desktop.ui.help.asking import HelpedDialog
from dangjian_desktop.ui.palette import Colour
from dangjian_desktop.ui.parts import button, label, row
from dangjian_desktop.ui.plain_table import PlainTable
from dangjian_desktop.ui.tabs.preview import PaperPreview
from dangjian_desktop.ui.wording_verbs import Draft, FormWords, Look
from dangjian_desktop.ui.words import FORM_TITLES

if TYPE_CHECKING:
    from dangjian_desktop.services.wording_rows import Push
    from dangjian_desktop.services.work import Changes

CHANGEABLE = range(1, 8)
SETTLING = 350  # milliseconds after the last key, before the paper is made again
SIZE, SHARES = (1280, 700), (270, 400, 570)
BLANK_FORM = "空白表格"
COLOURS = {"默认": Colour.QUIET, "已自定义": Colour.NOTE, UNSAVED: Colour.WARN}
HINT = "样例1到样例7的措辞和栏目可以照实际情况改，样例8和样例9是固定格式。"


class WordingDialog(HelpedDialog):
    """Edits one form at a time; nothing counts before 保存."""

    help_section = "wording"

    def __init__(self, desk: Desk, parent: QWidget, number: int = 1) -> None:
        super().__init__(parent)
        self._desk = desk
        self._edited: EditedForm | None = None
        self._warned = self._closed = False
        self._steps = 0
        self.setWindowTitle("改措辞和栏目")
        self.form = QComboBox()
        self.form.setAccessibleName("表格")
        self.form.addItems([f"样例{n}　{FORM_TITLES[n]}" for n in CHANGEABLE])
        self.form.setCurrentIndex(number - 1)
        self.list = PlainTable("措辞和栏目", (("措辞", 140), ("状态", 104)))
        below = desk.kind != "branch"
        self.text, self.columns = TextPanel(below=below), ColumnsPanel(below=below)
        self.stack = QStackedWidget()
        self.blank = QCheckBox("看空白表格")
        self.preview = PaperPreview(desk, fit="适合页宽")
        self.fault, self.told = label("", "problem", wrap=True), label("", "quiet")
        self.save_button = button("保存", self.save, "primary")
        self.undo_button = button("撤销", self._undo)
        self.reset_button = button("恢复默认（整张）", self._reset_form)
        self.compare_button = button("对比默认…", self._compare)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLING)
        self._lay_out()
        self._connect()
        self._read()

    def _lay_out(self) -> None:
        self.resize(look.room_for(self, SIZE))
        for panel in (self.text, self.columns):
            self.stack.addWidget(panel)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(8, 0, 0, 0)
        column.addWidget(self.blank)
        column.addWidget(self.preview, 1)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        for each in (self.list, self.stack, right):
            split.addWidget(each)
        self.stack.setContentsMargins(8, 0, 8, 0)
        split.setSizes([look.scaled(each) for each in SHARES])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(10)
        layout.addLayout(row(self.form, label(HINT, "quiet"), None))
        layout.addWidget(split, 1)
        layout.addWidget(self.fault)
        self.close_button = button("关闭", self.reject)
        layout.addLayout(
            row(
                self.compare_button,
                self.reset_button,
                self.undo_button,
                self.told,
                None,
                self.close_button,
                self.save_button,
            )
        )
        self.fault.hide()
        for each in (self.stack, self.save_button, self.undo_button, self.reset_button):
            each.setEnabled(False)  # until there is something to edit

    def _connect(self) -> None:
        self.form.currentIndexChanged.connect(lambda _place: self._other_form())
        self.list.chosen.connect(lambda _row: self._show_chosen())
        self.list.activated.connect(lambda _index: self._go_in())
        self.text.typed.connect(self._typed)
        self.text.pushed.connect(self._pushed)
        self.text.reset_asked_for.connect(self._reset_text)
        self.text.keep_asked_for.connect(self._keep)
        self.columns.changed.connect(self._columns_changed)
        self.columns.pushed.connect(self._pushed)
        self.columns.reset_asked_for.connect(self._reset_text)
        self.columns.keep_asked_for.connect(self._keep)
        self.blank.toggled.connect(lambda _on: self.look_at_paper())
        self._settled.timeout.connect(self.look_at_paper)
        self._desk.changed.connect(self._read)

    # What is edited.

    @property
    def number(self) -> int:
        """The form's number."""
        return self.form.currentIndex() + 1

    @property
    def unsaved(self) -> int:
        """How many texts, the columns counted as one, differ from what is saved."""
        return len(self._edited.unsaved) if self._edited else 0

    def choose(self, key: str) -> None:
        """Go to a text by its key."""
        if self._edited:
            self.list.choose(self._edited.keys.index(key))

    def _other_form(self) -> None:
        """Show another form; one that is edited is left only when the user gives up what is not saved."""
        if self._edited and self.unsaved and not self._warned:
            self._warn("再选一次就放弃")
            with QSignalBlocker(self.form):
                self.form.setCurrentIndex(self._edited.number - 1)
            return
        self._edited, self._warned = None, False
        self.stack.setEnabled(False)
        self.list.show_rows(())
        self._read()

    def _read(self, _changes: object = None) -> None:
        if self._closed:
            return
        number = self.number
        self._desk.run(lambda office: wording_verbs.read(office, number), self._show)

    def _show(self, words: FormWords) -> None:
        if self._closed or words.number != self.number:
            return
        if self._edited:
            self._edited.renew(words)
        else:
            self._edited = EditedForm(words)
        self.stack.setEnabled(True)
        self._tell(self._edited)
        self._show_chosen()
        self.look_at_paper()

    def _show_chosen(self) -> None:
        edited, key = self._edited, self._chosen
        if edited is None or not key:
            return
        if edited.columns and key == edited.columns.key:
            self.columns.show_columns(edited.columns, edited.columns_now(), edited.push_of(key))
            self.stack.setCurrentWidget(self.columns)
            return
        text = edited.texts[key]
        self.text.show_text(text, edited.words_of(key), edited.push_of(key))
        self.stack.setCurrentWidget(self.text)
        self.blank.setChecked(text.group == BLANK_FORM)

    @property
    def _chosen(self) -> str:
        keys = self._edited.keys if self._edited else []
        return keys[self.list.row] if 0 <= self.list.row < len(keys) else ""

    def _go_in(self) -> None:
        """Go on from the list to what is edited."""
        inside = self.text.own if self.stack.currentWidget() is self.text else self.columns.table
        inside.setFocus()

    def _typed(self, words: str) -> None:
        self._drafted(lambda edited: edited.put_text(self._chosen, words))

    def _columns_changed(self) -> None:
        self._drafted(lambda edited: edited.put_columns(self.columns.columns()))

    def _pushed(self, push: Push) -> None:
        self._drafted(lambda edited: edited.put_push(self._chosen, push))

    def _drafted(self, put: Callable[[EditedForm], None]) -> None:
        if self._edited and self._chosen:
            put(self._edited)
            self._warned = False
            self.told.clear()
            self._tell(self._edited)
            self._settled.start()

    def _tell(self, edited: EditedForm) -> None:
        rows = [edited.row(key) for key in edited.keys]
        marks = {(n, 1): COLOURS.get(state.split("，")[0], Colour.INK) for n, (_, state) in enumerate(rows)}
        with QSignalBlocker(self.list):
            self.list.show_rows(rows, marks)
        count = self.unsaved
        self.save_button.setEnabled(count > 0)
        self.save_button.setText(f"保存 {count} 处" if count else "保存")
        self.reset_button.setEnabled(edited.has_own)

    # The paper.

    def look_at_paper(self) -> None:
        """Make the paper with the words as they stand, saved or not."""
        self._settled.stop()
        if not (edited := self._edited):
            return
        draft, period, blank = edited.draft(), self._desk.period, self.blank.isChecked()

        def show(made: Look) -> None:
            if self._closed or self._edited is not edited or draft != edited.draft():
                return  # nothing or something newer is wanted by now
            self._show_fault(made.fault)
            if made.pdf:
                self.preview.show_pdf(made.pdf)

        self._desk.run(lambda office: wording_verbs.look_at(office, draft, period, blank=blank), show)

    def _show_fault(self, sentence: str) -> None:
        self.fault.setText(sentence.replace("，没有保存。", "。"))
        self.fault.setVisible(bool(sentence))

    def _compare(self) -> None:
        number, title = self.number, self.form.currentText()
        self._desk.run(
            lambda office: wording_verbs.compare(office, number),
            lambda pairs: None if self._closed else CompareDialog(self, title, pairs).open(),
        )

    # What is done.

    def save(self) -> None:
        """Save what was changed, in one step."""
        if edited := self._edited:
            draft, told = edited.draft(), f"已保存 {self.unsaved} 处。"
            done = partial(self._saved, told, edited, draft)
            self._desk.run(lambda office: wording_verbs.save(office, draft), done, self._refused)

    def _refused(self, sentence: str) -> None:
        if not self._closed:
            self.fault.setText(sentence)
            self.fault.show()

    def _saved(self, sentence: str, edited: EditedForm, draft: Draft, changes: Changes) -> None:
        edited.forget(draft)
        self._done(sentence, changes)

    def _done(self, sentence: str, changes: Changes, *, step: int = 1) -> None:
        """Tell what was done; the words are read again by the desk's signal."""
        self._steps += step if changes.rows else 0
        if not self._closed:
            self.told.setText(sentence)
            self.undo_button.setEnabled(self._steps > 0)
        self._desk.tell(f"样例{self.number}：{sentence}")
        self._desk.changed.emit(changes)

    def _reset_text(self) -> None:
        key = self._chosen
        if self._edited:
            self._edited.forget_key(key)
        told = partial(self._done, "已恢复默认，点“撤销”可以退回。")
        self._desk.run(lambda office: wording_verbs.reset_text(office, key), told)

    def _reset_form(self) -> None:
        number, edited = self.number, self._edited
        if edited:
            told = partial(self._saved, "整张已恢复默认，点“撤销”可以退回。", edited, edited.draft())
            self._desk.run(lambda office: wording_verbs.reset_form(office, number), told)

    def _keep(self) -> None:
        key = self._chosen
        self._desk.run(lambda office: wording_verbs.keep(office, key), partial(self._done, "仍用自己的措辞。"))

    def _undo(self) -> None:
        self._desk.run(verbs.undo, partial(self._done, "已撤销。", step=-1))

    def _warn(self, what: str) -> None:
        self._warned = True
        self._refused(f"有 {self.unsaved} 处没有保存。请点“保存”；{what}这些改动。")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button that has the focus, and never another."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
        else:
            super().keyPressEvent(event)

    def reject(self) -> None:
        """Close; warn once when something is not saved."""
        if self.unsaved and not self._warned:
            self._warn("再点一次“关闭”就放弃")
            return
        super().reject()

    def done(self, result: int) -> None:
        """Close, and go once nothing that the worker still has for this window is under way."""
        self._closed = True
        self._settled.stop()
        super().done(result)
        self._desk.run(lambda _office: None, lambda _done: self.deleteLater())
