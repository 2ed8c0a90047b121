"""The tables of the forms: cells, merges and measures of docs/forms.md, on the page and in the PDF."""

from io import BytesIO

import pdfplumber
import pytest

from dangjian_desktop.reports.form import Row, Values
from dangjian_desktop.reports.page import Options
from dangjian_desktop.reports.sheet import Cell, Grid, Sheet
from tests.reports.samples import pages, pdf_of, values_for

LEDGERS = (3, 4, 5, 7)
WIDTHS = {
    3: (15, 30, 50, 50, 85),
    4: (15, 45, 30, 110, 30),
    5: (15, 40, 130, 45),
    7: (15, 40, 75, 75, 25),
}
APPROVALS = {8: (7, 5, 5, 3, 2, 2, 2), 9: (7, 5, 5, 5, 2, 2, 2)}
HEADS = {
    3: ("序号", "党员姓名", "职务\n（无职党员写岗位名称）", "责任区域", "责任区职责"),
    4: ("序号", "活动名称", "活动日期", "开展活动具体情况", "备注"),
    5: ("序号", "党员姓名", "承诺事项", "计划完成时限"),
    7: ("序号", "党员姓名", "承诺事项", "践诺情况", "备注"),
}


def grid_of(sheet: Sheet) -> Grid:
    assert sheet.grid is not None
    return sheet.grid


def covering(grid: Grid, row: int) -> list[Cell]:
    """Return the cells that a row crosses, those that began above it counted."""
    return [cell for cell in grid.cells if cell.row <= row < cell.row + cell.rows]


def cell_at(grid: Grid, row: int, column: int) -> Cell:
    (cell,) = [c for c in grid.cells if c.row <= row < c.row + c.rows and c.column <= column < c.column + c.columns]
    return cell


@pytest.mark.parametrize("number", LEDGERS)
@pytest.mark.parametrize("blank", [True, False])
def test_a_ledger_has_the_samples_columns_and_widths_on_landscape_a4(number: int, *, blank: bool) -> None:
    for sheet in pages(number, None if blank else values_for(number), blank=blank):
        grid = grid_of(sheet)
        assert (sheet.width, sheet.height) == (297, 210)
        assert grid.widths == pytest.approx(WIDTHS[number])
        assert tuple(cell.text for cell in covering(grid, 0)) == HEADS[number]
        assert {len(covering(grid, row)) for row in range(len(grid.heights))} == {len(WIDTHS[number])}


@pytest.mark.parametrize(("number", "rows"), [(4, 4), (5, 15), (7, 15)])
def test_a_blank_ledger_has_as_many_rows_as_the_sample(number: int, rows: int) -> None:
    (sheet,) = pages(number, blank=True)
    assert len(grid_of(sheet).heights) == 1 + rows


def test_F3_a_blank_arrangement_fills_its_one_page() -> None:
    (sheet,) = pages(3, blank=True)
    grid = grid_of(sheet)
    assert len(grid.heights) > 8
    bottom = grid.y + sum(grid.heights)
    assert 210 - 24 - grid.heights[-1] < bottom <= 210 - 24 + 0.01


@pytest.mark.parametrize("number", [5, 7])
def test_F5_F7_the_samples_blocks_are_merged_over_five_rows_and_numbered_to_ten(number: int) -> None:
    (sheet,) = pages(number, blank=True)
    grid = grid_of(sheet)
    assert [cell_at(grid, row, 0).text for row in range(1, 16)] == [*map(str, range(1, 11)), *[""] * 5]
    branch, person = cell_at(grid, 1, 1), cell_at(grid, 6, 1)
    assert (branch.text, branch.row, branch.rows) == ("XXX党支部", 1, 5)
    assert (person.text, person.row, person.rows) == ("张三", 6, 5)
    assert [cell_at(grid, row, 1).rows for row in range(11, 16)] == [1] * 5


@pytest.mark.parametrize("number", APPROVALS)
@pytest.mark.parametrize("blank", [True, False])
def test_F8_F9_cells_per_row_the_continued_photo_counted(number: int, *, blank: bool) -> None:
    (sheet,) = pages(number, None if blank else values_for(number), blank=blank)
    grid = grid_of(sheet)
    assert tuple(len(covering(grid, row)) for row in range(7)) == APPROVALS[number]
    photo = cell_at(grid, 0, 6)
    assert (photo.photo, photo.text, photo.row, photo.rows, photo.column) == (True, "", 0, 4, 6)
    assert grid.widths == pytest.approx((24, 26, 20, 18, 18, 18, 32))
    if blank:
        assert grid.heights[:4] == pytest.approx((12, 12, 12, 12))
        assert grid.heights[5:] == pytest.approx((40, 40))


