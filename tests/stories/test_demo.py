"""The demo as a user and an inspector meet it: the year of a general branch with three branches, run twice."""

import itertools
import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdf
import pytest

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.ids import time_ordered_ids
from dangjian_desktop.schemes import SCHEMES
from dangjian_desktop.schemes.scheme import Severity
from dangjian_desktop.services import exchange
from dangjian_desktop.services.checks import check, check_subordinates
from dangjian_desktop.services.demo import CLOCK, run_demo, shipped
from dangjian_desktop.services.digest import digest
from dangjian_desktop.services.history import undo
from dangjian_desktop.services.offices import open_office
from dangjian_desktop.services.records import Edit, rows, save_texts
from dangjian_desktop.services.work import Office
from dangjian_desktop.services.workbook import export_workbook, import_workbook
from tests.services.exchange_year import LEDGERS

GENERAL = "机电信息党总支"
BRANCHES = ("机电工程系党支部", "后勤党支部", "信息工程系学生党支部")
RESOURCES = Path(__file__).parents[2] / "resources" / "demo"
FOUND_ONLY_BEFORE_REPORTING = {"P02", "P11", "X01", "X04", "X05", "X06", "B03", "B11", "B12", "B13"}
"""Rules of severity 必须改 that a branch meets before it reports: the demo's branches must be able to report."""
FOUND_IN_OLDER_FILES = {"X07", "X13", "X14", "B14", "B15", "B16", "A7-21"}
"""Rules on decisions that the steps of 审批 keep anyhow: only files from before them can break these."""


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("demo") / "out"
    run_demo(out)
    return out


@contextmanager
def opened(path: Path) -> Iterator[Office]:
    office = open_office(path, clock=CLOCK, new_id=time_ordered_ids(CLOCK, seed="test"))
    try:
        yield office
    finally:
        office.close()


@contextmanager
def copied(path: Path, folder: Path) -> Iterator[Office]:
    """Open a copy, so that the demo's own file stays as it is for the other tests."""
    copy = folder / path.name
    shutil.copy(path, copy)
    with opened(copy) as office:
        yield office


def database(out: Path, name: str) -> Path:
    return out / name / f"{name}.db"


def texts_of(path: Path) -> list[str]:
    return ["".join(page.extract_text().split()) for page in pypdf.PdfReader(path).pages]


def test_the_folder_is_laid_out_as_the_manual_says(first: Path) -> None:
    assert sorted(each.name for each in first.iterdir()) == sorted([*BRANCHES, GENERAL, "说明.txt"])
    for name in (*BRANCHES, GENERAL):
        folder = first / name
        for papers in ("空表", "已填"):
            numbers = sorted(each.name[:3] for each in (folder / papers).iterdir())
            assert numbers == [f"样例{number}" for number in range(1, 10)]
        kinds = [re.sub(r"_.*\.zip$", "_*.zip", each.name) for each in folder.iterdir() if each.is_file()]
        own = [f"{name}.db", "上报_*.zip"]
        if name == GENERAL:
            assert sorted(kinds) == sorted([*own, "接收前.db", "审批.xlsx", *["回执_*.zip"] * 3])
        else:
            assert sorted(kinds) == sorted([*own, "名册与台账.xlsx", "回执_*.zip"])


def test_a_second_run_replaces_the_first_with_the_same_papers_and_the_same_content(first: Path, tmp_path: Path) -> None:
    out = tmp_path / "again"
    shutil.copytree(first, out)
    (out / BRANCHES[0] / "已填" / "旧.pdf").write_bytes(b"old")
    run_demo(out)
    papers = sorted(each.relative_to(first) for each in first.rglob("*.pdf"))
    assert sorted(each.relative_to(out) for each in out.rglob("*.pdf")) == papers
    assert len(papers) == 4 * 18
    assert [each for each in papers if (first / each).read_bytes() != (out / each).read_bytes()] == []
    for name in (*BRANCHES, GENERAL):
        with opened(database(first, name)) as before, opened(database(out, name)) as after:
            assert digest(before) == digest(after)
    packages = sorted(each.relative_to(first) for each in first.rglob("*.zip"))
    assert sorted(each.relative_to(out) for each in out.rglob("*.zip")) == packages


def test_the_check_finds_what_was_planted_and_nothing_else(first: Path) -> None:
    planted = json.loads((RESOURCES / "planted.json").read_text(encoding="utf-8"))
    wanted = {name: [] for name in BRANCHES}  # type: dict[str, list[tuple[str, list[str]]]]
    for each in planted:
        wanted[each["office"]].append((each["rule"], sorted(each["persons"])))
    for name in BRANCHES:
        with opened(database(first, name)) as office:
            found = check(office, year=2026, quarter=4)
        assert sorted((each.rule, sorted(each.persons)) for each in found) == sorted(wanted[name])
        assert all(each.source and each.persons and each.message for each in found)
    with opened(database(first, GENERAL)) as head:
        assert check(head, year=2026, quarter=4) == []
        seen = check_subordinates(head, year=2026)
    assert {name: len(found) for name, found in seen.items()} == {name: len(wanted[name]) for name in BRANCHES}


