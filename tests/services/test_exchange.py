"""Packages between real data files: what arrives, in which order, and how it is taken back."""

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.services import decisions, exchange
from dangjian_desktop.services.digest import digest
from dangjian_desktop.services.history import redo, undo
from dangjian_desktop.services.records import Edit, remove, rows, save_texts
from dangjian_desktop.services.work import Office
from tests.conftest import MakeOffice
from tests.services.exchange_year import LEDGERS, agree, fill, save

HEAD = "机电学院党总支"
NAMES = ("机电党支部", "文传党支部", "机关党支部")


@pytest.fixture
def head(make_office: MakeOffice) -> Office:
    return make_office(HEAD, "general-branch")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "stick"


Report = Callable[..., Path]


@pytest.fixture
def report(make_office: MakeOffice, stick: Path) -> Report:
    """Make a filled branch and return its package."""

    def make(name: str = NAMES[0], *people: str) -> Path:
        office = make_office(name, superior=HEAD)
        fill(office, *(people or ("张三", f"李{name[0]}")))
        return exchange.pack(office, stick).path

    return make


def nomination(office: Office) -> str:
    return rows(office, LEDGERS["pioneer_nominations"], year=2026)[0].id


def test_a_package_from_an_unknown_unit_waits_for_a_person_to_adopt_it(head: Office, report: Report) -> None:
    path = report()
    before = digest(head)
    (plan,) = exchange.apply(head, [path])
    assert (plan.status, plan.code) == ("refused", "BUNDLE-UNKNOWN")
    assert plan.check_code in path.name
    assert plan.check_code in plan.title
    assert digest(head) == before
    (plan,) = exchange.apply(head, [path], adopt=True)
    assert plan.status == "new"
    assert [unit.name for unit in exchange.subordinates(head)] == [NAMES[0]]


def test_a_preview_writes_nothing_and_tells_who_and_what(head: Office, report: Report) -> None:
    before = digest(head)
    (plan,) = exchange.preview(head, [report()], adopt=True)
    assert digest(head) == before
    assert plan.counts["new"] == 18
    assert "新增先锋岗 1 条：张三。" in plan.sentences
    assert "新增党员名册 2 条：张三、李机。" in plan.sentences


def test_merging_three_packages_in_any_order_and_one_twice_gives_the_same_content(
    make_office: MakeOffice, report: Report
) -> None:
    paths = [report(name) for name in NAMES]
    results = set()
    for number, order in enumerate(itertools.permutations(paths)):
        head = make_office(HEAD if number == 0 else f"{HEAD}{number}", "general-branch")
        _same_identity(head, HEAD)
        before = [digest(head)]
        for path in order:
            assert exchange.apply(head, [path], adopt=True)[0].status == "new"
            before.append(digest(head))
        assert exchange.apply(head, [order[0]])[0].status == "same"
        results.add(before.pop())
        while before:
            undo(head)
            assert digest(head) == before.pop()
    assert len(results) == 1


def _same_identity(head: Office, name: str) -> None:
    """Give every trial's general branch the identity of one and the same office."""
    same = "01900000-0000-7000-8000-000000000001"
    with head.engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        for table, column in (("offices", "id"), ("offices", "owner_id"), ("office_names", "office_id")):
            connection.exec_driver_sql(f"UPDATE {table} SET {column} = ?", (same,))
        connection.exec_driver_sql("UPDATE offices SET name = ?", (name,))
        connection.exec_driver_sql(
            "UPDATE office_names SET id = ?, owner_id = ?, name = ?", (same.replace("1", "2"), same, name)
        )
        connection.exec_driver_sql("UPDATE installation SET office_id = ?", (same,))
        connection.exec_driver_sql("COMMIT")
    head.office_id = same


def test_undo_of_a_merge_forgets_the_package_and_redo_brings_it_back(head: Office, report: Report) -> None:
    path, before = report(), digest(head)
    exchange.apply(head, [path], adopt=True)
    merged = digest(head)
    undo(head)
    assert digest(head) == before
    assert exchange.subordinates(head) == []
    redo(head)
    assert digest(head) == merged
    assert exchange.apply(head, [path])[0].status == "same"


