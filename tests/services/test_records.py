"""What the grids do: rows as texts, saving with what was refused, who may change what, leaving, removing, settings."""

from datetime import date
from pathlib import Path

import pytest

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.models.member import STATES
from dangjian_desktop.schemes import SCHEMES
from dangjian_desktop.schemes.options import BY_KEY, OPTIONS, Option
from dangjian_desktop.schemes.scheme import Kind
from dangjian_desktop.services import exchange
from dangjian_desktop.services.history import undo
from dangjian_desktop.services.reading import load_book
from dangjian_desktop.services.records import (
    CellProblem,
    Edit,
    GridRow,
    lookup,
    office_card,
    remove,
    retire,
    rows,
    save_office,
    save_option,
    save_texts,
)
from dangjian_desktop.services.work import Office
from tests.conftest import MakeOffice
from tests.services.exchange_year import LEDGERS, plant, save

MEMBERS, POSTS, AREAS = LEDGERS["members"], LEDGERS["posts"], LEDGERS["areas"]


def shown(office: Office, ledger: str, *keys: str, year: int | None = None, quarter: int | None = None) -> list[object]:
    """Return the texts of some columns, row by row; one column alone as plain texts."""
    heads = [column.key for column in LEDGERS[ledger].columns]
    places = [heads.index(key) for key in keys]
    found = [
        tuple(row.texts[place] for place in places) for row in rows(office, LEDGERS[ledger], year=year, quarter=quarter)
    ]
    return [texts[0] if len(texts) == 1 else texts for texts in found]


def grid(office: Office, ledger: str) -> GridRow:
    (row,) = rows(office, LEDGERS[ledger])
    return row


def test_what_was_typed_is_shown_in_the_style_of_the_grid(branch: Office) -> None:
    (row_id,) = save(branch, "members", {"name": " 李　四 ", "birth": "1985年5月", "sex": "女", "staff_kind": "教师"})
    row = grid(branch, "members")
    assert (row.id, row.editable, row.owner) == (row_id, True, branch.office_id)
    texts = dict(zip((column.key for column in MEMBERS.columns), row.texts, strict=True))
    assert texts["name"] == "李　四"
    assert (texts["birth"], texts["sex"], texts["staff_kind"]) == ("1985-05", "女", "教师")
    assert (texts["party_kind"], texts["state"], texts["note"]) == ("正式党员", "在册", "")


def test_rows_stand_in_the_order_in_which_they_were_added(branch: Office) -> None:
    save(branch, "members", {"name": "丙"}, {"name": "甲"})
    save(branch, "members", {"name": "乙"})
    assert shown(branch, "members", "name") == ["丙", "甲", "乙"]


def test_good_rows_are_saved_and_all_problems_come_back_at_once(branch: Office) -> None:
    edits = [
        Edit(None, {"name": "张三", "birth": "1978.05"}),
        Edit(None, {"name": "李四", "birth": "五月", "sex": "难"}),
        Edit(None, {"sex": "男"}),
    ]
    saved = save_texts(branch, MEMBERS, edits, verb="粘贴 3 行")
    assert shown(branch, "members", "name", "birth") == [("张三", "1978-05"), ("李四", "")]
    assert [bool(row_id) for row_id in saved.ids] == [True, True, False]
    assert saved.problems == (
        CellProblem(1, "birth", "五月", "“出生年月”写的是“五月”，不是年月。请写成 1978.05 的样子。"),
        CellProblem(1, "sex", "难", "“性别”写的是“难”。请从男、女中选一个。"),
        CellProblem(2, "name", "", "“姓名”没有填写。请补上。"),
    )
    assert (saved.changes.verb, dict(saved.changes.rows)) == ("粘贴 3 行", {"members": 2})


def test_in_a_known_row_the_good_cells_are_saved_beside_a_refused_one(branch: Office) -> None:
    (row_id,) = save(branch, "members", {"name": "张三", "sex": "男"})
    saved = save_texts(branch, MEMBERS, [Edit(row_id, {"birth": "1978.05", "sex": "难", "name": ""})], verb="改")
    assert [problem.column for problem in saved.problems] == ["sex", "name"]
    assert shown(branch, "members", "name", "sex", "birth") == [("张三", "男", "1978-05")]


def test_saving_what_is_there_already_changes_nothing(branch: Office) -> None:
    (row_id,) = save(branch, "members", {"name": "张三", "sex": "男"})
    saved = save_texts(branch, MEMBERS, [Edit(row_id, {"name": "张三", "sex": "男"})], verb="改")
    assert (dict(saved.changes.rows), saved.changes.seq) == ({}, None)


