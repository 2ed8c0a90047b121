"""Characters: every face can draw what any file has, names stay as typed, and nothing is a silent box."""

from io import BytesIO

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dangjian_desktop.reports.cover import Cover, lay_out_cover
from dangjian_desktop.reports.fonts import FACES, file_for, missing_characters, shown
from dangjian_desktop.reports.form import Row, Values
from dangjian_desktop.reports.layout import lay_out
from dangjian_desktop.reports.wording import load
from tests.reports.samples import FORM, pages, pdf_of, values_for, words

# Outside 宋体 but within the faces of letters: a table's cell must find them too.
FOREIGN = "αβγ Привет ㄅㄆ"
# Two characters that Unicode's normal forms turn into the common 郎 and 屮; no font has the second.
COMPATIBILITY, FALLEN_BACK, COMMON = "\uf92c", "\U0002f878", "\u5c6e"


def text_of(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)


@pytest.mark.parametrize("number", [3, 4, 5, 7])
def test_a_table_prints_letters_that_only_the_letters_face_has(number: int) -> None:
    columns = {3: 4, 4: 4, 5: 2, 7: 3}[number]
    sheets = pages(number, Values({"branch": "党支部"}, rows=(Row((FOREIGN,) * columns, "张三"),)))
    text = text_of(pdf_of(number, sheets))
    for part in FOREIGN.split():
        assert part in text
    assert "\x00" not in text


@settings(max_examples=300, deadline=None)
@given(st.characters())
def test_a_character_that_one_face_has_all_faces_have(character: str) -> None:
    drawn = shown(character)
    for face in FACES:
        assert all(file_for(each, face) for each in drawn if each != "\n"), face


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=40))
def test_what_is_drawn_needs_no_character_that_is_missing(text: str) -> None:
    assert missing_characters(shown(text)) == []


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=40))
def test_exactly_the_missing_characters_are_drawn_as_their_code_points(text: str) -> None:
    drawn = shown(text)
    for character in missing_characters(text):
        assert f"〔U+{ord(character):04X}〕" in drawn


def test_names_keep_the_very_characters_that_were_typed() -> None:
    (sheet,) = pages(6, values_for(6, f"王{COMPATIBILITY}"))
    assert f"党员姓名：王{COMPATIBILITY}" in words([sheet])
    assert COMPATIBILITY in text_of(pdf_of(6, [sheet]))


def test_a_character_without_a_font_falls_back_to_its_canonical_twin_of_the_same_shape() -> None:
    assert shown(f"王{FALLEN_BACK}") == f"王{COMMON}"
    assert missing_characters(FALLEN_BACK) == []


def test_a_letter_and_its_accent_are_drawn_as_one_character() -> None:
    assert shown("Ame\u0301lie") == "Amélie"
    assert missing_characters("Ame\u0301lie") == []


@pytest.mark.parametrize("unseen", ["\u200b", "\u200e", "\u202e", "\ufeff", "\u00ad", "\x07", "\ufe0f", "\U000e0100"])
def test_marks_without_a_shape_are_left_out_and_not_called_missing(unseen: str) -> None:
    assert shown(f"张{unseen}三") == "张三"
    assert missing_characters(f"张{unseen}三") == []


@pytest.mark.parametrize("space", ["\t", "\u00a0", "\u2003", "\u202f"])
def test_spaces_of_any_width_are_drawn_as_one_space_but_the_chinese_one_keeps_its_width(space: str) -> None:
    assert shown(f"李{space}四") == "李 四"
    assert shown("李\u3000四") == "李\u3000四"


@pytest.mark.parametrize("feed", ["\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_line_feeds_of_any_system_end_a_line(feed: str) -> None:
    (sheet,) = pages(3, Values(rows=(Row(("张三", "", "", f"宣传{feed}谈心")),)))
    assert sheet.grid is not None
    assert "宣传\n谈心" in {cell.text for cell in sheet.grid.cells}


def test_A7_26_a_branchs_own_words_may_hold_characters_that_no_font_has() -> None:
    wording = load("proofread").with_overrides({"6.heading": "承诺\U000e0fff："})
    sheets = lay_out(FORM[6], values_for(6), blank=False, wording=wording)
    assert "承诺〔U+E0FFF〕：" in words(sheets)


def test_the_cover_of_a_package_draws_an_offices_name_with_any_character() -> None:
    sheets = lay_out_cover(
        Cover("上报包", (("单位", "\U000e0fff党支部"), ("校验码", "AB12")), (("经办人（盖章）：",),), "请核对。")
    )
    assert "〔U+E0FFF〕党支部" in text_of(pdf_of(1, sheets))
