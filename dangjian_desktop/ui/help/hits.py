"""The sections that were found: the heading in bold with its chapter beside it, and below it where the words stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from dangjian_desktop.ui import look
from dangjian_desktop.ui.palette import Colour

if TYPE_CHECKING:
    from dangjian_desktop.services.handbook import Hit

ANCHOR, TITLE, CHAPTER, EXCERPT = (Qt.ItemDataRole.UserRole + place for place in range(4))
PADDING, GAP = 6, 8
NOTHING = "没有找到。换几个字试试，或从目录里找。"
Index = QModelIndex | QPersistentModelIndex


class HitList(QListWidget):
    """The hits of a query; ``opened`` tells the anchor of the one that was chosen."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("找到的各节")
        self.setItemDelegate(_HitDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(self._open)
        self.itemActivated.connect(self._open)

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """Show other hits, or that there are none."""
        self.clear()
        for hit in hits:
            item = QListWidgetItem(f"{hit.title} {hit.chapter} {hit.excerpt}")
            for role, text in (
                (ANCHOR, hit.anchor),
                (TITLE, hit.title),
                (CHAPTER, hit.chapter),
                (EXCERPT, hit.excerpt),
            ):
                item.setData(role, text)
            self.addItem(item)
        if not hits:
            item = QListWidgetItem(NOTHING)
            item.setData(EXCERPT, NOTHING)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(item)

    def open_first(self) -> None:
        """Open the first hit."""
        if self.count():
            self._open(self.item(0))

    def _open(self, item: QListWidgetItem) -> None:
        if anchor := item.data(ANCHOR):
            self.setCurrentItem(item)
            self.opened.emit(anchor)


class _HitDelegate(QStyledItemDelegate):
    """Paints two lines for each hit."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Two lines of the present size of text."""
        return QSize(0, 2 * QFontMetrics(option.font).lineSpacing() + 2 * PADDING)  # type: ignore[attr-defined]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw heading, chapter and excerpt, each cut at the edge."""
        state, font, whole = option.state, QFont(option.font), QRect(option.rect)  # type: ignore[attr-defined]
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(whole, look.colour(Colour.CHOSEN))
        rect = whole.adjusted(GAP, PADDING, -GAP, -PADDING)
        bold = QFont(font)
        bold.setBold(True)
        upper, lower = QRect(rect), QRect(rect)
        title = index.data(TITLE) or ""
        if title:
            upper.setHeight(rect.height() // 2)
            lower.setTop(upper.bottom() + 1)
            used = _write(painter, upper, bold, Colour.INK, title)
            upper.setLeft(upper.left() + used + GAP)
            _write(painter, upper, font, Colour.QUIET, index.data(CHAPTER) or "")
        _write(painter, lower, font, Colour.QUIET, index.data(EXCERPT) or "")
        painter.restore()


def _write(painter: QPainter, rect: QRect, font: QFont, colour: Colour, text: str) -> int:
    """Write one line, cut where there is no more room, and return how wide it is."""
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, rect.width()))
    painter.setFont(font)
    painter.setPen(look.colour(colour))
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    return metrics.horizontalAdvance(shown)
