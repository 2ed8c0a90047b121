"""What 先锋岗 and 标兵 share: the branch's nomination, and the decision on it, owned by the level above."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from dangjian_desktop.models.base import ID, Record, reference

AWARDS = ("先锋岗", "标兵")
PACESETTER_KINDS = ("学习标兵", "工作标兵", "服务标兵")
STANDARDS = ("政治品德好", "工作作风好", "业务能力强", "纪律意识强", "表率作用强")
DECISIONS = ("同意", "不同意", "退回")
GROUNDS = (
    "重大违法违纪",
    "日常工作中发生重大责任事故",
    "先锋模范作用发挥不好",
    "群众反映强烈的不良问题和事件",
)
TITLE_ENDS = ("调整", "撤销")


class Nomination(Record):
    """A person put forward for a title: forms 8 and 9 as far as the branch fills them (X06, B13).

    ``reported_in`` is the id of the package that first carried it as it now stands: after a return it is another one.
    """

    __tablename__ = "nominations"

    award: Mapped[str]
    member_id: Mapped[str] = reference("members")
    year: Mapped[int]
    quarter: Mapped[int | None] = mapped_column(default=None)
    kind: Mapped[str] = mapped_column(default="")
    deeds: Mapped[str] = mapped_column(default="")
    first_responsible: Mapped[str] = mapped_column(default="")
    politics: Mapped[str] = mapped_column(default="")
    style: Mapped[str] = mapped_column(default="")
    skill: Mapped[str] = mapped_column(default="")
    discipline: Mapped[str] = mapped_column(default="")
    example: Mapped[str] = mapped_column(default="")
    studied_on: Mapped[date | None] = mapped_column(default=None)
    conclusion: Mapped[str] = mapped_column(default="")
    branch_opinion: Mapped[str] = mapped_column(default="")
    over_quota_reason: Mapped[str] = mapped_column(default="")
    reported: Mapped[bool] = mapped_column(default=False)
    reported_on: Mapped[date | None] = mapped_column(default=None)
    reported_in: Mapped[str] = mapped_column(ID, default="")


class Decision(Record):
    """The approving level's word on a nomination, with consultations, publicity and numbers (X07, B14-B17).

    ``answers`` is the ``reported_in`` that the word was about: what was returned and then reported anew waits again. Empty
    answers whatever was reported. ``filing_number`` and ``filed_on`` are this level's note of the filing: taken over from
    the committee's `Filing`, or typed where the committee files on paper. ``clash_note`` says why a person who stands
    twice may stand twice.
    """

    __tablename__ = "decisions"

    nomination_id: Mapped[str] = reference("nominations")
    decision: Mapped[str] = mapped_column(default="")
    opinion: Mapped[str] = mapped_column(default="")
    decided_on: Mapped[date | None] = mapped_column(default=None)
    signer: Mapped[str] = mapped_column(default="")
    organisation_opinion: Mapped[str] = mapped_column(default="")
    discipline_opinion: Mapped[str] = mapped_column(default="")
    police_opinion: Mapped[str] = mapped_column(default="")
    public_from: Mapped[date | None] = mapped_column(default=None)
    public_to: Mapped[date | None] = mapped_column(default=None)
    objection: Mapped[str] = mapped_column(default="")
    objection_handled: Mapped[str] = mapped_column(default="")
    plaque_number: Mapped[str] = mapped_column(default="")
    plaque_issued_on: Mapped[date | None] = mapped_column(default=None)
    filing_number: Mapped[str] = mapped_column(default="")
    filed_on: Mapped[date | None] = mapped_column(default=None)
    return_reason: Mapped[str] = mapped_column(default="")
    answers: Mapped[str] = mapped_column(ID, default="")
    clash_note: Mapped[str] = mapped_column(default="")


class Filing(Record):
    """The committee's filing of an approved nomination: number and day, its alone to give (B17)."""

    __tablename__ = "filings"

    nomination_id: Mapped[str] = reference("nominations")
    filing_number: Mapped[str] = mapped_column(default="")
    filed_on: Mapped[date]


class ChangeRequest(Record):
    """A branch's wish to change what it has reported already: it travels, and changes nothing by itself (case 28)."""

    __tablename__ = "change_requests"

    nomination_id: Mapped[str] = reference("nominations")
    field: Mapped[str]
    wanted: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    asked_on: Mapped[date]


class RequestAnswer(Record):
    """The approver's answer to a request for change: accepted by a return, or refused with the reason (case 28)."""

    __tablename__ = "request_answers"

    nomination_id: Mapped[str] = reference("nominations")
    request_id: Mapped[str] = reference("change_requests")
    accepted: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(default="")
    answered_on: Mapped[date]


class Plaque(Record):
    """The branch's side of a plaque: put on the desk, and taken back when the title ends (X09, X15)."""

    __tablename__ = "plaques"

    nomination_id: Mapped[str] = reference("nominations")
    placed_on: Mapped[date | None] = mapped_column(default=None)
    returned_on: Mapped[date | None] = mapped_column(default=None)
    note: Mapped[str] = mapped_column(default="")


class TitleEnd(Record):
    """A title ended by the approver: 调整 (standards no longer met) or 撤销 on one of four grounds (X13, X14)."""

    __tablename__ = "title_ends"

    nomination_id: Mapped[str] = reference("nominations")
    kind: Mapped[str]
    ground: Mapped[str] = mapped_column(default="")
    ended_on: Mapped[date]
    explanation: Mapped[str] = mapped_column(default="")
