"""A long name that takes several lines of a table's cell is still read as one name, in the order of drawing and by cell."""

from datetime import datetime
from io import BytesIO

import pdfplumber
import pypdf
import pytest

from dangjian_desktop.reports.pdf import Document, write_pdf
from tests.reports.samples import BRANCH, LONG_NAME, NAMES, pages, pdf_of, squeezed, values_for

TABLES = [3, 5, 7, 8, 9]


@pytest.mark.parametrize("number", TABLES)
def test_A6_a_name_over_several_lines_is_whole_in_the_order_of_drawing(number: int) -> None:
    reader = pypdf.PdfReader(BytesIO(pdf_of(number, pages(number, values_for(number, LONG_NAME)))))
    assert LONG_NAME in squeezed("".join(page.extract_text() for page in reader.pages))


@pytest.mark.parametrize("number", TABLES)
@pytest.mark.parametrize("name", NAMES)
def test_A6_a_name_is_whole_and_alone_in_its_cell(number: int, name: str) -> None:
    with pdfplumber.open(BytesIO(pdf_of(number, pages(number, values_for(number, name))))) as document:
        cells = {squeezed(text or "") for page in document.pages for row in page.extract_table() or () for text in row}
    assert name in cells


def test_the_pdf_is_dated_by_the_moment_it_is_given() -> None:
    document = Document(pages(1, values_for(1)), "样例1")
    pdf = write_pdf([document], title="样例", author=BRANCH, created=datetime(2026, 3, 5, 8, 30))
    metadata = pypdf.PdfReader(BytesIO(pdf)).metadata
    assert metadata is not None
    assert metadata.creation_date == datetime(2026, 3, 5, 8, 30)
