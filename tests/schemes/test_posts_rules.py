"""Each rule of 设岗定责 fires alone where it should, and not at its boundary."""

from datetime import date

import pytest

from dangjian_desktop.models.posts import Post
from dangjian_desktop.services.checks import check
from dangjian_desktop.services.records import retire
from tests.schemes.branch_year import ON_POST, BranchYear
from tests.schemes.conftest import OpenYear

NAMES = tuple(ON_POST)
ZHANG = {"member_id": "张三"}


@pytest.mark.parametrize("duty", ["工会主席", "班长"])
def test_P02_an_office_holder_on_a_post(year: BranchYear, duty: str) -> None:
    year.change("members", {"name": "张三"}, duty=duty)
    assert year.found() == [("P02", "必须改", ("张三",))]


def test_P02_a_retired_member_on_a_post(year: BranchYear) -> None:
    year.change("members", {"name": "赵六"}, staff_kind="离退休")
    assert year.found() == [("P02", "必须改", ("赵六",))]


@pytest.mark.parametrize(
    ("texts", "why", "formula"),
    [
        ({"duty": "工会主席"}, "张三担任“工会主席”，不是无职党员", "分类=在职"),
        ({"staff_kind": "离退休", "duty": "原系主任"}, "张三属离退休党员，不是无职党员", "分类=离退休"),
    ],
)
def test_P02_says_which_office_excludes_him(year: BranchYear, texts: dict[str, str], why: str, formula: str) -> None:
    year.change("members", {"name": "张三"}, **texts)
    finding = next(each for each in check(year.office) if each.rule == "P02")
    assert finding.message.startswith(why)
    assert finding.formula == formula


def test_P02_P12_P15_P20_who_left_the_branch_is_asked_for_nothing(open_year: OpenYear) -> None:
    year = open_year(today="2026-12-28").change("members", {"name": "张三"}, duty="工会主席")
    year.change("post_assignments", ZHANG, member_signed_on="").drop("post_reviews", ZHANG)
    year.add("post_reviews", member_id="张三", kind="督查", held_on="2026-10-09", correction="每月联系群众。")
    assert {rule for rule, *_ in year.found()} == {"P02", "P15", "P17", "P20"}
    retire(year.office, year.ids("members", {"name": "张三"}), state="转出", reason="调动", since=date(2026, 12, 1))
    assert year.found() == []


@pytest.mark.parametrize("duty", ["", "无", " — "])
def test_P02_a_member_whose_duty_says_none_may_be_on_a_post(year: BranchYear, duty: str) -> None:
    year.change("members", {"name": "张三"}, duty=duty)
    assert year.found() == []


def test_P02_A7_9_whether_a_student_cadre_holds_office_is_a_setting(year: BranchYear) -> None:
    year.change("members", {"name": "陈同学"}, duty="团支部书记")
    assert year.found() == [("P02", "必须改", ("陈同学",))]
    year.set("member.student_cadre_is_duty", False)
    assert year.found() == []


def test_P02_who_left_his_post_is_no_longer_asked(year: BranchYear) -> None:
    year.change("members", {"name": "张三"}, duty="工会主席")
    year.change("post_assignments", ZHANG, ended_on="2026-11-25")
    assert [rule for rule, *_ in year.found()] == ["P02"]
    year.change("post_assignments", ZHANG, ended_on="2026-11-24")
    assert year.found() == []


def test_A7_9_a_class_written_over_the_derived_one_needs_its_reason(year: BranchYear) -> None:
    year.change("members", {"name": "李明"}, class_override="在职")
    assert year.found() == [("A7-9", "建议改", ("李明",))]
    year.change("members", {"name": "李明"}, class_reason="系副主任")
    assert year.found() == []


def test_A7_9_the_class_written_over_counts_from_then_on(year: BranchYear) -> None:
    year.change("members", {"name": "张三"}, class_override="在职", class_reason="兼工会小组长")
    assert year.found() == [("P02", "必须改", ("张三",))]


@pytest.mark.parametrize("lost", [{"first_id": ""}, {"applied_on": ""}])
def test_P05_a_choice_without_post_or_day(year: BranchYear, lost: dict[str, str]) -> None:
    year.change("post_applications", ZHANG, **lost)
    assert year.found() == [("P05", "提示", ("张三",))]


def test_P05_all_without_a_choice_are_named_together(year: BranchYear) -> None:
    year.drop("post_applications", {"year": "2026"})
    assert year.found() == [("P05", "提示", NAMES)]


