"""An office's own words for its papers: kept, printed, compared, taken back, and sent down from above."""

import itertools
import json
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pypdf
import pytest

from dangjian_desktop.core.clock import Clock
from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.ids import time_ordered_ids
from dangjian_desktop.models.office import WordingText
from dangjian_desktop.reports import own_texts
from dangjian_desktop.reports import wording as shipped
from dangjian_desktop.reports.wording import load
from dangjian_desktop.services import exchange, wording, wording_in_force, wording_rows
from dangjian_desktop.services.digest import digest
from dangjian_desktop.services.history import entries, redo, undo
from dangjian_desktop.services.offices import open_office
from dangjian_desktop.services.printing import Job, Made, make_pdf, papers, print_files
from dangjian_desktop.services.records import rows
from dangjian_desktop.services.wording import Pair
from dangjian_desktop.services.wording_in_force import LedgerColumn, wording_of
from dangjian_desktop.services.wording_preview import look_at
from dangjian_desktop.services.work import Office
from tests.conftest import MakeOffice
from tests.services.exchange_year import LEDGERS, fill, save

HEAD = "机电学院党总支"
FIFTH = "五、支部为党员排忧解难。"
DEFAULT = load("proofread").texts


def text_of(office: Office, key: str) -> wording.FormText:
    return next(each for each in wording.texts(office, int(key[0])) if each.key == key)


def state(office: Office, key: str) -> tuple[str, str]:
    found = text_of(office, key)
    return found.state.value, found.text


def columns_of(office: Office, number: int) -> tuple[LedgerColumn, ...]:
    found = wording.columns(office, number)
    assert found
    return found.columns


def headings(office: Office, number: int) -> list[str]:
    return [column.heading for column in columns_of(office, number) if column.shown]


def printed(office: Office, *forms: int, blank: bool = True, name: str = "proofread") -> str:
    pdf = make_pdf(office, Job(forms, blank=blank, year=2026, wording=name)).pdf
    return "".join("".join(page.extract_text().split()) for page in pypdf.PdfReader(BytesIO(pdf)).pages)


def test_L399_every_text_of_forms_1_to_7_can_be_own_and_8_and_9_are_refused(branch: Office) -> None:
    found = [each for number in range(1, 8) for each in wording.texts(branch, number)]
    assert {each.key for each in found} == {key for key in DEFAULT if key[0] not in "89"}
    assert {(each.state.value, each.own, each.above) for each in found} == {("默认", None, None)}
    assert {each.text for each in found} == {DEFAULT[each.key] for each in found}
    for number in (8, 9):
        with pytest.raises(UserError, match=f"样例{number}是固定格式"):
            wording.texts(branch, number)
        with pytest.raises(UserError, match="WORDING-FIXED"):
            wording.set_text(branch, f"{number}.title", "另一张表")


def test_L399_an_own_text_is_printed_told_and_undone(branch: Office) -> None:
    before = digest(branch)
    changes = wording.set_text(branch, "1.fifth", FIFTH)
    assert (changes.verb, dict(changes.rows)) == ("改措辞：样例1 第五条", {"wordings": 1})
    assert state(branch, "1.fifth") == ("已自定义", FIFTH)
    assert "排忧解难" in printed(branch, 1)
    after = digest(branch)
    undo(branch)
    assert state(branch, "1.fifth") == ("默认", DEFAULT["1.fifth"])
    assert digest(branch) == before
    redo(branch)
    assert digest(branch) == after


def test_L399_the_sources_wording_stays_the_sources(branch: Office) -> None:
    wording.set_text(branch, "1.fifth", FIFTH)
    wording.set_columns(branch, 5, (*columns_of(branch, 5)[:-1], LedgerColumn("due", "时限", shown=False)))
    assert wording_of(branch, "source") == load("source")
    assert "排忧解难" not in printed(branch, 1, name="source")
    assert "计划完成时限" in printed(branch, 5, name="source")
    assert "计划完成时限" not in printed(branch, 5)


def test_several_texts_and_the_columns_are_one_step(branch: Office) -> None:
    wording.save(
        branch,
        3,
        {"3.title": "{branch}责任区表", "3.area": "负责区域"},
        (*columns_of(branch, 3)[:-1], LedgerColumn("duties", "责任区职责", shown=False)),
    )
    assert entries(branch)[0].verb == "改措辞：样例3 2 处"
    assert [pair.key for pair in wording.compare(branch, 3)] == ["3.title", "3.area", "3.columns"]
    undo(branch)
    assert wording.compare(branch, 3) == []


