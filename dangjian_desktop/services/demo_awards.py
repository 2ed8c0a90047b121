"""The demo's rows of 先锋岗 and 标兵评选: the branch's nominations, and the general branch's word on them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dangjian_desktop.schemes.pacesetters_rules import STAFF_OF_KIND
from dangjian_desktop.services.demo_duties import YEAR, Row, Sheets, Staff, published
from dangjian_desktop.services.demo_people import Pen, Person, texts

STANDARDS = ("政治品德好", "工作作风好", "业务能力强", "纪律意识强", "表率作用强")
STUDIED = "2026-06-08"
REFUSED = 5  # the sixth nominee of a branch is not agreed to, so that such a paper is seen too


@dataclass(frozen=True)
class Round:
    """The days of one quarter's 标兵评选."""

    quarter: str
    held: str
    public: tuple[str, str]
    decided: str
    filed: str
    plaque: str
    told: str


ROUNDS = (
    Round("1", "2026-03-16", ("2026-03-23", "2026-03-27"), "2026-03-30", "2026-04-01", "2026-04-03", "2026-04-07"),
    Round("2", "2026-06-15", ("2026-06-22", "2026-06-26"), "2026-06-29", "2026-07-01", "2026-07-03", "2026-07-06"),
    Round("3", "2026-09-07", ("2026-09-14", "2026-09-18"), "2026-09-21", "2026-09-23", "2026-09-28", "2026-09-29"),
    Round("4", "2026-12-07", ("2026-12-14", "2026-12-18"), "2026-12-21", "2026-12-23", "2026-12-25", "2026-12-25"),
)


def deeds(pen: Pen, person: Person, since: str, kind: str = "") -> str:
    """Return 主要事迹 of some 250-450 characters; ``since`` stands for the time looked back on."""
    role = person.role
    if role == "dual":
        role = "manager" if kind == "服务标兵" else "teacher"
    phrases = texts("awards")["deeds"][role]
    years = 2026 - int((person.work_start or "2025")[:4])
    courses = texts("awards")["courses"].get(person.department[:2], texts("awards")["slots"]["course"])
    slots = {"dept": person.department, "years": str(years), "standing": str(2026 - int(person.joined[:4]))}
    parts = [
        *pen.deal(f"open {role}", phrases["open"], 1),
        *pen.deal(f"deed {role}", phrases["deed"], 4),
        *pen.deal(f"end {role}", phrases["end"], 1),
    ]
    return "".join(pen.fill(part, course=pen.rng.choice(courses), **slots).replace("全年", since) for part in parts)


