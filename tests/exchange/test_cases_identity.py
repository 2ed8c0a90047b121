"""Cases 8-12 of docs/exchange.md: a data file moved, copied, cloned or put back knows that it is, and says so."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from dangjian_desktop.bundle.generations import keys_of
from dangjian_desktop.bundle.seal import Keys, is_endorsed, public_of
from dangjian_desktop.core.clock import Clock, pinned
from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.ids import time_ordered_ids, writer_of
from dangjian_desktop.models.database import copy_to
from dangjian_desktop.services import exchange
from dangjian_desktop.services.digest import digest
from dangjian_desktop.services.identity import Choice, choose
from dangjian_desktop.services.offices import create_office, open_office
from dangjian_desktop.services.own_keys import own_fingerprint
from dangjian_desktop.services.parked import accept_proposal, parked_rows
from dangjian_desktop.services.questions import open_questions, settle
from dangjian_desktop.services.trust import former_keys
from dangjian_desktop.services.work import Office
from tests.services.exchange_year import agree, fill, save

HEAD, BRANCH = "机电学院党总支", "机电党支部"
CLOCK = pinned("2026-11-24T09:00")
OLDER = "比上次在这里使用时的旧"


@dataclass
class Pc:
    """A computer with its own name for itself and a folder."""

    name: str
    folder: Path
    opened: list[Office] = field(default_factory=list)
    starts: int = 0

    def create(self, name: str = BRANCH, kind: str = "branch") -> Office:
        self.folder.mkdir(exist_ok=True)
        office = create_office(
            self.folder / f"{name}.db",
            kind=kind,
            name=name,
            superior=HEAD if kind == "branch" else "",
            clock=CLOCK,
            new_id=time_ordered_ids(CLOCK),
            machine=lambda: self.name,
        )
        self.opened.append(office)
        return office

    def open(self, name: str = f"{BRANCH}.db", *, ask: bool = False, clock: Clock = CLOCK) -> Office:
        office = open_office(
            self.folder / name, clock=clock, new_id=time_ordered_ids(CLOCK), machine=lambda: self.name, ask=ask
        )
        self.opened.append(office)
        return office


MakePc = Callable[[str], Pc]


@pytest.fixture
def pc(tmp_path: Path) -> Iterator[MakePc]:
    made: list[Pc] = []

    def make(name: str) -> Pc:
        made.append(Pc(name, tmp_path / name))
        made[-1].folder.mkdir()
        return made[-1]

    yield make
    for each in made:
        for office in each.opened:
            office.close()


def stored(office: Office) -> tuple[str, str, str]:
    """What the data file itself holds: installation, lineage, standing."""
    with office.reading() as connection:
        row = connection.exec_driver_sql("SELECT installation_id, lineage_id, standing FROM installation").one()
    return tuple(row)


def news(office: Office) -> str:
    assert office.identity is not None
    return "".join(office.identity.news)


def pick(office: Office, choice: Choice) -> None:
    assert office.identity is not None
    choose(office.engine, office.identity, choice, office.clock)


def filled(pc: Pc) -> tuple[str, str, str]:
    """Make a branch's file with two people on a computer, close it, and return what it holds of itself."""
    office = pc.create()
    fill(office, "张三", "李四")
    known = stored(office)
    office.close()
    return known


def test_a_file_opened_where_it_was_is_the_same_installation_and_stays_the_same_bytes(pc: MakePc) -> None:
    office_pc = pc("a")
    known = filled(office_pc)
    before = (office_pc.folder / f"{BRANCH}.db").read_bytes()
    again = office_pc.open()
    assert (stored(again), news(again)) == (known, "")
    assert again.writer == writer_of(known[0])
    again.close()
    assert (office_pc.folder / f"{BRANCH}.db").read_bytes() == before


def test_case_08_a_renamed_file_is_a_new_installation_of_the_same_lineage_without_a_question(pc: MakePc) -> None:
    office_pc = pc("a")
    known = filled(office_pc)
    (office_pc.folder / f"{BRANCH}.db").rename(office_pc.folder / "新名.db")
    moved = office_pc.open("新名.db", ask=True)
    assert (moved.standing, news(moved)) == ("", "")
    save(moved, "members", {"name": "王五"})
    installation, lineage, _ = stored(moved)
    assert (installation != known[0], lineage) == (True, known[1])
    assert moved.writer == writer_of(installation)
    moved.close()
    again = office_pc.open("新名.db")
    assert stored(again)[0] == installation


