"""What a person at headquarters answers while looking through packages: values, persons, rows not taken for now."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dangjian_desktop.core.errors import Cancelled, UserError
from dangjian_desktop.core.ids import time_ordered_ids
from dangjian_desktop.models.database import copy_to
from dangjian_desktop.services import exchange
from dangjian_desktop.services.across import check_across
from dangjian_desktop.services.backups import backups, path_of
from dangjian_desktop.services.choosing import Chosen, choose, choose_again
from dangjian_desktop.services.digest import digest
from dangjian_desktop.services.history import redo, undo, undoable
from dangjian_desktop.services.offices import open_office
from dangjian_desktop.services.open_points import Point, open_points
from dangjian_desktop.services.questions import open_questions, settle
from dangjian_desktop.services.records import rows
from dangjian_desktop.services.reviewing import ASIDE, CHANGED, CONFLICT, NEW, PERSON, WAITS, Entry
from dangjian_desktop.services.same_person import answer
from dangjian_desktop.services.set_aside import set_aside, take_up
from dangjian_desktop.services.work import Office
from tests.conftest import MakeOffice
from tests.services.exchange_year import LEDGERS, fill, save

HEAD, BRANCH, OTHER = "机电学院党总支", "机电党支部", "文传党支部"
Carry = Callable[[Office], Path]


@pytest.fixture
def head(make_office: MakeOffice) -> Office:
    return make_office(HEAD, "general-branch")


@pytest.fixture
def branch(make_office: MakeOffice) -> Office:
    office = make_office(BRANCH, superior=HEAD)
    fill(office, "张三", "李四")
    return office


@pytest.fixture
def carry(tmp_path: Path) -> Carry:
    """Pack an office's report onto a stick of its own."""
    made: list[Path] = []

    def pack(office: Office) -> Path:
        made.append(tmp_path / f"stick{len(made)}")
        return exchange.pack(office, made[-1]).path

    return pack


def member(office: Office, name: str) -> str:
    return next(row.id or "" for row in rows(office, LEDGERS["members"]) if row.texts[0] == name)


def duty(office: Office, name: str) -> str:
    columns = [column.key for column in LEDGERS["members"].columns]
    return next(r for r in rows(office, LEDGERS["members"]) if r.texts[0] == name).texts[columns.index("duty")]


def entries(head: Office, path: Path, kind: str) -> list[Entry]:
    (plan,) = exchange.preview(head, [path], adopt=True, detailed=True)
    assert plan.status == "new", plan.title
    return [entry for entry in plan.entries if entry.kind == kind]


def points(office: Office, kind: str) -> list[Point]:
    return [point for point in open_points(office) if point.entry.kind == kind]


@pytest.fixture
def twins(head: Office, branch: Office, carry: Carry, tmp_path: Path) -> Path:
    """Two PCs of one branch changed one field; the first's package is merged, the second's path is returned."""
    copy = tmp_path / "other" / "copy.db"
    copy_to(branch.engine, copy)
    other = open_office(copy, clock=branch.clock, new_id=time_ordered_ids(branch.clock))
    save(branch, "members", {"duty": "甲"}, row_id=member(branch, "张三"))
    save(other, "members", {"duty": "乙"}, row_id=member(other, "张三"))
    exchange.apply(head, [carry(branch)], adopt=True)
    path = carry(other)
    other.close()
    return path


def test_a_plan_tells_field_by_field_what_is_here_and_what_came(head: Office, branch: Office, carry: Carry) -> None:
    exchange.apply(head, [carry(branch)], adopt=True)
    save(branch, "members", {"duty": "组长"}, row_id=member(branch, "张三"))
    save(branch, "members", {"name": "王五"})
    path = carry(branch)
    (entry,) = entries(head, path, CHANGED)
    assert (entry.whose, entry.what) == ("张三", "党员名册“职务”")
    assert [(side.place, side.text, side.who) for side in entry.sides] == [
        ("本机", "", "第1号，11月24日合并"),
        ("上报", "组长", "第2号，11月24日生成"),
    ]
    assert [(entry.whose, entry.what) for entry in entries(head, path, NEW)] == [("王五", "党员名册")]


def test_a_choice_between_two_values_is_shown_kept_asked_on_and_undone(
    head: Office, branch: Office, twins: Path, carry: Carry
) -> None:
    (asked,) = entries(head, twins, CONFLICT)
    assert [(side.place, side.text) for side in asked.sides] == [("本机", "甲"), ("上报", "乙")]
    assert not asked.answered
    values = [side.value for side in asked.sides]
    for value in values:
        choose(head, Chosen(asked.place, value, values, asked.name))
        (answered,) = entries(head, twins, CONFLICT)
        assert (answered.answered, answered.sides[answered.shown].value) == (True, value)
        exchange.apply(head, [twins])
        assert duty(head, "张三") == value
        (point,) = points(head, CONFLICT)
        assert {side.place: side.text for side in point.entry.sides} == {
            "暂取": value,
            "另一份": next(each for each in values if each != value),
        }
        assert all("11月24日收到" in side.who for side in point.entry.sides)
        undo(head)
        undo(head)
        assert not entries(head, twins, CONFLICT)[0].answered
    choose(head, Chosen(asked.place, "甲", values, asked.name))
    exchange.apply(head, [twins])
    exchange.apply(branch, [exchange.reply(head, BRANCH, twins.parent).path])
    (question,) = open_questions(branch)
    assert question.choices[0] == "甲"
    settle(branch, question.id, "乙")
    exchange.apply(head, [carry(branch)])
    assert (duty(head, "张三"), points(head, CONFLICT)) == ("乙", [])


