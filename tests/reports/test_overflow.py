"""Texts that are too long for their place: nothing leaves its cell or its page, and all of it is printed."""

import itertools
from io import BytesIO

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dangjian_desktop.reports.docx import write_docx
from dangjian_desktop.reports.fonts import shown, width
from dangjian_desktop.reports.form import Row, Values
from dangjian_desktop.reports.page import LETTER, POINT, Options
from dangjian_desktop.reports.pdf import Document
from dangjian_desktop.reports.sheet import Line, Sheet
from dangjian_desktop.reports.xlsx import write_xlsx
from tests.reports.samples import BRANCH, LONG_NAME, MOMENT, pages, squeezed, values_for, words
from tests.reports.test_grids import cell_at, grid_of

SEALED = Options(seal_lines=True)


def long_text(sentences: int) -> str:
    return "".join(f"第{n}句，记录工作情况。" for n in range(1, sentences + 1))


def drawn_width(line: Line) -> float:
    return line.width if line.width is not None else width(line.text.rstrip(), line.face, line.size) * POINT


def assert_within_cells(sheet: Sheet) -> None:
    """Every line of the table stands between the rules of one of its cells, every other one on the paper."""
    grid = grid_of(sheet)
    xs = list(itertools.accumulate(grid.widths, initial=grid.x))
    ys = list(itertools.accumulate(grid.heights, initial=grid.y))
    boxes = [(xs[c.column], ys[c.row], xs[c.column + c.columns], ys[c.row + c.rows]) for c in grid.cells]
    for line in sheet.lines:
        left, right = line.x, line.x + drawn_width(line)
        top, bottom = line.y - 0.86 * line.size * POINT, line.y + 0.14 * line.size * POINT
        if line.paragraph < 0 and grid.y < line.y < ys[-1]:
            inside = [b for b in boxes if b[0] <= left and right <= b[2] + 0.01 and b[1] <= top and bottom <= b[3]]
            assert inside, (line, boxes)
        else:
            assert left >= 0
            assert right <= sheet.width
            assert bottom <= sheet.height


# Letters


def test_F1_9_an_office_with_a_very_long_name_stays_between_the_margins() -> None:
    name = f"中国共产党{'某某职业技术学院' * 4}教工第一支部委员会"
    sheets = pages(1, Values({**values_for(1).fields, "branch": name}, values_for(1).items))
    assert f"{name}（盖章）" in words(sheets)
    for line in sheets[-1].lines:
        assert line.x >= LETTER.left - 0.01
        assert line.x + drawn_width(line) <= LETTER.left + LETTER.inner + 0.01


def test_a_line_feed_in_a_text_ends_its_line_without_spreading_it() -> None:
    (sheet,) = pages(6, Values(values_for(6).fields, {"commitments": ("上好课\n帮扶学生",)}))
    (line,) = [line for line in sheet.lines if line.text == "1.上好课"]
    assert drawn_width(line) < 30
    assert [line.text for line in sheet.lines if line.text == "帮扶学生"]


def test_a_line_before_a_long_foreign_word_is_not_torn_apart() -> None:
    (sheet,) = pages(6, Values(values_for(6).fields, {"commitments": (f"学习{'longword' * 7}课程",)}))
    (line,) = [line for line in sheet.lines if line.text == "1.学习"]
    assert drawn_width(line) < 30


def test_F6_a_letter_leaves_a_line_before_those_to_be_signed() -> None:
    (sheet,) = pages(6, values_for(6))
    before, signed = next((a, b) for a, b in itertools.pairwise(sheet.lines) if b.text == "承诺人")
    assert signed.y - before.y == pytest.approx(2 * 28.99 * POINT, abs=0.1)


def test_a_round_seal_of_42_mm_over_name_and_day_touches_no_text_of_the_notice() -> None:
    (sheet,) = pages(2, values_for(2))
    *_, text, office, day = sheet.lines
    middle = (office.y + day.y) / 2 - 0.36 * 16 * POINT
    assert middle - 21 >= text.y
    assert middle + 21 <= sheet.height - 5


