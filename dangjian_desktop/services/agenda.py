"""The first page: what is to do and by when, how far the schemes are, what left last (screens.md 2.1)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from dangjian_desktop.models.received import SentPackage
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.schemes import SCHEMES
from dangjian_desktop.schemes.duties import Duty, duties, next_event
from dangjian_desktop.schemes.progress import MAIN_STEP, Progress, progress_of
from dangjian_desktop.schemes.step_heads import StepHead, heads_of
from dangjian_desktop.services.put_off import PutOff, read_put_off
from dangjian_desktop.services.reading import load_book
from dangjian_desktop.services.todo import Todo, read_todos
from dangjian_desktop.services.work import Office

SOON = 7
"""Days before the due day from which a to-do is urgent."""


@dataclass(frozen=True)
class Agenda:
    """What is to do, the oldest day first; ``put_off`` are those that wait, with until when and why.

    ``next_day`` and ``next_title`` are the next fixed day of the source's year; None without a calendar.
    """

    today: date
    todos: tuple[Todo, ...]
    put_off: tuple[tuple[Todo, PutOff], ...]
    next_day: date | None
    next_title: str


@dataclass(frozen=True)
class LastReport:
    """The newest report upward: the day it was made, to whom, and whether it was acknowledged."""

    sent_on: date
    to_name: str
    acknowledged: bool


def read_agenda(office: Office) -> Agenda:
    """Return what waits: above the branches what units sent; for a branch the duties of the calendar too."""
    today = office.clock().date()
    book = load_book(office) if office.kind == "branch" else None
    asked = duties(book) if book else []
    with office.reading() as connection:
        kept = read_put_off(connection, office.office_id)
    waiting = {key: put for key, put in kept.items() if put.until > today}
    found = sorted([*read_todos(office), *map(_todo, asked)], key=lambda todo: (todo.due or today, todo.key))
    day, title = next_event(book) if book else (None, "")
    return Agenda(
        today,
        tuple(todo for todo in found if todo.key not in waiting),
        tuple((todo, waiting[todo.key]) for todo in found if todo.key in waiting),
        day,
        title,
    )


def _todo(duty: Duty) -> Todo:
    return Todo(
        duty.sentence,
        duty.due,
        duty.page,
        duty.ledger,
        duty.verb,
        duty.source,
        duty.persons,
        duty.rows,
        duty.key,
        deadline=True,
    )


def lateness(todo: Todo, today: date) -> tuple[str, str]:
    """Return how urgent a to-do is (late, soon or later) and the words for its day."""
    if todo.due is None:
        return "later", ""
    left = (todo.due - today).days
    if not todo.deadline:
        return "soon" if left <= 0 else "later", f"{todo.due.month}月{todo.due.day}日起"
    if left < 0:
        return "late", f"已过期 {-left} 天"
    if left <= SOON:
        return "soon", "今天到期" if left == 0 else f"还剩 {left} 天"
    year = "" if todo.due.year == today.year else f"{todo.due.year}年"
    return "later", f"{year}{todo.due.month}月{todo.due.day}日"


def last_report(office: Office) -> LastReport | None:
    """Return the newest report that left this office."""
    table = table_of(SentPackage)
    newest = select(table).where(table.c.kind == "report").order_by(table.c.sequence.desc()).limit(1)
    with office.reading() as connection:
        row = connection.execute(newest).one_or_none()
    return LastReport(date.fromisoformat(row.sent_at[:10]), row.to_name, bool(row.acknowledged_at)) if row else None


def scheme_progress(office: Office, *, year: int, quarter: int) -> dict[str, Progress]:
    """Return for each scheme the progress of the step that stands for it."""
    book = load_book(office, year=year, quarter=quarter)
    return {scheme.key: progress_of(book, scheme.key)[MAIN_STEP[scheme.key]] for scheme in SCHEMES}


def step_heads(office: Office, scheme: str, *, year: int, quarter: int) -> tuple[StepHead, ...]:
    """Return how each step of a scheme stands; nothing above the branches, which keep their own."""
    if office.kind != "branch":
        return ()
    return heads_of(load_book(office, year=year, quarter=quarter), scheme)
