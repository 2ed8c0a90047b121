"""The PDF as printers and other programs meet it: fonts embedded, names whole, the same bytes, nothing invented."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pdfplumber
import pypdf
import pytest

from dangjian_desktop.reports.fonts import missing_characters
from dangjian_desktop.reports.form import Row, Values
from dangjian_desktop.reports.forms import FORMS
from dangjian_desktop.reports.pdf import Document, write_pdf
from dangjian_desktop.reports.sheet import Line, Sheet
from tests.reports.samples import BRANCH, LONG_NAME, MOMENT, NAMES, pages, pdf_of, squeezed, values_for

NUMBERS = [form.number for form in FORMS]
UNKNOWN = "\U000e0fff"
"""A code point of no character: no font can have it, and it is none of the unseen selectors."""


def pypdf_text(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)


def plumber_text(pdf: bytes) -> str:
    with pdfplumber.open(BytesIO(pdf)) as document:
        return "".join(page.extract_text() for page in document.pages)


def fonts_of(pdf: bytes) -> Iterator[Any]:
    for page in pypdf.PdfReader(BytesIO(pdf)).pages:
        resources: Any = page["/Resources"]
        for reference in resources["/Font"].values():
            yield reference.get_object()


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("blank", [True, False])
def test_every_font_is_embedded_and_no_other_is_named(number: int, *, blank: bool) -> None:
    pdf = pdf_of(number, pages(number, None if blank else values_for(number), blank=blank))
    found = list(fonts_of(pdf))
    assert found
    for font in found:
        assert "/FontFile2" in font["/FontDescriptor"].get_object()
        assert "/ToUnicode" in font
    assert b"Helvetica" not in pdf


@pytest.mark.parametrize("number", [n for n in NUMBERS if n != 2])
@pytest.mark.parametrize("name", [name for name in NAMES if name != LONG_NAME])
@pytest.mark.parametrize("extract", [pypdf_text, plumber_text])
def test_a_rare_name_is_found_whole(number: int, name: str, extract: Any) -> None:  # noqa: ANN401  (an extractor)
    text = extract(pdf_of(number, pages(number, values_for(number, name))))
    assert name in text.replace("\n", "").replace(" ", "")
    assert name in text


@pytest.mark.parametrize("name", NAMES[:-1])
@pytest.mark.parametrize("extract", [pypdf_text, plumber_text])
def test_F2_3_a_rare_name_stands_in_the_notice(name: str, extract: Any) -> None:  # noqa: ANN401  (an extractor)
    assert f"{name}、张三" in extract(pdf_of(2, pages(2, values_for(2, name))))


@pytest.mark.parametrize("number", [1, 2, 4, 6])
@pytest.mark.parametrize("extract", [pypdf_text, plumber_text])
def test_F1_3_a_name_of_twenty_five_characters_is_printed_whole(number: int, extract: Any) -> None:  # noqa: ANN401
    """In the cells of tables: test_names."""
    assert len(LONG_NAME) == 25
    assert LONG_NAME in squeezed(extract(pdf_of(number, pages(number, values_for(number, LONG_NAME)))))


def test_A6_a_missing_character_is_listed_and_printed_with_its_code_point() -> None:
    name = f"王{UNKNOWN}"
    assert missing_characters(name) == [UNKNOWN]
    text = pypdf_text(pdf_of(1, pages(1, values_for(1, name))))
    assert "王〔U+E0FFF〕" in text


@pytest.mark.parametrize("number", NUMBERS)
def test_no_glyph_is_the_silent_box(number: int) -> None:
    pdf = pdf_of(number, pages(number, values_for(number, NAMES[3])))
    with pdfplumber.open(BytesIO(pdf)) as document:
        chars = [char for page in document.pages for char in page.chars]
    assert chars
    assert not [char for char in chars if char["text"] in ("\x00", "\ufffd") or char["text"].startswith("(cid")]


@pytest.mark.parametrize("number", NUMBERS)
def test_the_same_input_makes_the_same_bytes(number: int) -> None:
    first, second = (pdf_of(number, pages(number, values_for(number))) for _ in range(2))
    assert first == second


def test_F1_6_two_copies_are_two_times_the_pages_with_one_bookmark() -> None:
    reader = pypdf.PdfReader(BytesIO(pdf_of(1, pages(1, values_for(1)), copies=2)))
    assert len(reader.pages) == 2
    assert reader.pages[0].extract_text() == reader.pages[1].extract_text()
    assert [entry.title for entry in reader.outline if not isinstance(entry, list)] == ["样例1"]


def test_every_paper_has_a_bookmark_that_leads_to_its_first_page() -> None:
    sheets = pages(1, values_for(1))
    names = ("甲", "乙𠮷", "丙")
    documents = [Document(sheets, "目录"), *(Document(sheets, name, copies=2, group="样例1") for name in names)]
    reader = pypdf.PdfReader(BytesIO(write_pdf(documents, title="样例", author=BRANCH, created=MOMENT)))
    outline: Any = reader.outline
    alone, group, below = outline
    found = [(entry.title, reader.get_destination_page_number(entry)) for entry in (alone, group, *below)]
    assert found == [("目录", 0), ("样例1", 1), *((name, 1 + 2 * place) for place, name in enumerate(names))]


def test_papers_are_drawn_as_they_come() -> None:
    drawn: list[int] = []

    def papers() -> Iterator[Document]:
        for place in range(3):
            drawn.append(place)
            yield Document(pages(1, values_for(1)), f"{place}")

    one_by_one = write_pdf(papers(), title="样例", author=BRANCH, created=MOMENT)
    at_once = [Document(pages(1, values_for(1)), f"{place}") for place in range(3)]
    assert one_by_one == write_pdf(at_once, title="样例", author=BRANCH, created=MOMENT)
    assert drawn == [0, 1, 2]


def test_the_pdf_names_its_title_and_author() -> None:
    meta = pypdf.PdfReader(BytesIO(pdf_of(1, pages(1, values_for(1))))).metadata
    assert meta is not None
    assert meta.title == "样例"
    assert meta.author is not None
    assert "机电工程系" in meta.author


def test_the_pdf_names_its_language_and_is_printed_in_its_own_size() -> None:
    catalogue: Any = pypdf.PdfReader(BytesIO(pdf_of(1, pages(1, values_for(1))))).trailer["/Root"]
    assert catalogue["/Lang"] == "zh-CN"
    assert catalogue["/ViewerPreferences"] == {"/DisplayDocTitle": True, "/PrintScaling": "/None"}


def test_a_line_that_begins_with_spaces_keeps_them() -> None:
    sheet = Sheet(210, 297, (Line(28, 40, "　　起", "fangsong", 16), Line(28, 60, "起", "fangsong", 16)))
    with pdfplumber.open(BytesIO(pdf_of(1, (sheet,)))) as document:
        first, second = (char["x0"] for char in document.pages[0].chars if char["text"] == "起")
    assert first - second == pytest.approx(32, abs=0.01)


MARKUP = "<b>&\"=SUM(A1)'</b>{member}%s\\n"


def with_markup(number: int) -> Values:
    """Return a form's sample values, every text of them replaced."""
    given = values_for(number)
    fields = dict.fromkeys(given.fields, MARKUP)
    items = {key: tuple(MARKUP for _ in texts) for key, texts in given.items.items()}
    return Values(fields, items, tuple(Row(tuple(MARKUP for _ in row.cells), MARKUP) for row in given.rows))


@pytest.mark.parametrize("number", [1, 2, 6])
def test_text_from_users_is_printed_as_typed(number: int) -> None:
    values = with_markup(number)
    given = sum(map(len, values.items.values())) + len(values.rows)
    text = squeezed(pypdf_text(pdf_of(number, pages(number, values))))
    assert text.count(MARKUP) >= given > 0


@pytest.mark.parametrize(("number", "cells"), [(3, 4), (4, 4), (5, 11), (7, 16), (8, 11), (9, 12)])
def test_text_from_users_stands_in_its_cells_as_typed(number: int, cells: int) -> None:
    with pdfplumber.open(BytesIO(pdf_of(number, pages(number, with_markup(number))))) as document:
        found = [squeezed(text or "") for page in document.pages for row in page.extract_table() or () for text in row]
    assert found.count(MARKUP) == cells
