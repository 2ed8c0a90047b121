"""The demo's rows of 设岗定责 and 责任区 for one branch."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from dangjian_desktop.core.paths import resource
from dangjian_desktop.services.demo_people import Pen, Person, texts

Row = dict[str, str]
Sheets = dict[str, list[Row]]
YEAR = "2026"
MEETINGS = ("2026-03-27", "2026-06-26", "2026-09-24", "2026-12-18")
CONSENT = ("同意", "同意", "同意，能够胜任", "服从支部安排，同意")
COMMITTEE = ("同意", "同意划分", "范围适当，同意")
SERVED = ("同意", "欢迎联系", "无意见", "希望常来走走")
HELP_OF = {"teacher": (0, 1, 2), "student": (0, 2), "manager": (0,), "worker": (0, 3)}


@dataclass(frozen=True)
class Staff:
    """A branch as the writers of its sheets see it."""

    office: str
    profile: str
    people: Sequence[Person]

    @property
    def secretary(self) -> str:
        """The 党支部书记, first of the roster."""
        return self.people[0].name


def published(subject: str, channel: str, begins: str, ends: str = "", quarter: str = "") -> Row:
    """Return a row of the sheet 公示."""
    return {
        "事项": subject,
        "年度": YEAR,
        "季度": quarter,
        "渠道": channel,
        "开始日期": begins,
        "结束日期": ends,
        "异议": "无异议" if ends else "",
    }


def write_posts(pen: Pen, staff: Staff) -> Sheets:
    """Return the sheets of 设岗定责: catalogue, choices and contracts, inspections and yearly accounts."""
    words = texts("posts")
    own = words["own"][staff.profile]
    rows, reviews = [], []
    for person in (each for each in staff.people if each.on_post):
        wishes = pen.deal(f"post {person.role}", [*words["choices"][person.role], *(post[0] for post in own)], 3)
        rows.append(_contract(pen, staff, person, wishes))
        reviews += _reviews(pen, staff, person)
    used = {row["岗位名称"] for row in rows}
    shipped = json.loads(resource("posts", "posts.json").read_text(encoding="utf-8"))
    unused = [{"岗位名称": p["name"], "岗位职责": p["duties"], "启用": "否"} for p in shipped if p["name"] not in used]
    added = [{"岗位名称": name, "岗位职责": duties, "启用": "是", "设岗理由": why} for name, duties, why in own]
    public = [
        published("设岗定责", "党务公开栏", "2026-03-23", "2026-03-27"),
        published("设岗定责", "党员大会", MEETINGS[0]),
    ]
    return {
        "岗位": [*added, *unused],
        "设岗定责": rows,
        "督查述职": reviews,
        "困难帮助": _difficulties(pen, staff),
        "公示": public if rows else [],
    }


def _contract(pen: Pen, staff: Staff, person: Person, wishes: Sequence[str]) -> Row:
    place = pen.rng.choices((0, 1, 2), (75, 20, 5))[0]
    return {
        "姓名": person.shown,
        "年度": YEAR,
        "第一志愿": wishes[0],
        "第二志愿": wishes[1],
        "选报日期": pen.day(3, 3, 6),
        "岗位名称": wishes[place],
        "岗位职责": pen.pick(texts("posts")["duties"]),
        "确定日期": "2026-03-10",
        "确定人": staff.secretary,
        "本人意见": "支部与本人谈话，本人同意" if place == 2 else "",
        "书记签字日期": "2026-03-13",
        "党员签字日期": pen.day(3, 13, 20),
        "备注": "",
    }


def _reviews(pen: Pen, staff: Staff, person: Person) -> list[Row]:
    words = texts("posts")
    month = pen.rng.choice((5, 6, 9, 10))
    mend = pen.rng.random() < 0.12
    inspection = {
        "姓名": person.shown,
        "类别": "督查",
        "日期": pen.day(month, 8, 20),
        "督查人": pen.rng.choice(staff.people[:3]).name,
        "述职对象": "",
        "情况": pen.pick(words["finding"][person.role]),
        "整改": pen.rng.choice(words["correction"]) if mend else "",
        "办结日期": pen.day(month, 22, 28) if mend else "",
    }
    account = {
        "姓名": person.shown,
        "类别": "述职",
        "日期": "2026-12-09",
        "督查人": "",
        "述职对象": "党支部、党员和群众代表",
        "情况": pen.pick(words["account"][person.role]),
        "整改": "",
        "办结日期": "",
    }
    return [inspection, account]


def _difficulties(pen: Pen, staff: Staff) -> list[Row]:
    asking = [person for person in staff.people if person.on_post][3::9]
    rows = []
    for person in asking:
        difficulty, help_given = texts("posts")["difficulty"][pen.rng.choice(HELP_OF[person.role])]
        raised = pen.day(4, 7, 14)
        solved = pen.day(4, 20, 28)
        rows.append(
            {
                "姓名": person.shown,
                "提出日期": raised,
                "困难": difficulty,
                "帮助情况": help_given,
                "解决日期": solved,
            }
        )
    return rows


KIND_OF = {
    "teacher": ("room", "lab", "class"),
    "manager": ("office",),
    "dual": ("office", "room"),
    "student": ("dorm",),
    "retired": ("home",),
    "worker": ("site",),
}
LABS = (
    "数控车实训室",
    "数控铣实训室",
    "钳工实训室",
    "电工实训室",
    "可编程控制实训室",
    "工业机器人实训室",
    "液压气动实训室",
)
MAJORS = {
    "teaching": ("数控", "机电", "电气", "模具"),
    "logistics": ("物业", "烹饪"),
    "student": ("软件", "网络", "大数据"),
}
ROOMS = ("综合办公室", "教务办公室", "学生资助窗口", "档案室", "接待室", "报账窗口", "文印服务点", "值班室")
SITES = ("配电房", "水泵房", "第一食堂", "第二食堂", "公寓值班室", "东侧绿地", "西侧绿地", "浴室", "车库", "维修间")


def _place(kind: str, number: int, profile: str) -> tuple[str, ...]:
    """Return the path of the n-th area of a kind, from the top."""
    floor, door = number % 24 // 4 + 1, number % 4 + 1
    majors = MAJORS[profile]
    paths = {
        "room": (f"教学{number // 24 + 1}号楼", f"{floor}层", f"{floor}0{door}教室"),
        "lab": ("实训中心", f"{number // 3 + 1}区", _numbered(LABS, number)),
        "class": ("联系班级", f"{majors[number % len(majors)]}250{number // len(majors) + 1}班"),
        "office": ("行政楼", f"{number // 3 + 1}层", _numbered(ROOMS, number)),
        "dorm": ("学生公寓", f"{number // 24 + 1}号楼", f"{floor}{door * 6 - 5:02d}至{floor}{door * 6:02d}室"),
        "home": ("家属院", f"{number // 4 + 1}号楼", f"{door}单元"),
        "site": ("后勤保障区", _numbered(SITES, number)),
    }
    return paths[kind]


def _numbered(names: Sequence[str], number: int) -> str:
    """Return the n-th name; when all are used, again with a 2 behind it, and so on."""
    again = number // len(names) + 1
    return names[number % len(names)] + (str(again) if again > 1 else "")


def write_areas(pen: Pen, staff: Staff) -> Sheets:
    """Return the sheets of 责任区: the tree, who has which, activities, reports, assessments, meetings."""
    words = texts("areas")
    sheets: Sheets = {
        name: []
        for name in (
            *("责任区域", "责任区", "责任区豁免", "活动方案", "责任区活动", "责任区问题"),
            *("季度汇报", "会议", "责任区考核", "公示"),
        )
    }
    numbers = {kind: count() for kind in words["duties"]}
    known: set[str] = set()
    for person in staff.people:
        if person.role == "retired" and pen.rng.random() < 0.4:
            reason = pen.rng.choice(words["exemption"])
            sheets["责任区豁免"].append({"党员姓名": person.shown, "年度": YEAR, "豁免理由": reason})
            continue
        kinds = [kind for kind in KIND_OF[person.role] if (staff.profile, kind) != ("student", "lab")]
        kind = pen.rng.choice(kinds)
        path = _place(kind, next(numbers[kind]), staff.profile)
        sheets["责任区域"] += _tree(path, known)
        _serve(pen, person, kind, "/".join(path), sheets)
    sheets["责任区问题"] = _problems(pen, [p for p in staff.people if p.role != "retired"][1::8])
    title = f"{YEAR}年度{staff.office}党员责任区活动方案"
    sheets["活动方案"] = [{"年度": YEAR, "方案名称": title, "方案内容": words["plan"][staff.profile]}]
    sheets["会议"] = _meetings(pen, len(staff.people))
    sheets["公示"] = [published("责任区", "党务公开栏", "2026-03-23", "2026-03-29")]
    return sheets


def _tree(path: tuple[str, ...], known: set[str]) -> list[Row]:
    rows = []
    for depth in range(1, len(path) + 1):
        whole = "/".join(path[:depth])
        if whole not in known:
            known.add(whole)
            rows.append({"区域名称": path[depth - 1], "上级区域": "/".join(path[: depth - 1]), "责任区职责": ""})
    return rows


def _serve(pen: Pen, person: Person, kind: str, area: str, sheets: Sheets) -> None:
    words = texts("areas")
    sheets["责任区"].append(
        {
            "责任区域": area,
            "党员姓名": person.shown,
            "年度": YEAR,
            "责任区职责": pen.pick(words["duties"][kind]),
            "本人同意": pen.rng.choice(CONSENT),
            "支委意见": pen.rng.choice(COMMITTEE),
            "责任对象意见": pen.rng.choice(SERVED),
        }
    )
    months = (3, pen.rng.choice((4, 5, 6)), 9, pen.rng.choice((10, 11)), *((12,) if pen.rng.random() < 0.5 else ()))
    for month in months:
        name, content, sort = pen.deal(f"{person.shown} activity", words["activities"][kind], 1)[0]
        sheets["责任区活动"].append(
            {
                "党员姓名": person.shown,
                "责任区域": area,
                "活动名称": name,
                "活动日期": pen.day(month, 4, 18),
                "开展活动具体情况": pen.fill(content),
                "备注": "",
                "活动类别": sort,
            }
        )
    for quarter, day in enumerate(MEETINGS, start=1):
        sheets["季度汇报"].append(
            {
                "党员姓名": person.shown,
                "年度": YEAR,
                "季度": str(quarter),
                "会议日期": day,
                "内容": pen.fill(pen.deal("report", words["report"], 1)[0]),
            }
        )
    result, summary = pen.rng.choice(words["assessment"])
    sheets["责任区考核"].append(
        {"党员姓名": person.shown, "考核日期": "2026-12-17", "考核结果": result, "总结": pen.fill(summary)}
    )


def _problems(pen: Pen, people: Sequence[Person]) -> list[Row]:
    rows = []
    for person in people:
        problem, measure = pen.deal("problem", texts("areas")["problems"], 1)[0]
        month = pen.rng.choice((4, 5, 9, 10))
        rows.append(
            {
                "党员姓名": person.shown,
                "了解日期": pen.day(month, 3, 10),
                "问题": problem,
                "措施": measure,
                "责任人": person.name,
                "解决期限": f"2026-{month:02d}-28",
                "解决日期": pen.day(month, 14, 27),
            }
        )
    return rows


def _meetings(pen: Pen, members: int) -> list[Row]:
    minutes = texts("areas")["minutes"]
    general = [(day, f"第{n}季度党员大会") for n, day in zip("一二三四", MEETINGS, strict=True)]
    committee = [("2026-03-10", 0), ("2026-06-08", 2), ("2026-09-08", 3), ("2026-12-04", 1)]
    everyone = [(day, "党员大会", title, minutes["党员大会"][place % 2]) for place, (day, title) in enumerate(general)]
    everyone.append(("2026-12-15", "组织生活会", f"{YEAR}年度组织生活会", minutes["组织生活会"][0]))
    everyone.append(("2026-12-16", "民主评议", f"{YEAR}年度民主评议党员", minutes["民主评议"][0]))
    held = [(*each, str(max(1, members - pen.rng.randint(0, members // 10)))) for each in everyone]
    held += [(day, "支委会", "支部委员会会议", minutes["支委会"][n], str(min(members, 4))) for day, n in committee]
    headings = ("会议日期", "会议类别", "会议名称", "会议记录", "到会人数")
    return [dict(zip(headings, row, strict=True)) for row in sorted(held)]
