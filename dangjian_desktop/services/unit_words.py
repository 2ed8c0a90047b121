"""What a decision on units says: who becomes what, from which day, in one sentence."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dangjian_desktop.core.dates import print_day

MOST = 50


@dataclass(frozen=True)
class Unit:
    """An office as a decision names it; ``id`` is empty until it is met."""

    name: str
    id: str = ""


def units_text(units: Sequence[Unit]) -> str:
    """Return units as a decision's row keeps them."""
    return json.dumps([[unit.id, unit.name] for unit in units], ensure_ascii=False)


def units_of(text: object) -> tuple[Unit, ...]:
    """Return the units of a decision's row; none when another program wrote something else there."""
    try:
        pairs = json.loads(str(text))
        return tuple(Unit(str(name), str(unit)) for unit, name in pairs[:MOST])
    except (ValueError, TypeError, KeyError):
        return ()


def decision_text(row: Mapping[str, Any]) -> str:
    """Return a decision in words, without a stop."""
    sources, targets = (_names(units_of(row.get(key, ""))) for key in ("sources", "targets"))
    day = row.get("effective_on")
    start = f"从{print_day(date.fromisoformat(day) if isinstance(day, str) else day)}起，" if day else ""
    words = {
        "改名": f"{sources}改名为{targets}",
        "分设": f"{sources}分为{targets}",
        "合并": f"{sources}合并为{targets}",
        "撤销": f"撤销{sources}，党员转到{targets}",
        "转隶": f"{sources}改由{targets}领导",
    }
    return start + words.get(str(row.get("kind")), f"{sources}变动")


def _names(units: Sequence[Unit]) -> str:
    return "、".join(f"“{unit.name}”" for unit in units)
