"""审批 and 调整撤销 in a workbook: each row goes through the table of moves, or is a located problem (X07, B14-B18)."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.schemes.nomination_states import State
from dangjian_desktop.services import decisions, titles
from dangjian_desktop.services.digest import digest
from dangjian_desktop.services.history import undo
from dangjian_desktop.services.records import Edit, remove, rows, save_texts
from dangjian_desktop.services.work import Office
from dangjian_desktop.services.workbook import import_workbook
from dangjian_desktop.services.workbook_report import SheetReport
from tests.conftest import MakeOffice
from tests.services.exchange_year import LEDGERS
from tests.services.received_branch import receive_branch
from tests.services.test_decisions import ALL_AGREE, TODAY, WEEK, case, state
from tests.services.workbooks import write_xlsx

BRANCH = "机电党支部"
Row = Mapping[str, object]
PIONEER: Row = {"支部": BRANCH, "类别": "先锋岗", "年度": 2026, "姓名": "张三", "决定": ""}
WINNER: Row = {**PIONEER, "类别": "标兵", "季度": 4, "标兵类型": "学习标兵", "姓名": "赵六"}
AGREED: Row = {"决定": "同意", "意见": "同意授予。", "日期": "2026-11-24", "签发人": "赵书记"}
HEARD: Row = {"组织部意见": "同意。", "纪检监察室意见": "无违纪。", "派出所意见": "不适用：没有属地派出所"}
PUBLIC: Row = {"公示开始": "2026-11-16", "公示结束": "2026-11-20"}
NUMBERED: Row = {"标牌编号": "2026-09", "授牌日期": "2026-11-24"}
FILED: Row = {"备案编号": "学院备7", "备案日期": "2026-11-24"}


@pytest.fixture
def head(make_office: MakeOffice) -> Office:
    return make_office("机电学院党总支", "general-branch")


@pytest.fixture
def pioneer(head: Office) -> str:
    return receive_branch(head, BRANCH, "张三", "李四")[0]


@pytest.fixture
def winner(head: Office) -> str:
    return receive_branch(head, BRANCH, "赵六", award="标兵")[0]


def take(head: Office, folder: Path, *lines: Row, sheet: str = "审批", dry_run: bool = False) -> SheetReport:
    heads = list(dict.fromkeys(key for line in lines for key in line))
    path = write_xlsx(folder / "审批.xlsx", {sheet: [heads, *([line.get(key) for key in heads] for line in lines)]})
    return import_workbook(head, path, dry_run=dry_run).sheets[sheet]


def told(report: SheetReport) -> list[tuple[int, str, str]]:
    return [(each.row, each.column, each.code) for each in report.problems]


def written(head: Office) -> list[tuple[str, tuple[str, ...]]]:
    return [(row.id, row.texts) for row in rows(head, LEDGERS["decisions"])]


def test_X07_a_row_is_what_the_page_writes(head: Office, pioneer: str, tmp_path: Path) -> None:
    before = digest(head)
    report = take(head, tmp_path, {**PIONEER, **AGREED, **NUMBERED})
    assert (report.new, told(report)) == (1, [])
    assert state(head, pioneer) is State.AWARDED
    by_workbook = written(head)
    undo(head)
    assert digest(head) == before
    decisions.approve(head, nominations=[pioneer], decided_on=TODAY, signer="赵书记", opinion="同意授予。")
    titles.number_plaques(head, numbers={pioneer: "2026-09"})
    titles.award_plaques(head, nominations=[pioneer], issued_on=TODAY)
    assert written(head) == by_workbook


def test_B14_B18_a_whole_row_of_a_pacesetter_takes_its_steps_in_order(
    head: Office, winner: str, tmp_path: Path
) -> None:
    whole = {**WINNER, **AGREED, **HEARD, **PUBLIC, **NUMBERED, **FILED}
    report = take(head, tmp_path, whole, dry_run=True)
    assert (report.new, told(report)) == (1, [])
    assert state(head, winner) is State.RECEIVED
    assert take(head, tmp_path, whole).new == 1
    assert state(head, winner) is State.AWARDED
    decision = case(head, winner).facts.decision
    assert decision is not None
    assert (decision.answers, decision.filing_number) == (case(head, winner).nomination.reported_in, "学院备7")
    again = take(head, tmp_path, whole)
    assert (again.new, again.changed, again.same) == (0, 0, 1)


@pytest.mark.parametrize(
    ("more", "column", "words"),
    [
        ({**AGREED}, "决定", "还缺组织部（人事处）、纪检监察室、派出所意见"),
        ({**AGREED, **HEARD}, "决定", "还没有公示"),
        ({**AGREED, **PUBLIC}, "公示开始", "不能公示。请先征求意见"),
        ({**AGREED, **HEARD, **PUBLIC, "公示结束": "2026-11-18"}, "公示开始", "只公示 3 个工作日"),
        ({**AGREED, **HEARD, **PUBLIC, "公示结束": "2026-11-27"}, "决定", "还没有期满"),
        ({**AGREED, **HEARD, **PUBLIC, "异议": "票数不对"}, "决定", "公示有异议，还没有处理结果"),
        ({**AGREED, **HEARD, "派出所意见": "不适用"}, "派出所意见", "没有写理由"),
        ({**AGREED, **HEARD, **PUBLIC, **NUMBERED}, "授牌日期", "还没有报学院党委备案"),
        ({**AGREED, **HEARD, **PUBLIC, "备案编号": "7"}, "备案编号", "没有写备案日期"),
        ({**NUMBERED}, "标牌编号", "现在是“总支已接收”，不能编标牌号"),
        ({"日期": "2026-11-24"}, "日期", "“决定”没有改动"),
        ({"决定": "同意"}, "日期", "没有写日期"),
        ({"决定": "不同意", "日期": "2026-11-24"}, "决定", "没有写不批准的理由"),
        ({"决定": "退回"}, "决定", "没有写退回的理由"),
        ({**AGREED, "日期": "2026-11-25"}, "决定", "缺"),
    ],
)
def test_B14_B18_a_step_that_may_not_be_taken_is_a_problem_at_its_cell_and_writes_nothing_of_the_row(
    head: Office, pioneer: str, winner: str, tmp_path: Path, more: Row, column: str, words: str
) -> None:
    report = take(head, tmp_path, {**WINNER, **more}, {**PIONEER, **AGREED})
    assert told(report) == [(2, column, "MOVE")]
    assert words in report.problems[0].message
    assert report.problems[0].message.endswith("。")
    assert report.new == 1
    assert (state(head, winner), state(head, pioneer)) == (State.RECEIVED, State.APPROVED)
    assert (tmp_path / "审批.错误行.xlsx").exists()


def test_what_is_decided_is_not_decided_again_but_first_taken_back(head: Office, pioneer: str, tmp_path: Path) -> None:
    decisions.refuse(head, nominations=[pioneer], decided_on=TODAY, reason="再培养一年。")
    report = take(head, tmp_path, {**PIONEER, **AGREED})
    assert told(report) == [(2, "决定", "MOVE")]
    assert "现在是“不批准”，不能批准" in report.problems[0].message
    decisions.withdraw(head, nominations=[pioneer])
    assert take(head, tmp_path, {**PIONEER, **AGREED}).changed == 1
    assert state(head, pioneer) is State.APPROVED


def test_a_row_sends_back_and_its_reason_travels(head: Office, pioneer: str, tmp_path: Path) -> None:
    assert take(head, tmp_path, {**PIONEER, "决定": "退回", "退回原因": "事迹太短。"}).new == 1
    decision = case(head, pioneer).facts.decision
    assert decision is not None
    assert state(head, pioneer) is State.RETURNED
    assert (decision.return_reason, decision.decided_on) == ("事迹太短。", TODAY)


def test_case_21_two_rows_may_not_give_one_plaque_number(head: Office, pioneer: str, tmp_path: Path) -> None:
    both = ({**PIONEER, **AGREED, "标牌编号": "01"}, {**PIONEER, **AGREED, "姓名": "李四", "标牌编号": "01"})
    report = take(head, tmp_path, *both)
    assert told(report) == [(3, "标牌编号", "MOVE")]
    assert "已经给了别人" in report.problems[0].message
    assert state(head, pioneer) is State.APPROVED


def test_X13_X14_titles_end_by_a_workbook_as_on_the_page(head: Office, pioneer: str, tmp_path: Path) -> None:
    named = f"{BRANCH} 张三 2026年先锋岗"
    end = {"推荐人选": named, "类别": "撤销", "撤销情形": "重大违法违纪", "日期": "2026-11-24"}
    early = take(head, tmp_path, end, sheet="调整撤销")
    assert told(early) == [(2, "类别", "MOVE")]
    assert "现在是“总支已接收”，不能撤销称号" in early.problems[0].message
    decisions.approve(head, nominations=[pioneer], decided_on=date(2026, 11, 23))
    assert told(take(head, tmp_path, {**end, "撤销情形": ""}, sheet="调整撤销")) == [(2, "撤销情形", "MOVE")]
    assert told(take(head, tmp_path, {**end, "类别": "调整"}, sheet="调整撤销")) == [(2, "类别", "MOVE")]
    assert take(head, tmp_path, end, sheet="调整撤销").new == 1
    assert state(head, pioneer) is State.REVOKED


def test_the_committee_files_by_a_workbook_what_it_approved_itself(make_office: MakeOffice, tmp_path: Path) -> None:
    committee = make_office("学院党委", "committee")
    (own,) = receive_branch(committee, BRANCH, "赵六", award="标兵")
    assert take(committee, tmp_path, {**WINNER, **AGREED, **HEARD, **PUBLIC, **FILED}).new == 1
    facts = case(committee, own).facts
    assert (facts.filing and facts.filing.filing_number, facts.decision and facts.decision.filing_number) == (
        "学院备7",
        "学院备7",
    )


def test_after_a_return_a_publicity_of_before_does_not_count(head: Office, winner: str, tmp_path: Path) -> None:
    decisions.consult(head, nominations=[winner], **ALL_AGREE)
    decisions.publish(head, nominations=[winner], **WEEK)
    decisions.send_back(head, nominations=[winner], reason="改。")
    receive_again(head, winner)
    assert state(head, winner) is State.RECEIVED
    report = take(head, tmp_path, {**WINNER, **AGREED, **PUBLIC})
    assert "还没有公示" in report.problems[0].message


def receive_again(head: Office, nomination: str) -> None:
    """The branch's next package carries the nomination anew."""
    with head.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE nominations SET reported_in = 'later' WHERE id = ?", (nomination,))


@pytest.mark.parametrize("ledger", ["decisions", "title_ends"])
def test_the_ledgers_of_decisions_are_only_read_outside_the_page(head: Office, ledger: str) -> None:
    for change in (
        lambda: save_texts(head, LEDGERS[ledger], [Edit(None, {})], verb="录入"),
        lambda: remove(head, LEDGERS[ledger], ["any"], verb="删除"),
    ):
        with pytest.raises(UserError, match="在“审批”页办理，这里只能查看。请到“审批”里选人办理。"):
            change()
