"""Each rule of 标兵评选 up to the nomination fires alone where it should, and not at its boundary."""

import pytest

from dangjian_desktop.services.checks import check
from tests.schemes.branch_year import BRANCH, BranchYear
from tests.schemes.conftest import OpenYear

THIRD = {"quarter": "3", "kind": "学习标兵"}
LI = {**THIRD, "member_id": "李四"}


def stand(year: BranchYear, name: str, kind: str, quarter: str = "3", **texts: str) -> BranchYear:
    return year.add("candidacies", member_id=name, kind=kind, quarter=quarter, **texts)


def test_B03_two_types_in_one_quarter(year: BranchYear) -> None:
    stand(year, "李四", "工作标兵")
    assert year.found() == [("B03", "必须改", ("李四",))]
    assert check(year.office)[0].formula == "2>1"


def test_B03_another_type_in_another_quarter(year: BranchYear) -> None:
    year.drop("candidacies", {"quarter": "4", "member_id": "李明"})
    stand(year, "李明", "服务标兵", "4")
    assert year.found() == []


def test_B03_the_number_is_a_setting(year: BranchYear) -> None:
    assert stand(year, "李四", "工作标兵").set("pacesetters.types_per_quarter", 2).found() == []


@pytest.mark.parametrize(
    ("kind", "rule", "inside", "outside"),
    [
        ("学习标兵", "B04", {"教师", "双肩挑", "离退休", "学生"}, {"管理岗", "其他", ""}),
        ("工作标兵", "B05", {"教师"}, {"双肩挑", "离退休", "学生", "管理岗", "其他", ""}),
        ("服务标兵", "B06", {"管理岗", "双肩挑"}, {"教师", "离退休", "学生", "其他", ""}),
    ],
)
def test_B04_B05_B06_who_may_stand_for_what(
    open_year: OpenYear, kind: str, rule: str, inside: set[str], outside: set[str]
) -> None:
    year = open_year("empty")
    for staff_kind in sorted(inside | outside):
        year.add("members", name=f"某{staff_kind}", staff_kind=staff_kind)
        stand(year, f"某{staff_kind}", kind, evidence="获一等奖学金")
    doubted = [(sev, *persons) for found, sev, persons in year.found() if found == rule]
    assert sorted(doubted) == sorted(("建议改", f"某{staff_kind}") for staff_kind in outside)


def test_B04_a_student_without_grades_in_either_quarter(year: BranchYear) -> None:
    stand(year, "陈同学", "学习标兵", "2")
    stand(year, "陈同学", "学习标兵", "3", evidence="国家奖学金")
    assert year.found() == [("B04", "建议改", ("陈同学",))]
    year.change("candidacies", {"member_id": "陈同学", "quarter": "2"}, evidence="专业第一")
    assert year.found() == []


def test_B05_a_student_is_told_apart_by_kind_not_by_grades(year: BranchYear) -> None:
    stand(year, "陈同学", "工作标兵")
    (finding,) = check(year.office)
    assert finding.rule == "B05"
    assert "人员类别是“学生”" in finding.message


def test_B09_a_vote_that_led_to_a_nominee_is_closed(year: BranchYear) -> None:
    year.change("votes", THIRD, closed="否")
    assert year.found() == [("B09", "建议改", ("李四",))]


def test_B09_a_vote_without_nominee_may_be_open(year: BranchYear) -> None:
    year.add("votes", quarter="3", kind="工作标兵", held_on="2026-09-14")
    assert year.found() == []


@pytest.mark.parametrize(
    ("day", "fires"),
    [
        ("2026-08-31", True),
        ("2026-09-01", False),
        ("2026-09-30", False),
        ("2026-10-01", True),
        ("2026-06-15", True),
        ("2025-09-15", True),
    ],
)
def test_B10_a_vote_is_held_in_the_last_month_of_its_quarter(year: BranchYear, day: str, fires: bool) -> None:
    year.change("votes", THIRD, held_on=day)
    assert year.found() == ([("B10", "建议改", (BRANCH,))] if fires else [])


def test_B10_the_months_are_a_setting(year: BranchYear) -> None:
    year.set("pacesetters.months", "2，5, 8、11")
    assert [found[0] for found in year.found()] == ["B10"] * 4
    for quarter, day in (("1", "2026-02-16"), ("2", "2026-05-15"), ("3", "2026-08-14"), ("4", "2026-11-13")):
        year.change("votes", {"quarter": quarter}, held_on=day)
    assert year.found() == []


