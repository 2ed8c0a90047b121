"""The roll-over: what goes on is proposed anew, twice changes nothing, one undo takes it back (P21, screens 14-15)."""

from collections.abc import Sequence
from datetime import date

import pytest

from dangjian_desktop.core.clock import pinned
from dangjian_desktop.core.errors import UserError
from dangjian_desktop.services.backups import backups, path_of
from dangjian_desktop.services.digest import digest
from dangjian_desktop.services.history import entries, redo, undo
from dangjian_desktop.services.records import Edit, remove, retire, rows, save_texts
from dangjian_desktop.services.rollover import (
    PARTS,
    close_year,
    preview_rollover,
    roll_over,
    unlock_year,
    years_closed,
)
from dangjian_desktop.services.work import Office
from tests.services.exchange_year import LEDGERS, save

POST, OTHER_POST = "教育示范岗", "文明礼仪岗"


@pytest.fixture
def office(branch: Office) -> Office:
    """A branch with a year behind it: posts, areas, an exemption, commitments and a nomination."""
    ids = save(branch, "members", *({"name": name} for name in ("张三", "李四", "王五", "赵六")))
    save(branch, "areas", {"name": "机电楼"}, {"name": "图书馆"})
    signed = {"decided_on": "2026-01-10", "secretary_signed_on": "2026-01-12", "member_signed_on": "2026-01-12"}
    save(
        branch,
        "post_assignments",
        {"member_id": "张三", "post_id": POST, "duties": "带头上好课", "year": "2026", **signed},
        {"member_id": "李四", "post_id": OTHER_POST, "year": "2026"},
        {"member_id": "王五", "post_id": POST, "year": "2026", "ended_on": "2026-06-01"},
        {"member_id": "赵六", "post_id": POST, "year": "2026"},
    )
    save(
        branch,
        "area_assignments",
        {"member_id": "张三", "area_id": "机电楼", "duties": "走访", "consent": "同意", "year": "2026"},
        {"member_id": "张三", "area_id": "图书馆", "year": "2026"},
    )
    save(branch, "area_exemptions", {"member_id": "王五", "reason": "长期病休", "year": "2026"})
    save(branch, "commitments", {"member_id": "张三", "text": "上好课", "year": "2026"})
    save(branch, "pioneer_nominations", {"member_id": "张三", "year": "2026"})
    retire(branch, [ids[3]], state="转出", reason="调走", since=date(2026, 9, 1))
    return branch


def texts(office: Office, ledger: str, year: int, *keys: str) -> list[tuple[str, ...]]:
    places = [[column.key for column in LEDGERS[ledger].columns].index(key) for key in keys]
    return [tuple(row.texts[place] for place in places) for row in rows(office, LEDGERS[ledger], year=year)]


def test_P21_what_goes_on_is_proposed_without_signatures_or_consent(office: Office) -> None:
    done = roll_over(office, 2027)
    assert done.carried == {"posts": 2, "areas": 2, "exemptions": 1}
    assert (done.members, done.left, done.closes) == (3, ("赵六",), False)
    shown = texts(office, "post_assignments", 2027, "member_id", "post_id", "duties", "decided_on", "member_signed_on")
    assert sorted(shown) == sorted([("张三", POST, "带头上好课", "", ""), ("李四", OTHER_POST, "", "", "")])
    areas = texts(office, "area_assignments", 2027, "member_id", "area_id", "duties", "consent")
    assert sorted(areas) == sorted([("张三", "机电楼", "走访", ""), ("张三", "图书馆", "", "")])
    assert texts(office, "area_exemptions", 2027, "member_id", "reason") == [("王五", "长期病休")]


def test_promises_and_awards_stay_in_their_year(office: Office) -> None:
    roll_over(office, 2027)
    assert texts(office, "commitments", 2027, "text") == []
    assert texts(office, "pioneer_nominations", 2027, "member_id") == []
    assert len(texts(office, "commitments", 2026, "text")) == 1


