"""The workbook out: everything of an office, texts that stay texts, and the empty one to fill in."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dangjian_desktop.core.clock import pinned
from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.ids import time_ordered_ids
from dangjian_desktop.core.texts import clean_text
from dangjian_desktop.schemes import SCHEMES
from dangjian_desktop.services.digest import digest
from dangjian_desktop.services.exchange import apply, pack
from dangjian_desktop.services.offices import create_office
from dangjian_desktop.services.records import Edit, save_texts
from dangjian_desktop.services.work import Office
from dangjian_desktop.services.workbook import export_workbook, import_workbook, write_template
from tests.conftest import MakeOffice
from tests.services.exchange_year import LEDGERS, fill
from tests.services.workbooks import Cells, sheet_cells, table, write_xlsx

WORKBOOK_MD = Path(__file__).parents[2] / "docs" / "workbook.md"
NASTY = (
    "=1+1",
    '=HYPERLINK("http://x","y")',
    "+86",
    "-5",
    "@SUM(A1)",
    "1978.10",
    "007",
    "1E5",
    "_x0041_",
    "TRUE",
    "第一行\n第二行",
)


def taken_in(office: Office, path: Path) -> set[tuple[int, int, int]]:
    report = import_workbook(office, path)
    return {(each.new, each.changed, len(each.problems)) for each in report.sheets.values()}


def pledge(office: Office, *texts: str) -> None:
    saved = save_texts(office, LEDGERS["members"], [Edit(None, {"name": "张三"})], verb="录入")
    edits = [Edit(None, {"member_id": "张三", "text": text, "result": text}) for text in texts]
    saved = save_texts(office, LEDGERS["commitments"], edits, year=2026, verb="录入")
    assert not saved.problems


def test_texts_stay_texts_whatever_they_begin_with_and_come_back_the_same(branch: Office, tmp_path: Path) -> None:
    pledge(branch, *NASTY)
    before = digest(branch)
    export_workbook(branch, tmp_path / "导出.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "导出.xlsx")["承诺"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert taken_in(branch, tmp_path / "导出.xlsx") == {(0, 0, 0)}
    assert digest(branch) == before


TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=200).map(clean_text).filter(bool)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TEXTS, min_size=1, max_size=4, unique_by=lambda text: "".join(text.split())))
def test_any_text_goes_out_and_comes_back_the_same(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    folder = tmp_path_factory.mktemp("round")
    clock = pinned("2026-11-24T09:00")
    office = create_office(
        folder / "a.db", kind="branch", name="甲党支部", clock=clock, new_id=time_ordered_ids(clock, seed="x")
    )
    try:
        pledge(office, *texts)
        before = digest(office)
        export_workbook(office, folder / "b.xlsx")
        assert taken_in(office, folder / "b.xlsx") == {(0, 0, 0)}
        assert digest(office) == before
    finally:
        office.close()


def test_what_is_exported_fills_an_empty_data_file_alike(
    make_office: MakeOffice, branch: Office, tmp_path: Path
) -> None:
    fill(branch, "张三", "李镕", "阿布都·热合曼")
    export_workbook(branch, tmp_path / "导出.xlsx")
    other = make_office("另一台电脑")
    assert sum(len(each.problems) for each in import_workbook(other, tmp_path / "导出.xlsx").sheets.values()) == 0
    for ledger, keys in {
        "members": ("name", "sex", "birth"),
        "area_assignments": ("area_id", "member_id", "year"),
        "pioneer_nominations": ("member_id", "deeds", "studied_on"),
        "posts": ("name", "duties", "enabled", "alias"),
    }.items():
        assert table(other, ledger, *keys) == table(branch, ledger, *keys)


def test_days_are_days_and_months_texts_so_that_excel_keeps_both(branch: Office, tmp_path: Path) -> None:
    fill(branch, "张三")
    export_workbook(branch, tmp_path / "导出.xlsx")
    head, row = sheet_cells(tmp_path / "导出.xlsx", "先锋岗")
    assert getattr(row[head.index("支部研究日期")], "date", lambda: None)() == date(2026, 11, 20)
    assert row[head.index("年度")] == 2026
    head, row = sheet_cells(tmp_path / "导出.xlsx", "党员名册")
    assert row[head.index("出生年月")] == "1985-05"


def test_two_assignments_of_a_year_take_two_lines(branch: Office, tmp_path: Path) -> None:
    save_texts(branch, LEDGERS["members"], [Edit(None, {"name": "张三"})], verb="录入")
    choice = Edit(None, {"member_id": "张三", "first_id": "服务学生岗"})
    save_texts(branch, LEDGERS["post_applications"], [choice], year=2026, verb="录入")
    posts = ("教育示范岗", "服务学生岗")
    edits = [Edit(None, {"member_id": "张三", "post_id": post}) for post in posts]
    save_texts(branch, LEDGERS["post_assignments"], edits, year=2026, verb="录入")
    before = digest(branch)
    export_workbook(branch, tmp_path / "导出.xlsx")
    head, *lines = sheet_cells(tmp_path / "导出.xlsx", "设岗定责")
    assert [(line[head.index("第一志愿")], line[head.index("岗位名称")]) for line in lines] == [
        ("服务学生岗", "教育示范岗"),
        (None, "服务学生岗"),
    ]
    assert taken_in(branch, tmp_path / "导出.xlsx") == {(0, 0, 0)}
    assert digest(branch) == before


def test_the_general_branch_decides_in_the_workbook(make_office: MakeOffice, branch: Office, tmp_path: Path) -> None:
    fill(branch, "张三")
    head = make_office("机电学院党总支", "general-branch")
    apply(head, [pack(branch, tmp_path / "stick").path], adopt=True)
    before = digest(head)
    export_workbook(head, tmp_path / "审批.xlsx")
    headings, waiting = sheet_cells(tmp_path / "审批.xlsx", "审批")
    named = dict(zip(headings, waiting, strict=True))
    assert (named["支部"], named["类别"], named["年度"], named["姓名"]) == ("机电系党支部", "先锋岗", 2026, "张三")
    assert named["决定"] is None
    assert taken_in(head, tmp_path / "审批.xlsx") == {(0, 0, 0)}
    assert digest(head) == before

    rows: Cells = [
        ["支部", "类别", "年度", "姓名", "决定", "意见", "日期"],
        ["机电系党支部", "先锋岗", 2026, "张 三", "同意", "同意。", "2026-11-24"],
    ]
    path = write_xlsx(tmp_path / "决定.xlsx", {"审批": rows})
    assert taken_in(head, path) == {(1, 0, 0)}
    assert table(head, "decisions", "nomination_id", "decision") == [("机电系党支部 张三 2026年先锋岗", "同意")]
    assert taken_in(head, path) == {(0, 0, 0)}


@pytest.mark.parametrize(
    ("values", "column", "code"),
    [
        ({"姓名": "李四"}, "姓名", "UNKNOWN"),
        ({"支部": "别的支部"}, "姓名", "UNKNOWN"),
        ({"类别": "标兵"}, "姓名", "UNKNOWN"),
        ({"年度": ""}, "年度", "NEEDED"),
        ({"支部": ""}, "支部", "NEEDED"),
        ({"决定": "可以"}, "决定", "CHOICE"),
    ],
)
def test_a_decision_on_nothing_that_was_received_is_a_problem(
    make_office: MakeOffice, branch: Office, tmp_path: Path, values: dict[str, str], column: str, code: str
) -> None:
    fill(branch, "张三")
    head = make_office("机电学院党总支", "general-branch")
    apply(head, [pack(branch, tmp_path / "stick").path], adopt=True)
    row = {"支部": "机电系党支部", "类别": "先锋岗", "年度": "2026", "姓名": "张三", "决定": "同意"} | values
    path = write_xlsx(tmp_path / "决定.xlsx", {"审批": [list(row), list(row.values())]})
    (problem,) = import_workbook(head, path).sheets["审批"].problems
    assert (problem.row, problem.column, problem.code) == (2, column, code)


@pytest.mark.parametrize("kind", ["branch", "general-branch"])
def test_the_template_has_the_sheets_and_headings_of_the_manual(tmp_path: Path, kind: str) -> None:
    write_template(tmp_path / "模板.xlsx", kind)
    book = openpyxl.load_workbook(tmp_path / "模板.xlsx")
    promised: dict[str, list[str]] = {}
    for line in WORKBOOK_MD.read_text(encoding="utf-8").splitlines():
        if line.startswith("| ") and not line.startswith("| sheet"):
            name, words = (part.strip() for part in line.strip("|").split("|"))
            above = "(general branch)" in name
            if above == (kind == "general-branch"):
                plain = words.replace("*", "").replace("(or the branch's name)", "")
                promised[name.split(" ")[0]] = [word.split("(")[0] for word in plain.split()]
    assert len(promised) == (13 if kind == "branch" else 1)
    for name, headings in promised.items():
        given = [cell.value for cell in book[name][1]]
        people = {"姓名", "党员姓名"}
        assert {h for h in headings if h not in people} <= set(given)
        assert people & set(given) or not people & set(headings)


def test_the_template_as_it_is_brings_nothing_and_offers_choices(branch: Office, tmp_path: Path) -> None:
    write_template(tmp_path / "模板.xlsx", "branch")
    before = digest(branch)
    assert taken_in(branch, tmp_path / "模板.xlsx") == {(0, 0, 0)}
    assert digest(branch) == before
    sheet = openpyxl.load_workbook(tmp_path / "模板.xlsx")["党员名册"]
    offered = [validation.formula1 for validation in sheet.data_validations.dataValidation]
    assert '"男,女"' in offered
    assert sheet["D2"].number_format == "@"


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.key)
def test_every_ledger_has_a_place_in_the_workbook(scheme: object, tmp_path: Path) -> None:
    from dangjian_desktop.schemes.scheme import Scheme
    from dangjian_desktop.services.workbook_sheets import sheet_forms

    assert isinstance(scheme, Scheme)
    carried = {ledger.key for form in sheet_forms() for ledger in form.ledgers}
    assert {ledger.key for ledger in scheme.ledgers} <= carried


def test_a_text_too_long_for_a_cell_is_refused_and_the_old_file_stays(branch: Office, tmp_path: Path) -> None:
    pledge(branch, "字" * 32_768)
    (tmp_path / "导出.xlsx").write_bytes(b"old")
    with pytest.raises(UserError, match="EXPORT-LONG"):
        export_workbook(branch, tmp_path / "导出.xlsx")
    assert (tmp_path / "导出.xlsx").read_bytes() == b"old"