def test_every_rule_is_planted_but_those_that_would_stop_a_branch_from_reporting(first: Path) -> None:
    rules = {rule.id: rule.severity for scheme in SCHEMES for rule in scheme.rules}
    planted = {each["rule"] for each in json.loads((RESOURCES / "planted.json").read_text(encoding="utf-8"))}
    assert planted == set(rules) - FOUND_ONLY_BEFORE_REPORTING - FOUND_IN_OLDER_FILES
    assert {rules[rule] for rule in FOUND_ONLY_BEFORE_REPORTING} == {Severity.MUST}


@pytest.mark.parametrize("name", [*BRANCHES, GENERAL])
def test_taking_the_workbook_out_and_in_again_changes_nothing(first: Path, tmp_path: Path, name: str) -> None:
    with copied(database(first, name), tmp_path) as office:
        before = digest(office)
        export_workbook(office, tmp_path / "导出.xlsx")
        report = import_workbook(office, tmp_path / "导出.xlsx")
        changed = {sheet: (r.new, r.changed, r.problems) for sheet, r in report.sheets.items()}
        assert set(changed.values()) == {(0, 0, ())}, changed
        assert sum(each.same for each in report.sheets.values()) > 0
        assert digest(office) == before


def test_taking_the_first_workbook_in_again_changes_nothing(first: Path, tmp_path: Path) -> None:
    name = BRANCHES[1]
    with copied(database(first, name), tmp_path) as office:
        before = digest(office)
        report = import_workbook(office, first / name / "名册与台账.xlsx")
        assert sum(each.new + each.changed for each in report.sheets.values()) == 0
        assert digest(office) == before


def test_the_three_packages_merge_in_any_order_one_even_twice_and_can_be_taken_back(
    first: Path, tmp_path: Path
) -> None:
    packages = [next((first / name).glob("上报_*.zip")) for name in BRANCHES]
    results = set()
    for number, order in enumerate(itertools.permutations(packages)):
        folder = tmp_path / str(number)
        folder.mkdir()
        with copied(first / GENERAL / "接收前.db", folder) as head:
            states = [digest(head)]
            for package in order:
                assert [plan.status for plan in exchange.apply(head, [package], adopt=True)] == ["new"]
                states.append(digest(head))
            assert [plan.status for plan in exchange.apply(head, [order[1]])] == ["same"]
            assert digest(head) == states[-1]
            results.add(states.pop())
            while states:
                undo(head)
                assert digest(head) == states.pop()
    assert len(results) == 1


def test_the_decision_stands_in_form_8_of_the_branch_and_closes_the_nomination(first: Path, tmp_path: Path) -> None:
    decided = [row for row in shipped().general.sheets["审批"] if row["类别"] == "先锋岗"]
    for name in BRANCHES:
        pages = texts_of(next((first / name / "已填").glob("样例8_*.pdf")))
        mine = [row for row in decided if row["支部"] == name]
        assert len(pages) == len(mine) > 0
        for row in mine:
            (page,) = [text for text in pages if row["姓名"] in text]
            assert row["意见"] in page
    ledger = LEDGERS["pioneer_nominations"]
    with copied(database(first, BRANCHES[0]), tmp_path) as office:
        nominations = rows(office, ledger, year=2026)
        assert [row.editable for row in nominations] == [False] * 3
        saved = save_texts(office, ledger, [Edit(nominations[0].id, {"deeds": "改"})], verb="改")
        assert "已经审批" in saved.problems[0].message


def test_the_general_branch_prints_the_papers_of_all_its_branches(first: Path) -> None:
    for number in range(1, 10):
        own = [next((first / name / "已填").glob(f"样例{number}_*.pdf")) for name in BRANCHES]
        joined = next((first / GENERAL / "已填").glob(f"样例{number}_*.pdf"))
        assert len(pypdf.PdfReader(joined).pages) == sum(len(pypdf.PdfReader(each).pages) for each in own)


def test_a_folder_with_other_files_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "我的文件.txt").write_text("重要", encoding="utf-8")
    with pytest.raises(UserError, match="请换一个空文件夹") as refused:
        run_demo(tmp_path)
    assert refused.value.code == "DEMO-FOLDER"
    assert [each.name for each in tmp_path.iterdir()] == ["我的文件.txt"]


def test_an_earlier_demo_to_which_a_file_was_added_is_not_replaced(first: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(first, out)
    (out / "我的文件.txt").write_text("重要", encoding="utf-8")
    with pytest.raises(UserError, match="DEMO-FOLDER"):
        run_demo(out)
    assert (out / "我的文件.txt").exists()
    assert database(out, GENERAL).exists()


def test_the_demo_can_be_run_on_offices_of_other_sizes(tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    run_demo(tmp_path / "out", members=4, branches=2, progress=lambda *step: told.append(step))
    folders = [each for each in (tmp_path / "out").iterdir() if each.is_dir()]
    assert len(folders) == 3
    for folder in folders:
        with opened(folder / f"{folder.name}.db") as office:
            assert check(office, year=2026, quarter=4) == []
            assert {len(found) for found in check_subordinates(office, year=2026).values()} <= {0}
    assert [step[0] for step in told] == list(range(told[-1][1] + 1))


@pytest.mark.parametrize(("members", "branches"), [(0, None), (None, 0), (10**6, None)])
def test_sizes_out_of_reason_are_refused(tmp_path: Path, members: int | None, branches: int | None) -> None:
    with pytest.raises(UserError, match="DEMO-SIZE"):
        run_demo(tmp_path / "out", members=members, branches=branches)
    assert not (tmp_path / "out").exists()
