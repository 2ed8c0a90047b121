"""A ledger's rows as a Qt model: texts as typed, a blank last row, red marks that keep what was typed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from dangjian_desktop.ui import look
from dangjian_desktop.ui.grid.editors import Choices
from dangjian_desktop.ui.grid.lines import PERSON_KINDS, Line, Typed, long_tooltip, short_office, shown, sort_key
from dangjian_desktop.ui.grid.rows import Rows
from dangjian_desktop.ui.palette import Colour

if TYPE_CHECKING:
    from dangjian_desktop.schemes.scheme import Ledger
    from dangjian_desktop.services.records import Saved
    from dangjian_desktop.ui.verbs import Page

Index = QModelIndex | QPersistentModelIndex
Cells = Mapping[tuple[int, int], str]
ROOT = QModelIndex()
PERIOD_KEYS = ("year", "quarter")
DISPLAY, EDIT = Qt.ItemDataRole.DisplayRole.value, Qt.ItemDataRole.EditRole.value
BACKGROUND, FOREGROUND = Qt.ItemDataRole.BackgroundRole.value, Qt.ItemDataRole.ForegroundRole.value
READ = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
WRITTEN = READ | Qt.ItemFlag.ItemIsEditable
NO_PROBLEMS: Mapping[int, str] = {}
TOOLTIP = Qt.ItemDataRole.ToolTipRole.value
ASKED = frozenset({DISPLAY, EDIT, BACKGROUND, FOREGROUND, TOOLTIP})


class LedgerModel(QAbstractTableModel):
    """The rows of one ledger and of one period."""

    edited = Signal(str)

    def __init__(self, ledger: Ledger, *, may_add: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ledger = ledger
        self.owners: Mapping[str, str] = {}
        self.choices: Mapping[str, Sequence[str]] = {}
        self.defaults: Mapping[str, str] = {}
        self.given: Mapping[str, str] = {}
        self.closed = ""
        self.questions: Mapping[tuple[str, str], str] = {}
        self._takes_rows = may_add
        self.search_keys: Mapping[str, str] = {}
        self.may_add = may_add
        self.rows = Rows()
        self._blank = self._new_line()

    # What Qt asks.

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return the rows, the blank one included."""
        return 0 if parent.isValid() else len(self.rows) + self.may_add

    def columnCount(self, parent: Index = ROOT) -> int:
        """Return the ledger's columns."""
        return 0 if parent.isValid() else len(self.ledger.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:  # noqa: ANN401
        """Return a column's heading, or a row's number."""
        if role not in (DISPLAY, TOOLTIP):
            return None
        if orientation == Qt.Orientation.Vertical:
            return self._row_number(section) if role == DISPLAY else self._row_tip(section)
        column = self.ledger.columns[section]
        if role == DISPLAY:
            return column.heading
        return "，".join(filter(None, ("必填" if column.needed else "", column.hint))) or None

    def data(self, index: Index, role: int = DISPLAY) -> Any:  # noqa: ANN401
        """Return a cell's text, marks or tooltip."""
        if role not in ASKED:
            return None
        row, place = index.row(), index.column()
        if role == DISPLAY:
            return shown(self.ledger.columns[place], self.text(row, place))
        if role == EDIT:
            return self.text(row, place)
        return self._mark(row, place, role)

    def _mark(self, row: int, place: int, role: int) -> Any:  # noqa: ANN401
        """Return a cell's ground, the colour of its text or its tooltip; most rows have nothing to say."""
        entry = self.rows.entry(row) if row < len(self.rows) else self._blank
        problems = entry.problems if isinstance(entry, Line) else NO_PROBLEMS
        asked = self._asked_at(entry.id, place) if self.questions else ""
        if role == TOOLTIP:
            return (
                problems.get(place)
                or asked
                or long_tooltip(entry.texts[place])
                or self.ledger.columns[place].hint
                or None
            )
        if asked or place in problems:
            return look.colour(Colour.PROBLEM_GROUND if role == BACKGROUND else Colour.ACCENT)
        if not entry.editable:
            return look.colour(Colour.READ_ONLY_GROUND if role == BACKGROUND else Colour.QUIET)
        lacks = isinstance(entry, Line) and entry.is_draft and place in self._missing(entry)
        return look.colour(Colour.MISSING_GROUND) if lacks and role == BACKGROUND else None

    def _asked_at(self, row_id: str | None, place: int) -> str:
        """Return what the level above asks about a cell; what is about the whole row stands where typing begins."""
        if row_id is None:
            return ""
        whole = self.questions.get((row_id, ""), "") if place == self.first_place else ""
        return self.questions.get((row_id, self.ledger.columns[place].key), "") or whole

    def told(self, row: int, place: int) -> str:
        """Return why a cell's text was not taken, or what the level above asks about it."""
        line = self.line(row)
        return line.problems.get(place, "") or self._asked_at(line.id, place)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what may be done with a cell; rows of another office are only read."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        row = index.row()
        entry = self.rows.entry(row) if row < len(self.rows) else self._blank
        return WRITTEN if entry.editable else READ

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401
        """Take a typed text."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        row, place = index.row(), index.column()
        if str(value) == self.line(row).texts[place]:
            return False
        verb = f"修改{self.ledger.title}" if self.line(row).id else f"新增{self.ledger.title}"
        return self.write({(row, place): str(value)}, verb)

    # What the grid does.

    @property
    def first_place(self) -> int:
        """Where typing begins in a row: after the year and quarter, which are given."""
        return next((i for i, column in enumerate(self.ledger.columns) if column.key not in PERIOD_KEYS), 0)

    def offered(self, key: str) -> Choices:
        """Return what a column offers while it is typed into."""
        texts = self.choices.get(key, ())
        return Choices(texts, [self.search_keys.get(text, "") for text in texts] if self.search_keys else ())

    @property
    def person_place(self) -> int | None:
        """The column that says whom a row is about, if there is one."""
        columns = self.ledger.columns
        return next((place for place, column in enumerate(columns) if column.kind.value in PERSON_KINDS), None)

    def line(self, row: int) -> Line:
        """Return a row; the one after the last is blank."""
        return self.rows.line(row) if row < len(self.rows) else self._blank

    def text(self, row: int, place: int) -> str:
        """Return a cell's text as it is copied."""
        return self.rows.texts(row)[place] if row < len(self.rows) else self._blank.texts[place]

    def ids(self, rows: Iterable[int]) -> list[str]:
        """Return the ids of saved rows that may be changed."""
        lines = [self.line(row) for row in rows]
        return [line.id for line in lines if line.id and line.editable]

    def drafts(self) -> int:
        """Return the number of rows of which something is not saved: needed cells lack, or a text was not taken."""
        return sum(line.is_draft or bool(line.problems) for line in self.rows.lines())

    def filled(self) -> int:
        """Return the number of rows without the blank one."""
        return len(self.rows)

    def would_add(self, cells: Cells) -> int:
        """Return how many rows writing these texts would add below the last."""
        rows = [row for (row, _), text in cells.items() if text and row >= len(self.rows)] if self.may_add else []
        return max(rows) + 1 - len(self.rows) if rows else 0

    def write(self, cells: Cells, verb: str) -> bool:
        """Put texts into cells, adding rows below the last where needed; read-only cells keep theirs."""
        kept = {spot: text for spot, text in cells.items() if self._may_write(*spot)}
        if not kept:
            return False
        self._grow(max(row for row, _ in kept) + 1, kept)
        for (row, place), text in kept.items():
            line = self.line(row)
            if text and line.id is None and not any(line.texts):
                self._fill_defaults(line)
            line.texts[place] = text
            line.offered = False
            line.dirty.add(place)
            line.problems.pop(place, None)
            self._clear_missing(line)
        self._announce(row for row, _ in kept)
        self.edited.emit(verb)
        return True

    def show(self, page: Page) -> None:
        """Show a ledger anew in the order by hand; drafts and texts that were not taken stay."""
        self.beginResetModel()
        self.choices, self.owners, self.closed, self.questions = page.choices, page.owners, page.closed, page.asked
        self.may_add = self._takes_rows and not page.closed
        self.rows.show(page.rows)
        self._blank = self._new_line()
        self.endResetModel()

    def forget_unsaved(self) -> None:
        """Drop drafts and texts that were not taken; another period is shown next."""
        self.rows.forget_unsaved()

    def waiting(self) -> list[Line]:
        """Return the changed rows that are complete enough to be saved."""
        return [line for line in self.rows.lines() if line.dirty and (line.id or not self._missing(line))]

    def edit_of(self, line: Line) -> Typed:
        """Return what to save of a row, and count it as handed over."""
        columns = self.ledger.columns
        places = sorted(line.dirty) if line.id else [place for place, text in enumerate(line.texts) if text]
        texts = {columns[place].key: line.texts[place] for place in places}
        line.dirty = set()
        return Typed(line.id, texts, line.before)

    def took(self, lines: Sequence[Line], saved: Saved, page: Page) -> None:
        """Take over what saving gave: ids for new rows, normal spellings, reasons for texts not taken."""
        self.choices = page.choices
        for line, row_id in zip(lines, saved.ids, strict=False):
            line.id = line.id or row_id or None
        for problem in saved.problems:
            place = next(i for i, column in enumerate(self.ledger.columns) if column.key == problem.column)
            lines[problem.row].problems[place] = problem.message
        self.rows.refresh({row.id: row for row in page.rows})
        self._announce((0, len(self.rows) - 1))

    def refused(self, lines: Sequence[Line], edits: Sequence[Typed], why: str) -> None:
        """Mark the texts that could not be saved at all."""
        places = {column.key: place for place, column in enumerate(self.ledger.columns)}
        for line, edit in zip(lines, edits, strict=True):
            line.problems |= {places[key]: why for key, text in edit.texts.items() if text}
        self._announce((0, len(self.rows) - 1))

    def mark_missing(self, row: int) -> None:
        """Mark the empty needed cells of a draft that the cursor has left."""
        line = self.line(row)
        if line is self._blank or not line.is_draft:
            return
        for place in self._missing(line):
            line.problems[place] = f"“{self.ledger.columns[place].heading}”没有填写，这一行还没有保存。请补上。"
        self._announce([row])

    def entry_at(self, row: int) -> int | None:
        """Return which entry of ``rows`` is shown in a row; it stays the same however rows are sorted."""
        return self.rows.shown[row] if 0 <= row < len(self.rows) else None

    def row_of(self, entry: int | None) -> int | None:
        """Return the row that shows an entry, or None."""
        return None if entry is None else self.rows.row_of(entry)

    def insert_row(self, row: int) -> None:
        """Put an empty row above a saved one; it is kept once something is typed there."""
        above = self.line(row)
        line = Line([""] * len(self.ledger.columns), before=above.id or above.before)
        self.beginInsertRows(QModelIndex(), row, row)
        self.rows.insert(row, line)
        self.endInsertRows()

    def offer(self, place: int, names: Sequence[str]) -> None:
        """Add a row for each name below the others; it is kept once something is typed there."""
        if not names or not self.may_add:
            return
        first = len(self.rows)
        self.beginInsertRows(QModelIndex(), first, first + len(names) - 1)
        for name in names:
            line = self._new_line()
            self._fill_defaults(line)
            line.texts[place], line.offered = name, True
            self.rows.append(line)
        self.endInsertRows()

    def keep_offered(self, place: int, names: Collection[str]) -> None:
        """Take back the rows that were offered and not used, but for those of these names."""
        gone = [row for row in range(len(self.rows)) if self.is_offered(row) and self.text(row, place) not in names]
        for row in reversed(gone):
            self.beginRemoveRows(QModelIndex(), row, row)
            self.rows.remove(row)
            self.endRemoveRows()

    def offered_rows(self) -> int:
        """Return the number of rows that were offered and not used."""
        return self.rows.offered()

    def texts_of(self, place: int, *, offered: bool = False) -> set[str]:
        """Return the texts of a column in all rows, shown or not, or in those that are only offered."""
        entries = (self.rows.entries[entry] for entry in self.rows.hand)
        return {each.texts[place] for each in entries if not offered or (isinstance(each, Line) and each.offered)}

    def is_offered(self, row: int) -> bool:
        """Whether a row has only its person's name, ready to be filled."""
        entry = self.rows.entry(row)
        return isinstance(entry, Line) and entry.offered

    def drop_drafts(self, rows: Iterable[int]) -> None:
        """Drop rows that were never saved."""
        for row in sorted(set(rows), reverse=True):
            if row < len(self.rows) and self.line(row).id is None:
                self.beginRemoveRows(QModelIndex(), row, row)
                self.rows.remove(row)
                self.endRemoveRows()

    def sort_by(self, place: int | None, *, downward: bool = False, key: Callable[[str], Any] | None = None) -> None:
        """Sort by a column, its own way or by ``key`` of a text, or return to the order by hand."""
        self.beginResetModel()
        column = self.ledger.columns[place or 0]
        self.rows.sort(place, key or sort_key(column), downward=downward)
        self.endResetModel()

    def show_only(self, entries: Collection[int] | None) -> None:
        """Show these entries of ``rows`` alone, or all of them again."""
        self.beginResetModel()
        self.rows.keep(entries)
        self.endResetModel()

    def problem_after(self, row: int, place: int) -> tuple[int, int] | None:
        """Return the next marked cell after a place, going round."""
        marked = {id(line) for line in self.rows.lines() if line.problems}
        rows = [r for r in range(len(self.rows)) if id(self.rows.entries[self.rows.shown[r]]) in marked]
        spots = [(r, p) for r in rows for p in sorted(self.line(r).problems)]
        return next((spot for spot in spots if spot > (row, place)), spots[0] if spots else None)

    def _may_write(self, row: int, place: int) -> bool:
        if place >= len(self.ledger.columns):
            return False
        return self.may_add if row >= len(self.rows) else self.line(row).editable

    def _grow(self, rows: int, cells: Cells) -> None:
        """Turn the blank row into a draft and add further ones, when something is written there."""
        added = rows - len(self.rows)
        if added <= 0 or not any(text for (row, _), text in cells.items() if row >= len(self.rows)):
            return
        first = len(self.rows) + 1
        self.beginInsertRows(QModelIndex(), first, first + added - 1)
        for line in [self._blank, *(self._new_line() for _ in range(added - 1))]:
            self._fill_defaults(line)
            self.rows.append(line)
        self._blank = self._new_line()
        self.endInsertRows()

    def _fill_defaults(self, line: Line) -> None:
        for place, column in enumerate(self.ledger.columns):
            known = self.defaults.get(column.key) or self.given.get(column.key, "")
            line.texts[place] = line.texts[place] or known

    def _new_line(self) -> Line:
        return Line([""] * len(self.ledger.columns), editable=self.may_add)

    def _missing(self, line: Line) -> list[int]:
        columns = self.ledger.columns
        return [place for place, column in enumerate(columns) if column.needed and not line.texts[place].strip()]

    def _clear_missing(self, line: Line) -> None:
        """A draft is looked at anew with each text: its marks are given again when it is left or saved."""
        if line.id is None:
            line.problems.clear()

    def _announce(self, rows: Iterable[int]) -> None:
        touched = [row for row in rows if row < self.rowCount()]
        if touched:
            last = self.columnCount() - 1
            self.dataChanged.emit(self.index(min(touched), 0), self.index(max(touched), last))
            self.headerDataChanged.emit(Qt.Orientation.Vertical, min(touched), max(touched))

    def _row_number(self, row: int) -> str:
        """Return the short name of the office that owns a row, else its number; Qt asks for a thousand at once."""
        if row >= len(self.rows):
            return "＊"
        owner = self.owners and self.owners.get(self.rows.entry(row).owner)
        return short_office(owner) if owner else str(row + 1)

    def _row_tip(self, row: int) -> str | None:
        line = self.line(row)
        if line.owner in self.owners:
            return self.owners[line.owner]
        if line is self._blank:
            return "在这一行打字即可新增"
        if line.offered:
            return "还没有登记，在这一行填写即可"
        return "这一行还没有填全，尚未保存" if line.is_draft else None
