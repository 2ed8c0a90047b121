"""The card of 党员承诺践诺."""

from dangjian_desktop.core.words import SCHEME_WORDS
from dangjian_desktop.models.commitments import (
    APPRAISAL_MEETINGS,
    APPRAISAL_METHODS,
    OUTCOMES,
    REVIEWS,
    Appraisal,
    Commitment,
    CommitmentFeedback,
    CommitmentLetter,
    CommitmentReminder,
)
from dangjian_desktop.schemes import commitments_forms, commitments_rules
from dangjian_desktop.schemes.scheme import Column, Kind, Ledger, Scheme, Step
from dangjian_desktop.schemes.shared import MEMBER, YEAR, publicity

PLEDGER = Column(
    "member_id", "党员姓名", Kind.PLEDGER, synonyms=("姓名", "名字"), hint="党支部承诺写支部名称", width=12
)

COMMITMENTS = Ledger(
    "commitments",
    "承诺",
    Commitment,
    (
        PLEDGER,
        YEAR,
        Column("text", "承诺事项", Kind.LONG, needed=True, width=40),
        Column("due", "计划完成时限", width=12, hint="日期，或“年底前”“长期”"),
        Column("responsible", "责任人", width=9),
        Column("link", "依据", width=14, hint="对应的岗位职责、支部承诺或工作任务"),
        Column("proposed_on", "提出日期", Kind.DAY),
        Column("review", "审核", Kind.CHOICE, REVIEWS, width=8),
        Column("review_opinion", "审核意见", width=14),
        Column("reviewed_on", "审核日期", Kind.DAY),
        Column("reviewer", "审核人", width=9),
        Column("result", "践诺情况", Kind.LONG, width=30),
        Column("outcome", "兑现", Kind.CHOICE, OUTCOMES, width=8),
        Column("fulfilled_on", "兑现日期", Kind.DAY),
        Column("note", "备注", width=14),
    ),
    identity=("member_id", "year", "text"),
    order=("position", "id"),
)
LETTERS = Ledger(
    "commitment_letters",
    "承诺书",
    CommitmentLetter,
    (MEMBER, YEAR, Column("signed_on", "签名日期", Kind.DAY)),
    identity=("member_id", "year"),
)
REMINDERS = Ledger(
    "commitment_reminders",
    "提醒帮助",
    CommitmentReminder,
    (
        MEMBER,
        Column("reminded_on", "提醒日期", Kind.DAY, needed=True),
        Column("text", "提醒和帮助情况", Kind.LONG, width=40),
    ),
    identity=("member_id", "reminded_on"),
    order=("reminded_on", "id"),
    recurs=True,
)
FEEDBACK = Ledger(
    "commitment_feedback",
    "群众意见",
    CommitmentFeedback,
    (
        PLEDGER,
        Column("heard_on", "日期", Kind.DAY, needed=True),
        Column("text", "群众意见", Kind.LONG, needed=True, width=40),
        Column("answer", "答复", Kind.LONG, width=30),
    ),
    identity=("member_id", "heard_on", "text"),
    order=("heard_on", "id"),
    recurs=True,
)
APPRAISALS = Ledger(
    "appraisals",
    "评议",
    Appraisal,
    (
        PLEDGER,
        YEAR,
        Column("method", "方式", Kind.CHOICE, APPRAISAL_METHODS, needed=True),
        Column("opinion", "意见", Kind.LONG, needed=True, width=40),
        Column("held_on", "日期", Kind.DAY),
        Column("meeting", "会议", Kind.CHOICE, APPRAISAL_MEETINGS),
    ),
    identity=("member_id", "year", "method"),
    recurs=True,
)
APPRAISAL_SHEET = Ledger(
    "appraisal_sheet",
    "评议一览",
    Appraisal,
    (PLEDGER, *(Column(method, method, Kind.LONG, width=22) for method in APPRAISAL_METHODS)),
    identity=("member_id",),
    given=True,
)
"""The appraisals once more, a row for each who pledged; only shown, the records are those of APPRAISALS."""

COMMITMENTS_CARD = Scheme(
    SCHEME_WORDS[2],
    "以承诺为起点，践诺为关键、评诺为推动",
    (
        Step("提出承诺", "一般在每年年初提出，以“群众期盼什么、党支部和党员能干什么”为落脚点", ("commitments",)),
        Step("审核", "党支部要对党员承诺进行审核，建立承诺台账（样例5）", ("commitments",), (5,), "生成台账"),
        Step(
            "公开承诺",
            "党员要签订承诺践诺书（样例6）",
            ("commitment_letters", "commitments_publicity"),
            (6,),
            "生成承诺书",
        ),
        Step(
            "履行承诺",
            "践诺措施要具体有力，切实兑现承诺内容（样例7）",
            ("commitments", "commitment_reminders"),
            (7,),
            "生成践诺统计表",
        ),
        Step(
            "评议承诺",
            "采取个人自评、党员互评、群众评议、领导点评等方式",
            ("appraisals", "commitment_feedback"),
            (7,),
            "生成践诺统计表",
        ),
    ),
    (COMMITMENTS, LETTERS, publicity("commitments_publicity", "承诺践诺"), REMINDERS, FEEDBACK, APPRAISALS),
    commitments_rules.RULES,
    commitments_forms.FILLS,
)
