"""Each verb of the approving level on real data: what it writes, what it refuses and in which words (X07, B14-B18)."""

from collections.abc import Callable
from datetime import date

import pytest

from dangjian_desktop.core.clock import pinned
from dangjian_desktop.core.errors import UserError
from dangjian_desktop.models.nomination import GROUNDS
from dangjian_desktop.schemes.nomination_states import State
from dangjian_desktop.services import decisions, titles
from dangjian_desktop.services.deciding import Outcome
from dangjian_desktop.services.digest import digest
from dangjian_desktop.services.history import undo
from dangjian_desktop.services.nomination_cases import Case, read_cases
from dangjian_desktop.services.work import Office
from tests.conftest import MakeOffice
from tests.services.received_branch import receive_branch

TODAY = date(2026, 11, 24)
WEEK = {"begins_on": date(2026, 11, 16), "ends_on": date(2026, 11, 20)}
ALL_AGREE = {"organisation": "同意。", "discipline": "无违纪情况。", "police": "不适用：没有属地派出所"}


@pytest.fixture
def head(make_office: MakeOffice) -> Office:
    return make_office("机电学院党总支", "general-branch")


@pytest.fixture
def pioneers(head: Office) -> list[str]:
    return receive_branch(head, "机电党支部", "张三", "李四", "王五")


@pytest.fixture
def winner(head: Office) -> str:
    return receive_branch(head, "机电党支部", "赵六", award="标兵")[0]


def case(office: Office, nomination: str) -> Case:
    with office.reading() as connection:
        return read_cases(connection, office, ids=[nomination])[0]


def state(office: Office, nomination: str) -> State:
    return case(office, nomination).state


def refused(act: Callable[[], Outcome]) -> str:
    with pytest.raises(UserError) as caught:
        act()
    return caught.value.message


def bring_to_approval(head: Office, winner: str) -> None:
    decisions.consult(head, nominations=[winner], **ALL_AGREE)
    decisions.publish(head, nominations=[winner], **WEEK)


def test_X07_many_are_approved_at_once_on_one_day_and_undone_at_once(head: Office, pioneers: list[str]) -> None:
    before = digest(head)
    outcome = decisions.approve(head, nominations=pioneers, decided_on=TODAY, signer="赵书记", opinion="同意授予。")
    assert (set(outcome.done), dict(outcome.refused)) == (set(pioneers), {})
    assert {state(head, each) for each in pioneers} == {State.APPROVED}
    decision = case(head, pioneers[0]).facts.decision
    assert decision is not None
    assert (decision.opinion, decision.signer, decision.decided_on) == ("同意授予。", "赵书记", TODAY)
    undo(head)
    assert digest(head) == before


def test_an_opinion_is_written_before_the_decision_and_stays_in_it(head: Office, pioneers: list[str]) -> None:
    decisions.write_opinion(head, nominations=pioneers[:1], opinion=" 经研究，同意。 ", signer="赵书记")
    assert state(head, pioneers[0]) is State.RECEIVED
    decisions.approve(head, nominations=pioneers[:1], decided_on=TODAY)
    decision = case(head, pioneers[0]).facts.decision
    assert decision is not None
    assert (decision.opinion, decision.signer) == ("经研究，同意。", "赵书记")


def test_who_cannot_be_approved_is_left_with_the_reason_and_the_others_are(head: Office, pioneers: list[str]) -> None:
    decisions.refuse(head, nominations=pioneers[:1], decided_on=TODAY, reason="再培养一年。")
    outcome = decisions.approve(head, nominations=pioneers, decided_on=TODAY)
    assert set(outcome.done) == set(pioneers[1:])
    assert outcome.refused[pioneers[0]] == "机电党支部张三的先锋岗推荐现在是“不批准”，不能批准。请核对后再办。"


@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2026, 11, 25), "还没有到"), (date(2026, 11, 9), "早于支部研究 2026-11-10")],
)
def test_a_decision_is_dated_after_the_study_and_not_in_the_future(
    head: Office, pioneers: list[str], day: date, words: str
) -> None:
    before = digest(head)
    assert words in refused(lambda: decisions.approve(head, nominations=pioneers, decided_on=day))
    assert words in refused(lambda: decisions.refuse(head, nominations=pioneers, decided_on=day, reason="否"))
    assert digest(head) == before


