"""Importing as a person wishes: his headings, his corrections, his answers; and what was copied in WPS."""

from collections.abc import Sequence
from typing import Any

import pytest

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.services.digest import digest
from dangjian_desktop.services.history import undo
from dangjian_desktop.services.work import Office
from dangjian_desktop.services.workbook import (
    ImportReport,
    Reading,
    SheetReport,
    Source,
    Told,
    Wishes,
    import_source,
    pasted_source,
)
from dangjian_desktop.services.workbook_reading import RawSheet
from dangjian_desktop.services.workbook_wishes import PASTED
from tests.services.workbooks import sheet_cells, table

HEAD = ["姓名", "出生年月", "入党时间"]


def source(*rows: Sequence[Any]) -> Source:
    return Source("名册.xlsx", (RawSheet("教工", tuple(map(tuple, rows))),))


def take(office: Office, given: Source, wishes: Wishes | None = None, *, dry_run: bool = False) -> SheetReport:
    report = import_source(office, given, wishes or Wishes(), dry_run=dry_run)
    return next(iter(report.sheets.values()))


def told(report: SheetReport, told_before: Told, *, same: bool) -> Wishes:
    (problem,) = report.problems
    return Wishes(told=told_before.with_answer(problem.key, tuple(key for key, _ in problem.rivals), same=same))


def test_columns_and_head_row_are_as_the_person_says(branch: Office) -> None:
    given = source(["甲", "乙", "丙"], ["张三", "1978.05", "1999.07"])
    columns = {0: "name", 1: "birth", 2: ""}
    reading = Reading(form="党员名册", head=0, columns=columns)
    assert take(branch, given, Wishes({"教工": reading})).new == 1
    assert table(branch, "members", "name", "birth", "joined") == [("张三", "1978-05", "")]


def test_rows_without_headings_are_read_from_the_first(branch: Office) -> None:
    reading = Reading(form="党员名册", head=-1, columns={0: "name", 1: "sex"})
    assert take(branch, source(["张三", "男"], ["李四", "女"]), Wishes({"教工": reading})).new == 2
    assert table(branch, "members", "name", "sex") == [("张三", "男"), ("李四", "女")]


def test_a_column_that_the_person_puts_elsewhere_leaves_its_first_place(branch: Office) -> None:
    given = source(["姓名", "学历", "全日制学历"], ["张三", "高中", "大学本科"])
    assert take(branch, given, Wishes({"教工": Reading(columns={2: "education"})})).unknown == ("学历",)
    assert table(branch, "members", "education") == [("大学本科",)]


def test_a_sheet_without_a_column_for_the_name_is_one_problem_not_an_error(branch: Office) -> None:
    reading = Reading(form="党员名册", head=0)
    (problem,) = take(branch, source(["甲", "乙"], ["张三", "男"]), Wishes({"教工": reading}), dry_run=True).problems
    assert problem.code == "COLUMN"


@pytest.mark.parametrize(
    ("value", "suggestions"),
    [("2O15.7", ("2015年7月",)), (28611, ("1978年5月1日",)), (1978.1, ("1978年1月", "1978年10月")), ("昨天", ())],
)
def test_each_suggestion_is_taken_when_it_is_put_in_the_cells_place(
    branch: Office, value: object, suggestions: tuple[str, ...]
) -> None:
    given = source(HEAD, ["张三", value, "2020.07"])
    (problem,) = take(branch, given, dry_run=True).problems
    assert (problem.row, problem.letter, problem.suggestions) == (2, "B", suggestions)
    for text in suggestions:
        wishes = Wishes({"教工": Reading(corrections={(1, 1): text})})
        assert take(branch, given, wishes, dry_run=True).problems == ()


def test_choices_that_are_close_are_suggested(branch: Office) -> None:
    (problem,) = take(branch, source(["姓名", "文化程度"], ["张三", "研究生"]), dry_run=True).problems
    assert problem.suggestions == ("博士研究生", "硕士研究生")


