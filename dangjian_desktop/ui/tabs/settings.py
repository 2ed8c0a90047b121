"""设置: every declared option in its group, found by characters or pinyin; each change is saved at once and can be undone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from dangjian_desktop.core.search import SearchIndex
from dangjian_desktop.ui import look, setting_verbs
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.fresh import KeptFresh
from dangjian_desktop.ui.parts import PageFrame, card, label
from dangjian_desktop.ui.setting_verbs import Value
from dangjian_desktop.ui.tabs.setting_row import SettingRow

if TYPE_CHECKING:
    from dangjian_desktop.services.settings import ShownSetting

SEARCH_WIDTH, WIDTH = 280, 980
INTRODUCTION = "改了就保存，可以撤销。默认照原文；原文没有写的，照通行的做法。"


class SettingsPage(PageFrame):
    """The options as cards, one a group."""

    help_section = "options"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("设置", parent)
        self._desk = desk
        self.rows: dict[str, SettingRow] = {}
        self._index = SearchIndex(())
        self._groups: dict[str, QFrame] = {}
        self._wanted = ""
        self.search = QLineEdit()
        self.search.setPlaceholderText("查找设置：汉字、拼音、首字母")
        self.search.setAccessibleName("查找设置")
        self.search.setClearButtonEnabled(True)
        self.search.setAcceptDrops(False)
        self.search.textChanged.connect(lambda _text: self._find())
        look.fit(self, lambda: self.search.setFixedWidth(look.scaled(SEARCH_WIDTH)))
        self.head.addWidget(self.search)
        self.none = label("没有这样的设置。换一个词，或清空查找框。", "quiet")
        self.none.hide()
        self._inner = QWidget()
        self._inner.setObjectName("page")
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(10)
        self._column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(self._inner)
        self.body.addWidget(label(INTRODUCTION, "quiet", wrap=True))
        self.body.addWidget(self.none)
        self.body.addWidget(self.area, 1)
        KeptFresh(self, desk, lambda: desk.run(setting_verbs.settings_shown, self._show))

    @property
    def start(self) -> QWidget:
        """Where the keys go: what is looked for is typed at once."""
        return self.search

    def go_to(self, ledger: str) -> None:
        """Put the keys into the editor of the option with this key."""
        self._wanted = ledger
        self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        row = self.rows.get(self._wanted)
        if row is None:
            return
        self._wanted = ""
        self.search.clear()
        self._column.activate()
        row.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.area.ensureWidgetVisible(row, 0, look.scaled(60))

    def _show(self, settings: list[ShownSetting]) -> None:
        if not self.rows:
            self._make_rows(settings)
        for shown in settings:
            self.rows[shown.option.key].show_setting(shown)
        self._go_to_wanted()

    def _make_rows(self, settings: list[ShownSetting]) -> None:
        for shown in settings:
            if shown.group not in self._groups:
                frame, column = card(label(shown.group, "heading"))
                self._groups[shown.group] = frame
                self._column.insertWidget(self._column.count() - 1, frame)
            row = self.rows[shown.option.key] = SettingRow(shown)
            column.addWidget(row)
            row.edited.connect(self._save)
            row.reset_asked_for.connect(self._reset)
            row.push_asked_for.connect(self._push)
            row.fonts_asked_for.connect(self._show_fonts)
        self._index = SearchIndex([shown.search for shown in settings])

    def _find(self) -> None:
        """Show what the query fits; groups without any go too."""
        query = self.search.text().strip()
        keys = list(self.rows)
        found = {keys[place] for place in self._index.find(query)} if query else set(keys)
        for key, row in self.rows.items():
            row.setVisible(key in found)
        shown = {self.rows[key].shown.group for key in found}
        for title, frame in self._groups.items():
            frame.setVisible(title in shown)
        self.none.setVisible(bool(self.rows) and not found)

    def _save(self, key: str, value: Value) -> None:
        row = self.rows[key]
        self._desk.run(
            lambda office: setting_verbs.save_option(office, key, value), partial(self._saved, row), row.refuse
        )

    def _saved(self, row: SettingRow, changes: object) -> None:
        if row.problem.text():
            row.accept()
            self._desk.tell(f"“{row.shown.option.title}”已保存。")
        self._desk.changed.emit(changes)

    def _reset(self, key: str) -> None:
        row = self.rows[key]
        row.accept()
        row.editor.setFocus(Qt.FocusReason.OtherFocusReason)  # the button that was used goes
        self._desk.run(lambda office: setting_verbs.reset_option(office, key), self._desk.changed.emit, row.refuse)

    def _push(self, key: str, how: str) -> None:
        row = self.rows[key]
        self._desk.run(
            lambda office: setting_verbs.push_option(office, key, how),  # type: ignore[arg-type]
            self._desk.changed.emit,
            row.refuse,
        )

    def _show_fonts(self) -> None:
        from dangjian_desktop.ui.dialogs.fonts import FontsDialog

        FontsDialog(self._desk, self).open()