def test_a_paragraph_over_two_pages_is_one_paragraph_in_word_and_one_cell_in_excel() -> None:
    # Three texts of this length put a page's end into the last one, whatever the leading.
    texts = tuple(long_text(18) for _ in range(5))
    sheets = pages(6, Values(values_for(6).fields, {"commitments": texts}))
    assert len(sheets) > 1
    carried = {line.paragraph for line in sheets[0].outside()} & {line.paragraph for line in sheets[1].outside()}
    assert carried
    arguments = {"title": "样例", "author": BRANCH, "created": MOMENT}
    word = docx.Document(BytesIO(write_docx([Document(sheets, "样例6")], **arguments)))  # type: ignore[arg-type]
    assert [p.text for p in word.paragraphs if p.text[:2] in ("1.", "2.", "3.", "4.", "5.")] == [
        f"{n}.{text}" for n, text in enumerate(texts, start=1)
    ]
    book = openpyxl.load_workbook(BytesIO(write_xlsx([Document(sheets, "样例6")], **arguments)))  # type: ignore[arg-type]
    cells = [str(cell.value).strip("　") for row in book.worksheets[0].iter_rows() for cell in row]
    assert f"5.{texts[4]}" in cells


# Ledgers


@pytest.mark.parametrize("sentences", [60, 75, 90, 120, 400])
def test_F4_7_a_first_row_of_any_height_stays_on_its_page(sentences: int) -> None:
    content = long_text(sentences)
    sheets = pages(4, Values(values_for(4).fields, rows=(Row(("谈心", "2026年11月20日", content, "备注")),)))
    for sheet in sheets:
        grid = grid_of(sheet)
        assert grid.y + sum(grid.heights) <= 210 - 24 + 0.01
        assert_within_cells(sheet)
    assert squeezed(content) in squeezed("".join(cell_at(grid_of(s), 1, 3).text for s in sheets))


def test_line_feeds_in_a_row_over_two_pages_stay() -> None:
    content = "\n".join(f"第{n}次" for n in range(1, 60))
    sheets = pages(4, Values(rows=(Row(("谈心", "", content, "")),)))
    assert len(sheets) > 1
    parts = [cell_at(grid_of(s), 1, 3).text for s in sheets]
    assert "\n".join(part for part in parts if part) == content


@pytest.mark.parametrize("before", range(0, 20, 3))
def test_F5_5_a_long_name_has_room_even_over_one_row_at_a_pages_end(before: int) -> None:
    rows = [Row((f"承诺{n}", "年底前"), f"党员{n}") for n in range(before)]
    rows += [Row((f"承诺{n}", "年底前"), f"{LONG_NAME}{n}") for n in range(12)]
    for sheet in pages(5, Values({"branch": BRANCH}, rows=tuple(rows))):
        assert_within_cells(sheet)
        grid = grid_of(sheet)
        assert grid.y + sum(grid.heights) <= 210 - 24 + 0.01


def test_F5_5_a_short_name_makes_no_row_taller() -> None:
    (sheet,) = pages(5, Values(rows=tuple(Row(("上好课", "年底前"), f"党员{n}") for n in range(9))))
    assert grid_of(sheet).heights[1:] == pytest.approx((8.0,) * 9)


def test_a_name_is_broken_after_its_dots() -> None:
    (sheet,) = pages(5, Values(rows=(Row(("上好课", "年底前"), LONG_NAME),)))
    parts = [line.text for line in sheet.lines if line.text.rstrip("·") in LONG_NAME and line.text.strip()]
    assert "".join(parts) == LONG_NAME
    assert [part[-1] for part in parts[:-1]] == ["·"] * (len(parts) - 1)
    assert len(parts) > 1


def test_F4_6_a_day_stays_on_one_line() -> None:
    (sheet,) = pages(4, Values(rows=(Row(("谈心", "2026年11月24日", "", "")),)))
    assert "2026年11月24日" in [line.text for line in sheet.lines]