def test_one_save_is_one_step_to_undo(branch: Office) -> None:
    save(branch, "members", {"name": "张三"}, {"name": "李四"})
    undo(branch)
    assert shown(branch, "members", "name") == []


def test_a_row_gone_meanwhile_refuses_the_whole_save(branch: Office) -> None:
    edits = [Edit(None, {"name": "张三"}), Edit("no-such-row", {"name": "李四"})]
    with pytest.raises(UserError, match="已经不在了。请刷新后再试。"):
        save_texts(branch, MEMBERS, edits, verb="粘贴")
    assert shown(branch, "members", "name") == []


def test_year_and_quarter_come_from_the_window_unless_typed(branch: Office) -> None:
    save(branch, "members", {"name": "张三"})
    ledger = LEDGERS["candidacies"]
    stood = {"kind": "学习标兵", "member_id": "张三"}
    save_texts(branch, ledger, [Edit(None, stood)], year=2026, quarter=3, verb="录入")
    save_texts(
        branch,
        ledger,
        [Edit(None, {**stood, "year": "2025", "quarter": "第四季度"})],
        year=2026,
        quarter=3,
        verb="录入",
    )
    assert shown(branch, "candidacies", "year", "quarter") == [("2026", "3"), ("2025", "4")]
    assert shown(branch, "candidacies", "year", year=2026) == ["2026"]
    assert shown(branch, "candidacies", "year", year=2026, quarter=4) == []
    assert shown(branch, "candidacies", "year", year=2025, quarter=4) == ["2025"]


def test_without_a_period_a_yearly_row_is_refused_in_one_sentence(branch: Office) -> None:
    save(branch, "members", {"name": "张三"})
    with pytest.raises(UserError, match="没有选定年度和季度。请在窗口上方选定后再录入。"):
        save_texts(branch, LEDGERS["commitment_letters"], [Edit(None, {"member_id": "张三"})], verb="录入")


def test_two_ledgers_of_one_table_keep_to_their_own_rows(branch: Office) -> None:
    save(branch, "members", {"name": "张三"})
    save(branch, "pioneer_nominations", {"member_id": "张三"})
    save(branch, "pacesetter_nominations", {"member_id": "张三", "kind": "学习标兵"})
    for subject in ("posts_publicity", "areas_publicity"):
        save(branch, subject, {"channel": "会议", "begins_on": "2026-03-01"})
    for ledger in ("pioneer_nominations", "pacesetter_nominations", "posts_publicity", "areas_publicity"):
        assert len(rows(branch, LEDGERS[ledger])) == 1
    assert rows(branch, LEDGERS["winners_publicity"]) == []


def test_a_block_builds_a_tree_of_areas_in_one_go(branch: Office) -> None:
    save(
        branch,
        "areas",
        {"name": "机电楼"},
        {"name": "三层", "parent_id": "机电楼"},
        {"name": "301室", "parent_id": "机电楼/三层"},
    )
    assert shown(branch, "areas", "parent_id") == ["", "机电楼", "机电楼/三层"]
    assert lookup(branch).choices(AREAS.column("parent_id")) == ["机电楼", "机电楼/三层", "机电楼/三层/301室"]


def test_namesakes_are_told_apart_by_their_birth(branch: Office) -> None:
    save(
        branch, "members", {"name": "李四", "birth": "1985.05"}, {"name": "李 四", "birth": "1990.01"}, {"name": "张三"}
    )
    assert lookup(branch).choices(LEDGERS["area_plans"].column("year")) == []
    offered = lookup(branch).choices(LEDGERS["quarter_reports"].column("member_id"))
    assert offered == ["李四（1985-05）", "李 四（1990-01）", "张三"]
    saved = save_texts(
        branch, LEDGERS["quarter_reports"], [Edit(None, {"member_id": "李四"})], year=2026, quarter=4, verb="录入"
    )
    assert saved.problems[0].message == "“党员姓名”写的是“李四”，有 2 个同名。请写明出生年月。"
    save(branch, "quarter_reports", {"member_id": "李四（1990-01）", "quarter": "4"})
    assert shown(branch, "quarter_reports", "member_id") == ["李 四（1990-01）"]


