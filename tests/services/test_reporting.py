"""Who has reported: states that follow from real packages carried between data files (screens.md 2.11)."""

from datetime import date
from pathlib import Path

import pytest

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.models.member import Member
from dangjian_desktop.models.received import ParkedRow
from dangjian_desktop.models.tables import canonical
from dangjian_desktop.services import exchange, history
from dangjian_desktop.services.questions import open_questions
from dangjian_desktop.services.reporting import Report, State, read_reports, send_back
from dangjian_desktop.services.todo import read_todos
from dangjian_desktop.services.work import Office
from tests.conftest import MakeOffice
from tests.exchange.levels import COMMITTEE, FIRST, HEAD, SECOND, Levels, three_levels
from tests.services.exchange_year import fill, save


@pytest.fixture
def levels(make_office: MakeOffice, tmp_path: Path) -> Levels:
    """Two branches that have reported once, to be adopted, for the third quarter."""
    made = three_levels(make_office, tmp_path / "stick")
    for name, people in ((FIRST, ("张三", "李四")), (SECOND, ("王五",))):
        fill(made[name], *people)
        carry(made, name, 3)
    return made


def carry(levels: Levels, name: str, quarter: int, to: str = HEAD) -> str:
    """Carry a report for a quarter up; return its check code."""
    packed = exchange.pack(levels[name], levels.stick / name, year=2026, quarter=quarter)
    (plan,) = exchange.apply(levels[to], [packed.path], adopt=True)
    assert plan.status == "new", plan.title
    return packed.check_code


def state(office: Office, name: str, quarter: int = 4) -> Report:
    (found,) = [report for report in read_reports(office, year=2026, quarter=quarter) if report.name == name]
    return found


def park(head: Office, branch: Office, table: str, **values: object) -> None:
    """Let a row of the newest package wait, as a merge does that cannot take it."""
    package = max(exchange_ids(head, branch))[1]
    with head.work("接收") as work:
        row = {"id": "row-1", "owner_id": branch.office_id, **values}
        work.put(
            ParkedRow,
            [
                {
                    "id": "parked-1",
                    "package_id": package,
                    "table_name": table,
                    "row_id": "row-1",
                    "reason": "党员“赵六”不在名册里",
                    "values": canonical(row),
                    "from_id": branch.office_id,
                    "kind": "parked",
                }
            ],
        )


def exchange_ids(head: Office, branch: Office) -> list[tuple[int, str]]:
    with head.reading() as connection:
        found = connection.exec_driver_sql(
            "SELECT sequence, id FROM received_packages WHERE from_id = ?", (branch.office_id,)
        )
        return [(row[0], row[1]) for row in found]


def test_a_report_counts_for_the_period_that_the_package_names(levels: Levels) -> None:
    code = carry(levels, FIRST, 4)
    now = {report.name: report for report in read_reports(levels[HEAD])}
    assert {name: report.state for name, report in now.items()} == {FIRST: State.MERGED, SECOND: State.NONE}
    assert (now[FIRST].sequence, now[FIRST].check_code) == (2, code)
    assert (now[FIRST].received_on, now[FIRST].late) == (date(2026, 11, 24), False)
    assert (now[SECOND].received_on, now[SECOND].late) == (None, False)
    third = {r.name: (r.state, r.sequence, r.late) for r in read_reports(levels[HEAD], year=2026, quarter=3)}
    assert third == {FIRST: (State.MERGED, 1, True), SECOND: (State.MERGED, 1, True)}  # on 24 November, for September
    first = read_reports(levels[HEAD], year=2026, quarter=1)
    assert [(r.state, r.late) for r in first] == [(State.NONE, True)] * 2


def test_the_deadline_may_be_another_day_than_the_quarters_last(levels: Levels) -> None:
    head = levels[HEAD]
    kept = read_reports(head, year=2026, quarter=3, deadline=date(2026, 11, 24))
    missed = read_reports(head, deadline=date(2026, 11, 23))
    assert [report.late for report in kept] == [False, False]
    assert [report.late for report in missed] == [True, True]


def test_an_undone_merge_is_not_a_report(levels: Levels) -> None:
    carry(levels, FIRST, 4)
    history.undo(levels[HEAD])
    assert state(levels[HEAD], FIRST).state is State.NONE


@pytest.mark.parametrize(
    ("table", "values", "part"),
    [
        ("members", {"name": "赵六"}, "members"),
        ("post_assignments", {}, "posts"),
        ("area_assignments", {}, "areas"),
        ("commitments", {}, "commitments"),
        ("nominations", {"award": "先锋岗"}, "pioneers"),
        ("nominations", {"award": "标兵"}, "pacesetters"),
        ("votes", {}, "pacesetters"),
    ],
)
def test_what_waits_is_a_problem_of_its_part_alone(
    levels: Levels, table: str, values: dict[str, str], part: str
) -> None:
    carry(levels, FIRST, 4)
    park(levels[HEAD], levels[FIRST], table, **values)
    report = state(levels[HEAD], FIRST)
    assert report.state is State.OPEN
    assert [fault.part for fault in report.faults] == [part]
    assert "赵六" in report.faults[0].text
    parts = ("members", "posts", "areas", "commitments", "pioneers", "pacesetters")
    assert {each for each in parts if report.part(each) is State.OPEN} == {part}
    assert {report.part(each) for each in parts if each != part} == {State.MERGED}
    assert state(levels[HEAD], SECOND, 3).state is State.MERGED
    assert state(levels[HEAD], FIRST, 3).state is State.MERGED, "a newer report has taken its place"


