"""The papers beside the nine forms from records: what each says, golden text of all, and what stays off the wall.

After a wanted change: ``RENEW_GOLDEN=1 python -m pytest tests/schemes/test_papers.py -n 0``, then read the difference.
"""

import os
from datetime import date
from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.models.nomination import Decision
from dangjian_desktop.reports.papers import PAPERS
from dangjian_desktop.schemes.scheme import Paper
from dangjian_desktop.services.papers import EMPTY, FILLS, PaperOptions, list_papers, make_paper_pdf, paper_documents
from dangjian_desktop.services.reading import load_book
from dangjian_desktop.services.receiving import subordinates
from dangjian_desktop.services.work import Office
from tests.schemes.branch_year import BRANCH, BranchYear
from tests.schemes.conftest import OpenYear

GOLDEN = Path(__file__).parents[1] / "golden" / "papers"
ON_WALLS = ("area_board", "pledge_board", "pacesetter_plaque", "pioneer_plaque", "ballot", "post_choices")
OF_BRANCH = [kind.key for kind in PAPERS if kind.key in FILLS]


def papers(office: Office, key: str, **asked: object) -> list[Paper]:
    return [paper for paper, _ in paper_documents(office, [load_book(office, **asked)], key)]  # type: ignore[arg-type]


def rows(paper: Paper) -> list[tuple[str, ...]]:
    return [row.cells for row in paper.values.rows]


def agreed(name: str, text: str) -> None:
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("RENEW_GOLDEN"):
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("key", [kind.key for kind in PAPERS if kind.filled])
def test_the_filled_paper_is_as_agreed(open_year: OpenYear, key: str) -> None:
    office = open_year("general" if key == "report_reminder" else "answered", "2026-12-24").office
    quarter = 3 if key == "report_reminder" else 4
    made = paper_documents(office, [load_book(office, quarter=quarter)], key)
    agreed(f"{key}_已填", "\n".join(sheet.as_text() for _, document in made[:2] for sheet in document.sheets))


@pytest.mark.parametrize("key", [kind.key for kind in PAPERS if kind.blank])
def test_the_blank_paper_is_as_agreed(year: BranchYear, key: str) -> None:
    ((_, document),) = paper_documents(year.office, [load_book(year.office)], key, blank=True)
    agreed(f"{key}_空表", "\n".join(sheet.as_text() for sheet in document.sheets))


@pytest.mark.parametrize("key", EMPTY)
def test_nothing_registered_is_said_with_what_to_do(open_year: OpenYear, key: str) -> None:
    office = open_year("empty").office
    if key == "post_catalogue":
        return  # the posts of the source are there from the beginning (P09)
    with pytest.raises(UserError) as error:
        make_paper_pdf(office, key)
    assert error.value.code == "PRINT-EMPTY"
    assert error.value.message == EMPTY[key]


def test_an_unknown_paper_and_a_blank_that_makes_no_sense_are_refused(year: BranchYear) -> None:
    with pytest.raises(UserError, match="没有“poster”这种纸"):
        make_paper_pdf(year.office, "poster")
    with pytest.raises(UserError, match="没有空表"):
        make_paper_pdf(year.office, "member_card", blank=True)


def test_every_kind_is_listed_with_its_subjects(open_year: OpenYear) -> None:
    listed = {each.kind.key: each.subjects for each in list_papers(open_year("answered").office)}
    assert list(listed) == [kind.key for kind in PAPERS]
    assert len(listed["member_card"]) == 7
    assert listed["pacesetter_plaque"] == ("李四",)
    assert listed["pioneer_plaque"] == ("张三",)
    assert listed["report_reminder"] == listed["ruler"] == ()


def test_a_pdf_has_a_page_for_each_and_its_outline(open_year: OpenYear) -> None:
    made = make_paper_pdf(open_year("answered").office, "member_card", year=2026, quarter=4)
    reader = pypdf.PdfReader(BytesIO(made.pdf))
    assert reader.metadata is not None
    assert reader.metadata.title == "履职情况汇总"
    assert [entry.title for entry in reader.outline[1]] == ["王芳", "李明", "张三", "李四", "赵六", "陈同学", "刘老"]  # type: ignore[union-attr]


def test_only_the_members_asked_for_are_printed(year: BranchYear) -> None:
    book = load_book(year.office)
    chosen = [member.id for member in book.members if member.name in ("张三", "赵六")]
    made = paper_documents(year.office, [book], "member_card", chosen)
    assert [paper.subject for paper, _ in made] == ["张三", "赵六"]


def test_P04_the_catalogue_has_the_posts_that_can_be_chosen(year: BranchYear) -> None:
    before = rows(papers(year.office, "post_catalogue")[0])
    year.change("posts", {"name": "校园安全岗"}, enabled="否")
    after = rows(papers(year.office, "post_catalogue")[0])
    assert [row for row in before if row not in after] == [row for row in before if row[0] == "校园安全岗"]
    assert all(len(row) > 1 for row in after)


