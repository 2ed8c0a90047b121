"""The card of 标兵评选."""

from dangjian_desktop.core.words import SCHEME_WORDS
from dangjian_desktop.models.nomination import PACESETTER_KINDS, Nomination
from dangjian_desktop.models.pacesetters import Candidacy, Vote
from dangjian_desktop.schemes import pacesetters_approval_rules, pacesetters_forms, pacesetters_rules
from dangjian_desktop.schemes.scheme import Column, Kind, Ledger, Scheme, Step
from dangjian_desktop.schemes.shared import MEMBER, QUARTER, YEAR, approval_ledgers, publicity

KIND = Column("kind", "标兵类型", Kind.CHOICE, PACESETTER_KINDS, needed=True, synonyms=("类型",), width=9)

VOTES = Ledger(
    "votes",
    "测评会",
    Vote,
    (
        YEAR,
        QUARTER,
        KIND,
        Column("held_on", "测评日期", Kind.DAY),
        Column("expected", "应到人数", Kind.INTEGER),
        Column("attended", "实到人数", Kind.INTEGER),
        Column("issued", "发出票数", Kind.INTEGER),
        Column("returned", "收回票数", Kind.INTEGER),
        Column("valid", "有效票数", Kind.INTEGER),
        Column("probationary", "其中预备党员", Kind.INTEGER),
        Column("closed", "已封票", Kind.FLAG),
        Column("vacant_reason", "空缺理由", width=16),
        Column("tie_resolution", "并列处理", width=20, hint="再次测评的结果，或支委会决定及理由"),
    ),
    identity=("year", "quarter", "kind"),
)
CANDIDACIES = Ledger(
    "candidacies",
    "标兵测评",
    Candidacy,
    (
        YEAR,
        QUARTER,
        KIND,
        MEMBER,
        Column("votes", "得票", Kind.INTEGER),
        Column("evidence", "参评依据", width=24, hint="理论学习、学习强国、成绩、奖学金等"),
    ),
    identity=("year", "quarter", "kind", "member_id"),
)
NOMINATIONS = Ledger(
    "pacesetter_nominations",
    "标兵",
    Nomination,
    (
        YEAR,
        QUARTER,
        KIND,
        MEMBER,
        Column("deeds", "主要事迹", Kind.LONG, width=50),
        Column("studied_on", "支部研究日期", Kind.DAY),
        Column("branch_opinion", "党支部意见", Kind.LONG, width=30),
    ),
    identity=("year", "quarter", "kind", "member_id"),
    fixed={"award": "标兵"},
)

PACESETTERS = Scheme(
    SCHEME_WORDS[4],
    "先进性、代表性、公正性、实效性",
    (
        Step("民主测评", "由党支部进行民主测评", ("candidacies", "votes")),
        Step(
            "推荐人选",
            "每类“标兵”得票第1名为该类“标兵”推荐人选，填报审批表（样例9）",
            ("pacesetter_nominations",),
            (9,),
        ),
        Step("资格审查", "征求组织部（人事处）、纪检监察室及学院所在派出所意见", ("decisions",)),
        Step("部门公示", "在党务公示栏内进行公示，接受党员群众监督", ("pacesetters_publicity",)),
        Step(
            "批准确定",
            "经公示无异议，确定为最终人选，将审批表报学院党委组织部备案",
            ("title_ends", "plaques", "winners_publicity"),
        ),
    ),
    (
        CANDIDACIES,
        VOTES,
        NOMINATIONS,
        *approval_ledgers("标兵"),
        publicity("pacesetters_publicity", "标兵评选"),
        publicity("winners_publicity", "标兵宣传"),
    ),
    (*pacesetters_rules.RULES, *pacesetters_approval_rules.RULES),
    pacesetters_forms.FILLS,
)
