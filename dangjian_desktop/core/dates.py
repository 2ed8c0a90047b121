"""Dates as people type them and as papers print them (words.md 3)."""

import re
import unicodedata
from datetime import date, timedelta

FULL = re.compile(r"^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?$")
COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
MONTH = re.compile(r"^(\d{4})\s*(?:[-/.年]\s*(\d{1,2})\s*月?|(\d{2}))$")
SHORT = re.compile(r"^(\d{1,2})[-/.月](\d{1,2})日?$")


def parse_day(text: str, today: date) -> date:
    """Read a day in any of the accepted styles; raise ValueError for anything else or anything ambiguous.

    ``11.24`` means a day of the running year; ``1.2`` could be 2 January or 1.20 and is refused.
    """
    cleaned = _narrow(text)
    if cleaned == "今天":
        return today
    if found := FULL.match(cleaned) or COMPACT.match(cleaned):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := SHORT.match(cleaned):
        if "." in cleaned and len(found[2]) == 1:
            raise ValueError(f"not a day: {cleaned}")
        return date(today.year, int(found[1]), int(found[2]))
    raise ValueError(f"not a day: {cleaned}")


def parse_month(text: str) -> str:
    """Read a month (1978.05, 197805, 1978年5月, or a whole day) as ``YYYY-MM``; raise ValueError otherwise."""
    cleaned = _narrow(text)
    found = FULL.match(cleaned) or COMPACT.match(cleaned) or MONTH.match(cleaned)
    if not found:
        raise ValueError(f"not a day: {cleaned}")
    month = int(next(group for group in found.groups()[1:] if group))
    return date(int(found[1]), month, 1).isoformat()[:7]


def _narrow(text: str) -> str:
    """Return a date typed with full-width digits and stops as if typed with plain ones."""
    return unicodedata.normalize("NFKC", text).strip()


def print_day(day: date | None) -> str:
    """Return 2026年11月24日, or the blank line to be dated by hand."""
    return f"{day.year}年{day.month}月{day.day}日" if day else "　年　月　日"


def print_month(month: str | None, style: str = "年月") -> str:
    """Return ``YYYY-MM`` as 1978年5月, or as 1978.05 when ``style`` is 点."""
    if not month:
        return ""
    return month.replace("-", ".") if style == "点" else f"{month[:4]}年{int(month[5:7])}月"


def quarter_of(day: date) -> int:
    """Return the calendar quarter, 1 to 4."""
    return (day.month + 2) // 3


def quarter_end(year: int, quarter: int) -> date:
    """Return the last day of a calendar quarter."""
    return date(year + quarter // 4, quarter % 4 * 3 + 1, 1) - timedelta(days=1)


def one_year_later(day: date) -> date:
    """Return the last day of twelve months that begin on ``day`` (A7-29)."""
    try:
        return day.replace(year=day.year + 1) - timedelta(days=1)
    except ValueError:
        return date(day.year + 1, 2, 28)


QUARTER_NAMES = ("", "第一季度", "第二季度", "第三季度", "第四季度")
