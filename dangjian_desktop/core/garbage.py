"""How often Python looks for garbage in circles."""

import gc

NEW, OLD, OLDEST = 50_000, 20, 100


def collect_seldom() -> None:
    """Let Python look for circular garbage seventy times less often than by its own habit.

    A start, an import, a merge and a layout make many objects that stay. By habit each 700 new ones set off a search, and the
    search through everything that lives holds the window up for as long as it takes.
    """
    gc.set_threshold(NEW, OLD, OLDEST)
