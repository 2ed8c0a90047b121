"""Figures against data counted by hand, and the summary as a workbook opened again."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from dangjian_desktop.schemes.commitments_forms import ledger
from dangjian_desktop.services import exchange
from dangjian_desktop.services.checks import check, check_subordinates
from dangjian_desktop.services.reading import load_book
from dangjian_desktop.services.records import retire
from dangjian_desktop.services.statistics import Figures, summary, write_summary
from dangjian_desktop.services.work import Office
from tests.conftest import MakeOffice
from tests.services.exchange_year import save

YEAR = {"year": "2026"}


def fill(office: Office) -> None:
    """Fill a branch of five, one of whom left: two 无职, one with office, one retired."""
    *_, left = save(
        office,
        "members",
        {"name": "张三", "staff_kind": "教师"},
        {"name": "李四", "staff_kind": "教师"},
        {"name": "王五", "staff_kind": "管理岗", "duty": "科长"},
        {"name": "赵六", "staff_kind": "离退休"},
        {"name": "钱七", "staff_kind": "教师"},
    )
    save(office, "post_assignments", *({"member_id": name, "post_id": "教育示范岗"} for name in ("李四", "钱七")))
    save(office, "areas", {"name": "机电楼"})
    save(office, "area_assignments", *({"member_id": name, "area_id": "机电楼"} for name in ("张三", "李四", "钱七")))
    save(office, "area_exemptions", *({"member_id": name, "reason": "病假"} for name in ("赵六", "李四")))
    passed, kept = {"review": "通过"}, {"outcome": "已兑现"}
    save(
        office,
        "commitments",
        {"member_id": office_name(office), "text": "一", **kept},
        {"member_id": office_name(office), "text": "二"},
        {"member_id": "张三", "text": "三", **passed, **kept},
        {"member_id": "张三", "text": "四", **passed, "outcome": "部分兑现"},
        {"member_id": "张三", "text": "五", "review": "待审核"},
        {"member_id": "李四", "text": "六", "review": "退回", **kept},
        {"member_id": "钱七", "text": "七", **passed, **kept},
        {"member_id": "李四", "text": "去年", "year": "2025", **passed, **kept},
    )
    save(office, "pioneer_nominations", {"member_id": "张三"}, {"member_id": "王五", "year": "2025"})
    stood = [("张三", "学习标兵", "3"), ("李四", "工作标兵", "4"), ("王五", "服务标兵", "4")]
    save(office, "pacesetter_nominations", *({"member_id": n, "kind": k, "quarter": q} for n, k, q in stood))
    retire(office, [left], state="转出", reason="调动", since=date(2026, 9, 1))


def office_name(office: Office) -> str:
    return load_book(office).office.name


def test_a_branchs_figures_are_those_counted_by_hand(branch: Office) -> None:
    fill(branch)
    (figures,) = summary(branch, year=2026)
    findings = [finding.severity.value for finding in check(branch, year=2026)]
    assert figures == Figures(
        name="机电系党支部",
        members=4,
        in_branch=4,
        without_office=2,
        on_post=1,
        with_area=2,
        exempt=1,
        commitments=4,
        fulfilled=2,
        pioneers=1,
        pioneers_approved=0,
        pacesetters=3,
        pacesetters_approved=0,
        must=findings.count("必须改"),
        should=findings.count("建议改"),
    )
    assert figures.coverage == "75%"


def test_the_number_of_commitments_is_that_of_the_printed_ledger(branch: Office) -> None:
    fill(branch)
    (figures,), (paper,) = summary(branch, year=2026), ledger(load_book(branch, year=2026), frozenset(), None)
    assert paper.values.fields["commitments"] == str(figures.commitments)
    assert paper.values.fields["fulfilled"] == str(figures.fulfilled)
    assert paper.values.fields["members"] == str(figures.members)
    assert len(paper.values.rows) == figures.commitments


def test_another_year_has_its_own_figures(branch: Office) -> None:
    fill(branch)
    (figures,) = summary(branch, year=2025)
    assert (figures.members, figures.commitments, figures.fulfilled) == (5, 1, 1)
    assert (figures.pioneers, figures.pacesetters, figures.with_area, figures.on_post) == (1, 0, 0, 0)


def test_a_branch_without_anybody_divides_by_nothing(branch: Office) -> None:
    (figures,) = summary(branch)
    assert (figures.members, figures.coverage, figures.must, figures.should) == (0, "—", 0, 0)


@pytest.fixture
def head(make_office: MakeOffice, tmp_path: Path) -> Office:
    """A general branch with a filled branch, an empty one and one whose name looks like a formula."""
    general = make_office("机电学院党总支", kind="general-branch")
    filled, empty, odd = (
        make_office(name, superior="机电学院党总支") for name in ("甲党支部", "乙党支部", "=1+1党支部")
    )
    fill(filled)
    save(odd, "members", {"name": "孙八", "duty": "书记"})
    folder = tmp_path / "up"
    packages = [exchange.pack(office, folder, year=2026, quarter=4).path for office in (filled, empty, odd)]
    exchange.apply(general, packages, adopt=True)
    save(
        general,
        "decisions",
        {"nomination_id": "甲党支部 张三 2026年先锋岗", "decision": "同意"},
        {"nomination_id": "甲党支部 张三 2026年第3季度学习标兵", "decision": "同意"},
        {"nomination_id": "甲党支部 李四 2026年第4季度工作标兵", "decision": "不同意"},
        {"nomination_id": "甲党支部 王五 2025年先锋岗", "decision": "同意"},
    )
    return general


def test_a_general_branch_has_a_row_for_each_branch_and_its_own_decisions(head: Office) -> None:
    figures = {each.name: each for each in summary(head, year=2026)}
    assert sorted(figures) == ["=1+1党支部", "乙党支部", "甲党支部"]
    one = figures["甲党支部"]
    assert (one.members, one.commitments, one.fulfilled) == (4, 4, 2)
    assert (one.pioneers, one.pioneers_approved, one.pacesetters, one.pacesetters_approved) == (1, 1, 3, 1)
    assert figures["乙党支部"].coverage == "—"
    assert figures["=1+1党支部"].coverage == "0%"


def sheet_of(path: Path) -> Worksheet:
    sheet = load_workbook(path).active
    assert isinstance(sheet, Worksheet)
    return sheet


def test_the_summary_opens_as_a_workbook_with_totals(head: Office, tmp_path: Path) -> None:
    path = tmp_path / "汇总 2026.xlsx"
    path.write_bytes(b"an older file")
    write_summary(head, path, year=2026)
    sheet = sheet_of(path)
    heads, *units, total = sheet.iter_rows(values_only=True)
    assert sheet.title == "汇总表"
    assert heads[:8] == ("单位", "党员人数", "无职党员", "已上岗", "有责任区", "豁免", "责任区覆盖", "承诺个数")
    assert heads[8:] == ("践诺个数", "先锋岗推荐", "先锋岗批准", "标兵推荐", "标兵批准", "必须改", "建议改")
    rows = {str(row[0]): row for row in units}
    assert rows["甲党支部"][1:13] == (4, 2, 1, 2, 1, "75%", 4, 2, 1, 1, 3, 1)
    assert rows["乙党支部"][1:13] == (0, 0, 0, 0, 0, "—", 0, 0, 0, 0, 0, 0)
    assert total[:13] == ("合计", 5, 2, 1, 2, 1, None, 4, 2, 1, 1, 3, 1)
    for place, name in ((13, "必须改"), (14, "建议改")):
        below = [f for each in check_subordinates(head, year=2026).values() for f in each if f.severity.value == name]
        assert total[place] == len(below)
    assert sheet.freeze_panes == "B2"
    assert all(cell.font.bold for cell in sheet[1])


def test_a_name_that_looks_like_a_formula_stays_a_name(head: Office, tmp_path: Path) -> None:
    write_summary(head, tmp_path / "汇总.xlsx", year=2026)
    names = [cell for (cell,) in sheet_of(tmp_path / "汇总.xlsx").iter_rows(min_row=2, max_col=1)]
    assert {cell.data_type for cell in names} == {"s"}
    assert "=1+1党支部" in {cell.value for cell in names}


def test_the_summary_of_a_general_branch_without_packages_has_itself(make_office: MakeOffice, tmp_path: Path) -> None:
    general = make_office("机电学院党总支", kind="general-branch")
    write_summary(general, tmp_path / "汇总.xlsx")
    rows = list(sheet_of(tmp_path / "汇总.xlsx").iter_rows(values_only=True))
    assert [row[0] for row in rows] == ["单位", "机电学院党总支", "合计"]
