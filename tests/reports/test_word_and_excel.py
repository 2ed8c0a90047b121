"""Word files and workbooks are made like a careful clerk's: styles, fields and merges, no tricks with blanks."""

from io import BytesIO
from typing import Any

import docx
import openpyxl
import pytest
from PIL import Image

from dangjian_desktop.reports.docx import write_docx
from dangjian_desktop.reports.form import Row, Values
from dangjian_desktop.reports.page import Options
from dangjian_desktop.reports.pdf import Document
from dangjian_desktop.reports.sheet import Sheet
from dangjian_desktop.reports.xlsx import write_xlsx
from tests.reports.samples import BRANCH, MOMENT, pages, values_for
from tests.reports.test_grids import APPROVALS
from tests.reports.test_writers import overfull

LETTERS = (1, 2, 6)
TABLES = (3, 4, 5, 7, 8, 9)


def word(*papers: tuple[Sheet, ...]) -> Any:  # noqa: ANN401  (python-docx has no types)
    documents = [Document(sheets, "样例") for sheets in papers]
    return docx.Document(BytesIO(write_docx(documents, title="样例", author=BRANCH, created=MOMENT)))


def workbook(sheets: tuple[Sheet, ...]) -> openpyxl.Workbook:
    data = write_xlsx([Document(sheets, "样例")], title="样例", author=BRANCH, created=MOMENT)
    return openpyxl.load_workbook(BytesIO(data))


def photo(width: int = 300, height: int = 400) -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (width, height), "grey").save(buffer, "PNG")
    return buffer.getvalue()


@pytest.mark.parametrize("number", LETTERS)
def test_a_letter_is_set_by_styles_with_the_margins_and_leading_of_gb_t_9704(number: int) -> None:
    document = word(pages(number, values_for(number)))
    names = [paragraph.style.name for paragraph in document.paragraphs]
    assert names[0] == "Title"
    assert set(names[1:]) == {"Normal Indent", "落款"}
    (section,) = document.sections
    margins = (section.top_margin, section.left_margin, section.right_margin, section.bottom_margin)
    assert [margin.mm for margin in margins] == pytest.approx([37, 28, 26, 35], abs=0.05)
    body, indented = document.styles["Normal"].element, document.styles["Normal Indent"].element
    assert body.xpath("./w:pPr/w:spacing/@w:line") == ["579"]
    assert body.xpath("./w:pPr/w:spacing/@w:lineRule") == ["exact"]
    assert indented.xpath("./w:pPr/w:ind/@w:firstLineChars") == ["200"]
    assert document.element.xpath("//w:docGrid/@w:linePitch") == ["579"]
    assert all(paragraph.text for paragraph in document.paragraphs if paragraph.style.name != "落款")


def test_F1_9_the_date_stands_four_characters_from_the_right_by_its_indent() -> None:
    document = word(pages(1, values_for(1)))
    day = document.paragraphs[-1]
    assert day.text == "2026年11月24日"
    assert day._p.xpath("./w:pPr/w:jc/@w:val") == ["right"]
    assert day._p.xpath("./w:pPr/w:ind/@w:rightChars") == ["400"]


@pytest.mark.parametrize("number", LETTERS)
def test_the_signature_keeps_the_last_paragraph_with_it(number: int) -> None:
    paragraphs = word(pages(number, values_for(number))).paragraphs
    closing = next(place for place, paragraph in enumerate(paragraphs) if paragraph.style.name == "落款")
    kept = [bool(paragraph._p.xpath("./w:pPr/w:keepNext")) for paragraph in paragraphs]
    assert kept[closing - 1 :] == [True] * (len(paragraphs) - closing) + [False]


def test_pages_are_numbered_by_a_field_and_only_where_there_are_several() -> None:
    single = word(pages(1, values_for(1)))
    assert not single.element.xpath("//w:footerReference")
    both = word(pages(1, overfull(1)), pages(6, values_for(6)))
    numbered, plain = both.sections
    for footer in (numbered.footer, numbered.even_page_footer):
        (paragraph,) = footer.paragraphs
        assert paragraph._p.xpath("./w:fldSimple/@w:instr") == [" PAGE "]
    assert plain.footer._element.xpath("string()") == ""
    assert both.element.xpath("//w:pgNumType/@w:start") == ["1", "1"]


