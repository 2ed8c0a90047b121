"""Rows of 审批 and 调整撤销 on their way in: through the table of moves, as on the page 审批 (exchange.md, States)."""

from collections.abc import Sequence

from dangjian_desktop.models.nomination import Decision, TitleEnd
from dangjian_desktop.services.deciding import write_decisions
from dangjian_desktop.services.decision_rows import Ground, RowRefused, Taken, judge_decision, judge_end, read_ground
from dangjian_desktop.services.titles import write_ends, write_filings
from dangjian_desktop.services.work import Work
from dangjian_desktop.services.workbook_matching import Part
from dangjian_desktop.services.workbook_report import Task


def judge_moves(work: Work, task: Task) -> None:
    """Find what each row that says something new would write; what may not be done is a problem of its row."""
    parts = [part for part in _by_moves(task) if not part.row.problems and part.changed]
    if not parts:
        return
    ground = read_ground(work.connection, work.office, [part.values["nomination_id"] for part in parts])
    for part in parts:
        try:
            task.moves.append((part, _judged(ground, part)))
        except RowRefused as refused:
            part.refuse("MOVE", str(refused), refused.column)


def write_moves(work: Work, task: Task) -> None:
    """Write what the rows ask for, as the page would."""
    decisions = [taken for part, taken in task.moves if part.ledger.record is Decision]
    filings = [(taken.case, taken.filing) for taken in decisions if taken.filing]
    write_decisions(work, [(taken.case, taken.decision) for taken in decisions if taken.decision])
    if filings:
        write_filings(work, filings)
    write_ends(work, [(t.case, t.decision) for part, t in task.moves if part.ledger.record is TitleEnd])


def _by_moves(task: Task) -> Sequence[Part]:
    return [part for part in task.parts if part.ledger.by_moves]


def _judged(ground: Ground, part: Part) -> Taken:
    nomination = part.values["nomination_id"]
    if part.ledger.record is TitleEnd:
        return judge_end(ground, nomination, part.values)
    return judge_decision(ground, nomination, part.values, part.changed)
