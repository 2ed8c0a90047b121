"""The data check as a verb: whose records, which year, in which order, with which place to mend."""

from pathlib import Path

import pytest

from dangjian_desktop.schemes import SCHEMES
from dangjian_desktop.services import exchange
from dangjian_desktop.services.checks import check, check_subordinates
from dangjian_desktop.services.records import save_option
from dangjian_desktop.services.work import Office
from tests.conftest import MakeOffice
from tests.services.exchange_year import save


@pytest.fixture
def student(branch: Office) -> Office:
    """A branch that nominated a student and put nobody on a post."""
    save(branch, "members", {"name": "陈同学", "staff_kind": "学生"})
    save(branch, "pioneer_nominations", {"member_id": "陈同学", "first_responsible": "王芳"})
    return branch


def test_a_finding_carries_all_that_a_check_says(student: Office) -> None:
    (finding,) = [each for each in check(student) if each.rule == "X01"]
    assert finding.severity == "必须改"
    assert finding.message == "陈同学是学生党员，先锋岗的创建对象是全体教职工党员。请改推教职工党员。"
    assert finding.formula == "人员类别=学生"
    assert "全体教职工党员" in finding.source
    assert finding.persons == ("陈同学",)
    assert (finding.scheme, finding.ledger) == ("pioneers", "pioneer_nominations")


def test_the_gravest_come_first_and_then_the_order_of_the_tabs(student: Office) -> None:
    findings = check(student)
    weights = [("必须改", "建议改", "提示").index(finding.severity) for finding in findings]
    assert weights == sorted(weights)
    assert len(set(weights)) > 1
    order = [scheme.key for scheme in SCHEMES]
    for weight in set(weights):
        tabs = [order.index(each.scheme) for each, own in zip(findings, weights, strict=True) if own == weight]
        assert tabs == sorted(tabs)


def test_the_year_is_todays_unless_another_is_asked_for(student: Office) -> None:
    assert check(student) == check(student, year=2026)
    assert "X01" not in {finding.rule for finding in check(student, year=2025)}


def test_checking_changes_nothing_and_gives_the_same_again(student: Office) -> None:
    assert check(student) == check(student)


def test_a_general_branch_checks_each_of_its_branches_apart(
    student: Office, make_office: MakeOffice, tmp_path: Path
) -> None:
    head, other = make_office("机电学院党总支", kind="general-branch"), make_office("基础部党支部")
    save(other, "members", {"name": "孙八", "duty": "科长"})
    packages = [exchange.pack(office, tmp_path, year=2026, quarter=4).path for office in (student, other)]
    exchange.apply(head, packages, adopt=True)
    assert check(head) == []
    below = check_subordinates(head, year=2026, quarter=4)
    assert sorted(below) == ["基础部党支部", "机电系党支部"]
    assert below["机电系党支部"] == check(student)
    assert "X01" not in {finding.rule for finding in below["基础部党支部"]}
    assert check_subordinates(head, year=2025)["机电系党支部"] != below["机电系党支部"]


def test_a_setting_pushed_down_from_above_weighs_more_than_the_offices_own(
    student: Office, make_office: MakeOffice, tmp_path: Path
) -> None:
    head = make_office("机电学院党总支", kind="general-branch")
    exchange.apply(head, [exchange.pack(student, tmp_path, year=2026, quarter=4).path], adopt=True)
    save_option(head, "commitments.member_least", 0)
    save_option(student, "commitments.member_least", 4)
    exchange.apply(student, [exchange.reply(head, "机电系党支部", tmp_path).path])
    assert "C08" not in {finding.rule for finding in check(student)}


def test_a_branch_without_a_superior_has_nobody_to_check_below(branch: Office) -> None:
    assert check_subordinates(branch) == {}