@pytest.mark.parametrize("number", TABLES)
def test_after_a_table_there_is_one_line_of_one_point_and_no_empty_paragraph(number: int) -> None:
    document = word(pages(number, values_for(number)), pages(number, blank=True))
    empty = [paragraph for paragraph in document.paragraphs if not paragraph.text]
    assert [paragraph.style.name for paragraph in empty] == ["表后"] * 2
    assert document.styles["表后"].element.xpath("./w:pPr/w:spacing/@w:line") == ["20"]


@pytest.mark.parametrize("number", APPROVALS)
def test_F8_F9_the_cells_of_a_row_in_word_are_those_of_the_form(number: int) -> None:
    (table,) = word(pages(number, blank=True)).tables
    assert tuple(len(row._tr.tc_lst) for row in table.rows) == APPROVALS[number]
    assert [row._tr.tc_lst[-1].vMerge for row in table.rows] == ["restart", *["continue"] * 3, None, None, None]
    label = table.cell(4, 0)
    assert label.text == "主\n要\n事\n迹"
    assert len(label.paragraphs) == 1


def test_a_long_text_has_paragraphs_indented_by_characters_in_word() -> None:
    given = values_for(8)
    (table,) = word(pages(8, given._replace(fields={**given.fields, "deeds": "带头上课。\n帮扶学生。"}))).tables
    texts = table.cell(4, 1).paragraphs
    assert [paragraph.text for paragraph in texts] == ["带头上课。", "帮扶学生。"]
    assert [paragraph._p.xpath("./w:pPr/w:ind/@w:firstLineChars") for paragraph in texts] == [["200"], ["200"]]


def test_A7_24_seal_and_date_stand_at_the_right_below_the_opinion() -> None:
    sheets = pages(8, values_for(8), options=Options(seal_lines=True))
    (table,) = word(sheets).tables
    opinion, seal, day = table.cell(5, 1).paragraphs
    assert (opinion.text, seal.text, day.text.strip("　")) == ("同意推荐。", "（盖章）", "年　月　日")
    assert [part._p.xpath("./w:pPr/w:jc/@w:val") for part in (seal, day)] == [["right"], ["right"]]
    cells = [cell for row in workbook(sheets).worksheets[0].iter_rows() for cell in row if cell.value]
    seals = [cell for cell in cells if str(cell.value).startswith("（盖章）")]
    assert [cell.alignment.horizontal for cell in seals] == ["right", "right"]


@pytest.mark.parametrize(("width", "height"), [(300, 400), (900, 300)])
def test_F8_the_photo_stands_within_its_cell_in_its_proportions(width: int, height: int) -> None:
    sheets = pages(8, values_for(8)._replace(photo=photo(width, height)))
    (shape,) = word(sheets).inline_shapes
    assert shape.width / shape.height == pytest.approx(width / height, rel=0.01)
    assert (shape.width.mm <= 32, shape.height.mm <= 48) == (True, True)
    assert shape.width.mm > 25 or shape.height.mm > 40
    (image,) = workbook(sheets).worksheets[0]._images  # type: ignore[attr-defined]
    assert image.anchor.ext.width / image.anchor.ext.height == pytest.approx(width / height, rel=0.01)
    assert (image.anchor._from.col, image.anchor._from.row) == (6, 2)


@pytest.mark.parametrize("text", ["<w:br/>", "&amp;", "</w:t><w:t>", "{PAGE}"])
def test_a_users_markup_is_text_in_word(text: str) -> None:
    (table,) = word(pages(3, Values({"branch": BRANCH}, rows=(Row((text, text, text, text)),)))).tables
    assert [cell.text for cell in table.rows[1].cells] == ["1", text, text, text, text]


