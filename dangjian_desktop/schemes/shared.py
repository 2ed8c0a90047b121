"""Ledgers that belong to no single scheme: the roster, publicity, decisions from above."""

from dataclasses import replace

from dangjian_desktop.models.member import (
    EDUCATIONS,
    ETHNICITIES,
    MEMBER_CLASSES,
    PARTY_KINDS,
    SEXES,
    STAFF_KINDS,
    STATES,
    Member,
)
from dangjian_desktop.models.nomination import (
    DECISIONS,
    GROUNDS,
    TITLE_ENDS,
    Decision,
    Plaque,
    TitleEnd,
)
from dangjian_desktop.models.publicity import CHANNELS, MEETING_KINDS, Meeting, Publicity
from dangjian_desktop.schemes.scheme import Column, Kind, Ledger

YEAR = Column("year", "年度", Kind.INTEGER, needed=True, synonyms=("年份",), width=6)
QUARTER = Column("quarter", "季度", Kind.INTEGER, needed=True, width=6)
MEMBER = Column("member_id", "党员姓名", Kind.MEMBER, needed=True, synonyms=("姓名", "名字"), width=9)

BIRTH = ("出生日期", "出生时间", "出生年月日", "出身年月", "出生", "生日")
WORK_START = ("参加工作日期", "参加工作年月", "工作时间", "工作年月", "参工时间", "何时参加工作")
JOINED = ("入党日期", "入党年月", "加入党组织时间", "加入党组织日期", "加入中国共产党时间", "何时入党", "入党")
DUTY = ("现任职务", "党内外职务", "行政职务", "党内职务", "担任职务", "任职情况", "职务名称")
STAFF_KIND = ("类别", "人员类型", "人员分类", "人员身份", "岗位类别", "教职工类别", "身份")
PARTY_KIND = ("党员类型", "党员分类", "党员性质", "党员身份", "正式预备", "正式/预备", "是否正式")
DEPARTMENT = ("所在部门", "科室", "部门名称", "系部", "所在系部", "院系", "单位", "所在单位", "工作单位", "所属部门")
"""What rosters on office PCs call the columns besides."""

ROSTER = Ledger(
    "members",
    "党员名册",
    Member,
    (
        Column("name", "姓名", needed=True, synonyms=("党员姓名", "名字", "党员名字"), width=9),
        Column("sex", "性别", Kind.CHOICE, SEXES, synonyms=("男女",), width=5),
        Column("ethnicity", "民族", Kind.CHOICE, ETHNICITIES, synonyms=("民族成份", "民族成分", "族别"), width=8),
        Column("birth", "出生年月", Kind.MONTH, synonyms=BIRTH, width=10),
        Column("work_start", "参加工作时间", Kind.MONTH, synonyms=WORK_START, width=11),
        Column("joined", "入党时间", Kind.MONTH, synonyms=JOINED, width=10),
        Column(
            "education",
            "文化程度",
            Kind.CHOICE,
            EDUCATIONS,
            synonyms=("学历", "最高学历", "教育程度", "受教育程度"),
            width=10,
        ),
        Column("duty", "职务", synonyms=DUTY, width=16),
        Column("staff_kind", "人员类别", Kind.CHOICE, STAFF_KINDS, synonyms=STAFF_KIND, width=8),
        Column("party_kind", "党员类别", Kind.CHOICE, PARTY_KINDS, synonyms=PARTY_KIND, width=9),
        Column("department", "部门", synonyms=DEPARTMENT, width=14),
        Column("state", "状态", Kind.CHOICE, STATES, synonyms=("党籍状态", "党员状态", "在册情况"), width=8),
        Column(
            "class_override", "分类更正", Kind.CHOICE, MEMBER_CLASSES, hint="一般留空，由职务和人员类别得出", width=8
        ),
        Column("class_reason", "更正说明", width=14),
        Column("note", "备注", synonyms=("附注", "备考"), width=16),
    ),
    identity=("name",),
    order=("position", "id"),
)

