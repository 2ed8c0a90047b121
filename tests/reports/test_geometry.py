"""Every form on paper in millimetres, measured in real PDFs against measures written here from docs/forms.md."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any

import pdfplumber
import pypdf
import pytest
from fontTools.ttLib import TTFont

from dangjian_desktop.reports.form import Row, Values
from dangjian_desktop.reports.forms import FORMS
from dangjian_desktop.reports.page import Options
from tests.reports.samples import BRANCH, DEEDS, pages, pdf_of, squeezed, values_for
from tests.reports.test_overflow import drawn_width

MILLIMETRE = 72 / 25.4
NUMBERS = [form.number for form in FORMS]
LETTERS, LEDGERS, APPROVALS = (1, 2, 6), (3, 4, 5, 7), (8, 9)
COLUMNS = {
    3: (15, 30, 50, 50, 85),
    4: (15, 45, 30, 110, 30),
    5: (15, 40, 130, 45),
    7: (15, 40, 75, 75, 25),
    8: (24, 26, 20, 18, 18, 18, 32),
    9: (24, 26, 20, 18, 18, 18, 32),
}
ROW = {3: 12, 4: 28, 5: 8, 7: 8}
LEFT = {3: 33.5, 4: 33.5, 5: 33.5, 7: 33.5, 8: 28, 9: 28}
BOTTOM = {"landscape": 210 - 24, "approval": 297 - 22}
CELLS_A_ROW = {8: [7, 5, 5, 3, 2, 2, 2], 9: [7, 5, 5, 5, 2, 2, 2]}
Span = tuple[int, int, int, int]
"""First row, first column, behind the last row, behind the last column."""

APPROVAL_SPANS = {
    8: [*((0, c, 1, c + 1) for c in range(6)), (0, 6, 4, 7)]
    + [span for r in (1, 2) for span in ((r, 0, r + 1, 1), (r, 1, r + 1, 2), (r, 2, r + 1, 3), (r, 3, r + 1, 6))]
    + [(3, 0, 4, 1), (3, 1, 4, 6)]
    + [span for r in (4, 5, 6) for span in ((r, 0, r + 1, 1), (r, 1, r + 1, 7))],
}
APPROVAL_SPANS[9] = [
    *(span for span in APPROVAL_SPANS[8] if span != (3, 1, 4, 6)),
    (3, 1, 4, 2),
    (3, 2, 4, 3),
    (3, 3, 4, 6),
]


@dataclass(frozen=True)
class Stroke:
    """A rule as the PDF draws it: millimetres, and its weight in points."""

    x1: float
    y1: float
    x2: float
    y2: float
    weight: float


@cache
def pdf(number: int, *, blank: bool) -> bytes:
    return pdf_of(number, pages(number, None if blank else values_for(number), blank=blank))


def strokes(page: Any) -> list[Stroke]:  # noqa: ANN401  (pdfplumber has no types)
    assert not page.rects
    assert not page.curves
    found = []
    for line in page.lines:
        x1, y1, x2, y2 = (line[key] / MILLIMETRE for key in ("x0", "top", "x1", "bottom"))
        found.append(Stroke(x1, y1, x2, y2, line["linewidth"]))
    return found


def places(values: Iterator[float]) -> list[float]:
    """Different positions, in order; two within a tenth of a millimetre are one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > 0.1:
            found.append(value)
    return found


def edges(page: Any) -> tuple[list[float], list[float]]:  # noqa: ANN401
    """The columns' and the rows' edges, from the upright and the level rules."""
    drawn = strokes(page)
    return (
        places(s.x1 for s in drawn if abs(s.x1 - s.x2) < 0.01),
        places(s.y1 for s in drawn if abs(s.y1 - s.y2) < 0.01),
    )


def spans_of(number: int, rows: int, *, blank: bool) -> list[Span]:
    if number in APPROVALS:
        return APPROVAL_SPANS[number]
    plain = [(row, column, row + 1, column + 1) for row in range(rows) for column in range(len(COLUMNS[number]))]
    if number not in (5, 7):
        return plain
    names = [(1, 1, 6, 2), (6, 1, 11, 2)] if blank else [(1, 1, 3, 2), (3, 1, 6, 2)]
    covered = {(row, 1, row + 1, 2) for first, _, last, _ in names for row in range(first, last)}
    return [span for span in plain if span not in covered] + names


def pieces(spans: Sequence[Span], rows: int, columns: int) -> dict[tuple[str, int, int], float]:
    """The sides of cells, one row or column long each, and their weight: 1.0 round the table, 0.5 within."""
    found = {}
    for first, left, last, right in spans:
        for row, column in itertools.product(range(first, last), (left, right)):
            found["upright", column, row] = 1.0 if column in (0, columns) else 0.5
        for column, row in itertools.product(range(left, right), (first, last)):
            found["level", row, column] = 1.0 if row in (0, rows) else 0.5
    return found


