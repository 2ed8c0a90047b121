"""套打: the user's words alone, each where the whole form has it."""

from io import BytesIO

import pdfplumber
import pypdfium2
import pytest

from dangjian_desktop.reports.form import Row, Values
from dangjian_desktop.reports.forms import FORMS
from dangjian_desktop.reports.overprint import MISPLACED, printed_before, values_only
from dangjian_desktop.reports.page import wide
from dangjian_desktop.reports.sheet import Line, Sheet
from tests.reports.samples import BRANCH, DEEDS, LONG_NAME, pages, pdf_of, squeezed, values_for

NUMBERS = [form.number for form in FORMS]
PERSON = [
    "中共某某职业技术学院机电工程系教工支部委员会",
    "刘镕",
    "女",
    "维吾尔族",
    "1978年5月",
    "2000年7月",
    "1999年7月",
]
DAY = ("2026", "11", "24")
OWN_WORDS = {
    1: [
        "刘镕。",
        "教育示范岗。",
        "1.树立优良教风，刻苦钻研业务；2.带动身边同志提高教学水平。",
        f"{BRANCH}（盖章）",
        *DAY,
    ],
    2: [
        *("3人。", "教育示范岗、服务学生岗。", "1.教育示范岗：刘镕、张三。", "2.服务学生岗：李四。"),
        f"{BRANCH}（盖章）",
    ],
    3: [f"{BRANCH}党员责任区安排表", "1", "刘镕", "系主任", "机电楼/三层", "走访教室，联系学生。"],
    4: ["刘镕", "系主任", "机电楼/三层", "1", "谈心", "2026年11月20日", "与三名学生谈心，了解学习困难。"],
    5: [f"{BRANCH}党员承诺台账", BRANCH, "2", "5", BRANCH, "办好实事一", "年底前", "办好实事二", "年底前", "刘镕"]
    + [word for n in "一二三" for word in (f"上好示范课{n}", "年底前")],
    6: ["刘镕", "系主任", "上好示范课", "每月走访一次学生宿舍", "帮扶一名学生"],
    7: [
        f"{BRANCH}党员践诺统计表",
        BRANCH,
        "2",
        "5",
        "4",
        BRANCH,
        "办好实事一",
        "已完成",
        "办好实事二",
        "已完成",
        "刘镕",
    ]
    + [word for n in "一二三" for word in (f"上好示范课{n}", "已完成")],
    8: [*PERSON, "硕士研究生", "系主任", DEEDS * 6, "同意推荐。", "同意授予称号。"],
    9: [*PERSON, "硕士研究生", "系主任", DEEDS * 6, "同意推荐。", "同意授予称号。"],
}


def alone(number: int, values: Values | None = None) -> tuple[Sheet, ...]:
    return values_only(pages(number, values or values_for(number)), pages(number, blank=True))


@pytest.mark.parametrize("number", NUMBERS)
def test_a_filled_form_keeps_all_of_the_users_words_and_no_other(number: int) -> None:
    printed = squeezed("".join(line.text for sheet in alone(number) for line in sheet.lines))
    assert sorted(printed) == sorted(squeezed("".join(OWN_WORDS[number])))
    for word in OWN_WORDS[number]:
        # A long text may be divided by the words of the next cell: its first line is enough to find it.
        assert squeezed(word)[:8] in printed


def origins(pdf: bytes) -> list[tuple[str, float, float]]:
    """Return each page's characters and where their boxes begin, in points.

    Not by pdfplumber: it forgets the space after a character when the font changes behind it.
    """
    found = []
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document):
            text = page.get_textpage()
            for place in range(text.count_chars()):
                left, bottom, _, _ = text.get_charbox(place, loose=True)
                found.append((text.get_text_range(place, 1), left, bottom - number * 10_000))
    return [char for char in found if char[0].strip()]


@pytest.mark.parametrize("number", NUMBERS)
def test_every_character_stands_where_the_whole_form_has_it(number: int) -> None:
    values = values_for(number, f"陈\U0002cc56{LONG_NAME}")
    some, whole = (origins(pdf_of(number, sheets)) for sheets in (alone(number, values), pages(number, values)))
    assert len(some) > 10
    if number == 1:
        some = [char for char in some if abs(char[2] - some[-1][2]) > 1]  # the date's digits stand by 年月日
    for text, left, bottom in some:
        near = [x for other, x, y in whole if other == text and abs(y - bottom) < 0.1]
        assert min(abs(x - left) for x in near) < 0.05, (text, left, bottom)


@pytest.mark.parametrize("number", [n for n in NUMBERS if n != 9])
def test_no_rule_is_drawn(number: int) -> None:
    assert not any(sheet.rules or sheet.grid for sheet in alone(number))