@pytest.mark.parametrize("number", [3, 5, 7])
def test_a_title_on_two_lines_divides_after_the_office(number: int) -> None:
    sheets = pages(number, Values({"branch": BRANCH * 2}), options=Options(landscape=False))
    title = [line.text for line in sheets[0].lines if line.face == "title"]
    assert title[-1] in ("党员责任区安排表", "党员承诺台账", "党员践诺统计表")
    assert "".join(title[:-1]) == BRANCH * 2


def test_an_info_line_breaks_between_its_fields() -> None:
    fields = {"branch": BRANCH, "members": "55", "commitments": "182", "fulfilled": "120"}
    (sheet,) = pages(7, Values(fields), options=Options(landscape=False))
    info = [line.text.strip() for line in sheet.outside() if line.face == "song"]
    assert len(info) > 1
    assert "　　".join(info) == f"党支部名称：{BRANCH}　　党员人数：55　　承诺个数：182　　践诺个数：120"


# Approval forms


def test_F8_11_the_rest_of_the_deeds_keeps_its_paragraphs() -> None:
    paragraphs = [f"第{n}段。{long_text(6)}" for n in range(1, 40)]
    first, *attached = pages(8, Values({**values_for(8).fields, "deeds": "\n".join(paragraphs)}))
    assert attached
    begun = cell_at(grid_of(first), 4, 1).text.removesuffix("（续附页）").split("\n")
    texts: dict[int, str] = {}
    for sheet in attached:
        for line in sheet.outside():
            texts[line.paragraph] = texts.get(line.paragraph, "") + line.text
    label = next(number for number, text in texts.items() if text.endswith("（接正页）："))
    rest = [text for number, text in sorted(texts.items()) if number > label]
    begun = [part for part in begun if part]
    whole = [*begun, *rest] if begun[-1] in paragraphs else [*begun[:-1], begun[-1] + rest[0], *rest[1:]]
    assert whole == paragraphs


@pytest.mark.parametrize("field", ["name", "ethnicity", "duty", "branch_opinion", "general_opinion"])
def test_F8_no_cell_is_too_small_for_any_text(field: str) -> None:
    text = long_text(300)
    sheets = pages(8, Values({**values_for(8).fields, field: text}), options=SEALED)
    first, *attached = sheets
    assert_within_cells(first)
    row = {"name": (0, 1), "ethnicity": (0, 5), "duty": (3, 1), "branch_opinion": (5, 1), "general_opinion": (6, 1)}
    head = squeezed(cell_at(grid_of(first), *row[field]).text).partition("（续附页）")[0]
    tail = squeezed("".join(line.text for sheet in attached for line in sheet.outside()))
    assert head
    assert text.startswith(head)
    assert tail.endswith(text.removeprefix(head))
    assert "放不下的文字印在附页上。" in first.notices


def test_F8_4_a_people_of_four_characters_stays_on_one_line() -> None:
    (sheet,) = pages(8, values_for(8))
    assert "维吾尔族" in [line.text for line in sheet.lines]


@pytest.mark.parametrize("write", [write_xlsx, write_docx])
def test_A7_24_lines_for_seal_and_day_are_in_every_format(write: object) -> None:
    assert callable(write)
    sheets = pages(8, values_for(8), options=SEALED)
    data = write([Document(sheets, "样例8")], title="样例", author=BRANCH, created=MOMENT)
    if write is write_xlsx:
        rows = openpyxl.load_workbook(BytesIO(data)).worksheets[0].iter_rows()
        texts = [str(cell.value) for row in rows for cell in row if cell.value]
    else:
        texts = [cell.text for row in docx.Document(BytesIO(data)).tables[0].rows for cell in row.cells[1:2]]
    assert len([text for text in texts if text.endswith("（盖章）\n　年　月　日")]) == 2


def test_the_attached_sheets_text_has_room_in_its_row_of_the_workbook() -> None:
    sheets = pages(8, Values({**values_for(8).fields, "deeds": "\n".join([long_text(12)] * 40)}))
    data = write_xlsx([Document(sheets, "样例8")], title="样例", author=BRANCH, created=MOMENT)
    sheet = openpyxl.load_workbook(BytesIO(data)).worksheets[-1]
    assert str(sheet.cell(sheet.max_row, 1).value).strip("　") == long_text(12)
    # 135 characters of 14 points need four lines of 156 mm.
    assert (sheet.row_dimensions[sheet.max_row].height or 0) >= 4 * 14


