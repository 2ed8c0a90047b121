"""The full check of a data file: it counts what is sound and says in one sentence what is not."""

import sqlite3
from pathlib import Path

import pytest

from dangjian_desktop.core.clock import Clock
from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.ids import time_ordered_ids
from dangjian_desktop.services.integrity import verify
from dangjian_desktop.services.offices import open_office
from dangjian_desktop.services.records import remove
from dangjian_desktop.services.work import Office
from tests.services.exchange_year import LEDGERS, save

OWN_ROWS = 12
"""An office, its name and ten posts."""


def file_of(office: Office) -> Path:
    return Path(str(office.engine.url.database))


def reopen(path: Path, clock: Clock) -> Office:
    return open_office(path, clock=clock, new_id=time_ordered_ids(clock, seed="again"))


def test_a_sound_file_is_counted(branch: Office) -> None:
    assert verify(branch) == OWN_ROWS
    save(branch, "members", {"name": "张三"}, {"name": "李四"})
    save(branch, "area_plans", {"title": "方案"})
    assert verify(branch) == OWN_ROWS + 3


def test_a_removed_row_still_counts_for_its_mark_travels(branch: Office) -> None:
    (row_id,) = save(branch, "area_plans", {"title": "方案"})
    remove(branch, LEDGERS["area_plans"], [row_id], verb="删除")
    assert verify(branch) == OWN_ROWS + 1


def test_a_row_that_points_to_nothing_is_found(branch: Office) -> None:
    (member,) = save(branch, "members", {"name": "张三"})
    save(branch, "quarter_reports", {"member_id": "张三", "quarter": "1"})
    with sqlite3.connect(file_of(branch)) as connection:  # as another program would, without looking at references
        connection.execute("DELETE FROM members WHERE id = ?", (member,))
    connection.close()
    with pytest.raises(UserError, match="数据文件有 1 行指向不存在的内容。请从备份恢复，或请维护人员查看。") as refused:
        verify(branch)
    assert refused.value.code == "DATA-LOOSE"


def test_rows_missing_from_an_index_are_counted(branch: Office, clock: Clock) -> None:
    path, index = file_of(branch), "ix_members_owner_id"
    save(branch, "members", {"name": "张三"})
    branch.close()
    kept = run(path, f"SELECT * FROM sqlite_schema WHERE name = '{index}'")
    run(path, f"DELETE FROM sqlite_schema WHERE name = '{index}'")
    run(path, "UPDATE members SET owner_id = 'somebody else'")
    run(path, "INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)", *kept[0])
    damaged = reopen(path, clock)
    with pytest.raises(UserError, match=r"数据文件有 \d+ 处损坏。请停止使用，从备份恢复。") as refused:
        verify(damaged)
    damaged.close()
    assert refused.value.code == "DATA-DAMAGED"


def run(path: Path, statement: str, *values: object) -> list[tuple[object, ...]]:
    """Change a data file as a damaged disk might: behind the program's back, indexes and all."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA writable_schema=ON")
    found = connection.execute(statement, values).fetchall()
    connection.close()
    return found


@pytest.mark.parametrize("place", [0.3, 0.6, 0.9])
def test_overwritten_pages_are_told_and_not_thrown_as_an_error_of_the_program(
    branch: Office, clock: Clock, place: float
) -> None:
    path = file_of(branch)
    save(branch, "members", *({"name": f"党员{n}", "note": "备注" * 200} for n in range(40)))
    branch.close()
    content = bytearray(path.read_bytes())
    start = int(len(content) * place) // 4096 * 4096
    content[start : start + 8192] = b"\xff" * 8192
    path.write_bytes(bytes(content))
    with pytest.raises(UserError, match="从备份恢复") as refused:
        verify(reopen(path, clock))
    assert refused.value.code == "DATA-DAMAGED"
