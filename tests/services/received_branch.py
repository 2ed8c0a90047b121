"""A branch as its general branch holds it after a package: office, members and reported nominations, without the zip."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from dangjian_desktop.models.base import Record
from dangjian_desktop.models.member import Member
from dangjian_desktop.models.nomination import Nomination
from dangjian_desktop.models.office import Adoption
from dangjian_desktop.models.office import Office as OfficeRecord
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.services.work import Office, Work

STUDIED = date(2026, 11, 10)


def made(name: str) -> str:
    """Return an id that is the same in each run."""
    return str(uuid.uuid5(uuid.NAMESPACE_DNS, name))


def _row(kind: type[Record], values: Mapping[str, Any]) -> dict[str, Any]:
    """Fill a row with the defaults that a branch's own program gives."""
    record = kind(**values)
    return {column.name: getattr(record, column.name) for column in table_of(kind).columns}


def receive_branch(
    head: Office, name: str, *people: str, award: str = "先锋岗", birth: str | None = None, **fields: object
) -> list[str]:
    """Put a branch with people who stand for an award into a general branch's file; return the nominations' ids."""
    owner = made(name)
    kind = {"kind": "学习标兵", "quarter": 4} if award == "标兵" else {}
    with head.work("接收") as work:
        _adopt(work, name, owner)
        ids = []
        for person in people:
            member = {"id": made(name + person), "owner_id": owner, "name": person, "person_id": made(name + person)}
            member |= {"birth": birth} if birth else {}
            work.put(Member, [_row(Member, member)])
            about = {"id": made(f"{name}{person}{award}"), "owner_id": owner, "member_id": made(name + person)}
            sent = {
                "studied_on": STUDIED,
                "reported": True,
                "reported_on": date(2026, 11, 11),
                "reported_in": made("包"),
            }
            values = {**about, "award": award, "year": 2026, "deeds": "带头上课。", **kind, **sent, **fields}
            work.put(Nomination, [_row(Nomination, values)])
            ids.append(str(values["id"]))
    return ids


def _adopt(work: Work, name: str, owner: str) -> None:
    card = {"id": owner, "owner_id": owner, "kind": "branch", "name": name, "superior_id": work.office.office_id}
    work.put(OfficeRecord, [_row(OfficeRecord, card)])
    row_id = made(f"adopt {owner}")
    if not work.rows_by_id(table_of(Adoption), [row_id]):
        work.insert(Adoption, [{"id": row_id, "office_id": owner, "adopted_on": date(2026, 1, 5)}])
