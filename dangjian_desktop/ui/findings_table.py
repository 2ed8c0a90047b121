"""The check list: what the data check found, with its place to mend."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHeaderView, QWidget

from dangjian_desktop.core.words import SCHEME_WORDS
from dangjian_desktop.ui import look
from dangjian_desktop.ui.palette import SEVERITIES, Colour
from dangjian_desktop.ui.read_table import ReadTable

if TYPE_CHECKING:
    from dangjian_desktop.schemes.scheme import Finding

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
FINDING_HEIGHT = 28
WIDTHS = (74, 84, 0, 300)
HEADINGS = ("程度", "工作", "情况", "依据")
TABS = {words.key: words.tab for words in SCHEME_WORDS}


class FindingsModel(QAbstractTableModel):
    """Findings, gravest first as the check gives them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._findings: Sequence[Finding] = ()

    def show(self, findings: Sequence[Finding]) -> None:
        """Show other findings."""
        self.beginResetModel()
        self._findings = findings
        self.endResetModel()

    def finding(self, row: int) -> Finding:
        """Return a row's finding."""
        return self._findings[row]

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return the number of findings."""
        return 0 if parent.isValid() else len(self._findings)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:  # noqa: ANN401
        """Return a heading."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return HEADINGS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return a finding's texts; the tooltip has the formula, the persons and the sentence it rests on."""
        finding, place = self._findings[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            texts = (finding.severity.value, TABS.get(finding.scheme, ""), finding.message, finding.source)
            return texts[place]
        if role == Qt.ItemDataRole.ToolTipRole:
            parts = (finding.message, finding.formula, "、".join(finding.persons), f"依据：{finding.source}")
            return "\n".join(part for part in parts if part)
        if role == Qt.ItemDataRole.ForegroundRole and place == 0:
            return look.colour(SEVERITIES[finding.severity.value])
        if role == Qt.ItemDataRole.ForegroundRole and place == 3:
            return look.colour(Colour.QUIET)
        if role == Qt.ItemDataRole.FontRole and place == 0:
            font = QFont()
            font.setBold(True)
            return font
        return None


class FindingsTable(ReadTable):
    """The check list; a double-click or Enter goes to the place to mend."""

    chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        self.findings = FindingsModel()
        super().__init__("数据检查", self.findings, FINDING_HEIGHT, parent)
        look.fit(self, self._fit)
        self.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.activated.connect(self._choose)
        self.doubleClicked.connect(self._choose)

    def _fit(self) -> None:
        for place, width in enumerate(WIDTHS):
            self.setColumnWidth(place, look.scaled(width))

    def _choose(self, index: Index) -> None:
        finding = self.findings.finding(index.row())
        self.chosen.emit(finding.scheme, finding.ledger)


def summary(findings: Sequence[Finding]) -> str:
    """Return how many findings there are of each severity."""
    counts = dict.fromkeys(SEVERITIES, 0)
    for finding in findings:
        counts[finding.severity.value] += 1
    return "　".join(f"{severity} {count}" for severity, count in counts.items())
