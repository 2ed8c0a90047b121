"""To-dos with their days, put off and brought back; every step undoable."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.services.agenda import last_report, lateness, read_agenda, scheme_progress
from dangjian_desktop.services.digest import digest
from dangjian_desktop.services.history import redo, undo
from dangjian_desktop.services.put_off import remind_again, remind_later, skip_this_year
from dangjian_desktop.services.todo import Todo
from dangjian_desktop.services.work import Office
from tests.services.exchange_year import save

TODAY = date(2026, 11, 24)


@pytest.fixture
def office(branch: Office) -> Office:
    """A branch of one member: nobody has voted, committed himself or given an account."""
    save(branch, "members", {"name": "张三", "staff_kind": "教师"})
    return branch


def keys(office: Office) -> set[str]:
    return {todo.key for todo in read_agenda(office).todos}


VOTE = "pacesetters.vote.2026.4"


def test_an_empty_branch_has_nothing_to_do_and_knows_what_comes_next(branch: Office) -> None:
    agenda = read_agenda(branch)
    assert (agenda.todos, agenda.next_day, agenda.next_title) == ((), date(2026, 12, 1), "标兵评选")
    assert last_report(branch) is None
    assert all(not each.total for each in scheme_progress(branch, year=2026, quarter=4).values())


def test_todos_stand_by_their_day(office: Office) -> None:
    todos = read_agenda(office).todos
    assert [todo.due for todo in todos] == sorted(todo.due for todo in todos if todo.due)
    assert {VOTE, "commitments.proposed.2026"} <= {todo.key for todo in todos}


def test_put_off_until_a_day_it_comes_back_on_that_day(office: Office) -> None:
    before = digest(office)
    remind_later(office, VOTE, until=date(2026, 11, 27))
    assert VOTE not in keys(office)
    ((waiting, put_off),) = read_agenda(office).put_off
    assert (waiting.key, put_off.until) == (VOTE, date(2026, 11, 27))
    after = digest(office)
    undo(office)
    assert (digest(office), VOTE in keys(office)) == (before, True)
    redo(office)
    assert digest(office) == after
    assert VOTE in keys(replace(office, clock=lambda: datetime(2026, 11, 27, 9)))


def test_skipped_for_the_year_it_keeps_its_reason_and_can_be_brought_back(office: Office) -> None:
    skip_this_year(office, VOTE, reason=" 经党总支同意不开展 ")
    ((_, put_off),) = read_agenda(office).put_off
    assert (put_off.reason, put_off.until) == ("经党总支同意不开展", date(2027, 1, 1))
    remind_later(office, VOTE, until=date(2026, 11, 26))
    remind_again(office, VOTE)
    assert VOTE in keys(office)
    for _ in range(3):
        undo(office)
    assert VOTE in keys(office)


def test_a_reason_and_a_day_to_come_are_asked_for(office: Office) -> None:
    with pytest.raises(UserError, match="说明"):
        skip_this_year(office, VOTE, reason=" ")
    with pytest.raises(UserError, match="今天以后"):
        remind_later(office, VOTE, until=TODAY)


@pytest.mark.parametrize(
    ("due", "urgency", "words"),
    [
        (date(2026, 11, 21), "late", "已过期 3 天"),
        (TODAY, "soon", "今天到期"),
        (date(2026, 12, 1), "soon", "还剩 7 天"),
        (date(2026, 12, 2), "later", "12月2日"),
        (date(2027, 1, 3), "later", "2027年1月3日"),
    ],
)
def test_late_is_told_from_soon_and_later(due: date, urgency: str, words: str) -> None:
    assert lateness(Todo("", due, "posts", deadline=True), TODAY) == (urgency, words)


def test_what_others_wait_for_is_never_late() -> None:
    assert lateness(Todo("", date(2026, 9, 28), "exchange"), TODAY) == ("soon", "9月28日起")
    assert lateness(Todo("", None, "approval"), TODAY) == ("later", "")