def test_a_second_time_changes_nothing(office: Office) -> None:
    roll_over(office, 2027, close=True)
    before, journal, kept = digest(office), entries(office), len(backups(path_of(office)))
    again = roll_over(office, 2027, close=True)
    assert again.carried == {"posts": 0, "areas": 0, "exemptions": 0}
    assert again.present == {"posts": 2, "areas": 2, "exemptions": 1}
    assert (digest(office), entries(office), len(backups(path_of(office)))) == (before, journal, kept)


def test_what_was_removed_or_settled_by_hand_in_the_new_year_stays_so(office: Office) -> None:
    save_texts(
        office,
        LEDGERS["post_assignments"],
        [Edit(None, {"member_id": "李四", "post_id": POST})],
        year=2027,
        verb="录入",
    )
    assert roll_over(office, 2027).carried["posts"] == 1
    carried = [row.id for row in rows(office, LEDGERS["area_assignments"], year=2027)]
    remove(office, LEDGERS["area_assignments"], carried[:1], verb="删除")
    before = digest(office)
    roll_over(office, 2027)
    assert digest(office) == before


def test_one_undo_takes_all_of_it_back_and_redo_brings_it_again(office: Office) -> None:
    before = digest(office)
    roll_over(office, 2027, close=True)
    after = digest(office)
    assert undo(office).verb == "撤销：结转到2027年度"
    assert digest(office) == before
    assert years_closed(office) == frozenset()
    redo(office)
    assert digest(office) == after
    assert years_closed(office) == {2026}


@pytest.mark.parametrize("carry", [(), ("posts",), ("areas", "exemptions")])
def test_only_what_was_ticked_is_carried(office: Office, carry: Sequence[str]) -> None:
    done = roll_over(office, 2027, carry=carry)
    assert set(done.carried) == set(carry)
    ledgers = {"posts": "post_assignments", "areas": "area_assignments", "exemptions": "area_exemptions"}
    for key in PARTS:
        assert bool(rows(office, LEDGERS[ledgers[key]], year=2027)) == (key in carry)


def test_a_preview_tells_the_same_and_writes_nothing(office: Office) -> None:
    before = digest(office)
    told = preview_rollover(office, 2027).as_json()
    assert digest(office) == before
    assert backups(path_of(office)) == []
    assert roll_over(office, 2027).as_json() == told


def test_a_copy_is_kept_before(office: Office) -> None:
    roll_over(office, 2027)
    assert [backup.origin for backup in backups(path_of(office))] == ["结转前"]


@pytest.mark.parametrize(("year", "code"), [(2025, "YEAR-CLOSED"), (2028, "YEAR-RANGE")])
def test_a_year_that_is_over_or_far_away_is_refused(office: Office, year: int, code: str) -> None:
    before = digest(office)
    with pytest.raises(UserError) as refused:
        roll_over(office, year)
    assert refused.value.code == code
    assert digest(office) == before


def test_a_closed_year_is_no_goal(office: Office) -> None:
    close_year(office, 2027)
    with pytest.raises(UserError, match="2027年度已经结束"):
        roll_over(office, 2027)


def test_the_year_before_is_closed_once_it_is_over(office: Office) -> None:
    office.clock = pinned("2027-01-05T09:00")
    assert roll_over(office, 2027).closes
    assert years_closed(office) == {2026}


def test_records_of_a_closed_year_are_only_read_until_it_is_unlocked(office: Office) -> None:
    close_year(office, 2026)
    before = digest(office)
    (row,) = rows(office, LEDGERS["commitments"], year=2026)
    for change in (
        lambda: save(office, "commitments", {"text": "补一条", "year": "2026"}),
        lambda: save(office, "commitments", {"text": "改一条"}, row_id=row.id),
        lambda: remove(office, LEDGERS["commitments"], [row.id], verb="删除"),
    ):
        with pytest.raises(UserError, match="2026年度已经封存，只能查看") as refused:
            change()
        assert refused.value.code == "YEAR-CLOSED"
    assert digest(office) == before
    save(office, "members", {"name": "新来的"})
    unlock_year(office, 2026)
    save(office, "commitments", {"text": "改一条"}, row_id=row.id)
    assert entries(office)[1].verb == "解锁2026年度"
