"""What the menu 数据 does about keys, copies and moving, and what is said of a data file when it is opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from dangjian_desktop.core.paths import safe_name
from dangjian_desktop.ui import identity_verbs
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.dialogs.files import DATA, PACKAGES, Files
from dangjian_desktop.ui.notice_strip import NoticeStrip


class Standing(QObject):
    """Says why a data file is read-only, and asks what a copy is for as soon as it is opened."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, parent
        self.strip = NoticeStrip("本机身份…")
        self.strip.pressed.connect(lambda: choose_identity(desk, parent))
        desk.opened.connect(lambda _card: desk.run(identity_verbs.identity, self._opened))
        desk.changed.connect(lambda _changes: desk.run(identity_verbs.identity, self._show))

    def _opened(self, identity: identity_verbs.Identity) -> None:
        self._show(identity)
        for sentence in identity.news:
            self._desk.tasks.failed.emit(sentence)
        if identity.asks:
            _ask(self._desk, self._window, identity)

    def _show(self, identity: identity_verbs.Identity) -> None:
        self.strip.show_or_hide(identity.standing)


def show_keys(desk: Desk, parent: QWidget) -> None:
    """Show the fingerprints."""
    from dangjian_desktop.ui.dialogs.keys import KeysDialog

    KeysDialog(desk, parent).open()


def choose_identity(desk: Desk, parent: QWidget) -> None:
    """Ask what this data file is for."""
    desk.run(identity_verbs.identity, lambda identity: _ask(desk, parent, identity))


def move_out(desk: Desk, parent: QWidget) -> None:
    """Make a move package."""
    from dangjian_desktop.ui.dialogs.moving import MoveDialog

    MoveDialog(desk, parent).open()


def move_in(desk: Desk, parent: QWidget) -> None:
    """Open a move package on this PC."""
    from dangjian_desktop.ui.dialogs.moving import PasswordDialog

    path = Files.ask_open(parent, "打开搬家包", PACKAGES)
    password = PasswordDialog.ask(parent, path.name) if path else ""
    if not path or not password:
        return
    office = path.stem.removeprefix("搬家_").rpartition("_")[0]
    suggestion = str(desk.home / f"{safe_name(office or '台账')}.db")
    target = Files.ask_save(parent, "数据文件放在哪里", suggestion, DATA, ".db")
    if target:
        desk.open_moved(path, target, password)


def _ask(desk: Desk, parent: QWidget, identity: identity_verbs.Identity) -> None:
    from dangjian_desktop.ui.dialogs.identity import IdentityDialog

    def choose(key: str) -> None:
        desk.run(lambda office: identity_verbs.choose(office, key), lambda _now: desk.changed.emit(None))

    IdentityDialog(parent, identity.standing, choose, asks=identity.asks).open()


VERBS: Mapping[str, Callable[[Desk, QWidget], None]] = {
    "show_keys": show_keys,
    "choose_identity": choose_identity,
    "move_out": move_out,
    "move_in": move_in,
}
