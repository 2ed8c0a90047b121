"""Settings that the level above sends down as locked, suggested or free, and what is in force below (exchange.md, principle 6).

How a setting is sent down is a setting of its own beside it, ``push.KEY``, so that both travel as rows of one kind.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, select

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.models.office import Setting
from dangjian_desktop.models.tables import canonical, table_of
from dangjian_desktop.schemes.options import BY_KEY, OPTIONS, Option
from dangjian_desktop.services.exchange_rows import OWN_AFFAIRS, card_of, superior_name
from dangjian_desktop.services.reading import PUSH, Pushed, pushed
from dangjian_desktop.services.wording_rows import Push
from dangjian_desktop.services.work import Changes, Office, Work

WORDS: Mapping[str, str] = {"locked": "锁定", "suggested": "建议", "free": "自由"}


@dataclass(frozen=True)
class SettingLine:
    """One setting: the value in force and whose it is, the own and the superior's value (None where there is none).

    ``state`` is 默认, 本单位, 上级锁定 or 上级建议; ``push`` is what the own value is to the units below, since ``since``.
    """

    key: str
    title: str
    value: int | str | bool
    default: int | str | bool
    own: int | str | bool | None
    above: int | str | bool | None
    state: str
    push: str
    since: str

    def as_json(self) -> dict[str, Any]:
        """Return the object that ``option --json`` prints."""
        return asdict(self)


def settings_in_force(office: Office) -> list[SettingLine]:
    """Return every declared setting with where its value comes from."""
    with office.reading() as connection:
        own, above = _values(connection, office.office_id)
    return [_line(option, own, above) for option in OPTIONS]


def push_option(office: Office, key: str, how: Push) -> Changes:
    """Say what the present value of a setting is to the units below; it goes with the next replies."""
    option = BY_KEY.get(key)
    if option is None or key.startswith(OWN_AFFAIRS):
        raise UserError("OPTION", f"没有可以下发的设置“{key}”。请核对名称。")
    if office.kind == "branch":
        raise UserError("OPTION-PUSH", "党支部没有下属单位，设置不能下发。请由党总支规定或建议。")
    with office.work(f"下发设置（{WORDS[how]}）：{option.title}") as work:
        own, _above = _values(work.connection, office.office_id)
        if key not in own:
            write_setting(work, key, canonical_value(option.default))
        write_setting(work, f"{PUSH}{key}", canonical_value(f"{how} {office.clock().date().isoformat()}"))
    return work.changes


def write_own_setting(work: Work, key: str, value: int | str | bool) -> None:
    """Write one setting; what now locks the units below is dated by this day."""
    write_setting(work, key, canonical_value(value))
    if work.office.kind != "branch" and not key.startswith(OWN_AFFAIRS):
        own, _above = _values(work.connection, work.office.office_id)
        if f"{PUSH}{key}" not in own:
            write_setting(work, f"{PUSH}{key}", canonical_value(f"locked {work.office.clock().date().isoformat()}"))


def write_setting(work: Work, key: str, value: str) -> None:
    """Write one setting of this office, new or known, as the JSON that is stored."""
    table = table_of(Setting)
    known = work.connection.execute(
        select(table.c.id).where(table.c.key == key, table.c.owner_id == work.office.office_id)
    ).scalar_one_or_none()
    if known:
        work.update(Setting, {known: {"value": value, "deleted": False}})
    else:
        work.insert(Setting, [{"key": key, "value": value}])


def canonical_value(value: int | str | bool) -> str:
    """Return an option's value as the JSON that is stored."""
    return canonical({"v": value})[5:-1]


def read_value(key: str, text: str) -> int | str | bool:
    """Return a text as the kind of value that a setting has; what is none stays a text, to be refused as such."""
    default = BY_KEY[key].default if key in BY_KEY else ""
    if isinstance(default, bool):
        return {"是": True, "否": False}.get(text, text)
    return int(text) if isinstance(default, int) and text.isdecimal() else text


def refuse_locked(office: Office, option: Option) -> None:
    """Raise UserError for what the level above has locked, with whose word it is and since when."""
    with office.reading() as connection:
        _own, above = _values(connection, office.office_id)
    by, found = superior_of(office), pushed(above, option.key)
    if option.key in above and found.how == "locked":
        since = f"从 {found.since} 起" if found.since else ""
        raise UserError(
            "OPTION-LOCKED",
            f"“{option.title}”由{by}{since}统一规定为“{value_in_words(above[option.key])}”，本单位不能改。确需修改请向{by}提出。",
        )


def superior_of(office: Office) -> str:
    """Return who sends settings down to this office, by name where it is known."""
    with office.reading() as connection:
        return superior_name(connection, card_of(connection, office.office_id)) or "上级"


def _values(connection: Connection, office_id: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the own settings and those from above."""
    table = table_of(Setting)
    rows = connection.execute(select(table).where(table.c.deleted.is_(False)).order_by(table.c.id)).mappings().all()
    own = {row["key"]: json.loads(row["value"]) for row in rows if row["owner_id"] == office_id}
    return own, {row["key"]: json.loads(row["value"]) for row in rows if row["owner_id"] != office_id}


def _line(option: Option, own: Mapping[str, Any], above: Mapping[str, Any]) -> SettingLine:
    key, from_above, mine = option.key, pushed(above, option.key), pushed(own, option.key)
    advice = above.get(key) if from_above.how != "free" else None
    if advice is not None and from_above.how == "locked":
        value, state = advice, "上级锁定"
    elif key in own:
        value, state = own[key], "本单位"
    else:
        value, state = (option.default, "默认") if advice is None else (advice, "上级建议")
    push = mine if key in own else Pushed("", "")
    since = from_above.since if state.startswith("上级") else push.since
    return SettingLine(key, option.title, value, option.default, own.get(key), advice, state, push.how, since)


def value_in_words(value: int | str | bool) -> str:
    """Return a setting's value as people read it."""
    return ("是" if value else "否") if isinstance(value, bool) else str(value) or "（空）"
