"""岗位志愿征集表 (P05): members without office write down which post they choose."""

from dangjian_desktop.reports.form import Row, Values
from dangjian_desktop.reports.papers.boxes import label
from dangjian_desktop.reports.papers.kind import PaperKind
from dangjian_desktop.reports.papers.table import PORTRAIT, Band, TablePaper, lay_out_table, small
from dangjian_desktop.reports.sheet import Sheet

WIDTHS = (14.0, 34.0, 36.0, 36.0, 40.0)
BLANK_ROWS = 16
HEADS = ("序号", "党员姓名", "第一志愿", "第二志愿", "本人签名、日期")


def lay_out_post_choices(values: Values, blank: bool) -> tuple[Sheet, ...]:
    """Return the sign-up sheet: names printed, choices that are known too, the rest to be written by hand."""
    branch = values.fields.get("branch", "")
    rows = (Row(("", "", "", "")),) * BLANK_ROWS if blank else values.rows
    bands = [
        Band((label(str(number)), *(label(cell) for cell in row.cells)), least=12)
        for number, row in enumerate(rows, start=1)
    ]
    head = Band(tuple(label(text) for text in HEADS))
    note = small("岗位名称和岗位职责见“岗位目录”。请填写岗位名称，一人可报两个志愿。")
    title = f"{branch}无职党员岗位志愿征集表"
    return lay_out_table(
        TablePaper(title, PORTRAIT, WIDTHS, tuple(bands), (head,), below=(note,), office=branch, lowest=10)
    )


POST_CHOICES = PaperKind("post_choices", "岗位志愿征集表", "P05", "office", lay_out_post_choices, blank=True)
