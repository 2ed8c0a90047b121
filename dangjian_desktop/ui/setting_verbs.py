"""The verbs of the page 设置, run on the worker; each imports its service when it is first called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from dangjian_desktop.services.settings import ShownSetting
    from dangjian_desktop.services.work import Changes, Office

Value = int | str | bool


def settings_shown(office: Office) -> list[ShownSetting]:
    """Return every declared option, group by group."""
    from dangjian_desktop.services import settings

    return settings.settings_shown(office)


def save_option(office: Office, key: str, value: Value) -> Changes:
    """Set one option."""
    from dangjian_desktop.services import records

    return records.save_option(office, key, value)


def reset_option(office: Office, key: str) -> Changes:
    """Give one option its default back."""
    from dangjian_desktop.services import settings

    return settings.reset_option(office, key)


def push_option(office: Office, key: str, how: Literal["locked", "suggested", "free"]) -> Changes:
    """Say what an option is to the units below."""
    from dangjian_desktop.services import pushed_settings

    return pushed_settings.push_option(office, key, how)
