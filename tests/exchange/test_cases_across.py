"""What only headquarters can see (exchange.md, step 8): it is said with the merge, and by the data check there."""

import json
from pathlib import Path

import pytest

from dangjian_desktop.bootstrap import start
from dangjian_desktop.core.errors import UserError
from dangjian_desktop.services import decisions, exchange
from dangjian_desktop.services.backups import path_of
from dangjian_desktop.services.checks import check_above
from dangjian_desktop.services.reading import read_options
from dangjian_desktop.services.records import rows, save_option
from dangjian_desktop.services.summary import summarise
from dangjian_desktop.services.work import Office
from tests.conftest import MakeOffice
from tests.exchange.levels import FIRST, HEAD, SECOND, Levels, put_forward, three_levels
from tests.services.exchange_year import LEDGERS, save


@pytest.fixture
def levels(make_office: MakeOffice, tmp_path: Path) -> Levels:
    return three_levels(make_office, tmp_path / "U盘")


def found(head: Office, rule: str) -> list[str]:
    return [finding.message for finding in check_above(head, year=2026) if finding.rule == rule]


def test_case_22_one_person_in_two_rosters_is_said_with_the_merge_and_by_the_check(levels: Levels) -> None:
    save(levels[FIRST], "members", {"name": "张三", "birth": "1985.05"}, {"name": "李四", "birth": "1985.05"})
    save(levels[SECOND], "members", {"name": "张 三", "birth": "1985.05"}, {"name": "李四", "birth": "1990.01"})
    assert levels.up(FIRST).problems == ()
    plan = levels.up(SECOND)
    (told,) = plan.problems
    assert all(word in told for word in ("张", FIRST, SECOND, "转出"))
    assert "李四" not in told
    assert told in plan.sentences
    assert found(levels[HEAD], "E08") == [told]
    save(levels[SECOND], "members", {"name": "王五"})
    assert levels.up(SECOND).problems == ()  # said once, with the rows that it follows from
    save(levels[SECOND], "members", {"birth": "1988.05"}, row_id=rows(levels[SECOND], LEDGERS["members"])[0].id)
    assert levels.up(SECOND).problems == ()
    assert found(levels[HEAD], "E08") == []


def test_case_22_two_kinds_in_one_quarter_are_said_with_the_merge_until_decided(levels: Levels) -> None:
    put_forward(levels[FIRST], "张三", "标兵", birth="1990.02")
    there = put_forward(levels[SECOND], "张三", "标兵", kind="工作标兵", birth="1990.02")
    levels.up(FIRST)
    plan = levels.up(SECOND)
    assert any(f"{FIRST}第四季度学习标兵是同一人" in each for each in plan.problems)
    assert len(found(levels[HEAD], "B03")) == 2
    decisions.send_back(levels[HEAD], nominations=[there], reason="已在机电党支部参评。")
    assert found(levels[HEAD], "B03") == []


def test_case_22_the_quota_of_a_branch_is_said_with_the_merge(
    levels: Levels, capsys: pytest.CaptureFixture[str]
) -> None:
    for person in ("张三", "李四"):
        put_forward(levels[FIRST], person)
    put_forward(levels[SECOND], "王五")
    assert any(f"{FIRST}：先锋岗推荐了 2 人，名额 1 人" in each for each in levels.up(FIRST).problems)
    assert levels.up(SECOND).problems == ()
    (told,) = found(levels[HEAD], "X04")
    assert told.startswith(FIRST)
    path = path_of(levels[HEAD])
    levels[HEAD].close()
    assert start(["--office", str(path), "--now", "2026-11-24T09:00", "check", "--year", "2026", "--json"]) == 3
    printed = json.loads(capsys.readouterr().out)["findings"]
    assert [each["message"] for each in printed if each["rule"] == "X04"] == [told]


def test_case_37_what_the_general_branch_has_set_cannot_be_changed_at_the_branch(levels: Levels) -> None:
    save_option(levels[HEAD], "pioneers.quota_percent", 20)
    save_option(levels[HEAD], "print.face_song", "微软雅黑")
    levels.up(FIRST)
    save_option(levels[FIRST], "pioneers.quota_percent", 12)
    levels.down(FIRST)
    assert read_options(levels[FIRST]).number("pioneers.quota_percent") == 20
    with pytest.raises(UserError, match=f"先锋岗推荐比例（%）”由{HEAD}从 2026-11-24 起统一规定为“20”") as caught:
        save_option(levels[FIRST], "pioneers.quota_percent", 30)
    assert caught.value.code == "OPTION-LOCKED"
    save_option(levels[FIRST], "pioneers.least", 2)
    assert read_options(levels[FIRST]).text("print.face_song") == ""  # the fonts of one PC are its own affair


def test_case_35_the_post_of_equipment_is_one_under_both_its_names(levels: Levels) -> None:
    (post,) = (row for row in rows(levels[FIRST], LEDGERS["posts"]) if row.texts[0] == "公共财务管护岗")
    save(levels[FIRST], "posts", {"name": "公共财物管护岗"}, row_id=post.id)
    for branch, name in (
        (FIRST, "公共财务管护岗"),
        (SECOND, "公共财物管护岗"),
    ):  # each by the name that it does not bear
        save(levels[branch], "members", {"name": "张三", "staff_kind": "学生"})
        save(levels[branch], "post_assignments", {"member_id": "张三", "post_id": name})
        levels.up(branch)
    counted = summarise(levels[HEAD], year=2026).total.posts
    assert {name: number for name, number in counted.items() if number} == {"公共财务管护岗": 2}
    assert len(rows(levels[HEAD], LEDGERS["posts"])) == 20
    (plan,) = exchange.preview(levels[HEAD], [exchange.pack(levels[FIRST], levels.stick / "x").path])
    assert plan.counts["conflict"] == 0
