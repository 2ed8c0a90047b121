"""The three writers draw one layout: their words agree, texts stay texts, the same input makes the same bytes."""

from collections.abc import Callable
from datetime import datetime, timezone, tzinfo
from io import BytesIO
from types import SimpleNamespace

import docx
import openpyxl
import pypdf
import pytest

from dangjian_desktop.reports.docx import write_docx
from dangjian_desktop.reports.form import Row, Values
from dangjian_desktop.reports.forms import FORMS
from dangjian_desktop.reports.pdf import Document, write_pdf
from dangjian_desktop.reports.xlsx import write_xlsx
from tests.reports.samples import BRANCH, MOMENT, pages, squeezed, values_for, words

NUMBERS = [form.number for form in FORMS]
FORMULAS = ("=1+1", '=HYPERLINK("http://x")', "+A1", "-A1", "@SUM(A1)")
Writer = Callable[..., bytes]
WRITERS: dict[str, Writer] = {"pdf": write_pdf, "xlsx": write_xlsx, "docx": write_docx}


def made(writer: Writer, number: int, values: Values | None, *, blank: bool = False) -> bytes:
    document = Document(pages(number, values, blank=blank), f"样例{number}")
    return writer([document], title="样例", author=BRANCH, created=MOMENT)


def xlsx_words(data: bytes) -> str:
    book = openpyxl.load_workbook(BytesIO(data))
    return squeezed("".join(str(c.value) for sheet in book for row in sheet.iter_rows() for c in row if c.value))


def docx_words(data: bytes) -> str:
    """Words of paragraphs and tables in their order; a merged cell is one cell though a row names it again."""
    document = docx.Document(BytesIO(data))
    found, seen = [], set()
    for block in document.element.body.iterchildren():
        if block.tag.endswith("}p"):
            found.append("".join(node.text or "" for node in block.iter() if node.tag.endswith("}t")))
        elif block.tag.endswith("}tbl"):
            for cell in (cell for row in docx.table.Table(block, document).rows for cell in row.cells):
                if cell._tc not in seen:
                    seen.add(cell._tc)
                    found.append(cell.text)
    return squeezed("".join(found))


def pdf_words(data: bytes) -> str:
    return squeezed("".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(data)).pages))


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("blank", [True, False])
def test_the_words_of_pdf_xlsx_and_docx_agree(number: int, *, blank: bool) -> None:
    values = None if blank else values_for(number)
    said = sorted(words(pages(number, values, blank=blank)))
    assert sorted(pdf_words(made(write_pdf, number, values, blank=blank))) == said
    assert sorted(xlsx_words(made(write_xlsx, number, values, blank=blank))) == said
    assert sorted(docx_words(made(write_docx, number, values, blank=blank))) == said


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("number", NUMBERS)
def test_the_same_input_makes_the_same_bytes_whatever_the_pcs_clock_says(
    number: int, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = made(WRITERS[kind], number, values_for(number))

    class Later(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Later":
            return cls(2031, 1, 1, tzinfo=tz)

    monkeypatch.setattr("openpyxl.writer.excel.datetime", SimpleNamespace(datetime=Later, timezone=timezone))
    assert made(WRITERS[kind], number, values_for(number)) == first


def test_pages_of_a_workbook_begin_on_paper_of_their_own() -> None:
    rows = tuple(Row((f"承诺{n}", "年底前"), f"党员{n}") for n in range(60))
    sheets = pages(5, Values({"branch": BRANCH}, rows=rows))
    data = write_xlsx([Document(sheets, "样例5")], title="样例", author=BRANCH, created=MOMENT)
    breaks = openpyxl.load_workbook(BytesIO(data)).worksheets[0].row_breaks
    assert len(breaks.brk) == len(sheets) - 1 > 1


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_never_becomes_a_formula(text: str) -> None:
    given = Values({"branch": BRANCH}, rows=(Row((text, text), text),))
    book = openpyxl.load_workbook(BytesIO(made(write_xlsx, 5, given)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells].count(text) == 3


@pytest.mark.parametrize("number", [3, 4, 5, 7, 8, 9])
def test_the_workbook_has_the_grids_merges_and_prints_on_its_paper(number: int) -> None:
    (page, *_) = pages(number, values_for(number))
    assert page.grid is not None
    sheet = openpyxl.load_workbook(BytesIO(made(write_xlsx, number, values_for(number)))).worksheets[0]
    merged = {(each.max_row - each.min_row + 1, each.max_col - each.min_col + 1) for each in sheet.merged_cells.ranges}
    spans = {(cell.rows, cell.columns) for cell in page.grid.cells if (cell.rows, cell.columns) != (1, 1)}
    assert spans <= merged
    assert sheet.print_area
    assert sheet.page_setup.orientation == ("landscape" if page.width > page.height else "portrait")


@pytest.mark.parametrize("number", [1, 2, 6])
def test_a_letter_in_word_is_made_of_paragraphs_that_flow(number: int) -> None:
    document = docx.Document(BytesIO(made(write_docx, number, values_for(number))))
    assert not document.tables
    texts = [squeezed(paragraph.text) for paragraph in document.paragraphs]
    longest = max(texts, key=len)
    assert len(longest) > 40  # a whole paragraph, not one of its lines of 28 characters
    assert len(document.inline_shapes) == 0
