"""Tries the whole program in a temporary folder without a screen; packaging runs it in the frozen program."""

from __future__ import annotations

import os
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from dangjian_desktop.core.clock import pinned
from dangjian_desktop.core.ids import time_ordered_ids
from dangjian_desktop.core.paths import resource
from dangjian_desktop.core.progress import silent
from dangjian_desktop.ui import exchange_verbs, help_verbs, look, print_verbs, verbs, words
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.dialogs.wording_editor import WordingDialog
from dangjian_desktop.ui.grid.lines import Typed
from dangjian_desktop.ui.help.asking import show_help
from dangjian_desktop.ui.icons import icon, size
from dangjian_desktop.ui.main_window import MainWindow
from dangjian_desktop.ui.tasks import Direct, Tasks

if TYPE_CHECKING:
    from dangjian_desktop.schemes.scheme import Ledger
    from dangjian_desktop.services.work import Office

HARMLESS = "This plugin does not support"  # the screenless platform says so of raise() and the like
NOW = "2026-11-24T09:00"
BRANCH, HEAD = "中共自检学院机电系支部委员会", "中共自检学院机电系总支部委员会"
FORMS = tuple(range(1, 10))
ROWS: Sequence[tuple[str, dict[str, str]]] = (
    *(("members", {"name": name, "sex": "男", "birth": "1985.05"}) for name in ("张三", "李四", "王䶮")),
    ("post_assignments", {"member_id": "张三", "post_id": "教育示范岗"}),
    ("areas", {"name": "机电楼", "duties": "卫生、安全"}),
    ("area_assignments", {"area_id": "机电楼", "member_id": "张三"}),
    ("area_activities", {"member_id": "张三", "area_id": "机电楼", "name": "走访", "held_on": "2026-11-20"}),
    ("commitments", {"member_id": "张三", "text": "每月走访一次", "due": "2026-12-31", "review": "通过"}),
    ("pioneer_nominations", {"member_id": "张三", "deeds": "带头上好课。", "studied_on": "2026-06-10"}),
    ("pacesetter_nominations", {"kind": "工作标兵", "member_id": "李四", "deeds": "热心服务。"}),
)


