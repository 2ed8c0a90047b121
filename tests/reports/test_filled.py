"""What a filled form must show: numbers that run, blocks that stay together, letters that fit, nothing ever lost."""

import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dangjian_desktop.reports.fonts import file_for, shown
from dangjian_desktop.reports.form import Row, Values
from dangjian_desktop.reports.sheet import Line, Sheet
from tests.reports.samples import BRANCH, FORM, pages, squeezed, values_for, words
from tests.reports.test_grids import cell_at, grid_of

DUTIES = tuple(f"第{n}项职责，联系服务师生，主动开展工作，每月向支部汇报一次进展情况" for n in range(1, 9))


def column(sheets: tuple[Sheet, ...], place: int) -> list[str]:
    return [cell_at(grid_of(s), row, place).text for s in sheets for row in range(1, len(grid_of(s).heights))]


def branch_and(people: int, each: int) -> Values:
    rows = [Row((f"支部承诺第{n}项", "年底前"), BRANCH) for n in range(5)]
    rows += [Row((f"第{p}人的第{n}项承诺", "年底前"), f"党员{p:03d}") for p in range(people) for n in range(each)]
    return Values({"branch": BRANCH, "members": str(people), "commitments": str(len(rows))}, rows=tuple(rows))


# The letters


def test_F1_a_filled_contract_has_no_placeholder_left_and_full_width_stops() -> None:
    said = words(pages(1, values_for(1)))
    assert "XXX" not in said
    assert "一、党员姓名：刘镕。" in said
    assert "二、岗位名称：教育示范岗。" in said
    assert "三、岗位职责：1.树立优良教风，刻苦钻研业务；2.带动身边同志提高教学水平。" in said
    assert said.endswith(f"{BRANCH}（盖章）2026年11月24日")


@pytest.mark.parametrize(("number", "last"), [(1, "（盖章）年月日"), (2, "（盖章）年月日"), (6, "时间：")])
def test_F1_10_a_paper_without_a_day_is_dated_by_hand(number: int, last: str) -> None:
    given = values_for(number)
    undated = Values({**given.fields, "date": "　年　月　日"}, given.items, given.rows)
    assert words(pages(number, undated)).endswith(last)


def test_F6_a_filled_letter_drops_hints_and_dots_and_numbers_the_commitments() -> None:
    said = words(pages(6, values_for(6)))
    assert "请结合工作实际" not in said
    assert "无职务党员请写" not in said
    assert "..." not in said
    assert "1.上好示范课2.每月走访一次学生宿舍3.帮扶一名学生" in said


def sizes(sheets: tuple[Sheet, ...]) -> set[float]:
    return {line.size for sheet in sheets for line in sheet.lines if line.face == "fangsong"}


def with_duties(count: int) -> Values:
    return Values(values_for(1).fields, {"duties": tuple(DUTIES[n % 8] for n in range(count))})


def test_a_long_letter_first_draws_lines_closer_then_shrinks_then_takes_a_page_and_says_so() -> None:
    told = []
    for count in range(1, 40):
        sheets = pages(1, with_duties(count))
        told.append((len(sheets), min(sizes(sheets)), sheets[0].notices))
        assert squeezed(DUTIES[(count - 1) % 8]) in words(sheets)
    assert told[0][:2] == (1, 16.0)
    assert [n for n, _, _ in told] == sorted(n for n, _, _ in told)
    assert {size for _, size, _ in told} == {16.0, 15.0}
    assert any("行距" in notices[0] for _, _, notices in told if notices)
    assert all(notices for number, size, notices in told if number > 1 or size < 16)
    assert told[-1][0] > 1


def test_a_second_page_of_a_letter_carries_two_lines_of_text_above_the_signature() -> None:
    seen = 0
    for count in range(8, 40):
        *before, last = pages(1, with_duties(count))
        if before:
            signed = next(line.y for line in last.lines if line.text == "党支部书记")
            body = {round(line.y, 1) for line in last.lines if line.face == "fangsong" and line.y < signed}
            assert len(body) >= 2
            seen += len(body) == 2
    assert seen


def body_lines(sheets: tuple[Sheet, ...]) -> list[Line]:
    return [line for sheet in sheets for line in sheet.lines if line.face == "fangsong"]


