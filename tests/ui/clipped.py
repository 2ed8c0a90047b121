"""Finds texts that have less room than they need, and widgets that stick out of what they stand in."""

from collections.abc import Iterator

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLayout,
    QLineEdit,
    QListView,
    QMenuBar,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QStackedLayout,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QTabBar,
    QTableView,
    QToolButton,
    QWidget,
)

SLACK = 1  # a pixel lost in rounding is no lost stroke


def clipped(root: QWidget) -> list[str]:
    """Return a line for each text below ``root`` that is cut, with what it has and what it needs.

    Cells of tables are left out: they end in … and say the whole as their tooltip; so is what scrolls.
    """
    found = [f"{_named(one)} lies over {_named(other)}" for one, other in _overlapping(root)]
    widgets: list[QWidget] = list(root.findChildren(QWidget))
    for widget in widgets:
        if not widget.isVisibleTo(root) or widget.visibleRegion().isEmpty():
            continue
        found += [f"{type(widget).__name__} {what}" for what in _lacks(widget)]
        found += [f"{_named(one)} lies over {_named(other)}" for one, other in _overlapping(widget)]
        if widget.window() is root and _sticks_out(widget):
            found.append(f"{type(widget).__name__} “{_named(widget)}” sticks out of {_named(widget.parentWidget())}")
    return found


def _overlapping(parent: QWidget) -> Iterator[tuple[QWidget, QWidget]]:
    """Return what a layout without enough room has pushed over each other.

    The layouts are asked for each widget, never for their items: PySide keeps an item that Python has seen known by its
    address, also when Qt has deleted it, and then takes what Qt puts there next for that item.
    """
    layout = parent.layout()
    if layout is None or isinstance(layout, QStackedLayout):
        return
    layouts = [each for each in (layout, *layout.findChildren(QLayout)) if not isinstance(each, QStackedLayout)]
    shown = [each for each in parent.children() if isinstance(each, QWidget) and each.isVisibleTo(parent)]
    placed = [widget for widget in shown if any(each.indexOf(widget) >= 0 for each in layouts)]
    for place, one in enumerate(placed):
        for other in placed[place + 1 :]:
            common = one.geometry() & other.geometry()
            if min(common.width(), common.height()) > SLACK:
                yield one, other


def _named(widget: QWidget | None) -> str:
    if widget is None:
        return "nothing"
    text = getattr(widget, "text", None)
    return (text() if callable(text) else "") or widget.accessibleName() or widget.objectName() or type(widget).__name__


def _lacks(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel):
        yield from _label(widget)
    elif isinstance(widget, QAbstractButton):
        yield from _button(widget)
    elif isinstance(widget, QComboBox):
        yield from _combo(widget)
    elif isinstance(widget, QLineEdit):
        shown = widget.text() or widget.placeholderText()
        if not widget.text() and shown:
            room = widget.width() - 14
            yield from _short(shown, room, widget.height(), widget.fontMetrics())
        elif widget.height() < widget.fontMetrics().height():
            yield f"“{shown}” is lower than its text"
    elif isinstance(widget, QTabBar):
        yield from _tabs(widget)
    elif isinstance(widget, QHeaderView):
        yield from _header(widget)
    elif isinstance(widget, QTableView):
        row = widget.rowAt(1)
        if row >= 0 and widget.rowHeight(row) < widget.fontMetrics().height():
            yield f"“{widget.accessibleName()}” has rows lower than their text"
    elif isinstance(widget, QListView):
        yield from _items(widget)
    elif isinstance(widget, QGroupBox):
        yield from _short(widget.title(), widget.width() - 8, widget.height(), widget.fontMetrics())
    elif isinstance(widget, QMenuBar):
        for action in widget.actions():
            if action.isVisible() and not widget.rect().contains(widget.actionGeometry(action)):
                yield f"“{action.text()}” has no room in the menu bar"


def _short(text: str, width: int, height: int, measure: QFontMetrics) -> Iterator[str]:
    needs = max((measure.horizontalAdvance(line) for line in text.split("\n")), default=0)
    if needs > width + SLACK:
        yield f"“{text}” needs {needs} of {width} pixels"
    lines = text.count("\n") + 1
    if text and lines * measure.height() > height + SLACK + 2:
        yield f"“{text}” needs {lines * measure.height()} of {height} pixels in height"