def write_pioneers(pen: Pen, staff: Staff) -> Sheets:
    """Return the sheets of 先锋岗; not more than ten per cent of the branch (X04), no students (X01)."""
    words = texts("awards")
    quota = max(1, (len(staff.people) + 5) // 10)
    workers = [person for person in staff.people if person.role not in ("student", "retired") and person.alone]
    plain = [person for person in workers if "党支部" not in person.duty]
    chosen = (pen.rng.sample(plain, min(quota, len(plain))) or workers)[:quota]
    rows, plaques, inspections = [], [], []
    for place, person in enumerate(chosen):
        remarks = zip(STANDARDS, words["standards"], strict=True)
        rows.append(
            {
                "年度": YEAR,
                "姓名": person.shown,
                "主要事迹": deeds(pen, person, "一年来"),
                "支部研究日期": STUDIED,
                "研究结论": pen.rng.choice(words["conclusion"]),
                "党支部意见": pen.pick(words["pioneer_opinion"], year=YEAR),
                "第一责任人": staff.secretary,
                **{standard: pen.rng.choice(choices) for standard, choices in remarks},
                "超名额说明": "",
            }
        )
        if place != REFUSED:
            title = f"{person.shown} {YEAR}年先锋岗"
            plaques.append({"推荐人选": title, "置于办公桌日期": "2026-07-02", "收回日期": "", "备注": ""})
            inspections += _inspections(pen, title)
    public = [
        published("先锋岗", "党务公示栏", "2026-06-09", "2026-06-15"),
        published("先锋岗", "荣誉栏", "2026-07-01"),
    ]
    return {"先锋岗": rows, "标牌": plaques, "先锋岗检查": inspections, "公示": public}


def _inspections(pen: Pen, title: str) -> list[Row]:
    rows = []
    for month in (9, 11):
        problem, mended = pen.rng.choice(texts("awards")["inspection"])
        rows.append(
            {
                "推荐人选": title,
                "检查日期": pen.day(month, 8, 12),
                "问题": problem,
                "整改": mended,
                "整改期限": f"2026-{month:02d}-26" if problem else "",
                "完成日期": pen.day(month, 16, 24) if problem else "",
            }
        )
    return rows


def write_pacesetters(pen: Pen, staff: Staff) -> Sheets:
    """Return the sheets of 标兵评选: four quarters of three types, each with its vote and the nominee (B03-B12)."""
    sheets: Sheets = {"标兵测评": [], "测评会": [], "标兵": [], "公示": []}
    winners: set[str] = set()
    for each in ROUNDS:
        standing: set[str] = set()
        won = False
        for kind in STAFF_OF_KIND:
            people = _candidates(pen, staff, kind, standing, winners)
            sheets["测评会"].append(_vote(pen, staff, each, kind, people))
            if people:
                votes = _votes(pen, sheets["测评会"][-1], len(people))
                sheets["标兵测评"] += [
                    _candidacy(pen, each, kind, person, n) for person, n in zip(people, votes, strict=True)
                ]
                sheets["标兵"].append(_nominee(pen, each, kind, people[0]))
                winners.add(people[0].name)
                won = True
        if won:
            sheets["公示"].append(published("标兵评选", "党务公示栏", *each.public, quarter=each.quarter))
            sheets["公示"].append(published("标兵宣传", "学院官网", each.told, quarter=each.quarter))
    return sheets


def _candidates(pen: Pen, staff: Staff, kind: str, standing: set[str], winners: set[str]) -> list[Person]:
    """Choose up to three people who stand in no other type this quarter; who has not won yet goes first."""
    able = [p for p in staff.people if p.staff_kind in STAFF_OF_KIND[kind] and p.alone and p.name not in standing]
    fair = pen.rng.sample(able, len(able))
    fair.sort(key=lambda person: person.name in winners)
    most = 3 if len(able) >= 5 else min(2, len(able))
    standing.update(person.name for person in fair[:most])
    return fair[:most]


def _vote(pen: Pen, staff: Staff, each: Round, kind: str, people: Sequence[Person]) -> Row:
    row = {"年度": YEAR, "季度": each.quarter, "标兵类型": kind, "并列处理": ""}
    if not people:
        return {**row, "已封票": "是", "空缺理由": f"本支部没有符合{kind}评选范围的党员参评"}
    members = len(staff.people)
    attended = members - pen.rng.randint(0, members // 12)
    figures = {"应到人数": members, "实到人数": attended, "发出票数": attended, "收回票数": attended}
    valid = attended - (pen.rng.randint(0, 1) if attended > 5 else 0)
    young = sum(person.probationary_on(each.held) for person in staff.people)
    shown = {key: str(number) for key, number in {**figures, "有效票数": valid, "其中预备党员": young}.items()}
    return {**row, "测评日期": each.held, **shown, "已封票": "是", "空缺理由": ""}


def _votes(pen: Pen, vote: Row, people: int) -> list[int]:
    """Share the valid ballots so that the first has clearly most."""
    valid = int(vote["有效票数"])
    if people == 1 or valid < 4:
        return [valid, *[0] * (people - 1)]
    first = valid // 2 + 1 + pen.rng.randint(0, valid // 8)
    second = (valid - first) if people == 2 else (valid - first) * 2 // 3
    return [first, second, valid - first - second][:people]


def _candidacy(pen: Pen, each: Round, kind: str, person: Person, votes: int) -> Row:
    choices = texts("awards")["evidence"][kind]
    evidence = pen.pick(choices.get(person.role, choices["staff"]))
    period = {"年度": YEAR, "季度": each.quarter, "标兵类型": kind}
    return {**period, "姓名": person.shown, "得票": str(votes), "参评依据": evidence}


def _nominee(pen: Pen, each: Round, kind: str, person: Person) -> Row:
    opinion = pen.pick(texts("awards")["pacesetter_opinion"], kind=kind, quarter=quarter_words(each.quarter))
    studied = date.fromisoformat(each.held) + timedelta(days=1)
    return {
        "年度": YEAR,
        "季度": each.quarter,
        "标兵类型": kind,
        "姓名": person.shown,
        "主要事迹": deeds(pen, person, "一年来" if each.quarter == "4" else "今年以来", kind),
        "支部研究日期": studied.isoformat(),
        "党支部意见": opinion,
    }


def quarter_words(quarter: str) -> str:
    """Return 2026年第一季度."""
    return f"{YEAR}年第{'一二三四'[int(quarter) - 1]}季度"


def write_decisions(pen: Pen, signer: str, nominations: Iterable[tuple[str, Sheets]]) -> Sheets:
    """Return the general branch's sheet 审批 on every nomination of its branches, given by branch name."""
    rows: list[Row] = []
    for office, sheets in nominations:
        for place, row in enumerate(sheets["先锋岗"]):
            rows.append(_on_pioneer(pen, office, signer, row, len(rows) + 1, agreed=place != REFUSED))
        rows += [_on_pacesetter(pen, office, signer, row, place) for place, row in enumerate(sheets["标兵"], start=1)]
    return {"审批": rows}


def _on_pioneer(pen: Pen, office: str, signer: str, row: Row, number: int, *, agreed: bool) -> Row:
    decided = date.fromisoformat(row["支部研究日期"] or STUDIED) + timedelta(days=16)
    opinion = pen.pick(texts("awards")["decision"]["先锋岗"], year=YEAR)
    refusal = "本年度新任务尚在推进，经党总支委员会研究，建议继续培养，下年度再行推荐。"
    return {
        "支部": office,
        "类别": "先锋岗",
        "年度": YEAR,
        "季度": "",
        "标兵类型": "",
        "姓名": row["姓名"],
        "决定": "同意" if agreed else "不同意",
        "意见": opinion if agreed else refusal,
        "日期": decided.isoformat(),
        "签发人": signer,
        "标牌编号": f"先锋岗{YEAR}-{number:02d}" if agreed else "",
        "授牌日期": (decided + timedelta(days=6)).isoformat() if agreed else "",
    }


def _on_pacesetter(pen: Pen, office: str, signer: str, row: Row, number: int) -> Row:
    words = texts("awards")["decision"]
    each = ROUNDS[int(row["季度"]) - 1]
    short = office.removesuffix("党支部")
    return {
        "支部": office,
        "类别": "标兵",
        "年度": YEAR,
        "季度": row["季度"],
        "标兵类型": row["标兵类型"],
        "姓名": row["姓名"],
        "决定": "同意",
        "意见": pen.pick(words["标兵"], kind=row["标兵类型"], quarter=quarter_words(row["季度"])),
        "日期": each.decided,
        "签发人": signer,
        "组织部意见": pen.pick(words["organisation"]),
        "纪检监察室意见": pen.pick(words["discipline"]),
        "派出所意见": pen.pick(words["police"]),
        "公示开始": each.public[0],
        "公示结束": each.public[1],
        "异议": "无异议",
        "标牌编号": f"标兵{YEAR}-{short}-{number:02d}",
        "授牌日期": each.plaque,
        "备案编号": f"备案{YEAR}-{short}-{number:02d}",
        "备案日期": each.filed,
    }
