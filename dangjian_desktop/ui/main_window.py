"""The window: menus, the rail of pages, the bar with the period, the message strip and the status line."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from dangjian_desktop.ui import (
    appearance,
    data_menu,
    demo_strip,
    file_menu,
    help_menu,
    identity_menu,
    print_menu,
    unit_menu,
    verbs,
    window_state,
    words,
)
from dangjian_desktop.ui.actions import ALWAYS, GRID_VERBS, UNIT_VERBS
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.dialogs.files import DATA, Files
from dangjian_desktop.ui.drops import Dropped, sort_dropped
from dangjian_desktop.ui.first_run import Beginning, FirstRun
from dangjian_desktop.ui.help.asking import section_of, show_help
from dangjian_desktop.ui.hints import HintStrip
from dangjian_desktop.ui.keeping import Keeping
from dangjian_desktop.ui.menus import fill_menus
from dangjian_desktop.ui.message_strip import MessageStrip
from dangjian_desktop.ui.parts import Page
from dangjian_desktop.ui.rail import Rail
from dangjian_desktop.ui.read_table import ReadTable
from dangjian_desktop.ui.recent_menu import RecentMenu
from dangjian_desktop.ui.review_tree import ReviewTree
from dangjian_desktop.ui.status_line import StatusLine
from dangjian_desktop.ui.top_bar import TopBar

if TYPE_CHECKING:
    from dangjian_desktop.services.history import Entry
    from dangjian_desktop.services.records import OfficeCard
    from dangjian_desktop.services.todo import Todo

SMALLEST = (1000, 600)
OTHER_VERBS = {
    **file_menu.VERBS,
    **data_menu.VERBS,
    **identity_menu.VERBS,
    **print_menu.VERBS,
    **unit_menu.VERBS,
    **help_menu.VERBS,
    **appearance.VERBS,
    **demo_strip.VERBS,
}


class MainWindow(QMainWindow):
    """The window; pages are made when first shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._cards: verbs.Cards | None = None
        self._first_run: FirstRun | None = None
        self._roster_next = False
        self._backups_next: Path | None = None
        self._warned = False
        self.pages: dict[str, Page] = {}
        self.rail, self.stack = Rail(), QStackedWidget()
        self.top = TopBar(desk, self.undo, self.redo)
        self.strip, self.hint = MessageStrip(), HintStrip(desk.home)
        self.demo = demo_strip.DemoStrip(desk, self.leave_demo)
        self.keeping = Keeping(desk, self)
        self.standing = identity_menu.Standing(desk, self)
        self._copied = self._told_uncopied = False
        self.status = StatusLine(desk)
        self.actions_by_verb = fill_menus(self.menuBar(), self._verb)
        self.recent = RecentMenu(desk.home, desk.open, self)
        appearance.tick(self.actions_by_verb, desk.home)
        appearance.SizeWheel(desk, self)
        self._add_recent()
        self._lay_out()
        self._connect()
        self._show_data_open(False)

    def _add_recent(self) -> None:
        """Put the files that were open last below the verb that opens any other."""
        menus: list[QMenu] = list(self.menuBar().findChildren(QMenu))
        opening = self.actions_by_verb["open_file"]
        menu = next(menu for menu in menus if opening in menu.actions())
        menu.insertMenu(menu.actions()[menu.actions().index(opening) + 1], self.recent)

    def _lay_out(self) -> None:
        self.setWindowTitle(words.PROGRAM)
        self.setMinimumSize(*SMALLEST)
        self.setAcceptDrops(True)
        self.stack.setObjectName("pages")
        right = QVBoxLayout()
        right.setSpacing(0)
        for strip in (self.keeping.taken, self.standing.strip, self.keeping.closed, self.strip, self.hint):
            right.addWidget(strip)
        right.addWidget(self.stack, 1)
        lower = QHBoxLayout()
        lower.setSpacing(0)
        lower.addWidget(self.rail)
        lower.addLayout(right, 1)
        middle = QWidget()
        whole = QVBoxLayout(middle)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.demo)
        whole.addWidget(self.top)
        whole.addLayout(lower, 1)
        self.setCentralWidget(middle)
        self.setStatusBar(self.status)

    def _connect(self) -> None:
        self.rail.wanted.connect(self._show)
        self.rail.keyed.connect(self._go_by_key)
        desk = self.desk
        desk.opened.connect(self._opened)
        desk.card_changed.connect(self._show_card)
        desk.changed.connect(self._after_change)
        desk.told.connect(self.strip.tell)
        desk.tasks.failed.connect(self.strip.fail)
        desk.asked_for.connect(self.show_page)
        desk.print_asked_for.connect(self._show_papers)
        desk.paper_asked_for.connect(self._show_paper)
        desk.blank_paper_asked_for.connect(partial(self._show_paper, blank=True))
        desk.blank_asked_for.connect(self._show_blank)
        desk.files_chosen.connect(self.take_files)
        desk.kept.connect(self.keeping.read)
        desk.emptied.connect(self.leave_demo)
        self.keeping.copied.connect(self.status.show_copied)
        self.hint.turned.connect(self.actions_by_verb["show_hints"].setChecked)
        self.actions_by_verb["show_hints"].setChecked(self.hint.hints.on)
        self.keeping.sealed.connect(self._show_sealed)
        self.status.backups_asked_for.connect(self._verb("back_up"))
        desk.person_print_asked_for.connect(self._show_person)
        desk.card_print_asked_for.connect(self._show_member_card)
        desk.todo_asked_for.connect(self._show_todo)

    # Opening.

    def begin(self, path: Path | None) -> None:
        """Open the data file, or ask a new user the first questions; they may name the file already."""
        if path and path.exists():
            self.desk.open(path)
        else:
            self._show_first_run(path)

    def _show_first_run(self, path: Path | None = None) -> None:
        if self._first_run is None:
            self._first_run = FirstRun(self.desk.home, path)
            self._first_run.create_asked_for.connect(self._create)
            self._first_run.open_asked_for.connect(self.open_file)
            self._first_run.move_asked_for.connect(self._verb("move_in"))
            self._first_run.demo_asked_for.connect(self._verb("open_demo"))
            self.stack.addWidget(self._first_run)
        self.rail.leave()
        self.hint.show_for("", above=False)
        self.stack.setCurrentWidget(self._first_run)
        self._first_run.name.setFocus()

    def leave_demo(self) -> None:
        """Go back to the user's own data file; who has none is asked the first questions."""
        own = self.demo.own_file()
        if own:
            self.desk.open(own)
            return
        self.desk.close()
        self._cards = None
        self.demo.hide()
        self._show_data_open(False)
        self._show_first_run()

    def _create(self, wanted: Beginning) -> None:
        self._roster_next, self._backups_next = wanted.import_roster, wanted.backups
        self.desk.create(
            wanted.path, kind=wanted.kind, name=wanted.name, superior=wanted.superior, secretary=wanted.secretary
        )

    def _opened(self, card: OfficeCard) -> None:
        self.strip.hide()
        self.desk.seen = {}
        for page in self.pages.values():
            self.stack.removeWidget(page)
            page.deleteLater()
        self.pages = {}
        self._show_card(card)
        self.desk.tasks.run(verbs.cards, self._dealt)

    def _dealt(self, cards: verbs.Cards) -> None:
        self._cards = cards
        if self._first_run is not None:
            self.stack.removeWidget(self._first_run)
            self._first_run.deleteLater()
            self._first_run = None
        self._show_data_open(True)
        self.rail.leave()
        self.show_page(words.HOME)
        self.rail.setFocus()
        self._read_history()
        if self._backups_next is not None:
            self.keeping.copy_to(self._backups_next)
            self._backups_next = None
        if self._roster_next:
            self._roster_next = False
            # Not before this answer is taken: a dialog that waits in it would leave the work of opening under way.
            QTimer.singleShot(0, lambda: file_menu.choose_import(self.desk, self))

    def _show_data_open(self, is_open: bool) -> None:
        self.rail.setVisible(is_open)
        self.top.setVisible(is_open)
        for verb, action in self.actions_by_verb.items():
            action.setEnabled(is_open or verb in ALWAYS)
        if not is_open:
            self._show_history((None, None))

    def _show_card(self, card: OfficeCard) -> None:
        self.top.show_office(card.name)
        self.status.show_office(card, self.desk.path)
        self.demo.show_for(card)
        self.setWindowTitle(f"{card.name} - {words.PROGRAM}{'（演示）' if card.demo else ''}")
        self.rail.offer(units=card.kind != "branch")
        for verb in (*UNIT_VERBS, "carry_out_change"):
            self.actions_by_verb[verb].setVisible((verb in UNIT_VERBS) == (card.kind != "branch"))

    def _show_sealed(self, sealed: bool) -> None:
        self.actions_by_verb["seal_year"].setVisible(not sealed)
        self.actions_by_verb["unseal_year"].setVisible(sealed)

    # Pages.

    def show_page(self, key: str, ledger: str = "") -> None:
        """Go to a page, and there to a ledger where it has several."""
        if self._cards is None or not self.rail.go_to(key):
            return
        if ledger:
            self.pages[key].go_to(ledger)

    def _show(self, key: str) -> None:
        if self._cards is None:
            return
        if key not in self.pages:
            from dangjian_desktop.ui.pages import make_page

            self.pages[key] = make_page(key, self.desk, self._cards, self._verb("import_workbook"))
            self.stack.addWidget(self.pages[key])
        self.stack.setCurrentWidget(self.pages[key])
        self.hint.show_for(key, above=self.desk.kind != "branch")
        self.strip.forget_told()

    def _go_by_key(self, key: str) -> None:
        """Keys go into the page, so that the next key types there; the mouse leaves the focus on the rail."""
        self.show_page(key)
        start = self.pages[key].start if key in self.pages else None
        if start is not None:
            start.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # The verbs of the menus.

    def _verb(self, key: str) -> Callable[[], object]:
        """Return what a key of actions.MENUS does."""
        if key in GRID_VERBS:
            return partial(self._grid_verb, key)
        if key in OTHER_VERBS:
            return partial(OTHER_VERBS[key], self.desk, self)
        found: Callable[[], object] = getattr(self, key)
        return found

    def _grid_verb(self, key: str) -> None:
        """Do it to the grid; a list that is only read has the focus for copying from it, and for nothing else."""
        focus, page = self.focusWidget(), self.stack.currentWidget()
        if isinstance(focus, ReadTable | ReviewTree):
            if key == "copy":
                focus.copy()
        elif isinstance(page, Page) and page.grid is not None:
            getattr(page.grid.view, key)()

    def new_file(self) -> None:
        """Ask the first questions for another data file."""
        self._show_first_run()

    def open_file(self) -> None:
        """Open another data file."""
        path = Files.ask_open(self, "打开数据文件", DATA)
        if path:
            self.desk.open(path)

    def tell_saved(self) -> None:
        """Answer the habit of saving."""
        self.strip.tell(f"{self.status.tell_saved()}。每改一格都自动保存，不用另外保存。")

    def undo(self) -> None:
        """Take back the newest action."""
        self.desk.change(verbs.undo)

    def redo(self) -> None:
        """Do again what was taken back."""
        self.desk.change(verbs.redo)

    def check(self) -> None:
        """Go to the check list."""
        self.refresh()
        self.show_page(words.HOME)

    def refresh(self) -> None:
        """Read everything anew."""
        self.desk.changed.emit(None)

    def print_centre(self) -> None:
        """Go to the print centre."""
        self._go_by_key(words.PRINTING)

    def settings(self) -> None:
        """Go to the settings."""
        self._go_by_key(words.SETTINGS)

    def print_blank(self) -> None:
        """Show all nine forms blank."""
        self.show_page(words.PRINTING)
        self.pages[words.PRINTING].choose_blank()  # type: ignore[attr-defined]

    # Help.

    def help_here(self) -> None:
        """Open the handbook at what has the focus, else at the page on the screen."""
        page = section_of(self.stack.currentWidget())
        show_help(self, section_of(self.focusWidget(), page))

    def handbook(self) -> None:
        """Open the handbook at its beginning."""
        show_help(self, "start")

    def show_hints(self) -> None:
        """Switch the hints above the pages on or off."""
        self.hint.turn(on=not self.hint.hints.on)

    # After a change.

    def _after_change(self, _changes: object) -> None:
        self._warned = self._copied = self._told_uncopied = False
        self._read_history()

    def _read_history(self) -> None:
        self.desk.run(verbs.history, self._show_history)

    def _show_history(self, ends: tuple[Entry | None, Entry | None]) -> None:
        self.top.show_history(*ends)
        for key, made in (("undo", self.top.undo), ("redo", self.top.redo)):
            self.actions_by_verb[key].setText(made.toolTip())
            self.actions_by_verb[key].setEnabled(made.isEnabled())

    def _show_papers(self, forms: tuple[int, ...], members: tuple[str, ...]) -> None:
        self.show_page(words.PRINTING)
        self.pages[words.PRINTING].choose(forms, members)  # type: ignore[attr-defined]

    def _show_blank(self, forms: tuple[int, ...]) -> None:
        self.show_page(words.PRINTING)
        self.pages[words.PRINTING].choose(forms, blank=True)  # type: ignore[attr-defined]

    def _show_paper(self, key: str, *, blank: bool = False) -> None:
        self.show_page(words.PRINTING)
        self.pages[words.PRINTING].choose_other(key, blank=blank)  # type: ignore[attr-defined]

    def _show_person(self, members: tuple[str, ...]) -> None:
        self.show_page(words.PRINTING)
        self.pages[words.PRINTING].choose_people(members)  # type: ignore[attr-defined]

    def _show_todo(self, todo: Todo) -> None:
        """Go where a thing is done, to the rows and people that it is about."""
        self.show_page(todo.page, todo.ledger)
        page = self.pages.get(todo.page)
        if page is not None and page.grid is not None and (todo.rows or todo.persons):
            page.grid.narrow.show_about(todo.rows, todo.persons, todo.column)

    def _show_member_card(self, member: str) -> None:
        self._show_person((member,))
        self.pages[words.PRINTING].choose_other("member_card")  # type: ignore[attr-defined]

    # Files dropped on the window, and its end.

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let a hint go where the window becomes low."""
        super().resizeEvent(event)
        self.hint.look_again()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Do with each kind of file what it is for."""
        event.acceptProposedAction()
        self.take_files([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    def take_files(self, paths: list[Path]) -> None:
        """Receive packages, import a workbook or open a data file."""
        try:
            dropped = sort_dropped(paths, is_open=self._cards is not None)
        except ValueError as error:
            self.strip.fail(str(error))
            return
        self._take(dropped)

    def _take(self, dropped: Dropped) -> None:
        if dropped.packages:
            self.show_page(words.EXCHANGE)
            self.pages[words.EXCHANGE].look_at(dropped.packages)  # type: ignore[attr-defined]
        elif dropped.workbook:
            file_menu.import_workbook(self.desk, self, dropped.workbook)
        elif dropped.data_file:
            self.desk.open(dropped.data_file)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save the cell being typed; warn once when rows are not complete enough to be saved."""
        self.setFocus()
        drafts = sum(page.drafts for page in self.pages.values())
        if drafts and not self._warned:
            self._warned = True
            self.strip.fail(f"有 {drafts} 行没有填全，还没有保存。请补上或删除；再退出一次就放弃这些行。")
            event.ignore()
            return
        if not self._copied and not self._told_uncopied and self._cards is not None:
            self.keeping.copy_at_closing(lambda _made: self._leave(), self._not_copied)
            if not self._copied:
                event.ignore()
                return
        window_state.keep_place(self, self.desk.home)
        self.desk.close()
        self.desk.tasks.stop()
        super().closeEvent(event)

    def _leave(self) -> None:
        """The data are copied: close, unless that is what is being done just now."""
        self._copied = True
        self.close()

    def _not_copied(self, sentence: str) -> None:
        """Tell that the copy failed; closing once more leaves without it."""
        self._told_uncopied = True
        QTimer.singleShot(0, lambda: self.strip.fail(f"{sentence}再退出一次，就不备份了。"))
