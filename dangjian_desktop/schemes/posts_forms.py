"""How records of 无职党员设岗定责 become the values of forms 1 and 2."""

from datetime import date

from dangjian_desktop.core.dates import print_day
from dangjian_desktop.core.names import join_people
from dangjian_desktop.models.posts import Post
from dangjian_desktop.reports.form import Row, Values
from dangjian_desktop.schemes.book import Book
from dangjian_desktop.schemes.posts_rules import OnPost, on_post
from dangjian_desktop.schemes.scheme import Fill, Paper


def duties_of(text: str) -> tuple[str, ...]:
    """Return duties kept one a line as separate items without their closing stop."""
    return tuple(line.strip().rstrip("。；;") for line in text.splitlines() if line.strip())


def _in_roster_order(book: Book) -> list[OnPost]:
    order = {member.id: place for place, member in enumerate(book.members)}
    return sorted(on_post(book), key=lambda found: order[found[1].id])


def contracts(book: Book, members: frozenset[str], day: date | None) -> list[Paper]:
    """Form 1: one 目标责任状 for each member on a post (F1.1-F1.10)."""
    papers = []
    for assignment, member, post in _in_roster_order(book):
        if members and member.id not in members:
            continue
        fields = {
            "branch": book.office_name(day),
            "member": member.name,
            "post": post.name,
            "date": print_day(day),
        }
        duties = duties_of(assignment.duties or post.duties)
        papers.append(Paper(member.name, Values(fields=fields, items={"duties": duties}), member.id, assignment.id))
    return papers


def notice(book: Book, _members: frozenset[str], day: date | None) -> list[Paper]:
    """Form 2: one 公示 grouped by post in catalogue order; the total counts each person once (F2.1-F2.4)."""
    found = _in_roster_order(book)
    if not found:
        return []
    people: dict[str, list[str]] = {}
    for _, member, post in found:
        people.setdefault(post.id, []).append(member.name)
    posts = [p for p in sorted(book.of(Post), key=lambda p: (p.position, p.id)) if p.id in people]
    total = len({member.id for _, member, _ in found})
    values = Values(
        fields={"branch": book.office_name(day), "count": str(total), "date": print_day(day)},
        items={"posts": tuple(post.name for post in posts)},
        rows=tuple(Row((post.name, join_people(people[post.id]))) for post in posts),
    )
    return [Paper(book.office_name(day), values)]


FILLS: tuple[Fill, ...] = (Fill(1, contracts), Fill(2, notice))
