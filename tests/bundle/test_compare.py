"""The plan of a package as a pure function: owners, counters, conflicts, orphans, and no word on arrival."""

import random
from collections.abc import Mapping
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dangjian_desktop.bundle.compare import Outcome, Plan, Present, Rights, Schema, compare
from dangjian_desktop.bundle.siblings import covers, versions_of

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
    assert fates(made) == {"1": "invalid", "2": "foreign"}
    assert made.counts["parked"] == 2
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
    assert (step.outcome, step.reason) == (Outcome.LOCKED, "已经审批")


SIX = ("new", "changed", "same", "conflict", "parked", "not_owned")


def test_every_fate_is_counted_and_the_six_add_up() -> None:
    assert set(plan({}).counts) == {outcome.value for outcome in Outcome} | {"attachment_missing"}
    known = {("members", "2"): row("2", "late", revision=3), ("members", "3"): row("3")}
    rows = [row("1"), row("2", "early"), row("3"), row("4", owner="c"), row("5", 5)]  # type: ignore[arg-type]
    made = plan({"members": rows, "gardens": [row("6")]}, known)
    assert sum(made.counts[key] for key in SIX) == 6
    assert (made.counts["stale"], made.counts["invalid"], made.counts["foreign"]) == (1, 1, 1)


@st.composite
def versions(draw: st.DrawFn) -> Row:
    """A row as any of three writers may have left it; without a writer it comes from an older program."""
    made = row("1", draw(st.sampled_from("甲乙丙")), revision=draw(st.integers(1, 3)), deleted=draw(st.booleans()))
    known = st.dictionaries(st.sampled_from("ab"), st.integers(2, 4), min_size=1)
    fields = draw(st.dictionaries(st.sampled_from(("name", "deleted")), known))
    return {**made, "versions": fields} if fields else made


def end(rows: list[Row]) -> tuple[Row, dict[str, Any]]:
    """Receive rows one after the other, as an office does, and return the row and the values kept of its fields."""
    known: dict[tuple[str, str], Row] = {}
    kept: dict[str, Any] = {}
    for each in rows:
        (step,) = compare(
            {"members": [each]}, Present(known, siblings={("members", "1"): dict(kept)}), RIGHTS, SCHEMA
        ).steps
        known[("members", "1")] = step.after
        kept |= step.siblings
        for name in step.settled:
            del kept[name]
    final = known[("members", "1")]
    return {key: value for key, value in final.items() if key != "revision"}, kept


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(versions(), min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_arrival_never_decides(received: list[Row], shuffler: random.Random) -> None:
    """Files of one office may send any versions in any order: all orders end with the same content and questions."""
    other = list(received)
    shuffler.shuffle(other)
    assert end(received) == end(other)
    assert end([*received, *other]) == end(received)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(versions(), versions())
def test_no_value_is_lost_unless_a_later_one_was_written_in_its_knowledge(one: Row, other: Row) -> None:
    (step,) = plan({"members": [other]}, {("members", "1"): one}).steps
    for name in ("name", "deleted"):
        for each in (one, other):
            kept = [step.after[name], *(sibling.value for sibling in step.siblings.get(name, ()))]
            rest = other if each is one else one
            assert each[name] in kept or covers(versions_of(rest, name), versions_of(each, name))


def test_a_sender_of_another_history_makes_no_value_give_way() -> None:
    later = row("1", "later", revision=4, versions={"name": {"a": 4}})  # type: ignore[arg-type]
    earlier = row("1", "earlier", revision=3, versions={"name": {"a": 3}})  # type: ignore[arg-type]
    diverged = Rights(RIGHTS.owners, RIGHTS.tables, diverged=True)
    for known, came in ((later, earlier), (earlier, later)):
        (step,) = compare({"members": [came]}, Present({("members", "1"): known}), diverged, SCHEMA).steps
        assert step.outcome is Outcome.CONFLICT
        assert [sibling.value for sibling in step.siblings["name"]] == ["later", "earlier"]


def test_changes_of_two_writers_in_two_fields_are_merged_and_labelled() -> None:
    known = {**row("1", "x", revision=2), "note": "n", "versions": {"note": {"a": 2}}}
    came = {**row("1", "y", revision=2), "note": "", "versions": {"name": {"b": 2}}}
    (step,) = plan({"members": [came]}, {("members", "1"): known}).steps
    assert step.outcome is Outcome.PARALLEL
    assert (step.after["name"], step.after["note"]) == ("y", "n")


def test_a_row_deleted_in_one_place_and_edited_in_another_is_asked_about() -> None:
    known = {**row("1", revision=2, deleted=True), "versions": {"deleted": {"a": 2}}}
    came = {**row("1", "edited", revision=2), "versions": {"name": {"b": 2}}}
    (step,) = plan({"members": [came]}, {("members", "1"): known}).steps
    assert (step.outcome, step.after["deleted"], step.after["name"]) == (Outcome.CONFLICT, True, "edited")
    again = {**step.after, "versions": {**step.after["versions"], "deleted": {"a": 2, "b": 3}}, "revision": 3}
    (second,) = compare(
        {"members": [again]},
        Present({("members", "1"): step.after}, {}, {("members", "1"): step.siblings}),
        RIGHTS,
        SCHEMA,
    ).steps
    assert (second.outcome, second.settled) == (Outcome.SAME, ("",))


def test_own_rows_that_a_unit_still_holds_come_back_as_proposals_when_they_are_lost_here() -> None:
    mine = Rights(RIGHTS.owners, RIGHTS.tables, receiver="h")
    known = {("members", "2"): row("2", owner="h", revision=2), ("members", "3"): row("3", "old", owner="h")}
    rows = [row("1", owner="h"), row("2", "older", owner="h"), row("3", "newer", owner="h", revision=4)]
    made = compare({"members": rows}, Present(known), mine, SCHEMA)
    assert fates(made) == {"1": "proposal", "2": "same", "3": "proposal"}


def test_fields_of_a_newer_program_are_merged_like_others() -> None:
    known = {("members", "1"): row("1", moon="full")}
    (step,) = plan({"members": [row("1", revision=2, moon="new", tide="low")]}, known).steps
    assert (step.outcome, step.after["moon"], step.after["tide"]) == (Outcome.CHANGED, "new", "low")
