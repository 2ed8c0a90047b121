"""The verbs of the roster's page, run on the worker; each imports its service when it is first called."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dangjian_desktop.ui.period import Period

if TYPE_CHECKING:
    from dangjian_desktop.schemes.scheme import Column
    from dangjian_desktop.services.work import Changes, Office

NO_POST, RETIRED, LACKING = "无职", "离退休", "缺资料"
ASKED = ("sex", "ethnicity", "birth", "work_start", "joined", "education", "staff_kind")
"""What the approval forms ask of everybody."""


@dataclass(frozen=True)
class Card:
    """A member's card: the facts of the roster, what the five schemes hold of him this year, his photo."""

    name: str
    facts: tuple[str, ...]
    rows: tuple[tuple[str, str, str], ...]
    photo: bytes | None


def groups(office: Office) -> dict[str, frozenset[str]]:
    """Return the ids of the members without an office, of the retired, and of those who lack a fact of the forms."""
    from dangjian_desktop.services.reading import load_book

    book = load_book(office)
    classes = {member.id: book.class_of(member) for member in book.members}
    return {
        **{kind: frozenset(each for each, found in classes.items() if found == kind) for kind in (NO_POST, RETIRED)},
        LACKING: frozenset(m.id for m in book.members if not all(getattr(m, key) for key in ASKED)),
    }


def name_keys() -> dict[str, Callable[[str], Any] | None]:
    """Return the orders of names with what sorts each; the order by hand has none."""
    from dangjian_desktop.core.strokes import by_surname, by_whole_name
    from dangjian_desktop.services.people_order import ORDERS, pinyin_key

    keys = {"roster": None, "surname": by_surname, "name": by_whole_name, "pinyin": pinyin_key}
    return {ORDERS[key]: sort for key, sort in keys.items()}


def export(path: Path, title: str, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> Path:
    """Write a grid as it is shown as a workbook whose cells are texts."""
    from dangjian_desktop.services.workbook_writing import OutSheet, write_sheets

    write_sheets(path, [OutSheet(title, columns, rows)])
    return path


def card(office: Office, member: str, period: Period) -> Card:
    """Return a member's card."""
    from dangjian_desktop.schemes.member_papers import cards
    from dangjian_desktop.services.photos import photo_of
    from dangjian_desktop.services.reading import load_book, load_books

    times = {"year": period.year, "quarter": period.quarter}
    books = [load_book(office, **times)] if office.kind == "branch" else load_books(office, **times).values()
    papers = next((found for book in books if (found := cards(book, frozenset({member})))), None)
    if not papers:
        return Card("", ("不在册的党员没有本年度的履职情况。",), (), None)
    values = papers[0].values
    shown = (
        "sex",
        "ethnicity",
        "birth",
        "joined",
        "education",
        "department",
        "staff_kind",
        "party_kind",
        "duty",
        "class",
    )
    facts = tuple(text for key in shown if (text := values.fields.get(key, "")))
    rows = tuple((row.group, row.cells[0].replace("　", ""), row.cells[1]) for row in values.rows)
    return Card(values.fields["name"], facts, rows, photo_of(office, member))


def set_photo(office: Office, member: str, path: Path) -> Changes:
    """Give a member the photo in a file."""
    from dangjian_desktop.services import photos

    return photos.set_photo(office, member, path)
