"""Undo and redo through the journal (house.md, One journal)."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.models.member import Member
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.schemes.shared import ROSTER
from dangjian_desktop.services.digest import digest
from dangjian_desktop.services.history import done_since, entries, newest, redo, redoable, undo, undo_all, undoable
from dangjian_desktop.services.records import rows
from dangjian_desktop.services.work import Office


def add(branch: Office, *names: str) -> list[str]:
    with branch.work(f"新增 {len(names)} 人") as work:
        return work.insert(Member, [{"name": name} for name in names])


def names(branch: Office) -> list[str]:
    return [row.texts[0] for row in rows(branch, ROSTER)]


def test_undo_and_redo_restore_each_state(branch: Office) -> None:
    states = [digest(branch)]
    (first, _) = add(branch, "张三", "李四")
    states.append(digest(branch))
    with branch.work("改性别") as work:
        work.update(Member, {first: {"sex": "女"}})
    states.append(digest(branch))
    assert len(set(states)) == 3
    undo(branch)
    assert digest(branch) == states[1]
    undo(branch)
    assert digest(branch) == states[0]
    assert undoable(branch) is None
    redo(branch)
    redo(branch)
    assert digest(branch) == states[2]
    assert redoable(branch) is None


def stored(branch: Office, row_id: str) -> dict[str, Any]:
    with branch.reading() as connection:
        table = table_of(Member)
        return dict(connection.execute(select(table).where(table.c.id == row_id)).mappings().one())


def test_each_changed_field_says_who_changed_it_at_which_revision_undo_included(branch: Office) -> None:
    (first,) = add(branch, "张三")
    assert stored(branch, first)["versions"] == ""
    for fields in ({"sex": "女"}, {"sex": "男", "note": "新"}):
        with branch.work("修改") as work:
            work.update(Member, {first: fields})
    writer = branch.writer
    assert json.loads(stored(branch, first)["versions"]) == {"note": {writer: 3}, "sex": {writer: 3}}
    undo(branch)
    row = stored(branch, first)
    assert (row["sex"], row["note"], row["revision"]) == ("女", "", 4)
    assert json.loads(row["versions"]) == {"note": {writer: 4}, "sex": {writer: 4}}


def test_a_new_action_ends_the_chance_to_redo(branch: Office) -> None:
    add(branch, "张三")
    undo(branch)
    add(branch, "王五")
    with pytest.raises(UserError, match="没有可以重做"):
        redo(branch)
    assert names(branch) == ["王五"]


def test_an_older_entry_is_refused_with_the_list_when_later_ones_touch_it(branch: Office) -> None:
    (first,) = add(branch, "张三")
    with branch.work("改性别") as work:
        work.update(Member, {first: {"sex": "男"}})
    with pytest.raises(UserError, match="改性别"):
        undo(branch, seq=2)
    add(branch, "李四")
    undo(branch, seq=3)
    assert rows(branch, ROSTER)[0].texts[:2] == ("张三", "")


def test_several_actions_are_taken_back_at_once_newest_first_or_none_of_them(branch: Office) -> None:
    start = newest(branch)
    (first,) = add(branch, "张三")
    with branch.work("改性别") as work:
        work.update(Member, {first: {"sex": "男"}})
    add(branch, "李四")
    done = done_since(branch, start)
    assert len(done) == 3
    with pytest.raises(UserError, match="改性别"):
        undo_all(branch, done[:1])
    assert names(branch) == ["张三", "李四"]
    undo(branch)
    assert undo_all(branch, done) == (2, ())
    assert names(branch) == []
    with pytest.raises(UserError, match="已经撤销"):
        undo_all(branch, done)


def test_a_failing_action_leaves_nothing(branch: Office) -> None:
    before, told = digest(branch), len(entries(branch))
    with pytest.raises(UserError, match="不在了"), branch.work("坏操作") as work:
        work.update(Member, {work.insert(Member, [{"name": "张三"}])[0]: {"sex": "男"}, "gone": {}})
    assert digest(branch) == before
    assert len(entries(branch)) == told


def test_the_row_of_another_office_is_not_changed(branch: Office) -> None:
    with branch.work("收到") as work:
        work.put(Member, [{**received_member(), "owner_id": "other"}])
    with pytest.raises(UserError, match="由别的单位填写"), branch.work("改") as work:
        work.update(Member, {"m1": {"sex": "男"}})


def received_member() -> dict[str, Any]:
    texts = dict.fromkeys(
        [
            "sex",
            "ethnicity",
            "education",
            "duty",
            "staff_kind",
            "department",
            "state_reason",
            "class_override",
            "class_reason",
            "photo",
            "note",
        ],
        "",
    )
    nothing = dict.fromkeys(("birth", "work_start", "joined", "state_since"))
    fixed = {"id": "m1", "person_id": "m1", "revision": 4, "deleted": False, "position": 1, "name": "赵六"}
    return {**texts, **nothing, **fixed, "state": "在册", "party_kind": "正式党员"}


ACTIONS = st.lists(st.sampled_from(["add", "edit", "remove", "undo", "redo"]), max_size=14)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(actions=ACTIONS)
def test_any_sequence_then_undo_all_gives_the_first_digest_and_redo_all_the_last(
    branch: Office, actions: list[str]
) -> None:
    while undoable(branch):
        undo(branch)
    first = digest(branch)
    for action in actions:
        act(branch, action)
    last, steps = digest(branch), 0
    while undoable(branch):
        undo(branch)
        steps += 1
    assert digest(branch) == first
    for _ in range(steps):
        redo(branch)
    assert digest(branch) == last


def act(branch: Office, action: str) -> None:
    present = [row.id for row in rows(branch, ROSTER)]
    if action == "add":
        add(branch, f"党员{len(present)}")
    elif action == "edit" and present:
        duty = f"职务{len(entries(branch))}"
        with branch.work("改") as work:
            work.update(Member, {present[0]: {"duty": duty}})
    elif action == "remove" and present:
        with branch.work("删") as work:
            work.remove(Member, present[-1:])
    elif action == "undo" and undoable(branch):
        undo(branch)
    elif action == "redo" and redoable(branch):
        redo(branch)
