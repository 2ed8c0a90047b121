"""What 合并审阅 shows of received packages: three zones, a line for each package, and under it a line for each entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from dangjian_desktop.ui.exchange_verbs import Parcel
from dangjian_desktop.ui.palette import Colour

if TYPE_CHECKING:
    from dangjian_desktop.services.reviewing import Entry, Side

COLUMNS = (("单位、人", 216), ("内容", 226), ("本机", 236), ("上报", 236), ("怎么办", 196))
WHO, WHAT, HERE, CAME, DO = range(len(COLUMNS))
LOCKED = "BUNDLE-PASSWORD"
TOGETHER = 3
"""More new rows of one kind than these are folded into one line."""
COUNTED = (("new", "新增"), ("changed", "修改"), ("conflict", "冲突"), ("parked", "暂存"), ("not_owned", "未采用"))
CHOSEN, OTHER = "◉ ", "○ "


class Zone(Enum):
    """Where a package stands, told by colour, shape and words; in the order of the list."""

    ASK = "▤", "需要确认", Colour.WARN, "soon"
    BAD = "✖", "不能合并", Colour.ACCENT, "late"
    READY = "▣", "可直接合并", Colour.GOOD, "good"
    DONE = "✔", "已合并", Colour.QUIET, "later"

    def __init__(self, shape: str, title: str, colour: Colour, look: str) -> None:
        self.shape, self.title, self.colour, self.look = shape, title, colour, look


def zone_of(parcel: Parcel) -> Zone:
    """Return the zone of a package: one that asks a value or a person stays there when answered."""
    if parcel.merged:
        return Zone.DONE
    if parcel.plan.code == LOCKED:
        return Zone.ASK
    if parcel.plan.status != "new":
        return Zone.BAD
    asks = (parcel.question and not parcel.confirmed) or any(entry.asks for entry in parcel.plan.entries)
    return Zone.ASK if asks else Zone.READY


def state_of(parcel: Parcel) -> str:
    """Return what is to be done with a package, in few words."""
    zone = zone_of(parcel)
    if zone is Zone.BAD:
        same = "与已合并内容相同" if "接收过" in parcel.plan.title else "不用合并"
        return {"same": same, "stale": "旧包，只供查看"}.get(parcel.plan.status, zone.title)
    if zone is not Zone.ASK:
        return zone.title
    if parcel.plan.code == LOCKED:
        return "需要口令"
    if parcel.question and not parcel.confirmed:
        return "需要确认单位"
    return f"需要确认 {len(parcel.open)} 处" if not parcel.ready else "已确认，可以合并"


@dataclass(eq=False)
class Line:
    """One line of the list: a package, an entry of it, or several new rows folded; ``side`` is what the arrows chose."""

    parcel: Parcel
    entry: Entry | None = None
    title: str = ""
    folded: Sequence[Entry] = ()
    parent: Line | None = None
    row: int = 0
    side: int = 0
    _lines: list[Line] | None = field(default=None, repr=False)

    @property
    def lines(self) -> list[Line]:
        """The lines below; made when they are first wanted."""
        if self._lines is None:
            entries = self.parcel.plan.entries if self.entry is None and not self.folded else self.folded
            self._lines = _lines_of(self, entries, fold=not self.folded)
        return self._lines

    @property
    def has_lines(self) -> bool:
        """Whether there are lines below."""
        return bool(self.folded) or (self.entry is None and bool(self.parcel.plan.entries))

    @property
    def key(self) -> tuple[str, ...]:
        """What stays the same when everything is read anew."""
        own = (self.entry.kind, *self.entry.place, self.entry.whose) if self.entry else (self.title,)
        return (str(self.parcel.path), *own)

    @property
    def waits(self) -> bool:
        """Whether an answer is wanted here."""
        if self.entry is not None:
            return self.entry.asks and not self.entry.answered
        asks = bool(self.parcel.question) and not self.parcel.confirmed
        return not self.folded and (asks or self.parcel.plan.code == LOCKED)

    @property
    def is_refusal(self) -> bool:
        """Whether it is a package that says why it is not merged, across the columns of values."""
        return self.entry is None and not self.folded and self.parcel.plan.status != "new"

    def text(self, column: int) -> str:
        """Return a cell."""
        if self.entry is not None:
            return entry_text(self.entry, column, self.side)
        return self._folded_text(column) if self.folded else parcel_text(self.parcel, column)

    def _folded_text(self, column: int) -> str:
        names = [entry.whose for entry in self.folded if entry.whose]
        return {WHO: f"新增 {len(self.folded)} 条", WHAT: self.title, CAME: "、".join(dict.fromkeys(names))}.get(
            column, ""
        )


def _lines_of(parent: Line, entries: Sequence[Entry], *, fold: bool) -> list[Line]:
    made: list[Line] = []
    kinds: dict[str, list[Entry]] = {}
    for entry in entries:
        if fold and entry.kind == "new":
            kinds.setdefault(entry.what, []).append(entry)
    for entry in entries:
        together: Sequence[Entry] = kinds.get(entry.what, ()) if fold and entry.kind == "new" else ()
        if len(together) <= TOGETHER:
            made.append(Line(parent.parcel, entry, parent=parent, side=first_side(entry)))
        elif entry is together[0]:
            made.append(Line(parent.parcel, title=entry.what, folded=together, parent=parent))
    for row, line in enumerate(made):
        line.row = row
    return made


def first_side(entry: Entry) -> int:
    """Return which answer Enter gives unless the arrows choose another: the value shown; for two persons, what agrees."""
    if entry.twins is None:
        return entry.shown
    if entry.answered:
        return 0 if entry.twins.same else 1
    one, other = entry.twins.first, entry.twins.second
    return 0 if (one.birth, one.joined) == (other.birth, other.joined) else 1


def answers_of(entry: Entry) -> tuple[str, ...]:
    """Return the words for the answers to an entry that asks."""
    if entry.twins is not None:
        return ("是同一人", "不是同一人")
    return tuple(side.place for side in entry.sides)


def parcel_lines(parcels: Sequence[Parcel]) -> list[Line]:
    """Return a line for each package."""
    lines = [Line(parcel) for parcel in parcels]
    for row, line in enumerate(lines):
        line.row = row
    return lines


def named_in(stem: str) -> str:
    """Return the unit in a file's name, which is all that there is when a file cannot be read, or else the name."""
    kind, _, rest = stem.partition("_")
    return rest.partition("_")[0] if kind in ("上报", "回执") and rest else stem


