"""The three writers draw one layout: their words agree, texts stay texts, the same input makes the same bytes."""

from collections.abc import Callable, Sequence
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
from dangjian_desktop.reports.sheet import Sheet, parts
from dangjian_desktop.reports.xlsx import write_xlsx
from tests.reports.samples import BRANCH, DEEDS, MOMENT, pages, squeezed, values_for, words

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


def undivided(sheets: Sequence[Sheet]) -> str:
    """Return the words of pages as one goes on writing in them: a table over several pages has one head, once."""
    found = []
    for part in parts(sheets):
        first = part[0]
        below = [line for sheet in part[1:] for line in sheet.outside()]
        if first.whole:
            found.append(words([first._replace(grid=first.whole)]))
        found += [line.text for line in below] if first.whole else [words(part)]
    return squeezed("".join(found))


def rows_for(number: int, count: int) -> tuple[Row, ...]:
    """Return many rows for a ledger, four to a name, each text once."""
    columns = {3: 4, 4: 4, 5: 2, 7: 3}[number]
    texts = [tuple(f"{place}列{n}行要做的事情" for place in range(columns)) for n in range(count)]
    return tuple(Row(each, f"党员{n // 4}号" if number in (5, 7) else "") for n, each in enumerate(texts))


def overfull(number: int) -> Values:
    """Return what does not fit the form's one page."""
    given = values_for(number)
    if number in (3, 4, 5, 7):
        return given._replace(rows=rows_for(number, 60))
    if number in (8, 9):
        return given._replace(fields={**given.fields, "deeds": f"{DEEDS}\n" * 60, "branch_opinion": DEEDS * 30})
    if number == 2:
        return given._replace(rows=tuple(Row((f"第{n}岗", f"党员{n}、党员{n}之二")) for n in range(60)))
    return given._replace(items={"duties": (DEEDS,) * 20, "commitments": (DEEDS,) * 20})


STATES: dict[str, Callable[[int], Values | None]] = {
    "blank": lambda _: None,
    "filled": values_for,
    "overfull": overfull,
}


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("state", STATES)
def test_the_words_of_pdf_xlsx_and_docx_agree(number: int, state: str) -> None:
    values, blank = STATES[state](number), state == "blank"
    sheets = pages(number, values, blank=blank)
    assert (len(sheets) > 1) == (state == "overfull")
    running = len(sheets) if number < 8 else len(sheets) - 1  # an approval form's attached sheets run by themselves
    numbers = "".join(f"—{n}—" for n in range(1, running + 1)) if running > 1 else ""
    assert sorted(pdf_words(made(write_pdf, number, values, blank=blank))) == sorted(words(sheets) + numbers)
    said = sorted(undivided(sheets))
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


@pytest.mark.parametrize("number", [3, 4, 5, 7])
def test_a_ledger_over_several_pages_is_one_table_whose_head_is_repeated(number: int) -> None:
    values = overfull(number)
    written = openpyxl.load_workbook(BytesIO(made(write_xlsx, number, values))).worksheets
    (sheet,) = written
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    (table,) = docx.Document(BytesIO(made(write_docx, number, values))).tables
    said = [cell.text for row in table.rows for cell in {id(cell._tc): cell for cell in row.cells}.values()]
    for each in (texts, said):
        assert [text for text in each if text in [str(n) for n in range(1, 61)]] == [str(n) for n in range(1, 61)]
        assert each.count("序号") == 1
        assert not [text for text in each if "（续）" in text]
        for text in (text for row in values.rows for text in row.cells):
            assert each.count(text) == 1
    head = next(cell.row for row in sheet.iter_rows() for cell in row if cell.value == "序号")
    assert sheet.print_title_rows == f"${head}:${head}"
    assert [bool(row._tr.xpath("./w:trPr/w:tblHeader")) for row in table.rows] == [True] + [False] * 60
    if number in (5, 7):
        names = [each for each in sheet.merged_cells.ranges if each.min_col == each.max_col == 2]
        assert [each.max_row - each.min_row + 1 for each in names] == [4] * 15
        assert [name for name in texts if name.startswith("党员") and name.endswith("号")] == [
            f"党员{n}号" for n in range(15)
        ]


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