def test_a_decision_comes_back_with_the_reply_and_closes_the_nomination(
    make_office: MakeOffice, head: Office, stick: Path
) -> None:
    branch = make_office(NAMES[0], superior=HEAD)
    fill(branch, "张三")
    exchange.apply(head, [exchange.pack(branch, stick).path], adopt=True)
    agree(head, opinion="同意授予。")
    (sent,) = exchange.sent(branch)
    assert sent.acknowledged_at == ""
    (plan,) = exchange.apply(branch, [exchange.reply(head, NAMES[0], stick).path])
    assert plan.status == "new"
    assert "新增审批 1 条：张三 2026年先锋岗。" in plan.sentences
    (decision,) = rows(branch, LEDGERS["decisions"], year=2026)
    assert decision.texts[:3] == ("张三 2026年先锋岗", "同意", "同意授予。")
    assert not decision.editable
    (sent,) = exchange.sent(branch)
    assert sent.acknowledged_at
    (row,) = rows(branch, LEDGERS["pioneer_nominations"], year=2026)
    assert not row.editable
    saved = save_texts(branch, LEDGERS["pioneer_nominations"], [Edit(row.id, {"deeds": "改"})], verb="改")
    assert "已经审批" in saved.problems[0].message
    with pytest.raises(UserError, match="已经审批"):
        remove(branch, LEDGERS["pioneer_nominations"], [row.id], verb="删")


def test_packing_closes_studied_nominations_and_undo_opens_them_again(branch: Office, stick: Path) -> None:
    fill(branch, "张三")
    exchange.pack(branch, stick)
    (row,) = rows(branch, LEDGERS["pioneer_nominations"], year=2026)
    assert not row.editable
    undo(branch)
    assert rows(branch, LEDGERS["pioneer_nominations"], year=2026)[0].editable


def test_a_nomination_sent_back_can_be_mended_and_reported_again(
    make_office: MakeOffice, head: Office, stick: Path
) -> None:
    branch = make_office(NAMES[0], superior=HEAD)
    fill(branch, "张三")
    exchange.apply(head, [exchange.pack(branch, stick).path], adopt=True)
    row = nomination(branch)
    decisions.send_back(head, nominations=[row], reason="请补充事迹。")
    exchange.apply(branch, [exchange.reply(head, NAMES[0], stick).path])
    save(branch, "pioneer_nominations", {"deeds": "补充了事迹。"}, row_id=row)
    (plan,) = exchange.apply(head, [exchange.pack(branch, stick).path])
    assert "张三 先锋岗“主要事迹”由“带头上好课。”改为“补充了事迹。”。" in plan.sentences
    assert agree(head) == [row]
    assert rows(head, LEDGERS["pioneer_nominations"], year=2026)[0].texts[2] == "补充了事迹。"


def test_case_2_an_older_package_after_a_newer_one_changes_nothing(
    make_office: MakeOffice, head: Office, stick: Path
) -> None:
    branch = make_office(NAMES[0], superior=HEAD)
    fill(branch, "张三")
    old = exchange.pack(branch, stick).path
    save(branch, "members", {"name": "王五"})
    new = exchange.pack(branch, stick).path
    exchange.apply(head, [new], adopt=True)
    merged = digest(head)
    (plan,) = exchange.apply(head, [old])
    assert plan.status == "stale"
    assert digest(head) == merged


def test_case_3_a_gap_in_the_numbers_is_explained(make_office: MakeOffice, head: Office, stick: Path) -> None:
    branch = make_office(NAMES[0], superior=HEAD)
    packages = [exchange.pack(branch, stick).path for _ in range(4)]
    exchange.apply(head, [packages[0]], adopt=True)
    (plan,) = exchange.apply(head, [packages[3]])
    assert plan.sentences[0] == "2、3 号未收到，内容已包含在第 4 号。"


def test_case_4_a_package_for_another_general_branch_is_refused(make_office: MakeOffice, report: Report) -> None:
    other = make_office("文传学院党总支", "general-branch")
    (plan,) = exchange.apply(other, [report()], adopt=True)
    assert (plan.status, plan.code) == ("refused", "BUNDLE-ADDRESSEE")
    assert HEAD in plan.title


def test_case_6_my_own_package_at_home_is_recognised(branch: Office, stick: Path) -> None:
    path = exchange.pack(branch, stick).path
    (plan,) = exchange.apply(branch, [path])
    assert plan.status == "same"
    assert "自己生成" in plan.title


def test_case_7_packages_in_the_wrong_place_are_refused_in_words(
    make_office: MakeOffice, head: Office, report: Report, stick: Path
) -> None:
    first, second = report(NAMES[0]), report(NAMES[1])
    other = make_office("体育党支部", superior=HEAD)
    (plan,) = exchange.apply(other, [first], adopt=True)
    assert plan.code == "BUNDLE-KIND"
    exchange.apply(head, [first, second], adopt=True)
    (plan,) = exchange.apply(other, [exchange.reply(head, NAMES[0], stick).path])
    assert plan.code == "BUNDLE-ADDRESSEE"


