"""How records of 党员承诺践诺 become the values of forms 5, 6 and 7."""

from datetime import date

from dangjian_desktop.core.dates import parse_day, print_day
from dangjian_desktop.models.commitments import Commitment
from dangjian_desktop.models.member import Member
from dangjian_desktop.reports.form import Row, Values
from dangjian_desktop.schemes.book import Book
from dangjian_desktop.schemes.commitments_rules import by_member, of_branch
from dangjian_desktop.schemes.extras import MEMBER_EXTRAS, member_more
from dangjian_desktop.schemes.scheme import Extra, Fill, Paper


def _ledger(book: Book, day: date | None) -> list[tuple[str, Commitment]]:
    """The branch's own block first, then each member's approved commitments (F5.5, F5.6)."""
    kept = by_member(book)
    own = [(book.office_name(day), commitment) for commitment in of_branch(book)]
    return own + [(m.name, c) for m in book.members for c in kept[m.id] if c.review == "通过"]


def _row(book: Book, name: str, commitment: Commitment, *cells: str) -> Row:
    """Rows of namesakes stay two blocks."""
    return Row(cells, group=name, owner=commitment.member_id or "", more=_more(book, commitment))


def _more(book: Book, commitment: Commitment) -> dict[str, str]:
    member = book.by_id.get(commitment.member_id or "")
    return {
        **member_more(book, member if isinstance(member, Member) else None),
        "responsible": commitment.responsible,
        "link": commitment.link,
        "reviewer": commitment.reviewer,
        "reviewed_on": print_day(commitment.reviewed_on) if commitment.reviewed_on else "",
        "due": due_text(commitment),
        "outcome": commitment.outcome,
        "fulfilled_on": print_day(commitment.fulfilled_on) if commitment.fulfilled_on else "",
    }


def text_of(book: Book, commitment: Commitment) -> str:
    """Return a commitment's text; the responsible person has no column on paper and follows it (A7-15)."""
    shown = commitment.member_id is None and book.options.flag("commitments.responsible_shown")
    if shown and commitment.responsible.strip():
        return f"{commitment.text}（责任人：{commitment.responsible.strip()}）"
    return commitment.text


def due_text(commitment: Commitment) -> str:
    """Return 计划完成时限 as papers print it: a day in full, other words as written (F5.7)."""
    try:
        return print_day(parse_day(commitment.due, date(commitment.year, 1, 1)))
    except ValueError:
        return commitment.due


def _head(book: Book, day: date | None, kept: list[tuple[str, Commitment]]) -> dict[str, str]:
    return {
        "branch": book.office_name(day),
        "members": str(len(book.members_on(day or book.day))),
        "commitments": str(len(kept)),
        "fulfilled": str(sum(commitment.outcome == "已兑现" for _, commitment in kept)),
    }


def ledger(book: Book, _members: frozenset[str], day: date | None) -> list[Paper]:
    """Form 5: the ledger of commitments (F5.1-F5.7)."""
    kept = _ledger(book, day)
    if not kept:
        return []
    rows = tuple(_row(book, name, c, text_of(book, c), due_text(c)) for name, c in kept)
    return [Paper(book.office_name(day), Values(fields=_head(book, day, kept), rows=rows))]


def letters(book: Book, members: frozenset[str], day: date | None) -> list[Paper]:
    """Form 6: one letter a pledging member, with the same texts as form 5 (F6.1-F6.6)."""
    papers = []
    kept = by_member(book)
    for member in book.members:
        texts = tuple(c.text for c in kept[member.id] if c.review == "通过")
        if not texts or (members and member.id not in members):
            continue
        fields = {
            "branch": book.office_name(day),
            "member": member.name,
            "duty": book.duty_or_post(member),
            "date": print_day(day),
        }
        papers.append(Paper(member.name, Values(fields=fields, items={"commitments": texts}), member.id))
    return papers


def fulfilment(book: Book, _members: frozenset[str], day: date | None) -> list[Paper]:
    """Form 7: how commitments were kept, in the order of form 5 (F7.1-F7.10)."""
    kept = _ledger(book, day)
    if not kept:
        return []
    rows = tuple(_row(book, name, c, text_of(book, c), c.result, _remark(c)) for name, c in kept)
    return [Paper(book.office_name(day), Values(fields=_head(book, day, kept), rows=rows))]


def _remark(commitment: Commitment) -> str:
    """Only 已兑现 is counted; the rest is told in 备注 (A7-17)."""
    outcome = "" if commitment.outcome in ("", "已兑现") else commitment.outcome
    return "；".join(part for part in (outcome, commitment.note) if part)


LEDGER_EXTRAS = (
    *MEMBER_EXTRAS,
    Extra("responsible", "责任人"),
    Extra("link", "依据", 40, long=True),
    Extra("reviewer", "审核人"),
    Extra("reviewed_on", "审核日期", 34),
)
FULFILMENT_EXTRAS = (
    *MEMBER_EXTRAS,
    Extra("due", "计划完成时限", 34),
    Extra("responsible", "责任人"),
    Extra("outcome", "兑现"),
    Extra("fulfilled_on", "兑现日期", 34),
)

FILLS: tuple[Fill, ...] = (
    Fill(5, ledger, LEDGER_EXTRAS),
    Fill(6, letters),
    Fill(7, fulfilment, FULFILMENT_EXTRAS),
)