def _label(label: QLabel) -> Iterator[str]:
    if not label.text() or not label.pixmap().isNull():
        return
    room = label.contentsRect()
    if not label.wordWrap():
        yield from _short(label.text(), room.width(), room.height(), label.fontMetrics())
        return
    needs = label.heightForWidth(label.width())
    if needs > label.height() + SLACK:
        yield f"“{label.text()}” needs {needs} of {label.height()} pixels in height"
    longest = max(label.text().split(), key=len, default="")
    if room.width() < label.fontMetrics().horizontalAdvance(longest[:2]):
        yield f"“{label.text()}” has only {room.width()} pixels to wrap in"


def _button(button: QAbstractButton) -> Iterator[str]:
    if isinstance(button, QPushButton | QCheckBox | QRadioButton):
        option = QStyleOptionButton()
        button.initStyleOption(option)
        part = {
            QPushButton: QStyle.SubElement.SE_PushButtonContents,
            QCheckBox: QStyle.SubElement.SE_CheckBoxContents,
            QRadioButton: QStyle.SubElement.SE_RadioButtonContents,
        }[next(kind for kind in (QPushButton, QCheckBox, QRadioButton) if isinstance(button, kind))]
        room = button.style().subElementRect(part, option, button)
        needs = button.fontMetrics().size(Qt.TextFlag.TextShowMnemonic.value, button.text()).width()
        if not button.icon().isNull():
            needs += button.iconSize().width() + 4
        if needs > room.width() + SLACK:
            yield f"“{button.text()}” needs {needs} of {room.width()} pixels"
        if button.text() and button.fontMetrics().height() > button.height():
            yield f"“{button.text()}” is lower than its text"
    elif isinstance(button, QToolButton) and button.text():
        hint = button.sizeHint()
        if hint.width() > button.width() + SLACK or hint.height() > button.height() + SLACK:
            yield f"“{button.text()}” needs {hint.width()} by {hint.height()}, has {button.width()} by {button.height()}"


def _combo(box: QComboBox) -> Iterator[str]:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    control, field = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
    room: QRect = box.style().subControlRect(control, option, field, box)
    yield from _short(box.currentText(), room.width(), box.height(), box.fontMetrics())


def _tabs(bar: QTabBar) -> Iterator[str]:
    for place in range(bar.count()):
        if not bar.isTabVisible(place):
            continue
        rect, hint = bar.tabRect(place), bar.tabSizeHint(place)
        if hint.width() > rect.width() + SLACK or not bar.rect().adjusted(0, 0, SLACK, SLACK).contains(rect):
            yield f"tab “{bar.tabText(place)}” needs {hint.width()} of {rect.width()} pixels, ends at {rect.right()}"


def _header(header: QHeaderView) -> Iterator[str]:
    lying = header.orientation() == Qt.Orientation.Horizontal
    for section in range(header.count()):
        if header.isSectionHidden(section) or header.sectionViewportPosition(section) > header.viewport().width():
            continue
        hint = header.sectionSizeFromContents(section)
        text = header.model().headerData(section, header.orientation())
        needs, has = (
            (hint.width(), header.sectionSize(section)) if lying else (hint.height(), header.sectionSize(section))
        )
        if text and lying and needs > has + SLACK:
            yield f"heading “{text}” needs {needs} of {has} pixels"
        if text and lying and hint.height() > header.height() + SLACK:
            yield f"heading “{text}” is lower than its text"
        if not lying and section > 30:
            return
        if text and not lying and header.fontMetrics().horizontalAdvance(str(text)) > header.width():
            yield f"row heading “{text}” needs more than {header.width()} pixels"


def _items(view: QListView) -> Iterator[str]:
    needs = view.sizeHintForColumn(0)
    if needs > view.viewport().width() + SLACK:
        yield f"“{view.accessibleName()}” needs {needs} of {view.viewport().width()} pixels"


def _sticks_out(widget: QWidget) -> bool:
    """Tell whether a widget goes beyond its parent; what lies in a scrolled area may, where it scrolls."""
    parent = widget.parentWidget()
    if parent is None or isinstance(parent, QAbstractScrollArea | QHeaderView | QTabBar | QMenuBar | QComboBox):
        return False
    area = parent.parentWidget()
    if isinstance(area, QScrollArea) and parent is area.viewport():
        off = area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        return off and widget.width() > parent.width() + SLACK
    if isinstance(area, QAbstractScrollArea) and parent is area.viewport():
        return False
    if isinstance(parent, QLineEdit | QAbstractButton):
        return False
    return not parent.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(widget.geometry())
