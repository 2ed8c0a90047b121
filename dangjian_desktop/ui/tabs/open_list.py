"""待核实: what is open with the units and the level above, with both values and who wrote them, and the way to answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from dangjian_desktop.ui import look, review_verbs
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.fresh import KeptFresh
from dangjian_desktop.ui.palette import Colour
from dangjian_desktop.ui.parts import button, label, row
from dangjian_desktop.ui.plain_table import PlainTable
from dangjian_desktop.ui.tabs.review_bar import offer

if TYPE_CHECKING:
    from dangjian_desktop.services.open_points import Point
    from dangjian_desktop.services.work import Office

COLUMNS = (
    ("哪个单位", 150),
    ("什么事", 112),
    ("谁", 108),
    ("内容", 190),
    ("现在取", 170),
    ("另一份", 170),
    ("怎么办", 200),
)
KINDS = {
    "asked": "上级提出",
    "conflict": "两份不同",
    "person": "是否同一人",
    "late": "迟报",
    "aside": "没有采用",
    "proposal": "下级留存",
    "waits": "暂存待查",
    "told": "等支部补报",
}
TAKE = {"late": "采用迟报", "aside": "改为采用", "proposal": "采用下级留存的内容"}
NONE = {
    "branch": "没有待核实的事。上级在回执里提出的问题会列在这里，也会列在首页“要办的事”里。",
    "": "没有待核实的事。合并时有两份不同的内容、可能是同一人、迟报、暂存的，都会列在这里；要支部核实的随回执带去。",
}
BOX = 108


class OpenList(QWidget):
    """The list and what can be done with the chosen line; ``counted`` tells how many are open."""

    counted = Signal(int)
    landed = Signal(object)
    receiving_asked_for = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.points: Sequence[Point] = ()
        self.table = PlainTable("待核实", COLUMNS, stretch=3)
        self.table.setToolTip("双击或按回车，到表里那一格")
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("全部内容")
        look.fit(self, lambda: self.text.setFixedHeight(look.scaled(BOX)))
        self._none = label(NONE.get(desk.kind, NONE[""]), "quiet", wrap=True)
        self._go = button("去接收", self.receiving_asked_for.emit)
        self.side_buttons = [button("", partial(self._answer, at)) for at in range(3)]
        self.again_button = button("重新选", self._answer_again, "quiet")
        self.take_button = button("", self._take)
        self.land_button = button("到表里看", self._land)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._none)
        layout.addLayout(row(self._go, None))
        layout.addWidget(self.table, 1)
        layout.addWidget(self.text)
        layout.addLayout(row(*self.side_buttons, self.take_button, self.again_button, self.land_button, None))
        layout.addStretch()
        self.table.chosen.connect(self._chose)
        self.table.activated.connect(lambda _index: self._land())
        KeptFresh(self, desk, self.read)

    def read(self) -> None:
        """Read what is open."""
        self._desk.run(review_verbs.read_points, self._show)

    def _show(self, points: Sequence[Point]) -> None:
        self.points = points
        marks = {(at, len(COLUMNS) - 1): Colour.WARN for at, point in enumerate(points) if _waits_here(point)}
        self.table.show_rows([point_texts(point) for point in points], marks)
        shown: tuple[tuple[QWidget, bool], ...] = (
            *((widget, bool(points)) for widget in (self.table, self.text)),
            *((widget, not points) for widget in (self._none, self._go)),
        )
        for widget, visible in shown:
            widget.setVisible(visible)
        self.counted.emit(len(points))

    @property
    def point(self) -> Point | None:
        """The chosen line."""
        return self.points[self.table.row] if 0 <= self.table.row < len(self.points) else None

    def _chose(self, _place: int) -> None:
        point = self.point
        self.text.setPlainText(point_told(point) if point else "")
        words = answer_words(point) if point else ()
        for at, each in enumerate(self.side_buttons):
            offer(each, words[at] if at < len(words) else "")
        offer(self.again_button, "重新选" if point and point.entry.answered else "")
        offer(self.take_button, TAKE.get(point.entry.kind, "") if point else "")
        offer(self.land_button, "到表里看" if point and self._place_of(point) else "")

    def _place_of(self, point: Point) -> bool:
        return bool(point.entry.key[1]) and point.entry.kind not in ("aside", "waits", "proposal", "late")

    def _do(self, verb: Callable[[Office], object], told: str) -> None:
        def done(_result: object) -> None:
            self._desk.changed.emit(None)
            self._desk.tell(told)

        self._desk.run(verb, done)

    def _answer(self, side: int) -> None:
        point = self.point
        if point is None:
            return
        if point.entry.kind == "asked":
            self._do(lambda office: review_verbs.settle(office, point, side), "已答复。下一次上报时带给上级。")
        else:
            entry = point.entry
            told = "已记住。随下一份回执告诉支部。按 Ctrl+Z 可以撤销。"
            self._do(lambda office: review_verbs.answer(office, entry, side), told)

    def _answer_again(self) -> None:
        point = self.point
        if point is not None:
            entry = point.entry
            self._do(lambda office: review_verbs.answer_again(office, entry), "已恢复为没有答复。")

    def _take(self) -> None:
        point = self.point
        if point is not None:
            told = f"已采用。{KINDS[point.entry.kind]}的内容已经读入，按 Ctrl+Z 可以撤销。"
            self._do(lambda office: review_verbs.take(office, point), told)

    def _land(self) -> None:
        point = self.point
        if point is not None and self._place_of(point):
            self.landed.emit(point)


def _waits_here(point: Point) -> bool:
    """Tell whether somebody here can do something about it."""
    entry = point.entry
    return entry.kind in ("asked", "late", "aside", "proposal") or (entry.asks and not entry.answered)


def point_texts(point: Point) -> tuple[str, ...]:
    """Return the cells of a line."""
    entry = point.entry
    shown = entry.sides[entry.shown].text or "（空）" if entry.sides else ""
    others = [side.text or "（空）" for at, side in enumerate(entry.sides) if at != entry.shown]
    kind = KINDS[entry.kind]
    what = entry.what or ("" if entry.twins else entry.note)
    return (point.unit_name, kind, entry.whose, what, shown, "、".join(others), _to_do(point))


def _to_do(point: Point) -> str:
    entry = point.entry
    if entry.kind == "asked":
        return "请选一份" if entry.sides else "请核实"
    if entry.kind in TAKE:
        return f"可以{TAKE[entry.kind]}"
    if entry.twins is not None:
        return "请选是不是同一人" if not entry.answered else "随回执请支部办理"
    return entry.note if entry.asks else "等支部核实"


def answer_words(point: Point) -> tuple[str, ...]:
    """Return the words of the answers that may be given to a line."""
    entry = point.entry
    if entry.twins is not None:
        return ("是同一人", "不是同一人")
    if entry.kind == "asked" or entry.asks:
        return tuple(f"取“{_short(side.text)}”" if side.text else "取空白" for side in entry.sides)
    return ()


def _short(text: str) -> str:
    return text if len(text) <= 12 else f"{text[:11]}…"


def point_told(point: Point) -> str:
    """Return all that a line says."""
    entry = point.entry
    lines = [f"{point.unit_name}　{KINDS[entry.kind]}　{entry.name}".rstrip(), entry.note]
    lines += [
        f"{side.place}：{side.text or '（空）'}" + (f"　（{side.who}）" if side.who else "") for side in entry.sides
    ]
    return "\n".join(line for line in lines if line)
