"""A ledger's rows as a Qt model: texts as typed, a blank last row, red marks that keep what was typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from dangjian_desktop.ui import look
from dangjian_desktop.ui.grid.lines import Line, long_tooltip, short_office, shown, sort_key

if TYPE_CHECKING:
    from dangjian_desktop.schemes.scheme import Ledger
    from dangjian_desktop.services.records import GridRow, Saved
    from dangjian_desktop.ui.verbs import Page

Index = QModelIndex | QPersistentModelIndex
Cells = Mapping[tuple[int, int], str]
ROOT = QModelIndex()
PERIOD_KEYS = ("year", "quarter")


class LedgerModel(QAbstractTableModel):
    """The rows of one ledger and of one period."""

    edited = Signal(str)

    def __init__(self, ledger: Ledger, *, may_add: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ledger = ledger
        self.owners: Mapping[str, str] = {}
        self.choices: Mapping[str, Sequence[str]] = {}
        self.defaults: Mapping[str, str] = {}
        self._may_add = may_add
        self._lines: list[Line] = []
        self._by_hand: list[Line] = []
        self._blank = self._new_line()

    # What Qt asks.

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return the rows, the blank one included."""
        return 0 if parent.isValid() else len(self._lines) + self._may_add

    def columnCount(self, parent: Index = ROOT) -> int:
        """Return the ledger's columns."""
        return 0 if parent.isValid() else len(self.ledger.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:  # noqa: ANN401
        """Return a column's heading, or a row's number."""
        if orientation == Qt.Orientation.Vertical:
            return self._row_header(section, role)
        column = self.ledger.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.heading
        if role == Qt.ItemDataRole.ToolTipRole:
            return "，".join(filter(None, ("必填" if column.needed else "", column.hint))) or None
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return a cell's text, marks or tooltip."""
        line, place = self.line(index.row()), index.column()
        column = self.ledger.columns[place]
        if role == Qt.ItemDataRole.EditRole:
            return line.texts[place]
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(column, line.texts[place])
        if role == Qt.ItemDataRole.ToolTipRole:
            return line.problems.get(place) or long_tooltip(line.texts[place]) or column.hint or None
        if role == Qt.ItemDataRole.BackgroundRole:
            return self._ground(line, place)
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(look.ACCENT) if place in line.problems else None
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what may be done with a cell; rows of another office are only read."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if self.line(index.row()).editable else flags

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

    def line(self, row: int) -> Line:
        """Return a row; the one after the last is blank."""
        return self._lines[row] if row < len(self._lines) else self._blank

    def text(self, row: int, place: int) -> str:
        """Return a cell's text as it is copied."""
        return self.line(row).texts[place]

    def ids(self, rows: Iterable[int]) -> list[str]:
        """Return the ids of saved rows that may be changed."""
        lines = [self.line(row) for row in rows]
        return [line.id for line in lines if line.id and line.editable]

    def drafts(self) -> int:
        """Return the number of rows that are not complete enough to be saved."""
        return sum(line.id is None for line in self._lines)

    def filled(self) -> int:
        """Return the number of rows without the blank one."""
        return len(self._lines)

    def write(self, cells: Cells, verb: str) -> bool:
        """Put texts into cells, adding rows below the last where needed; read-only cells keep theirs."""
        kept = {spot: text for spot, text in cells.items() if self._may_write(*spot)}
        if not kept:
            return False
        self._grow(max(row for row, _ in kept) + 1, kept)
        for (row, place), text in kept.items():
            line = self.line(row)
            line.texts[place] = text
            line.dirty.add(place)
            line.problems.pop(place, None)
            self._clear_missing(line)
        self._announce(row for row, _ in kept)
        self.edited.emit(verb)
        return True

    def show(self, page: Page) -> None:
        """Show a ledger anew; drafts and texts that were not taken stay."""
        self.beginResetModel()
        self.choices, self.owners = page.choices, page.owners
        unsaved = {line.id: line for line in self._by_hand if line.id and (line.dirty or line.problems)}
        drafts = [line for line in self._by_hand if line.id is None]
        self._by_hand = [self._line_of(row, unsaved.get(row.id)) for row in page.rows] + drafts
        self._lines = list(self._by_hand)
        self._blank = self._new_line()
        self.endResetModel()

    def forget_unsaved(self) -> None:
        """Drop drafts and texts that were not taken; another period is shown next."""
        for line in self._by_hand:
            line.dirty.clear()
            line.problems.clear()
        self._by_hand = [line for line in self._by_hand if line.id]

    def waiting(self) -> list[Line]:
        """Return the changed rows that are complete enough to be saved."""
        return [line for line in self._lines if line.dirty and (line.id or not self._missing(line))]

    def edit_of(self, line: Line) -> tuple[str | None, dict[str, str]]:
        """Return a row's id and the texts to save, and count them as handed over."""
        columns = self.ledger.columns
        places = sorted(line.dirty) if line.id else [place for place, text in enumerate(line.texts) if text]
        texts = {columns[place].key: line.texts[place] for place in places}
        line.dirty = set()
        return line.id, texts

    def took(self, lines: Sequence[Line], saved: Saved, page: Page) -> None:
        """Take over what saving gave: ids for new rows, normal spellings, reasons for texts not taken."""
        self.choices = page.choices
        for line, row_id in zip(lines, saved.ids, strict=False):
            line.id = line.id or row_id or None
        for problem in saved.problems:
            place = next(i for i, column in enumerate(self.ledger.columns) if column.key == problem.column)
            lines[problem.row].problems[place] = problem.message
        fresh = {row.id: row for row in page.rows}
        for line in self._lines:
            if line.id in fresh:
                self._refresh(line, fresh[line.id])
        self._announce(range(len(self._lines)))

    def refused(self, lines: Sequence[Line], edits: Sequence[tuple[str | None, Mapping[str, str]]], why: str) -> None:
        """Mark the texts that could not be saved at all."""
        places = {column.key: place for place, column in enumerate(self.ledger.columns)}
        for line, (_id, texts) in zip(lines, edits, strict=True):
            line.problems |= {places[key]: why for key, text in texts.items() if text}
        self._announce(range(len(self._lines)))

    def mark_missing(self, row: int) -> None:
        """Mark the empty needed cells of a draft that the cursor has left."""
        line = self.line(row)
        if line is self._blank or line.id:
            return
        for place in self._missing(line):
            line.problems[place] = f"“{self.ledger.columns[place].heading}”没有填写，这一行还没有保存。请补上。"
        self._announce([row])

    def drop_drafts(self, rows: Iterable[int]) -> None:
        """Drop rows that were never saved."""
        for row in sorted(set(rows), reverse=True):
            if row < len(self._lines) and self._lines[row].id is None:
                self.beginRemoveRows(QModelIndex(), row, row)
                self._by_hand.remove(self._lines.pop(row))
                self.endRemoveRows()

    def sort_by(self, place: int | None, *, downward: bool = False) -> None:
        """Sort by a column, or return to the order by hand."""
        self.beginResetModel()
        saved = [line for line in self._by_hand if line.id]
        if place is not None:
            saved.sort(key=lambda line: sort_key(line.texts[place]), reverse=downward)
        self._lines = saved + [line for line in self._by_hand if not line.id]
        self.endResetModel()

    def problem_after(self, row: int, place: int) -> tuple[int, int] | None:
        """Return the next marked cell after a place, going round."""
        spots = [(r, p) for r, line in enumerate(self._lines) for p in sorted(line.problems)]
        return next((spot for spot in spots if spot > (row, place)), spots[0] if spots else None)

    def _may_write(self, row: int, place: int) -> bool:
        if place >= len(self.ledger.columns):
            return False
        return self._may_add if row >= len(self._lines) else self._lines[row].editable

    def _grow(self, rows: int, cells: Cells) -> None:
        """Turn the blank row into a draft and add further ones, when something is written there."""
        added = rows - len(self._lines)
        if added <= 0 or not any(text for (row, _), text in cells.items() if row >= len(self._lines)):
            return
        first = len(self._lines) + 1
        self.beginInsertRows(QModelIndex(), first, first + added - 1)
        drafts = [self._blank, *(self._new_line() for _ in range(added - 1))]
        for line in drafts:
            self._fill_defaults(line)
        self._lines += drafts
        self._by_hand += drafts
        self._blank = self._new_line()
        self.endInsertRows()

    def _fill_defaults(self, line: Line) -> None:
        for place, column in enumerate(self.ledger.columns):
            line.texts[place] = line.texts[place] or self.defaults.get(column.key, "")

    def _new_line(self) -> Line:
        return Line([""] * len(self.ledger.columns), editable=self._may_add)

    def _line_of(self, row: GridRow, unsaved: Line | None) -> Line:
        line = Line(list(row.texts), row.id, row.editable, row.owner)
        if unsaved:
            for place in unsaved.dirty | unsaved.problems.keys():
                line.texts[place] = unsaved.texts[place]
            line.dirty, line.problems = unsaved.dirty, unsaved.problems
        return line

    def _refresh(self, line: Line, row: GridRow) -> None:
        for place, text in enumerate(row.texts):
            if place not in line.dirty and place not in line.problems:
                line.texts[place] = text
        line.editable = row.editable

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

    def _ground(self, line: Line, place: int) -> QColor | None:
        if place in line.problems:
            return QColor(look.PROBLEM_GROUND)
        if not line.editable:
            return QColor(look.READ_ONLY_GROUND)
        if line.id is None and line is not self._blank and place in self._missing(line):
            return QColor(look.MISSING_GROUND)
        return None

    def _row_header(self, row: int, role: int) -> Any:  # noqa: ANN401
        line = self.line(row)
        if role == Qt.ItemDataRole.DisplayRole:
            return "＊" if line is self._blank else short_office(self.owners.get(line.owner, "")) or str(row + 1)
        if role == Qt.ItemDataRole.ToolTipRole and line.owner in self.owners:
            return self.owners[line.owner]
        if role == Qt.ItemDataRole.ToolTipRole and line is self._blank:
            return "在这一行打字即可新增"
        if role == Qt.ItemDataRole.ToolTipRole and line.id is None:
            return "这一行还没有填全，尚未保存"
        return None
