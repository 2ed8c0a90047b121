"""Each rule of 标兵评选 after the approval fires alone where it should; the decisions are the general branch's."""

from pathlib import Path

import pytest

from dangjian_desktop.services import exchange
from dangjian_desktop.services.checks import check
from tests.schemes.branch_year import BRANCH, BranchYear, winner
from tests.schemes.conftest import OpenYear

OPINIONS = ("organisation_opinion", "discipline_opinion", "police_opinion")


@pytest.fixture
def head(open_year: OpenYear) -> BranchYear:
    return open_year("general")


def decide(head: BranchYear, **texts: str) -> BranchYear:
    """Change the decision on the third quarter's pacesetter."""
    return head.change("decisions", {"nomination_id": winner("3", BRANCH)}, **texts)


@pytest.mark.parametrize("office", OPINIONS)
@pytest.mark.parametrize(
    ("opinion", "fires"),
    [("", True), ("不适用", True), ("不适用。", True), ("不适用：学生不涉及", False), ("无意见", False)],
)
def test_B14_three_opinions_or_why_not(head: BranchYear, office: str, opinion: str, fires: bool) -> None:
    decide(head, **{office: opinion})
    assert head.found_below() == ([("B14", "必须改", ("李四",))] if fires else [])


def test_B14_who_is_not_agreed_to_needs_no_opinions(head: BranchYear) -> None:
    decide(head, decision="不同意", **dict.fromkeys(OPINIONS, ""))
    assert head.found_below() == []


@pytest.mark.parametrize("lost", ["public_from", "public_to"])
def test_B15_publicity_has_its_first_and_last_day(head: BranchYear, lost: str) -> None:
    decide(head, **{lost: ""})
    assert head.found_below() == [("B15", "建议改", ("李四",))]


@pytest.mark.parametrize(
    ("begins", "ends", "fires"),
    [
        ("2026-09-14", "2026-09-18", False),  # Monday to Friday
        ("2026-09-14", "2026-09-17", True),
        ("2026-09-16", "2026-09-21", True),  # a weekend between
        ("2026-09-16", "2026-09-22", False),
        ("2026-09-18", "2026-09-14", True),
    ],
)
def test_A7_21_five_working_days_of_publicity(head: BranchYear, begins: str, ends: str, fires: bool) -> None:
    decide(head, public_from=begins, public_to=ends)
    assert head.found_below() == ([("A7-21", "建议改", ("李四",))] if fires else [])


def test_A7_21_days_and_calendar_are_settings(head: BranchYear) -> None:
    decide(head, public_from="2026-09-14", public_to="2026-09-19")
    everybody = [("A7-21", "建议改", ("李四",))]
    assert head.found_below() == []
    assert head.set("calendar.days_off", "2026-09-15,2026-09-16").found_below() == everybody
    assert head.set("calendar.days_worked", "2026-09-19").found_below() == everybody
    assert head.set("pacesetters.public_days", 4).found_below() == []


@pytest.mark.parametrize(
    ("objection", "handled", "fires"),
    [("群众反映迟到", "", True), ("群众反映迟到", "经核不实", False), ("无异议", "", False), ("无。", "", False)],
)
def test_B16_an_objection_holds_the_case(head: BranchYear, objection: str, handled: str, fires: bool) -> None:
    decide(head, objection=objection, objection_handled=handled)
    assert head.found_below() == ([("B16", "必须改", ("李四",))] if fires else [])


def test_B16_an_objection_to_the_branchs_own_notice(open_year: OpenYear) -> None:
    year = open_year("answered")
    year.add("pacesetters_publicity", quarter="3", channel="党务公示栏", begins_on="2026-09-15", objection="有人反映")
    assert year.found() == [("B16", "必须改", (BRANCH,))]
    assert check(year.office)[0].ledger == "pacesetters_publicity"
    year.change("pacesetters_publicity", {"quarter": "3"}, objection_handled="经核不实")
    assert year.found() == []


@pytest.mark.parametrize(("rule", "lost"), [("B17", "filed_on"), ("B18", "plaque_issued_on")])
def test_B17_B18_filed_and_given_a_plaque(head: BranchYear, rule: str, lost: str) -> None:
    decide(head, **{lost: ""})
    assert head.found_below() == [(rule, "提示", ("李四",))]


def test_B19_winners_not_made_known(open_year: OpenYear) -> None:
    year = open_year("answered").drop("winners_publicity", {"quarter": "3"})
    assert year.found() == [("B19", "提示", ("李四",))]


@pytest.mark.parametrize(("begins", "fires"), [("2026-09-30", False), ("2026-10-01", True)])
def test_B19_a_notice_without_quarter_counts_for_that_of_its_day(open_year: OpenYear, begins: str, fires: bool) -> None:
    year = open_year("answered").change("winners_publicity", {"quarter": "3"}, quarter="", begins_on=begins)
    assert year.found() == ([("B19", "提示", ("李四",))] if fires else [])


def test_B19_who_is_not_agreed_to_is_no_winner(open_year: OpenYear) -> None:
    year = open_year().drop("winners_publicity", {"quarter": "3"})
    assert year.found() == []


def test_B14_after_the_reply_the_branch_finds_it_too_and_knows_who_mends_it(
    open_year: OpenYear, head: BranchYear, tmp_path: Path
) -> None:
    branch = open_year("answered")
    decide(head, police_opinion="")
    exchange.apply(branch.office, [exchange.reply(head.office, BRANCH, tmp_path).path])
    assert branch.found() == [("B14", "必须改", ("李四",))]
    assert check(branch.office)[0].ledger == "decisions"
