"""Icons of one set (resources/icons), drawn in the palette's colours, as sharp as the screen is."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from dangjian_desktop.core.paths import resource
from dangjian_desktop.ui import look
from dangjian_desktop.ui.palette import Colour

SIDE = 17
COLOURS = {
    QIcon.Mode.Normal: Colour.QUIET,
    QIcon.Mode.Active: Colour.INK,
    QIcon.Mode.Selected: Colour.ACCENT,
    QIcon.Mode.Disabled: Colour.FAINT,
}


def icon(name: str) -> QIcon:
    """Return an icon for the present theme and size of text; made anew when those change (``look.fit``)."""
    drawing = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    made = QIcon()
    for mode, named in COLOURS.items():
        coloured = drawing.replace("currentColor", look.colour(named).name())
        for ratio in {screen.devicePixelRatio() for screen in QGuiApplication.screens()}:
            made.addPixmap(_drawn(coloured, ratio), mode)
    return made


def size() -> QSize:
    """Return how large icons stand beside texts."""
    return QSize(look.scaled(SIDE), look.scaled(SIDE))


def _drawn(drawing: str, ratio: float) -> QPixmap:
    pixmap = QPixmap(size() * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, size().width(), size().height()))
    painter.end()
    return pixmap