NEVER_FIRST, NEVER_LAST = "，。、；：？！）】》”’…—", "（【《“‘￥"
OFFICIAL = (
    "为深入学习贯彻党的二十大精神，认真落实《中国共产党章程》《中国共产党支部工作条例（试行）》有关要求，"
    "进一步加强基层党组织建设，充分发挥党员“关键少数”作用，经支部委员会2026年3月12日研究决定：一是坚持“三会一课”"
    "制度，全年组织集中学习不少于12次；二是深入班级、宿舍、实训室，联系服务学生；三是围绕专业建设（含课程、教材、"
    "实训基地），办好3至5件实事……四是严格考核，做到“有计划、有检查、有总结”——让群众看得见、摸得着、信得过！"
)


def test_no_line_begins_or_ends_with_what_must_not_stand_there() -> None:
    lines = []
    for cut in range(0, 120, 2):  # other beginnings move every break, so that all places are tried
        given = Values({**values_for(1).fields}, {"duties": (OFFICIAL[cut:], OFFICIAL)})
        lines += [line.text.strip() for line in body_lines(pages(1, given))]
    assert len(lines) > 1000
    assert not [line for line in lines if line and line[0] in NEVER_FIRST]
    assert not [line for line in lines if line and line[-1] in NEVER_LAST]
    assert not [line for line in lines if line.startswith("…") or re.search(r"(?<!…)…$|(?<!—)—$", line)]


def test_full_lines_are_spread_to_the_right_margin_and_hold_twenty_eight_characters() -> None:
    sheets = pages(1, Values(values_for(1).fields, {"duties": ("联系服务师生主动开展工作" * 20,)}))
    # Not the last line of a paragraph, which keeps to the pitch and ends where its text ends.
    lines = body_lines(sheets)
    spread = [one for one, after in itertools.pairwise(lines) if one.paragraph == after.paragraph and one.width]
    spread = [line for line in spread if line.role == "body"]
    assert len(spread) > 5
    for line in spread:
        assert line.width is not None
        assert line.x + line.width == pytest.approx(184.0, abs=0.2)
    assert 28 in {len(line.text) for line in spread}


def test_digits_and_latin_letters_come_from_the_song_face() -> None:
    assert {file_for(character, "fangsong") for character in "0123456789ABCxyz"} == {"song"}
    assert file_for("党", "fangsong") == "fangsong"
    assert file_for("镕", "fangsong") == "fangsong-supplement"


def test_the_seal_stands_over_the_date_at_the_right_with_the_name_centred_above_it() -> None:
    (sheet,) = pages(1, Values({**values_for(1).fields, "branch": "机电系党支部"}, values_for(1).items))
    office, day = sheet.lines[-2:]
    assert office.text.endswith("（盖章）")
    assert day.text == "2026年11月24日"
    assert office.y < day.y
    assert day.x > 105


# The ledgers


def test_F5_4_numbers_run_through_branch_and_members_and_the_branch_comes_first() -> None:
    sheets = pages(5, branch_and(20, 4))
    assert len(sheets) > 3
    assert column(sheets, 0) == [str(n) for n in range(1, 86)]
    assert cell_at(grid_of(sheets[0]), 1, 1).text == BRANCH
    assert cell_at(grid_of(sheets[0]), 1, 1).rows == 5


def test_F5_5_a_name_is_merged_over_its_block_and_repeated_on_the_next_page() -> None:
    sheets = pages(5, branch_and(20, 4))
    carried = 0
    for before, sheet in itertools.pairwise(sheets):
        last, first = cell_at(grid_of(before), len(grid_of(before).heights) - 1, 1), cell_at(grid_of(sheet), 1, 1)
        same = last.text.removesuffix("（续）") == first.text.removesuffix("（续）")
        assert first.text.endswith("（续）") == same
        carried += same
    assert carried
    for sheet in sheets:
        names = [cell for cell in grid_of(sheet).cells if cell.column == 1 and cell.row]
        assert sum(cell.rows for cell in names) == len(grid_of(sheet).heights) - 1
        assert len({cell.text for cell in names}) == len(names)


def test_F5_two_people_of_one_name_are_two_blocks() -> None:
    rows = (Row(("一",) * 2, "张伟", "a"), Row(("二",) * 2, "张伟", "a"), Row(("三",) * 2, "张伟", "b"))
    (sheet,) = pages(5, Values({"branch": BRANCH}, rows=rows))
    assert [(c.text, c.rows) for c in grid_of(sheet).cells if c.column == 1 and c.row] == [("张伟", 2), ("张伟", 1)]


