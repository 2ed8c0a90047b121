"""The headquarters summary: figures counted by hand here, as workbook, as paper and over three levels."""

import os
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from openpyxl import load_workbook
from openpyxl.chart import BarChart
from openpyxl.worksheet.worksheet import Worksheet

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.reports.figures import Bars, Table, percent, round_up, share, shown
from dangjian_desktop.reports.figures import Line as Figures
from dangjian_desktop.reports.sheet import Sheet
from dangjian_desktop.reports.summary_pdf import lay_out_summary
from dangjian_desktop.services import exchange
from dangjian_desktop.services.checks import check_subordinates
from dangjian_desktop.services.records import Edit
from dangjian_desktop.services.summary import as_json, summarise
from dangjian_desktop.services.summary_files import summary_pdf, write_summary
from dangjian_desktop.services.summary_tables import (
    awards_table,
    commitments_table,
    coverage_table,
    members_table,
    on_paper,
    period_of,
    posts_table,
    progress_table,
    representation_tables,
)
from dangjian_desktop.services.work import Office
from tests.conftest import MakeOffice
from tests.exchange.levels import COMMITTEE, FIRST, HEAD, SECOND, three_levels
from tests.services.exchange_year import plant, save
from tests.services.test_statistics import fill, office_name

GENERAL = "机电学院党总支"
ODD = "=1+1党支部"


@pytest.fixture
def head(make_office: MakeOffice, tmp_path: Path) -> Office:
    """A general branch with a filled branch (four members), an empty one and one whose name looks like a formula."""
    general = make_office(GENERAL, kind="general-branch")
    filled, empty, odd = (make_office(name, superior=GENERAL) for name in ("甲党支部", "乙党支部", ODD))
    fill(filled)
    save(odd, "members", {"name": "孙八", "duty": "书记", "department": "学工部"})
    save(odd, "posts", {"name": "党建宣传岗", "duties": "写稿。"})
    save(odd, "members", *({"name": n, "staff_kind": "学生", "department": "学工部"} for n in ("周九", "吴十")))
    on = (("周九", "党建宣传岗"), ("吴十", "公共财物管护岗"), ("吴十", "教育示范岗"))
    save(odd, "post_assignments", *({"member_id": person, "post_id": post} for person, post in on))
    folder = tmp_path / "up"
    packages = [exchange.pack(office, folder, year=2026, quarter=4).path for office in (filled, empty, odd)]
    exchange.apply(general, packages, adopt=True)
    decided = {
        "张三 2026年先锋岗": "同意",
        "张三 2026年第3季度学习标兵": "同意",
        "李四 2026年第4季度工作标兵": "不同意",
        "王五 2026年第4季度服务标兵": "同意",
        "王五 2025年先锋岗": "同意",
    }
    rows = [Edit(None, {"nomination_id": f"甲党支部 {name}", "decision": word}) for name, word in decided.items()]
    plant(general, "decisions", *rows)
    return general


def lines(table: Table) -> dict[str, tuple[str, ...]]:
    """Return a table's rows as shown, by the first cell; the last one is the total."""
    rows = [*(line.cells for line in table.lines), *([table.total] if table.total else [])]
    return {shown(cells[0]): tuple(map(shown, cells[1:])) for cells in rows}


def test_members_are_counted_by_kind(head: Office) -> None:
    table = members_table(summarise(head, year=2026))
    assert table.heads == ("单位", "党员人数", "教师", "管理岗", "双肩挑", "学生", "离退休", "其他", "未填")
    assert lines(table) == {
        ODD: ("3", "0", "0", "0", "2", "0", "0", "1"),
        "乙党支部": ("0",) * 8,
        "甲党支部": ("4", "2", "1", "0", "0", "1", "0", "0"),
        "合计": ("7", "2", "1", "0", "2", "1", "0", "1"),
    }


def test_coverage_of_an_empty_branch_is_a_dash_and_the_whole_is_reckoned_from_the_sums(head: Office) -> None:
    assert lines(coverage_table(summarise(head, year=2026))) == {
        ODD: ("3", "0", "0", "0%"),
        "乙党支部": ("0", "0", "0", "—"),
        "甲党支部": ("4", "2", "1", "75%"),
        "合计": ("7", "2", "1", "42.9%"),  # 3 of 7
    }


def test_commitments_are_divided_by_what_became_of_them(head: Office) -> None:
    table = commitments_table(summarise(head, year=2026))
    assert table.heads[1:] == ("承诺个数", "已兑现", "部分兑现", "未兑现", "未评定")
    # 一, 三 kept; 四 in part; 二 not judged; 五 not passed, 六 sent back, 七 of one who left.
    assert lines(table)["甲党支部"] == ("4", "2", "1", "0", "1")
    assert lines(table)["合计"] == ("4", "2", "1", "0", "1")
    assert table.end_of_scale == 4


