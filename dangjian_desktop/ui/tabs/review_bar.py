"""Under the list of 合并审阅: all that the chosen line says, and what can be done with it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from dangjian_desktop.ui import look
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.exchange_verbs import Parcel
from dangjian_desktop.ui.parts import button, label, row
from dangjian_desktop.ui.review_lines import CHOSEN, LOCKED, OTHER, Line, Zone, answers_of, told_of, zone_of

KEYS = "↑↓ 选行　空格 展开　←→ 选哪一份　回车 采用　A 采用整个支部　Delete 这一条先不采用　Ctrl+Z 撤销"
KEYS_OF_BRANCH = "↑↓ 选行　空格 展开　Ctrl+Z 撤销"
BOX, BOX_AT_LEAST = 108, 66
COUNTS = {
    "new": "新增",
    "changed": "修改",
    "same": "相同",
    "conflict": "冲突",
    "parked": "暂存待查",
    "not_owned": "没有采用",
}


class ReviewBar(QWidget):
    """The box and its buttons; ``answered`` tells which answer was pressed."""

    answered = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.plan = QPlainTextEdit()
        self.plan.setReadOnly(True)
        self.plan.setTabChangesFocus(True)
        self.plan.setAccessibleName("合并以后会怎样")
        look.fit(self, self._fit)
        self.plan.setAcceptDrops(False)  # files dropped here are for the window
        self.confirm_button, self.password_button, self.again_button, self.turn_button = (
            QPushButton(text) for text in ("确认", "输入口令…", "重新选", "这一条先不采用")
        )
        self.accept_button, self.ignore_button = QPushButton("采用整个支部（A）"), QPushButton("忽略")
        self.view_button = QPushButton("仍要查看")
        self.side_buttons = [button("", partial(self.answered.emit, at)) for at in range(3)]
        plain = (self.again_button, self.turn_button, self.accept_button, self.ignore_button, self.view_button)
        for each in (self.confirm_button, self.password_button, *plain):
            each.setAutoDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.plan)
        layout.addLayout(row(self.confirm_button, self.password_button, *self.side_buttons, *plain, None))
        layout.addWidget(label(KEYS_OF_BRANCH if desk.kind == "branch" else KEYS, "quiet", wrap=True))

    def _fit(self) -> None:
        self.plan.setMinimumHeight(look.scaled(BOX_AT_LEAST))
        self.plan.setMaximumHeight(look.scaled(BOX))

    def show_line(self, line: Line | None) -> None:
        """Show what a line says, and what can be done there."""
        parcel = line.parcel if line else None
        entry = line.entry if line else None
        told = (
            plan_text(parcel)
            if line and parcel and entry is None and not line.folded
            else told_of(line)
            if line
            else ""
        )
        self.plan.setPlainText(told)
        asks = bool(parcel and parcel.question and not parcel.confirmed and parcel.plan.status == "new")
        role = "上级" if self._desk.kind == "branch" else "下属支部"
        offer(self.confirm_button, f"确认“{parcel.plan.from_name}”为本单位{role}" if asks and parcel else "")
        offer(self.password_button, "输入口令…" if parcel and parcel.plan.code == LOCKED else "")
        open_ = parcel is not None and not parcel.merged and parcel.plan.status == "new"
        words = answers_of(entry) if open_ and entry is not None and entry.asks else ()
        for at, each in enumerate(self.side_buttons):
            word = words[at] if at < len(words) else ""
            mark = CHOSEN if line and at == line.side else OTHER
            offer(each, word and f"{mark}{word if entry and entry.twins else f'采用{word}'}")
        offer(self.again_button, "重新选" if words and entry and entry.answered else "")
        turning = {"aside": "改为采用"}.get(entry.kind, "这一条先不采用") if open_ and entry and entry.row else ""
        offer(self.turn_button, turning)
        whole = open_ and parcel is not None and zone_of(parcel) is Zone.ASK and not parcel.ready
        offer(self.accept_button, "采用整个支部（A）" if whole and self._desk.kind != "branch" else "")
        offer(self.view_button, "仍要查看" if line and entry is None and line.is_refusal and line.has_lines else "")
        offer(self.ignore_button, "忽略" if parcel and zone_of(parcel) is Zone.BAD else "")


def offer(made: QPushButton, text: str) -> None:
    """Show a button with a text, or hide it where there is none."""
    if text:
        made.setText(text)
    made.setVisible(bool(text))


def plan_text(parcel: Parcel) -> str:
    """Return what a file is and would change, in sentences; what needs a person comes first."""
    plan = parcel.plan
    lines = [f"文件　{parcel.path.name}"]
    if parcel.question and not parcel.merged:
        lines += [parcel.question] if not parcel.confirmed else [f"已确认“{plan.from_name}”，合并后按此登记。"]
    else:
        lines.append(plan.title)
    if plan.mark:
        lines.append(f"加密方式　{plan.mark}")
    counted = [f"{COUNTS[key]} {count}" for key, count in plan.counts.items() if count and key in COUNTS]
    if counted:
        lines.append("、".join(counted) + "。")
    if plan.sentences:
        lines += ["", *plan.sentences]
    return "\n".join(lines)