@pytest.mark.parametrize("text", ["=1+1", "+A1", "-A1", "@SUM(A1)", "\t=1+1"])
def test_a_text_that_looks_like_a_formula_stays_text_when_it_is_edited(text: str) -> None:
    sheet = workbook(pages(5, Values({"branch": BRANCH}, rows=(Row((text, text), text),)))).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if str(cell.value).strip() == text.strip()]
    assert len(cells) == 3
    assert {(cell.data_type, cell.quotePrefix) for cell in cells} == {("s", True)}


@pytest.mark.parametrize("number", [*LETTERS, *TABLES])
def test_a_worksheet_has_the_papers_margins_and_is_printed_in_its_own_size(number: int) -> None:
    (page, *_) = sheets = pages(number, values_for(number))
    assert page.margins
    (sheet,) = workbook(sheets).worksheets
    assert sheet.page_margins.top * 25.4 == pytest.approx(page.margins.top)
    assert (int(sheet.page_setup.fitToWidth or 0), int(sheet.page_setup.fitToHeight or 0)) == (1, 1)
    heights = sum(sheet.row_dimensions[row].height or 0 for row in range(1, sheet.max_row + 1)) * 25.4 / 72
    assert heights < page.margins.end - page.margins.top + 6
    assert sheet.print_options.horizontalCentered


@pytest.mark.parametrize("number", TABLES)
def test_columns_and_rows_are_whole_pixels_and_end_where_the_paper_has_them(number: int) -> None:
    """Excel counts columns in digits of the workbook's font, 8 pixels each, and rounds everything to pixels."""
    (page, *_) = sheets = pages(number, values_for(number))
    book = workbook(sheets)
    (sheet,) = book.worksheets
    normal = book._named_styles["Normal"].font  # type: ignore[attr-defined]
    assert (normal.name, normal.size) == ("仿宋", 12)
    assert page.grid
    columns = [sheet.column_dimensions[chr(ord("A") + n)].width * 8 for n in range(len(page.grid.widths))]
    rows = [(sheet.row_dimensions[row].height or 0) * 4 / 3 for row in range(1, sheet.max_row + 1)]
    assert all(pixels == pytest.approx(round(pixels)) for pixels in (*columns, *rows))
    ends = [sum(columns[: n + 1]) * 25.4 / 96 for n in range(len(columns))]
    assert ends == pytest.approx([sum(page.grid.widths[: n + 1]) for n in range(len(columns))], abs=0.14)


@pytest.mark.parametrize("sentences", [60, 200])
def test_a_row_taller_than_a_page_is_divided_where_the_sheet_may_end_a_page(sentences: int) -> None:
    content = "".join(f"第{n}句，记录工作情况。" for n in range(sentences))
    sheet = workbook(pages(4, values_for(4)._replace(rows=(Row(("谈心", "2026年", content, "好")),)))).worksheets[0]
    column = [str(sheet.cell(row, 4).value or "") for row in range(1, sheet.max_row + 1)]
    assert content in "".join(column)
    assert max(sheet.row_dimensions[row].height or 0 for row in range(1, sheet.max_row + 1)) < 110 * 72 / 25.4


@pytest.mark.parametrize("mark", ["演示", "草稿", "演示　草稿"])
def test_a_mark_stands_above_each_page_of_its_paper_alone(mark: str) -> None:
    marked, plain = Document(pages(5, overfull(5)), "一", mark=mark), Document(pages(6, values_for(6)), "二")
    data = write_docx([marked, plain, marked], title="样例", author=BRANCH, created=MOMENT)
    sections = docx.Document(BytesIO(data)).sections
    heads = [[each.header.paragraphs[0].text, each.even_page_header.paragraphs[0].text] for each in sections]
    assert heads == [[mark, mark], ["", ""], [mark, mark]]
    book = write_xlsx([marked, plain], title="样例", author=BRANCH, created=MOMENT)
    first, second = (
        [head.center.text for head in (sheet.oddHeader, sheet.evenHeader) if head]
        for sheet in openpyxl.load_workbook(BytesIO(book)).worksheets
    )
    assert first == [mark, mark]
    assert not any(second)


def test_a_paper_without_a_mark_has_no_header() -> None:
    assert not word(pages(5, overfull(5))).element.xpath("//w:headerReference")
