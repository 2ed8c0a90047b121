"""The card of 党员先锋岗."""

from dangjian_desktop.core.words import SCHEME_WORDS
from dangjian_desktop.models.nomination import STANDARDS, Nomination
from dangjian_desktop.models.pioneers import PioneerInspection, QuotaWaiver
from dangjian_desktop.schemes import pioneers_forms, pioneers_rules
from dangjian_desktop.schemes.scheme import Column, Kind, Ledger, Scheme, Step
from dangjian_desktop.schemes.shared import (
    MEMBER,
    NOMINATION,
    YEAR,
    approval_ledgers,
    publicity,
)

STANDARD_KEYS = ("politics", "style", "skill", "discipline", "example")

STANDARD_TEXTS = (
    "理想信念坚定，党性观念强，树牢“四个意识”，坚定“四个自信”，坚决做到“两个维护”。热爱本职岗位，恪守职业道德，"
    "全心全意为人民服务的宗旨意识强。",
    "立足本职岗位，兢兢业业干工作，默默无闻做奉献。工作责任心强，工作效率高，工作作风踏实，工作业绩一流。",
    "熟练掌握本岗位所需的专业知识，业务能力强，能够很好的履行岗位职责，出色完成各项目标任务。",
    "能够严格要求自己，带头遵守党的各项纪律，模范遵守单位的各项规章制度。自觉维护团结，民主作风好。",
    "工作中能够从大事着眼，从小事做起，做到待人热情、服务周到。群众观念强，责任意识强，自觉维护党员形象，发挥示范带动作用。",
)
"""What each of the five standards asks, in the source's words."""

NOMINATIONS = Ledger(
    "pioneer_nominations",
    "先锋岗",
    Nomination,
    (
        YEAR,
        MEMBER,
        Column("deeds", "主要事迹", Kind.LONG, width=50),
        Column("studied_on", "支部研究日期", Kind.DAY),
        Column("conclusion", "研究结论", width=16),
        Column("branch_opinion", "党支部意见", Kind.LONG, width=30),
        Column("first_responsible", "第一责任人", hint="党支部书记"),
        *(Column(key, name, Kind.LONG, width=16) for key, name in zip(STANDARD_KEYS, STANDARDS, strict=True)),
        Column("over_quota_reason", "超名额说明", width=16),
    ),
    identity=("year", "member_id"),
    fixed={"award": "先锋岗"},
)
INSPECTIONS = Ledger(
    "pioneer_inspections",
    "先锋岗检查",
    PioneerInspection,
    (
        NOMINATION,
        Column("held_on", "检查日期", Kind.DAY, needed=True),
        Column("problem", "问题", Kind.LONG, width=24),
        Column("rectification", "整改", Kind.LONG, width=24),
        Column("due_on", "整改期限", Kind.DAY),
        Column("done_on", "完成日期", Kind.DAY),
    ),
    identity=("nomination_id", "held_on"),
    order=("held_on", "id"),
    recurs=True,
)
WAIVERS = Ledger(
    "quota_waivers",
    "先锋岗增加名额",
    QuotaWaiver,
    (
        Column("office_id", "支部", Kind.OFFICE, needed=True, width=18),
        YEAR,
        Column("extra", "增加名额", Kind.INTEGER, needed=True),
        Column("reason", "理由", width=30),
    ),
    identity=("office_id", "year"),
    above=True,
)

PIONEERS = Scheme(
    SCHEME_WORDS[3],
    "政治品德好、工作作风好、业务能力强、纪律意识强、表率作用强",
    (
        Step("评选推荐", "各党支部对照岗位标准评选推荐，按照支部党员人数的10%进行推荐", ("pioneer_nominations",)),
        Step("支部研究呈报", "支部研究后将审批表（样例8）呈报上级党组织", ("pioneer_nominations",), (8,)),
        Step("总支审批", "党总支对支部推荐的“党员先锋岗”人员进行审批", ("decisions", "quota_waivers")),
        Step("表彰授牌", "先锋岗标牌置于该党员办公桌显著位置", ("plaques", "pioneers_publicity")),
        Step("动态管理", "“党员先锋岗”实行动态管理", ("pioneer_inspections", "title_ends")),
    ),
    (NOMINATIONS, *approval_ledgers("先锋岗"), WAIVERS, publicity("pioneers_publicity", "先锋岗"), INSPECTIONS),
    pioneers_rules.RULES,
    pioneers_forms.FILLS,
)
