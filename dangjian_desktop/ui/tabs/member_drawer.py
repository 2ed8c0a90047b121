"""The member card beside the roster: his photo, his facts, all five schemes of the year; a picture dropped is his photo."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPixmap
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from dangjian_desktop.ui import look, roster_verbs
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.parts import button, label, row

WIDTH, PHOTO = 330, 112


class MemberDrawer(QFrame):
    """Shows the member whom `show_member` names; hidden until it is asked for."""

    help_section = "card"
    print_asked_for = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAcceptDrops(True)
        look.fit(self, lambda: self.setFixedWidth(look.scaled(WIDTH)))
        self._desk = desk
        self.member = ""
        self.name, self.facts, self.photo = label("", "heading"), label("", "quiet", wrap=True), label("", "quiet")
        self.photo.setText("照片：把图片拖到这里")
        self._rows = QVBoxLayout()
        inner = QWidget()
        inner.setObjectName("page")
        inner.setLayout(self._rows)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName("五项工作")
        area.setWidget(inner)
        layout = QVBoxLayout(self)
        layout.addLayout(
            row(self.name, None, button("打印履职情况汇总", lambda: self.print_asked_for.emit(self.member), "quiet"))
        )
        layout.addWidget(self.photo)
        layout.addWidget(self.facts)
        layout.addWidget(area, 1)
        self.hide()

    def show_member(self, member: str) -> None:
        """Read and show a member; without one nothing changes."""
        if member and not self.isHidden():
            period = self._desk.period
            self._desk.run(lambda office: roster_verbs.card(office, member, period), partial(self._show, member))

    def _show(self, member: str, card: roster_verbs.Card) -> None:
        self.member = member
        self.name.setText(card.name)
        self.facts.setText(" · ".join(card.facts))
        picture = QPixmap()
        if card.photo and picture.loadFromData(card.photo):
            height = Qt.TransformationMode.SmoothTransformation
            self.photo.setPixmap(picture.scaledToHeight(look.scaled(PHOTO), height))
        else:
            self.photo.setText("照片：把图片拖到这里")
        while self._rows.count():
            old = self._rows.takeAt(0).widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        last = ""
        for group, title, text in card.rows:
            if group != last:
                self._rows.addWidget(label(group, "heading"))
            last = group
            self._rows.addWidget(label(f"{title}：{text}" if title != "—" else text, "quiet", wrap=True))
        self._rows.addStretch(1)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a picture."""
        if event.mimeData().hasUrls() and self.member:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Make the picture the member's photo."""
        event.acceptProposedAction()
        self.take_photo(Path(event.mimeData().urls()[0].toLocalFile()))

    def take_photo(self, path: Path) -> None:
        """Give the member the photo in a file; the card then shows it."""
        member = self.member
        self._desk.change(lambda office: roster_verbs.set_photo(office, member, path))
        self.show_member(member)
