"""Which branches have not reported for a period, as values of 催报单 (screens.md 2.11)."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select

from dangjian_desktop.core.dates import QUARTER_NAMES, print_day
from dangjian_desktop.models.office import Office as OfficeRecord
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.reports.form import Row, Values
from dangjian_desktop.schemes.book import Book
from dangjian_desktop.schemes.scheme import Paper
from dangjian_desktop.services.receiving import subordinates
from dangjian_desktop.services.reporting import packages_of_units
from dangjian_desktop.services.work import Office

NEVER = "没有上报过"


def report_reminders(office: Office, book: Book, *, deadline: date | None, units: frozenset[str]) -> list[Paper]:
    """Return a list of the adopted units that have not reported for the book's quarter, and a slip for each.

    ``units`` keeps to some of them; without a ``deadline`` the day is written by hand. The office's own telephone is on
    the slip, nobody's private one.
    """
    with office.reading() as connection:
        came = packages_of_units(connection)
    last = {unit: {each.period: each.day for each in packages} for unit, packages in came.items()}
    late = [u for u in subordinates(office) if (book.year, book.quarter) not in last.get(u.id, {})]
    late = [unit for unit in late if not units or unit.id in units]
    if not late:
        return []
    cards = _cards(office)
    period = f"{book.year}年{QUARTER_NAMES[book.quarter]}"
    common = {"office": book.office_name(), "period": period, "date": print_day(book.today), "phone": book.office.phone}
    common |= {"deadline": print_day(deadline)} if deadline else {}
    total = len(subordinates(office))
    rows, slips = [], []
    for unit in late:
        newest = _newest(last.get(unit.id, {}))
        rows.append(Row((unit.name, cards[unit.id], newest or NEVER)))
        slips.append(Paper(unit.name, Values({**common, "branch": unit.name, "last": newest}), "", unit.id))
    line = f"应报 {total} 个，未报 {len(late)} 个" if not units else f"未报 {len(late)} 个"
    return [Paper("一览表", Values({**common, "line": line}, rows=tuple(rows))), *slips]


def _newest(reports: Mapping[tuple[int, int], date]) -> str:
    if not reports:
        return ""
    (year, quarter), received = max(reports.items())
    return f"{year}年{QUARTER_NAMES[quarter]}（{print_day(received)}收到）"


def _cards(office: Office) -> dict[str, str]:
    """Return the secretary's name of each office."""
    table = table_of(OfficeRecord)
    with office.reading() as connection:
        return {row.id: row.secretary for row in connection.execute(select(table.c.id, table.c.secretary))}
