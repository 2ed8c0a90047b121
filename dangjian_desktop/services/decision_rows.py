"""A row of 审批 or 调整撤销 as a table on paper has it: taken as the steps that the page 审批 would take, or not at all."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from sqlalchemy import Connection

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.models.nomination import Decision, Filing
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.schemes.nomination_states import AGREED, REFUSED, SENT_BACK, Actor
from dangjian_desktop.schemes.options import Options
from dangjian_desktop.schemes.pacesetters_approval_rules import CONSULTED
from dangjian_desktop.services import decision_steps as steps
from dangjian_desktop.services.clashes import clashes_of, read_standings
from dangjian_desktop.services.deciding import Fields, Refusal, after_return, judged, named, ours, returned_fields
from dangjian_desktop.services.decisions import TYPES
from dangjian_desktop.services.nomination_cases import Case, read_cases
from dangjian_desktop.services.reading import options_of
from dangjian_desktop.services.titles import filing_numbers, plaque_numbers
from dangjian_desktop.services.work import Office

Row = Mapping[str, Any]
ENDS = {"调整": "adjust", "撤销": "revoke"}


@dataclass
class Ground:
    """What rows are judged by besides the cases themselves; numbers given in one row are taken for the next."""

    cases: Mapping[str, Case]
    options: Options
    clashes: steps.Clashes
    plaques: dict[str, str]
    filings: dict[str, str]


@dataclass(frozen=True)
class Taken:
    """What a row writes: on the decision, and on the committee's filing where this office files."""

    case: Case
    decision: Fields
    filing: Fields = field(default_factory=dict)


class RowRefused(Exception):
    """A row that the table of moves does not let pass; ``column`` is where it fails, the sentence says what next."""

    def __init__(self, column: str, sentence: str) -> None:
        super().__init__(sentence)
        self.column = column


@dataclass(frozen=True)
class _Step:
    """One step that a row asks for: the verb, the column that asks for it, and what it would write."""

    verb: str
    column: str
    judge: Callable[[Case], Fields]


def read_ground(connection: Connection, office: Office, nominations: Collection[str]) -> Ground:
    """Return what rows on these nominations are judged by."""
    options = options_of(connection, office)
    return Ground(
        {case.nomination.id: case for case in read_cases(connection, office, ids=nominations)},
        options,
        clashes_of(read_standings(connection), kinds_allowed=options.number(TYPES)),
        plaque_numbers(connection),
        filing_numbers(connection),
    )


def judge_decision(ground: Ground, nomination: str, row: Row, changed: Collection[str]) -> Taken:
    """Return what a row of 审批 writes, taking its changed cells in the order in which the steps follow each other."""
    start = ground.cases[nomination]
    decision: dict[str, Any] = dict(after_return(start))
    filing: dict[str, Any] = {}
    case = _decided(start, decision) if decision else start
    _refuse_alone(case, row, changed)
    for step in _steps(case, ground, row, changed):
        fields = _take(case, step)
        if step.verb == "file":
            filing |= fields
            case = _filed(case, fields)
        if step.verb != "file" or Actor.APPROVER in case.actors:
            decision |= fields
            case = _decided(case, fields)
    ground.plaques |= {nomination: decision["plaque_number"]} if decision.get("plaque_number") else {}
    ground.filings |= {nomination: filing["filing_number"]} if filing else {}
    return Taken(start, decision, filing)


def judge_end(ground: Ground, nomination: str, row: Row) -> Taken:
    """Return what a row of 调整撤销 writes."""
    kind, reason, explanation = row["kind"], row.get("ground") or "", row.get("explanation") or ""
    column = "kind" if kind == "调整" or reason else "ground"
    step = _Step(ENDS[kind], column, lambda case: steps.ended(case, kind, reason, row["ended_on"], explanation))
    return Taken(ground.cases[nomination], _take(ground.cases[nomination], step))


def _take(case: Case, step: _Step) -> Fields:
    try:
        return judged(ours(case, step.verb), step.verb, step.judge)
    except Refusal as refusal:
        raise RowRefused(step.column, str(refusal)) from None
    except UserError as error:
        raise RowRefused(step.column, f"{named(case)}：{error.message}") from None


