"""A line about an activity as people write it, read into who, when, what and how it went (Z16)."""

import pytest

from dangjian_desktop.services.activity_lines import Directory, Parts, read_directory, read_parts, split_line
from dangjian_desktop.services.work import Office
from tests.services.exchange_year import save

PEOPLE = ("张三", "李四", "王五", "赵敏")


@pytest.fixture
def directory(branch: Office) -> Directory:
    """Four members with an area, two namesakes, one who keeps two areas, one without."""
    save(branch, "members", *({"name": name} for name in PEOPLE))
    save(branch, "members", {"name": "周雨", "birth": "1985.05"}, {"name": "周雨", "birth": "1991.08"})
    save(branch, "members", {"name": "吴越"}, {"name": "冯远"})
    save(branch, "areas", {"name": "机电楼"}, {"name": "三号公寓"})
    named = (*PEOPLE, "周雨（1985.05）", "周雨（1991.08）", "吴越")
    save(branch, "area_assignments", *({"area_id": "机电楼", "member_id": name} for name in named))
    save(branch, "area_assignments", {"area_id": "三号公寓", "member_id": "吴越"})
    return read_directory(branch, year=2026)


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("张三 11.20 走访宿舍", Parts("张三", "2026-11-20", "走访宿舍", "")),
        ("张三 11.20 走访宿舍 三间，发现两处隐患", Parts("张三", "2026-11-20", "走访宿舍", "三间，发现两处隐患")),
        ("张三11月20日走访宿舍", Parts("张三", "2026-11-20", "走访宿舍", "")),
        ("zs 11.20 走访宿舍", Parts("zs", "2026-11-20", "走访宿舍", "")),
        ("张三、李四、 王五 2026-11-20 打扫卫生", Parts("张三、李四、王五", "2026-11-20", "打扫卫生", "")),
        ("张三 李四 11.20 打扫卫生", Parts("张三、李四", "2026-11-20", "打扫卫生", "")),
        ("11.20 张三 走访宿舍", Parts("张三", "2026-11-20", "走访宿舍", "")),
        ("张三 今天 走访宿舍", Parts("张三", "2026-11-24", "走访宿舍", "")),
        ("张三 昨天 走访宿舍", Parts("张三", "2026-11-23", "走访宿舍", "")),
        ("张三　１１．２０　走访宿舍", Parts("张三", "2026-11-20", "走访宿舍", "")),
        ("张三 走访宿舍", Parts("张三", "2026-11-24", "走访宿舍", "")),
        ("张三 宣传活动3.15维权", Parts("张三", "2026-11-24", "宣传活动3.15维权", "")),
        ("张三 11.20 走访宿舍，了解近况。", Parts("张三", "2026-11-20", "走访宿舍", "走访宿舍，了解近况。")),
        ("周雨（1985.05） 11.20 谈心", Parts("周雨（1985.05）", "2026-11-20", "谈心", "")),
        ("张三 2025.12.3 走访", Parts("张三", "2025-12-03", "走访", "")),
        ("", Parts("", "2026-11-24", "", "")),
    ],
)
def test_a_line_falls_into_its_fields(directory: Directory, line: str, parts: Parts) -> None:
    assert split_line(line, directory) == parts


def test_initials_pinyin_and_characters_find_people(directory: Directory) -> None:
    for typed in ("zs", "zhangsan", "张三", "张 三"):
        assert [person.name for person in directory.found(typed)] == ["张三"], typed


def test_who_may_be_meant_twice_is_asked(directory: Directory) -> None:
    read = read_parts(Parts("zy、吴越", "11.20", "走访"), directory)
    assert [(name, [place.shown for place in places]) for name, places in read.people] == [
        ("zy", ["周雨（1985-05） · 机电楼", "周雨（1991-08） · 机电楼"]),
        ("吴越", ["吴越 · 机电楼", "吴越 · 三号公寓"]),
    ]
    assert not read.problem


@pytest.mark.parametrize(
    ("parts", "problem"),
    [
        (Parts("", "11.20", "走访"), "没有写党员姓名"),
        (Parts("孙七", "11.20", "走访"), "名册里没有“孙七”。请核对姓名，或改用全名。"),
        (Parts("冯远", "11.20", "走访"), "冯远还没有责任区，不能登记活动。请先在“划分”里给他划一个责任区。"),
        (Parts("张三", "11.2", "走访"), "“11.2”可能是 11月2日，也可能是 11月20日。请写成 11.02 或 11.20。"),
        (Parts("张三", "11.31", "走访"), "“11.31”不是日期。请写成 11.20"),
        (Parts("张三", "12.20", "走访"), "2026年12月20日还没有到。请核对日期。"),
        (Parts("张三", "", "走访"), "不是日期"),
        (Parts("张三", "11.20", ""), "没有写做了什么"),
    ],
)
def test_what_cannot_be_taken_gets_one_sentence(directory: Directory, parts: Parts, problem: str) -> None:
    assert read_parts(parts, directory).problem.startswith(problem) or problem in read_parts(parts, directory).problem