def test_the_columns_of_the_workbook_are_as_wide_as_on_paper() -> None:
    data = write_xlsx([Document(pages(3, values_for(3)), "样例3")], title="样例", author=BRANCH, created=MOMENT)
    columns = openpyxl.load_workbook(BytesIO(data)).worksheets[0].column_dimensions
    # A stored width counts digits with the cell's edges (ECMA-376 18.3.1.13); one of 宋体 11 has 8 pixels.
    pixels = [round(columns[letter].width * 8) for letter in "ABCDE"]
    assert [pixel / 96 * 25.4 for pixel in pixels] == pytest.approx((15, 30, 50, 50, 85), abs=0.3)


# Any number of rows of any text

SPANS = [(0x20, 0x7E), (0xA0, 0x17F), (0x370, 0x4FF), (0x2000, 0x206F), (0x3000, 0x30FF), (0x3400, 0x4DBF)]
SPANS += [(0x4E00, 0x9FFF), (0xE000, 0xE0FF), (0xF900, 0xFAFF), (0xFF00, 0xFFEF), (0x1F300, 0x1F64F)]
SPANS += [(0x20000, 0x2EBE0), (0x30000, 0x323AF)]
CHARACTERS = st.sampled_from(SPANS).flatmap(lambda span: st.integers(*span)).map(chr) | st.just("\n")
TEXT = st.text(CHARACTERS, max_size=90)


def as_printed(text: str) -> str:
    return squeezed("".join(shown(line) for line in text.splitlines()))


@pytest.mark.parametrize("number", [3, 4, 5, 7])
@pytest.mark.parametrize("count", [0, 1, 14, 15, 16, 60])
@settings(max_examples=6, deadline=None)
@given(texts=st.lists(TEXT, min_size=4, max_size=4), name=TEXT)
def test_rows_of_any_text_stay_within_their_cells_and_lose_nothing(
    number: int, count: int, texts: list[str], name: str
) -> None:
    columns = {3: 4, 4: 4, 5: 2, 7: 3}[number]
    rows = tuple(Row(tuple(f"{texts[place]}{n}" for place in range(columns)), name) for n in range(count))
    sheets = pages(number, Values({"branch": name, "member": name}, rows=rows))
    for place in range(columns):
        column = place + (2 if number in (5, 7) else 1)
        cells = [cell_at(grid_of(s), row, column).text for s in sheets for row in range(1, len(grid_of(s).heights))]
        assert squeezed("".join(cells)) == "".join(as_printed(row.cells[place]) for row in rows)
    for sheet in sheets:
        assert_within_cells(sheet)


@settings(max_examples=25, deadline=None)
@given(texts=st.lists(st.text(CHARACTERS, max_size=1200), min_size=6, max_size=6))
def test_an_approval_form_of_any_texts_keeps_each_within_its_cell(texts: list[str]) -> None:
    keys = ("name", "ethnicity", "duty", "deeds", "branch_opinion", "general_opinion")
    first, *attached = pages(9, Values({**values_for(9).fields, **dict(zip(keys, texts, strict=True))}), options=SEALED)
    assert_within_cells(first)
    printed = squeezed("".join(line.text for sheet in (first, *attached) for line in sheet.lines))
    for text in texts:
        assert not set(as_printed(text)) - set(printed)


def test_a_long_cell_is_set_in_ten_and_a_half_points_a_very_long_one_in_nine_with_a_notice() -> None:
    for sentences, size in ((2, 12), (20, 10.5), (60, 9)):
        row = Row((f"{long_text(sentences)}", "年底前"), "张三")
        sheets = pages(5, Values({"branch": BRANCH}, rows=(row,)))
        assert {cell_at(grid_of(sheet), 1, 2).size for sheet in sheets} == {size}
        told = () if size == 12 else (f"较长的格子用 {size:g} 磅字。",)
        assert all(sheet.notices == told for sheet in sheets)


