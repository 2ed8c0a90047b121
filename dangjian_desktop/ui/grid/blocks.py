"""Blocks of cells in a grid: selecting, copying, pasting, clearing and filling, as a spreadsheet does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTableView, QWidget

from dangjian_desktop.ui.grid.clipboard import mime_of, read_block, tile
from dangjian_desktop.ui.grid.model import LedgerModel
from dangjian_desktop.ui.grid.pasting import fit

Index = QModelIndex | QPersistentModelIndex
Cells = Mapping[tuple[int, int], str]


@dataclass(frozen=True)
class Pasted:
    """A block on its way into the grid: its cells, the action's name, which columns found no place."""

    cells: Cells
    verb: str
    lost: str


class BlockView(QTableView):
    """A table over a LedgerModel whose cells are copied and written in blocks; hidden columns take no part."""

    locked = Signal(int)
    did = Signal(str)
    rows_needed = Signal(int, object)

    def __init__(self, model: LedgerModel, today: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ledger_model = model
        self._today = today
        self.setModel(model)

    def places(self) -> list[int]:
        """Return the columns that are shown."""
        return [place for place in range(self.ledger_model.columnCount()) if not self.isColumnHidden(place)]

    def selected(self) -> list[tuple[int, int]]:
        """Return the selected cells in reading order."""
        spots = ((index.row(), index.column()) for index in self.selectedIndexes())
        return sorted(spot for spot in spots if not self.isColumnHidden(spot[1]))

    def selected_rows(self) -> list[int]:
        """Return the rows of the selected cells, the blank one left out."""
        return sorted({row for row, _ in self.selected() if row < self.ledger_model.filled()})

    def _bounds(self) -> tuple[int, int, int, int] | None:
        spots = self.selected()
        if not spots:
            return None
        rows, places = [row for row, _ in spots], [place for _, place in spots]
        return min(rows), min(places), max(rows), max(places)

    def copy(self) -> None:
        """Copy the selected cells for WPS, as text and as a table whose numbers stay texts."""
        bounds = self._bounds()
        if bounds:
            top, left, bottom, right = bounds
            chosen, text = set(self.selected()), self.ledger_model.text
            places = [place for place in self.places() if left <= place <= right]
            block = [
                [text(row, place) if (row, place) in chosen else "" for place in places]
                for row in range(top, bottom + 1)
            ]
            QGuiApplication.clipboard().setMimeData(mime_of(block))

    def cut(self) -> None:
        """Copy the selected cells and clear them."""
        self.copy()
        self.clear_cells(verb="剪切")

    def paste(self) -> None:
        """Put the clipboard's block at the selection; ask first when known rows do not suffice."""
        text = QGuiApplication.clipboard().text()
        bounds = self._bounds()
        if not text or not bounds:
            return
        top, left, bottom, right = bounds
        room = [place for place in self.places() if place >= left]
        block = tile(read_block(text), bottom - top + 1, sum(place <= right for place in room))
        block, places, lost = fit(block, self.ledger_model.ledger.columns, room)
        cells = {
            (top + row, place): cell.strip()
            for row, texts in enumerate(block)
            for place, cell in zip(places, texts, strict=False)
        }
        pasted = Pasted(cells, f"粘贴{self.ledger_model.ledger.title} {len(block)} 行", lost)
        added = self.ledger_model.would_add(cells)
        if added and top < self.ledger_model.filled():
            self.rows_needed.emit(added, pasted)
        else:
            self.put(pasted)

    def put(self, pasted: Pasted) -> None:
        """Write a pasted block; say what a look at it does not show: added rows, columns that found no place."""
        known = self.ledger_model.filled()
        self.write(pasted.cells, pasted.verb)
        added = self.ledger_model.filled() - known
        rows = len({row for row, _ in pasted.cells})
        told = f"已粘贴 {rows} 行，其中新增 {added} 行。按 Ctrl+Z 可以撤销。" if added else ""
        if pasted.lost:
            told += f"{pasted.lost}没有对应的栏目，没有粘贴。"
        if told:
            self.did.emit(told)

    def write(self, cells: Cells, verb: str) -> None:
        """Write into the cells that may be changed; say why when one may not."""
        model = self.ledger_model
        locked = [row for row, _ in cells if row < model.filled() and not model.line(row).editable]
        model.write(cells, verb)
        if locked:
            self.locked.emit(locked[0])

    def clear_cells(self, verb: str = "清除") -> None:
        """Empty the selected cells."""
        spots = [spot for spot in self.selected() if self.ledger_model.text(*spot)]
        cells = dict.fromkeys(spots, "")
        self.write(cells, f"{verb}{self.ledger_model.ledger.title} {len(cells)} 格")

    def fill_down(self) -> None:
        """Copy the selection's first row to the rows below it; with one row, the row above into it."""
        bounds = self._bounds()
        if not bounds:
            return
        top, left, bottom, right = bounds
        source = top if bottom > top else top - 1
        if source < 0:
            return
        cells = {
            (row, place): self.ledger_model.text(source, place)
            for row in range(source + 1, bottom + 1)
            for place in self.places()
            if left <= place <= right
        }
        self.write(cells, f"向下填充{self.ledger_model.ledger.title}")

    def put_today(self) -> None:
        """Write today's date into the selected cells."""
        cells = dict.fromkeys(self.selected(), self._today)
        self.write(cells, f"填写今天的日期 {len(cells)} 格")
