"""Make resources/demo/*.json: the made-up offices of the demo, with known problems planted for the data check.

Usage: python packaging/demo/make_demo.py [FOLDER]   (the same files on every run; default resources/demo)

Nothing planted by a branch is 必须改, for that would stop it from reporting upward; the general branch's own gaps are.
"""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from dangjian_desktop.services.demo_awards import deeds
from dangjian_desktop.services.demo_data import SHIPPED, OfficeData, make_branches, make_general
from dangjian_desktop.services.demo_duties import YEAR, Row
from dangjian_desktop.services.demo_people import Pen, Person

OUT = Path(__file__).resolve().parents[2] / "resources" / "demo"
FILES = ("teaching", "logistics", "student")
OPEN = ("践诺情况", "兑现", "兑现日期", "备注")


def person_of(row: Mapping[str, str]) -> str:
    """Return whom a row is about."""
    return row.get("党员姓名") or row.get("姓名") or row.get("推荐人选", "").partition(" ")[0]


@dataclass
class Bed:
    """An office's sheets in which problems are planted, each in another person's rows."""

    office: OfficeData
    planted: list[dict[str, object]] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    def plant(self, rule: str, *persons: str) -> None:
        """Note what the check must find."""
        self.planted.append({"office": self.office.name, "rule": rule, "persons": list(persons)})

    def rows(self, sheet: str, who: str = "") -> list[Row]:
        """Return the rows of a sheet, of one person if named."""
        return [row for row in self.office.sheets[sheet] if not who or person_of(row) == who]

    def someone(self, sheet: str, fits: Callable[[Row], bool] = lambda row: True) -> str:
        """Return the next person of a sheet who has no namesake and no problem yet."""
        for row in self.rows(sheet):
            who = person_of(row)
            if fits(row) and who != self.office.name and "（" not in who and who not in self.used:
                self.used.add(who)
                return who
        raise LookupError(sheet)

    def drop(self, sheet: str, gone: Iterable[Row]) -> None:
        """Take rows out."""
        lost = [id(row) for row in gone]
        self.office.sheets[sheet][:] = [row for row in self.rows(sheet) if id(row) not in lost]

    def spoil(self, rule: str, sheet: str, values: Row, place: int = 0) -> None:
        """Change values in the next person's row of a sheet, his first unless ``place`` says otherwise."""
        who = self.someone(sheet)
        self.rows(sheet, who)[place].update(values)
        self.plant(rule, who)

    def lose(self, rule: str, sheet: str, values: Row | None = None) -> None:
        """Take out the next person's rows of a sheet, or those of them that have these values."""
        who = self.someone(sheet)
        self.drop(sheet, [row for row in self.rows(sheet, who) if (values or {}).items() <= row.items()])
        self.plant(rule, who)

    def lack(self, rule: str, sheet: str, values: Row | None = None) -> None:
        """Take out the office's rows of a sheet that have these values: nobody's gap but its own."""
        self.drop(sheet, [row for row in self.rows(sheet) if (values or {}).items() <= row.items()])
        self.plant(rule, self.office.name)


def plant_posts(bed: Bed) -> None:
    """设岗定责: no post, no choice, against the wish, switched off, unsigned, half signed, expiring, open, no account."""
    who = bed.someone("设岗定责")
    for sheet in ("设岗定责", "督查述职", "困难帮助"):
        bed.drop(sheet, bed.rows(sheet, who))
    for row in bed.rows("承诺", who):
        row["依据"] = "本职工作"
    bed.plant("P06", who)
    bed.plant("C07", who)
    posts = [row["岗位名称"] for row in bed.rows("设岗定责")]
    who = bed.someone("设岗定责")
    (row,) = bed.rows("设岗定责", who)
    others = [post for post in dict.fromkeys(posts) if post != row["岗位名称"]]
    row |= {"第一志愿": others[0], "第二志愿": others[1], "本人意见": ""}
    bed.plant("P07", who)
    who = bed.someone("设岗定责")
    name = "图书角管理岗"
    duties = "管理系图书角，登记借阅和归还。\n每月推荐一本好书，带动师生读书。"
    reason = "图书角已并入图书信息中心"
    bed.office.sheets["岗位"].append({"岗位名称": name, "岗位职责": duties, "启用": "否", "设岗理由": reason})
    bed.rows("设岗定责", who)[0].update({"第一志愿": name, "岗位名称": name, "岗位职责": "", "本人意见": ""})
    for row in bed.rows("承诺", who):
        row["依据"] = f"岗位：{name}"
    bed.plant("P10", who)
    unsigned = {"书记签字日期": "", "党员签字日期": ""}
    early = {
        "确定日期": "2026-01-08",
        "选报日期": "2026-01-06",
        "书记签字日期": "2026-01-12",
        "党员签字日期": "2026-01-12",
    }
    bed.spoil("P05", "设岗定责", {"第一志愿": "", "第二志愿": "", "选报日期": ""})
    bed.spoil("P12", "设岗定责", unsigned)
    bed.spoil("P20", "设岗定责", {"党员签字日期": ""})
    bed.spoil("P21", "设岗定责", early)
    bed.spoil("P15", "督查述职", {"整改": "与群众联系次数偏少，请按职责每月不少于两次。", "办结日期": ""})
    bed.lose("P17", "督查述职", {"类别": "述职"})