def test_a_reply_from_someone_elses_superior_is_refused(make_office: MakeOffice, head: Office, stick: Path) -> None:
    branch = make_office(NAMES[0], superior=HEAD)
    exchange.apply(head, [exchange.pack(branch, stick).path], adopt=True)
    exchange.apply(branch, [exchange.reply(head, NAMES[0], stick).path])
    stranger = make_office(f"{HEAD}二", "general-branch")
    exchange.apply(head, [exchange.pack(branch, stick).path])
    _adopt_by_hand(stranger, branch)
    (plan,) = exchange.apply(branch, [exchange.reply(stranger, NAMES[0], stick).path], adopt=True)
    assert (plan.status, plan.code) == ("refused", "BUNDLE-SENDER")


def _adopt_by_hand(head: Office, branch: Office) -> None:
    from dangjian_desktop.models.office import Adoption
    from dangjian_desktop.models.office import Office as OfficeRecord

    with head.work("确认") as work:
        work.put(
            OfficeRecord,
            [
                {
                    "id": branch.office_id, "owner_id": branch.office_id, "revision": 1, "deleted": False,
                    "kind": "branch", "name": NAMES[0], "short_name": "", "superior_id": None, "superior_name": "",
                    "secretary": "", "phone": "",
                }
            ],
        )  # fmt: skip
        work.insert(Adoption, [{"office_id": branch.office_id, "adopted_on": head.clock().date()}])


def test_case_28_a_change_after_approval_is_parked_and_told(make_office: MakeOffice, head: Office, stick: Path) -> None:
    branch = make_office(NAMES[0], superior=HEAD)
    fill(branch, "张三")
    exchange.apply(head, [exchange.pack(branch, stick).path], adopt=True)
    agree(head, opinion="同意授予。")
    undo(branch)
    save(branch, "pioneer_nominations", {"deeds": "悄悄改了。"}, row_id=nomination(branch))
    (plan,) = exchange.apply(head, [exchange.pack(branch, stick).path])
    assert plan.counts["parked"] == 1
    assert "已经审批" in plan.problems[0]
    assert rows(head, LEDGERS["pioneer_nominations"], year=2026)[0].texts[2] == "带头上好课。"


def test_two_computers_with_one_branchs_file_are_noticed(make_office: MakeOffice, head: Office, stick: Path) -> None:
    branch = make_office(NAMES[0], superior=HEAD)
    fill(branch, "张三")
    from dangjian_desktop.services.offices import open_office

    copy = stick / "copy.db"
    from dangjian_desktop.models.database import copy_to

    copy_to(branch.engine, copy)
    second = open_office(copy, clock=branch.clock, new_id=branch.new_id)
    exchange.apply(head, [exchange.pack(branch, stick).path], adopt=True)
    save(second, "members", {"name": "赵六"})
    (plan,) = exchange.apply(head, [exchange.pack(second, stick / "two").path])
    second.close()
    assert (plan.status, plan.code) == ("new", "BUNDLE-FORK")
    assert plan.check_code in plan.sentences[0]
    assert "两份拷贝" in plan.sentences[0]
    assert len(rows(head, LEDGERS["members"])) == 2


def test_a_removed_row_is_removed_above_by_its_mark_alone(make_office: MakeOffice, head: Office, stick: Path) -> None:
    branch = make_office(NAMES[0], superior=HEAD)
    fill(branch, "张三")
    exchange.apply(head, [exchange.pack(branch, stick).path], adopt=True)
    (area,) = rows(branch, LEDGERS["area_assignments"], year=2026)
    remove(branch, LEDGERS["area_assignments"], [area.id], verb="删除")
    (plan,) = exchange.apply(head, [exchange.pack(branch, stick).path])
    assert "张三 责任区删除一条。" in plan.sentences
    assert rows(head, LEDGERS["area_assignments"], year=2026) == []


def test_the_data_file_is_copied_before_a_merge(head: Office, report: Report, tmp_path: Path) -> None:
    from dangjian_desktop.services.offices import open_office

    before = digest(head)
    exchange.apply(head, [report()], adopt=True)
    (path,) = (tmp_path / "备份").glob(f"{HEAD}_*_合并前.db")
    copy = open_office(path, clock=head.clock, new_id=head.new_id)
    assert digest(copy) == before
    copy.close()


def test_an_empty_branch_reports_too(head: Office, branch: Office, stick: Path) -> None:
    packed = exchange.pack(branch, stick)
    (plan,) = exchange.apply(head, [packed.path], adopt=True)
    assert plan.status == "new"
    assert packed.check_code in packed.path.name


def test_a_reply_to_a_unit_that_is_not_known_names_those_that_are(head: Office, report: Report, stick: Path) -> None:
    exchange.apply(head, [report()], adopt=True)
    with pytest.raises(UserError, match=NAMES[0]):
        exchange.reply(head, "没有的支部", stick)
    with pytest.raises(UserError, match="没有下属支部"):
        exchange.reply(exchange_branch(head), "x", stick)


def exchange_branch(head: Office) -> Office:
    return Office(head.engine, head.office_id, "branch", head.clock, head.new_id)