@pytest.mark.parametrize("sentences", [40, 90])
def test_a_letter_over_several_pages_keeps_the_largest_type_of_equally_many(sentences: int) -> None:
    values = Values(values_for(6).fields, {"commitments": (long_text(sentences), long_text(10))})
    sheets = pages(6, values)
    assert len(sheets) > 1
    body = [[line for line in sheet.lines if line.role == "body" and line.paragraph >= 0] for sheet in sheets]
    assert {(line.size, line.leading) for lines in body for line in lines} == {(16, 28.99)}
    assert len(body[-1]) >= 2
    assert "正文用 16 磅字、行距 28.99 磅" in sheets[0].notices[0]


def test_a_row_taller_than_a_page_begins_on_the_page_of_the_rows_before_it() -> None:
    rows = [Row((text, "年底前"), "张三") for text in ("上好课", "联系学生", long_text(300), "办好实事")]
    sheets = pages(5, Values({"branch": BRANCH}, rows=tuple(rows)))
    first = grid_of(sheets[0])
    assert cell_at(first, 3, 0).text == "3"
    assert first.y + sum(first.heights) == pytest.approx(210 - 24, abs=0.1)
    texts = [cell_at(grid_of(s), r, 2).text for s in sheets for r in range(1, len(grid_of(s).heights))]
    assert "".join(texts) == "".join(row.cells[0] for row in rows)
    for sheet in sheets:
        assert_within_cells(sheet)


def test_F8_11_a_line_that_goes_on_on_the_attached_sheet_is_justified_like_the_others() -> None:
    first, *attached = pages(8, Values({**values_for(8).fields, "deeds": long_text(200)}))
    assert attached
    told = next(place for place, line in enumerate(first.lines) if line.text == "（续附页）")
    ends = [line.x + drawn_width(line) for line in first.lines[told - 5 : told]]
    assert ends == pytest.approx([28 + 156 - 1.5] * 5, abs=0.01)


@pytest.mark.parametrize("length", [1, 2, 3, 4, 5, 7])
@pytest.mark.parametrize("number", [5, 7])
def test_F5_5_no_row_of_a_block_stands_alone_on_its_page(number: int, length: int) -> None:
    cells = {5: ("上好课", "年底前"), 7: ("上好课", "已完成", "")}[number]
    for shift in range(4):
        rows = [Row(cells, f"先来的{n}") for n in range(shift)]
        rows += [Row(cells, f"党员{n}") for n in range(93 // length) for _ in range(length)]
        sheets = pages(number, Values({"branch": BRANCH}, rows=tuple(rows)))
        blocks = [[c for c in grid_of(s).cells if c.column == 1 and c.row > 0 and c.text] for s in sheets]
        assert [c.text for s in sheets for c in grid_of(s).cells if c.column == 0 and c.row > 0] == [
            str(n) for n in range(1, len(rows) + 1)
        ]
        for before, after in itertools.pairwise(blocks):
            if after[0].text == f"{before[-1].text}（续）":
                assert length > 3
                assert min(before[-1].rows, after[0].rows) >= 2


def test_F5_5_keeping_rows_together_costs_no_page() -> None:
    rows = [Row(("上好课", "年底前"), f"党员{(n + 3) // 4}") for n in range(34)]
    sheets = pages(5, Values({"branch": BRANCH}, rows=tuple(rows)))
    assert [len(grid_of(sheet).heights) for sheet in sheets] == [17, 19]


def test_F3_5_the_duties_of_a_column_are_set_alike_and_in_small_type_no_character_stands_alone() -> None:
    short, saved, kept = "做好安全工作。" * 5, "做好安全工作。" * 5 + "联系群众。", "安" * 45 + "。"
    for texts, sizes in (((short, kept), {12}), ((short, saved), {10.5}), ((*(short,) * 9, saved), {12, 10.5})):
        rows = tuple(Row((f"党员{n}", "系主任", "一楼", text)) for n, text in enumerate(texts))
        grids = [grid_of(sheet) for sheet in pages(3, Values({"branch": BRANCH}, rows=rows))]
        assert {cell.size for grid in grids for cell in grid.cells if cell.column == 4 and cell.row > 0} == sizes