def test_people_are_counted_by_the_ten_kinds_of_posts_a_post_by_its_alias_too(head: Office) -> None:
    table = posts_table(summarise(head, year=2026))
    counted = lines(table)
    assert len(table.lines) == 11
    assert counted["教育示范岗"] == ("2", "2")  # 李四 and 吴十; 钱七 left
    assert counted["公共财务管护岗"] == ("1", "1")
    assert counted["自设岗位"] == ("1", "1")
    assert counted["校园安全岗"] == ("0", "0")
    assert counted["合计"] == ("—", "4")


def test_titles_are_counted_by_kind_for_the_quarter_and_the_year(head: Office) -> None:
    fourth = lines(awards_table(summarise(head, year=2026, quarter=4)))
    assert fourth["甲党支部"][:2] == ("1", "1")
    assert fourth["甲党支部"][2:8] == ("0", "0", "1", "0", "1", "1")  # 学习, 工作, 服务: put forward, approved
    assert fourth["甲党支部"][8:] == ("1", "1", "1", "0", "1", "1")
    third = lines(awards_table(summarise(head, year=2026, quarter=3)))
    assert third["合计"][2:8] == ("1", "1", "0", "0", "0", "0")
    assert third["合计"][8:] == fourth["合计"][8:]


def test_B08_the_share_of_winners_stands_beside_the_share_of_members(head: Office) -> None:
    by_department, by_kind = representation_tables(summarise(head, year=2026))
    # 张三 has two titles and counts once; 王五 has one of this year.
    assert lines(by_kind) == {
        "教师": ("2", "28.6%", "1", "50%"),
        "管理岗": ("1", "14.3%", "1", "50%"),
        "学生": ("2", "28.6%", "0", "0%"),
        "离退休": ("1", "14.3%", "0", "0%"),
        "未填": ("1", "14.3%", "0", "0%"),
        "合计": ("7", "100%", "2", "100%"),
    }
    assert lines(by_department) == {
        "学工部": ("3", "42.9%", "0", "0%"),
        "未填": ("4", "57.1%", "2", "100%"),
        "合计": ("7", "100%", "2", "100%"),
    }
    assert "还没有获评的部门：学工部。" in by_department.note


def test_a_title_that_ended_is_no_title_of_a_winner(head: Office) -> None:
    ended = {
        "nomination_id": "甲党支部 王五 2026年第4季度服务标兵",
        "kind": "调整",
        "ended_on": "2026-11-20",
        "explanation": "调离岗位。",
    }
    plant(head, "title_ends", Edit(None, ended))
    assert lines(representation_tables(summarise(head, year=2026))[1])["合计"] == ("7", "100%", "1", "100%")


def test_progress_counts_units_by_state(head: Office) -> None:
    assert lines(progress_table(summarise(head, year=2026, quarter=4)))["应报"] == ("3", "100%")
    assert lines(progress_table(summarise(head, year=2026, quarter=4)))["已合并"] == ("3", "100%")
    third = progress_table(summarise(head, year=2026, quarter=3))
    assert lines(third)["未报"] == ("3", "100%")
    assert third.note == f"逾期：{ODD}、乙党支部、甲党支部。"


def test_the_figures_as_json_name_units_and_totals(head: Office) -> None:
    found = as_json(summarise(head, year=2026, quarter=4))
    assert (found["office"], found["year"], found["quarter"]) == (GENERAL, 2026, 4)
    assert found["reporting"]["due"] == 3
    assert found["reporting"]["states"] == {"已合并": 3}
    units = {unit["name"]: unit for unit in found["units"]}
    one = units["甲党支部"]
    assert (one["members"], one["coverage"], one["commitments"], one["fulfilled"]) == (4, "75%", 4, 2)
    assert one["kinds"] == {"教师": 2, "管理岗": 1, "离退休": 1}
    assert one["approved"] == {"学习标兵": 1, "服务标兵": 1}
    assert units["乙党支部"]["coverage"] == "—"
    assert found["totals"]["members"] == 7
    assert found["totals"]["winners_by_kind"] == {"教师": 1, "管理岗": 1}


def book_of(path: Path) -> dict[str, Worksheet]:
    return {sheet.title: sheet for sheet in load_workbook(path).worksheets}


