"""Values put into the words of a form are data; a branch's own words replace those of forms 1 to 7 alone."""

import pytest

from dangjian_desktop.reports.form import Row, Values
from dangjian_desktop.reports.layout import lay_out
from dangjian_desktop.reports.wording import load
from tests.reports.samples import FORM, pages, values_for, words


def test_braces_in_a_text_are_no_field() -> None:
    fields = {**values_for(1).fields, "member": "{post}", "post": "{date}"}
    said = words(pages(1, Values(fields, {"duties": ("{member}{n}",)})))
    assert "一、党员姓名：{post}。" in said
    assert "二、岗位名称：{date}。" in said
    assert "三、岗位职责：1.{member}{n}。" in said


def test_braces_in_the_notice_are_no_field() -> None:
    said = words(pages(2, Values(values_for(2).fields, {"posts": ("{names}",)}, (Row(("{names}", "{n}、{post}")),))))
    assert "1.{names}：{n}、{post}。" in said


def test_two_spaces_in_a_value_do_not_divide_the_info_line() -> None:
    (sheet,) = pages(4, Values({"member": "李  四", "duty": "系主任", "area": "机电楼"}))
    info = [line.text.strip() for line in sheet.outside() if "：" in line.text]
    assert info == ["党员姓名：李  四", "职务：系主任", "责任区域：机电楼"]


def test_L399_a_branch_may_change_the_words_of_a_form_and_goes_back_by_dropping_them() -> None:
    shipped = load("proofread")
    own = shipped.with_overrides({"3.area": "负责区域"})
    assert "负责区域" in words(lay_out(FORM[3], Values(), blank=True, wording=own))
    assert "负责区域" not in words(lay_out(FORM[3], Values(), blank=True, wording=shipped))
    assert own.customised == {"3.area"}


@pytest.mark.parametrize("key", ["8.title", "9.kind", "3.nothing"])
def test_L399_the_words_of_8_and_9_are_fixed_and_unknown_ones_are_ignored(key: str) -> None:
    own = load("proofread").with_overrides({key: "另一句"})
    assert not own.customised
    assert own.texts == load("proofread").texts


def own_words(number: int, key: str, text: str, *, blank: bool = False) -> list[str]:
    """Lay out a form with one own text and return its lines in their order."""
    wording = load("proofread").with_overrides({f"{number}.{key}": text})
    values = Values() if blank else values_for(number)
    return [line.text for sheet in lay_out(FORM[number], values, blank=blank, wording=wording) for line in sheet.lines]


def test_L399_a_line_feed_in_a_paragraph_begins_a_new_one_and_an_empty_text_prints_nothing() -> None:
    wording = load("proofread")
    two = wording.with_overrides({"1.fifth": "五、支部排忧。\n六、党员尽责。"})
    (sheet,) = lay_out(FORM[1], values_for(1), blank=False, wording=two)
    fifth, sixth = (next(line for line in sheet.lines if line.text.startswith(n)) for n in ("五、", "六、"))
    assert (fifth.x, fifth.paragraph + 1) == (sixth.x, sixth.paragraph)
    (usual,) = lay_out(FORM[1], values_for(1), blank=False, wording=wording)
    (without,) = lay_out(FORM[1], values_for(1), blank=False, wording=wording.with_overrides({"1.fifth": ""}))
    gone = [line.text for line in usual.lines if line.text not in {each.text for each in without.lines}]
    assert "".join(gone) == wording.texts["1.fifth"]
    assert len(usual.lines) - len(without.lines) == len(gone)


def test_L399_a_line_to_be_signed_can_be_left_out() -> None:
    assert "上岗党员" in own_words(1, "secretary", "")
    assert "党支部书记" not in own_words(1, "secretary", "")


def test_L399_a_field_may_move_within_its_sentence_and_into_others_of_the_form() -> None:
    assert "".join(own_words(1, "preamble", "{member}自愿上岗。")).count(values_for(1).fields["member"]) == 2
    assert any(line.startswith("XXX自愿") for line in own_words(1, "preamble", "{member}自愿上岗。", blank=True))


@pytest.mark.parametrize("number", [5, 7])
def test_L399_a_changed_title_is_the_blank_forms_too(number: int) -> None:
    assert "XXX党支部公开承诺" in own_words(number, "title", "{branch}公开承诺", blank=True)
