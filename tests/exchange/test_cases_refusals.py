"""Cases of docs/exchange.md in which a package comes to the wrong place, from a newer program, or to an older file."""

import json
import zipfile
from pathlib import Path

import pytest

from dangjian_desktop.bundle.lines import canonical_json
from dangjian_desktop.models.database import copy_to
from dangjian_desktop.services import exchange
from dangjian_desktop.services.backups import path_of
from dangjian_desktop.services.digest import digest
from dangjian_desktop.services.history import undo
from dangjian_desktop.services.offices import open_office
from dangjian_desktop.services.records import rows
from dangjian_desktop.services.work import Office
from tests.conftest import MakeOffice
from tests.services.exchange_year import LEDGERS, agree, fill, save

HEAD, BRANCH = "机电学院党总支", "机电党支部"


@pytest.fixture
def head(make_office: MakeOffice) -> Office:
    return make_office(HEAD, "general-branch")


@pytest.fixture
def branch(make_office: MakeOffice) -> Office:
    office = make_office(BRANCH, superior=HEAD)
    fill(office, "张三", "李四")
    return office


def test_case_05_a_package_of_a_unit_that_is_not_mine_is_refused_by_name(
    make_office: MakeOffice, head: Office, branch: Office, tmp_path: Path
) -> None:
    exchange.apply(head, [exchange.pack(branch, tmp_path).path], adopt=True)
    stranger = make_office("外院党支部", superior=HEAD)
    fill(stranger, "钱五")
    before = digest(head)
    (plan,) = exchange.apply(head, [exchange.pack(stranger, tmp_path).path])
    assert (plan.status, plan.code) == ("refused", "BUNDLE-UNKNOWN")
    assert "外院党支部" in plan.title
    assert "不是本单位的下属支部" in plan.title
    assert digest(head) == before


def test_case_23_a_newer_major_format_is_refused_and_the_file_stays_as_it_was(
    head: Office, branch: Office, tmp_path: Path
) -> None:
    path = exchange.pack(branch, tmp_path).path
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist() if name != "manifest.sig"}
    manifest = json.loads(files["manifest.json"])
    manifest["format"]["major"] += 1
    newer = tmp_path / "newer.zip"
    with zipfile.ZipFile(newer, "w") as archive:
        for name, data in (files | {"manifest.json": canonical_json(manifest)}).items():
            archive.writestr(name, data)
    content, before = newer.read_bytes(), digest(head)
    (plan,) = exchange.apply(head, [newer], adopt=True)
    assert (plan.status, plan.code) == ("refused", "BUNDLE-VERSION")
    assert "格式 2" in plan.title
    assert "升级" in plan.title
    assert (newer.read_bytes(), digest(head)) == (content, before)


def test_case_30_a_reply_to_a_package_that_the_restored_branch_lost_still_brings_its_decision(
    head: Office, branch: Office, tmp_path: Path
) -> None:
    exchange.apply(head, [exchange.pack(branch, tmp_path).path], adopt=True)
    backup = tmp_path / "backup.db"
    copy_to(branch.engine, backup)
    save(branch, "members", {"name": "王五"})
    exchange.apply(head, [exchange.pack(branch, tmp_path).path])
    agree(head)
    answer = exchange.reply(head, BRANCH, tmp_path).path
    branch.close()
    path = path_of(branch)
    for end in ("-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)
    path.write_bytes(backup.read_bytes())
    restored = open_office(path, clock=branch.clock, new_id=branch.new_id)
    (plan,) = exchange.apply(restored, [answer])
    assert plan.status == "new"
    assert any("第 2 号上报包本机没有记录" in sentence for sentence in plan.sentences)
    assert [row.texts[1] for row in rows(restored, LEDGERS["decisions"])] == ["同意"]
    undo(restored)
    assert rows(restored, LEDGERS["decisions"]) == []
    restored.close()


def test_case_27_a_package_edited_by_hand_is_refused_and_the_one_in_the_outbox_still_goes(
    head: Office, branch: Office, tmp_path: Path
) -> None:
    path = exchange.pack(branch, tmp_path).path
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    edited = tmp_path / "edited.zip"
    with zipfile.ZipFile(edited, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data.replace("李四".encode(), "李五".encode()))
    before = digest(head)
    (plan, good) = exchange.apply(head, [edited, path], adopt=True)
    assert plan.status == "refused"
    assert "改动" in plan.title
    assert good.status == "new"
    undo(head)
    assert digest(head) == before
