"""Any name, any text, any number of rows: nothing lost, nothing outside its cell or page, no rule of lines broken.

2,000 cases and more, the same in every run; most look at the layout, some at the PDF.
"""

import itertools
import random
from collections.abc import Sequence
from io import BytesIO

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dangjian_desktop.reports import fonts
from dangjian_desktop.reports.fonts import shown
from dangjian_desktop.reports.form import Row, Values
from dangjian_desktop.reports.forms import FORMS
from dangjian_desktop.reports.linebreak import break_lines
from dangjian_desktop.reports.page import LETTER
from dangjian_desktop.reports.sheet import Line, Sheet
from tests.reports.samples import BRANCH, pages, pdf_of, squeezed, values_for
from tests.reports.test_grids import cell_at, grid_of
from tests.reports.test_line_rules import violations
from tests.reports.test_overflow import assert_within_cells, drawn_width

NUMBERS = [form.number for form in FORMS]
LEDGERS = {3: 4, 4: 4, 5: 2, 7: 3}
"""How many texts a row has besides its number and its merged name."""

BLOCKS = (
    *((0x4E00, 0x9FFF),) * 6,  # the common ideographs, most often
    (0x3400, 0x4DBF),  # A
    (0x20000, 0x2A6DF),  # B
    (0x2A700, 0x2B739),  # C
    (0x2B740, 0x2B81D),  # D
    (0x2B820, 0x2CEA1),  # E
    (0x2CEB0, 0x2EBE0),  # F
    (0x30000, 0x3134A),  # G
    (0x31350, 0x323AF),  # H
    (0xF900, 0xFAD9),  # compatibility ideographs
    (0x20, 0x7E),
    (0xA0, 0x24F),
    (0x370, 0x4FF),
    (0x2010, 0x2027),
    (0x3001, 0x303F),
    (0xFF01, 0xFF65),
    (0xE000, 0xE0FF),  # private: in no font
    (0x1F300, 0x1F5FF),
)
WORDS = (
    "党员",
    "支部委员会",
    "设岗定责",
    "承诺",
    "联系服务师生",
    "2026年",
    "74.5%的",
    "A4纸",
    "Modbus/TCP协议",
    "1,260人",
    "15号",
)
OPENERS, CLOSERS = "（“《【‘", "，。、；：？！）”》】’％℃"
LENGTHS = st.sampled_from((0, 1, 2, 26, 27, 28, 29, 120)) | st.integers(0, 1200) | st.integers(1200, 5000)
SEEDS = st.integers(0, 2**32)


def cases(count: int) -> settings:
    return settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


def any_text(seed: int, length: int) -> str:
    """Characters of all blocks, a line feed now and then."""
    made = random.Random(seed)
    return "".join(chr(made.randint(*made.choice(BLOCKS))) if made.random() > 0.01 else "\n" for _ in range(length))


def written_text(seed: int, length: int) -> str:
    """Words with marks before and behind them, as officials write; no more marks in a row than a line can keep."""
    made, text = random.Random(seed), ""
    while len(text) < length:
        before = "".join(made.choices(OPENERS, k=made.choice((0, 0, 0, 1, 2))))
        behind = made.choice(("", "", "……", "——", "".join(made.choices(CLOSERS, k=made.choice((1, 1, 2, 3))))))
        text += before + made.choice(WORDS) + behind
    return text[:length]


def as_printed(text: str) -> str:
    return squeezed("".join(shown(line) for line in text.splitlines()))


NAMES = st.builds(any_text, SEEDS, st.integers(1, 30)).filter(lambda name: as_printed(name) != "")


def drawn(lines: Sequence[Line]) -> str:
    return squeezed("".join(line.text for line in lines))


def in_cell(sheet: Sheet, row: int, column: int) -> str:
    """What is drawn between the rules of a cell, not what the grid says of it."""
    grid = grid_of(sheet)
    cell = cell_at(grid, row, column)
    xs = list(itertools.accumulate(grid.widths, initial=grid.x))
    ys = list(itertools.accumulate(grid.heights, initial=grid.y))
    left, right = xs[cell.column], xs[cell.column + cell.columns]
    top, bottom = ys[cell.row], ys[cell.row + cell.rows]
    return drawn([line for line in sheet.lines if left < line.x < right and top < line.y < bottom])


def assert_within(sheets: Sequence[Sheet]) -> None:
    for sheet in sheets:
        if sheet.grid:
            assert_within_cells(sheet)
            assert sheet.grid.y + sum(sheet.grid.heights) <= sheet.height - 15
        for line in sheet.outside():
            assert line.x >= LETTER.left - 0.01
            assert line.x + drawn_width(line) <= sheet.width - LETTER.right + 0.01
            assert 20 < line.y < sheet.height - 15