def test_namesakes_born_in_one_month_are_told_apart_by_when_they_joined(branch: Office) -> None:
    twins = [{"name": "李四", "birth": "1985.05", "joined": joined} for joined in ("2006.07", "2010.06")]
    save(branch, "members", *twins)
    offered = lookup(branch).choices(LEDGERS["quarter_reports"].column("member_id"))
    assert offered == ["李四（1985-05，2006-07）", "李四（1985-05，2010-06）"]
    save(branch, "quarter_reports", {"member_id": offered[1], "quarter": "4"})
    assert shown(branch, "quarter_reports", "member_id") == [offered[1]]


def test_a_new_data_file_has_the_ten_posts_switched_on(branch: Office) -> None:
    names = shown(branch, "posts", "name", "enabled")
    assert len(names) == 10
    assert names[0] == ("教育示范岗", "是")
    assert names[5] == ("公共财务管护岗", "是")
    save(branch, "members", {"name": "张三"})
    save(branch, "post_assignments", {"member_id": "张三", "post_id": "公共财物管护岗"})
    assert shown(branch, "post_assignments", "post_id") == ["公共财务管护岗"]


@pytest.fixture
def head(branch: Office, make_office: MakeOffice, tmp_path: Path) -> Office:
    """A general branch that has received the branch's member, plan and nomination."""
    general = make_office("机电学院党总支", kind="general-branch")
    save(branch, "members", {"name": "张三"})
    save(branch, "pioneer_nominations", {"member_id": "张三", "deeds": "带头。"})
    exchange.apply(general, [exchange.pack(branch, tmp_path, year=2026, quarter=4).path], adopt=True)
    return general


def test_a_general_branch_sees_its_branchs_rows_but_cannot_change_them(head: Office, branch: Office) -> None:
    row = grid(head, "members")
    assert (row.texts[0], row.editable, row.owner) == ("张三", False, branch.office_id)
    with pytest.raises(UserError, match="由别的单位填写，本单位只能查看") as refused:
        save_texts(head, MEMBERS, [Edit(row.id, {"name": "改名"})], verb="改")
    assert refused.value.code == "NOT-OWNER"
    with pytest.raises(UserError, match="本单位只能查看"):
        retire(head, [row.id], state="转出", reason="", since=date(2026, 1, 1))
    with pytest.raises(UserError, match="本单位只能查看"):
        remove(head, LEDGERS["pioneer_nominations"], [grid(head, "pioneer_nominations").id], verb="删除")
    assert grid(head, "members").texts == row.texts


def test_what_a_branch_pledged_itself_is_shown_as_the_branchs_to_the_level_above(
    make_office: MakeOffice, branch: Office, tmp_path: Path
) -> None:
    general = make_office("机电学院党总支", kind="general-branch")
    save(branch, "commitments", {"member_id": "", "text": "每季度走访宿舍一次。"})
    exchange.apply(general, [exchange.pack(branch, tmp_path, year=2026, quarter=4).path], adopt=True)
    ledger = LEDGERS["commitments"]
    place = [column.key for column in ledger.columns].index("member_id")
    assert [row.texts[place] for row in rows(general, ledger, year=2026)] == ["机电系党支部"]
    assert [row.texts[place] for row in rows(branch, ledger, year=2026)] == ["机电系党支部"]


@pytest.mark.parametrize("ledger", ["decisions", "title_ends", "quota_waivers"])
def test_a_branch_only_reads_what_the_level_above_fills_in(branch: Office, ledger: str) -> None:
    for change in (lambda: save_texts(branch, LEDGERS[ledger], [Edit(None, {})], verb="录入"),
                   lambda: remove(branch, LEDGERS[ledger], ["any"], verb="删除")):  # fmt: skip
        with pytest.raises(UserError, match=f"“{LEDGERS[ledger].title}”由上级党组织填写，本支部只能查看。请等待回执。"):
            change()


def test_a_decided_nomination_is_closed_and_says_why(head: Office, branch: Office, tmp_path: Path) -> None:
    decided = {"nomination_id": "机电系党支部 张三 2026年先锋岗", "decision": "同意", "opinion": "同意。"}
    plant(head, "decisions", Edit(None, decided))
    exchange.apply(branch, [exchange.reply(head, "机电系党支部", tmp_path).path])
    ledger, row = LEDGERS["pioneer_nominations"], grid(branch, "pioneer_nominations")
    assert not row.editable
    saved = save_texts(
        branch, ledger, [Edit(row.id, {"deeds": "改"}), Edit(None, {"member_id": "张三"})], year=2026, verb="改"
    )
    assert [(problem.row, problem.column) for problem in saved.problems] == [(0, "deeds")]
    assert "已经审批，内容不能再改" in saved.problems[0].message
    assert saved.ids[0] == ""
    assert saved.ids[1]
    with pytest.raises(UserError, match="已经审批"):
        remove(branch, ledger, [row.id], verb="删除")
    assert (grid_texts := shown(branch, "pioneer_nominations", "deeds")) == ["带头。", ""], grid_texts


