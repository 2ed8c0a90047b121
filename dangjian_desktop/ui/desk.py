"""What all pages share: the open data file, the period looked at, the way to run a verb and to tell the user."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from dangjian_desktop.core.clock import Clock
from dangjian_desktop.core.dates import quarter_of
from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.ids import NewId
from dangjian_desktop.ui import identity_verbs, verbs
from dangjian_desktop.ui.period import Period
from dangjian_desktop.ui.tasks import Tasks

if TYPE_CHECKING:
    from dangjian_desktop.services.records import OfficeCard
    from dangjian_desktop.services.restoring import Restored
    from dangjian_desktop.services.work import Changes, Office

T = TypeVar("T")


class Desk(QObject):
    """The open office as the pages see it; the office itself is touched on the worker alone."""

    opened = Signal(object)
    changed = Signal(object)
    period_changed = Signal()
    told = Signal(str)
    asked_for = Signal(str, str)
    card_changed = Signal(object)
    print_asked_for = Signal(object, object)
    paper_asked_for = Signal(str)
    blank_paper_asked_for = Signal(str)
    blank_asked_for = Signal(object)
    files_chosen = Signal(object)
    kept = Signal()
    person_print_asked_for = Signal(object)
    red_asked_for = Signal(object)
    card_print_asked_for = Signal(str)
    todo_asked_for = Signal(object)
    emptied = Signal()

    def __init__(self, tasks: Tasks, clock: Clock, new_id: NewId, home: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.home = home
        self.tasks = tasks
        self.clock = clock
        self.new_id = new_id
        today = clock().date()
        self.period = Period(today.year, quarter_of(today))
        self.card: OfficeCard | None = None
        self.path: Path | None = None
        self.seen: dict[
            str, tuple[int, int]
        ] = {}  # units whose packages were looked at and not merged, and the periods
        self._office: Office | None = None

    @property
    def kind(self) -> str:
        """The kind of the open office, or an empty text."""
        return self.card.kind if self.card else ""

    def run(
        self,
        verb: Callable[[Office], T],
        on_done: Callable[[T], object] | None = None,
        on_error: Callable[[str], object] | None = None,
        label: str = "",
    ) -> None:
        """Run a verb on the open office, away from the window."""

        def job() -> T:
            if self._office is None:
                raise UserError("DATA-NONE", "还没有打开数据文件。请先新建或打开一个。")
            return verb(self._office)

        self.tasks.run(job, on_done, on_error, label)

    def change(self, verb: Callable[[Office], Changes], label: str = "") -> None:
        """Run a verb that changes data; all pages then show the new state."""
        self.run(verb, self.changed.emit, label=label)

    def set_period(self, year: int, quarter: int) -> None:
        """Look at another year or quarter."""
        period = Period(year, quarter)
        if period != self.period:
            self.period = period
            self.period_changed.emit()

    def tell(self, sentence: str) -> None:
        """Say in the strip above the page what was done."""
        self.told.emit(sentence)

    def open(self, path: Path) -> None:
        """Open a data file in place of the present one."""
        self._replace(lambda: verbs.open_office(path, self.clock, self.new_id), path)

    def open_moved(self, package: Path, target: Path, password: str) -> None:
        """Unpack a data file that was moved to this PC, and open it."""
        self._replace(
            lambda: identity_verbs.open_move_package(package, target, password, self.clock, self.new_id), target
        )

    def open_demo(self, folder: Path, name: str, *, fresh: bool) -> None:
        """Open a made-up office; when making it anew fails, no data file is open any more."""
        path = folder / name / f"{name}.db"

        def opening() -> Office:
            if fresh:
                self._let_go()
            return verbs.open_demo(folder, name, self.clock, self.new_id, self.tasks.progress, fresh=fresh)

        self._replace(opening, path, lambda _sentence: self.emptied.emit() if fresh else None)

    def create(self, path: Path, *, kind: str, name: str, superior: str = "", secretary: str = "") -> None:
        """Make a data file and open it."""
        self._replace(lambda: verbs.create_office(path, kind, name, superior, secretary, self.clock, self.new_id), path)

    def reopen(self) -> None:
        """Open the same data file again: another program may have let it go."""
        if self.path is not None:
            self.open(self.path)

    def restore(self, source: Path, on_done: Callable[[Restored], object], on_error: Callable[[str], object]) -> None:
        """Put a backup in the place of the open data file and open that; if it fails, the data stay as they are."""
        path = self.path
        if path is None:
            return

        def job() -> tuple[Restored, OfficeCard]:
            self._let_go()
            try:
                done = verbs.restore(path, source, self.clock, self.tasks.progress)
            finally:
                office = self._office = verbs.open_office(path, self.clock, self.new_id)
            return done, verbs.office_card(office)

        def done(result: tuple[Restored, OfficeCard]) -> None:
            self.card = result[1]
            self.opened.emit(self.card)
            self.tasks.run(lambda: result[0], on_done)  # after what the window does with a data file just opened

        self.tasks.run(job, done, on_error, "正在恢复")

    def reread_card(self) -> None:
        """Read the office's name and secretary again."""
        self.run(verbs.office_card, self._show_card)

    def close(self) -> None:
        """Close the data file on the worker."""
        self.tasks.run(self._let_go)

    def _let_go(self) -> None:
        if self._office is not None:
            self._office.close()
            self._office = None

    def _replace(
        self, opening: Callable[[], Office], path: Path, on_error: Callable[[str], object] | None = None
    ) -> None:
        def job() -> OfficeCard:
            if path == self.path:
                self._let_go()  # or it would be found to be taken, by this very program
            office = opening()
            previous, self._office = self._office, office
            if previous is not None:
                previous.close()
            return verbs.office_card(office)

        def done(card: OfficeCard) -> None:
            self.card, self.path = card, path
            self.opened.emit(card)

        self.tasks.run(job, done, on_error, "正在打开数据文件")

    def _show_card(self, card: OfficeCard) -> None:
        self.card = card
        self.card_changed.emit(card)