def test_nobody_decides_on_his_own_nomination_or_on_another_units(make_office: MakeOffice, head: Office) -> None:
    (theirs,) = receive_branch(head, "机电党支部", "张三")
    stranger = make_office("文传学院党总支", "general-branch")
    (own,) = receive_branch(stranger, "文传党支部", "李四")
    own_file = Office(stranger.engine, case(stranger, own).nomination.owner_id, "branch", head.clock, head.new_id)
    assert "不能由本单位审批" in refused(lambda: decisions.approve(own_file, nominations=[own], decided_on=TODAY))
    assert "不在了" in refused(lambda: decisions.approve(stranger, nominations=[theirs], decided_on=TODAY))
    committee = Office(
        head.engine, make_office("学院党委", "committee").office_id, "committee", head.clock, head.new_id
    )
    assert "不由本单位审批" in refused(lambda: decisions.approve(committee, nominations=[theirs], decided_on=TODAY))


def test_what_is_not_reported_yet_waits_for_its_branch(head: Office) -> None:
    (draft,) = receive_branch(head, "机电党支部", "张三", reported=False)
    assert "请等支部上报" in refused(lambda: decisions.approve(head, nominations=[draft], decided_on=TODAY))


def test_B14_a_pacesetter_needs_three_opinions_then_a_publicity(head: Office, winner: str) -> None:
    def approve() -> Outcome:
        return decisions.approve(head, nominations=[winner], decided_on=TODAY)

    assert "还缺组织部（人事处）、纪检监察室、派出所意见" in refused(approve)
    assert "还缺" in refused(lambda: decisions.publish(head, nominations=[winner], **WEEK))
    assert "没有写理由" in refused(lambda: decisions.consult(head, nominations=[winner], police="不适用。"))
    decisions.consult(head, nominations=[winner], organisation="同意。", discipline="不同意：正在核查。")
    assert state(head, winner) is State.CONSULTED
    assert "还缺派出所意见" in refused(approve)
    decisions.consult(head, nominations=[winner], police="无异议。")
    assert "纪检监察室不同意" in refused(approve)
    decisions.consult(head, nominations=[winner], discipline="经核查，同意。")
    assert "还没有公示" in refused(approve)
    decisions.publish(head, nominations=[winner], **WEEK)
    assert state(head, winner) is State.PUBLISHED
    approve()
    assert state(head, winner) is State.APPROVED


def test_a_pioneer_is_not_asked_about_in_three_places(head: Office, pioneers: list[str]) -> None:
    assert "不用征求" in refused(lambda: decisions.consult(head, nominations=pioneers, police="同意"))


def test_B15_A7_21_the_publicity_is_long_enough_and_in_order(head: Office, winner: str) -> None:
    decisions.consult(head, nominations=[winner], **ALL_AGREE)
    first, last = date(2026, 11, 19), date(2026, 11, 24)
    sentence = refused(lambda: decisions.publish(head, nominations=[winner], begins_on=first, ends_on=last))
    assert "只公示 4 个工作日，应有 5 个" in sentence
    assert "2026年11月25日" in sentence
    assert "早于公示开始" in refused(
        lambda: decisions.publish(head, nominations=[winner], begins_on=last, ends_on=first)
    )
    early = refused(lambda: decisions.publish(head, nominations=[winner], begins_on=date(2026, 11, 2), ends_on=last))
    assert "早于支部研究" in early
    decisions.publish(head, nominations=[winner], begins_on=first, ends_on=date(2026, 11, 25))
    assert state(head, winner) is State.PUBLIC


def test_B16_nothing_is_approved_while_the_publicity_runs(head: Office, winner: str) -> None:
    decisions.consult(head, nominations=[winner], **ALL_AGREE)
    decisions.publish(head, nominations=[winner], begins_on=date(2026, 11, 18), ends_on=TODAY)
    assert "还没有期满" in refused(lambda: decisions.approve(head, nominations=[winner], decided_on=TODAY))
    head.clock = pinned("2026-11-25T08:00")
    assert "在公示期内" in refused(lambda: decisions.approve(head, nominations=[winner], decided_on=TODAY))
    decisions.approve(head, nominations=[winner], decided_on=date(2026, 11, 25))
    assert state(head, winner) is State.APPROVED