def plant_areas(bed: Bed) -> None:
    """责任区: task, opinions, coverage, overlap, reports, problems, ledger, assessment."""
    # First, for few have a problem on record.
    bed.spoil("Z15", "责任区问题", {"解决期限": "2026-11-30", "解决日期": ""})
    bed.spoil("Z01", "责任区", {"责任区职责": ""})
    for rule, heading in (("Z02", "本人同意"), ("Z03", "支委意见"), ("Z04", "责任对象意见")):
        bed.spoil(rule, "责任区", {heading: ""})
    who, heir = bed.someone("责任区"), bed.someone("责任区")
    for sheet in ("责任区", "责任区活动", "责任区问题"):
        for row in bed.rows(sheet, who):
            row["党员姓名"] = heir
    for sheet in ("季度汇报", "责任区考核"):
        bed.drop(sheet, bed.rows(sheet, who))
    bed.plant("Z06", who)
    top = "图书信息中心"
    bed.office.sheets["责任区域"].append({"区域名称": top, "上级区域": "", "责任区职责": ""})
    bed.office.sheets["责任区域"].append({"区域名称": "资料室", "上级区域": top, "责任区职责": ""})
    bed.plant("Z06", f"{top}/资料室")
    who = bed.someone("责任区", lambda row: row["责任区域"].count("/") == 2)
    (held,) = bed.rows("责任区", who)
    upper = held["责任区域"].rpartition("/")[0]
    bed.office.sheets["责任区"].append({**held, "责任区域": upper})
    bed.office.sheets["责任区活动"].append({**bed.rows("责任区活动", who)[-1], "责任区域": upper})
    bed.plant("Z07", who)
    bed.lose("Z14", "季度汇报", {"季度": "3"})
    bed.spoil("Z14", "季度汇报", {"会议日期": "2026-07-03"}, place=1)
    bed.lose("Z16", "责任区活动")
    bed.lose("Z17", "责任区考核")


def plant_pledges(bed: Bed) -> None:
    """承诺践诺: late, nobody responsible, too few, unreviewed, unsigned, no result, overdue, no reason, appraisal gaps."""
    bed.rows("承诺", bed.office.name)[0]["责任人"] = ""
    bed.plant("C03", bed.office.name)
    who = bed.someone("承诺")
    for row in bed.rows("承诺", who):
        row |= {"提出日期": "2026-05-12", "审核日期": "2026-05-15"}
    bed.plant("C01", who)
    who = bed.someone("承诺")
    bed.drop("承诺", bed.rows("承诺", who)[2:])
    bed.plant("C08", who)
    waiting = {"审核": "待审核", "审核意见": "", "审核日期": "", "审核人": ""}
    overdue = {"计划完成时限": "2026-09-30", **dict.fromkeys(OPEN, "")}
    bed.spoil("C10", "承诺", waiting)
    bed.spoil("C15", "承诺", {"兑现": "已兑现", "践诺情况": ""})
    bed.spoil("C16", "承诺", overdue)
    who = bed.someone("提醒帮助")
    for row in bed.rows("承诺", who):
        row["备注"] = ""
    bed.plant("A7-17", who)
    bed.spoil("C13", "承诺书", {"签名日期": ""})
    bed.lose("C17", "评议", {"方式": "群众评议"})
    bed.spoil("C18", "评议", {"会议": ""})


