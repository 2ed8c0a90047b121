"""A branch's whole year 2026 in which no rule finds anything, and the verbs that break one thing in it."""

from collections.abc import Mapping
from dataclasses import dataclass

from dangjian_desktop.services.checks import check, check_subordinates
from dangjian_desktop.services.records import Edit, remove, rows, save_option, save_texts
from dangjian_desktop.services.work import Office
from tests.services.exchange_year import LEDGERS, plant

BRANCH, GENERAL = "机电系党支部", "机电学院党总支"
QUARTERS = {"1": ("2026-03-16", "2026-03-27"), "2": ("2026-06-15", "2026-06-26")}
QUARTERS |= {"3": ("2026-09-14", "2026-09-25"), "4": ("2026-12-14", "2026-12-18")}
"""The day of the vote and of the 党员大会 of each quarter."""

ROSTER = (
    {"name": "王芳", "staff_kind": "教师", "duty": "党支部书记", "joined": "2005.07"},
    {"name": "李明", "staff_kind": "双肩挑", "duty": "系副主任", "joined": "2008.06"},
    {"name": "张三", "staff_kind": "教师", "joined": "2010.06"},
    {"name": "李四", "staff_kind": "教师", "joined": "2012.06"},
    {"name": "赵六", "staff_kind": "管理岗", "joined": "2015.06"},
    {"name": "陈同学", "staff_kind": "学生", "joined": "2024.12"},
    {"name": "刘老", "staff_kind": "离退休", "joined": "1979.07"},
)
EVERYBODY = tuple(row["name"] for row in ROSTER)
ON_POST = {"张三": "教育示范岗", "李四": "教改科研岗", "赵六": "公共财务管护岗", "陈同学": "文明礼仪岗"}
PLEDGING = EVERYBODY[:-1]
AREA_OF = {name: ("机电楼/一层", "机电楼/二层")[place % 2] for place, name in enumerate(EVERYBODY)}
STANDARDS = dict.fromkeys(("politics", "style", "skill", "discipline", "example"), "符合标准。")
Texts = Mapping[str, str]
Brief = tuple[str, str, tuple[str, ...]]


@dataclass(frozen=True)
class BranchYear:
    """An office's year at work: every change goes through the verbs of its grids, but for decisions (see `plant`)."""

    office: Office

    def add(self, ledger: str, *several: Texts, **texts: str) -> "BranchYear":
        """Add rows, given as mappings or as one row's texts; every text must be taken."""
        edits = [Edit(None, row) for row in (*several, *([texts] if texts else []))]
        if LEDGERS[ledger].by_moves:
            plant(self.office, ledger, *edits)
            return self
        saved = save_texts(self.office, LEDGERS[ledger], edits, year=2026, quarter=4, verb="录入")
        assert not saved.problems, saved.problems
        return self

    def change(self, ledger: str, where: Texts, **texts: str) -> "BranchYear":
        """Type texts into all rows that show ``where``."""
        edits = [Edit(row_id, texts) for row_id in self.ids(ledger, where)]
        if LEDGERS[ledger].by_moves:
            plant(self.office, ledger, *edits)
            return self
        saved = save_texts(self.office, LEDGERS[ledger], edits, verb="修改")
        assert not saved.problems, saved.problems
        return self

    def drop(self, ledger: str, where: Texts) -> "BranchYear":
        """Take away all rows that show ``where``."""
        remove(self.office, LEDGERS[ledger], self.ids(ledger, where), verb="删除")
        return self

    def set(self, option: str, value: int | str | bool) -> "BranchYear":
        """Change a setting."""
        save_option(self.office, option, value)
        return self

    def ids(self, ledger: str, where: Texts) -> list[str]:
        """Return the rows that show ``where``; there must be one."""
        keys = [column.key for column in LEDGERS[ledger].columns]
        shown = [(row.id, dict(zip(keys, row.texts, strict=True))) for row in rows(self.office, LEDGERS[ledger])]
        found = [row_id for row_id, texts in shown if where.items() <= texts.items()]
        assert found, f"{ledger} has no row {where}"
        return found

    def found(self, year: int = 2026) -> list[Brief]:
        """Return what the check finds: rule, severity, persons."""
        return [(each.rule, each.severity.value, each.persons) for each in check(self.office, year=year)]

    def found_below(self) -> list[Brief]:
        """Return what a general branch's check finds at its branch."""
        findings = check_subordinates(self.office, year=2026)[BRANCH]
        return [(each.rule, each.severity.value, each.persons) for each in findings]


def fill(office: Office) -> BranchYear:
    """Fill all five schemes for a branch so that no rule finds anything, on any day of the year from April on."""
    year = BranchYear(office).add("members", *ROSTER)
    _posts(year)
    _areas(year)
    _commitments(year)
    _awards(year)
    return year