def test_B16_an_objection_holds_the_case_until_it_is_handled(head: Office, winner: str) -> None:
    assert "不能登记异议" in refused(lambda: decisions.object_to(head, nomination=winner, objection="早了"))
    bring_to_approval(head, winner)
    assert "没有登记异议" in refused(lambda: decisions.handle_objection(head, nomination=winner, handling="查"))
    decisions.object_to(head, nomination=winner, objection="得票数不符。")
    assert state(head, winner) is State.OBJECTED
    assert "公示有异议" in refused(lambda: decisions.approve(head, nominations=[winner], decided_on=TODAY))
    assert "没有写异议" in refused(lambda: decisions.handle_objection(head, nomination=winner, handling=" "))
    decisions.handle_objection(head, nomination=winner, handling="重新点票，票数相符。")
    decisions.approve(head, nominations=[winner], decided_on=TODAY)
    assert state(head, winner) is State.APPROVED


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_return_and_a_refusal_need_a_reason(head: Office, pioneers: list[str], reason: str) -> None:
    assert "退回的理由" in refused(lambda: decisions.send_back(head, nominations=pioneers, reason=reason))
    assert "不批准的理由" in refused(
        lambda: decisions.refuse(head, nominations=pioneers, decided_on=TODAY, reason=reason)
    )


def test_what_was_returned_waits_again_once_it_is_reported_anew(head: Office, winner: str) -> None:
    bring_to_approval(head, winner)
    decisions.object_to(head, nomination=winner, objection="事迹不实")
    decisions.send_back(head, nominations=[winner], reason="请核实事迹。")
    assert state(head, winner) is State.RETURNED
    receive_branch(head, "机电党支部", "赵六", award="标兵", reported_in="second", deeds="核实后的事迹。")
    assert state(head, winner) is State.RECEIVED
    decisions.write_opinion(head, nominations=[winner], opinion="再议。")
    decision = case(head, winner).facts.decision
    assert decision is not None
    assert (decision.public_from, decision.objection, decision.decision) == (None, "", "")
    assert decision.organisation_opinion == "同意。"
    assert state(head, winner) is State.CONSULTED


def test_only_what_is_neither_filed_nor_awarded_is_taken_back(head: Office, pioneers: list[str]) -> None:
    decisions.approve(head, nominations=pioneers, decided_on=TODAY)
    decisions.withdraw(head, nominations=pioneers[:1])
    assert state(head, pioneers[0]) is State.RECEIVED
    titles.number_plaques(head, numbers={pioneers[1]: "先锋岗2026-07"})
    titles.award_plaques(head, nominations=pioneers[1:2], issued_on=TODAY)
    assert "已授牌" in refused(lambda: decisions.withdraw(head, nominations=pioneers[1:2]))
    assert "已授牌" in refused(lambda: decisions.send_back(head, nominations=pioneers[1:2], reason="改"))


def test_A7_34_plaque_numbers_are_given_once(head: Office, pioneers: list[str]) -> None:
    assert "不能编标牌号" in refused(lambda: titles.number_plaques(head, numbers={pioneers[0]: "1"}))
    decisions.approve(head, nominations=pioneers, decided_on=TODAY)
    assert titles.suggest_numbers(head, nominations=pioneers[:2]) == {
        each: f"先锋岗2026-0{place}" for place, each in enumerate(pioneers_by_name(head, pioneers[:2]), start=1)
    }
    titles.number_plaques(head, numbers={pioneers[0]: "XF-2026-009"})
    assert list(titles.suggest_numbers(head, nominations=pioneers[1:2]).values()) == ["XF-2026-010"]
    assert "已经给了别人" in refused(lambda: titles.number_plaques(head, numbers={pioneers[1]: " XF-2026-009 "}))
    twice = dict.fromkeys(pioneers[1:], "甲1")
    assert "已经给了别人" in refused(lambda: titles.number_plaques(head, numbers=twice))
    assert "没有写标牌编号" in refused(lambda: titles.number_plaques(head, numbers={pioneers[1]: " "}))
    titles.number_plaques(head, numbers={pioneers[0]: "XF-2026-011"})


def pioneers_by_name(head: Office, ids: list[str]) -> list[str]:
    return sorted(ids, key=lambda each: case(head, each).person)


def test_X09_a_plaque_is_awarded_under_its_number_after_the_approval(head: Office, pioneers: list[str]) -> None:
    decisions.approve(head, nominations=pioneers, decided_on=date(2026, 11, 20))
    first = pioneers[:1]
    assert "还没有标牌编号" in refused(lambda: titles.award_plaques(head, nominations=first, issued_on=TODAY))
    titles.number_plaques(head, numbers=dict.fromkeys(first, "01"))
    early = date(2026, 11, 19)
    assert "早于审批日期" in refused(lambda: titles.award_plaques(head, nominations=first, issued_on=early))
    titles.award_plaques(head, nominations=first, issued_on=TODAY)
    assert state(head, pioneers[0]) is State.AWARDED


