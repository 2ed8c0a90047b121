"""The time of day, asked for in one place so that tests and the demo can pin it."""

from collections.abc import Callable
from datetime import datetime

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """Return the PC's local time, to the second."""
    return datetime.now().replace(microsecond=0)


def pinned(text: str) -> Clock:
    """Return a clock that always says ``text`` (ISO 8601); raise ValueError when it is not a time."""
    moment = datetime.fromisoformat(text)
    return lambda: moment