def test_the_chosen_kind_of_pacesetter_is_underlined_where_the_blank_form_prints_it() -> None:
    (sheet,) = alone(9)
    (rule,) = sheet.rules
    with pdfplumber.open(BytesIO(pdf_of(9, pages(9, blank=True)))) as document:
        (kinds,) = [w for w in document.pages[0].extract_words() if "工作标兵" in w["text"]]
        chars = [c for c in document.pages[0].chars if abs(c["top"] - kinds["top"]) < 2 and c["x0"] >= kinds["x0"]]
    place = "".join(c["text"] for c in chars).index("工作标兵")
    chosen = chars[place : place + 4]
    millimetre = 72 / 25.4
    assert rule.x1 * millimetre == pytest.approx(chosen[0]["x0"], abs=0.1)
    assert rule.x2 * millimetre == pytest.approx(chosen[-1]["x1"], abs=0.1)
    assert rule.y1 == rule.y2
    assert chosen[0]["bottom"] - 2 < rule.y1 * millimetre < chosen[0]["bottom"] + 4


def test_numbers_that_the_blank_form_lacks_are_printed() -> None:
    rows = tuple(Row((f"办好实事{n}", "年底前"), "张三") for n in range(12))
    (sheet,) = alone(5, Values({"branch": BRANCH}, rows=rows))
    assert [line.text for line in sheet.lines if line.text.isdigit()] == ["11", "12"]


def test_an_attached_sheet_is_printed_whole() -> None:
    values = Values({**values_for(8).fields, "deeds": DEEDS * 80})
    whole = pages(8, values)
    assert len(whole) > 1
    assert alone(8, values)[1:] == whole[1:]


def test_F4_text_that_moves_the_rows_of_the_form_is_told() -> None:
    tall = Values(values_for(4).fields, rows=(Row(("谈心", "", "与学生谈心。" * 60, "")),))
    assert MISPLACED in alone(4, tall)[0].notices
    assert MISPLACED not in alone(4)[0].notices
    assert MISPLACED in alone(5)[0].notices  # the office's long name moves the fields beside it
    assert MISPLACED in alone(1, values_for(1, LONG_NAME * 2))[0].notices


def test_a_repeated_name_is_printed_without_the_forms_own_addition() -> None:
    rows = tuple(Row((f"办好实事{n}", "年底前"), "张三") for n in range(40))
    texts = [line.text for line in alone(5, Values({"branch": BRANCH}, rows=rows))[1].lines]
    assert "张三" in texts
    assert not [text for text in texts if "续" in text]


@pytest.mark.parametrize("number", NUMBERS)
def test_the_form_to_print_before_has_nothing_that_a_value_is_printed_over(number: int) -> None:
    (base,) = printed_before(pages(number, blank=True))
    words = "".join(line.text for line in base.lines)
    for placeholder in ("XXX", "…", "张三", "请结合", "请写"):
        assert placeholder not in words
    if number in (1, 2, 6):
        return  # a list longer or shorter than the sample's moves the lines below it, which is told
    given = values_for(number)
    rows = tuple(row._replace(group=row.group and "机电党支部") for row in given.rows)
    page = alone(number, given._replace(fields={**given.fields, "branch": "机电党支部"}, rows=rows))[0]
    assert MISPLACED not in page.notices
    boxes = [(*box(line), line.y) for line in page.lines]
    for line in base.lines:
        left, right = box(line)
        if line.text.strip() in ("学习标兵/工作标兵/服务标兵", "时间："):
            continue
        for start, end, y in boxes:
            assert abs(y - line.y) > 2 or end <= left + 0.3 or start >= right - 0.3, (line.text, y)


def box(line: Line) -> tuple[float, float]:
    """Return where a line's characters begin and end."""
    text = line.text.rstrip()
    left = line.x + wide(text, line.face, line.size) - wide(text.lstrip(), line.face, line.size)
    return left, line.x + (line.width or wide(text, line.face, line.size))


def test_the_digits_of_a_date_stand_between_the_printed_signs() -> None:
    (sheet,) = alone(1)
    (printed,) = (line for line in pages(1, blank=True)[0].lines if "年　月　日" in line.text)
    signs = [printed.x + wide(printed.text[: printed.text.index(s)], "fangsong", printed.size) for s in "年月日"]
    digits = [line for line in sheet.lines if line.text in DAY]
    ends = [line.x + wide(line.text, line.face, line.size) for line in digits]
    assert [line.text for line in digits] == list(DAY)
    assert all(line.y == printed.y for line in digits)
    for (end, sign), line, before in zip(zip(ends, signs, strict=True), digits, [0.0, *signs], strict=False):
        assert 0 <= sign - end < 1
        assert line.x >= before + (16 * 25.4 / 72 if before else 0)
