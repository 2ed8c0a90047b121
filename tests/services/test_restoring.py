"""Restoring: the present state is kept, the backup comes back whole, and nothing else is ever put in its place."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dangjian_desktop.core.clock import Clock
from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.ids import time_ordered_ids
from dangjian_desktop.services.backups import BY_HAND, RESTORED, backups, keep_copy, path_of
from dangjian_desktop.services.digest import digest
from dangjian_desktop.services.history import entries, redoable, undoable
from dangjian_desktop.services.integrity import verify
from dangjian_desktop.services.offices import open_office
from dangjian_desktop.services.restoring import restore
from dangjian_desktop.services.work import Office
from tests.conftest import MakeOffice
from tests.services.exchange_year import fill, save


def reopen(path: Path, clock: Clock) -> Office:
    return open_office(path, clock=clock, new_id=time_ordered_ids(clock, seed="again"))


def test_what_was_kept_comes_back_and_what_was_there_is_kept_first(branch: Office, clock: Clock) -> None:
    path = path_of(branch)
    fill(branch, "张三", "李四")
    wanted, kept = digest(branch), keep_copy(branch, BY_HAND)
    save(branch, "members", {"name": "王五"})
    present = digest(branch)
    branch.close()
    done = restore(path, kept.path, clock=clock)
    assert (done.people, done.people_before) == (2, 3)
    office = reopen(path, clock)
    assert digest(office) == wanted
    assert verify(office) > 0
    office.close()
    assert done.kept is not None
    restore(path, done.kept, clock=clock)
    office = reopen(path, clock)
    assert digest(office) == present
    office.close()
    assert [backup.origin for backup in backups(path)].count("恢复前") == 2


def test_a_restored_file_says_so_and_no_undo_goes_past_it(branch: Office, clock: Clock) -> None:
    path = path_of(branch)
    save(branch, "members", {"name": "张三"})
    kept = keep_copy(branch, BY_HAND)
    branch.close()
    restore(path, kept.path, clock=clock)
    office = reopen(path, clock)
    newest = entries(office)[0]
    assert (newest.kind, newest.verb) == (RESTORED, f"从备份“{kept.name}”恢复")
    following = undoable(office)
    assert following is not None
    assert following.verb == "录入"
    assert redoable(office) is None
    office.close()


def test_changes_that_stand_beside_the_file_do_not_come_into_the_restored_one(branch: Office, clock: Clock) -> None:
    """What a killed program left in the -wal file belongs to the state before, and is kept with it."""
    path = path_of(branch)
    kept = keep_copy(branch, BY_HAND)
    save(branch, "members", {"name": "张三"})
    left = Path(f"{path}-wal").read_bytes()
    content = path.read_bytes()
    branch.close()
    path.write_bytes(content)
    Path(f"{path}-wal").write_bytes(left)
    done = restore(path, kept.path, clock=clock)
    assert (done.people_before, done.people) == (1, 0)
    assert not Path(f"{path}-wal").exists()
    office = reopen(path, clock)
    assert verify(office) == 12
    office.close()


def test_a_damaged_data_file_is_kept_byte_for_byte(branch: Office, clock: Clock) -> None:
    path = path_of(branch)
    fill(branch, "张三")
    wanted, kept = digest(branch), keep_copy(branch, BY_HAND)
    branch.close()
    damaged = path.read_bytes()[:9000]
    path.write_bytes(damaged)
    done = restore(path, kept.path, clock=clock)
    assert done.people_before == -1
    assert done.kept is not None
    assert (done.kept / path.name).read_bytes() == damaged
    office = reopen(path, clock)
    assert digest(office) == wanted
    office.close()


def test_a_lost_data_file_comes_back(branch: Office, clock: Clock) -> None:
    path = path_of(branch)
    fill(branch, "张三")
    kept = keep_copy(branch, BY_HAND)
    branch.close()
    path.unlink()
    assert restore(path, kept.path, clock=clock).kept is None
    office = reopen(path, clock)
    assert verify(office) > 12
    office.close()


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:9000])


def take_away(path: Path) -> None:
    path.unlink()


def write_words(path: Path) -> None:
    path.write_text("党员名册" * 500, encoding="utf-8")


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (flip, "RESTORE-DAMAGED"),
        (cut, "RESTORE-DAMAGED"),
        (write_words, "RESTORE-DAMAGED"),
        (take_away, "RESTORE-MISSING"),
    ],
)
def test_a_bad_backup_is_refused_and_the_data_stay(
    branch: Office, clock: Clock, harm: Callable[[Path], None], code: str
) -> None:
    fill(branch, "张三")
    path, kept = path_of(branch), keep_copy(branch, BY_HAND)
    branch.close()
    harm(kept.path)
    before = path.read_bytes()
    with pytest.raises(UserError) as refused:
        restore(path, kept.path, clock=clock)
    assert refused.value.code == code
    assert kept.name in refused.value.message
    assert path.read_bytes() == before


def test_another_offices_backup_is_refused(make_office: MakeOffice, clock: Clock) -> None:
    mine, other = make_office("甲党支部"), make_office("乙党支部")
    kept = keep_copy(other, BY_HAND)
    mine.close()
    with pytest.raises(UserError, match="属于“乙党支部”") as refused:
        restore(path_of(mine), kept.path, clock=clock)
    assert refused.value.code == "RESTORE-OTHER"


def test_case_32_a_file_in_use_is_not_replaced(branch: Office, clock: Clock) -> None:
    kept = keep_copy(branch, BY_HAND)
    with pytest.raises(UserError) as refused:
        restore(path_of(branch), kept.path, clock=clock)
    assert refused.value.code == "DATA-TAKEN"
