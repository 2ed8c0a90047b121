"""Starts the program as its own entry does, counts what a person does to it and answers where things stand on the screen.

`python -m tests.cards.launcher SOCKET ARGUMENT…`: the arguments are the program's own. It never does anything to the program.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication, QLabel, QTableView, QWidget

from dangjian_desktop import bootstrap
from dangjian_desktop.ui import app
from dangjian_desktop.ui.main_window import MainWindow
from tests.cards.counting import ActionFilter

Answer = dict[str, Any]
WHOLE_TABLES = 400  # cells; of a larger table the accessibility tree is not walked


def main() -> None:
    """Run the program with a watcher on its application."""
    socket, *arguments = sys.argv[1:]

    class Watched(QApplication):
        def __init__(self, given: list[str]) -> None:
            super().__init__(given)
            self.watcher = Watcher(socket, self)

    vars(app)["QApplication"] = Watched
    sys.exit(bootstrap.start(arguments))


class Watcher(QObject):
    """Answers questions over a local socket, one line of JSON each."""

    def __init__(self, socket: str, application: QApplication) -> None:
        super().__init__(application)
        self._filter = ActionFilter(self)
        self._answers: dict[str, Callable[..., object]] = {
            "state": state,
            "find": find,
            "cell": cell,
            "actions": self._actions,
        }
        application.installEventFilter(self._filter)
        self._server = QLocalServer(self)
        self._server.newConnection.connect(self._connected)
        if not self._server.listen(socket):
            raise SystemExit(self._server.errorString())

    def _connected(self) -> None:
        connection = self._server.nextPendingConnection()
        connection.readyRead.connect(lambda: self._answer(connection))

    def _answer(self, connection: QLocalSocket) -> None:
        while connection.canReadLine():
            question = json.loads(bytes(connection.readLine().data()))
            answer = self._answers[question.pop("ask")](**question)
            connection.write(json.dumps(answer).encode() + b"\n")
            connection.flush()

    def _actions(self) -> Answer:
        tally = self._filter.tally
        return {"presses": tally.presses, "actions": tally.actions, "kinds": dict(tally.kinds)}


def front() -> QWidget | None:
    """Return what takes clicks: an open list or menu, else the dialog in front, else the window."""
    return QApplication.activePopupWidget() or QApplication.activeModalWidget() or QApplication.activeWindow()


def state() -> Answer:
    """Tell what the front window says, what has the focus and whether work is under way."""
    window, focus = front(), QApplication.focusWidget()
    mains = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow)]
    labels: list[QLabel] = list(window.findChildren(QLabel)) if window else []
    return {
        "busy": not mains or any(main.desk.tasks._waiting for main in mains),
        "active": window is not None,
        "kind": type(window).__name__,
        "title": window.windowTitle() if window else "",
        "focus": [type(focus).__name__, focus.accessibleName() or focus.objectName()] if focus else [],
        "labels": [each.text() for each in labels if each.isVisible() and each.text()],
        "strip": mains[0].strip.sentence if mains else "",
    }


def find(name: str) -> list[Answer]:
    """Return what bears a name in front, or begins with it when nothing bears just that."""
    window = front()
    if window is None:
        return []
    seen = [place for place in places(QAccessible.queryAccessibleInterface(window)) if name in place["names"]]
    if seen:
        return seen
    return [
        place
        for place in places(QAccessible.queryAccessibleInterface(window))
        if any(each.startswith(name) for each in place["names"])
    ]


def places(interface: QAccessibleInterface) -> Iterator[Answer]:
    """Walk what can be seen."""
    state: Any = interface.state()  # its flags are not in the stubs
    role = interface.role()
    widget = interface.object()
    hidden = isinstance(widget, QWidget) and not widget.isVisible()
    if hidden or (state.invisible and role != QAccessible.Role.Client):
        return
    rect = interface.rect()
    names = {interface.text(QAccessible.Text.Name).split("\t")[0]}
    if isinstance(widget, QWidget):
        names |= {widget.accessibleName(), widget.objectName()}
    if rect.width() > 0 and rect.height() > 0:
        yield {
            "names": [each for each in names if each],
            "role": role.name,
            "x": rect.center().x(),
            "y": rect.center().y(),
            "enabled": not state.disabled,
        }
    if (
        isinstance(widget, QTableView)
        and widget.model()
        and widget.model().rowCount() * widget.model().columnCount() > WHOLE_TABLES
    ):
        return
    for place in range(interface.childCount()):
        child = interface.child(place)
        if child is not None:
            yield from places(child)


def cell(table: str, row: int, column: int) -> Answer:
    """Return where a cell of a table in front is, and its text."""
    window = front()
    tables: list[QTableView] = list(window.findChildren(QTableView)) if window else []
    view = next(each for each in tables if each.isVisible() and each.accessibleName() == table)
    index = view.model().index(row, column)
    point = view.viewport().mapToGlobal(view.visualRect(index).center())
    return {"x": point.x(), "y": point.y(), "text": str(index.data() or ""), "rows": view.model().rowCount()}


if __name__ == "__main__":
    main()
