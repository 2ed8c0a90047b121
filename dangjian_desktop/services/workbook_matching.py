"""Which known row a row of a sheet is: found by what identifies it, never by its place (workbook.md)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from dangjian_desktop.core.names import match_key
from dangjian_desktop.models.member import Member
from dangjian_desktop.models.posts import Post
from dangjian_desktop.schemes.scheme import Column, Ledger
from dangjian_desktop.services.workbook_rows import ReadRow
from dangjian_desktop.services.workbook_told import NOTHING_TOLD, Told, key_of

Known = Mapping[str, Any]


@dataclass
class Part:
    """What a sheet's row says of one ledger; ``known`` is the row it was found to be, None while it is new."""

    row: ReadRow
    ledger: Ledger
    values: dict[str, Any]
    known: Known | None = None

    @property
    def changed(self) -> dict[str, Any]:
        """The values that differ from the known row; another spelling of what identifies it is no change."""
        known = self.known or {}
        return {key: value for key, value in self.values.items() if not self._same(key, known.get(key), value)}

    def _same(self, key: str, known: object, value: object) -> bool:
        return known == value or (key in self.ledger.identity and _compared(known) == _compared(value))

    def refuse(self, code: str, message: str, key: str = "", rivals: tuple[tuple[str, str], ...] = ()) -> None:
        """Note a problem of this row at one of its columns, by default the first that identifies it."""
        column = self.ledger.column(key or self.ledger.identity[0])
        self.row.refuse(column, code, message, key=key_of(self.values) if rivals else "", rivals=rivals)


@dataclass
class _Group:
    parts: list[Part] = field(default_factory=list)
    known: list[Known] = field(default_factory=list)


def match(ledger: Ledger, parts: Sequence[Part], known: Iterable[Known], told: Told = NOTHING_TOLD) -> None:
    """Find each part's known row; what cannot be told apart, nor was told, becomes a problem that names both."""
    if ledger.record is Member:
        _match_members(parts, known, told)
        return
    if ledger.record is Post:
        _use_the_known_name(parts, known := list(known))
    groups: dict[tuple[str, ...], _Group] = defaultdict(_Group)
    for part in parts:
        groups[_identity(ledger, part.values)].parts.append(part)
    for row in known:
        if (identity := _identity(ledger, row)) in groups:
            groups[identity].known.append(row)
    for group in groups.values():
        _pair(ledger, group)


