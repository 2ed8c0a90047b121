"""The appraisals as a sheet: a row for each who pledged, a column for each of the four opinions (C17)."""

from collections.abc import Sequence
from typing import Any

from dangjian_desktop.core.texts import clean_text
from dangjian_desktop.models.commitments import Appraisal
from dangjian_desktop.schemes.book import Book
from dangjian_desktop.schemes.commitments_rules import of_branch, pledging
from dangjian_desktop.schemes.scheme import Ledger
from dangjian_desktop.services.reading import load_book
from dangjian_desktop.services.records import CellProblem, Edit, GridRow, Saved
from dangjian_desktop.services.work import Office

FIXED_NAME = "承诺人由“提出承诺”得出，不在这里改。请改回原来的姓名。"


def rows(office: Office, ledger: Ledger, *, year: int) -> list[GridRow]:
    """Return a row for the branch, where it pledged, and for each member who did; its id is the pledger's."""
    book = load_book(office, year=year)
    known = _opinions(book)
    pledgers = [*([None] if of_branch(book) else []), *(member.id for member in pledging(book))]
    methods = [column.key for column in ledger.columns[1:]]
    return [
        GridRow(
            each or office.office_id,
            (
                book.name_of(each),
                *(known[each, method].opinion if (each, method) in known else "" for method in methods),
            ),
            editable=True,
            owner=office.office_id,
        )
        for each in pledgers
    ]


def _opinions(book: Book) -> dict[tuple[str | None, str], Appraisal]:
    """Return the newest appraisal of each pledger in each way."""
    return {(each.member_id, each.method): each for each in book.this_year(Appraisal)}


def save(office: Office, edits: Sequence[Edit], *, year: int, verb: str) -> Saved:
    """Save opinions in one transaction: new ones are of today, an emptied cell takes its opinion away."""
    known = _opinions(load_book(office, year=year))
    today, problems = office.clock().date(), []
    with office.work(verb) as work:
        for place, edit in enumerate(edits):
            member = None if edit.id == office.office_id else edit.id
            for method, text in edit.texts.items():
                if method == "member_id":
                    problems.append(CellProblem(place, method, text, FIXED_NAME))
                    continue
                there, opinion = known.get((member, method)), clean_text(text)
                if there and opinion:
                    work.update(Appraisal, {there.id: {"opinion": opinion}})
                elif there:
                    work.remove(Appraisal, [there.id])
                elif opinion:
                    row: dict[str, Any] = {"member_id": member, "year": year, "method": method, "opinion": opinion}
                    work.insert(Appraisal, [{**row, "held_on": today}])
    return Saved(work.changes, tuple(problems), tuple(edit.id or "" for edit in edits))