def test_a_choice_may_be_changed_after_the_merge_and_undone_alone(head: Office, twins: Path) -> None:
    exchange.apply(head, [twins])
    first = duty(head, "张三")
    before = digest(head)
    (point,) = points(head, CONFLICT)
    values = [side.value for side in point.entry.sides]
    (second,) = [value for value in values if value != first]
    choose(head, Chosen(point.entry.place, second, values, "张三"))
    assert duty(head, "张三") == second
    assert points(head, CONFLICT)[0].entry.answered
    exchange.apply(head, [twins])
    assert duty(head, "张三") == second
    undo(head)
    assert digest(head) == before
    redo(head)
    choose_again(head, point.entry.place, what="张三")
    assert digest(head) == before
    assert not points(head, CONFLICT)[0].entry.answered
    with pytest.raises(UserError, match="不在这几份之中"):
        choose(head, Chosen(point.entry.place, "丙", values, "张三"))


def test_two_of_one_name_are_asked_about_once(
    head: Office, branch: Office, make_office: MakeOffice, carry: Carry
) -> None:
    exchange.apply(head, [carry(branch)], adopt=True)
    other = make_office(OTHER, superior=HEAD)
    save(other, "members", {"name": "张 三", "birth": "1985.05", "joined": "2006.07"})
    save(other, "members", {"name": "李四", "birth": "1999.01"})
    path = carry(other)
    (asked,) = entries(head, path, PERSON)
    assert (asked.whose, asked.answered) == ("张三 ≈ 张 三", False)
    assert asked.twins
    answer(head, asked.twins, same=False)
    assert entries(head, path, PERSON)[0].answered
    exchange.apply(head, [path], adopt=True)
    assert (points(head, PERSON), [each for each in check_across(head) if each.finding.rule == "E08"]) == ([], [])
    undo(head)
    undo(head)
    assert not entries(head, path, PERSON)[0].answered

    answer(head, asked.twins, same=True)
    exchange.apply(head, [path], adopt=True)
    assert [each.finding.severity.value for each in check_across(head) if each.finding.rule == "E08"] == ["建议改"]
    for name, office in ((BRANCH, branch), (OTHER, other)):
        exchange.apply(office, [exchange.reply(head, name, path.parent).path])
        assert any("已核定是同一人" in each.text for each in open_questions(office))
    answer(head, asked.twins, same=None)
    assert not points(head, PERSON)[0].entry.answered


def test_a_row_set_aside_waits_is_asked_about_and_taken_up_later(head: Office, branch: Office, carry: Carry) -> None:
    path = carry(branch)
    (entry,) = [each for each in entries(head, path, NEW) if each.key[0] == "members" and each.whose == "张三"]
    set_aside(head, "members", entry.row, what=entry.name)
    assert [each.whose for each in entries(head, path, ASIDE)] == ["张三"]
    assert entries(head, path, WAITS), "what points to the person waits with him"
    exchange.apply(head, [path], adopt=True)
    assert [row.texts[0] for row in rows(head, LEDGERS["members"])] == ["李四"]
    exchange.apply(branch, [exchange.reply(head, BRANCH, path.parent).path])
    assert any("暂不采用" in each.text and "张三" in each.text for each in open_questions(branch))
    again = carry(branch)
    assert [each.whose for each in entries(head, again, ASIDE)] == ["张三"], "the same row is not offered anew"
    before = digest(head)
    take_up(head, "members", entry.key[1], what=entry.name)
    assert {row.texts[0] for row in rows(head, LEDGERS["members"])} == {"张三", "李四"}
    assert (points(head, ASIDE), points(head, WAITS)) == ([], [])
    undo(head)
    assert digest(head) == before
    assert len(points(head, ASIDE)) == 1


def test_merging_stops_between_two_files_with_one_copy_before(
    head: Office, branch: Office, make_office: MakeOffice, carry: Carry
) -> None:
    other = make_office(OTHER, superior=HEAD)
    fill(other, "王五")
    told: list[str] = []

    def stop(done: int, _total: int, label: str) -> None:
        told.append(label)
        if done == 1:
            raise Cancelled

    plans = exchange.apply(head, [carry(branch), carry(other)], adopt=True, progress=stop)
    assert [plan.from_name for plan in plans] == [BRANCH]
    assert told == ["正在合并第 1/2 份", "正在合并第 2/2 份"]
    assert [unit.name for unit in exchange.subordinates(head)] == [BRANCH]
    assert [backup.origin for backup in backups(path_of(head))] == ["合并前"]
    last = undoable(head)
    assert last
    assert last.verb.startswith("合并上报包")
