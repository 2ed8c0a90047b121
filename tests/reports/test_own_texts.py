"""What an own text may say: its fields stay whole whatever is done to it, and each refusal is one Chinese sentence."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian_desktop.core.patterns import fields_in
from dangjian_desktop.reports.forms import FORMS
from dangjian_desktop.reports.own_texts import field_name, places, text_fault, text_name
from dangjian_desktop.reports.wording import load, put_in
from tests.reports.samples import FORM

OPEN = [(form, key) for form in FORMS if not form.fixed for key in places(form)]
WITH_FIELDS = [(form, key) for form, key in OPEN if places(form)[key].needed]
DEFAULTS = load("proofread")


@pytest.mark.parametrize(("form", "key"), OPEN, ids=lambda each: getattr(each, "key", each))
def test_the_shipped_text_fits_its_place_which_has_a_chinese_name(form: object, key: str) -> None:
    number = form.number  # type: ignore[attr-defined]
    place = places(FORM[number])[key]
    assert text_fault(FORM[number], place, DEFAULTS.texts[f"{number}.{key}"]) == ""
    assert re.search(r"[\u4e00-\u9fff]", text_name(FORM[number], key))
    assert all(re.fullmatch(r"[\u4e00-\u9fff]+", field_name(name)) for name in place.allowed)


def test_L399_forms_8_and_9_have_no_text_to_change() -> None:
    assert [form.number for form in FORMS if not places(form)] == [8, 9]


@pytest.mark.parametrize(
    ("number", "key", "text", "said"),
    [
        (1, "member", "一、党员。", "‹党员姓名›"),
        (1, "member", "一、党员姓名：{member}、{names}。", "‹人员名单›"),
        (1, "member", "一、党员姓名：{member。", "花括号"),
        (1, "preamble", "依据}制定。", "花括号"),
        (1, "preamble", "依据{nothing}制定。", "‹nothing›"),
        (2, "row", "{n}.{post}", "‹人员名单›"),
        (1, "title", "", "空"),
        (3, "area", " ", "“栏目”"),
        (5, "info", "党支部名称：{branch}", "‹党员人数›、‹承诺个数›"),
        (1, "secretary", "党支部书记\n（签字）：", "一行"),
        (3, "area", "长" * 41, "41 个字"),
        (7, "remark", "长" * 2001, "2001 个字"),
    ],
)
def test_L399_a_text_that_cannot_be_is_refused_in_one_sentence(number: int, key: str, text: str, said: str) -> None:
    fault = text_fault(FORM[number], places(FORM[number])[key], text)
    assert said in fault
    assert text_name(FORM[number], key) in fault
    assert "没有保存。请" in fault


@given(st.sampled_from(WITH_FIELDS), st.data())
def test_no_edit_that_is_taken_has_lost_or_broken_a_field(place: tuple[object, str], data: st.DataObject) -> None:
    """Characters taken out and put in anywhere: what passes prints every value of the shipped sentence whole."""
    form, key = FORM[place[0].number], place[1]  # type: ignore[attr-defined]
    text = DEFAULTS.text(form, key)
    for _ in range(data.draw(st.integers(1, 4))):
        first = data.draw(st.integers(0, len(text)))
        last = data.draw(st.integers(first, min(len(text), first + 8)))
        text = text[:first] + data.draw(st.text(alphabet="{}n一。a", max_size=4)) + text[last:]
    if not text_fault(form, places(form)[key], text):
        values = {name: f"〈{name}〉" for name in places(form)[key].allowed}
        printed = put_in(text, values)
        assert all(values[name] in printed for name in places(form)[key].needed)
        assert "{" not in printed
        assert "}" not in printed
        assert set(fields_in(text)) <= set(values)
