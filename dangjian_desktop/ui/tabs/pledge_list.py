"""Everybody with the number of his commitments beside the grid; a name shows his alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dangjian_desktop.ui import look
from dangjian_desktop.ui.palette import Colour
from dangjian_desktop.ui.plain_table import PlainTable

if TYPE_CHECKING:
    from dangjian_desktop.services.pledges import PledgeCount

WIDTH = 236
EVERYBODY = "全部"


def chip(each: PledgeCount) -> str:
    """Return the number with what is usual: 3/3–5 ✓, 2/3–5 少, 6/3–5 多; who does as he wishes has no measure."""
    if not each.asked:
        return f"{each.count}　自愿"
    mark = "✓" if each.fits else "少" if each.count < each.least else "多"
    return f"{each.count}/{each.least}–{each.most} {mark}"


class PledgeList(PlainTable):
    """``picked`` tells whose commitments are wanted, an empty name for all."""

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("每人承诺项数", (("承诺人", 110), ("项数", 92)), parent=parent)
        look.fit(self, lambda: self.setFixedWidth(look.scaled(WIDTH)))
        self._counts: tuple[PledgeCount, ...] = ()
        self.name = ""
        self.chosen.connect(self._pick)

    @property
    def counts(self) -> tuple[PledgeCount, ...]:
        """Those whose commitments are shown: all, or the one who is chosen."""
        return tuple(each for each in self._counts if self.name in ("", each.name))

    def show_counts(self, counts: tuple[PledgeCount, ...]) -> None:
        """Show other counts; who is chosen stays so as long as he is there."""
        self._counts = counts
        rows = [(EVERYBODY, str(sum(each.count for each in counts))), *((each.name, chip(each)) for each in counts)]
        marks = {(place, 1): Colour.WARN for place, each in enumerate(counts, start=1) if not each.fits}
        self.show_rows(rows, marks)
        names = [each.name for each in counts]
        self.choose(names.index(self.name) + 1 if self.name in names else 0)

    def _pick(self, row: int) -> None:
        name = self._counts[row - 1].name if 0 < row <= len(self._counts) else ""
        if name != self.name:
            self.name = name
            self.picked.emit(name)
