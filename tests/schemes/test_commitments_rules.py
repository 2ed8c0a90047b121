"""Each rule of 承诺践诺 fires alone where it should, and not at its boundary."""

from datetime import date

import pytest

from dangjian_desktop.services.checks import check
from dangjian_desktop.services.records import retire
from tests.schemes.branch_year import BRANCH, PLEDGING, BranchYear
from tests.schemes.conftest import OpenYear

ZHANG = {"member_id": "张三"}
FIRST = {**ZHANG, "text": "承诺1"}
OWN = {"member_id": BRANCH}


@pytest.mark.parametrize(("day", "fires"), [("2026-03-31", False), ("2026-04-01", True)])
def test_C01_A7_14_commitments_are_proposed_by_the_end_of_march(year: BranchYear, day: str, fires: bool) -> None:
    year.change("commitments", FIRST, proposed_on=day)
    assert year.found() == ([("C01", "建议改", ("张三",))] if fires else [])


def test_C01_the_branch_itself_may_be_late(year: BranchYear) -> None:
    year.change("commitments", {**OWN, "text": "支部实事1"}, proposed_on="2026-04-01")
    assert year.found() == [("C01", "建议改", (BRANCH,))]


def test_C01_A7_14_the_last_day_is_a_setting(year: BranchYear) -> None:
    year.set("commitments.proposed_by", "03-04")
    assert year.found() == [("C01", "建议改", (name,)) for name in (BRANCH, *PLEDGING)]


@pytest.mark.parametrize(("day", "fires"), [("2026-07-30", False), ("2026-07-31", True)])
def test_C01_A7_14_who_joined_in_june_has_thirty_days_more(year: BranchYear, day: str, fires: bool) -> None:
    year.change("members", {"name": "张三"}, joined="2026.06").change("commitments", FIRST, proposed_on=day)
    assert year.found() == ([("C01", "建议改", ("张三",))] if fires else [])


def test_C01_A7_14_the_thirty_days_are_a_setting(year: BranchYear) -> None:
    year.change("members", {"name": "张三"}, joined="2026.06").change("commitments", FIRST, proposed_on="2026-07-30")
    assert year.set("commitments.joiner_days", 29).found() == [("C01", "建议改", ("张三",))]


def test_C03_a_branch_commitment_without_responsible_person(year: BranchYear) -> None:
    year.change("commitments", {"text": "支部实事2"}, responsible="")
    assert year.found() == [("C03", "建议改", (BRANCH,))]


def more_of_branch(year: BranchYear, number: int) -> BranchYear:
    for place in range(number):
        year.add(
            "commitments", **OWN, text=f"又一件{place}", responsible="李明", due="年底前", proposed_on="2026-03-05"
        )
    return year


@pytest.mark.parametrize(("lost", "added", "fires"), [(1, 0, True), (0, 0, False), (0, 3, False), (0, 4, True)])
def test_C04_five_to_eight_of_the_branch(year: BranchYear, lost: int, added: int, fires: bool) -> None:
    for place in range(lost):
        year.drop("commitments", {"text": f"支部实事{place + 1}"})
    more_of_branch(year, added)
    assert year.found() == ([("C04", "建议改", (BRANCH,))] if fires else [])


@pytest.mark.parametrize(("today", "fires"), [("2026-03-31", False), ("2026-04-01", True)])
def test_C04_none_at_all_is_told_once_the_year_has_begun(open_year: OpenYear, today: str, fires: bool) -> None:
    year = open_year(today=today).drop("commitments", OWN)
    assert year.found() == ([("C04", "建议改", (BRANCH,))] if fires else [])


@pytest.mark.parametrize(("option", "value"), [("commitments.branch_least", 6), ("commitments.branch_most", 4)])
def test_C04_the_numbers_are_settings(year: BranchYear, option: str, value: int) -> None:
    assert year.set(option, value).found() == [("C04", "建议改", (BRANCH,))]