def test_P05_the_sign_up_sheet_names_those_without_office(year: BranchYear) -> None:
    (paper,) = papers(year.office, "post_choices")
    assert [row[:2] for row in rows(paper)] == [
        ("张三", "教育示范岗"),
        ("李四", "教改科研岗"),
        ("赵六", "公共财务管护岗"),
        ("陈同学", "文明礼仪岗"),
    ]


def test_Z07_the_board_shows_the_tree_and_the_gaps_on_both_sides(year: BranchYear) -> None:
    year.drop("area_assignments", {"member_id": "李明"})
    year.drop("area_assignments", {"member_id": "刘老"})
    year.add("area_exemptions", member_id="刘老", reason="长期病休")
    year.add("areas", {"name": "三层", "parent_id": "机电楼"}, {"name": "实训楼"})
    (paper,) = papers(year.office, "area_board")
    assert [row[:-1] for row in rows(paper)] == [
        ("机电楼", "一层", "王芳", "党支部书记"),
        ("机电楼", "一层", "张三", "教育示范岗"),
        ("机电楼", "一层", "赵六", "公共财务管护岗"),
        ("机电楼", "二层", "李四", "教改科研岗"),
        ("机电楼", "二层", "陈同学", "文明礼仪岗"),
        ("机电楼", "三层", "", ""),
        ("实训楼", "", ""),
    ]
    assert paper.values.items == {"without": ("李明",), "exempt": ("刘老",)}
    assert paper.values.fields["coverage"].startswith("党员 7 人，有责任区 5 人，不划分 1 人，尚未划分 1 人")


def test_Z07_an_area_kept_as_a_whole_leaves_no_gap_inside(year: BranchYear) -> None:
    year.add("areas", {"name": "实训楼"}, {"name": "东区", "parent_id": "实训楼"})
    year.add("area_assignments", area_id="实训楼", member_id="王芳")
    (paper,) = papers(year.office, "area_board")
    assert ("实训楼", "本级", "王芳", "党支部书记", "") in rows(paper)
    assert not [row for row in rows(paper) if "东区" in row]


def test_A7_12_why_someone_has_no_area_stays_off_the_wall(year: BranchYear) -> None:
    year.drop("area_assignments", {"member_id": "刘老"})
    year.add("area_exemptions", member_id="刘老", reason="长期病休")
    pdf = make_paper_pdf(year.office, "area_board").pdf
    words = "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)
    assert "刘老" in words
    assert "病休" not in words


def test_C12_the_branch_comes_first_and_only_approved_commitments_hang(year: BranchYear) -> None:
    year.change("commitments", {"member_id": "张三", "text": "承诺2"}, review="待审核")
    (paper,) = papers(year.office, "pledge_board")
    assert [row.group for row in paper.values.rows[:5]] == [BRANCH] * 5
    assert [row.cells[1] for row in paper.values.rows if row.group == "张三"] == ["承诺1", "承诺3"]


@pytest.mark.parametrize("key", ON_WALLS)
def test_no_personal_data_on_what_others_see(open_year: OpenYear, key: str) -> None:
    year = open_year("answered")
    year.change("members", {"name": "张三"}, birth="1977.03", note="13800001234 610102197703011234")
    year.add("members", name="张三", staff_kind="教师", birth="1988.08")
    made = paper_documents(year.office, [load_book(year.office)], key)
    words = "".join(line.text for _, document in made for sheet in document.sheets for line in sheet.lines)
    assert words
    for secret in ("1977", "1988", "13800001234", "610102197703011234"):
        assert secret not in words


def test_namesakes_on_the_wall_are_told_apart_by_department(year: BranchYear) -> None:
    year.change("members", {"name": "张三"}, birth="1977.03", department="教务处")
    year.add("members", name="张三", staff_kind="教师", birth="1988.08", department="数控教研室")
    assert [row[0] for row in rows(papers(year.office, "post_choices")[0])][-1] == "张三（数控教研室）"


def test_C16_a_reminder_lists_what_is_overdue_or_near_and_not_kept(year: BranchYear) -> None:
    year.change("commitments", {"member_id": "张三", "text": "承诺1"}, due="2026-11-20")
    year.change("commitments", {"member_id": "张三", "text": "承诺2"}, due="2026-12-04")
    year.change("commitments", {"member_id": "张三", "text": "承诺3"}, due="2026-11-01", outcome="已兑现")
    year.change("commitments", {"member_id": "李四", "text": "承诺1"}, due="2026-11-24", outcome="部分兑现")
    found = {paper.subject: rows(paper) for paper in papers(year.office, "commitment_reminder")}
    assert found == {
        "张三": [("承诺1", "2026年11月20日", "已超期 4 天"), ("承诺2", "2026年12月4日", "还有 10 天")],
        "李四": [("承诺1", "2026年11月24日", "今天到期")],
    }
    year.set("commitments.remind_ahead_days", 9)
    (first, _) = papers(year.office, "commitment_reminder")
    assert rows(first) == [("承诺1", "2026年11月20日", "已超期 4 天")]


