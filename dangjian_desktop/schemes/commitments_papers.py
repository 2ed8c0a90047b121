"""How records of 党员承诺践诺 become the board of commitments and reminders."""

from dangjian_desktop.core.dates import print_day
from dangjian_desktop.models.commitments import Commitment
from dangjian_desktop.reports.form import Row, Values
from dangjian_desktop.schemes.book import Book
from dangjian_desktop.schemes.commitments_forms import due_text, text_of
from dangjian_desktop.schemes.commitments_rules import by_member, due_day, of_branch
from dangjian_desktop.schemes.public_names import public_name
from dangjian_desktop.schemes.scheme import Paper, PaperFill


def board(book: Book, members: frozenset[str]) -> list[Paper]:
    """The branch's commitments, then each member's approved ones (C12)."""
    kept, branch = by_member(book), book.office_name()
    rows = [Row(("", text_of(book, c), due_text(c)), group=branch) for c in of_branch(book)]
    for member in book.members:
        if not members or member.id in members:
            name, duty = public_name(book, member), book.duty_or_post(member)
            approved = [c for c in kept[member.id] if c.review == "通过"]
            rows += [Row((duty, c.text, due_text(c)), group=name, owner=member.id) for c in approved]
    if not rows:
        return []
    people = len({row.owner for row in rows if row.owner})
    line = f"{book.year}年度　　承诺党员 {people} 人　　承诺事项 {len(rows)} 项"
    return [Paper(branch, Values({"branch": branch, "line": line}, rows=tuple(rows)))]


def reminders(book: Book, members: frozenset[str]) -> list[Paper]:
    """One reminder a member with commitments that are overdue or soon due and not kept yet (C16)."""
    papers = []
    for member in book.members:
        rows = [row for c in by_member(book)[member.id] if (row := _due_row(book, c))]
        if not rows or (members and member.id not in members):
            continue
        fields = {"branch": book.office_name(), "member": member.name, "date": print_day(book.today)}
        papers.append(Paper(member.name, Values(fields, rows=tuple(rows)), member.id))
    return papers


def _due_row(book: Book, commitment: Commitment) -> Row | None:
    day = due_day(commitment)
    if day is None or commitment.review != "通过" or commitment.outcome == "已兑现" or commitment.fulfilled_on:
        return None
    left = (day - book.today).days
    if left > book.options.number("commitments.remind_ahead_days"):
        return None
    state = f"已超期 {-left} 天" if left < 0 else f"还有 {left} 天" if left else "今天到期"
    return Row((commitment.text, due_text(commitment), state))


PAPER_FILLS: tuple[PaperFill, ...] = (PaperFill("pledge_board", board), PaperFill("commitment_reminder", reminders))
