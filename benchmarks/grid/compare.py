"""Times this program's grid over 100,000 rows beside Qt's usual ways: a list of tuples, QSortFilterProxyModel."""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtWidgets import QApplication, QTableView

from dangjian_desktop.core.search import SearchIndex
from dangjian_desktop.schemes.shared import ROSTER
from dangjian_desktop.services.records import GridRow
from dangjian_desktop.services.search_keys import search_keys
from dangjian_desktop.ui.grid.model import LedgerModel
from dangjian_desktop.ui.verbs import Page

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
Texts = tuple[str, ...]
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗单仇区解查曾任"
GIVEN = "明伟丽山文平华健雪富一大小力建国军红玉英梅兰桂芳志强"
SIZE = (1366, 700)
SHOWN_BAR, FOUND_BAR = 1.5, 0.1
NAME = 0


class ListModel(QAbstractTableModel):
    """The plain way: a list of tuples, each cell's text, the headings and row numbers, and nothing else."""

    def __init__(self, rows: list[Texts]) -> None:
        super().__init__()
        self._rows = rows

    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: N802
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:  # noqa: N802
        """Return the number of columns."""
        return 0 if parent.isValid() else len(ROSTER.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text."""
        return self._rows[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:  # noqa: N802
        """Return a heading, or a row's number."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return ROSTER.columns[section].heading if orientation == Qt.Orientation.Horizontal else str(section + 1)


def rows_of(count: int) -> list[Texts]:
    """Return the texts of a made-up roster of several branches."""
    rest = (
        "男",
        "汉族",
        "1978-05",
        "2001-07",
        "2003-06",
        "大学本科",
        "副教授",
        "教师",
        "正式党员",
        "机电系",
        "在册",
        "",
        "",
        "",
    )
    s, g = len(SURNAMES), len(GIVEN)
    return [(f"{SURNAMES[i % s]}{GIVEN[i // s % g]}{GIVEN[i // 7 % g]}", *rest) for i in range(count)]


def seconds(verb: Callable[[], object]) -> float:
    """Return the CPU seconds that a verb takes until the window has drawn what it did; other work does not count."""
    began = time.process_time()
    verb()
    return time.process_time() - began


def view_of(model: QAbstractTableModel | QSortFilterProxyModel | None = None) -> QTableView:
    """Return a view of an office PC's size; both sides are shown by the same one, so that the models are compared."""
    view = QTableView()
    view.resize(*SIZE)
    if model is not None:
        view.setModel(model)
    view.show()
    QApplication.processEvents()
    return view


def drawn(view: QTableView, verb: Callable[[], None]) -> None:
    """Do something and draw what came of it."""
    verb()
    view.viewport().grab()


class Side:
    """One way to show, filter and sort the rows, drawn by the same kind of view."""

    def __init__(self, texts: list[Texts]) -> None:
        self.texts = texts

    def show(self) -> float:
        """Time from having the rows to seeing them."""
        view = view_of()

        def shown() -> None:
            view.setModel(self.make())
            view.grab()

        return seconds(shown)

    def make(self) -> QAbstractTableModel:
        """Return a model of the rows."""
        return ListModel(self.texts)

    def filter(self, typed: str) -> tuple[float, int]:
        """Time filtering by name; also return how many rows are left."""
        proxy = self._proxy()
        view = view_of(proxy)
        proxy.setFilterKeyColumn(NAME)
        took = seconds(lambda: drawn(view, lambda: proxy.setFilterFixedString(typed)))
        return took, proxy.rowCount()

    def sort(self) -> float:
        """Time sorting by name."""
        proxy = self._proxy()
        view = view_of(proxy)
        return seconds(lambda: drawn(view, lambda: proxy.sort(NAME)))

    def _proxy(self) -> QSortFilterProxyModel:
        self._source = ListModel(self.texts)
        proxy = QSortFilterProxyModel()
        proxy.setSourceModel(self._source)
        return proxy


class OurSide(Side):
    """The program's LedgerModel: rows in place, orders and filters as lists of places."""

    def __init__(self, texts: list[Texts]) -> None:
        super().__init__(texts)
        self.rows = [GridRow(str(place), row, True, "") for place, row in enumerate(texts)]
        self.index = SearchIndex(search_keys([row[NAME] for row in texts]))

    def make(self) -> LedgerModel:
        """Return the grid's model of the rows."""
        model = LedgerModel(ROSTER, may_add=True)
        model.show(Page(self.rows, {}, {}))
        return model

    def filter(self, typed: str) -> tuple[float, int]:
        """Time filtering by characters, pinyin or initials of the name."""
        model = self.make()
        view = view_of(model)
        took = seconds(lambda: drawn(view, lambda: model.show_only(self.index.find(typed))))
        return took, model.filled()

    def sort(self) -> float:
        """Time sorting by strokes of the surname."""
        model = self.make()
        view = view_of(model)
        return seconds(lambda: drawn(view, lambda: model.sort_by(NAME)))


def main() -> None:
    """Run the rounds and print a table with the bars."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication([])
    texts = rows_of(asked.rows)
    began = time.perf_counter()
    sides = (OurSide(texts), Side(texts))
    built = time.perf_counter() - began
    print(f"{asked.rows} rows; search keys for their names, made once on the worker: {built:.2f} s")
    verbs: tuple[tuple[str, Callable[[Side], float], float], ...] = (
        ("shown", lambda side: side.show(), SHOWN_BAR),
        ("filter 单", lambda side: side.filter("单")[0], FOUND_BAR),
        ("filter 王明", lambda side: side.filter("王明")[0], FOUND_BAR),
        ("sort", lambda side: side.sort(), FOUND_BAR),
    )
    for name, verb, bar in verbs:
        rounds = 1 if name == "sort" else asked.rounds  # Qt's takes a minute or more
        times = [[verb(side) for side in sides] for _ in range(rounds)]
        ours, theirs = (statistics.median(column) for column in zip(*times, strict=True))
        held = "held" if ours <= bar * theirs else "NOT held"
        print(
            f"{name:12} ours {ours * 1000:8.1f} ms   Qt's {theirs * 1000:8.1f} ms   ratio {ours / theirs:5.2f}   bar {bar}: {held}"
        )
    for typed in ("wm", "wangming", "王m"):
        took, left = sides[0].filter(typed)
        print(f"pinyin {typed:10} ours {took * 1000:8.1f} ms, {left} rows; Qt has none")
    assert sides[0].filter("王明")[1] == sides[1].filter("王明")[1]
    application.quit()


if __name__ == "__main__":
    main()