def test_B11_ballot_and_tally_have_the_candidates_of_the_quarter(year: BranchYear) -> None:
    year.add("candidacies", quarter="3", kind="工作标兵", member_id="赵六")
    (ballot,) = papers(year.office, "ballot", quarter=4)
    assert rows(ballot) == [("学习标兵", "李明"), ("学习标兵", "李四")]
    (tally,) = papers(year.office, "tally", quarter=4)
    assert rows(tally) == [("学习标兵", "李明", "2"), ("学习标兵", "李四", "4")]
    assert tally.values.fields["应到人数"] == "7"
    assert tally.values.fields["无效票数"] == "0"


def test_B18_X09_a_plaque_is_for_an_approved_title_that_lasts(open_year: OpenYear) -> None:
    draft, answered = open_year("draft").office, open_year("answered").office
    assert not papers(draft, "pioneer_plaque")
    assert not papers(draft, "pacesetter_plaque")
    book = load_book(answered)
    for decision in book.of(Decision):
        decision.plaque_number = "2026-01"
    ((pioneer, _),) = paper_documents(answered, [book], "pioneer_plaque")
    (card,) = papers(answered, "pacesetter_plaque", quarter=4)
    assert (pioneer.subject, pioneer.values.fields["number"]) == ("张三", "2026-01")
    assert (card.values.fields["kind"], card.values.fields["period"]) == ("学习标兵", "2026年第四季度")


def test_A7_23_the_three_opinions_stand_on_their_sheet(open_year: OpenYear) -> None:
    (paper,) = papers(open_year("answered").office, "consultation", quarter=4)
    assert all(paper.values.fields[key] for key in ("organisation", "discipline", "police"))


def test_P16_Z10_C19_the_member_card_joins_the_five_schemes(open_year: OpenYear) -> None:
    cards = {paper.subject: paper for paper in papers(open_year("answered", "2026-12-24").office, "member_card")}
    found = {(row.group, row.cells[0]): row.cells[1] for row in cards["李四"].values.rows}
    assert found["一、设岗定责", "岗　位"] == "教改科研岗"
    assert found["一、设岗定责", "目标责任状"] == "2026年3月24日双方签字生效，有效期到2027年3月23日。"
    assert found["二、责任区", "责任区域"] == "机电楼/二层"
    assert found["二、责任区", "第四季度"] == "2026年12月18日，已汇报。"
    assert found["三、承诺践诺", "承诺个数"] == "3 项，已兑现 0 项，践诺书 2026年3月12日签订。"
    assert found["三、承诺践诺", "领导点评"] == "民主评议，好。"
    assert found["四、先锋岗", "—"] == "无记录。"
    assert found["五、标兵评选", "参　评"] == "第四季度学习标兵，得票 4 票。"
    assert "推　荐" in {label for section, label in {(r.group, r.cells[0]) for r in cards["张三"].values.rows}}


def test_a_general_branch_reminds_the_branches_that_have_not_reported(open_year: OpenYear) -> None:
    office = open_year("general").office
    assert not papers(office, "report_reminder", quarter=4)
    book = load_book(office, quarter=3)
    listed, slip = paper_documents(office, [book], "report_reminder", options=PaperOptions(deadline=date(2026, 12, 1)))
    assert rows(listed[0]) == [(BRANCH, "", "2026年第四季度（2026年11月24日收到）")]
    words = "".join(line.text for sheet in slip[1].sheets for line in sheet.lines)
    assert "报送期限：2026年12月1日" in words
    assert words.startswith(f"催 报 单{BRANCH}：你支部2026年第三季度的党员活动上报包还没有报送。")


def test_B18_a_general_branch_prints_the_plaques_of_its_branches(open_year: OpenYear) -> None:
    office = open_year("general").office
    (unit,) = (unit.id for unit in subordinates(office))
    made = make_paper_pdf(office, "pacesetter_plaque", year=2026, quarter=4, units=[unit])
    words = pypdf.PdfReader(BytesIO(made.pdf)).pages[0].extract_text()
    assert "学习标兵" in words
    assert BRANCH in words


def test_a_character_that_no_font_has_is_told_with_its_paper(year: BranchYear) -> None:
    year.change("members", {"name": "陈同学"}, name="陈\U000e0fff")
    (note,) = make_paper_pdf(year.office, "post_choices").notes
    assert note.startswith("岗位志愿征集表 ")
    assert "\U000e0fff" in note
