"""The words of the nine forms are those of the source document, and the corrected text differs only where it says so."""

import re
import unicodedata
from pathlib import Path

import pypdf
import pytest

from dangjian_desktop.reports.forms import FORMS
from dangjian_desktop.reports.page import Options
from dangjian_desktop.reports.wording import load
from tests.reports.samples import FORM, pages, pdf_of, squeezed, words

SOURCE = (Path(__file__).parents[1] / "data" / "source-document.txt").read_text(encoding="utf-8")
NUMBERS = [form.number for form in FORMS]
CORRECTED = {"2.intro": ("以岗锋横行定责", "以岗定责")}
"""Every correction that requirements.md A7 makes in the words of a form (A7-1)."""


def sample(number: int) -> str:
    """Return the source's words of a sample, white space aside: between its heading and the next one."""
    after = SOURCE.split(f"样例{number}\n", 1)[1]
    return squeezed(re.split(rf"\n\s*样例{number + 1}\n", after)[0])


@pytest.mark.parametrize("number", NUMBERS)
def test_the_blank_form_in_the_sources_wording_says_what_the_source_says(number: int) -> None:
    # The remark of L399 stands below 样例7 in the source; a blank form prints it behind its switch (A7-27).
    sheets = pages(number, blank=True, source=True, options=Options(remark=True))
    assert words(sheets) == sample(number)


@pytest.mark.parametrize("number", NUMBERS)
def test_the_blank_forms_pdf_has_the_same_characters(number: int) -> None:
    from io import BytesIO

    sheets = pages(number, blank=True, source=True, options=Options(remark=True))
    text = "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf_of(number, sheets))).pages)
    page_numbers = re.compile(r"—\d+—")
    assert sorted(page_numbers.sub("", squeezed(text))) == sorted(sample(number))


def test_F7_10_the_remark_is_behind_a_switch_that_is_off() -> None:
    assert "样例1-7仅供参考" not in words(pages(7, blank=True, source=True))


def plain(text: str) -> str:
    """Return a text without what A7-33 lets differ: width of punctuation, stops after values, dots, white space."""
    narrow = unicodedata.normalize("NFKC", text).replace("。", ".").replace("…", "...")
    return re.sub(r"[\s.]+", "", narrow)


def test_A7_33_the_corrected_wording_differs_in_punctuation_and_the_listed_words_alone() -> None:
    source, corrected = load("source").texts, load("proofread").texts
    assert source.keys() == corrected.keys()
    for key, text in source.items():
        old, new = CORRECTED.get(key, ("", ""))
        assert plain(text).replace(old, new) == plain(corrected[key]), key


def test_A7_1_the_garbled_words_are_kept_in_the_sources_wording_alone() -> None:
    assert "以岗锋横行定责" in words(pages(2, blank=True, source=True))
    assert "以岗定责" in words(pages(2, blank=True))


def test_A7_33_the_corrected_letters_have_no_narrow_punctuation_between_chinese_words() -> None:
    for number in (1, 2, 6):
        assert not re.findall(r"[\u4e00-\u9fff][:;,()]", words(pages(number, blank=True)))


def test_the_forms_are_numbered_as_the_samples_and_only_8_and_9_are_fixed() -> None:
    assert [form.number for form in FORMS] == list(range(1, 10))
    assert [form.number for form in FORMS if form.fixed] == [8, 9]
    assert FORM[1].copies == 2
    assert {form.copies for form in FORMS if form.number != 1} == {1}
