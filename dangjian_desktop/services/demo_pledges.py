"""The demo's rows of 承诺践诺 for one branch."""

from collections.abc import Mapping
from datetime import date, timedelta

from dangjian_desktop.services.demo_duties import YEAR, Row, Sheets, Staff, published
from dangjian_desktop.services.demo_people import Pen, Person, texts

FEEDBACK_OF = {"teaching": (0, 2), "logistics": (1, 2), "student": (3, 0, 2)}
OUTCOMES = ("已兑现", "部分兑现", "未兑现")
CHANCES = (93, 6, 1)
MEETING_OF = {
    "个人自评": ("2026-12-15", "组织生活会"),
    "党员互评": ("2026-12-15", "组织生活会"),
    "群众评议": ("2026-12-16", "民主评议"),
    "领导点评": ("2026-12-16", "民主评议"),
}


def write_pledges(pen: Pen, staff: Staff, post_of: Mapping[str, str]) -> Sheets:
    """Return the sheets of 承诺践诺; ``post_of`` gives the post of a member by which he commits himself (C07)."""
    words = texts("commitments")
    rows = [_branch_pledge(pen, staff, *pledge) for pledge in words["branch"][staff.profile]]
    letters: list[Row] = []
    appraisals: list[Row] = []
    for person in staff.people:
        own = _member_pledges(pen, staff, person, post_of.get(person.shown, ""))
        rows += own
        if own:
            letters.append(
                {"党员姓名": person.shown, "年度": YEAR, "签名日期": pen.rng.choice(("2026-03-12", "2026-03-13"))}
            )
            appraisals += _appraisals(pen, person)
    late = dict.fromkeys(row["党员姓名"] for row in rows if row["兑现"] in OUTCOMES[1:])
    reminders = [
        {"党员姓名": name, "提醒日期": pen.day(10), "提醒和帮助情况": pen.pick(words["reminder"])} for name in late
    ]
    return {
        "承诺": rows,
        "承诺书": letters,
        "提醒帮助": reminders,
        "群众意见": _feedback(pen, staff),
        "评议": appraisals,
        "公示": [
            published("承诺践诺", "党务政务公开栏", "2026-03-16", "2026-03-20"),
            published("承诺践诺", "党员大会", "2026-03-27"),
        ],
    }


def _branch_pledge(pen: Pen, staff: Staff, text: str, due: str, result: str) -> Row:
    responsible = pen.deal("responsible", [person.name for person in staff.people[:4]], 1)[0]
    return {
        **_pledge(pen, staff, staff.office, (text, due, result)),
        "责任人": responsible,
        "依据": "本部门年度重点工作",
        "审核意见": "支委会研究通过",
    }


def _member_pledges(pen: Pen, staff: Staff, person: Person, post: str) -> list[Row]:
    pool = texts("commitments")["member"]["teacher" if person.role == "dual" else person.role]
    number = pen.rng.randint(0, 2) if person.role == "retired" else pen.rng.randint(3, 5)
    chosen = sorted(pen.deal(f"pledge {person.role}", pool, number), key=pool.index)
    if len({text for text, _, _ in chosen}) < number:  # two shuffled decks met in one hand
        chosen = pen.rng.sample(pool, number)
    basis = f"岗位：{post}" if post else "党支部承诺" if person.role != "retired" else "自愿承诺"
    return [{**_pledge(pen, staff, person.shown, pledge), "责任人": "", "依据": basis} for pledge in chosen]


def _pledge(pen: Pen, staff: Staff, name: str, pledge: tuple[str, str, str]) -> Row:
    words = texts("commitments")
    text, due, result = pledge
    outcome = pen.rng.choices(OUTCOMES, CHANCES)[0] if name != staff.office else OUTCOMES[0]
    results = {OUTCOMES[0]: pen.fill(result), OUTCOMES[1]: pen.pick(words["partial"]), OUTCOMES[2]: words["missed"]}
    notes = {OUTCOMES[0]: "", OUTCOMES[1]: pen.pick(words["partial_note"]), OUTCOMES[2]: words["missed_note"]}
    last = date(2026, 12, 20) if due == "年底前" else date.fromisoformat(f"{YEAR}-{due}")
    done = last - timedelta(days=pen.rng.randint(0, 9))
    return {
        "党员姓名": name,
        "年度": YEAR,
        "承诺事项": pen.fill(text),
        "计划完成时限": due if due == "年底前" else last.isoformat(),
        "提出日期": pen.day(3, 2, 6),
        "审核": "通过",
        "审核意见": pen.pick(words["review_opinion"]),
        "审核日期": "2026-03-11",
        "审核人": staff.secretary,
        "践诺情况": results[outcome],
        "兑现": outcome,
        "兑现日期": done.isoformat() if outcome == OUTCOMES[0] else "",
        "备注": notes[outcome],
    }


def _appraisals(pen: Pen, person: Person) -> list[Row]:
    return [
        {
            "党员姓名": person.shown,
            "年度": YEAR,
            "方式": method,
            "意见": pen.deal(method, opinions, 1)[0],
            "日期": MEETING_OF[method][0],
            "会议": MEETING_OF[method][1],
        }
        for method, opinions in texts("commitments")["appraisal"].items()
    ]


def _feedback(pen: Pen, staff: Staff) -> list[Row]:
    heard = [texts("commitments")["feedback"][number] for number in FEEDBACK_OF[staff.profile]]
    return [
        {"党员姓名": staff.office, "日期": pen.day(month), "群众意见": text, "答复": answer}
        for month, (text, answer) in zip((5, 7, 9, 11), heard, strict=False)
    ]
