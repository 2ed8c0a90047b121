"""The orders of people in a batch: by hand, by strokes, by pinyin with surnames read right, by post."""

import random

import pytest

from dangjian_desktop.services.people_order import ORDERS, ordered, pinyin_key
from dangjian_desktop.services.reading import load_book
from dangjian_desktop.services.work import Office
from tests.services.exchange_year import save

READ_AS_SURNAMES = {
    "单": ("山", "善于"),
    "仇": ("秦", "求"),
    "区": ("宁", "潘"),
    "解": ("夏", "许"),
    "查": ("岳", "张"),
    "曾": ("岳", "张"),
    "任": ("秦", "阮"),
    "朴": ("潘", "蒲"),
    "盖": ("高", "龚"),
    "缪": ("孟", "莫"),
    "翟": ("岳", "张"),
    "尉迟": ("俞", "岳"),
    "万俟": ("孟", "牟"),
    "葛": ("高", "龚"),
    "覃": ("钱", "邱"),
}
"""Surnames between two others: with the usual reading of the character each would stand elsewhere."""


def members(office: Office, *names: str) -> None:
    save(office, "members", *({"name": name} for name in names))


def names(office: Office, order: str) -> list[str]:
    return [member.name for member in ordered(load_book(office), order)]


@pytest.mark.parametrize("surname", READ_AS_SURNAMES)
def test_a_surname_is_read_as_surnames_are(surname: str) -> None:
    before, after = READ_AS_SURNAMES[surname]
    assert pinyin_key(f"{before}一") < pinyin_key(f"{surname}一鸣") < pinyin_key(f"{after}一")


def test_pinyin_compares_syllables_then_tones_then_strokes() -> None:
    by_hand = ["艾力", "黎明", "李力", "李丽", "卢山", "鲁山", "吕山", "栾山", "罗山", "汪江", "王大利", "王富", "王江"]
    mixed = list(by_hand)
    random.Random(3).shuffle(mixed)
    assert sorted(mixed, key=pinyin_key) == by_hand


def test_each_order_of_the_roster(branch: Office) -> None:
    members(branch, "田富", "欧阳文", "田大利", "单一", "丁力")
    assert names(branch, "roster") == ["田富", "欧阳文", "田大利", "单一", "丁力"]
    assert names(branch, "surname") == ["丁力", "田富", "田大利", "欧阳文", "单一"]
    assert names(branch, "name") == ["丁力", "田大利", "田富", "欧阳文", "单一"]
    assert names(branch, "pinyin") == ["丁力", "欧阳文", "单一", "田大利", "田富"]


def test_by_post_follows_the_catalogue_and_who_has_none_stands_last(branch: Office) -> None:
    members(branch, "丁力", "田富", "王文")
    for member, post in (("王文", "校园安全岗"), ("田富", "服务学生岗")):
        save(branch, "post_assignments", {"year": "2026", "member_id": member, "post_id": post})
    assert names(branch, "post") == ["田富", "王文", "丁力"]


@pytest.mark.parametrize("order", ORDERS)
def test_namesakes_keep_their_place_in_the_roster(branch: Office, order: str) -> None:
    save(branch, "members", *({"name": "李四", "birth": birth} for birth in ("1990.01", "1970.01")))
    assert [member.birth for member in ordered(load_book(branch), order)] == ["1990-01", "1970-01"]