MEETINGS = Ledger(
    "meetings",
    "会议",
    Meeting,
    (
        Column("held_on", "会议日期", Kind.DAY, needed=True),
        Column("kind", "会议类别", Kind.CHOICE, MEETING_KINDS, needed=True),
        Column("title", "会议名称", width=20),
        Column("attended", "到会人数", Kind.INTEGER),
        Column("minutes", "会议记录", Kind.LONG, width=40),
    ),
    identity=("held_on", "kind", "title"),
    order=("held_on", "id"),
    recurs=True,
)


def publicity(key: str, subject: str) -> Ledger:
    """Return the publicity ledger of one subject; all subjects share the sheet 公示 (P13)."""
    return Ledger(
        key,
        f"{subject}公示",
        Publicity,
        (
            YEAR,
            Column("quarter", "季度", Kind.INTEGER, width=6),
            Column("channel", "渠道", Kind.CHOICE, CHANNELS, needed=True),
            Column("begins_on", "开始日期", Kind.DAY, needed=True),
            Column("ends_on", "结束日期", Kind.DAY),
            Column("evidence", "凭据", width=20, hint="照片编号、网址或存放处"),
            Column("objection", "异议", Kind.LONG, width=20),
            Column("objection_handled", "异议处理", Kind.LONG, width=20),
        ),
        identity=("year", "channel", "begins_on"),
        sheet="公示",
        fixed={"subject": subject},
        order=("begins_on", "id"),
        recurs=True,
    )


NOMINATION = Column("nomination_id", "推荐人选", Kind.NOMINATION, needed=True, width=18)

DECISION = Ledger(
    "decisions",
    "审批",
    Decision,
    (
        NOMINATION,
        Column("decision", "决定", Kind.CHOICE, DECISIONS),
        Column("opinion", "意见", Kind.LONG, synonyms=("党总支意见",), width=30),
        Column("decided_on", "日期", Kind.DAY, synonyms=("审批日期",)),
        Column("signer", "签发人"),
        Column("organisation_opinion", "组织部意见", hint="组织部（人事处）：同意，或“不适用”加理由", width=14),
        Column("discipline_opinion", "纪检监察室意见", width=14),
        Column("police_opinion", "派出所意见", width=14),
        Column("public_from", "公示开始", Kind.DAY),
        Column("public_to", "公示结束", Kind.DAY),
        Column("objection", "异议", Kind.LONG, width=16),
        Column("objection_handled", "异议处理", Kind.LONG, width=16),
        Column("plaque_number", "标牌编号"),
        Column("plaque_issued_on", "授牌日期", Kind.DAY),
        Column("filing_number", "备案编号"),
        Column("filed_on", "备案日期", Kind.DAY),
        Column("return_reason", "退回原因", Kind.LONG, width=20),
    ),
    identity=("nomination_id",),
    above=True,
    by_moves=True,
)

TITLE_END = Ledger(
    "title_ends",
    "调整撤销",
    TitleEnd,
    (
        NOMINATION,
        Column("kind", "类别", Kind.CHOICE, TITLE_ENDS, needed=True),
        Column("ground", "撤销情形", Kind.CHOICE, GROUNDS, width=24),
        Column("ended_on", "日期", Kind.DAY, needed=True),
        Column("explanation", "说明", Kind.LONG, width=30),
    ),
    identity=("nomination_id", "kind"),
    above=True,
    by_moves=True,
)

PLAQUE = Ledger(
    "plaques",
    "标牌",
    Plaque,
    (
        NOMINATION,
        Column("placed_on", "置于办公桌日期", Kind.DAY),
        Column("returned_on", "收回日期", Kind.DAY),
        Column("note", "备注", width=20),
    ),
    identity=("nomination_id",),
)

GENERAL_LEDGERS = (ROSTER, MEETINGS)


def approval_ledgers(award: str) -> tuple[Ledger, ...]:
    """Return the ledgers of decisions, ended titles and plaques that concern one award."""
    return tuple(replace(ledger, award=award) for ledger in (DECISION, TITLE_END, PLAQUE))