def plant_nominations(bed: Bed) -> None:
    """先锋岗: a retired nominee, a standard without a remark, nobody responsible."""
    retired, second, third = bed.rows("先锋岗")
    winners = [row["姓名"] for row in bed.rows("标兵")]
    who = bed.someone("党员名册", lambda row: row["人员类别"] == "离退休" and row["姓名"] not in winners)
    (card,) = [row for row in bed.rows("党员名册") if row["姓名"] == who]
    past = Person(who, "", "", "", card["参加工作时间"], card["入党时间"], "", "", "retired", card["部门"])
    for sheet in ("标牌", "先锋岗检查"):
        for row in bed.rows(sheet, retired["姓名"]):
            row["推荐人选"] = row["推荐人选"].replace(retired["姓名"], who)
    retired |= {"姓名": who, "主要事迹": deeds(Pen("A7-11"), past, "一年来")}
    bed.plant("A7-11", who)
    second["纪律意识强"] = ""
    bed.plant("X02", second["姓名"])
    third["第一责任人"] = ""
    bed.plant("X03", third["姓名"])


def plant_after_approval(bed: Bed) -> None:
    """先锋岗: plaque not placed, a second round, rectification overdue."""
    first, second, third = (row["姓名"] for row in bed.rows("先锋岗")[:3])
    bed.drop("标牌", bed.rows("标牌", first))
    bed.plant("X09", first)
    bed.rows("先锋岗", second)[0]["支部研究日期"] = "2026-09-08"
    bed.rows("标牌", second)[0]["置于办公桌日期"] = "2026-10-09"
    bed.rows("先锋岗检查", second)[0]["检查日期"] = "2026-10-20"
    bed.plant("X10", second)
    gap = {
        "问题": "工作台账更新不够及时",
        "整改": "按周补齐记录，由组织委员抽查",
        "整改期限": "2026-11-20",
        "完成日期": "",
    }
    bed.rows("先锋岗检查", third)[-1].update(gap)
    bed.plant("X12", third)


def plant_candidates(bed: Bed) -> None:
    """标兵评选: two who stand outside the range of their type; a quarter's winners not made known."""
    for rule, kind, stranger in (("B05", "工作标兵", "双肩挑"), ("B06", "服务标兵", "教师")):
        row = bed.rows("标兵测评")[[row["标兵类型"] for row in bed.rows("标兵测评")].index(kind) + 2]
        standing = {each["姓名"] for each in bed.rows("标兵测评") if each["季度"] == row["季度"]}
        able = [each["姓名"] for each in bed.rows("党员名册") if each["人员类别"] == stranger]
        row["姓名"] = next(name for name in able if name not in standing)
        bed.plant(rule, row["姓名"])
    told = [row for row in bed.rows("公示") if row["事项"] == "标兵宣传" and row["季度"] == "2"]
    bed.drop("公示", told)
    bed.plant("B19", *(row["姓名"] for row in bed.rows("标兵") if row["季度"] == "2"))


def plant_votes(bed: Bed) -> None:
    """标兵评选: a student without grades, a vote that was not closed."""
    students = {row["姓名"] for row in bed.rows("党员名册") if row["人员类别"] == "学生"}
    who = bed.someone("标兵测评", lambda row: row["姓名"] in students)
    for row in bed.rows("标兵测评", who):
        row["参评依据"] = ""
    bed.plant("B04", who)
    vote = next(row for row in bed.rows("测评会") if (row["季度"], row["标兵类型"]) == ("3", "工作标兵"))
    vote["已封票"] = "否"
    (winner,) = (row["姓名"] for row in bed.rows("标兵") if (row["季度"], row["标兵类型"]) == ("3", "工作标兵"))
    bed.plant("B09", winner)


