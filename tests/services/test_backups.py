"""Backups: whole, verified, listed truly, never over one another; the bad ones are found and named."""

import sqlite3
import sys
from pathlib import Path

import pytest

from dangjian_desktop.core.clock import pinned
from dangjian_desktop.core.errors import Cancelled, UserError
from dangjian_desktop.core.ids import time_ordered_ids
from dangjian_desktop.models import copies
from dangjian_desktop.services import backups
from dangjian_desktop.services.backup_notes import NOTES, choose_folder, folder_of, own_folder
from dangjian_desktop.services.backups import (
    BY_HAND,
    CLOSING,
    keep_copy,
    keep_copy_if_changed,
    keep_daily_copy,
    last_backup,
    path_of,
)
from dangjian_desktop.services.digest import digest
from dangjian_desktop.services.integrity import verify_all
from dangjian_desktop.services.offices import open_office
from dangjian_desktop.services.work import Office
from dangjian_desktop.services.workbook import import_workbook
from tests.services.exchange_year import fill, save
from tests.services.workbooks import write_xlsx


def digest_in(path: Path, office: Office) -> str:
    copy = open_office(path, clock=office.clock, new_id=office.new_id)
    try:
        return digest(copy)
    finally:
        copy.close()


def at(office: Office, text: str) -> Office:
    """Let the office's clock say another time."""
    office.clock = pinned(text)
    return office


def origins(office: Office) -> list[str]:
    return [backup.origin for backup in backups.backups(path_of(office))]


def test_a_copy_holds_all_of_it_and_is_listed_with_what_it_holds(branch: Office) -> None:
    fill(branch, "张三", "李四")
    made = keep_copy(branch, BY_HAND)
    assert digest_in(made.path, branch) == digest(branch)
    (listed,) = backups.backups(path_of(branch))
    assert (listed.origin, listed.people, listed.verified) == ("手工", 2, True)
    assert (f"{listed.at:%Y-%m-%d %H:%M}", listed.size) == ("2026-11-24 09:00", listed.path.stat().st_size)
    assert listed.path.parent == own_folder(path_of(branch))


def test_copies_of_one_second_do_not_overwrite_each_other(branch: Office) -> None:
    made = [keep_copy(branch, BY_HAND) for _ in range(3)]
    assert len({backup.path for backup in made}) == 3
    assert all(backup.path.exists() for backup in made)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permission bits")
def test_a_copy_is_for_this_user_alone(branch: Office) -> None:
    assert keep_copy(branch, BY_HAND).path.stat().st_mode & 0o777 == 0o600


