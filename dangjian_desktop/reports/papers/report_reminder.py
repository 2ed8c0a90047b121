"""催报单: a list of the branches that have not reported for a period, and a slip for each."""

from dangjian_desktop.reports.form import Values
from dangjian_desktop.reports.papers.boxes import label
from dangjian_desktop.reports.papers.kind import PaperKind
from dangjian_desktop.reports.papers.table import PORTRAIT, Band, Passage, TablePaper, info, lay_out_table, signature
from dangjian_desktop.reports.sheet import Sheet

WIDTHS = (14.0, 62.0, 28.0, 56.0)
HEADS = ("序号", "党支部", "书　记", "最近一次上报")
DAY_TO_WRITE = "　　　　年　　月　　日"


def lay_out_report_reminder(values: Values, blank: bool) -> tuple[Sheet, ...]:
    """Return the list when there are rows (branch, secretary, last report), else the slip to one branch."""
    return _list(values) if values.rows else _slip(values)


def _list(values: Values) -> tuple[Sheet, ...]:
    fields = values.fields
    bands = [
        Band((label(str(number)), *map(label, row.cells[:-1]), label(row.cells[-1].replace("（", "\n（"))), least=10)
        for number, row in enumerate(values.rows, start=1)
    ]
    heads = (
        info(f"填报单位：{fields.get('office', '')}"),
        info(f"年度季度：{fields.get('period', '')}　　{fields.get('line', '')}"),
    )
    day = Passage(fields.get("date", ""), "song", 12, "right", space=4, role="seal")
    head = Band(tuple(label(name) for name in HEADS))
    return lay_out_table(TablePaper("未上报党支部一览表", PORTRAIT, WIDTHS, tuple(bands), (head,), heads, (day,)))


def _slip(values: Values) -> tuple[Sheet, ...]:
    fields = values.fields
    asked = (
        f"你支部{fields.get('period', '')}的党员活动上报包还没有报送。"
        "请核对数据、生成上报包，按下列期限报送；有困难的，请与我们联系。"
    )
    body = [Passage(f"{fields.get('branch', '')}：", size=16, space=4), Passage(asked, size=16, indent=2)]
    told = [
        ("报送期限", fields.get("deadline", "") or DAY_TO_WRITE),
        ("最近一次上报", fields.get("last", "")),
        ("联系电话", fields.get("phone", "")),
    ]
    body += [Passage(f"{name}：{words}", size=16, indent=2) for name, words in told if words]
    body += [
        Passage(fields.get("office", ""), size=16, align="right", space=14, role="seal"),
        Passage(fields.get("date", ""), size=16, align="right", role="seal"),
        signature("签收人（签字）：", space=24),
        signature("签收日期："),
    ]
    return lay_out_table(TablePaper("催 报 单", PORTRAIT, (PORTRAIT.inner,), (), below=tuple(body)))


REPORT_REMINDER = PaperKind("report_reminder", "催报单", "screens 2.11", "unit", lay_out_report_reminder)