def by_zone(parcels: Sequence[Parcel]) -> list[Parcel]:
    """Return packages with those that ask first; done once for new files, so that no line jumps under the hand."""
    order = list(Zone)
    return sorted(parcels, key=lambda each: (order.index(zone_of(each)), not each.open))


def parcel_text(parcel: Parcel, column: int) -> str:
    """Return a package's cell."""
    plan = parcel.plan
    if column == WHO:
        return f"{zone_of(parcel).shape} {plan.from_name or named_in(parcel.path.stem)}"
    if column == WHAT and plan.status == "new":
        counts = [f"{word} {plan.counts[key]}" for key, word in COUNTED if plan.counts.get(key)]
        return " · ".join([f"第 {plan.sequence} 号", *(counts or ["没有变化"])])
    if column == WHAT:
        return plan.title
    if column == CAME and plan.status == "new":
        return f"校验码 {plan.check_code}"
    return state_of(parcel) if column == DO else ""


def entry_text(entry: Entry, column: int, side: int) -> str:
    """Return an entry's cell; ``side`` is the answer that Enter would give."""
    if column == WHO:
        return entry.whose
    if column == WHAT:
        return entry.what
    if column == DO:
        return _to_do(entry, side)
    places = (HERE, CAME) if len(entry.sides) > 1 else (CAME,)
    if column not in places or places.index(column) >= len(entry.sides):
        return ""
    place = places.index(column)
    if entry.kind == "conflict":
        place = side if column == CAME and side > 1 else place
        mark = CHOSEN if place == side else OTHER
        return f"{mark}{entry.sides[place].text or '（空）'}"
    return entry.sides[place].text or ("（空）" if entry.column else "")


def _to_do(entry: Entry, side: int) -> str:
    if not entry.asks:
        return entry.note or {"new": "自动", "aside": "先不采用"}.get(entry.kind, "")
    answer = answers_of(entry)[side]
    if entry.twins is not None:
        return entry.note if entry.answered else f"可能是同一人 → {answer}？"
    return f"已选：{answer}" if entry.answered else f"两处都改过 → {answer}？"


def told_of(line: Line) -> str:
    """Return all that a line says, for the box below the list."""
    entry = line.entry
    if entry is None:
        return line.title and f"新增{line.title} {len(line.folded)} 条，合并后自动读入。"
    lines = [f"{entry.name}　{entry.note}".strip()]
    lines += [_side_text(side) for side in entry.sides]
    if entry.kind == "conflict" and entry.asks:
        lines.append("选定的一份合并后显示在表里，另一份也留着；这一项随回执请支部核实，支部答复后以支部的为准。")
    if entry.twins is not None:
        lines.append("答过的会记住，不再问。名册不会自动合并：是同一人的，随回执请支部办理转出或删去重复的一行。")
    if entry.kind == "late":
        lines.append("合并后在“待核实”里点“采用迟报”，可以计入。")
    return "\n".join(lines)


def _side_text(side: Side) -> str:
    return f"{side.place}：{side.text or '（空）'}" + (f"　（{side.who}）" if side.who else "")