def drawn_pieces(page: Any) -> dict[tuple[str, int, int], float]:  # noqa: ANN401
    xs, ys = edges(page)
    found: dict[tuple[str, int, int], float] = {}
    for stroke in strokes(page):
        upright = abs(stroke.x1 - stroke.x2) < 0.01
        across, along = (xs, ys) if upright else (ys, xs)
        place = min(range(len(across)), key=lambda n: abs(across[n] - (stroke.x1 if upright else stroke.y1)))
        begin, end = sorted((stroke.y1, stroke.y2) if upright else (stroke.x1, stroke.x2))
        for piece, (one, other) in enumerate(itertools.pairwise(along)):
            if begin - 0.1 <= one and other <= end + 0.1:
                key = ("upright" if upright else "level", place, piece)
                found[key] = max(found.get(key, 0), round(stroke.weight, 3))
        assert any(abs(begin - edge) < 0.1 for edge in along), stroke
        assert any(abs(end - edge) < 0.1 for edge in along), stroke
    return found


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("blank", [True, False])
def test_the_page_is_a4_and_nothing_stands_in_its_margins(number: int, *, blank: bool) -> None:
    sides = (297, 210) if number in LEDGERS else (210, 297)
    left = LEFT.get(number, 28)
    with pdfplumber.open(BytesIO(pdf(number, blank=blank))) as document:
        assert len(document.pages) == 1
        (page,) = document.pages
        assert [page.mediabox[2] / MILLIMETRE, page.mediabox[3] / MILLIMETRE] == pytest.approx(sides, abs=0.01)
        for char in page.chars:
            assert char["x0"] / MILLIMETRE >= left - 0.05
            assert char["x1"] / MILLIMETRE <= sides[0] - (left if number in LEDGERS else 26) + 0.05
            assert 20 < char["top"] / MILLIMETRE < char["bottom"] / MILLIMETRE < sides[1] - 18


@pytest.mark.parametrize("number", LETTERS)
@pytest.mark.parametrize("blank", [True, False])
def test_a_letter_has_no_rules(number: int, *, blank: bool) -> None:
    with pdfplumber.open(BytesIO(pdf(number, blank=blank))) as document:
        assert not strokes(document.pages[0])


@pytest.mark.parametrize("number", [*LEDGERS, *APPROVALS])
@pytest.mark.parametrize("blank", [True, False])
def test_every_rule_stands_in_its_place_in_its_weight(number: int, *, blank: bool) -> None:
    with pdfplumber.open(BytesIO(pdf(number, blank=blank))) as document:
        (page,) = document.pages
        xs, ys = edges(page)
        wanted = list(itertools.accumulate(COLUMNS[number], initial=LEFT[number]))
        assert xs == pytest.approx(wanted, abs=0.05)
        rows, columns = len(ys) - 1, len(xs) - 1
        assert drawn_pieces(page) == pieces(spans_of(number, rows, blank=blank), rows, columns)


@pytest.mark.parametrize(("number", "rows"), [(3, 10), (4, 4), (5, 15), (7, 15)])
def test_the_rows_of_a_blank_ledger_are_as_high_as_the_form_says(number: int, rows: int) -> None:
    with pdfplumber.open(BytesIO(pdf(number, blank=True))) as document:
        _, ys = edges(document.pages[0])
    heights = [after - before for before, after in itertools.pairwise(ys)]
    assert heights[1:] == pytest.approx([ROW[number]] * rows, abs=0.05)
    assert heights[0] == pytest.approx(9, abs=0.05) or (number == 3 and 9 < heights[0] < 14)
    assert ys[-1] <= BOTTOM["landscape"] + 0.05


@pytest.mark.parametrize("number", APPROVALS)
@pytest.mark.parametrize("blank", [True, False])
def test_the_rows_of_an_approval_form_and_its_cells(number: int, *, blank: bool) -> None:
    with pdfplumber.open(BytesIO(pdf(number, blank=blank))) as document:
        (page,) = document.pages
        _, ys = edges(page)
        (table,) = page.find_tables()
    heights = [after - before for before, after in itertools.pairwise(ys)]
    assert heights[:4] == pytest.approx([12] * 4, abs=0.05)
    assert heights[4] >= 88
    assert heights[5:] == pytest.approx([40] * 2, abs=0.05)
    assert ys[-1] == pytest.approx(BOTTOM["approval"], abs=0.05)
    middles = [(before + after) / 2 * MILLIMETRE for before, after in itertools.pairwise(ys)]
    crossing = [sum(top < middle < bottom for _, top, _, bottom in table.cells) for middle in middles]
    assert crossing == CELLS_A_ROW[number]


