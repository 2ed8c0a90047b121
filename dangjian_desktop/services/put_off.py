"""To-dos put off: until a day, or for the rest of the year with the reason; kept with the office's settings."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.models.office import Setting
from dangjian_desktop.models.tables import canonical, table_of
from dangjian_desktop.services.work import Changes, Office

PREFIX = "todo."


@dataclass(frozen=True)
class PutOff:
    """Until when a to-do is not shown, and why; the reason is empty where it only comes later."""

    until: date
    reason: str = ""


def read_put_off(connection: Connection, office_id: str) -> dict[str, PutOff]:
    """Return what was put off by this office, by the to-do's key; the past ones too."""
    table = table_of(Setting)
    mine = (table.c.owner_id == office_id, table.c.deleted.is_(False), table.c.key.startswith(PREFIX, autoescape=True))
    found = {}
    for row in connection.execute(select(table.c.key, table.c.value).where(*mine)):
        kept = json.loads(row.value)
        found[row.key.removeprefix(PREFIX)] = PutOff(date.fromisoformat(kept["until"]), kept["reason"])
    return found


def remind_later(office: Office, key: str, *, until: date) -> Changes:
    """Show a to-do again on a day; raise UserError for a day that is not to come."""
    if until <= office.clock().date():
        raise UserError("TODO-DAY", "提醒的日期要在今天以后。请另选一个日期。")
    return _keep(office, key, f"稍后提醒：{until.month}月{until.day}日", PutOff(until))


def skip_this_year(office: Office, key: str, *, reason: str) -> Changes:
    """Do without a to-do until the year is over; raise UserError without a reason."""
    if not reason.strip():
        raise UserError("TODO-REASON", "本年不办要写一句说明。请写明原因，说明会保留下来。")
    return _keep(office, key, "本年不办", PutOff(date(office.clock().year + 1, 1, 1), reason.strip()))


def remind_again(office: Office, key: str) -> Changes:
    """Show a to-do that was put off."""
    return _keep(office, key, "恢复提醒", None)


def _keep(office: Office, key: str, verb: str, put_off: PutOff | None) -> Changes:
    value: Mapping[str, str] = {"until": put_off.until.isoformat(), "reason": put_off.reason} if put_off else {}
    with office.work(verb) as work:
        table = table_of(Setting)
        known = work.connection.execute(
            select(table.c.id).where(table.c.key == PREFIX + key, table.c.owner_id == office.office_id)
        ).scalar_one_or_none()
        if known and put_off is None:
            work.remove(Setting, [known])
        elif known:
            work.update(Setting, {known: {"value": canonical(value), "deleted": False}})
        elif put_off is not None:
            work.insert(Setting, [{"key": PREFIX + key, "value": canonical(value)}])
    return work.changes
