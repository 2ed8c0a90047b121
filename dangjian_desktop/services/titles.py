"""What follows an approval: plaque numbers, award, 调整, 撤销, and the committee's filing (X09, X13-X15, B17, B18)."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import Connection, select

from dangjian_desktop.models.nomination import Decision, Filing, Nomination, TitleEnd
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.schemes.nomination_states import Actor
from dangjian_desktop.services import decision_steps as steps
from dangjian_desktop.services.deciding import (
    Fields,
    Judge,
    Outcome,
    Refusal,
    decide,
    named,
    put_derived,
    run,
    write_decisions,
)
from dangjian_desktop.services.nomination_cases import Case, read_cases
from dangjian_desktop.services.work import Office, Work

ENDING_NUMBER = re.compile(r"^(.*?)(\d+)$", re.DOTALL)


def number_plaques(office: Office, *, numbers: Mapping[str, str]) -> Outcome:
    """Give plaques their numbers, by nomination; a number is given once and by the approving level alone (case 21)."""
    given = {row_id: text.strip() for row_id, text in numbers.items()}
    with office.reading() as connection:
        taken = plaque_numbers(connection) | given

    def judge(case: Case) -> Fields:
        return steps.numbered(case, taken, given[case.nomination.id])

    return decide(office, "number", list(given), judge)


def suggest_numbers(office: Office, *, nominations: Collection[str]) -> dict[str, str]:
    """Return the next free number for each approved nomination without one, in the way the last one was written."""
    with office.reading() as connection:
        cases = read_cases(connection, office, ids=nominations)
        known = _numbers_by_round(connection)
        taken = set(plaque_numbers(connection).values())
    suggested: dict[str, str] = {}
    for case in cases:
        nomination, decision = case.nomination, case.facts.decision
        if decision is None or decision.plaque_number or not case.may("number"):
            continue
        number = _next(known.get((nomination.award, nomination.year), ()), f"{nomination.award}{nomination.year}-")
        while number in taken:
            number = _next([number], "")
        taken.add(number)
        suggested[nomination.id] = number
    return suggested


def _next(numbers: Sequence[str], prefix: str) -> str:
    """Return the number after the last one: the same words before, the same digits, one more."""
    counted = [(found[1], int(found[2]), len(found[2])) for text in numbers if (found := ENDING_NUMBER.match(text))]
    if not counted:
        return f"{prefix}01"
    before = counted[-1][0]
    highest, digits = max((number, digits) for each, number, digits in counted if each == before)
    return f"{before}{highest + 1:0{digits}d}"


def award_plaques(office: Office, *, nominations: Collection[str], issued_on: date) -> Outcome:
    """Write the day on which plaques were given; a plaque needs its number, 标兵 also the filing first (B17, B18)."""
    return decide(office, "award", nominations, lambda case: steps.awarded(case, issued_on))


def adjust_title(office: Office, *, nominations: Collection[str], ended_on: date, explanation: str) -> Outcome:
    """End titles whose holders no longer meet the standards; the explanation says which (X13)."""
    return _end(office, "adjust", nominations, lambda case: steps.ended(case, "调整", "", ended_on, explanation))


def revoke_title(
    office: Office, *, nominations: Collection[str], ground: str, ended_on: date, explanation: str = ""
) -> Outcome:
    """Take titles away on one of exactly four grounds; the branch then owes the plaque (X14, X15)."""
    return _end(office, "revoke", nominations, lambda case: steps.ended(case, "撤销", ground, ended_on, explanation))


def _end(office: Office, verb: str, nominations: Collection[str], judge: Judge) -> Outcome:
    return run(office, verb, nominations, judge, write_ends)


def write_ends(work: Work, found: Sequence[tuple[Case, Fields]]) -> None:
    """Write the ends of titles."""
    put_derived(work, TitleEnd, "end", found)


def file_titles(office: Office, *, numbers: Mapping[str, str], filed_on: date) -> Outcome:
    """File approved 标兵 under the committee's numbers, or number and date them anew; the committee alone may (B17)."""
    given = {row_id: text.strip() for row_id, text in numbers.items()}
    with office.reading() as connection:
        taken = filing_numbers(connection) | given

    def judge(case: Case) -> Fields:
        return steps.filed(case, taken, given[case.nomination.id], filed_on)

    return run(office, "file", list(given), judge, write_filings)


def write_filings(work: Work, found: Sequence[tuple[Case, Fields]]) -> None:
    """Write the committee's filings, and its own note of those that it approved itself."""
    put_derived(work, Filing, "filing", found)
    _note_own(work, found)


def _note_own(work: Work, found: Sequence[tuple[Case, Fields]]) -> None:
    """A committee that approves a branch of its own has both sides of the fact."""
    own = [(case, fields) for case, fields in found if Actor.APPROVER in case.actors]
    write_decisions(work, own)


def unfile(office: Office, *, nominations: Collection[str]) -> Outcome:
    """Take filings back that were made by mistake; what was awarded since stays filed."""

    def judge(case: Case) -> Fields:
        if case.facts.filing is None or case.facts.filing.owner_id != office.office_id:
            raise Refusal(f"{named(case)}不是本单位备案的，不能取消。请核对。")
        return {"filing_number": "", "filed_on": None}

    def write(work: Work, found: Sequence[tuple[Case, Fields]]) -> None:
        work.remove(Filing, [case.facts.filing.id for case, _ in found if case.facts.filing])
        _note_own(work, found)

    return run(office, "unfile", nominations, judge, write)


def note_filing(office: Office, *, numbers: Mapping[str, str], filed_on: date) -> Outcome:
    """Note the number and day that the committee gave on paper; a filing that came in a reply is noted by itself."""
    given = {row_id: text.strip() for row_id, text in numbers.items()}

    def judge(case: Case) -> Fields:
        return steps.filing_noted(case, given[case.nomination.id], filed_on)

    return decide(office, "note_filing", list(given), judge)


def filing_numbers(connection: Connection) -> dict[str, str]:
    """Return the number of each filing known here, by nomination."""
    table = table_of(Filing)
    statement = select(table.c.nomination_id, table.c.filing_number).where(table.c.deleted.is_(False))
    return {row.nomination_id: row.filing_number for row in connection.execute(statement)}


def plaque_numbers(connection: Connection) -> dict[str, str]:
    """Return every plaque number that was ever given here, by nomination; a revoked title's number stays used."""
    table = table_of(Decision)
    statement = select(table.c.nomination_id, table.c.plaque_number).where(
        table.c.deleted.is_(False), table.c.plaque_number != ""
    )
    return {row.nomination_id: row.plaque_number for row in connection.execute(statement)}


def _numbers_by_round(connection: Connection) -> dict[tuple[str, int], list[str]]:
    """Return the numbers of each award and year in the order in which they were given."""
    decisions, nominations = table_of(Decision), table_of(Nomination)
    statement = (
        select(nominations.c.award, nominations.c.year, decisions.c.plaque_number)
        .join(nominations, nominations.c.id == decisions.c.nomination_id)
        .where(decisions.c.deleted.is_(False), decisions.c.plaque_number != "")
        .order_by(decisions.c.decided_on, decisions.c.plaque_number)
    )
    found: dict[tuple[str, int], list[str]] = {}
    for row in connection.execute(statement):
        found.setdefault((row.award, row.year), []).append(row.plaque_number)
    return found