def test_L399_words_that_equal_the_shipped_ones_are_no_own_words(branch: Office) -> None:
    wording.set_text(branch, "1.fifth", DEFAULT["1.fifth"])
    wording.set_columns(branch, 5, columns_of(branch, 5))
    assert len(entries(branch)) == 1
    wording.set_text(branch, "1.fifth", FIFTH)
    wording.set_text(branch, "1.fifth", DEFAULT["1.fifth"])
    assert state(branch, "1.fifth")[0] == "默认"


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        (
            "1.member",
            "一、党员。",
            "样例1“一、党员姓名”里少了‹党员姓名›，印出来就没有这一项，没有保存。请把它放回句子里。",
        ),
        ("1.member", "党员{member}{names}", "样例1“一、党员姓名”里填不了‹人员名单›，没有保存。请删去它。"),
        ("1.member", "党员{member}{", "花括号"),
        ("3.area", "", "请写上文字；不要这一栏，请在“栏目”里去掉勾选。"),
        ("3.nothing", "字", "没有“nothing”这一句"),
        ("1.columns", "字", "没有“columns”这一句"),
    ],
)
def test_L399_a_text_that_cannot_be_changes_nothing(branch: Office, key: str, text: str, said: str) -> None:
    before = digest(branch)
    with pytest.raises(UserError) as caught:
        wording.save(branch, int(key[0]), {"1.fifth": FIFTH, key: text} if key[0] == "1" else {key: text})
    assert said in caught.value.message
    assert digest(branch) == before


def test_L399_one_text_a_form_or_all_go_back_in_one_step_each(branch: Office) -> None:
    wording.save(branch, 1, {"1.fifth": FIFTH, "1.fourth": "四、按时述职。"})
    wording.set_columns(branch, 5, [*columns_of(branch, 5), LedgerColumn("", "签名")])
    wording.set_text(branch, "3.area", "负责区域")
    full = digest(branch)
    wording.reset_text(branch, "1.fifth")
    assert [state(branch, key)[0] for key in ("1.fifth", "1.fourth")] == ["默认", "已自定义"]
    undo(branch)
    wording.reset_form(branch, 1)
    assert [wording.compare(branch, number) != [] for number in (1, 3, 5)] == [False, True, True]
    undo(branch)
    changes = wording.reset_all(branch)
    assert (changes.verb, changes.rows["wordings"]) == ("恢复全部默认措辞", 4)
    assert [wording.compare(branch, number) for number in range(1, 8)] == [[]] * 7
    assert wording_of(branch, "proofread") == load("proofread")
    undo(branch)
    assert state(branch, "1.fourth") == ("已自定义", "四、按时述职。")
    assert headings(branch, 5)[-1] == "签名"
    assert {pair.key for number in range(1, 8) for pair in wording.compare(branch, number)} == {
        "1.fifth",
        "1.fourth",
        "3.area",
        "5.columns",
    }
    assert full == digest(branch)


def renew(monkeypatch: pytest.MonkeyPatch, key: str, text: str) -> None:
    """Let a new version of the program ship another default."""
    newer = load("proofread")._replace(texts={**DEFAULT, key: text})

    def ship(name: str) -> shipped.Wording:
        return newer if name == "proofread" else load("source")

    for module in (wording, wording_in_force, wording_rows, own_texts):
        monkeypatch.setattr(module, "load", ship)


