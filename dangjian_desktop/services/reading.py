"""Reading an office's records into a book, and the names that reference columns show."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from dangjian_desktop.core.dates import quarter_of
from dangjian_desktop.core.names import match_key, told_apart
from dangjian_desktop.models.areas import Area
from dangjian_desktop.models.base import Record
from dangjian_desktop.models.living import living
from dangjian_desktop.models.member import Member
from dangjian_desktop.models.nomination import Nomination
from dangjian_desktop.models.office import Office as OfficeRecord
from dangjian_desktop.models.office import Setting
from dangjian_desktop.models.posts import Post
from dangjian_desktop.models.tables import RECORDS
from dangjian_desktop.schemes.book import Book, book_from
from dangjian_desktop.schemes.options import Options
from dangjian_desktop.schemes.scheme import Kind
from dangjian_desktop.services.cells import Names
from dangjian_desktop.services.work import Office

PUSH = "push."
"""Before the key of a setting: the setting that says how it is sent down."""
AREA_DEPTH = 8
"""Areas lie within each other three or four deep; a name that goes on for ever is cut off."""


def load_book(office: Office, *, year: int | None = None, quarter: int | None = None) -> Book:
    """Return this office's book of a year; what its superior decided on its records is part of it."""
    today = office.clock().date()
    with office.reading() as connection:
        records = [record for kind in RECORDS for record in living(connection, kind)]
    return _book(office, office.office_id, records, year or today.year, quarter or quarter_of(today))


def load_books(office: Office, *, year: int | None = None, quarter: int | None = None) -> dict[str, Book]:
    """Return a book for this office and one for each subordinate whose records were received, by office id."""
    today = office.clock().date()
    with office.reading() as connection:
        records = [record for kind in RECORDS for record in living(connection, kind)]
    owners = [record.id for record in records if isinstance(record, OfficeRecord)]
    period, sorted_out = (year or today.year, quarter or quarter_of(today)), _by_owner(records)
    return {owner: _book(office, owner, sorted_out[owner], *period) for owner in owners}


def _by_owner(records: Iterable[Record]) -> dict[str, list[Record]]:
    """Sort out in one pass what each office's book is chosen from: its own records, and what others may say of them.

    Offices and settings are in each; a book out of all records of all offices would take as many passes as offices.
    """
    own: dict[str, list[Record]] = defaultdict(list)
    shared: list[Record] = []
    for record in records:
        about = (
            isinstance(record, OfficeRecord | Setting)
            or hasattr(record, "nomination_id")
            or hasattr(record, "office_id")
        )
        if about:
            shared.append(record)
        else:
            own[record.owner_id].append(record)
    return {record.id: [*own[record.id], *shared] for record in shared if isinstance(record, OfficeRecord)}


def _book(office: Office, owner: str, records: Iterable[Record], year: int, quarter: int) -> Book:
    """Choose the records of one owner, and those of the level above that point to them."""
    everything = list(records)
    mine = [record for record in everything if record.owner_id == owner]
    ids = {record.id for record in mine}
    above = [
        record
        for record in everything
        if record.owner_id != owner
        and (getattr(record, "nomination_id", "") in ids or getattr(record, "office_id", "") == owner)
    ]
    card = next(r for r in everything if isinstance(r, OfficeRecord) and r.id == owner)
    superior = next((r.name for r in everything if isinstance(r, OfficeRecord) and r.id == card.superior_id), "")
    book = book_from(
        card,
        [*mine, *above],
        year=year,
        quarter=quarter,
        today=office.clock().date(),
        options=_options(everything, owner, office.office_id),
    )
    return Book(card, year, quarter, book.today, book.records, book.options, superior or card.superior_name)


def _options(records: Iterable[Record], owner: str, own: str) -> Options:
    """A locked setting from above weighs more than the office's own, which weighs more than a suggested one."""
    settings = [record for record in records if isinstance(record, Setting)]
    mine = {s.key: json.loads(s.value) for s in settings if s.owner_id in (owner, own)}
    above = {s.key: json.loads(s.value) for s in settings if s.owner_id not in (owner, own)}
    by_weight: dict[str, dict[str, Any]] = {"locked": {}, "suggested": {}, "free": {}}
    for key, value in above.items():
        by_weight[pushed(above, key).how][key] = value
    return Options({**by_weight["suggested"], **mine, **by_weight["locked"]})