def test_F5_1_F5_3_title_and_head_line_name_the_office_and_the_counts() -> None:
    said = words(pages(5, branch_and(2, 3))[:1])
    assert said.startswith(squeezed(f"{BRANCH}党员承诺台账党支部名称：{BRANCH}党员人数：2承诺个数：11"))


def test_a_row_taller_than_a_page_goes_on_and_loses_nothing() -> None:
    content = "".join(f"第{n}句，记录谈心情况。" for n in range(1, 400))
    given = Values(values_for(4).fields, rows=(Row(("谈心", "2026年11月20日", content, "备注")),))
    sheets = pages(4, given)
    assert len(sheets) > 1
    assert content in "".join(column(sheets, 3))
    assert column(sheets, 0)[0] == "1"


def test_an_empty_branch_prints_every_ledger() -> None:
    for number in (3, 4, 5, 7):
        assert pages(number, Values({"branch": BRANCH, "members": "0", "commitments": "0", "fulfilled": "0"}))


# The approval forms


@pytest.mark.parametrize("number", [8, 9])
@pytest.mark.parametrize("length", [0, 200, 600, 1200, 2500, 5000])
def test_F8_11_the_deeds_stay_on_one_page_shrink_and_then_go_on_an_attached_sheet(number: int, length: int) -> None:
    deeds = "".join(f"第{n}件事迹，受到好评。" for n in range(1, length // 9))
    given = values_for(number)
    sheets = pages(number, Values({**given.fields, "ethnicity": "汉族", "deeds": deeds}))
    form = sheets[0]
    assert grid_of(form)
    assert all(sheet.grid is None for sheet in sheets[1:])
    grid = grid_of(form)
    assert grid.y + sum(grid.heights) <= 297 - 22 + 0.01
    cell = cell_at(grid, 4, 1)
    assert cell.size in (12.0, 10.5, 9.0)
    assert ("（续附页）" in cell.text) == (len(sheets) > 1)
    assert bool(form.notices) == (cell.size < 12)
    attached = "".join(squeezed(line.text) for sheet in sheets[1:] for line in sheet.outside())
    assert deeds in squeezed(cell.text).removesuffix("（续附页）") + attached.partition("（接正页）：")[2]
    if sheets[1:]:
        assert "附页" in attached
        assert values_for(number).fields["name"] in attached


def test_F8_the_sizes_are_tried_in_order() -> None:
    tried = []
    for length in range(0, 3000, 60):
        given = Values({**values_for(8).fields, "deeds": "事迹，受到好评。" * (length // 8)})
        sheets = pages(8, given)
        tried.append((len(sheets), -cell_at(grid_of(sheets[0]), 4, 1).size))
    assert tried == sorted(tried)
    assert {size for _, size in tried} == {-12.0, -10.5, -9.0}
    assert tried[-1][0] > 1


@pytest.mark.parametrize(("count", "pages_needed"), [(4, 1), (5, 1), (6, 1), (7, 2), (12, 2)])
def test_F4_rows_are_lowered_where_that_saves_a_page(count: int, pages_needed: int) -> None:
    rows = tuple(Row((f"活动{n}", "2026年3月5日", "与三名学生谈心，了解困难。", "")) for n in range(count))
    sheets = pages(4, values_for(4)._replace(rows=rows))
    assert len(sheets) == pages_needed
    heights = [height for sheet in sheets for height in grid_of(sheet).heights[1:]]
    assert len(set(heights)) == 1
    assert 20 <= heights[0] <= 28


def test_F4_the_days_of_a_column_are_all_of_one_size() -> None:
    days = ("2026年9月8日", "2026年11月13日", "2026年3月5日")
    (sheet,) = pages(4, values_for(4)._replace(rows=tuple(Row(("谈心", day, "走访", "")) for day in days)))
    sizes = {cell.text: cell.size for cell in grid_of(sheet).cells if cell.text in days}
    assert sizes == dict.fromkeys(days, 10.5)
    (sheet,) = pages(4, values_for(4)._replace(rows=(Row(("谈心", days[0], "走访", "")),)))
    assert {cell.size for cell in grid_of(sheet).cells if cell.text == days[0]} == {12}


@pytest.mark.parametrize(("text", "size"), [("一" * 19 + "。", 10.5), ("一" * 21, 12), ("一" * 18, 12)])
def test_no_single_character_stands_alone_below_a_line(text: str, size: float) -> None:
    """85 mm hold 19 characters of 12 points and 22 of 10.5."""
    (sheet,) = pages(3, values_for(3)._replace(rows=(Row(("张三", "系主任", "机电楼", text)),)))
    assert [cell.size for cell in grid_of(sheet).cells if cell.text == text] == [size]


# Whatever is typed

BLOCKS = st.sampled_from(
    [(0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2B740, 0x2B81D), (0x20, 0x7E), (0x3000, 0x303F)]
)
CHARACTERS = BLOCKS.flatmap(lambda block: st.integers(*block)).map(chr)
TEXT = st.text(CHARACTERS, max_size=400)
NAME = st.text(CHARACTERS, min_size=1, max_size=25)


@settings(max_examples=60, deadline=None)
@given(NAME, st.lists(TEXT, max_size=16), st.sampled_from([3, 4, 5, 7]))
def test_a_ledger_of_any_texts_loses_none_and_numbers_all(name: str, texts: list[str], number: int) -> None:
    width = len(FORM[number].body.columns) - 1 - (number in (5, 7))  # type: ignore[union-attr]
    rows = tuple(Row((text, *["备"] * (width - 1)), name) for text in texts)
    sheets = pages(number, Values({"branch": BRANCH, "member": name}, rows=rows))
    place = 2 if number in (5, 7) else 1
    printed = squeezed("".join(column(sheets, place)))
    assert printed == squeezed("".join(shown(text) for text in texts))
    assert [n for n in column(sheets, 0) if n][-1:] == ([str(len(texts))] if texts else [])
    for sheet in sheets:
        grid = grid_of(sheet)
        right, bottom = grid.x + sum(grid.widths), grid.y + sum(grid.heights)
        assert bottom <= sheet.height - 24 + 0.01
        for line in sheet.lines:
            if line.paragraph < 0 and grid.y < line.y < bottom:
                assert grid.x <= line.x
                assert line.x <= right


@settings(max_examples=40, deadline=None)
@given(NAME, st.lists(TEXT, min_size=1, max_size=12))
def test_a_letter_of_any_texts_loses_none(name: str, texts: list[str]) -> None:
    """But for the stops that end a duty: the form has its own there."""
    given = Values({**values_for(1).fields, "member": name}, {"duties": tuple(texts)})
    sheets = pages(1, given)
    joined = "".join(f"{n}.{shown(text).rstrip('；。')}；" for n, text in enumerate(texts, start=1))
    assert squeezed(joined)[:-1] in words(sheets)
    for sheet in sheets:
        assert all(line.y <= 297 - 35 for line in sheet.outside())


@settings(max_examples=40, deadline=None)
@given(NAME, TEXT, TEXT, TEXT)
def test_an_approval_form_of_any_texts_stays_on_its_page_and_loses_none(
    name: str, deeds: str, branch: str, general: str
) -> None:
    fields = {**values_for(8).fields, "name": name, "deeds": deeds * 5, "branch_opinion": branch}
    sheets = pages(8, Values({**fields, "general_opinion": general}))
    said = words(sheets).replace("（续附页）", "")
    grid = grid_of(sheets[0])
    assert grid.y + sum(grid.heights) <= 297 - 22 + 0.01
    for text in (name, deeds * 5, branch, general):
        assert not set(squeezed(shown(text))) - set(said)


def test_F1_a_stop_that_ends_a_duty_is_not_doubled_by_the_forms_own() -> None:
    values = Values(values_for(1).fields, {"duties": ("上好示范课。", "联系学生；", "办好实事")})
    assert "1.上好示范课；2.联系学生；3.办好实事。" in words(pages(1, values))


def test_F8_attached_sheets_are_numbered_when_they_are_more_than_one() -> None:
    for sentences, numbers in ((110, []), (400, ["— 1 —", "— 2 —"])):
        deeds = "联系服务师生，主动开展工作。" * sentences
        first, *attached = pages(8, Values({**values_for(8).fields, "deeds": deeds}))
        assert [sheet.lines[-1].text for sheet in attached if "—" in sheet.lines[-1].text][:2] == numbers
        assert not any("—" in line.text for line in first.lines)
