"""What the cards begin with, as offices have it: a roster workbook of 32, choices and commitments to paste, packages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dangjian_desktop.core.clock import pinned
from dangjian_desktop.core.ids import time_ordered_ids
from dangjian_desktop.services.offices import create_office, open_office
from dangjian_desktop.services.work import Office
from dangjian_desktop.services.workbook import import_workbook
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
POSTS = ("政策宣传岗", "教育示范岗", "教改科研岗", "志愿服务岗")
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
    with opened(path, new=True) as office:
        import_workbook(office, roster(folder))
    return path


@contextmanager
def opened(path: Path, *, new: bool = False) -> Iterator[Office]:
    """Open a data file for a while, without a window."""
    clock = pinned(NOW)
    ids = time_ordered_ids(clock, seed=f"{path.name}{new}")
    if new:
        office = create_office(path, kind="branch", name=BRANCH, superior=ABOVE, clock=clock, new_id=ids)
    else:
        office = open_office(path, clock=clock, new_id=ids)
    try:
        yield office
    finally:
        office.close()
