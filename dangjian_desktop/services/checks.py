"""Every rule of every card, run over an office's book."""

from dangjian_desktop.schemes import SCHEMES
from dangjian_desktop.schemes.book import Book
from dangjian_desktop.schemes.scheme import Finding, Severity
from dangjian_desktop.services.across import check_across
from dangjian_desktop.services.reading import load_book, load_books
from dangjian_desktop.services.work import Office

ORDER = {Severity.MUST: 0, Severity.SHOULD: 1, Severity.NOTE: 2}


def check(office: Office, *, year: int | None = None, quarter: int | None = None) -> list[Finding]:
    """Return what all rules find in this office's records of a year, gravest first."""
    return check_book(load_book(office, year=year, quarter=quarter))


def check_subordinates(
    office: Office, *, year: int | None = None, quarter: int | None = None
) -> dict[str, list[Finding]]:
    """Return the findings for each subordinate's received records, by the subordinate's name."""
    books = load_books(office, year=year, quarter=quarter)
    return {book.office.name: check_book(book) for owner, book in books.items() if owner != office.office_id}


def check_above(office: Office, *, year: int | None = None, quarter: int | None = None) -> list[Finding]:
    """Return what `check` finds, and for an office with branches also what only it can see across them, gravest first."""
    found = check(office, year=year, quarter=quarter)
    if office.kind != "branch":
        found += [each.finding for each in check_across(office, year=year)]
    return sorted(found, key=lambda finding: ORDER[finding.severity])


def check_book(book: Book) -> list[Finding]:
    """Return what all rules find in a book, gravest first, then in the cards' order."""
    found = [
        Finding(
            rule.id,
            rule.severity,
            result.message,
            result.formula,
            rule.source,
            result.persons,
            scheme.key,
            result.ledger or rule.ledger,
        )
        for scheme in SCHEMES
        for rule in scheme.rules
        for result in rule.check(book)
    ]
    return sorted(found, key=lambda finding: ORDER[finding.severity])
