"""Filling in forms 8 and 9 as they look on paper: whose they are at the left, the page at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from dangjian_desktop.ui import award_verbs, look, print_verbs
from dangjian_desktop.ui.award_form.fullness_bar import FullnessBar
from dangjian_desktop.ui.award_form.nominee_list import NomineeList, how_much, what
from dangjian_desktop.ui.award_form.page import FormPage
from dangjian_desktop.ui.award_form.standards_panel import StandardsPanel
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.fresh import KeptFresh
from dangjian_desktop.ui.parts import button, label, row, scrolling
from dangjian_desktop.ui.tabs.preview import PaperPreview
from dangjian_desktop.ui.tabs.printer import PrinterChoice, PrintRun
from dangjian_desktop.ui.tabs.printer_bar import PrinterBar

if TYPE_CHECKING:
    from dangjian_desktop.services.award_form import AwardForm, Fullness, Nominee

SIDE, EDGE = 236, 14
LEAST, MOST = 560, 1120  # pixels of the page's width
BOLD = 1.1
"""How much wider than its measure a text in bold may be."""
SETTLING = 120  # milliseconds after the last key
LONG = "deeds"
NOBODY = "还没有推荐人选。先在“评选推荐”里登记姓名，再来填审批表。"
NO_PRINTER = "找不到打印机。请接好打印机，或在打印中心“另存为 PDF”拿到别的电脑打印。"


class AwardFormEditor(QWidget):
    """Shows the forms of an award's nominees, one at a time; each field is saved when it is left."""

    left = Signal()

    def __init__(
        self, desk: Desk, award: str, side: StandardsPanel | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._award = award
        self.side = side
        self._wanted = ""
        self._first = True
        self.nominees: Sequence[Nominee] = ()
        self.page = FormPage()
        self.people = NomineeList()
        self.preview = PaperPreview(desk, fit="整页")
        self._scroll = QScrollArea()
        self._stack = QStackedWidget()
        self._printers = PrinterBar(desk, self)
        self._printers.hide()
        self._make_parts()
        self._lay_out(side)
        self._connect()

    def _make_parts(self) -> None:
        self.title = label("", "heading")
        self.lacking = label("", "soon")
        self.lacking.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.told = label("", "problem", wrap=True)
        self.note = label("", "quiet")
        self.fullness = FullnessBar()
        self.back_button = button("返回表格", self.left.emit)
        self.back_button.setToolTip("Esc")
        self.before_button = button("上一人", lambda: self.go(-1))
        self.before_button.setToolTip("Ctrl+PgUp")
        self.after_button = button("下一人", lambda: self.go(1))
        self.after_button.setToolTip("Ctrl+PgDn")
        self.preview_button = button("预览", self._turn_preview)
        self.preview_button.setCheckable(True)
        self.print_button = button("打印审批表", self.print_form, "primary")

    def _lay_out(self, side: StandardsPanel | None) -> None:
        inside = QWidget()
        middle = QVBoxLayout(inside)
        middle.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        middle.addWidget(self.page, 0, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._scroll.setObjectName("paper")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._scroll.setWidget(inside)
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(self.preview)
        left = QWidget()
        look.fit(left, lambda: left.setFixedWidth(look.scaled(SIDE)))
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.people, 1)
        if side is not None:
            column.addWidget(scrolling(side), 3)
            side.written.connect(self._save)
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addWidget(self._stack, 1)
        right.addLayout(row(self.fullness, None, self.note))
        right.addWidget(self.told)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        head = row(self.back_button, self.title, self.lacking, self.before_button, self.after_button)
        head.setStretch(2, 1)
        head.addWidget(self.preview_button)
        head.addWidget(self.print_button)
        layout.addLayout(head)
        both = row(left)
        both.addLayout(right, 1)
        layout.addLayout(both, 1)

    def _connect(self) -> None:
        page = self.page
        page.written.connect(self._save)
        page.typing.connect(self._typing)
        page.entered.connect(self._show_cell)
        page.cursor_moved.connect(self._show_cursor)
        page.refused.connect(self._desk.tasks.failed)
        page.photo.given.connect(self._put_photo)
        page.photo.cleared.connect(self._clear_photo)
        self.people.currentRowChanged.connect(self._choose)
        self.people.itemActivated.connect(lambda _item: page.start())
        self.people.itemDoubleClicked.connect(lambda _item: page.start())
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLING)
        self._settled.timeout.connect(self._measure)
        self._sized = QTimer(self)
        self._sized.setSingleShot(True)
        self._sized.setInterval(SETTLING)
        self._sized.timeout.connect(self._draw)
        self._scroll.viewport().installEventFilter(self)
        for keys, step in (("Ctrl+PgUp", -1), ("Ctrl+PgDown", 1)):
            QShortcut(
                QKeySequence(keys),
                self,
                partial(self.go, step),
                context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
            )
        KeptFresh(self, self._desk, self._read)

    # Reading and showing.

    def open_form(self, nomination: str = "") -> None:
        """Show somebody's form, else the first one's, with the cursor where something is lacking."""
        self._wanted, self._first = nomination or self._wanted, True
        self.preview_button.setChecked(False)
        self._stack.setCurrentWidget(self._scroll)
        self._read()

    def _read(self) -> None:
        award, wanted, period = self._award, self._wanted, self._desk.period
        self._desk.run(
            lambda office: award_verbs.read_forms(office, award, wanted, period), partial(self._show, wanted)
        )

    def _show(self, wanted: str, found: tuple[list[Nominee], AwardForm | None]) -> None:
        if wanted != self._wanted:
            return  # somebody else's form is wanted by now
        self.nominees, form = found
        self.people.show_nominees(self.nominees, self._wanted)
        self._stack.setVisible(form is not None)
        for made in (self.preview_button, self.print_button, self.before_button, self.after_button):
            made.setEnabled(form is not None)
        if form is None:
            self.title.setText(NOBODY)
            self.lacking.setText("")
            self.page.form = None
            return
        self._wanted = form.nominee.id
        self.page.show_form(form)
        if self.side is not None:
            self.side.show_form(form)
        self._tell(form)
        self._zoom()
        self._draw()
        self._measure()
        if self._stack.currentWidget() is self.preview:
            self.preview.show_pdf(award_verbs.pdf_of(form))
        if self._first:
            self._first = False
            QTimer.singleShot(0, self, self._start)

    def _start(self) -> None:
        """Show the title at the top, and the cursor; after the page has its size."""
        self._scroll.verticalScrollBar().setValue(EDGE + self.page.top)
        if self.isVisible():
            self.page.start()

    def _tell(self, form: AwardForm) -> None:
        place = self.people.place_of(form.nominee.id)
        count = len(self.nominees)
        self.title.setText(f"样例{form.number}　{form.nominee.name}（{place + 1}/{count}）")
        with QSignalBlocker(self.people):
            self.people.setCurrentRow(place)
        self._tell_lacking()
        self.before_button.setEnabled(place > 0)
        self.after_button.setEnabled(place + 1 < count)
        notes = [*form.made.notes, *([f"共 {form.pages} 页，第 2 页起是附页。"] if form.pages > 1 else [])]
        self.note.setText("".join(note.rpartition("：")[2] for note in notes))
        problems = [cell.problem for cell in self.page.cells.values() if cell.problem]
        self.told.setText(form.nominee.locked or "".join(problems[:1]))
        self.told.setVisible(bool(self.told.text()))

    def _tell_lacking(self) -> None:
        """Name all that is lacking where there is room for it, else say how much it is."""
        nominee = self.page.form.nominee if self.page.form else None
        told = what(nominee) if nominee and not nominee.locked else ""
        room = self.lacking.width() or self.lacking.sizeHint().width()
        fits = self.lacking.fontMetrics().horizontalAdvance(told) * BOLD <= room
        self.lacking.setText(told if fits or nominee is None else how_much(nominee))
        self.lacking.setToolTip(told)

    def go(self, step: int) -> None:
        """Show the form of the one before or after, what was typed saved first."""
        self.people.setCurrentRow(max(0, min(len(self.nominees) - 1, self.people.currentRow() + step)))

    def _choose(self, place: int) -> None:
        if 0 <= place < len(self.nominees) and self.nominees[place].id != self._wanted:
            self.page.commit()
            self._wanted = self.nominees[place].id
            self._first = not self.people.hasFocus()
            self._read()

    # The size on the screen.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the page follow the room."""
        if isinstance(event, QResizeEvent):
            self._zoom()
            self._sized.start()
            self._tell_lacking()
        return False

    def _zoom(self) -> None:
        self.page.zoom(max(LEAST, min(MOST, self._scroll.viewport().width() - 2 * EDGE)))

    def _draw(self) -> None:
        form, width, dots = self.page.form, self.page.width(), self.devicePixelRatioF()
        if form is None:
            return
        pdf = form.made.pdf

        def show(picture: print_verbs.Picture) -> None:
            if self.page.form is form:  # else something newer is wanted by now
                self.page.show_picture(picture, dots)

        self._desk.run(lambda _office: print_verbs.picture(pdf, 0, round(width * dots)), show)

    # Whether it fits one page.

    def _typing(self, _key: str, _text: str) -> None:
        self._settled.start()

    def _measure(self) -> None:
        form, cell = self.page.form, self.page.cells.get(LONG)
        if form is None or cell is None:
            return
        text = cell.toPlainText() if cell.hasFocus() else cell.field.text  # type: ignore[union-attr]
        self._desk.tasks.run(lambda: form.fullness(LONG, text), partial(self._show_fullness, text))

    def _show_fullness(self, text: str, fullness: Fullness) -> None:
        self.fullness.show_fullness(text, fullness)
        cell = self.page.cells[LONG]
        if cell.hasFocus():
            cell.take_size(fullness.size)  # type: ignore[union-attr]

    # The verbs.

    def _show_cell(self, cell: QWidget) -> None:
        self._scroll.ensureWidgetVisible(cell, 20, 60)
        problem = getattr(cell, "problem", "")
        self.told.setText(problem)
        self.told.setVisible(bool(problem))

    def _show_cursor(self, place: QPoint) -> None:
        self._scroll.ensureVisible(place.x(), place.y(), 40, 60)

    def _save(self, key: str, text: str) -> None:
        if self.page.form is None:
            return
        award, nomination = self._award, self.page.form.nominee.id
        self._desk.run(
            lambda office: award_verbs.save_field(office, award, nomination, key, text),
            self._desk.changed.emit,
            partial(self._refused, nomination, key),
        )

    def _refused(self, nomination: str, key: str, sentence: str) -> None:
        if self.page.form is not None and self.page.form.nominee.id == nomination and key in self.page.cells:
            self.page.refuse(key, sentence)

    def _put_photo(self, picture: Path | bytes) -> None:
        self._of_member(lambda member: lambda office: award_verbs.put_photo(office, member, picture))

    def _clear_photo(self) -> None:
        self._of_member(lambda member: lambda office: award_verbs.clear_photo(office, member))

    def _of_member(self, verb: Callable[[str], Callable[..., object]]) -> None:
        if self.page.form is not None:
            self._desk.run(verb(self.page.form.nominee.member_id), self._desk.changed.emit)

    def _turn_preview(self) -> None:
        """Show all pages as they will be printed, or the form to fill in."""
        if self.preview_button.isChecked() and self.page.form is not None:
            self._stack.setCurrentWidget(self.preview)
            self.preview.show_pdf(award_verbs.pdf_of(self.page.form))
        else:
            self._stack.setCurrentWidget(self._scroll)

    def print_form(self) -> None:
        """Print this form on the usual printer, corrected as in the print centre."""
        self.page.commit()
        award, wanted, period = self._award, self._wanted, self._desk.period
        self._printers.renew()
        if not self._printers.name:
            self._desk.tasks.failed.emit(NO_PRINTER)
            return
        choice = PrinterChoice(self._printers.name, self._printers.sides.currentText(), self._printers.correction)

        def go_on(found: tuple[list[Nominee], AwardForm | None]) -> None:
            if found[1] is not None:
                PrintRun(self._desk, choice, award_verbs.pdf_of(found[1])).go_on()

        self._desk.run(lambda office: award_verbs.read_forms(office, award, wanted, period), go_on, label="正在排版")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the grid."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