def divided(sheets: Sequence[Sheet]) -> list[tuple[str, str]]:
    """Two lines of one running paragraph each."""
    body = [line for sheet in sheets for line in sheet.outside() if line.role == "body"]
    return [(one.text, after.text) for one, after in itertools.pairwise(body) if one.paragraph == after.paragraph]


# Lines


@cases(450)
@given(seed=SEEDS, length=st.integers(0, 400), room=st.integers(1, 40))
def test_no_character_is_lost_and_no_line_is_wider_than_its_room(seed: int, length: int, room: int) -> None:
    text = shown(any_text(seed, length))
    lines = break_lines(text, room * 16, lambda part: fonts.width(part, "fangsong", 16), indent=16 if room > 1 else 0)
    assert "".join(lines) == text.replace("\n", "")
    for line in lines:
        assert len(line) <= 1 or fonts.width(line.rstrip(), "fangsong", 16) <= room * 16 + 0.01


@cases(450)
@given(seed=SEEDS, length=st.integers(0, 400), room=st.integers(17, 40))
def test_no_rule_is_broken_where_a_line_can_keep_it(seed: int, length: int, room: int) -> None:
    text = written_text(seed, length)
    lines = break_lines(text, room * 16, lambda part: fonts.width(part, "fangsong", 16), indent=32)
    assert "".join(lines) == text
    assert [(a, b, wrong) for a, b in itertools.pairwise(lines) for wrong in violations(a, b)] == []


# Names


@pytest.mark.parametrize("number", NUMBERS)
@cases(48)
@given(name=NAMES)
def test_any_name_is_printed_whole_in_its_place(number: int, name: str) -> None:
    given_values = values_for(number, name)
    sheets = pages(number, given_values)
    assert_within(sheets)
    wanted = as_printed(name)
    if number in LEDGERS and number != 4:
        row = 1 if number == 3 else 3
        assert in_cell(sheets[0], row, 1) == wanted
    elif number in (8, 9):
        there = in_cell(sheets[0], 0, 1)
        assert there == wanted or (len(wanted) > 25 and wanted in drawn(sheets[1].outside()))
    else:
        assert wanted in drawn([line for sheet in sheets for line in sheet.lines])


# Letters