def self_test() -> int:
    """Run every step and print a line for each; return 0 when all went well, else 1."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QApplication.instance() or QApplication([])
    if isinstance(application, QApplication):
        look.dress(application)
        look.add_rare_faces()
    complaints: list[str] = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, _listening(complaints):
        trial = Trial(Path(folder), complaints)
        try:
            return 0 if all(_run(title, step, complaints) for title, step in trial.steps()) else 1
        finally:
            trial.close()


@contextmanager
def _listening(complaints: list[str]) -> Iterator[None]:
    """Hear what Qt warns of and what fails in a slot; neither would stop a step by itself."""

    def hear(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        if kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) and HARMLESS not in text:
            complaints.append(text)

    old_hook = sys.excepthook
    sys.excepthook = lambda *failure: complaints.append("".join(traceback.format_exception(*failure)))
    old_handler = qInstallMessageHandler(hear)
    try:
        yield
    finally:
        qInstallMessageHandler(old_handler)
        sys.excepthook = old_hook


def _run(title: str, step: Callable[[], object], complaints: list[str]) -> bool:
    began = time.monotonic()
    try:
        step()
    except Exception:
        complaints.append(traceback.format_exc())
    if complaints:
        print(f"自检失败：{title}", *complaints, sep="\n", flush=True)
        return False
    print(f"自检：{title}，{time.monotonic() - began:.1f} 秒", flush=True)
    return True


class Trial:
    """A branch and its general branch, each in a window of its own; every job runs at once."""

    def __init__(self, folder: Path, complaints: list[str]) -> None:
        self.folder, self._complaints = folder, complaints
        self.stick = folder / "U盘"
        self.branch, self.head = self._window("branch"), self._window("head")

    def _window(self, seed: str) -> MainWindow:
        clock = pinned(NOW)
        tasks = Tasks(Direct())
        tasks.failed.connect(self._complaints.append)
        window = MainWindow(Desk(tasks, clock, time_ordered_ids(clock, seed=seed), self.folder))
        window.show()
        return window

    def steps(self) -> list[tuple[str, Callable[[], object]]]:
        """Return the steps in their order."""
        return [
            ("建立党支部和党总支的数据文件", self._create),
            ("五项工作各录入一条", self._fill),
            ("图标", self._icons),
            ("党支部的每一页", lambda: self._show_pages(self.branch)),
            *((f"样例{number} 空表和填好的表", partial(self._print, number)) for number in FORMS),
            ("改措辞", self._reword),
            ("操作手册", self._help),
            ("Excel/WPS 表格导出、导入", self._workbook),
            ("上报包生成、接收", self._report),
            ("党总支的每一页", lambda: self._show_pages(self.head)),
            ("回执生成、接收", self._reply),
            ("撤销和重做", self._undo),
        ]

    def _icons(self) -> None:
        """A packed program may lack what draws them."""
        drawn = icon("house").pixmap(size()).toImage()
        listed = QIcon(str(resource("icons", "list-arrow.svg"))).pixmap(size()).toImage()
        for image in (drawn, listed):
            if not any(image.pixelColor(x, y).alpha() for x in range(image.width()) for y in range(image.height())):
                self._complaints.append("图标没有画出来。")

    def close(self) -> None:
        """Close both windows and their data files."""
        for window in (self.branch, self.head):
            window.close()

    def _create(self) -> None:
        self.branch.desk.create(self.folder / "支部.db", kind="branch", name=BRANCH, superior=HEAD)
        self.head.desk.create(self.folder / "总支.db", kind="general-branch", name=HEAD)

    def _fill(self) -> None:
        cards = verbs.cards()
        ledgers = {ledger.key: ledger for scheme in cards.schemes for ledger in scheme.ledgers}
        ledgers[cards.roster.key] = cards.roster
        for key, texts in ROWS:
            self.branch.desk.run(self._saving(ledgers[key], texts))
        self.branch.desk.changed.emit(None)

    def _saving(self, ledger: Ledger, texts: dict[str, str]) -> Callable[[Office], None]:
        period = self.branch.desk.period
        given = {"year": str(period.year), "quarter": str(period.quarter)}
        places = {column.key for column in ledger.columns}

        def save(office: Office) -> None:
            row = {key: text for key, text in (given | texts).items() if key in places}
            saved, _ = verbs.save(office, ledger, [Typed(None, row, "")], period, "自检")
            _expect(not saved.problems, f"{ledger.title}没有存下：{saved.problems}")

        return save

    def _show_pages(self, window: MainWindow) -> None:
        for key, title in words.PAGES:
            if key in words.FOR_UNITS and window.desk.kind == "branch":
                continue
            window.show_page(key)
            QApplication.processEvents()
            _expect(not window.stack.grab().isNull(), f"{title}没有画出来")

    def _print(self, number: int) -> None:
        period = self.branch.desk.period
        for blank in (True, False):
            wanted = print_verbs.Wanted((number,), period, blank)
            self.branch.desk.run(partial(_check_paper, wanted))
        self.branch.desk.run(lambda office: _write_files(office, number, self.folder / "纸"))

    def _reword(self) -> None:
        dialog = WordingDialog(self.branch.desk, self.branch)
        dialog.open()
        dialog.choose("1.fifth")
        dialog.text.own.setPlainText("五、自检。")
        dialog.save()
        QApplication.processEvents()
        _expect(dialog.preview.pages > 0 and not dialog.unsaved, "措辞没有存下或没有预览")
        dialog.reject()

    def _help(self) -> None:
        shown = show_help(self.branch, "posts-3")
        QApplication.processEvents()
        _expect(shown.anchor == "posts-3" and "按志愿填入" in shown.text.toPlainText(), "操作手册没有打开")
        book = self.folder / "操作手册.pdf"
        help_verbs.save_pdf(book, silent)
        _expect(book.read_bytes().startswith(b"%PDF"), "操作手册没有排成 PDF")
        shown.reject()

    def _workbook(self) -> None:
        path = self.folder / "台账.xlsx"
        desk = self.branch.desk
        desk.run(lambda office: verbs.export_workbook(office, path))
        desk.run(lambda office: verbs.write_template(office, self.folder / "模板.xlsx"))

        def read(office: Office) -> None:
            report = verbs.import_workbook(office, path, dry_run=True, progress=desk.tasks.progress)
            news = {name: (s.new, s.changed, s.problems) for name, s in report.sheets.items()}
            _expect(not any(n or c or p for n, c, p in news.values()), f"导出再导入有变化：{news}")

        desk.run(read)

    def _report(self) -> None:
        period = self.branch.desk.period
        self.branch.desk.run(lambda office: exchange_verbs.pack(office, self.stick, period, locked=False))
        self.head.take_files(list(self.stick.glob("上报_*.zip")))
        receiving = self.head.pages[words.EXCHANGE].receiving  # type: ignore[attr-defined]
        receiving.confirm_all_button.click()
        receiving.merge_button.click()
        _expect(all(parcel.merged for parcel in receiving.parcels), "上报包没有合并")

    def _reply(self) -> None:
        self.head.desk.run(lambda office: exchange_verbs.reply(office, [BRANCH], self.stick))
        self.branch.take_files(list(self.stick.glob("回执_*.zip")))
        receiving = self.branch.pages[words.EXCHANGE].receiving  # type: ignore[attr-defined]
        receiving.merge_button.click()
        _expect(all(parcel.merged for parcel in receiving.parcels), "回执没有合并")

    def _undo(self) -> None:
        self.branch.undo()
        self.branch.redo()


def _expect(met: bool, sentence: str) -> None:
    if not met:
        raise AssertionError(sentence)


def _check_paper(wanted: print_verbs.Wanted, office: Office) -> None:
    pdf = print_verbs.make_pdf(office, wanted, silent)
    _expect(pdf.data.startswith(b"%PDF") and pdf.pages > 0, f"样例{wanted.forms[0]}没有排出来")
    data, width, height = print_verbs.picture(pdf.data, 0, 300)
    _expect(len(data) == width * height * 4, f"样例{wanted.forms[0]}预览不出来")


def _write_files(office: Office, number: int, folder: Path) -> None:
    from dangjian_desktop.services.printing import Job, print_files

    job = Job((number,), year=2026, quarter=4)
    written = print_files(office, job, folder, formats=["pdf", "xlsx", "docx"])
    _expect(len(written) == 3, f"样例{number}没有写出三种文件")