def test_case_10_a_copy_that_is_only_read_stays_the_same_bytes(pc: MakePc) -> None:
    first, second = pc("a"), pc("b")
    filled(first)
    copy = Path(shutil.copy(first.folder / f"{BRANCH}.db", second.folder))
    before = copy.read_bytes()
    office = second.open()
    digest(office)
    office.close()
    assert copy.read_bytes() == before


@pytest.mark.parametrize("machine", ["a", "b"])
def test_case_10_a_copy_waits_for_a_choice_and_writes_under_a_name_of_its_own(pc: MakePc, machine: str) -> None:
    first, second = pc("a"), pc("c")
    second.name = machine
    known = filled(first)
    shutil.copy(first.folder / f"{BRANCH}.db", second.folder)
    copy = second.open(ask=True)
    assert copy.identity is not None
    assert copy.identity.asks
    with pytest.raises(UserError, match="请先选择") as caught:
        save(copy, "members", {"name": "王五"})
    assert caught.value.code == "DATA-STANDING"
    pick(copy, Choice.OWN)
    save(copy, "members", {"name": "王五"})
    installation, lineage, standing = stored(copy)
    assert (installation != known[0], lineage, standing) == (True, known[1], "")
    copy.close()
    again = second.open(ask=True)
    assert (again.standing, stored(again)[0]) == ("", installation)
    assert stored(first.open(ask=True)) == known


def test_case_10_a_copy_for_reading_stays_so_also_when_it_is_moved(pc: MakePc) -> None:
    first, second = pc("a"), pc("b")
    filled(first)
    shutil.copy(first.folder / f"{BRANCH}.db", second.folder)
    pick(second.open(ask=True), Choice.READ_ONLY)
    second.opened[-1].close()
    (second.folder / f"{BRANCH}.db").rename(second.folder / "查看.db")
    copy = second.open("查看.db")
    with pytest.raises(UserError, match="只查看"):
        save(copy, "members", {"name": "王五"})
    pick(copy, Choice.OWN)
    save(copy, "members", {"name": "王五"})


def test_case_10_a_copy_that_takes_over_on_the_same_pc_makes_the_other_read_only(pc: MakePc) -> None:
    first, second = pc("a"), pc("c")
    second.name = "a"
    filled(first)
    shutil.copy(first.folder / f"{BRANCH}.db", second.folder)
    original = first.open()
    copy = second.open(ask=True)
    pick(copy, Choice.TAKE_OVER)
    save(copy, "members", {"name": "王五"})
    with pytest.raises(UserError, match="接管"):
        save(original, "members", {"name": "赵六"})
    assert str(second.folder / f"{BRANCH}.db") in original.standing
    original.close()
    assert "接管" in first.open().standing


def test_case_10_without_a_window_a_copy_works_as_its_own_and_both_are_told_apart_above(
    pc: MakePc, tmp_path: Path
) -> None:
    first, second = pc("a"), pc("b")
    known = filled(first)
    shutil.copy(first.folder / f"{BRANCH}.db", second.folder)
    copy, original = second.open(), first.open()
    save(copy, "members", {"name": "王五"})
    save(original, "members", {"name": "赵六"})
    assert {stored(copy)[0], stored(original)[0]} > {known[0]}
    assert copy.writer != original.writer


def test_a_stick_that_goes_to_and_fro_is_asked_about_once_on_each_pc(pc: MakePc, tmp_path: Path) -> None:
    stick, home = pc("a"), pc("b")
    filled(stick)
    home.folder = stick.folder
    at_home = home.open(ask=True)
    assert at_home.standing
    pick(at_home, Choice.TAKE_OVER)
    at_home.close()
    for each in (stick, home, stick):
        office = each.open(ask=True)
        assert (office.standing, news(office)) == ("", "")
        save(office, "members", {"name": f"第{len(each.opened)}人{each.name}"})
        office.close()


