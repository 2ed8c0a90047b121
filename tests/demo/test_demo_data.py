"""The made-up offices: the same for the same seed, fit to be shown, and breaking no rule but where that is planned."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from dangjian_desktop.core.clock import pinned
from dangjian_desktop.core.ids import time_ordered_ids
from dangjian_desktop.services.checks import check
from dangjian_desktop.services.demo import shipped, write_sheets
from dangjian_desktop.services.demo_data import SHIPPED, Demo, OfficeData, generate
from dangjian_desktop.services.offices import create_office
from dangjian_desktop.services.workbook import import_workbook

ROOT = Path(__file__).parents[2]
CLOCK = pinned("2026-12-28T09:00")


@pytest.fixture(scope="module")
def demo() -> Demo:
    return shipped()


def texts(office: OfficeData) -> Iterator[str]:
    for rows in office.sheets.values():
        for row in rows:
            yield from row.values()


def test_the_same_seed_makes_the_same_offices() -> None:
    assert generate([5, 9]) == generate([5, 9])
    assert generate([5, 9]) != generate([5, 9], seed="another")


def test_the_shipped_files_are_what_the_script_makes(tmp_path: Path) -> None:
    script = ROOT / "packaging" / "demo" / "make_demo.py"
    subprocess.run([sys.executable, str(script), str(tmp_path)], check=True, cwd=ROOT)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    kept = {path.name: path.read_bytes() for path in (ROOT / "resources" / "demo").glob("*.json")}
    assert sorted(made) == sorted(kept)
    assert [name for name in made if made[name] != kept[name]] == []


@pytest.mark.parametrize("size", [1, 2, 3, 7, 12, 30, 55, 100])
def test_a_generated_branch_of_any_size_breaks_no_rule(tmp_path: Path, size: int) -> None:
    first = (1, 1, 1, size)  # the fourth branch is of another kind than the first three
    for branch in (generate([size]).branches[0], generate(first).branches[-1]):
        assert findings(tmp_path, branch) == []


def findings(folder: Path, branch: OfficeData) -> list[tuple[str, tuple[str, ...]]]:
    """Import a branch's workbook into a new data file and return what the data check finds."""
    new_id = time_ordered_ids(CLOCK, seed=branch.name)
    path = folder / f"{branch.name}.db"
    office = create_office(path, kind=branch.kind, name=branch.name, clock=CLOCK, new_id=new_id)
    try:
        write_sheets(path.with_suffix(".xlsx"), branch.sheets)
        report = import_workbook(office, path.with_suffix(".xlsx"))
        assert {name: sheet.problems for name, sheet in report.sheets.items() if sheet.problems} == {}
        assert {name: sheet.new + sheet.changed for name, sheet in report.sheets.items()} == {
            name: len(rows) for name, rows in branch.sheets.items() if rows
        }
        return [(finding.rule, finding.persons) for finding in check(office, year=2026, quarter=4)]
    finally:
        office.close()


def test_the_branches_have_the_promised_people(demo: Demo) -> None:
    rosters = [branch.sheets["党员名册"] for branch in demo.branches]
    assert tuple(len(roster) for roster in rosters) == SHIPPED == (30, 12, 55)
    people = [row for roster in rosters for row in roster]
    names = "".join(row["姓名"] for row in people)
    assert set("镕喆䶮\U0002cc56\U00020bb7") <= set(names)
    assert "阿布都热合曼·买买提" in [row["姓名"] for row in people]
    assert {row["人员类别"] for row in people} == {"教师", "管理岗", "双肩挑", "学生", "离退休", "其他"}
    assert {row["党员类别"] for row in people} == {"正式党员", "预备党员"}
    namesakes = [name for roster in rosters for name, n in Counter(row["姓名"] for row in roster).items() if n > 1]
    assert len(namesakes) == 2
    assert "党总支" in demo.general.name


def test_all_five_schemes_are_filled_for_the_whole_year(demo: Demo) -> None:
    for branch in demo.branches:
        sheets = branch.sheets
        assert all(sheets[name] for name in ("设岗定责", "责任区", "承诺", "先锋岗", "标兵"))
        for name in ("季度汇报", "测评会", "标兵"):
            assert {row["季度"] for row in sheets[name]} == {"1", "2", "3", "4"}
        assert {row["年度"] for rows in sheets.values() for row in rows if "年度" in row} == {"2026"}


def test_every_text_reads_as_written_by_a_person(demo: Demo) -> None:
    nominations = [row for branch in demo.branches for name in ("先锋岗", "标兵") for row in branch.sheets[name]]
    deeds = [row["主要事迹"] for row in nominations]
    assert all(200 <= len(text) <= 500 for text in deeds)
    assert len(set(deeds)) == len(deeds)
    for office in (demo.general, *demo.branches):
        assert [text for text in texts(office) if "{" in text or "}" in text or "  " in text] == []


def test_at_least_twenty_five_rules_have_a_planted_problem() -> None:
    planted = json.loads((ROOT / "resources" / "demo" / "planted.json").read_text(encoding="utf-8"))
    assert len({each["rule"] for each in planted}) >= 25
    assert all(each["persons"] for each in planted)