def test_a_copy_that_is_not_like_the_original_is_told_and_not_left(
    branch: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(branch, "张三")
    settle = copies._settle

    def tamper(path: Path) -> None:
        with sqlite3.connect(path) as connection:
            connection.execute("UPDATE members SET note = 'x'")
        connection.close()
        settle(path)

    monkeypatch.setattr(copies, "_settle", tamper)
    with pytest.raises(UserError) as refused:
        keep_copy(branch, BY_HAND)
    assert refused.value.code == "BACKUP-DIFFERS"
    assert list(own_folder(path_of(branch)).iterdir()) == []


def test_a_cancelled_copy_leaves_nothing(branch: Office) -> None:
    def stop(done: int, _total: int, _label: str) -> None:
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        keep_copy(branch, BY_HAND, progress=stop)
    assert list(own_folder(path_of(branch)).iterdir()) == []


def test_at_closing_and_daily_only_what_changed_is_copied(branch: Office) -> None:
    assert keep_copy_if_changed(branch, CLOSING) is not None
    assert keep_copy_if_changed(branch, CLOSING) is None
    assert keep_daily_copy(at(branch, "2026-11-25T08:00")) is None
    fill(branch, "张三")
    assert keep_daily_copy(branch) is not None
    save(branch, "members", {"name": "李四"})
    assert keep_daily_copy(at(branch, "2026-11-25T17:00")) is None
    assert keep_daily_copy(at(branch, "2026-11-26T08:00")) is not None
    assert origins(branch) == ["每日", "每日", "关闭时"]


def test_before_an_import_a_copy_is_kept_but_not_before_a_rehearsal(branch: Office, tmp_path: Path) -> None:
    book = write_xlsx(tmp_path / "名册.xlsx", {"党员名册": [["姓名", "性别"], ["张三", "男"]]})
    import_workbook(branch, book, dry_run=True)
    assert origins(branch) == []
    import_workbook(branch, book)
    assert origins(branch) == ["导入前"]
    assert backups.backups(path_of(branch))[0].people == 0


def test_an_older_file_is_copied_before_it_is_brought_up_to_date(tmp_path: Path) -> None:
    old, clock = tmp_path / "旧.db", pinned("2026-11-24T09:00")
    with sqlite3.connect(old) as connection:
        script = Path(__file__).parents[1] / "data" / "version-1.sql"
        connection.executescript(script.read_text(encoding="utf-8"))
        connection.executescript(f"PRAGMA application_id = {0x444A545A}; PRAGMA user_version = 1;")
    connection.close()
    office = open_office(old, clock=clock, new_id=time_ordered_ids(clock, seed="x"))
    (kept,) = backups.backups(old)
    assert kept.origin == "升级前"
    assert kept.people > 0
    with sqlite3.connect(kept.path) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    connection.close()
    assert verify_all(office).faults == ()
    office.close()


def test_copies_go_to_the_chosen_folder_while_it_is_there(branch: Office, tmp_path: Path) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    first = keep_copy(branch, BY_HAND)
    choose_folder(path_of(branch), stick)
    assert keep_copy(branch, BY_HAND).path.parent == stick
    assert len(backups.backups(path_of(branch))) == 2
    stick.rename(tmp_path / "拔出")
    assert folder_of(path_of(branch)) == first.path.parent
    assert keep_copy(branch, BY_HAND).path.parent == first.path.parent


def test_a_folder_that_is_not_there_is_refused(branch: Office, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="备份文件夹没有改"):
        choose_folder(path_of(branch), tmp_path / "没有")


def test_surplus_copies_go_and_what_others_put_there_stays(branch: Office) -> None:
    folder = own_folder(path_of(branch))
    for day in range(1, 13):
        for hour in (8, 17):
            keep_copy(at(branch, f"2026-07-{day:02}T{hour:02}:00"), CLOSING)
    strange = folder / f"{path_of(branch).stem}_20200101-080000_关闭时.db"
    strange.write_bytes(b"somebody's own")
    keep_copy(at(branch, "2026-11-24T09:00"), CLOSING)
    kept = [backup for backup in backups.backups(path_of(branch)) if backup.path != strange]
    assert len(kept) == 5
    assert strange.exists()
    assert verify_all(branch).backups == 5


def test_a_backup_that_changed_by_one_bit_is_named(branch: Office) -> None:
    fill(branch, "张三")
    good, bad = keep_copy(branch, BY_HAND), keep_copy(branch, CLOSING)
    content = bytearray(bad.path.read_bytes())
    content[len(content) // 2] ^= 1
    bad.path.write_bytes(bytes(content))
    found = verify_all(branch)
    assert found.backups == 1
    assert found.rows > 0
    (fault,) = found.faults
    assert fault == f"备份“{bad.name}”写成以后被改动或损坏了。请不要用它恢复。"
    assert good.name not in fault


def test_a_copy_without_a_note_is_unverified_until_it_is_checked(branch: Office) -> None:
    fill(branch, "张三")
    made = keep_copy(branch, BY_HAND)
    (made.path.parent / NOTES).unlink()
    listed = last_backup(path_of(branch))
    assert listed is not None
    assert (listed.verified, listed.people) == (False, -1)
    assert verify_all(branch).faults == ()
    listed = last_backup(path_of(branch))
    assert listed is not None
    assert (listed.verified, listed.people) == (True, 1)


def test_a_full_or_missing_disk_is_told_in_a_sentence(branch: Office, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(UserError) as refused:
        keep_copy(branch, BY_HAND, to=blocked / "x")
    assert refused.value.code == "BACKUP-WRITE"
