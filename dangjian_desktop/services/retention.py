"""Which backups may go: a rule that never lets the last ones go."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

EVERY = timedelta(days=7)
DAILY = timedelta(days=60)
FOR_EVER = frozenset({"手工"})
LAST = 5


@dataclass(frozen=True)
class Dated:
    """A backup as far as the rule looks at it."""

    name: str
    at: datetime
    origin: str


T = TypeVar("T", bound=Dated)


def surplus(copies: Iterable[T], now: datetime) -> list[T]:
    """Return the copies that may be deleted, oldest first.

    All of the last 7 days stay, then the newest of each day for 60 days, then the newest of each month; whatever their
    age, the 5 newest, the newest of each origin and all made by hand stay too.
    """
    newest_first = sorted(copies, key=lambda copy: (copy.at, copy.name), reverse=True)
    kept = {copy.name for copy in newest_first[:LAST]} | {c.name for c in newest_first if c.origin in FOR_EVER}
    kept |= _first_of_each(newest_first, [copy.origin for copy in newest_first])
    spans = [_span(copy.at, now) for copy in newest_first]
    kept |= _first_of_each(newest_first, spans)
    kept |= {copy.name for copy, span in zip(newest_first, spans, strict=True) if not span}
    return [copy for copy in reversed(newest_first) if copy.name not in kept]


def _first_of_each(copies: Sequence[T], groups: Sequence[str]) -> set[str]:
    first: dict[str, str] = {}
    for copy, group in zip(copies, groups, strict=True):
        first.setdefault(group, copy.name)
    return set(first.values())


def _span(at: datetime, now: datetime) -> str:
    """Return the day or month that a copy stands for; empty while all are kept, clocks that run ahead included."""
    if now - at <= EVERY:
        return ""
    return at.strftime("%Y-%m-%d" if now - at <= DAILY else "%Y-%m")
