"""From records to paper: the rows of the field index F1 to F9 that follow from what a branch has recorded (A6)."""

from collections.abc import Sequence
from datetime import date

import pytest

from dangjian_desktop.models.areas import Area, AreaActivity, AreaAssignment, AreaExemption
from dangjian_desktop.models.base import Record
from dangjian_desktop.models.commitments import Commitment
from dangjian_desktop.models.member import Member
from dangjian_desktop.models.nomination import Decision, Nomination
from dangjian_desktop.models.office import Office, OfficeName
from dangjian_desktop.models.posts import Post, PostAssignment
from dangjian_desktop.schemes import SCHEMES
from dangjian_desktop.schemes.book import Book, book_from
from dangjian_desktop.schemes.options import Options
from dangjian_desktop.schemes.scheme import Paper
from tests.reports.samples import pages, words
from tests.reports.test_grids import cell_at, grid_of

FILLS = {fill.form: fill.papers for scheme in SCHEMES for fill in scheme.fills}
SIGNED_ON = date(2026, 11, 24)
OFFICE = Office(id="o", kind="branch", name="机电系党支部")
PEOPLE = (("m1", "王芳", "党支部书记"), ("m2", "李明", ""), ("m3", "镕喆䶮", "无"), ("m4", "张三", ""))
MEMBERS = tuple(Member(id=i, name=n, duty=d, position=p) for p, (i, n, d) in enumerate(PEOPLE))
POSTS = (
    Post(id="p2", name="教改科研岗", position=2, duties="承担课题。\n带头教改；\n\n听课评课"),
    Post(id="p1", name="教育示范岗", position=1, duties="树立教风"),
)


def book(*records: Record, options: Options | None = None) -> Book:
    every = (OFFICE, *MEMBERS, *POSTS, *records)
    return book_from(OFFICE, every, year=2026, quarter=4, today=SIGNED_ON, options=options)


def papers(number: int, *records: Record, members: Sequence[str] = (), day: date | None = None) -> list[Paper]:
    return FILLS[number](book(*records), frozenset(members), day)


def printed(number: int, *records: Record, day: date | None = None) -> list[str]:
    return [words(pages(number, paper.values)) for paper in papers(number, *records, day=day)]


def assigned(member: str, post: str, **more: object) -> PostAssignment:
    return PostAssignment(id=f"{post}-{member}", member_id=member, post_id=post, year=2026, **more)  # type: ignore[arg-type]