WORDS = {
    3: {(1, 0): "1", (1, 1): "刘镕", (1, 2): "系主任", (1, 3): "机电楼/三层", (1, 4): "走访教室，联系学生。"},
    4: {(1, 0): "1", (1, 1): "谈心", (1, 2): "2026年11月20日", (1, 3): "与三名学生谈心，了解学习困难。", (1, 4): ""},
    5: {(1, 0): "1", (1, 1): BRANCH, (2, 2): "办好实事二", (3, 1): "刘镕", (5, 0): "5", (5, 3): "年底前"},
    7: {(1, 0): "1", (1, 1): BRANCH, (2, 2): "办好实事二", (3, 1): "刘镕", (5, 3): "已完成", (5, 4): ""},
    8: {
        (0, 1): "刘镕",
        (0, 3): "女",
        (0, 5): "维吾尔族",
        (0, 6): "",
        (1, 1): "1978年5月",
        (1, 3): "2000年7月",
        (2, 1): "1999年7月",
        (2, 3): "硕士研究生",
        (3, 1): "系主任",
        (4, 0): "主要事迹",
        (4, 1): DEEDS * 6,
        (5, 1): "同意推荐。",
        (6, 0): "党总支（或基层党委）意见",
        (6, 1): "同意授予称号。",
    },
}
WORDS[9] = {**WORDS[8], (3, 2): "标兵类型", (3, 3): "工作标兵"}


@pytest.mark.parametrize("number", WORDS)
def test_each_value_stands_within_its_own_cell(number: int) -> None:
    with pdfplumber.open(BytesIO(pdf(number, blank=False))) as document:
        (page,) = document.pages
        xs, ys = edges(page)
        spans = spans_of(number, len(ys) - 1, blank=False)
        said: dict[tuple[int, int], str] = {}
        for char in page.chars:
            em, base = char["size"] / MILLIMETRE, page.height / MILLIMETRE - char["matrix"][5] / MILLIMETRE
            x0, x1 = char["x0"] / MILLIMETRE, char["x1"] / MILLIMETRE
            if not ys[0] < base < ys[-1]:
                continue
            # A character's body reaches from 0.14 of its size below its baseline to 0.86 above it.
            holding = [
                (first, left)
                for first, left, last, right in spans
                if xs[left] <= x0 and x1 <= xs[right] and ys[first] <= base - 0.86 * em and base + 0.14 * em <= ys[last]
            ]
            assert len(holding) == 1, char
            said[holding[0]] = said.get(holding[0], "") + char["text"]
    assert {key: squeezed(said.get(key, "")) for key in WORDS[number]} == WORDS[number]


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("blank", [True, False])
def test_every_font_is_embedded_and_no_character_is_drawn_as_glyph_0(number: int, *, blank: bool) -> None:
    reader = pypdf.PdfReader(BytesIO(pdf(number, blank=blank)))
    counted = 0
    for page in reader.pages:
        resources: Any = page["/Resources"]
        faces = {name: _face(font.get_object()) for name, font in resources["/Font"].items()}
        current = ""
        for operands, operator in pypdf.generic.ContentStream(page.get_contents(), reader).operations:
            if operator == b"Tf":
                current = operands[0]
            for text in _shown(operands, operator):
                face = faces[current]
                glyphs = face.getBestCmap() or face["cmap"].tables[0].cmap
                for code in text:
                    name = glyphs[code]
                    assert face.getGlyphID(name) != 0
                    assert not _is_box(face, name)
                    counted += 1
    assert counted > 20


def _face(font: Any) -> TTFont:  # noqa: ANN401
    assert font["/Subtype"] == "/TrueType"
    return TTFont(BytesIO(font["/FontDescriptor"].get_object()["/FontFile2"].get_object().get_data()))


def _shown(operands: Any, operator: bytes) -> list[bytes]:  # noqa: ANN401
    texts = operands[0] if operator == b"TJ" else operands if operator in (b"Tj", b"'") else []
    return [text if isinstance(text, bytes) else text.original_bytes for text in texts if hasattr(text, "strip")]


def _is_box(face: TTFont, name: str) -> bool:
    """A font may hold the picture of the missing character under another number too."""
    missing, this = face["glyf"][face.getGlyphName(0)], face["glyf"][name]
    return bool(this.numberOfContours > 0 and this == missing)