def test_case_09_an_older_copy_put_back_is_said_at_start_and_begins_a_new_lineage(pc: MakePc) -> None:
    office_pc = pc("a")
    office = office_pc.create()
    fill(office, "张三", "李四")
    backup = office_pc.folder / "备份.db"
    copy_to(office.engine, backup)
    save(office, "members", {"name": "王五"})
    known = stored(office)
    office.close()
    put_back(backup, office_pc)
    restored = office_pc.open()
    assert OLDER in news(restored)
    save(restored, "members", {"name": "赵六"})
    installation, lineage, _ = stored(restored)
    assert installation != known[0]
    assert lineage != known[1]
    restored.close()
    assert news(office_pc.open()) == ""


def put_back(backup: Path, pc: Pc, name: str = BRANCH) -> None:
    """Copy a backup over the closed data file, as people do in the file manager."""
    target = pc.folder / f"{name}.db"
    for suffix in ("-wal", "-shm"):
        target.with_name(f"{target.name}{suffix}").unlink(missing_ok=True)
    shutil.copy(backup, target)


def test_case_09_a_backup_that_lacks_nothing_is_no_news(pc: MakePc) -> None:
    office_pc = pc("a")
    known = filled(office_pc)
    office = office_pc.open()
    copy_to(office.engine, office_pc.folder / "备份.db")
    office.close()
    put_back(office_pc.folder / "备份.db", office_pc)
    again = office_pc.open()
    assert (news(again), stored(again)) == ("", known)


def test_case_09_a_package_that_the_backup_does_not_know_of_is_noticed_too(pc: MakePc, tmp_path: Path) -> None:
    office_pc = pc("a")
    office = office_pc.create()
    exchange.pack(office, tmp_path / "stick")
    copy_to(office.engine, office_pc.folder / "备份.db")
    exchange.pack(office, tmp_path / "stick")
    office.close()
    put_back(office_pc.folder / "备份.db", office_pc)
    assert OLDER in news(office_pc.open())


def test_case_11_two_pcs_from_one_image_mint_their_own_ids_at_the_first_start(pc: MakePc) -> None:
    first, second = pc("a"), pc("b")
    second.name = "a"
    ids = [stored(each.create())[:2] for each in (first, second)]
    assert len({*ids[0], *ids[1]}) == 4


@pytest.mark.parametrize("text", ["", "{}", "[" * 9000, '{"office_id": 1}', "\x00\xff"])
def test_a_companion_that_cannot_be_read_counts_as_none(pc: MakePc, text: str) -> None:
    office_pc = pc("a")
    known = filled(office_pc)
    (office_pc.folder / f"{BRANCH}.db.身份").write_bytes(text.encode("latin-1"))
    again = office_pc.open()
    assert (stored(again), news(again)) == (known, "")


def test_where_no_companion_can_be_written_the_file_opens_all_the_same(pc: MakePc) -> None:
    office_pc = pc("a")
    known = filled(office_pc)
    beside = office_pc.folder / f"{BRANCH}.db.身份"
    beside.unlink()
    beside.mkdir()
    again = office_pc.open()
    assert stored(again) == known


def own_keys(office: Office) -> tuple[str, list[tuple[str, bool]]]:
    """The fingerprint of the data file's keys, and the installations before it with whether they work on beside it."""
    with office.reading() as connection:
        return own_fingerprint(connection), [(each.installation_id, each.beside) for each in former_keys(connection)]


def test_case_08_new_keys_are_endorsed_by_those_before_and_the_old_secret_to_sign_is_gone(pc: MakePc) -> None:
    office_pc = pc("a")
    known = filled(office_pc)
    first, _ = own_keys(office_pc.open())
    office_pc.opened[-1].close()
    (office_pc.folder / f"{BRANCH}.db").rename(office_pc.folder / "新名.db")
    moved = office_pc.open("新名.db")
    with moved.reading() as connection:
        secret = connection.exec_driver_sql("SELECT signing_key FROM installation").scalar_one()
    save(moved, "members", {"name": "王五"})
    second, former = own_keys(moved)
    assert (second != first, former) == (True, [(known[0], False)])
    with moved.reading() as connection:
        (before,) = former_keys(connection)
        row = connection.exec_driver_sql("SELECT signing_key, sealing_key FROM installation").one()
        assert is_endorsed(keys_of(before.keys), public_of(Keys(*row)), before.endorsement)
    moved.close()
    assert secret.encode() not in (office_pc.folder / "新名.db").read_bytes()


