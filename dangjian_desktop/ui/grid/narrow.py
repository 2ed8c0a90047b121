"""The strip above a grid that shows some rows alone, and offers a row to each person who has none yet."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from dangjian_desktop.ui.grid.lines import PERSON_KINDS
from dangjian_desktop.ui.parts import button, label

if TYPE_CHECKING:
    from dangjian_desktop.ui.grid.view import GridView

NAMED = 6


class NarrowStrip(QFrame):
    """Says what is shown alone and gives all rows back; hidden while all are shown."""

    def __init__(self, view: GridView, is_read: Callable[[], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self.setProperty("kind", "asked")
        self._view, self._is_read = view, is_read
        self._rows: Collection[str] = ()
        self._persons: Sequence[str] = ()
        self._offers = False
        self._column = ""
        self.told = label(wrap=True)
        self.all_button = button("显示全部", self.show_all)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 8, 4)
        layout.addWidget(self.told, 1)
        layout.addWidget(self.all_button)
        self.hide()

    def show_about(self, rows: Collection[str], persons: Sequence[str], column: str = "") -> None:
        """Show the rows with these ids, else those of these persons; who has none gets a row to fill.

        The cursor goes to ``column``, if one is named.
        """
        self._rows, self._persons, self._offers = frozenset(rows), tuple(persons), not rows
        self._column = column
        names = "、".join(self._persons[:NAMED]) + (f"等 {len(persons)} 人" if len(persons) > NAMED else "")
        self.told.setText(f"只看{names or f' {len(rows)} 行'}。")
        self.show()
        if self._is_read():
            self.renew()

    def show_all(self) -> None:
        """Show every row again; rows that were only offered go."""
        self.hide()
        self._view.ledger_model.drop_offered()
        self._view.show_only(None)
        self._view.setFocus()

    def renew(self) -> None:
        """Narrow what the grid has just read."""
        if self.isHidden():
            return
        model, place = self._view.ledger_model, self._place()
        if self._offers and place is not None:
            there = {entry.texts[place] for entry in model.rows.entries if entry.id}
            again = model.ledger.recurs
            model.offer(place, [name for name in self._persons if again or name not in there])
            self._offers = False
        wanted = set(self._persons)
        self._view.show_only(
            {
                place_of
                for place_of, entry in enumerate(model.rows.entries)
                if (entry.id in self._rows if self._rows else place is not None and entry.texts[place] in wanted)
            }
        )
        self._land()

    def _land(self) -> None:
        """Put the cursor on the column that was named; once, for then it is the user's."""
        keys = [column.key for column in self._view.ledger_model.ledger.columns]
        if self._column in keys:
            self._view.go_to(0, keys.index(self._column))
            self._view.setFocus()
        self._column = ""

    def _place(self) -> int | None:
        columns = self._view.ledger_model.ledger.columns
        return next((at for at, column in enumerate(columns) if column.kind.value in PERSON_KINDS), None)