def test_the_summary_opens_as_a_workbook_with_totals_and_charts(head: Office, tmp_path: Path) -> None:
    path = tmp_path / "汇总 2026.xlsx"
    path.write_bytes(b"an older file")
    write_summary(head, path, year=2026)
    book = book_of(path)
    sheet = book["汇总表"]
    heads, *units, total = sheet.iter_rows(values_only=True)
    assert heads[:8] == ("单位", "党员人数", "无职党员", "已上岗", "有责任区", "豁免", "责任区覆盖", "承诺个数")
    assert heads[8:] == ("践诺个数", "先锋岗推荐", "先锋岗批准", "标兵推荐", "标兵批准", "必须改", "建议改")
    rows = {str(row[0]): row for row in units}
    assert rows["甲党支部"][1:13] == (4, 2, 1, 2, 1, 0.75, 4, 2, 1, 1, 3, 2)
    assert rows["乙党支部"][1:13] == (0, 0, 0, 0, 0, "—", 0, 0, 0, 0, 0, 0)
    assert total[:13] == ("合计", 7, 4, 3, 2, 1, 0.429, 4, 2, 1, 1, 3, 2)
    for place, name in ((13, "必须改"), (14, "建议改")):
        below = [f for each in check_subordinates(head, year=2026).values() for f in each if f.severity.value == name]
        assert total[place] == len(below)
    assert sheet.freeze_panes == "B2"
    assert all(cell.font.bold for cell in sheet[1])
    charts = {title: each._charts for title, each in book.items() if each._charts}  # type: ignore[attr-defined]
    assert list(charts) == [
        "上报进度", "责任区覆盖率", "承诺践诺情况", "岗位类型分布", "代表性（按部门）", "代表性（按人员类别）",
    ]  # fmt: skip
    (stacked,) = charts["承诺践诺情况"]
    assert isinstance(stacked, BarChart)
    assert (stacked.grouping, len(stacked.series)) == ("stacked", 4)


