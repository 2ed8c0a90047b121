"""The papers beside the nine forms, laid out from values: nothing lost, nothing outside the page, heads on every page."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

import docx
import openpyxl
import pdfplumber
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dangjian_desktop.reports.docx import write_docx
from dangjian_desktop.reports.form import Row, Values
from dangjian_desktop.reports.page import wide
from dangjian_desktop.reports.papers import PAPERS
from dangjian_desktop.reports.papers.ballot import BALLOT, KINDS
from dangjian_desktop.reports.papers.kind import PaperKind, lay_out_paper
from dangjian_desktop.reports.papers.plaques import PIONEER_PLAQUE
from dangjian_desktop.reports.papers.tally import TALLY
from dangjian_desktop.reports.pdf import Document, write_pdf
from dangjian_desktop.reports.sheet import Sheet
from dangjian_desktop.reports.xlsx import write_xlsx
from tests.reports.samples import BRANCH, LONG_NAME

MOMENT = datetime(2026, 11, 24, 9)
LONG = "走访学生宿舍，了解学习困难，逐项登记；能办的当月办好，不能办的说明原因。" * 60
TEXT = "每月走访一次学生宿舍"
FIELDS = {
    "branch": BRANCH,
    "office": BRANCH,
    "name": LONG_NAME,
    "member": LONG_NAME,
    "department": "数控技术与智能制造教研室",
    "period": "2026年第四季度",
    "kind": "学习标兵",
    "number": "先锋岗2026-01",
    "organisation": "同意推荐。",
    "duty": "系主任",
    "coverage": "党员 3 人。",
}


def values_for(key: str, *, text: str = TEXT, name: str = LONG_NAME, rows: int = 3) -> Values:
    """Return what fills a paper with ``rows`` rows that say ``text`` and ``name``."""
    cells: dict[str, list[Row]] = {
        "post_catalogue": [Row((name, text, TEXT)) for _ in range(rows)],
        "post_choices": [Row((name, "教育示范岗", "", "")) for _ in range(rows)],
        "area_board": [Row(("机电楼", "三层", str(n), name, "系主任", text), owner=f"a/b/{n}") for n in range(rows)],
        "pledge_board": [Row(("系主任", text, "年底前"), name, str(n // 3)) for n in range(rows)],
        "commitment_reminder": [Row((text, "年底前", "还有 5 天")) for _ in range(rows)],
        "ballot": [Row((KINDS[n % 3], name)) for n in range(rows)],
        "tally": [Row((KINDS[n % 3], name, "12")) for n in range(rows)],
        "member_card": [Row(("考　核", text), group=f"第{n // 4}节") for n in range(rows)],
        "report_reminder": [Row((name, "王芳", "没有上报过")) for _ in range(rows)],
    }
    return Values(FIELDS, rows=tuple(cells.get(key, [])))


def said(sheets: Sequence[Sheet]) -> str:
    return "".join(line.text for sheet in sheets for line in sheet.lines).replace("（续）", "")


@pytest.mark.parametrize("rows", [0, 1, 40])
@pytest.mark.parametrize("kind", PAPERS, ids=lambda kind: kind.key)
def test_every_line_and_rule_is_within_the_page(kind: PaperKind, rows: int) -> None:
    sheets = lay_out_paper(kind, values_for(kind.key, text=LONG if rows == 1 else TEXT, rows=rows))
    for sheet in sheets:
        for line in sheet.lines:
            start, end = line.x, line.x + wide(line.text.rstrip(), line.face, line.size)
            if line.turned:
                start, end = line.x - (end - start), line.x
            assert 5 <= start <= end <= sheet.width - 5, line
            assert 4 <= line.y <= sheet.height - 4, line
        assert all(0 <= r.y1 <= r.y2 <= sheet.height and 0 <= r.x1 <= r.x2 <= sheet.width for r in sheet.rules)


@pytest.mark.parametrize("kind", PAPERS, ids=lambda kind: kind.key)
def test_no_character_of_a_long_text_is_lost(kind: PaperKind) -> None:
    values = values_for(kind.key, text=LONG, rows=2)
    found = said(lay_out_paper(kind, values))
    for character in set(LONG):
        wanted = sum(cell.count(character) for row in values.rows for cell in row.cells)
        assert found.count(character) >= wanted, character


WORDS = st.text("党员责任区走访，。；（）“”…·1a \n", max_size=300)
LEVELS = st.sampled_from(("甲", "乙", "学" * 150, "院" * 400))
AREAS = st.lists(st.tuples(LEVELS, LEVELS, WORDS, WORDS), max_size=9)


@given(AREAS)
@settings(max_examples=50, deadline=None)
def test_Z07_any_tree_keeps_every_character_within_its_table(areas: list[tuple[str, str, str, str]]) -> None:
    rows = tuple(Row((a, b, name, "", duties), owner=f"{a}/{b}") for a, b, name, duties in sorted(areas))
    kind = next(kind for kind in PAPERS if kind.key == "area_board")
    drawn: Counter[str] = Counter()
    for sheet in lay_out_paper(kind, Values({}, rows=rows)):
        grid = sheet.grid
        assert grid is not None
        assert grid.y + sum(grid.heights) <= sheet.height - 20
        left = grid.x + sum(grid.widths[:2])
        for line in sheet.lines:
            inside = grid.y + grid.heights[0] < line.y <= grid.y + sum(grid.heights)
            assert inside or line.paragraph >= 0 or line.y <= grid.y + grid.heights[0] or line.text.startswith("— ")
            drawn.update(line.text if inside and line.x >= left else "")
            assert not inside or line.x + wide(line.text.rstrip(), line.face, line.size) <= grid.x + sum(grid.widths)
    wanted = Counter(
        "".join(cell for row in rows for cell in (row.cells[2] if row.cells[2].strip() else "（空缺）", row.cells[4]))
    )
    assert {c: n for c, n in drawn.items() if c.strip()} == {c: n for c, n in wanted.items() if c.strip()}


@pytest.mark.parametrize("kind", [k for k in PAPERS if values_for(k.key).rows], ids=lambda kind: kind.key)
def test_a_table_over_pages_repeats_its_head_and_shows_every_row(kind: PaperKind) -> None:
    rows = 60
    sheets = lay_out_paper(kind, values_for(kind.key, rows=rows))
    tables = [sheet.grid for sheet in sheets if sheet.grid]
    assert len(tables) > 1
    heads = {tuple(cell.text for cell in grid.cells if cell.row < grid.head) for grid in tables}
    assert len(heads) == 1
    assert sheets[0].whole is not None
    assert not sheets[0].runs_on
    assert all(sheet.runs_on for sheet in sheets[1:])


@pytest.mark.parametrize(
    "kind", [k for k in PAPERS if k.key not in ("ruler", "pledge_board")], ids=lambda kind: kind.key
)
def test_a_name_of_25_characters_is_whole_in_its_cell(kind: PaperKind) -> None:
    sheets = lay_out_paper(kind, values_for(kind.key))
    pdf = write_pdf([Document(sheets, kind.title)], title=kind.title, author=BRANCH, created=MOMENT)
    with pdfplumber.open(BytesIO(pdf)) as document:
        words = "".join(page.extract_text() for page in document.pages).replace("\n", "")
    named = LONG_NAME in "".join((*FIELDS.values(), *(cell for row in values_for(kind.key).rows for cell in row.cells)))
    assert named
    cells = {cell.text for sheet in sheets if sheet.grid for cell in sheet.grid.cells}
    assert LONG_NAME in cells or all(part in words for part in LONG_NAME.split("·"))


@pytest.mark.parametrize("kind", PAPERS, ids=lambda kind: kind.key)
def test_office_files_say_what_the_pages_say(kind: PaperKind) -> None:
    sheets = lay_out_paper(kind, values_for(kind.key))
    document = [Document(sheets, kind.title)]
    workbook = openpyxl.load_workbook(BytesIO(write_xlsx(document, title="纸", author=BRANCH, created=MOMENT)))
    cells = "".join(str(value) for row in workbook.worksheets[0].iter_rows(values_only=True) for value in row if value)
    word = docx.Document(BytesIO(write_docx(document, title="纸", author=BRANCH, created=MOMENT)))
    texts = "".join(p.text for p in word.paragraphs) + "".join(
        c.text for t in word.tables for r in t.rows for c in r.cells
    )
    for wanted in {cell.text for sheet in sheets if sheet.grid for cell in sheet.grid.cells}:
        for part in wanted.split("\n"):
            assert part in cells
            assert part in texts


def test_a_row_taller_than_a_page_begins_under_its_heading() -> None:
    kind = next(kind for kind in PAPERS if kind.key == "member_card")
    values = Values(FIELDS, rows=(Row(("考　核", LONG), group="一、责任区"), Row(("考　核", LONG), group="二、承诺")))
    for sheet in lay_out_paper(kind, values):
        assert sheet.grid is not None
        last = max(cell.row for cell in sheet.grid.cells)
        assert not [cell for cell in sheet.grid.cells if cell.row == last and cell.text in ("一、责任区", "二、承诺")]


@pytest.mark.parametrize("key", ["commitment_reminder", "tally"])
def test_what_is_signed_stands_below_the_table_of_an_office_file(key: str) -> None:
    kind = next(kind for kind in PAPERS if kind.key == key)
    data = write_xlsx([Document(lay_out_paper(kind, values_for(key)), "纸")], title="纸", author="", created=MOMENT)
    sheet = openpyxl.load_workbook(BytesIO(data)).worksheets[0]
    table = max(cell.row or 0 for row in sheet for cell in row if cell.border.left.style)
    signed = {"commitment_reminder": BRANCH, "tally": "监票人（签字）："}[key]
    below = [str(cell.value) for row in sheet.iter_rows(min_row=table + 1) for cell in row if cell.value]
    assert signed in below


def test_B11_a_ballot_names_no_voter_and_two_fit_on_a_page() -> None:
    (sheet,) = lay_out_paper(BALLOT, values_for("ballot", rows=9))
    words = "".join(line.text for line in sheet.lines)
    assert "本票不记名" in words
    assert "签" not in words
    assert [line.text for line in sheet.lines].count("学习标兵") == 2
    assert (sheet.width, sheet.height) == (210, 297)


def test_B11_many_candidates_take_a_ballot_of_its_own_page() -> None:
    (sheet,) = lay_out_paper(BALLOT, values_for("ballot", rows=21))
    assert [line.text for line in sheet.lines].count("学习标兵") == 1
    assert said([sheet]).count("阿布都热合曼") == 21


@pytest.mark.parametrize(("voters", "boxes"), [("30", 10), ("51", 20), ("120", 30)])
def test_B11_the_tally_has_boxes_for_every_vote(voters: str, boxes: int) -> None:
    rows = tuple(Row((kind, "张三", "")) for kind in KINDS)
    grids = [sheet.grid for sheet in lay_out_paper(TALLY, Values({"voters": voters}, rows=rows))]
    found = 0
    for grid in filter(None, grids):
        for name in (cell for cell in grid.cells if cell.text.startswith("张三")):
            inside = range(name.row, name.row + name.rows)
            found += sum(cell.row in inside and 1 <= cell.column <= 10 for cell in grid.cells)
    assert found == boxes * len(KINDS)


def test_X09_both_faces_of_the_desk_plaque_read_upright_when_folded() -> None:
    (sheet,) = lay_out_paper(PIONEER_PLAQUE, values_for("pioneer_plaque"))
    lower = [line for line in sheet.lines if not line.turned]
    upper = [line for line in sheet.lines if line.turned]
    assert [line.text for line in upper] == [line.text for line in lower]
    assert all(line.y > sheet.height / 2 for line in lower)
    for up, low in zip(upper, lower, strict=True):
        assert up.x == pytest.approx(sheet.width - low.x)
        assert up.y == pytest.approx(sheet.height - low.y)


def test_a_formula_in_a_paper_stays_text() -> None:
    sheets = lay_out_paper(BALLOT, Values(rows=(Row(("学习标兵", "=1+1")),)))
    data = write_xlsx([Document(sheets, "票")], title="票", author="", created=MOMENT)
    found = [
        cell for row in openpyxl.load_workbook(BytesIO(data)).worksheets[0] for cell in row if cell.value == "=1+1"
    ]
    assert [cell.data_type for cell in found] == ["s"] * 2


@pytest.mark.parametrize(
    ("key", "heading"), [("tally", "学习标兵（续）"), ("member_card", "第0节（续）")], ids=["tally", "member_card"]
)
def test_a_page_that_begins_within_a_section_repeats_its_headings(key: str, heading: str) -> None:
    rows = {
        "tally": [Row(("学习标兵", f"党员{n}", "")) for n in range(24)],
        "member_card": [Row((f"第{n}项", TEXT), group="第0节") for n in range(60)],
    }[key]
    kind = next(kind for kind in PAPERS if kind.key == key)
    first, second, *_ = lay_out_paper(kind, Values(FIELDS, rows=tuple(rows)))
    assert first.grid is not None
    assert second.grid is not None
    assert first.whole is not None
    assert heading not in {cell.text for cell in first.grid.cells}
    rows_of_second = [
        [cell.text for cell in second.grid.cells if cell.row == row] for row in range(len(second.grid.heights))
    ]
    place = rows_of_second.index([heading])
    assert place == second.grid.head
    if key == "tally":
        assert rows_of_second[place + 1][0] == "候选人"
    assert heading not in {cell.text for cell in first.whole.cells}


def test_C12_no_line_of_the_pledge_board_tears_the_day() -> None:
    words = ["每月走访学生宿舍" * times + "一" * more for times in (1, 2, 3) for more in range(8)]
    rows = tuple(Row(("系主任", each, "2026年11月30日"), "张三", "1") for each in words)
    kind = next(kind for kind in PAPERS if kind.key == "pledge_board")
    lines = [line.text for sheet in lay_out_paper(kind, Values({}, rows=rows)) for line in sheet.lines]
    assert sum("（时限：2026年11月30日）" in line for line in lines) == len(words)


def test_B14_an_opinion_stands_clear_of_the_rule_above_it() -> None:
    kind = next(kind for kind in PAPERS if kind.key == "consultation")
    (sheet,) = lay_out_paper(kind, values_for("consultation"))
    assert sheet.grid
    (line,) = (line for line in sheet.lines if line.text.strip() == FIELDS["organisation"])
    top = sheet.grid.y + sum(sheet.grid.heights[:2])
    assert line.y - line.size * 0.88 * 25.4 / 72 - top > 3


def test_B11_the_rows_of_a_candidate_stay_on_one_page() -> None:
    for before in range(1, 6):
        rows = tuple(Row((KINDS[0], f"党员{n}", "16")) for n in range(before)) + tuple(
            Row((kind, f"党员{n}", "9")) for kind in KINDS[1:] for n in range(6)
        )
        sheets = lay_out_paper(TALLY, Values({"voters": "55"}, rows=rows))
        texts = [cell.text for sheet in sheets if sheet.grid for cell in sheet.grid.cells]
        assert sum(text.startswith("党员") for text in texts) == len(rows)
        assert not [text for text in texts if text.startswith(("党员", "9", "16")) and text.endswith("（续）")]


def test_P16_what_the_secretary_signs_never_stands_alone_on_its_page() -> None:
    kind = next(kind for kind in PAPERS if kind.key == "member_card")
    for count in range(1, 60):
        rows = tuple(Row((f"第{n}项", TEXT), group=f"第{n // 9}节") for n in range(count))
        last = [sheet.grid for sheet in lay_out_paper(kind, Values(FIELDS, rows=rows)) if sheet.grid][-1]
        texts = [cell.text for cell in last.cells]
        assert f"第{count - 1}项" in texts
        assert any(text.startswith(f"第{(count - 1) // 9}节") for text in texts)


def test_P05_rows_to_be_signed_are_lowered_where_that_saves_a_page() -> None:
    kind = next(kind for kind in PAPERS if kind.key == "post_choices")
    for count, number, height in ((17, 1, 12.0), (20, 1, 11.0), (38, 2, 11.5), (50, 3, 12.0)):
        sheets = lay_out_paper(kind, Values({}, rows=(Row(("张三", "", "", "")),) * count))
        assert len(sheets) == number
        assert {round(each, 2) for sheet in sheets if sheet.grid for each in sheet.grid.heights[1:]} == {height}


def test_P04_all_duties_of_the_catalogue_are_set_alike() -> None:
    kind = next(kind for kind in PAPERS if kind.key == "post_catalogue")
    rows = tuple(Row((f"岗位{n}", "每月走访一次" * n, "做好记录")) for n in range(1, 9))
    (sheet,) = lay_out_paper(kind, Values({}, rows=rows))
    assert {line.size for line in sheet.lines if "走访" in line.text or "记录" in line.text} == {10.5}


def test_B11_office_files_too_have_two_ballots_a_page() -> None:
    document = [Document(lay_out_paper(BALLOT, values_for("ballot", rows=9)), BALLOT.title)]
    worksheet = openpyxl.load_workbook(BytesIO(write_xlsx(document, title="票", author="", created=MOMENT))).active
    assert worksheet is not None
    rows = [row for row in worksheet.iter_rows(values_only=True) if row[0]]
    assert [row[0] for row in rows].count("学习标兵") == 2
    assert rows[: len(rows) // 2] == rows[len(rows) // 2 :]
    heights = [(worksheet.row_dimensions[n].height or 0) * 25.4 / 72 for n in range(1, worksheet.max_row + 1)]
    second = [n for n in range(1, worksheet.max_row + 1) if worksheet.cell(n, 1).value == rows[0][0]][1]
    assert sum(heights[: second - 1]) == pytest.approx(148.5, abs=3)
    word = docx.Document(BytesIO(write_docx(document, title="票", author="", created=MOMENT)))
    assert len(word.sections) == 1
    assert len(word.tables) == 2
    assert [[c.text for c in row.cells] for row in word.tables[0].rows] == [
        [c.text for c in row.cells] for row in word.tables[1].rows
    ]
