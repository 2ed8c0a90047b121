"""The card of 党员责任区."""

from dangjian_desktop.core.words import SCHEME_WORDS
from dangjian_desktop.models.areas import (
    ACTIVITY_KINDS,
    Area,
    AreaActivity,
    AreaAssessment,
    AreaAssignment,
    AreaExemption,
    AreaPlan,
    AreaProblem,
    QuarterReport,
)
from dangjian_desktop.schemes import areas_forms, areas_rules
from dangjian_desktop.schemes.scheme import Column, Kind, Ledger, Scheme, Step
from dangjian_desktop.schemes.shared import MEETINGS, MEMBER, QUARTER, YEAR, publicity

TICKED = "按空格键填“同意”"

TREE = Ledger(
    "areas",
    "责任区域",
    Area,
    (
        Column("name", "区域名称", needed=True, width=18),
        Column("parent_id", "上级区域", Kind.AREA, width=24),
        Column("duties", "责任区职责", Kind.LONG, width=50),
    ),
    identity=("name", "parent_id"),
    order=("position", "id"),
)
ASSIGNMENTS = Ledger(
    "area_assignments",
    "责任区",
    AreaAssignment,
    (
        Column("area_id", "责任区域", Kind.AREA, needed=True, width=24),
        MEMBER,
        YEAR,
        Column("duties", "责任区职责", Kind.LONG, width=40, hint="留空即用区域的职责"),
        Column("consent", "本人同意", width=10, hint=TICKED, tick="同意"),
        Column("committee_opinion", "支委意见", width=12, hint=TICKED, tick="同意"),
        Column("served_opinion", "责任对象意见", width=12, hint=TICKED, tick="同意"),
    ),
    identity=("area_id", "member_id", "year"),
)
EXEMPTIONS = Ledger(
    "area_exemptions",
    "责任区豁免",
    AreaExemption,
    (MEMBER, YEAR, Column("reason", "豁免理由", needed=True, width=30)),
    identity=("member_id", "year"),
)
ACTIVITIES = Ledger(
    "area_activities",
    "责任区活动",
    AreaActivity,
    (
        MEMBER,
        Column("area_id", "责任区域", Kind.AREA, needed=True, width=20),
        Column("name", "活动名称", needed=True, width=18),
        Column("held_on", "活动日期", Kind.DAY, needed=True),
        Column("content", "开展活动具体情况", Kind.LONG, width=40, synonyms=("具体情况",)),
        Column("note", "备注", width=14),
        Column("kind", "活动类别", Kind.CHOICE, ACTIVITY_KINDS, width=8),
    ),
    identity=("member_id", "area_id", "name", "held_on"),
    order=("held_on", "id"),
    recurs=True,
)
REPORTS = Ledger(
    "quarter_reports",
    "季度汇报",
    QuarterReport,
    (
        MEMBER,
        YEAR,
        QUARTER,
        Column("meeting_on", "会议日期", Kind.DAY),
        Column("content", "内容", Kind.LONG, width=40),
    ),
    identity=("member_id", "year", "quarter"),
)
PROBLEMS = Ledger(
    "area_problems",
    "责任区问题",
    AreaProblem,
    (
        MEMBER,
        Column("heard_on", "了解日期", Kind.DAY, needed=True),
        Column("problem", "问题", Kind.LONG, needed=True, width=30),
        Column("measure", "措施", Kind.LONG, width=24),
        Column("responsible", "责任人"),
        Column("due_on", "解决期限", Kind.DAY),
        Column("solved_on", "解决日期", Kind.DAY),
    ),
    identity=("member_id", "heard_on", "problem"),
    order=("heard_on", "id"),
    recurs=True,
)
PLANS = Ledger(
    "area_plans",
    "活动方案",
    AreaPlan,
    (YEAR, Column("title", "方案名称", needed=True, width=24), Column("text", "方案内容", Kind.LONG, width=50)),
    identity=("year", "title"),
)
ASSESSMENTS = Ledger(
    "area_assessments",
    "责任区考核",
    AreaAssessment,
    (
        MEMBER,
        Column("held_on", "考核日期", Kind.DAY, needed=True),
        Column("result", "考核结果", width=12),
        Column("summary", "总结", Kind.LONG, width=40),
    ),
    identity=("member_id", "held_on"),
    order=("held_on", "id"),
    recurs=True,
)

AREAS = Scheme(
    SCHEME_WORDS[1],
    "民主的原则、公开的原则、广泛性原则",
    (
        Step("划分", "区域的划分、确定，一般应征得党员本人同意", ("area_assignments", "areas", "area_exemptions")),
        Step("公开", "每个党员的责任区域范围要公布", ("areas_publicity", "area_plans"), (3,), "生成安排表"),
        Step(
            "开展活动",
            "建立党员责任区活动台账（样例4），并认真做好记录",
            ("area_activities", "area_problems"),
            (4,),
            "生成活动台账",
        ),
        Step("季度汇报", "在每季度的党员大会上向党支部汇报自己在责任区工作的情况", ("quarter_reports", "meetings")),
        Step("考核总结", "定期考核总结", ("area_assessments",)),
    ),
    (
        TREE,
        ASSIGNMENTS,
        EXEMPTIONS,
        publicity("areas_publicity", "责任区"),
        PLANS,
        ACTIVITIES,
        PROBLEMS,
        REPORTS,
        MEETINGS,
        ASSESSMENTS,
    ),
    areas_rules.RULES,
    areas_forms.FILLS,
)
