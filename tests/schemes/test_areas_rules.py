"""Each rule of 党员责任区 fires alone where it should, and not at its boundary."""

from datetime import date

import pytest

from dangjian_desktop.services.checks import check
from dangjian_desktop.services.records import retire
from tests.schemes.branch_year import BRANCH, EVERYBODY, BranchYear
from tests.schemes.conftest import OpenYear

ZHANG = {"member_id": "张三"}


def test_Z01_an_area_without_a_task(year: BranchYear) -> None:
    year.add("areas", name="三层", parent_id="机电楼").change("area_assignments", ZHANG, area_id="机电楼/三层")
    year.change("area_activities", ZHANG, area_id="机电楼/三层")
    assert year.found() == [("Z01", "建议改", ("张三",))]
    year.change("area_assignments", ZHANG, duties="每周走访。")
    assert year.found() == []


@pytest.mark.parametrize(
    ("rule", "column"), [("Z02", "consent"), ("Z03", "committee_opinion"), ("Z04", "served_opinion")]
)
def test_Z02_Z03_Z04_an_opinion_not_asked_for(year: BranchYear, rule: str, column: str) -> None:
    year.change("area_assignments", ZHANG, **{column: ""})
    assert year.found() == [(rule, "建议改", ("张三",))]
    year.change("area_assignments", ZHANG, **{column: "不同意"})
    assert year.found() == []


def test_Z02_who_lacks_two_opinions_is_named_once(year: BranchYear) -> None:
    year.add(
        "area_assignments", member_id="张三", area_id="机电楼/二层", committee_opinion="同意", served_opinion="同意"
    )
    year.add("area_activities", member_id="张三", area_id="机电楼/二层", name="谈心", held_on="2026-04-02")
    year.change("area_assignments", ZHANG, consent="")
    assert year.found() == [("Z02", "建议改", ("张三",))]


def test_Z05_areas_not_published(year: BranchYear) -> None:
    year.drop("areas_publicity", {"year": "2026"})
    assert year.found() == [("Z05", "建议改", (BRANCH,))]


def newcomer(year: BranchYear, name: str = "周新") -> BranchYear:
    """Add an office holder of whom nothing but an area is asked yet."""
    return year.add("members", name=name, staff_kind="管理岗", duty="科长", joined="2026.11")


def test_Z06_a_member_without_area(year: BranchYear) -> None:
    assert newcomer(year).found() == [("Z06", "建议改", ("周新",))]


def test_Z06_A7_12_an_exemption_fills_the_gap_and_is_told(year: BranchYear) -> None:
    newcomer(newcomer(year), "钱新").add("area_exemptions", member_id="周新", reason="长期病假")
    assert year.found() == [("Z06", "建议改", ("钱新",))]
    (finding,) = check(year.office)
    assert "覆盖 8/9 人（含豁免1人）" in finding.message
    assert finding.formula == "8÷9=88%，要求 100%"
    year.add("area_exemptions", member_id="钱新", reason="援疆")
    assert year.found() == []


def test_Z06_last_years_exemption_does_not_count(year: BranchYear) -> None:
    newcomer(year).add("area_exemptions", member_id="周新", year="2025", reason="长期病假")
    assert year.found() == [("Z06", "建议改", ("周新",))]


@pytest.mark.parametrize(("percent", "fires"), [(88, True), (87, False)])
def test_Z06_the_share_is_a_setting(year: BranchYear, percent: int, fires: bool) -> None:
    newcomer(year).set("areas.coverage_percent", percent)  # 7 of 8 = 87.5 %
    assert year.found() == ([("Z06", "建议改", ("周新",))] if fires else [])


@pytest.mark.parametrize(("percent", "fires"), [(91, True), (90, False)])
def test_Z06_a_share_just_reached_is_enough(open_year: OpenYear, percent: int, fires: bool) -> None:
    year = open_year("empty").add("members", *({"name": f"党员{n}", "staff_kind": "离退休"} for n in range(10)))
    year.add("area_exemptions", *({"member_id": f"党员{n}", "reason": "年老"} for n in range(9)))
    assert [persons for rule, _, persons in year.set("areas.coverage_percent", percent).found() if rule == "Z06"] == (
        [("党员9",)] if fires else []
    )


def test_Z06_an_area_without_member_is_named_by_its_path(year: BranchYear) -> None:
    year.add("areas", name="三层", parent_id="机电楼")
    assert year.found() == [("Z06", "建议改", ("机电楼/三层",))]


def test_Z06_Z07_who_has_the_building_has_its_floors(year: BranchYear) -> None:
    year.add("areas", name="三层", parent_id="机电楼").change(
        "area_assignments", ZHANG, area_id="机电楼", duties="巡查。"
    )
    year.change("area_activities", ZHANG, area_id="机电楼")
    assert year.found() == []