def pledge(number: int, member: str | None, **more: object) -> Commitment:
    given = {"text": f"承诺{number}", "review": "通过", "due": "年底前", **more}
    return Commitment(id=f"c{number:02}", member_id=member, year=2026, position=number, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("number", range(1, 10))
def test_a_branch_without_records_has_nothing_to_print(number: int) -> None:
    assert papers(number) == []


# F1 and F2


def test_F1_3_F1_4_F1_5_one_contract_a_member_in_roster_order_with_numbered_duties() -> None:
    first, second = printed(1, assigned("m4", "p1"), assigned("m2", "p2"))
    assert "一、党员姓名：李明。二、岗位名称：教改科研岗。三、岗位职责：1.承担课题；2.带头教改；3.听课评课。" in first
    assert "一、党员姓名：张三。二、岗位名称：教育示范岗。三、岗位职责：1.树立教风。" in second


def test_F1_5_duties_written_for_the_member_replace_those_of_the_post() -> None:
    (said,) = printed(1, assigned("m2", "p2", duties="每周听课一次。"))
    assert "三、岗位职责：1.每周听课一次。四、" in said


def test_F1_9_F1_10_the_office_bears_the_name_of_the_papers_day() -> None:
    names = (
        OfficeName(id="n1", office_id="o", name="机械系党支部", valid_from=date(2020, 1, 1)),
        OfficeName(id="n2", office_id="o", name="机电系党支部", valid_from=date(2026, 9, 1)),
    )
    (early,) = printed(1, assigned("m2", "p1"), *names, day=date(2026, 3, 5))
    (late,) = printed(1, assigned("m2", "p1"), *names, day=SIGNED_ON)
    assert early.endswith("机械系党支部（盖章）2026年3月5日")
    assert late.endswith("机电系党支部（盖章）2026年11月24日")


def test_F1_10_without_a_day_the_date_is_left_to_be_written() -> None:
    (paper,) = papers(1, assigned("m2", "p1"))
    assert paper.values.fields["date"] == "　年　月　日"


def test_F1_only_the_contracts_of_the_chosen_members_are_printed() -> None:
    found = papers(1, assigned("m2", "p1"), assigned("m4", "p1"), members=["m4"])
    assert [paper.subject for paper in found] == ["张三"]


def test_F2_1_F2_2_F2_3_each_person_counts_once_posts_in_the_catalogues_order_names_in_the_rosters() -> None:
    records = (assigned("m4", "p1"), assigned("m3", "p1"), assigned("m4", "p2"))
    (said,) = printed(2, *records, assigned("m2", "p1", ended_on=date(2026, 6, 1)))
    assert "一、总人数：2人。二、岗位类型：教育示范岗、教改科研岗。" in said
    assert "1.教育示范岗：镕喆䶮、张三。2.教改科研岗：张三。" in said
    assert "李明" not in said


# F3 and F4

AREAS = (
    Area(id="a1", name="机电楼", parent_id=None),
    Area(id="a2", name="三层", parent_id="a1", duties="联系班级"),
)


def serves(member: str, area: str = "a2", duties: str = "") -> AreaAssignment:
    return AreaAssignment(id=f"{area}-{member}", member_id=member, area_id=area, year=2026, duties=duties)


def test_F3_1_to_F3_5_every_member_has_a_row_with_post_path_and_duties_or_the_reason_of_exemption() -> None:
    (paper,) = papers(
        3,
        *AREAS,
        serves("m1"),
        serves("m2", duties="每月谈心"),
        assigned("m2", "p1"),
        AreaExemption(id="e", member_id="m3", year=2026, reason="长期病休"),
    )
    (sheet,) = pages(3, paper.values)
    grid = grid_of(sheet)
    rows = [tuple(cell_at(grid, row, column).text for column in range(5)) for row in range(1, len(grid.heights))]
    path = cell_at(grid, 1, 3).text
    assert path.startswith("机电楼")
    assert path.endswith("三层")
    assert rows == [
        ("1", "王芳", "党支部书记", path, "联系班级"),
        ("2", "李明", "教育示范岗", path, "每月谈心"),
        ("3", "镕喆䶮", "", "（豁免）", "长期病休"),
        ("4", "张三", "", "", ""),
    ]


def test_F4_1_to_F4_8_one_ledger_a_member_and_area_with_its_activities_by_date() -> None:
    held = [(date(2026, 11, 3), "走访"), (date(2026, 3, 5), "谈心"), (date(2025, 3, 5), "去年")]
    activities = [
        AreaActivity(id=f"v{n}", member_id="m1", area_id="a2", name=name, held_on=day, content="记录", note="备")
        for n, (day, name) in enumerate(held)
    ]
    first, second = papers(4, *AREAS, serves("m1"), serves("m1", "a1"), *activities)
    assert {first.values.fields["area"], second.values.fields["area"]} == {
        "机电楼",
        papers(3, *AREAS, serves("m1"))[0].values.rows[0].cells[2],
    }
    (ledger,) = [paper for paper in (first, second) if paper.values.rows]
    assert [row.cells for row in ledger.values.rows] == [
        ("谈心", "2026年3月5日", "记录", "备"),
        ("走访", "2026年11月3日", "记录", "备"),
    ]


# F5, F6 and F7

PLEDGES = (
    pledge(4, "m2", due="2026-12-31", outcome="已兑现", result="完成"),
    pledge(1, None, responsible="王芳", outcome="已兑现"),
    pledge(5, "m2", outcome="部分兑现", note="转下年"),
    pledge(6, "m3", review="退回"),
    pledge(7, "m4", review="待审核"),
    pledge(3, "m1"),
)


def test_F5_2_to_F5_7_the_branch_first_then_members_in_roster_order_approved_commitments_alone() -> None:
    (paper,) = papers(5, *PLEDGES)
    assert paper.values.fields == {"branch": "机电系党支部", "members": "4", "commitments": "4", "fulfilled": "2"}
    assert [(row.group, *row.cells) for row in paper.values.rows] == [
        ("机电系党支部", "承诺1（责任人：王芳）", "年底前"),
        ("王芳", "承诺3", "年底前"),
        ("李明", "承诺4", "2026年12月31日"),
        ("李明", "承诺5", "年底前"),
    ]
    (sheet,) = pages(5, paper.values)
    assert [cell_at(grid_of(sheet), row, 0).text for row in range(1, 5)] == ["1", "2", "3", "4"]


def test_A7_15_the_responsible_person_is_left_out_by_the_switch() -> None:
    options = Options({"commitments.responsible_shown": False})
    (paper,) = FILLS[5](book(*PLEDGES, options=options), frozenset(), None)
    assert paper.values.rows[0].cells[0] == "承诺1"


def test_F5_5_namesakes_stand_in_two_blocks() -> None:
    other = Member(id="m5", name="李明", position=1)
    (paper,) = papers(5, *PLEDGES, other, pledge(8, "m5"))
    grid = grid_of(pages(5, paper.values)[0])
    blocks = [(cell.text, cell.rows) for cell in grid.cells if cell.column == 1 and cell.row]
    assert blocks == [("机电系党支部", 1), ("王芳", 1), ("李明", 2), ("李明", 1)]


def test_F6_2_F6_3_F6_4_a_letter_has_the_texts_of_the_ledger_and_the_post_of_who_holds_no_office() -> None:
    first, second = printed(6, *PLEDGES, assigned("m2", "p2"))
    assert "党员姓名：王芳岗位职务：党支部书记承诺事项：1.承诺3承诺人（签名）：" in first
    assert "党员姓名：李明岗位职务：教改科研岗承诺事项：1.承诺42.承诺5承诺人（签名）：" in second


def test_F7_4_to_F7_9_the_order_of_form_5_and_what_was_not_kept_in_the_last_column() -> None:
    (paper,) = papers(7, *PLEDGES)
    (ledger,) = papers(5, *PLEDGES)
    assert [(row.group, row.cells[0]) for row in paper.values.rows] == [
        (row.group, row.cells[0]) for row in ledger.values.rows
    ]
    assert [row.cells[1:] for row in paper.values.rows] == [("", ""), ("", ""), ("完成", ""), ("", "部分兑现；转下年")]
    assert "承诺个数：4践诺个数：2" in words(pages(7, paper.values))


# F8 and F9


@pytest.mark.parametrize(("number", "award"), [(8, "先锋岗"), (9, "标兵")])
@pytest.mark.parametrize(
    ("decision", "opinion", "shown"),
    [("同意", "", "同意。"), ("不同意", "材料不足。", "材料不足。"), ("退回", "请补充", ""), ("", "", "")],
)
def test_F8_1_to_F8_13_a_nomination_and_the_decision_on_it(
    number: int, award: str, decision: str, opinion: str, shown: str
) -> None:
    person = Member(
        id="m9", name="赵六", sex="男", ethnicity="回族", birth="1978-05", work_start="2001-07", joined="2005-12"
    )
    put_forward = Nomination(
        id="x", award=award, member_id="m9", year=2026, quarter=4, kind="工作标兵", deeds="事迹", branch_opinion="推荐"
    )
    decided = Decision(id="d", nomination_id="x", decision=decision, opinion=opinion)
    (paper,) = papers(number, person, put_forward, decided)
    grid = grid_of(pages(number, paper.values)[0])
    assert [cell_at(grid, 0, column).text for column in (1, 3, 5)] == ["赵六", "男", "回族"]
    assert (cell_at(grid, 1, 1).text, cell_at(grid, 1, 3).text) == ("1978年5月", "2001年7月")
    assert cell_at(grid, 2, 1).text == "2005年12月"
    assert [cell_at(grid, row, 1).text for row in (4, 5, 6)] == ["事迹", "推荐", shown]
    if number == 9:
        assert cell_at(grid, 3, 3).text == "工作标兵"
    assert "填报单位：机电系党支部" in words(pages(number, paper.values))


def test_F9_only_the_nominees_of_the_quarter_are_printed() -> None:
    nominees = [
        Nomination(id=f"q{quarter}", award="标兵", member_id="m1", year=2026, quarter=quarter) for quarter in (3, 4)
    ]
    assert len(papers(9, *nominees)) == 1