def test_a_missing_attachment_is_a_problem_of_no_part_and_so_of_all(levels: Levels) -> None:
    from dangjian_desktop.models.attachment import Attachment

    branch = levels[FIRST]
    with branch.work("附件") as work:
        work.insert(Attachment, [{"sha256": "a" * 64, "extension": "jpg", "title": "公示照片"}])
    carry(levels, FIRST, 4)
    report = state(levels[HEAD], FIRST)
    assert report.state is State.OPEN
    assert "公示照片" in report.faults[0].text
    assert report.part("members") is report.part("posts") is State.OPEN


def test_what_is_sent_back_travels_in_the_reply_and_a_new_report_answers_it(levels: Levels) -> None:
    head, branch = levels[HEAD], levels[FIRST]
    code = carry(levels, FIRST, 4)
    send_back(head, FIRST, "名册里少了张老师")
    report = state(head, FIRST)
    assert (report.state, report.opinion) == (State.RETURNED, "名册里少了张老师")
    assert report.part("posts") is State.RETURNED
    assert open_questions(head) == [], "it is not this office's to answer"
    assert not any("名册里少了" in todo.sentence for todo in read_todos(head))

    levels.down(FIRST)
    (asked,) = open_questions(branch)
    assert asked.text == f"第 2 号上报包（校验码 {code}）被退回：名册里少了张老师。请修改后重新生成上报包。"
    assert any(asked.text in todo.sentence for todo in read_todos(branch))

    save(branch, "members", {"name": "张老师"})
    carry(levels, FIRST, 4)
    assert state(head, FIRST).state is State.MERGED
    levels.down(FIRST)
    assert open_questions(branch) == []


def test_a_second_opinion_takes_the_place_of_the_first_and_undo_takes_it_back(levels: Levels) -> None:
    head = levels[HEAD]
    carry(levels, FIRST, 4)
    send_back(head, FIRST, "第一次")
    send_back(head, levels[FIRST].office_id, "第二次！")
    assert state(head, FIRST).opinion == "第二次！"
    levels.down(FIRST)
    (asked,) = open_questions(levels[FIRST])
    assert "第二次！请修改" in asked.text
    history.undo(head)
    assert state(head, FIRST).opinion == "第一次"
    history.undo(head)
    assert state(head, FIRST).state is State.MERGED


@pytest.mark.parametrize(
    ("unit", "opinion", "code"),
    [(FIRST, " ", "REPORT-OPINION"), ("没有的支部", "改", "REPORT-UNIT"), ("", "改", "REPORT-UNIT")],
)
def test_nothing_is_sent_back_without_a_unit_or_an_opinion(levels: Levels, unit: str, opinion: str, code: str) -> None:
    with pytest.raises(UserError) as refused:
        send_back(levels[HEAD], unit, opinion)
    assert refused.value.code == code


def test_a_unit_whose_packages_were_all_undone_cannot_be_sent_back(levels: Levels) -> None:
    head = levels[HEAD]
    with head.work("试") as work:
        work.connection.exec_driver_sql("DELETE FROM received_packages")
    with pytest.raises(UserError) as refused:
        send_back(head, FIRST, "改")
    assert refused.value.code == "REPORT-NONE"


def test_a_package_that_was_looked_at_is_received_and_not_merged(levels: Levels) -> None:
    head, first, second = levels[HEAD], levels[FIRST], levels[SECOND]
    carry(levels, FIRST, 4)
    seen = {first.office_id: (2026, 4), second.office_id: (2026, 4)}
    found = {r.name: r for r in read_reports(head, seen=seen)}
    assert found[FIRST].state is found[SECOND].state is State.SEEN
    assert found[FIRST].sequence == 2
    assert {r.state for r in read_reports(head, year=2026, quarter=3, seen=seen)} == {State.MERGED}


def test_the_committee_sees_its_general_branches_with_their_branches(levels: Levels) -> None:
    committee = levels[COMMITTEE]
    assert read_reports(committee) == []
    carry(levels, FIRST, 4)
    carry(levels, HEAD, 4, COMMITTEE)
    found = read_reports(committee)
    assert [(r.name, r.level, r.kind) for r in found] == [
        (HEAD, 0, "general-branch"),
        (SECOND, 1, "branch"),
        (FIRST, 1, "branch"),
    ]
    assert {r.above for r in found[1:]} == {levels[HEAD].office_id}
    assert {r.state for r in found} == {State.MERGED}
    assert {r.sequence for r in found} == {1}

    with committee.work("接收") as work:
        work.put(
            ParkedRow,
            [
                {
                    "id": "parked-1",
                    "package_id": "x",
                    "table_name": Member.__tablename__,
                    "row_id": "row-1",
                    "reason": "“birth”不是年月",
                    "values": canonical({"id": "row-1", "owner_id": levels[SECOND].office_id, "name": "王五"}),
                    "from_id": levels[HEAD].office_id,
                    "kind": "invalid",
                }
            ],
        )
    assert [r.state for r in read_reports(committee)] == [State.OPEN, State.OPEN, State.MERGED]


def test_a_branch_has_nobody_who_reports_to_it(branch: Office) -> None:
    assert read_reports(branch) == []
