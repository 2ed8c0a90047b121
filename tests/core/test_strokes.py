"""Stroke order of names: counts, the official order within a count, and the two orders of official lists."""

import random

import pytest

from dangjian_desktop.core.paths import resource
from dangjian_desktop.core.strokes import LAST, by_surname, by_whole_name, stroke_count, stroke_key
from dangjian_desktop.core.surnames import COMPOUND, split_name

SURNAMES = {
    2: "丁卜刁",
    3: "于万马山弓干卫",
    4: "王方尹孔毛文牛水尤车戈巴仇邓区贝元支亓韦凤卞公计",
    5: "田白石史叶包左申甘龙冯古平卢艾宁皮厉司丘冉边乐印",
    6: "朱刘任江向许孙成伍汤邢吕米安关伏阮毕曲华匡羊全庄闫齐尧",
    7: "李杨吴何余苏杜宋沈汪陆邱张陈严邹连劳佘谷邵岑冷应辛",
    8: "周林罗金孟郑武岳范欧易尚季苗林牧明宗官房幸宓庞",
    9: "胡赵侯贺姜郝洪柳娄祝段钟俞姚施费饶封荣骆查柯柏",
    10: "高徐郭袁夏钱唐秦倪顾贾陶殷桂耿翁栾聂莫班敖",
    11: "黄曹梁章康盛常崔龚商梅麻符戚鄂隋",
    12: "彭董韩程曾傅蒋谢鲁温焦童景喻舒储葛",
    13: "雷詹赖简解鲍蓝甄虞阙雍蒲裘褚",
    14: "谭蔡廖熊管翟裴臧缪端",
    15: "潘樊黎滕颜",
    16: "薛穆霍冀燕",
    17: "戴魏鞠檀",
    18: "瞿",
}
"""Surnames by the strokes that 通用规范汉字 gives them, counted by hand."""

FIRST_STROKES = {
    2: "丁12 卜24 刁51",
    3: "于112 万153 山252 弓515 卫521 马551",
    4: "王1121 韦1152 车1512 牛3112 毛3115 仇3235 公3454 文4134 方4153 尹5113 孔5215 邓5452",
    5: "甘12211 艾12234 古12251 左13121 石13251 卢21513 叶25112 田25121 史25134 丘32121 白32511 包35515 冯41551 司51251",
    6: "匡111215 邢113252 成135534 毕153512 朱311234 任323121 向325251 刘413422 齐413432 米431234 江441121 安445531 许453112 孙521234",
    7: "苏1225344 杜1234121 李1234521 杨1234533 吴2511134 何3212512 余3411234 邹3551152 汪4411121 宋4451234 张5151354 陈5215234",
    8: "武1121 林1234 欧1345 易2511 罗2522 岳3212 金3411 周3512 郑4311 孟5212",
    9: "赵1212 胡1225 施4153 姜4311 洪4411 姚5313 贺5325",
    10: "袁1212 夏1325 钱3111 倪3251 徐3323 高412512 郭412515 唐4135",
    11: "黄1221 曹1251 崔2523 康4135 章4143 梁4415",
    12: "彭1212 董1223 韩1225 程3123 曾4325 谢4532",
}
"""Surnames with the first strokes that tell them apart (横1 竖2 撇3 点4 折5), so that their order can be argued."""

OFFICIAL = "一乙二十丁厂七卜八人入儿匕几九刁了刀力乃又三干于亏工土士才下寸大丈与万上小口山巾千乞川亿个夕久么勺凡丸及"
"""通用规范汉字表 begins so: 级 1, numbers 1 to 50."""


SURNAMES_IN_ORDER = [entry[0] for count in FIRST_STROKES for entry in FIRST_STROKES[count].split()]


def shuffled(names: list[str]) -> list[str]:
    mixed = list(names)
    random.Random(7).shuffle(mixed)
    assert mixed != names
    return mixed


@pytest.mark.parametrize("count", SURNAMES)
def test_surnames_have_the_strokes_that_people_count(count: int) -> None:
    assert {surname: stroke_count(surname) for surname in SURNAMES[count]} == dict.fromkeys(SURNAMES[count], count)


