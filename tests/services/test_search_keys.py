"""Finding people by what is typed: surnames by the reading that surnames have, mixtures, and speed."""

import time

import pytest

from dangjian_desktop.core.search import SearchIndex
from dangjian_desktop.core.surnames import READINGS
from dangjian_desktop.services.search_keys import search_keys

INITIALS = [
    "单s",
    "仇q",
    "区o",
    "解x",
    "查z",
    "曾z",
    "任r",
    "朴p",
    "盖g",
    "缪m",
    "翟z",
    "华h",
    "乐y",
    "覃q",
    "折s",
    "黑h",
    "种c",
    "秘b",
    "繁p",
    "洗x",
    "纪j",
    "葛g",
    "员y",
    "召s",
    "哈h",
    "那n",
    "能n",
    "隗w",
    "过g",
    "薄b",
    "燕y",
    "占z",
    "阚k",
    "重c",
    "都d",
    "干g",
    "炅g",
    "句g",
    "角j",
    "要y",
    "於y",
    "祭z",
    "么y",
    "乜n",
    "适k",
    "粘n",
    "藏z",
    "参s",
    "舍s",
    "少s",
    "尉w",
    "万w",
    "沈s",
    "贾j",
    "宓m",
    "郗x",
    "隽j",
    "俞y",
    "柏b",
    "费f",
    "盛s",
    "石s",
    "谷g",
    "车c",
    "宿s",
    "佴n",
    "卜b",
    "殷y",
    "冯f",
    "相x",
    "晁c",
    "曲q",
    "应y",
    "訾z",
    "呙g",
    "郇x",
    "褚c",
    "逯l",
    "贠y",
    "颉x",
    "强q",
    "撒s",
    "令l",
    "谌c",
    "瞿q",
    "郄q",
    "镡t",
    "阙q",
    "眭s",
    "便p",
    "扁b",
    "观g",
    "冠g",
    "番p",
    "卷j",
    "圈j",
    "术z",
    "陆l",
    "勾g",
    "省x",
    "契x",
    "莘s",
    "庹t",
    "逄p",
    "厍s",
    "仉z",
    "贲b",
    "万俟mq",
    "尉迟yc",
    "澹台tt",
    "单于cy",
    "令狐lh",
    "乐正yz",
    "宰父zf",
    "长孙zs",
    "鲜于xy",
    "皇甫hf",
    "亓官qg",
    "夏侯xh",
]
SURNAMES = {entry.rstrip("abcdefghijklmnopqrstuvwxyz"): entry.lstrip("".join(READINGS)) for entry in INITIALS}
WHOLE = {"单": "shan", "仇": "qiu", "区": "ou", "解": "xie", "查": "zha", "任": "ren", "曾": "zeng", "盖": "ge"}
WHOLE |= {"尉迟": "yuchi", "万俟": "moqi", "吕": "lv", "闾丘": "lvqiu", "覃": "qin"}


def found(names: list[str], query: str) -> list[str]:
    return [names[place] for place in SearchIndex(search_keys(names)).find(query)]


def test_a_hundred_surnames_with_several_readings_are_found_by_the_right_initials() -> None:
    assert len(SURNAMES) >= 100
    names = [f"{surname}明伟" for surname in SURNAMES]
    index = SearchIndex(search_keys(names))
    lost = {
        surname: initials
        for place, (surname, initials) in enumerate(SURNAMES.items())
        if place not in index.find(f"{initials}mw")
    }
    assert lost == {}


@pytest.mark.parametrize("surname", WHOLE)
def test_a_surname_is_found_by_its_whole_pinyin_and_others_are_not(surname: str) -> None:
    names = ["王小明", f"{surname}小明", "李小明"]
    assert found(names, WHOLE[surname]) == [names[1]]
    assert found(names, f"{WHOLE[surname]}xm") == [names[1]]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("李朗", []),
        ("李明", ["李明朗", "黎李明"]),
        ("lml", ["李明朗"]),
        ("limlang", ["李明朗"]),
        ("李ml", ["李明朗"]),
        ("l明", ["李明朗", "黎李明"]),
        ("明lang", ["李明朗"]),
        ("ing", []),
        (" 李 明", ["李明朗", "黎李明"]),
        ("", []),
        ("abdkl", ["阿卜杜克里木·买买提"]),
        ("·买", ["阿卜杜克里木·买买提"]),
        ("nv", ["女兵"]),
        ("nu", ["女兵"]),
        ("2015-07", ["2015-07-01"]),
        ("7-0", ["2015-07-01"]),
        (".*", []),
        ("|/", []),
    ],
)
def test_characters_pinyin_initials_and_mixtures(query: str, names: list[str]) -> None:
    everybody = ["李明朗", "黎李明", "阿卜杜克里木·买买提", "女兵", "2015-07-01"]
    assert found(everybody, query) == names


def test_two_thousand_people_are_searched_in_less_than_fifty_milliseconds() -> None:
    surnames, given = list(SURNAMES), "明伟丽山文平华健雪富一大小力"
    names = [f"{surnames[i % len(surnames)]}{given[i % 14]}{given[i // 14 % 14]}" for i in range(2000)]
    index = SearchIndex(search_keys(names))
    began = time.thread_time()
    for query in ("smw", "单", "shanming", "m"):
        assert index.find(query)
    assert (time.thread_time() - began) / 4 < 0.05
