"""A grid's rows in two orders, by hand and as shown; a row becomes a Line when it is looked at, not before."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dangjian_desktop.ui.grid.lines import Line

if TYPE_CHECKING:
    from dangjian_desktop.services.records import GridRow


class Rows:
    """All rows by their place in ``entries``; sorting and filtering only make another ``shown``."""

    def __init__(self) -> None:
        self.entries: list[GridRow | Line] = []
        self.hand: Sequence[int] = ()
        self.shown: Sequence[int] = ()
        self._lines: dict[int, Line] = {}
        self._sorted: list[int] | None = None
        self._kept: Collection[int] | None = None

    def __len__(self) -> int:
        return len(self.shown)

    def line(self, row: int) -> Line:
        """Return a shown row as a Line that may be changed."""
        return self._line_at(self.shown[row])

    def entry(self, row: int) -> GridRow | Line:
        """Return a shown row as it is, for reading alone."""
        return self.entries[self.shown[row]]

    def texts(self, row: int) -> Sequence[str]:
        """Return a shown row's texts."""
        return self.entries[self.shown[row]].texts

    def lines(self) -> Iterator[Line]:
        """Give the rows that were looked at, in the order by hand; only they can be unsaved."""
        if len(self._lines) * 8 < len(self.hand):
            places = {entry: place for place, entry in enumerate(self.hand)}
            yield from (self._lines[entry] for entry in sorted(self._lines, key=places.__getitem__))
        else:
            yield from (self._lines[entry] for entry in self.hand if entry in self._lines)

    def offered(self) -> int:
        """Return the number of rows that are only offered."""
        return sum(line.offered for line in self._lines.values())

    def row_of(self, entry: int) -> int | None:
        """Return where an entry is shown."""
        return self.shown.index(entry) if entry in self.shown else None

    def _line_at(self, entry: int) -> Line:
        found = self.entries[entry]
        if not isinstance(found, Line):
            found = Line(list(found.texts), found.id, found.editable, found.owner)
            self.entries[entry] = self._lines[entry] = found
        return found

    def show(self, rows: Sequence[GridRow]) -> None:
        """Show other rows; drafts and texts that were not taken stay."""
        unsaved = {line.id: line for line in self._lines.values() if line.id and (line.dirty or line.problems)}
        drafts = [line for line in self.lines() if line.is_draft]
        self.entries, self.hand, self._lines = list(rows), range(len(rows)), {}
        if unsaved:
            for entry, row in enumerate(rows):
                if row.id in unsaved:
                    _keep_unsaved(self._line_at(entry), unsaved[row.id])
        ids = {row.id: entry for entry, row in enumerate(rows)} if drafts else {}
        for line in drafts:
            self._join(line, ids.get(line.before))
        self._sorted = self._kept = None
        self.shown = self.hand

    def refresh(self, rows: Mapping[str, GridRow]) -> None:
        """Take over rows as they were saved, but not over what is not saved."""
        for entry, known in enumerate(self.entries):
            row = rows.get(known.id) if known.id else None
            if row is None:
                continue
            if isinstance(known, Line):
                for place, text in enumerate(row.texts):
                    if place not in known.dirty and place not in known.problems:
                        known.texts[place] = text
                known.editable = row.editable
            else:
                self.entries[entry] = row

    def append(self, line: Line) -> None:
        """Add a row at the end."""
        self._join(line, None)
        self.shown = _with(self.shown, len(self.shown), len(self.entries) - 1)

    def insert(self, row: int, line: Line) -> None:
        """Put a row above a shown one."""
        self._join(line, self.shown[row])
        self.shown = _with(self.shown, row, len(self.entries) - 1)

    def remove(self, row: int) -> None:
        """Drop a shown row; its entry stays empty, so that the others keep their places."""
        entry = self.shown[row]
        self.shown = [each for each in self.shown if each != entry]
        self.hand = [each for each in self.hand if each != entry]
        self._lines.pop(entry, None)

    def _join(self, line: Line, above: int | None) -> None:
        entry = len(self.entries)
        self.entries.append(line)
        self._lines[entry] = line
        self.hand = _with(self.hand, len(self.hand) if above is None else self.hand.index(above), entry)

    def forget_unsaved(self) -> None:
        """Drop drafts and texts that were not taken."""
        self._lines = {entry: line for entry, line in self._lines.items() if line.id}
        for line in self._lines.values():
            line.dirty.clear()
            line.problems.clear()

    def sort(self, place: int | None, key: Callable[[str], Any] = str, *, downward: bool = False) -> None:
        """Show the rows sorted by a column, empty cells last, or by hand; new rows stay at the end."""
        self._sorted = None
        if place is not None:
            saved, drafts = self._parted(self.hand)
            texts = {entry: self.entries[entry].texts[place] for entry in saved}
            keys = {text: key(text) for text in set(texts.values())}
            filled = sorted(
                (entry for entry in saved if texts[entry]), key=lambda entry: keys[texts[entry]], reverse=downward
            )
            self._sorted = [*filled, *(entry for entry in saved if not texts[entry]), *drafts]
        self._arrange()

    def keep(self, entries: Collection[int] | None) -> None:
        """Show these entries alone, or all; new rows are always shown."""
        self._kept = None if entries is None else frozenset(entries)
        self._arrange()

    def _arrange(self) -> None:
        order = self.hand if self._sorted is None else self._sorted
        if self._kept is None:
            self.shown = order
        else:
            kept, known = self._kept, self.entries
            self.shown = [entry for entry in order if entry in kept or known[entry].id is None]

    def _parted(self, order: Iterable[int]) -> tuple[list[int], list[int]]:
        saved: list[int] = []
        drafts: list[int] = []
        for entry in order:
            (saved if self.entries[entry].id else drafts).append(entry)
        return saved, drafts


def _keep_unsaved(line: Line, unsaved: Line) -> None:
    for place in unsaved.dirty | unsaved.problems.keys():
        line.texts[place] = unsaved.texts[place]
    line.dirty, line.problems = unsaved.dirty, unsaved.problems


def _with(order: Sequence[int], place: int, entry: int) -> list[int]:
    return [*order[:place], entry, *order[place:]]
