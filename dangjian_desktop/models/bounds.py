"""What a single value from outside may be at the most: beyond that the row is parked with the reason (case 34)."""

import re
from datetime import date
from functools import lru_cache
from typing import Any

TEXT_LENGTH = 20_000
"""A cell of a workbook holds 32,767 characters."""
NUMBER = 2**31 - 1
REVISION = 1_000_000_000
FIRST_YEAR, LAST_YEAR = 1900, 2199
COUNTED = ("expected", "attended", "issued", "returned", "valid", "probationary", "votes", "extra", "size")
RANGES = {"year": (FIRST_YEAR, LAST_YEAR), "quarter": (1, 4), **dict.fromkeys(COUNTED, (0, NUMBER))}
"""The least and the most of a whole number by its column's name; of others see ``ANY``."""
ANY = (-NUMBER, NUMBER)
FIELDS, WRITERS = 200, 200
UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
"""Controls that no workbook or PDF takes, and marks that turn the direction of a line round."""
WRITER = re.compile(r"[0-9a-f]{8}")


def text_fault(value: str, length: int | None) -> str:
    """Return what is wrong with a text, empty when nothing is."""
    if len(value) > (length or TEXT_LENGTH):
        return f"太长（{len(value)} 字）"
    return "里有不能显示的字符" if UNSHOWABLE.search(value) else ""


def number_fault(value: int, least: int, most: int) -> str:
    """Return what is wrong with a whole number, empty when nothing is."""
    if least <= value <= most:
        return ""
    return "数值太大" if abs(value) > NUMBER else f"数值不对：{value}"


@lru_cache(4096)
def day_fault(value: str) -> str:
    """Return what is wrong with a day, empty when nothing is; it is written in one way only: 2026-11-24."""
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return f"不是日期：{value[:20]}"
    if day.isoformat() != value:
        return f"不是日期：{value[:20]}"
    return "" if FIRST_YEAR <= day.year <= LAST_YEAR else f"年份不对：{value}"


def is_revision(value: object) -> bool:
    """Tell whether a counter is one that a person could have reached."""
    return type(value) is int and 0 < value <= REVISION


def are_versions(value: object) -> bool:
    """Tell whether a record's ``versions`` are well-formed and of a bearable size."""
    return (
        isinstance(value, dict)
        and len(value) <= FIELDS
        and all(isinstance(writers, dict) and _are_writers(writers) for writers in value.values())
    )


def _are_writers(writers: dict[str, Any]) -> bool:
    return len(writers) <= WRITERS and all(
        WRITER.fullmatch(writer) and is_revision(revision) for writer, revision in writers.items()
    )