def test_Z07_a_building_and_its_floor_held_by_one(year: BranchYear) -> None:
    opinions = {"consent": "同意", "committee_opinion": "同意", "served_opinion": "同意", "duties": "巡查。"}
    year.add("area_assignments", member_id="张三", area_id="机电楼", **opinions)
    year.add("area_activities", member_id="张三", area_id="机电楼", name="巡查", held_on="2026-04-02")
    assert year.found() == [("Z07", "提示", ("张三",))]


def test_Z07_two_floors_beside_each_other_do_not_overlap(year: BranchYear) -> None:
    opinions = {"consent": "同意", "committee_opinion": "同意", "served_opinion": "同意"}
    year.add("area_assignments", member_id="张三", area_id="机电楼/二层", **opinions)
    year.add("area_activities", member_id="张三", area_id="机电楼/二层", name="巡查", held_on="2026-04-02")
    assert year.found() == []


def test_Z11_no_plan(year: BranchYear) -> None:
    year.drop("area_plans", {"year": "2026"})
    assert year.found() == [("Z11", "建议改", (BRANCH,))]


@pytest.mark.parametrize(
    ("today", "asked"),
    [
        ("2026-02-28", 0),
        ("2026-03-01", 1),
        ("2026-05-31", 1),
        ("2026-06-01", 2),
        ("2026-08-31", 2),
        ("2026-09-01", 3),
        ("2026-11-30", 3),
        ("2026-12-01", 4),
        ("2027-01-01", 4),
        ("2025-12-31", 0),
    ],
)
def test_Z14_a_quarter_is_asked_for_from_its_last_month_on(open_year: OpenYear, today: str, asked: int) -> None:
    year = open_year(today=today).drop("quarter_reports", ZHANG)
    found = [persons for rule, _, persons in year.found() if rule == "Z14"]
    assert found == [("张三",)] * asked


def test_Z14_only_the_missing_quarter_is_told(year: BranchYear) -> None:
    year.drop("quarter_reports", {"quarter": "2"})
    assert year.found() == [("Z14", "建议改", EVERYBODY)]
    (finding,) = check(year.office)
    assert finding.message.startswith("第二季度有 7 名党员没有汇报")
    assert finding.formula == "7−0=7"


def test_Z14_who_has_no_area_has_nothing_to_report(year: BranchYear) -> None:
    newcomer(year).add("area_exemptions", member_id="周新", reason="长期病假")
    assert year.found() == []


@pytest.mark.parametrize(("meeting", "fires"), [("2026-06-30", False), ("2026-07-01", True)])
def test_Z14_A7_13_a_meeting_after_the_quarter_is_late(year: BranchYear, meeting: str, fires: bool) -> None:
    year.change("quarter_reports", {**ZHANG, "quarter": "2"}, meeting_on=meeting)
    assert year.found() == ([("Z14", "建议改", ("张三",))] if fires else [])


@pytest.mark.parametrize(("due", "fires"), [("2026-11-23", True), ("2026-11-24", False)])
def test_Z15_a_problem_is_overdue_the_day_after(year: BranchYear, due: str, fires: bool) -> None:
    year.add("area_problems", member_id="李四", heard_on="2026-10-08", problem="走廊灯不亮", due_on=due)
    assert year.found() == ([("Z15", "建议改", ("李四",))] if fires else [])


def test_Z15_a_solved_problem_is_quiet(year: BranchYear) -> None:
    year.add(
        "area_problems", member_id="李四", heard_on="2026-10-08", problem="灯不亮", due_on="10.15", solved_on="10.20"
    )
    assert year.found() == []


def test_Z16_A7_28_an_empty_ledger(year: BranchYear) -> None:
    year.drop("area_activities", ZHANG)
    assert year.found() == [("Z16", "建议改", ("张三",))]


def test_Z16_A7_28_each_area_of_a_member_has_its_own_ledger(year: BranchYear) -> None:
    year.change("area_activities", ZHANG, area_id="机电楼/二层")
    assert year.found() == [("Z16", "建议改", ("张三",))]


def test_Z16_last_years_activity_does_not_count(year: BranchYear) -> None:
    year.change("area_activities", ZHANG, held_on="2025-12-31")
    assert year.found() == [("Z16", "建议改", ("张三",))]


@pytest.mark.parametrize(("today", "fires"), [("2026-11-30", False), ("2026-12-01", True)])
def test_Z17_the_assessment_is_asked_for_from_december_on(open_year: OpenYear, today: str, fires: bool) -> None:
    year = open_year(today=today).drop("area_assessments", ZHANG)
    assert year.found() == ([("Z17", "提示", ("张三",))] if fires else [])


def test_Z02_Z14_Z16_who_left_the_branch_is_asked_for_nothing(open_year: OpenYear) -> None:
    year = open_year(today="2026-12-28").change("area_assignments", ZHANG, consent="")
    for ledger in ("area_activities", "quarter_reports", "area_assessments"):
        year.drop(ledger, ZHANG)
    assert {rule for rule, *_ in year.found()} == {"Z02", "Z14", "Z16", "Z17"}
    retire(year.office, year.ids("members", {"name": "张三"}), state="转出", reason="调动", since=date(2026, 12, 1))
    assert year.found() == []