@pytest.mark.parametrize("number", LEDGERS)
def test_a_ledger_upright_keeps_the_share_of_its_columns(number: int) -> None:
    upright = pdf_of(number, pages(number, blank=True, options=Options(landscape=False)))
    with pdfplumber.open(BytesIO(upright)) as document:
        page = document.pages[0]
        assert [page.width / MILLIMETRE, page.height / MILLIMETRE] == pytest.approx([210, 297], abs=0.01)
        xs, ys = edges(page)
    assert [xs[0], xs[-1]] == pytest.approx([28, 184], abs=0.05)
    widths = [after - before for before, after in itertools.pairwise(xs)]
    shares = [width / (sum(COLUMNS[number]) - COLUMNS[number][0]) for width in COLUMNS[number][1:]]
    assert widths[1:] == pytest.approx([share * (156 - widths[0]) for share in shares], abs=0.05)
    assert ys[-1] <= 297 - 35 + 0.05


@pytest.mark.parametrize(("number", "left", "right", "end"), [(6, 28, 184, 262), (5, 33.5, 263.5, 186)])
def test_page_numbers_stand_7_mm_below_the_text_one_character_in_odd_right_even_left(
    number: int, left: float, right: float, end: float
) -> None:
    """The dash is measured by its ink: it is drawn 0.24 to 0.29 of its size above the baseline."""
    rows = tuple(Row((f"上好示范课{n}", "年底前"), f"党员{n}") for n in range(40))
    long = Values(values_for(number).fields, {"commitments": (DEEDS * 16, DEEDS * 16)}, rows)
    with pdfplumber.open(BytesIO(pdf_of(number, pages(number, long)))) as document:
        assert len(document.pages) >= 2
        for place, page in enumerate(document.pages[:2], start=1):
            chars = [char for char in page.chars if char["size"] == pytest.approx(14)]
            assert "".join(char["text"] for char in chars) == f"— {place} —"
            size = 14 / MILLIMETRE
            baseline = (page.height - chars[0]["matrix"][5]) / MILLIMETRE
            assert baseline - 0.29 * size == pytest.approx(end + 7, abs=0.2)
            if place == 1:
                assert chars[-1]["x1"] / MILLIMETRE == pytest.approx(right - size, abs=0.2)
            else:
                assert chars[0]["x0"] / MILLIMETRE == pytest.approx(left + size, abs=0.2)


@pytest.mark.parametrize("number", [1, 2])
def test_a_date_ends_four_characters_from_the_right_with_the_office_centred_above_it(number: int) -> None:
    values = values_for(number)
    fields = {**values.fields, "branch": "机电系党支部", "date": "2026年11月24日"}
    with pdfplumber.open(BytesIO(pdf_of(number, pages(number, Values(fields, values.items, values.rows))))) as document:
        lines: dict[float, list[Any]] = {}
        for char in document.pages[0].chars:
            lines.setdefault(round(char["matrix"][5], 1), []).append(char)
    (*_, (_, office), (_, day)) = sorted(lines.items(), reverse=True)
    assert "".join(c["text"] for c in office) == "机电系党支部（盖章）"
    assert "".join(c["text"] for c in day) == "2026年11月24日"
    assert day[-1]["x1"] / MILLIMETRE == pytest.approx(184 - 4 * 16 / MILLIMETRE, abs=0.2)
    middles = [(line[0]["x0"] + line[-1]["x1"]) / 2 / MILLIMETRE for line in (office, day)]
    assert middles[0] == pytest.approx(middles[1], abs=0.2)


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("more", range(0, 14, 2))
def test_a_round_seal_of_42_mm_over_office_and_date_covers_no_other_word(number: int, more: int) -> None:
    """Whatever leading the letter was given to fit its page."""
    values = values_for(number)
    fields = {**values.fields, "branch": "机电系党支部", "date": "2026年11月24日"}
    rows = (*values.rows, *(Row((f"第{n}岗", "张三、李四")) for n in range(more)))
    sheets = pages(number, Values(fields, {**values.items, "duties": (DEEDS[:-1],) * (1 + more)}, rows))
    *above, office, day = (line for line in sheets[-1].lines if line.align == "right" or line.paragraph > 0)
    assert (office.text, day.text) == ("机电系党支部（盖章）", "2026年11月24日")
    em = day.size / MILLIMETRE
    x, y = day.x + drawn_width(day) / 2, (office.y + day.y) / 2 - 0.36 * em
    for line in above:
        across = max(line.x - x, 0, x - line.x - drawn_width(line))
        along = y - (line.y + 0.14 * em)
        assert (across**2 + along**2) ** 0.5 >= 21, line
    assert y + 21 <= 297 - 5
