"""How many members each unit counts on a day: everybody once, until received at the old branch (cases 13, 14, 17, 18)."""

from collections.abc import Mapping
from datetime import date

from dangjian_desktop.core.names import match_key
from dangjian_desktop.models.member import Member
from dangjian_desktop.models.moves import Arrival, Transfer
from dangjian_desktop.schemes.book import Book


def counted_members(books: Mapping[str, Book], day: date) -> dict[str, list[Member]]:
    """Return by unit the members that it counts on a day, those under way to another of these units among them."""
    arrivals = [a for book in books.values() for a in book.of(Arrival) if a.arrived_on <= day]
    received = {arrival.transfer_id for arrival in arrivals}
    counted = {owner: [*book.members_on(day), *_under_way(books, book, day, received)] for owner, book in books.items()}
    # In two rosters at once, because one of the packages is old: where he came to counts him.
    newest = {arrival.member_id: arrival.arrived_on for arrival in arrivals}
    places: dict[str, list[Member]] = {}
    for members in counted.values():
        for member in members:
            places.setdefault(member.person_id, []).append(member)
    chosen = {max(each, key=lambda m: (newest.get(m.id, date.min), m.owner_id, m.id)).id for each in places.values()}
    return {owner: [member for member in members if member.id in chosen] for owner, members in counted.items()}


def _under_way(books: Mapping[str, Book], book: Book, day: date, received: set[str]) -> list[Member]:
    """Members who left for one of these units, which has not received them: the old branch counts them."""
    units: set[str] = {match_key(each.office.name) for each in books.values()} | set(books)
    away = {
        transfer.member_id
        for transfer in book.of(Transfer)
        if transfer.left_on <= day
        and not transfer.outside
        and transfer.id not in received
        and (transfer.to_id or match_key(transfer.to_name)) in units
    }
    return [m for m in book.of(Member) if m.id in away and m.state == "转出"]