def _refuse_alone(case: Case, row: Row, changed: Collection[str]) -> None:
    """A day or a reason without the decision that it belongs to would say nothing, nor a decision without its day."""
    decision = row.get("decision") if "decision" in changed else ""
    for column, what, needed in (
        ("decided_on", "日期", decision),
        ("return_reason", "退回原因", decision == SENT_BACK),
    ):
        if column in changed and not needed:
            raise RowRefused(
                column,
                f"{named(case)}：写了“{what}”，“决定”没有改动，没有采用。请填写决定；要改已作的决定，请在“审批”里先收回。",
            )
    if decision in (AGREED, REFUSED) and not row.get("decided_on"):
        raise RowRefused("decided_on", f"{named(case)}写了“{decision}”，没有写日期。请填写审批日期。")


def _steps(case: Case, ground: Ground, row: Row, changed: Collection[str]) -> Iterator[_Step]:
    """Yield the steps of a row in the order of work: heard, published, objected to, decided, numbered, filed, awarded."""

    def step(verb: str, columns: Iterable[str], judge: Callable[[Case], Fields]) -> Iterator[_Step]:
        if asking := [column for column in columns if column in changed]:
            yield _Step(verb, asking[0], judge)

    texts = {key: row[key] for key in ("opinion", "signer") if key in changed}
    if "decision" not in changed or row["decision"] == SENT_BACK:
        yield from step("opinion", texts, lambda _case: texts)
    for column in CONSULTED:  # one by one, so that a fault is told at its own cell
        yield from step("consult", [column], partial(_consulted, row, column))
    yield from step("publish", ("public_from", "public_to"), lambda case: _published(case, ground.options, row))
    yield from step("object", ["objection"], lambda _case: {"objection": row["objection"]})
    yield from step("handle", ["objection_handled"], lambda case: steps.handled(case, row["objection_handled"]))
    if "decision" in changed:
        yield _decision_step(ground, row)
    yield from step(
        "number", ["plaque_number"], lambda case: steps.numbered(case, ground.plaques, row["plaque_number"])
    )
    files = Actor.FILER in case.actors
    yield from step(
        "file" if files else "note_filing",
        ("filing_number", "filed_on"),
        lambda case: _filing(case, ground, row, files),
    )
    yield from step("award", ["plaque_issued_on"], lambda case: steps.awarded(case, row["plaque_issued_on"]))


def _consulted(row: Row, column: str, case: Case) -> Fields:
    return steps.consulted(case, {column: row[column]})


def _decision_step(ground: Ground, row: Row) -> _Step:
    day, signer, opinion = row.get("decided_on"), row.get("signer") or "", row.get("opinion") or ""

    def send_back(case: Case) -> Fields:
        return returned_fields(case, row.get("return_reason") or "", day or case.facts.today)

    def approve(case: Case) -> Fields:
        return steps.approved(case, ground.options, ground.clashes, row["decided_on"], signer, opinion)

    def refuse(case: Case) -> Fields:
        return steps.refused(case, row["decided_on"], signer, opinion or steps.decision_of(case).opinion)

    verb, judge = {SENT_BACK: ("return", send_back), AGREED: ("approve", approve), REFUSED: ("refuse", refuse)}[
        row["decision"]
    ]
    return _Step(verb, "decision", judge)


def _published(case: Case, options: Options, row: Row) -> Fields:
    """The first day alone lasts as long as it has to, as on the page."""
    known = steps.decision_of(case)
    begins_on = row.get("public_from") or known.public_from
    if begins_on is None:
        raise Refusal(f"{named(case)}写了公示结束，没有写公示开始。请填写公示开始日期。")
    ends_on = row.get("public_to") or known.public_to or steps.last_public_day(options, begins_on)
    return steps.published(case, options, begins_on, ends_on)


def _filing(case: Case, ground: Ground, row: Row, files: bool) -> Fields:
    known = steps.decision_of(case)
    number, day = row.get("filing_number") or known.filing_number, row.get("filed_on") or known.filed_on
    if day is None:
        raise Refusal(f"{named(case)}写了备案编号，没有写备案日期。请填写备案日期。")
    return steps.filed(case, ground.filings, number, day) if files else steps.filing_noted(case, number, day)


def _decided(case: Case, fields: Fields) -> Case:
    """Return a case as it stands once these fields of its decision are written."""
    known = case.facts.decision
    values = {c.name: getattr(known, c.name) for c in table_of(Decision).columns} if known else {}
    decision = Decision(**{**values, "nomination_id": case.nomination.id, **fields})
    return replace(case, facts=replace(case.facts, decision=decision))


def _filed(case: Case, fields: Fields) -> Case:
    filing = Filing(nomination_id=case.nomination.id, **fields)
    return replace(case, facts=replace(case.facts, filing=filing))
