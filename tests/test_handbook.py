"""The handbook: every check, step, setting and code has its entry; it reads well on paper and is found by pinyin."""

import ast
import re
from functools import cache
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from pypdf import PdfReader

from dangjian_desktop.core.handbook import (
    Chapter,
    Picture,
    Section,
    Table,
    keywords_of,
    links_of,
    read_chapter,
    texts_of,
    words_of,
)
from dangjian_desktop.core.paths import resource
from dangjian_desktop.core.progress import silent
from dangjian_desktop.reports import fonts, wording
from dangjian_desktop.reports.handbook_pdf import PAGE
from dangjian_desktop.reports.handbook_strips import table_strips
from dangjian_desktop.reports.linebreak import NEVER_FIRST
from dangjian_desktop.schemes import SCHEMES
from dangjian_desktop.schemes.options import OPTIONS
from dangjian_desktop.services.errata import errata
from dangjian_desktop.services.handbook import Search, read_handbook
from dangjian_desktop.services.handbook_book import make_pdf
from dangjian_desktop.ui.help.keys import all_keys

PACKAGE = Path(__file__).parents[1] / "dangjian_desktop"
SOURCE = (Path(__file__).parent / "data" / "source-document.txt").read_text(encoding="utf-8")
CODE = re.compile(r"[A-Z]+(-[A-Z0-9]+)+")
NO_CODES = {"YYYY-MM-DD", "UTF-8"}
MILLIMETRE = 25.4 / 72
FEWEST_PAGES = 20
FOOTER_ROOM = 14

BOOK = read_handbook(all_keys())
SECTIONS: dict[str, Section] = {section.anchor: section for chapter in BOOK for section in chapter}


def chapter(anchor: str) -> Chapter:
    return next(each for each in BOOK if each[0].anchor == anchor)


def tables(*sections: Section) -> list[Table]:
    return [block for section in sections for block in section.blocks if isinstance(block, Table)]


def first_column(*found: Table) -> list[str]:
    return [words_of(row[0]) for table in found for row in table.rows]


def test_every_section_has_an_anchor_of_its_own_and_every_link_leads_to_one() -> None:
    anchors = [section.anchor for chapter in BOOK for section in chapter]
    assert len(anchors) == len(set(anchors))
    assert {target for section in SECTIONS.values() for target in links_of(section)} <= set(anchors)
    assert all(chapter[0].level == 1 for chapter in BOOK)
    assert [section.title for section in SECTIONS.values() if not section.blocks] == []


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.key)
def test_every_step_of_a_scheme_has_a_section_with_a_sentence_of_the_source(scheme: object) -> None:
    key, steps = scheme.key, scheme.steps  # type: ignore[attr-defined]
    for number, step in enumerate(steps, start=1):
        section = SECTIONS[f"{key}-{number}"]
        assert step.title in section.title
        text = "".join(texts_of(section))
        assert "原文：“" in text
        assert not (step.forms and f"样例{step.forms[0]}" not in text)


def test_the_sentences_that_the_handbook_calls_the_sources_are_the_sources() -> None:
    plain = re.sub(r"\s", "", SOURCE).replace(",", "，").replace("-般", "一般").replace(":", "：")
    for scheme in SCHEMES:
        for section in chapter(scheme.key):
            for text in texts_of(section):
                if text.startswith("原文："):
                    for quoted in re.findall("“(.+?)”(?=[，。（“]|$)", text):
                        for part in quoted.split("……"):
                            wanted = re.sub(r"\s", "", part).replace("‘", "“").replace("’", "”").strip("。，")
                            assert wanted in plain, (section.title, part)


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.key)
def test_every_check_says_what_it_means_with_its_severity_and_clause(scheme: object) -> None:
    rules = scheme.rules  # type: ignore[attr-defined]
    (table,) = tables(SECTIONS[f"{scheme.key}-checks"])  # type: ignore[attr-defined]
    told = {words_of(row[0]): tuple(map(words_of, row[1:])) for row in table.rows}
    assert list(told) == [rule.id for rule in rules]
    assert all(told[rule.id][0] == rule.severity.value and told[rule.id][2] == rule.source for rule in rules)
    assert all(meaning for _, meaning, _ in told.values())


def test_every_setting_of_the_checks_is_listed_with_its_default() -> None:
    (table,) = tables(SECTIONS["options-list"])
    assert first_column(table) == [option.title for option in OPTIONS]
    assert all(words_of(cell) for row in table.rows for cell in row)


