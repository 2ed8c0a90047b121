"""履职情况汇总 (P16, Z10, C19): one member across the five schemes of a year."""

import re
from dataclasses import replace
from itertools import groupby

from dangjian_desktop.reports.form import Values
from dangjian_desktop.reports.papers.boxes import CONTINUED, Box, Part, label
from dangjian_desktop.reports.papers.kind import PaperKind
from dangjian_desktop.reports.papers.table import PORTRAIT, Band, TablePaper, info, lay_out_table
from dangjian_desktop.reports.sheet import Sheet

WIDTHS = (28.0, 34.0, 24.0, 26.0, 22.0, 26.0)
FACTS = (
    ("姓　　名", "name", "性　别", "sex", "民　族", "ethnicity"),
    ("出生年月", "birth", "入党时间", "joined", "文化程度", "education"),
    ("部　　门", "department", "人员类别", "staff_kind", "党员类别", "party_kind"),
)
NUMBER = re.compile(r"\d+\.")
USES = "用　　途"
USES_TEXT = "□ 年度考核　　□ 民主评议　　□ 评先树优　　□ 其他："
SIGNED = ("党支部书记（签字）：　　　　　　　", "（盖章）", "　年　月　日")


def lay_out_member_card(values: Values, blank: bool) -> tuple[Sheet, ...]:
    """Return the card; rows are (label, text) in sections named by ``group``; its first line is on every page."""
    fields = values.fields
    bands = [
        Band(
            tuple(
                box
                for a, b in zip(names[::2], names[1::2], strict=True)
                for box in (label(a), label(fields.get(b, "")))
            )
        )
        for names in FACTS
    ]
    bands.append(
        Band((label("职务（岗位）"), label(fields.get("duty", ""), 3), label("分　类"), label(fields.get("class", ""))))
    )
    for section, rows in groupby(values.rows, key=lambda row: row.group):
        heading, again = (
            Band((Box((Part(words, "hei", 12),), len(WIDTHS)),), leads=True)
            for words in (section, f"{section}{CONTINUED}")
        )
        bands.append(heading)
        for row in rows:
            name, words = row.cells
            bands.append(Band((label(name, size=10.5), Box(_parts(words), len(WIDTHS) - 1)), least=7.5, under=(again,)))
    bands[-1] = replace(bands[-1], leads=True)  # what is signed never stands alone on its page
    bands.append(Band((label(USES), Box((Part(USES_TEXT),), len(WIDTHS) - 1)), least=11, leads=True))
    bands.append(Band((label("党支部意见"), Box((Part(""),), len(WIDTHS) - 1, foot=SIGNED, top=True)), least=38))
    heads = (info(f"党支部：{fields.get('branch', '')}"),)
    title = f"{fields.get('year', '')}年度党员履职情况汇总"
    return lay_out_table(TablePaper(title, PORTRAIT, WIDTHS, tuple(bands[1:]), tuple(bands[:1]), above=heads))


def _parts(words: str) -> tuple[Part, ...]:
    """One paragraph a line of the text; a numbered one hangs."""
    found = [(line, NUMBER.match(line)) for line in words.split("\n")]
    return tuple(Part(line, size=10.5, hang=number[0] if number else "") for line, number in found)


MEMBER_CARD = PaperKind("member_card", "履职情况汇总", "P16、Z10、C19", "member", lay_out_member_card)
