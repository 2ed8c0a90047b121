"""The workbook in: rosters and ledgers as they are found on office PCs, and what becomes of every row of them."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dangjian_desktop.core.errors import Cancelled, UserError
from dangjian_desktop.core.paths import write_whole
from dangjian_desktop.services.digest import digest
from dangjian_desktop.services.history import entries, redo, undo
from dangjian_desktop.services.records import Edit, rows, save_texts
from dangjian_desktop.services.work import Office
from dangjian_desktop.services.workbook import Problem, SheetReport, import_workbook
from tests.conftest import MakeOffice
from tests.services.exchange_year import LEDGERS
from tests.services.workbooks import Cells, sheet_cells, table, write_ods, write_xls, write_xlsx

HEAD = ["序号", "姓名", "性别", "民族", "出生年月", "入党时间", "现任职务", "人员类别"]
MESSY: Cells = [
    ["机电工程系党支部党员花名册"],
    ["填表日期：2026年11月"],
    [],
    ["序号", "党员姓名", "性 别", "民族\n", "出生日期", "入党时间*", "现任职务（党内外）", "人员类别："],
    [1, "张 三", "男", "汉", date(1978, 5, 1), "1999.07", None, "教师"],
    [2, "阿布都•热合曼", "男", "维吾尔", "1985年3月", "2006/7", "系主任", "双肩挑"],
    [None] * 8,
    [3, "李镕", "女", "汉族", "197805", "20010701", "", "教师"],
    [4, "王五", "女", "汉族", 1980.05, "2003-06", "无", "教师"],
    [5, "陈\U0002cc56", "女", "汉族", "１９９０．０１", "2015-07-01", "", "管理岗"],
]
PEOPLE = [
    ("张 三", "男", "汉族", "1978-05", "1999-07", "", "教师"),
    ("阿布都•热合曼", "男", "维吾尔族", "1985-03", "2006-07", "系主任", "双肩挑"),
    ("李镕", "女", "汉族", "1978-05", "2001-07", "", "教师"),
    ("王五", "女", "汉族", "1980-05", "2003-06", "无", "教师"),
    ("陈\U0002cc56", "女", "汉族", "1990-01", "2015-07", "", "管理岗"),
]
SHOWN = ("name", "sex", "ethnicity", "birth", "joined", "duty", "staff_kind")
WRITERS = {".xlsx": write_xlsx, ".xls": write_xls, ".ods": write_ods}


def roster(*people: Sequence[Any], head: list[str] | None = None) -> Cells:
    return [head or ["姓名", "出生年月", "入党时间"], *people]


@pytest.fixture
def take(branch: Office, tmp_path: Path) -> Callable[..., dict[str, SheetReport]]:
    """Write sheets as a file and import it."""

    def do(*, office: Office = branch, dry_run: bool = False, **sheets: Cells) -> dict[str, SheetReport]:
        path = write_xlsx(tmp_path / "表格.xlsx", sheets)
        return dict(import_workbook(office, path, dry_run=dry_run).sheets)

    return do


Take = Callable[..., dict[str, SheetReport]]


def only(report: SheetReport) -> Problem:
    (problem,) = report.problems
    return problem


def counts(report: SheetReport) -> tuple[int, int, int, int]:
    return report.new, report.changed, report.same, len(report.problems)


@pytest.mark.parametrize("ending", WRITERS)
def test_a_messy_roster_is_read_from_each_format(branch: Office, tmp_path: Path, ending: str) -> None:
    path = WRITERS[ending](tmp_path / f"花名册{ending}", {"教工": MESSY})
    report = import_workbook(branch, path).sheets["教工"]
    assert counts(report) == (5, 0, 0, 0)
    assert table(branch, "members", *SHOWN) == PEOPLE


def test_the_same_file_twice_changes_nothing_and_undo_takes_it_all_back(branch: Office, tmp_path: Path) -> None:
    before = digest(branch)
    path = write_xlsx(tmp_path / "花名册.xlsx", {"党员名册": MESSY})
    import_workbook(branch, path)
    after = digest(branch)
    again = import_workbook(branch, path)
    assert counts(again.sheets["党员名册"]) == (0, 0, 5, 0)
    assert again.changes.seq is None
    assert digest(branch) == after != before
    assert entries(branch)[0].verb == "导入 花名册.xlsx"
    undo(branch)
    assert digest(branch) == before
    redo(branch)
    assert digest(branch) == after


def test_a_dry_run_counts_the_same_and_writes_nothing(branch: Office, tmp_path: Path) -> None:
    before = digest(branch)
    sheets: dict[str, Cells] = {"党员名册": [*MESSY, [6, "赵六", "男", "汉族", "昨天"]]}
    path = write_xlsx(tmp_path / "花名册.xlsx", sheets)
    dry = import_workbook(branch, path, dry_run=True)
    assert counts(dry.sheets["党员名册"]) == (5, 0, 0, 1)
    assert digest(branch) == before
    assert len(entries(branch)) == 1
    assert [each.name for each in tmp_path.glob("*.xlsx")] == ["花名册.xlsx"]
    assert import_workbook(branch, path).sheets == dry.sheets


def test_all_problems_are_told_at_once_with_row_and_column_and_good_rows_go_in(branch: Office, tmp_path: Path) -> None:
    cells: Cells = [
        ["花名册"],
        HEAD,
        [1, "张三", "男", "汉族", "2O15.7", "2030.7", "", "教师"],
        [2, "李四", "先生", "汉族", "1978.05", "1999.07", "", "教师"],
        [3, "王五", "男", "汉族", "1978.05", "1999.07", "", "教师"],
        [4, "", "男", "汉族", "1978.05", "1999.07", "", "教师"],
        [None, "合计：3人"],
    ]
    report = import_workbook(branch, write_xlsx(tmp_path / "名册.xlsx", {"党员名册": cells}))
    told = [(p.row, p.column, p.value, p.code) for p in report.sheets["党员名册"].problems]
    assert told == [
        (3, "出生年月", "2O15.7", "DATE"),
        (3, "入党时间", "2030.7", "FUTURE"),
        (4, "性别", "先生", "CHOICE"),
        (6, "姓名", "", "NEEDED"),
    ]
    assert report.sheets["党员名册"].skipped == ((7, "合计：3人"),)
    assert all(p.message.endswith("。") for p in report.sheets["党员名册"].problems)
    assert table(branch, "members", "name") == [("王五",)]


def test_rows_with_problems_go_to_a_file_with_reasons_that_can_be_mended_and_imported(
    branch: Office, tmp_path: Path
) -> None:
    cells = roster(["张三", "2O15.7", "1999.07"], ["李四", "1978.05", "1999.07"], ["=1+1", "昨天", ""])
    report = import_workbook(branch, write_xlsx(tmp_path / "名册.xlsx", {"党员名册": cells}))
    assert report.error_file == tmp_path / "名册.错误行.xlsx"
    head, first, second = sheet_cells(report.error_file, "党员名册")
    assert head == ("姓名", "出生年月", "入党时间", "原因", "原行号")
    assert first[:3] == ("张三", "2O15.7", "1999.07")
    assert "是不是2015年7月？" in first[3]
    assert (first[4], second[4]) == (2, 4)
    mended = roster(["张三", "1985.7", "1999.07", first[3], 2], head=list(head))
    again = import_workbook(branch, write_xlsx(report.error_file, {"党员名册": mended}))
    assert counts(again.sheets["党员名册"]) == (1, 0, 0, 0)
    assert again.error_file is None


def test_a_later_import_updates_what_is_given_and_never_empties(take: Take, branch: Office) -> None:
    take(党员名册=[["姓名", "性别", "职务", "部门"], ["张三", "男", "", "机电系"]])
    report = take(党员名册=[["姓名", "性别", "职务", "部门"], ["张三", "", "系主任", ""]])["党员名册"]
    assert counts(report) == (0, 1, 0, 0)
    assert table(branch, "members", "sex", "duty", "department") == [("男", "系主任", "机电系")]


def test_a_changed_state_joins_the_history_of_the_membership(take: Take, branch: Office) -> None:
    from dangjian_desktop.services.reading import load_book

    take(党员名册=[["姓名", "状态"], ["张三", "在册"], ["李四", ""]])
    assert counts(take(党员名册=[["姓名", "状态"], ["张三", "转出"]])["党员名册"]) == (0, 1, 0, 0)
    book = load_book(branch)
    assert [member.name for member in book.members] == ["李四"]
    assert {member.name for member in book.members_on(date(2026, 11, 23))} == {"张三", "李四"}


def test_a_heading_with_nothing_to_hold_it_is_told(take: Take) -> None:
    report = take(党员名册=[["姓名", "身份证号", "联系电话", "序号"], ["张三", "1", "2", "3"]])["党员名册"]
    assert report.unknown == ("身份证号", "联系电话")
    assert counts(report) == (1, 0, 0, 0)


def test_the_columns_own_name_is_taken_before_a_synonym(take: Take, branch: Office) -> None:
    take(党员名册=[["姓名", "现任职务", "职务"], ["张三", "校长", "系主任"]])
    assert table(branch, "members", "duty") == [("系主任",)]


def test_two_rows_of_headings_and_heads_repeated_on_each_page_are_layout(branch: Office, tmp_path: Path) -> None:
    cells: Cells = [
        ["姓名", "时间", None, "性别"],
        [None, "出生年月", "入党时间", None],
        ["张三", "1978.05", "1999.07", "男"],
        ["姓名", "出生年月", "入党时间", "性别"],
        ["李四", "1979.05", "1999.08", "女"],
    ]
    path = write_xlsx(tmp_path / "名册.xlsx", {"名册": cells}, {"名册": ["A1:A2", "B1:C1", "D1:D2"]})
    assert counts(import_workbook(branch, path).sheets["名册"]) == (2, 0, 0, 0)
    assert table(branch, "members", "name", "birth", "sex") == [("张三", "1978-05", "男"), ("李四", "1979-05", "女")]


# Numbers that Excel has spoilt


@pytest.mark.parametrize(
    ("value", "question"),
    [
        (1978.1, "可能是1978年1月，也可能是1978年10月"),
        (28611, "1978年5月1日"),
        (28611.0, "1978年5月1日"),
    ],
)
def test_a_month_that_excel_has_spoilt_is_asked_about(take: Take, value: float, question: str) -> None:
    problem = only(take(党员名册=roster(["张三", value, "1999.07"]))["党员名册"])
    assert (problem.row, problem.column, problem.code) == (2, "出生年月", "SPOILT")
    assert question in problem.message


def test_a_month_that_is_a_number_but_whole_is_taken(take: Take, branch: Office) -> None:
    take(党员名册=roster(["张三", 1978.05, 199907], ["李四", 1978.12, 1999.2]))
    assert table(branch, "members", "birth", "joined") == [("1978-05", "1999-07"), ("1978-12", "1999-02")]


def test_a_text_typed_as_such_is_taken_at_its_word(take: Take, branch: Office) -> None:
    take(党员名册=roster(["张三", "1978.1", "1999.7"]))
    assert table(branch, "members", "birth") == [("1978-01",)]


def test_a_long_number_whose_end_is_lost_and_a_day_without_its_nought_are_asked_about(take: Take) -> None:
    take(党员名册=[["姓名", "备注"], ["张三", "x"]])
    problem = only(take(党员名册=[["姓名", "备注"], ["张三", 110105197805010001]])["党员名册"])
    assert (problem.column, problem.code) == ("备注", "SPOILT")
    head = ["党员姓名", "承诺事项", "计划完成时限"]
    problem = only(take(承诺=[head, ["张三", "上好课", 11.2]])["承诺"])
    assert (problem.column, problem.code) == ("计划完成时限", "SPOILT")


# People of one name


TWO = (["张伟", "1985.03", "2006.07"], ["张伟", "1990.07", "2012.06"])


def test_namesakes_are_told_apart_by_birth_and_joining(take: Take, branch: Office) -> None:
    head = ["姓名", "出生年月", "入党时间", "部门"]
    assert counts(take(党员名册=roster(*TWO))["党员名册"]) == (2, 0, 0, 0)
    given = [["张伟", "1990.07", "", "学工处"], ["张 伟", "1985.03", "2006.07", "机电系"]]
    assert counts(take(党员名册=roster(*given, head=head))["党员名册"]) == (0, 2, 0, 0)
    assert table(branch, "members", "birth", "department") == [("1985-03", "机电系"), ("1990-07", "学工处")]


def test_a_namesake_without_marks_is_a_problem_that_names_both(take: Take) -> None:
    take(党员名册=roster(*TWO))
    problem = only(take(党员名册=[["姓名", "部门"], ["张伟", "机电系"]])["党员名册"])
    assert problem.code == "NAMESAKE"
    assert "张伟（1985-03，2006-07）" in problem.message
    assert "张伟（1990-07，2012-06）" in problem.message


def test_somebody_else_of_a_known_name_never_overwrites_him(take: Take, branch: Office) -> None:
    take(党员名册=roster(TWO[0]))
    problem = only(take(党员名册=roster(TWO[1]))["党员名册"])
    assert problem.code == "NAMESAKE"
    assert "张伟（1985-03，2006-07）" in problem.message
    assert table(branch, "members", "birth") == [("1985-03",)]


def test_one_changed_mark_of_an_only_name_is_a_correction(take: Take, branch: Office) -> None:
    take(党员名册=roster(TWO[0]))
    assert counts(take(党员名册=roster(["张伟", "1985.04", "2006.07"]))["党员名册"]) == (0, 1, 0, 0)
    assert table(branch, "members", "birth") == [("1985-04",)]


def test_one_changed_mark_among_namesakes_is_asked_about(take: Take) -> None:
    take(党员名册=roster(*TWO))
    assert only(take(党员名册=roster(TWO[0], ["张伟", "1990.08", "2012.06"]))["党员名册"]).code == "NAMESAKE"


@pytest.mark.parametrize("second", [["李 四", "1978.05", "1999.07"], ["李四", "", "1999.07"], ["李四", "", ""]])
def test_a_person_twice_in_a_file_is_a_problem_that_names_the_first_row(take: Take, second: list[Any]) -> None:
    report = take(党员名册=roster(["李四", "1978.05", "1999.07"], second))["党员名册"]
    assert counts(report) == (1, 0, 0, 1)
    assert (only(report).row, only(report).code) == (3, "DUPLICATE")
    assert "第 2 行" in only(report).message


def test_the_dots_variants_and_spaces_are_one_name(take: Take, branch: Office) -> None:
    take(党员名册=roster(["阿布都·热合曼", "1985.03", ""]))
    spellings = ("阿布都•热合曼", "阿布都．热合曼", "阿布都・热合曼", "阿布都 · 热合曼")
    for number, spelling in enumerate(spellings):
        report = take(承诺=[["姓名", "承诺事项"], [spelling, f"上好第{number}节课"]])["承诺"]
        assert counts(report) == (1, 0, 0, 0)
    assert len(rows(branch, LEDGERS["commitments"])) == 4


def test_another_sheet_names_a_namesake_with_the_month_of_birth(take: Take, branch: Office) -> None:
    take(党员名册=roster(*TWO))
    head = ["党员姓名", "承诺事项"]
    report = take(承诺=[head, ["张伟（1990.07）", "上好课"], ["张伟", "多走访"], ["张玮", "多走访"]])["承诺"]
    assert [(p.row, p.code) for p in report.problems] == [(3, "NAMESAKE"), (4, "UNKNOWN")]
    assert table(branch, "commitments", "member_id") == [("张伟（1990-07）",)]


# The ledgers


def people(take: Take, *names: str) -> None:
    take(党员名册=[["姓名"], *([name] for name in names)])


def test_a_blank_name_in_a_block_means_as_above_and_a_branch_may_be_named(take: Take, branch: Office) -> None:
    people(take, "张三", "李四")
    cells: Cells = [
        ["序号", "党员姓名", "承诺事项", "计划完成时限"],
        [1, "机电系党支部", "办好党员活动室", "年底前"],
        [2, None, "每季度走访", ""],
        [3, "张三", "上好课", date(2026, 6, 30)],
        [4, "", "多走访", "2026.12.31"],
        [5, "李四", "多走访", "长期"],
    ]
    assert counts(take(承诺=cells)["承诺"]) == (5, 0, 0, 0)
    assert table(branch, "commitments", "member_id", "text", "due") == [
        ("机电系党支部", "办好党员活动室", "年底前"),
        ("机电系党支部", "每季度走访", ""),
        ("张三", "上好课", "2026-06-30"),
        ("张三", "多走访", "2026.12.31"),
        ("李四", "多走访", "长期"),
    ]


def test_names_merged_over_their_blocks_and_numbered_blank_rows_as_on_the_form(branch: Office, tmp_path: Path) -> None:
    cells: Cells = [
        ["序号", "党员姓名", "承诺事项"],
        [1, "张三", "上好课"],
        [2, None, "多走访"],
        [3],
        [4],
        [],
        [5, "李四", "多学习"],
    ]
    merged = {"承诺": ["B2:B5"]}
    path = write_xlsx(tmp_path / "承诺.xlsx", {"党员名册": [["姓名"], ["张三"], ["李四"]], "承诺": cells}, merged)
    assert counts(import_workbook(branch, path).sheets["承诺"]) == (3, 0, 0, 0)
    assert table(branch, "commitments", "member_id") == [("张三",), ("张三",), ("李四",)]


def test_a_blank_name_with_nobody_above_is_a_problem_not_the_branch(take: Take, branch: Office) -> None:
    people(take, "张三")
    report = take(承诺=[["党员姓名", "承诺事项"], ["", "上好课"], ["张三", "多走访"], [], ["", "多学习"]])["承诺"]
    assert [(p.row, p.column, p.code) for p in report.problems] == [
        (2, "党员姓名", "NEEDED"),
        (5, "党员姓名", "NEEDED"),
    ]
    assert table(branch, "commitments", "text") == [("多走访",)]


def test_choices_and_assignments_stand_side_by_side_in_one_sheet(take: Take, branch: Office) -> None:
    people(take, "张三", "李四", "王五", "赵六")
    cells: Cells = [
        ["姓名", "第一志愿", "第二志愿", "岗位名称", "岗位职责", "书记签字日期", "党员签字日期", "备注"],
        ["张三", "教育示范岗", "", "教育示范岗", "上好课。\n带徒弟。", "2026.3.1", "2026-03-02", ""],
        ["李四", "服务学生岗", "", "", "", "", "", ""],
        ["王五", "", "", "", "", "2026-03-01", "", ""],
        ["赵六", "", "", "", "", "", "", ""],
    ]
    report = take(设岗定责=cells)["设岗定责"]
    assert counts(report) == (2, 0, 1, 1)
    assert (only(report).row, only(report).column, only(report).code) == (4, "岗位名称", "NEEDED")
    assert table(branch, "post_applications", "member_id", "year") == [("张三", "2026"), ("李四", "2026")]
    assert table(branch, "post_assignments", "member_id", "duties", "member_signed_on") == [
        ("张三", "上好课。\n带徒弟。", "2026-03-02")
    ]


def test_A7_5_a_post_under_its_other_name_is_the_same_post(take: Take, branch: Office) -> None:
    before = len(rows(branch, LEDGERS["posts"]))
    head = ["岗位名称", "岗位职责", "启用"]
    report = take(岗位=[head, ["公共财物管护岗", "看管实训设备。", "是"], ["实训安全岗", "检查水电。", ""]])["岗位"]
    assert counts(report) == (1, 1, 0, 0)
    names = [row[0] for row in table(branch, "posts", "name")]
    assert len(names) == before + 1
    assert "公共财务管护岗" in names
    assert "公共财物管护岗" not in names


def test_Z07_areas_are_made_from_their_paths_and_their_upper_areas_may_come_later(take: Take, branch: Office) -> None:
    people(take, "张三", "李四")
    head = ["责任区域", "党员姓名", "责任区职责"]
    given = [["机电楼/三层", "张三", "走访"], ["机电楼／四层", "李四", ""], ["机电楼/三层", "王五", ""]]
    report = take(责任区=[head, *given])["责任区"]
    assert counts(report) == (2, 0, 0, 1)
    tree = [["区域名称", "上级区域"], ["301", "宿舍/三层"], ["三层", "宿舍"], ["宿舍", ""], ["阳台", "别处"]]
    report = take(责任区域=tree)["责任区域"]
    assert counts(report) == (3, 0, 0, 1)
    paths = {row[0] for row in table(branch, "area_assignments", "area_id")}
    assert paths == {"机电楼/三层", "机电楼/四层"}
    assert [row[0] for row in table(branch, "areas", "name")].count("机电楼") == 1
    assert counts(take(责任区=[head, *given])["责任区"]) == (0, 0, 2, 1)
    assert counts(take(责任区域=tree)["责任区域"]) == (0, 0, 3, 1)


def test_an_activity_needs_no_area_where_a_member_has_but_one(take: Take, branch: Office) -> None:
    people(take, "张三", "李四")
    take(责任区=[["责任区域", "党员姓名"], ["机电楼", "张三"], ["图书馆", "李四"], ["食堂", "李四"]])
    head = ["党员姓名", "活动名称", "活动日期", "开展活动具体情况"]
    report = take(责任区活动=[head, ["张三", "谈心", "2026.11.20", "谈心三人。"], ["李四", "谈心", "11.20", ""]])[
        "责任区活动"
    ]
    assert table(branch, "area_activities", "member_id", "area_id", "held_on") == [("张三", "机电楼", "2026-11-20")]
    assert (only(report).row, only(report).column, only(report).code) == (3, "责任区域", "NEEDED")


def test_publicity_of_all_schemes_stands_in_one_sheet(take: Take, branch: Office) -> None:
    cells: Cells = [
        ["事项", "渠道", "开始日期", "结束日期", "异议"],
        ["设岗定责", "党务公开栏", "2025-12-01", "2025-12-05", "无异议"],
        ["承诺践诺", "党员大会", "2026-03-27", "", ""],
        ["", "党员大会", "2026-03-27", "", ""],
        ["设岗", "天台", "2026-03-27", "", ""],
    ]
    report = take(公示=cells)["公示"]
    assert [(p.row, p.column, p.code) for p in report.problems] == [(4, "事项", "NEEDED"), (5, "渠道", "CHOICE")]
    assert table(branch, "posts_publicity", "year", "ends_on") == [("2025", "2025-12-05")]
    assert table(branch, "commitments_publicity", "channel") == [("党员大会",)]


def test_what_may_recur_is_told_apart_by_content_and_what_may_not_is_a_duplicate(take: Take, branch: Office) -> None:
    people(take, "张三")
    head = ["党员姓名", "方式", "意见"]
    opinions = [["张三", "群众评议", "热心。"], ["张三", "群众评议", "耐心。"], ["张三", "群众评议", "热心。"]]
    report = take(评议=[head, *opinions])["评议"]
    assert counts(report) == (2, 0, 0, 1)
    assert (only(report).row, only(report).code) == (4, "DUPLICATE")
    assert counts(take(评议=[head, *opinions[:2]])["评议"]) == (0, 0, 2, 0)
    head = ["年度", "季度", "标兵类型", "姓名", "得票"]
    votes = [[2026, "第四季度", "学习标兵", "张三", 12], [2026, 4, "学习", "张三", 13]]
    report = take(标兵测评=[head, *votes])["标兵测评"]
    assert (only(report).row, only(report).code) == (3, "DUPLICATE")
    assert table(branch, "candidacies", "quarter", "votes") == [("4", "12")]


def test_years_and_quarters_are_needed_where_the_sheet_lives_by_them(take: Take) -> None:
    people(take, "张三")
    head = ["党员姓名", "年度", "季度", "内容"]
    report = take(季度汇报=[head, ["张三", "", "3", "汇报"], ["张三", "2026", "", "汇报"], ["张三", "26", "5", "x"]])
    told = [(p.row, p.column, p.code) for p in report["季度汇报"].problems]
    assert told == [(2, "年度", "NEEDED"), (3, "季度", "NEEDED"), (4, "年度", "NUMBER"), (4, "季度", "NUMBER")]


def test_a_sheet_without_a_needed_column_is_one_problem(take: Take) -> None:
    problem = only(
        take(
            党员名册=[["姓名"], ["张三"]],
            标兵测评=[["年度", "季度", "标兵类型", "姓名"], [2026, 4, "学习标兵", "张三"]],
        )["标兵测评"]
    )
    assert (problem.row, problem.column, problem.code) == (1, "得票", "COLUMN")


def test_a_nomination_that_was_reported_is_closed_to_imports_too(take: Take, branch: Office, tmp_path: Path) -> None:
    from dangjian_desktop.services.exchange import pack

    people(take, "张三")
    head = ["年度", "姓名", "主要事迹", "支部研究日期"]
    take(先锋岗=[head, [2026, "张三", "上好课。", "2026-06-08"]])
    pack(branch, tmp_path / "stick")
    assert counts(take(先锋岗=[head, [2026, "张三", "上好课。", "2026-06-08"]])["先锋岗"]) == (0, 0, 1, 0)
    problem = only(take(先锋岗=[head, [2026, "张三", "上更好的课。", "2026-06-08"]])["先锋岗"])
    assert (problem.column, problem.code) == ("主要事迹", "LOCKED")


def test_a_branch_cannot_import_what_the_level_above_fills_in(take: Take) -> None:
    head = ["支部", "类别", "年度", "姓名", "决定"]
    report = take(党员名册=[["姓名"], ["张三"]], 审批=[head, ["机电系党支部", "先锋岗", 2026, "张三", "同意"]])
    assert only(report["审批"]).code == "NOT-OWNER"
    assert counts(report["党员名册"]) == (1, 0, 0, 0)


# Sheets and files


def test_sheets_are_known_by_a_name_within_their_title_or_by_their_headings(take: Take, branch: Office) -> None:
    sheets: dict[str, Cells] = {
        "1.党员名册2026": [["姓名"], ["张三"]],
        "Sheet2": [["姓名", "性别", "出生年月"], ["李四", "女", "1978.05"]],
        "第二张": [["党员姓名", "方式", "意见"], ["张三", "个人自评", "按期完成。"]],
        "Sheet4": [[]],
    }
    report = take(**sheets)
    assert {title: counts(each) for title, each in report.items()} == {
        "1.党员名册2026": (1, 0, 0, 0),
        "Sheet2": (1, 0, 0, 0),
        "第二张": (1, 0, 0, 0),
    }


def test_a_sheet_that_nobody_knows_is_told_and_kept_in_the_file_of_errors(branch: Office, tmp_path: Path) -> None:
    sheets: dict[str, Cells] = {"党员名册": [["姓名"], ["张三"]], "经费": [["项目", "金额"], ["书", 100]]}
    report = import_workbook(branch, write_xlsx(tmp_path / "a.xlsx", sheets))
    assert only(report.sheets["经费"]).code == "SHEET"
    assert counts(report.sheets["党员名册"]) == (1, 0, 0, 0)
    assert report.error_file is not None
    assert sheet_cells(report.error_file, "经费")[1][:2] == ("书", "100")


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.et", b"x", "IMPORT-FORMAT"),
        ("a.xlsx", b"not a workbook", "IMPORT-FORMAT"),
        ("a.xls", b"<html><table><tr><td>x</td></tr></table></html>", "IMPORT-FORMAT"),
        ("a.xlsx", b"PK\x03\x04 cut short", "IMPORT-FORMAT"),
        ("a.xlsx", b"", "IMPORT-FORMAT"),
    ],
)
def test_a_file_that_is_no_workbook_is_one_sentence(
    branch: Office, tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UserError) as refused:
        import_workbook(branch, tmp_path / name)
    assert refused.value.code == code
    assert name in refused.value.message
    assert refused.value.message.endswith("。")


def test_a_missing_an_empty_and_an_unknown_file_are_one_sentence(branch: Office, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="IMPORT-MISSING"):
        import_workbook(branch, tmp_path / "没有.xlsx")
    with pytest.raises(UserError, match="IMPORT-EMPTY"):
        import_workbook(branch, write_xlsx(tmp_path / "空.xlsx", {"Sheet1": []}))
    with pytest.raises(UserError, match="IMPORT-UNKNOWN"):
        import_workbook(branch, write_xlsx(tmp_path / "经费.xlsx", {"Sheet1": [["项目", "金额"], ["书", 100]]}))


def test_a_file_cut_anywhere_is_refused_whole_or_read_whole(branch: Office, tmp_path: Path) -> None:
    whole = write_xlsx(tmp_path / "名册.xlsx", {"党员名册": MESSY}).read_bytes()
    before = digest(branch)
    for length in range(0, len(whole) - 1, 199):
        (tmp_path / "半.xlsx").write_bytes(whole[:length])
        with pytest.raises(UserError, match="IMPORT-FORMAT"):
            import_workbook(branch, tmp_path / "半.xlsx")
    assert digest(branch) == before


def test_cancelling_half_way_leaves_everything_as_it_was(branch: Office, tmp_path: Path) -> None:
    before = digest(branch)

    def stop(done: int, _total: int, _label: str) -> None:
        if done == 1:
            raise Cancelled

    sheets: dict[str, Cells] = {
        "党员名册": [["姓名"], ["张三"]],
        "承诺": [["党员姓名", "承诺事项"], ["张三", "上好课"]],
    }
    with pytest.raises(Cancelled):
        import_workbook(branch, write_xlsx(tmp_path / "a.xlsx", sheets), progress=stop)
    assert digest(branch) == before


def test_a_place_that_takes_no_file_sends_the_rows_with_problems_beside_the_data_file(
    branch: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    path = write_xlsx(stick / "名册.xlsx", {"党员名册": roster(["张三", "昨天", ""])})

    def refuse_on_stick(target: Path, data: bytes) -> None:
        if target.parent == stick:
            raise PermissionError
        write_whole(target, data)

    monkeypatch.setattr("dangjian_desktop.services.workbook_writing.write_whole", refuse_on_stick)
    report = import_workbook(branch, path)
    assert report.error_file == tmp_path / "名册.错误行.xlsx"
    assert report.error_file.exists()


def test_where_the_bad_rows_cannot_be_kept_the_good_ones_do_not_go_in(
    branch: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = digest(branch)

    def refuse(_target: Path, _data: bytes) -> None:
        raise PermissionError

    monkeypatch.setattr("dangjian_desktop.services.workbook_writing.write_whole", refuse)
    path = write_xlsx(tmp_path / "名册.xlsx", {"党员名册": roster(["张三", "昨天", ""], ["李四", "1978.05", ""])})
    with pytest.raises(UserError, match="EXPORT-FILE"):
        import_workbook(branch, path)
    assert digest(branch) == before


def test_the_order_of_sheets_does_not_matter(make_office: MakeOffice, tmp_path: Path) -> None:
    sheets: dict[str, Cells] = {
        "承诺": [["党员姓名", "承诺事项"], ["张三", "上好课"]],
        "设岗定责": [["姓名", "岗位名称"], ["张三", "读书岗"]],
        "责任区活动": [["党员姓名", "活动名称", "活动日期"], ["张三", "谈心", "2026-11-20"]],
        "责任区": [["责任区域", "党员姓名"], ["机电楼", "张三"]],
        "岗位": [["岗位名称", "岗位职责"], ["读书岗", "荐书。"]],
        "党员名册": [["姓名"], ["张三"]],
    }
    office = make_office("甲党支部")
    report = import_workbook(office, write_xlsx(tmp_path / "a.xlsx", sheets))
    assert {counts(each) for each in report.sheets.values()} == {(1, 0, 0, 0)}
    assert list(report.sheets) == list(sheets)


def test_a_row_typed_in_the_window_is_found_again(branch: Office, take: Take) -> None:
    save_texts(branch, LEDGERS["members"], [Edit(None, {"name": "张三", "birth": "1978.05"})], verb="录入")
    assert counts(take(党员名册=roster(["张 三", "1978年5月", ""]))["党员名册"]) == (0, 0, 1, 0)