def test_a_removed_row_is_gone_and_comes_back_with_undo(branch: Office) -> None:
    (row_id,) = save(branch, "area_plans", {"title": "方案"})
    changes = remove(branch, LEDGERS["area_plans"], [row_id], verb="删除 1 行")
    assert (changes.verb, dict(changes.rows)) == ("删除 1 行", {"area_plans": 1})
    assert rows(branch, LEDGERS["area_plans"]) == []
    undo(branch)
    assert shown(branch, "area_plans", "title") == ["方案"]


def test_a_member_is_never_removed(branch: Office) -> None:
    (row_id,) = save(branch, "members", {"name": "张三"})
    with pytest.raises(UserError, match="党员不能直接删除。请用“转出/变动”"):
        remove(branch, MEMBERS, [row_id], verb="删除")
    assert shown(branch, "members", "name") == ["张三"]


def test_P10_a_post_in_use_can_be_switched_off_but_not_erased(branch: Office) -> None:
    save(branch, "members", {"name": "张三"})
    (assigned,) = save(branch, "post_assignments", {"member_id": "张三", "post_id": "教育示范岗"})
    used, unused = (row.id for row in rows(branch, POSTS)[:2])
    with pytest.raises(UserError, match="要删除的“岗位”还有 1 处在用，没有删除。请把“启用”改成“否”。"):
        remove(branch, POSTS, [unused, used], verb="删除")
    assert len(rows(branch, POSTS)) == 10
    remove(branch, POSTS, [unused], verb="删除")
    assert len(rows(branch, POSTS)) == 9
    save(branch, "posts", {"enabled": "否"}, row_id=used)
    remove(branch, LEDGERS["post_assignments"], [assigned], verb="删除")
    remove(branch, POSTS, [used], verb="删除")
    assert len(rows(branch, POSTS)) == 8


def test_an_area_with_rooms_goes_with_them_or_not_at_all(branch: Office) -> None:
    upper, lower = save(branch, "areas", {"name": "机电楼"}, {"name": "三层", "parent_id": "机电楼"})
    with pytest.raises(UserError, match="“责任区域”还有 1 处在用"):
        remove(branch, AREAS, [upper], verb="删除")
    remove(branch, AREAS, [upper, lower], verb="删除")
    assert rows(branch, AREAS) == []


def states(branch: Office) -> list[object]:
    return shown(branch, "members", "name", "state")


@pytest.mark.parametrize("state", STATES[1:])
def test_who_leaves_stays_on_record_and_is_no_longer_counted(branch: Office, state: str) -> None:
    ids = save(branch, "members", {"name": "张三"}, {"name": "李四"}, {"name": "王五"})
    changes = retire(branch, ids[:2], state=state, reason="调动", since=date(2026, 9, 1))
    assert changes.verb == "转出/变动 2 人"
    assert states(branch) == [("张三", state), ("李四", state), ("王五", "在册")]
    assert [member.name for member in load_book(branch).members] == ["王五"]
    undo(branch)
    assert [member.name for member in load_book(branch).members] == ["张三", "李四", "王五"]


def test_who_comes_back_is_counted_again(branch: Office) -> None:
    (row_id,) = save(branch, "members", {"name": "张三"})
    retire(branch, [row_id], state="转出", reason="挂职", since=date(2026, 3, 1))
    retire(branch, [row_id], state="在册", reason="返回", since=date(2026, 9, 1))
    assert states(branch) == [("张三", "在册")]
    assert [member.name for member in load_book(branch).members] == ["张三"]


def test_a_state_that_does_not_exist_is_refused(branch: Office) -> None:
    (row_id,) = save(branch, "members", {"name": "张三"})
    with pytest.raises(UserError, match="状态“退休”不认识。请从在册、转出、停止党籍、去世中选一个。"):
        retire(branch, [row_id], state="退休", reason="", since=date(2026, 9, 1))
    assert states(branch) == [("张三", "在册")]


