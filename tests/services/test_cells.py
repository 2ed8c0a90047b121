"""Texts of cells and the values that records keep: there and back, and what is refused in which words."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian_desktop.core.texts import clean_text
from dangjian_desktop.models.member import EDUCATIONS, ETHNICITIES
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.schemes import SCHEMES
from dangjian_desktop.schemes.scheme import Column, Kind, Ledger
from dangjian_desktop.schemes.shared import GENERAL_LEDGERS
from dangjian_desktop.services.cells import CellError, Names, parse_cell, show_cell

TODAY = date(2026, 11, 24)
LEDGERS = [*GENERAL_LEDGERS, *(ledger for scheme in SCHEMES for ledger in scheme.ledgers)]
COLUMNS = {f"{ledger.key}.{column.key}": column for ledger in LEDGERS for column in ledger.columns}
SHOWN = {
    Kind.MEMBER: {"m1": "张三", "m2": "李四（1985-05）", "m3": "李四（1990-01）", "m4": "阿布都·热合曼"},
    Kind.POST: {"p1": "教育示范岗", "p2": "公共财务管护岗"},
    Kind.AREA: {"a1": "机电楼", "a2": "机电楼/三层"},
    Kind.NOMINATION: {"n1": "张三 2026年先锋岗", "n2": "张三 2026年第4季度学习标兵"},
    Kind.OFFICE: {"o1": "机电系党支部", "o2": "基础部党支部"},
}
IDS: dict[Kind, dict[str, tuple[str, ...]]] = {
    kind: {text.replace(" ", ""): (row_id,) for row_id, text in shown.items()} for kind, shown in SHOWN.items()
}
IDS[Kind.MEMBER] |= {"李四": ("m2", "m3")}
IDS[Kind.POST] |= {"公共财物管护岗": ("p2",)}
IDS[Kind.AREA] |= {"三层": ("a2",), "大厅": ("a3", "a4")}
NAMES = Names("机电系党支部", IDS, SHOWN)


def column(kind: Kind, heading: str = "栏目", **others: Any) -> Column:  # noqa: ANN401  (a Column's fields)
    return Column(others.pop("key", "anything"), heading, kind, **others)


def parse(kind: Kind, text: str, **others: Any) -> Any:  # noqa: ANN401  (a record's value)
    return parse_cell(column(kind, **others), text, NAMES, TODAY)


def refusal(kind: Kind, text: str, **others: Any) -> CellError:  # noqa: ANN401  (a Column's fields)
    with pytest.raises(CellError) as refused:
        parse(kind, text, **others)
    return refused.value


PLAIN = st.text(st.characters(codec="utf-8")).map(clean_text)
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
VALUES: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.TEXT: PLAIN,
    Kind.LONG: PLAIN,
    Kind.LINES: PLAIN,
    Kind.DAY: st.none() | DAYS,
    Kind.MONTH: st.none() | st.dates(date(1900, 1, 1), TODAY).map(lambda day: day.isoformat()[:7]),
    Kind.INTEGER: st.none() | st.integers(0, 10**9),
    Kind.FLAG: st.booleans(),
    Kind.CHOICE: st.sampled_from(["", *ETHNICITIES]),
    Kind.PLEDGER: st.sampled_from([None, *SHOWN[Kind.MEMBER]]),
    **{kind: st.sampled_from([None, *shown]) for kind, shown in SHOWN.items()},
}


def test_every_kind_of_column_has_values_to_try() -> None:
    assert set(VALUES) == set(Kind)


@given(st.data())
@pytest.mark.parametrize("kind", list(Kind))
def test_what_a_cell_shows_is_read_back_as_the_same_value(kind: Kind, data: st.DataObject) -> None:
    value = data.draw(VALUES[kind])
    cell = column(kind, choices=ETHNICITIES if kind is Kind.CHOICE else ())
    assert parse_cell(cell, show_cell(cell, value, NAMES), NAMES, TODAY) == value


def taken(cell: Column, text: str) -> CellError | None:
    """Return why a text is refused; one that is taken must be shown so that it is read back."""
    try:
        value = parse_cell(cell, text, NAMES, TODAY)
    except CellError as error:
        return error
    assert parse_cell(cell, show_cell(cell, value, NAMES), NAMES, TODAY) == value
    return None


TYPED = (
    "2026.11.24",
    "11.24",
    "1.2",
    "1978.05",
    "第三季度",
    "2026年度",
    "²",
    "是",
    "√",
    "无",
    "李四",
    "机电楼/三层",
    "汉",
)


@given(st.sampled_from(list(COLUMNS)), st.sampled_from(TYPED) | PLAIN)
def test_any_text_is_taken_or_refused_with_a_sentence_that_names_the_column(key: str, text: str) -> None:
    cell = COLUMNS[key]
    error = taken(cell, text)
    if error:
        assert f"“{cell.heading}”" in error.message
        assert error.message.endswith("。")
        assert "请" in error.message
        assert error.code in {"NEEDED", "DATE", "NUMBER", "CHOICE", "UNKNOWN", "NAMESAKE"}


@pytest.mark.parametrize("ledger", LEDGERS, ids=lambda ledger: ledger.key)
def test_a_cleared_cell_gives_what_the_record_can_hold(ledger: Ledger) -> None:
    table = table_of(ledger.record)
    for cell in ledger.columns:
        if cell.needed:
            with pytest.raises(CellError, match=f"“{cell.heading}”没有填写。请补上。"):
                parse_cell(cell, "  ", NAMES, TODAY)
        else:
            assert parse_cell(cell, "  ", NAMES, TODAY) is not None or table.c[cell.key].nullable


@pytest.mark.parametrize(
    "text", ["20261124", "2026-11-24", "2026/11/24", "2026.11.24", "2026年11月24日", "11.24", "今天", " 2026-11-24 "]
)
def test_a_day_in_each_accepted_style(text: str) -> None:
    assert parse(Kind.DAY, text) == TODAY


@pytest.mark.parametrize("text", ["1.2", "2026.2.30", "明天", "46350"])
def test_what_is_no_day_is_refused_with_an_example(text: str) -> None:
    error = refusal(Kind.DAY, text, heading="入党时间")
    assert error.code == "DATE"
    assert error.message == f"“入党时间”写的是“{text}”，不是日期。请写成 2026-11-24 的样子。"


@pytest.mark.parametrize(
    ("kind", "text", "question"),
    [
        (Kind.DAY, "2O26.11.24", "是不是2026年11月24日？"),
        (Kind.DAY, "20261l24", "是不是2026年11月24日？"),
        (Kind.MONTH, "2O15.7", "是不是2015年7月？"),
        (Kind.MONTH, "2015年I2月", "是不是2015年12月？"),
    ],
)
def test_a_letter_in_place_of_a_digit_is_asked_about_never_guessed(kind: Kind, text: str, question: str) -> None:
    assert question in refusal(kind, text).message


@pytest.mark.parametrize(
    ("text", "code"), [("2030.7", "FUTURE"), ("2026.12", "FUTURE"), ("1899.12", "DATE"), ("0078.05", "DATE")]
)
def test_a_month_to_come_or_of_another_age_is_refused(text: str, code: str) -> None:
    assert refusal(Kind.MONTH, text, heading="入党时间").code == code


def test_the_running_month_is_taken() -> None:
    assert parse(Kind.MONTH, "2026.11") == "2026-11"


@pytest.mark.parametrize("text", ["２０２６．１１．２４", "２０２６年１１月２４日"])
def test_full_width_digits_are_read(text: str) -> None:
    assert parse(Kind.DAY, text) == TODAY


def test_what_nobody_sees_is_not_kept() -> None:
    assert parse(Kind.TEXT, "\ufeff张\u200b三\x00\r\n李四 ") == "张三\n李四"


@pytest.mark.parametrize(
    ("text", "choice"), [("本科", "大学本科"), ("大专", "大学专科"), ("专科", "大学专科"), ("硕士", "硕士研究生")]
)
def test_the_usual_short_words_for_a_degree_are_understood(text: str, choice: str) -> None:
    assert parse(Kind.CHOICE, text, choices=EDUCATIONS) == choice


@pytest.mark.parametrize("text", ["研究生", "大学", "兑现"])
def test_a_short_word_for_several_choices_is_refused(text: str) -> None:
    choices = EDUCATIONS if text != "兑现" else ("已兑现", "部分兑现", "未兑现")
    assert refusal(Kind.CHOICE, text, choices=choices).code == "CHOICE"


@pytest.mark.parametrize("text", ["李四（1985.05）", "李四(1985年5月)", "李 四（1985-05）"])
def test_a_namesake_is_named_with_the_month_of_birth_in_any_style(text: str) -> None:
    assert parse(Kind.MEMBER, text) == "m2"


@pytest.mark.parametrize("text", ["李四（1999.05）", "李四（女）", "张三（1985.05）"])
def test_a_mark_that_fits_nobody_is_refused(text: str) -> None:
    assert refusal(Kind.MEMBER, text).code == "UNKNOWN"


def test_an_area_may_be_written_with_the_wide_slash() -> None:
    assert parse(Kind.AREA, "机电楼／三层") == "a2"


@pytest.mark.parametrize("text", ["1978.05", "197805", "1978年5月", "1978-05-31", "1978/5"])
def test_a_month_in_each_accepted_style(text: str) -> None:
    assert parse(Kind.MONTH, text) == "1978-05"


@pytest.mark.parametrize("text", ["1978.13", "七八年五月", "5月"])
def test_what_is_no_month_is_refused_with_an_example(text: str) -> None:
    error = refusal(Kind.MONTH, text, heading="出生年月")
    assert error.code == "DATE"
    assert error.message == f"“出生年月”写的是“{text}”，不是年月。请写成 1978.05 的样子。"


@pytest.mark.parametrize(
    ("text", "number"), [("3", 3), ("３", 3), ("第三季度", 3), ("3季度", 3), ("12人", 12), ("7票", 7), ("0", 0)]
)
def test_a_number_as_people_write_it(text: str, number: int) -> None:
    assert parse(Kind.INTEGER, text) == number


@pytest.mark.parametrize("text", ["²", "①", "-1", "3.0", "三十", "1e3", "9" * 11])
def test_what_is_no_number_is_refused(text: str) -> None:
    error = refusal(Kind.INTEGER, text, heading="得票")
    assert error.code == "NUMBER"
    assert error.message.startswith(f"“得票”写的是“{text}”")


@pytest.mark.parametrize(
    ("key", "heading", "text", "inside"),
    [
        ("quarter", "季度", "0", False),
        ("quarter", "季度", "1", True),
        ("quarter", "季度", "第四季度", True),
        ("quarter", "季度", "5", False),
        ("year", "年度", "1920", False),
        ("year", "年度", "1921", True),
        ("year", "年度", "2026年度", True),
        ("year", "年度", "26", False),
        ("year", "年度", "3000", False),
    ],
)
def test_years_and_quarters_have_their_bounds(key: str, heading: str, text: str, inside: bool) -> None:
    if inside:
        assert isinstance(parse(Kind.INTEGER, text, key=key, heading=heading), int)
    else:
        assert refusal(Kind.INTEGER, text, key=key, heading=heading).message.startswith(
            f"“{heading}”写的是“{text}”。请写"
        )


@pytest.mark.parametrize(("text", "value"), [("是", True), ("√", True), ("TRUE", True), ("否", False), ("×", False)])
def test_yes_and_no_as_people_tick_them(text: str, value: bool) -> None:
    assert parse(Kind.FLAG, text) is value


def test_an_empty_tick_means_no_but_a_new_post_is_in_use() -> None:
    assert parse(Kind.FLAG, "", key="closed") is False
    assert parse(Kind.FLAG, "", key="enabled") is True
    assert parse(Kind.FLAG, "否", key="enabled") is False


def test_a_tick_that_is_neither_is_refused() -> None:
    assert refusal(Kind.FLAG, "也许", heading="启用").message == "“启用”写的是“也许”。请写“是”或“否”。"


@pytest.mark.parametrize(("text", "choice"), [("汉", "汉族"), ("汉族", "汉族"), ("维吾尔族（女）", "维吾尔族")])
def test_a_choice_is_taken_when_only_one_is_meant(text: str, choice: str) -> None:
    assert parse(Kind.CHOICE, text, choices=ETHNICITIES) == choice


def test_a_choice_that_could_be_two_is_refused_with_the_list() -> None:
    error = refusal(Kind.CHOICE, "大学", heading="文化程度", choices=EDUCATIONS)
    assert error.code == "CHOICE"
    assert error.message == f"“文化程度”写的是“大学”。请从{'、'.join(EDUCATIONS)}中选一个。"


def test_a_long_list_of_choices_is_cut_short() -> None:
    message = refusal(Kind.CHOICE, "火星族", heading="民族", choices=ETHNICITIES).message
    assert message == f"“民族”写的是“火星族”。请从{'、'.join(ETHNICITIES[:8])}等中选一个。"


@pytest.mark.parametrize("text", ["阿布都·热合曼", "阿布都•热合曼", "阿布都 ・热合曼", " 阿布都．热合曼 "])
def test_a_member_is_found_whatever_the_dot_and_the_spaces(text: str) -> None:
    assert parse(Kind.MEMBER, text) == "m4"


def test_a_post_is_found_by_its_other_name_too() -> None:
    assert parse(Kind.POST, "公共财物管护岗") == parse(Kind.POST, "公共财务管护岗") == "p2"


@pytest.mark.parametrize(
    ("kind", "text", "wanted"),
    [
        (Kind.MEMBER, "李四", "写明出生年月"),
        (Kind.PLEDGER, "李四", "写明出生年月"),
        (Kind.AREA, "大厅", "写明上级区域"),
    ],
)
def test_a_name_that_two_share_is_refused_and_says_how_to_tell_them_apart(kind: Kind, text: str, wanted: str) -> None:
    error = refusal(kind, text, heading="党员姓名")
    assert error.code == "NAMESAKE"
    assert error.message.startswith(f"“党员姓名”写的是“{text}”，有 2 个同名。请{wanted}")


@pytest.mark.parametrize("kind", [Kind.MEMBER, Kind.POST, Kind.AREA, Kind.NOMINATION, Kind.OFFICE, Kind.PLEDGER])
def test_a_name_that_is_not_listed_is_refused(kind: Kind) -> None:
    error = refusal(kind, "无此名", heading="名称")
    assert error.code == "UNKNOWN"
    assert error.message == "“名称”写的是“无此名”，名单里没有。请核对，或先登记。"


@pytest.mark.parametrize("text", ["", "机电系党支部", "机电系 党支部", "党支部", "本支部"])
def test_a_pledge_of_the_branch_itself_has_no_member(text: str) -> None:
    assert parse(Kind.PLEDGER, text) is None


def test_a_reference_to_something_gone_is_told() -> None:
    assert show_cell(column(Kind.MEMBER), "m9", NAMES) == "（已不在名单）"


def test_what_a_column_offers() -> None:
    assert NAMES.choices(column(Kind.CHOICE, choices=("男", "女"))) == ["男", "女"]
    assert NAMES.choices(column(Kind.FLAG)) == ["是", "否"]
    assert NAMES.choices(column(Kind.PLEDGER)) == ["机电系党支部", *SHOWN[Kind.MEMBER].values()]
    assert NAMES.choices(column(Kind.POST)) == ["教育示范岗", "公共财务管护岗"]
    assert NAMES.choices(column(Kind.TEXT)) == []


def test_what_another_office_owns_is_shown_but_not_offered() -> None:
    names = Names("甲", {Kind.MEMBER: {"张三": ("m1",)}}, {Kind.MEMBER: {"m1": "张三", "m5": "别人"}})
    cell = column(Kind.MEMBER)
    assert names.choices(cell) == ["张三"]
    assert show_cell(cell, "m5", names) == "别人"
    with pytest.raises(CellError, match="名单里没有"):
        parse_cell(cell, "别人", names, TODAY)
