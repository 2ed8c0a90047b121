"""A branch's year in a few rows, made through the verbs that its grids use."""

from dangjian_desktop.schemes import SCHEMES
from dangjian_desktop.schemes.scheme import Ledger
from dangjian_desktop.schemes.shared import DECISION, PLAQUE, ROSTER, TITLE_END
from dangjian_desktop.services.records import Edit, save_texts
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
