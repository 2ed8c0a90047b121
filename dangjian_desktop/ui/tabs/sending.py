"""The left half of 上报与接收: make the package, and see which packages were answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from dangjian_desktop.core.dates import QUARTER_NAMES
from dangjian_desktop.ui import exchange_verbs, look, words
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.dialogs.files import Files
from dangjian_desktop.ui.fresh import KeptFresh
from dangjian_desktop.ui.palette import Colour
from dangjian_desktop.ui.parts import button, card, change_look, label, row
from dangjian_desktop.ui.plain_table import PlainTable

if TYPE_CHECKING:
    from dangjian_desktop.services.exchange import Packed, Sent

LEAST_HEIGHT = 130  # the headings and three packages
LOCK_TIP = "还没有和上级交换密钥、又怕U盘丢失时用：程序生成20位数字的口令，接收时要输入。"
SECRET = "只显示这一次。请用电话告诉接收单位，不要写在U盘或封面上。"
KINDS = {"report": "上报包", "reply": "回执"}
COLUMNS = (("包", 106), ("所属期", 122), ("校验码", 92), ("生成", 62), ("状态", 190))


class SendingPanel(QWidget):
    """Makes the 上报包; with 必须改 left it asks for a second thought, for some are mended only from above."""

    help_section = "sending"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._folder: Path | None = None
        self.pack_button = button("生成上报包…", self._pack, "primary")
        self.lock_box = QCheckBox("加口令")
        self.lock_box.setToolTip(LOCK_TIP)
        self._check = label("", "quiet", wrap=True)
        self.look_button = button("查看要改的地方", lambda: desk.asked_for.emit(words.HOME, ""), "quiet")
        self.made = self._made_card()
        self.sent = PlainTable("已生成的包", COLUMNS, stretch=4)
        self.again_button = button("再写一份…", self._again)
        self.again_button.setToolTip("U盘丢了或坏了：把还没有回执的包原样再写到一个U盘上。")
        self._waiting: list[int] = []
        self.sent.chosen.connect(self._may_write_again)
        look.fit(self, lambda: self.sent.setMinimumHeight(look.scaled(LEAST_HEIGHT)))
        self._none = label("还没有上报过。上报前会自动做数据检查。", "quiet", wrap=True)
        self._lay_out()
        KeptFresh(self, desk, self._read)

    def _lay_out(self) -> None:
        frame, inside = card(label("上报", "heading"), self._check)
        inside.addLayout(row(self.pack_button, self.lock_box, self.look_button, None))
        frame.setVisible(self._desk.kind != "committee")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(frame)
        layout.addWidget(self.made)
        layout.addLayout(row(label("已生成的包", "heading"), None, self.again_button))
        layout.addWidget(self._none)
        layout.addWidget(self.sent, 1)
        layout.addStretch()

    def _made_card(self) -> QFrame:
        self.code = label("", "number")
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.where = label("", wrap=True)
        self._contents = label("", "quiet", wrap=True)
        frame, layout = card(label("已写入并校验，可以安全取出U盘", "heading"))
        layout.addLayout(row(label("校验码", "quiet"), self.code, None, button("打开文件夹", self._open_folder)))
        layout.addWidget(self.where)
        self._mark = label("", wrap=True)
        layout.addWidget(self._mark)
        self.password = label("", "number")
        self.password.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._secret = QWidget()
        secret = QVBoxLayout(self._secret)
        secret.setContentsMargins(0, 0, 0, 0)
        secret.addLayout(row(label("口令", "quiet"), self.password, None))
        secret.addWidget(label(SECRET, "quiet", wrap=True))
        layout.addWidget(self._secret)
        layout.addWidget(self._contents)
        frame.hide()
        return frame

    @property
    def start(self) -> QWidget:
        """The button that this side begins with; a committee only receives."""
        return self.pack_button if self._desk.kind != "committee" else self.sent

    def _read(self) -> None:
        period = self._desk.period
        self._desk.run(lambda office: exchange_verbs.reporting(office, period), self._show)

    def _show(self, state: exchange_verbs.Reporting) -> None:
        period, must = self._desk.period, len(state.must)
        when = f"{period.year}年{QUARTER_NAMES[period.quarter]}"
        clear = "数据检查：必须改 0。每次都含全部资料，漏交、重交都不要紧。"
        self._check.setText(f"{when}　" + (f"数据检查：必须改 {must} 处，请先改好再上报。" if must else clear))
        self.pack_button.setText("仍要生成上报包…" if must else "生成上报包…")
        change_look(self.pack_button, "" if must else "primary")
        self.look_button.setVisible(bool(must))
        rows, marks = sent_rows(state.sent, self._desk.clock().date())
        self.sent.show_rows(rows, marks)
        self.sent.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self._waiting = [each.sequence if each.sequence in state.waiting else 0 for each in state.sent]
        self._may_write_again(self.sent.row)

    def _pack(self) -> None:
        folder = Files.ask_folder(self, "上报包存放在哪个文件夹")
        if folder:
            period, locked = self._desk.period, self.lock_box.isChecked()
            self._desk.run(
                lambda office: exchange_verbs.pack(office, folder, period, locked=locked),
                self._packed,
                label="正在生成上报包",
            )

    def _packed(self, made: exchange_verbs.Made) -> None:
        self.show_made(made.packed, made.password)
        self._desk.changed.emit(None)

    def _may_write_again(self, place: int) -> None:
        self.again_button.setVisible(any(self._waiting))
        self.again_button.setEnabled(0 <= place < len(self._waiting) and bool(self._waiting[place]))

    def _again(self) -> None:
        sequence = self._waiting[self.sent.row]
        folder = Files.ask_folder(self, "包存放在哪个文件夹")
        if folder:
            self._desk.run(
                lambda office: exchange_verbs.write_again(office, folder, sequence),
                lambda path: self._desk.tell(f"已再写一份并校验，可以安全取出U盘：{path}"),
                label="正在写入",
            )

    def show_made(self, packed: Packed, password: str = "") -> None:
        """Show where a package lies, its check code, how it is kept from other eyes, and what is in it."""
        self._mark.setText(f"加密方式：{packed.mark}。")
        self.password.setText(password)
        self._secret.setVisible(bool(password))
        self._folder = packed.path.parent
        self.code.setText(packed.check_code)
        self.where.setText(str(packed.path))
        self._contents.setText("、".join(f"{title} {count} 条" for title, count in packed.counts.items()) + "。")
        self.made.show()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))


def sent_rows(sent: Sequence[Sent], today: date) -> tuple[list[tuple[str, ...]], dict[tuple[int, int], Colour]]:
    """Return the packages as texts, newest first, and the colour of those that wait for an answer."""
    rows: list[tuple[str, ...]] = []
    marks: dict[tuple[int, int], Colour] = {}
    newest: dict[tuple[str, str], int] = {}
    for place, each in enumerate(sent):
        later = newest.setdefault((each.kind, each.to_name), each.sequence)
        waiting = not each.acknowledged_at and later == each.sequence
        if waiting:
            marks[place, 4] = Colour.WARN
        rows.append(
            (
                f"{KINDS.get(each.kind, each.kind)} 第 {each.sequence} 号",
                f"{each.year}年{QUARTER_NAMES[each.quarter]}",
                each.check_code,
                each.sent_at[5:10],
                _state(each, later, today),
            )
        )
    return rows, marks


def _state(each: Sent, later: int, today: date) -> str:
    """A newer package carries all that an older one did, so only the newest still waits for an answer."""
    if each.acknowledged_at:
        return f"已收到回执（{each.acknowledged_at[:10]}）" if each.kind == "report" else f"{each.to_name}已接收"
    if later != each.sequence:
        return f"已由第 {later} 号代替"
    if each.kind == "reply":
        return f"已发给{each.to_name}"
    days = (today - datetime.fromisoformat(each.sent_at).date()).days
    return f"已上报，未收到回执（{days}天）" if days > 0 else "已上报，未收到回执（今天）"