def codes_of_the_program() -> set[str]:
    """Return all texts of the code that are codes of errors."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
                found.add(node.value)
    return found - NO_CODES - {rule.id for scheme in SCHEMES for rule in scheme.rules}


def test_every_code_that_a_user_may_see_has_one_entry_that_says_what_to_do() -> None:
    found = [table for table in tables(*chapter("messages")) if table.filled == "messages"]
    listed = first_column(*found)
    codes = {code for code in codes_of_the_program() if not re.fullmatch(r"A7-\d+", code)}
    assert len(codes) > 100
    assert len(listed) == len(set(listed))
    assert set(listed) == codes
    assert all(words_of(cell) for table in found for row in table.rows for cell in row)


def test_a_chapter_that_is_not_written_as_the_handbook_is_is_refused() -> None:
    for text in (
        "# 没有锚\n",
        "没有标题\n",
        "# 表 {#a}\n| 甲 | 乙 |\n| 丙 | 丁 |\n",
        "# 表 {#a}\n| 甲 |\n|---|\n| 乙 | 丙 |\n",
    ):
        with pytest.raises(ValueError, match=r"heading|rule below|cells"):
            read_chapter(text)


def test_the_text_is_plain() -> None:
    words = "\n".join(path.read_text(encoding="utf-8") for path in resource("help").glob("*.md"))
    assert not [
        bad for bad in ("！", "您", "亲", "无效", "异常", "非法", "数据库", "快照", "同步", "  ") if bad in words
    ]


# 原文勘误.


def test_A7_every_doubtful_phrase_stands_in_the_source_and_is_put_otherwise() -> None:
    written = [each for each in errata() if not each.where.startswith("样例")]
    assert len(written) >= 10
    for each in written:
        assert each.source in SOURCE, each.source
        assert each.proofread != each.source
        assert each.proofread not in SOURCE or each.where.endswith("三（一）"), each.proofread


def test_A7_1_every_sentence_of_a_form_that_was_corrected_is_listed() -> None:
    source, proofread = wording.load("source").texts, wording.load("proofread").texts
    changed = [key for key in source if source[key] != proofread[key]]
    listed = [each for each in errata() if each.where.startswith("样例")]
    assert len(listed) == len(changed)
    (notice,) = [each for each in listed if each.note == "错字"]
    assert "锋横行" in notice.source
    assert "锋横行" not in notice.proofread


# Finding.


@pytest.mark.parametrize(
    ("query", "anchor"),
    [
        ("套打", "overprint"),
        ("taoda", "overprint"),
        ("jz", "rollover"),
        ("U盘丢了", "sending"),
        ("BUNDLE-HASH", "messages-bundle"),
        ("回执", "reply"),
        ("银行", ""),
    ],
)
def test_a_section_is_found_by_characters_pinyin_initials_and_codes(query: str, anchor: str) -> None:
    found = [hit.anchor for hit in Search(BOOK).find(query)]
    assert anchor in found if anchor else found == []


def test_headings_come_first_and_the_place_of_the_words_is_shown() -> None:
    hits = Search(BOOK).find("备份")
    assert "备份" in hits[0].title
    assert any("备份" in hit.excerpt for hit in hits)
    assert all(hit.chapter != hit.title for hit in hits)


def test_every_bold_word_and_first_column_is_found_by_its_letters() -> None:
    assert "DATA-TAKEN" in list(keywords_of(SECTIONS["messages-data"]))


# On paper.

PDF = make_pdf(all_keys(), silent)


def test_the_book_is_the_same_bytes_each_time() -> None:
    assert make_pdf(all_keys(), silent) == PDF


def test_the_book_has_bookmarks_and_contents_that_name_the_right_pages() -> None:
    reader = PdfReader(BytesIO(PDF))
    pages = [page.extract_text() for page in reader.pages]
    assert len(pages) >= FEWEST_PAGES
    entries: list[tuple[str, int]] = []

    def walk(outline: object) -> None:
        for each in outline:  # type: ignore[attr-defined]
            if isinstance(each, list):
                walk(each)
            else:
                entries.append((each.title, reader.get_destination_page_number(each) or 0))

    walk(reader.outline)
    assert [title for title, _ in entries] == [s.title for s in SECTIONS.values() if s.level <= 2]
    contents = re.sub(r"[ .\n]", "", "".join(pages[1 : entries[0][1]]))
    for title, page in entries:
        assert title.replace(" ", "") in re.sub(r"\s", "", pages[page]), title
        assert f"— {page + 1} —" in pages[page]
    wanted = "".join(f"{title}{page + 1}" for title, page in entries).replace(" ", "")
    assert wanted in contents.removeprefix("目　录")


@cache
def characters() -> list[list[tuple[str, float, float, float]]]:
    """Return each page's characters: the text, its left and right edge and its lower one in millimetres."""
    with pdfplumber.open(BytesIO(PDF)) as book:
        return [
            [(c["text"], *(c[edge] * MILLIMETRE for edge in ("x0", "x1", "bottom"))) for c in page.chars]
            for page in book.pages
        ]


def test_no_character_of_the_book_is_missing_and_nothing_stands_outside_the_page() -> None:
    words = "".join(text for section in SECTIONS.values() for text in texts_of(section))
    assert fonts.missing_characters(words) == []
    for number, page in enumerate(characters(), start=1):
        outside = [
            text
            for text, left, right, low in page
            if not (
                PAGE.left - 0.5 <= left and right <= PAGE.width - PAGE.right + 0.8 and low <= PAGE.end + FOOTER_ROOM
            )
        ]
        assert outside == [], number


def test_no_row_of_a_table_stands_alone_on_a_page() -> None:
    table = next(block for chapter in BOOK for section in chapter for block in section.blocks if _is_long(block))
    assert isinstance(table, Table)
    *strips, _after = table_strips(table)
    together = [strip.keep for strip in strips]
    assert together[:3] == [True, True, False], "the heads and the first row go with the second"
    assert together[-3:] == [False, True, False], "the last row but one goes with the last"


def _is_long(block: object) -> bool:
    return isinstance(block, Table) and len(block.rows) > 5


def test_no_line_of_the_book_begins_with_a_stop() -> None:
    begun = [text for page in characters()[4:] for text, left, _, _ in page if abs(left - PAGE.left) < 0.1]
    assert len(begun) > 300
    assert not {text for text in begun if text in NEVER_FIRST}


def test_every_picture_is_small_and_shown_once() -> None:
    shown = [block.file for section in SECTIONS.values() for block in section.blocks if isinstance(block, Picture)]
    folder = resource("help", "pictures")
    stored = {path.name: path.stat().st_size for path in folder.glob("*.png")}
    assert sorted(stored) == sorted(shown)
    assert len(stored) <= 15
    assert max(stored.values()) < 60_000