def _posts(year: BranchYear) -> None:
    own = [{"member_id": name, "year": "2026"} for name in ON_POST]
    year.add(
        "post_applications", *({**row, "first_id": ON_POST[row["member_id"]], "applied_on": "3.15"} for row in own)
    )
    signed = {"decided_on": "2026-03-20", "decided_by": "支委会"}
    signed |= dict.fromkeys(("secretary_signed_on", "member_signed_on"), "2026-03-24")
    year.add("post_assignments", *({**row, **signed, "post_id": ON_POST[row["member_id"]]} for row in own))
    year.add("posts_publicity", channel="党务公开栏", begins_on="2026-03-25", ends_on="2026-03-31")
    account = {"kind": "述职", "held_on": "2026-12-09", "audience": "党支部、党员和群众代表"}
    year.add("post_reviews", *({**account, "member_id": name} for name in ON_POST))


def _areas(year: BranchYear) -> None:
    duty = "宣传政策，帮助解决困难。"
    year.add(
        "areas",
        {"name": "机电楼"},
        *({"name": each, "parent_id": "机电楼", "duties": duty} for each in ("一层", "二层")),
    )
    opinions = dict.fromkeys(("consent", "committee_opinion", "served_opinion"), "同意")
    own = [{"member_id": name, "area_id": AREA_OF[name]} for name in EVERYBODY]
    year.add("area_assignments", *({**row, **opinions} for row in own))
    year.add("areas_publicity", channel="党务公开栏", begins_on="2026-03-25")
    year.add("area_plans", title="2026年党员责任区活动方案")
    year.add("area_activities", *({**row, "name": "走访", "held_on": "2026-05-12"} for row in own))
    meetings = [(quarter, days[1]) for quarter, days in QUARTERS.items()]
    for quarter, day in meetings:
        year.add("quarter_reports", *({"member_id": n, "quarter": quarter, "meeting_on": day} for n in EVERYBODY))
    year.add("area_assessments", *({"member_id": name, "held_on": "2026-12-16"} for name in EVERYBODY))


def _commitments(year: BranchYear) -> None:
    given = {"due": "年底前", "proposed_on": "2026-03-05", "review": "通过"}
    own = [{"member_id": BRANCH, "text": f"支部实事{n}", "responsible": "王芳"} for n in range(1, 6)]
    own += [{"member_id": name, "text": f"承诺{n}"} for name in PLEDGING for n in range(1, 4)]
    year.add("commitments", *({**row, **given} for row in own))
    year.add("commitments_publicity", channel="党务政务公开栏", begins_on="2026-03-16")
    year.add("commitment_letters", *({"member_id": name, "signed_on": "2026-03-12"} for name in PLEDGING))
    methods = ("个人自评", "党员互评", "群众评议", "领导点评")
    said = [{"member_id": name, "method": method, "opinion": "好"} for name in PLEDGING for method in methods]
    year.add("appraisals", *({**row, "meeting": "民主评议"} for row in said))


def _awards(year: BranchYear) -> None:
    studied = {"deeds": "带头上好课。", "branch_opinion": "同意推荐。"}
    year.add(
        "pioneer_nominations",
        {"member_id": "张三", "studied_on": "2026-06-08", "first_responsible": "王芳", **studied, **STANDARDS},
    )
    for quarter, (day, _) in QUARTERS.items():
        contest = {"quarter": quarter, "kind": "学习标兵"}
        figures = dict(zip(("expected", "attended", "issued", "returned", "valid"), "76666", strict=True))
        year.add("votes", {**contest, "held_on": day, **figures, "closed": "是"})
        year.add("candidacies", *({**contest, "member_id": n, "votes": v} for n, v in (("李四", "4"), ("李明", "2"))))
        year.add("pacesetter_nominations", {**contest, "member_id": "李四", "studied_on": day, **studied})
        year.add("winners_publicity", quarter=quarter, channel="学院官网", begins_on=day)


def decide(general: Office) -> BranchYear:
    """Let the general branch agree to everything its branch put forward, with nothing left open."""
    agreed = {"decision": "同意", "decided_on": "2026-06-24", "plaque_issued_on": "2026-06-30"}
    year = BranchYear(general).add("decisions", {**agreed, "nomination_id": pioneer(BRANCH)})
    opinions = dict.fromkeys(("organisation_opinion", "discipline_opinion", "police_opinion"), "同意")
    public = {"public_from": "2026-06-15", "public_to": "2026-06-19", "objection": "无异议", "filed_on": "2026-06-25"}
    return year.add(
        "decisions", *({**agreed, **opinions, **public, "nomination_id": winner(q, BRANCH)} for q in QUARTERS)
    )


def pioneer(owner: str = "") -> str:
    """Return how grids show the nomination of the year's pioneer."""
    return f"{owner} 张三 2026年先锋岗".strip()


def winner(quarter: str, owner: str = "") -> str:
    """Return how grids show the nomination of a quarter's pacesetter."""
    return f"{owner} 李四 2026年第{quarter}季度学习标兵".strip()
