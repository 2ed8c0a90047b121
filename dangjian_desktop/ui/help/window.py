"""操作手册: contents at the left, a chapter at the right, found by characters or pinyin, printed as one book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, QUrl
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QStackedWidget,
    QTextBrowser,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from dangjian_desktop.core.paths import resource
from dangjian_desktop.ui import help_verbs, look
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.dialogs.files import PDF, Files
from dangjian_desktop.ui.help.hits import HitList
from dangjian_desktop.ui.help.html import chapter_html, style
from dangjian_desktop.ui.parts import button, label, row
from dangjian_desktop.ui.tabs.printer import PrinterChoice, PrintRun
from dangjian_desktop.ui.tabs.printer_bar import PrinterBar

if TYPE_CHECKING:
    from dangjian_desktop.core.handbook import Handbook, Section
    from dangjian_desktop.services.handbook import Search
    from dangjian_desktop.ui.print_verbs import Pdf

SIZE, SHARES = (1040, 680), (270, 770)
MARGIN = 24
WIDEST_PICTURE = 860
SETTLING = 150  # milliseconds after the last resize
ANCHOR = Qt.ItemDataRole.UserRole
START = "start"
LISTED = 2
NO_PRINTER = "找不到打印机。请接好打印机，或点“另存为 PDF…”拿到别的电脑打印。"


class HelpWindow(QDialog):
    """Shows the handbook; it belongs to the window that asked, and closes with Esc."""

    def __init__(self, parent: QWidget | None, desk: Desk | None) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.WindowMinMaxButtonsHint)
        self.setWindowTitle("操作手册")
        self._desk = desk
        self._book: Handbook = ()
        self._wanted = ""
        self._search: Search | None = None
        self._chapter = -1
        self._trail: list[str] = []
        self._place = -1
        self._pdf: Pdf | None = None
        self.query = QLineEdit()
        self.query.setAccessibleName("查找")
        self.query.setPlaceholderText("查找：汉字、拼音、首字母")
        self.query.setClearButtonEnabled(True)
        self.contents = QTreeWidget()
        self.contents.setAccessibleName("目录")
        self.contents.setHeaderHidden(True)
        self.hits = HitList()
        self.lists = QStackedWidget()
        self.text = self._make_browser()
        self.back_button, self.on_button = button("后退", self.back), button("前进", self.forward)
        self.print_button, self.save_button = button("打印…", self._ask_printer), button("另存为 PDF…", self._save)
        self.told = label("", "quiet", wrap=True)
        self.told.setAccessibleName("消息")
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLING)
        self._printing = self._make_printing()
        self._lay_out()
        self._connect()
        self._read()

    def _read(self) -> None:
        """Read the book away from the window, and then what finds a word in it."""
        if self._desk is None:
            self._opened(help_verbs.read_handbook())
        else:
            self._desk.tasks.run(help_verbs.read_handbook, self._opened, self.tell)

    def _opened(self, book: Handbook) -> None:
        self._book = book
        for chapter in book:
            top = _entry(chapter[0])
            top.addChildren([_entry(section) for section in chapter[1:] if section.level <= LISTED])
            self.contents.addTopLevelItem(top)
        if self._wanted:
            self.go(self._wanted)
        if self._desk is None:
            self._searchable(help_verbs.search_of(book))
        else:
            self._desk.tasks.run(lambda: help_verbs.search_of(book), self._searchable, self.tell)

    def _searchable(self, search: Search) -> None:
        self._search = search
        self._find(self.query.text())

    def _make_browser(self) -> QTextBrowser:
        made = QTextBrowser()
        made.setAccessibleName("手册")
        made.setOpenLinks(False)
        made.setSearchPaths([str(resource("help", "pictures"))])
        made.document().setDocumentMargin(look.scaled(MARGIN))
        return made

    def _make_printing(self) -> QWidget:
        """The printers and the button that prints, hidden until 打印 is asked for."""
        made = QWidget()
        layout = QHBoxLayout(made)
        layout.setContentsMargins(0, 0, 0, 0)
        self.printers = PrinterBar(self._desk) if self._desk else None
        self.go_button = button("打印", self._print, "primary")
        if self.printers is not None:
            layout.addWidget(self.printers, 1)
        layout.addLayout(row(button("放弃", made.hide), self.go_button))
        made.hide()
        return made

    def _lay_out(self) -> None:
        self.resize(*(look.scaled(each) for each in SIZE))
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.query)
        self.lists.addWidget(self.contents)
        self.lists.addWidget(self.hits)
        column.addWidget(self.lists, 1)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row(self.back_button, self.on_button, None, self.print_button, self.save_button))
        column.addWidget(self._printing)
        column.addWidget(self.told)
        column.addWidget(self.text, 1)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.setHandleWidth(12)
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setSizes([look.scaled(each) for each in SHARES])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.addWidget(split)
        self.told.hide()
        self.save_button.setEnabled(self._desk is not None)
        self.print_button.setEnabled(self._desk is not None and self._desk.card is not None)

    def _connect(self) -> None:
        self.contents.itemClicked.connect(lambda item, _column: self.go(item.data(0, ANCHOR)))
        self.contents.itemActivated.connect(lambda item, _column: self.go(item.data(0, ANCHOR)))
        self.hits.opened.connect(self.go)
        self.query.textChanged.connect(self._find)
        self.query.returnPressed.connect(self._open_first)
        self.text.anchorClicked.connect(self._follow)
        self._settled.timeout.connect(self._render)
        for keys, verb in (("Alt+Left", self.back), ("Alt+Right", self.forward), ("Ctrl+F", self.query.setFocus)):
            QShortcut(QKeySequence(keys), self, verb)
        for made, keys in ((self.back_button, "Alt+←"), (self.on_button, "Alt+→")):
            made.setToolTip(keys)
            made.setAutoDefault(False)
        self.text.setFocus()

    # Going about.

    @property
    def anchor(self) -> str:
        """The section on the screen."""
        return self._trail[self._place] if self._trail else ""

    def go(self, anchor: str) -> None:
        """Show a section and remember the way; one that is not in the handbook is its beginning."""
        self._wanted = anchor
        if not self._book:
            return
        known = any(section.anchor == anchor for chapter in self._book for section in chapter)
        wanted = anchor if known else START
        if wanted != self.anchor:
            self._trail = [*self._trail[: self._place + 1], wanted]
            self._place = len(self._trail) - 1
        self._show(wanted)

    def back(self) -> None:
        """Show the section before."""
        self._step(-1)

    def forward(self) -> None:
        """Show the section that was left by going back."""
        self._step(1)

    def _step(self, by: int) -> None:
        if 0 <= self._place + by < len(self._trail):
            self._place += by
            self._show(self.anchor)

    def _follow(self, url: QUrl) -> None:
        self.go(url.fragment())

    def _show(self, anchor: str) -> None:
        place = next(
            place for place, chapter in enumerate(self._book) if any(section.anchor == anchor for section in chapter)
        )
        if place != self._chapter:
            self._chapter = place
            self._render()
        else:
            self.text.scrollToAnchor(anchor)
        self.back_button.setEnabled(self._place > 0)
        self.on_button.setEnabled(self._place + 1 < len(self._trail))
        self._mark(anchor)

    def _mark(self, anchor: str) -> None:
        """Choose the section in the contents, its chapter opened."""
        for top in (self.contents.topLevelItem(place) for place in range(self.contents.topLevelItemCount())):
            for item in (top, *(top.child(place) for place in range(top.childCount()))):
                if item.data(0, ANCHOR) == anchor:
                    top.setExpanded(True)
                    self.contents.setCurrentItem(item)
                    self.contents.scrollToItem(item)
                    return

    def _render(self) -> None:
        """Set the chapter for the present size of text, theme and width of the window."""
        self.text.document().setDefaultStyleSheet(style(self.font().pointSizeF()))
        room = self.text.viewport().width() - 2 * look.scaled(MARGIN) - 8
        self.text.setHtml(chapter_html(self._book[self._chapter], max(200, min(room, WIDEST_PICTURE))))
        self.text.scrollToAnchor(self.anchor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the pictures another width, once the window has settled."""
        super().resizeEvent(event)
        if self._chapter >= 0:
            self._settled.start()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the application's size of text and theme."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange) and getattr(self, "_chapter", -1) >= 0:
            self._settled.start()

    # Finding.

    def _find(self, query: str) -> None:
        self.lists.setCurrentIndex(int(bool(query.strip())))
        if not query.strip():
            return
        if self._search is None:
            return
        self.hits.show_hits(self._search.find(query))

    def _open_first(self) -> None:
        if self.query.text().strip():
            self.hits.open_first()

    # On paper.

    def _save(self) -> None:
        desk = self._desk
        path = Files.ask_save(self, "操作手册另存为 PDF", "党建台账操作手册.pdf", PDF, ".pdf")
        if desk is not None and path:
            progress = desk.tasks.progress
            desk.tasks.run(
                lambda: help_verbs.save_pdf(path, progress),
                lambda made: self.tell(f"已保存为“{made}”。"),
                self.tell,
                "正在排操作手册",
            )

    def _ask_printer(self) -> None:
        """Set the book, then offer the printers with the number of its pages."""
        desk, printers = self._desk, self.printers
        if desk is None or printers is None:
            return
        printers.renew()
        if not printers.name:
            self.tell(NO_PRINTER)
            return
        progress = desk.tasks.progress
        desk.tasks.run(lambda: help_verbs.make_pdf(progress), self._offer, self.tell, "正在排操作手册")

    def _offer(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self.go_button.setText(f"打印 {pdf.pages} 页")
        self._printing.show()
        self.go_button.setFocus()

    def _print(self) -> None:
        desk, pdf, bar = self._desk, self._pdf, self.printers
        if desk is not None and pdf is not None and bar is not None:
            self._printing.hide()
            run = PrintRun(desk, PrinterChoice(bar.name, bar.sides.currentText(), bar.correction), pdf)
            run.printed.connect(lambda: self.tell(f"已把 {pdf.pages} 页交给打印机。"))
            run.go_on()

    def tell(self, sentence: str) -> None:
        """Say what was done, or what stands in the way."""
        self.told.setText(sentence)
        self.told.show()


def _entry(section: Section) -> QTreeWidgetItem:
    made = QTreeWidgetItem([section.title])
    made.setData(0, ANCHOR, section.anchor)
    made.setToolTip(0, section.title)
    return made
