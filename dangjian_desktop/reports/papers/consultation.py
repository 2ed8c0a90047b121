"""征求意见情况 (A7-23, B14): the three consultations on a nominee, a sheet to go with form 9."""

from dangjian_desktop.reports.form import Values
from dangjian_desktop.reports.papers.boxes import Box, Part, label
from dangjian_desktop.reports.papers.kind import PaperKind
from dangjian_desktop.reports.papers.table import PORTRAIT, Band, TablePaper, info, lay_out_table
from dangjian_desktop.reports.sheet import Sheet

WIDTHS = (30.0, 50.0, 30.0, 50.0)
OFFICES = (
    ("organisation", "组织部⏎（人事处）⏎意　见"),
    ("discipline", "纪检监察室⏎意　见"),
    ("police", "学院所在⏎派出所⏎意　见"),
)
FOOT = ("（盖章）", "　年　月　日")
OPINION = 56.0


def lay_out_consultation(values: Values, blank: bool) -> tuple[Sheet, ...]:
    """Return one page with the opinions that are known and room to write and stamp the others."""
    fields = values.fields
    facts = (("姓　名", "name", "部　门", "department"), ("标兵类型", "kind", "年度季度", "period"))
    bands = [
        Band((label(one), label(fields.get(key, "")), label(two), label(fields.get(other, ""))), least=12)
        for one, key, two, other in facts
    ]
    for key, name in OFFICES:
        head = Box(tuple(Part(part, align="center") for part in name.split("⏎")))
        opinion = Box((_opinion(fields.get(key, "")),), 3, foot=FOOT, top=True)
        bands.append(Band((head, opinion), least=OPINION))
    line = info(f"填报单位：{fields.get('office', '')}")
    return lay_out_table(TablePaper("标兵人选征求意见情况", PORTRAIT, WIDTHS, tuple(bands), above=(line,)))


def _opinion(words: str) -> Part:
    """An opinion begins two characters in, as in 样例9."""
    return Part(f"　　{words}" if words else "")


CONSULTATION = PaperKind("consultation", "征求意见情况", "B14、A7-23", "member", lay_out_consultation, blank=True)