def test_there_are_two_hundred_of_them() -> None:
    assert len(set("".join(SURNAMES.values()))) >= 200


def test_the_official_list_begins_so() -> None:
    assert "".join(sorted(shuffled(list(OFFICIAL)), key=stroke_key)) == OFFICIAL


@pytest.mark.parametrize("count", FIRST_STROKES)
def test_the_order_that_is_expected_below_follows_from_counts_and_strokes(count: int) -> None:
    codes = [entry[1:] for entry in FIRST_STROKES[count].split()]
    assert codes == sorted(codes)
    assert {stroke_count(entry[0]) for entry in FIRST_STROKES[count].split()} == {count}


def test_by_surname_shorter_names_come_first_within_a_surname() -> None:
    """富 has twelve strokes and 大 three, yet 田富 stands before 田大利 (words.md 5)."""
    names = [surname + given for surname in SURNAMES_IN_ORDER for given in ("富", "大利")]
    assert len(names) >= 120
    assert sorted(shuffled(names), key=by_surname) == names


def test_by_the_whole_name_the_second_character_decides() -> None:
    names = [surname + given for surname in SURNAMES_IN_ORDER for given in ("大利", "富")]
    assert sorted(shuffled(names), key=by_whole_name) == names


def test_given_names_are_compared_by_strokes_too() -> None:
    """一1 丁2 力2 山3 文4 平5 华6 丽7 明8 星9 健10 雪11 富12; 丁12 stands before 力53, 大134 before 小234."""
    short = [f"李{given}" for given in "一丁力山文平华丽明星健雪富"]
    long = ["李一鸣", "李大伟", "李大利", "李小平", "李文一", "李文山", "李明华"]
    names = [*short, *long]
    assert sorted(shuffled(names), key=by_surname) == names


def test_a_compound_surname_stands_after_its_first_character_as_a_surname() -> None:
    names = ["林山", "欧大", "欧文远", "欧阳山", "欧阳大伟", "易文"]
    assert sorted(shuffled(names), key=by_surname) == names
    assert sorted(shuffled(names), key=by_whole_name) == ["林山", "欧大", "欧文远", "欧阳大伟", "欧阳山", "易文"]


@pytest.mark.parametrize("surname", sorted(COMPOUND))
def test_compound_surnames_are_known_but_a_name_of_two_characters_has_a_surname_of_one(surname: str) -> None:
    assert split_name(f"{surname}明") == (surname, "明")
    assert split_name(surname) == (surname[0], surname[1])


def test_a_name_with_a_middle_dot_counts_by_its_first_character() -> None:
    assert split_name("阿卜杜拉•买买提") == ("阿", "卜杜拉买买提")
    assert split_name("李 四") == ("李", "四")


def test_characters_of_the_official_list_beyond_the_basic_block_have_their_place() -> None:
    """䶮 is 龙 5 and 天 4; of two characters with 12 strokes 𬭎 begins 31 (钅) and 𫖯 begins 34 (兆)."""
    assert [stroke_count(each) for each in "䶮㛃𬭎𫖯"] == [9, 9, 12, 12]
    assert stroke_key("䶮") < stroke_key("𬭎") < stroke_key("𫖯")


def test_what_no_table_knows_stands_last_by_code_point() -> None:
    names = ["龘文", "X先生", "\ue000文"]
    assert sorted(shuffled(names), key=by_surname) == names
    assert stroke_key("\ue000")[0][0] == LAST


def test_every_character_stands_once_in_the_table_and_the_file_is_small() -> None:
    path = resource("strokes", "strokes.txt")
    characters = "".join(line.split("\t")[1] for line in path.read_text(encoding="utf-8").splitlines())
    assert len(set(characters)) == len(characters) > 98000
    assert path.stat().st_size < 1_000_000
    assert {each.name for each in path.parent.iterdir()} > {"LICENSE-cn-sort.txt", "LICENSE-unicode.txt"}
