"""What the menu 数据 does to keep the data: backups, the check of everything, the roll-over, recent files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from dangjian_desktop.core.dates import quarter_of
from dangjian_desktop.ui import keep_verbs
from dangjian_desktop.ui.desk import Desk

if TYPE_CHECKING:
    from dangjian_desktop.services.integrity import Verified
    from dangjian_desktop.services.rollover import Rollover

FIRST_HALF = 6


def back_up(desk: Desk, parent: QWidget) -> None:
    """Show the backups, to make one."""
    _open_backups(desk, parent, restoring=False)


def restore(desk: Desk, parent: QWidget) -> None:
    """Show the backups, to put one back."""
    _open_backups(desk, parent, restoring=True)


def verify(desk: Desk, parent: QWidget) -> None:
    """Check the data file and all its backups, and tell what is not sound."""

    def tell(found: Verified) -> None:
        if not found.faults:
            desk.tell(f"数据文件完好（{found.rows} 行），{found.backups} 份备份也完好。")
            return
        from dangjian_desktop.ui.dialogs.verified import VerifiedDialog

        VerifiedDialog(parent, found).open()

    desk.run(lambda office: keep_verbs.verify(office, desk.tasks.progress), tell, label="正在检查数据")


def roll_over(desk: Desk, parent: QWidget) -> None:
    """Ask what is carried from the year on the screen into the next, and do it."""
    to_year = _next_year(desk)

    def ask(plan: Rollover) -> None:
        from dangjian_desktop.ui.dialogs.rollover import RolloverDialog

        wanted = RolloverDialog.ask(parent, plan)
        if wanted is not None:
            desk.run(
                lambda office: keep_verbs.roll_over(office, to_year, wanted.carry, close=wanted.close),
                lambda done: _rolled_over(desk, done),
                label="正在结转",
            )

    desk.run(lambda office: keep_verbs.preview_rollover(office, to_year), ask)


def seal_year(desk: Desk, parent: QWidget) -> None:
    """Ask whether the year on the screen is to be read only from now on, and see to it."""
    from dangjian_desktop.ui.dialogs.seal_year import SealYearDialog

    year = desk.period.year
    if SealYearDialog.ask(parent, year):
        desk.change(lambda office: keep_verbs.set_closed(office, year, closed=True))


def unseal_year(desk: Desk, _parent: QWidget) -> None:
    """Let the year on the screen be changed again."""
    year = desk.period.year
    desk.change(lambda office: keep_verbs.set_closed(office, year, closed=False))


def _next_year(desk: Desk) -> int:
    """Return the year after the one on the screen; in the first half of this year, that is this year itself."""
    today, year = desk.clock().date(), desk.period.year
    return year if year == today.year and today.month <= FIRST_HALF else year + 1


def _rolled_over(desk: Desk, done: Rollover) -> None:
    from dangjian_desktop.ui.dialogs.rollover import TITLES

    brought = "、".join(f"{TITLES[key]} {count} 条" for key, count in done.carried.items() if count)
    desk.changed.emit(done.changes)
    today = desk.clock().date()
    desk.set_period(done.to_year, quarter_of(today) if done.to_year == today.year else 1)
    desk.tell(f"已结转到{done.to_year}年度：{brought or '没有新的内容'}。可以用“撤销”退回。")


def _open_backups(desk: Desk, parent: QWidget, *, restoring: bool) -> None:
    from dangjian_desktop.ui.dialogs.backups import BackupsDialog

    BackupsDialog(desk, parent, restoring=restoring).open()


VERBS: Mapping[str, Callable[[Desk, QWidget], None]] = {
    "back_up": back_up,
    "restore_backup": restore,
    "verify_data": verify,
    "roll_over": roll_over,
    "seal_year": seal_year,
    "unseal_year": unseal_year,
}