@pytest.mark.parametrize(("today", "fires"), [("2026-08-31", False), ("2026-09-01", True), ("2026-10-01", False)])
def test_B10_a_reminder_comes_with_the_month(open_year: OpenYear, today: str, fires: bool) -> None:
    year = open_year(today=today)
    for ledger in ("pacesetter_nominations", "candidacies", "votes"):
        year.drop(ledger, {"quarter": "3"})
    assert year.found() == ([("B10", "建议改", (BRANCH,))] if fires else [])


@pytest.mark.parametrize(
    ("figures", "fires"),
    [
        ({"attended": "8"}, True),
        ({"expected": "6"}, False),
        ({"issued": "7"}, True),
        ({"returned": "7"}, True),
        ({"valid": "7"}, True),
        ({"valid": "5"}, True),  # 4 + 2 votes do not fit into five ballots
        ({"expected": "", "attended": "", "issued": ""}, False),
        ({"issued": "", "attended": "5"}, True),  # compared with the next figure that is known
        ({"probationary": "6"}, False),
        ({"probationary": "7"}, True),
    ],
)
def test_B11_the_figures_of_a_vote_fit(year: BranchYear, figures: dict[str, str], fires: bool) -> None:
    year.change("votes", THIRD, **figures)
    assert year.found() == ([("B11", "必须改", (BRANCH,))] if fires else [])


def test_B11_a_nominee_without_a_vote(year: BranchYear) -> None:
    year.change("candidacies", THIRD, votes="")
    assert year.found() == [("B11", "必须改", ("李四",))]
    assert check(year.office)[0].ledger == "candidacies"
    year.drop("candidacies", THIRD)
    assert year.found() == [("B11", "必须改", ("李四",))]


def test_B11_A7_20_whether_the_probationary_vote_is_a_setting(year: BranchYear) -> None:
    year.change("votes", THIRD, probationary="1")
    assert year.found() == []
    assert year.set("pacesetters.probationary_vote", False).found() == [("B11", "必须改", (BRANCH,))]
    year.change("votes", THIRD, probationary="0")
    assert year.found() == []


def test_B12_the_nominee_has_the_top_vote(year: BranchYear) -> None:
    year.change("candidacies", LI, votes="1")
    assert year.found() == [("B12", "必须改", ("李四",))]
    assert check(year.office)[0].formula == "1<2"


def test_B12_a_nominee_who_did_not_stand(year: BranchYear) -> None:
    year.change("pacesetter_nominations", THIRD, member_id="张三")
    assert year.found() == [("B12", "必须改", ("张三",))]


def test_B12_A7_18_a_tie_is_resolved_by_people(year: BranchYear) -> None:
    year.change("candidacies", {**THIRD, "member_id": "李明"}, votes="3").change("candidacies", LI, votes="3")
    assert year.found() == [("B12", "必须改", ("李四",))]
    year.change("votes", THIRD, tie_resolution="第二轮李四 4 票")
    assert year.found() == []


def test_B12_at_most_one_nominee_a_type(year: BranchYear) -> None:
    year.change("candidacies", {**THIRD, "member_id": "李明"}, votes="3").change("candidacies", LI, votes="3")
    year.change("votes", THIRD, tie_resolution="两人均推荐")
    year.add("pacesetter_nominations", **THIRD, member_id="李明", deeds="带头。", studied_on="2026-09-14")
    assert [(rule, sorted(persons)) for rule, _, persons in year.found()] == [("B12", ["李四", "李明"])]


def test_B12_winners_of_two_types_in_one_quarter(year: BranchYear) -> None:
    stand(year, "张三", "工作标兵", votes="6")
    year.add("pacesetter_nominations", quarter="3", kind="工作标兵", member_id="张三", deeds="带头。")
    assert year.found() == []


def test_B13_form_9_without_deeds(year: BranchYear) -> None:
    year.change("pacesetter_nominations", THIRD, deeds="")
    assert year.found() == [("B13", "必须改", ("李四",))]


def test_A7_18_a_vacant_type_says_why(year: BranchYear) -> None:
    year.add("votes", quarter="3", kind="工作标兵", held_on="2026-09-14", closed="是")
    assert year.found() == [("A7-18", "建议改", (BRANCH,))]
    year.change("votes", {"quarter": "3", "kind": "工作标兵"}, vacant_reason="无人参评")
    assert year.found() == []
