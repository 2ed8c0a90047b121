"""The card of 无职党员设岗定责."""

from dangjian_desktop.core.words import SCHEME_WORDS
from dangjian_desktop.models.posts import (
    REVIEW_KINDS,
    Post,
    PostApplication,
    PostAssignment,
    PostDifficulty,
    PostReview,
)
from dangjian_desktop.schemes import posts_forms, posts_rules
from dangjian_desktop.schemes.scheme import Column, Kind, Ledger, Scheme, Step
from dangjian_desktop.schemes.shared import MEMBER, YEAR, publicity

CATALOGUE = Ledger(
    "posts",
    "岗位",
    Post,
    (
        Column("name", "岗位名称", needed=True, width=14),
        Column("duties", "岗位职责", Kind.LINES, needed=True, width=60, hint="每行一条职责"),
        Column("enabled", "启用", Kind.FLAG, width=5),
        Column("alias", "又名", width=14),
        Column("reason", "设岗理由", width=20),
    ),
    identity=("name",),
    order=("position", "id"),
)
CHOICES = Ledger(
    "post_applications",
    "党员选报",
    PostApplication,
    (
        MEMBER,
        YEAR,
        Column("first_id", "第一志愿", Kind.POST, width=14),
        Column("second_id", "第二志愿", Kind.POST, width=14),
        Column("applied_on", "选报日期", Kind.DAY),
    ),
    identity=("member_id", "year"),
    sheet="设岗定责",
)
ASSIGNMENTS = Ledger(
    "post_assignments",
    "上岗名单",
    PostAssignment,
    (
        MEMBER,
        YEAR,
        Column("post_id", "岗位名称", Kind.POST, needed=True, synonyms=("确定岗位",), width=14),
        Column("duties", "岗位职责", Kind.LINES, width=40, hint="留空即用岗位目录里的职责；每行一条"),
        Column("decided_on", "确定日期", Kind.DAY),
        Column("decided_by", "确定人"),
        Column("consent", "本人意见", hint="确定岗位与志愿不同时，注明本人是否同意", width=14),
        Column("secretary_signed_on", "书记签字日期", Kind.DAY),
        Column("member_signed_on", "党员签字日期", Kind.DAY),
        Column("ended_on", "离岗日期", Kind.DAY),
        Column("note", "备注", width=16),
    ),
    identity=("member_id", "year"),
    sheet="设岗定责",
    recurs=True,
)
REVIEWS = Ledger(
    "post_reviews",
    "督查述职",
    PostReview,
    (
        MEMBER,
        Column("kind", "类别", Kind.CHOICE, REVIEW_KINDS, needed=True, width=6),
        Column("held_on", "日期", Kind.DAY, needed=True),
        Column("inspector", "督查人"),
        Column("audience", "述职对象", hint="党支部、党员和群众代表", width=18),
        Column("finding", "情况", Kind.LONG, width=30),
        Column("correction", "整改", Kind.LONG, width=20),
        Column("closed_on", "办结日期", Kind.DAY),
    ),
    identity=("member_id", "kind", "held_on"),
    order=("held_on", "id"),
    recurs=True,
)
DIFFICULTIES = Ledger(
    "post_difficulties",
    "困难帮助",
    PostDifficulty,
    (
        MEMBER,
        Column("raised_on", "提出日期", Kind.DAY, needed=True),
        Column("difficulty", "困难", Kind.LONG, needed=True, width=30),
        Column("help", "帮助情况", Kind.LONG, width=30),
        Column("solved_on", "解决日期", Kind.DAY),
    ),
    identity=("member_id", "raised_on", "difficulty"),
    order=("raised_on", "id"),
    recurs=True,
)

POSTS = Scheme(
    SCHEME_WORDS[0],
    "合理设岗、自愿选择、统筹安排、务求实效",
    (
        Step("岗位设置", "合理设岗。根据无职党员的实际情况和主要特点，依据本单位的实际需要合理设置岗位", ("posts",)),
        Step("党员选报", "公布岗位名称和岗位责任，由党员根据自身条件自愿选报岗位", ("post_applications",)),
        Step("支部确定", "党支部书记根据整体情况进行统筹安排，研究确定党员上岗名单", ("post_assignments",)),
        Step("签订责任状", "签订目标责任状（样例1）", ("post_assignments",), (1,), "生成责任状"),
        Step(
            "公示",
            "公布无职党员定岗情况和目标责任（样例2），让党员自觉接受监督",
            ("posts_publicity",),
            (2,),
            "生成公示",
        ),
        Step("督查述职", "各党组织要定期督导，督促党员落实岗位责任", ("post_reviews", "post_difficulties")),
    ),
    (CATALOGUE, CHOICES, ASSIGNMENTS, publicity("posts_publicity", "设岗定责"), REVIEWS, DIFFICULTIES),
    posts_rules.RULES,
    posts_forms.FILLS,
)
