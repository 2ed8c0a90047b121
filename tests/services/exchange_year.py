"""A branch's year in a few rows, made through the verbs that its grids use."""

from datetime import date

from dangjian_desktop.schemes import SCHEMES
from dangjian_desktop.schemes.scheme import Ledger
from dangjian_desktop.schemes.shared import DECISION, PLAQUE, ROSTER, TITLE_END
from dangjian_desktop.services import decisions
from dangjian_desktop.services.cells import parse_cell
from dangjian_desktop.services.nomination_cases import read_cases
from dangjian_desktop.services.records import Edit, lookup, save_texts
from dangjian_desktop.services.work import Office

LEDGERS: dict[str, Ledger] = {
    ledger.key: ledger
    for ledger in (
        *(ledger for scheme in SCHEMES for ledger in scheme.ledgers),
        *(ROSTER, DECISION, TITLE_END, PLAQUE),
    )
}
"""Every ledger by its key; those that two schemes share without being kept to one award."""


def save(office: Office, ledger: str, *rows: dict[str, str], row_id: str | None = None) -> list[str]:
    """Save rows of a ledger for 2026; every text must be taken."""
    edits = [Edit(row_id, row) for row in rows]
    saved = save_texts(office, LEDGERS[ledger], edits, year=2026, quarter=4, verb="录入")
    assert not saved.problems
    return list(saved.ids)


def fill(office: Office, *names: str) -> None:
    """Give a branch members, an area, commitments and a studied pioneer nomination of the first one."""
    save(office, "members", *({"name": name, "sex": "女", "birth": "1985.05"} for name in names))
    save(office, "areas", {"name": "机电楼"}, {"name": "三层", "parent_id": "机电楼"})
    save(office, "area_assignments", {"area_id": "机电楼/三层", "member_id": names[0], "year": "2026"})
    save(
        office,
        "pioneer_nominations",
        {
            "year": "2026",
            "member_id": names[0],
            "deeds": "带头上好课。",
            "studied_on": "2026-11-20",
            "branch_opinion": "同意。",
        },
    )


def plant(office: Office, ledger: str, *edits: Edit) -> None:
    """Write decisions as an older program let people type them: no verb of this one leaves what checks look for."""
    names, today, columns = lookup(office), office.clock().date(), LEDGERS[ledger]
    with office.work("旧程序的审批台账") as work:
        for edit in edits:
            values = {key: parse_cell(columns.column(key), text, names, today) for key, text in edit.texts.items()}
            if edit.id:
                work.update(columns.record, {edit.id: values})
            else:
                work.insert(columns.record, [values])


def agree(head: Office, decided_on: date = date(2026, 11, 24), opinion: str = "同意。") -> list[str]:
    """Let a general branch agree to all nominations that wait before it; return their ids."""
    with head.reading() as connection:
        waiting = [case.nomination.id for case in read_cases(connection, head) if decisions.is_waiting(case)]
    return list(decisions.approve(head, nominations=waiting, decided_on=decided_on, opinion=opinion).done)