def pushed(settings: Mapping[str, Any], key: str) -> "Pushed":
    """Return how a setting is sent down: locked unless something else is said beside it."""
    how, _, since = str(settings.get(f"{PUSH}{key}", "locked")).partition(" ")
    return Pushed(how if how in ("suggested", "free") else "locked", since)


@dataclass(frozen=True)
class Pushed:
    """Whether a setting is locked, suggested or free for the units below, and since which day."""

    how: str
    since: str


def read_options(office: Office) -> Options:
    """Return the options in force for this office's own records."""
    with office.reading() as connection:
        return options_of(connection, office)


def options_of(connection: Connection, office: Office) -> Options:
    """Return the options in force as a connection sees them."""
    return _options(living(connection, Setting), office.office_id, office.office_id)


def read_names(office: Office) -> Names:
    """Return what reference columns may name in this data file."""
    with office.reading() as connection:
        kinds = (OfficeRecord, Member, Post, Area, Nomination)
        records = {kind: living(connection, kind) for kind in kinds}
    return names_of(office.office_id, [record for rows in records.values() for record in rows])


def names_of(office_id: str, records: Iterable[Record]) -> Names:
    """Return the names of records: members, posts with their aliases, areas by path, nominations, offices."""
    return names_in(office_id, [(record.__tablename__, record) for record in records])


def names_in(office_id: str, rows: Iterable[tuple[str, Any]]) -> Names:
    """Return the names of rows of these tables, records or whatever has their attributes."""
    everything = {row.id: (table, row) for table, row in rows}
    ids: dict[Kind, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    shown: dict[Kind, dict[str, str]] = defaultdict(dict)

    def add(kind: Kind, row: Any, text: str, *others: str, own: bool = True) -> None:  # noqa: ANN401  (as above)
        shown[kind][row.id] = text
        if not own:
            return
        for name in dict.fromkeys(match_key(each) for each in (text, *others) if each):
            ids[kind][name].append(row.id)

    members = _shown_members(row for table, row in everything.values() if table == "members")
    for table, row in everything.values():
        own = row.owner_id == office_id
        if table == "members":
            add(Kind.MEMBER, row, members[row.id], row.name, own=own)
        elif table == "posts":
            add(Kind.POST, row, row.name, row.alias, own=own)
        elif table == "areas":
            add(Kind.AREA, row, _path(row, everything), row.name, own=own)
        elif table == "nominations":
            add(Kind.NOMINATION, row, _nomination_text(row, everything, members, office_id))
        elif table == "offices":
            add(Kind.OFFICE, row, row.name)
    office = everything.get(office_id)
    return Names(
        office[1].name if office and office[0] == "offices" else "",
        {kind: {name: tuple(found) for name, found in table.items()} for kind, table in ids.items()},
        {kind: dict(table) for kind, table in shown.items()},
    )


def shown_members(records: Iterable[Record]) -> dict[str, str]:
    """Return members' names by id; two of one name in one office are told apart by the month of birth."""
    return _shown_members(record for record in records if isinstance(record, Member))


def _shown_members(members: Iterable[Any]) -> dict[str, str]:
    offices: dict[str, list[Any]] = defaultdict(list)
    for member in members:
        offices[member.owner_id].append(member)
    return {
        member.id: text
        for people in offices.values()
        for member, text in zip(people, told_apart([(m.name, m.birth, m.joined) for m in people]), strict=True)
    }


def _path(area: Any, everything: Mapping[str, tuple[str, Any]]) -> str:  # noqa: ANN401  (as above)
    parts, current, seen = [area.name], area, {area.id}
    while current.parent_id and current.parent_id not in seen and len(parts) < AREA_DEPTH:
        table, parent = everything.get(current.parent_id, ("", None))
        if table != "areas":
            break
        parts.insert(0, parent.name)
        seen.add(parent.id)
        current = parent
    return "/".join(parts)


def _nomination_text(
    nomination: Any,  # noqa: ANN401  (as above)
    everything: Mapping[str, tuple[str, Any]],
    members: Mapping[str, str],
    office_id: str,
) -> str:
    name = members.get(nomination.member_id, "？")
    period = f"{nomination.year}年" + (f"第{nomination.quarter}季度" if nomination.quarter else "")
    text = f"{name} {period}{nomination.kind or nomination.award}"
    table, owner = everything.get(nomination.owner_id, ("", None))
    return f"{owner.name} {text}" if nomination.owner_id != office_id and table == "offices" else text
