"""How records of 标兵评选 become the values of form 9."""

from datetime import date

from dangjian_desktop.schemes.awards_forms import approval_papers
from dangjian_desktop.schemes.book import Book
from dangjian_desktop.schemes.pacesetters_rules import nominated
from dangjian_desktop.schemes.scheme import Fill, Paper


def approvals(book: Book, members: frozenset[str], _day: date | None) -> list[Paper]:
    """Form 9: one approval form a nominee of the book's quarter (F9.1-F9.14)."""
    return approval_papers(book, [n for n in nominated(book) if n.quarter == book.quarter], members)


FILLS: tuple[Fill, ...] = (Fill(9, approvals),)
