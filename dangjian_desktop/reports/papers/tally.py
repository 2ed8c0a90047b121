"""计票单 (B11, B12, A7-18): the figures of the vote and strokes of 正 for each candidate."""

from collections.abc import Iterator
from math import ceil

from dangjian_desktop.reports.form import Values
from dangjian_desktop.reports.papers.ballot import KINDS
from dangjian_desktop.reports.papers.boxes import CONTINUED, Box, Part, label
from dangjian_desktop.reports.papers.kind import PaperKind
from dangjian_desktop.reports.papers.table import PORTRAIT, Band, TablePaper, info, lay_out_table, signature, small
from dangjian_desktop.reports.sheet import Sheet

BOXES, VOTES_A_BOX = 10, 5
WIDTHS = (36.0, *(9.4,) * BOXES, 15.0, 15.0)
FIGURES = ("应到人数", "实到人数", "发出票数", "收回票数", "有效票数", "无效票数")
BLANK_ROWS = 3
MOST_TOGETHER = 8
"""Up to how many rows of boxes of a candidate stay on one page."""

REMARK = (
    "每得一票画“正”字的一笔，一格一个“正”字。得票最多的为该类推荐人选；最多票并列的，在并列的人中再次测评，"
    "或由支委会研究决定并写明理由。某类没有人选的，写明空缺理由。"
)


def lay_out_tally(values: Values, blank: bool) -> tuple[Sheet, ...]:
    """Return the tally; rows are candidates (type, name, votes), fields hold the figures that are known."""
    fields = values.fields
    bands = [*_figures(values)]
    for kind in KINDS:
        bands += _kind(values, kind)
    heads = (
        info(f"党支部：{fields.get('branch', '')}"),
        info(f"测评日期：{fields.get('day', '') or '　　　　年　　月　　日'}"),
    )
    below = (small(REMARK), *(signature(f"{who}（签字）：", 45) for who in ("监票人", "计票人", "主持人")))
    title = f"{fields.get('period', '')}标兵民主测评计票单"
    return lay_out_table(TablePaper(title, PORTRAIT, WIDTHS, tuple(bands), above=heads, below=below))


def _figures(values: Values) -> Iterator[Band]:
    spans = (1, 2, 3, 2, 3, 2)
    for three in (FIGURES[:3], FIGURES[3:]):
        texts = [each for name in three for each in (name, values.fields.get(name, ""))]
        yield Band(tuple(label(text, span) for text, span in zip(texts, spans, strict=True)), least=10)


def _kind(values: Values, kind: str) -> Iterator[Band]:
    found = [row.cells[1:] for row in values.rows if row.cells[0] == kind] or [("", "")] * BLANK_ROWS
    boxes = max(1, ceil(int(values.fields.get("voters", "0") or 0) / (BOXES * VOTES_A_BOX)))
    columns = Band((label("候选人"), label("计票（画“正”字）", BOXES), label("得票"), label("名次")), leads=True)
    heading, again = (
        Band((Box((Part(words, "hei", align="center"),), len(WIDTHS)),), leads=True)
        for words in (kind, f"{kind}{CONTINUED}")
    )
    yield from (heading, columns)
    for place, (name, votes) in enumerate(found):
        block = f"{kind} {place}"
        for line in range(1, boxes + 1):
            ends = [label(text, block=f"{block} {column}") for column, text in enumerate((votes, ""))]
            cells = (label(name, block=block), *(label(""),) * BOXES, *ends)
            yield Band(cells, least=10.5, leads=line < boxes <= MOST_TOGETHER, under=(again, columns))


TALLY = PaperKind("tally", "标兵民主测评计票单", "B11、B12、A7-18", "office", lay_out_tally, blank=True)
