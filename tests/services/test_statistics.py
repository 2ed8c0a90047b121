"""Figures against data counted by hand."""

from datetime import date
from pathlib import Path

import pytest

from dangjian_desktop.schemes.commitments_forms import ledger
from dangjian_desktop.services import exchange
from dangjian_desktop.services.checks import check
from dangjian_desktop.services.reading import load_book
from dangjian_desktop.services.records import Edit, retire
from dangjian_desktop.services.statistics import Figures, summary
from dangjian_desktop.services.work import Office
from tests.conftest import MakeOffice
from tests.services.exchange_year import plant, save

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
    decided = {
        "甲党支部 张三 2026年先锋岗": "同意",
        "甲党支部 张三 2026年第3季度学习标兵": "同意",
        "甲党支部 李四 2026年第4季度工作标兵": "不同意",
        "甲党支部 王五 2025年先锋岗": "同意",
    }
    edits = [Edit(None, {"nomination_id": name, "decision": decision}) for name, decision in decided.items()]
    plant(general, "decisions", *edits)
    return general


def test_a_general_branch_has_a_row_for_each_branch_and_its_own_decisions(head: Office) -> None:
    figures = {each.name: each for each in summary(head, year=2026)}
    assert sorted(figures) == ["=1+1党支部", "乙党支部", "甲党支部"]
    one = figures["甲党支部"]
    assert (one.members, one.commitments, one.fulfilled) == (4, 4, 2)
    assert (one.pioneers, one.pioneers_approved, one.pacesetters, one.pacesetters_approved) == (1, 1, 3, 1)
    assert figures["乙党支部"].coverage == "—"
    assert figures["=1+1党支部"].coverage == "0%"