def test_P05_who_is_not_on_a_post_need_not_choose(year: BranchYear) -> None:
    year.drop("post_applications", ZHANG).change("members", {"name": "张三"}, duty="工会主席")
    year.change("post_assignments", ZHANG, ended_on="2026-09-01")
    assert year.found() == []


def newcomer(year: BranchYear, name: str, **texts: str) -> BranchYear:
    """Add a member of whom nothing but a post is asked yet."""
    year.add("members", name=name, staff_kind="教师", joined="2026.11", **texts)
    shown = f"{name}（2026-11）" if name in ON_POST else name
    return year.add("area_exemptions", member_id=shown, reason="新调入")


def test_P06_a_member_without_office_and_post(year: BranchYear) -> None:
    newcomer(year, "周新")
    assert year.found() == [("P06", "建议改", ("周新",))]
    assert check(year.office)[0].formula == "5−4=1"


def test_P06_an_office_holder_needs_no_post(year: BranchYear) -> None:
    newcomer(year, "周新", duty="科长")
    assert year.found() == []


def test_P06_of_two_namesakes_the_one_without_post_is_told_apart(year: BranchYear) -> None:
    newcomer(year, "张三")
    assert year.found() == [("P06", "建议改", ("张三（2026-11）",))]


@pytest.mark.parametrize("lost", ["decided_on", "decided_by"])
def test_P06_a_post_given_on_no_day_or_by_nobody(year: BranchYear, lost: str) -> None:
    year.change("post_assignments", ZHANG, **{lost: ""})
    assert year.found() == [("P06", "建议改", ("张三",))]


def test_P07_a_post_against_the_wish_needs_a_word_of_consent(year: BranchYear) -> None:
    year.change("post_assignments", ZHANG, post_id="校园安全岗")
    assert year.found() == [("P07", "建议改", ("张三",))]
    year.change("post_assignments", ZHANG, consent="服从安排，同意")
    assert year.found() == []


def test_P07_the_second_wish_is_a_wish_too(year: BranchYear) -> None:
    year.change("post_applications", ZHANG, second_id="校园安全岗")
    year.change("post_assignments", ZHANG, post_id="校园安全岗")
    assert year.found() == []


def test_P10_a_post_switched_off_with_somebody_on_it(year: BranchYear) -> None:
    year.change("posts", {"name": "教改科研岗"}, enabled="否")
    assert year.found() == [("P10", "提示", ("李四",))]


def test_P10_a_post_that_nobody_is_on_may_be_switched_off(year: BranchYear) -> None:
    year.change("posts", {"name": "校园安全岗"}, enabled="否")
    assert year.found() == []


def test_P11_a_post_in_use_without_duties(year: BranchYear) -> None:
    year.add("posts", name="图书角岗", duties="借还登记")
    year.change("post_applications", ZHANG, first_id="图书角岗").change("post_assignments", ZHANG, post_id="图书角岗")
    assert year.found() == []
    (post,) = year.ids("posts", {"name": "图书角岗"})
    with year.office.work("来自更早版本的数据") as work:  # the grid itself does not take a post without duties
        work.update(Post, {post: {"duties": ""}})
    assert year.found() == [("P11", "必须改", ("张三",))]
    year.change("post_assignments", ZHANG, duties="登记借还。")
    assert year.found() == []


UNSIGNED = {"secretary_signed_on": "", "member_signed_on": ""}


@pytest.mark.parametrize(("today", "fires"), [("2026-04-19", False), ("2026-04-20", True)])
def test_P12_thirty_days_may_pass_before_both_sign(open_year: OpenYear, today: str, fires: bool) -> None:
    year = open_year(today=today)
    year.change("post_assignments", ZHANG, decided_on="2026-03-20", **UNSIGNED)
    assert year.found() == ([("P12", "建议改", ("张三",))] if fires else [])


def test_P12_the_thirty_days_are_a_setting(open_year: OpenYear) -> None:
    year = open_year(today="2026-04-19").change("post_assignments", ZHANG, **UNSIGNED)
    assert year.found() == []
    assert year.set("posts.unsigned_days", 29).found() == [("P12", "建议改", ("张三",))]


def test_P13_posts_not_published(year: BranchYear) -> None:
    year.drop("posts_publicity", {"year": "2026"})
    assert year.found() == [("P13", "建议改", ("机电系党支部",))]


def test_P13_last_years_notice_is_not_this_years(year: BranchYear) -> None:
    year.change("posts_publicity", {"year": "2026"}, year="2025")
    assert year.found() == [("P13", "建议改", ("机电系党支部",))]


