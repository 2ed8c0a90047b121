"""The states of a nomination and what may follow what (exchange.md, States); pure, so both sides show the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dangjian_desktop.models.nomination import Decision, Filing, Nomination, Plaque, TitleEnd

AGREED, REFUSED, SENT_BACK = "同意", "不同意", "退回"


class State(StrEnum):
    """Where a nomination stands, in the words of the screen."""

    DRAFT = "草稿"
    STUDIED = "支部研究通过"
    REPORTED = "已上报"
    RECEIVED = "总支已接收"
    RETURNED = "退回修改"
    CONSULTED = "征求意见"
    PUBLIC = "公示中"
    PUBLISHED = "公示期满"
    OBJECTED = "有异议，核查中"
    APPROVED = "批准"
    REFUSED = "不批准"
    FILED = "已备案"
    AWARDED = "已授牌"
    ADJUSTED = "调整"
    REVOKED = "撤销"
    PLAQUE_BACK = "标牌已收回"


class Actor(StrEnum):
    """Who may take a step: the branch, the level that approves, the committee that files."""

    BRANCH = "党支部"
    APPROVER = "审批单位"
    FILER = "备案单位"


@dataclass(frozen=True)
class Facts:
    """All that is known of a nomination; ``received`` says that the level above has it as reported."""

    nomination: Nomination
    today: date
    received: bool = False
    decision: Decision | None = None
    filing: Filing | None = None
    end: TitleEnd | None = None
    plaque: Plaque | None = None


def is_returned(nomination: Nomination, decision: Decision | None) -> bool:
    """Tell whether a nomination is sent back as it was last reported, and so is open to its branch again."""
    if decision is None or decision.decision != SENT_BACK:
        return False
    return decision.answers in ("", nomination.reported_in)


def has_objection(decision: Decision) -> bool:
    """Tell whether somebody objected while the name was published (B16)."""
    return decision.objection.strip().strip("。") not in ("", "无", "无异议")


def is_open_objection(decision: Decision) -> bool:
    """Tell whether an objection still holds the case."""
    return has_objection(decision) and not decision.objection_handled.strip()


def state_of(facts: Facts) -> State:
    """Return the state that the facts of a nomination amount to."""
    nomination, decision, end = facts.nomination, facts.decision, facts.end
    if end is not None:
        if end.kind != "撤销":
            return State.ADJUSTED
        return State.PLAQUE_BACK if facts.plaque and facts.plaque.returned_on else State.REVOKED
    if decision is not None and decision.decision == AGREED:
        return _after_approval(facts, decision)
    if decision is not None and decision.decision == REFUSED:
        return State.REFUSED
    if not nomination.reported:
        return State.STUDIED if nomination.studied_on else State.DRAFT
    if is_returned(nomination, decision):
        return State.RETURNED
    if decision is None or decision.decision == SENT_BACK:
        return State.RECEIVED if facts.received else State.REPORTED
    return _while_examined(decision, facts.today)


def _while_examined(decision: Decision, today: date) -> State:
    if is_open_objection(decision):
        return State.OBJECTED
    if decision.public_from and decision.public_to:
        return State.PUBLIC if today <= decision.public_to else State.PUBLISHED
    opinions = (decision.organisation_opinion, decision.discipline_opinion, decision.police_opinion)
    return State.CONSULTED if any(text.strip() for text in opinions) else State.RECEIVED


def _after_approval(facts: Facts, decision: Decision) -> State:
    if decision.plaque_issued_on:
        return State.AWARDED
    filed = facts.filing is not None or decision.filed_on is not None
    return State.FILED if filed and facts.nomination.award == "标兵" else State.APPROVED


@dataclass(frozen=True)
class Move:
    """A step: who may take it from which states, and the states that it may lead to."""

    actor: Actor
    before: frozenset[State]
    after: frozenset[State]


OPEN = frozenset({State.RECEIVED, State.CONSULTED, State.PUBLIC, State.PUBLISHED, State.OBJECTED})
"""States in which the approver has yet to decide."""
SETTLED = frozenset({State.APPROVED, State.FILED, State.AWARDED})
"""States in which the title is held."""
_BRANCH, _APPROVER, _FILER = Actor.BRANCH, Actor.APPROVER, Actor.FILER

_SHARED: dict[str, Move] = {
    "study": Move(_BRANCH, frozenset({State.DRAFT, State.STUDIED}), frozenset({State.STUDIED, State.DRAFT})),
    "report": Move(_BRANCH, frozenset({State.STUDIED}), frozenset({State.REPORTED})),
    "mend": Move(_BRANCH, frozenset({State.RETURNED}), frozenset({State.DRAFT, State.STUDIED})),
    "receive": Move(_APPROVER, frozenset({State.REPORTED}), frozenset({State.RECEIVED})),
    "opinion": Move(_APPROVER, OPEN, OPEN),
    "publish": Move(_APPROVER, OPEN, frozenset({State.PUBLIC, State.PUBLISHED, State.OBJECTED})),
    "object": Move(_APPROVER, frozenset({State.PUBLIC, State.PUBLISHED, State.OBJECTED}), OPEN),
    "handle": Move(
        _APPROVER,
        frozenset({State.OBJECTED, State.PUBLIC, State.PUBLISHED}),
        frozenset({State.PUBLIC, State.PUBLISHED}),
    ),
    "return": Move(_APPROVER, OPEN | {State.APPROVED, State.REFUSED}, frozenset({State.RETURNED})),
    "refuse": Move(_APPROVER, OPEN, frozenset({State.REFUSED})),
    "withdraw": Move(_APPROVER, frozenset({State.APPROVED, State.REFUSED, State.RETURNED}), OPEN),
    "adjust": Move(_APPROVER, SETTLED, frozenset({State.ADJUSTED})),
    "revoke": Move(_APPROVER, SETTLED, frozenset({State.REVOKED, State.PLAQUE_BACK})),
    "take_back": Move(_BRANCH, frozenset({State.REVOKED}), frozenset({State.PLAQUE_BACK})),
}
MOVES: Mapping[str, Mapping[str, Move]] = {
    "先锋岗": {
        **_SHARED,
        "approve": Move(_APPROVER, OPEN - {State.PUBLIC, State.OBJECTED}, frozenset({State.APPROVED})),
        "number": Move(_APPROVER, SETTLED - {State.FILED}, SETTLED - {State.FILED}),
        "award": Move(_APPROVER, frozenset({State.APPROVED, State.AWARDED}), frozenset({State.AWARDED})),
    },
    "标兵": {
        **_SHARED,
        "consult": Move(_APPROVER, OPEN, OPEN),
        "approve": Move(_APPROVER, frozenset({State.PUBLISHED}), frozenset({State.APPROVED})),
        "number": Move(_APPROVER, SETTLED, SETTLED),
        "file": Move(
            _FILER, frozenset({State.APPROVED, State.FILED, State.AWARDED}), frozenset({State.FILED, State.AWARDED})
        ),
        "unfile": Move(_FILER, frozenset({State.FILED}), frozenset({State.APPROVED})),
        "note_filing": Move(
            _APPROVER, frozenset({State.APPROVED, State.FILED, State.AWARDED}), frozenset({State.FILED, State.AWARDED})
        ),
        "award": Move(_APPROVER, frozenset({State.FILED, State.AWARDED}), frozenset({State.AWARDED})),
    },
}
"""What may follow what, by award: for 标兵 a publicity comes before the approval, and the filing before the plaque."""

WORDS: Mapping[str, str] = {
    "opinion": "写意见",
    "consult": "登记征求的意见",
    "publish": "登记公示",
    "object": "登记异议",
    "handle": "登记异议的处理",
    "approve": "批准",
    "return": "退回",
    "refuse": "不批准",
    "withdraw": "收回决定",
    "number": "编标牌号",
    "award": "授牌",
    "adjust": "调整",
    "revoke": "撤销称号",
    "file": "备案",
    "unfile": "取消备案",
    "note_filing": "登记备案",
}


def may(verb: str, actor: Actor, award: str, state: State) -> bool:
    """Tell whether ``actor`` may take this step from ``state``."""
    move = MOVES[award].get(verb)
    return move is not None and move.actor is actor and state in move.before


def moves_of(actor: Actor, award: str, state: State) -> frozenset[str]:
    """Return every step that ``actor`` may take from ``state``."""
    return frozenset(verb for verb in MOVES[award] if may(verb, actor, award, state))