@pytest.mark.parametrize("number", [1, 6])
@cases(70)
@given(seed=SEEDS, length=LENGTHS, count=st.integers(1, 6), written=st.booleans())
def test_a_letter_of_any_texts_loses_nothing(number: int, seed: int, length: int, count: int, written: bool) -> None:
    make = written_text if written else any_text
    texts = tuple(make(seed + place, length // count) for place in range(count))
    values = Values(values_for(number).fields, {"duties": texts, "commitments": texts})
    sheets = pages(number, values)
    assert_within(sheets)
    whole = drawn([line for sheet in sheets for line in sheet.lines if line.paragraph >= 0])
    # The form's own stops stand between duties.
    typed = [as_printed(text.rstrip()).rstrip("；。") if number == 1 else as_printed(text) for text in texts]
    numbered = [f"{place}.{text}" for place, text in enumerate(typed, start=1)]
    assert ("；" if number == 1 else "").join(numbered) in whole
    if len(sheets) > 1:
        assert len([line for line in sheets[-1].outside() if line.role == "body"]) >= 2
    if written:
        assert [(a, b, wrong) for a, b in divided(sheets) for wrong in violations(a, b)] == []


@cases(70)
@given(seed=SEEDS, count=st.sampled_from((0, 1, 14, 15, 16, 90)), length=st.integers(1, 60))
def test_a_notice_of_any_number_of_posts_names_each_person(seed: int, count: int, length: int) -> None:
    rows = tuple(Row((f"岗位{n}", any_text(seed + n, length))) for n in range(count))
    values = Values(values_for(2).fields, {"posts": tuple(row.cells[0] for row in rows)}, rows)
    sheets = pages(2, values)
    assert_within(sheets)
    whole = drawn([line for sheet in sheets for line in sheet.lines if line.paragraph >= 0])
    wanted = "".join(f"{n}.岗位{n - 1}：{as_printed(row.cells[1])}。" for n, row in enumerate(rows, start=1))
    assert wanted in whole


# Ledgers


def assert_ledger_holds(number: int, rows: Sequence[Row], sheets: Sequence[Sheet]) -> None:
    """Each row's number, and its texts as they are drawn, also those that go on to the next page."""
    named = number in (5, 7)
    found: list[list[str]] = []
    numbers = []
    for sheet in sheets:
        for place in range(1, len(grid_of(sheet).heights)):
            first, *others = (in_cell(sheet, place, column) for column in range(len(grid_of(sheet).widths)))
            texts = others[1:] if named else others
            if first:
                numbers.append(int(first))
                found.append(texts)
            elif found:
                found[-1] = [before + more for before, more in zip(found[-1], texts, strict=True)]
    assert numbers == list(range(1, len(rows) + 1))
    assert found == [[as_printed(cell) for cell in row.cells] for row in rows]


@pytest.mark.parametrize("number", LEDGERS)
@pytest.mark.parametrize("count", [0, 1, 14, 15, 16])
@cases(10)
@given(seed=SEEDS, length=st.integers(0, 60) | st.integers(0, 1000), names=st.integers(1, 4))
def test_a_ledger_of_any_rows_loses_nothing(number: int, count: int, seed: int, length: int, names: int) -> None:
    made = random.Random(seed)
    rows = tuple(
        Row(
            tuple(any_text(seed + 10 * n + column, made.randint(0, length)) for column in range(LEDGERS[number])),
            any_text(seed + n * names // max(count, 1), 6),
        )
        for n in range(count)
    )
    sheets = pages(number, Values({"branch": BRANCH}, rows=rows))
    assert_within(sheets)
    assert_ledger_holds(number, rows, sheets)


@pytest.mark.parametrize("number", LEDGERS)
@cases(2)
@given(seed=SEEDS)
def test_a_ledger_of_500_rows_is_complete(number: int, seed: int) -> None:
    rows = tuple(
        Row(tuple(written_text(seed + n + column, n % 40) for column in range(LEDGERS[number])), f"党员{n // 4}")
        for n in range(500)
    )
    sheets = pages(number, Values({"branch": BRANCH}, rows=rows))
    assert_ledger_holds(number, rows, sheets)
    for sheet in (sheets[0], sheets[len(sheets) // 2], sheets[-1]):
        assert_within([sheet])


# Approval forms

CELLS = {
    "name": (0, 1, "姓名"),
    "ethnicity": (0, 5, "民族"),
    "duty": (3, 1, "职务"),
    "deeds": (4, 1, "主要事迹"),
    "branch_opinion": (5, 1, "党支部意见"),
    "general_opinion": (6, 1, "党总支（或基层党委）意见"),
}


@pytest.mark.parametrize("number", [8, 9])
@cases(110)
@given(seed=SEEDS, lengths=st.tuples(*(st.integers(0, 40),) * 3, LENGTHS, *(st.integers(0, 400),) * 2))
def test_an_approval_form_is_one_page_and_the_rest_is_attached(
    number: int, seed: int, lengths: tuple[int, ...]
) -> None:
    texts = {
        key: any_text(seed + place, length) for place, (key, length) in enumerate(zip(CELLS, lengths, strict=True))
    }
    first, *attached = pages(number, Values({**values_for(number).fields, **texts}))
    assert_within([first, *attached])
    title = "党员先锋岗审批表附页" if number == 8 else "标兵党员审批表附页"
    rests = ""
    for key, (row, column, label) in CELLS.items():
        text, there = as_printed(texts[key]), in_cell(first, row, column)
        if there != text:
            head = there.removesuffix("（续附页）")
            assert head != there
            assert text.startswith(head)
            rests += f"{label}（接正页）：{text.removeprefix(head)}"
    added = "".join(drawn(sheet.outside()) for sheet in attached)
    assert added == (f"{title}姓名：{as_printed(texts['name'])}{rests}" if rests else "")
    assert not any(sheet.grid for sheet in attached)


# The PDF


@pytest.mark.parametrize("number", NUMBERS)
@cases(4)
@given(seed=SEEDS)
def test_what_is_laid_out_is_what_the_pdf_says(number: int, seed: int) -> None:
    """Private characters are left out: an extractor may tell them from the rest as it likes."""
    text = "".join(c for c in any_text(seed, 300) if not 0xE000 <= ord(c) <= 0xF8FF)
    name = text[:8].strip() or "张三"
    given_values = values_for(number, name)
    fields = {**given_values.fields, "deeds": text, "area": text[:50]}
    items = dict.fromkeys(given_values.items, (text, text[100:200]))
    rows = tuple(Row((*row.cells[:-1], text[:80]), row.group) for row in given_values.rows)
    sheets = pages(number, Values(fields, items, rows))
    extracted = ""
    with pypdfium2.PdfDocument(BytesIO(pdf_of(number, sheets))) as document:
        for page in document:
            extracted += page.get_textpage().get_text_bounded()
    printed = "".join(line.text for sheet in sheets for line in sheet.lines)
    assert sorted(squeezed(extracted)) == sorted(squeezed(printed))
