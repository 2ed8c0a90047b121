"""How records of 党员先锋岗 become the values of form 8."""

from datetime import date

from dangjian_desktop.schemes.awards_forms import approval_papers
from dangjian_desktop.schemes.book import Book
from dangjian_desktop.schemes.pioneers_rules import nominated
from dangjian_desktop.schemes.scheme import Fill, Paper


def approvals(book: Book, members: frozenset[str], _day: date | None) -> list[Paper]:
    """Form 8: one approval form a nominee (F8.1-F8.13)."""
    return approval_papers(book, nominated(book), members)


FILLS: tuple[Fill, ...] = (Fill(8, approvals),)
