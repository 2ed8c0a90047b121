"""Each rule of 党员先锋岗 fires alone where it should, and not at its boundary."""

from datetime import date

import pytest

from dangjian_desktop.services.checks import check
from dangjian_desktop.services.records import retire
from tests.schemes.branch_year import BRANCH, GENERAL, STANDARDS, BranchYear, pioneer, winner
from tests.schemes.conftest import OpenYear

ZHANG = {"member_id": "张三"}
NOMINATION = {"deeds": "带头上好课。", "branch_opinion": "同意推荐。", "first_responsible": "王芳", **STANDARDS}


def nominate(year: BranchYear, name: str, studied_on: str = "2026-06-08") -> BranchYear:
    return year.add("pioneer_nominations", member_id=name, studied_on=studied_on, **NOMINATION)


@pytest.mark.parametrize(
    ("kind", "findings"),
    [
        ("学生", [("X01", "必须改", ("张三",))]),
        ("离退休", [("A7-11", "建议改", ("张三",))]),
        ("其他", []),
    ],
)
def test_X01_A7_11_staff_only(year: BranchYear, kind: str, findings: list[object]) -> None:
    year.change("members", {"name": "张三"}, staff_kind=kind)
    assert [found for found in year.found() if found[0] != "P02"] == findings


@pytest.mark.parametrize("lost", list(STANDARDS))
def test_X02_each_standard_has_its_remark(year: BranchYear, lost: str) -> None:
    year.change("pioneer_nominations", ZHANG, **{lost: " "})
    assert year.found() == [("X02", "建议改", ("张三",))]
    assert check(year.office)[0].formula == "4/5"


def test_X03_nobody_responsible(year: BranchYear) -> None:
    year.change("pioneer_nominations", ZHANG, first_responsible="")
    assert year.found() == [("X03", "建议改", ("张三",))]


def branch_of(year: BranchYear, members: int) -> BranchYear:
    """Put so many members into an empty branch."""
    return year.add(
        "members", *({"name": f"党员{n}", "staff_kind": "教师", "duty": "教师兼科长"} for n in range(members))
    )


def over_quota(year: BranchYear) -> list[str]:
    return [finding.formula for finding in check(year.office) if finding.rule == "X04"]


@pytest.mark.parametrize(
    ("members", "rounding", "allowed"),
    [
        (1, "四舍五入", 1),
        (14, "四舍五入", 1),
        (15, "四舍五入", 2),
        (24, "四舍五入", 2),
        (25, "四舍五入", 3),
        (10, "进一", 1),
        (11, "进一", 2),
        (19, "舍去", 1),
        (20, "舍去", 2),
        (30, "进一", 3),
        (30, "舍去", 3),
    ],
)
def test_X04_A7_10_ten_per_cent_rounded(open_year: OpenYear, members: int, rounding: str, allowed: int) -> None:
    year = branch_of(open_year("empty"), members).set("pioneers.rounding", rounding)
    for place in range(allowed):
        nominate(year, f"党员{place}")
    assert over_quota(year) == []
    year.add("members", name="又一人", state="转出")
    nominate(year, "又一人")
    assert len(over_quota(year)) == 1


def test_X04_the_formula_is_shown(open_year: OpenYear) -> None:
    year = branch_of(open_year("empty"), 24)
    for place in range(3):
        nominate(year, f"党员{place}")
    (finding,) = [each for each in check(year.office) if each.rule == "X04"]
    assert finding.severity == "必须改"
    assert finding.formula == "24×10%=2.4 → 2（四舍五入，至少1）"
    assert finding.persons == ("党员0", "党员1", "党员2")


def test_X04_ten_per_cent_of_a_round_number_is_written_plainly(open_year: OpenYear) -> None:
    year = branch_of(open_year("empty"), 30).set("pioneers.quota_percent", 0).set("pioneers.least", 0)
    nominate(year, "党员0")
    assert over_quota(year) == ["30×0%=0 → 0（四舍五入，至少0）"]
    year.set("pioneers.quota_percent", 3)
    assert over_quota(year) == []


