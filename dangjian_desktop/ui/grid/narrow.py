"""The strip above a grid that shows some rows alone, and offers a row to each person who has none yet."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from dangjian_desktop.ui.parts import button, label

if TYPE_CHECKING:
    from dangjian_desktop.services.records import GridRow
    from dangjian_desktop.ui.grid.lines import Line
    from dangjian_desktop.ui.grid.view import GridView

    Entry = GridRow | Line

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
        self._ready: Sequence[str] = ()
        self._where: Callable[[Entry], bool] | None = None
        self._sentences = "", ""
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
        self._rows, self._persons, self._offers, self._where = frozenset(rows), tuple(persons), not rows, None
        self._column = column
        model, place = self._view.ledger_model, self._view.ledger_model.person_place
        alone = place is not None and len(persons) == 1 and not rows
        model.given = {model.ledger.columns[place].key: persons[0]} if alone and place is not None else {}
        names = "、".join(self._persons[:NAMED]) + (f"等 {len(persons)} 人" if len(persons) > NAMED else "")
        self._tell(f"只看{names or f' {len(rows)} 行'}。")

    def show_where(self, told: str, wanted: Callable[[Entry], bool], none: str) -> None:
        """Show the rows that a question about them finds, asked anew whenever they are read; ``none`` says there are none."""
        self._sentences = told, none
        self._rows, self._persons, self._offers, self._where = frozenset(), (), False, wanted
        self._view.ledger_model.given = {}
        self._tell(told)

    def _tell(self, sentence: str) -> None:
        self.told.setText(sentence)
        self.show()
        if self._is_read():
            self.renew()

    def show_all(self) -> None:
        """Show every row again, for who goes on in the grid."""
        self.widen()
        self._view.setFocus()

    def widen(self) -> None:
        """Show every row again; rows that were only offered go."""
        if not self.isHidden():
            self.hide()
            self._view.ledger_model.given = {}
            self._view.show_only(None)
            self._keep_ready()

    def keep_ready(self, names: Sequence[str]) -> None:
        """From now on have a row ready for each of these persons below the others."""
        self._ready = tuple(names)
        if self.isHidden() and self._is_read():
            self._keep_ready()

    def _keep_ready(self) -> None:
        self._take_back(self._ready)
        self._offer(self._ready)

    def _take_back(self, but: Collection[str]) -> None:
        model, place = self._view.ledger_model, self._view.ledger_model.person_place
        if place is not None and model.offered_rows():
            model.keep_offered(place, but)

    def _offer(self, names: Sequence[str], *, again: bool = False) -> None:
        """Have a row for each who has none, or ``again`` for who has no row that waits."""
        model, place = self._view.ledger_model, self._view.ledger_model.person_place
        if place is not None and names:
            there = model.texts_of(place, offered=again)
            model.offer(place, [name for name in names if name not in there])

    def renew(self) -> None:
        """Narrow what the grid has just read."""
        if self.isHidden():
            self._keep_ready()
            return
        model, place = self._view.ledger_model, self._view.ledger_model.person_place
        persons = () if self._rows else self._persons
        self._take_back(persons)
        self._offer([name for name in self._ready if name in persons])
        if self._offers:
            self._offer(persons, again=model.ledger.recurs)
            self._offers = False
        found = {at for at, entry in enumerate(model.rows.entries) if self._wants(entry, place)}
        self._view.show_only(found)
        if self._where is not None:
            self.told.setText(self._sentences[not found])
        self._land()

    def _land(self) -> None:
        """Put the cursor on the column that was named; once, for then it is the user's."""
        keys = [column.key for column in self._view.ledger_model.ledger.columns]
        if self._column in keys:
            self._view.go_to(0, keys.index(self._column))
            self._view.setFocus()
        self._column = ""

    def _wants(self, entry: Entry, place: int | None) -> bool:
        if self._where is not None:
            return self._where(entry)
        if self._rows:
            return entry.id in self._rows
        return place is not None and entry.texts[place] in self._persons