def test_C07_a_pledge_of_a_member_without_office_and_post(year: BranchYear) -> None:
    year.drop("post_assignments", ZHANG)
    assert year.found() == [("P06", "建议改", ("张三",)), ("C07", "建议改", ("张三",))]
    (_, finding) = check(year.office)
    assert finding.ledger == "post_assignments"


def test_C07_an_office_holder_pledges_without_a_post(year: BranchYear) -> None:
    year.drop("post_assignments", ZHANG).change("members", {"name": "张三"}, duty="工会主席")
    assert year.found() == []


def more_of_zhang(year: BranchYear, number: int, **texts: str) -> BranchYear:
    given = {"due": "年底前", "proposed_on": "2026-03-05", "review": "通过", **texts}
    return year.add("commitments", *({**ZHANG, "text": f"又一项{place}", **given} for place in range(number)))


@pytest.mark.parametrize(("lost", "added", "fires"), [(1, 0, True), (0, 0, False), (0, 2, False), (0, 3, True)])
def test_C08_three_to_five_of_a_member(year: BranchYear, lost: int, added: int, fires: bool) -> None:
    for place in range(lost):
        year.drop("commitments", {**ZHANG, "text": f"承诺{place + 1}"})
    more_of_zhang(year, added)
    assert year.found() == ([("C08", "建议改", ("张三",))] if fires else [])


def test_C08_C10_what_was_sent_back_does_not_count(year: BranchYear) -> None:
    more_of_zhang(year, 3, review="退回")
    assert year.found() == []
    year.change("commitments", FIRST, review="退回")
    assert year.found() == [("C08", "建议改", ("张三",))]


@pytest.mark.parametrize(("option", "value"), [("commitments.member_least", 4), ("commitments.member_most", 2)])
def test_C08_the_numbers_are_settings(year: BranchYear, option: str, value: int) -> None:
    assert year.set(option, value).found() == [("C08", "建议改", (name,)) for name in PLEDGING]


@pytest.mark.parametrize("number", [0, 1, 6])
def test_C08_C09_the_retired_pledge_as_many_as_they_wish(year: BranchYear, number: int) -> None:
    liu = {"member_id": "刘老", "due": "年底前", "proposed_on": "2026-03-05", "review": "通过"}
    if number:
        year.add("commitments", *({**liu, "text": f"余热{place}"} for place in range(number)))
        year.add("commitment_letters", member_id="刘老", signed_on="2026-03-12")
    assert year.found() == []


@pytest.mark.parametrize(("today", "fires"), [("2026-03-31", False), ("2026-04-01", True)])
def test_C08_none_at_all_is_told_once_the_year_has_begun(open_year: OpenYear, today: str, fires: bool) -> None:
    year = open_year(today=today).drop("commitments", {"member_id": "李明"})
    assert year.found() == ([("C08", "建议改", ("李明",))] if fires else [])


@pytest.mark.parametrize(("today", "fires"), [("2026-10-30", False), ("2026-10-31", True)])
def test_C08_A7_14_who_joined_in_september_is_asked_thirty_days_later(
    open_year: OpenYear, today: str, fires: bool
) -> None:
    year = open_year(today=today)
    year.add("members", name="周新", duty="科长", staff_kind="管理岗", joined="2026.09")
    year.add("area_exemptions", member_id="周新", reason="新调入")
    assert year.found() == ([("C08", "建议改", ("周新",))] if fires else [])


def test_C10_commitments_not_yet_reviewed(year: BranchYear) -> None:
    year.change("commitments", FIRST, review="待审核")
    assert year.found() == [("C10", "建议改", ("张三",))]


def test_C10_the_branchs_own_need_no_review(year: BranchYear) -> None:
    year.change("commitments", {"text": "支部实事1"}, review="待审核")
    assert year.found() == []


def test_C12_commitments_not_published(year: BranchYear) -> None:
    year.drop("commitments_publicity", {"year": "2026"})
    assert year.found() == [("C12", "建议改", (BRANCH,))]


def test_C13_a_letter_unsigned_or_missing(year: BranchYear) -> None:
    year.change("commitment_letters", ZHANG, signed_on="").drop("commitment_letters", {"member_id": "李四"})
    assert year.found() == [("C13", "建议改", ("张三", "李四"))]
    assert check(year.office)[0].formula == "6−4=2"


