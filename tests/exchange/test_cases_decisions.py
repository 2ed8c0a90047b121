"""Cases 21, 22, 28 and 29 of docs/exchange.md, and a decision's whole way through three levels, on real packages."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from dangjian_desktop.core.clock import pinned
from dangjian_desktop.core.errors import UserError
from dangjian_desktop.schemes.nomination_states import State
from dangjian_desktop.services import decisions, exchange, plaques, requests, titles
from dangjian_desktop.services.agenda import step_heads
from dangjian_desktop.services.digest import digest
from dangjian_desktop.services.history import undo
from dangjian_desktop.services.print_jobs import Job
from dangjian_desktop.services.printing import make_pdf
from dangjian_desktop.services.records import Edit, rows, save_texts
from dangjian_desktop.services.todo import Todo, read_todos
from dangjian_desktop.services.work import Office
from tests.conftest import MakeOffice
from tests.exchange.levels import COMMITTEE, FIRST, HEAD, SECOND, Levels, put_forward, three_levels
from tests.services.exchange_year import LEDGERS, save

TODAY = date(2026, 11, 24)
WEEK = {"begins_on": date(2026, 11, 16), "ends_on": date(2026, 11, 20)}


@pytest.fixture
def levels(make_office: MakeOffice, tmp_path: Path) -> Levels:
    return three_levels(make_office, tmp_path / "stick")


def todos(office: Office) -> list[str]:
    return [todo.sentence for todo in read_todos(office)]


def todo(office: Office, word: str) -> Todo:
    (found,) = [each for each in read_todos(office) if word in each.sentence]
    return found


def text_of(office: Office, form: int) -> str:
    pdf = make_pdf(office, Job((form,), year=2026, quarter=4)).pdf
    return "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages).replace("\n", "")


def refused(levels: Levels, nomination: str) -> str:
    with pytest.raises(UserError) as caught:
        decisions.approve(levels[HEAD], nominations=[nomination], decided_on=TODAY)
    return caught.value.message


def approve_pacesetter(head: Office, *nominations: str) -> None:
    decisions.consult(head, nominations=nominations, organisation="同意", discipline="同意", police="同意")
    decisions.publish(head, nominations=nominations, **WEEK)
    decisions.approve(head, nominations=nominations, decided_on=date(2026, 11, 23), opinion="同意授予标兵称号。")


def test_B17_a_decision_goes_down_up_and_down_again_through_three_levels(levels: Levels) -> None:
    winner = put_forward(levels[FIRST], "张三", "标兵")
    levels.up(FIRST)
    assert levels.states(winner, FIRST, HEAD) == ["已上报", "总支已接收"]
    levels.down(FIRST)
    assert levels.states(winner, FIRST, HEAD) == ["总支已接收", "总支已接收"]
    decisions.consult(levels[HEAD], nominations=[winner], organisation="同意", discipline="同意", police="同意")
    levels.down(FIRST)
    assert levels.states(winner, FIRST) == ["征求意见"]
    approve_pacesetter(levels[HEAD], winner)
    titles.number_plaques(levels[HEAD], numbers={winner: "标兵2026-01"})
    levels.up(HEAD, COMMITTEE)
    assert levels.states(winner, HEAD, COMMITTEE) == ["批准", "批准"]
    assert any("等待备案" in each for each in todos(levels[COMMITTEE]))
    titles.file_titles(levels[COMMITTEE], numbers={winner: "学院备2026-7"}, filed_on=TODAY)
    levels.down(HEAD, COMMITTEE)
    assert levels.states(winner, HEAD, COMMITTEE) == ["已备案", "已备案"]
    titles.award_plaques(levels[HEAD], nominations=[winner], issued_on=TODAY)
    levels.down(FIRST)
    levels.up(HEAD, COMMITTEE)
    assert levels.states(winner, FIRST, HEAD, COMMITTEE) == ["已授牌"] * 3
    decision = levels.case(FIRST, winner).facts.decision
    assert decision is not None
    assert (decision.plaque_number, decision.filing_number, decision.filed_on) == ("标兵2026-01", "学院备2026-7", TODAY)
    assert "同意授予标兵称号。" in text_of(levels[FIRST], 9)
    (row,) = rows(levels[FIRST], LEDGERS["pacesetter_nominations"], year=2026, quarter=4)
    assert not row.editable


def test_a_filing_that_the_committee_takes_back_is_taken_back_below_and_undo_restores_it(levels: Levels) -> None:
    winner = put_forward(levels[FIRST], "张三", "标兵")
    levels.up(FIRST)
    approve_pacesetter(levels[HEAD], winner)
    levels.up(HEAD, COMMITTEE)
    titles.file_titles(levels[COMMITTEE], numbers={winner: "备1"}, filed_on=TODAY)
    levels.down(HEAD, COMMITTEE)
    filed = digest(levels[HEAD])
    titles.unfile(levels[COMMITTEE], nominations=[winner])
    levels.down(HEAD, COMMITTEE)
    assert levels.states(winner, HEAD) == ["批准"]
    undo(levels[HEAD])
    assert levels.states(winner, HEAD) == ["已备案"]
    assert digest(levels[HEAD]) == filed


def test_case_21_plaque_numbers_come_from_the_approver_alone(levels: Levels) -> None:
    first, second = put_forward(levels[FIRST], "张三"), put_forward(levels[SECOND], "李四")
    for name in (FIRST, SECOND):
        levels.up(name)
    decisions.approve(levels[HEAD], nominations=[first, second], decided_on=TODAY)
    suggested = titles.suggest_numbers(levels[HEAD], nominations=[first, second])
    assert sorted(suggested.values()) == ["先锋岗2026-01", "先锋岗2026-02"]
    titles.number_plaques(levels[HEAD], numbers=suggested)
    for name in (FIRST, SECOND):
        levels.down(name)
    for name, nomination in ((FIRST, first), (SECOND, second)):
        decision = levels.case(name, nomination).facts.decision
        assert decision is not None
        assert decision.plaque_number == suggested[nomination]
        with pytest.raises(UserError, match="不能由本单位审批"):
            titles.number_plaques(levels[name], numbers={nomination: "自编1号"})
        with pytest.raises(UserError, match="由上级党组织填写"):
            save_texts(levels[name], LEDGERS["decisions"], [Edit(decision.id, {"plaque_number": "自编"})], verb="改")
    levels.up(FIRST)
    numbers = [levels.case(HEAD, each).facts.decision for each in (first, second)]
    assert [each.plaque_number for each in numbers if each] == [suggested[first], suggested[second]]


@pytest.mark.parametrize("ways", ["refuse", "return"])
def test_case_22_one_person_in_two_branches_waits_for_a_decision(levels: Levels, ways: str) -> None:
    here = put_forward(levels[FIRST], "张三", "标兵", birth="1990.02")
    there = put_forward(levels[SECOND], "张 三", "标兵", kind="工作标兵", birth="1990.02")
    namesake = put_forward(levels[SECOND], "李四", "标兵", kind="服务标兵", birth="1990.02")
    for name in (FIRST, SECOND):
        levels.up(name)
    head = levels[HEAD]
    everybody = [here, there, namesake]
    decisions.consult(head, nominations=everybody, organisation="同意", discipline="同意", police="同意")
    decisions.publish(head, nominations=everybody, **WEEK)
    outcome = decisions.approve(head, nominations=everybody, decided_on=TODAY)
    assert outcome.done == (namesake,)
    assert f"与{SECOND}第四季度工作标兵是同一人" in outcome.refused[here]
    assert f"与{FIRST}第四季度学习标兵是同一人" in outcome.refused[there]
    if ways == "refuse":
        decisions.refuse(head, nominations=[there], decided_on=TODAY, reason="已在机电党支部参评。")
    else:
        decisions.send_back(head, nominations=[there], reason="已在机电党支部参评。")
    decisions.approve(head, nominations=[here], decided_on=TODAY)
    assert levels.states(here, HEAD) == ["批准"]


def test_case_22_two_kinds_in_one_quarter_wait_and_a_word_of_the_approver_lets_both_stand(levels: Levels) -> None:
    first = put_forward(levels[FIRST], "张三", "标兵")
    second = put_forward(levels[FIRST], "张三", "标兵", kind="服务标兵")
    put_forward(levels[SECOND], "张三")  # another award: nothing to decide between
    for name in (FIRST, SECOND):
        levels.up(name)
    approve_only = {"nominations": [first], "decided_on": TODAY}
    decisions.consult(levels[HEAD], nominations=[first, second], organisation="同意", discipline="同意", police="同意")
    decisions.publish(levels[HEAD], nominations=[first, second], **WEEK)
    assert "只能保留一项" in refused(levels, first)
    assert "只能保留一项" in refused(levels, second)
    decisions.explain_clash(levels[HEAD], nomination=first, note="不是同一人：一为教师，一为学生。")
    decisions.approve(levels[HEAD], **approve_only)  # type: ignore[arg-type]
    assert "只能保留一项" in refused(levels, second)


def test_case_28_an_edit_after_reporting_travels_as_a_request_and_is_granted(levels: Levels) -> None:
    nomination = put_forward(levels[FIRST], "张三")
    with pytest.raises(UserError, match="可以直接修改"):
        requests.ask(levels[FIRST], nomination=nomination, field="deeds", wanted="改", reason="笔误")
    levels.up(FIRST)
    saved = save_texts(levels[FIRST], LEDGERS["pioneer_nominations"], [Edit(nomination, {"deeds": "改"})], verb="改")
    assert "提出修改申请" in saved.problems[0].message
    requests.ask(levels[FIRST], nomination=nomination, field="deeds", wanted="带头上好思政课。", reason="漏了一句")
    plan = levels.up(FIRST)
    assert any("修改申请 1 条" in each for each in plan.sentences)
    decisions.approve(levels[HEAD], nominations=[nomination], decided_on=TODAY)
    levels.down(FIRST)
    assert "1 项修改申请等待答复。" in todos(levels[HEAD])
    (wish,) = wishes(levels, nomination)
    assert (wish.heading, wish.present, wish.wanted) == ("主要事迹", "带头上好课。", "带头上好思政课。")
    requests.accept(levels[HEAD], request=wish.id)
    assert levels.states(nomination, HEAD) == ["退回修改"]
    levels.down(FIRST)
    assert "漏了一句" in todo(levels[FIRST], "被退回").sentence
    save(levels[FIRST], "pioneer_nominations", {"deeds": wish.wanted}, row_id=nomination)
    assert levels.states(nomination, FIRST) == ["支部研究通过"]
    levels.up(FIRST)
    assert levels.states(nomination, FIRST, HEAD) == ["已上报", "总支已接收"]
    assert levels.case(HEAD, nomination).nomination.deeds == "带头上好思政课。"
    assert not any("申请" in each or "退回" in each for each in todos(levels[HEAD]) + todos(levels[FIRST]))
    decisions.approve(levels[HEAD], nominations=[nomination], decided_on=TODAY)
    assert levels.states(nomination, HEAD) == ["批准"]


def wishes(levels: Levels, nomination: str) -> list[requests.Request]:
    case = levels.case(HEAD, nomination)
    with levels[HEAD].reading() as connection:
        return requests.read_requests(connection, [case])


def test_case_28_a_request_is_refused_with_a_reason_that_reaches_the_branch(levels: Levels) -> None:
    nomination = put_forward(levels[FIRST], "张三")
    levels.up(FIRST)
    branch = levels[FIRST]
    for field, wanted, reason, words in (
        ("deeds", "改", " ", "没有写修改的理由"),
        ("member_id", "李四", "换人", "不能申请修改"),
        ("studied_on", "哪天", "日期错", "日期"),
        ("studied_on", "2026.11.10", "日期错", "与现在的相同"),
    ):
        with pytest.raises(UserError, match=words):
            requests.ask(branch, nomination=nomination, field=field, wanted=wanted, reason=reason)
    requests.ask(branch, nomination=nomination, field="deeds", wanted="初稿", reason="漏了")
    requests.ask(branch, nomination=nomination, field="deeds", wanted="定稿", reason="又漏了")
    levels.up(FIRST)
    (wish,) = wishes(levels, nomination)
    assert (wish.wanted, wish.reason) == ("定稿", "又漏了")
    with pytest.raises(UserError, match="不由本单位审批"):
        requests.decline(branch, request=wish.id, reason="自己答复自己")
    with pytest.raises(UserError, match="没有写不同意"):
        requests.decline(levels[HEAD], request=wish.id, reason="")
    requests.decline(levels[HEAD], request=wish.id, reason="材料已经公示。")
    with pytest.raises(UserError, match="已经答复过"):
        requests.accept(levels[HEAD], request=wish.id)
    levels.down(FIRST)
    assert "张三的“主要事迹”修改申请没有同意：材料已经公示。" in todos(branch)
    assert levels.case(FIRST, nomination).nomination.deeds == "带头上好课。"
    requests.ask(branch, nomination=nomination, field="deeds", wanted="再改", reason="确有错误")
    levels.up(FIRST)
    assert [each.accepted for each in wishes(levels, nomination)] == [False, None]


def test_case_29_revoked_above_while_the_branch_has_unsent_edits(levels: Levels) -> None:
    nomination = put_forward(levels[FIRST], "张三")
    levels.up(FIRST)
    decisions.approve(levels[HEAD], nominations=[nomination], decided_on=date(2026, 11, 20))
    titles.number_plaques(levels[HEAD], numbers={nomination: "先锋岗2026-01"})
    titles.award_plaques(levels[HEAD], nominations=[nomination], issued_on=date(2026, 11, 21))
    levels.down(FIRST)
    named = "张三 2026年先锋岗"
    (plaque,) = save(levels[FIRST], "plaques", {"nomination_id": named, "placed_on": "2026-11-22", "note": "在302室"})
    save(levels[FIRST], "pioneer_inspections", {"nomination_id": named, "held_on": "2026-11-23", "problem": "无"})
    requests.ask(levels[FIRST], nomination=nomination, field="deeds", wanted="新事迹", reason="补充")
    titles.revoke_title(
        levels[HEAD], nominations=[nomination], ground="重大违法违纪", ended_on=TODAY, explanation="见处分决定"
    )
    levels.down(FIRST)
    assert levels.states(nomination, FIRST) == ["撤销"]
    assert rows(levels[FIRST], LEDGERS["plaques"], year=2026)[0].texts[-1] == "在302室"
    assert len(rows(levels[FIRST], LEDGERS["pioneer_inspections"], year=2026)) == 1
    task = todo(levels[FIRST], "收回标牌")
    assert (task.due, task.page, task.ledger) == (TODAY, "pioneers", "plaques")
    assert "重大违法违纪" in task.sentence
    levels.up(FIRST)
    assert levels.states(nomination, HEAD) == ["撤销"]
    (wish,) = wishes(levels, nomination)
    assert wish.wanted == "新事迹"
    with pytest.raises(UserError, match="不能退回修改"):
        requests.accept(levels[HEAD], request=wish.id)
    save(levels[FIRST], "plaques", {"returned_on": "2026-11-24"}, row_id=plaque)
    assert not any("收回标牌" in each for each in todos(levels[FIRST]))
    levels.up(FIRST)
    assert levels.states(nomination, FIRST, HEAD) == [State.PLAQUE_BACK.value] * 2


def test_a_report_without_a_reply_is_told_with_its_days_until_the_reply_comes(levels: Levels) -> None:
    assert todos(levels[FIRST]) == []
    levels.up(FIRST)
    levels[FIRST].clock = pinned("2026-12-06T09:00")
    task = todo(levels[FIRST], "未收到回执")
    assert task.sentence == f"已上报，未收到回执（12天）。请向{HEAD}询问。"
    assert (task.due, task.page) == (TODAY, "exchange")
    exchange.pack(levels[FIRST], levels.stick)
    levels.down(FIRST)
    assert "（今天）" in todo(levels[FIRST], "未收到回执").sentence  # the newest has not been received yet


def test_X15_a_branch_takes_back_the_plaque_of_a_revoked_title_in_one_step(levels: Levels) -> None:
    branch, head = levels[FIRST], levels[HEAD]
    nomination = put_forward(branch, "张三")
    with pytest.raises(UserError, match="没有要收回的标牌"):
        plaques.take_back(branch, award="先锋岗", year=2026)
    levels.up(FIRST)
    decisions.approve(head, nominations=[nomination], decided_on=date(2026, 11, 20))
    titles.revoke_title(head, nominations=[nomination], ground="重大违法违纪", ended_on=TODAY)
    levels.down(FIRST)
    last = step_heads(branch, "pioneers", year=2026, quarter=4)[-1]
    assert (last.sentence, last.missing) == ("称号已撤销，标牌还没有收回：张三", ("张三",))
    before = digest(branch)
    plaques.take_back(branch, award="先锋岗", year=2026)
    assert levels.states(nomination, FIRST) == [State.PLAQUE_BACK.value]
    assert step_heads(branch, "pioneers", year=2026, quarter=4)[-1].missing == ()
    assert undo(branch).verb.endswith("收回标牌 1 块")
    assert digest(branch) == before
