"""Thirty messy rosters: how many of their columns are found unaided, how many planted errors by row and column."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl.utils import get_column_letter

from dangjian_desktop.services.digest import digest
from dangjian_desktop.services.work import Office
from dangjian_desktop.services.workbook import SheetReport, import_workbook
from tests.conftest import MakeOffice
from tests.services.messy_rosters import ROSTERS, Messy


def read(office: Office, roster: Messy, folder: Path) -> SheetReport:
    return import_workbook(office, roster.write(folder), dry_run=True).sheets[roster.title]


def columns_of(report: SheetReport) -> Mapping[str, str]:
    columns = report.head.columns if report.head else {}
    return {get_column_letter(place + 1): column.key for place, column in columns.items()}


def told(report: SheetReport) -> set[str]:
    return {f"{problem.letter}{problem.row}" for problem in (*report.problems, *report.notices)}


def test_A_30_columns_and_errors_of_messy_rosters_are_found(
    branch: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    meant = found = wrong = planted = located = 0
    astray: list[str] = []
    for roster in ROSTERS:
        report = read(branch, roster, tmp_path)
        columns, places = columns_of(report), told(report)
        right = {letter for letter, key in roster.columns.items() if columns.get(letter) == key}
        meant, found, wrong = meant + len(roster.columns), found + len(right), wrong + len(columns.keys() - right)
        planted, located = planted + len(roster.planted), located + len(roster.planted & places)
        if columns != roster.columns or places != roster.planted:
            astray.append(f"{roster.name}: {columns}, {sorted(places)} for {sorted(roster.planted)}")
    with capsys.disabled():
        print(f"\n{len(ROSTERS)} rosters: {found} of {meant} columns mapped unaided, {wrong} wrong;", end=" ")
        print(f"{located} of {planted} planted errors located by row and column")
    assert len(ROSTERS) == 30
    assert found >= meant * 0.95, astray
    assert (wrong, located) == (0, planted), astray


@pytest.mark.parametrize("roster", ROSTERS, ids=lambda roster: roster.name)
def test_a_messy_roster_brings_its_people_once_and_no_false_alarm(
    make_office: MakeOffice, tmp_path: Path, roster: Messy
) -> None:
    office, path = make_office(), roster.write(tmp_path)
    first = import_workbook(office, path).sheets[roster.title]
    assert told(first) == roster.planted
    bad = {problem.row for problem in first.problems}
    assert (first.new, first.changed, first.same) == (roster.people, 0, 0)
    assert len(first.rows) == roster.people + len(bad)
    before = digest(office)
    again = import_workbook(office, path).sheets[roster.title]
    assert (again.new, again.changed, again.same) == (0, 0, roster.people)
    assert digest(office) == before
