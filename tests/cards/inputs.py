"""What the cards begin with, as offices have it: a roster workbook of 32, choices and commitments to paste, packages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dangjian_desktop.core.clock import pinned
from dangjian_desktop.core.ids import time_ordered_ids
from dangjian_desktop.services.offices import create_office, open_office
from dangjian_desktop.services.posting import assign_by_choice
from dangjian_desktop.services.work import Office
from dangjian_desktop.services.workbook import import_workbook
from tests.services.exchange_year import save
from tests.services.workbooks import write_xlsx

NOW = "2026-11-24T09:00"
BRANCH, ABOVE = "中共宁江学院机电系支部委员会", "中共宁江学院机电系总支部委员会"
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾"
GIVEN = ("䶮", "建国", "晓梅", "志强", "思远", "丽华", "海", "雨桐")
DUTIES = (
    "党支部书记、系主任",
    "组织委员",
    "宣传委员",
    "纪检委员",
    "系副主任",
    "教务科科长",
    "实训中心主任",
    "工会主席",
)
NAMES = tuple(f"{surname}{GIVEN[place % len(GIVEN)]}" for place, surname in enumerate(SURNAMES))
PLAIN = NAMES[len(DUTIES) :]
"""The 24 members without a duty."""
POSTS = ("教育示范岗", "教改科研岗", "服务学生岗", "民意收集岗")
PLEDGES = (
    "每月走访一次学生宿舍，记录学生的困难",
    "每学期公开一次示范课，课后听取意见",
    "带教一名青年教师，每月听课一次",
    "参加实训室安全检查，发现问题当天报告",
    "每季度召开一次教学座谈会，逐条答复意见",
    "年底前完成党员活动室的整理和布置",
)
HEADINGS = ("序号", "姓名", "性别", "民族", "出生年月", "入党时间", "学历", "职务", "人员类别", "党员类别", "所在部门")


def roster(folder: Path) -> Path:
    """Write the roster as the office keeps it: a title above, the head in the third row."""
    rows: list[tuple[object, ...]] = [("机电系党员花名册（2026年）",), (), HEADINGS]
    for place, name in enumerate(NAMES):
        duty = DUTIES[place] if place < len(DUTIES) else ""
        kind = "管理岗" if place % 5 == 4 else "教师"
        born, joined = f"19{62 + place % 33}.{place % 12 + 1:02}", f"20{place % 20:02}.{place % 11 + 1:02}"
        sex = "女" if place % 3 == 2 else "男"
        rows.append((place + 1, name, sex, "汉族", born, joined, "大学本科", duty, kind, "正式党员", "机电系"))
    return write_xlsx(folder / "机电系党员花名册.xlsx", {"花名册": rows})


def branch(folder: Path) -> Path:
    """Make the branch's data file with its roster, as cards 1 and 2 leave it."""
    path = folder / "机电系.db"
    with created(path, "branch", BRANCH, ABOVE) as office:
        import_workbook(office, roster(folder))
    return path


@contextmanager
def created(path: Path, kind: str, name: str, superior: str = "") -> Iterator[Office]:
    """Make a data file and have it open for a while, without a window."""
    clock = pinned(NOW)
    ids = time_ordered_ids(clock, seed=name)
    office = create_office(path, kind=kind, name=name, superior=superior, clock=clock, new_id=ids)
    try:
        yield office
    finally:
        office.close()


@contextmanager
def opened(path: Path) -> Iterator[Office]:
    """Open a data file for a while, without a window."""
    clock = pinned(NOW)
    office = open_office(path, clock=clock, new_id=time_ordered_ids(clock, seed=f"{path.name} again"))
    try:
        yield office
    finally:
        office.close()


def post_of(place: int) -> str:
    """Return the post that somebody chose."""
    return POSTS[place % len(POSTS)]


def choices() -> str:
    """Return what was collected of the posts that people chose, as copied from WPS with its head."""
    rows = [f"{place + 1}\t{name}\t{post_of(place)}\t{post_of(place + 1)}" for place, name in enumerate(PLAIN)]
    return "\n".join(("序号\t姓名\t第一志愿\t第二志愿", *rows))


def pledges() -> str:
    """Return 126 commitments as they are copied from 样例5: a merged name stands in the first of its rows only."""
    counted = [(BRANCH, 6), *((name, 4 if name in PLAIN else 3) for name in NAMES)]
    return "\n".join(
        f"{who if place == 0 else ''}\t{PLEDGES[place]}\t{'2026-12-31' if place % 2 else '年底前'}"
        for who, count in counted
        for place in range(count)
    )


def placed(path: Path) -> Path:
    """Put everybody without an office on the post that he chose, as card 3 leaves it."""
    with opened(path) as office:
        chosen = [{"member_id": name, "year": "2026", "first_id": post_of(place)} for place, name in enumerate(PLAIN)]
        save(office, "post_applications", *chosen)
        assign_by_choice(office, year=2026)
    return path


def passed(path: Path) -> Path:
    """Give the branch its 126 commitments, all passed, as card 5 leaves it."""
    who, rows = "", []
    for line in pledges().splitlines():
        name, text, due = line.split("\t")
        who = name or who
        rows.append({"member_id": who, "year": "2026", "text": text, "due": due, "review": "通过"})
    with opened(path) as office:
        save(office, "commitments", *rows)
    return path
