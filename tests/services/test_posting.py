"""People put on the posts that they chose, in one step that is undone in one."""

import pytest

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.services.digest import digest
from dangjian_desktop.services.history import undo
from dangjian_desktop.services.posting import assign_by_choice
from dangjian_desktop.services.records import rows
from dangjian_desktop.services.work import Office
from tests.services.exchange_year import LEDGERS, save


def on_posts(office: Office) -> list[tuple[str, str, str]]:
    keys = [column.key for column in LEDGERS["post_assignments"].columns]
    wanted = [keys.index(key) for key in ("member_id", "post_id", "decided_on")]
    return [
        (row.texts[wanted[0]], row.texts[wanted[1]], row.texts[wanted[2]])
        for row in rows(office, LEDGERS["post_assignments"], year=2026)
    ]


def test_P06_all_who_chose_and_have_no_post_are_filled_in_at_once(branch: Office) -> None:
    save(branch, "members", {"name": "张三"}, {"name": "李四"}, {"name": "王五"}, {"name": "赵六", "duty": "系主任"})
    names = ("张三", "李四", "赵六")
    save(branch, "post_applications", *({"member_id": name, "first_id": "教育示范岗"} for name in names))
    save(branch, "post_assignments", {"member_id": "李四", "post_id": "教改科研岗"})
    before = digest(branch)
    assign_by_choice(branch, year=2026)
    assert sorted(on_posts(branch)) == [("张三", "教育示范岗", "2026-11-24"), ("李四", "教改科研岗", "")]
    undo(branch)
    assert digest(branch) == before


def test_without_a_choice_nothing_is_written(branch: Office) -> None:
    save(branch, "members", {"name": "张三"})
    with pytest.raises(UserError, match="第一志愿"):
        assign_by_choice(branch, year=2026)
    assert on_posts(branch) == []
