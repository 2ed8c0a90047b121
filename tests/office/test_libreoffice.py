"""LibreOffice opens and prints each form's document and workbook as the PDF has it: pages, words and picture."""

from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pdfplumber
import pypdf
import pytest
from PIL import Image

from dangjian_desktop.reports.docx import write_docx
from dangjian_desktop.reports.form import Values
from dangjian_desktop.reports.forms import FORMS
from dangjian_desktop.reports.pdf import Document
from dangjian_desktop.reports.sheet import Sheet
from dangjian_desktop.reports.xlsx import write_xlsx
from tests.office.libreoffice import print_all
from tests.office.pictures import DOTS, difference, render, rules, text_lines
from tests.reports.samples import BRANCH, MOMENT, pages, pdf_of, squeezed, values_for, words
from tests.reports.test_line_rules import PARAGRAPHS
from tests.reports.test_writers import overfull, undivided

pytestmark = pytest.mark.office

NUMBERS = [form.number for form in FORMS]
LETTERS, TABLES = (1, 2, 6), (3, 4, 5, 7, 8, 9)
KINDS: dict[str, Callable[..., bytes]] = {"docx": write_docx, "xlsx": write_xlsx}
ONE_PAGE = ("blank", "filled")
Printed = dict[str, bytes]


def photo() -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (300, 400), (190, 190, 190)).save(buffer, "PNG")
    return buffer.getvalue()


def values_of(number: int, state: str) -> Values | None:
    if state == "blank":
        return None
    given = values_for(number) if state == "filled" else overfull(number)
    return given._replace(photo=photo()) if number in (8, 9) else given


def sheets_of(number: int, state: str) -> tuple[Sheet, ...]:
    return pages(number, values_of(number, state), blank=state == "blank")


@pytest.fixture(scope="module", params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def printed(kind: str, tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """Print every form in every state by one start of LibreOffice."""
    files = {}
    for number in NUMBERS:
        for state in (*ONE_PAGE, "overfull"):
            document = Document(sheets_of(number, state), f"样例{number}")
            data = KINDS[kind]([document], title="样例", author=BRANCH, created=MOMENT)
            files[f"{number}-{state}.{kind}"] = data
    return print_all(files, tmp_path_factory.mktemp(kind))


@pytest.fixture(scope="module")
def marked(kind: str, tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """Print every filled form with both marks."""
    files = {}
    for number in NUMBERS:
        document = Document(sheets_of(number, "filled"), f"样例{number}", mark="演示　草稿")
        files[f"{number}-filled.{kind}"] = KINDS[kind]([document], title="样例", author=BRANCH, created=MOMENT)
    return print_all(files, tmp_path_factory.mktemp(f"{kind}-marked"))


def said(pdf: bytes) -> str:
    return squeezed("".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages))


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("state", ONE_PAGE)
def test_a_form_of_one_page_is_one_page_with_the_same_words(
    number: int, state: str, kind: str, printed: Printed
) -> None:
    sheets = sheets_of(number, state)
    pdf = printed[f"{number}-{state}.{kind}"]
    assert len(pypdf.PdfReader(BytesIO(pdf)).pages) == len(sheets) == 1
    assert sorted(said(pdf)) == sorted(words(sheets))


@pytest.mark.parametrize("number", NUMBERS)
def test_what_does_not_fit_one_page_is_printed_whole(number: int, kind: str, printed: Printed) -> None:
    sheets = sheets_of(number, "overfull")
    pdf = printed[f"{number}-overfull.{kind}"]
    assert not Counter(undivided(sheets)) - Counter(said(pdf))
    assert 1 < len(pypdf.PdfReader(BytesIO(pdf)).pages) <= len(sheets) + 1


@pytest.mark.parametrize("number", TABLES)
@pytest.mark.parametrize("state", ONE_PAGE)
def test_the_rules_of_a_table_stand_where_the_pdf_has_them(
    number: int, state: str, kind: str, printed: Printed
) -> None:
    """In Word within 1 mm, in a sheet, whose columns and rows are whole pixels, within 0.6 mm."""
    (ours,), (theirs,) = render(pdf_of(number, sheets_of(number, state))), render(printed[f"{number}-{state}.{kind}"])
    wanted, found = rules(ours), rules(theirs)
    nearest = 1 if kind == "docx" else 0.6
    assert found.across == pytest.approx(wanted.across, abs=nearest)
    assert found.down == pytest.approx(wanted.down, abs=nearest)


@pytest.mark.parametrize("number", LETTERS)
@pytest.mark.parametrize("state", ONE_PAGE)
def test_the_lines_of_a_letter_stand_where_the_pdf_has_them(
    number: int, state: str, kind: str, printed: Printed
) -> None:
    """Line by line: in Word within 1.5 mm, in a sheet within 1 mm."""
    (ours,), (theirs,) = render(pdf_of(number, sheets_of(number, state))), render(printed[f"{number}-{state}.{kind}"])
    assert text_lines(theirs) == pytest.approx(text_lines(ours), abs=1.5 if kind == "docx" else 1)


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("state", ONE_PAGE)
def test_there_is_as_much_ink_in_each_place_as_in_the_pdf(number: int, state: str, kind: str, printed: Printed) -> None:
    """In squares of 20 mm: in Word at most 4 % of the ink is elsewhere, in a sheet at most 14 %."""
    (ours,), (theirs,) = render(pdf_of(number, sheets_of(number, state))), render(printed[f"{number}-{state}.{kind}"])
    assert difference(ours, theirs, 20) <= (0.04 if kind == "docx" else 0.14)


def test_no_stop_of_official_text_is_lost_or_hangs_in_word(tmp_path: Path) -> None:
    """Over 200 justified lines with every kind of sign: a hung stop at their end may not be drawn at all."""
    sheets = pages(6, Values(values_for(6).fields, {"commitments": tuple(PARAGRAPHS)}))
    data = write_docx([Document(sheets, "样例6")], title="样例", author=BRANCH, created=MOMENT)
    pdf = print_all({"official.docx": data}, tmp_path)["official.docx"]
    assert not Counter(undivided(sheets)) - Counter(said(pdf))
    with pdfplumber.open(BytesIO(pdf)) as document:
        right = max(char["x1"] for page in document.pages for char in page.chars) * 25.4 / 72
    assert right < 184 + 1


@pytest.mark.parametrize("number", NUMBERS)
def test_a_mark_is_printed_and_moves_nothing(number: int, kind: str, marked: Printed, printed: Printed) -> None:
    pdf = marked[f"{number}-filled.{kind}"]
    assert said(pdf).count("演示草稿") == len(pypdf.PdfReader(BytesIO(pdf)).pages) == 1
    one, other = (
        page.crop((0, 24 * DOTS, page.width, page.height))
        for page in (*render(pdf), *render(printed[f"{number}-filled.{kind}"]))
    )
    assert rules(one).across == pytest.approx(rules(other).across, abs=0.3)
    assert text_lines(one) == pytest.approx(text_lines(other), abs=0.3)
