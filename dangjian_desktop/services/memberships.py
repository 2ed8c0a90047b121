"""The history of memberships: who left or came back, on which day and why; nothing is erased (rulings.md)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.names import match_key
from dangjian_desktop.models.member import STATES, Member, MemberState
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.schemes.scheme import Kind
from dangjian_desktop.services.reading import read_names
from dangjian_desktop.services.work import Office, Work


def change_state(work: Work, member_ids: Iterable[str], *, state: str, since: date, reason: str) -> None:
    """Give members a new state from a day on, and add the step to their history."""
    ids = list(member_ids)
    change = {"state": state, "state_since": since, "state_reason": reason}
    work.update(Member, dict.fromkeys(ids, change))
    history = {"state": state, "since": since, "reason": reason}
    work.insert(MemberState, [{"member_id": member_id, **history} for member_id in ids])


def update_members(work: Work, values: Mapping[str, Mapping[str, Any]], *, reason: str) -> None:
    """Change fields of members; a changed 状态 (emptied: 在册 again) counts from today and joins the history."""
    before = work.rows_by_id(table_of(Member), list(values))
    work.update(Member, {row: {k: v for k, v in fields.items() if k != "state"} for row, fields in values.items()})
    for row, fields in values.items():
        state = (fields.get("state", before[row]["state"])) or STATES[0]
        if state != before[row]["state"]:
            change_state(work, [row], state=state, since=work.office.clock().date(), reason=reason)


def members_named(office: Office, names: Sequence[str]) -> list[str]:
    """Return the ids of own members by name, marked as the roster shows them where two share one.

    Raises UserError for a name that nobody or more than one has.
    """
    known = read_names(office).ids.get(Kind.MEMBER, {})
    found: list[str] = []
    for name in names:
        ids = known.get(match_key(name), ())
        if len(ids) != 1:
            why = f"有 {len(ids)} 个“{name}”。请写成名册里的样子，如“{name}（1985-05）”" if ids else f"没有“{name}”"
            raise UserError("MEMBER", f"名册里{why}。" if ids else f"名册里{why}。请核对姓名。")
        found += ids
    return found
