"""Cases of docs/exchange.md that the merge at headquarters decides: what is refused, kept, parked, asked and sent on."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dangjian_desktop.bundle.manifest import Period
from dangjian_desktop.bundle.outgoing import prepare, write_bundle
from dangjian_desktop.core.clock import pinned
from dangjian_desktop.core.ids import time_ordered_ids
from dangjian_desktop.models.attachment import Attachment, AttachmentContent
from dangjian_desktop.models.database import copy_to
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.services import exchange
from dangjian_desktop.services.digest import digest
from dangjian_desktop.services.history import undo
from dangjian_desktop.services.offices import open_office
from dangjian_desktop.services.questions import open_questions, settle
from dangjian_desktop.services.records import rows
from dangjian_desktop.services.sending import compose_report, remember_sent
from dangjian_desktop.services.work import Office
from tests.conftest import MakeOffice
from tests.services.exchange_year import LEDGERS, fill, save

HEAD, BRANCH = "机电学院党总支", "机电党支部"
Change = Callable[[dict[str, list[dict[str, Any]]]], None]


@pytest.fixture
def head(make_office: MakeOffice) -> Office:
    return make_office(HEAD, "general-branch")


@pytest.fixture
def filled(make_office: MakeOffice) -> Office:
    office = make_office(BRANCH, superior=HEAD)
    fill(office, "张三", "李四")
    return office


def packed_by_newer(office: Office, folder: Path, change: Change, **more: Any) -> Path:  # noqa: ANN401
    """Write a package as another version of the program may write it."""
    with office.work("生成") as work:
        package = compose_report(work, Period(year=2026, quarter=4))
        tables = {name: [dict(row) for row in given] for name, given in package.tables.items()}
        change(tables)
        package = replace(package, tables=tables, **more)
        written = write_bundle(folder, prepare(package), {})
        remember_sent(work, package, written, package.claimed_time)
    return written.path


def member(office: Office, name: str) -> str:
    return next(row.id for row in rows(office, LEDGERS["members"]) if row.texts[0] == name)


def test_case_01_the_same_package_twice_changes_nothing_and_says_so(
    head: Office, filled: Office, tmp_path: Path
) -> None:
    path = exchange.pack(filled, tmp_path / "stick").path
    exchange.apply(head, [path], adopt=True)
    merged = digest(head)
    (plan,) = exchange.apply(head, [path])
    assert (plan.status, plan.title) == ("same", "已接收过，未作改动。")
    assert digest(head) == merged


def test_case_20_a_wrong_clock_changes_nothing_of_the_order(head: Office, filled: Office, tmp_path: Path) -> None:
    first = exchange.pack(filled, tmp_path / "stick").path
    filled.clock = pinned("2019-01-01T09:00")
    save(filled, "members", {"duty": "改过"}, row_id=member(filled, "张三"))
    second = packed_by_newer(filled, tmp_path / "stick", lambda _tables: None)
    exchange.apply(head, [first], adopt=True)
    (plan,) = exchange.apply(head, [second])
    assert plan.status == "new"
    assert any("2019年1月1日" in sentence and "日期不准" in sentence for sentence in plan.sentences)
    assert "改过" in rows(head, LEDGERS["members"])[0].texts


def test_case_24_what_only_a_newer_program_knows_is_kept_and_sent_on(
    make_office: MakeOffice, head: Office, filled: Office, tmp_path: Path
) -> None:
    def newer(tables: dict[str, list[dict[str, Any]]]) -> None:
        tables["members"][0]["moon"] = "圆"
        tables["gardens"] = [{"id": "g1", "owner_id": filled.office_id, "deleted": False, "size": 5}]

    (plan,) = exchange.apply(head, [packed_by_newer(filled, tmp_path / "stick", newer)], adopt=True)
    assert (plan.status, plan.counts["foreign"]) == ("new", 1)
    with head.work("看") as work:
        on = compose_report(work, Period(year=2026, quarter=4)).tables
    assert [row.get("moon") for row in on["members"]].count("圆") == 1
    assert on["gardens"][0]["size"] == 5


def test_case_26_a_missing_attachment_is_told_asked_for_and_sent_again(
    head: Office, filled: Office, tmp_path: Path
) -> None:
    content, sha = b"not here", "a" * 64
    with filled.work("附件") as work:
        work.insert(Attachment, [{"sha256": sha, "extension": "jpg", "title": "照片一"}])
    (plan,) = exchange.apply(head, [exchange.pack(filled, tmp_path / "stick").path], adopt=True)
    assert (plan.status, plan.counts["attachment_missing"]) == ("new", 1)
    assert "待补件" in plan.problems[0]
    exchange.apply(filled, [exchange.reply(head, BRANCH, tmp_path / "stick").path])
    assert ["照片一" in each.text for each in open_questions(filled)] == [True]
    with filled.work("补件") as work:
        work.connection.execute(table_of(AttachmentContent).insert().values(sha256=sha, content=content))
        assert compose_report(work, Period(year=2026, quarter=4)).attachments == {f"{sha}.jpg": content}


def test_case_35_a_renamed_post_is_one_post(head: Office, filled: Office, tmp_path: Path) -> None:
    exchange.apply(head, [exchange.pack(filled, tmp_path / "stick").path], adopt=True)
    post = rows(filled, LEDGERS["posts"])[0]
    save(filled, "posts", {"name": "财物管理岗"}, row_id=post.id)
    exchange.apply(head, [exchange.pack(filled, tmp_path / "stick").path])
    names = [row.texts[0] for row in rows(head, LEDGERS["posts"])]
    assert names.count("财物管理岗") == 1
    assert post.texts[0] not in names


def test_twins_keep_both_values_and_the_branch_settles_the_question(
    head: Office, filled: Office, tmp_path: Path
) -> None:
    row = member(filled, "张三")
    copy = tmp_path / "other" / "copy.db"
    copy_to(filled.engine, copy)
    twin = open_office(copy, clock=filled.clock, new_id=time_ordered_ids(filled.clock))
    save(filled, "members", {"duty": "甲"}, row_id=row)
    save(twin, "members", {"duty": "乙"}, row_id=row)
    before = digest(head)
    paths = [
        packed_by_newer(each, tmp_path / f"stick{at}", lambda _t: None, keys=None)
        for at, each in enumerate((filled, twin))
    ]
    exchange.apply(head, paths[:1], adopt=True)
    (plan,) = exchange.apply(head, paths[1:])
    twin.close()
    assert (plan.code, plan.counts["conflict"]) == ("BUNDLE-FORK", 1)
    assert all(f"“{value}”" in plan.problems[0] for value in "甲乙")
    exchange.apply(filled, [exchange.reply(head, BRANCH, tmp_path / "stick").path])
    (asked,) = open_questions(filled)
    assert set(asked.choices) == {"甲", "乙"}
    settle(filled, asked.id, "乙")
    assert open_questions(filled) == []
    exchange.apply(head, [packed_by_newer(filled, tmp_path / "last", lambda _t: None, keys=None)])
    exchange.apply(filled, [exchange.reply(head, BRANCH, tmp_path / "stick").path])
    assert open_questions(filled) == []
    assert "乙" in next(each for each in rows(head, LEDGERS["members"]) if each.id == row).texts
    for _ in range(3):
        undo(head)
    assert digest(head) == before
