"""The ends of lines in official text, counted on the printed page by a second small program with tables of its own.

The tables are written from GB/T 15834-2011 (5.1: where marks may not stand) and docs/forms.md; nothing is taken from the
layout. `official_text.txt` was written for this test.
"""

import itertools
import re
from collections import defaultdict
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest

from dangjian_desktop.reports.form import Values
from tests.reports.samples import pages, pdf_of, values_for

PARAGRAPHS = (Path(__file__).parent / "official_text.txt").read_text(encoding="utf-8").splitlines()
MILLIMETRE = 72 / 25.4
STOPS = "。？！，、；：" + ".,;:?!"
CLOSING = "）］〕】》〉”’」』" + ")]}"
OPENING = "（［〔【《〈“‘「『" + "([{"
UNITS_AFTER = "％‰℃%"
UNITS_BEFORE = "￥＄"
JOINING = "·～"
WORD = re.compile(r"[0-9A-Za-z]+(?:[.,:/@-][0-9A-Za-z]+)*")


@dataclass(frozen=True)
class Printed:
    """A line as the PDF has it."""

    text: str
    left: float
    right: float
    baseline: float


def lines_of(pdf: bytes) -> list[list[Printed]]:
    """Return the lines of 15 and 16 points of each page, by their baselines."""
    found = []
    with pdfplumber.open(BytesIO(pdf)) as document:
        for page in document.pages:
            rows = defaultdict(list)
            for char in page.chars:
                if 14.5 < char["size"] < 16.5:
                    rows[round(char["matrix"][5], 1)].append(char)
            found.append(
                [
                    Printed(
                        "".join(c["text"] for c in rows[y]),
                        rows[y][0]["x0"] / MILLIMETRE,
                        rows[y][-1]["x1"] / MILLIMETRE,
                        rows[y][0]["matrix"][5],
                    )
                    for y in sorted(rows, reverse=True)
                ]
            )
    return found


def set_texts(paragraphs: list[str]) -> list[list[Printed]]:
    """Print the texts as the commitments of a letter; return its body's lines."""
    sheets = pages(6, Values(values_for(6).fields, {"commitments": tuple(paragraphs)}))
    return lines_of(pdf_of(6, sheets))


def violations(before: str, after: str) -> list[str]:
    """Return what is wrong where a paragraph is divided between two lines."""
    wrong = []
    if after[0] in STOPS + CLOSING + UNITS_AFTER + JOINING + "…—":
        wrong.append(f"begins with {after[0]}")
    if before[-1] in OPENING + UNITS_BEFORE:
        wrong.append(f"ends with {before[-1]}")
    if re.search(r"(?<!…)(……)*…$", before) or re.search(r"(?<!—)(——)*—$", before):
        wrong.append("half a dash or an ellipsis at its end")
    whole, place = before + after, len(before)
    wrong += [f"tears {word[0]}" for word in WORD.finditer(whole) if word.start() < place < word.end()]
    return wrong


def divisions(lines: list[str], paragraphs: list[str]) -> list[tuple[str, str]]:
    """Walk through the paragraphs along the printed lines; return the lines on both sides of each division."""
    found, rest = [], list(lines)
    for paragraph in paragraphs:
        line = rest.pop(0)
        while line != paragraph:
            assert paragraph.startswith(line), (paragraph, line)
            found.append((line[-30:], rest[0]))
            line += rest.pop(0)
    return found


def test_the_text_is_long_and_has_every_kind_of_sign() -> None:
    text = "".join(PARAGRAPHS)
    for sign in "，。、；：？！（）〔〕《》“”‘’…—·～％%℃￥×①+/@-":
        assert sign in text, sign
    assert len(text) > 5000


@pytest.mark.parametrize("shift", [0, 1, 3, 6])
def test_no_line_of_official_text_begins_or_ends_with_what_must_not_stand_there(shift: int) -> None:
    """Each shift puts other signs at the ends of the lines."""
    texts = [f"{'关于本支部某事项'[:shift]}{text}" for text in PARAGRAPHS]
    printed = [line.text for page in set_texts(texts) for line in page]
    first = next(place for place, line in enumerate(printed) if line.startswith("1."))
    wanted = [f"{number}.{text}" for number, text in enumerate(texts, start=1)]
    divided = divisions(printed[first:], wanted)
    assert len(divided) + len(wanted) >= 200
    assert [(before, after, wrong) for before, after in divided for wrong in violations(before, after)] == []


def test_F1_5_the_number_of_a_duty_stands_on_one_line_with_it() -> None:
    ended = 0
    for length in range(28):
        duties = ("联" * (20 + length), "做好记录", "走访学生")
        printed = [
            line.text for sheet in pages(1, Values(values_for(1).fields, {"duties": duties})) for line in sheet.lines
        ]
        assert not [line for line in printed if re.search(r"\d\.$", line)]
        ended += any(line.endswith("；") for line in printed)
    assert ended > 3, "no line came near a number"


def test_the_counter_counts() -> None:
    """What it must find: one of each kind."""
    assert violations("他说", "，好") == ["begins with ，"]
    assert violations("文件（", "试行）") == ["ends with （"]
    assert violations("等等…", "…另") == ["begins with …", "half a dash or an ellipsis at its end"]
    assert violations("共20", "26年") == ["tears 2026"]
    assert violations("占74.", "5%") == ["tears 74.5"]
    assert violations("共2026", "年") == []


def test_full_lines_reach_from_margin_to_margin_and_stand_on_the_grid() -> None:
    """28 characters from 28.0 to 184.0 mm, 28.99 points below each other, 22 lines a page."""
    printed = set_texts(["机电工程系教工党支部全体党员立足岗位真抓实干" * 6] * 12)
    assert len(printed) > 1
    full = [line for page in printed for line in page if len(line.text) == 28]
    assert len(full) > 20
    for line in full:
        assert line.left == pytest.approx(28.0, abs=0.2)
        assert line.right == pytest.approx(184.0, abs=0.2)
    for page in printed:
        body = [line.baseline for line in page if line.left < 45]
        steps = [above - below for above, below in itertools.pairwise(body)]
        assert steps
        assert steps == pytest.approx([28.99] * len(steps), abs=0.05)
    assert max(len(page) for page in printed) == 22


def test_a_loosened_line_tears_no_dash_and_no_number() -> None:
    """The long word behind each line leaves it loose: its other characters move apart, those of a dash do not."""
    sheets = pages(
        6,
        Values(values_for(6).fields, {"commitments": ("按质完成——满意率98.5%，联系师生开展工作Modbus/TCP/IP",)}),
    )
    with pdfplumber.open(BytesIO(pdf_of(6, sheets))) as document:
        chars = [c for c in document.pages[0].chars if 15.5 < c["size"] < 16.5]
    line = next([c for c in chars if c["matrix"][5] == one["matrix"][5]] for one in chars if one["text"] == "—")
    gaps = {one["text"] + after["text"]: after["x0"] - one["x1"] for one, after in itertools.pairwise(line)}
    assert gaps["按质"] > 1
    assert gaps["按质"] == pytest.approx(gaps["师生"], abs=0.01)
    for whole in ("——", "98", "8.", ".5", "5%"):
        assert gaps[whole] == pytest.approx(0, abs=0.01)