def plant_logistics(bed: Bed) -> None:
    """A branch that published nothing, pledges too little, voted outside the last month, left a type vacant silently."""
    bed.lack("P13", "公示", {"事项": "设岗定责"})
    bed.drop("承诺", bed.rows("承诺", bed.office.name)[4:])
    bed.plant("C04", bed.office.name)
    next(row for row in bed.rows("测评会") if row["季度"] == "3" and row.get("测评日期"))["测评日期"] = "2026-08-31"
    bed.plant("B10", bed.office.name)
    next(row for row in bed.rows("测评会") if row["空缺理由"])["空缺理由"] = ""
    bed.plant("A7-18", bed.office.name)
    retired = bed.someone("党员名册", lambda row: row["人员类别"] == "离退休")
    bed.rows("党员名册", retired)[0]["分类更正"] = "离退休"
    bed.plant("A7-9", retired)


def plant_decisions(general: OfficeData, beds: Iterable[Bed]) -> None:
    """What the general branch left open after its decisions, an objection that was settled, and titles that ended."""
    teaching, logistics, student = beds
    unfiled = {"备案编号": "", "备案日期": "", "授牌日期": ""}
    gaps: tuple[tuple[tuple[str, ...], Bed, str, str, Row], ...] = (
        (("B17", "B18"), logistics, "4", "服务标兵", unfiled),
        (("B18",), teaching, "4", "服务标兵", {"标牌编号": "", "授牌日期": ""}),
        (("X08",), teaching, "", "", {"授牌日期": ""}),
        ((), student, "4", "学习标兵", OBJECTION),
    )
    for rules, bed, quarter, kind, values in gaps:
        wanted = {"支部": bed.office.name, "季度": quarter, "标兵类型": kind}
        row = next(row for row in general.sheets["审批"] if wanted.items() <= row.items())
        row |= values
        for rule in rules:
            bed.plant(rule, row["姓名"])
    adjusted, revoked = (row["姓名"] for row in student.rows("先锋岗")[3:5])
    general.sheets["调整撤销"] = [
        {"推荐人选": f"{student.office.name} {who} {YEAR}年先锋岗", "类别": kind, "日期": "2026-11-16", **why}
        for who, kind, why in ((adjusted, "调整", ADJUSTED), (revoked, "撤销", REVOKED))
    ]
    student.plant("X15", revoked)


OBJECTION = {
    "异议": "有同学反映志愿服务时长统计有误",
    "异议处理": "经核查，志愿服务时长与团委记录一致，异议不成立，已向反映人说明。",
}
ADJUSTED = {"撤销情形": "", "说明": "三季度起长期外出实习，不能再发挥示范作用，不符合“表率作用强”的标准。"}
REVOKED = {"撤销情形": "先锋模范作用发挥不好", "说明": "无故缺席组织生活三次，经提醒仍未改正。"}


def make() -> Iterator[tuple[str, object]]:
    """Yield the name and content of each file."""
    beds = [Bed(branch, used={branch.secretary}) for branch in make_branches(SHIPPED)]
    teaching, logistics, student = beds
    plant_posts(teaching)
    plant_areas(teaching)
    teaching.lack("Z05", "公示", {"事项": "责任区"})
    plant_nominations(teaching)
    plant_candidates(teaching)
    plant_logistics(logistics)
    student.lack("Z11", "活动方案")
    student.lack("C12", "公示", {"事项": "承诺践诺"})
    plant_pledges(student)
    plant_after_approval(student)
    plant_votes(student)
    general = make_general([bed.office for bed in beds])
    plant_decisions(general, beds)
    for name, bed in zip(FILES, beds, strict=True):
        yield name, asdict(bed.office)
    yield "general", asdict(general)
    yield "planted", [planted for bed in beds for planted in bed.planted]


def written(content: object, depth: int = 0) -> str:
    """Return JSON with one row of a sheet a line, so that two versions can be compared."""
    if isinstance(content, list):
        body = [written(each, depth + 9) for each in content]
    elif isinstance(content, dict) and depth < 9:
        body = [f"{json.dumps(key, ensure_ascii=False)}: {written(each, depth + 1)}" for key, each in content.items()]
    else:
        return json.dumps(content, ensure_ascii=False)
    opening, closing = "[]" if isinstance(content, list) else "{}"
    return opening + "\n" + ",\n".join(body) + "\n" + closing


def main(folder: Path) -> None:
    """Write the files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in make():
        (folder / f"{name}.json").write_text(f"{written(content)}\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else OUT)