def test_F8_11_the_label_of_the_deeds_stands_one_character_a_line() -> None:
    (sheet,) = pages(8, blank=True)
    assert cell_at(grid_of(sheet), 4, 0).text == "主\n要\n事\n迹"


def test_F9_12_the_blank_form_prints_all_three_kinds_a_filled_one_the_chosen() -> None:
    (blank,) = pages(9, blank=True)
    (filled,) = pages(9, values_for(9))
    assert cell_at(grid_of(blank), 3, 3).text == "学习标兵/工作标兵/服务标兵"
    assert cell_at(grid_of(filled), 3, 3).text == "工作标兵"


def test_A7_24_the_opinion_cells_get_seal_and_date_only_by_the_switch() -> None:
    (plain,) = pages(8, blank=True)
    (sealed,) = pages(8, blank=True, options=Options(seal_lines=True))
    assert cell_at(grid_of(plain), 5, 1).text == ""
    assert cell_at(grid_of(sealed), 5, 1).text == "（盖章）\n　年　月　日"
    assert cell_at(grid_of(sealed), 6, 1).text == "（盖章）\n　年　月　日"


@pytest.mark.parametrize("number", [*LEDGERS, *APPROVALS])
@pytest.mark.parametrize("blank", [True, False])
def test_the_pdf_has_the_grids_cells_to_a_fifth_of_a_millimetre(number: int, *, blank: bool) -> None:
    sheets = pages(number, None if blank else values_for(number), blank=blank)
    with pdfplumber.open(BytesIO(pdf_of(number, sheets))) as document:
        for sheet, page in zip(sheets, document.pages, strict=True):
            grid = grid_of(sheet)
            (table,) = page.find_tables()
            found = sorted(tuple(round(edge / 72 * 25.4, 1) for edge in cell) for cell in table.cells)
            xs = [grid.x + sum(grid.widths[:place]) for place in range(len(grid.widths) + 1)]
            ys = [grid.y + sum(grid.heights[:place]) for place in range(len(grid.heights) + 1)]
            wanted = sorted((xs[c.column], ys[c.row], xs[c.column + c.columns], ys[c.row + c.rows]) for c in grid.cells)
            assert len(found) == len(wanted)
            for real, planned in zip(found, wanted, strict=True):
                assert real == pytest.approx(planned, abs=0.2)


@pytest.mark.parametrize("number", [*LEDGERS, *APPROVALS])
def test_every_character_of_a_filled_table_lies_within_its_cell(number: int) -> None:
    sheets = pages(number, values_for(number))
    with pdfplumber.open(BytesIO(pdf_of(number, sheets))) as document:
        for page in document.pages:
            (table,) = page.find_tables()
            boxes = [tuple(cell) for cell in table.cells]
            left, top, right, bottom = table.bbox
            inside = [c for c in page.chars if top < (c["top"] + c["bottom"]) / 2 < bottom and c["text"].strip()]
            assert inside
            for char in inside:
                assert left <= char["x0"]
                assert char["x1"] <= right
                assert any(
                    x0 <= char["x0"] and char["x1"] <= x1 and y0 - 0.5 <= char["top"] and char["bottom"] <= y1 + 3
                    for x0, y0, x1, y1 in boxes
                ), char["text"]


def test_a_ledger_can_stand_upright_with_the_same_cells() -> None:
    upright = pages(5, values_for(5), options=Options(landscape=False))
    assert {(sheet.width, sheet.height) for sheet in upright} == {(210, 297)}
    lying = pages(5, values_for(5))
    texts = [[cell.text for sheet in sheets for cell in grid_of(sheet).cells] for sheets in (upright, lying)]
    assert texts[0] == texts[1]


def test_F4_at_least_four_rows_stay_and_more_records_make_more() -> None:
    one = values_for(4)
    (few,) = pages(4, one)
    assert len(grid_of(few).heights) == 5
    many = Values(one.fields, rows=tuple(Row((f"走访{n}", "2026年11月20日", "谈心。", "")) for n in range(30)))
    sheets = pages(4, many)
    numbers = [
        cell_at(grid_of(sheet), row, 0).text for sheet in sheets for row in range(1, len(grid_of(sheet).heights))
    ]
    assert numbers == [str(n) for n in range(1, 31)]
    assert all(tuple(c.text for c in covering(grid_of(sheet), 0)) == HEADS[4] for sheet in sheets)
