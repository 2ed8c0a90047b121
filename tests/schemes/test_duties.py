"""What the calendar asks of a branch, and how far its steps are."""

from datetime import date

import pytest

from dangjian_desktop.schemes import SCHEMES
from dangjian_desktop.schemes.duties import Duty, duties, next_event
from dangjian_desktop.schemes.progress import MAIN_STEP, Progress, progress_of
from dangjian_desktop.schemes.scheme import Scheme
from dangjian_desktop.services.reading import load_book
from tests.schemes.branch_year import BranchYear
from tests.schemes.conftest import OpenYear


def asked(year: BranchYear) -> dict[str, Duty]:
    return {duty.key: duty for duty in duties(load_book(year.office))}


def test_quarter_reports_are_asked_for_by_the_quarters_end_with_the_names(year: BranchYear) -> None:
    before = asked(year)
    year.drop("quarter_reports", {"member_id": "张三", "quarter": "4"})
    added = {key: duty for key, duty in asked(year).items() if before.get(key) != duty}
    (duty,) = added.values()
    assert duty.due == date(2026, 12, 31)
    assert "张三" in duty.persons
    assert (duty.page, duty.ledger, duty.verb) == ("areas", "quarter_reports", "打开名单")


def test_a_late_commitment_is_one_line_with_its_rows(year: BranchYear) -> None:
    year.change("commitments", {"member_id": "张三"}, outcome="", due="2026.06.30", result="", fulfilled_on="")
    duty = asked(year)["commitments.late.2026"]
    assert duty.due == date(2026, 6, 30)
    assert set(duty.rows) == set(year.ids("commitments", {"member_id": "张三"}))


@pytest.mark.parametrize(("today", "due"), [("2026-11-24", "2026-12-01"), ("2026-12-01", "2026-12-31")])
def test_B10_the_vote_is_due_when_its_month_begins_then_when_it_ends(open_year: OpenYear, today: str, due: str) -> None:
    year = open_year(today=today)
    for ledger in ("votes", "candidacies"):
        year.drop(ledger, {"quarter": "4"})
    assert asked(year)["pacesetters.vote.2026.4"].due.isoformat() == due


def test_an_unsigned_contract_is_asked_for_until_it_is_signed(year: BranchYear) -> None:
    year.change("post_assignments", {"member_id": "张三"}, member_signed_on="", decided_on="2026-03-01")
    duty = asked(year)["posts.sign.2026"]
    assert (duty.due, duty.persons) == (date(2026, 3, 31), ("张三",))
    year.change("post_assignments", {"member_id": "张三"}, member_signed_on="2026-03-05")
    assert "posts.sign.2026" not in asked(year)


def test_P21_a_contract_near_its_end_is_asked_to_be_renewed(year: BranchYear) -> None:
    signed = {"secretary_signed_on": "2025-12-20", "member_signed_on": "2025-12-20"}
    year.change("post_assignments", {"member_id": "张三"}, **signed)
    assert asked(year)["posts.renew.2026-12-19"].persons == ("张三",)


def test_the_next_fixed_day_is_after_today(year: BranchYear) -> None:
    assert next_event(load_book(year.office)) == (date(2026, 12, 1), "标兵评选")


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.key)
def test_every_step_has_its_progress(year: BranchYear, scheme: Scheme) -> None:
    found = progress_of(load_book(year.office), scheme.key)
    assert len(found) == len(scheme.steps)
    assert MAIN_STEP[scheme.key] < len(scheme.steps)


def test_Z06_a_member_without_area_leaves_the_step_under_way(year: BranchYear) -> None:
    full = progress_of(load_book(year.office), "areas")[0]
    assert full.mark == "●"
    year.drop("area_assignments", {"member_id": "张三"})
    left = progress_of(load_book(year.office), "areas")[0]
    assert (left.mark, left.done, left.total) == ("◐", full.total - 1, full.total)


@pytest.mark.parametrize(
    ("progress", "mark", "count"),
    [
        (Progress(0, 0), "○", ""),
        (Progress(0, 3), "○", "0/3"),
        (Progress(2, 3), "◐", "2/3"),
        (Progress(3, 3), "●", "3/3"),
    ],
)
def test_marks_differ_in_shape(progress: Progress, mark: str, count: str) -> None:
    assert (progress.mark, progress.count) == (mark, count)