@pytest.mark.parametrize("party_kind", ["正式党员", "预备党员"])
def test_X04_A7_10_all_members_of_the_branch_are_the_base(open_year: OpenYear, party_kind: str) -> None:
    year = branch_of(open_year("empty"), 14)
    nominate(nominate(year, "党员0"), "党员1")
    assert over_quota(year) == ["14×10%=1.4 → 1（四舍五入，至少1）"]
    year.add("members", name="第十五人", staff_kind="学生", party_kind=party_kind)
    assert over_quota(year) == []


@pytest.mark.parametrize(("left", "fires"), [(date(2026, 6, 8), True), (date(2026, 6, 9), False)])
def test_X04_A7_10_who_left_after_the_branchs_study_still_counts(open_year: OpenYear, left: date, fires: bool) -> None:
    year = branch_of(open_year("empty"), 15)
    nominate(nominate(year, "党员0"), "党员1")
    retire(year.office, year.ids("members", {"name": "党员14"}), state="转出", reason="调动", since=left)
    assert bool(over_quota(year)) is fires


def test_X04_the_general_branch_may_give_more(open_year: OpenYear) -> None:
    head = open_year("general").add("quota_waivers", office_id=BRANCH, extra="1", reason="承担集训")
    head.add("quota_waivers", office_id=GENERAL, extra="5", reason="别的单位")
    assert head.found_below() == []
    head.set("pioneers.least", 0).set("pioneers.rounding", "舍去")  # 7 × 10 % = 0.7 → 0, and one more
    assert head.found_below() == []
    head.change("quota_waivers", {"office_id": BRANCH}, extra="0")
    assert head.found_below() == [("X04", "必须改", ("张三",))]


def test_X05_not_studied(year: BranchYear) -> None:
    year.change("pioneer_nominations", ZHANG, studied_on="")
    assert year.found() == [("X05", "必须改", ("张三",))]


@pytest.mark.parametrize("word", ["conclusion", "branch_opinion"])
def test_X05_a_study_comes_to_a_conclusion(year: BranchYear, word: str) -> None:
    year.change("pioneer_nominations", ZHANG, branch_opinion="")
    assert year.found() == [("X05", "必须改", ("张三",))]
    year.change("pioneer_nominations", ZHANG, **{word: "同意推荐。"})
    assert year.found() == []


def test_X06_form_8_without_deeds(year: BranchYear) -> None:
    year.change("pioneer_nominations", ZHANG, deeds="")
    assert year.found() == [("X06", "必须改", ("张三",))]


@pytest.mark.parametrize("decision", ["同意", "不同意"])
def test_X07_a_decision_without_a_day(open_year: OpenYear, decision: str) -> None:
    head = open_year("general")
    head.change("decisions", {"nomination_id": pioneer(BRANCH)}, decision=decision, decided_on="")
    assert head.found_below() == [("X07", "建议改", ("张三",))]


def test_X07_an_undecided_nomination_needs_no_day(open_year: OpenYear) -> None:
    head = open_year("general")
    head.change("decisions", {"nomination_id": pioneer(BRANCH)}, decision="", decided_on="", plaque_issued_on="")
    assert head.found_below() == []


@pytest.mark.parametrize(
    ("today", "fires"), [("2026-05-31", False), ("2026-06-01", True), ("2026-07-01", True), ("2026-07-02", False)]
)
def test_X08_thirty_days_before_july_the_first_nominees_are_asked_for(
    open_year: OpenYear, today: str, fires: bool
) -> None:
    year = open_year(today=today).drop("pioneer_nominations", ZHANG)
    assert year.found() == ([("X08", "提示", (BRANCH,))] if fires else [])


