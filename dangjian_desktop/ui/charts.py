"""Bars drawn by hand: a table of figures as a picture, on the screen and for the clipboard (screens.md 2.11)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QImage,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from dangjian_desktop.ui import look
from dangjian_desktop.ui.palette import Colour

if TYPE_CHECKING:
    from dangjian_desktop.reports.figures import Line, Table

ROW, BAR, THIN = 26, 14, 8
TOP, AXIS, EDGE, GAP = 4, 22, 10, 8
NAMES_MOST = 0.36
VALUE_ROOM = 56
PICTURE = QSize(900, 0)


@dataclass(frozen=True)
class Ink:
    """The colours of a chart on light or dark ground; each bar differs in lightness and pattern, too."""

    text: QColor
    quiet: QColor
    grid: QColor
    mark: QColor
    bars: tuple[QBrush, ...]
    edge: QColor


def ink_for(palette: QPalette, count: int) -> Ink:
    """Return the inks for a palette: dark ground is told by its lightness."""
    base, text = palette.color(QPalette.ColorRole.Base), palette.color(QPalette.ColorRole.Text)
    dark = base.lightness() < text.lightness()

    def shade(named: Colour) -> QColor:
        return QColor(named.dark if dark else named.light)

    strong, middle, pale = shade(Colour.BAR_STRONG), shade(Colour.BAR_MIDDLE), shade(Colour.BAR_PALE)
    pattern = QBrush(strong, Qt.BrushStyle.BDiagPattern)
    bars = {1: (QBrush(strong),), 2: (QBrush(base), QBrush(strong))}.get(
        count, (QBrush(strong), pattern, QBrush(middle), QBrush(pale))
    )
    return Ink(text, shade(Colour.QUIET), shade(Colour.LINE), shade(Colour.ACCENT), bars, strong)


class BarChart(QWidget):
    """One table's bars; the tooltip of a row says its figures."""

    def __init__(self, table: Table, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = table
        self.setAccessibleName(f"{table.title}图")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.fit(self, self._fit)

    def show_table(self, table: Table) -> None:
        """Draw other figures."""
        self.table = table
        self._fit()
        self.update()

    def _fit(self) -> None:
        self.setFixedHeight(height_of(self.table))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the chart as wide as there is room."""
        painter = QPainter(self)
        draw(painter, self.table, self.width(), self.palette(), self.font())
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Show the figures of the row under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = row_at(self.table, event.y())
            QToolTip.showText(event.globalPos(), tip(self.table, self.table.lines[row]) if row >= 0 else "", self)
            return True
        return super().event(event)


def height_of(table: Table) -> int:
    """Return how high a chart is."""
    legend = look.scaled(AXIS) if len(_columns(table)) > 1 else 0
    return (
        look.scaled(TOP) + legend + look.scaled(AXIS) + max(1, len(table.lines)) * look.scaled(ROW) + look.scaled(EDGE)
    )


def row_at(table: Table, y: int) -> int:
    """Return the row at a height, or -1."""
    row = (y - int(_top_of_rows(table))) // look.scaled(ROW)
    return row if y >= _top_of_rows(table) and row < len(table.lines) else -1


def tip(table: Table, line: Line) -> str:
    """Return a row's name and figures, a line for each."""
    name, *figures = table.texts(line)
    return "\n".join([name, *(f"{head}：{text}" for head, text in zip(table.heads[1:], figures, strict=True))])


def picture(table: Table, font: QFont) -> QImage:
    """Return the chart as a picture for a document: on white, twice as fine as the screen."""
    size = QSize(PICTURE.width(), height_of(table) + look.scaled(AXIS))
    image = QImage(size * 2, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(2)
    image.fill(QColor(Colour.PAPER.light))
    light = QPalette()
    light.setColor(QPalette.ColorRole.Base, QColor(Colour.PAPER.light))
    light.setColor(QPalette.ColorRole.Text, QColor(Colour.INK.light))
    painter = QPainter(image)
    painter.setPen(QColor(Colour.INK.light))
    bold = QFont(font)
    bold.setBold(True)
    painter.setFont(bold)
    painter.drawText(QRectF(0, 0, size.width(), look.scaled(AXIS)), Qt.AlignmentFlag.AlignCenter, table.title)
    painter.translate(0, look.scaled(AXIS))
    draw(painter, table, size.width(), light, font)
    painter.end()
    return image


def draw(painter: QPainter, table: Table, width: int, palette: QPalette, font: QFont) -> None:
    """Draw names, scale, bars, figures and the line at the mark."""
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.setFont(font)
    ink = ink_for(palette, len(_columns(table)))
    measure = QFontMetricsF(font)
    widest = max((measure.horizontalAdvance(_name(table, line)) for line in table.lines), default=0.0)
    names = min(widest, width * NAMES_MOST) + GAP
    plot = QRectF(names, _top_of_rows(table), width - names - VALUE_ROOM, max(1, len(table.lines)) * look.scaled(ROW))
    _draw_legend(painter, table, ink, names, measure)
    _draw_scale(painter, table, ink, plot, measure)
    for place, line in enumerate(table.lines):
        row = QRectF(plot.left(), plot.top() + place * look.scaled(ROW), plot.width(), look.scaled(ROW))
        _draw_name(painter, table, line, ink, row, names, measure)
        _draw_bars(painter, table, line, ink, row)
    _draw_mark(painter, table, ink, plot)


def _columns(table: Table) -> tuple[int, ...]:
    return table.bars.columns if table.bars else ()


def _top_of_rows(table: Table) -> float:
    legend = look.scaled(AXIS) if len(_columns(table)) > 1 else 0
    return look.scaled(TOP) + legend + look.scaled(AXIS)


def _name(table: Table, line: Line) -> str:
    return "　" * line.level + table.texts(line)[0]


def _at(plot: QRectF, value: Fraction, end: Fraction) -> float:
    return plot.left() + float(value / end) * plot.width()


def _draw_legend(painter: QPainter, table: Table, ink: Ink, left: float, measure: QFontMetricsF) -> None:
    if len(_columns(table)) < 2:
        return
    x, y, side = left, look.scaled(TOP) + 5.0, 12.0
    for column, brush in zip(_columns(table), ink.bars, strict=False):
        _box(painter, QRectF(x, y, side, side), brush, ink)
        painter.setPen(ink.quiet)
        text = table.heads[column]
        painter.drawText(QPointF(x + side + 5, y + side - 1), text)
        x += side + 5 + measure.horizontalAdvance(text) + 16


def _draw_scale(painter: QPainter, table: Table, ink: Ink, plot: QRectF, measure: QFontMetricsF) -> None:
    for value, text in table.scale():
        x = _at(plot, value, table.end_of_scale)
        painter.setPen(QPen(ink.grid, 1))
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
        painter.setPen(ink.quiet)
        painter.drawText(QPointF(x - measure.horizontalAdvance(text) / 2, plot.top() - 6), text)


def _draw_name(
    painter: QPainter, table: Table, line: Line, ink: Ink, row: QRectF, room: float, measure: QFontMetricsF
) -> None:
    painter.setPen(ink.text)
    name = measure.elidedText(_name(table, line), Qt.TextElideMode.ElideMiddle, room - GAP)
    painter.drawText(QRectF(0, row.top(), room - GAP, row.height()), Qt.AlignmentFlag.AlignVCenter, name)


def _draw_bars(painter: QPainter, table: Table, line: Line, ink: Ink, row: QRectF) -> None:
    lengths, end = table.lengths(line), table.end_of_scale
    paired = table.bars is not None and table.bars.style == "paired"
    thick = look.scaled(THIN if paired else BAR)
    y = row.top() + (row.height() - thick * (len(lengths) if paired else 1)) / 2
    begin = Fraction()
    for length, brush in zip(lengths, ink.bars, strict=False):
        x = _at(row, begin, end)
        if length:
            _box(painter, QRectF(x, y, _at(row, begin + length, end) - x, thick), brush, ink)
        if paired:
            y += thick
        else:
            begin += length
    if not paired:
        painter.setPen(ink.quiet)
        text = table.texts(line)[_columns(table)[0]] if len(lengths) == 1 else str(sum(lengths))
        mark = table.bars.mark if table.bars else None
        stands = max(begin, mark) if mark is not None else begin  # clear of the line at the mark
        place = QRectF(_at(row, stands, end) + 6, row.top(), VALUE_ROOM, row.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip, text)


def _box(painter: QPainter, box: QRectF, brush: QBrush, ink: Ink) -> None:
    painter.setPen(QPen(ink.edge, 1))
    painter.setBrush(brush)
    painter.drawRect(box)


def _draw_mark(painter: QPainter, table: Table, ink: Ink, plot: QRectF) -> None:
    if table.bars is None or table.bars.mark is None:
        return
    x = _at(plot, table.bars.mark, table.end_of_scale)
    painter.setPen(QPen(ink.mark, 1.5, Qt.PenStyle.DashLine))
    painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
