"""Cases 13-19, 36 and 38 of docs/exchange.md: people who move, branches that change, years that are closed."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.models.base import Record
from dangjian_desktop.models.commitments import Commitment
from dangjian_desktop.models.member import Member, MemberState
from dangjian_desktop.models.moves import Arrival, Transfer
from dangjian_desktop.models.posts import PostAssignment
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.schemes.shared import ROSTER
from dangjian_desktop.services import exchange, photos, transfers
from dangjian_desktop.services.digest import digest
from dangjian_desktop.services.history import undo
from dangjian_desktop.services.memberships import members_named
from dangjian_desktop.services.offices import rename_office
from dangjian_desktop.services.reading import load_book, load_books
from dangjian_desktop.services.receiving import BundlePlan
from dangjian_desktop.services.records import rows
from dangjian_desktop.services.statistics import summary
from dangjian_desktop.services.work import Office
from tests.conftest import MakeOffice
from tests.services.exchange_year import fill, save
from tests.services.test_photos import picture

HEAD, OLD, NEW = "机电学院党总支", "机电教工党支部", "机电学生党支部"
TODAY = date(2026, 11, 24)


class Town:
    """A general branch with two branches, and the stick that goes between them."""

    def __init__(self, make_office: MakeOffice, stick: Path) -> None:
        self.head = make_office(HEAD, "general-branch")
        self.old = make_office(OLD, superior=HEAD)
        self.new = make_office(NEW, superior=HEAD)
        self.stick = stick
        fill(self.old, "张三", "李四")
        fill(self.new, "王五")

    def send(self, branch: Office, *, to: Office | None = None) -> BundlePlan:
        """Carry a report up."""
        packed = exchange.pack(branch, self.stick / branch.office_id)
        return only(exchange.apply(to or self.head, [packed.path], adopt=True))

    def answer(self, branch: Office, name: str) -> BundlePlan:
        """Carry a reply down."""
        packed = exchange.reply(self.head, name, self.stick / "down")
        return only(exchange.apply(branch, [packed.path], adopt=True))

    def leave(self, *names: str, on: date = TODAY) -> list[Path]:
        """Let members of the old branch go to the new one; return the packages."""
        ids = members_named(self.old, names)
        transfers.transfer(self.old, ids, transfers.destination(self.old, to=NEW), on=on)
        return [packed.path for packed in transfers.write_packages(self.old, ids, self.stick)]

    def arrive(self, paths: list[Path]) -> BundlePlan:
        """Receive a 转出包 at the new branch."""
        plan = only(exchange.apply(self.new, paths))
        assert plan.status == "new", plan.title
        return plan


@pytest.fixture
def town(make_office: MakeOffice, tmp_path: Path) -> Town:
    return Town(make_office, tmp_path / "U盘")


def only(plans: list[BundlePlan]) -> BundlePlan:
    (plan,) = plans
    return plan


def rows_of(office: Office, kind: type[Record]) -> list[Mapping[str, object]]:
    """All rows of a kind, those marked as deleted too."""
    with office.reading() as connection:
        return [dict(row) for row in connection.execute(select(table_of(kind))).mappings()]


def living(office: Office, kind: type[Record], **wanted: object) -> list[Mapping[str, object]]:
    table = table_of(kind)
    statement = select(table).where(table.c.deleted.is_(False)).order_by(table.c.id)
    for key, value in wanted.items():
        statement = statement.where(table.c[key] == value)
    with office.reading() as connection:
        return [dict(row) for row in connection.execute(statement).mappings()]


def roster(office: Office) -> list[tuple[str, str]]:
    """Names with their states, as the grid shows them."""
    place = [column.key for column in ROSTER.columns].index("state")
    return [(row.texts[0], row.texts[place]) for row in rows(office, ROSTER) if row.owner == office.office_id]


def memberships(office: Office, name: str) -> set[tuple[str, str]]:
    """Owner and state of each living membership of a person as an office holds it."""
    return {(str(row["owner_id"]), str(row["state"])) for row in living(office, Member, name=name)}


def test_case_13_a_transfer_is_two_steps_and_the_history_stays_with_the_old_branch(town: Town, tmp_path: Path) -> None:
    (zhang,) = members_named(town.old, ["张三"])
    photos.set_photo(town.old, zhang, picture(tmp_path / "照片.png"))
    save(town.old, "post_assignments", {"member_id": "张三", "post_id": "服务学生岗", "year": "2026"})
    save(
        town.old,
        "commitments",
        {"member_id": "张三", "year": "2026", "text": "上好一门课"},
        {"member_id": "张三", "year": "2026", "text": "带好一个班", "outcome": "已兑现"},
    )
    packages = town.leave("张三")
    assert roster(town.old) == [("张三", "转出"), ("李四", "在册")]
    ended = {str(row["text"]): row["ended_reason"] for row in living(town.old, Commitment, member_id=zhang)}
    assert ended == {"上好一门课": "转出", "带好一个班": ""}
    assert [row["ended_on"] for row in living(town.old, PostAssignment, member_id=zhang)] == [TODAY]

    plan = town.arrive(packages)
    assert plan.counts["new"] == 1
    assert "岗位“服务学生岗”" in plan.sentences[0]
    assert roster(town.new)[-1] == ("张三", "在册")
    (member,) = living(town.new, Member, name="张三")
    (left,) = living(town.old, Member, name="张三")
    assert (member["person_id"], member["sex"], member["birth"]) == (left["person_id"], "女", "1985-05")
    assert member["id"] != left["id"]
    assert photos.photo_of(town.new, str(member["id"])) == photos.photo_of(town.old, zhang) is not None
    assert living(town.new, Commitment, member_id=member["id"]) == []
    assert [row["from_name"] for row in living(town.new, Arrival)] == [OLD]
    again = only(exchange.apply(town.new, packages))
    assert (again.status, len(roster(town.new))) == ("same", 2)


def test_case_13_headquarters_counts_the_person_once_at_every_stage(town: Town) -> None:
    town.send(town.old)
    town.send(town.new)
    assert counts(town) == {OLD: 2, NEW: 1}
    packages = town.leave("张三")
    town.send(town.old)
    assert counts(town) == {OLD: 2, NEW: 1}, "until received the old branch counts him"
    town.arrive(packages)
    town.send(town.new)
    assert counts(town) == {OLD: 1, NEW: 2}
    assert memberships(town.head, "张三") == {(town.old.office_id, "转出"), (town.new.office_id, "在册")}


def test_case_13_both_steps_are_undone_and_after_the_package_left_that_is_a_new_change(town: Town) -> None:
    before = digest(town.old), digest(town.new)
    ids = members_named(town.old, ["张三"])
    transfers.transfer(town.old, ids, transfers.destination(town.old, to=NEW), on=TODAY)
    undo(town.old)
    assert roster(town.old) == [("张三", "在册"), ("李四", "在册")]
    assert living(town.old, Transfer) == []

    packages = town.leave("张三")
    town.arrive(packages)
    undo(town.new)
    assert digest(town.new) == before[1]
    assert town.arrive(packages).counts["new"] == 1
    undo(town.old)
    assert roster(town.old)[0] == ("张三", "在册")
    (row,) = rows_of(town.old, Transfer)
    assert row["deleted"], "what has left the house is taken back by a mark that travels"


def test_case_13_who_comes_back_is_the_same_row_again(town: Town) -> None:
    packages = town.leave("张三")
    town.arrive(packages)
    (zhang,) = members_named(town.new, ["张三"])
    transfers.transfer(town.new, [zhang], transfers.destination(town.new, to=OLD), on=TODAY)
    (back,) = transfers.write_packages(town.new, [zhang], town.stick)
    plan = only(exchange.apply(town.old, [back.path]))
    assert (plan.status, plan.counts["changed"]) == ("new", 1)
    assert "恢复原来的一行" in plan.sentences[0]
    assert roster(town.old) == [("张三", "在册"), ("李四", "在册")]


def test_case_13_who_was_typed_in_by_hand_already_becomes_the_same_person(town: Town) -> None:
    save(town.new, "members", {"name": "张 三", "sex": "女", "birth": "1985.05"})
    plan = town.arrive(town.leave("张三"))
    assert "按同一人登记" in plan.sentences[0]
    assert len(roster(town.new)) == 2
    persons = {row["person_id"] for row in living(town.new, Member, birth="1985-05")}
    (left,) = living(town.old, Member, name="张三")
    assert left["person_id"] in persons


def test_case_14_the_new_branch_waits_until_the_old_one_has_reported_and_comes_in_by_itself(town: Town) -> None:
    town.send(town.old)
    town.arrive(town.leave("张三"))
    save(town.new, "area_assignments", {"area_id": "机电楼/三层", "member_id": "张三", "year": "2026"})
    early = town.send(town.new)
    assert early.counts["parked"] >= 2
    assert any(f"“{OLD}”尚未转出" in sentence for sentence in early.problems)
    assert memberships(town.head, "张三") == {(town.old.office_id, "在册")}
    assert counts(town) == {OLD: 2, NEW: 1}
    waiting = digest(town.head)

    late = town.send(town.old)
    assert any("先前等待的内容现在读入" in sentence and "张三" in sentence for sentence in late.sentences)
    assert memberships(town.head, "张三") == {(town.old.office_id, "转出"), (town.new.office_id, "在册")}
    assert counts(town) == {OLD: 1, NEW: 2}
    done = digest(town.head)
    undo(town.head)
    assert digest(town.head) == waiting, "one undo lets it wait again"
    assert town.send(town.old).status == "new"
    assert (digest(town.head), town.send(town.new).counts["parked"]) == (done, 0)


def test_case_14_every_order_of_the_packages_ends_alike(make_office: MakeOffice, tmp_path: Path) -> None:
    town = Town(make_office, tmp_path / "U盘")
    first = [exchange.pack(town.old, tmp_path / "1").path, exchange.pack(town.new, tmp_path / "1").path]
    town.arrive(town.leave("张三"))
    second = [exchange.pack(town.old, tmp_path / "2").path, exchange.pack(town.new, tmp_path / "2").path]
    orders = ([*first, *second], [*first, second[1], second[0]], [first[0], second[1], second[0]])
    ends = []
    for number, order in enumerate(orders):
        head = make_office(f"党总支{number}", "general-branch")
        rename_office(head, name=HEAD)
        for path in order:
            assert only(exchange.apply(head, [path], adopt=True)).status == "new"
        branches = {town.old.office_id, town.new.office_id}
        kinds = (Member, MemberState, Transfer, Arrival)
        held = [row for kind in kinds for row in living(head, kind) if row["owner_id"] in branches]
        ends.append(held)
    assert len(ends[0]) == 8
    assert ends[0] == ends[1] == ends[2]


def test_case_15_a_transfer_outside_is_closed_and_not_deleted(town: Town) -> None:
    (zhang,) = members_named(town.old, ["张三"])
    goal = transfers.destination(town.old, outside="省电力公司党委")
    told = transfers.plan_transfer(town.old, [zhang], goal, on=TODAY)
    assert "不生成转出包" in told[-1]
    transfers.transfer(town.old, [zhang], goal, on=TODAY)
    with pytest.raises(UserError, match="不用生成转出包"):
        transfers.write_packages(town.old, [zhang], town.stick)
    assert roster(town.old)[0] == ("张三", "转出")
    town.send(town.old)
    town.send(town.new)
    assert counts(town) == {OLD: 1, NEW: 1}
    assert memberships(town.head, "张三") == {(town.old.office_id, "转出")}


def test_case_16_a_renamed_branch_keeps_its_id_and_old_papers_keep_the_old_name(
    town: Town, make_office: MakeOffice
) -> None:
    town.send(town.old)
    rename_office(town.old, name="机电教工第一党支部", on=date(2026, 9, 1))
    plan = town.send(town.old)
    assert plan.from_name == "机电教工第一党支部"
    book = load_books(town.head)[town.old.office_id]
    assert book.office.id == town.old.office_id
    assert [book.office_name(day) for day in (date(2026, 8, 31), date(2026, 9, 1))] == [OLD, "机电教工第一党支部"]
    # Down: the general branch's own new name reaches the branch in the next reply.
    rename_office(town.head, name="机电学院党委")
    town.answer(town.old, "机电教工第一党支部")
    assert load_book(town.old).superior == "机电学院党委"


@pytest.mark.parametrize(
    ("names", "on", "code"),
    [
        ([], TODAY, "TRANSFER-MEMBER"),
        (["李四"], date(2026, 11, 25), "TRANSFER-DAY"),
        (["张三"], TODAY, "TRANSFER-MEMBER"),
    ],
)
def test_a_transfer_that_cannot_be_is_refused_and_nothing_is_written(
    town: Town, names: list[str], on: date, code: str
) -> None:
    ids = members_named(town.old, ["张三"])
    transfers.transfer(town.old, ids, transfers.destination(town.old, outside="某公司党委"), on=TODAY)
    before = digest(town.old)
    with pytest.raises(UserError) as refused:
        transfers.transfer(town.old, members_named(town.old, names), transfers.destination(town.old, to=NEW), on=on)
    assert (refused.value.code, digest(town.old)) == (code, before)


@pytest.mark.parametrize(("to", "outside"), [("", ""), (NEW, "某公司"), (OLD, ""), (" ", " ")])
def test_a_transfer_needs_one_goal_that_is_not_the_branch_itself(town: Town, to: str, outside: str) -> None:
    with pytest.raises(UserError) as refused:
        transfers.destination(town.old, to=to, outside=outside)
    assert refused.value.code == "TRANSFER-GOAL"


def test_a_transfer_package_is_for_the_branch_that_it_names(town: Town) -> None:
    packages = town.leave("张三")
    assert only(exchange.apply(town.old, packages)).status == "same"
    assert only(exchange.apply(town.head, packages)).code == "BUNDLE-KIND"


def counts(town: Town) -> dict[str, int]:
    return {unit.name: unit.members for unit in summary(town.head)}
