"""Keeps the open data file: copies at closing and once a day, the grey strips, and the time of the last copy."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from dangjian_desktop.ui import keep_verbs
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.notice_strip import NoticeStrip

if TYPE_CHECKING:
    from dangjian_desktop.ui.keep_verbs import Standing

HOUR = 3_600_000


class Keeping(QObject):
    """Watches over the data file on the desk; ``copied`` tells in words when it was last copied.

    ``sealed`` tells whether the year on the screen is only read.
    """

    copied = Signal(str)
    sealed = Signal(bool)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.taken = NoticeStrip("再试一次")
        self.closed = NoticeStrip("解锁修改")
        self._standing: Standing | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(HOUR)
        self._timer.timeout.connect(self._copy_daily)
        self.taken.pressed.connect(desk.reopen)
        self.closed.pressed.connect(self._unlock)
        desk.opened.connect(self._opened)
        desk.changed.connect(self.read)
        desk.period_changed.connect(self._show_period)

    def read(self, _changes: object = None) -> None:
        """Read anew how the data file stands."""
        self._desk.run(keep_verbs.standing, self._show)

    def copy_at_closing(self, on_done: Callable[[object], object], on_error: Callable[[str], object]) -> None:
        """Copy what changed since the last copy, before the window closes."""
        self._desk.run(keep_verbs.back_up_at_closing, on_done, on_error, "正在备份")

    def copy_to(self, folder: Path) -> None:
        """Let backups go to a folder from now on, and make the first one there."""
        self._desk.run(lambda office: keep_verbs.choose_folder(office, folder), lambda _folder: self._copy_daily())

    def _opened(self, _card: object) -> None:
        self._timer.start()
        self._copy_daily()

    def _copy_daily(self) -> None:
        self._desk.run(keep_verbs.back_up_daily, self.read, lambda _sentence: self.read())

    def _show(self, standing: Standing) -> None:
        self._standing = standing
        self.taken.show_or_hide(standing.taken)
        today = self._desk.clock().date()
        self.copied.emit(f"上次备份 {in_words(standing.copied_at, today)}" if standing.copied_at else "还没有备份")
        self._show_period()

    def _show_period(self) -> None:
        year = self._desk.period.year
        shut = self._standing is not None and year in self._standing.closed and not self._standing.taken
        self.closed.show_or_hide(f"{year}年度已封存，只读。" if shut else "")
        self.sealed.emit(shut)

    def _unlock(self) -> None:
        year = self._desk.period.year
        self._desk.change(lambda office: keep_verbs.set_closed(office, year, closed=False))


def in_words(moment: datetime, today: date) -> str:
    """Return a moment as people say it: 今天 09:00, 昨天 17:30, 11月3日 or 2025年11月3日."""
    days = (today - moment.date()).days
    if days in (0, 1):
        return f"{('今天', '昨天')[days]} {moment:%H:%M}"
    year = "" if moment.year == today.year else f"{moment.year}年"
    return f"{year}{moment.month}月{moment.day}日"
