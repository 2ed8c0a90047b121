"""Wall versions on A3: the words and pages of A4, every measure √2 times larger, in every format."""

from io import BytesIO
from math import sqrt

import docx
import openpyxl
import pdfplumber
import pytest
from docx.shared import Length

from dangjian_desktop.reports.docx import write_docx
from dangjian_desktop.reports.form import Row, Values
from dangjian_desktop.reports.page import Options
from dangjian_desktop.reports.pdf import Document
from dangjian_desktop.reports.wall import WALL_FORMS
from dangjian_desktop.reports.xlsx import write_xlsx
from tests.reports.samples import BRANCH, MOMENT, pages, pdf_of, values_for

A3 = Options(paper="A3")
POINTS = 72 / 25.4
NUMBERS = sorted(WALL_FORMS)


def test_the_forms_with_a_wall_version_are_those_of_the_specification() -> None:
    assert NUMBERS == [2, 3, 5, 7]


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("blank", [True, False])
def test_a_wall_version_is_a_true_a3_sheet_with_the_words_of_a4(number: int, *, blank: bool) -> None:
    values = None if blank else values_for(number)
    small, large = pages(number, values, blank=blank), pages(number, values, blank=blank, options=A3)
    assert [[line.text for line in sheet.lines] for sheet in large] == [
        [line.text for line in sheet.lines] for sheet in small
    ]
    with (
        pdfplumber.open(BytesIO(pdf_of(number, small))) as a4,
        pdfplumber.open(BytesIO(pdf_of(number, large))) as a3,
    ):
        assert len(a4.pages) == len(a3.pages)
        for before, after in zip(a4.pages, a3.pages, strict=True):
            sides = (297, 420) if before.width < before.height else (420, 297)
            assert (after.width, after.height) == pytest.approx([side * POINTS for side in sides], abs=0.01)
            for one, other in zip(before.chars, after.chars, strict=True):
                assert one["text"] == other["text"]
                assert other["size"] == pytest.approx(one["size"] * sqrt(2), abs=0.01)
                assert other["x0"] == pytest.approx(one["x0"] * sqrt(2), abs=0.05)
                assert other["top"] == pytest.approx(one["top"] * sqrt(2), abs=0.1)
            for one, other in zip(before.lines, after.lines, strict=True):
                assert other["linewidth"] == pytest.approx(one["linewidth"] * sqrt(2), abs=0.01)
                assert other["x1"] == pytest.approx(one["x1"] * sqrt(2), abs=0.05)


def test_a_wall_version_says_that_its_notices_count_in_the_points_of_a4() -> None:
    long = Values({"branch": BRANCH}, rows=(Row(("走访学生，" * 40, "年底前"), "张三"),))
    (notice,) = pages(5, long, options=A3)[0].notices
    assert notice == "较长的格子用 10.5 磅字（A4 的字号，A3 上按 1.41 倍放大）。"


@pytest.mark.parametrize("number", NUMBERS)
def test_excel_and_word_print_a_wall_version_on_a3(number: int) -> None:
    document = Document(pages(number, values_for(number), options=A3), "挂图")
    book = openpyxl.load_workbook(BytesIO(write_xlsx([document], title="挂图", author=BRANCH, created=MOMENT)))
    assert int(book.worksheets[0].page_setup.paperSize or 0) == 8
    word = docx.Document(BytesIO(write_docx([document], title="挂图", author=BRANCH, created=MOMENT)))
    sides = sorted((word.sections[0].page_width or 0, word.sections[0].page_height or 0))
    assert [Length(side).mm for side in sides] == pytest.approx([297, 420], abs=0.2)