@pytest.mark.parametrize(
    ("option", "value"), [("pioneers.commended_ahead_days", 31), ("pioneers.commended_on", "06-30")]
)
def test_X08_the_day_and_the_lead_are_settings(open_year: OpenYear, option: str, value: int | str) -> None:
    year = open_year(today="2026-05-31").drop("pioneer_nominations", ZHANG)
    assert year.set(option, value).found() == [("X08", "提示", (BRANCH,))]


def test_X08_a_title_not_given_by_july_the_first(open_year: OpenYear) -> None:
    head = open_year("general").change("decisions", {"nomination_id": pioneer(BRANCH)}, plaque_issued_on="")
    assert head.found_below() == [("X08", "提示", ("张三",))]
    head = open_year("general", today="2026-07-01")
    head.change("decisions", {"nomination_id": pioneer(BRANCH)}, plaque_issued_on="")
    assert head.found_below() == []


def test_X09_a_plaque_not_on_the_desk(open_year: OpenYear) -> None:
    year = open_year("answered").change("plaques", {"nomination_id": pioneer()}, placed_on="")
    assert year.found() == [("X09", "提示", ("张三",))]


def test_X09_a_nominee_not_agreed_to_gets_no_plaque(open_year: OpenYear) -> None:
    head = open_year("general").change("decisions", {"nomination_id": pioneer(BRANCH)}, decision="不同意")
    assert head.found_below() == []


def test_X10_a_second_round_in_the_year(year: BranchYear) -> None:
    nominate(year, "赵六", "2026-09-08").set("pioneers.least", 2)
    assert year.found() == [("X10", "建议改", ("赵六",))]
    assert check(year.office)[0].formula == "2>1"
    assert year.set("pioneers.rounds", 2).found() == []
    nominate(year, "李四", "2026-10-08").set("pioneers.least", 3)
    assert year.found() == [("X10", "建议改", ("李四",))]
    assert check(year.office)[0].formula == "3>2"


def test_X10_two_nominees_of_one_round(year: BranchYear) -> None:
    nominate(year, "赵六").set("pioneers.least", 2)
    assert year.found() == []


@pytest.mark.parametrize(
    ("due", "done", "fires"), [("2026-11-23", "", True), ("2026-11-24", "", False), ("2026-11-20", "2026-11-22", False)]
)
def test_X12_a_rectification_is_overdue_the_day_after(year: BranchYear, due: str, done: str, fires: bool) -> None:
    gap = {"problem": "台账不及时", "due_on": due, "done_on": done}
    year.add("pioneer_inspections", nomination_id=pioneer(), held_on="2026-11-02", **gap)
    assert year.found() == ([("X12", "建议改", ("张三",))] if fires else [])


def test_X13_an_adjustment_says_why(open_year: OpenYear) -> None:
    head = open_year("general").add("title_ends", nomination_id=pioneer(BRANCH), kind="调整", ended_on="2026-10-09")
    assert head.found_below() == [("X13", "建议改", ("张三",))]
    head.change("title_ends", {"kind": "调整"}, explanation="已调离教学岗位。")
    assert head.found_below() == []


def test_X14_X15_a_revocation_has_its_ground_and_the_plaque_comes_back(open_year: OpenYear) -> None:
    head = open_year("general").add("title_ends", nomination_id=pioneer(BRANCH), kind="撤销", ended_on="2026-10-09")
    assert head.found_below() == [("X14", "必须改", ("张三",)), ("X15", "建议改", ("张三",))]
    head.change("title_ends", {"kind": "撤销"}, ground="先锋模范作用发挥不好")
    assert head.found_below() == [("X15", "建议改", ("张三",))]


def test_X13_X14_an_ended_pacesetter_is_no_pioneer(open_year: OpenYear) -> None:
    for kind in ("调整", "撤销"):
        head = open_year("general")
        head.add("title_ends", nomination_id=winner("2", BRANCH), kind=kind, ended_on="2026-10-09")
        assert head.found_below() == []
