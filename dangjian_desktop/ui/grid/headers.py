"""The headers of a grid: heights, the widths of columns by what they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView

from dangjian_desktop.ui import look
from dangjian_desktop.ui.grid.delegate import LONG_KINDS

if TYPE_CHECKING:
    from dangjian_desktop.schemes.scheme import Ledger
    from dangjian_desktop.ui.grid.model import LedgerModel

ROW_HEIGHT = 30
NUMBER_WIDTH, OWNER_WIDTH = 36, 150
WIDEST = 420
LOOKED_AT = 200
PADDING = 18


def dress_headers(view: QTableView, ledger: Ledger) -> None:
    """Give the headers their looks, and each column the width that its card names or its heading needs."""
    rows, header = view.verticalHeader(), view.horizontalHeader()
    rows.setDefaultSectionSize(look.scaled(ROW_HEIGHT))
    rows.setMinimumWidth(look.scaled(NUMBER_WIDTH))
    rows.setMaximumWidth(look.scaled(OWNER_WIDTH))
    rows.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setHighlightSections(False)
    header.setSectionsClickable(True)
    header.setStretchLastSection(True)
    digit = view.fontMetrics().horizontalAdvance("0")
    for place, column in enumerate(ledger.columns):
        heading = header.fontMetrics().horizontalAdvance(column.heading) + 26
        view.setColumnWidth(place, max(column.width * digit + PADDING, heading))


def fit_columns(view: QTableView, model: LedgerModel) -> None:
    """Widen columns whose short texts do not fit; long texts are cut off and shown whole when pointed at."""
    rows = range(min(model.filled(), LOOKED_AT))
    for place, column in enumerate(model.ledger.columns):
        if column.kind not in LONG_KINDS:
            texts = {model.text(row, place) for row in rows}
            widest = max((view.fontMetrics().horizontalAdvance(text) for text in texts), default=0) + PADDING
            view.setColumnWidth(place, max(view.columnWidth(place), min(widest, look.scaled(WIDEST))))
