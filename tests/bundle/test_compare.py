"""The plan of a package as a pure function: owners, counters, conflicts, orphans, and no word on arrival."""

import random
from collections.abc import Mapping
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dangjian_desktop.bundle.compare import Outcome, Plan, Present, Rights, Schema, compare

Row = Mapping[str, Any]
SCHEMA = Schema(
    {"members": {}, "areas": {"parent_id": "areas"}, "nominations": {"member_id": "members"}},
    lambda _table, row: None if isinstance(row.get("name", ""), str) else "“name”的内容类型不对",
)
RIGHTS = Rights(frozenset({"b"}), frozenset({"members", "areas", "nominations"}))


def row(
    row_id: str, name: str = "x", *, owner: str = "b", revision: int = 1, deleted: bool = False, **more: str | None
) -> Row:
    return {"id": row_id, "owner_id": owner, "revision": revision, "deleted": deleted, "name": name, **more}


def plan(received: Mapping[str, list[Row]], known: Mapping[tuple[str, str], Row] | None = None) -> Plan:
    return compare(received, Present(known or {}), RIGHTS, SCHEMA)


def fates(made: Plan) -> dict[str, str]:
    return {step.id: step.outcome.value for step in made.steps}


def test_rows_are_new_same_changed_by_content_and_counter() -> None:
    known = {("members", "2"): row("2"), ("members", "3"): row("3", "old")}
    made = plan({"members": [row("1"), row("2", revision=5), row("3", "new", revision=2)]}, known)
    assert fates(made) == {"1": "new", "2": "same", "3": "changed"}


def test_a_row_of_another_owner_is_never_taken() -> None:
    known = {("members", "2"): row("2", owner="c")}
    made = plan({"members": [row("1", owner="c"), row("2", "stolen", revision=9)], "areas": []}, known)
    assert fates(made) == {"1": "not_owned", "2": "not_owned"}


def test_a_table_that_the_sender_may_not_fill_is_not_taken() -> None:
    narrow = Rights(frozenset({"b"}), frozenset({"areas"}))
    made = compare({"members": [row("1")]}, Present({}), narrow, SCHEMA)
    assert made.steps[0].outcome is Outcome.NOT_OWNED


def test_rows_that_do_not_fit_or_are_not_known_are_parked_with_a_reason() -> None:
    made = plan({"members": [row("1", 5)], "gardens": [row("2")]})  # type: ignore[arg-type]
    assert fates(made) == {"1": "parked", "2": "parked"}
    assert all(step.reason for step in made.steps)


def test_orphans_are_parked_and_those_that_hang_on_them() -> None:
    received = {
        "areas": [row("1", parent_id="nowhere"), row("2", parent_id="1"), row("3", parent_id=None)],
        "nominations": [row("4", member_id="gone"), row("5", member_id="m")],
    }
    made = plan(received, {("members", "m"): row("m")})
    assert fates(made) == {"1": "parked", "2": "parked", "3": "new", "4": "parked", "5": "new"}


def test_a_frozen_row_keeps_its_content() -> None:
    present = Present({("members", "1"): row("1")}, {("members", "1"): "已经审批"})
    (step,) = compare({"members": [row("1", "changed", revision=2)]}, present, RIGHTS, SCHEMA).steps
    assert (step.outcome, step.reason) == (Outcome.PARKED, "已经审批")


def test_every_fate_is_counted() -> None:
    assert plan({}).counts == {"new": 0, "changed": 0, "same": 0, "conflict": 0, "parked": 0, "not_owned": 0}


versions = st.builds(
    lambda name, revision, deleted: row("1", name, revision=revision, deleted=deleted),
    st.sampled_from("甲乙丙"),
    st.integers(1, 3),
    st.booleans(),
)


@given(st.lists(versions, min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_the_order_of_arrival_never_decides(received: list[Row], shuffler: random.Random) -> None:
    """Two files of one office may send any versions in any order: all orders end with the same content."""

    def end(rows: list[Row]) -> Row:
        known: dict[tuple[str, str], Row] = {}
        for each in rows:
            (step,) = plan({"members": [each]}, known).steps
            known[("members", "1")] = step.after
        final = known[("members", "1")]
        return {key: value for key, value in final.items() if key != "revision"}

    other = list(received)
    shuffler.shuffle(other)
    assert end(received) == end(other)


@given(versions, versions)
def test_the_loser_of_a_conflict_is_kept(one: Row, other: Row) -> None:
    (step,) = plan({"members": [other]}, {("members", "1"): one}).steps
    if step.outcome is Outcome.CONFLICT:
        assert {id(step.after), id(step.loser)} == {id(one), id(other)}
    else:
        assert step.loser is None
