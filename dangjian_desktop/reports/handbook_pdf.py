"""The handbook as a book on A4: a cover, contents with page numbers, chapters on pages of their own, bookmarks, links."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from dangjian_desktop.core.handbook import Chapter, Handbook, Picture, Section, Table, Text
from dangjian_desktop.core.progress import Progress
from dangjian_desktop.core.version import VERSION
from dangjian_desktop.reports.handbook_strips import (
    BODY_FACE,
    BOLD_FACE,
    ROOM,
    Strip,
    heading,
    picture_strip,
    table_strips,
    text_strips,
)
from dangjian_desktop.reports.page import POINT, centred, wide
from dangjian_desktop.reports.pdf import MILLIMETRE, draw_sheet, open_canvas
from dangjian_desktop.reports.pdf_text import TextWriter
from dangjian_desktop.reports.sheet import Line, Margins, Rule, Sheet

TITLE, AUTHOR = "党建台账操作手册", "党建台账"
EDITION = datetime(2026, 11, 30)
"""The day that the file bears: the book is the same bytes each time it is made."""

PAGE = Margins(210, 297, 27, 25, 25, 24)
CONTENTS_SIZES = {1: 12.0, 2: 10.5}
CONTENTS_LEADS = {1: 22.0, 2: 16.5}
HEADER, FOOTER = 19.0, 285.0
BEGUN, BETWEEN = 0.3, 12.0
"""A chapter begins a page of its own where more than this part of the page is full; else so many millimetres below."""

LEVEL_TOP = 2
"""Up to which level headings stand in the contents and the bookmarks."""


class Mark(NamedTuple):
    """Where a section begins: the page of the book, counted from 0, and how far down in millimetres."""

    section: Section
    page: int
    y: float


class Page(NamedTuple):
    """A page's content and its links: the box in millimetres, and the anchor that it leads to."""

    sheet: Sheet
    links: tuple[tuple[float, float, float, float, str], ...] = ()


def write_handbook(handbook: Handbook, pictures: Path, progress: Progress) -> bytes:
    """Return the book as a PDF; ``pictures`` is the folder of its pictures."""
    sections = [section for chapter in handbook for section in chapter if section.level <= LEVEL_TOP]
    before = 1 + len(_contents([Mark(section, 0, 0) for section in sections]))
    pages, marks = _lay_out(handbook, pictures, before, progress)
    listed = [mark for mark in marks if mark.section.level <= LEVEL_TOP]
    return _write([_cover(), *_contents(listed), *pages], marks)


def _cover() -> Page:
    lines = [
        centred("党建台账", "title", 36, PAGE.left, ROOM, 95, 0),
        centred("操作手册", "title", 26, PAGE.left, ROOM, 118, 1),
        centred(f"适用于 {VERSION} 版", BODY_FACE, 12, PAGE.left, ROOM, 240, 2),
        centred(
            "无职党员设岗定责　党员责任区　党员承诺践诺　党员先锋岗　标兵评选", BODY_FACE, 12, PAGE.left, ROOM, 135, 3
        ),
    ]
    return Page(Sheet(PAGE.width, PAGE.height, tuple(lines), margins=PAGE))


def _contents(marks: Sequence[Mark]) -> list[Page]:
    """Set a line a section, its number at the right behind a row of dots."""
    pages: list[Page] = []
    lines: list[Line] = [centred("目　录", BOLD_FACE, 18, PAGE.left, ROOM, PAGE.top + 6, 0)]
    links: list[tuple[float, float, float, float, str]] = []
    y = PAGE.top + 16
    for mark in marks:
        level = mark.section.level
        step = CONTENTS_LEADS[level] * POINT
        if y + step > PAGE.end:
            pages.append(Page(Sheet(PAGE.width, PAGE.height, tuple(lines), margins=PAGE), tuple(links)))
            lines, links, y = [], [], PAGE.top
        y += step
        lines += _contents_line(mark, y)
        links.append((PAGE.left, y - step * 0.75, ROOM, step, mark.section.anchor))
    pages.append(Page(Sheet(PAGE.width, PAGE.height, tuple(lines), margins=PAGE), tuple(links)))
    return pages


def _contents_line(mark: Mark, y: float) -> Iterator[Line]:
    level = mark.section.level
    face, size = BOLD_FACE if level == 1 else BODY_FACE, CONTENTS_SIZES[level]
    x, number = PAGE.left + (level - 1) * 6, str(mark.page + 1)
    end = PAGE.left + ROOM - wide(number, BODY_FACE, size)
    begin = x + wide(mark.section.title, face, size) + 2
    dots = "." * max(0, int((end - 2 - begin) / wide(".", BODY_FACE, size) / 1.6))
    yield Line(x, y, mark.section.title, face, size)
    if dots:
        yield Line(begin, y, dots, BODY_FACE, size, width=end - 2 - begin)
    yield Line(end, y, number, BODY_FACE, size)