@pytest.mark.parametrize(("choice", "beside"), [(Choice.OWN, True), (Choice.TAKE_OVER, False)])
def test_case_10_a_copy_says_whether_the_other_works_on(pc: MakePc, choice: Choice, beside: bool) -> None:
    first, second = pc("a"), pc("b")
    known = filled(first)
    shutil.copy(first.folder / f"{BRANCH}.db", second.folder)
    copy = second.open(ask=True)
    pick(copy, choice)
    assert own_keys(copy)[1] == [(known[0], beside)]


def test_a_data_file_of_an_earlier_version_gets_keys_with_its_first_change(pc: MakePc) -> None:
    office_pc = pc("a")
    filled(office_pc)
    office = office_pc.open()
    with office.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE installation SET signing_key = '', sealing_key = '', home = ''")
    office.close()
    again = office_pc.open()
    assert own_keys(again) == ("", [])
    save(again, "members", {"name": "王五"})
    assert len(own_keys(again)[0].split()) == 8
    assert own_keys(again)[1] == []


def test_case_12_a_restored_headquarters_asks_for_a_report_and_one_round_brings_its_decision_back(
    pc: MakePc, tmp_path: Path
) -> None:
    office_pc, head_pc, stick = pc("a"), pc("head"), tmp_path / "stick"
    branch, head = office_pc.create(), head_pc.create(HEAD, "general-branch")
    fill(branch, "张三")
    exchange.apply(head, [exchange.pack(branch, stick).path], adopt=True)
    backup = head_pc.folder / "备份.db"
    copy_to(head.engine, backup)
    agree(head)
    exchange.apply(branch, [exchange.reply(head, BRANCH, stick).path])
    content = digest(head)
    head.close()
    put_back(backup, head_pc, HEAD)

    restored = head_pc.open(f"{HEAD}.db", clock=pinned("2026-11-25T09:00"))
    assert "重新上报" in news(restored)
    (plan,) = exchange.apply(branch, [exchange.reply(restored, BRANCH, stick).path])
    assert plan.status == "new"
    assert [asked.kind for asked in open_questions(branch)] == ["fresh"]
    (plan,) = exchange.apply(restored, [exchange.pack(branch, stick).path])
    assert plan.status == "new"
    with restored.reading() as connection:
        proposals = [each.id for each in parked_rows(connection, branch.office_id) if each.kind == "proposal"]
    assert proposals
    assert digest(restored) != content
    for proposal in proposals:
        accept_proposal(restored, proposal)
    exchange.apply(branch, [exchange.reply(restored, BRANCH, stick).path])
    assert open_questions(branch) == []
    decisions = "SELECT decision, opinion, nomination_id FROM decisions WHERE NOT deleted"
    with restored.reading() as there, branch.reading() as here:
        assert there.exec_driver_sql(decisions).all() == here.exec_driver_sql(decisions).all() != []


def duty_of(office: Office, name: str) -> str:
    """The duty that a data file shows for the only member of this name."""
    with office.reading() as connection:
        return str(
            connection.exec_driver_sql("SELECT duty FROM members WHERE name = ? AND NOT deleted", (name,)).scalar_one()
        )


def write_duty(office: Office, name: str, duty: str) -> None:
    with office.reading() as connection:
        row = connection.exec_driver_sql("SELECT id FROM members WHERE name = ?", (name,)).scalar_one()
    save(office, "members", {"duty": duty}, row_id=row)


def names_in(office: Office) -> set[str]:
    with office.reading() as connection:
        return set(connection.exec_driver_sql("SELECT name FROM members WHERE NOT deleted").scalars())


def meet(branch: Office, head: Office, stick: Path) -> None:
    """One round to and fro, after which each seals to the other and believes its keys alone."""
    exchange.apply(head, [exchange.pack(branch, stick).path], adopt=True)
    (plan,) = exchange.apply(branch, [exchange.reply(head, BRANCH, stick).path], adopt=True)
    assert plan.status == "new"


