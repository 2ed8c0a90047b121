"""Made-up offices for the demo: a general branch and its branches with the year 2026 filled, from a fixed seed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dangjian_desktop.services.demo_awards import write_decisions, write_pacesetters, write_pioneers
from dangjian_desktop.services.demo_duties import YEAR, Sheets, Staff, write_areas, write_posts
from dangjian_desktop.services.demo_people import Pen, make_people, texts
from dangjian_desktop.services.demo_pledges import write_pledges

SEED = "党建台账 2026"
GENERAL = "机电信息党总支"
HEAD = ("高致远", "校内6001")
SHIPPED = (30, 12, 55)
SHEETS = (
    *("党员名册", "岗位", "设岗定责", "督查述职", "困难帮助", "责任区域", "责任区", "责任区豁免", "活动方案"),
    *("责任区活动", "责任区问题", "季度汇报", "会议", "责任区考核", "承诺", "承诺书", "提醒帮助", "群众意见", "评议"),
    *("先锋岗", "标牌", "先锋岗检查", "测评会", "标兵测评", "标兵", "公示"),
)


@dataclass(frozen=True)
class OfficeData:
    """An office's particulars and its workbook: rows of texts by heading, by sheet (workbook.md)."""

    kind: str
    name: str
    superior: str
    secretary: str
    phone: str
    sheets: Sheets


@dataclass(frozen=True)
class Demo:
    """A general branch with its branches."""

    general: OfficeData
    branches: tuple[OfficeData, ...]


def generate(members: Sequence[int], *, seed: str = SEED) -> Demo:
    """Return a general branch whose branches have so many members each; nothing in it breaks a rule."""
    branches = make_branches(members, seed=seed)
    return Demo(make_general(branches, seed=seed), branches)


def make_branches(members: Sequence[int], *, seed: str = SEED) -> tuple[OfficeData, ...]:
    """Return the branches, each with its whole year."""
    taken: set[str] = {HEAD[0]}
    return tuple(_branch(place, count, taken, seed) for place, count in enumerate(members))


def make_general(branches: Iterable[OfficeData], *, seed: str = SEED) -> OfficeData:
    """Return the general branch with its word on every nomination of the branches."""
    known = list(branches)
    sheets = write_decisions(Pen(f"{seed}/{GENERAL}"), HEAD[0], [(branch.name, branch.sheets) for branch in known])
    reason = "承担全院大赛集训任务，经党总支委员会研究，预留1个名额"
    most = max(known, key=lambda branch: len(branch.sheets["党员名册"]))
    sheets["先锋岗增加名额"] = [{"支部": most.name, "年度": YEAR, "增加名额": "1", "理由": reason}]
    return OfficeData("general-branch", GENERAL, "学院党委", *HEAD, sheets)


def _branch(place: int, count: int, taken: set[str], seed: str) -> OfficeData:
    named = texts("people")["branches"]
    name, profile = named[place % len(named)]
    if place >= len(named):
        name = name.replace("党支部", f"第{place // len(named) + 1}党支部")
    pen = Pen(f"{seed}/{name}/{count}")
    staff = Staff(name, profile, make_people(pen, count, profile, taken))
    posts = write_posts(pen, staff)
    post_of = {row["姓名"]: row["岗位名称"] for row in posts["设岗定责"]}
    parts = [
        {"党员名册": [person.row() for person in staff.people]},
        posts,
        write_areas(pen, staff),
        write_pledges(pen, staff, post_of),
        write_pioneers(pen, staff),
        write_pacesetters(pen, staff),
    ]
    sheets = {sheet: [row for part in parts for row in part.get(sheet, [])] for sheet in SHEETS}
    return OfficeData("branch", name, GENERAL, staff.secretary, f"校内6{place + 1:03d}", sheets)