def test_rows_left_out_and_lines_that_are_no_people_are_told_as_skipped(branch: Office) -> None:
    given = source(HEAD, ["张三", "1978.05", ""], ["李四", "1979.05", ""], ["制表人：王芳", "", ""])
    report = take(branch, given, Wishes({"教工": Reading(left_out=frozenset({2}))}))
    assert report.skipped == ((3, "李四"), (4, "制表人：王芳"))
    assert table(branch, "members", "name") == [("张三",)]


def test_rows_with_red_cells_go_in_without_them_when_wished(branch: Office) -> None:
    given = source(HEAD, ["张三", "2O15.7", "2020.07"], ["", "1978.05", ""])
    assert take(branch, given).new == 0
    report = import_source(branch, given, Wishes(red=True))
    assert table(branch, "members", "name", "birth", "joined") == [("张三", "", "2020-07")]
    ((column, text),) = [(cell.column, cell.text) for cell in report.red]
    assert (column, text) == ("birth", "2O15.7")
    assert report.sheets["教工"].new == 1


def test_what_a_change_replaces_is_told_at_its_place(branch: Office) -> None:
    take(branch, source(["姓名", "职务"], ["张三", "书记"]))
    report = take(branch, source(["序号", "姓名", "职务"], [1, "张三", "主任"]), dry_run=True)
    assert [(row.fate, dict(row.before)) for row in report.rows] == [("changed", {2: "书记"})]


TWINS = (["李四", "1985.05", "2006.07"], ["李四", "1990.01", "2015.07"])


def test_A_31_not_the_same_person_is_told_once_and_stays_so(branch: Office) -> None:
    take(branch, source(HEAD, TWINS[0]))
    given = source(HEAD, TWINS[1])
    wishes = told(take(branch, given, dry_run=True), Told(), same=False)
    assert take(branch, given, wishes).new == 1
    assert table(branch, "members", "birth") == [("1985-05",), ("1990-01",)]
    before = digest(branch)
    again = take(branch, given, wishes)
    assert (again.new, again.changed, again.same, again.problems) == (0, 0, 1, ())
    assert digest(branch) == before


def test_A_31_the_same_person_takes_the_rows_values(branch: Office) -> None:
    take(branch, source(HEAD, TWINS[0]))
    given = source(HEAD, TWINS[1])
    wishes = told(take(branch, given, dry_run=True), Told(), same=True)
    assert take(branch, given, wishes).changed == 1
    assert table(branch, "members", "birth", "joined") == [("1990-01", "2015-07")]


@pytest.mark.parametrize(("same", "people"), [(True, 1), (False, 2)])
def test_A_31_two_rows_of_one_name_are_one_person_or_two_as_told(branch: Office, same: bool, people: int) -> None:
    given = source(["姓名", "部门"], ["李四", "机电系"], ["李　四", "机电系"])
    first = take(branch, given, dry_run=True)
    assert first.problems[0].rivals[0][1] == "第 2 行的李四"
    wishes = told(first, Told(), same=same)
    report = take(branch, given, wishes)
    assert (report.new, report.same, report.problems) == (people, 2 - people, ())
    before = digest(branch)
    again = take(branch, given, wishes)
    assert (again.new, again.changed, again.same, again.problems) == (0, 0, 2, ())
    assert digest(branch) == before
    undo(branch)
    assert table(branch, "members", "name") == []


def test_an_answer_can_be_taken_back() -> None:
    first = Told().with_answer("a", ("b",), same=True)
    second = first.with_answer("a", ("b",), same=False)
    assert first.are_same("a", "b")
    assert not second.are_same("a", "b")
    assert second.are_different("a", "b")


def test_what_was_copied_in_wps_is_imported_in_the_same_way(branch: Office) -> None:
    report: ImportReport = import_source(branch, pasted_source([["姓名", "性别"], ["张三", "男"], ["李四", "先生"]]))
    assert report.sheets[PASTED].new == 1
    assert report.error_file is not None
    assert sheet_cells(report.error_file, PASTED)[1][:2] == ("李四", "先生")
    with pytest.raises(UserError, match="剪贴板里没有表格"):
        pasted_source([["", " "]])
