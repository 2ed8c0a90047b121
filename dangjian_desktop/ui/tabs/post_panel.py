"""The posts beside the list of people: how many each has, and a target for those who are dragged or selected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from dangjian_desktop.ui import look, words
from dangjian_desktop.ui.grid.carry import MIME
from dangjian_desktop.ui.parts import label

if TYPE_CHECKING:
    from dangjian_desktop.services.posting import PostCount

WIDTH = 232
HOW = "拖来、点击，或按 Alt+数字"


class PostButton(QPushButton):
    """One post: pressed it takes those who are selected, and so when they are let go over it."""

    taken = Signal()

    def __init__(self, digit: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("post")
        self.setAcceptDrops(True)
        self.setAutoDefault(True)
        self.digit, self.name = digit, ""
        self.count = label("", "heading")
        self.count.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 10, 0)
        layout.addStretch(1)
        layout.addWidget(self.count)
        self.clicked.connect(lambda _checked=False: self.taken.emit())

    def show_post(self, post: PostCount) -> None:
        """Show a post with the number of its people."""
        self.name = post.name
        self.count.setText(str(post.people) if post.people else "")
        key = f"（Alt+{self.digit}）" if self.digit else ""
        self.setToolTip(f"{post.name} {post.people} 人{key}")
        self.setAccessibleName(f"{post.name}，{post.people} 人")
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten a long name, which the tooltip has whole."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - self.count.sizeHint().width() - look.scaled(30)
        text = f"{self.digit}  {self.name}" if self.digit else self.name
        self.setText(self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, max(room, 40)))

    def _aim(self, *, here: bool) -> None:
        self.setProperty("aimed", here)
        self.style().polish(self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Show that people can be let go here."""
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()
            self._aim(here=True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Take the mark away."""
        self._aim(here=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the people."""
        event.acceptProposedAction()
        self._aim(here=False)
        self.taken.emit()


class PostPanel(QFrame):
    """All posts in use; ``taken`` tells the name of the one that the selected people are given."""

    taken = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        look.fit(self, lambda: self.setFixedWidth(look.scaled(WIDTH)))
        self.buttons: list[PostButton] = []
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 4, 0)
        self._list.setSpacing(2)
        self._list.addStretch(1)
        inner = QWidget()
        inner.setObjectName("inside")
        inner.setLayout(self._list)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName("岗位")
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 6, 8)
        layout.setSpacing(4)
        layout.addWidget(label("岗位", "heading"))
        layout.addWidget(label(HOW, "quiet", wrap=True))
        layout.addWidget(area, 1)
        for place, keys in enumerate(words.POST_KEYS):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda place=place: self._press(place))

    def show_posts(self, posts: Sequence[PostCount]) -> None:
        """Show these posts; buttons are kept, so that what has the focus keeps it."""
        while len(self.buttons) > len(posts):
            gone = self.buttons.pop()
            self._list.removeWidget(gone)
            gone.deleteLater()
        for place, post in enumerate(posts):
            if place == len(self.buttons):
                self._add()
            self.buttons[place].show_post(post)

    def _add(self) -> None:
        place = len(self.buttons)
        made = PostButton(words.POST_KEYS[place][-1] if place < len(words.POST_KEYS) else "")
        made.taken.connect(lambda: self.taken.emit(made.name))
        self.buttons.append(made)
        self._list.insertWidget(place, made)

    def _press(self, place: int) -> None:
        if place < len(self.buttons):
            self.taken.emit(self.buttons[place].name)
