"""Case 32: the file opened twice; the second program only reads and says who has it (exchange.md)."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dangjian_desktop.core.clock import Clock
from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.holding import lock_of
from dangjian_desktop.core.ids import time_ordered_ids
from dangjian_desktop.services.backups import keep_copy_if_changed, path_of
from dangjian_desktop.services.digest import digest
from dangjian_desktop.services.offices import open_office
from dangjian_desktop.services.records import rows
from dangjian_desktop.services.work import Office
from tests.services.exchange_year import LEDGERS, fill, save

HOLDER = """
import sys
from pathlib import Path
from dangjian_desktop.core.clock import pinned
from dangjian_desktop.core.ids import time_ordered_ids
from dangjian_desktop.services.offices import open_office
clock = pinned("2026-11-24T08:30")
office = open_office(Path(sys.argv[1]), clock=clock, new_id=time_ordered_ids(clock))
print("open", flush=True)
sys.stdin.read()
office.close()
"""
PATIENCE = 60


@contextmanager
def opened_elsewhere(path: Path) -> Iterator["subprocess.Popen[str]"]:
    """Have the data file open in another program."""
    command = [sys.executable, "-c", HOLDER, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "open\n"
        yield program
        program.kill()


def reopen(path: Path, clock: Clock) -> Office:
    return open_office(path, clock=clock, new_id=time_ordered_ids(clock, seed="again"))


@pytest.fixture
def closed(branch: Office) -> Path:
    fill(branch, "张三")
    branch.close()
    return path_of(branch)


def test_case_32_the_second_program_reads_all_and_writes_nothing(closed: Path, clock: Clock) -> None:
    with opened_elsewhere(closed):
        second = reopen(closed, clock)
        assert [row.texts[0] for row in rows(second, LEDGERS["members"])] == ["张三"]
        before = digest(second)
        with pytest.raises(UserError, match="从11月24日 08:30 起使用，这里只能查看") as refused:
            save(second, "members", {"name": "李四"})
        assert refused.value.code == "DATA-TAKEN"
        assert digest(second) == before
        assert keep_copy_if_changed(second, "关闭时") is None
        second.close()


def test_case_32_the_sentence_names_the_user_and_the_pc(closed: Path, clock: Clock) -> None:
    import getpass
    import socket

    with opened_elsewhere(closed):
        second = reopen(closed, clock)
        assert second.taken.startswith(f"“{closed.name}”正由 {getpass.getuser()}（电脑 {socket.gethostname()}）")
        second.close()


def test_case_32_after_the_first_has_left_the_next_one_may_write(closed: Path, clock: Clock) -> None:
    with opened_elsewhere(closed) as program:
        program.communicate("", timeout=PATIENCE)
        assert not lock_of(closed).exists()
        second = reopen(closed, clock)
        save(second, "members", {"name": "李四"})
        second.close()


def test_case_32_a_lock_left_by_a_killed_program_holds_nobody_up(closed: Path, clock: Clock) -> None:
    with opened_elsewhere(closed) as program:
        program.kill()
        program.wait(PATIENCE)
        assert lock_of(closed).exists()
        for _ in range(100):
            second = reopen(closed, clock)
            if not second.taken:
                break
            second.close()
            time.sleep(0.05)
        save(second, "members", {"name": "李四"})
        second.close()
        assert not lock_of(closed).exists()


def test_closing_twice_closes_no_file_of_others(branch: Office, tmp_path: Path) -> None:
    branch.close()
    with (tmp_path / "other").open("w") as other:  # gets the number that the lock had
        branch.close()
        other.write("x")
    assert (tmp_path / "other").read_text() == "x"


def test_a_file_that_is_not_there_leaves_no_lock(tmp_path: Path, clock: Clock) -> None:
    with pytest.raises(UserError, match="找不到数据文件"):
        reopen(tmp_path / "没有.db", clock)
    assert list(tmp_path.iterdir()) == []
