"""How long work tells its caller how far it is."""

from collections.abc import Callable

Progress = Callable[[int, int, str], None]
"""Called with done, total and a Chinese label; it may raise Cancelled to stop the work."""


def silent(done: int, total: int, label: str) -> None:
    """Tell nobody."""
