"""The page 设置: every declared option with the value in force, whose it is, the source's words, and back to the default."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.words import SCHEME_WORDS
from dangjian_desktop.models.office import Setting
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.schemes import SCHEMES
from dangjian_desktop.schemes.options import BY_KEY, Option
from dangjian_desktop.services.exchange_rows import OWN_AFFAIRS
from dangjian_desktop.services.pushed_settings import (
    SettingLine,
    refuse_locked,
    settings_in_force,
    superior_of,
)
from dangjian_desktop.services.reading import PUSH
from dangjian_desktop.services.search_keys import search_key
from dangjian_desktop.services.work import Changes, Office

CUSTOM = "原文没有写，照通行做法"
GROUPS: Mapping[str, str] = {
    "member": "党员名册",
    **{words.key: words.tab for words in SCHEME_WORDS},
    "calendar": "工作日历",
    "print": "打印",
}
"""Titles of the groups by the first word of an option's key, in the order of the page."""


@dataclass(frozen=True)
class ShownSetting:
    """One option as the page shows it.

    ``source`` is the source's sentence that it comes from, or CUSTOM; ``clauses`` are the ids of the rules that say so;
    ``superior`` is who locks or suggests, ``search`` a key for core.search; ``sent_down`` tells whether it may be.
    """

    option: Option
    line: SettingLine
    group: str
    source: str
    clauses: str
    superior: str
    search: str
    sent_down: bool


def settings_shown(office: Office) -> list[ShownSetting]:
    """Return every declared option, group by group."""
    superior = superior_of(office)
    return [
        ShownSetting(
            (option := BY_KEY[line.key]),
            line,
            (group := GROUPS[line.key.partition(".")[0]]),
            source_of(option),
            clauses_of(option),
            superior,
            search_key(f"{group}　{option.title}"),
            office.kind != "branch" and not line.key.startswith(OWN_AFFAIRS),
        )
        for line in settings_in_force(office)
    ]


def reset_option(office: Office, key: str) -> Changes:
    """Give one option back what counts without this office's own value; what was said of it to the units below goes too.

    Raises UserError for an option that the level above has locked.
    """
    option = BY_KEY.get(key)
    if option is None:
        raise UserError("OPTION", f"没有设置“{key}”。请核对名称。")
    refuse_locked(office, option)
    with office.work(f"恢复默认：{option.title}") as work:
        table = table_of(Setting)
        own = select(table.c.id).where(table.c.owner_id == office.office_id, table.c.deleted.is_(False))
        known = work.connection.execute(own.where(table.c.key.in_((key, f"{PUSH}{key}")))).scalars()
        work.remove(Setting, list(known))
    return work.changes


def source_of(option: Option) -> str:
    """Return the source's sentence that an option comes from, or that there is none."""
    sources = {rule.id: rule.source for scheme in SCHEMES for rule in scheme.rules}
    return next((sources[each] for each in option.clause.split(", ") if each in sources), CUSTOM)


def clauses_of(option: Option) -> str:
    """Return the numbers of the checks that name an option's clause, as the handbook lists them."""
    known = {rule.id for scheme in SCHEMES for rule in scheme.rules}
    return "、".join(each for each in option.clause.split(", ") if each in known)
