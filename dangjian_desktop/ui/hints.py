"""使用提示: one light line above a page, about what matters most there; each can be put away for good, or all at once.

The hints are data below; what was put away is remembered in a small file of the user's.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from dangjian_desktop.core.paths import write_whole
from dangjian_desktop.ui import look, words
from dangjian_desktop.ui.parts import button, label

NOTE = "使用提示.txt"
OFF = "全部关闭"
HINTS: Mapping[str, tuple[str, ...]] = {
    words.HOME: (
        "要办的事按到期先后排列，右边的按钮直接打开要填的地方；鼠标停在上面，看是哪一条规定。",
        "在任何一页按 F1，打开这一页的说明。",
    ),
    words.ROSTER: (
        "名册是所有表格的来源。可以导入花名册，也可以在最下面的空行里直接打字。",
        "党员不能删除：选中他的行，点“转出/变动…”，历史会保留。",
        "按 F4 看党员卡片；把照片拖到卡片上，就印在样例8、样例9 上。",
    ),
    "posts": (
        "六步照原文的先后，哪一步都可以随时点。岗位名称打首字母就能选，回车到下一个人。",
        "在“支部确定”里点“按志愿填入”，一次填好全支部，再改个别的。",
    ),
    "areas": ("区域直接打“机电楼/三层”，上级区域一并建好。没有责任区的人，点“只看未划分的”。",),
    "commitments": (
        "“党员姓名”留空就是党支部的承诺。从 Excel 整块粘贴时，姓名只写在第一行也可以。",
        "在“审核”里回车通过，F8 退回；全部通过，按 Ctrl+A 再按回车。",
    ),
    "pioneers": ("名额是支部党员人数的 10%，算法写在表格上面。上报以后要改，直接在格里打字，提出修改申请。",),
    "pacesetters": ("先在右上方选好季度。每人每季度只参加一类；票数并列时由会议决定，程序不替人选。",),
    words.PRINTING: (
        "右边看到的就是打印出来的纸。改了几个人的，选“只打有改动的”，不用全部重打。",
        "打印位置偏了，点“打印校准页”，量出几毫米填在“偏移”里，每台打印机只要一次。",
    ),
    words.EXCHANGE: (
        "每个包都含全部资料，漏交、重交都不要紧。看到“可以安全取出U盘”再拔。",
        "收到的包先看清要改什么，再点“合并”；合并错了可以撤销。",
    ),
    words.OVERVIEW: ("双击一格看这个支部的内容。没有报的，点“催报单（打印）”。",),
    words.SETTINGS: ("每一项都写着默认和原文的话；改过的，右边有“恢复默认”。上级锁定的只能看。",),
    words.APPROVAL: ("回车批准，F8 退回，办完自动到下一个人。办好以后生成回执，支部接到才算数。",),
}
FILLED_BELOW = (words.ROSTER, "posts", "areas", "commitments", "pioneers", "pacesetters")
ABOVE = "这一页的内容由支部填写，随上报包更新，这里只能查看；行首写着是哪个支部的。"
"""What the levels above the branches are told on the pages that the branches fill."""
MOST = 3
"""How many hints a page may have."""


class Hints:
    """Which hints are still to be shown: those put away for good are in the user's folder, others for this time only."""

    def __init__(self, home: Path) -> None:
        self._file = home / NOTE
        known = self._file.read_text(encoding="utf-8").splitlines() if self._file.exists() else []
        self._gone = set(known)
        self._closed: set[str] = set()

    @property
    def on(self) -> bool:
        """Whether hints are shown at all."""
        return OFF not in self._gone

    def turn(self, *, on: bool) -> None:
        """Show no hints any more, or all of them anew."""
        self._gone = set() if on else {*self._gone, OFF}
        self._closed = set()
        self._keep()

    def next_for(self, page: str, *, above: bool = False) -> str:
        """Return the hint to show on a page, empty for none; ``above`` is for the levels above the branches."""
        if not self.on or page in self._closed:
            return ""
        offered = (ABOVE,) if above and page in FILLED_BELOW else HINTS.get(page, ())
        return next((hint for hint in offered if hint not in self._gone), "")

    def put_away(self, hint: str) -> None:
        """Never show this one again."""
        self._gone.add(hint)
        self._keep()

    def close(self, page: str) -> None:
        """Show no hints on this page until the program is started again."""
        self._closed.add(page)

    def _keep(self) -> None:
        write_whole(self._file, "\n".join(sorted(self._gone)).encode())


ROOM_FROM = 620
"""From which height of the window there is room for a hint: a low one needs every line for its page."""


class HintStrip(QFrame):
    """One hint with its two buttons, above the page and never over it; ``turned`` tells that all were switched."""

    turned = Signal(bool)

    def __init__(self, home: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hint")
        self.hints = Hints(home)
        self._page, self._above = "", False
        self._sentence = label(wrap=True)
        self._sentence.setAccessibleName("使用提示")
        self.away_button = button("不再提示(&X)", self._put_away, "quiet")
        self.close_button = button("收起(&Z)", self._close, "quiet")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 3, 12, 3)
        layout.addWidget(self._sentence, 1)
        layout.addWidget(self.away_button)
        layout.addWidget(self.close_button)
        self.hide()

    @property
    def sentence(self) -> str:
        """The hint on the screen; empty when there is none."""
        return "" if self.isHidden() else self._sentence.text()

    def show_for(self, page: str, *, above: bool) -> None:
        """Show what this page has to say, to a branch or to a level above it, or nothing."""
        self._page, self._above = page, above
        hint = self.hints.next_for(page, above=above)
        self._sentence.setText(hint)
        self.setVisible(bool(hint) and self._has_room())

    def look_again(self) -> None:
        """Show or hide the hint after the window became larger or smaller."""
        self.show_for(self._page, above=self._above)

    def _has_room(self) -> bool:
        return self.window().height() >= look.scaled(ROOM_FROM)

    def turn(self, *, on: bool) -> None:
        """Switch all hints on or off."""
        self.hints.turn(on=on)
        self.turned.emit(on)
        self.show_for(self._page, above=self._above)

    def _put_away(self) -> None:
        self.hints.put_away(self._sentence.text())
        self.show_for(self._page, above=self._above)

    def _close(self) -> None:
        self.hints.close(self._page)
        self.show_for(self._page, above=self._above)
