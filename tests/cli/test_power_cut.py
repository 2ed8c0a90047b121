"""Case 33: the power cut in the middle; afterwards it is all there or not at all, and the copy made before stays."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dangjian_desktop.core.clock import pinned
from dangjian_desktop.core.ids import time_ordered_ids
from dangjian_desktop.services.backups import BY_HAND, backups, keep_copy
from dangjian_desktop.services.exchange import pack
from dangjian_desktop.services.integrity import verify_all
from dangjian_desktop.services.offices import create_office, open_office
from dangjian_desktop.services.records import rows
from dangjian_desktop.services.work import Office
from tests.cli import cut_off
from tests.services.exchange_year import LEDGERS, fill, save
from tests.services.workbooks import write_xlsx

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the cuts need a system that can fork and kill")
CLOCK = pinned("2026-11-24T09:00")
DATA = "台账.db"
CUTS = 10
SHOWN = ("members", "commitments", "post_assignments", "area_assignments", "pioneer_nominations")
YEARS = (2026, 2027)
Content = dict[str, list[tuple[str, ...]]]


def make(folder: Path, kind: str = "branch", name: str = "机电党支部") -> Office:
    folder.mkdir(exist_ok=True)
    ids = time_ordered_ids(CLOCK, seed=name)
    return create_office(folder / DATA, kind=kind, name=name, superior="机电学院党总支", clock=CLOCK, new_id=ids)


def an_import(folder: Path) -> list[str]:
    office = make(folder)
    fill(office, "张三", "李四")
    office.close()
    people = [["姓名", "性别"], *([f"{family}建国", "男"] for family in "赵钱孙李周吴郑王冯陈")]
    write_xlsx(folder / "名册.xlsx", {"党员名册": people})
    return ["import", "名册.xlsx"]


def a_merge(folder: Path) -> list[str]:
    branch = make(folder.with_name("branch"))
    fill(branch, "张三", "李四")
    save(branch, "members", *({"name": f"党员{n}"} for n in range(30)))
    package = pack(branch, folder.with_name("branch")).path
    branch.close()
    make(folder, "general-branch", "机电学院党总支").close()
    shutil.copy(package, folder / "包.zip")
    return ["receive", "--apply", "--adopt", "包.zip"]


def a_restore(folder: Path) -> list[str]:
    office = make(folder)
    fill(office, "张三", "李四")
    kept = keep_copy(office, BY_HAND, to=folder / "U盘")
    save(office, "members", {"name": "王五"})
    office.close()
    return ["restore", str(kept.path.relative_to(folder))]


def a_roll_over(folder: Path) -> list[str]:
    office = make(folder)
    fill(office, "张三", "李四")
    save(office, "post_assignments", {"member_id": "李四", "post_id": "教育示范岗", "year": "2026"})
    office.close()
    return ["rollover", "--to", "2027", "--close"]


def content(folder: Path) -> Content:
    """Open the data file as the next start would, check all of it, and return what it holds."""
    path = folder / DATA
    office = open_office(path, clock=CLOCK, new_id=time_ordered_ids(CLOCK, seed="next"))
    assert office.taken == ""
    assert verify_all(office).faults == ()
    held = {
        f"{key} {year}": sorted(row.texts for row in rows(office, LEDGERS[key], year=year))
        for key in SHOWN
        for year in YEARS
    }
    office.close()
    return held


@pytest.mark.parametrize(
    ("prepare", "origin"),
    [(an_import, "导入前"), (a_merge, "合并前"), (a_restore, "恢复前"), (a_roll_over, "结转前")],
    ids=lambda value: value.__name__ if callable(value) else None,
)
def test_case_33_after_a_power_cut_it_is_all_there_or_not_at_all(
    prepare: Callable[[Path], list[str]], origin: str, tmp_path: Path
) -> None:
    first, results = tmp_path / "first", tmp_path / "results"
    words = prepare(first)
    command = [sys.executable, cut_off.__file__, str(first), str(results), str(CUTS), *words]
    subprocess.run(command, capture_output=True, check=True)
    assert int((results / "0" / cut_off.COUNT).read_text()) > CUTS
    before, after = content(first), content(results / "0")
    assert before != after
    seen = []
    for number in range(1, CUTS + 1):
        folder = results / str(number)
        assert not (folder / cut_off.COUNT).exists(), "it was not cut off"
        held = content(folder)
        assert held in (before, after)
        seen.append(held == after)
        if held == after:
            assert origin in {backup.origin for backup in backups(folder / DATA)}
    assert False in seen
    assert seen == sorted(seen), "once done, it stays done"