def test_C15_fulfilled_without_a_word(year: BranchYear) -> None:
    year.change("commitments", FIRST, outcome="已兑现")
    assert year.found() == [("C15", "建议改", ("张三",))]
    year.change("commitments", FIRST, result="走访十二次。")
    assert year.found() == []


@pytest.mark.parametrize(
    ("due", "overdue"),
    [
        ("2026-11-23", True),
        ("2026-11-24", False),
        ("11月23日前", True),
        ("11月24日前", False),
        ("2026年10月", True),
        ("10月底前", True),
        ("11月底前", False),
        ("2026.10", True),
        ("年底前", False),
        ("长期", False),
        ("第十一周", False),
        ("", False),
    ],
)
def test_C16_a_commitment_is_overdue_the_day_after(year: BranchYear, due: str, overdue: bool) -> None:
    year.change("commitments", FIRST, due=due)
    assert year.found() == ([("C16", "建议改", ("张三",))] if overdue else [])


def test_C16_what_was_due_by_the_years_end_is_overdue_on_new_years_day(open_year: OpenYear) -> None:
    assert open_year(today="2026-12-31").found() == []
    rules = [rule for rule, *_ in open_year(today="2027-01-01").found()]
    assert rules.count("C16") == 5 + 3 * len(PLEDGING)


@pytest.mark.parametrize("outcome", ["部分兑现", "未兑现"])
def test_C16_who_fell_short_was_reminded(year: BranchYear, outcome: str) -> None:
    year.change("commitments", FIRST, outcome=outcome, note="因病")
    assert year.found() == [("C16", "建议改", ("张三",))]
    assert check(year.office)[0].ledger == "commitment_reminders"
    year.add("commitment_reminders", member_id="张三", reminded_on="2025-12-30", text="去年的提醒")
    assert year.found() == [("C16", "建议改", ("张三",))]
    year.add("commitment_reminders", member_id="张三", reminded_on="2026-10-09", text="当面提醒")
    assert year.found() == []


@pytest.mark.parametrize(("outcome", "fires"), [("部分兑现", True), ("未兑现", True), ("已兑现", False)])
def test_A7_17_what_fell_short_is_explained(year: BranchYear, outcome: str, fires: bool) -> None:
    year.add("commitment_reminders", member_id="张三", reminded_on="2026-10-09")
    year.change("commitments", FIRST, outcome=outcome, result="走访三次。")
    assert year.found() == ([("A7-17", "建议改", ("张三",))] if fires else [])
    year.change("commitments", FIRST, note="因病")
    assert year.found() == []


@pytest.mark.parametrize(("today", "fires"), [("2026-11-30", False), ("2026-12-01", True)])
def test_C17_four_opinions_are_asked_for_from_december_on(open_year: OpenYear, today: str, fires: bool) -> None:
    year = open_year(today=today).drop("appraisals", {**ZHANG, "method": "群众评议"})
    assert year.found() == ([("C17", "建议改", ("张三",))] if fires else [])


def test_C17_a_retired_pledger_is_appraised_too(open_year: OpenYear) -> None:
    year = open_year(today="2026-12-20")
    year.add("commitments", member_id="刘老", text="余热", due="年底前", proposed_on="2026-03-05", review="通过")
    year.add("commitment_letters", member_id="刘老", signed_on="2026-03-12")
    assert year.found() == [("C17", "建议改", ("刘老",))]


def test_C18_an_appraisal_tied_to_no_meeting(year: BranchYear) -> None:
    year.change("appraisals", ZHANG, meeting="")
    assert year.found() == [("C18", "提示", ("张三",))]


def test_C10_C16_commitments_of_who_left_are_closed(year: BranchYear) -> None:
    year.change("commitments", FIRST, due="2026-06-30", review="待审核")
    assert {rule for rule, *_ in year.found()} == {"C10", "C16"}
    retire(year.office, year.ids("members", {"name": "张三"}), state="转出", reason="调动", since=date(2026, 6, 1))
    assert year.found() == []