def test_A7_26_a_new_program_keeps_own_words_and_tells_that_the_shipped_ones_changed(
    branch: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    wording.set_text(branch, "1.fifth", FIFTH)
    assert wording.compare(branch, 1) == [
        Pair("1.fifth", "第五条", DEFAULT["1.fifth"], FIFTH, wording_rows.State.OWN, False)
    ]
    renew(monkeypatch, "1.fifth", "五、新的第五条。")
    (pair,) = wording.compare(branch, 1)
    assert (pair.default, pair.text, pair.renewed) == ("五、新的第五条。", FIFTH, True)
    assert "排忧解难" in printed(branch, 1)
    wording.keep(branch, ["1.fifth"])
    (pair,) = wording.compare(branch, 1)
    assert (pair.text, pair.renewed) == (FIFTH, False)
    undo(branch)
    wording.reset_text(branch, "1.fifth")
    assert wording.compare(branch, 1) == []
    assert "新的第五条" in printed(branch, 1)


def pledge(office: Office) -> None:
    save(office, "members", {"name": "张三", "department": "机电系", "duty": "系主任"}, {"name": "李四"})
    save(
        office,
        "commitments",
        {
            "member_id": "张三",
            "year": "2026",
            "text": "上好示范课",
            "due": "年底前",
            "review": "通过",
            "responsible": "王五",
        },
        {"member_id": "李四", "year": "2026", "text": "帮扶学生", "due": "长期", "review": "通过"},
    )


def own_ledger(office: Office) -> None:
    number, member, text, due = columns_of(office, 5)
    wanted = [
        number,
        replace(member, heading="承诺人"),
        LedgerColumn("", "部门", field="department"),
        LedgerColumn("", "签名"),
        text,
        replace(due, shown=False),
    ]
    wording.set_columns(office, 5, wanted)


def test_L399_own_columns_print_alike_in_every_format(branch: Office, tmp_path: Path) -> None:
    pledge(branch)
    own_ledger(branch)
    assert headings(branch, 5) == ["序号", "承诺人", "部门", "签名", "承诺事项"]
    pdf, workbook, letter = print_files(branch, Job((5,), year=2026), tmp_path, formats=("pdf", "xlsx", "docx"))
    wanted = [
        ["序号", "承诺人", "部门", "签名", "承诺事项"],
        ["1", "张三", "机电系", "", "上好示范课"],
        ["2", "李四", "", "", "帮扶学生"],
    ]
    (table,) = docx.Document(str(letter)).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == wanted
    sheet = openpyxl.load_workbook(workbook).active
    assert sheet
    lines = [[str(cell or "") for cell in row][:5] for row in sheet.iter_rows(values_only=True)]
    start = lines.index(wanted[0])
    assert lines[start : start + 3] == wanted
    said = "".join("".join(page.extract_text().split()) for page in pypdf.PdfReader(pdf).pages)
    assert "序号承诺人部门签名承诺事项" in said
    assert "年底前" not in said


def test_a_hidden_column_hides_on_paper_only_and_what_it_hides_is_no_change_of_the_paper(
    branch: Office, tmp_path: Path
) -> None:
    pledge(branch)
    job = Job((5,), year=2026)
    print_files(branch, job, tmp_path)
    own_ledger(branch)
    assert papers(branch, 5, job)[0].changed
    print_files(branch, job, tmp_path)
    assert not papers(branch, 5, job)[0].changed
    (first, _) = ids(branch, "commitments")
    save(branch, "commitments", {"due": "2026-12-01"}, row_id=first)
    assert not papers(branch, 5, job)[0].changed
    (who, _) = ids(branch, "members")
    save(branch, "members", {"department": "文传系"}, row_id=who)
    assert papers(branch, 5, job)[0].changed
    wording.reset_form(branch, 5)
    assert "2026年12月1日" in printed(branch, 5, blank=False)


def ids(office: Office, ledger: str) -> list[str]:
    return [row.id for row in rows(office, LEDGERS[ledger], year=2026)]


def test_own_columns_are_on_the_blank_form_and_on_printed_ones_too(branch: Office) -> None:
    pledge(branch)
    own_ledger(branch)
    assert "序号承诺人部门签名承诺事项" in printed(branch, 5)
    pdf = make_pdf(branch, Job((5,), year=2026, values_only=True)).pdf
    over = "".join("".join(page.extract_text().split()) for page in pypdf.PdfReader(BytesIO(pdf)).pages)
    assert all(value in over for value in ("张三", "机电系", "上好示范课"))
    assert not any(word in over for word in ("部门", "签名", "年底前"))


def test_a_character_that_no_font_has_is_told_with_the_person_wherever_the_columns_stand(branch: Office) -> None:
    save(branch, "members", {"name": "张三", "department": "机电\U000e0fff系", "duty": "系主任"})
    save(branch, "areas", {"name": "机电楼"})
    save(branch, "area_assignments", {"area_id": "机电楼", "member_id": "张三", "year": "2026"})
    number, member, *others = columns_of(branch, 3)
    wording.set_columns(branch, 3, [number, LedgerColumn("", "部门", field="department"), *others, member])
    notes = make_pdf(branch, Job((3,), year=2026)).notes
    assert any("张三的“机电\U000e0fff系”里的字" in note for note in notes)


def test_a_renamed_column_makes_the_columns_own_and_goes_back_with_them(branch: Office) -> None:
    wording.set_text(branch, "3.area", "负责区域")
    found = wording.columns(branch, 3)
    assert found
    assert (found.state.value, found.has_own) == ("已自定义", True)
    assert [pair.key for pair in wording.compare(branch, 3)] == ["3.area"]
    wording.reset_text(branch, "3.columns")
    assert wording.compare(branch, 3) == []


def test_words_of_a_file_of_the_second_version_are_kept(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "旧.db"
    sql = (Path(__file__).parents[1] / "data" / "version-2.sql").read_text(encoding="utf-8")
    with sqlite3.connect(path) as connection:
        connection.executescript(sql)
        connection.executescript(f"PRAGMA application_id = {0x444A545A}; PRAGMA user_version = 2;")
    connection.close()
    office = open_office(path, clock=clock, new_id=time_ordered_ids(clock, seed="旧"))
    found = text_of(office, "1.fifth")
    assert (found.state.value, found.text, found.push, found.renewed) == ("已自定义", FIFTH, "free", False)
    office.close()


@pytest.mark.parametrize("number", [3, 4, 5, 7])
def test_every_field_that_a_ledger_offers_is_one_that_its_records_fill(branch: Office, number: int) -> None:
    """Each of the offered fields shows what was entered for it."""
    save(
        branch,
        "members",
        {"name": "张三", "department": "机电系", "duty": "系主任", "staff_kind": "教师", "party_kind": "预备党员"},
    )
    save(branch, "areas", {"name": "机电楼"})
    opinions = {"consent": "同意", "committee_opinion": "支委同意", "served_opinion": "师生同意"}
    save(branch, "area_assignments", {"area_id": "机电楼", "member_id": "张三", "year": "2026", **opinions})
    save(
        branch,
        "area_activities",
        {"area_id": "机电楼", "member_id": "张三", "name": "走访", "held_on": "2026-05-04", "kind": "谈心"},
    )
    save(
        branch,
        "commitments",
        {
            "member_id": "张三",
            "year": "2026",
            "text": "上好示范课",
            "due": "2026-12-01",
            "review": "通过",
            "responsible": "王五",
            "link": "支部承诺",
            "reviewer": "赵六",
            "reviewed_on": "2026-03-01",
            "outcome": "已兑现",
            "fulfilled_on": "2026-11-01",
        },
    )
    found = wording.columns(branch, number)
    assert found
    assert found.extras
    fixed = [column for column in found.columns if column.fixed]
    hidden = [replace(column, shown=False) for column in found.columns if not column.fixed]
    for field, heading in found.extras.items():
        wording.set_columns(branch, number, [*fixed, *hidden, LedgerColumn("", f"加的{heading}", field=field)])
        (path,) = print_files(
            branch, Job((number,), year=2026), Path(str(branch.engine.url.database)).parent, formats=("docx",)
        )
        (table,) = docx.Document(str(path)).tables
        assert table.rows[0].cells[-1].text == f"加的{heading}"
        assert table.rows[1].cells[-1].text, field


# From the level above.


@pytest.fixture
def head(make_office: MakeOffice) -> Office:
    return make_office(HEAD, "general-branch")


@pytest.fixture
def answer(head: Office, tmp_path: Path) -> Callable[[Office], Path]:
    """Report a branch to the head and return the reply that the head writes for it."""
    number = itertools.count()

    def make(unit: Office) -> Path:
        stick = tmp_path / f"stick{next(number)}"
        exchange.apply(head, [exchange.pack(unit, stick).path], adopt=True)
        return exchange.reply(head, "机电系党支部", stick).path

    return make


@pytest.fixture
def unit(make_office: MakeOffice) -> Office:
    office = make_office(superior=HEAD)
    fill(office, "张三", "李四")
    return office


def take(office: Office, *packages: Path) -> list[str]:
    return [plan.status for plan in exchange.apply(office, list(packages))]


def test_A7_26_locked_words_print_below_suggested_ones_unless_there_are_own_and_free_ones_stay(
    head: Office, unit: Office, answer: Callable[[Office], Path]
) -> None:
    wording.set_text(head, "1.fifth", "五、总支规定。", push="locked")
    wording.set_text(head, "1.fourth", "四、总支建议。", push="suggested")
    wording.set_text(head, "1.copies", "总支自用。", push="free")
    wording.set_text(unit, "1.fifth", FIFTH)
    assert take(unit, answer(unit)) == ["new"]
    assert state(unit, "1.fifth") == ("上级规定", "五、总支规定。")
    assert (text_of(unit, "1.fifth").own, text_of(unit, "1.fifth").unused) == (FIFTH, True)
    assert state(unit, "1.fourth") == ("上级建议", "四、总支建议。")
    assert state(unit, "1.copies") == ("默认", DEFAULT["1.copies"])
    said = printed(unit, 1)
    assert all(words in said for words in ("总支规定", "总支建议"))
    assert not any(words in said for words in ("排忧解难", "总支自用"))
    wording.set_text(unit, "1.fourth", "四、支部自己的。")
    assert state(unit, "1.fourth") == ("已自定义", "四、支部自己的。")
    wording.set_text(unit, "1.fourth", DEFAULT["1.fourth"])
    assert state(unit, "1.fourth") == ("默认", DEFAULT["1.fourth"])
    assert "总支建议" not in printed(unit, 1)
    wording.reset_text(unit, "1.fourth")
    assert state(unit, "1.fourth")[0] == "上级建议"


def test_a_locked_text_cannot_be_changed_below_and_the_sentence_says_by_whom(
    head: Office, unit: Office, answer: Callable[[Office], Path]
) -> None:
    wording.set_text(head, "1.fifth", DEFAULT["1.fifth"], push="locked")
    take(unit, answer(unit))
    assert state(unit, "1.fifth") == ("上级规定", DEFAULT["1.fifth"])
    with pytest.raises(UserError, match=f"样例1“第五条”由{HEAD}统一规定，没有保存。"):
        wording.set_text(unit, "1.fifth", FIFTH)
    with pytest.raises(UserError, match="党支部没有下属单位"):
        wording.set_text(unit, "1.fourth", "四、要下发。", push="locked")


def test_words_that_are_free_again_or_reset_leave_the_units(
    head: Office, unit: Office, answer: Callable[[Office], Path]
) -> None:
    wording.set_text(head, "1.fifth", "五、总支规定。", push="locked")
    wording.set_text(head, "1.fourth", "四、总支规定。", push="locked")
    wording.set_text(unit, "1.fifth", FIFTH)
    take(unit, answer(unit))
    wording.set_text(head, "1.fifth", "五、总支规定。", push="free")
    wording.reset_text(head, "1.fourth")
    take(unit, answer(unit))
    assert state(unit, "1.fifth") == ("已自定义", FIFTH)
    assert state(unit, "1.fourth")[0] == "默认"
    assert state(head, "1.fifth") == ("已自定义", "五、总支规定。")


def test_words_from_above_are_the_same_in_any_order_and_can_be_taken_back(
    head: Office, unit: Office, answer: Callable[[Office], Path]
) -> None:
    wording.set_text(head, "1.fifth", "五、先前。", push="suggested")
    first = answer(unit)
    wording.set_text(head, "1.fifth", "五、后来。", push="locked")
    wording.set_columns(head, 5, (*columns_of(head, 5)[:-1], LedgerColumn("due", "时限")), push="locked")
    second = answer(unit)
    before = digest(unit)
    assert take(unit, second, first) == ["new", "stale"]
    newest = digest(unit)
    assert state(unit, "1.fifth") == ("上级规定", "五、后来。")
    assert headings(unit, 5)[-1] == "时限"
    undo(unit)
    assert digest(unit) == before
    assert state(unit, "1.fifth")[0] == "默认"
    assert take(unit, first, second) == ["new", "new"]
    assert digest(unit) == newest
    assert take(unit, second) == ["same"]


def test_locked_columns_print_below_and_cannot_be_changed_there(
    head: Office, unit: Office, answer: Callable[[Office], Path]
) -> None:
    pledge_columns = [*columns_of(head, 5), LedgerColumn("", "部门", field="department")]
    wording.set_columns(head, 5, pledge_columns, push="locked")
    take(unit, answer(unit))
    found = wording.columns(unit, 5)
    assert found
    assert found.state.value == "上级规定"
    assert headings(unit, 5) == ["序号", "党员姓名", "承诺事项", "计划完成时限", "部门"]
    assert "序号党员姓名承诺事项计划完成时限部门" in printed(unit, 5)
    for wanted in (found.columns[:-1], [replace(found.columns[2], heading="事项"), *found.columns]):
        with pytest.raises(UserError, match="WORDING-"):
            wording.set_columns(unit, 5, list(wanted))
    with pytest.raises(UserError, match="WORDING-LOCKED"):
        wording.set_text(unit, "5.text", "事项")
    wording.save(unit, 5, {"5.title": "{branch}承诺表"}, found.columns)
    assert state(unit, "5.title") == ("已自定义", "{branch}承诺表")


def test_the_receiver_is_told_which_words_came(head: Office, unit: Office, answer: Callable[[Office], Path]) -> None:
    wording.set_text(head, "1.fifth", "五、总支规定。", push="locked")
    (plan,) = exchange.apply(unit, [answer(unit)])
    assert "新增措辞 1 条：样例1第五条。" in plan.sentences
    wording.set_text(head, "1.fifth", "五、总支改了。")
    (plan,) = exchange.apply(unit, [answer(unit)])
    assert "样例1第五条 措辞有修改。" in plan.sentences


def test_words_taken_back_by_undo_after_they_left_leave_the_units_with_the_next_reply(
    head: Office, unit: Office, answer: Callable[[Office], Path]
) -> None:
    take(unit, answer(unit))
    wording.set_text(head, "1.fifth", "五、总支规定。", push="locked")
    take(unit, answer(unit))
    assert state(unit, "1.fifth")[0] == "上级规定"
    while state(head, "1.fifth")[0] != "默认":
        undo(head)
    take(unit, answer(unit))
    assert state(unit, "1.fifth") == ("默认", DEFAULT["1.fifth"])


def test_the_general_branch_looks_at_its_words_on_a_units_paper(
    head: Office, unit: Office, answer: Callable[[Office], Path]
) -> None:
    save(unit, "commitments", {"member_id": "张三", "year": "2026", "text": "上好示范课", "review": "通过"})
    assert "上好示范课" not in said(look_at(head, 5, {"5.title": "{branch}承诺表"}))
    answer(unit)
    drafts = {"5.title": "{branch}承诺\U000e0fff表"}
    made = look_at(head, 5, drafts, year=2026)
    assert "上好示范课" in said(made)
    assert any("U+E0FFF" in note for note in made.notes)
    assert "上好示范课" not in said(look_at(head, 5, {}, blank=True, year=2026))
    with pytest.raises(UserError, match="少了‹党支部名称›"):
        look_at(head, 5, {"5.title": "承诺表"})
    assert wording.compare(head, 5) == []
    assert papers(head, 5, Job((5,), year=2026, units=(unit.office_id,)))[0].printed_at == ""


def said(made: Made) -> str:
    pages = pypdf.PdfReader(BytesIO(made.pdf)).pages
    return "".join("".join(page.extract_text().split()) for page in pages)


def test_own_words_never_travel_up(head: Office, unit: Office, answer: Callable[[Office], Path]) -> None:
    wording.set_text(unit, "1.fifth", FIFTH)
    answer(unit)
    assert state(head, "1.fifth")[0] == "默认"


def test_words_from_above_that_this_program_cannot_print_count_for_nothing(
    head: Office, unit: Office, answer: Callable[[Office], Path]
) -> None:
    wording.set_text(head, "1.member", "党员{member}。", push="locked")
    wording.set_columns(head, 5, [*columns_of(head, 5), LedgerColumn("", "签名")], push="locked")
    with head.work("另一个版本") as work:
        own = wording_rows.own_rows(work)
        broken = {own["1.member"]["id"]: "党员。", own["5.columns"]["id"]: json.dumps([{"key": "text"}])}
        work.update(WordingText, {row: {"text": text} for row, text in broken.items()})
    take(unit, answer(unit))
    assert state(unit, "1.member") == ("默认", DEFAULT["1.member"])
    assert headings(unit, 5) == ["序号", "党员姓名", "承诺事项", "计划完成时限"]
