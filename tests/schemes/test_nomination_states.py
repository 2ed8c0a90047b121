"""Where a nomination stands, and what may follow what (exchange.md, States)."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian_desktop.models.nomination import AWARDS, Decision, Filing, Nomination, Plaque, TitleEnd
from dangjian_desktop.schemes.nomination_states import (
    MOVES,
    OPEN,
    SETTLED,
    WORDS,
    Actor,
    Facts,
    State,
    has_objection,
    is_open_objection,
    is_returned,
    may,
    moves_of,
    state_of,
)

TODAY = date(2026, 11, 24)
YESTERDAY = TODAY - timedelta(days=1)
STUDIED = {"studied_on": YESTERDAY}
SENT = {**STUDIED, "reported": True, "reported_in": "p1"}
HEARD = {"organisation_opinion": "同意。"}
SHOWN = {**HEARD, "public_from": date(2026, 11, 16), "public_to": YESTERDAY}
AGREED = {**SHOWN, "decision": "同意", "decided_on": TODAY}


def facts(award: str = "标兵", *, received: bool = False, **parts: Mapping[str, Any]) -> Facts:
    """Facts from the fields of each record; a record that is not named is not there."""
    kinds = {"decision": Decision, "filing": Filing, "end": TitleEnd, "plaque": Plaque}
    records: dict[str, Any] = {key: kinds[key](**parts[key]) for key in kinds if key in parts}
    nomination = Nomination(award=award, year=2026, **parts.get("nomination", {}))
    return Facts(nomination, TODAY, received=received, **records)


@pytest.mark.parametrize(
    ("found", "state"),
    [
        (facts(), "草稿"),
        (facts(nomination=STUDIED), "支部研究通过"),
        (facts(nomination=SENT), "已上报"),
        (facts(nomination=SENT, received=True), "总支已接收"),
        (facts(nomination=SENT, received=True, decision={"opinion": "写了一半"}), "总支已接收"),
        (facts(nomination=SENT, received=True, decision=HEARD), "征求意见"),
        (facts(nomination=SENT, decision={**SHOWN, "public_to": TODAY}), "公示中"),
        (facts(nomination=SENT, decision=SHOWN), "公示期满"),
        (facts(nomination=SENT, decision={**SHOWN, "objection": "无异议。"}), "公示期满"),
        (facts(nomination=SENT, decision={**SHOWN, "objection": "票数不对"}), "有异议，核查中"),
        (facts(nomination=SENT, decision={**SHOWN, "objection": "票数不对", "objection_handled": "查无此事"}), "公示期满"),
        (facts(nomination=SENT, decision={"decision": "退回", "answers": "p1"}), "退回修改"),
        (facts(nomination=SENT, decision={"decision": "退回"}), "退回修改"),
        (facts(nomination={**SENT, "reported": False}, decision={"decision": "退回", "answers": "p1"}), "支部研究通过"),
        (facts(nomination={"reported_in": "p1"}, decision={"decision": "退回", "answers": "p1"}), "草稿"),
        (facts(nomination={**SENT, "reported_in": "p2"}, decision={"decision": "退回", "answers": "p1"}), "已上报"),
        (facts(nomination=SENT, decision={"decision": "不同意"}), "不批准"),
        (facts(nomination=SENT, decision=AGREED), "批准"),
        (facts("先锋岗", nomination=SENT, decision={**AGREED, "filed_on": TODAY}), "批准"),
        (facts(nomination=SENT, decision={**AGREED, "filed_on": TODAY}), "已备案"),
        (facts(nomination=SENT, decision=AGREED, filing={"filed_on": TODAY}), "已备案"),
        (facts(nomination=SENT, decision={**AGREED, "plaque_issued_on": TODAY}), "已授牌"),
        (facts(nomination=SENT, decision=AGREED, end={"kind": "调整", "ended_on": TODAY}), "调整"),
        (facts(nomination=SENT, decision=AGREED, end={"kind": "撤销", "ended_on": TODAY}), "撤销"),
        (
            facts(nomination=SENT, end={"kind": "撤销", "ended_on": TODAY}, plaque={"returned_on": TODAY}),
            "标牌已收回",
        ),
    ],
)  # fmt: skip
def test_a_state_follows_from_the_facts(found: Facts, state: str) -> None:
    assert state_of(found).value == state


def steps(award: str) -> set[tuple[State, State]]:
    return {(one, two) for move in MOVES[award].values() for one in move.before for two in move.after}


@pytest.mark.parametrize("award", AWARDS)
def test_every_state_is_reached_from_the_draft_by_somebodys_step(award: str) -> None:
    reached = {State.DRAFT}
    while more := {two for one, two in steps(award) if one in reached} - reached:
        reached |= more
    assert reached == set(State) - ({State.FILED} if award == "先锋岗" else set())


@pytest.mark.parametrize("award", AWARDS)
def test_what_is_held_can_be_ended_and_what_is_open_can_be_returned(award: str) -> None:
    assert all(may("revoke", Actor.APPROVER, award, state) for state in SETTLED)
    assert all(may("return", Actor.APPROVER, award, state) for state in (*OPEN, State.APPROVED, State.REFUSED))
    assert not may("return", Actor.APPROVER, award, State.AWARDED)


@pytest.mark.parametrize("award", AWARDS)
@pytest.mark.parametrize("state", list(State))
def test_X07_only_the_approver_decides_and_only_on_what_is_open(award: str, state: State) -> None:
    for verb in ("approve", "refuse", "withdraw", "return", "number", "award", "revoke", "adjust"):
        for actor in (Actor.BRANCH, Actor.FILER):
            assert not may(verb, actor, award, state)
        assert not may(verb, Actor.APPROVER, award, State.REPORTED)
    assert may("refuse", Actor.APPROVER, award, state) == (state in OPEN)
    for verb in ("revoke", "adjust"):
        assert may(verb, Actor.APPROVER, award, state) == (state in SETTLED)


@pytest.mark.parametrize("state", list(State))
def test_B16_B17_a_pacesetter_is_published_then_approved_then_filed_then_awarded(state: State) -> None:
    assert may("approve", Actor.APPROVER, "标兵", state) == (state is State.PUBLISHED)
    assert may("award", Actor.APPROVER, "标兵", state) == (state in (State.FILED, State.AWARDED))
    assert not may("file", Actor.APPROVER, "标兵", state)
    assert not may("file", Actor.FILER, "先锋岗", state)


@pytest.mark.parametrize("award", AWARDS)
def test_what_has_ended_stays_ended(award: str) -> None:
    for actor in (Actor.APPROVER, Actor.FILER):
        for state in (State.ADJUSTED, State.REVOKED, State.PLAQUE_BACK):
            assert moves_of(actor, award, state) == frozenset()


def test_every_step_that_this_level_takes_has_a_word() -> None:
    taken = {verb for moves in MOVES.values() for verb, move in moves.items() if move.actor is not Actor.BRANCH}
    assert taken - WORDS.keys() == {"receive"}


texts = st.sampled_from(["", "无异议", "票数不对"])
days = st.sampled_from([None, YESTERDAY, TODAY, TODAY + timedelta(days=3)])
decisions = st.builds(
    Decision,
    decision=st.sampled_from(["", "同意", "不同意", "退回"]),
    answers=st.sampled_from(["", "p1", "p2"]),
    public_from=days,
    public_to=days,
    objection=texts,
    objection_handled=texts,
    police_opinion=texts,
    filed_on=days,
    plaque_issued_on=days,
)
any_facts = st.builds(
    Facts,
    nomination=st.builds(
        Nomination,
        award=st.sampled_from(AWARDS),
        year=st.just(2026),
        studied_on=days,
        reported=st.booleans(),
        reported_in=st.sampled_from(["", "p1", "p2"]),
    ),
    today=st.just(TODAY),
    received=st.booleans(),
    decision=st.none() | decisions,
    filing=st.none() | st.builds(Filing, filed_on=st.just(TODAY)),
    end=st.none() | st.builds(TitleEnd, kind=st.sampled_from(["调整", "撤销"]), ended_on=st.just(TODAY)),
    plaque=st.none() | st.builds(Plaque, returned_on=days),
)


@given(any_facts)
def test_any_facts_have_one_state_that_keeps_what_it_says(found: Facts) -> None:
    state, decision = state_of(found), found.decision
    assert (state in (State.ADJUSTED, State.REVOKED, State.PLAQUE_BACK)) == (found.end is not None)
    if state in SETTLED:
        assert decision is not None
        assert decision.decision == "同意"
    if state in (State.PUBLIC, State.PUBLISHED):
        assert decision is not None
        assert not is_open_objection(decision)
    if state is State.OBJECTED:
        assert decision is not None
        assert has_objection(decision)
    if state is State.RETURNED:
        assert is_returned(found.nomination, decision)
    if state in OPEN:
        assert found.nomination.reported
        assert found.received or decision is not None
