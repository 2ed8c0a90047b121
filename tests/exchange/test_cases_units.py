"""Cases 13-19, 36 and 38 of docs/exchange.md: people who move, branches that change, years that are closed."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from dangjian_desktop.core.clock import pinned
from dangjian_desktop.core.errors import UserError
from dangjian_desktop.models.base import Record
from dangjian_desktop.models.commitments import Commitment
from dangjian_desktop.models.member import Member, MemberState
from dangjian_desktop.models.moves import Arrival, Transfer, UnitChange
from dangjian_desktop.models.nomination import Decision as DecisionRow
from dangjian_desktop.models.nomination import Nomination
from dangjian_desktop.models.office import Adoption
from dangjian_desktop.models.posts import PostAssignment
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.reports.papers import PAPERS
from dangjian_desktop.schemes.scheme import Severity
from dangjian_desktop.schemes.shared import ROSTER
from dangjian_desktop.services import exchange, photos, transfers
from dangjian_desktop.services.checks import check
from dangjian_desktop.services.digest import digest
from dangjian_desktop.services.history import undo
from dangjian_desktop.services.late import late_reports, take_late
from dangjian_desktop.services.memberships import members_named
from dangjian_desktop.services.offices import rename_office
from dangjian_desktop.services.paper_files import print_paper
from dangjian_desktop.services.print_jobs import Job
from dangjian_desktop.services.printing import print_files
from dangjian_desktop.services.reading import load_book, load_books, read_options
from dangjian_desktop.services.receiving import BundlePlan
from dangjian_desktop.services.records import office_card, rows, save_option
from dangjian_desktop.services.rollover import close_year, unlock_year
from dangjian_desktop.services.statistics import summary
from dangjian_desktop.services.summary_files import write_summary
from dangjian_desktop.services.unit_errands import carry_out, errands
from dangjian_desktop.services.unit_words import units_of
from dangjian_desktop.services.units import Wanted, decide_change, hand_over, head_counts, plan_change
from dangjian_desktop.services.work import Office
from dangjian_desktop.services.workbook import export_workbook, write_template
from tests.conftest import MakeOffice
from tests.services.exchange_year import agree, fill, save
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


NEXT_YEAR = "2027-01-02T09:00"
SPLIT_DAY = date(2027, 1, 1)


def tomorrow(office: Office) -> Office:
    """The same office on the day after the decision has come into force."""
    office.clock = pinned(NEXT_YEAR)
    return office


def split(**given: object) -> Wanted:
    """机电系党支部 becomes a branch of staff and one of students."""
    values: dict[str, object] = {
        "kind": "分设",
        "sources": ("机电系党支部",),
        "targets": (OLD, NEW),
        "effective_on": SPLIT_DAY,
        "continues": OLD,
        "staff": {"学生": NEW, "": OLD},
    }
    return Wanted(**{**values, **given})  # type: ignore[arg-type]


class Department:
    """机电系党支部 with three students and two teachers, reported to its general branch."""

    def __init__(self, make_office: MakeOffice, stick: Path) -> None:
        self.make_office, self.stick = make_office, stick
        self.head = make_office(HEAD, "general-branch")
        self.branch = make_office("机电系党支部", superior=HEAD)
        for name, kind in (("赵一", "学生"), ("钱二", "学生"), ("孙三", "学生"), ("李四", "教师"), ("周五", "教师")):
            save(self.branch, "members", {"name": name, "staff_kind": kind, "birth": "1985.05"})
        self.up(self.branch)

    def up(self, office: Office, to: Office | None = None) -> BundlePlan:
        path = exchange.pack(office, self.stick / "up").path
        plan = only(exchange.apply(to or self.head, [path], adopt=True))
        assert plan.status == "new", plan.title
        return plan

    def down(self, office: Office, name: str) -> BundlePlan:
        path = exchange.reply(self.head, name, self.stick / "down").path
        plan = only(exchange.apply(office, [path], adopt=True))
        assert plan.status == "new", plan.title
        return plan

    def new_branch(self, name: str, packages: list[Path]) -> Office:
        """A new data file that receives the people who were sent to it."""
        office = tomorrow(self.make_office(name, superior=HEAD))
        plans = exchange.apply(office, packages)
        assert [plan.status for plan in plans] == ["new"] * len(packages)
        return office


@pytest.fixture
def department(make_office: MakeOffice, tmp_path: Path) -> Department:
    return Department(make_office, tmp_path / "U盘")


def names_in(office: Office) -> list[str]:
    return [name for name, state in roster(office) if state == "在册"]


def test_case_17_a_split_by_the_general_branch_is_carried_out_by_the_branch_in_one_step(
    department: Department,
) -> None:
    told = plan_change(department.head, split()).sentences
    assert told[0] == f"从2027年1月1日起，“机电系党支部”分为“{OLD}”、“{NEW}”。"
    assert "人数按2026年12月31日在册计算：机电系党支部 5 人。" in told
    assert f"党员去向：{OLD} 2 人、{NEW} 3 人。" in told
    decide_change(department.head, split())
    received = department.down(department.branch, "机电系党支部")
    assert any(f"分为“{OLD}”、“{NEW}”" in sentence for sentence in received.sentences)
    (errand,) = errands(department.branch)
    with pytest.raises(UserError, match="请到那一天再办理"):
        carry_out(department.branch, errand.id, department.stick)

    tomorrow(department.branch), tomorrow(department.head)
    packages = carry_out(department.branch, errand.id, department.stick)
    assert (len(packages), names_in(department.branch)) == (1, ["李四", "周五"])
    assert office_card(department.branch).name == OLD
    assert load_book(department.branch).office_name(date(2026, 12, 31)) == "机电系党支部"
    assert [each.done for each in errands(department.branch)] == [True]
    undo(department.branch)
    assert names_in(department.branch) == ["赵一", "钱二", "孙三", "李四", "周五"]
    assert office_card(department.branch).name == "机电系党支部"

    packages = carry_out(department.branch, errand.id, department.stick)
    students = department.new_branch(NEW, [packages[0].path])
    assert names_in(students) == ["赵一", "钱二", "孙三"]
    department.up(department.branch)
    department.up(students)
    assert head_counts(department.head, date(2026, 12, 31)) == {OLD: 5, NEW: 0}
    assert head_counts(department.head, SPLIT_DAY) == {OLD: 2, NEW: 3}
    (change,) = living(department.head, UnitChange)
    assert {unit.id for unit in units_of(change["targets"])} == {department.branch.office_id, students.office_id}


def test_case_17_the_old_secretary_chooses_for_whom_the_general_branch_did_not(department: Department) -> None:
    decide_change(department.head, split(continues="", staff={"学生": NEW}))
    department.down(department.branch, "机电系党支部")
    tomorrow(department.branch)
    (errand,) = errands(department.branch)
    assert errand.open == ("李四", "周五")
    with pytest.raises(UserError, match="还有 2 人没有确定去向：李四、周五"):
        carry_out(department.branch, errand.id, department.stick)
    goals = dict.fromkeys(members_named(department.branch, ["李四", "周五"]), OLD)
    packages = carry_out(department.branch, errand.id, department.stick, goals)
    assert (len(packages), names_in(department.branch)) == (2, [])
    staff = department.new_branch(OLD, [each.path for each in packages if OLD in each.path.name.split("致")[1]])
    assert names_in(staff) == ["李四", "周五"]


def test_case_18_merged_branches_give_their_members_and_their_files_end_after_the_last_report(
    department: Department,
) -> None:
    other = department.make_office("电气系党支部", superior=HEAD)
    save(other, "members", {"name": "吴六", "birth": "1970.01"})
    department.up(other)
    wanted = Wanted("合并", ("机电系党支部", "电气系党支部"), ("机电工程党支部",), SPLIT_DAY, continues="机电系党支部")
    decide_change(department.head, wanted)
    department.down(department.branch, "机电系党支部")
    department.down(other, "电气系党支部")
    for office in (department.branch, other, department.head):
        tomorrow(office)
    (mine,), (theirs,) = errands(department.branch), errands(other)
    assert carry_out(department.branch, mine.id, department.stick) == []
    packages = carry_out(other, theirs.id, department.stick)
    assert exchange.apply(department.branch, [packages[0].path])[0].status == "new"
    assert names_in(department.branch)[-1] == "吴六"
    department.up(other)
    department.up(department.branch)
    assert head_counts(department.head, date(2026, 12, 31)) == {"机电工程党支部": 5, "电气系党支部": 1}
    assert head_counts(department.head, SPLIT_DAY) == {"机电工程党支部": 6, "电气系党支部": 0}

    department.down(other, "电气系党支部")
    assert "只能查看" in other.standing
    with pytest.raises(UserError, match="只能查看"):
        save(other, "members", {"name": "郑七"})
    department.down(department.branch, "机电工程党支部")
    assert department.branch.standing == ""


def test_case_19_a_branch_moves_to_another_general_branch_with_a_package_to_both(
    department: Department, make_office: MakeOffice
) -> None:
    target, committee = (
        make_office("电气学院党总支", "general-branch", superior="学院党委"),
        make_office("学院党委", "committee"),
    )
    save(
        department.branch,
        "pioneer_nominations",
        {
            "year": "2026",
            "member_id": "李四",
            "deeds": "上好课。",
            "studied_on": "2026-11-20",
            "branch_opinion": "同意。",
        },
    )
    department.up(department.branch)
    (nomination,) = living(department.head, Nomination)
    agree(department.head)
    committed = exchange.pack(department.head, department.stick / "党委").path
    assert only(exchange.apply(committee, [committed], adopt=True)).status == "new"

    decide_change(department.head, Wanted("转隶", ("机电系党支部",), ("电气学院党总支",), TODAY))
    (change,) = living(department.head, UnitChange)
    told, handed = hand_over(department.head, str(change["id"]), department.stick)
    assert only(exchange.apply(department.branch, [told.path], adopt=True)).status == "new"
    plan = only(exchange.apply(target, [handed.path]))
    assert plan.status == "new", plan.title
    assert {unit.name for unit in exchange.subordinates(target)} == {"机电系党支部"}

    (errand,) = errands(department.branch)
    assert "改向“电气学院党总支”上报" in errand.sentences[-1]
    carry_out(department.branch, errand.id)
    refused = exchange.pack(department.branch, department.stick / "新").path
    assert only(exchange.apply(department.head, [refused])).status == "refused"
    assert only(exchange.apply(target, [refused])).status == "new"
    answer = exchange.reply(target, "机电系党支部", department.stick / "答").path
    assert only(exchange.apply(department.branch, [answer])).status == "new"
    assert office_card(department.branch).superior == "电气学院党总支"
    for office in (department.branch, target, department.head):
        (decision,) = living(office, DecisionRow, nomination_id=nomination["id"])
        assert decision["owner_id"] == department.head.office_id, "decisions stay the old one's"
    for sender in (department.head, target):
        path = exchange.pack(sender, department.stick / "党委").path
        assert only(exchange.apply(committee, [path], adopt=True)).status == "new"
    pairs = {(row["owner_id"], row["office_id"]) for row in living(committee, Adoption)}
    assert (target.office_id, department.branch.office_id) in pairs
    assert (department.head.office_id, department.branch.office_id) not in pairs


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"kind": "解散"}, "UNIT-CHANGE"),
        ({"sources": ("没有的支部",)}, "UNIT-NAME"),
        ({"targets": (OLD,)}, "UNIT-NAME"),
        ({"targets": (OLD, " ")}, "UNIT-NAME"),
        ({"targets": (OLD, f"{OLD} ")}, "UNIT-NAME"),
        ({"staff": {"学生": "没有的支部"}}, "UNIT-GOAL"),
        ({"assigned": {"没有的人": NEW}}, "UNIT-GOAL"),
        ({"cutoff_on": date(2027, 1, 2)}, "UNIT-DAY"),
        ({"kind": "撤销", "targets": ("机电系党支部",)}, "UNIT-NAME"),
        ({"kind": "改名", "targets": ("机电系党支部",)}, "UNIT-NAME"),
    ],
)
def test_a_decision_that_cannot_be_is_refused_and_nothing_is_written(
    department: Department, given: dict[str, object], code: str
) -> None:
    before = digest(department.head)
    with pytest.raises(UserError) as refused:
        decide_change(department.head, split(**given))
    assert (refused.value.code, digest(department.head)) == (code, before)


def test_case_16_a_new_name_decided_above_is_taken_on_by_the_branch(department: Department) -> None:
    decide_change(department.head, Wanted("改名", ("机电系党支部",), ("机电工程系党支部",), TODAY))
    department.down(department.branch, "机电系党支部")
    (errand,) = errands(department.branch)
    carry_out(department.branch, errand.id)
    book = load_book(department.branch)
    names = [book.office_name(day) for day in (date(2026, 11, 23), TODAY)]
    assert names == ["机电系党支部", "机电工程系党支部"]
    assert department.up(department.branch).from_name == "机电工程系党支部"


def test_a_branch_decides_on_no_unit(department: Department) -> None:
    with pytest.raises(UserError, match="由上级党组织决定"):
        plan_change(department.branch, split())


def test_case_36_what_comes_for_a_closed_year_waits_as_late_and_can_be_taken_after_all(town: Town) -> None:
    town.send(town.old)
    close_year(town.head, 2026)
    closed = digest(town.head)
    save(town.old, "members", {"name": "赵一", "birth": "1990.02"})
    save(
        town.old,
        "commitments",
        {"member_id": "赵一", "year": "2026", "text": "上好一门课"},
        {"member_id": "张三", "year": "2026", "text": "带好一个班"},
    )
    plan = town.send(town.old)
    assert plan.counts["late"] == 2
    assert plan.problems[0].startswith("迟报：2026年度已经结转，没有计入，共 2 条已另外留存。")
    assert living(town.head, Commitment) == []
    assert len(living(town.head, Member)) == 3, "the roster belongs to no year"
    assert late_reports(town.head) == {OLD: 2}
    assert town.send(town.old).counts["late"] == 2

    before = digest(town.head)
    assert before != closed
    told = take_late(town.head, OLD)
    assert any("赵一" in sentence for sentence in told)
    assert {row["text"] for row in living(town.head, Commitment)} == {"上好一门课", "带好一个班"}
    assert late_reports(town.head) == {}
    undo(town.head)
    assert (digest(town.head), late_reports(town.head)) == (before, {OLD: 2})
    with pytest.raises(UserError) as refused:
        take_late(town.head, NEW)
    assert refused.value.code == "LATE-NONE"

    unlock_year(town.head, 2026)
    assert town.send(town.old).counts["late"] == 0
    assert len(living(town.head, Commitment)) == 2


def test_case_37_settings_older_than_those_in_force_are_ignored_and_that_is_said(town: Town) -> None:
    town.send(town.old)
    save_option(town.head, "pioneers.quota_percent", 15)
    older = exchange.reply(town.head, OLD, town.stick / "旧").path
    save_option(town.head, "pioneers.quota_percent", 20)
    town.answer(town.old, OLD)
    assert read_options(town.old).number("pioneers.quota_percent") == 20
    plan = only(exchange.apply(town.old, [older]))
    assert plan.status == "stale"
    assert "只供查看，未作改动" in plan.title
    assert read_options(town.old).number("pioneers.quota_percent") == 20


def test_case_38_an_empty_branch_has_figures_papers_and_packages(make_office: MakeOffice, tmp_path: Path) -> None:
    head, empty = make_office(HEAD, "general-branch"), make_office(OLD, superior=HEAD)
    packed = exchange.pack(empty, tmp_path / "上报")
    assert only(exchange.apply(head, [packed.path], adopt=True)).status == "new"
    answer = exchange.reply(head, OLD, tmp_path / "回执")
    assert only(exchange.apply(empty, [answer.path])).status == "new"
    for office in (empty, head):
        (figures,) = summary(office)
        assert (figures.members, figures.coverage) == (0, "—")
        write_summary(office, tmp_path / f"{office.office_id}.xlsx")
        export_workbook(office, tmp_path / f"{office.office_id}_全部.xlsx")
        write_template(tmp_path / f"{office.office_id}_模板.xlsx", office.kind)
        findings = check(office)
        assert not [finding for finding in findings if finding.severity is Severity.MUST]
        print_files(office, Job(forms=tuple(range(1, 10))), tmp_path / "纸", formats=("pdf", "xlsx", "docx"))
        for kind in PAPERS:
            print_paper(office, kind.key, Job(forms=()), tmp_path / "纸", formats=("pdf",))
    assert head_counts(head, TODAY) == {OLD: 0}
    assert roster(empty) == []
