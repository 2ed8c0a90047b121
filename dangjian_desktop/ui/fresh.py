"""Pages read when they are seen, and again once the data or the period changed while they were hidden."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from dangjian_desktop.ui.desk import Desk


class KeptFresh(QObject):
    """Calls ``read`` when its widget is shown with something new to read, and never while it is hidden."""

    def __init__(self, widget: QWidget, desk: Desk, read: Callable[[], object]) -> None:
        super().__init__(widget)
        self._widget = widget
        self._read = read
        self._stale = True
        widget.installEventFilter(self)
        desk.changed.connect(self.renew)
        desk.period_changed.connect(self.renew)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Read what changed while the widget was hidden."""
        # A widget counts as visible from the moment its show event is sent.
        if watched is self._widget and event.type() == QEvent.Type.Show:
            self._read_if_seen()
        return False

    def renew(self, _changes: object = None) -> None:
        """Read again, now or when the widget is next seen."""
        self._stale = True
        self._read_if_seen()

    def _read_if_seen(self) -> None:
        if self._stale and self._widget.isVisible():
            self._stale = False
            self._read()