def test_case_09_nothing_goes_back_at_headquarters_when_a_branch_goes_on_from_an_older_copy(
    pc: MakePc, tmp_path: Path
) -> None:
    office_pc, head_pc, stick = pc("a"), pc("head"), tmp_path / "stick"
    branch, head = office_pc.create(), head_pc.create(HEAD, "general-branch")
    fill(branch, "张三", "李四")
    write_duty(branch, "李四", "组织委员")
    meet(branch, head, stick)
    copy_to(branch.engine, office_pc.folder / "备份.db")
    write_duty(branch, "李四", "宣传委员")
    save(branch, "members", {"name": "王五"})
    exchange.apply(head, [exchange.pack(branch, stick).path])
    branch.close()
    put_back(office_pc.folder / "备份.db", office_pc)

    restored = office_pc.open()
    save(restored, "members", {"name": "赵六"})
    packed = exchange.pack(restored, stick).path
    before = digest(head)
    for looked in (exchange.preview(head, [packed]), exchange.apply(head, [packed])):
        (plan,) = looked
        assert (plan.status, plan.counts["conflict"]) == ("new", 1), plan.title
        assert any("从备份恢复过" in sentence for sentence in plan.sentences)
        assert any("李四" in each and "“宣传委员”和“组织委员”" in each for each in plan.problems)
    assert digest(head) != before
    assert duty_of(head, "李四") == "宣传委员"
    assert names_in(head) == {"张三", "李四", "王五", "赵六"}

    (plan,) = exchange.apply(restored, [exchange.reply(head, BRANCH, stick).path])
    assert plan.status == "new", plan.title
    (asked,) = open_questions(restored)
    assert asked.choices == ("宣传委员", "组织委员")
    settle(restored, asked.id, "宣传委员")
    (plan,) = exchange.apply(head, [exchange.pack(restored, stick).path])
    assert (plan.status, plan.counts["conflict"]) == ("new", 0), plan.title
    assert duty_of(head, "李四") == duty_of(restored, "李四") == "宣传委员"
    exchange.apply(restored, [exchange.reply(head, BRANCH, stick).path])
    assert open_questions(restored) == []


@pytest.mark.parametrize("moved", [False, True], ids=["the_other_stays", "the_other_moves_too"])
@pytest.mark.parametrize("copy_first", [False, True], ids=["original_first", "copy_first"])
def test_case_10_two_copies_with_keys_both_report_and_headquarters_names_both_and_keeps_both_values(
    pc: MakePc, tmp_path: Path, moved: bool, copy_first: bool
) -> None:
    first, second, head_pc, stick = pc("a"), pc("b"), pc("head"), tmp_path / "stick"
    branch, head = first.create(), head_pc.create(HEAD, "general-branch")
    fill(branch, "张三", "李四")
    meet(branch, head, stick)
    branch.close()
    shutil.copy(first.folder / f"{BRANCH}.db", second.folder)
    name = f"{BRANCH}.db"
    if moved:
        name = "新名.db"
        (first.folder / f"{BRANCH}.db").rename(first.folder / name)
    copy, original = second.open(), first.open(name)
    write_duty(original, "李四", "组织委员")
    write_duty(copy, "李四", "宣传委员")
    save(original, "members", {"name": "王五"})
    save(copy, "members", {"name": "赵六"})
    offices = [copy, original] if copy_first else [original, copy]
    packed = [exchange.pack(each, stick / str(at)) for at, each in enumerate(offices)]
    assert all("未加密" not in each.mark for each in packed)
    (plan,) = exchange.apply(head, [packed[0].path])
    assert (plan.status, plan.code) == ("new", ""), plan.title
    (plan,) = exchange.apply(head, [packed[1].path])
    assert (plan.status, plan.code, plan.counts["conflict"]) == ("new", "BUNDLE-FORK", 1), plan.title
    assert all(any(each.check_code in sentence for sentence in plan.sentences) for each in packed)
    assert any("组织委员" in each and "宣传委员" in each for each in plan.problems)
    assert names_in(head) == {"张三", "李四", "王五", "赵六"}

    shown = duty_of(head, "李四")
    answer = exchange.reply(head, BRANCH, stick).path
    for each in offices:  # the reply is sealed to both
        (plan,) = exchange.apply(each, [answer])
        assert plan.status == "new", plan.title
        assert [set(asked.choices) for asked in open_questions(each)] == [{"组织委员", "宣传委员"}]
    (asked,) = open_questions(original)
    other = next(value for value in asked.choices if value != shown)
    settle(original, asked.id, other)
    (plan,) = exchange.apply(head, [exchange.pack(original, stick).path])
    assert (plan.status, plan.counts["conflict"]) == ("new", 0), plan.title
    assert duty_of(head, "李四") == other
    (plan,) = exchange.apply(copy, [exchange.reply(head, BRANCH, stick).path])
    assert plan.status == "new", plan.title
    assert open_questions(copy) == []