def test_no_text_of_the_workbook_is_a_formula(head: Office, tmp_path: Path) -> None:
    write_summary(head, tmp_path / "汇总.xlsx", year=2026)
    cells = [cell for sheet in book_of(tmp_path / "汇总.xlsx").values() for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert sum(cell.value == ODD for cell in cells) >= 7


def test_the_summary_of_a_general_branch_without_packages_has_no_units(make_office: MakeOffice, tmp_path: Path) -> None:
    general = make_office(GENERAL, kind="general-branch")
    write_summary(general, tmp_path / "汇总.xlsx")
    rows = list(book_of(tmp_path / "汇总.xlsx")["汇总表"].iter_rows(values_only=True))
    assert [row[0] for row in rows] == ["单位", "合计"]
    assert rows[1][1:8] == (0, 0, 0, 0, 0, "—", 0)
    pages = pypdf.PdfReader(BytesIO(summary_pdf(general, summarise(general)))).pages
    assert "应报" in pages[0].extract_text()


def test_a_branch_sums_up_itself(branch: Office) -> None:
    fill(branch)
    summary = summarise(branch, year=2026)
    assert [unit.name for unit in summary.units] == [office_name(branch)]
    assert summary.total.figures.members == 4


def test_other_endings_are_refused(branch: Office, tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        write_summary(branch, tmp_path / "汇总.docx")
    assert refused.value.code == "REPORT-FORMAT"
    assert not list(tmp_path.glob("汇总*"))


def test_three_levels_give_the_committee_the_branches_below_their_general_branch(
    make_office: MakeOffice, tmp_path: Path
) -> None:
    levels = three_levels(make_office, tmp_path / "stick")
    fill(levels[FIRST])
    save(levels[SECOND], "members", {"name": "孙八", "staff_kind": "学生"}, {"name": "周九", "staff_kind": "学生"})
    levels.up(FIRST)
    levels.up(SECOND)
    plant(levels[HEAD], "decisions", Edit(None, {"nomination_id": f"{FIRST} 张三 2026年先锋岗", "decision": "同意"}))
    levels.up(HEAD, COMMITTEE)

    summary = summarise(levels[COMMITTEE], year=2026)
    assert [(unit.name, unit.level) for unit in summary.units] == [(HEAD, 0), (SECOND, 1), (FIRST, 1)]
    assert lines(members_table(summary)) == {
        HEAD: ("6", "2", "1", "0", "2", "1", "0", "0"),
        SECOND: ("2", "0", "0", "0", "2", "0", "0", "0"),
        FIRST: ("4", "2", "1", "0", "0", "1", "0", "0"),
        "合计": ("6", "2", "1", "0", "2", "1", "0", "0"),
    }
    assert lines(coverage_table(summary))[HEAD] == lines(coverage_table(summary))["合计"] == ("6", "2", "1", "50%")
    assert (summary.total.figures.pioneers, summary.total.figures.pioneers_approved) == (1, 1)
    same = {unit.name: unit for unit in summarise(levels[HEAD], year=2026).units}
    for unit in summary.units[1:]:
        assert unit.figures == same[unit.name].figures, "carried upward unchanged"
        assert unit.kinds == same[unit.name].kinds
    with levels[COMMITTEE].reading() as connection:
        owners = connection.exec_driver_sql("SELECT DISTINCT owner_id FROM members").scalars()
        assert set(owners) == {levels[FIRST].office_id, levels[SECOND].office_id}


def drawn(sheets: Sequence[Sheet]) -> str:
    """Return all that pages show as text: lines with place, face and size, then bars with place, size and grey."""
    out = []
    for number, sheet in enumerate(sheets, start=1):
        out.append(f"—— {number} ——")
        out += [f"{each.x:.1f} {each.y:.1f} {each.face} {each.size:g}｜{each.text}" for each in sheet.lines]
        out += [f"▮ {f.x:.1f} {f.y:.1f} {f.width:.1f}×{f.height:.1f} {f.grey:g}" for f in sheet.fills]
    return "\n".join(out) + "\n"


def test_the_paper_with_the_charts_is_as_agreed(head: Office) -> None:
    summary = summarise(head, year=2026, quarter=4)
    same_codes = tuple(replace(report, check_code="ABCD2345") for report in summary.reports)
    summary = replace(summary, reports=same_codes)  # a package's code changes with each version of the program
    text = drawn(lay_out_summary(f"{GENERAL}党员活动汇总", GENERAL, period_of(summary), on_paper(summary)))
    path = Path(__file__).parents[1] / "golden" / "summary" / "汇总图.txt"
    if os.environ.get("RENEW_GOLDEN"):
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")


def test_the_pdf_is_numbered_a4_and_says_the_figures(head: Office) -> None:
    summary = summarise(head, year=2026, quarter=4)
    data = summary_pdf(head, summary)
    reader = pypdf.PdfReader(BytesIO(data))
    texts = [page.extract_text() for page in reader.pages]
    assert {(round(p.mediabox.width), round(p.mediabox.height)) for p in reader.pages} == {(595, 842)}
    for number, text in enumerate(texts, start=1):
        assert f"— {number} —" in text
    whole = "".join(texts).replace("\n", "")
    for title in ("上报进度", "上报情况", "责任区覆盖率", "承诺践诺情况", "岗位类型分布", "获评人选的代表性（按部门）"):
        assert title in whole
    assert "42.9%" in whole
    assert ODD in whole
    assert summary_pdf(head, summary) == data, "the same bytes each time"


@pytest.mark.parametrize(("part", "whole", "text"), [(0, 0, "—"), (1, 3, "33.3%"), (2, 3, "66.7%"), (0, 5, "0%"), (5, 5, "100%"), (1999, 2000, "99.9%"), (1, 2000, "0.1%")])  # fmt: skip
def test_a_share_is_never_rounded_up_to_the_whole(part: int, whole: int, text: str) -> None:
    assert shown(share(part, whole)) == text


@pytest.mark.parametrize(("value", "end"), [(0, 1), (1, 1), (7, 8), (9, 10), (13, 15), (23, 25), (101, 150), (226, 250), (999, 1000)])  # fmt: skip
def test_the_scale_of_counts_ends_at_a_round_whole_number(value: int, end: int) -> None:
    assert round_up(Fraction(value), is_share=False) == end


def test_the_scale_of_shares_ends_at_a_round_share() -> None:
    assert percent(round_up(Fraction(152, 1000), is_share=True)) == 20
    assert percent(round_up(Fraction(1), is_share=True)) == 100


@pytest.mark.parametrize("count", [0, 1, 60])
@pytest.mark.parametrize("name", ["甲支部", "机电信息工程学院教职工" * 6 + "党支部", "很" * 900])
def test_any_number_of_units_with_names_of_any_length_have_each_its_bar_within_the_page(count: int, name: str) -> None:
    rows = tuple(Figures((f"{number}{name}", number + 1, Fraction(1, 2)), number % 2) for number in range(count))
    table = Table("t", "覆盖", ("单位", "人数", "覆盖率"), rows, ("合计", count, None), Bars((2,), full=Fraction(1)))
    sheets = lay_out_summary("汇总", "机电学院党总支", "2026年第四季度", [table, table])
    bars = [fill for sheet in sheets for fill in sheet.fills if fill.width > 1]
    assert len(bars) == 2 * count
    assert len({round(fill.width, 6) for fill in bars}) <= 1, "one length for one share"
    for sheet in sheets:
        assert all(sheet.margins and fill.y + fill.height <= sheet.margins.end + 0.1 for fill in sheet.fills)
        assert all(0 < line.x < 210 and 0 < line.y < 297 for line in sheet.lines)
    whole = "".join(line.text for sheet in sheets for line in sheet.lines)
    assert whole.count("很") == (2 * count * 900 if name[0] == "很" else 0)
