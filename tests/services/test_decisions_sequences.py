"""Any sequence of the approver's and the committee's verbs keeps to the table of moves, and can be undone."""

import itertools
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.models.nomination import AWARDS, GROUNDS
from dangjian_desktop.schemes.nomination_states import MOVES, Actor, may
from dangjian_desktop.services import decisions, titles
from dangjian_desktop.services.deciding import Outcome
from dangjian_desktop.services.digest import digest
from dangjian_desktop.services.history import undo
from dangjian_desktop.services.nomination_cases import Case, read_cases
from dangjian_desktop.services.work import Office
from tests.conftest import MakeOffice
from tests.services.received_branch import receive_branch

TODAY = date(2026, 11, 24)
NUMBER = itertools.count(1)
DAYS = st.sampled_from([TODAY - timedelta(days=number) for number in (0, 1, 9, 30)])
Act = Callable[[Office, str, date], Outcome]
ACTS: dict[str, Act] = {
    "opinion": lambda office, row, _day: decisions.write_opinion(office, nominations=[row], opinion="同意。"),
    "consult": lambda office, row, _day: decisions.consult(
        office, nominations=[row], organisation="同意", discipline="同意", police="同意"
    ),
    "publish": lambda office, row, day: decisions.publish(
        office, nominations=[row], begins_on=day - timedelta(days=7), ends_on=day
    ),
    "object": lambda office, row, _day: decisions.object_to(office, nomination=row, objection="票数不对"),
    "handle": lambda office, row, _day: decisions.handle_objection(office, nomination=row, handling="已核查"),
    "approve": lambda office, row, day: decisions.approve(office, nominations=[row], decided_on=day),
    "refuse": lambda office, row, day: decisions.refuse(office, nominations=[row], decided_on=day, reason="再看"),
    "return": lambda office, row, day: decisions.send_back(office, nominations=[row], reason="改", returned_on=day),
    "withdraw": lambda office, row, _day: decisions.withdraw(office, nominations=[row]),
    "number": lambda office, row, _day: titles.number_plaques(office, numbers={row: f"号{next(NUMBER)}"}),
    "award": lambda office, row, day: titles.award_plaques(office, nominations=[row], issued_on=day),
    "file": lambda office, row, day: titles.file_titles(office, numbers={row: f"备{next(NUMBER)}"}, filed_on=day),
    "unfile": lambda office, row, _day: titles.unfile(office, nominations=[row]),
    "note_filing": lambda office, row, day: titles.note_filing(office, numbers={row: "备"}, filed_on=day),
    "adjust": lambda office, row, day: titles.adjust_title(
        office, nominations=[row], ended_on=day, explanation="作风"
    ),
    "revoke": lambda office, row, day: titles.revoke_title(
        office, nominations=[row], ground=GROUNDS[0], ended_on=day
    ),
}  # fmt: skip


def test_every_verb_of_the_table_is_tried() -> None:
    taken = {verb for moves in MOVES.values() for verb, move in moves.items() if move.actor is not Actor.BRANCH}
    assert ACTS.keys() == taken - {"receive"}


def case(office: Office, nomination: str) -> Case:
    with office.reading() as connection:
        return read_cases(connection, office, ids=[nomination])[0]


def said(act: Callable[[], object]) -> str:
    """Do it; return what was said against it, or nothing."""
    try:
        act()
    except UserError as error:
        return error.message
    return ""


@pytest.fixture
def office(make_office: MakeOffice) -> Office:
    """A committee that approves a branch of its own, and so files it too."""
    return make_office("学院党委", "committee")


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(AWARDS), st.lists(st.tuples(st.sampled_from(sorted(ACTS)), DAYS), min_size=3, max_size=14))
def test_verbs_in_any_order_keep_to_the_table(office: Office, award: str, acts: list[tuple[str, date]]) -> None:
    (nomination,) = receive_branch(office, f"直属党支部{next(NUMBER)}", "张三", award=award)
    digests = [digest(office)]
    for verb, day in acts:
        before = case(office, nomination).state
        if against := said(partial(ACTS[verb], office, nomination, day)):
            assert against.endswith("。")
            assert case(office, nomination).state == before
            continue  # that nothing else was written either is seen below, when all is undone
        after = case(office, nomination).state
        assert any(may(verb, actor, award, before) for actor in Actor), f"{verb} from {before}"
        assert after in MOVES[award][verb].after, f"{verb}: {before} → {after}"
        if digest(office) != digests[-1]:
            digests.append(digest(office))
    while len(digests) > 1:
        assert digest(office) == digests.pop()
        undo(office)
    assert digest(office) == digests[0]
