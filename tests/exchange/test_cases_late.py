"""Case 36 of docs/exchange.md for rows without 年度: they belong to the year of their own days, or of their nomination."""

import pytest

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.models.areas import AreaProblem
from dangjian_desktop.models.nomination import Plaque
from dangjian_desktop.models.publicity import Meeting
from dangjian_desktop.models.tables import BY_TABLE, table_of
from dangjian_desktop.schemes.shared import MEETINGS
from dangjian_desktop.services.closed_years import DAYS, DAYS_OF_NOMINATIONS
from dangjian_desktop.services.digest import digest
from dangjian_desktop.services.late import take_late
from dangjian_desktop.services.records import Edit, save_texts
from dangjian_desktop.services.rollover import close_year
from dangjian_desktop.services.work import Office
from tests.exchange.test_cases_units import OLD, Town, living, town
from tests.services.exchange_year import LEDGERS, save

__all__ = ["town"]
DATED: dict[str, dict[str, str]] = {
    "meetings": {"held_on": "{year}-12-30", "kind": "党员大会", "title": "年终大会"},
    "area_activities": {"member_id": "张三", "area_id": "三层", "name": "走访", "held_on": "{year}-12-30"},
    "area_assessments": {"member_id": "张三", "held_on": "{year}-12-30"},
    "area_problems": {"member_id": "张三", "heard_on": "{year}-12-30", "problem": "灯坏了"},
    "commitment_reminders": {"member_id": "张三", "reminded_on": "{year}-12-30"},
    "commitment_feedback": {"heard_on": "{year}-12-30", "text": "好"},
    "post_reviews": {"member_id": "张三", "kind": "述职", "held_on": "{year}-12-30"},
    "post_difficulties": {"member_id": "张三", "raised_on": "{year}-12-30", "difficulty": "没有时间"},
    "pioneer_inspections": {"nomination_id": "张三 2026年先锋岗", "held_on": "{year}-12-30"},
    "areas_publicity": {"channel": "党务公开栏", "begins_on": "{year}-12-30", "year": "{year}"},
    "plaques": {"nomination_id": "张三 2026年先锋岗", "placed_on": "{year}-12-30"},
}
BY_KEY = {**LEDGERS, MEETINGS.key: MEETINGS}


def enter(office: Office, ledger: str, year: int) -> str:
    texts = {key: text.format(year=year) for key, text in DATED[ledger].items()}
    saved = save_texts(office, BY_KEY[ledger], [Edit(None, texts)], year=year, verb="录入")
    assert not saved.problems
    return saved.ids[0]


@pytest.mark.parametrize("ledger", DATED)
def test_case_36_a_row_belongs_to_the_year_of_its_own_day(town: Town, ledger: str) -> None:
    town.send(town.old)
    close_year(town.head, 2026)
    record = BY_KEY[ledger].record
    late, timely = enter(town.old, ledger, 2026), enter(town.old, ledger, 2027)
    plan = town.send(town.old)
    assert plan.counts["late"] == 1
    assert plan.problems[0].startswith("迟报：2026年度已经结转，没有计入，共 1 条已另外留存。")
    assert [row["id"] for row in living(town.head, record)] == [timely]
    take_late(town.head, OLD)
    assert {row["id"] for row in living(town.head, record)} == {late, timely}


def test_case_36_a_row_is_not_moved_out_of_a_closed_year_but_what_goes_on_is_settled_in_the_next(town: Town) -> None:
    meeting, problem = enter(town.old, "meetings", 2026), enter(town.old, "area_problems", 2026)
    town.send(town.old)
    close_year(town.head, 2026)
    save_texts(town.old, MEETINGS, [Edit(meeting, {"held_on": "2027-01-08"})], verb="改")
    assert town.send(town.old).counts["late"] == 1
    save_texts(town.old, LEDGERS["area_problems"], [Edit(problem, {"solved_on": "2027-01-08"})], verb="改")
    assert town.send(town.old).counts["late"] == 1
    (row,) = living(town.head, AreaProblem)
    assert (str(row["solved_on"]), str(living(town.head, Meeting)[0]["held_on"])) == ("2027-01-08", "2026-12-30")


def test_case_36_what_has_no_day_of_its_own_belongs_to_the_year_of_its_nomination(town: Town) -> None:
    town.send(town.old)
    close_year(town.head, 2026)
    save(town.old, "plaques", {"nomination_id": "张三 2026年先锋岗", "note": "在302室"})
    assert town.send(town.old).counts["late"] == 1
    assert living(town.head, Plaque) == []


def test_a_dated_row_of_a_closed_year_is_only_read_at_home_too(town: Town) -> None:
    meeting = enter(town.old, "meetings", 2026)
    close_year(town.old, 2026)
    before = digest(town.old)
    for edit in (Edit(meeting, {"title": "改"}), Edit(None, {"held_on": "2026-12-31", "kind": "支委会"})):
        with pytest.raises(UserError, match="2026年度已经封存，只能查看"):
            save_texts(town.old, MEETINGS, [edit], verb="改")
    assert digest(town.old) == before
    enter(town.old, "meetings", 2027)


def test_every_kind_of_row_has_a_year_or_belongs_to_none() -> None:
    """A new kind of row has to be thought of: by what does it belong to a year?"""
    dated = DAYS.keys() | DAYS_OF_NOMINATIONS.keys()
    for table, days in {**DAYS, **DAYS_OF_NOMINATIONS}.items():
        assert set(days) <= set(table_of(BY_TABLE[table]).columns.keys())
    yearless = {name for name, kind in BY_TABLE.items() if "year" not in table_of(kind).columns} - dated
    assert yearless == {
        *("offices", "office_names", "settings", "wordings", "adoptions", "key_revocations"),
        *("members", "member_states", "transfers", "arrivals", "unit_changes", "unit_assignments"),
        *("posts", "areas", "attachments"),
    }