@pytest.mark.parametrize("ground", ["", "表现不好", "重大违法违纪 "])
def test_X14_a_title_is_revoked_on_one_of_exactly_four_grounds(head: Office, pioneers: list[str], ground: str) -> None:
    decisions.approve(head, nominations=pioneers, decided_on=TODAY)
    message = refused(lambda: titles.revoke_title(head, nominations=pioneers, ground=ground, ended_on=TODAY))
    assert all(each in message for each in GROUNDS)
    assert state(head, pioneers[0]) is State.APPROVED


@pytest.mark.parametrize("ground", GROUNDS)
def test_X14_each_ground_revokes_what_was_approved_and_nothing_else(
    head: Office, pioneers: list[str], ground: str
) -> None:
    def revoke(day: date = TODAY) -> Outcome:
        return titles.revoke_title(head, nominations=pioneers[:1], ground=ground, ended_on=day)

    assert "不能撤销称号" in refused(revoke)
    decisions.approve(head, nominations=pioneers, decided_on=date(2026, 11, 20))
    assert "早于审批日期" in refused(lambda: revoke(date(2026, 11, 1)))
    revoke()
    assert state(head, pioneers[0]) is State.REVOKED
    assert "不能撤销称号" in refused(revoke)


def test_X13_an_adjustment_says_why(head: Office, pioneers: list[str]) -> None:
    decisions.approve(head, nominations=pioneers, decided_on=TODAY)
    assert "哪条标准" in refused(
        lambda: titles.adjust_title(head, nominations=pioneers[:1], ended_on=TODAY, explanation="")
    )
    titles.adjust_title(head, nominations=pioneers[:1], ended_on=TODAY, explanation="工作作风不够踏实。")
    assert state(head, pioneers[0]) is State.ADJUSTED


def test_B17_a_pacesetter_is_filed_before_the_plaque(head: Office, winner: str) -> None:
    bring_to_approval(head, winner)
    decisions.approve(head, nominations=[winner], decided_on=date(2026, 11, 23))
    titles.number_plaques(head, numbers={winner: "标兵01"})
    assert "还没有报学院党委备案" in refused(lambda: titles.award_plaques(head, nominations=[winner], issued_on=TODAY))
    assert "由学院党委备案" in refused(lambda: titles.file_titles(head, numbers={winner: "1"}, filed_on=TODAY))
    before = date(2026, 11, 22)
    assert "早于审批日期" in refused(lambda: titles.note_filing(head, numbers={winner: "备1"}, filed_on=before))
    titles.note_filing(head, numbers={winner: "备1"}, filed_on=TODAY)
    assert state(head, winner) is State.FILED
    assert "已备案" in refused(lambda: decisions.withdraw(head, nominations=[winner]))
    titles.award_plaques(head, nominations=[winner], issued_on=TODAY)
    assert state(head, winner) is State.AWARDED


def test_B17_a_committee_files_what_it_approves_itself_under_its_own_numbers(make_office: MakeOffice) -> None:
    committee = make_office("学院党委", "committee")
    first, second = receive_branch(committee, "机关直属党支部", "张三", "李四", award="标兵")
    for each in (first, second):
        bring_to_approval(committee, each)
    decisions.approve(committee, nominations=[first, second], decided_on=TODAY)
    titles.file_titles(committee, numbers={first: "学院备2026-1"}, filed_on=TODAY)
    assert state(committee, first) is State.FILED
    again = refused(lambda: titles.file_titles(committee, numbers={second: "学院备2026-1"}, filed_on=TODAY))
    assert "已经用过" in again
    titles.unfile(committee, nominations=[first])
    assert state(committee, first) is State.APPROVED
    titles.file_titles(committee, numbers={second: "学院备2026-1"}, filed_on=TODAY)


def test_case_22_a_draft_of_another_branch_stands_in_nobodys_way(head: Office) -> None:
    (here,) = receive_branch(head, "机电党支部", "张三", birth="1990-02")
    receive_branch(head, "文传党支部", "张三", birth="1990-02", reported=False)
    decisions.approve(head, nominations=[here], decided_on=TODAY)
    decisions.withdraw(head, nominations=[here])
    receive_branch(head, "文传党支部", "张三", birth="1990-02")
    assert "是同一人" in refused(lambda: decisions.approve(head, nominations=[here], decided_on=TODAY))


def test_no_choice_is_told_as_such(head: Office) -> None:
    assert "没有选" in refused(lambda: decisions.approve(head, nominations=[], decided_on=TODAY))