def test_P15_a_correction_is_open_until_its_day_is_written(year: BranchYear) -> None:
    year.add("post_reviews", member_id="李四", kind="督查", held_on="2026-10-09", correction="每月联系群众。")
    assert year.found() == [("P15", "建议改", ("李四",))]
    year.change("post_reviews", {"held_on": "2026-10-09"}, closed_on="2026-10-30")
    assert year.found() == []


def test_P15_an_inspection_that_asks_for_nothing(year: BranchYear) -> None:
    year.add("post_reviews", member_id="李四", kind="督查", held_on="2026-10-09", finding="履职良好。")
    assert year.found() == []


@pytest.mark.parametrize(("today", "fires"), [("2026-11-30", False), ("2026-12-01", True), ("2027-01-05", True)])
def test_P17_the_yearly_account_is_asked_for_from_december_on(open_year: OpenYear, today: str, fires: bool) -> None:
    year = open_year(today=today).drop("post_reviews", ZHANG)
    rules = [found for found in year.found() if found[0] == "P17"]
    assert rules == ([("P17", "建议改", ("张三",))] if fires else [])


def test_P17_last_years_account_is_not_this_years(open_year: OpenYear) -> None:
    year = open_year(today="2026-12-10").change("post_reviews", ZHANG, held_on="2025-12-09")
    assert year.found() == [("P17", "建议改", ("张三",))]


@pytest.mark.parametrize("lost", ["secretary_signed_on", "member_signed_on"])
def test_P20_one_signature_is_not_enough(year: BranchYear, lost: str) -> None:
    year.change("post_assignments", ZHANG, **{lost: ""})
    assert year.found() == [("P20", "建议改", ("张三",))]


@pytest.mark.parametrize(
    ("member", "secretary", "today", "fires"),
    [
        ("2025-12-24", "2025-12-20", "2026-11-22", False),
        ("2025-12-24", "2025-12-20", "2026-11-23", True),
        ("2025-12-20", "2025-12-24", "2026-11-23", True),
        ("2025-12-25", "2025-12-20", "2026-11-23", False),
    ],
)
def test_P21_A7_29_twelve_months_from_the_later_signature_end_a_day_before(
    open_year: OpenYear, member: str, secretary: str, today: str, fires: bool
) -> None:
    year = open_year(today=today)
    year.change("post_assignments", ZHANG, member_signed_on=member, secretary_signed_on=secretary)
    assert year.found() == ([("P21", "建议改", ("张三",))] if fires else [])


def test_P21_the_days_of_the_reminder_are_a_setting(open_year: OpenYear) -> None:
    year = open_year(today="2026-11-22")
    year.change("post_assignments", ZHANG, member_signed_on="2025-12-24", secretary_signed_on="2025-12-24")
    assert year.set("posts.valid_reminder_days", 31).found() == [("P21", "建议改", ("张三",))]


@pytest.mark.parametrize(("today", "fires"), [("2027-02-20", False), ("2027-02-21", True), ("2027-03-24", True)])
def test_P21_a_contract_runs_into_the_next_year_and_is_reminded_of_there(
    open_year: OpenYear, today: str, fires: bool
) -> None:
    persons = [persons for rule, _, persons in open_year(today=today).found(2027) if rule == "P21"]
    assert persons == ([(name,) for name in NAMES] if fires else [])


@pytest.mark.parametrize(("today", "state"), [("2026-12-23", "即将期满"), ("2026-12-24", "已经期满")])
def test_P21_the_last_day_still_counts(open_year: OpenYear, today: str, state: str) -> None:
    year = open_year(today=today)
    year.change("post_assignments", ZHANG, member_signed_on="2025-12-24", secretary_signed_on="2025-12-24")
    (finding,) = check(year.office)
    assert finding.message.startswith(f"张三的目标责任状有效期到 2026年12月23日，{state}。")
    assert finding.formula == "2025年12月24日起 12 个月"


@pytest.mark.parametrize(("ended", "fires"), [("2027-03-01", False), ("2027-03-02", True)])
def test_P21_who_left_his_post_need_not_renew(open_year: OpenYear, ended: str, fires: bool) -> None:
    year = open_year(today="2027-03-01").change("post_assignments", ZHANG, ended_on=ended)
    assert (("P21", "建议改", ("张三",)) in year.found(2027)) is fires


def test_P21_a_renewed_contract_is_no_longer_reminded_of(open_year: OpenYear) -> None:
    year = open_year(today="2027-03-01").add("post_assignments", member_id="张三", year="2027", post_id="教育示范岗")
    assert [persons for rule, _, persons in year.found(2027) if rule == "P21"] == [(name,) for name in NAMES[1:]]
