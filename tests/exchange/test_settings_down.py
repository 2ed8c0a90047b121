"""Settings sent down as locked, suggested or free, by real replies: what is in force, what comes back, what is refused."""

from pathlib import Path

import pytest

from dangjian_desktop.core.clock import pinned
from dangjian_desktop.core.errors import UserError
from dangjian_desktop.services.history import redo, undo
from dangjian_desktop.services.pushed_settings import SettingLine, push_option, settings_in_force
from dangjian_desktop.services.reading import load_book, read_options
from dangjian_desktop.services.records import save_option
from dangjian_desktop.services.work import Office
from tests.conftest import MakeOffice
from tests.exchange.levels import FIRST, HEAD, Levels, three_levels

KEY = "pioneers.quota_percent"


@pytest.fixture
def levels(make_office: MakeOffice, tmp_path: Path) -> Levels:
    found = three_levels(make_office, tmp_path / "stick")
    found.up(FIRST)
    return found


def line(office: Office) -> SettingLine:
    return next(each for each in settings_in_force(office) if each.key == KEY)


def percent(office: Office) -> int:
    assert read_options(office).number(KEY) == load_book(office).options.number(KEY)
    return read_options(office).number(KEY)


def test_a_locked_setting_wins_and_the_branchs_own_comes_back_when_it_is_free_again(levels: Levels) -> None:
    branch, head = levels[FIRST], levels[HEAD]
    save_option(branch, KEY, 12)
    save_option(head, KEY, 20)
    push_option(head, KEY, "locked")
    levels.down(FIRST)
    assert (percent(branch), line(branch).own, line(branch).state, line(branch).since) == (
        20,
        12,
        "上级锁定",
        "2026-11-24",
    )
    with pytest.raises(UserError) as refused:
        save_option(branch, KEY, 30)
    assert refused.value.code == "OPTION-LOCKED"
    assert refused.value.message == (
        f"“先锋岗推荐比例（%）”由{HEAD}从 2026-11-24 起统一规定为“20”，本单位不能改。确需修改请向{HEAD}提出。"
    )
    undo(branch)
    assert (percent(branch), line(branch).state) == (12, "本单位")
    redo(branch)
    assert percent(branch) == 20
    push_option(head, KEY, "free")
    levels.down(FIRST)
    assert (percent(branch), line(branch).state, line(branch).above) == (12, "本单位", None)
    save_option(branch, KEY, 15)
    assert percent(branch) == 15


def test_a_suggested_setting_counts_until_the_branch_has_its_own(levels: Levels) -> None:
    branch, head = levels[FIRST], levels[HEAD]
    save_option(head, KEY, 20)
    push_option(head, KEY, "suggested")
    levels.down(FIRST)
    assert (percent(branch), line(branch).state, line(branch).above) == (20, "上级建议", 20)
    save_option(branch, KEY, 12)
    assert (percent(branch), line(branch).state, line(branch).above) == (12, "本单位", 20)
    save_option(head, KEY, 25)
    levels.down(FIRST)
    assert (percent(branch), line(branch).above) == (12, 25)
    push_option(head, KEY, "locked")
    levels.down(FIRST)
    assert percent(branch) == 25


def test_a_free_setting_stays_the_superiors_own(levels: Levels) -> None:
    branch, head = levels[FIRST], levels[HEAD]
    save_option(head, KEY, 20)
    push_option(head, KEY, "free")
    levels.down(FIRST)
    assert (percent(head), percent(branch), line(branch).state) == (20, 10, "默认")
    save_option(branch, KEY, 12)
    assert percent(branch) == 12


def test_the_present_value_is_sent_down_though_it_is_the_shipped_one(levels: Levels) -> None:
    branch, head = levels[FIRST], levels[HEAD]
    save_option(branch, KEY, 12)
    push_option(head, KEY, "locked")
    levels.down(FIRST)
    assert percent(branch) == 10


def test_a_lock_is_dated_by_the_day_it_was_made(levels: Levels) -> None:
    head = levels[HEAD]
    push_option(head, KEY, "suggested")
    head.clock = pinned("2026-12-03T09:00")
    push_option(head, KEY, "locked")
    levels.down(FIRST)
    assert line(levels[FIRST]).since == "2026-12-03"


@pytest.mark.parametrize(
    ("name", "key", "code"), [(FIRST, KEY, "OPTION-PUSH"), (HEAD, "print.face_song", "OPTION"), (HEAD, "x", "OPTION")]
)
def test_what_cannot_be_sent_down_is_said(levels: Levels, name: str, key: str, code: str) -> None:
    with pytest.raises(UserError) as refused:
        push_option(levels[name], key, "locked")
    assert refused.value.code == code
