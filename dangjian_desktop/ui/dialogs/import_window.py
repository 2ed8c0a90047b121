"""The import in one window: file, columns, preview and problems, and the button that writes; nothing before it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QWidget

from dangjian_desktop.ui import import_verbs, look
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.dialogs import import_memory
from dangjian_desktop.ui.dialogs.files import WORKBOOKS, Files
from dangjian_desktop.ui.dialogs.import_stages import Stages
from dangjian_desktop.ui.grid.clipboard import read_block
from dangjian_desktop.ui.help.asking import HelpedDialog

if TYPE_CHECKING:
    from dangjian_desktop.services.workbook import ImportReport, Problem, Reading, Source, Wishes
    from dangjian_desktop.ui.import_verbs import Preview

SIZE = (1240, 700)


class ImportWindow(HelpedDialog):
    """Asks how a file is to be read until nothing is wrong, or as much of it as may be; ``imported`` tells the end."""

    help_section = "roster-import"
    imported = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("导入 Excel/WPS 表格")
        self.setAcceptDrops(True)
        self.resize(look.room_for(self, SIZE))
        self._desk = desk
        self._source: Source | None = None
        self._wishes: Wishes | None = None
        self._preview: Preview | None = None
        self._mapped: set[str] = set()
        self.stages = Stages(self)
        self._connect()

    def _connect(self) -> None:
        stages, tasks = self.stages, self._desk.tasks
        stages.file_asked_for.connect(self.ask_file)
        stages.paste_asked_for.connect(self.paste)
        stages.sheet.activated.connect(lambda _index: self._show_sheet())
        stages.taken.clicked.connect(self._take_sheet)
        stages.form.activated.connect(lambda _index: self._read_as(form=stages.form.currentText(), columns={}))
        stages.head.valueChanged.connect(self._move_head)
        stages.mapping.changed.connect(self._map)
        stages.preview.preview.corrected.connect(lambda number, place, text: self._correct(number - 1, place, text))
        stages.problems.put.connect(lambda problem, text: self._correct(problem.row - 1, problem.place, text))
        stages.problems.told.connect(self._tell)
        stages.problems.left_out.connect(self._leave_out)
        stages.red.toggled.connect(self._allow_red)
        stages.accept.clicked.connect(self._write)
        stages.give_up.clicked.connect(self.reject)
        stages.stop.clicked.connect(tasks.cancel)
        tasks.progressed.connect(stages.show_progress)
        tasks.busy.connect(stages.show_busy)

    # ① What is read.

    def ask_file(self) -> None:
        """Ask for another file."""
        path = Files.ask_open(self, "导入 Excel/WPS 表格", WORKBOOKS)
        if path:
            self.read_file(path)

    def read_file(self, path: Path) -> None:
        """Read a file and show what it would bring."""
        self._desk.tasks.run(lambda: import_verbs.read(path), self._begin, self._fail(path.name), "正在读表格")

    def paste(self) -> None:
        """Take what was copied in WPS."""
        rows = read_block(QGuiApplication.clipboard().text())
        self._desk.tasks.run(lambda: import_verbs.pasted(rows), self._begin, self._fail("粘贴的内容"))

    def _fail(self, name: str = "") -> Callable[[str], object]:
        def fail(sentence: str) -> None:
            if name and self._source is None:
                self.stages.show_name(name)
            self.stages.fail(sentence)

        return fail

    def _begin(self, source: Source) -> None:
        """Read each sheet that is not hidden as it comes, with the answers that were given before."""
        from dangjian_desktop.services.workbook import Reading, Wishes

        self._source, self._preview, self._mapped = source, None, set()
        readings = {sheet.title: Reading() for sheet in source.sheets if not sheet.hidden}
        self._wishes = Wishes(readings, told=import_memory.kept_told(self._desk.home))
        self.stages.show_name(source.name)
        self.stages.sheet.clear()
        for sheet in source.sheets:
            self.stages.sheet.addItem(f"{sheet.title}（隐藏）" if sheet.hidden else sheet.title, sheet.title)
        self._look(self._wishes, self._use_memory)

    def _use_memory(self, preview: Preview) -> None:
        """Leave out sheets that nobody knows, but take the first for the roster; use the columns chosen before."""
        assert self._wishes is not None
        readings, left_out = dict(self._wishes.sheets), set[str]()
        known = [title for title, view in preview.views.items() if view.known and title in readings]
        for title in readings:
            view = preview.views[title]
            if kept := import_memory.kept_columns(self._desk.home, view.headings):
                readings[title] = replace(readings[title], form=view.form, head=view.head, columns=kept)
            elif known and not view.known:
                left_out.add(title)
        shown = known[0] if known else next(iter(readings or preview.views))
        if not known and shown in readings and not readings[shown].columns:
            readings[shown] = replace(readings[shown], form=preview.views[shown].form)
            left_out = readings.keys() - {shown}
        self.stages.sheet.setCurrentIndex(self.stages.sheet.findData(shown))
        if readings == self._wishes.sheets and not left_out:
            self._show(preview)
        else:
            self._look(replace(self._wishes, sheets=readings, left_out=frozenset(left_out)), self._show)

    def _look(self, wishes: Wishes, then: Callable[[Preview], object]) -> None:
        """Say what would come of other wishes; they count once that is known."""
        source = self._source
        if source is None:
            return
        progress = self._desk.tasks.progress

        def done(preview: Preview) -> None:
            if source is self._source:
                self._wishes = wishes
                then(preview)

        self._desk.run(
            lambda office: import_verbs.preview(office, source, wishes, progress), done, self._fail(), "正在核对"
        )

    # What the hands on the stages do.

    @property
    def title(self) -> str:
        """The sheet on the screen."""
        return str(self.stages.sheet.currentData() or "")

    def _reading(self) -> Reading:
        assert self._wishes is not None
        return self._wishes.reading(self.title)

    def _read_as(self, **changes: object) -> None:
        if self._wishes is None or self._preview is None:
            return
        reading = replace(self._reading(), **changes)  # type: ignore[arg-type]
        sheets = {**self._wishes.sheets, self.title: reading}
        left_out = self._wishes.left_out - {self.title}
        self._look(replace(self._wishes, sheets=sheets, left_out=left_out), self._show)

    def _move_head(self, row: int) -> None:
        self._read_as(form=self.stages.form.currentText(), head=row - 1, columns={})

    def _map(self, place: int, key: str) -> None:
        assert self._preview is not None
        view = self._preview.views[self.title]
        columns = {column.place: column.key for column in view.columns}
        columns = {at: "" if known == key else known for at, known in columns.items()} | {place: key}
        self._mapped.add(self.title)
        self._read_as(form=view.form, head=view.head, columns=columns)

    def _correct(self, row: int, place: int, text: str) -> None:
        self._read_as(corrections={**self._reading().corrections, (row, place): text})

    def _leave_out(self, number: int) -> None:
        self._read_as(left_out=self._reading().left_out | {number - 1})

    def _tell(self, problem: Problem, rivals: tuple[str, ...], same: bool) -> None:
        if self._wishes is not None:
            told = self._wishes.told.with_answer(problem.key, rivals, same=same)
            self._look(replace(self._wishes, told=told), self._show)

    def _take_sheet(self, taken: bool) -> None:
        if self._wishes is None:
            return
        from dangjian_desktop.services.workbook import Reading

        sheets, left_out = dict(self._wishes.sheets), set(self._wishes.left_out)
        if taken:
            sheets.setdefault(self.title, Reading())
            left_out.discard(self.title)
        else:
            left_out.add(self.title)
        self._look(replace(self._wishes, sheets=sheets, left_out=frozenset(left_out)), self._show)

    def _allow_red(self, red: bool) -> None:
        if self._wishes is not None:
            self._look(replace(self._wishes, red=red), self._show)

    # ③ What it would bring, and ④ bringing it.

    def _show(self, preview: Preview) -> None:
        first, self._preview = self._preview is None, preview
        self._show_sheet()
        self.stages.show_total(preview)
        if first:
            self.stages.start()

    def _show_sheet(self) -> None:
        if self._preview is not None and self.title:
            self.stages.show_sheet(self._preview, self.title)

    def _write(self) -> None:
        source, wishes, progress = self._source, self._wishes, self._desk.tasks.progress
        if source is not None and wishes is not None:
            self._desk.run(
                lambda office: import_verbs.write(office, source, wishes, progress),
                self._done,
                self._fail(),
                "正在导入",
            )

    def _done(self, report: ImportReport) -> None:
        assert self._wishes is not None
        assert self._preview is not None
        import_memory.keep_told(self._desk.home, self._wishes.told)
        for title in self._mapped:
            chosen = {column.place: column.key for column in self._preview.views[title].columns}
            import_memory.keep_columns(self._desk.home, self._preview.views[title].headings, chosen)
        self.accept()
        self.imported.emit(report)

    # Keys and drops.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next problem with F8; leave Enter to what has the focus: in a table it must not press a button."""
        if event.key() == Qt.Key.Key_F8:
            self.stages.next_problem()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the file that was dropped."""
        event.acceptProposedAction()
        self.read_file(Path(event.mimeData().urls()[0].toLocalFile()))