def _lay_out(handbook: Handbook, pictures: Path, before: int, progress: Progress) -> tuple[list[Page], list[Mark]]:
    """Fill pages strip by strip; what is to stay with the next one goes to the next page with it."""
    pages = [_Filling()]
    marks: list[Mark] = []
    for place, chapter in enumerate(handbook):
        progress(place, len(handbook), f"正在排第 {place + 1}/{len(handbook)} 章")
        if pages[-1].y > PAGE.top + BEGUN * (PAGE.end - PAGE.top):
            pages.append(_Filling())
        elif pages[-1].placed:
            pages[-1].y += BETWEEN
        for group in _groups(chapter, pictures):
            if pages[-1].y + sum(strip.height for strip in group) > PAGE.end and pages[-1].placed:
                pages.append(_Filling())
                if group[0].head is not None:
                    pages[-1].put(group[0].head)
            for strip in group:
                whole = pages[-1].put(strip)
                pages[-1].chapter = pages[-1].chapter or chapter[0].title
                if whole.section is not None:
                    marks.append(Mark(whole.section, before + len(pages) - 1, pages[-1].y - whole.height))
    first = before + 1
    return [_with_edges(_page(page.placed), page, number) for number, page in enumerate(pages, first)], marks


class _Filling:
    """A page being filled: its strips with their tops, where the next one goes, and whose chapter it begins with."""

    def __init__(self) -> None:
        self.placed: list[tuple[float, Strip]] = []
        self.y = PAGE.top
        self.chapter = ""

    def put(self, strip: Strip) -> Strip:
        """Add a strip and return it as it was put: a heading at the top of a page has nothing free above it."""
        placed = strip if self.placed else strip.at_top()
        self.placed.append((self.y, placed))
        self.y += placed.height
        return placed


def _with_edges(page: Page, filled: _Filling, number: int) -> Page:
    """Put the chapter's name above the text, but where it begins there, and the page's number below it."""
    lines = [centred(f"— {number} —", BODY_FACE, 9, PAGE.left, ROOM, FOOTER, 0)]
    rules: list[Rule] = []
    first = filled.placed[0][1].section
    if first is None or first.level > 1:
        lines.append(Line(PAGE.left, HEADER, filled.chapter, BODY_FACE, 9))
        rules.append(Rule(PAGE.left, HEADER + 2, PAGE.left + ROOM, HEADER + 2, 0.4))
    sheet = page.sheet
    return page._replace(sheet=sheet._replace(lines=(*sheet.lines, *lines), rules=(*sheet.rules, *rules)))


def _groups(chapter: Chapter, pictures: Path) -> Iterator[list[Strip]]:
    """Yield strips that stay on one page."""
    group: list[Strip] = []
    for section in chapter:
        for strip in _strips(section, pictures):
            group.append(strip)
            if not strip.keep:
                yield group
                group = []
    if group:
        yield group


def _strips(section: Section, pictures: Path) -> Iterator[Strip]:
    """Yield a section's heading and blocks; the words before a picture stay with it."""
    yield heading(section)
    for block, after in zip_longest(section.blocks, section.blocks[1:]):
        if isinstance(block, Text):
            *most, last = text_strips(block)
            yield from most
            yield last._replace(keep=last.keep or isinstance(after, Picture))
        elif isinstance(block, Table):
            yield from table_strips(block)
        elif isinstance(block, Picture) and (pictures / block.file).exists():
            yield picture_strip(block, (pictures / block.file).read_bytes())


def _page(placed: Sequence[tuple[float, Strip]]) -> Page:
    lines: list[Line] = []
    rules: list[Rule] = []
    links: list[tuple[float, float, float, float, str]] = []
    for y, strip in placed:
        lines += [line._replace(x=line.x + PAGE.left, y=line.y + y) for line in strip.lines]
        rules += [
            Rule(rule.x1 + PAGE.left, rule.y1 + y, rule.x2 + PAGE.left, rule.y2 + y, rule.weight)
            for rule in strip.rules
        ]
        links += [(left + PAGE.left, top + y, width, height, to) for left, top, width, height, to in strip.links]
    fills = tuple(fill._replace(x=fill.x + PAGE.left, y=fill.y + y) for y, strip in placed for fill in strip.fills)
    pictures = tuple(
        picture._replace(x=picture.x + PAGE.left, y=picture.y + y) for y, strip in placed for picture in strip.pictures
    )
    sheet = Sheet(PAGE.width, PAGE.height, tuple(lines), tuple(rules), pictures, margins=PAGE, fills=fills)
    return Page(sheet, tuple(links))


def _write(pages: Sequence[Page], marks: Sequence[Mark]) -> bytes:
    buffer = BytesIO()
    canvas = open_canvas(buffer, title=TITLE, author=AUTHOR, created=EDITION)
    canvas.showOutline()
    texts = TextWriter(canvas)
    known = {mark.section.anchor for mark in marks}
    for number, page in enumerate(pages):
        canvas.setPageSize((page.sheet.width * MILLIMETRE, page.sheet.height * MILLIMETRE))
        for mark in marks:
            if mark.page == number:
                top = (page.sheet.height - mark.y + 4) * MILLIMETRE
                canvas.bookmarkPage(mark.section.anchor, fit="XYZ", left=0, top=top, zoom=0)
                if mark.section.level <= LEVEL_TOP:
                    canvas.addOutlineEntry(mark.section.title, mark.section.anchor, mark.section.level - 1)
        draw_sheet(canvas, texts, page.sheet)
        for left, top, width, height, target in page.links:
            if target in known:
                low = (page.sheet.height - top - height) * MILLIMETRE
                box = (left * MILLIMETRE, low, (left + width) * MILLIMETRE, low + height * MILLIMETRE)
                canvas.linkRect("", target, box, thickness=0)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()