def _identity(ledger: Ledger, values: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(_compared(values.get(key)) for key in ledger.identity)


def _compared(value: object) -> str:
    return match_key(value) if isinstance(value, str) else value.isoformat() if isinstance(value, date) else str(value)


def _pair(ledger: Ledger, group: _Group) -> None:
    """Pair rows that are wholly equal first; what is left over is one change, or new where rows may recur."""
    left = list(group.known)
    rest = []
    for part in group.parts:
        same = next((row for row in left if not replace(part, known=row).changed), None)
        if same is None:
            rest.append(part)
        else:
            part.known = same
            left.remove(same)
    if len(left) == 1 and rest and (len(rest) == 1 or not ledger.recurs):
        rest.pop(0).known = left.pop()
    for part in rest:
        if left:
            part.refuse("NAMESAKE", f"已登记的内容里有 {len(left)} 条都对得上这一行，分不清是哪一条。请在窗口里修改。")
        elif earlier := _said_before(ledger, part, group.parts):
            part.refuse("DUPLICATE", f"与第 {earlier} 行重复。请只留一行。")


def _said_before(ledger: Ledger, part: Part, parts: Iterable[Part]) -> int:
    """Return the number of an earlier row that says the same, or (where rows may not recur) is the same; 0 for none."""
    for other in parts:
        if other is part:
            return 0
        if not ledger.recurs or other.values == part.values:
            return other.row.number
    return 0


def _use_the_known_name(parts: Iterable[Part], known: Iterable[Known]) -> None:
    """A post that bears another of its names is the known post, and keeps its name (A7-5)."""
    by_alias = {match_key(row["alias"]): row["name"] for row in known if row["alias"]}
    for part in parts:
        if name := by_alias.get(match_key(part.values.get("name", ""))):
            part.values["name"] = name


def _match_members(parts: Sequence[Part], known: Iterable[Known], told: Told) -> None:
    groups: dict[str, _Group] = defaultdict(_Group)
    for part in parts:
        groups[match_key(part.values.get("name", ""))].parts.append(part)
    for row in known:
        groups[match_key(row["name"])].known.append(row)
    for group in groups.values():
        new = [part for place, part in enumerate(group.parts) if not _repeats_earlier(part, group.parts[:place], told)]
        asked = len(new) + sum(part.row.repeats > 0 for part in group.parts) < len(group.parts)
        if len(new) == len(group.known) == 1 and not asked:
            _match_only(new[0], group.known[0], told)
        else:
            _match_namesakes(new, group, told)


MARKS = ("birth", "joined")
"""What tells two people of one name apart."""


def _match_only(part: Part, known: Known, told: Told) -> None:
    """One row and one member of a name are one person, unless both marks or a person say otherwise."""
    key = key_of(part.values)
    if told.are_different(key, known["id"]):
        return
    differ = [part.values.get(mark) and known[mark] and part.values[mark] != known[mark] for mark in MARKS]
    if all(differ) and not told.are_same(key, known["id"]):
        part.refuse(
            "NAMESAKE",
            f"名册里的{_shown(known)}与这一行同名，出生年月和入党时间都不同。是同一人请先在名册里改正，不是同一人请在名册里新增。",
            rivals=_rivals([known]),
        )
    else:
        part.known = known


def _match_namesakes(new: Iterable[Part], group: _Group, told: Told) -> None:
    taken: dict[str, int] = {}
    for part in new:
        _match_among(part, group, told, taken)
        if part.known:
            taken[part.known["id"]] = part.row.number


def _repeats_earlier(part: Part, earlier: Sequence[Part], told: Told) -> bool:
    """Tell whether a row says of a person what an earlier row says already."""
    key = key_of(part.values)
    for other in earlier:
        rival = key_of(other.values)
        if told.are_same(key, rival):
            part.row.repeats = other.row.number
            return True
        if _may_be_one(other.values, part.values) and not told.are_different(key, rival):
            part.refuse(
                "DUPLICATE",
                f"姓名与第 {other.row.number} 行重复。请只留一行；不是同一人请都写明出生年月和入党时间。",
                rivals=((rival, f"第 {other.row.number} 行的{other.values.get('name', '')}"),),
            )
            return True
    return False


def _match_among(part: Part, group: _Group, told: Told, taken: Mapping[str, int]) -> None:
    """Find whom of several known namesakes a row is; none of those whom he was said not to be."""
    key = key_of(part.values)
    others = [key_of(other.values) for other in group.parts if other is not part]
    apart = any(told.are_different(key, other) or told.are_different(other, key) for other in others)
    left = [row for row in group.known if not told.are_different(key, row["id"]) and not (apart and row["id"] in taken)]
    some_told = apart or len(left) < len(group.known)
    fitting = [row for row in left if _may_be_one(part.values, row)]
    settled = [row for row in left if told.are_same(key, row["id"])]
    if some_told and not settled:  # whoever of these it is, nothing changes
        settled = [row for row in fitting if not replace(part, known=row).changed]
    if settled and settled[0]["id"] in taken:
        part.row.repeats = taken[settled[0]["id"]]
    elif settled:
        part.known = settled[0]
    elif len(fitting) > 1 or (fitting and not some_told and not any(part.values.get(mark) for mark in MARKS)):
        people = "、".join(_shown(row) for row in left)
        part.refuse(
            "NAMESAKE", f"名册里有同名的{people}，分不清是谁。请写明出生年月和入党时间。", rivals=_rivals(fitting)
        )
    elif fitting and fitting[0]["id"] in taken:
        part.refuse("DUPLICATE", f"与第 {taken[fitting[0]['id']]} 行是同一人。请只留一行。", rivals=_rivals(fitting))
    elif fitting:
        part.known = fitting[0]
    elif close := [row for row in left if any(row[mark] and row[mark] == part.values.get(mark) for mark in MARKS)]:
        part.refuse(
            "NAMESAKE",
            f"名册里有同名的{_shown(close[0])}，只有一项时间不同。是同一人请先在名册里改正，再导入。",
            rivals=_rivals(close),
        )


def _rivals(known: Iterable[Known]) -> tuple[tuple[str, str], ...]:
    return tuple((row["id"], _shown(row)) for row in known)


def _may_be_one(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Tell whether nothing that is known of both tells them apart."""
    return all(not one.get(key) or not other.get(key) or one[key] == other[key] for key in MARKS)


def _shown(known: Known) -> str:
    marks = "，".join(known[key] for key in MARKS if known[key])
    return f"{known['name']}（{marks}）" if marks else str(known["name"])


def columns_given(part: Part) -> list[Column]:
    """Return the ledger's columns that the row fills beyond those that identify it."""
    return [c for c in part.ledger.columns if c.key in part.values and c.key not in part.ledger.identity]