def another(option: Option) -> int | str | bool:
    """Return a value that an option accepts and that is not its default."""
    if isinstance(option.default, bool):
        return not option.default
    if isinstance(option.default, int):
        return option.default + 1
    others = [choice for choice in option.choices if choice != option.default]
    return next(value for value in (*others, "05-04", "1,2", "2026-10-01") if option.accepts(value))


@pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option.key)
def test_a_setting_is_kept_can_be_changed_again_and_undone(branch: Office, option: Option) -> None:
    assert load_book(branch).options.value(option.key) == option.default
    changes = save_option(branch, option.key, another(option))
    assert changes.verb == f"设置：{option.title}"
    assert load_book(branch).options.value(option.key) == another(option)
    save_option(branch, option.key, option.default)
    assert load_book(branch).options.value(option.key) == option.default
    undo(branch)
    assert load_book(branch).options.value(option.key) == another(option)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("commitments.branch_least", "5"),
        ("commitments.branch_least", True),
        ("commitments.branch_least", -1),
        ("commitments.proposed_by", "三月底"),
        ("commitments.proposed_by", "13-01"),
        ("pioneers.rounding", "随意"),
        ("pacesetters.months", "三、六"),
        ("pacesetters.probationary_vote", 1),
        ("calendar.days_off", "十月一日"),
    ],
)
def test_a_setting_of_another_shape_is_refused(branch: Office, key: str, value: int | str | bool) -> None:
    with pytest.raises(UserError, match="不能写成") as refused:
        save_option(branch, key, value)
    assert refused.value.code == "OPTION"
    assert BY_KEY[key].shape in refused.value.message
    assert dict(load_book(branch).options.own) == {}


def test_a_setting_that_is_not_declared_is_refused(branch: Office) -> None:
    with pytest.raises(UserError, match=r"没有设置“no\.such\.option”"):
        save_option(branch, "no.such.option", 1)


def test_a_month_day_that_a_year_does_not_have_means_its_last_day(branch: Office) -> None:
    save_option(branch, "commitments.proposed_by", "02-29")
    assert load_book(branch).options.day("commitments.proposed_by", 2026) == date(2026, 2, 28)
    assert load_book(branch).options.day("commitments.proposed_by", 2028) == date(2028, 2, 29)


def test_the_offices_particulars(make_office: MakeOffice) -> None:
    office = make_office("基础部党支部", superior="机电学院党总支")
    card = office_card(office)
    assert (card.name, card.kind, card.superior, card.secretary) == ("基础部党支部", "branch", "机电学院党总支", "")
    save_office(office, secretary=" 王芳 ", phone="6001", short_name=None)
    card = office_card(office)
    assert (card.secretary, card.phone, card.superior) == ("王芳", "6001", "机电学院党总支")


def test_columns_of_the_roster_name_no_other_rows() -> None:
    assert {column.kind for column in MEMBERS.columns} == {Kind.TEXT, Kind.CHOICE, Kind.MONTH}


def test_each_award_shows_the_plaques_of_its_own_nominations(branch: Office) -> None:
    save(branch, "members", {"name": "张三"}, {"name": "李四"})
    save(branch, "pioneer_nominations", {"member_id": "张三", "year": "2026"})
    save(
        branch,
        "pacesetter_nominations",
        {"member_id": "李四", "year": "2026", "quarter": "4", "kind": "学习标兵"},
    )
    titles = ("张三 2026年先锋岗", "李四 2026年第4季度学习标兵")
    save(branch, "plaques", *({"nomination_id": title} for title in titles))
    shown_by = {
        scheme.key: [row.texts[0] for row in rows(branch, scheme.ledger("plaques"))]
        for scheme in SCHEMES
        if scheme.key in ("pioneers", "pacesetters")
    }
    assert shown_by == {"pioneers": [titles[0]], "pacesetters": [titles[1]]}


def test_nominations_of_namesakes_are_told_apart_too(branch: Office) -> None:
    save(branch, "members", *({"name": "张伟", "birth": birth} for birth in ("1985.03", "1990.07")))
    titles = tuple(f"张伟（{birth}） 2026年先锋岗" for birth in ("1985-03", "1990-07"))
    save(branch, "pioneer_nominations", *({"member_id": title.split()[0], "year": "2026"} for title in titles))
    save(branch, "plaques", *({"nomination_id": title} for title in titles))
    assert shown(branch, "plaques", "nomination_id") == list(titles)
